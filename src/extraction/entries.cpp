// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "extraction/entry_pieces.hpp"
#include "extraction/sections.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t long_line = 60;  ///< bytes; a line this long may go on in the next

/// A column of dates that was read apart from its lines: as many dates in a row as there are lines in a row beside
/// them. Pairs them: each line gets the date of its rank.
class Columns {
 public:
  explicit Columns(const std::vector<Piece>& pieces, const Context& context)
      : context_(context), date_of_(pieces.size(), pieces.size()) {
    for (std::size_t begin = 0; begin < pieces.size();) {
      std::size_t end = begin;
      while (end < pieces.size() && pieces[end].date_only && !pieces[end].item) ++end;
      const std::size_t count = end - begin;
      if (count >= 2) pair(pieces, begin, end);
      begin = std::max(end, begin + 1);
    }
  }
  /// For each piece, the piece of its date; the number of pieces where there is none.
  const std::vector<std::size_t>& dates() const { return date_of_; }

 private:
  void pair(const std::vector<Piece>& pieces, std::size_t begin, std::size_t end) {
    const std::size_t count = end - begin;
    std::size_t after = end;
    while (after < pieces.size() && !pieces[after].dated) ++after;
    std::size_t before = begin;
    while (before > 0 && !pieces[before - 1].dated && date_of_[before - 1] == pieces.size()) --before;
    for (const auto& [first, last] : {std::pair(end, after), std::pair(before, begin)}) {
      const std::vector<std::size_t> heads = heads_of(pieces, first, last, count);
      if (heads.size() != count) continue;
      for (std::size_t i = 0; i < count; ++i) date_of_[heads[i]] = begin + i;
      return;
    }
  }

  /// Where `count` entries begin among [first, last): every line, or every line that does not go on from the one
  /// before.
  std::vector<std::size_t> heads_of(const std::vector<Piece>& pieces, std::size_t first, std::size_t last,
                                    std::size_t count) const {
    std::vector<std::size_t> heads;
    if (last - first == count) {
      for (std::size_t i = first; i < last; ++i) heads.push_back(i);
      return heads;
    }
    std::size_t longest = 0;
    for (std::size_t i = first; i < last; ++i) longest = std::max<std::size_t>(longest, pieces[i].span.size());
    for (std::size_t i = first; i < last; ++i) {
      if (i > first && (pieces[i].continues || pieces[i].label)) continue;
      const std::string_view next = context_.document.slice(pieces[i].span);
      // The line above was full: this one's first word would not have fitted.
      if (i > first && pieces[i - 1].span.size() + 1 + next.substr(0, next.find(' ')).size() > longest) continue;
      heads.push_back(i);
    }
    return heads;
  }

  const Context& context_;
  std::vector<std::size_t> date_of_;
};

/// Puts pieces together to entries.
class Grouping {
 public:
  Grouping(std::vector<Piece> pieces, EntryShape shape, const Section& section, const Context& context)
      : pieces_(std::move(pieces)), shape_(shape), section_(section), context_(context) {}

  std::vector<Entry> run() {
    const Columns columns(pieces_, context_);
    reorder(columns.dates());
    weigh();
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= pieces_.size(); ++i) {
      if (i < pieces_.size() && !begins_entry(begin, i)) continue;
      if (begin < i) close(begin, i);
      begin = i;
    }
    return std::move(entries_);
  }

 private:
  /// Puts each date of a column in front of its line.
  void reorder(const std::vector<std::size_t>& date_of) {
    std::vector<bool> moved(pieces_.size(), false);
    bool any = false;
    for (const std::size_t date : date_of)
      if (date < pieces_.size()) moved[date] = any = true;
    if (!any) return;
    std::vector<Piece> out;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (moved[i]) continue;
      if (date_of[i] < pieces_.size()) {
        out.push_back(pieces_[date_of[i]]);
        out.back().begins = true;
      }
      out.push_back(pieces_[i]);
    }
    pieces_ = std::move(out);
    columns_ = true;
  }

  void weigh() {
    dated_until_.assign(1, 0);
    items_until_.assign(1, 0);
    for (const Piece& piece : pieces_) {
      dated_until_.push_back(dated_until_.back() + (piece.dated ? 1 : 0));
      items_until_.push_back(items_until_.back() + (piece.item ? 1 : 0));
      any_date_only_ = any_date_only_ || piece.date_only;
      if (piece.item)
        ++items_;
      else
        ++others_;
      if (piece.dated) ++dated_;
      if (piece.date_first && !piece.item) ++first_;
      if (piece.date_last && !piece.date_first && !piece.item) ++last_;
    }
    heads_dated_ = shape_ == EntryShape::posts && pieces_.size() > 1 && pieces_[0].date_last && !pieces_[0].date_only &&
                   !pieces_[0].titled && !pieces_[1].dated && pieces_[1].titled;
    std::size_t titles = 0, plain = 0;
    for (const Piece& piece : pieces_)
      if (piece.dated && !piece.item && !piece.date_only) ++(piece.titled && !piece.date_first ? titles : plain);
    titles_dated_ = shape_ == EntryShape::posts && !heads_dated_ && titles >= 2 && plain * 4 <= titles;
    // Houses stand above their posts where one stands above the first, or nothing stands between the first two.
    const auto only = static_cast<std::size_t>(
        std::count_if(pieces_.begin(), pieces_.end(), [](const Piece& p) { return p.date_only && !p.item; }));
    timeline_ = shape_ == EntryShape::posts && !columns_ && only >= 2 && only == dated_ && pieces_.front().date_only;
    houses_lead_ = titles_dated_ && !pieces_[0].dated && (!pieces_[0].titled || pieces_[0].house);
    if (titles_dated_ && pieces_[0].titled && pieces_[0].dated && pieces_[1].titled && pieces_[1].dated)
      houses_lead_ = true;
    for (std::size_t i = 0; i < pieces_.size(); ++i)
      if (pieces_[i].item) {
        top_level_ = top_level_ == 0 ? pieces_[i].level : std::min(top_level_, pieces_[i].level);
      }
  }

  bool dated(std::size_t begin, std::size_t end) const { return dated_until_[end] > dated_until_[begin]; }
  bool has_item(std::size_t begin, std::size_t end) const { return items_until_[end] > items_until_[begin]; }

  /// Whether the piece at `i` begins a new entry, when one has been open since `begin`.
  bool begins_entry(std::size_t begin, std::size_t i) const {
    const Piece& piece = pieces_[i];
    const Piece& before = pieces_[i - 1];
    if (piece.below_heading) return false;
    if (piece.term) return !before.term;
    if (piece.in_period && !piece.starts_block) return piece.of_period;
    if (piece.begins || piece.alone || before.alone) return true;
    if (columns_ && pieces_[begin].begins) return piece.starts_block && piece.titled && i > begin + 1;
    if (piece.item) {
      if (piece.level > top_level_) return false;
      return shape_ == EntryShape::list || pieces_[begin].item;
    }
    if (piece.label) return false;
    // "Avon University 2017", "M.A. in Botany": the first line of each has the date.
    // Its name may fill a line of its own, place and date the next.
    if (heads_dated_) {
      if (piece.open_house) return i + 1 < pieces_.size() && pieces_[i + 1].date_last;
      return piece.date_last && !piece.titled && !piece.prose && !(before.open_house && begin + 1 == i);
    }
    // "Fellow, Avon Institute." below "Professor, Avon University.": undated posts, one a line.
    if (shape_ == EntryShape::posts && piece.complete && pieces_[begin].complete && !titles_dated_ &&
        !has_item(begin, i))
      return true;
    if (piece.prose && shape_ == EntryShape::posts && dated(begin, i)) return false;
    // A timeline: lines of dates lead all entries, whatever stands below them.
    if (timeline_ && !piece.item) return piece.date_only && !before.date_only;
    if (titles_dated_ && !piece.date_only && (piece.titled || !piece.dated) &&
        !(has_item(begin, i) && piece.starts_block)) {
      // "Lecturer 2010 – 2012" over its house, or below it where houses lead.
      if (piece.titled && piece.dated) return i > begin + 1 || pieces_[begin].titled || pieces_[begin].dated;
      if (piece.titled) return piece.starts_block || pieces_[begin].titled;
      return houses_lead_ && piece.house && dated(begin, i) && i + 1 < pieces_.size() &&
             (pieces_[i + 1].titled || pieces_[i + 1].dated);
    }
    // Short lines of a list of memberships are a membership each.
    if (shape_ == EntryShape::list && !piece.starts_block && !piece.continues && !piece.date_only &&
        before.span.size() < long_line && (section_.is("memberships") || section_.is("affiliations")))
      return true;
    // Dates lead most blocks: each that one leads is an entry.
    if (piece.starts_block && piece.date_first && !piece.date_only && first_ >= 2 && first_ > last_ &&
        !before.date_only)
      return true;
    if (!piece.starts_block) return line_begins_entry(begin, i);
    if (piece.continues && !piece.dated) return false;
    if (shape_ == EntryShape::list) {
      // What an item's line break cut off: "NYU, 2023" below the name of a prize.
      if (before.item && piece.dated && !dated(begin, i) && piece.span.size() < short_tail) return false;
      if (before.item) return true;
    }
    if (piece.date_only) return dated(begin, i) || (first_ > last_ && dates_lead());
    if (piece.place_only) return false;
    if (has_item(begin, i)) return true;
    if (before.date_only && dates_lead()) return dated_before(begin, i);
    // Without dates every block is an entry; with dates one is complete when it has its own.
    if (dated_ == 0) return true;
    if (!dated(begin, i)) return shape_ == EntryShape::list && !dates_follow();
    return true;
  }

  /// A line within a paragraph.
  bool line_begins_entry(std::size_t begin, std::size_t i) const {
    const Piece& piece = pieces_[i];
    const Piece& before = pieces_[i - 1];
    if (piece.continues || piece.place_only) return false;
    if (shape_ == EntryShape::list && dated_ == 0) return true;
    // Dated lines of one edge, each of which has all it needs.
    if (shape_ == EntryShape::list && piece.dated && !piece.date_only && dated(begin, i) && !before.date_only &&
        !before.place_only && piece.indent <= pieces_[begin].indent &&
        (before.span.size() < long_line || before.date_last))
      return true;
    if (piece.titled && pieces_[begin].titled && first_ < 2) return true;
    if (before.span.size() >= long_line && !before.date_last && !piece.date_first) return false;
    if (first_ >= 2 && first_ >= last_) return piece.date_first && !(piece.date_only && !dated(begin, i));
    if (last_ >= 2) return (before.date_last || before.prose) && dated(begin, i);
    return false;
  }

  /// Dates that stand alone come before what they date.
  bool dates_lead() const { return !pieces_.empty() && pieces_.front().date_only; }
  bool dates_follow() const { return any_date_only_ && !dates_lead(); }
  bool dated_before(std::size_t begin, std::size_t i) const { return i - begin > 1; }

  void close(std::size_t begin, std::size_t end) {
    Entry entry;
    entry.subheading = section_.inherits ? section_.heading : std::string();
    // A date of a column stands elsewhere; the entry's own text is what follows it.
    const std::size_t own = pieces_[begin].begins && begin + 1 < end ? begin + 1 : begin;
    entry.first_block = pieces_[own].block;
    entry.last_block = pieces_[end - 1].block + 1;
    entry.span = {pieces_[own].span.begin, std::max(pieces_[end - 1].span.end, pieces_[own].span.end)};
    const bool headed = !pieces_[begin].item;
    for (std::size_t i = begin; i < end; ++i) {
      const Piece& piece = pieces_[i];
      const bool below = piece.item && (headed || piece.level > pieces_[begin].level);
      (below ? entry.items : entry.lines).push_back(piece.span);
    }
    entry.marker = context_.document.blocks[entry.first_block].marker;
    entries_.push_back(std::move(entry));
  }

  std::vector<Piece> pieces_;
  const EntryShape shape_;
  const Section& section_;
  const Context& context_;
  std::size_t items_ = 0, others_ = 0, dated_ = 0, first_ = 0, last_ = 0;
  int top_level_ = 0;
  std::vector<std::size_t> dated_until_, items_until_;  ///< how many stand before each piece
  bool any_date_only_ = false;
  bool columns_ = false;
  bool timeline_ = false;      ///< lines of dates stand above their entries
  bool titles_dated_ = false;  ///< posts or degrees have their dates on their own lines
  bool houses_lead_ = false;   ///< and stand below their houses
  bool heads_dated_ = false;   ///< an entry's house has its date and stands above the post or degree
  std::vector<Entry> entries_;
};

}  // namespace

std::vector<Entry> find_entries(const Section& section, const Context& context, EntryShape shape) {
  return Grouping(find_pieces(section, context), shape, section, context).run();
}

}  // namespace vitagraph::extraction
