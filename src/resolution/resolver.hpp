// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>

#include "resolution/ledger.hpp"
#include "resolution/person_resolver.hpp"
#include "resolution/resolvers.hpp"

namespace vitagraph::resolution {

/// The order of the work, and what it leaves behind for whoever wants to know why.
class Resolver {
 public:
  /// `paths`: the nodes of each path in a run without the ledger, for ledgers that name paths.
  Resolver(std::vector<facts::Fact>&& facts, const lexicon::Lexicon& lexicon, const facts::Schema& schema,
           const Ledger& ledger, const NodesOfPath& paths, unsigned jobs, DiagnosticSink& diagnostics);
  Resolver(const Resolver&) = delete;  // mentions_ points into facts_
  Resolver& operator=(const Resolver&) = delete;

  void run();
  /// Facts with entities and normal forms, then the facts of type entity. To be called once, last.
  Resolution take();

  const Mentions& mentions() const { return mentions_; }
  Work& work() { return work_; }
  Clusters& clusters() { return clusters_; }
  PersonResolver& persons() { return *persons_; }
  const std::vector<std::pair<Id, Id>>& undecided() const { return undecided_; }
  const std::string& path(Id node) const {
    return drafts_[static_cast<std::size_t>(mentions_.nodes[node].kind)][draft_of_node_[node]].path;
  }
  NodesOfPath nodes_of_paths() const;

 private:
  using Label = void (*)(std::vector<EntityDraft>&, const Work&);
  static constexpr std::size_t kinds = static_cast<std::size_t>(EntityKind::project) + 1;

  /// Units, courses, awards, talks …: by normalised name and by what they hang on.
  struct TextEntity {
    std::string key;  ///< equal keys are one entity
    std::string slug;
    std::string parent;  ///< path of a unit's organization
  };

  std::vector<EntityDraft>& drafts(EntityKind kind) { return drafts_[static_cast<std::size_t>(kind)]; }
  void draft(EntityKind kind, Label label);
  void draft_by_text();
  TextEntity identify(Id node) const;
  std::string path_of(Id fact, std::string_view field) const;
  void relabel();
  void report_crowds();

  void fill(Id fact);
  void leave_out_self_advice();
  void link_versions();
  void link_documents();
  std::vector<facts::Fact> entity_facts() const;

  std::vector<facts::Fact> facts_;
  Mentions mentions_;
  Vocabulary vocabulary_;
  Clusters clusters_;
  std::vector<std::pair<Id, Id>> undecided_, versions_;
  std::vector<Crowd> crowds_;
  Work work_;
  const Ledger& ledger_;
  const NodesOfPath& ledger_paths_;
  DiagnosticSink& diagnostics_;
  std::unique_ptr<PersonResolver> persons_;
  std::vector<Id> draft_of_node_;
  std::vector<EntityDraft> drafts_[kinds];
};

}  // namespace vitagraph::resolution
