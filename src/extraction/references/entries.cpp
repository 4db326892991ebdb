// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/entries.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "extraction/byte_set.hpp"
#include "extraction/initials.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/references/assembler.hpp"
#include "extraction/references/cycles.hpp"
#include "extraction/references/glimpse.hpp"
#include "extraction/references/wrapping.hpp"

namespace vitagraph::extraction::references {
namespace {

using document::Block;
using document::BlockKind;
using document::Document;

constexpr std::size_t most_title_blocks = 5;  ///< a heading that is a title, authors, venue, year, links
constexpr std::size_t longest_titled = 500;   ///< bytes of a block that says more of a work

bool is_year_text(std::string_view text) {
  static const RE2 year(R"(\W*((?:19|20)\d\d)\W*)");
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), year);
}

std::string year_of(std::string_view text) {
  static const RE2 year(R"(\W*((?:19|20)\d\d)\W*)");
  std::string found;
  RE2::FullMatch(re2::StringPiece(text.data(), text.size()), year, &found);
  return found;
}

/// The block's text as lines; a row's cells are lines too.
std::vector<Piece> lines_of(const Document& document, const Block& block, const Wrapping& wrapping) {
  std::vector<Piece> pieces;
  if (block.kind == BlockKind::row && block.cell_count > 0) {
    for (std::uint32_t c = block.first_cell; c < block.first_cell + block.cell_count; ++c)
      pieces.push_back({document.cells[c].span, true});
    return pieces;
  }
  const std::string_view text = document.slice(block.span);
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    pieces.push_back(
        {{block.span.begin + static_cast<std::uint32_t>(begin), block.span.begin + static_cast<std::uint32_t>(end)},
         false});
    begin = end + 1;
  }
  for (std::size_t p = 0; p + 1 < pieces.size(); ++p)
    pieces[p].breaks_after = wrapping.deliberate(pieces[p].span, pieces[p + 1].span);
  return pieces;
}

/// A list marker that stands in the text: "12.", "[3]", "(4)", "C17.", "•", "28 -", and a number in a column of its
/// own.
std::size_t marker_length(std::string_view text) {
  static const RE2 marker(
      R"(^(\s*(?:\[?[A-Z]{0,3}-?\d{1,3}[\]\.\):]+|\(\d{1,3}\)|\d{1,3} +[–—\-]|[•◼▪■◦●○►▸–—\-\*·])\s+|\s*\d{1,3}\t\s*))");
  re2::StringPiece found;
  if (!RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), marker, &found)) return 0;
  return found.size();
}

bool ends_in_dash(std::string_view text) {
  return text.ends_with('-') || text.ends_with("\xE2\x80\x93") || text.ends_with("\xE2\x80\x94");
}

/// Whether a text ends within a phrase: with a comma, a hyphen or a bare word, and what follows is no number.
bool is_unfinished(const Reference& above, const Reference& below) {
  const std::string_view text = above.text;
  const auto last = static_cast<unsigned char>(text.back());
  if (last == ',' || last == '-') return true;
  if (last >= 0x80 || !is_letter(last) || is_digit(static_cast<unsigned char>(below.text.front()))) return false;
  const std::string_view word = text.substr(text.find_last_of(' ') + 1);
  if (word.find('/') != std::string_view::npos) return false;  // an address
  return std::none_of(above.marks.begin(), above.marks.end(), [&](const Mark& mark) {
    return mark.kind == document::RunKind::link && mark.span.end == text.size();
  });
}

/// "… 151: 1–".
bool ends_in_range(std::string_view text) {
  if (!ends_in_dash(text)) return false;
  const std::size_t digit = text.find_last_not_of("-\xE2\x80\x93\x94");
  return digit != std::string_view::npos && is_digit(static_cast<unsigned char>(text[digit]));
}

bool ends_open(std::string_view text) {
  text = trim(text);
  return !text.empty() && (text.back() == ',' || text.back() == '&');
}

/// How a block hangs on the reference above.
enum class Joint {
  none,  ///< it is one of its own
  line,  ///< a further line of it
  flow,  ///< its sentence goes on
};

/// Joins two references.
void append(Reference& before, const Reference& after, Joint joint) {
  const bool cut = joint == Joint::flow && before.text.ends_with('-') && !after.text.empty() &&
                   is_lower(code_point_at(after.text, 0).value);
  if (cut) before.text.pop_back();
  const bool range = joint == Joint::flow && !cut && ends_in_dash(before.text);
  if (!cut && !range) before.text += ' ';
  const auto shift = static_cast<std::uint32_t>(before.text.size());
  if (joint == Joint::line && shift > 0) before.breaks.push_back(shift - 1);
  for (const std::uint32_t at : after.breaks) before.breaks.push_back(at + shift);
  before.text += after.text;
  for (Mark& mark : before.marks) mark.span.end = std::min(mark.span.end, shift);
  for (const Mark& mark : after.marks)
    before.marks.push_back({mark.kind, {mark.span.begin + shift, mark.span.end + shift}, mark.target});
  before.span.end = after.span.end;
}

class Collector {
 public:
  Collector(const std::vector<Part>& parts, const Document& document, const ListContext& context)
      : parts_(parts),
        document_(document),
        context_(context),
        wrapping_(document, parts, context.lexicon),
        last_(context) {}

  Collected run();

 private:
  void part(std::size_t index);
  void titled(std::size_t index);
  void entry(std::size_t part, std::vector<Piece> pieces, std::size_t block);
  bool starts_reference(std::string_view line, std::string_view before, bool deliberate) const;
  Joint joint(const Reference& reference, Glimpse& glimpse, const Block& block, bool marked, Span line);
  bool begins_with_author_line(const Part& part) const;
  void append_to_last(const Reference& reference, Joint joint);
  void close_last();

  const std::vector<Part>& parts_;
  const Document& document_;
  const ListContext& context_;
  const Wrapping wrapping_;
  Collected out_;
  Glimpse last_;                    ///< at the last of them
  std::string year_;                ///< of the last line that was only a year
  std::vector<std::string> queue_;  ///< years of a margin that was read before its entries
  std::size_t next_run_ = 0;
  Span last_line_;                              ///< of the last block
  BlockKind last_kind_ = BlockKind::paragraph;  ///< of the last reference's first block
  bool names_first_ = false;                    ///< each work of the part begins with a block of its authors
  bool open_ = false;                           ///< the last reference ends within a list of names
  std::size_t gap_ = 0;                         ///< blocks since then
};

/// "@article{moss2021, author = {…},": BibTeX that a page shows beside its works.
bool is_printed_bibtex(std::string_view text) {
  static const RE2 entry(R"(^(?:@?[a-zA-Z]+\s*\{\s*[\w:.\-/]*\s*(?:,|$)|\w+\s*=\s*[{"]|\}$))");
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), entry);
}

void Collector::close_last() {
  if (!out_.references.empty()) out_.tokens.push_back(last_.take());
}

void Collector::append_to_last(const Reference& reference, Joint joint) {
  append(out_.references.back(), reference, joint);
  last_ = Glimpse(context_);
}

Joint Collector::joint(const Reference& reference, Glimpse& glimpse, const Block& block, bool marked, Span line) {
  const Reference& above = out_.references.back();
  const Glimpse &next = glimpse.at(reference), &before = last_.at(above);
  if (names_first_ && !marked && block.kind == BlockKind::paragraph) {
    if (next.only_names()) return Joint::none;
    if (before.only_names()) return Joint::line;
  }
  // Names by themselves below a work are its authors.
  if (!ends_open(reference.text) && reference.text.size() < 400 && above.text.size() < 400 && next.only_names() &&
      !before.only_names())
    return Joint::line;
  const char first = reference.text.front();
  // A remark in brackets by itself belongs to the work above.
  if (!marked && reference.text.size() < 300 && before.lacks_venue() &&
      (first == '[' || (first == '(' && next.begins_with_remark())))
    return Joint::line;
  // So does a bulleted remark below a paragraph.
  if (block.kind == BlockKind::item && !is_digit(block.marker.empty() ? U'0' : code_point_at(block.marker, 0).value) &&
      last_kind_ == BlockKind::paragraph && reference.text.size() < 200 && next.begins_with_remark() &&
      !next.begins_with_authors())
    return Joint::line;
  if (marked || block.kind != BlockKind::paragraph) return Joint::none;
  // What a page's end or a label in the margin parted: a sentence that goes on, or a full line without an end.
  const char32_t last = static_cast<unsigned char>(above.text.back());
  const bool full = wrapping_.ends_full(line, reference.span);
  if (last != U'.' && (full || last == U'-') && next.begins_within_sentence()) return Joint::flow;
  if (full && is_unfinished(above, reference) && (!next.begins_with_authors() || before.only_names()))
    return Joint::flow;
  // Authors and venue, or where it appeared, in a block of their own below the title.
  if (reference.text.size() < 600 && next.names_then_venue() && before.lacks_venue() && !before.begins_with_names())
    return Joint::line;
  return next.only_venue() && before.lacks_venue() ? Joint::line : Joint::none;
}

/// "Authors | Title | Venue | Year": signs between fields part them as lines do. A slash does so only in front of a
/// year at the end, since it stands between names as well.
void part_fields(Reference& reference) {
  static constexpr std::string_view signs[] = {" | ", " · ", " • ", " / "};
  static const LazyRE2 dated = {R"(^\W*(?:\w+\W+){0,3}(?:19|20)\d\d\W*$)"};
  static constexpr ByteSet telling("|/\xB7\xA2");  // a byte of each sign that few other characters have
  constexpr std::size_t least_signs = 2;
  std::string& text = reference.text;
  if (!telling.any_in(text)) return;
  for (const std::string_view sign : signs) {
    std::vector<std::size_t> found;
    for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign, at + sign.size() - 1))
      found.push_back(at);
    if (found.size() < least_signs) continue;
    const std::string_view last = std::string_view(text).substr(found.back() + sign.size());
    if (sign == " / " && !RE2::FullMatch(re2::StringPiece(last.data(), last.size()), *dated)) continue;
    for (const std::size_t at : found) {
      text.replace(at, sign.size(), sign.size(), ' ');
      reference.breaks.push_back(static_cast<std::uint32_t>(at));
    }
    std::sort(reference.breaks.begin(), reference.breaks.end());
    return;
  }
}

void Collector::entry(std::size_t part, std::vector<Piece> pieces, std::size_t block) {
  Reference reference;
  std::size_t marker = 0;
  if (!pieces.empty()) {
    marker = marker_length(document_.slice(pieces.front().span));
    pieces.front().span.begin += static_cast<std::uint32_t>(marker);
  }
  Assembler assembler(document_, context_.lexicon, reference);
  assembler.add(pieces);
  if (reference.text.empty() || is_printed_bibtex(reference.text)) return;
  std::size_t run = next_run_;
  assembler.finish(run);
  next_run_ = run;
  part_fields(reference);
  Glimpse glimpse(context_);
  const Span line = std::exchange(last_line_, pieces.back().span);
  // A list of authors that something cut in two goes on in one of the next blocks.
  if (open_ && !out_.references.empty()) {
    if (gap_ < 4) {
      if (glimpse.at(reference).begins_with_list()) {
        append_to_last(reference, Joint::flow);
        open_ = false;
        return;
      }
      ++gap_;
      return;  // what stands in between belongs to neither
    }
    open_ = false;
  }
  if (!out_.references.empty() && out_.parts.back() == part) {
    const Block& holder = document_.blocks[block];
    // "151: 1–" above "15." at the beginning of a line: no marker of a list.
    Reference& before = out_.references.back();
    if (ends_in_range(before.text) && holder.kind == BlockKind::item && holder.marker.ends_with('.') &&
        is_digit(static_cast<unsigned char>(holder.marker.front()))) {
      before.text += holder.marker;
      return append_to_last(reference, Joint::line);
    }
    if (const Joint joint = this->joint(reference, glimpse, holder, marker > 0, line); joint != Joint::none)
      return append_to_last(reference, joint);
  }
  reference.kind = parts_[part].kind;
  reference.status = parts_[part].status;
  reference.year = parts_[part].year;
  if (!year_.empty()) reference.year = year_;
  if (!queue_.empty()) {
    reference.year = queue_.front();
    queue_.erase(queue_.begin());
  }
  if (ends_open(reference.text) && glimpse.at(reference).only_names()) {
    open_ = true;
    gap_ = 0;
  }
  last_kind_ = document_.blocks[block].kind;
  close_last();
  out_.references.push_back(std::move(reference));
  out_.parts.push_back(part);
  last_ = std::move(glimpse);
}

/// "Moss, A. B. (2019). Walls", "Moss, A., & Fern, C. (2020)": names and their year, as no line within a work begins.
bool begins_dated(std::string_view line, const lexicon::Lexicon& lexicon) {
  constexpr int most_names = 8;
  if (!begins_with_initials(line)) return false;
  static const LetterPattern name(R"(^\p{Lu}[\pL'’-]+(?: \p{Lu}[\pL'’-]+)?, (?:\p{Lu}\.[ -]?){1,3}[,;&. ]*)");
  static const RE2 year(R"(^\((?:19|20)\d\d[a-z]?\))");
  static const LetterPattern word(R"(^(\pL+) )");
  re2::StringPiece rest(line.data(), line.size()), joint;
  for (int names = 0; names < most_names && RE2::Consume(&rest, name.on(rest)); ++names) {
    if (RE2::PartialMatch(rest, year)) return true;
    if (RE2::PartialMatch(rest, word.on(rest), &joint) &&
        has_notation(lexicon.find("names", std::string_view(joint.data(), joint.size())), "conjunction"))
      rest.remove_prefix(joint.size() + 1);
  }
  return false;
}

/// Whether a line within a block begins another reference: numbered, or quoted as the first one is.
bool Collector::starts_reference(std::string_view line, std::string_view before, bool deliberate) const {
  static const RE2 numbered(R"(^\s*(?:\[[A-Z]{0,3}\d{1,3}\]|\d{1,3}[\.\)]|\(\d{1,3}\))\s+\S)");
  if (RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), numbered)) return true;
  const std::string_view plain = trim(line), last = trim(before);
  if (plain.empty() || last.empty()) return false;
  const char32_t first = code_point_at(plain, 0).value;
  if (first != U'\u201C' && first != U'"')
    return deliberate && begins_dated(plain, context_.lexicon) && last.back() == '.';
  const char end = last.back();
  return deliberate || end == '.' || end == ')' || (end >= '0' && end <= '9');
}

/// One work: its title is the heading, each block below says more of it.
void Collector::titled(std::size_t index) {
  const Part& part = parts_[index];
  std::vector<Piece> pieces;
  for (std::size_t b = part.first_block; b < part.last_block && b < part.first_block + most_title_blocks; ++b) {
    const Block& block = document_.blocks[b];
    if (block.span.size() > longest_titled && b > part.first_block) break;  // an abstract
    for (Piece piece : lines_of(document_, block, wrapping_)) {
      piece.breaks_after = true;
      pieces.push_back(piece);
    }
  }
  open_ = false;
  const std::size_t before = out_.references.size();
  entry(index, std::move(pieces), part.first_block);
  if (out_.references.size() == before || out_.references.back().breaks.empty()) return;
  const auto lines = std::max<std::uint32_t>(1, document_.blocks[part.first_block].line_count);
  if (out_.references.back().breaks.size() >= lines)
    out_.references.back().title_end = out_.references.back().breaks[lines - 1];
}

/// Whether the part's first block is authors only, and the next such block is not right below: then the title is.
bool Collector::begins_with_author_line(const Part& part) const {
  std::size_t first = 0, seen = 0;
  for (std::size_t b = part.first_block; b < part.last_block && b < document_.blocks.size(); ++b) {
    const Block& block = document_.blocks[b];
    if (block.kind != BlockKind::paragraph || block.span.size() > longest_titled) return false;
    if (is_year_text(document_.slice(block.span))) continue;
    const bool authors = is_author_line(block.span, document_, context_);
    if (seen++ == 0) {
      if (!authors) return false;
      first = b;
    } else if (authors) {
      return b > first + 1;
    }
    if (seen > most_title_blocks + 1) return false;
  }
  return seen > 1;
}

/// A number of a list without its entry.
bool is_bare_number(std::string_view text) {
  return text.size() <= 4 && text.find_first_not_of("0123456789.()[] ") == std::string_view::npos;
}

void Collector::part(std::size_t index) {
  const Part& part = parts_[index];
  year_.clear();
  queue_.clear();
  names_first_ = !part.titled && begins_with_author_line(part);
  if (part.titled) return titled(index);
  std::vector<std::string> margin;
  for (std::size_t b = part.first_block; b < part.last_block && b < document_.blocks.size(); ++b) {
    const Block& block = document_.blocks[b];
    if (block.kind == BlockKind::heading || block.kind == BlockKind::reference) continue;
    std::vector<Piece> pieces = lines_of(document_, block, wrapping_);
    bool years = !pieces.empty();
    for (const Piece& piece : pieces)
      years = years && (is_year_text(document_.slice(piece.span)) || trim(document_.slice(piece.span)).empty());
    // "… 36:45–72," above "2023.": the year ends the work above.
    if (years && pieces.size() == 1 && !out_.references.empty() && out_.parts.back() == index && margin.empty() &&
        ends_open(out_.references.back().text) && !open_) {
      entry(index, std::move(pieces), b);
      continue;
    }
    if (years) {
      for (const Piece& piece : pieces)
        if (std::string year = year_of(document_.slice(piece.span)); !year.empty()) margin.push_back(std::move(year));
      continue;
    }
    // "2026", "17.", "2025", "16.": a margin of years and numbers that was torn from its works dates none but the
    // first.
    if (!margin.empty() && is_bare_number(trim(document_.slice(block.span)))) continue;
    if (margin.size() == 1)
      year_ = margin.front();
    else if (margin.size() > 1)
      year_.clear(), queue_.assign(margin.begin(), margin.begin() + 1);
    margin.clear();
    // A year in a column of its own dates what follows, up to the next one.
    static const RE2 dated(R"(^\s*((?:19|20)\d\d)\s*\t)");
    if (std::string year; !pieces.empty()) {
      const std::string_view line = document_.slice(pieces.front().span);
      if (RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), dated, &year)) {
        year_ = year;
        pieces.front().span.begin += static_cast<std::uint32_t>(line.find('\t') + 1);
      }
    }
    std::vector<Piece> current;
    const std::string_view opening = trim(document_.slice(block.span));
    std::vector<std::size_t> starts;
    if (block.kind == BlockKind::paragraph) starts = works_by_their_authors(pieces, document_, context_);
    const bool quoted = !opening.empty() && (code_point_at(opening, 0).value == U'\u201C' || opening.front() == '"');
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      const std::string_view line = document_.slice(pieces[p].span);
      const bool numbered =
          !trim(line).empty() && trim(line).front() != '"' && code_point_at(trim(line), 0).value != U'\u201C';
      if (!current.empty() && (numbered || quoted) &&
          (starts.empty() ? starts_reference(line, document_.slice(current.back().span), current.back().breaks_after) &&
                                (!numbered || block.marker.empty())
                          : std::binary_search(starts.begin(), starts.end(), p))) {
        entry(index, std::move(current), b);
        current.clear();
      }
      current.push_back(pieces[p]);
    }
    if (!current.empty()) entry(index, std::move(current), b);
  }
}

Collected Collector::run() {
  for (std::size_t p = 0; p < parts_.size(); ++p) part(p);
  close_last();
  return std::move(out_);
}

}  // namespace

Collected collect_references(const std::vector<Part>& parts, const Document& document, const ListContext& context) {
  return Collector(parts, document, context).run();
}

}  // namespace vitagraph::extraction::references
