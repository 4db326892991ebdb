// SPDX-License-Identifier: Apache-2.0
#include "extraction/grant_parts.hpp"

#include <algorithm>
#include <utility>

#include "extraction/grant_funder.hpp"
#include "extraction/grant_text.hpp"
#include "extraction/grant_values.hpp"
#include "extraction/names.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t most_parts = 40;
constexpr std::size_t longest_label = 30;      ///< bytes
constexpr std::size_t longest_suffix = 8;      ///< bytes of "Inc." behind a company's comma
constexpr std::size_t most_bracket_words = 6;  ///< of a bracket that belongs to the name in front of it
constexpr std::size_t most_led_words = 6;      ///< behind the word for an investigator
constexpr std::size_t most_kind_words = 6;
constexpr int likely_funder = 14;  ///< a name that what goes on in lower case does not belong to

bool is_lead(std::string_view text, const lexicon::Lexicon& lexicon) {
  return has_notation(lexicon.find("advising", text), "principal");
}

class Cutter {
 public:
  Cutter(const std::string& text, const lexicon::Lexicon& lexicon) : text_(text), lexicon_(lexicon) {}

  std::vector<GrantPart> run() {
    for (at_ = 0; at_ < text_.size();) step();
    close(text_.size());
    return std::move(parts_);
  }

 private:
  void step() {
    const CodePoint c = code_point_at(text_, at_);
    if (c.value == U'“' && !quoted_) {
      close(at_);
      begin_ = at_ + c.length;
      quoted_ = true;
    } else if (c.value == U'”' && quoted_) {
      close(at_, true);
      begin_ = at_ + c.length;
      quoted_ = false;
    } else if (quoted_) {
      // What opens and never closes ends with its line.
      if (c.value == U'\n' && text_.find("”", at_) == std::string::npos) quoted_ = false;
    } else if (c.value == U'‹' || c.value == U'›') {
      close(at_);
      begin_ = at_ + c.length;
      emphasized_ = c.value == U'‹';
    } else if (c.value == U'(' || c.value == U'[') {
      if (take_bracket()) return;
    } else if (c.value == U'\n' || c.value == U'\t' || (is_comma(c.value) && !leads_suffix())) {
      close(at_);
      begin_ = at_ + c.length;
      if (c.value == U'\n') fresh_line_ = fresh_sentence_ = true;
    } else if (c.value == U'.' && ends_sentence()) {
      close(at_);
      begin_ = at_ + 1;
      fresh_sentence_ = true;
    } else if (c.value == U' ' && (dashed() || labelled())) {
      close(at_);
      begin_ = at_ + 1;
    }
    at_ += c.length;
  }

  static bool is_comma(char32_t c) {
    return c == U',' || c == U';' || c == U'|' || c == U'·' || c == U'•' || c == U'，' || c == U'；' || c == U'、' ||
           c == U'。';
  }

  /// "Fern Presses, Inc."
  bool leads_suffix() const {
    if (text_[at_] != ',' || text_.substr(at_ + 1, 1) != " ") return false;
    const std::size_t end = std::min(text_.find_first_of(" ,;\t\n)", at_ + 2), text_.size());
    if (end - at_ > longest_suffix) return false;
    std::string_view word = std::string_view(text_).substr(at_ + 2, end - at_ - 2);
    if (word.ends_with(".")) word.remove_suffix(1);
    return has_notation(lexicon_.find("funder-parts", word), "suffix");
  }

  bool dashed() const {
    const std::string_view rest = std::string_view(text_).substr(at_);
    return rest.substr(0, 3) == " - " || rest.starts_with(" – ") || rest.starts_with(" — ");
  }

  /// A label begins a part of its own.
  bool labelled() const {
    const std::string_view rest = std::string_view(text_).substr(at_ + 1, longest_label);
    const std::size_t colon = rest.find(':');
    if (colon == rest.npos || colon == 0 || !is_upper(code_point_at(rest, 0).value)) return false;
    const std::string_view label = rest.substr(0, colon);
    if (label.find_first_of(",;.()\t\n") != label.npos) return false;
    // "Seed Grant: “Walls”": of a name's last word a label is told by what is in front of it.
    const std::string_view before = trim(std::string_view(text_).substr(begin_, at_ - begin_));
    if (!before.empty() && std::string_view(".;,):|").find(before.back()) == std::string_view::npos &&
        label.find(' ') == label.npos &&
        (lexicon_.mentions("honours", label) || lexicon_.mentions("organizations", label)))
      return false;
    return !grant_label(label, lexicon_).empty() || is_lead(label, lexicon_);
  }

  bool ends_sentence() const {
    if (at_ < 2) return false;
    const bool space =
        at_ + 1 >= text_.size() || text_[at_ + 1] == ' ' || text_[at_ + 1] == '\t' || text_[at_ + 1] == '\n';
    if (!space) return false;
    const char before = text_[at_ - 1], earlier = text_[at_ - 2];
    const bool initial = before >= 'A' && before <= 'Z' && !(earlier >= 'A' && earlier <= 'Z');
    if (initial || before == '.') return false;
    const std::size_t blank = text_.find_last_of(" \t\n(.", at_ - 1);
    const std::string_view word =
        std::string_view(text_).substr(blank == std::string::npos ? 0 : blank + 1, at_ - (blank + 1));
    // "Dr.", "No.", "St."
    return word.size() > 3 || word.empty() || !is_upper(code_point_at(word, 0).value) ||
           std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'A' && c <= 'Z') || is_digit(c); });
  }
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  /// A bracket is a part of its own unless it belongs to the name in front of it ("Avon Council (AC)").
  bool take_bracket() {
    const char closing = text_[at_] == '(' ? ')' : ']';
    std::size_t end = at_ + 1;
    for (int depth = 1; end < text_.size(); ++end) {
      if (text_[end] == text_[at_]) ++depth;
      if (text_[end] == closing && --depth == 0) break;
    }
    if (end >= text_.size()) return false;
    const std::string_view written = std::string_view(text_).substr(at_ + 1, end - at_ - 1), inner = trim(written);
    const lexicon::Words words = lexicon::split_words(inner);
    const bool behind = !trim(std::string_view(text_).substr(begin_, at_ - begin_)).empty();
    if (behind && !words.empty() && words.size() <= most_bracket_words &&
        written.find_first_of("\t\n:;") == written.npos && is_upper(code_point_at(inner, 0).value) &&
        !tells_part(inner, lexicon_) && !is_grant_kind(inner, lexicon_) && grant_label(inner, lexicon_).empty()) {
      at_ = end + 1;
      return true;
    }
    close(at_);
    std::size_t from = at_ + 1;
    for (std::size_t i = from; i <= end; ++i) {
      if (i < end && text_[i] != ';' && text_[i] != '\t' && text_[i] != '\n' && text_[i] != ',') continue;
      begin_ = from;
      close(i, false, true);
      from = i + 1;
    }
    begin_ = at_ = end + 1;
    return true;
  }

  void close(std::size_t end, bool quoted = false, bool bracketed = false) {
    std::string_view written = trim(std::string_view(text_).substr(std::min(begin_, end), end - std::min(begin_, end)));
    if (lexicon::split_words(written).empty() || parts_.size() >= most_parts) return;
    GrantPart part;
    part.quoted = quoted;
    part.bracketed = bracketed;
    part.emphasized = emphasized_;
    part.paid = end < text_.size() && (text_[end] == '\t' || text_[end] == '\n');
    part.line_start = fresh_line_;
    part.sentence = fresh_sentence_;
    fresh_line_ = fresh_sentence_ = false;
    if (!quoted) {
      const std::size_t colon = written.find(':');
      if (colon != written.npos && colon < longest_label) {
        const std::string_view label = written.substr(0, colon);
        part.label = grant_label(label, lexicon_);
        if (part.label.empty() && is_lead(written.substr(0, colon), lexicon_)) part.people = true;
        if (!part.label.empty()) {
          written = trim(written.substr(colon + 1));
          // "Pending: Walls and rain": the title follows.
          if (part.label == "status" && !lexicon::split_words(written).empty() &&
              grant_label(written, lexicon_) != "status") {
            GrantPart status;
            status.text = clean_value(label);
            status.label = std::exchange(part.label, {});
            parts_.push_back(std::move(status));
          }
          // "Title: “Walls and rain”": the quotation is the label's.
          if (lexicon::split_words(written).empty()) {
            pending_ = part.label;
            return;
          }
        }
      }
      if (part.label.empty() && !part.people && give(written, part)) return;
    }
    if (part.label.empty() && !pending_.empty()) part.label = pending_;
    pending_.clear();
    part.text = clean_value(written);
    if (!part.text.empty()) parts_.push_back(std::move(part));
  }

  /// "Travel grant from the Fern Society to study moss", "Funded by the Fern Society": what is given, who gives it and
  /// what for, as parts.
  bool give(std::string_view written, const GrantPart& model) {
    const lexicon::Words words = lexicon::split_words(written);
    for (std::size_t at = 0; at < words.size(); ++at) {
      const auto phrase = lexicon_.longest("grant-labels", words, at);
      const bool funded = phrase && phrase->words > 1 && phrase->words + at < words.size() &&
                          lexicon_.concept_at(phrase->concept_id).notation == "funder" &&
                          is_lower(code_point_at(written, words[at + phrase->words - 1].span.begin).value);
      const auto joint = lexicon_.find("connectives", words[at].key);
      const bool from = at > 0 && at + 1 < words.size() && has_notation(joint, "at") && !has_notation(joint, "for") &&
                        is_lower(code_point_at(written, words[at].span.begin).value) &&
                        lexicon_.mentions("honours", written.substr(0, words[at].span.begin));
      if (!funded && !from && !leads_to_short_name(written, words, at)) continue;
      std::size_t first = at + (funded ? phrase->words : 1);
      while (first + 1 < words.size() && is_lower(code_point_at(written, words[first].span.begin).value) &&
             first < at + 4)
        ++first;
      if (is_lower(code_point_at(written, words[first].span.begin).value)) continue;
      std::size_t last = first + 1;
      while (last < words.size() && !purpose(written, words, last)) ++last;
      const auto add = [&](std::string_view text, const char* label) {
        GrantPart part = model;
        part.text = clean_value(text);
        part.label = label;
        if (!part.text.empty() && parts_.size() < most_parts) parts_.push_back(std::move(part));
      };
      if (at > 0) add(written.substr(0, words[at].span.begin), "");
      const std::size_t end = last < words.size() ? words[last].span.begin : written.size();
      add(written.substr(words[first].span.begin, end - words[first].span.begin), "funder");
      if (last < words.size()) add(written.substr(end), "purpose");
      return true;
    }
    return false;
  }

  /// "Principal investigator for an NSF grant": a funder's short name behind a post and a small word.
  bool leads_to_short_name(std::string_view written, const lexicon::Words& words, std::size_t at) const {
    if (at == 0 || at + 1 >= words.size() || !is_lower(code_point_at(written, words[at].span.begin).value) ||
        lexicon_.find("connectives", words[at].key).empty() ||
        !tells_part(written.substr(0, words[at].span.begin), lexicon_))
      return false;
    std::size_t first = at + 1;
    while (first + 1 < words.size() && first < at + 3 &&
           is_lower(code_point_at(written, words[first].span.begin).value))
      ++first;
    return lexicon_.longest("funders", words, first).has_value();
  }

  /// "to organise", "for the study": a small word that leads to a small one.
  bool purpose(std::string_view written, const lexicon::Words& words, std::size_t at) const {
    if (at + 1 >= words.size() || !is_lower(code_point_at(written, words[at].span.begin).value) ||
        !is_lower(code_point_at(written, words[at + 1].span.begin).value))
      return false;
    return has_notation(lexicon_.find("connectives", words[at].key), "for") &&
           lexicon_.find("connectives", words[at + 1].key).empty() && words[at].key.size() > 1 &&
           words[at].key != words[at + 1].key;
  }

  const std::string& text_;
  const lexicon::Lexicon& lexicon_;
  std::vector<GrantPart> parts_;
  std::string pending_;  ///< a label whose value follows in quotation marks
  std::size_t begin_ = 0, at_ = 0;
  bool quoted_ = false, emphasized_ = false, fresh_line_ = true, fresh_sentence_ = true;
};

/// Whether all of the text is names of people.
bool names_people(std::string_view text, const lexicon::Lexicon& lexicon) {
  const std::vector<NameMention> names = split_names(text, lexicon);
  for (const lexicon::Word& word : lexicon::split_words(text)) {
    if (!lexicon.find("honours", word.key).empty() || !lexicon.find("grant-modifiers", word.key).empty()) return false;
    // "FFC Regular"
    const std::string_view letters = text.substr(word.span.begin, word.span.size());
    if (letters.size() > 2 &&
        std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
        !lexicon.find("funders", word.key).empty())
      return false;
    // "DREAL Corse"
    if (word.span.begin == 0 && letters.size() > 2 && is_house_code(letters) &&
        is_place_name(trim(text.substr(word.span.end)), lexicon))
      return false;
  }
  if (std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return false;
  return !names.empty() && std::all_of(names.begin(), names.end(), [&](const NameMention& mention) {
    const std::string name = clean_name(mention.name, lexicon);
    return name.find(' ') != std::string::npos && looks_like_name(name, lexicon) &&
           organization_class(name, lexicon) == OrganizationClass::none && !is_unit_name(name, lexicon) &&
           !is_place_name(name, lexicon) && lexicon.find("funders", name).empty();
  });
}

/// Says of each part what it can be by itself.
void classify(std::vector<GrantPart>& parts, const lexicon::Lexicon& lexicon) {
  for (GrantPart& part : parts) {
    if (part.quoted || !part.label.empty()) continue;
    const lexicon::Words words = lexicon::split_words(part.text);
    const auto lead = lexicon.longest("advising", words, 0);
    const bool principal = lead && has_notation(lexicon.concepts_of("advising", words, 0, lead->words), "principal");
    const bool with = lead && has_notation(lexicon.concepts_of("advising", words, 0, lead->words), "with") &&
                      lead->words < words.size() && !is_upper(code_point_at(part.text, 0).value) &&
                      is_upper(code_point_at(part.text, words[lead->words].span.begin).value);
    part.led = part.people || (principal && words.size() <= lead->words + most_led_words) ||
               (part.bracketed && tells_part(part.text, lexicon));
    part.people = part.led || (principal && words.size() <= lead->words + most_led_words) || with ||
                  !lexicon.find("roles", part.text).empty() || (part.bracketed && tells_part(part.text, lexicon)) ||
                  names_people(part.text, lexicon);
    if (part.people) continue;
    part.kind = is_grant_kind(part.text, lexicon);
    part.place = !part.kind && is_place_name(part.text, lexicon);
    // "Budget for Avon" in front of its sum.
    const auto begins = lexicon.longest("grant-labels", words, 0);
    if (begins && begins->words < words.size() && words.size() < most_kind_words && part.paid &&
        lexicon.concept_at(begins->concept_id).notation == "amount")
      part.label = "amount";
    if (grant_label(part.text, lexicon) == "status") part.label = "status";
    // "To travel to the Fern Congress", "For a study of moss"; but titles begin entries.
    const auto aim =
        part.sentence && &part != &parts.front() ? lexicon.longest("funder-parts", words, 0) : std::nullopt;
    if (aim && aim->words < words.size() && lexicon.concept_at(aim->concept_id).notation == "purpose" &&
        is_lower(code_point_at(part.text, words[1].span.begin).value))
      part.label = "aim";
    // "\t direct costs", "Total costs" beside the sum.
    if (const std::string label = grant_label(part.text, lexicon);
        label == "amount" || label == "when" || label == "number")
      part.label = label;
  }
  // "Moss (PI)": who led, in front of the bracket.
  for (std::size_t i = 1; i < parts.size(); ++i) {
    GrantPart& before = parts[i - 1];
    if (parts[i].people && parts[i].bracketed && is_lead(parts[i].text, lexicon) && !before.quoted &&
        before.label.empty() && lexicon::split_words(before.text).size() <= 2 &&
        organization_class(before.text, lexicon) == OrganizationClass::none &&
        lexicon.find("funders", before.text).empty() && looks_like_name("A. " + before.text, lexicon))
      before.people = true;
  }
}

/// What goes on in lower case belongs to what is before it: titles have commas.
void join_titles(std::vector<GrantPart>& parts, const lexicon::Lexicon& lexicon) {
  for (std::size_t i = 1; i < parts.size();) {
    const GrantPart &part = parts[i], &before = parts[i - 1];
    if (!part.quoted && !part.bracketed && !part.people && part.label.empty() && !part.kind && !part.sentence &&
        !part.line_start && is_lower(code_point_at(part.text, 0).value) && !before.quoted && !before.bracketed &&
        !before.people && !before.kind && funder_score(before, lexicon) < likely_funder &&
        (before.label.empty() || before.label == "title")) {
      parts[i - 1].text += ", " + part.text;
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
}

}  // namespace

std::string grant_label(std::string_view text, const lexicon::Lexicon& lexicon) {
  const auto found = lexicon.find("grant-labels", text);
  return found.empty() ? std::string() : found.front()->notation;
}

bool is_grant_kind(std::string_view text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  if (words.empty() || words.size() > most_kind_words) return false;
  if (!lexicon.find("grant-labels", text).empty() && grant_label(text, lexicon) == "travel") return true;
  std::size_t known = words.size();
  for (std::size_t at = words.size(); at-- > 0;) {
    const auto match = lexicon.longest("honours", words, at);
    const auto project = lexicon.longest("heading-words", words, at);
    if ((match && at + match->words == words.size()) ||
        (project && at + project->words == words.size() &&
         lexicon.concept_at(project->concept_id).notation == "projects"))
      known = at;
  }
  if (known == words.size()) return false;
  const auto is_number = [](const std::string& key) {
    return std::all_of(key.begin(), key.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  };
  while (known > 0 &&
         (!lexicon.find("grant-modifiers", words[known - 1].key).empty() || is_number(words[known - 1].key)))
    --known;
  return known == 0;
}

GrantText take_grant_apart(std::string text, const lexicon::Lexicon& lexicon) {
  constexpr std::size_t longest = 4000;  // a cell or heading may hold anything
  GrantText out;
  if (text.size() > longest) return out;
  unwrap_sentences(text);
  curl_quotes(text);
  out.amount = take_sums(text, lexicon);
  out.numbered = take_numbers(text, lexicon);
  out.when = take_when(text, out.yearly, lexicon);
  take_applicants(text, lexicon);
  out.parts = Cutter(text, lexicon).run();
  classify(out.parts, lexicon);
  join_titles(out.parts, lexicon);
  out.led = std::any_of(out.parts.begin(), out.parts.end(), [](const GrantPart& part) { return part.led; });
  return out;
}

}  // namespace vitagraph::extraction
