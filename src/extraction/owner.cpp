// SPDX-License-Identifier: Apache-2.0
#include "extraction/owner.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "extraction/names.hpp"
#include "extraction/owner_fields.hpp"
#include "extraction/owner_names.hpp"
#include "extraction/owner_words.hpp"
#include "extraction/recognizers.hpp"
#include "extraction/references/reference.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t front_lines = 14;  ///< where a document names its subject
constexpr std::size_t longest_name = 80;
constexpr std::size_t address_bytes = 1000;   ///< where a letterhead's addresses stand
constexpr std::size_t first_paragraphs = 12;  ///< where a page introduces its subject
constexpr double sure = 2;                    ///< a candidate's score that needs no look at the works
constexpr std::size_t least_works = 4;        ///< that tell whose they are by their authors
constexpr std::size_t least_entries = 3;      ///< of a bibliography, likewise
constexpr double nearly_all = 0.9;            ///< of a bibliography's entries that its owner wrote

struct Candidates {
  std::vector<std::pair<std::string, double>> found;
  void add(std::string name, double score) {
    if (name.empty()) return;
    for (auto& [held, total] : found)
      if (fold(held) == fold(name)) {
        total += score;
        return;
      }
    found.emplace_back(std::move(name), score);
  }
};

/// "ada b. moss": a letterhead in small letters, which the file's name or an address in the text's beginning confirms.
std::string name_in_small_letters(std::string_view line, const document::Document& document,
                                  const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(line);
  if (words.size() < 2 || words.size() > 4 || line.size() > longest_name) return {};
  std::string capitals(line);
  for (const lexicon::Word& word : words) {
    char& first = capitals[word.span.begin];
    if (first < 'a' || first > 'z') return {};
    first = static_cast<char>(first - 'a' + 'A');
  }
  const std::string name = name_in_line(capitals, lexicon);
  if (name.size() != line.size()) return {};
  const std::string& family = words.back().key;
  const std::string_view beginning = std::string_view(document.text).substr(0, address_bytes);
  for (std::size_t at = beginning.find_first_of("@/"); at != std::string_view::npos && family.size() > 3;
       at = beginning.find_first_of("@/", at + 1)) {
    const std::size_t begin = at < longest_name ? 0 : at - longest_name;
    if (fold(beginning.substr(begin, 2 * longest_name)).find(family + (beginning[at] == '@' ? "@" : "")) !=
        std::string::npos)
      return std::string(line);
  }
  return path_names(document.name(), name) ? std::string(line) : std::string();
}

/// The block at which the first section on something begins: a name in it is rather its matter's ("Experience: Avon
/// Group").
std::size_t end_of_front(const document::Document& document, const std::vector<Section>& sections,
                         const lexicon::Lexicon& lexicon) {
  for (const Section& section : sections)
    if (section.level > 0 && !section.kind.empty() && !section.inherits && !section.is("front") &&
        !section.is("page-title") && !section.is("contact") && !section.is("biography") && !section.is("links") &&
        !section.is("news") && !section.is("abstract") && !section.is("talks") &&
        name_in_title(section.heading, lexicon, TitleWords::of_pages).empty())
      return section.first_block;
  return document.blocks.size();
}

void from_front(const document::Document& document, std::size_t end, const lexicon::Lexicon& lexicon, Candidates& out) {
  std::size_t seen = 0;
  for (std::size_t b = 0; b < end; ++b) {
    const document::Block& block = document.blocks[b];
    for (std::uint32_t i = 0; i < block.line_count && seen < front_lines; ++i) {
      const Span span = document.lines[block.first_line + i].span;
      const std::string_view line =
          trim(document.slice({std::max(span.begin, block.span.begin), std::min(span.end, block.span.end)}));
      if (line.empty()) continue;
      ++seen;
      const double place = 1.0 / static_cast<double>(seen);
      const bool heading = block.kind == document::BlockKind::heading;
      std::string name = name_in_line(line, lexicon);
      if (name.empty() && seen == 1) name = name_in_small_letters(line, document, lexicon);
      if (name.empty() && (heading || seen <= 2) && line.size() < longest_name &&
          line.find_first_of("!?") == std::string_view::npos)
        name = name_in_title(line, lexicon, TitleWords::of_pages);
      out.add(std::move(name), (heading ? (block.level == 1 ? 2.5 : 1.5) : 1) + place);
    }
    if (seen >= front_lines) return;
  }
}

/// The first below the heading "Principal investigator" of a group's page.
void from_leader(const document::Document& document, const std::vector<Section>& sections,
                 const lexicon::Lexicon& lexicon, Candidates& out) {
  for (const Section& section : sections) {
    if (section.first_block >= section.last_block) continue;
    const lexicon::Words words = lexicon::split_words(section.heading);
    if (words.empty() || introduction(lexicon, words, 0, "leader") != words.size()) continue;
    const document::Block& block = document.blocks[section.first_block];
    if (block.line_count == 0) continue;
    const Span line = document.lines[block.first_line].span;
    return out.add(name_in_line(trim(document.slice({std::max(line.begin, block.span.begin), line.end})), lexicon),
                   sure);
  }
}

/// A name without capitals in one of the first lines.
void from_first_lines(const document::Document& document, const lexicon::Lexicon& lexicon, Candidates& out) {
  constexpr std::uint32_t lines = 3;
  for (std::uint32_t i = 0; i < document.lines.size() && i < lines; ++i)
    out.add(lower_case_name(document.slice(document.lines[i].span), lexicon), sure);
}

void from_metadata(const document::Document& document, const lexicon::Lexicon& lexicon, Candidates& out) {
  for (const char* key : {"author", "name", "title", "pagetitle", "og:title", "og:site_name"}) {
    const auto found = document.metadata.find(key);
    if (found == document.metadata.end()) continue;
    out.add(name_in_title(found->second, lexicon, TitleWords::any), key[0] == 'a' || key[0] == 'n' ? 1.2 : 1.4);
  }
  const auto given = document.metadata.find("name"), family = document.metadata.find("surname");
  if (given != document.metadata.end() && family != document.metadata.end())
    out.add(name_in_line(given->second + " " + family->second, lexicon), 4);
}

/// "Hi, I'm Ada Moss", in one of the first paragraphs.
void from_introduction(const document::Document& document, const lexicon::Lexicon& lexicon, Candidates& out) {
  std::size_t seen = 0;
  for (const document::Block& block : document.blocks) {
    if (block.kind == document::BlockKind::heading) continue;
    if (seen == first_paragraphs) break;
    out.add(introduced_name(document.slice(block.span), lexicon), seen == 0 ? 2.2 : seen < 4 ? 1.8 : 1.2);
    ++seen;
  }
}

/// A list of works sets its owner in bold.
void from_bold(const document::Document& document, const lexicon::Lexicon& lexicon, Candidates& out) {
  std::map<std::string, std::size_t> counts;
  for (const document::Run& run : document.runs) {
    if (run.kind != document::RunKind::bold || run.span.size() > longest_name) continue;
    ++counts[collapse_blanks(document.slice(run.span))];
  }
  std::size_t most = 2;
  std::string best;
  for (const auto& [text, count] : counts)
    if (count > most) {
      most = count;
      best = text;
    }
  out.add(best.empty() ? std::string() : name_in_line(best, lexicon), 1);
}

using Works = std::vector<std::vector<std::string>>;  ///< the authors of each

struct Author {
  std::size_t works = 0;
  std::string fullest;
  std::size_t letters = 0;  ///< of the given names in that form
  std::vector<std::string> forms;
};

/// The author of at least that share of the works, if there are `least` and no other has nearly as many.
std::optional<Author> most_frequent(const Works& works, std::size_t least, double share,
                                    const lexicon::Lexicon& lexicon) {
  const values::NameWords& words = name_words(lexicon);
  std::map<std::string, Author> authors;
  std::size_t count = 0;
  for (const std::vector<std::string>& names : works) {
    count += names.empty() ? 0 : 1;
    std::set<std::string> seen;
    for (const std::string& name : names) {
      const values::PersonName parsed = values::PersonName::parse(name, words);
      if (parsed.given.empty() || parsed.family.empty()) continue;
      std::string key = lexicon::label_key(parsed.family) + parsed.initials().substr(0, 1);
      Author& author = authors[key];
      author.works += seen.insert(std::move(key)).second ? 1 : 0;
      author.forms.push_back(parsed.str());
      std::size_t letters = 0;
      for (const std::string& given : parsed.given) letters += given.size();
      if (letters <= author.letters) continue;
      author.letters = letters;
      author.fullest = parsed.str();
    }
  }
  const Author* best = nullptr;
  for (const auto& [key, author] : authors)
    if (best == nullptr || author.works > best->works) best = &author;
  if (best == nullptr || count < least || static_cast<double>(best->works) < share * static_cast<double>(count))
    return std::nullopt;
  for (const auto& [key, author] : authors)
    if (&author != best && author.works * 5 > best->works * 4) return std::nullopt;  // two who share nearly all
  return *best;
}

/// Most works of a list are its owner's: the author that most of them share, in the fullest form.
void from_works(const document::Document& document, const std::vector<Section>& sections,
                const lexicon::Lexicon& lexicon, const std::string& in_path, Candidates& out) {
  const Context context{document, lexicon, {}, &sections};
  Findings found(document);
  for (const Section& section : sections)
    if (section.is("publications")) recognize_publications(section, context, found);
  Works works;
  for (const facts::Fact& fact : found.facts()) works.push_back(fact.list("authors"));
  const std::optional<Author> best = most_frequent(works, least_works, 0.5, lexicon);
  if (!best) return;
  // A list that leaves its owner out ("with Bo Fern") is not its most frequent author's.
  if (in_path.empty() || names_compatible(best->fullest, in_path, lexicon)) out.add(best->fullest, 1.5);
}

/// A bibliography says of nobody that it is theirs, but for the one who wrote (nearly) all of it.
std::string owner_of_bibliography(const document::Document& document, const lexicon::Lexicon& lexicon) {
  Works works;
  for (const document::BibEntry& entry : document.entries)
    works.push_back(references::parse_bibtex(entry, lexicon).authors);
  const std::optional<Author> best = most_frequent(works, least_entries, nearly_all, lexicon);
  if (!best) return {};
  // "Smith, Jane" and "Smith, John" share a letter, and are two.
  for (const std::string& form : best->forms)
    if (!names_compatible(form, best->fullest, lexicon)) return {};
  return name_in_line(best->fullest, lexicon);
}

/// A name that others support, in other words or in the file's own name, is the likelier.
void support(const document::Document& document, const lexicon::Lexicon& lexicon, Candidates& out) {
  std::vector<double> more(out.found.size(), 0);
  for (std::size_t i = 0; i < out.found.size(); ++i) {
    if (path_names(document.name(), out.found[i].first)) more[i] += 1.5;
    for (std::size_t j = 0; j < out.found.size(); ++j)
      if (i != j && names_compatible(out.found[i].first, out.found[j].first, lexicon))
        more[i] += out.found[j].second / 2;
  }
  for (std::size_t i = 0; i < out.found.size(); ++i) out.found[i].second += more[i];
}

/// The letters of a name that are no initials' full stops: what a fuller form has more of.
std::size_t letters_of(std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(name.begin(), name.end(), [](char c) { return c != '.' && c != ' ' && c != ','; }));
}

/// "Ada Moss-Bay" of "Ada Moss".
bool goes_on(std::string_view other, std::string_view name) {
  return other.size() > name.size() + 1 && other.starts_with(name) && other[name.size()] == '-';
}

/// The fullest of the forms that the document gives its subject: "Ada C. Moss" rather than "Ada Moss", "Ada Cora Moss"
/// rather than "A. C. Moss".
std::string fullest(const Candidates& candidates, const std::string& name, const lexicon::Lexicon& lexicon) {
  const auto words = [](const std::string& text) { return std::count(text.begin(), text.end(), ' '); };
  std::string out = name;
  for (const auto& [other, score] : candidates.found)
    if (score >= 1 && letters_of(other) > letters_of(out) && words(other) >= words(out) &&
        words(other) <= words(out) + 1 && (names_compatible(other, name, lexicon) || goes_on(other, name)))
      out = other;
  return out;
}

/// "Nan Moss" and "Nancy B. Moss": a short name, and what it is short for.
bool same_family(const std::string& a, const std::string& b) {
  const auto family = [](const std::string& name) { return lexicon::label_key(name.substr(name.rfind(' ') + 1)); };
  return !a.empty() && !b.empty() && a.front() == b.front() && a.find(' ') != std::string::npos &&
         family(a) == family(b);
}

}  // namespace

std::string find_owner(const document::Document& document, const std::vector<Section>& sections,
                       const lexicon::Lexicon& lexicon) {
  if (document.format == document::Format::bibtex) return owner_of_bibliography(document, lexicon);
  Candidates candidates;
  const std::size_t front = end_of_front(document, sections, lexicon);
  candidates.add(name_in_fields(document, front, lexicon), 4);
  from_front(document, front, lexicon, candidates);
  from_metadata(document, lexicon, candidates);
  from_introduction(document, lexicon, candidates);
  from_leader(document, sections, lexicon, candidates);
  from_bold(document, lexicon, candidates);
  const auto better = [](const auto& a, const auto& b) { return a.second < b.second; };
  const auto best_of = [&] { return std::max_element(candidates.found.begin(), candidates.found.end(), better); };
  const std::string in_path = name_in_path(document.name(), lexicon);
  if (candidates.found.empty() || best_of()->second < sure)
    from_works(document, sections, lexicon, in_path, candidates);
  if (candidates.found.empty() || (best_of()->second < sure && !document.blocks.empty()))
    from_first_lines(document, lexicon, candidates);
  const Candidates stated = candidates;
  if (candidates.found.empty())
    for (std::size_t b = 0; b < std::min(document.blocks.size(), first_paragraphs) && candidates.found.empty(); ++b)
      candidates.add(introduced_given_name(document.slice(document.blocks[b].span), lexicon), sure);
  support(document, lexicon, candidates);
  // As the document writes it, even if that is "A. Moss"; the file's name stands in where it writes nothing.
  if (!in_path.empty() && (candidates.found.empty() ||
                           (best_of()->second < sure && !names_compatible(best_of()->first, in_path, lexicon) &&
                            !same_family(best_of()->first, in_path) && !holds_words(best_of()->first, in_path))))
    return in_path;
  if (candidates.found.empty()) return {};
  return in_given_order(document, fullest(stated, best_of()->first, lexicon), lexicon);
}

}  // namespace vitagraph::extraction
