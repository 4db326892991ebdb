// SPDX-License-Identifier: Apache-2.0
#include "extraction/advisee_names.hpp"

#include <algorithm>

#include "extraction/byte_set.hpp"
#include "extraction/entry_text.hpp"
#include "extraction/names.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_name = 60;
constexpr std::size_t longest_label = 90;
constexpr std::size_t most_lead_words = 10;  ///< in front of a name, with the name's first two
constexpr std::string_view bullet = "•";

}  // namespace

bool AdviseeNames::is_named(std::string_view part, std::string_view word) const {
  for (const lexicon::Concept* found : lexicon_.find("names", word))
    if (found->notation == part) return true;
  return false;
}

std::size_t AdviseeNames::name_end(std::string_view text) const {
  static constexpr ByteSet ends(",(:;[\t\n.\"");
  std::size_t end = ends.find_in(text);
  // A dot behind an initial or a title does not end the name.
  while (end != std::string_view::npos && text[end] == '.' && end + 1 < text.size()) {
    const std::size_t word = text.substr(0, end).find_last_of(" .") + 1;
    if (end - word > 1 && !is_named("title", text.substr(word, end - word))) break;
    end = ends.find_in(text, end + 1);
  }
  static constexpr std::string_view breaks[] = {" - ", " – ", " — ", " | ", "  ", " “", " ”"};
  end = std::min(end, text.size());
  for (const std::string_view at : breaks) end = std::min(end, text.substr(0, end + at.size() - 1).find(at));
  return end;
}

std::string AdviseeNames::first_name(std::string_view text) const {
  // "Bo Fern* (Avon)"
  const std::size_t end = name_end(text);
  const std::string name = clean_name(text.substr(0, end), lexicon_);
  if (name.size() > longest_name || name.find(' ') == std::string::npos || !looks_like_name(name, lexicon_)) return {};
  // "of Avon" goes on from the line before.
  if (is_lower(code_point_at(name, 0).value)) {
    const std::string_view first = std::string_view(name).substr(0, name.find(' '));
    if (!is_named("particle", first) || is_place_name(std::string_view(name).substr(first.size() + 1), lexicon_))
      return {};
  }
  // "Ada Brown": a family name that is a university's short one, too.
  const std::string_view last = std::string_view(name).substr(name.rfind(' ') + 1);
  const bool short_house = !lexicon_.find("short-universities", last).empty() &&
                           organization_class(name.substr(0, name.rfind(' ')), lexicon_) == OrganizationClass::none;
  if ((organization_class(name, lexicon_) != OrganizationClass::none && !short_house) || is_unit_name(name, lexicon_) ||
      is_place_name(name, lexicon_))
    return {};
  if (lexicon_.mentions("roles", name) || lexicon_.mentions("degrees", name) ||
      !lexicon_.find("headings", name).empty())
    return {};
  return name;
}

std::size_t AdviseeNames::name_begin(std::string_view text, AdvisingWords* role) const {
  std::size_t begin = 0;
  for (int pieces = 0; pieces < 4; ++pieces) {
    begin = std::min(text.find_first_not_of(" \t.,:-{", begin), text.size());
    // A bullet between a column of dates and the entry.
    if (text.substr(begin, bullet.size()) == bullet)
      begin = std::min(text.find_first_not_of(" \t", begin + bullet.size()), text.size());
    if (!first_name(text.substr(begin)).empty()) return begin;
    if (const std::size_t name = name_behind_words(text, begin, role); name > begin) return name;
    const std::size_t end = std::min(text.find_first_of(",:;\t", begin), text.size());
    const std::string_view piece = text.substr(begin, end - begin);
    if (end == text.size() || !only_advising_words(piece, lexicon_)) return std::string_view::npos;
    // "Advisor: A. Moss" tells who advised someone named before.
    if (text[end] == ':' && is_advisor_label(piece)) return std::string_view::npos;
    if (role != nullptr) take_up(*role, piece);
    begin = end + 1;
  }
  return std::string_view::npos;
}

void AdviseeNames::take_up(AdvisingWords& role, std::string_view words) const {
  const AdvisingWords more = advising_words(words, lexicon_);
  role.advisor = role.advisor || more.advisor;
  role.committee = role.committee || more.committee;
  if (role.degree.empty()) role.degree = more.degree;
}

/// "Committee member for A. Moss", "Opponent at the defence of A. Moss": where the name begins behind the small word;
/// `begin` if there is none.
std::size_t AdviseeNames::name_behind_words(std::string_view text, std::size_t begin, AdvisingWords* role) const {
  const std::string_view rest = text.substr(begin, std::min(text.size() - begin, longest_label));
  const lexicon::Words words = lexicon::split_words(rest);
  for (std::size_t at = 1; at + 2 < std::min<std::size_t>(words.size(), most_lead_words); ++at) {
    if (lexicon_.find("connectives", words[at].key).empty() ||
        is_upper(code_point_at(rest, words[at].span.begin).value))
      continue;
    const std::size_t name = begin + words[at + 1].span.begin;
    const std::string_view lead = rest.substr(0, words[at].span.end);
    if (lead.find_first_of(",;:(") != std::string_view::npos) return begin;
    if (first_name(text.substr(name)).empty() || is_lower(code_point_at(text, name).value) ||
        !only_advising_words(lead, lexicon_))
      continue;
    if (role != nullptr) take_up(*role, lead);
    return name;
  }
  return begin;
}

bool AdviseeNames::is_advisor_label(std::string_view label) const {
  const lexicon::Words words = lexicon::split_words(label);
  const auto match = lexicon_.longest("advising", words, 0);
  return match && lexicon_.concept_at(match->concept_id).notation == "advisor";
}

bool AdviseeNames::only_dates(std::string_view text) const {
  return lexicon::split_words(take_dates(text, lexicon_, 0).rest).empty();
}

std::vector<ListedName> AdviseeNames::list_of_names(std::string_view text) const {
  std::vector<ListedName> out;
  std::string flat(text);
  std::replace(flat.begin(), flat.end(), '\n', ' ');
  const std::vector<Span> parts = split_list(flat, lexicon_);
  if (parts.size() < 2) return out;
  std::size_t others = 0;
  for (const Span part : parts) {
    const std::string_view piece = trim(std::string_view(flat).substr(part.begin, part.size()));
    ListedName one;
    one.name = first_name(piece);
    const std::string_view behind = piece.substr(name_end(piece));
    // "A. Moss, Bath University" is one person; "A. Moss Bath 2019, …" none.
    if (one.name.empty() ||
        (!behind.empty() && behind.front() != '(' && behind.front() != '[' && !only_dates(behind))) {
      if (++others * 6 > parts.size()) return {};
      continue;
    }
    one.words = advising_words(behind.substr(0, placement_begin(behind, lexicon_)), lexicon_);
    one.dates = find_dates(behind, lexicon_);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace vitagraph::extraction
