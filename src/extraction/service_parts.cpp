// SPDX-License-Identifier: Apache-2.0
#include "extraction/service_parts.hpp"

#include <algorithm>
#include <array>

#include "extraction/entry_text.hpp"
#include "extraction/service_lists.hpp"
#include "extraction/service_statement.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t most_role_words = 6;
constexpr std::size_t most_pieces = 60;

/// A piece of a statement and the sign in front of it.
struct Part {
  Span span;
  bool joined = false;   ///< a dash or a colon stands in front
  bool bracket = false;  ///< inside brackets
  std::size_t sign = 0;  ///< where the sign in front begins
};

/// How long the dash or colon is that parts two pieces at `at`, the white space around it counted; 0 if none does.
std::size_t joint_size(std::string_view text, std::size_t at) {
  static constexpr std::string_view joints[] = {": ", " - ", " – ", " — ", " -- "};
  for (const std::string_view joint : joints)
    if (text.substr(at, joint.size()) == joint) return joint.size();
  return 0;
}

std::vector<Part> parts_of(std::string_view text) {
  std::vector<Part> out(1);
  const auto close = [&](std::size_t at) { out.back().span.end = static_cast<std::uint32_t>(at); };
  const auto open = [&](std::size_t at, std::size_t begin, bool joined, bool bracket) {
    close(at);
    out.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin)}, joined, bracket, at});
  };
  bool bracket = false;
  for (std::size_t at = 0; at < text.size() && out.size() < most_pieces;) {
    const char c = text[at];
    if (c == '(' || c == ')') {
      bracket = c == '(';
      open(at, at + 1, false, bracket);
      ++at;
    } else if (c == ',' || c == ';') {
      open(at, at + 1, false, bracket);
      ++at;
    } else if (const std::size_t joint = joint_size(text, at); joint > 0) {
      open(at, at + joint, true, bracket);
      at += joint;
    } else {
      ++at;
    }
  }
  close(text.size());
  return out;
}

std::string_view slice(std::string_view text, Span span) { return trim(text.substr(span.begin, span.size())); }

/// Whether a statement can begin here: with a role or with the name of a body.
bool begins_statement(std::string_view text, const lexicon::Lexicon& lexicon) {
  const std::string body = clean_value(take_dates(text, lexicon, 0).rest);
  if (body.empty() || is_lower(code_point_at(body, 0).value)) return false;
  return is_body(body, lexicon) || is_role_phrase(body, lexicon) || leading_service_role(body, lexicon).has_value();
}

}  // namespace

bool is_role_phrase(std::string_view text, const lexicon::Lexicon& lexicon) {
  const std::string phrase = clean_value(text);
  const lexicon::Words words = lexicon::split_words(phrase);
  if (words.empty() || words.size() > most_role_words || phrase.find(',') != std::string::npos) return false;
  if (!lexicon.find("service-roles", phrase).empty()) return true;
  const std::optional<LeadingRole> role = leading_service_role(phrase, lexicon);
  if (!role || role->text_end < phrase.size() || role->joined) return false;
  if (role->person || is_lower(code_point_at(phrase, 0).value)) return !lexicon.mentions("venues", phrase);
  // "Local Organizing Committee", not "Avon Research Council": what begins the body's name is known of roles.
  for (std::size_t at = 0; at < words.size(); ++at)
    if (const auto match = lexicon.longest("service-roles", words, at); match && match->words > 1) return at <= 1;
  return false;
}

std::vector<RoleBehind> roles_behind(std::string_view text, const lexicon::Lexicon& lexicon) {
  std::vector<RoleBehind> out;
  const std::vector<Part> parts = parts_of(text);
  bool first = true;
  for (const Part& part : parts) {
    const std::string_view piece = slice(text, part.span);
    if (lexicon::split_words(piece).empty()) continue;
    if (!first && is_role_phrase(piece, lexicon)) out.push_back({part.span, part.joined, part.bracket});
    first = false;
  }
  return out;
}

std::string with_roles_parted(std::string text, const lexicon::Lexicon& lexicon) {
  const std::vector<Part> parts = parts_of(text);
  const auto is_role = [&](const Part& part) { return is_role_phrase(slice(text, part.span), lexicon); };
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::size_t sign = parts[i].sign;
    const bool bracket = text[sign] == '(' && is_role(parts[i]);
    if (!bracket && !(parts[i].joined && (is_role(parts[i]) || (!parts[i - 1].bracket && is_role(parts[i - 1])))))
      continue;
    text[sign] = ',';
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(sign) + 1,
              text.begin() + static_cast<std::ptrdiff_t>(parts[i].span.begin), ' ');
    if (!bracket) continue;
    // What else the bracket holds says more of the role.
    const std::size_t shut = std::min(text.find(')', sign), text.size() - 1);
    if (parts[i].span.end <= shut)  // the last of very many parts holds all that follows
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(parts[i].span.end),
                text.begin() + static_cast<std::ptrdiff_t>(shut) + 1, '\t');
    while (i + 1 < parts.size() && parts[i + 1].span.begin <= shut) ++i;
  }
  return text;
}

std::vector<Span> statements_between(std::string_view text, const lexicon::Lexicon& lexicon) {
  std::vector<Span> out;
  for (const Span group : pieces_between(text, ';')) {
    const std::string_view whole = text.substr(group.begin, group.size());
    const std::vector<Span> pieces = pieces_between(whole, ',');
    const auto piece = [&](std::size_t i) { return whole.substr(pieces[i].begin, pieces[i].size()); };
    const bool bodies =
        pieces.size() > 1 && std::all_of(pieces.begin(), pieces.end(), [&](Span p) {
          return is_body(clean_value(take_dates(whole.substr(p.begin, p.size()), lexicon, 0).rest), lexicon);
        });
    Span open{};
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const Span own{group.begin + pieces[i].begin, group.begin + pieces[i].end};
      const Dated before = i > 0 ? take_dates(piece(i - 1), lexicon, 0) : Dated{};
      const bool dated = !before.dates.empty() && before.dates.back().span.end + 2 >= trim(piece(i - 1)).size();
      if (i > 0 && (bodies || (dated && begins_statement(piece(i), lexicon)))) {
        out.push_back(open);
        open = own;
      } else if (i == 0) {
        open = own;
      }
      open.end = own.end;
    }
    if (!pieces.empty()) out.push_back(open);
  }
  return out;
}

std::size_t body_begin(const lexicon::Words& words, std::size_t noun, const lexicon::Lexicon& lexicon) {
  static constexpr std::array<const char*, 5> house_words = {"organization-wholes", "organization-parts", "units",
                                                             "society-words", "venue-nouns"};
  const auto is_kind = [&](std::size_t i) {
    return std::any_of(house_words.begin(), house_words.end(),
                       [&](const char* scheme) { return !lexicon.find(scheme, words[i].key).empty(); });
  };
  const auto connects = [&](std::size_t i) { return !lexicon.find("connectives", words[i].key).empty(); };
  std::size_t kind = noun;
  // What stands right before the body's noun may be its own: "Program Committee".
  for (std::size_t i = noun > 0 ? noun - 1 : 0; i-- > 0 && kind == noun;)
    if (is_kind(i)) kind = i;
  if (kind == noun) return noun;
  if (!connects(kind + 1)) return kind == 0 ? 0 : kind + 1;
  // "College of Moss Promotion and Tenure Committee": nobody says how far the college's name goes.
  if (noun < kind + 4) return noun;
  return noun >= kind + 5 && connects(noun - 2) ? noun - 3 : noun - 1;
}

bool is_society(const std::string& name, const lexicon::Lexicon& lexicon) {
  if (is_body(name, lexicon) || lexicon.mentions("journal-nouns", name)) return false;
  const lexicon::Words words = lexicon::split_words(name);
  bool society = false;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const bool own = !lexicon.find("society-words", words[at].key).empty();
    society = society || own;
    if (const auto noun = lexicon.longest("venue-nouns", words, at); noun && (noun->words > 1 || !own)) return false;
  }
  return society;
}

}  // namespace vitagraph::extraction
