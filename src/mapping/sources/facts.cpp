// SPDX-License-Identifier: Apache-2.0
// Facts: lines of JSON objects with a `type`. `iterator: publication` gives a row for each fact of the type,
// `publication.authors` one for each element of the list field, in which `authors`, `entities.authors` and
// `normal.authors` stand for that element, `order` for its place from 1, and everything else for the fact's values.
#include <simdjson.h>

#include <fstream>
#include <unordered_map>

#include "mapping/arena.hpp"
#include "mapping/row.hpp"

namespace vitagraph::mapping {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

/// Lines that go through the rules together: enough to pay for handing them to a thread, few enough to share evenly.
constexpr std::size_t lines_in_chunk = 512;

/// A reference, cut at its dots once.
struct Path {
  std::vector<std::string> keys;
  std::size_t listed = 0;  ///< this many keys lead to the list that the layout walks; 0: elsewhere
  bool order = false;
};

struct FactLayout {
  std::size_t index;
  std::vector<std::string> list;  ///< the list field's path; empty: a row a fact
  std::vector<Path> paths;
};

struct FactsPlan {
  std::unordered_map<std::string, std::vector<FactLayout>> by_type;
  std::string access;
};

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c == '.')
      out.emplace_back();
    else
      out.back() += c;
  }
  return out;
}

Path path_of(const std::string& reference, const std::vector<std::string>& list) {
  Path path{split(reference), 0, false};
  if (list.empty()) return path;
  path.order = reference == "order";
  const auto starts = [&](std::size_t from) {
    if (path.keys.size() < from + list.size()) return false;
    for (std::size_t i = 0; i < list.size(); ++i)
      if (path.keys[from + i] != list[i]) return false;
    return true;
  };
  if (starts(0))
    path.listed = list.size();
  else if ((path.keys[0] == "entities" || path.keys[0] == "normal") && starts(1))
    path.listed = list.size() + 1;
  return path;
}

/// Gives the row the texts of JSON scalars; numbers are written as JSON writes them.
class Collector {
 public:
  void start(Row& row) {
    row_ = &row;
    numbers_.reset();
  }
  /// Follows the path's keys from `depth` on. Once the walked list has been entered, lists give all their elements.
  void collect(const element& value, const Path& path, std::size_t depth, std::size_t item, bool in_list = false) {
    if (value.type() == element_type::ARRAY) {
      const simdjson::dom::array list(value);
      if (path.listed == 0 || depth != path.listed || in_list) {
        for (const element one : list) collect(one, path, depth, item, in_list);
      } else if (element one; !list.at(item).get(one)) {
        collect(one, path, depth, item, true);
      }
    } else if (value.type() == element_type::OBJECT) {
      element inner;
      if (depth < path.keys.size() && !simdjson::dom::object(value).at_key(path.keys[depth]).get(inner))
        collect(inner, path, depth + 1, item, in_list);
    } else if (depth == path.keys.size()) {
      scalar(value);
    }
  }

 private:
  void scalar(const element& value) {
    switch (value.type()) {
      case element_type::STRING: row_->add({std::string_view(value), Natural::text}); return;
      case element_type::BOOL: row_->add({bool(value) ? "true" : "false", Natural::boolean}); return;
      case element_type::INT64: row_->add({keep(fmt::format("{}", std::int64_t(value))), Natural::integer}); return;
      case element_type::UINT64: row_->add({keep(fmt::format("{}", std::uint64_t(value))), Natural::integer}); return;
      case element_type::DOUBLE: row_->add({keep(plain_double(double(value))), Natural::floating}); return;
      default: return;
    }
  }
  std::string_view keep(const std::string& text) { return numbers_.keep(text); }

  Row* row_ = nullptr;
  Arena numbers_;
};

class FactsChunk : public Chunk {
 public:
  FactsChunk(const FactsPlan& plan, const std::string* lines, std::size_t count, std::vector<std::string> owned,
             std::size_t first)
      : plan_(plan),
        owned_(std::move(owned)),
        lines_(lines ? lines : owned_.data()),
        count_(lines ? count : owned_.size()),
        first_(first) {}

  void rows(const RowHandler& handler, DiagnosticSink& diagnostics) override {
    simdjson::dom::parser parser;
    for (std::size_t i = 0; i < count_; ++i) {
      if (trim(lines_[i]).empty()) continue;
      element fact;
      std::string_view type;
      if (const auto error = parser.parse(lines_[i]).get(fact)) {
        bad_line(diagnostics, i, simdjson::error_message(error));
        continue;
      }
      if (fact["type"].get(type)) {
        bad_line(diagnostics, i, "no `type`");
        continue;
      }
      const auto found = plan_.by_type.find(std::string(type));
      if (found == plan_.by_type.end()) continue;
      for (const FactLayout& layout : found->second) rows_of(fact, layout, i, handler);
    }
  }

 private:
  void rows_of(const element& fact, const FactLayout& layout, std::size_t line, const RowHandler& handler) {
    std::size_t items = 1;
    if (!layout.list.empty()) {
      element list = fact;
      for (const std::string& key : layout.list)
        if (list[key].get(list)) return;
      if (list.type() == element_type::ARRAY) items = simdjson::dom::array(list).size();
    }
    for (std::size_t item = 0; item < items; ++item) {
      row_.clear();
      collector_.start(row_);
      const std::string order = std::to_string(item + 1);
      for (const Path& path : layout.paths) {
        if (path.order)
          row_.add({order, Natural::integer});
        else
          collector_.collect(fact, path, 0, item);
        row_.end_slot();
      }
      row_.line = first_ + line + 1;
      row_.number = (first_ + line) * 65536 + item;  // a name for blank nodes, stable whatever the chunks
      handler(layout.index, row_);
    }
  }

  void bad_line(DiagnosticSink& diagnostics, std::size_t i, const char* why) {
    const auto line = static_cast<std::uint32_t>(first_ + i + 1);
    diagnostics.report(Kind::mapping_row_syntax, Location{plan_.access, line, 0, 0, {}}, line, plan_.access, why);
  }

  const FactsPlan& plan_;
  std::vector<std::string> owned_;
  const std::string* lines_;
  std::size_t count_, first_;
  Row row_;
  Collector collector_;
};

class FactsSource : public RowSource {
 public:
  explicit FactsSource(const SourceContext& context) {
    plan_.access = context.description.access;
    for (std::size_t i = 0; i < context.layouts.size(); ++i) {
      const Layout& layout = context.layouts[i];
      FactLayout made{i, {}, {}};
      std::vector<std::string> parts = split(layout.iterator);
      const std::string type = parts.front();
      made.list.assign(parts.begin() + 1, parts.end());
      for (const std::string& reference : layout.references) made.paths.push_back(path_of(reference, made.list));
      plan_.by_type[type].push_back(std::move(made));
    }
    if (plan_.access == "facts") {
      if (!context.facts) throw Error("the mapping asks for facts, and none were given");
      memory_ = context.facts;
    } else {
      plan_.access = context.path;
      file_.open(context.path, std::ios::binary);
      if (!file_) throw Error("{}: cannot be opened", context.path);
    }
  }

  std::unique_ptr<Chunk> next() override {
    const std::size_t first = at_;
    if (memory_) {
      if (at_ >= memory_->size()) return nullptr;
      const std::size_t count = std::min(lines_in_chunk, memory_->size() - at_);
      at_ += count;
      return std::make_unique<FactsChunk>(plan_, memory_->data() + first, count, std::vector<std::string>(), first);
    }
    std::vector<std::string> lines;
    std::string line;
    while (lines.size() < lines_in_chunk && std::getline(file_, line)) lines.push_back(std::move(line));
    if (file_.bad()) throw Error("{}: cannot be read", plan_.access);
    if (lines.empty()) return nullptr;
    at_ += lines.size();
    return std::make_unique<FactsChunk>(plan_, nullptr, 0, std::move(lines), first);
  }

 private:
  FactsPlan plan_;
  const std::vector<std::string>* memory_ = nullptr;
  std::ifstream file_;
  std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<RowSource> open_facts(const SourceContext& context) { return std::make_unique<FactsSource>(context); }

}  // namespace vitagraph::mapping
