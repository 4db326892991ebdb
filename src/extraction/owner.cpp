// SPDX-License-Identifier: Apache-2.0
#include "extraction/owner.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <map>

#include "extraction/names.hpp"
#include "extraction/prepare.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t front_lines = 14;  ///< where a document names its subject
constexpr std::size_t longest_name = 80;

/// "Qing Qu 0001" -> "Qing Qu"; titles, degrees and what follows a bar or comma go.
std::string name_in(std::string_view line, const lexicon::Lexicon& lexicon) {
  static const RE2 suffix(R"(\s+\d{4}$)");
  static const RE2 possessive(R"(['’]s?$)");
  static const RE2 cut(R"(^(.*?)\s*(?:[|/•·~–—(\[]|\s-\s|,\s*(?:\pL\.? ?)+\.?\s*(?:,|$)).*$)");
  if (line.empty() || line.size() > longest_name * 2) return {};
  std::string text = plain_heading(line);
  RE2::Replace(&text, suffix, "");
  const auto accept = [&](std::string candidate) -> std::string {
    candidate = clean_name(candidate, lexicon);
    RE2::Replace(&candidate, possessive, "");
    if (candidate.size() > longest_name || !heading_kinds(candidate, lexicon).empty()) return {};
    if (candidate.find(' ') == std::string::npos && !is_cjk(code_point_at(candidate, 0).value)) return {};
    if (!lexicon.find("roles", candidate).empty() || !lexicon.find("places", candidate).empty()) return {};
    return looks_like_name(candidate, lexicon) ? candidate : std::string();
  };
  std::string whole = accept(text);
  if (!whole.empty()) return whole;
  std::string first;
  if (!RE2::FullMatch(text, cut, &first) || first.empty()) return {};
  // Behind a comma only a degree, a post or a place goes with a name; another name makes a list of authors.
  const std::string_view behind = trim(std::string_view(text).substr(first.size()));
  if (!behind.empty() && behind.front() == ',') {
    const lexicon::Words words = lexicon::split_words(behind);
    const auto title = lexicon.longest("names", words, 0);
    const bool degree = title && lexicon.concept_at(title->concept_id).notation == "postnominal";
    if (!degree && !lexicon.longest("degrees", words, 0) && !lexicon.longest("roles", words, 0)) return {};
  }
  return accept(first);
}

/// What is left of a title once the words of page titles are gone: "Bo Fern's CV", "Curriculum Vitae - Ada Moss".
std::string name_in_title(std::string_view title, const lexicon::Lexicon& lexicon) {
  static const RE2 separators(R"(\s*[|:–—•·]\s*|\s+-\s+|\s*,\s*)");
  std::string text(title);
  RE2::GlobalReplace(&text, separators, "\n");
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string part = text.substr(begin, end - begin);
    begin = end + 1;
    const lexicon::Words words = lexicon::split_words(part);
    std::string rest;
    for (std::size_t at = 0; at < words.size();) {
      const auto heading = lexicon.longest("headings", words, at);
      const auto small = lexicon.longest("connectives", words, at);
      if (heading || small) {
        at += heading ? heading->words : small->words;
        continue;
      }
      if (!rest.empty()) rest += ' ';
      rest.append(part, words[at].span.begin, words[at].span.size());
      if (words[at].span.end < part.size() && part[words[at].span.end] == '.') rest += '.';
      ++at;
    }
    std::string name = name_in(rest, lexicon);
    if (!name.empty()) return name;
  }
  return {};
}

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

bool has_label(std::string_view word, std::string_view notation, const lexicon::Lexicon& lexicon) {
  for (const lexicon::Concept* found : lexicon.find("labels", word))
    if (found->notation == notation) return true;
  return false;
}

void from_front(const document::Document& document, const std::vector<Section>& sections,
                const lexicon::Lexicon& lexicon, Candidates& out) {
  // A name in the first section on something is rather its matter's ("Experience: Avon Group").
  std::size_t end = document.blocks.size();
  for (const Section& section : sections)
    if (section.level > 0 && !section.kind.empty() && !section.inherits && !section.is("front") &&
        !section.is("page-title") && !section.is("contact") && !section.is("biography") && !section.is("links") &&
        !section.is("news") && !section.is("abstract") && !section.is("talks")) {
      end = section.first_block;
      break;
    }
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
      const std::size_t colon = line.find(':');
      if (colon != std::string_view::npos && has_label(line.substr(0, colon), "name", lexicon)) {
        out.add(name_in(trim(line.substr(colon + 1)), lexicon), 4);
        continue;
      }
      const bool heading = block.kind == document::BlockKind::heading;
      out.add(name_in(line, lexicon), (heading ? (block.level == 1 ? 2.5 : 1.5) : 1) + place);
    }
    if (seen >= front_lines) return;
  }
}

void from_metadata(const document::Document& document, const lexicon::Lexicon& lexicon, Candidates& out) {
  for (const char* key : {"author", "name", "title", "og:title", "og:site_name"}) {
    const auto found = document.metadata.find(key);
    if (found == document.metadata.end()) continue;
    out.add(name_in_title(found->second, lexicon), key[0] == 'a' || key[0] == 'n' ? 1.2 : 1.4);
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
  out.add(best.empty() ? std::string() : name_in(best, lexicon), 1);
}

}  // namespace

std::string find_owner(const document::Document& document, const std::vector<Section>& sections,
                       const lexicon::Lexicon& lexicon) {
  Candidates candidates;
  from_front(document, sections, lexicon, candidates);
  from_metadata(document, lexicon, candidates);
  from_bold(document, lexicon, candidates);
  const auto best = std::max_element(candidates.found.begin(), candidates.found.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == candidates.found.end() ? std::string() : best->first;
}

}  // namespace vitagraph::extraction
