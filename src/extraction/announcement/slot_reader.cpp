// SPDX-License-Identifier: Apache-2.0
#include "extraction/announcement/slot_reader.hpp"

#include <algorithm>

#include "extraction/byte_set.hpp"
#include "extraction/dates.hpp"
#include "extraction/names.hpp"
#include "extraction/segments.hpp"
#include "extraction/talks/talk_line.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction::announcement {
namespace {

constexpr std::size_t most_title_words = 32;
constexpr std::size_t least_title_words = 2;
constexpr std::size_t least_sentence_words = 5;
constexpr std::size_t most_name_words = 5;
constexpr std::size_t most_affiliation_words = 24;
constexpr std::size_t longest_line = 1000;  ///< bytes of a line that begins with a title
constexpr std::size_t least_long_word = 4;  ///< letters

std::size_t words_in(std::string_view text) { return lexicon::split_words(text).size(); }

/// Without marks that part a date from what follows.
Span without_lead(std::string_view text, Span span) {
  while (!span.empty()) {
    const std::string_view rest = text.substr(span.begin, span.size());
    std::size_t width = std::string_view(" \t\n:,.;|*)\\").find(rest.front()) != std::string_view::npos ? 1 : 0;
    if (rest.starts_with("- ")) width = 1;
    for (const std::string_view mark : {"–", "—", "•", "·", "："})
      if (rest.starts_with(mark)) width = mark.size();
    if (width == 0) break;
    span.begin += static_cast<std::uint32_t>(width);
  }
  return span;
}

/// Where a dash, a colon or a line's end parts the text; the text's size if nothing does.
std::size_t strong_break(std::string_view text, std::size_t from) {
  std::size_t at = text.size();
  for (const std::string_view mark :
       {" – ", " — ", " - ", " -- ", ": ", "\n", " | ", "\t", "：", "; ", "“", "\"", "«", "„"})
    at = std::min(at, text.find(mark, from));
  return at;
}

/// "Where: Moss Hall, Main Building": a field that names neither speaker nor title.
bool is_other_field(std::string_view line, const lexicon::Lexicon& lexicon) {
  const std::size_t colon = line.substr(0, 40).find(':');
  if (colon == line.npos) return false;
  for (const auto* label : lexicon.find("announcement-labels", line.substr(0, colon)))
    if (label->notation != "speaker" && label->notation != "title") return true;
  return false;
}

/// "What “some” means": a word or two in quotation marks amid others are a part of the title.
bool is_within(std::string_view text, std::uint32_t from, Span inner) {
  const std::string_view open = text.substr(0, inner.begin);
  if (!(open.ends_with("“") || open.ends_with('"') || open.ends_with("«") || open.ends_with("„"))) return false;
  if (words_in(text.substr(inner.begin, inner.size())) > least_title_words) return false;
  std::string_view before = text.substr(from, inner.begin - from);
  while (!before.empty() &&
         (static_cast<unsigned char>(before.back()) >= 0x80 || before.back() == '"' || before.back() == ' '))
    before.remove_suffix(1);
  return !before.empty() && std::string_view(",.:;|-)\n\t").find(before.back()) == std::string_view::npos;
}

bool is_open(std::string_view title, const lexicon::Lexicon& lexicon) {
  return !lexicon.find("speaking", title).empty() && lexicon.find("speaking", title).front()->notation == "open";
}

}  // namespace

bool is_speaker_name(std::string_view name, const lexicon::Lexicon& lexicon) {
  const std::size_t words = words_in(name);
  if (words < 2 || words > most_name_words || !looks_like_name(name, lexicon)) return false;
  if (name.find_first_of("0123456789") != std::string_view::npos || is_lower(code_point_at(name, 0).value))
    return false;
  for (const std::string_view scheme : {"talk-kinds", "meeting-words", "venue-nouns", "units", "place-words"})
    if (lexicon.mentions(scheme, name)) return false;
  if (!find_dates(name, lexicon).empty()) return false;
  // "Fall Break"; a family may be called by a season.
  if (!lexicon.find("terms", lexicon::split_words(name).front().key).empty()) return false;
  return !is_place_name(name, lexicon) && organization_class(name, lexicon) == OrganizationClass::none;
}

bool is_affiliation(std::string_view text, const lexicon::Lexicon& lexicon) {
  const std::string clean = clean_value(text);
  const lexicon::Words words = lexicon::split_words(clean);
  if (words.empty() || words.size() > most_affiliation_words) return false;
  // "Rent division in the wild" is a title, whatever it mentions.
  std::size_t small = 0, letters = 0;
  for (const lexicon::Word& word : words) {
    if (word.span.size() < least_long_word) continue;
    ++letters;
    small += is_lower(code_point_at(clean, word.span.begin).value) ? 1 : 0;
  }
  if (small * 2 > letters) return false;
  return organization_class(clean, lexicon) != OrganizationClass::none || is_unit_name(clean, lexicon) ||
         is_place_name(clean, lexicon) || lexicon.mentions("organizations", clean) || lexicon.mentions("roles", clean);
}

bool SlotReader::complete() const { return has_speaker() && words_in(slot.title) >= 1; }

void SlotReader::finish() {
  if (has_speaker() && slot.title.empty() && !before_.empty()) slot.title = before_;
  if (is_open(slot.title, context_.lexicon)) slot.title.clear();
}

/// A title that quotation marks, italics or a link set apart within the range.
Span SlotReader::marked(Span where) const {
  const std::string_view text = context_.document.slice(where);
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"“", "”"}, {"\"", "\""}, {"«", "»"}, {"„", "“"}}) {
    const std::size_t begin = text.find(open);
    if (begin == text.npos) continue;
    const std::size_t end = text.find(close, begin + open.size());
    if (end == text.npos || end < begin + open.size() + 4) continue;
    return {where.begin + static_cast<std::uint32_t>(begin + open.size()),
            where.begin + static_cast<std::uint32_t>(end)};
  }
  const std::vector<document::Run>& runs = context_.document.runs;
  for (auto run = std::lower_bound(runs.begin(), runs.end(), where.begin,
                                   [](const document::Run&r, std::uint32_t at) { return r.span.begin < at; });
       run != runs.end() && run->span.begin < where.end; ++run) {
    if ((run->kind != document::RunKind::link && run->kind != document::RunKind::italic &&
         run->kind != document::RunKind::bold) ||
        run->span.end > where.end)
      continue;
    const std::string_view inner = context_.document.slice(run->span);
    const bool link = run->kind == document::RunKind::link;
    if (words_in(inner) < (link ? 3U : least_title_words) ||
        (!link && run->kind == document::RunKind::bold && is_affiliation(inner, context_.lexicon)) ||
        organization_class(inner, context_.lexicon) >= OrganizationClass::known ||
        is_speaker_name(clean_name(inner, context_.lexicon), context_.lexicon))
      continue;
    return run->span;
  }
  return {};
}

void SlotReader::take_title(Span title) {
  if (!slot.title.empty()) return;
  if (const Span inner = marked(title); !inner.empty()) {
    // "On Moss *in memory of Bo*": italics that no sign parts from the words before them are a remark.
    const std::string_view all = context_.document.text;
    const std::string_view before = trim(all.substr(title.begin, inner.begin - title.begin));
    const bool apart = before.empty() || is_affiliation(before, context_.lexicon) ||
                       std::string_view(",.:;|-\"").find(before.back()) != std::string_view::npos ||
                       static_cast<unsigned char>(before.back()) >= 0x80;
    const std::string_view open = all.substr(0, inner.begin);
    const bool quoted = open.ends_with("“") || open.ends_with('"') || open.ends_with("«") || open.ends_with("„");
    const bool within = is_within(context_.document.text, title.begin, inner);
    if (!within && (apart || words_in(before) < least_title_words))
      title = inner;
    else if (!quoted)
      title.end = inner.begin;
  }
  const std::string text = clean_value(context_.document.slice(title));
  const std::size_t words = words_in(text);
  if (words == 0 || words > most_title_words) return;
  slot.title = text;
}

/// How far the words behind a name's comma go: to a dash, a colon, a quotation or italics.
std::size_t SlotReader::chunk_end(std::string_view text) const { return strong_break(text, 0); }

/// What stands behind the speaker's name: "(Avon University), On Moss", ", Avon University: On Moss".
void SlotReader::read_behind(Span rest) {
  const std::string_view all = context_.document.text;
  Span title = marked(rest);
  if (!title.empty() && is_within(all, rest.begin, title)) title = {};
  const bool from_comma = !rest.empty() && all[rest.begin] == ',';
  for (int piece = 0; piece < 6 && !rest.empty(); ++piece) {
    rest = without_lead(all, rest);
    if (rest.empty()) return;
    std::string_view text = context_.document.slice(rest);
    if (!title.empty() && rest.begin >= title.begin && rest.begin < title.end + 3) {
      take_title(title);
      rest.begin = std::min(rest.end, title.end);
      // Its closing marks.
      while (!rest.empty()) {
        const CodePoint c = code_point_at(all, rest.begin);
        if (c.value != U'"' && c.value != U'”' && c.value != U'“' && c.value != U'’' && c.value != U'»' &&
            c.value != U'«')
          break;
        rest.begin = std::min<std::uint32_t>(rest.end, rest.begin + static_cast<std::uint32_t>(c.length));
      }
      title = {};
      continue;
    }
    if (text.front() == '(' || text.front() == '[') {
      const std::size_t close = std::min(text.find(text.front() == '(' ? ')' : ']'), text.size());
      if (slot.speaker.affiliation.empty() && slot.title.empty())
        slot.speaker.affiliation = clean_value(text.substr(1, close - 1));
      rest.begin += static_cast<std::uint32_t>(std::min(close + 1, text.size()));
      continue;
    }
    std::size_t end = chunk_end(text.substr(0));
    if (end == 0) end = std::min<std::size_t>(1, text.size());
    if (!title.empty() && rest.begin < title.begin) end = std::min<std::size_t>(end, title.begin - rest.begin);
    // "Professor (Avon University) and Fellow (Bath) On Moss": the affiliation goes to the last bracket.
    if (const std::size_t open = text.find('('); piece == 0 && from_comma && open < end) {
      const std::size_t close = text.substr(0, end).rfind(')');
      if (close != text.npos && close > open && is_affiliation(text.substr(0, open), context_.lexicon)) {
        std::string written(text.substr(0, close));
        std::replace(written.begin(), written.end(), '(', ',');
        std::replace(written.begin(), written.end(), ')', ' ');
        slot.speaker.affiliation = clean_value(written);
        rest.begin += static_cast<std::uint32_t>(close + 1);
        if (!title.empty() && context_.document.text[title.begin - 1] == ' ' && title.begin > rest.begin + 4)
          title = {};
        continue;
      }
    }
    const std::string_view chunk = text.substr(0, end);
    const bool affiliated = slot.speaker.affiliation.empty() && is_affiliation(chunk, context_.lexicon);
    if (affiliated) {
      slot.speaker.affiliation = clean_value(chunk);
      rest.begin += static_cast<std::uint32_t>(end);
      continue;
    }
    if (!title.empty()) {
      rest.begin += static_cast<std::uint32_t>(end);
      continue;
    }
    // What is left is the title; an affiliation may stand behind its last comma.
    Span left = rest;
    const std::size_t line = text.find('\n');
    if (line != text.npos) left.end = rest.begin + static_cast<std::uint32_t>(line);
    const std::string_view written = context_.document.slice(left);
    const std::size_t comma = written.rfind(", ");
    if (slot.speaker.affiliation.empty() && comma != written.npos &&
        organization_class(clean_value(written.substr(comma + 2)), context_.lexicon) >= OrganizationClass::institute) {
      slot.speaker.affiliation = clean_value(written.substr(comma + 2));
      left.end = left.begin + static_cast<std::uint32_t>(comma);
    }
    take_title(left);
    if (line == text.npos) return;
    rest.begin += static_cast<std::uint32_t>(line);
  }
}

/// A line that begins with the speaker's name, behind a kind or a label: "Keynote: Ada Moss (Avon)".
bool SlotReader::read_name(Span line) {
  line = without_lead(context_.document.text, line);
  std::string_view text = context_.document.slice(line);
  for (int label = 0; label < 2; ++label) {
    std::size_t stop = std::min({strong_break(text, 0), text.find_first_of(",([;"), text.size()});
    for (const std::string_view mark : {". "})
      if (const std::size_t at = text.find(mark); at != text.npos && at < stop) {
        const std::string_view word = text.substr(0, at);
        const std::size_t letters = at - std::min(word.rfind(' ') + 1, at);
        if (letters > 2) stop = at;  // "J. Moss" goes on
      }
    const std::vector<document::Run>& runs = context_.document.runs;
    for (auto run = std::lower_bound(runs.begin(), runs.end(), line.begin + 1,
                                     [](const document::Run&r, std::uint32_t at) { return r.span.begin < at; });
         run != runs.end() && run->span.begin < line.begin + stop; ++run)
      if (run->kind == document::RunKind::italic) stop = run->span.begin - line.begin;
    const std::string_view written = trim(text.substr(0, stop));
    const std::string name = clean_name(written, context_.lexicon);
    if (is_speaker_name(name, context_.lexicon) && written.find_first_of("0123456789") == std::string_view::npos) {
      slot.speaker.name = name;
      slot.speaker.span = {line.begin, line.begin + static_cast<std::uint32_t>(stop)};
      read_behind({line.begin + static_cast<std::uint32_t>(stop), line.end});
      return true;
    }
    const std::string told = talk_kind(written, context_.lexicon);
    bool labelled = stop < text.size() && text.substr(stop).starts_with(": ") && !told.empty();
    if (labelled && slot.kind.empty()) slot.kind = told;
    for (const auto* label_ : context_.lexicon.find("announcement-labels", written))
      labelled = labelled || label_->notation == "speaker";
    if (!labelled) return false;
    line = without_lead(context_.document.text, {line.begin + static_cast<std::uint32_t>(stop), line.end});
    text = context_.document.slice(line);
  }
  return false;
}

/// "On Moss. Ada Moss, Avon University", "“On Moss” (Ada Moss, Avon)".
bool SlotReader::read_title_first(Span line) {
  const std::string_view text = context_.document.slice(line);
  if (text.size() > longest_line) return false;
  static constexpr ByteSet first_bytes(".?! \n\t,\"\xE2\xC2");  // of the marks below
  for (std::size_t at = 1; at + 1 < text.size(); ++at) {
    if (!first_bytes(text[at])) continue;
    std::size_t width = 0;
    for (const std::string_view mark :
         {". ", "? ", "! ", " – ", " — ", " - ", " -- ", "\n", "\t", " (", ", ", "” ", "\" ", "», "})
      if (text.substr(at).starts_with(mark)) width = std::max(width, mark.size());
    if (width == 0) continue;
    const std::string_view behind = text.substr(at + width);
    const std::size_t stop = std::min({strong_break(behind, 0), behind.find_first_of(",()[;."), behind.size()});
    const std::string name = clean_name(behind.substr(0, stop), context_.lexicon);
    if (!is_speaker_name(name, context_.lexicon)) continue;
    const std::string_view front = text.substr(0, at);
    const bool house = words_in(front) < least_sentence_words
                           ? is_affiliation(front, context_.lexicon)
                           : organization_class(clean_value(front), context_.lexicon) >= OrganizationClass::institute;
    // "Moss in network design, Ada Moss (Avon)"
    const bool bracketed = stop + 1 < behind.size() && behind[stop] == '(' && behind.ends_with(")");
    if (words_in(front) < least_title_words || (house && !bracketed)) return false;
    const std::uint32_t begin = line.begin + static_cast<std::uint32_t>(at + width);
    slot.speaker.name = name;
    slot.speaker.span = {begin, begin + static_cast<std::uint32_t>(stop)};
    take_title({line.begin, line.begin + static_cast<std::uint32_t>(at + (text[at] == '?' ? 1 : 0))});
    Span rest = without_lead(context_.document.text, {slot.speaker.span.end, line.end});
    std::string_view affiliation = context_.document.slice(rest);
    if (bracketed && affiliation.starts_with("(")) {
      slot.speaker.affiliation = clean_value(affiliation.substr(1, affiliation.size() - 2));
      return true;
    }
    affiliation = affiliation.substr(0, std::min({affiliation.find_first_of("()"), affiliation.find(". "),
                                                  affiliation.find('\n'), affiliation.size()}));
    const std::string where = clean_value(take_dates(affiliation, context_.lexicon, 0).rest);
    if (!where.empty() && is_affiliation(where, context_.lexicon)) slot.speaker.affiliation = where;
    return true;
  }
  return false;
}

void SlotReader::read(Span line) {
  line = without_lead(context_.document.text, line);
  const std::string_view text = context_.document.slice(line);
  if (text.empty() || is_other_field(text, context_.lexicon)) return;
  if (!has_speaker()) {
    if (read_name(line) || read_title_first(line)) return;
    const std::size_t words = words_in(text);
    if (before_.empty() && words >= least_title_words && words <= most_title_words) {
      const Span inner = marked(line);
      before_ = clean_value(context_.document.slice(inner.empty() ? line : inner));
    }
    return;
  }
  const bool quoted = !marked(line).empty();
  if (slot.speaker.affiliation.empty() && !quoted && is_affiliation(text, context_.lexicon)) {
    slot.speaker.affiliation = clean_value(text);
    return;
  }
  if (slot.title.empty() && before_.empty()) {
    // "Title: On Moss"
    const std::size_t colon = text.substr(0, most_title_words).find(':');
    if (colon != text.npos)
      for (const auto* label : context_.lexicon.find("announcement-labels", text.substr(0, colon))) {
        if (label->notation == "abstract") return;
        if (label->notation == "title") line.begin += static_cast<std::uint32_t>(colon + 1);
      }
    take_title(line);
  }
}

}  // namespace vitagraph::extraction::announcement
