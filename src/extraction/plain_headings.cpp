// SPDX-License-Identifier: Apache-2.0
#include "extraction/plain_headings.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <set>

#include "extraction/heading_text.hpp"
#include "extraction/segments.hpp"

namespace vitagraph::extraction {
namespace {

using document::Block;
using document::BlockKind;
using document::Document;

constexpr std::size_t longest_heading = 90;  ///< bytes; longer lines are sentences
constexpr std::size_t most_colon_words = 6;  ///< of an unlisted heading that only a colon tells
constexpr std::size_t least_habitual = 3;    ///< headings of a document that make a habit
constexpr std::uint8_t year_level = 6;       ///< below whatever is headed otherwise
constexpr std::size_t least_items = 3;       ///< items that are headings
constexpr std::size_t least_years = 2;

Span first_line_of(const Document& document, const Block& block) {
  if (block.line_count == 0) return block.span;
  const Span line = document.lines[block.first_line].span;
  return {std::max(line.begin, block.span.begin), std::min(line.end, block.span.end)};
}

bool begins_like_heading(std::string_view text) {
  if (text.empty()) return false;
  const char32_t first = code_point_at(text, 0).value;
  return is_upper(first) || is_cjk(first) || (is_letter(first) && !is_lower(first));
}

/// Whether every word of the text is one that headings are made of.
bool only_heading_words(std::string_view text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  bool telling = false;
  for (std::size_t at = 0; at < words.size();) {
    const auto match = lexicon.longest("heading-words", words, at);
    if (!match) return false;
    telling = telling || lexicon.concept_at(match->concept_id).notation != "modifier";
    at += match->words;
  }
  return telling;
}

enum class LineEnd { open, stop, comma };

LineEnd line_end(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t\n\f\r");
  if (last == std::string_view::npos) return LineEnd::open;
  if (line[last] == ',' || line[last] == ';') return LineEnd::comma;
  return line[last] == '.' && !line.substr(0, last).ends_with("..") ? LineEnd::stop : LineEnd::open;
}

/// Two matters of headings that a conjunction joins.
bool is_joined_heading(std::string_view text, const lexicon::Lexicon& lexicon) {
  std::size_t at = std::string_view::npos;
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t i = 1; i + 1 < words.size(); ++i)
    if (has_notation(lexicon.find("clause-words", words[i].key), "and")) at = i;
  if (at == std::string_view::npos || !only_heading_words(text, lexicon)) return false;
  const auto tells = [&](const lexicon::Word& word) {
    for (const lexicon::Concept* found : lexicon.find("heading-words", word.key))
      if (found->notation != "modifier") return true;
    return false;
  };
  return tells(words[at - 1]) && tells(words.back());
}

/// "Publications (* indicates equal contribution)" without its remark; "(2020)" and "(3)" are a value's.
std::string_view without_remark(std::string_view line) {
  const std::size_t open = line.find(" (");
  if (open == std::string_view::npos || open < 3 || line.back() != ')') return line;
  const std::string_view remark = line.substr(open + 2, line.size() - open - 3);
  std::size_t letters = 0;
  for (std::size_t at = 0; at < remark.size();) {
    const CodePoint c = code_point_at(remark, at);
    if (is_digit(c.value)) return line;
    letters += is_letter(c.value) ? 1 : 0;
    at += c.length;
  }
  return letters > 3 ? line.substr(0, open) : line;
}

/// "Publications (2022+)", "(since 2019)" where the words are listed.
std::string without_aside(const std::string& text) {
  const std::size_t open = text.rfind(" (");
  return open != std::string::npos && open > 3 && text.back() == ')' ? text.substr(0, open) : text;
}

bool is_degree_or_role(std::string_view text, const lexicon::Lexicon& lexicon) {
  return !lexicon.find("degrees", text).empty() || !lexicon.find("roles", text).empty();
}

/// Whether the listed heading is one of a whole matter ("Teaching"), not of a part of one ("Conference"), which may as
/// well be the last word of the line above it.
bool is_main_heading(std::string_view text, const lexicon::Lexicon& lexicon) {
  for (const lexicon::Concept* found : lexicon.find("headings", text))
    if (found->broader.empty()) return true;
  return false;
}

/// A line over a list that its words tell, though no vocabulary has it as a whole: "Examining of theses".
bool tells_list(const std::string& text, const lexicon::Lexicon& lexicon) {
  if (text.find_first_of("@:;\"0123456789") != std::string::npos) return false;
  const lexicon::Words words = lexicon::split_words(text);
  return !words.empty() && words.size() <= most_heading_words && !lexicon.longest("roles", words, 0) &&
         !lexicon.longest("degrees", words, 0) && !heading_kinds(text, lexicon).empty() &&
         organization_class(text, lexicon) < OrganizationClass::institute;
}

}  // namespace

bool is_plain_heading(std::string_view line, LinePlace place, const HeadingHabits& habits,
                      const lexicon::Lexicon& lexicon) {
  if (line.empty() || line.size() > longest_heading) return false;
  const LineEnd end = line_end(line);
  if (end == LineEnd::comma || (end == LineEnd::stop && (place == LinePlace::amid || !habits.stops))) return false;
  if (place != LinePlace::amid) line = without_remark(line);
  const std::string text = with_ligatures(plain_heading(line), lexicon);
  if (text.empty()) return false;
  const bool capital = begins_like_heading(text);
  const bool led = !line.starts_with(text.substr(0, 3));
  const bool dressed = is_all_capitals(text) || line.back() == ':' || led;
  if (!capital && (place == LinePlace::amid || !habits.lower)) return false;
  if (!lexicon.find("headings", text).empty() ||
      (place != LinePlace::amid && line.back() != ':' && !lexicon.find("headings", without_aside(text)).empty())) {
    if (is_degree_or_role(text, lexicon) || is_degree_or_role(without_aside(text), lexicon)) return false;
    return dressed || place != LinePlace::amid || (habits.bare && is_main_heading(text, lexicon)) ||
           lexicon::split_words(text).size() > 1;
  }
  if (!capital || end == LineEnd::stop) return false;
  const std::size_t words = lexicon::split_words(text).size();
  // "Lectures and Talks" above all other lines.
  if (place != LinePlace::amid && words > 1 && words <= most_heading_words && is_joined_heading(text, lexicon))
    return true;
  // "Graduate student advisees at Avon:"
  if (line.back() == ':' && words >= 2 && words <= most_colon_words && lexicon.find("labels", text).empty() &&
      lexicon.find("advising", text).empty() && heading_kinds(text, lexicon).size() == 1)
    return true;
  if (place == LinePlace::above_list && tells_list(text, lexicon)) return true;
  return (is_all_capitals(text) || (led && place != LinePlace::amid)) && words <= most_heading_words &&
         only_heading_words(text, lexicon);
}

namespace {

/// Whether listed headings stand between the lines of paragraphs, each by itself: in a column of them, a menu, none
/// does. A PDF dresses its headings, and its columns tear single words off.
bool has_bare_headings(const document::Document& document, const lexicon::Lexicon& lexicon) {
  if (document.format == document::Format::pdf) return false;
  std::set<std::string> bare;
  for (const Block& block : document.blocks) {
    if (block.kind != BlockKind::paragraph || block.line_count < 2) continue;
    std::string last;
    bool parted = true;
    for (std::uint32_t i = 0; i <= block.line_count; ++i) {
      std::string text;
      if (i < block.line_count) {
        const Span span = document.lines[block.first_line + i].span;
        const std::string_view line = trim(document.slice({std::max(span.begin, block.span.begin), span.end}));
        if (line.size() <= longest_heading && begins_like_heading(line) && line_end(line) == LineEnd::open) {
          text = plain_heading(line);
          if (!is_main_heading(text, lexicon) || is_degree_or_role(text, lexicon)) text.clear();
        }
      }
      if (text.empty() && !last.empty() && parted && i > 1 && i < block.line_count) bare.insert(last);
      parted = last.empty();
      last = std::move(text);
    }
  }
  return bare.size() >= least_habitual;
}

}  // namespace

HeadingHabits find_heading_habits(const document::Document& document, const lexicon::Lexicon& lexicon) {
  std::set<std::string> stopped, lower;
  for (const Block& block : document.blocks) {
    if (block.kind != BlockKind::paragraph || block.line_count == 0) continue;
    const std::string_view line = trim(document.slice(first_line_of(document, block)));
    if (line.empty() || line.size() > longest_heading) continue;
    const bool stop = line_end(line) == LineEnd::stop;
    const bool small = is_lower(code_point_at(line, 0).value);
    if (!stop && !small) continue;
    const std::string text = plain_heading(line);
    if (lexicon.find("headings", text).empty() || is_degree_or_role(text, lexicon)) continue;
    if (stop) stopped.insert(text);
    if (small) lower.insert(text);
  }
  return {stopped.size() >= least_habitual, lower.size() >= least_habitual, has_bare_headings(document, lexicon)};
}

std::uint8_t plain_heading_level(std::string_view line, document::Format format) {
  static const RE2 parts(R"(^\s*(?:[A-Z]\.?)?\d{1,2}((?:\.\d{1,2}){0,3}))");
  const bool beside = format == document::Format::text && !trim(line).ends_with(':');
  const int level = !beside ? 4 : is_all_capitals(line) ? 2 : 3;
  std::string deeper;
  if (!RE2::PartialMatch(line, parts, &deeper)) return static_cast<std::uint8_t>(level);
  return static_cast<std::uint8_t>(std::min<std::ptrdiff_t>(level + std::count(deeper.begin(), deeper.end(), '.'), 6));
}

namespace {

/// Items with the same mark: the sign, or for numbers what stands around them ("#.", "(a)", "D#.").
std::string dress_of(const std::string& marker) {
  std::string out;
  for (const char c : marker) {
    const bool digit = is_digit(static_cast<unsigned char>(c));
    if (digit && !out.empty() && out.back() == '#') continue;
    out += digit ? '#' : c >= 'a' && c <= 'z' ? 'a' : c >= 'A' && c <= 'Z' ? 'A' : c;
  }
  return out;
}

/// What an item's number is; letters count from one.
int number_of(const std::string& marker) {
  int digits = 0, letter = 0;
  for (const char c : marker) {
    if (c >= '0' && c <= '9') digits = digits * 10 + (c - '0');
    if (c >= 'a' && c <= 'z') letter = c - 'a' + 1;
    if (c >= 'A' && c <= 'Z') letter = c - 'A' + 1;
  }
  return digits > 0 ? digits : letter;
}

struct HeadItem {
  std::size_t block = 0;
  bool listed = false;  ///< its words are those of a heading
  bool heading = false;
};

class ItemHeadings {
 public:
  ItemHeadings(Document& document, const lexicon::Lexicon& lexicon) : document_(document), lexicon_(lexicon) {}

  void run() {
    std::map<std::string, std::vector<HeadItem>> dresses;
    for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
      const Block& block = document_.blocks[i];
      if (block.kind != BlockKind::item || block.level > 1 || block.marker.empty()) continue;
      const std::string_view text = trim(document_.slice(first_line_of(document_, block)));
      if (text.empty() || text.size() > longest_heading) continue;
      dresses[dress_of(block.marker)].push_back({i, is_listed(text), false});
    }
    std::vector<std::size_t> raised;
    for (auto& [dress, items] : dresses) {
      if (!choose(items)) continue;
      if (dress.find_first_of("#aA") != std::string::npos) fill(items);
      for (const HeadItem& item : items)
        if (item.heading) raised.push_back(item.block);
    }
    if (raised.empty()) return;
    std::sort(raised.begin(), raised.end());
    raise(raised);
  }

 private:
  bool is_listed(std::string_view text) const {
    const std::string plain = with_ligatures(plain_heading(text), lexicon_);
    if (plain.empty() || !begins_like_heading(plain) || line_end(text) != LineEnd::open) return false;
    return (!lexicon_.find("headings", plain).empty() || !lexicon_.find("headings", without_aside(plain)).empty() ||
            only_heading_words(plain, lexicon_)) &&
           !is_degree_or_role(plain, lexicon_);
  }

  /// Whether the listed ones among the items are headings: enough, and hardly one directly above the next, as in menus.
  bool choose(std::vector<HeadItem>& items) const {
    std::size_t listed = 0, apart = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!items[i].listed) continue;
      ++listed;
      apart += i + 1 == items.size() || items[i + 1].block > items[i].block + 1 || !items[i + 1].listed ||
               document_.blocks[items[i].block].line_count > 1;
    }
    if (apart < least_items || apart * 3 < listed * 2) return false;
    for (HeadItem& item : items) item.heading = item.listed;
    return true;
  }

  /// Items whose numbers count on from a heading to another: "2. Residencies" between "1. Education" and "3. Awards".
  void fill(std::vector<HeadItem>& items) const {
    constexpr int none = -2;
    std::vector<int> next(items.size() + 1, none);  // the number of the next heading, from each item on
    for (std::size_t i = items.size(); i-- > 0;) next[i] = items[i].heading ? number_at(items[i]) : next[i + 1];
    int last = none;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const int number = number_at(items[i]);
      const bool followed = items[i].block + 1 < document_.blocks.size() &&
                            (i + 1 == items.size() || items[i + 1].block > items[i].block + 1);
      if (!items[i].heading && document_.blocks[items[i].block].line_count <= 1)
        items[i].heading = followed && last == number - 1 && (next[i + 1] == number + 1 || next[i + 1] == none);
      if (items[i].heading) last = number;
    }
  }

  int number_at(const HeadItem& item) const { return number_of(document_.blocks[item.block].marker); }

  void raise(const std::vector<std::size_t>& raised) {
    std::vector<Block> out;
    out.reserve(document_.blocks.size() + raised.size());
    std::size_t next = 0;
    for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
      const Block& block = document_.blocks[i];
      if (next == raised.size() || raised[next] != i) {
        out.push_back(block);
        continue;
      }
      ++next;
      Block heading = block;
      heading.kind = BlockKind::heading;
      heading.level =
          plain_heading_level(block.marker + " " + std::string(document_.slice(heading.span)), document_.format);
      heading.marker.clear();
      heading.line_count = std::min<std::uint32_t>(block.line_count, 1);
      heading.span = first_line_of(document_, block);
      out.push_back(heading);
      if (block.line_count < 2) continue;
      Block rest = block;
      rest.kind = BlockKind::paragraph;
      rest.level = 0;
      rest.marker.clear();
      ++rest.first_line;
      --rest.line_count;
      rest.span.begin = std::max(document_.lines[rest.first_line].span.begin, block.span.begin);
      out.push_back(std::move(rest));
    }
    document_.blocks = std::move(out);
  }

  Document& document_;
  const lexicon::Lexicon& lexicon_;
};

/// The year that a block is, 0 if it is anything else.
int year_of(const Document& document, const Block& block) {
  static const RE2 year(R"(^[\W_]*((?:19|20)\d\d)(?:\s*[-–/]\s*(?:19|20)?\d\d)?[\W_]*$)");
  if (block.kind != BlockKind::paragraph || block.line_count != 1 || block.span.size() > 24) return 0;
  int out = 0;
  return RE2::FullMatch(trim(document.slice(block.span)), year, &out) ? out : 0;
}

bool is_among(const std::string& kind, const lexicon::Lexicon& lexicon) {
  static constexpr std::string_view parted[] = {"talks", "publications", "news", "projects", "media", "page-title"};
  for (const lexicon::Concept* entry : lexicon.of_notation("headings", kind))
    for (const std::string_view wanted : parted)
      if (kind == wanted || std::find(entry->broader.begin(), entry->broader.end(), wanted) != entry->broader.end())
        return true;
  return false;
}

}  // namespace

void raise_items(Document& document, const lexicon::Lexicon& lexicon) { ItemHeadings(document, lexicon).run(); }

void raise_terms(Document& document, const lexicon::Lexicon& lexicon) {
  std::vector<std::size_t> terms;
  std::set<std::string> listed;
  std::size_t known = 0;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    if (block.kind != BlockKind::term || block.line_count > 1 || block.span.size() > longest_heading) continue;
    terms.push_back(i);
    const std::string text = plain_heading(document.slice(block.span));
    if (lexicon.find("headings", text).empty() || is_degree_or_role(text, lexicon)) continue;
    listed.insert(text);
    ++known;
  }
  if (listed.size() < least_items || known * 2 < terms.size()) return;
  for (const std::size_t i : terms) {
    document.blocks[i].kind = BlockKind::heading;
    document.blocks[i].level = plain_heading_level(document.slice(document.blocks[i].span), document.format);
  }
}

void raise_years(Document& document, const lexicon::Lexicon& lexicon) {
  std::vector<Block>& blocks = document.blocks;
  std::vector<std::size_t> years;  // of the section that is open
  std::size_t content = 0, items = 0;
  bool parted = true, known = false, talks = false;  // what stands above all headings is parted too, if anything is
  const auto close = [&] {
    int up = 0, down = 0;
    for (std::size_t i = 0; i + 1 < years.size(); ++i) {
      const int step = year_of(document, blocks[years[i + 1]]) - year_of(document, blocks[years[i]]);
      up += step > 0;
      down += step < 0;
    }
    // One thing below each year is dated by it, and not parted.
    const bool ordered = static_cast<std::size_t>(std::max(up, down)) + 1 == years.size();
    if (parted && years.size() >= least_years && ordered &&
        (items >= years.size() ||
         ((!known || (talks && document.format != document::Format::pdf)) && content > years.size())))
      for (const std::size_t i : years) {
        blocks[i].kind = BlockKind::heading;
        blocks[i].level = year_level;
      }
    years.clear();
    content = items = 0;
  };
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind == BlockKind::heading) {
      close();
      const std::vector<std::string> kinds = heading_kinds(document.slice(blocks[i].span), lexicon);
      known = known || !kinds.empty();
      if (!kinds.empty()) talks = kinds.front() == "talks";
      if (!kinds.empty())
        parted = std::any_of(kinds.begin(), kinds.end(), [&](const std::string& k) { return is_among(k, lexicon); });
    } else if (year_of(document, blocks[i]) > 0) {
      years.push_back(i);
    } else if (!years.empty()) {
      ++content;
      items += blocks[i].kind == BlockKind::item && i > 0 && blocks[i - 1].kind != BlockKind::item;
    }
  }
  close();
}

}  // namespace vitagraph::extraction
