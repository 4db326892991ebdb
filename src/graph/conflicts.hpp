// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "graph/coauthorship.hpp"
#include "graph/dates.hpp"
#include "graph/relation_graph.hpp"

namespace vitagraph::graph {

enum class ConflictRule : std::uint8_t {
  self,
  advisor,
  coauthor,
  institution,
  grant,
  organiser,
  sibling,
  second_order
};
std::string_view conflict_rule_name(ConflictRule rule);
std::optional<ConflictRule> conflict_rule_of(std::string_view name);

/// For how many years a relation makes a conflict; `for_life` and `never` are special.
struct ConflictPolicy {
  static constexpr std::int32_t never = -1;
  static constexpr std::int32_t for_life = INT32_MAX;

  std::int32_t advisor = for_life;    ///< any kind of advising, in either direction
  std::int32_t coauthor = 3;          ///< a joint publication
  std::int32_t institution = 3;       ///< posts, studies or projects at one organisation at the same time
  std::int32_t grant = 3;             ///< one grant, held together
  std::int32_t organiser = 3;         ///< one event, organised together in one year
  std::int32_t sibling = never;       ///< a common doctoral advisor
  std::int32_t second_order = never;  ///< a common coauthor

  /// Which roles make an organiser, folded: a role that has these words in a row is one. None: no rule.
  std::vector<std::string> organiser_roles;

  /// Lines "rule: YEARS", "rule: for life" or "rule: never" and "organiser_roles: A, B" (YAML's flow lists too); #
  /// begins a comment. Throws Error naming the line.
  static ConflictPolicy parse(std::string_view text, const std::string& name);
};

enum class Verdict : std::uint8_t { definite, possible };

/// One reason why somebody should not judge somebody.
struct Conflict {
  ConflictRule rule;
  Verdict verdict;
  /// Publications, posts, persons: what a chair can check; behind each, in quotation marks, the words of the document
  /// where the graph has them (Quotes::keep).
  std::vector<std::string> evidence;
};

/// All reasons between one person and others, as of a day. A reason is definite when it holds under every reading of
/// dates that state only a year or a month, possible when under some, or when there is no date. Symmetric.
class ConflictFinder {
 public:
  ConflictFinder(const RelationGraph& graph, const ConflictPolicy& policy, const CoauthorOptions& coauthors, Day as_of);
  /// By the other person, strongest rule first; `with` limits whom to look at (by person).
  std::map<PersonId, std::vector<Conflict>> of(PersonId person, const std::vector<bool>& with);

 private:
  void index_shared_work();
  void add_advising(PersonId person, const std::vector<bool>& with,
                    std::map<PersonId, std::vector<Conflict>>& out) const;
  void add_coauthors(PersonId person, const std::vector<bool>& with, std::map<PersonId, std::vector<Conflict>>& out);
  void add_institutions(PersonId person, const std::vector<bool>& with,
                        std::map<PersonId, std::vector<Conflict>>& out) const;
  void add_siblings(PersonId person, const std::vector<bool>& with,
                    std::map<PersonId, std::vector<Conflict>>& out) const;
  void add_second_order(PersonId person, const std::vector<bool>& with, std::map<PersonId, std::vector<Conflict>>& out);
  void add_grants(PersonId person, const std::vector<bool>& with, std::map<PersonId, std::vector<Conflict>>& out) const;
  void add_organisers(PersonId person, const std::vector<bool>& with,
                      std::map<PersonId, std::vector<Conflict>>& out) const;
  /// Merges the reason into those of one rule and person: the strongest verdict, all evidence.
  static void note(std::map<PersonId, Conflict>& found, PersonId other, ConflictRule rule, Verdict verdict,
                   std::string evidence);
  bool is_organiser(const Record& record) const;
  std::optional<Verdict> recent(const Days& last, std::int32_t years) const;
  /// The same of work that two did at the same time, by `as_of_`; nothing where their periods do not meet.
  std::optional<Verdict> recent_together(const Period& a, const Period& b, std::int32_t years) const;
  std::string quote(NodeId node) const;
  std::string quote(NodeId a, NodeId b) const;

  const RelationGraph& graph_;
  ConflictPolicy policy_;
  CoauthorOptions coauthors_;
  JointPublications joint_;
  Day as_of_;
  Csr advisors_, students_;                           ///< doctoral
  std::vector<std::uint32_t> by_advisor_;             ///< indices into graph.advising
  std::multimap<std::string, std::uint32_t> grants_;  ///< by node, and by folded title and funder → graph.records
  std::multimap<NodeId, std::uint32_t> organised_;    ///< by event or venue → graph.records of organisers
};

}  // namespace vitagraph::graph
