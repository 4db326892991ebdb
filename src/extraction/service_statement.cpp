// SPDX-License-Identifier: Apache-2.0
#include "extraction/service_statement.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "extraction/entry_text.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/service_parts.hpp"
#include "extraction/service_wording.hpp"
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
      : lexicon_(lexicon), segments_(cut_segments(text, lexicon, 0)) {
    if (segments_.size() > most_segments) segments_.resize(most_segments);
  }

  std::vector<ServiceStatement> read() {
    for (const Segment& segment : segments_) add(segment);
    join_bodies();
    join_names();
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
      if (second_.venue.empty()) second_.venue = out.venue;
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
    if (text.find('(') == std::string::npos) return;
    static const LetterPattern bracket(R"(^(.*\S)\s*\(\p{Lu}\pL{1,9}\)\s+(\S.*)$)");
    std::string before, behind;
    if (RE2::FullMatch(text, bracket.on(text), &before, &behind) && is_body(before, lexicon_))
      text = before + " " + behind;
  }

  /// "Fern Committee (Chair)"
  void take_bracket(std::string& text) {
    if (text.find('(') == std::string::npos) return;
    static const RE2 bracket(R"(^(.*?)\s*\(([^()]{3,60})\)\s*(.*)$)");
    std::string before, inner, behind;
    if (!RE2::FullMatch(text, bracket, &before, &inner, &behind)) return;
    if (take_two(inner)) text = clean_value(before + " " + behind);
    if (lexicon_.find("service-roles", clean_value(inner)).empty() || is_body(inner, lexicon_)) return;
    if (bracket_role_.empty()) bracket_role_ = clean_value(inner);
    text = clean_value(before + " " + behind);
  }

  /// "Fern Meeting (scientific committee & track chair)": two roles at one event.
  bool take_two(const std::string& inner) {
    const lexicon::Words words = lexicon::split_words(inner);
    for (std::size_t at = 1; at < words.size(); ++at) {
      const std::string_view gap =
          std::string_view(inner).substr(words[at - 1].span.end, words[at].span.begin - words[at - 1].span.end);
      const bool sign = trim(gap) == "&";
      if (!sign &&
          (at + 1 == words.size() || !has_notation(lexicon_.find("connectives", words[at].key), "conjunction")))
        continue;
      const std::string first = inner.substr(0, words[at - 1].span.end);
      const std::string second = inner.substr(words[sign ? at : at + 1].span.begin);
      const auto names_role = [&](const std::string& role) {
        const lexicon::Words own = lexicon::split_words(role);
        for (std::size_t i = 0; i < own.size(); ++i) {
          const auto match = lexicon_.longest("service-roles", own, i);
          if (match && i + match->words == own.size()) return true;
        }
        return false;
      };
      if (!bracket_role_.empty() || !names_role(first) || !names_role(second)) continue;
      bracket_role_ = first;
      second_.role = second;
      return true;
    }
    return false;
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

  /// "Guild of Keepers of Old Walls, Gates, and Wells": what begins with a conjunction goes on with
  /// the name that one word before or none parts it from.
  void join_names() {
    for (std::size_t i = 2; i < pieces_.size(); ++i) {
      const lexicon::Words words = lexicon::split_words(pieces_[i].text);
      if (pieces_[i].part == Part::role || words.size() < 2 ||
          !is_lower(code_point_at(pieces_[i].text, words.front().span.begin).value) ||
          !has_notation(lexicon_.find("connectives", words.front().key), "conjunction"))
        continue;
      const std::size_t first = i - 2;
      if (pieces_[first].part == Part::role || pieces_[i - 1].part == Part::role ||
          lexicon::split_words(pieces_[i - 1].text).size() > 2 || lexicon::split_words(pieces_[first].text).size() < 2)
        continue;
      pieces_[first].text += ", " + pieces_[i - 1].text + ", " + pieces_[i].text;
      pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                    pieces_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      i = first + 1;
    }
  }

  /// "Chair of the Fern Committee", "Vice President of Information": the first piece is a role and more.
  void split_leading() {
    if (split_member()) return;
    Piece& front = pieces_.front();
    const std::optional<LeadingRole> role = leading_service_role(front.text, lexicon_);
    if (!role || role->end >= front.text.size()) {
      split_trailing(front);
      return;
    }
    // "Fern Committee Postdoctoral Representative": a body in front of a role.
    if (!role->person && !role->joined) {
      const std::size_t before = pieces_.size();
      split_trailing(front);
      if (pieces_.size() > before) return;
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

  /// "Member of the Editorial Board of Moss Letters": the role is what one is, the board with its name what is served.
  bool split_member() {
    Piece& front = pieces_.front();
    const std::optional<LeadingRole> role = leading_service_role(front.text, lexicon_);
    if (!role) return false;
    const lexicon::Words words = lexicon::split_words(role->text);
    for (std::size_t at = 1; at + 1 < words.size(); ++at) {
      if (!has_notation(lexicon_.find("connectives", words[at].key), "for") ||
          !is_lower(code_point_at(role->text, words[at].span.begin).value))
        continue;
      const std::string head = clean_value(role->text.substr(0, words[at].span.begin));
      const std::string_view tail = std::string_view(role->text).substr(words[at].span.begin);
      const std::string body(without_service_joint(tail, lexicon_));
      if (lexicon_.find("service-roles", head).empty() || is_body(head, lexicon_) || !is_body(body, lexicon_))
        return false;
      const std::size_t begin = front.text.find(body);
      if (begin == std::string::npos) return false;
      front.text = front.text.substr(begin);
      front.part = Part::body;
      pieces_.insert(pieces_.begin(), Piece{front.segment, head, Part::role});
      return true;
    }
    return false;
  }

  /// "Fern Committee chair"
  void split_trailing(Piece& front) {
    const lexicon::Words words = lexicon::split_words(front.text);
    std::size_t at = trailing_role(words, lexicon_);
    if (at == 0 || at == words.size()) return;
    // "Fern Committee Postdoctoral Representative": what qualifies the role.
    for (std::size_t n = 1; n <= 2 && n + 1 < at; ++n)
      if (is_body(clean_value(front.text.substr(0, words[at - n].span.begin)), lexicon_)) {
        at -= n;
        break;
      }
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

  bool is_member(const std::string& role) const {
    return has_notation(lexicon_.find("service-roles", role), "committee") && !is_body(role, lexicon_);
  }

  bool is_venue(const std::string& text) const {
    return lexicon_.mentions("venues", text) ||
           (text.find(' ') != std::string::npos &&
            (lexicon_.mentions("venue-nouns", text) || lexicon_.mentions("journal-nouns", text)));
  }

  /// Without a role a body's own name is the role, and whom it serves the venue.
  bool body_leads(ServiceStatement& out) {
    const auto body = std::find_if(pieces_.begin(), pieces_.end(), [](const Piece& p) { return p.part == Part::body; });
    if (body == pieces_.end()) return false;
    out.role = body->text;
    pieces_.erase(body);
    // "Avon Observatory Users Committee"; "FERN Committee on Mosses"
    const lexicon::Words words = lexicon::split_words(out.role);
    const bool noun_ends = !lexicon_.find("bodies", words.back().key).empty();
    const std::size_t last = noun_ends ? body_begin(words, words.size() - 1, lexicon_) : words.size() - 1;
    for (std::size_t n = last; n > 0; --n) {
      const std::string head = clean_value(out.role.substr(0, words[n].span.begin));
      const std::string tail = clean_value(out.role.substr(words[n].span.begin));
      if (has_notation(lexicon_.find("connectives", words[n].key), "for") ||
          has_notation(lexicon_.find("connectives", words[n].key), "conjunction") ||
          has_notation(lexicon_.find("connectives", words[n - 1].key), "for") ||
          has_notation(lexicon_.find("connectives", words[n - 1].key), "conjunction"))
        continue;
      const bool told = noun_ends && n == last && n + 1 < words.size();
      const bool cue_ends = lexicon_.longest("organizations", words, n - 1).has_value();
      const bool house = told || (cue_ends && organization_class(head, lexicon_) >=
                                                  (n > 2 ? OrganizationClass::institute : OrganizationClass::known));
      const bool acronym = is_acronym(out.role.substr(words[n - 1].span.begin, words[n - 1].span.size())) &&
                           (n + 1 < words.size() || n == words.size() - 1) && is_acronym(first_word(head));
      if (!house && !acronym) continue;
      // "University Libraries Committee", or a body whose house is named behind it.
      if (!acronym &&
          (n == 1 || std::any_of(pieces_.begin(), pieces_.end(), [](const Piece& p) { return p.part == Part::house; })))
        continue;
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
    std::size_t next = venue + 1;
    // "Member, Program Committee, Fern Conference": a body that is one only with what it serves.
    if (next < pieces_.size() && pieces_[venue].part == Part::body && is_member(out.role) &&
        !lexicon_.find("service-roles", out.venue).empty() && is_venue(pieces_[next].text))
      out.venue += ", " + pieces_[next++].text;
    for (std::size_t i = next; i < pieces_.size(); ++i) {
      const Piece& piece = pieces_[i];
      const bool lower = is_lower(code_point_at(piece.text, 0).value);
      const bool house = piece.segment != nullptr && is_house(*piece.segment);
      if (house && out.organization.empty() && i == venue + 1 && pieces_[venue].part == Part::other &&
          piece.segment->organization < OrganizationClass::university &&
          lexicon_.mentions("journal-nouns", piece.text)) {
        out.venue += ", " + piece.text;  // "Symposium on Ferns, Moss Quarterly"
      } else if (house) {
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
  std::vector<Segment> segments_;
  std::vector<Piece> pieces_;
  std::string bracket_role_;
  ServiceStatement second_;
};

}  // namespace

std::vector<ServiceStatement> read_service_statement(std::string_view text, const lexicon::Lexicon& lexicon) {
  return Statement(text, lexicon).read();
}

}  // namespace vitagraph::extraction
