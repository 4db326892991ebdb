// SPDX-License-Identifier: Apache-2.0
#include "extraction/announcement/announced_talk.hpp"

#include <algorithm>

#include "extraction/announcement/page_text.hpp"
#include "extraction/dates.hpp"
#include "extraction/names.hpp"

namespace vitagraph::extraction::announcement {
namespace {

constexpr std::size_t kLongestLabel = 60;  ///< bytes before a colon

constexpr std::size_t kLongestName = 14;  ///< words of a name with its affiliation

Span trimmed(std::string_view text, Span span) {
  const std::string_view inner = trim(text.substr(span.begin, span.size()));
  const auto begin = inner.empty() ? span.begin : static_cast<std::uint32_t>(inner.data() - text.data());
  return {begin, begin + static_cast<std::uint32_t>(inner.size())};
}

std::string notation_of(const lexicon::Lexicon& lexicon, std::string_view label) {
  const auto found = lexicon.find("announcement-labels", label);
  return found.empty() ? std::string() : found.front()->notation;
}

std::vector<Span>* slot(AnnouncedTalk& talk, std::string_view notation) {
  if (notation == "speaker") return &talk.speaker;
  if (notation == "affiliation") return &talk.affiliation;
  if (notation == "title") return &talk.title;
  if (notation == "date") return &talk.date;
  if (notation == "time") return &talk.time;
  if (notation == "place") return &talk.place;
  if (notation == "event") return &talk.event;
  if (notation == "host") return &talk.host;
  if (notation == "advisor") return &talk.advisor;
  if (notation == "committee") return &talk.committee;
  if (notation == "degree") return &talk.degree;
  if (notation == "biography") return &talk.biography;
  return nullptr;
}

std::vector<Span> lines_of(std::string_view text, Span block) {
  std::vector<Span> lines;
  std::uint32_t begin = block.begin;
  for (std::uint32_t at = block.begin; at <= block.end; ++at)
    if (at == block.end || text[at] == '\n') {
      const Span line = trimmed(text, {begin, at});
      if (!line.empty()) lines.push_back(line);
      begin = at + 1;
    }
  return lines;
}

/// "Ann Lee -- On Moss"
bool begins_with_speaker(const Context& context, Span heading) {
  const std::string_view text = context.document.slice(heading);
  for (const std::string_view dash : {" -- ", " – ", " — "})
    if (const auto at = text.find(dash);
        at != text.npos && !read_speakers(text.substr(0, at), 0, context.lexicon).empty())
      return true;
  return false;
}

/// "Ann Lee Lifetime Award" is no person; a first name may be Merit.
bool names_honour(std::string_view name, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(name);
  for (std::size_t i = 1; i < words.size(); ++i)
    if (const auto match = lexicon.longest("honours", words, i))
      for (const auto* known : lexicon.concepts_of("honours", words, i, match->words))
        if (known->notation == "award") return true;
  return false;
}

/// "recorded_video: x": the next field of a list of fields, no value of the one before.
bool is_field(std::string_view line) {
  const auto colon = line.substr(0, 32).find(':');
  return colon != line.npos && colon > 0 && line.substr(0, colon).find(' ') == line.npos;
}

/// A short line with a day is when, whatever label stands above it.
bool tells_day(const Context& context, Span line) {
  const std::string_view text = context.document.slice(line);
  if (word_count(text) > kLongestName) return false;
  for (const DateMention& date : find_dates(text, context.lexicon))
    if (has_day(date)) return true;
  return false;
}

}  // namespace

Label label_of(const Context& context, Span line) {
  const std::string_view text = context.document.slice(line);
  // A row of a table: its first cell is the label.
  if (const std::size_t tab = text.substr(0, kLongestLabel).find('\t'); tab != text.npos)
    if (const std::string notation = notation_of(context.lexicon, text.substr(0, tab)); !notation.empty())
      return {notation, trimmed(context.document.text, {line.begin + static_cast<std::uint32_t>(tab), line.end})};
  std::size_t colon = std::string_view::npos, width = 1;
  for (const std::string_view mark : {":", "："}) {
    const auto at = text.substr(0, kLongestLabel).find(mark);
    if (at < colon) colon = at, width = mark.size();
  }
  if (colon != text.npos) {
    if (const std::string notation = notation_of(context.lexicon, text.substr(0, colon)); !notation.empty())
      return {notation,
              trimmed(context.document.text, {line.begin + static_cast<std::uint32_t>(colon + width), line.end})};
    return {};
  }
  // "Abstract. We look at moss."
  if (const std::size_t stop = text.substr(0, kLongestLabel).find(". "); stop != text.npos)
    if (const std::string notation = notation_of(context.lexicon, text.substr(0, stop));
        notation == "abstract" || notation == "biography")
      return {notation, trimmed(context.document.text, {line.begin + static_cast<std::uint32_t>(stop + 1), line.end})};
  if (text.size() <= kLongestLabel)
    if (const std::string notation = notation_of(context.lexicon, text); !notation.empty())
      return {notation, {line.end, line.end}};
  // A label without a colon, before a name.
  const auto blank = text.find(' ');
  if (blank != text.npos && blank < 12 && text.size() < 120 &&
      notation_of(context.lexicon, text.substr(0, blank)) == "speaker") {
    const Span rest = trimmed(context.document.text, {line.begin + static_cast<std::uint32_t>(blank), line.end});
    if (!read_speakers(context.document.slice(rest), rest.begin, context.lexicon).empty()) return {"speaker", rest};
  }
  return {};
}

bool is_letterhead(const Context& context, const document::Block& block) {
  std::size_t mail = 0;
  for (const Span line : lines_of(context.document.text, block.span)) {
    const std::string_view text = context.document.slice(line);
    const std::size_t colon = text.substr(0, kLongestLabel).find(':');
    if (colon != text.npos) mail += notation_of(context.lexicon, text.substr(0, colon)) == "mail" ? 1 : 0;
  }
  return mail >= 2;
}

std::vector<AnnouncedTalk> read_talks(const Context& context) {
  std::vector<AnnouncedTalk> talks(1);
  std::string open;       // the label whose value is being read
  bool awaiting = false;  // its value begins in the next block
  bool term = false;      // it is the term of a list of fields: the next term is no value
  bool fields = false;
  bool named = false;  // one of the talk's headings begins with a speaker
  const auto next_talk = [&] {
    if (talks.back().empty()) return;
    talks.emplace_back();
    open.clear();
    awaiting = fields = named = false;
  };
  for (const document::Block& block : context.document.blocks) {
    const bool heading = block.kind == document::BlockKind::heading;
    const auto lines = lines_of(context.document.text, block.span);
    if (is_letterhead(context, block)) continue;
    if (term && block.kind == document::BlockKind::term) awaiting = false, open.clear();
    const bool was_awaiting = awaiting;
    bool first = true;
    for (const Span line : lines) {
      Label label = label_of(context, line);
      if (!label.notation.empty()) {
        const auto* values = slot(talks.back(), label.notation);
        const bool again = (label.notation == "speaker" || label.notation == "title") && values != nullptr &&
                           !values->empty() && talks.back().full();
        if (again) next_talk();
        if (label.notation == "mail") continue;
        open = label.notation;
        term = block.kind == document::BlockKind::term;
        awaiting = label.value.empty();
        fields = true;
        if (open == "abstract") talks.back().abstract = true;
        if (open == "zoom") talks.back().place.push_back(line);
        if (auto* into = slot(talks.back(), open); into != nullptr && !label.value.empty())
          into->push_back(label.value);
        first = false;
        continue;
      }
      if (heading) {
        const bool names = begins_with_speaker(context, line);
        if ((talks.back().full() || (names && named)) && open != "footer") next_talk();
        named = named || names;
        talks.back().head.push_back({line, true, fields});
        open.clear();
        awaiting = false;
        first = false;
        continue;
      }
      const bool text_field = open == "abstract" || open == "biography" || open == "footer";
      auto* into = slot(talks.back(), open);
      if (open == "biography" && into != nullptr) {
        // A paragraph is one value.
        if (!into->empty() && !first && into->back().end <= line.begin && into->back().begin >= block.span.begin)
          into->back().end = line.end;
        else
          into->push_back(line);
      } else if (open == "speaker" && awaiting &&
                 lexicon::split_words(context.document.slice(line)).size() > kLongestName) {
        // "Speaker" as a heading over a biography.
        open = "biography";
        talks.back().biography.push_back(line);
        awaiting = false;
      } else if (into != nullptr && awaiting && !first && is_field(context.document.slice(line))) {
        open.clear();
        awaiting = false;
      } else if (into != nullptr && !awaiting && open != "date" && open != "time" && tells_day(context, line)) {
        // "Tuesday 4 May 2021, 15:00" below the speaker's line
        open.clear();
        talks.back().date.push_back(line);
      } else if (into != nullptr && (awaiting || (!first && !into->empty()))) {
        into->push_back(line);
        awaiting = false;
      } else if (!text_field) {
        if (first && !was_awaiting) open.clear();
        talks.back().head.push_back({line, false, fields});
      }
      first = false;
    }
    if (!lines.empty() && !awaiting && open != "abstract" && open != "biography" && open != "footer") open.clear();
    if (!lines.empty()) {
      if (talks.back().span.empty()) talks.back().span = block.span;
      talks.back().span.end = block.span.end;
    }
  }
  return talks;
}

/// Whether a name stands behind a conjunction: "School of Arts & Sciences" goes on.
static bool leads_name(std::string_view behind, const lexicon::Lexicon& lexicon) {
  behind = behind.substr(0, kLongestLabel);
  behind = behind.substr(0, behind.find_first_of(",(;&\n[|"));
  const std::string name = clean_name(trim(behind), lexicon);
  return name.find(' ') != std::string::npos && looks_like_name(name, lexicon, true) &&
         !lexicon.mentions("organizations", behind) && !lexicon.mentions("topic-words", name);
}

std::vector<Speaker> read_speakers(std::string_view text, std::uint32_t offset, const lexicon::Lexicon& lexicon,
                                   bool labelled) {
  std::vector<Speaker> speakers;
  // Pieces outside parentheses, at commas, conjunctions and line breaks.
  struct Piece {
    std::size_t begin, end;
    std::string inside;  ///< of the parentheses behind it
  };
  std::vector<Piece> pieces{{0, 0, {}}};
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '(' || c == '[') {
      const auto close = text.find(c == '(' ? ')' : ']', at);
      const std::size_t stop = close == text.npos ? text.size() : close;
      if (pieces.back().end == 0) pieces.back().end = at;
      if (pieces.back().inside.empty()) pieces.back().inside = collapse_blanks(text.substr(at + 1, stop - at - 1));
      at = stop + 1;
      continue;
    }
    bool cut = c == ',' || c == ';' || c == '\n' || c == '|';
    std::size_t width = 1;
    if (text.substr(at, 3) == "，" || text.substr(at, 3) == "、") cut = true, width = 3;
    // "Ann Lee & Bo Moss", not "School of Hygiene & Moss Medicine"
    if (c == '&')
      cut = leads_name(text.substr(at + 1), lexicon) && at - pieces.back().begin < kLongestLabel &&
            (pieces.back().end > 0 ||
             looks_like_name(clean_name(text.substr(pieces.back().begin, at - pieces.back().begin), lexicon), lexicon,
                             true));
    if (c == ' ' && at + 1 < text.size()) {
      const auto blank = text.find(' ', at + 1);
      if (blank != text.npos && blank - at <= 5) {
        const std::string_view word = text.substr(at + 1, blank - at - 1);
        for (const auto* known : lexicon.find("clause-words", word))
          if (known->notation == "and" && leads_name(text.substr(blank + 1), lexicon))
            cut = true, width = blank - at + 1;
      }
    }
    if (cut) {
      if (pieces.back().end == 0) pieces.back().end = at;
      at += width;
      pieces.push_back({at, 0, {}});
      continue;
    }
    ++at;
  }
  if (pieces.back().end == 0) pieces.back().end = text.size();
  for (const Piece& piece : pieces) {
    const std::string_view written =
        trim(text.substr(piece.begin, piece.end > piece.begin ? piece.end - piece.begin : 0));
    if (written.empty()) continue;
    std::string name = clean_name(written, lexicon);
    std::string behind;
    const lexicon::Words words = lexicon::split_words(name);
    for (std::size_t k = 2; k < words.size() && k < 5 && speakers.empty(); ++k)
      if (lexicon.longest("roles", words, k)) {  // "Prof. Ann Lee Director of …"
        behind = name.substr(words[k].span.begin);
        name = std::string(trim(std::string_view(name).substr(0, words[k].span.begin)));
        break;
      }
    const bool title_only = name.empty();
    const bool organization =
        behind.empty() && (!lexicon.find("organizations", written).empty() ||
                           lexicon.mentions("organizations", written) || lexicon.mentions("units", written) ||
                           !lexicon.find("places", written).empty() || lexicon.mentions("roles", name));
    const bool trusted = labelled && speakers.empty();
    if (!title_only && !organization && looks_like_name(name, lexicon, trusted) &&
        (trusted || !names_honour(name, lexicon))) {
      Speaker speaker;
      speaker.name = name;
      speaker.affiliation = piece.inside.empty() ? behind : piece.inside;
      const auto begin = offset + static_cast<std::uint32_t>(written.data() - text.data());
      speaker.span = {begin, begin + static_cast<std::uint32_t>(written.size())};
      speakers.push_back(std::move(speaker));
    } else if (!speakers.empty() && !title_only) {
      std::string& affiliation = speakers.back().affiliation;
      if (!affiliation.empty()) affiliation += ", ";
      affiliation += collapse_blanks(written);
      if (!piece.inside.empty()) affiliation += " (" + piece.inside + ")";
    } else if (speakers.empty() && !title_only) {
      return {};
    }
  }
  return speakers;
}

}  // namespace vitagraph::extraction::announcement
