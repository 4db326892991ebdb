// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <utility>

#include "extraction/recognizers.hpp"
#include "extraction/sentences/narrator.hpp"
#include "extraction/student_news.hpp"
#include "extraction/talks/talk_line.hpp"

namespace vitagraph::extraction {
namespace {

using sentences::Range;
using sentences::Sentence;

constexpr double kConfidence = 0.7;
constexpr std::size_t kLongestItem = 150;  ///< words

/// A paper that news tell of: "our paper T has been accepted by V (Feb. 2024)".
bool read_paper(const Sentence& s, std::size_t from, const DateMention* date, std::string& pending_venue,
                std::string& pending_year, const Context&, Findings& findings) {
  for (std::size_t i = from; i < s.size(); ++i) {
    std::size_t n = 0;
    const std::string status = s.notation(i, "paper-news", &n);
    if (status.empty() || status == "paper" || status == "honour" || s.quoted[i]) continue;
    std::size_t begin = from;
    while (begin < i && (s.label(begin, "paper-news", "paper") > 0 || (s.is_number(begin) && begin + 2 >= i) ||
                         s.label(begin, "clause-words", "determiner") > 0 || s.label(begin, "pronouns", "own") > 0 ||
                         s.label(begin, "pronouns", "other") > 0))
      begin += std::max(
          {s.label(begin, "paper-news", "paper"), s.label(begin, "clause-words", "determiner"), std::size_t{1}});
    // "7 papers have been accepted to V": the items below are their titles.
    Range venue{i + n, i + n};
    while (venue.begin < s.size() &&
           (s.is(venue.begin, "clause-words", "preposition") || s.is(venue.begin, "clause-words", "determiner")) &&
           !s.capital(venue.begin))
      ++venue.begin;
    venue.end = venue.begin;
    while (venue.end < s.size() && !s.is_date(venue.end) && !(venue.end > venue.begin && s.breaks(venue.end)) &&
           !(s.depth[venue.end] > 0 && !s.capital(venue.end)) &&
           (s.capital(venue.end) || s.is(venue.end, "clause-words", "name-inside") ||
            s.is(venue.end, "clause-words", "and")))
      ++venue.end;
    const std::string where = venue.begin < s.size() && s.capital(venue.begin) ? s.str(venue) : std::string();
    const std::string year =
        date == nullptr || date->start.starts_with("--") ? std::string() : date->start.substr(0, 4);
    bool several = false;
    for (std::size_t k = from; k < i; ++k) several = several || s.label(k, "paper-news", "paper") > 0;
    if (i - begin < 2 || (several && begin + 1 >= i)) {
      pending_venue = where;
      pending_year = year;
      return true;
    }
    const std::string title = s.str({begin, i});
    if (i - begin > 40 || (!s.capital(begin) && !s.quoted[begin])) return false;
    for (std::size_t k = begin; k < i; ++k)
      if (s.label(k, "paper-news", "paper") > 0 && k + 3 > i) return false;
    facts::Fact fact("publication");
    fact.set("title", title).set("venue", where).set("year", year).set("status", status);
    if (!where.empty()) fact.set("kind", s.mentions(venue, "journal-nouns") ? "journal" : "conference");
    for (std::size_t k = venue.end; k < s.size(); ++k)
      if (s.label(k, "paper-news", "honour") > 0) fact.add("notes", s.str({k, k + s.label(k, "paper-news", "honour")}));
    findings.add(std::move(fact), s.span, "news.paper", kConfidence);
    return true;
  }
  return false;
}

/// Somebody else's post: "Dr. Ann Lee is joining Avon University as an assistant professor".
bool read_other(const Sentence& s, const Context& context, Findings& findings) {
  for (std::size_t i = 1; i < std::min<std::size_t>(s.size(), 14); ++i) {
    if (s.label(i, "predicates", "join") < 2) continue;
    for (std::size_t k = i >= 4 ? i - 4 : 0; k < i; ++k) {
      const auto names = sentences::read_persons(s, {k, i});
      if (names.empty() || names.front().end != i) continue;
      Context other{context.document, context.lexicon, s.str(names.front()), context.sections};
      const Sentence rest(s.text, {s.words[names.front().begin].span.begin, s.span.end}, context.lexicon);
      sentences::Narrator narrator(other, findings);
      narrator.tell(rest);
      narrator.finish();
      return true;
    }
  }
  return false;
}

class NewsReader {
 public:
  NewsReader(const Context& context, Findings& findings) : context_(context), findings_(findings) {}

  void read(Span item) {
    const Sentence s(context_.document.text, item, context_.lexicon);
    if (s.size() < 2 || s.size() > kLongestItem) return;
    const DateMention* date = s.dates.empty() ? nullptr : &s.dates.back();
    for (const DateMention& one : s.dates)
      if (one.start.size() > date->start.size()) date = &one;
    // A date on a line of its own is that of the item below it.
    if (date != nullptr && s.dates.size() == 1 && s.is_date(0) && s.is_date(s.size() - 1)) {
      above_ = *date;
      pending_venue_.clear();
      return;
    }
    if (date == nullptr && above_) date = &*above_;
    const std::optional<DateMention> above = std::exchange(above_, std::nullopt);
    if (date != nullptr && s.dates.empty()) date = &*above;
    // "Invited Talk: …", "Paper Acceptance: …": what the label says.
    std::size_t from = 0;
    while (from < s.size() && s.is_date(from)) ++from;
    std::string label_kind;
    const std::size_t start = from;
    for (std::size_t i = start + 1; i < std::min<std::size_t>(s.size(), start + 5); ++i)
      if (s.gap(i).find(':') != std::string_view::npos && s.depth[i] == 0) {
        label_kind = talk_kind(s.slice({s.words[start].span.begin, s.words[i - 1].span.end}), context_.lexicon);
        from = i;
        break;
      }
    if (!pending_venue_.empty()) {
      const bool own_line = from > start || !s.dates.empty();
      if (!own_line) {
        facts::Fact fact("publication");
        std::size_t end = 0;
        while (end < s.size() && s.depth[end] == 0) ++end;
        fact.set("title", s.str({0, end}))
            .set("venue", pending_venue_)
            .set("year", pending_year_)
            .set("status", "accepted")
            .set("kind", "conference");
        if (end < s.size()) {
          std::size_t stop = end;
          while (stop < s.size() && s.depth[stop] > 0) ++stop;
          fact.add("notes", std::string(s.slice({s.words[end].span.begin, s.gap_end(stop)})));
        }
        findings_.add(std::move(fact), item, "news.paper", kConfidence);
        return;
      }
      pending_venue_.clear();
    }
    if (read_students(item, date)) return;
    if (read_other(s, context_, findings_)) return;
    if (read_paper(s, from, date, pending_venue_, pending_year_, context_, findings_)) return;
    // Behind the label's colon: an opening quotation mark belongs to what follows.
    std::uint32_t begin =
        from > start && from < s.size() ? s.words[from - 1].span.end : s.words[std::min(from, s.size() - 1)].span.begin;
    if (from > start) begin += static_cast<std::uint32_t>(s.gap(from).find(':')) + 1;
    const Span body{begin, item.end};
    const Sentence statement(context_.document.text, body, context_.lexicon);
    if (is_talk(statement, label_kind)) {
      if (auto talk = read_talk_line(label_kind.empty() ? item : statement.span, context_, {label_kind, {}, {}, {}})) {
        if (date != nullptr) talk->set("date", shared_date(*date));
        findings_.add(std::move(*talk), item, "news.talk", kConfidence);
        return;
      }
    }
    sentences::Narrator narrator(context_, findings_);
    narrator.tell_item(statement, date);
    narrator.finish();
  }

 private:
  /// An item's first sentence may be of students; those behind it ("Bo will join Avon University") are their own.
  bool read_students(Span item, const DateMention* date) {
    const std::vector<Span> parts = sentences::split_sentences(context_.document.text, item, context_.lexicon);
    if (parts.empty()) return false;
    const Sentence first(context_.document.text, parts.front(), context_.lexicon);
    if (!read_student_news(first, date, context_, findings_)) return is_honour_of_others(first, context_);
    for (std::size_t i = 1; i < parts.size(); ++i)
      read_other(Sentence(context_.document.text, parts[i], context_.lexicon), context_, findings_);
    return true;
  }

  /// Begins with a kind of talk, or with giving one.
  bool is_talk(const Sentence& s, const std::string& label_kind) const {
    if (!label_kind.empty()) return true;
    if (s.size() == 0) return false;
    std::size_t i = s.label(0, "predicates", "speak");
    // "Presented “Hedges” at Avon University"
    if (i > 0 && i < s.size() && s.quoted[i]) return true;
    while (i < std::min<std::size_t>(s.size(), 5) && s.label(i, "talk-kinds") == 0) ++i;
    if (i >= std::min<std::size_t>(s.size(), 5)) return false;
    return (i == 0 || s.label(0, "predicates", "speak") > 0 || s.label(0, "pronouns", "first") > 0) &&
           s.label(0, "acting") == 0;
  }

  const Context& context_;
  Findings& findings_;
  std::string pending_venue_, pending_year_;
  std::optional<DateMention> above_;  ///< the date that a line of its own gives the next item
};

}  // namespace

void recognize_news(const Section& section, const Context& context, Findings& findings) {
  if (context.owner.empty()) return;
  NewsReader reader(context, findings);
  for (std::size_t i = section.first_block; i < section.last_block; ++i) {
    const document::Block& block = context.document.blocks[i];
    if (block.kind == document::BlockKind::heading) continue;
    // Lines of one paragraph are items where each has a date or label of its own; else they are one wrapped item.
    std::vector<Span> lines;
    std::uint32_t begin = block.span.begin;
    const std::string_view text = context.document.text;
    for (std::uint32_t at = block.span.begin; at <= block.span.end; ++at)
      if (at == block.span.end || text[at] == '\n') {
        if (!trim(text.substr(begin, at - begin)).empty()) lines.push_back({begin, at});
        begin = at + 1;
      }
    std::size_t dated = 0;
    for (const Span line : lines) {
      const std::string_view line_text = context.document.slice(line);
      const auto colon = line_text.substr(0, 40).find(':');
      dated += colon != line_text.npos || !find_dates(line_text.substr(0, 40), context.lexicon).empty() ? 1 : 0;
    }
    if (lines.size() > 1 && dated * 3 >= lines.size() * 2)
      for (const Span line : lines) reader.read(line);
    else
      reader.read(block.span);
  }
}

}  // namespace vitagraph::extraction
