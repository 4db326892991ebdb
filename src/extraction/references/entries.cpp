// SPDX-License-Identifier: Apache-2.0
#include "extraction/references/entries.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <optional>

#include "extraction/references/authors.hpp"

namespace vitagraph::extraction::references {
namespace {

using document::Block;
using document::BlockKind;
using document::Document;

constexpr std::size_t widest_wrapped_line = 150;
constexpr std::size_t most_title_blocks = 5;  ///< a heading that is a title, authors, venue, year, links
constexpr std::size_t longest_open = 1200;    ///< bytes of a work that may still be waiting for its venue
constexpr std::size_t longest_titled = 500;   ///< bytes of a block that says more of a work

/// A line of an entry, and whether its end is the author's doing.
struct Piece {
  Span span;
  bool breaks_after = false;
};

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

std::size_t width(std::string_view line) { return count_code_points(line); }

/// The widths that text was wrapped to: whether most lines of the parts break because the next word had no room.
class Wrapping {
 public:
  Wrapping(const Document& document, const std::vector<Part>& parts) : document_(document) {
    if (document.format == document::Format::html) return;  // its lines end only where the author says so
    std::vector<std::size_t> widths;
    for_breaks(parts, [&](std::string_view line, std::string_view) { widths.push_back(width(line)); });
    if (widths.empty()) return;
    std::sort(widths.begin(), widths.end());
    widest_ = widths[widths.size() * 9 / 10];
    std::size_t full = 0;
    for_breaks(parts, [&](std::string_view line, std::string_view next) { full += !room(line, next); });
    wrapped_ = widest_ <= widest_wrapped_line && full * 10 >= widths.size() * 4;
  }

  /// Whether the line ended although the next one's first word would have fitted.
  bool deliberate(std::string_view line, std::string_view next) const { return !wrapped_ || room(line, next); }

 private:
  bool room(std::string_view line, std::string_view next) const {
    const std::size_t word = width(next.substr(0, next.find(' ')));
    return width(line) + 1 + word + widest_ / 10 < widest_;
  }

  template <typename Visit>
  void for_breaks(const std::vector<Part>& parts, Visit visit) const {
    for (const Part& part : parts)
      for (std::size_t b = part.first_block; b < part.last_block; ++b) {
        const Block& block = document_.blocks[b];
        for (std::uint32_t l = block.first_line;
             l + 1 < block.first_line + block.line_count && l + 1 < document_.lines.size(); ++l)
          visit(trim(document_.slice(document_.lines[l].span)), trim(document_.slice(document_.lines[l + 1].span)));
      }
  }

  const Document& document_;
  std::size_t widest_ = 0;
  bool wrapped_ = false;
};

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
    pieces[p].breaks_after =
        wrapping.deliberate(trim(document.slice(pieces[p].span)), trim(document.slice(pieces[p + 1].span)));
  return pieces;
}

/// Copies lines into a reference: blanks collapsed, words joined that a line's end cut, marks moved along.
class Assembler {
 public:
  Assembler(const Document& document, const lexicon::Lexicon& lexicon, Reference& out)
      : document_(document), lexicon_(lexicon), out_(out) {}

  void add(const std::vector<Piece>& pieces) {
    for (const Piece& piece : pieces) {
      add(piece.span);
      pending_ = piece.breaks_after;
    }
  }
  void add_break() { pending_ = true; }
  void finish(std::size_t& next_run);

 private:
  void add(Span span);

  /// "multi- and many-core": the hyphen stays and so does the blank.
  bool is_conjunction(std::string_view word) const {
    for (const lexicon::Concept* found : lexicon_.find("names", word))
      if (found->notation == "conjunction") return true;
    return false;
  }

  const Document& document_;
  const lexicon::Lexicon& lexicon_;
  Reference& out_;
  bool pending_ = false;
  std::vector<std::pair<std::uint32_t, std::uint32_t>>
      origin_;  ///< text offset -> document offset, at each copied word
};

void Assembler::add(Span span) {
  const std::string_view text = document_.slice(span);
  bool first = true;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_blank(c.value)) {
      at += c.length;
      continue;
    }
    std::size_t end = at;
    while (end < text.size()) {
      const CodePoint d = code_point_at(text, end);
      if (is_blank(d.value)) break;
      end += d.length;
    }
    if (!out_.text.empty()) {
      // A word cut at the end of a line: small letters on both sides of the hyphen.
      const std::string_view next = text.substr(at, end - at);
      const bool cut = first && !is_conjunction(next) && out_.text.size() > 1 && out_.text.back() == '-' &&
                       out_.text[out_.text.size() - 2] >= 'a' && out_.text[out_.text.size() - 2] <= 'z' &&
                       is_lower(c.value);
      const bool soft = out_.text.ends_with("\xC2\xAD");
      if (soft)
        out_.text.resize(out_.text.size() - 2);
      else if (cut)
        out_.text.pop_back();
      else if (!(first && out_.text.back() == '-' && out_.text.size() > 1 && out_.text[out_.text.size() - 2] != ' ' &&
                 !pending_)) {
        if (first && pending_) out_.breaks.push_back(static_cast<std::uint32_t>(out_.text.size()));
        out_.text += ' ';
      }
    }
    first = false;
    origin_.emplace_back(static_cast<std::uint32_t>(out_.text.size()), span.begin + static_cast<std::uint32_t>(at));
    out_.text.append(text, at, end - at);
    at = end;
  }
  if (!first) {
    if (out_.span.empty()) out_.span = span;
    out_.span.end = std::max(out_.span.end, span.end);
    out_.span.begin = std::min(out_.span.begin, span.begin);
  }
}

void Assembler::finish(std::size_t& next_run) {
  const std::vector<document::Run>& runs = document_.runs;
  while (next_run < runs.size() && runs[next_run].span.end <= out_.span.begin) ++next_run;
  const auto moved = [&](std::uint32_t at) {
    auto word = std::upper_bound(origin_.begin(), origin_.end(), at,
                                 [](std::uint32_t value, const auto& pair) { return value < pair.second; });
    if (word == origin_.begin()) return std::uint32_t{0};
    const std::size_t index = static_cast<std::size_t>(word - origin_.begin()) - 1;
    const std::uint32_t last =
        index + 1 < origin_.size() ? origin_[index + 1].first : static_cast<std::uint32_t>(out_.text.size());
    return std::min(origin_[index].first + (at - origin_[index].second), last);
  };
  for (std::size_t r = next_run; r < runs.size() && runs[r].span.begin < out_.span.end; ++r) {
    const document::Run& run = runs[r];
    if (run.span.end <= out_.span.begin) continue;
    const Span span = {moved(std::max(run.span.begin, out_.span.begin)), moved(std::min(run.span.end, out_.span.end))};
    if (span.begin < span.end) out_.marks.push_back({run.kind, span, run.target});
  }
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

bool ends_open(std::string_view text) {
  text = trim(text);
  return !text.empty() && (text.back() == ',' || text.back() == '&');
}

/// Joins two references; a break comes between them, as the last of the breaks.
void append(Reference& before, const Reference& after) {
  const auto shift = static_cast<std::uint32_t>(before.text.size() + 1);
  for (const std::uint32_t at : after.breaks) before.breaks.push_back(at + shift);
  before.breaks.push_back(shift - 1);
  before.text += ' ';
  before.text += after.text;
  for (const Mark& mark : after.marks)
    before.marks.push_back({mark.kind, {mark.span.begin + shift, mark.span.end + shift}, mark.target});
  before.span.end = after.span.end;
}

/// A reference's tokens and names, made when somebody asks and then kept: up to seven questions are asked of each.
class Look {
 public:
  const Parsed& tokens(const Reference& reference, const ListContext& context) {
    if (!parsed_) parsed_ = tokenize(reference, context);
    parsed_->reference = &reference;  // it may have moved since
    return *parsed_;
  }
  std::optional<Parsed> take() { return std::move(parsed_); }
  const std::vector<NamesEnd>& names(const Reference& reference, const ListContext& context) {
    if (!names_) names_ = scan_names(tokens(reference, context), 0, {});
    return *names_;
  }

 private:
  std::optional<Parsed> parsed_;
  std::optional<std::vector<NamesEnd>> names_;
};

class Collector {
 public:
  Collector(const std::vector<Part>& parts, const Document& document, const ListContext& context)
      : parts_(parts), document_(document), context_(context), wrapping_(document, parts) {}

  Collected run();

 private:
  void part(std::size_t index);
  void titled(std::size_t index);
  void entry(std::size_t part, std::vector<Piece> pieces, std::size_t block);
  bool starts_reference(std::string_view line, std::string_view before, bool deliberate) const;
  bool only_names(const Reference& reference, Look& look) const;
  bool begins_with_names(const Reference& reference, Look& look) const;
  bool names_then_venue(const Reference& reference, Look& look) const;
  bool only_venue(const Reference& reference, Look& look) const;
  bool lacks_venue(const Reference& reference, Look& look) const;
  void append_to_last(const Reference& reference);
  void close_last();

  const std::vector<Part>& parts_;
  const Document& document_;
  const ListContext& context_;
  const Wrapping wrapping_;
  Collected out_;
  Look last_look_;                  ///< at the last of them
  std::string year_;                ///< of the last line that was only a year
  std::vector<std::string> queue_;  ///< years of a margin that was read before its entries
  std::size_t next_run_ = 0;
  bool open_ = false;    ///< the last reference ends within a list of names
  std::size_t gap_ = 0;  ///< blocks since then
};

/// "@article{moss2021, author = {…},": BibTeX that a page shows beside its works.
bool is_printed_bibtex(std::string_view text) {
  static const RE2 entry(R"(^(?:@?[a-zA-Z]+\s*\{\s*[\w:.\-/]*\s*(?:,|$)|\w+\s*=\s*[{"]|\}$))");
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), entry);
}

/// Whether the work is open for a venue: so far it says neither when nor where it appeared.
bool Collector::lacks_venue(const Reference& reference, Look& look) const {
  if (reference.text.size() > longest_open) return false;  // no end of remarks may gather below one title
  const Parsed& parsed = look.tokens(reference, context_);
  for (std::size_t t = 0; t < parsed.tokens.size(); ++t) {
    const Token& token = parsed.tokens[t];
    if (is_year(parsed, t) || token.status > 0 || token.venue > 1 || (token.italic && t > 0)) return false;
    if (token.mark == U'.' && t + 1 < parsed.tokens.size() && parsed.tokens[t + 1].spaced && t > 0 &&
        parsed.tokens[t - 1].letters > 2)
      return false;
  }
  return parsed.tokens.size() > 2;
}

/// Whether a text only says where a work appeared: it begins with a venue and holds a year, and nothing like a title.
bool Collector::only_venue(const Reference& reference, Look& look) const {
  const Parsed& parsed = look.tokens(reference, context_);
  if (parsed.tokens.empty() || parsed.tokens.size() > 40) return false;
  const Token& first = parsed.tokens.front();
  std::size_t end = 0;
  while (end < parsed.tokens.size() && parsed.tokens[end].italic) ++end;
  const bool in = cue_at(parsed, 0, context_.lexicon, "in").second > 0;
  bool named = end > 0 || first.venue > 0 || in || first.status > 0;
  for (std::size_t t = 0; t < parsed.tokens.size() && t < 5 && !named; ++t)
    named = parsed.tokens[t].cue > 0 && parsed.tokens[t].capital;
  if (!named || !first.capital) return false;
  bool year = first.status > 0;
  std::size_t lower = 0;
  for (std::size_t t = 0; t < parsed.tokens.size(); ++t) {
    const Token& token = parsed.tokens[t];
    year = year || is_year(parsed, t);
    if (t < end) continue;
    if (token.mark == U'(' || token.mark == U'[') break;
    lower += token.lower && token.content && !token.function;
    if (is_open_quote(token.mark)) return false;
  }
  return year && lower < 3;
}

bool Collector::begins_with_names(const Reference& reference, Look& look) const {
  const std::vector<NamesEnd>& ends = look.names(reference, context_);
  return !ends.empty() && ends.back().score > 0.4 * static_cast<double>(ends.back().names);
}

/// "A. Moss, B. Fern / *Journal of Walls*, 2020": names, and behind them a venue rather than a title.
bool Collector::names_then_venue(const Reference& reference, Look& look) const {
  const Parsed& parsed = look.tokens(reference, context_);
  const std::vector<NamesEnd>& ends = look.names(reference, context_);
  if (ends.empty() || ends.back().names < 2 || ends.back().score < 0.5 * static_cast<double>(ends.back().names))
    return false;
  std::size_t t = ends.back().next;
  while (t < parsed.tokens.size() && parsed.tokens[t].kind == TokenKind::punctuation && parsed.tokens[t].mark != U'(' &&
         !is_open_quote(parsed.tokens[t].mark))
    ++t;
  if (t >= parsed.tokens.size()) return false;
  const Token& next = parsed.tokens[t];
  return next.venue > 0 || (next.cue > 0 && next.capital) || cue_at(parsed, t, context_.lexicon, "in").second > 0 ||
         (next.italic && next.breaks);
}

bool Collector::only_names(const Reference& reference, Look& look) const {
  const Parsed& parsed = look.tokens(reference, context_);
  const std::vector<NamesEnd>& ends = look.names(reference, context_);
  if (ends.empty() || ends.back().names < 2) return false;
  for (std::size_t t = ends.back().next; t < parsed.tokens.size(); ++t)
    if (parsed.tokens[t].kind != TokenKind::punctuation) return false;
  return true;
}

void Collector::close_last() {
  if (!out_.references.empty()) out_.tokens.push_back(last_look_.take());
}

void Collector::append_to_last(const Reference& reference) {
  append(out_.references.back(), reference);
  std::sort(out_.references.back().breaks.begin(), out_.references.back().breaks.end());
  last_look_ = {};
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
  Look look;
  // A list of authors that something cut in two goes on in one of the next blocks.
  if (open_ && !out_.references.empty()) {
    Reference& before = out_.references.back();
    if (gap_ < 4) {
      const std::vector<NamesEnd>& ends = look.names(reference, context_);
      if (!ends.empty() && ends.back().names > 1 && ends.back().score > 0.5 * static_cast<double>(ends.back().names)) {
        append(before, reference);
        before.breaks.pop_back();
        std::sort(before.breaks.begin(), before.breaks.end());
        last_look_ = {};
        open_ = false;
        return;
      }
      ++gap_;
      return;  // what stands in between belongs to neither
    }
    open_ = false;
  }
  // Names by themselves below a work are its authors.
  if (!out_.references.empty() && out_.parts.back() == part && !ends_open(reference.text) &&
      reference.text.size() < 400 && out_.references.back().text.size() < 400 && only_names(reference, look) &&
      !only_names(out_.references.back(), last_look_)) {
    return append_to_last(reference);
  }
  // So may authors and venue together.
  if (!out_.references.empty() && out_.parts.back() == part && marker == 0 &&
      document_.blocks[block].kind == BlockKind::paragraph && reference.text.size() < 600 &&
      names_then_venue(reference, look) && lacks_venue(out_.references.back(), last_look_) &&
      !begins_with_names(out_.references.back(), last_look_)) {
    return append_to_last(reference);
  }
  // A remark in brackets by itself belongs to the work above.
  if (!out_.references.empty() && out_.parts.back() == part && marker == 0 && reference.text.size() < 300 &&
      reference.text.front() == '[' && lacks_venue(out_.references.back(), last_look_)) {
    return append_to_last(reference);
  }
  // Where it appeared may stand in a block of its own below the title.
  if (!out_.references.empty() && out_.parts.back() == part && marker == 0 &&
      document_.blocks[block].kind == BlockKind::paragraph && only_venue(reference, look) &&
      lacks_venue(out_.references.back(), last_look_)) {
    return append_to_last(reference);
  }
  reference.kind = parts_[part].kind;
  reference.status = parts_[part].status;
  reference.year = parts_[part].year;
  if (!year_.empty()) reference.year = year_;
  if (!queue_.empty()) {
    reference.year = queue_.front();
    queue_.erase(queue_.begin());
  }
  if (ends_open(reference.text) && only_names(reference, look)) {
    open_ = true;
    gap_ = 0;
  }
  close_last();
  out_.references.push_back(std::move(reference));
  out_.parts.push_back(part);
  last_look_ = std::move(look);
}

/// Whether a line within a block begins another reference: numbered, or quoted as the first one is.
bool Collector::starts_reference(std::string_view line, std::string_view before, bool deliberate) const {
  static const RE2 numbered(R"(^\s*(?:\[[A-Z]{0,3}\d{1,3}\]|\d{1,3}[\.\)]|\(\d{1,3}\))\s+\S)");
  if (RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), numbered)) return true;
  const std::string_view plain = trim(line), last = trim(before);
  if (plain.empty() || last.empty()) return false;
  const char32_t first = code_point_at(plain, 0).value;
  if (first != U'\u201C' && first != U'"') return false;
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

void Collector::part(std::size_t index) {
  const Part& part = parts_[index];
  year_.clear();
  queue_.clear();
  if (part.titled) return titled(index);
  std::vector<std::string> margin;
  for (std::size_t b = part.first_block; b < part.last_block && b < document_.blocks.size(); ++b) {
    const Block& block = document_.blocks[b];
    if (block.kind == BlockKind::heading || block.kind == BlockKind::reference) continue;
    std::vector<Piece> pieces = lines_of(document_, block, wrapping_);
    bool years = !pieces.empty();
    for (const Piece& piece : pieces)
      years = years && (is_year_text(document_.slice(piece.span)) || trim(document_.slice(piece.span)).empty());
    if (years) {
      for (const Piece& piece : pieces)
        if (std::string year = year_of(document_.slice(piece.span)); !year.empty()) margin.push_back(std::move(year));
      continue;
    }
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
    const bool quoted = !opening.empty() && (code_point_at(opening, 0).value == U'\u201C' || opening.front() == '"');
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      const std::string_view line = document_.slice(pieces[p].span);
      const bool numbered =
          !trim(line).empty() && trim(line).front() != '"' && code_point_at(trim(line), 0).value != U'\u201C';
      if (!current.empty() && (numbered || quoted) &&
          starts_reference(line, document_.slice(current.back().span), current.back().breaks_after) &&
          (!numbered || block.marker.empty())) {
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
