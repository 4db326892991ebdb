// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>

#include "extraction/byte_set.hpp"
#include "extraction/names.hpp"
#include "extraction/references/authors.hpp"
#include "extraction/references/tokens.hpp"

namespace vitagraph::extraction::references {
namespace {

void mask(Parsed& parsed, std::uint32_t begin, std::uint32_t end) {
  for (Token& token : parsed.tokens)
    if (token.begin < end && token.end > begin) token.masked = true;
}

void take_address(Parsed& parsed, std::string_view address) {
  if (parsed.doi.empty() &&
      (address.find("doi.org/10.") != std::string_view::npos || address.find("/doi/10.") != std::string_view::npos)) {
    std::string_view bare = address.substr(address.find("10.", address.find("doi")));
    bare = bare.substr(0, bare.find_first_of("?#"));
    // "/doi/10.1093/aje/kwac217/6957041": publishers put numbers of their own behind.
    static const RE2 appended(R"((10\.\d{4,9}/.*[^/].*/[^/]*[a-zA-Z][^/]*)/\d{6,}/?)");
    if (re2::StringPiece kept; address.find("/doi/") != std::string_view::npos &&
                               RE2::FullMatch(re2::StringPiece(bare.data(), bare.size()), appended, &kept))
      bare = {kept.data(), kept.size()};
    if (const auto doi = values::normalize_doi(bare)) parsed.doi = *doi;
  }
  if (parsed.arxiv.empty() && address.find("arxiv.org/") != std::string_view::npos)
    if (const auto number = values::normalize_arxiv(address)) parsed.arxiv = *number;
}

/// What the patterns for printed identifiers cannot do without: each would look through the whole text.
struct Hints {
  bool slash = false, www = false, ten = false, number = false, archive = false;
};

/// In any case; RE2 folds one more character to "s" than ASCII has, so that a text that holds it may hold any word.
Hints find_hints(std::string_view text) {
  static constexpr ByteSet telling("a/A1w/W1i\xC5I");
  Hints out;
  for (std::size_t at = telling.find_in(text); at != std::string_view::npos; at = telling.find_in(text, at + 1)) {
    const auto holds = [&](std::string_view word) {
      if (text.size() - at < word.size()) return false;
      for (std::size_t i = 1; i < word.size(); ++i) {
        const char c = text[at + i];
        if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != word[i]) return false;
      }
      return true;
    };
    switch (text[at]) {
      case '/': out.slash = true; break;
      case '1': out.ten = out.ten || text.substr(at, 3) == "10."; break;
      case 'w':
      case 'W': out.www = out.www || holds("www."); break;
      case 'i':
      case 'I': out.number = out.number || holds("isbn") || holds("issn") || holds("ibsn") || holds("ibbn"); break;
      case 'a':
      case 'A': out.archive = out.archive || holds("arxiv") || holds("abs/"); break;
      default:
        if (text.substr(at, 2) == "\u017F") out.number = out.archive = true;
    }
  }
  return out;
}

/// Printed addresses and identifiers. What a DOI compares by is its lower case, what is written is kept.
void mask_printed(Parsed& parsed) {
  static const RE2 address(R"((?i)((?:https?://|www\.|(?:dx\.)?doi\.org/)[^\s<>"\x{201D}\]]+))");
  static const RE2 doi(R"((?i)((?:doi\s*:?\s*)?\b(10\.\d{4,9}/[^\s,;"<>\]\x{201D}]+)))");
  static const RE2 isbn(R"((?i)(\bI[SB][SB]N(?:-?1[03])?\s*:?\s*[\d][\dXx\-\x{2010}-\x{2015} ]{6,20}))");
  static const RE2 arxiv(
      R"((?i)((?:arxiv\s*(?:preprint|e-?print)?\s*)?(?:(arxiv)\s*[:.]?\s*(?:https?://\S*/)?|\babs/))((?:\d{4}\.\d{4,5}|[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7}))(v\d+)?(\s*\[[\w.-]+\])?)");
  const std::string_view text = parsed.text();
  const auto trimmed = [](re2::StringPiece piece) {
    std::string_view out(piece.data(), piece.size());
    while (!out.empty() && std::string_view(".,;:'").find(out.back()) != std::string_view::npos) out.remove_suffix(1);
    if (!out.empty() && out.back() == ')' && out.find('(') == std::string_view::npos) out.remove_suffix(1);
    return out;
  };
  const auto offset = [&](std::string_view piece) { return static_cast<std::uint32_t>(piece.data() - text.data()); };
  re2::StringPiece rest(text.data(), text.size()), whole, part, name, version, area;
  const Hints hints = find_hints(text);
  while ((hints.slash || hints.www) && RE2::FindAndConsume(&rest, address, &whole)) {
    const std::string_view found = trimmed(whole);
    const bool had = !parsed.doi.empty() || !parsed.arxiv.empty();
    take_address(parsed, found);
    const bool identifier =
        found.find("doi.org") != std::string_view::npos || found.find("arxiv.org") != std::string_view::npos;
    if (parsed.url.empty() && !identifier && !had && found.find("hal.") == std::string_view::npos)
      parsed.url = std::string(found);
    mask(parsed, offset(found), offset(found) + static_cast<std::uint32_t>(found.size()));
  }
  rest = re2::StringPiece(text.data(), text.size());
  while (hints.slash && hints.ten && RE2::FindAndConsume(&rest, doi, &whole, &part)) {
    const std::string_view found = trimmed(part);
    if (parsed.doi.empty()) parsed.doi = std::string(found);
    mask(parsed, offset(std::string_view(whole.data(), whole.size())),
         offset(found) + static_cast<std::uint32_t>(found.size()));
  }
  rest = re2::StringPiece(text.data(), text.size());
  while (hints.number && RE2::FindAndConsume(&rest, isbn, &whole)) {
    const std::string_view found(whole.data(), whole.size());
    mask(parsed, offset(found), offset(found) + static_cast<std::uint32_t>(found.size()));
  }
  rest = re2::StringPiece(text.data(), text.size());
  while (hints.archive && RE2::FindAndConsume(&rest, arxiv, &whole, &name, &part, &version, &area)) {
    if (parsed.arxiv.empty()) parsed.arxiv = std::string(part);
    // The venue keeps its word ("arXiv preprint", or "arXiv" alone); number, version and area go.
    const std::string_view all(whole.data(), whole.size());
    const bool preceded = !name.empty() && name.data() > whole.data();
    const char* begin = preceded ? name.data() : name.empty() ? part.data() : name.data() + name.size();
    mask(parsed, static_cast<std::uint32_t>(begin - text.data()), offset(all) + static_cast<std::uint32_t>(all.size()));
  }
}

bool is_label(const Parsed& parsed, std::size_t first, std::size_t last, const lexicon::Lexicon& lexicon) {
  bool any = false;
  for (std::size_t t = first; t < last;) {
    const Token& token = parsed.tokens[t];
    if (token.masked || token.kind == TokenKind::punctuation || (token.conjunction && any)) {
      any = any || token.masked;
      ++t;
      continue;
    }
    std::size_t count = cue_at(parsed, t, lexicon, "link").second;
    if (token.kind == TokenKind::number && any) count = 1;
    if (count == 0) return false;
    any = true;
    t += count;
  }
  return any;
}

/// "[pdf]", "[BibTeX]", "([code])", and links that are only called by what they lead to.
void mask_labels(Parsed& parsed, const ListContext& context) {
  const Reference& reference = *parsed.reference;
  for (const Mark& mark_of : reference.marks) {
    if (mark_of.kind != document::RunKind::link) continue;
    take_address(parsed, mark_of.target);
    std::size_t first = 0;
    while (first < parsed.tokens.size() && parsed.tokens[first].begin < mark_of.span.begin) ++first;
    std::size_t last = first;
    while (last < parsed.tokens.size() && parsed.tokens[last].end <= mark_of.span.end) ++last;
    if (first == last || !is_label(parsed, first, last, context.lexicon)) continue;
    if (last - first == 1 && parsed.tokens[first].venue > 0 && !parsed.tokens[first].lower &&
        cue_at(parsed, first, context.lexicon, "link").second == 0)
      continue;
    for (std::size_t t = first; t < last; ++t) parsed.tokens[t].masked = true;
  }
  std::vector<std::size_t> open;
  for (std::size_t t = 0; t < parsed.tokens.size(); ++t) {
    const char32_t c = parsed.tokens[t].mark;
    if (c == U'(' || c == U'[') open.push_back(t);
    if ((c != U')' && c != U']') || open.empty()) continue;
    const std::size_t first = open.back();
    open.pop_back();
    if (t - first > 14) continue;
    // GB/T 7714-2015 marks the type of a work: [J], [C]//, [D], [EB/OL].
    if (parsed.tokens[first].mark == U'[' && t - first >= 2 && t - first <= 4 &&
        parsed.tokens[first + 1].all_capitals && parsed.tokens[first + 1].letters <= 2 && first > 3) {
      static constexpr std::pair<std::string_view, std::string_view> types[] = {
          {"J", "journal"}, {"C", "conference"}, {"M", "book"},   {"D", "thesis"},
          {"R", "report"},  {"P", "patent"},     {"A", "chapter"}};
      const std::string letter = parsed.slice(first + 1, first + 2);
      for (const auto& [code, kind] : types)
        if (letter == code) parsed.kind_mark = kind;
      if (!parsed.kind_mark.empty() || letter == "EB") {
        std::size_t last = t + 1;
        while (last < parsed.tokens.size() && parsed.tokens[last].mark == U'/') ++last;
        if (parsed.kind_mark_at == 0) parsed.kind_mark_at = first;
        for (std::size_t i = first; i < last; ++i) parsed.tokens[i].masked = true;
      }
      continue;
    }
    const bool leading = first == 0 && parsed.tokens[first].mark == U'[';
    if (leading || is_label(parsed, first + 1, t, context.lexicon))
      for (std::size_t i = first; i <= t; ++i) parsed.tokens[i].masked = true;
  }
}

/// "Walls and rain - NEW!": the badge and its dash.
void mask_badges(Parsed& parsed, const ListContext& context) {
  std::vector<Token>& tokens = parsed.tokens;
  for (std::size_t t = 1; t < tokens.size(); ++t) {
    const Token& before = tokens[t - 1];
    if (!tokens[t].all_capitals || !(is_dash(before.mark) || before.mark == U'(' || before.mark == U'[')) continue;
    const std::size_t count = cue_at(parsed, t, context.lexicon, "badge").second;
    std::size_t end = t + count;
    while (end < tokens.size() && (tokens[end].mark == U'!' || tokens[end].mark == U')' || tokens[end].mark == U']'))
      ++end;
    if (count == 0 || !(end >= tokens.size() || end > t + count || tokens[end].breaks || tokens[end].masked)) continue;
    for (std::size_t i = t - 1; i < end; ++i) tokens[i].masked = true;
  }
}

/// "*Equal contribution.", "(* denotes …)": from the mark or bracket before the words to the end of the sentence.
void mask_legends(Parsed& parsed, const ListContext& context) {
  for (std::size_t t = 0; t < parsed.tokens.size(); ++t) {
    if (cue_at(parsed, t, context.lexicon, "legend").second == 0) continue;
    std::size_t first = t;
    while (first > 0 && t - first < 8) {
      const Token& before = parsed.tokens[first - 1];
      if (parsed.tokens[first].breaks || before.mark == U'.' || before.mark == U')' || before.mark == U']' ||
          before.mark == U';' || before.masked || is_close_quote(before.mark))
        break;
      --first;
      if (before.mark == U'(' || before.mark == U'[') break;
    }
    const char32_t opening = parsed.tokens[first].mark;
    const bool bracket = opening == U'(' || opening == U'[';
    bool marked = bracket || first == 0 || parsed.tokens[first].breaks;
    for (std::size_t i = first; i < t; ++i) marked = marked || is_contribution_marker(parsed.tokens[i].mark);
    if (!marked) continue;
    std::size_t last = t;
    while (last < parsed.tokens.size() && !(last > t && parsed.tokens[last].breaks)) {
      const char32_t c = parsed.tokens[last].mark;
      ++last;
      if (bracket ? c == U')' || c == U']' : c == U'.') break;
    }
    for (std::size_t i = first; i < last; ++i) parsed.tokens[i].masked = true;
  }
}

std::size_t matching_bracket(const Parsed& parsed, std::size_t open) {
  int depth = 0;
  for (std::size_t t = open; t < parsed.tokens.size(); ++t) {
    if (parsed.tokens[t].mark == U'(') ++depth;
    if (parsed.tokens[t].mark == U')' && --depth == 0) return t;
  }
  return parsed.tokens.size();
}

/// "(with A. Moss and B. Fern)", ", with A. Moss": the co-authors of the list's owner.
void take_coauthors(Parsed& parsed, const ListContext& context) {
  for (std::size_t t = 0; t < parsed.tokens.size(); ++t) {
    const auto [notation, count] = cue_at(parsed, t, context.lexicon, "with");
    if (count == 0 || parsed.tokens[t].masked || t + count >= parsed.tokens.size()) continue;
    // One letter is "w/" only with its slash.
    if (parsed.tokens[t].letters == 1 && parsed.tokens[t + 1].mark != U'/') continue;
    const bool bracket = t > 0 && parsed.tokens[t - 1].mark == U'(';
    const bool apart =
        t > 0 && (parsed.tokens[t].breaks || parsed.tokens[t - 1].mark == U',' || parsed.tokens[t - 1].mark == U'.' ||
                  is_close_quote(parsed.tokens[t - 1].mark) || parsed.tokens[t - 1].masked ||
                  parsed.tokens[t - 1].mark == U'?' || parsed.tokens[t - 1].link != parsed.tokens[t].link ||
                  parsed.tokens[t - 1].mark == U'[');
    if (!bracket && !apart) continue;
    std::size_t first = t + count;
    while (first < parsed.tokens.size() && (parsed.tokens[first].mark == U':' || parsed.tokens[first].mark == U'/' ||
                                            parsed.tokens[first].mark == U'.'))
      ++first;
    std::vector<NamesEnd> ends = scan_names(parsed, first);
    // What changes its dress, or is called as a venue is, is the venue: "with A. Moss, *Annals of Rain*".
    std::size_t count_of_ends = 0;
    while (count_of_ends < ends.size()) {
      const Token& name = parsed.tokens[ends[count_of_ends].last];
      bool cue = false;
      for (std::size_t i = ends[count_of_ends].last; i < ends[count_of_ends].next; ++i)
        cue = cue || (parsed.tokens[i].cue > 0 && parsed.tokens[i].capital && parsed.tokens[i].letters > 1);
      if (count_of_ends > 0 && (name.italic != parsed.tokens[first].italic || name.venue > 1 || cue)) break;
      ++count_of_ends;
    }
    ends.resize(count_of_ends);
    if (ends.empty()) continue;
    const NamesEnd& last = ends.back();
    if (!bracket && last.score < 0.6 * static_cast<double>(last.names)) continue;
    if (bracket && last.score < -0.9 * static_cast<double>(last.names)) continue;
    bool remark = false;
    for (std::size_t i = first; i < last.next; ++i)
      remark = remark || cue_at(parsed, i, context.lexicon, "note").second > 0;
    if (remark) continue;  // "(with Best Paper Award)"
    std::size_t end = last.next;
    std::size_t begin = t;
    if (bracket) {
      const std::size_t close = matching_bracket(parsed, t - 1);
      if (close < parsed.tokens.size() && close < end + 3) end = close;
      begin = t - 1;
    }
    for (const NameMention& name : split_names(parsed.slice(first, end), context.lexicon))
      parsed.coauthors.push_back(name.name);
    if (bracket && end < parsed.tokens.size() && parsed.tokens[end].mark == U')') ++end;
    for (std::size_t i = begin; i < end; ++i) parsed.tokens[i].masked = true;
    parsed.with_clause = true;
    return;
  }
}

}  // namespace

void mask_anchors(Parsed& parsed, const ListContext& context) {
  mask_printed(parsed);
  mask_labels(parsed, context);
  mask_badges(parsed, context);
  // The number that a link has told stands printed too ("arXiv preprint arXiv:2601.01426").
  if (!parsed.arxiv.empty())
    for (std::size_t at = parsed.text().find(parsed.arxiv); at != std::string_view::npos;
         at = parsed.text().find(parsed.arxiv, at + parsed.arxiv.size()))
      mask(parsed, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + parsed.arxiv.size()));
  mask_legends(parsed, context);
  take_coauthors(parsed, context);
}

}  // namespace vitagraph::extraction::references
