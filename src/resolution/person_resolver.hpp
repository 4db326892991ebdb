// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>

#include "resolution/person_evidence.hpp"

namespace vitagraph::resolution {

/// What the resolution of persons looks at, made once; `features` is by node, and of a set at its root.
struct PersonTables {
  explicit PersonTables(Work& work);

  FormTable forms;
  Company company;
  Strings texts;  ///< accounts and pages
  std::vector<PersonFeatures> features;
  std::vector<std::vector<Id>> company_nodes;  ///< node -> nodes in the same facts
  std::vector<Id> nodes;                       ///< of kind person
  std::vector<Id> author_lists;                ///< facts with two authors or more
  std::vector<Id> other_groups;                ///< other facts that name two persons or more
};

/// Who is who, from what is surest to what needs the rest: the same written name in one document; accounts; places in
/// the author lists of one paper; a family name alone in one document; fitting names in one document, and namesakes
/// with company in common, three times over, since who was resolved in one round (the owner of the document, mostly) is
/// better company in the next; slips of the pen after the first time.
class PersonResolver {
 public:
  explicit PersonResolver(Work& work) : work_(work), tables_(work) {}
  void run();
  const PersonTables& tables() const { return tables_; }
  /// How the set is known in others' company.
  Id token_of(Id root);

 private:
  void take_over_ledger();
  void keep_coauthors_apart();
  void unite_equal_names_within_documents();
  void unite_owners_initials();
  void link_accounts();
  void link_papers();
  void link_authors(Id a, Id b, std::vector<Link>& links);
  void link_single_names();
  void link_slips();
  bool is_slip(Id a, Id b);
  void link_within_documents();
  void link_by_company();
  void refresh_company();

  void compare_blocks(std::vector<std::pair<std::uint64_t, Id>>& keyed);
  struct Candidate {
    Link link;
    NameFit fit = NameFit::clash;
  };
  std::vector<KeysOf> parting_keys() const;
  std::vector<Candidate> weigh(std::vector<std::pair<Id, Id>> pairs);
  Candidate judge(Id a, Id b) const;
  void approve_all(Id a, Id b);
  void decide(std::vector<std::pair<Id, Id>> pairs);
  void apply(std::vector<Link> links);
  PersonFeatures& of(Id node) { return tables_.features[work_.clusters.find(node)]; }

  Work& work_;
  PersonTables tables_;
};

}  // namespace vitagraph::resolution
