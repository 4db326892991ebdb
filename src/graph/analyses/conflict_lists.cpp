// SPDX-License-Identifier: Apache-2.0
#include "graph/analyses/conflict_lists.hpp"

#include <algorithm>
#include <filesystem>
#include <unordered_map>
#include <utility>

namespace vitagraph::graph {
namespace {

using Row = std::vector<std::string>;

/// Which columns of a list say what; npos where there is none.
struct Columns {
  static constexpr std::size_t absent = static_cast<std::size_t>(-1);
  std::size_t given = absent, family = absent, name = absent, profiles = absent, email = absent, paper = absent,
              contact = absent;

  bool any_name() const { return name != absent || profiles != absent || (given != absent && family != absent); }
};

std::size_t column(const Row& heading, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    for (std::size_t i = 0; i < heading.size(); ++i)
      if (fold(trim(heading[i])) == name) return i;
  return Columns::absent;
}

Columns columns_of(const Row& heading) {
  Columns out;
  out.given = column(heading, {"first", "given_name", "given name", "first name", "firstname"});
  out.family = column(heading, {"last", "family_name", "family name", "last name", "lastname"});
  out.profiles = column(heading, {"authorids", "profile_id", "profile", "authors"});
  out.name = column(heading, {"name", "author", "reviewer"});
  out.email = column(heading, {"email", "e-mail"});
  out.paper = column(heading, {"paper", "pid", "paper_id", "forum", "number", "id"});
  out.contact = column(heading, {"iscontact"});
  // A list of reviewers names a profile `id`; a list of papers has other columns for its authors.
  if (!out.any_name()) {
    out.profiles = column(heading, {"id", "user", "userid"});
    out.paper = Columns::absent;
  }
  return out;
}

const std::string& cell(const Row& row, std::size_t at) {
  static const std::string nothing;
  return at < row.size() ? row[at] : nothing;
}

/// Several persons in one cell.
std::vector<std::string> parts(std::string_view text) {
  std::vector<std::string> out;
  const char separator = text.find('|') != std::string_view::npos   ? '|'
                         : text.find(';') != std::string_view::npos ? ';'
                                                                    : ',';
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    if (const std::string_view part = trim(text.substr(begin, end - begin)); !part.empty()) out.emplace_back(part);
    begin = end + 1;
  }
  return out;
}

/// A profile or an address: what programs know a person by.
bool is_id(std::string_view text) { return text.starts_with('~') || text.find('@') != std::string_view::npos; }

/// OpenReview links a forum: "https://openreview.net/forum?id=x7" is x7.
std::string paper_of(std::string_view text) {
  constexpr std::string_view before = "/forum?id=";
  const std::size_t at = text.find(before);
  return std::string(at == std::string_view::npos ? text : text.substr(at + before.size()));
}

/// Keeps each person once, with all papers.
class Collector {
 public:
  /// One person as written: a name, a profile, or "Ada Brook <ada@example.org>".
  void add_written(std::string_view text, const std::string& paper, const Location& where) {
    const std::size_t angle = text.find('<');
    if (text.ends_with('>') && angle != 0 && angle != std::string_view::npos)
      add(std::string(trim(text.substr(0, angle))), std::string(trim(text.substr(angle + 1, text.size() - angle - 2))),
          paper, where);
    else
      add(name_of_profile(text), text.starts_with('~') ? std::string(text) : std::string(), paper, where);
  }
  void add(std::string name, std::string id, const std::string& paper, const Location& where) {
    const auto [entry, fresh] = place_.emplace(id.empty() ? name : id, out_.size());
    if (fresh) out_.push_back({std::move(name), std::move(id), {}, where});
    std::vector<std::string>& papers = out_[entry->second].papers;
    if (!paper.empty() && std::find(papers.begin(), papers.end(), paper) == papers.end()) papers.push_back(paper);
  }
  void add_row(const Row& row, const Columns& columns, const Location& where) {
    if (fold(trim(cell(row, columns.contact))) == "contact_only") return;
    std::string paper = paper_of(trim(cell(row, columns.paper)));
    std::string id(trim(cell(row, columns.email)));
    // A list of people has their profile where a list of papers has the paper's id.
    if (is_id(paper)) id = std::exchange(paper, {});
    if (columns.profiles != Columns::absent && columns.family == Columns::absent) {
      for (const std::string& one : parts(cell(row, columns.profiles)))
        if (one.starts_with('~'))
          add(name_of_profile(one), one, paper, where);
        else
          add_written(one, paper, where);
      return;
    }
    std::string name =
        collapse_blanks(columns.family != Columns::absent ? cell(row, columns.given) + " " + cell(row, columns.family)
                                                          : cell(row, columns.name));
    if (name.empty()) name = id;
    if (name.empty()) return;
    if (id.empty())
      add_written(name, paper, where);
    else
      add(name_of_profile(name), id, paper, where);
  }
  std::vector<Listed> take() { return std::move(out_); }

 private:
  std::vector<Listed> out_;
  std::unordered_map<std::string, std::size_t> place_;
};

void read_file(const std::string& path, Collector& people) {
  const SourceFile file = SourceFile::read(path);
  const std::string_view text = file.text();
  const std::string_view first = text.substr(0, text.find('\n'));
  const std::vector<Row> heading = read_csv(first);
  const Columns columns = heading.empty() ? Columns() : columns_of(heading[0]);
  if (columns.any_name()) {
    std::vector<std::uint32_t> lines;
    const std::vector<Row> rows = read_csv(text, &lines);
    for (std::size_t i = 1; i < rows.size(); ++i) people.add_row(rows[i], columns, file.locate_line(lines[i]));
    return;
  }
  if (columns.email != Columns::absent)
    throw Error("{}:1: a table without a column of names; known: first and last, name, authors, authorids, profile_id",
                path);
  for (std::uint32_t line = 1; line <= file.line_count(); ++line) {
    const std::string name(trim(file.line_text(line)));
    if (!name.empty() && name[0] != '#') people.add_written(name, {}, file.locate_line(line));
  }
}

/// A list by its path: one that is there (a pipe too), or that by its ending can't be meant as a name.
bool is_file(const std::string& value) {
  std::error_code failed;
  const std::filesystem::file_status status = std::filesystem::status(value, failed);
  return (std::filesystem::exists(status) && !std::filesystem::is_directory(status)) || value.ends_with(".csv") ||
         value.ends_with(".txt");
}

}  // namespace

std::string name_of_profile(std::string_view text) {
  if (text.empty() || text.front() != '~') return std::string(text);
  std::string out;
  for (const char c : text.substr(1))
    if (c == '_')
      out += ' ';
    else if (c < '0' || c > '9')
      out += c;
  return collapse_blanks(out);
}

std::vector<std::vector<std::string>> read_csv(std::string_view text, std::vector<std::uint32_t>* lines) {
  std::vector<Row> rows;
  std::uint32_t line = 1, begun = 1;
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  Row row;
  std::string field;
  bool quoted = false, any = false;
  const auto end_row = [&] {
    if (any || !field.empty()) {
      row.push_back(std::move(field));
      rows.push_back(std::move(row));
      if (lines) lines->push_back(begun);
    }
    row.clear();
    field.clear();
    any = false;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"')
        field += c;
      else if (i + 1 < text.size() && text[i + 1] == '"')
        field += text[++i];
      else
        quoted = false;
    } else if (c == '"') {
      quoted = any = true;
    } else if (c == ',') {
      row.push_back(std::move(field));
      field.clear();
      any = true;
    } else if (c == '\n') {
      end_row();
      begun = line;
    } else if (c != '\r') {
      field += c;
    }
  }
  end_row();
  return rows;
}

std::vector<Listed> people_of(const AnalysisArguments& arguments, std::string_view option) {
  Collector people;
  for (const std::string& value : arguments.all(option)) {
    if (value.starts_with('@'))
      read_file(value.substr(1), people);
    else if (is_file(value))
      read_file(value, people);
    else
      people.add_written(trim(value), {}, {});
  }
  std::vector<Listed> out = people.take();
  if (out.empty()) throw Error("conflicts needs --{} FILE with a name a line or CSV, or --{} NAME", option, option);
  return out;
}

}  // namespace vitagraph::graph
