// SPDX-License-Identifier: Apache-2.0
#include "extraction/service_statement.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/entry_text.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t longest_role = 80;
constexpr std::size_t most_role_words = 7;  ///< of a segment that is a role by its last word
constexpr std::size_t most_segments = 12;

/// The words from `at` on end with a service role that is no body: its first word; words.size() if not.
std::size_t trailing_role(const lexicon::Words& words, const lexicon::Lexicon& lexicon) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto match = lexicon.longest("service-roles", words, at);
    if (!match || at + match->words != words.size()) continue;
    if (lexicon.longest("bodies", words, words.size() - 1)) return words.size();
    return at;
  }
  return words.size();
}

enum class Part { role, body, house, place, other };

struct Piece {
  const Segment* segment = nullptr;
  std::string text;
  Part part = Part::other;
};

bool is_house(const Segment& segment) {
  return segment.organization >= OrganizationClass::company || segment.organization == OrganizationClass::institute;
}

class Statement {
 public:
  Statement(std::string_view text, const lexicon::Lexicon& lexicon)
      : lexicon_(lexicon), written_(text), segments_(cut_segments(text, lexicon, 0)) {
    if (segments_.size() > most_segments) segments_.resize(most_segments);
  }

  std::vector<ServiceStatement> read() {
    for (const Segment& segment : segments_) add(segment);
    join_bodies();
    if (pieces_.empty()) return {};
    if (pieces_.front().part != Part::role) split_leading();
    if (pieces_.size() == 1) split_body();
    ServiceStatement out;
    const auto role = std::find_if(pieces_.begin(), pieces_.end(), [](const Piece& p) { return p.part == Part::role; });
    if (!bracket_role_.empty() && role == pieces_.end()) {
      out.role = bracket_role_;
    } else if (role != pieces_.end()) {
      out.role = role->text;
      pieces_.erase(role);
    }
    if (out.role.empty() && !body_leads(out)) return {};
    place(out);
    std::vector<ServiceStatement> all = {out};
    if (!second_.role.empty()) {
      second_.organization = out.organization;
      all.push_back(second_);
    }
    return all;
  }

 private:
  void add(const Segment& segment) {
    Piece piece{&segment, segment.text, Part::other};
    take_bracket(piece.text);
    drop_acronym(piece.text);
    if (piece.text.empty()) return;
    take_second(piece.text);
    const lexicon::Words words = lexicon::split_words(piece.text);
    if (words.empty()) return;
    const bool first = pieces_.empty();
    if (segment.place && !is_house(segment) && lexicon_.find("short-universities", piece.text).empty())
      piece.part = Part::place;
    else if (is_body(piece.text, lexicon_))
      piece.part = Part::body;
    else if (is_role(piece.text, words) && !(is_house(segment) && !first))
      piece.part = Part::role;
    else if (is_house(segment) || segment.unit)
      piece.part = Part::house;
    pieces_.push_back(std::move(piece));
  }

  /// "Fern Committee (FeCo) member": the bracket only abbreviates the body.
  void drop_acronym(std::string& text) const {
    static const RE2 bracket(R"(^(.*\S)\s*\(\p{Lu}\pL{1,9}\)\s+(\S.*)$)");
    std::string before, behind;
    if (text.find('(') != std::string::npos && RE2::FullMatch(text, bracket, &before, &behind) &&
        is_body(before, lexicon_))
      text = before + " " + behind;
  }

  /// "Fern Committee (Chair)"
  void take_bracket(std::string& text) {
    static const RE2 bracket(R"(^(.*?)\s*\(([^()]{3,40})\)\s*(.*)$)");
    std::string before, inner, behind;
    if (text.find('(') == std::string::npos || !RE2::FullMatch(text, bracket, &before, &inner, &behind)) return;
    if (lexicon_.find("service-roles", clean_value(inner)).empty() || is_body(inner, lexicon_)) return;
    if (bracket_role_.empty()) bracket_role_ = clean_value(inner);
    text = clean_value(before + " " + behind);
  }

  /// "A and delegate to B": a second role, in lower case, with its venue.
  void take_second(std::string& text) {
    const lexicon::Words words = lexicon::split_words(text);
    for (std::size_t at = 1; at + 3 < words.size(); ++at) {
      if (!has_notation(lexicon_.find("connectives", words[at].key), "conjunction")) continue;
      if (!is_lower(code_point_at(text, words[at + 1].span.begin).value)) continue;
      const auto role = lexicon_.longest("service-roles", words, at + 1);
      if (!role || at + 1 + role->words >= words.size()) continue;
      const std::string_view rest = std::string_view(text).substr(role->span.end);
      const std::string_view venue = without_service_joint(trim(rest), lexicon_);
      if (venue.size() == trim(rest).size()) continue;
      second_.role = text.substr(role->span.begin, role->span.size());
      second_.venue = clean_value(venue);
      text = clean_value(text.substr(0, words[at].span.begin));
      return;
    }
  }

  /// A role as a whole, or a few words that end in one and name no house.
  bool is_role(const std::string& text, const lexicon::Words& words) const {
    if (text.size() > longest_role || words.size() > most_role_words) return false;
    if (!lexicon_.find("service-roles", text).empty()) return true;
    const std::size_t at = trailing_role(words, lexicon_);
    if (at == words.size()) return false;
    // What stands before it may only qualify it: "Graduate Student Travel Grant", not "ICML".
    if (at > 0 && lexicon_.longest("venues", words, 0)) return false;
    // "Fern Committee chair" is a body and a role.
    if (at > 0 && is_body(clean_value(text.substr(0, words[at].span.begin)), lexicon_)) return false;
    const OrganizationClass before = organization_class(text.substr(0, words[at].span.begin), lexicon_);
    return before == OrganizationClass::none || (before == OrganizationClass::institute && at <= 2);
  }

  /// A body's name with commas in it: "Information, Strategy, and Services Committee".
  void join_bodies() {
    for (std::size_t i = 1; i < pieces_.size(); ++i) {
      if (pieces_[i].part != Part::body) continue;
      const lexicon::Words words = lexicon::split_words(pieces_[i].text);
      const bool conjunction =
          !words.empty() && (has_notation(lexicon_.find("connectives", words.front().key), "conjunction"));
      std::size_t first = i;
      while (conjunction && first > 0 && pieces_[first - 1].part == Part::other &&
             lexicon::split_words(pieces_[first - 1].text).size() <= 3)
        --first;
      if (first == i) continue;
      std::string joined;
      for (std::size_t k = first; k <= i; ++k) joined += (k > first ? ", " : "") + pieces_[k].text;
      pieces_[i].text = joined;
      pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(first),
                    pieces_.begin() + static_cast<std::ptrdiff_t>(i));
      i = first;
    }
  }

  /// "Chair of the Fern Committee", "Vice President of Information": the first piece is a role and more.
  void split_leading() {
    Piece& front = pieces_.front();
    const std::optional<LeadingRole> role = leading_service_role(front.text, lexicon_);
    if (!role || role->end >= front.text.size()) {
      split_trailing(front);
      return;
    }
    // A body whose own name begins like a role: "Advisory Board for Fern", "Program Committee".
    const std::string rest = clean_value(without_service_joint(front.text.substr(role->end), lexicon_));
    if (rest.empty() || (front.part == Part::body && !role->joined)) return;
    // "Committee on Honorary Degrees", "Ad Hoc Committee on the Graduate Program": the body's own name goes on.
    if (!role->person && front.part == Part::body && organization_class(rest, lexicon_) < OrganizationClass::known &&
        !is_venue(rest))
      return;
    const OrganizationClass house = organization_class(rest, lexicon_);
    const std::size_t words = lexicon::split_words(rest).size();
    const bool names_itself = is_body(rest, lexicon_) || house >= OrganizationClass::known ||
                              (house >= OrganizationClass::institute && words > 1) || is_venue(rest) || words > 3;
    const bool more = std::any_of(pieces_.begin() + 1, pieces_.end(),
                                  [](const Piece& p) { return p.part == Part::house || p.part == Part::body; });
    Piece own{front.segment, clean_value(role->text), Part::role};
    if (role->joined && !names_itself && more) {
      own.text = front.text;
      front = own;
      return;
    }
    if (!role->joined && !names_itself && !is_upper(code_point_at(rest, 0).value)) return;
    front.text = rest;
    front.part = is_body(rest, lexicon_) ? Part::body : Part::other;
    pieces_.insert(pieces_.begin(), own);
  }

  /// "Fern Committee chair"
  void split_trailing(Piece& front) {
    const lexicon::Words words = lexicon::split_words(front.text);
    const std::size_t at = trailing_role(words, lexicon_);
    if (at == 0 || at == words.size()) return;
    const std::string head = clean_value(front.text.substr(0, words[at].span.begin));
    if (!is_body(head, lexicon_) && organization_class(head, lexicon_) < OrganizationClass::known) return;
    // "Program Committee Co-Chair, Fern Conference": one role, as its venue stands behind it.
    if (!lexicon_.find("service-roles", head).empty() &&
        std::any_of(pieces_.begin() + 1, pieces_.end(), [&](const Piece& p) { return is_venue(p.text); })) {
      front.part = Part::role;
      return;
    }
    Piece own{front.segment, clean_value(front.text.substr(words[at].span.begin)), Part::role};
    front.text = head;
    front.part = is_body(head, lexicon_) ? Part::body : Part::house;
    pieces_.insert(pieces_.begin(), own);
  }

  /// "Fern Society Moss Committee chair" and nothing else: the body is what is chaired.
  void split_body() {
    Piece& only = pieces_.front();
    const lexicon::Words words = lexicon::split_words(only.text);
    if (only.part != Part::role || words.size() < 4 || lexicon_.find("service-roles", words.back().key).empty()) return;
    const std::string head = clean_value(only.text.substr(0, words.back().span.begin));
    if (!is_body(head, lexicon_)) return;
    Piece own{only.segment, only.text.substr(words.back().span.begin), Part::role};
    only.text = head;
    only.part = Part::body;
    pieces_.insert(pieces_.begin(), own);
  }

  bool is_venue(const std::string& text) const {
    return lexicon_.mentions("venues", text) ||
           (text.find(' ') != std::string::npos &&
            (lexicon_.mentions("venue-nouns", text) || lexicon_.mentions("journal-nouns", text)));
  }

  /// Reading 1: without a role a body's own name is the role, and whom it serves the venue.
  bool body_leads(ServiceStatement& out) {
    const auto body = std::find_if(pieces_.begin(), pieces_.end(), [](const Piece& p) { return p.part == Part::body; });
    if (body == pieces_.end()) return false;
    out.role = body->text;
    pieces_.erase(body);
    // "Avon Observatory Users Committee"; "FERN Committee on Mosses"
    const lexicon::Words words = lexicon::split_words(out.role);
    for (std::size_t n = words.size() - 1; n > 0; --n) {
      const std::string head = clean_value(out.role.substr(0, words[n].span.begin));
      const std::string tail = clean_value(out.role.substr(words[n].span.begin));
      if (has_notation(lexicon_.find("connectives", words[n].key), "for") ||
          has_notation(lexicon_.find("connectives", words[n].key), "conjunction") ||
          has_notation(lexicon_.find("connectives", words[n - 1].key), "for") ||
          has_notation(lexicon_.find("connectives", words[n - 1].key), "conjunction"))
        continue;
      const bool cue_ends = n > 0 && lexicon_.longest("organizations", words, n - 1).has_value();
      const bool house = cue_ends && organization_class(head, lexicon_) >=
                                         (n > 2 ? OrganizationClass::institute : OrganizationClass::known);
      const bool acronym = is_acronym(out.role.substr(words[n - 1].span.begin, words[n - 1].span.size())) &&
                           (n + 1 < words.size() || n == words.size() - 1) && is_acronym(first_word(head));
      if (!house && !acronym) continue;
      if (tail.empty() || !is_body(tail, lexicon_)) continue;
      pieces_.insert(pieces_.begin(), Piece{nullptr, head, Part::other});
      out.role = tail;
      break;
    }
    // "Advisory Board for Fern Institute"
    const std::optional<LeadingRole> lead = leading_service_role(out.role, lexicon_);
    if (lead && lead->joined && lead->end < out.role.size() && pieces_.empty()) {
      const std::string rest = clean_value(without_service_joint(out.role.substr(lead->end), lexicon_));
      if (organization_class(rest, lexicon_) >= OrganizationClass::institute) {
        pieces_.push_back(Piece{nullptr, rest, Part::house});
        out.role = clean_value(lead->text);
      }
    }
    return true;
  }

  static std::string first_word(const std::string& text) { return text.substr(0, text.find(' ')); }
  static bool is_acronym(std::string_view word) {
    std::size_t capitals = 0;
    for (const char c : word) {
      if (c >= 'a' && c <= 'z') return false;
      if (c >= 'A' && c <= 'Z') ++capitals;
    }
    return capitals >= 3;
  }

  /// The first piece left that is no place is the venue, or a body if there is one; a house behind it the organisation.
  void place(ServiceStatement& out) {
    std::size_t venue = pieces_.size();
    for (std::size_t i = 0; i < pieces_.size() && venue == pieces_.size(); ++i)
      if (pieces_[i].part == Part::body) venue = i;
    for (std::size_t i = 0; i < pieces_.size() && venue == pieces_.size(); ++i)
      if (pieces_[i].part != Part::place) venue = i;
    if (venue == pieces_.size()) return;
    // "Coordinator, Moss part, for the Fern Exercise": what the joint leads to is served.
    if (pieces_[venue].part == Part::other)
      for (Piece& piece : pieces_) {
        const std::string_view joined = without_service_joint(piece.text, lexicon_);
        const lexicon::Words words = lexicon::split_words(piece.text);
        if (words.empty() || has_notation(lexicon_.find("connectives", words.front().key), "at")) continue;
        if (joined.size() == piece.text.size() || !is_lower(code_point_at(piece.text, 0).value)) continue;
        out.venue = clean_value(joined);
        return;
      }
    out.venue = pieces_[venue].text;
    for (std::size_t i = venue + 1; i < pieces_.size(); ++i) {
      const Piece& piece = pieces_[i];
      const bool lower = is_lower(code_point_at(piece.text, 0).value);
      const bool house = piece.segment != nullptr && is_house(*piece.segment);
      if (house) {
        // The widest name is the house: the part before it is a unit of it.
        if (out.organization.empty() || piece.segment->organization > OrganizationClass::institute)
          out.organization = piece.text;
      } else if (out.organization.empty() && piece.part == Part::other && !lower && i == venue + 1 &&
                 pieces_[venue].part == Part::other && i < 4) {
        out.venue += ", " + piece.text;
      }
    }
    if (out.organization.empty())
      for (std::size_t i = 0; i < venue; ++i)
        if (pieces_[i].part == Part::house) out.organization = pieces_[i].text;
  }

  const lexicon::Lexicon& lexicon_;
  std::string written_;
  std::vector<Segment> segments_;
  std::vector<Piece> pieces_;
  std::string bracket_role_;
  ServiceStatement second_;
};

}  // namespace

std::optional<LeadingRole> leading_service_role(std::string_view text, const lexicon::Lexicon& lexicon) {
  const lexicon::Words words = lexicon::split_words(text);
  if (words.empty() || trim(text.substr(0, words.front().span.begin)).size() > 3) return std::nullopt;
  // Up to three words may qualify it ("Guest Associate Editor", "Senior Program Committee Member").
  std::optional<lexicon::Lexicon::Match> best;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < std::min<std::size_t>(words.size(), 4) && !best; ++at) {
    if (at > 0) {
      const std::string_view gap = text.substr(words[at - 1].span.end, words[at].span.begin - words[at - 1].span.end);
      if (gap.find_first_not_of(" -/") != std::string_view::npos) break;
      const auto small = lexicon.find("connectives", words[at - 1].key);
      if (!small.empty() && !has_notation(small, "journal") && words[at - 1].key != "co") break;
    }
    best = lexicon.longest("service-roles", words, at);
    begin = at;
  }
  if (!best) return std::nullopt;
  std::size_t next = begin + best->words;
  std::size_t end = best->span.end;
  // "Program Committee Member", "Editorial Board member": heads that follow belong to it.
  while (next < words.size()) {
    const auto more = lexicon.longest("service-roles", words, next);
    const std::string_view gap = text.substr(end, words[next].span.begin - end);
    if (!more || gap.find_first_not_of(" /&-") != std::string_view::npos) break;
    end = more->span.end;
    next += more->words;
  }
  LeadingRole role;
  role.text = std::string(text.substr(words.front().span.begin, end - words.front().span.begin));
  if (role.text.size() > longest_role) return std::nullopt;
  const lexicon::Words own = lexicon::split_words(role.text);
  // The role's label itself may end in the joint ("Referee for", "Committee on").
  const bool joint_ends = own.size() > 1 && is_lower(code_point_at(role.text, own.back().span.begin).value) &&
                          has_notation(lexicon.find("connectives", own.back().key), "for");
  role.person = !is_body(joint_ends ? role.text.substr(0, own[own.size() - 2].span.end) : role.text, lexicon);
  std::size_t at = end;
  // An acronym behind the role goes: "Area Chair (AC)".
  static const RE2 acronym(R"(^\s*\((?:\p{Lu}{2,5}s?|s)\))");
  re2::StringPiece piece(text.data(), text.size()), hit;
  if (acronym.Match(piece, at, text.size(), RE2::UNANCHORED, &hit, 1) && hit.data() == text.data() + at)
    at += hit.size();
  const std::string_view bare = trim(text.substr(at));
  role.list = !bare.empty() && (bare.front() == ':' || bare.substr(0, 3) == "：");
  // "Ad hoc reviewer for: …"
  if (!role.list && bare.find(':') < 12) {
    const std::string_view joint = bare.substr(0, bare.find(':'));
    if (has_notation(lexicon.find("connectives", trim(joint)), "for")) {
      role.list = true;
      at = static_cast<std::size_t>(bare.data() - text.data()) + joint.size();
    }
  }
  // "Referee. Journals: …"
  const std::size_t label = bare.find(':');
  if (!role.list && label != std::string_view::npos && label < 40) {
    std::string_view word = trim(bare.substr(0, label));
    while (!word.empty() && (word.front() == '.' || word.front() == ',' || word.front() == '-'))
      word = trim(word.substr(1));
    role.list = has_notation(lexicon.find("connectives", word), "journal");
  }
  role.joined = without_service_joint(bare, lexicon).size() < bare.size() || joint_ends;
  while (at < text.size() && (text[at] == ' ' || text[at] == ':' || text[at] == ',' || text[at] == '-' ||
                              text[at] == '.' || text[at] == '\n' || text[at] == '\t'))
    ++at;
  static constexpr std::string_view dashes[] = {"–", "—", "：", "，"};
  for (const std::string_view dash : dashes)
    if (text.substr(at, dash.size()) == dash) at += dash.size();
  role.end = at;
  return role;
}

bool is_body(std::string_view text, const lexicon::Lexicon& lexicon) {
  static const RE2 bracket(R"(\s*\([^()]*\)\s*$)");
  std::string plain(text);
  RE2::Replace(&plain, bracket, "");
  const lexicon::Words words = lexicon::split_words(plain);
  for (std::size_t at = words.size() > 4 ? words.size() - 4 : 0; at < words.size(); ++at)
    if (const auto match = lexicon.longest("bodies", words, at); match && at + match->words == words.size())
      return true;
  for (std::size_t at = 0; at + 2 < std::min<std::size_t>(words.size(), 6); ++at) {
    const auto match = lexicon.longest("bodies", words, at);
    if (!match || at + match->words >= words.size()) continue;
    return has_notation(lexicon.find("connectives", words[at + match->words].key), "for") &&
           is_lower(code_point_at(plain, words[at + match->words].span.begin).value);
  }
  return false;
}

bool is_venue_list(std::string_view text, std::string_view role, const lexicon::Lexicon& lexicon) {
  const std::vector<Span> parts = split_list(text, lexicon);
  if (parts.size() < 2) return false;
  const bool reviewer = mentions(role, "service-roles", "reviewer", lexicon);
  static const RE2 dated(
      R"(\((?:[^()]*\b)?(?:19|20)\d\d\b[^()]*\)\s*[.,;]?\s*$|\pL\)?[ -]?(?:19|20)\d\d\s*[.,;]?\s*$|\pL['’]\d\d\s*[.,;]?\s*$)");
  std::size_t own_dates = 0, venues = 0, houses = 0, places = 0;
  for (const Span part : parts) {
    const std::string value = clean_value(text.substr(part.begin, part.size()));
    const std::string_view written = text.substr(part.begin, part.size());
    if (RE2::PartialMatch(re2::StringPiece(written.data(), written.size()), dated)) ++own_dates;
    if (lexicon.mentions("venues", value) || lexicon.mentions("journal-nouns", value) ||
        lexicon.mentions("venue-nouns", value))
      ++venues;
    else if (is_place_name(value, lexicon))
      ++places;
    else if (is_body(value, lexicon) || organization_class(value, lexicon) == OrganizationClass::university)
      ++houses;
  }
  if (own_dates >= 2 && own_dates * 2 >= parts.size()) return true;
  if (places > 0 || houses > 1) return false;
  if (reviewer) return parts.size() >= 3 || venues >= 2;
  return parts.size() >= 3 && venues * 3 >= parts.size() * 2;
}

std::string_view without_service_joint(std::string_view text, const lexicon::Lexicon& lexicon) {
  for (int i = 0; i < 3; ++i) {
    text = trim(text);
    const lexicon::Words words = lexicon::split_words(text);
    if (words.size() < 2 || trim(text.substr(0, words.front().span.begin)).size() > 0) return text;
    bool joint = false;
    const char32_t first = code_point_at(text, 0).value;
    for (const lexicon::Concept* found : lexicon.find("connectives", words.front().key))
      joint = joint || found->notation == "for" || found->notation == "at";
    if (!joint || !is_lower(first)) return text;
    text.remove_prefix(words[1].span.begin - (text[words[1].span.begin - 1] == '"' ? 1 : 0));
  }
  return text;
}

std::vector<ServiceStatement> read_service_statement(std::string_view text, const lexicon::Lexicon& lexicon) {
  return Statement(text, lexicon).read();
}

}  // namespace vitagraph::extraction
