// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "extraction/sentences/affiliation.hpp"
#include "extraction/sentences/clauses.hpp"
#include "extraction/sentences/sentence.hpp"

namespace vitagraph::extraction::sentences {

struct RoleItem;

/// Where courses were taught, and as what, if the line itself does not say.
struct TaughtAt {
  std::string organization, unit, role;
};

/// Reads sentences one after the other and keeps what they say of the owner until the text ends: a later sentence may
/// date a post of an earlier one ("Prior to joining Avon in 2021, …").
class Narrator {
 public:
  Narrator(const Context& context, Findings& findings) : context_(context), findings_(findings), owner_(context) {}

  void tell(const Sentence& sentence);
  /// An item of a list of news: a statement whose subject is the owner unless it says otherwise, dated by the item.
  void tell_item(const Sentence& item, const DateMention* date);
  /// A line about courses without a subject ("Taught a course on moss", "Instructor of the course Moss I"); whether it
  /// was one.
  bool tell_taught(const Sentence& line, const TaughtAt& where);
  /// What the owner says to have taught, and nothing else; whether anything.
  bool tell_courses(const Sentence& sentence);
  /// Hands the facts over.
  void finish();

 private:
  struct Draft {
    facts::Fact fact;
    Span span;
    std::string rule;
    std::size_t sentence = 0;
  };
  using Frame = bool (Narrator::*)(const Sentence&, const Clause&);
  struct FrameEntry {
    std::string_view name;
    Frame read;
  };
  static const std::vector<FrameEntry>& frames();

  /// What became of one role that is a post.
  struct RolePost {
    std::vector<std::size_t> drafts;  ///< places in `drafts_`, one a house
    bool weak = false;                ///< its house may be a mere part of one
    bool in = false;                  ///< "in" leads to its place: a part of a house rather than a house
  };

  // role_posts.cpp
  bool hold(const Sentence&, const Clause&);
  bool appoint(const Sentence&, const Clause&);
  bool read_roles(const Sentence&, const Clause&, Range range, bool begins_then);
  void read_student(const Sentence&, const RoleItem&);
  bool read_fellowship(const Sentence&, const RoleItem&);
  RolePost add_role(const Sentence&, const RoleItem&, const DateMention* date, bool begins_then);
  void add_hosts(const Sentence&, const RoleItem&, const std::vector<Range>& hosts, const std::string& organization,
                 const DateMention* date);
  void set_house_above(const Sentence&, const std::vector<RolePost>&, const std::string& house_above);
  void set_house_in_front(const Sentence&, const Clause&, const std::vector<RolePost>&);
  void share_houses(const std::vector<RolePost>&, bool dated_in_front);
  void drop_homeless(const std::vector<RolePost>&);
  // posts.cpp
  bool join(const Sentence&, const Clause&);
  bool work(const Sentence&, const Clause&);
  std::string house_before(const Sentence&) const;
  bool intern(const Sentence&, const Clause&);
  bool lead(const Sentence&, const Clause&);
  // studies.cpp
  bool degrees(const Sentence&, const Clause&);
  bool graduate(const Sentence&, const Clause&);
  bool study(const Sentence&, const Clause&);
  bool advised(const Sentence&, const Clause&);
  bool mentored(const Sentence&, const Clause&);
  bool hosted(const Sentence&, const Clause&);
  bool persons(const Sentence&, const Clause&, std::string_view relation);
  // honours.cpp
  bool receive(const Sentence&, const Clause&);
  bool honoured(const Sentence&, const Clause&);
  bool elect(const Sentence&, const Clause&);
  bool fund(const Sentence&, const Clause&);
  bool awards(const Sentence&, Range range);
  bool honours(const Sentence&, Range range);
  /// Several grants; where they end, or the range's beginning if there are none.
  std::size_t grants(const Sentence&, Range range);
  void fellow(const Sentence&, std::string role, Range societies, const DateMention* date);
  // engagements.cpp
  bool serve_on(const Sentence&, const Clause&);
  bool act(const Sentence&, const Clause&);
  bool speak(const Sentence&, const Clause&);
  void service(const Sentence&, const std::string& role, Range venues, const DateMention* front);
  // courses.cpp
  bool teach(const Sentence&, const Clause&);
  bool read_courses(const Sentence&, Range range, const TaughtAt& where);
  // works.cpp
  bool wrote(const Sentence&, const Clause&);
  // topics.cpp
  bool interest(const Sentence&, const Clause&);

  Draft& add(std::string_view type, const Sentence& sentence, Range range, std::string_view rule);
  /// The place in `drafts_` of the first of that sentence or a later one.
  std::size_t told_since(std::size_t sentence) const;
  static void set_dates(facts::Fact& fact, const DateMention* date, bool begins_then);

  const Context& context_;
  Findings& findings_;
  Owner owner_;
  std::vector<Draft> drafts_;
  std::size_t sentence_ = 0;
  const DateMention* item_date_ = nullptr;  ///< where a fact has no date of its own
};

/// The topics of a statement of interests, split at every "and" that joins topics, not where they share a word.
std::vector<Range> split_topics(const Sentence& sentence, Range range);
/// Names of persons at the beginning of the range: "Prof. Ann Lee and Bo Moss".
std::vector<Range> read_persons(const Sentence& sentence, Range range);
/// Whether the name begins like that of a part of a house: "Department of Botany".
bool is_part_of_house(std::string_view name, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction::sentences
