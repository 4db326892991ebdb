// SPDX-License-Identifier: Apache-2.0
#include "extraction/sentences/sentence.hpp"

#include <algorithm>

#include "extraction/byte_set.hpp"

namespace vitagraph::extraction::sentences {
namespace {

constexpr std::uint32_t longest_sentence = 20'000;  ///< bytes; what is longer is none, and should not be held at once

/// Depth of parentheses and brackets after the text, from the depth before it.
int depth_after(std::string_view text, int depth) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if (c.value == '(' || c.value == '[' || c.value == U'（') ++depth;
    if (c.value == ')' || c.value == ']' || c.value == U'）') depth = std::max(0, depth - 1);
    i += c.length;
  }
  return depth;
}

/// Which words stand in quotation marks: "a", “a”, „a“, «a», and ”a” or “a“, as some fonts and keyboards write it.
class Quotation {
 public:
  explicit Quotation(std::string_view text) : paired_(std::count(text.begin(), text.end(), '"') % 2 == 0) {
    if (std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) return;
    std::size_t opened = 0, closed = 0, low = 0, high = 0, ends = 0;
    for (std::size_t at = 0; at < text.size();) {
      const CodePoint c = code_point_at(text, at);
      opened += c.value == U'«' ? 1 : 0;
      closed += c.value == U'»' ? 1 : 0;
      low += c.value == U'„' ? 1 : 0;
      high += c.value == U'“' || c.value == U'”' ? 1 : 0;
      ends += c.value == U'”' ? 1 : 0;
      at += c.length;
    }
    angled_ = opened == closed;
    low_ = low * 2 == low + high;
    twin_ = low == 0 && ends == 0 && high % 2 == 0;
  }

  /// Goes over what stands between two words; `first`: in front of all words.
  bool after(std::string_view between, bool first) {
    bool blank = first;
    for (std::size_t at = 0; at < between.size();) {
      const CodePoint c = code_point_at(between, at);
      if (c.value == '"' && paired_) open_ = !open_;
      if (c.value == U'“') open_ = !((low_ || twin_) && open_);
      if ((c.value == U'„' && low_) || (c.value == U'«' && angled_)) open_ = true;
      if (c.value == U'»' && angled_) open_ = false;
      if (c.value == U'”') open_ = !open_ && blank && at + c.length == between.size();
      blank = is_blank(c.value) || c.value == '(';
      at += c.length;
    }
    return open_;
  }

 private:
  bool paired_, angled_ = true, low_ = true, open_ = false;
  bool twin_ = true;  ///< the same sign opens and closes
};

/// "l'Université", "dell'Istituto": the article and the name are words of their own.
lexicon::Words part_elisions(lexicon::Words words, std::string_view text, const lexicon::Lexicon& lexicon) {
  constexpr std::size_t longest_article = 5;
  lexicon::Words parted;
  parted.reserve(words.size());
  for (lexicon::Word& one : words) {
    const Span span = one.span;
    const std::string_view word = text.substr(span.begin, span.size());
    const std::size_t sign = std::min(word.find('\''), word.find("’"));
    const std::size_t after = sign >= word.size() ? word.size() : sign + (word[sign] == '\'' ? 1 : 3);
    if (sign > 0 && sign <= longest_article && after + 1 < word.size() && is_upper(code_point_at(word, after).value) &&
        !lexicon.find("elisions", word.substr(0, sign)).empty()) {
      lexicon::Words article = lexicon::split_words(word.substr(0, sign), span.begin);
      lexicon::Words name = lexicon::split_words(word.substr(after), span.begin + static_cast<std::uint32_t>(after));
      if (article.size() == 1 && name.size() == 1) {
        parted.push_back(std::move(article.front()));
        parted.push_back(std::move(name.front()));
        continue;
      }
    }
    parted.push_back(std::move(one));
  }
  return parted;
}

}  // namespace

Sentence::Sentence(std::string_view whole, Span where, const lexicon::Lexicon& words_known)
    : text(whole), span(where), lexicon(&words_known) {
  words = lexicon::split_words(slice(span), span.begin);
  if (slice(span).find_first_of("'\xE2") != std::string_view::npos)
    words = part_elisions(std::move(words), text, words_known);
  dates = find_dates(slice(span), words_known, span.begin);
  int level = 0;
  std::size_t date = 0;
  Quotation quotation(slice(span));
  bool open = false;
  depth.reserve(words.size());
  quoted.reserve(words.size());
  date_of.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    // Most words are parted by a blank.
    if (const std::string_view between = gap(i); between != " ") {
      level = depth_after(between, level);
      open = quotation.after(between, i == 0);
    }
    depth.push_back(level);
    quoted.push_back(open);
    while (date < dates.size() && dates[date].span.end <= words[i].span.begin) ++date;
    const bool inside = date < dates.size() && dates[date].span.begin < words[i].span.end;
    date_of.push_back(inside ? static_cast<int>(date) : -1);
  }
}

std::string_view Sentence::gap(std::size_t i) const {
  const std::uint32_t from = i == 0 ? span.begin : words[i - 1].span.end;
  return text.substr(from, words[i].span.begin - from);
}

bool Sentence::breaks(std::size_t i) const {
  if (i >= words.size() || i == 0) return i >= words.size();
  if (quoted[i] && quoted[i - 1]) return false;
  int level = depth[i - 1];
  const std::string_view between = gap(i);
  for (std::size_t at = 0; at < between.size();) {
    const CodePoint c = code_point_at(between, at);
    if (c.value == '(' || c.value == '[') ++level;
    if (c.value == ')' || c.value == ']') level = std::max(0, level - 1);
    if (level == 0 && (c.value == ',' || c.value == ';' || c.value == U'，' || c.value == U'；' || c.value == U'、' ||
                       c.value == 0x2022))
      return true;
    at += c.length;
  }
  return false;
}

bool Sentence::capital(std::size_t i) const {
  const CodePoint c = code_point_at(text, words[i].span.begin);
  return is_upper(c.value) || is_digit(c.value) || is_cjk(c.value);
}

bool Sentence::possessive(std::size_t i) const {
  const std::string_view written = word(i);
  return written.ends_with("'s") || written.ends_with("’s") ||
         (written.ends_with("s") && i + 1 < size() && (gap(i + 1).starts_with("' ") || gap(i + 1).starts_with("’ ")));
}

std::string Sentence::preposition(std::size_t i) const {
  if (i >= size()) return {};
  const auto known = lexicon->concepts_of("prepositions", words, i, 1);
  return known.empty() ? std::string() : known.front()->notation;
}

std::size_t Sentence::label_of(std::size_t i, std::size_t longest, lexicon::SchemeName scheme,
                               std::string_view wanted) const {
  if (has_notation(lexicon->concepts_of(scheme, words, i, longest), wanted)) return longest;
  // A longer label of another notation may hide a short one.
  return longest > 1 && has_notation(lexicon->concepts_of(scheme, words, i, 1), wanted) ? 1 : 0;
}

bool Sentence::mentions(Range range, lexicon::SchemeName scheme, std::string_view wanted) const {
  for (std::size_t i = range.begin; i < range.end; ++i)
    if (const std::size_t n = label(i, scheme, wanted); n > 0 && i + n <= range.end) return true;
  return false;
}

std::string Sentence::notation(std::size_t i, lexicon::SchemeName scheme, std::size_t* count) const {
  if (i >= size()) return {};
  const auto match = lexicon->longest(scheme, words, i);
  if (!match) return {};
  if (count != nullptr) *count = match->words;
  return lexicon->concept_at(match->concept_id).notation;
}

Span Sentence::span_of(Range range) const {
  if (range.empty()) return {span.begin, span.begin};
  Span result{words[range.begin].span.begin, words[range.end - 1].span.end};
  // The closing dot of "Ph.D." or "Inc." when the sentence goes on behind it, or the word has dots of its own.
  if (result.end < text.size() && text[result.end] == '.') {
    const std::string_view last = word(range.end - 1);
    const bool dotted = last.find('.') != last.npos || (last.size() == 1 && capital(range.end - 1)) ||
                        is(range.end - 1, "abbreviations", "name");
    if (dotted) ++result.end;
  }
  int level = 0;
  for (std::uint32_t at = result.begin; at < result.end; ++at) {
    if (text[at] == '(') ++level;
    if (text[at] == ')') --level;
  }
  if (level == 1 && result.end < text.size()) {
    std::uint32_t at = result.end;
    while (at < span.end && at < result.end + 3 && text[at] != ')') ++at;
    if (at < span.end && text[at] == ')') result.end = at + 1;
  }
  if (level == -1 && result.begin > 0 && text[result.begin - 1] == '(') --result.begin;
  // A number may be signed: "C++", "C#".
  return result;
}

std::string Sentence::str(Range range) const {
  if (range.empty()) return {};
  return collapse_blanks(slice(span_of(range)));
}

const DateMention* Sentence::date_in(Range range) const {
  for (std::size_t i = range.begin; i < range.end && i < size(); ++i)
    if (date_of[i] >= 0) return &dates[static_cast<std::size_t>(date_of[i])];
  return nullptr;
}

Range Sentence::trim(Range range) const {
  const auto small = [&](std::size_t i) {
    return !is_date(i) &&
           (is(i, "clause-words", "determiner") || is(i, "clause-words", "preposition") ||
            is(i, "clause-words", "and") || is(i, "clause-words", "adverb")) &&
           !(capital(i) && word(i).size() > 1 && i > 0 && word(i) != "The");
  };
  while (!range.empty() && small(range.begin)) ++range.begin;
  while (!range.empty() && small(range.end - 1)) --range.end;
  return range;
}

Range Sentence::without_dates(Range range) const {
  const auto led = [&](std::size_t i) {
    return is(i, "clause-words", "preposition") || is(i, "clause-words", "and") || is(i, "clause-words", "determiner");
  };
  bool changed = true;
  while (changed && !range.empty()) {
    changed = false;
    while (!range.empty() && is_date(range.end - 1)) {
      --range.end;
      changed = true;
    }
    while (changed && !range.empty() && led(range.end - 1) && !capital(range.end - 1)) --range.end;
  }
  while (!range.empty() && is_date(range.begin)) ++range.begin;
  return range;
}

std::vector<Span> split_sentences(std::string_view text, Span where, const lexicon::Lexicon& lexicon) {
  std::vector<Span> result;
  std::uint32_t begin = where.begin;
  const auto push = [&](std::uint32_t end) {
    std::string_view piece = text.substr(begin, end - begin);
    const std::string_view trimmed = trim(piece);
    if (!trimmed.empty()) {
      const auto from = static_cast<std::uint32_t>(trimmed.data() - text.data());
      result.push_back({from, from + static_cast<std::uint32_t>(trimmed.size())});
    }
    begin = end;
  };
  static constexpr ByteSet stops(".!?\n\xE3\xEF");  // and how those of Chinese and Japanese begin
  for (std::uint32_t at = where.begin; at < where.end;) {
    // The blank that ends what is too long may have three bytes.
    const std::uint32_t whole = begin + std::min(where.end - begin, longest_sentence - 3);
    while (at < whole && !stops(text[at])) ++at;
    if (at == where.end) break;
    const CodePoint c = code_point_at(text, at);
    const auto next = static_cast<std::uint32_t>(at + c.length);
    const bool paragraph = c.value == '\n' && next < where.end && text[next] == '\n';
    if (paragraph || (next - begin > longest_sentence && is_blank(c.value))) {
      push(next);
    } else if (c.value == U'。' || c.value == U'！' || c.value == U'？') {
      push(next);
    } else if (c.value == '.' || c.value == '!' || c.value == '?') {
      std::uint32_t after = next;
      while (after < where.end &&
             (text[after] == '"' || text[after] == ')' || text[after] == '\'' || text.substr(after, 3) == "”"))
        after += text.substr(after, 3) == "”" ? 3 : 1;
      const bool blank = after >= where.end || is_blank(code_point_at(text, after).value);
      std::uint32_t follow = after;
      while (follow < where.end && is_blank(code_point_at(text, follow).value))
        follow += static_cast<std::uint32_t>(code_point_at(text, follow).length);
      const char32_t first = follow < where.end ? code_point_at(text, follow).value : U'A';
      // A blank was lost behind the full stop: "Austria.In 2022".
      const bool joined = !blank && c.value == '.' && at > where.begin && is_lower(code_point_at(text, at - 1).value) &&
                          is_upper(first) && after == next && follow + 1 < where.end &&
                          (is_lower(code_point_at(text, follow + 1).value) || text[follow + 1] == ' ') &&
                          text.substr(begin, at - begin).rfind("://") == std::string_view::npos &&
                          at >= where.begin + 4 && text.substr(at - 4, 4).find('.') == std::string_view::npos;
      bool ends = (blank || joined) && !is_lower(first);
      if (ends && c.value == '.') {
        std::uint32_t word = at;
        while (word > begin && !is_blank(static_cast<unsigned char>(text[word - 1])) && text[word - 1] != '(' &&
               text[word - 1] != '/')
          --word;
        const std::string_view last = text.substr(word, at - word);
        const bool initial = last.size() == 1 && last[0] >= 'A' && last[0] <= 'Z';
        const bool inner = last.find('.') != last.npos;
        const auto abbreviations = lexicon.find("abbreviations", last);
        // "U.S." and "Ph.D." may end a sentence; they do when a word that only begins sentences follows.
        std::uint32_t end_word = follow;
        while (end_word < where.end && is_letter(code_point_at(text, end_word).value))
          end_word += static_cast<std::uint32_t>(code_point_at(text, end_word).length);
        const std::string_view following = text.substr(follow, end_word - follow);
        const auto small_words = lexicon.find("clause-words", following);
        const bool opener = !lexicon.find("pronouns", following).empty() ||
                            std::any_of(small_words.begin(), small_words.end(),
                                        [](const auto* known) { return known->notation == "opener"; });
        if (initial && !(opener && following.size() > 1)) ends = false;
        if (!abbreviations.empty())
          ends = abbreviations.front()->notation != "title" && opener &&
                 (inner || abbreviations.front()->notation == "name");
        else if (inner && last.size() <= 6 && !opener)
          ends = false;
      }
      if (ends) {
        push(after);
        at = after;
        continue;
      }
    }
    at = next;
  }
  push(where.end);
  return result;
}

std::vector<Range> split_list(const Sentence& sentence, Range range) {
  std::vector<Range> result;
  std::size_t begin = range.begin;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const std::size_t conjunction =
        sentence.depth[i] == 0 && !sentence.quoted[i] && !sentence.is_date(i) && sentence.word(i) != "&"
            ? sentence.label(i, "clause-words", "and")
            : 0;
    if (i > begin && i > 0 && sentence.is_date(i) && sentence.date_of[i] == sentence.date_of[i - 1]) continue;
    if (i > begin && (sentence.breaks(i) || conjunction > 0)) {
      result.push_back({begin, i});
      begin = i;
    }
    if (conjunction > 0) begin = i + conjunction;
  }
  if (begin < range.end) result.push_back({begin, range.end});
  return result;
}

}  // namespace vitagraph::extraction::sentences
