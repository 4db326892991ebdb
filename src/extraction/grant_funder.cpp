// SPDX-License-Identifier: Apache-2.0
#include "extraction/grant_funder.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/letter_pattern.hpp"
#include "extraction/segments.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t most_funder_words = 15;
constexpr std::size_t long_funder = 8;  ///< words; longer names are rather titles with a house in them
constexpr int colon_funder = 10;        ///< how sure the name in front of a colon must be
constexpr std::size_t short_name = 6;   ///< words of a name without any cue
constexpr std::size_t small_word = 3;   ///< letters
constexpr int aside_funder = 30;        ///< how sure one is that a bracket names: less than a known one in front of it
constexpr std::size_t most_region_words = 3;  ///< behind a programme's name: who and where of it

std::string_view written(std::string_view text, const lexicon::Word& word) {
  return text.substr(word.span.begin, word.span.size());
}

std::size_t capitals_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
}

/// How many words of the text's beginning are a funder's short name; acronyms only in capitals.
std::size_t short_name_at(std::string_view text, const lexicon::Words& words, const lexicon::Lexicon& lexicon) {
  const auto match = lexicon.longest("funders", words, 0);
  if (!match) {
    // "FFC’s Walls Program"
    const std::string_view first = words.empty() ? std::string_view() : written(text, words[0]);
    const std::size_t mark = std::min(first.find('\''), first.find("’"));
    return mark != first.npos && mark > 2 && !lexicon.find("funders", first.substr(0, mark)).empty() ? 1 : 0;
  }
  const std::string_view letters = written(text, words[0]);
  const bool coded =
      capitals_in(letters) >= 2 || (capitals_in(letters) == 1 && letters.find_first_of("0123456789") == 1);
  if (match->words == 1 && !coded) return 0;
  // "USDA NIFA": an agency and its part, both by their letters.
  std::size_t known = match->words;
  if (known == 1 && words.size() > 1 && is_house_code(written(text, words[0])) &&
      is_house_code(written(text, words[1])) && has_notation(lexicon.find("funders", words[1].key), "funder") &&
      words[1].span.begin == words[0].span.end + 1)
    ++known;
  return known;
}

/// Whether the text's beginning is the name of a programme ("Horizon 2020") and none of who runs it.
bool leads_programme(const lexicon::Words& words, const lexicon::Lexicon& lexicon) {
  const auto match = lexicon.longest("funders", words, 0);
  return match && lexicon.concept_at(match->concept_id).notation == "programme";
}

/// "Division of Moss" behind the first `known` words.
bool leads_office(const lexicon::Words& words, std::size_t known, const lexicon::Lexicon& lexicon) {
  const auto match = known < words.size() ? lexicon.longest("funder-parts", words, known) : std::nullopt;
  return match && match->words + known < words.size() && lexicon.concept_at(match->concept_id).notation == "office";
}

bool ends_with_cue(const lexicon::Words& words, const lexicon::Lexicon& lexicon) {
  for (std::size_t at = words.size(); at-- > 0 && at + 4 > words.size();)
    if (const auto cue = lexicon.longest("organizations", words, at); cue && at + cue->words == words.size())
      return true;
  return false;
}

bool is_connective(const std::string& key, const lexicon::Lexicon& lexicon) {
  return !lexicon.find("connectives", key).empty();
}

bool is_project_word(const std::string& key, const lexicon::Lexicon& lexicon) {
  return has_notation(lexicon.find("heading-words", key), "projects");
}

bool is_grant_word(const std::string& key, const lexicon::Lexicon& lexicon) {
  const auto found = lexicon.find("honours", key);
  return !found.empty() || is_project_word(key, lexicon);
}

/// A word for a sort of grant, or a number ("2-year").
bool is_modifier(const std::string& key, const lexicon::Lexicon& lexicon) {
  return !lexicon.find("grant-modifiers", key).empty() ||
         std::all_of(key.begin(), key.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

/// "Fern Fund Climate and Shade": the house that begins a name and ends with its cue, where the rest is none.
std::string leading_house(const std::string& text, const lexicon::Words& words, const lexicon::Lexicon& lexicon) {
  if (ends_with_cue(words, lexicon)) return text;
  for (std::size_t n = words.size(); n-- > 2;) {
    const bool cue = lexicon.longest("organizations", words, n - 1).has_value();
    if (!cue || is_connective(words[n].key, lexicon) || text[words[n].span.begin - 1] == '/') continue;
    std::string head = clean_value(text.substr(0, words[n].span.begin));
    if (organization_class(head, lexicon) >= OrganizationClass::institute) return head;
  }
  return text;
}

/// The word of the text that says that it is a grant, the last if there are several; behind the last word if none.
std::size_t grant_word(const lexicon::Words& words, const lexicon::Lexicon& lexicon) {
  for (std::size_t at = words.size(); at-- > 1;)
    if (is_grant_word(words[at].key, lexicon)) return at;
  return words.size();
}

/// "Project Interreg Avon Valley": what is in front of a known name and only says that it is a project.
std::string without_sort(const std::string& text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  if (words.size() < 2 || !is_project_word(words.front().key, lexicon)) return text;
  std::string rest = text.substr(words[1].span.begin);
  return short_name_at(rest, lexicon::split_words(rest), lexicon) > 0 ? rest : text;
}

/// Where a known name ends that goes on with another behind a slash ("FFC/Fern Energies"), with the office that gave
/// ("Fern Council Division of Moss"), or, a programme's, with its region ("Interreg Avon Valley").
std::uint32_t end_of_name(const std::string& head, const lexicon::Words& words, std::size_t known,
                          const lexicon::Lexicon& lexicon) {
  const std::uint32_t end = words[known - 1].span.end;
  const std::uint32_t next = known < words.size() ? words[known].span.begin : end;
  const bool slash = next == end + 1 && head[end] == '/';
  const bool spaced = next == end + 1 && head[end] == ' ';
  const bool office = spaced && leads_office(words, known, lexicon);
  // "UNICEF Avon", "Interreg Avon Valley"
  const std::string_view rest = std::string_view(head).substr(next);
  const bool branch = spaced && known == 1 && is_place_name(rest, lexicon);
  const bool region =
      branch || (spaced && known == 1 && leads_programme(words, lexicon) && words.size() - known <= most_region_words &&
                 grant_word(words, lexicon) == words.size());
  if (!slash && !office && !region) return end;
  std::size_t last = known;
  for (std::size_t at = known; at < words.size(); ++at) {
    const bool capital = is_upper(code_point_at(head, words[at].span.begin).value);
    if (is_grant_word(words[at].key, lexicon) || (!capital && !is_connective(words[at].key, lexicon)) ||
        (!office && is_modifier(words[at].key, lexicon)))
      break;
    const std::string_view gap = std::string_view(head).substr(words[at].span.end, 1);
    if (capital) last = at + 1;
    if (gap == "," || gap == ":" || gap == ";" || gap == ")") break;
  }
  return last > known ? words[last - 1].span.end : end;
}

}  // namespace

int funder_score(const GrantPart& part, const lexicon::Lexicon& lexicon) {
  if (part.people || part.place || part.kind || part.label == "title" || part.label == "amount" ||
      part.label == "when" || part.label == "number" || part.label == "status" || part.label == "standing" ||
      part.label == "purpose" || part.label == "aim")
    return -100;
  if (part.label == "funder") return part.bracketed ? aside_funder : 100;
  // "Fern Fund: Mosses at night"
  if (const std::size_t colon = part.text.find(": "); colon != std::string::npos && colon > 1 && !part.quoted) {
    GrantPart head = part;
    head.text = clean_value(part.text.substr(0, colon));
    if (const int score = funder_score(head, lexicon); score >= colon_funder) return score - 1;
  }
  if (const std::string bare = without_sort(part.text, lexicon); bare.size() < part.text.size()) {
    GrantPart rest = part;
    rest.text = bare;
    return funder_score(rest, lexicon);
  }
  const lexicon::Words words = lexicon::split_words(part.text);
  if (words.empty() || words.size() > most_funder_words) return -100;
  const std::size_t known = short_name_at(part.text, words, lexicon);
  // "Fern Council's Summer Grants for Walls", "Fern Council Starting Grant": as sure as the giver in it.
  if (known == 0 && !part.quoted && grant_word(words, lexicon) < words.size()) {
    const std::string giver = split_giver(part.text, lexicon).funder;
    if (giver.empty()) return no_funder + 1;
    if (giver.size() < part.text.size()) {
      GrantPart head = part;
      head.text = giver;
      return funder_score(head, lexicon) - 1;
    }
  }
  int score = 0;
  const OrganizationClass sort = organization_class(part.text, lexicon);
  if (known > 0)
    score = leads_programme(words, lexicon) ? sure_funder + 2 : 34;
  else if (sort == OrganizationClass::known)
    score = is_house_code(part.text) ? 14 : 18;
  else if (sort == OrganizationClass::university)
    score = 14;  // beside an office or a fund of its own that one paid
  else if (sort == OrganizationClass::institute)
    score = 18;
  else if (sort == OrganizationClass::company)
    score = 12;
  else if (is_unit_name(part.text, lexicon))
    score = lexicon.longest("places", words, 0) ? 22 : 8;  // "Avon Department of Roads"
  const lexicon::Words bare = [&] {
    const std::size_t bracket = part.text.find('(');
    return bracket == std::string::npos || bracket < 4
               ? words
               : lexicon::split_words(std::string_view(part.text).substr(0, bracket));
  }();
  if (score > 0 && known == 0) {
    const auto lead = lexicon.longest("organizations", words, 0);
    const bool begins =
        lead && (lead->words > 1 || (words.size() > lead->words && is_connective(words[lead->words].key, lexicon)));
    // A programme is rather somebody's than somebody.
    const bool programme = !bare.empty() && has_notation(lexicon.find("grant-modifiers", bare.back().key), "programme");
    if (programme)
      score -= 4;
    else if (begins || ends_with_cue(bare, lexicon))
      score += 10;
  }
  // Titles have words in lower case, names hardly any.
  int lower = 0, upper = 0;
  for (const lexicon::Word& word : words) {
    const std::string_view letters = written(part.text, word);
    const std::size_t elided = std::min(letters.find('\''), letters.find("’"));  // "d’Avon"
    const bool joined = elided == 1 && elided + 3 < letters.size() &&
                        is_upper(code_point_at(letters, elided + (letters[1] == '\'' ? 1 : 3)).value);
    if (is_lower(code_point_at(part.text, word.span.begin).value) && !joined)
      lower += word.key.size() > small_word && !is_connective(word.key, lexicon) && !is_grant_word(word.key, lexicon) &&
               lexicon.find("grant-modifiers", word.key).empty();
    else
      ++upper;
  }
  score -= 7 * lower;
  if (is_lower(code_point_at(part.text, 0).value)) score -= 14;
  if (words.size() > long_funder && known == 0) score -= 8;
  if (part.text.find(": ") != std::string::npos && known == 0) score -= 12;
  if (part.quoted) score -= 40;
  if (part.bracketed) score -= 10;
  // "Expertise project": some sort of grant, if nothing else is a name.
  if (score == 0 && !words.empty() && words.size() <= short_name && is_grant_word(words.back().key, lexicon)) return 2;
  if (score == 0 && lower == 0 && upper > 0 && words.size() <= short_name) {
    const bool acronym = words.size() == 1 && capitals_in(part.text) >= 2;
    score = acronym || words.size() > 1 ? 6 : 1;
  }
  return score;
}

std::string funder_in(const std::string& text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  constexpr std::size_t most_lead = 4;  // "a new three-year FFC grant"
  for (std::size_t at = 0; at < std::min(words.size(), most_lead); ++at) {
    const std::string rest = text.substr(words[at].span.begin);
    if (short_name_at(rest, lexicon::split_words(rest), lexicon) > 0) return split_giver(rest, lexicon).funder;
  }
  std::size_t begin = 0;
  while (begin < words.size() && is_lower(code_point_at(text, words[begin].span.begin).value)) ++begin;
  if (begin == words.size()) return {};
  const std::string giver = split_giver(text.substr(words[begin].span.begin), lexicon).funder;
  const lexicon::Words inside = lexicon::split_words(giver);
  const bool hollow = std::all_of(inside.begin(), inside.end(), [&](const lexicon::Word& one) {
    return is_modifier(one.key, lexicon) || !lexicon.find("clause-words", one.key).empty();
  });
  return hollow ? std::string() : giver;
}

Giver split_giver(const std::string& text, const lexicon::Lexicon& lexicon) {
  Giver out;
  std::string head = text;
  // "Avon Seed Fund: Dust and moss"
  if (const std::size_t colon = text.find(": "); colon != std::string::npos && colon > 1) {
    const std::string before = clean_value(text.substr(0, colon));
    const lexicon::Words words = lexicon::split_words(before);
    if (short_name_at(before, words, lexicon) > 0 ||
        organization_class(before, lexicon) >= OrganizationClass::company || words.size() <= 2) {
      out.title = clean_value(text.substr(colon + 2));
      head = before;
    }
  }
  // "SHF: Small: Mosses": sorts of grants in front of the title.
  for (std::size_t colon = out.title.find(": "); colon != std::string::npos; colon = out.title.find(": ")) {
    const std::string sort = out.title.substr(0, colon);
    const bool code = capitals_in(sort) == sort.size() && sort.size() > 1;
    const lexicon::Words inside = lexicon::split_words(sort);
    if (!code && !std::all_of(inside.begin(), inside.end(),
                              [&](const lexicon::Word& one) { return is_modifier(one.key, lexicon); }))
      break;
    out.title.erase(0, colon + 2);
  }
  head = without_sort(clean_value(head), lexicon);
  // "WALLS FP7": a project's letters in front of who paid.
  if (const std::size_t blank = head.find(' '); blank != std::string::npos && is_house_code(head.substr(0, blank)) &&
                                                lexicon.find("funders", head.substr(0, blank)).empty() &&
                                                !lexicon.find("funders", head.substr(blank + 1)).empty()) {
    out.funder = head.substr(blank + 1);
    out.scheme = head;
    return out;
  }
  lexicon::Words words = lexicon::split_words(head);
  if (const std::size_t known = short_name_at(head, words, lexicon); known > 0) {
    std::size_t end = words[known - 1].span.end;
    const std::string_view own = written(head, words[known - 1]);
    bool owner = false;
    if (const std::size_t mark = std::min(own.find('\''), own.find("’")); known == 1 && mark != own.npos && mark > 2) {
      end = words[0].span.begin + mark;
      owner = true;
    }
    // "NIH/NHLBI"
    if (end < head.size() && head[end] == '/') {
      const std::size_t stop = std::min(head.find_first_of(" -:,(", end), head.size());
      if (capitals_in(std::string_view(head).substr(end, stop - end)) >= 2) end = stop;
    }
    if (end == words[known - 1].span.end) end = end_of_name(head, words, known, lexicon);
    const std::string rest = clean_value(head.substr(end));
    const std::string_view behind = trim(std::string_view(head).substr(end));
    if (rest.empty()) {
      out.funder = head;
    } else if (owner) {
      out.funder = head.substr(0, end);
      out.scheme = head;
    } else if (behind.starts_with("(")) {
      const std::size_t close = std::min(head.find(')', end), head.size() - 1);
      const std::string_view inner = trim(behind.substr(1, behind.find(')') - 1));
      const bool same =
          capitals_in(inner) * 2 > inner.size() || organization_class(inner, lexicon) != OrganizationClass::none;
      out.funder = same ? head.substr(0, close + 1) : head.substr(0, end);
      if (out.funder.size() < head.size()) out.scheme = head;
    } else if (known > 1 || (organization_class(rest, lexicon) >= OrganizationClass::institute &&
                             ends_with_cue(words, lexicon) && grant_word(words, lexicon) == words.size())) {
      out.funder = known > 1 ? head.substr(0, end) : head;
      if (known > 1) out.scheme = head;
    } else {
      out.funder = head.substr(0, end);
      out.scheme = head;
    }
    return out;
  }
  // "Office of the Provost's Summer Grants"
  static const LetterPattern possessive(R"(^(\p{Lu}.{3,60}?)(?:'|’)s\s+(\p{Lu}.*)$)");
  std::string owner, named;
  const std::size_t word = grant_word(words, lexicon);
  if (word < words.size() && RE2::FullMatch(head, possessive.on(head), &owner, &named) &&
      !ends_with_cue(words, lexicon)) {
    out.funder = owner;
    out.scheme = head;
    return out;
  }
  if (word == words.size()) {
    out.funder = clean_funder(head, lexicon);
    return out;
  }
  // The grant's word ends the name, or leads to what it is for ("Grant to Individuals").
  std::size_t behind = word + 1;
  while (behind < words.size() && is_modifier(words[behind].key, lexicon)) ++behind;
  const bool last = behind == words.size();
  const bool leads = !last && is_connective(words[word + 1].key, lexicon) &&
                     is_lower(code_point_at(head, words[word + 1].span.begin).value);
  // "2-year research project Fern Lab": the sort stands in front.
  if (!last && !leads &&
      std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(word) + 1, [&](const lexicon::Word& one) {
        return is_modifier(one.key, lexicon) || is_grant_word(one.key, lexicon);
      })) {
    out.funder = clean_funder(head.substr(words[word + 1].span.begin), lexicon);
    return out;
  }
  if (!last && !leads) {
    out.funder = clean_funder(leading_house(head, words, lexicon), lexicon);
    if (out.funder.size() + 3 < head.size()) out.scheme = head;
    return out;
  }
  std::size_t end = word;
  while (end > 0 && (is_modifier(words[end - 1].key, lexicon) || is_grant_word(words[end - 1].key, lexicon))) --end;
  if (end == 0) return out;
  // "Avon Provincial Project": a body's own project.
  if (last && is_project_word(words[word].key, lexicon) &&
      organization_class(head.substr(0, words[end].span.begin), lexicon) == OrganizationClass::none) {
    out.funder = head;
    return out;
  }
  std::string giver = clean_value(head.substr(0, words[end].span.begin));
  static const RE2 genitive("(?:'|’)s$");  // "Office of the Provost's"
  RE2::Replace(&giver, genitive, "");
  // "AVU Hampton New Faculty Grant": the house whose letters begin the name of its grant.
  if (const std::string first(written(head, words.front()));
      last && end > 1 && end < 4 && giver.size() > first.size() + 1 && giver[first.size()] == ' ' &&
      is_house_code(first) && lexicon.mentions("short-universities", first) &&
      !ends_with_cue(lexicon::split_words(giver), lexicon))
    giver = first;
  out.funder = clean_funder(leading_house(giver, lexicon::split_words(giver), lexicon), lexicon);
  out.scheme = head;
  return out;
}

std::string clean_funder(std::string_view text, const lexicon::Lexicon& lexicon) {
  static const LetterPattern number(R"(\s*[(\[]?\s*#?\b(?:\p{Lu}{2,6}[- ]?)?\d{4,}[\d-]*\s*[)\]]?)");
  static const RE2 hollow(R"(\s*\([\s,;.]*\)\s*)");
  static const RE2 dashed(R"(^(.{4,}?)\s+[-–—]\s+(.+)$)");
  std::string out(text);
  RE2::GlobalReplace(&out, number.on(out), "");
  RE2::GlobalReplace(&out, hollow, " ");
  out = clean_value(out);
  // "Project Alpine Moss", "Fern Academy General Project": that it is a project is no part of who paid.
  const lexicon::Words words = lexicon::split_words(out);
  if (words.size() > 2 && is_project_word(words.front().key, lexicon)) {
    out = clean_value(out.substr(words[1].span.begin));
  } else if (words.size() > 2 && is_project_word(words.back().key, lexicon)) {
    const bool kind = !lexicon.find("heading-words", words[words.size() - 2].key).empty();
    const std::string bare = clean_value(out.substr(0, words[words.size() - (kind ? 2 : 1)].span.begin));
    if (organization_class(bare, lexicon) >= OrganizationClass::institute) out = bare;
  }
  std::string head, tail;
  if (RE2::FullMatch(out, dashed, &head, &tail) && mentions(tail, "honours", "grant", lexicon)) out = head;
  // "the Fern Foundation"
  const lexicon::Words left = lexicon::split_words(out);
  if (left.size() > 1 && is_lower(code_point_at(out, 0).value) &&
      has_notation(lexicon.find("clause-words", left.front().key), "determiner"))
    out.erase(0, left[1].span.begin);
  return clean_value(out);
}

}  // namespace vitagraph::extraction
