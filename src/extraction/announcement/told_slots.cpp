// SPDX-License-Identifier: Apache-2.0
// A series told in sentences: paragraphs with a day and a speaker each.
#include <algorithm>

#include "extraction/announcement/page_text.hpp"
#include "extraction/announcement/schedule.hpp"
#include "extraction/names.hpp"
#include "extraction/sentences/narrator.hpp"
#include "extraction/talks/talk_line.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction::announcement {
namespace {

using sentences::Range;
using sentences::Sentence;

constexpr std::size_t least_slots = 2;
constexpr std::size_t most_paragraphs = 200;
constexpr std::size_t longest_paragraph = 4000;  ///< bytes
constexpr std::size_t longest_label = 40;        ///< bytes of a day in front of a colon
constexpr std::size_t most_words = 160;          ///< of a sentence that names speaker and day
constexpr std::size_t farthest_name = 8;         ///< words between the day and the name: times, titles, "we welcome"
constexpr std::size_t most_affiliation = 24;     ///< words
constexpr std::size_t most_date_words = 6;       ///< of a sentence that is a day, and an hour
constexpr std::size_t farthest_topic = 6;        ///< words behind "followed"
constexpr std::size_t most_head = 3;             ///< paragraphs that may say that the page is about talks
constexpr std::size_t least_topic = 2, most_topic = 16;

/// "spoke about", "followed with a lecture on": a word for talks or topics must say what was given.
std::size_t gave(const Sentence& s, std::size_t i) {
  const std::size_t words = s.label(i, "speaking", "gave");
  if (words == 0) return 0;
  for (std::size_t k = i + words; k < std::min(s.size(), i + words + farthest_topic); ++k)
    if (s.label(k, "talk-kinds") > 0 || (s.label(k, "speaking", "topic") > 0 && k == i + words)) return words;
  return 0;
}

/// "will speak", "spoke": how many words it has.
std::size_t gives(const Sentence& s, std::size_t i) { return std::max(s.label(i, "speaking", "gives"), gave(s, i)); }

/// The word is a title, or begins a phrase of giving a talk, of its topic, or a quotation: an affiliation ends there.
bool ends_affiliation(const Sentence& s, std::size_t i, std::size_t from) {
  if (s.label(i, "speaking", "gives") > 0 || s.label(i, "speaking", "gave") > 0 || s.label(i, "talk-kinds") > 0 ||
      s.quoted[i])
    return true;
  if (i > from && (s.label(i, "pronouns") > 0 || s.gap_has(i, ":"))) return true;
  return s.breaks(i) && s.label(i, "speaking", "topic") > 0;
}

class ToldSlot {
 public:
  ToldSlot(const Context& context, Span paragraph) : context_(context), paragraph_(paragraph) {}

  /// Nothing if the paragraph has no day, or no speaker near it.
  std::optional<Slot> read() {
    Span body = paragraph_;
    // "Oct. 28: Ada Moss, …"
    const std::string_view front = context_.document.slice(paragraph_).substr(0, longest_label);
    if (const std::size_t colon = front.find(':'); colon != front.npos)
      for (const DateMention& date : find_dates(front.substr(0, colon), context_.lexicon))
        if (has_day(date) && !slot_.date) {
          slot_.date = date;
          led_ = true;
          body.begin += static_cast<std::uint32_t>(colon + 1);
        }
    for (const Span span : sentences::split_sentences(context_.document.text, body, context_.lexicon)) {
      const Sentence s(context_.document.text, span, context_.lexicon);
      if (s.size() > most_words) continue;
      if (slot_.speaker.name.empty()) {
        const auto day = std::find_if(s.dates.begin(), s.dates.end(), [](const DateMention& d) { return has_day(d); });
        const bool dated = slot_.date.has_value();
        if (day != s.dates.end() && !dated) {
          slot_.date = *day;
          led_ = s.is_date(0);
        }
        if (!slot_.date) continue;
        // "Oct. 28:" or "Oct. 28, 6 p.m." may stand alone.
        if (!dated && s.size() <= most_date_words) continue;
        if (!take_speaker(s)) return std::nullopt;
      } else if (!slot_.title.empty() || !(names_speaker(s) && says_gives(s, 0))) {
        continue;
      }
      take_title(s);
    }
    if (slot_.speaker.name.empty()) return std::nullopt;
    const std::string_view text = context_.document.slice(paragraph_);
    if (const auto times = find_times(text, context_.lexicon); !times.empty()) slot_.time = times.front().time;
    slot_.kind = talk_kind(without_quotation(text), context_.lexicon);
    slot_.span = paragraph_;
    slot_.biography = {paragraph_};
    return std::move(slot_);
  }

  /// Whether the words say that a talk is given, or name its title.
  bool is_told() const { return told_; }
  /// Whether the day leads: "Oct. 28, 6 p.m., Ada Moss, reader in ferns at Avon."
  bool is_led_by_day() const { return led_; }

 private:
  static std::size_t gives_at(const Sentence& s, std::size_t from) {
    while (from < s.size() && (s.quoted[from] || gives(s, from) == 0)) ++from;
    return from;
  }
  static bool says_gives(const Sentence& s, std::size_t from) { return gives_at(s, from) < s.size(); }

  std::string without_quotation(std::string_view text) const {
    std::string out(text);
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"“", "”"}, {"\"", "\""}})
      if (const std::size_t begin = out.find(open); begin != out.npos)
        out.erase(begin, std::min(out.find(close, begin + open.size()), out.size()) - begin);
    return out;
  }

  bool names_speaker(const Sentence& s) const {
    const lexicon::Words name = lexicon::split_words(slot_.speaker.name);
    const std::size_t verb = gives_at(s, 0);
    if (s.label(0, "pronouns", "third") > 0) return true;
    for (std::size_t i = 0; i < verb; ++i)
      if (s.key(i) == name.back().key) return true;
    return false;
  }

  /// The name behind the day, the time and titles, or before "will speak".
  bool take_speaker(const Sentence& s) {
    std::size_t from = 0;
    for (std::size_t i = 0; i < s.size(); ++i)
      if (s.is_date(i) && s.date_of[i] == 0) from = i + 1;
    const std::size_t verb = gives_at(s, 0);
    // "Ada Moss will speak on 3 May"
    const bool day_behind = verb < s.size() && from > verb;
    return day_behind ? take_name(s, 0, verb) : take_name(s, from, s.size()) || take_name(s, 0, from);
  }

  bool take_name(const Sentence& s, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && i < begin + farthest_name; ++i) {
      if (s.quoted[i]) return false;
      if (!s.capital(i) || s.label(i, "names", "title") > 0) continue;
      const auto names = sentences::read_persons(s, {i, std::min(end, i + farthest_name)});
      if (names.empty() || names.front().begin != i) continue;
      // "Ada Moss of Avon"
      Range written = names.front();
      for (std::size_t k = written.begin + 2; k < written.end; ++k)
        if (!s.capital(k) && s.is(k, "clause-words", "preposition")) written.end = k;
      const std::string name = clean_name(s.str(written), context_.lexicon);
      if (name.find(' ') == std::string::npos || !looks_like_name(name, context_.lexicon)) return false;
      slot_.speaker.name = name;
      slot_.speaker.span = s.span_of(written);
      behind_ = written.end;
      take_affiliation(s);
      return true;
    }
    return false;
  }

  /// ", professor of botany at Avon", "(Avon University)", "of Avon"
  void take_affiliation(const Sentence& s) {
    const bool led = behind_ < s.size() &&
                     (s.breaks(behind_) || s.depth[behind_] > 0 || s.is(behind_, "clause-words", "preposition"));
    if (!led || ends_affiliation(s, behind_, behind_)) return;
    std::size_t end = behind_;
    while (end < s.size() && end < behind_ + most_affiliation && !ends_affiliation(s, end, behind_) && !s.is_date(end))
      ++end;
    slot_.speaker.affiliation = clean_value(s.str({behind_, end}));
    behind_ = end;
  }

  /// The quotation, or what the talk is on or about.
  void take_title(const Sentence& s) {
    for (std::size_t i = 0; i < s.size(); ++i) {
      if (!s.quoted[i] || s.span_of({i, i + 1}).begin < slot_.speaker.span.end) continue;
      std::size_t end = i;
      while (end < s.size() && s.quoted[end]) ++end;
      slot_.title = clean_value(s.str({i, end}));
      told_ = true;
      return;
    }
    const std::size_t verb = gives_at(s, 0);
    if (verb < s.size()) told_ = true;
    std::size_t at = verb < s.size() ? verb + gives(s, verb) : behind_;
    bool led = verb < s.size() && s.label(verb, "speaking", "topic") > 0;  // "will discuss", "on", "about"
    for (std::size_t i = at; i < s.size() && i < at + farthest_name && !led; ++i) {
      const std::size_t n = s.label(i, "speaking", "topic");
      led = n > 0 && i + n < s.size() && !s.is_date(i + n);
      if (led) at = i + n;
    }
    if (!led) return;
    std::size_t end = at;
    while (end < s.size() && !s.is_date(end) && !(end > at && s.breaks(end)) && s.depth[end] == s.depth[at]) ++end;
    // A list of what will be talked about is no title.
    if (end < s.size() && s.gap_has(end, ",")) return;
    if (end - at < least_topic || end - at > most_topic) return;
    slot_.title = clean_value(s.str({at, end}));
    told_ = true;
  }

  const Context& context_;
  Span paragraph_;
  Slot slot_;
  std::size_t behind_ = 0;  ///< the speaker's name, and affiliation
  bool told_ = false;
  bool led_ = false;
};

}  // namespace

namespace {

/// The paragraph's sentences, parted where a second day begins another talk.
std::vector<Span> cut_at_days(Span paragraph, const Context& context) {
  std::vector<Span> out;
  bool dated = false;
  for (const Span sentence : sentences::split_sentences(context.document.text, paragraph, context.lexicon)) {
    const std::vector<DateMention> dates = find_dates(context.document.slice(sentence), context.lexicon);
    const bool day = std::any_of(dates.begin(), dates.end(), [](const DateMention& date) { return has_day(date); });
    if (out.empty() || (day && dated))
      out.push_back(sentence);
    else
      out.back().end = sentence.end;
    dated = dated || day;
  }
  return out;
}

/// Whether the head of the page names a series or a word for talks, and neither a person nor a narrator who says "I".
bool announces_talks(const Context& context) {
  bool talks = false;
  std::size_t paragraphs = 0;
  for (const document::Block& block : context.document.blocks) {
    const std::string_view text = context.document.slice(block.span).substr(0, longest_paragraph);
    const bool heading = block.kind == document::BlockKind::heading;
    if (heading && looks_like_name(clean_name(text, context.lexicon), context.lexicon)) return false;
    if (!heading && ++paragraphs > most_head) break;
    for (const lexicon::Word& word : lexicon::split_words(text))
      for (const auto* pronoun : context.lexicon.find("pronouns", word.key))
        if (pronoun->notation == "my") return false;
    const std::string kind = talk_kind(text, context.lexicon);
    talks = talks || (!kind.empty() && kind != "poster") || context.lexicon.mentions("meeting-words", text);
  }
  return talks;
}

}  // namespace

std::vector<Slot> read_told_slots(const Context& context) {
  std::vector<Slot> slots;
  if (!announces_talks(context)) return slots;
  std::size_t told = 0, paragraphs = 0;
  Span term;  // "Oct. 28:" in front of its paragraph
  for (const document::Block& block : context.document.blocks) {
    const bool leads = block.kind == document::BlockKind::term;
    if (leads) term = block.span;
    if (leads || block.kind == document::BlockKind::heading || block.span.size() > longest_paragraph) continue;
    if (++paragraphs > most_paragraphs) return {};
    for (const Span part : cut_at_days(term.empty() ? block.span : Span{term.begin, block.span.end}, context)) {
      ToldSlot reader(context, part);
      std::optional<Slot> slot = reader.read();
      if (!slot || !(reader.is_told() || reader.is_led_by_day())) continue;
      told += reader.is_told() ? 1 : 0;
      slots.push_back(std::move(*slot));
    }
    term = {};
  }
  if (slots.size() < least_slots || told * 2 < slots.size()) return {};
  for (std::size_t i = 1; i < slots.size(); ++i)
    if (slots[i].speaker.name == slots[0].speaker.name) return {};
  return slots;
}

}  // namespace vitagraph::extraction::announcement
