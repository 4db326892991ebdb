// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "resolution/resolver.hpp"

namespace vitagraph::resolution {

Resolver::Resolver(std::vector<facts::Fact>&& facts, const lexicon::Lexicon& lexicon, const facts::Schema& schema,
                   const Ledger& ledger, const NodesOfPath& paths, DiagnosticSink& diagnostics)
    : facts_(std::move(facts)),
      mentions_(collect_mentions(facts_, schema)),
      vocabulary_(lexicon),
      clusters_(mentions_.nodes.size()),
      work_{mentions_, vocabulary_, clusters_, undecided_, versions_},
      ledger_(ledger),
      ledger_paths_(paths),
      diagnostics_(diagnostics),
      draft_of_node_(mentions_.nodes.size(), none) {}

void Resolver::run() {
  apply_ledger(ledger_, mentions_, ledger_paths_, clusters_, diagnostics_);
  // Each kind rests on those before it: papers on venues, persons on papers and employers.
  resolve_organizations(work_);
  resolve_venues(work_);
  resolve_publications(work_);
  persons_ = std::make_unique<PersonResolver>(work_);
  persons_->run();
  draft(EntityKind::organization, label_organizations);
  draft(EntityKind::venue, label_venues);
  draft(EntityKind::publication, label_publications);
  draft(EntityKind::person, label_persons);
  draft_by_text();
  relabel();
  for (const Id id : mentions_.order) fill(id);
  link_versions();
}

void Resolver::draft(EntityKind kind, Label label) {
  drafts(kind) = draft_entities(kind, mentions_, clusters_, draft_of_node_);
  label(drafts(kind), work_);
  for (EntityDraft& draft : drafts(kind)) collect_names(draft, mentions_);
  assign_paths(drafts(kind));
}

/// The user's label is shown; the path stays, so that what refers to it goes on doing so.
void Resolver::relabel() {
  for (const LedgerLine& line : ledger_.lines()) {
    if (line.sort != LedgerLine::Sort::label) continue;
    bool found = false;
    for (std::vector<EntityDraft>& all : drafts_)
      for (EntityDraft& draft : all)
        if (draft.path == line.a.name) {
          draft.names.push_back(draft.label);
          draft.names.erase(std::remove(draft.names.begin(), draft.names.end(), line.label), draft.names.end());
          std::sort(draft.names.begin(), draft.names.end());
          draft.label = line.label;
          found = true;
        }
    if (!found) diagnostics_.report(Kind::ledger_unknown_name, line.location, line.a.name);
  }
}

NodesOfPath Resolver::nodes_of_paths() const {
  NodesOfPath out;
  for (Id node = 0; node < mentions_.nodes.size(); ++node) out[path(node)].push_back(node);
  return out;
}

std::vector<Id> nodes_of(const Mentions& mentions, EntityKind kind) {
  std::vector<Id> out;
  for (Id node = 0; node < mentions.nodes.size(); ++node)
    if (mentions.nodes[node].kind == kind) out.push_back(node);
  return out;
}

void collect_names(EntityDraft& draft, const Mentions& mentions) {
  for (const Id node : draft.nodes) draft.names.emplace_back(mentions.name(node));
  std::sort(draft.names.begin(), draft.names.end());
  draft.names.erase(std::unique(draft.names.begin(), draft.names.end()), draft.names.end());
  draft.names.erase(std::remove(draft.names.begin(), draft.names.end(), draft.label), draft.names.end());
}

std::vector<facts::Fact> without_resolution(std::vector<facts::Fact> facts) {
  facts.erase(std::remove_if(facts.begin(), facts.end(), [](const facts::Fact& fact) { return fact.type == "entity"; }),
              facts.end());
  for (facts::Fact& fact : facts) {
    facts::Object kept;
    if (const auto document = fact.entities.find("document"); document != fact.entities.end()) kept.insert(*document);
    fact.entities = std::move(kept);
    fact.normal.clear();
  }
  return facts;
}

namespace {

/// Runs with the ledger; where it names paths, once without it before, to know what these are.
std::unique_ptr<Resolver> run_with(std::vector<facts::Fact> facts, const lexicon::Lexicon& lexicon,
                                   const facts::Schema& schema, const Ledger& ledger, NodesOfPath& paths,
                                   DiagnosticSink& diagnostics) {
  if (ledger.names_paths()) {
    NoDiagnostics silent;
    const Ledger nothing;
    Resolver before(std::vector<facts::Fact>(facts), lexicon, schema, nothing, paths, silent);
    before.run();
    paths = before.nodes_of_paths();
  }
  auto resolver = std::make_unique<Resolver>(std::move(facts), lexicon, schema, ledger, paths, diagnostics);
  resolver->run();
  return resolver;
}

Ledger read_ledger(const Options& options, DiagnosticSink& diagnostics) {
  return options.ledger.empty() ? Ledger() : Ledger::parse(SourceFile::read(options.ledger), diagnostics);
}

}  // namespace

Resolution resolve(std::vector<facts::Fact> facts, const lexicon::Lexicon& lexicon, const facts::Schema& schema,
                   const Options& options, DiagnosticSink& diagnostics) {
  const Ledger ledger = read_ledger(options, diagnostics);
  NodesOfPath paths;
  return run_with(without_resolution(std::move(facts)), lexicon, schema, ledger, paths, diagnostics)->take();
}

std::vector<Change> preview(const std::vector<facts::Fact>& facts, std::string_view ledger_line,
                            const lexicon::Lexicon& lexicon, const facts::Schema& schema, const Options& options,
                            DiagnosticSink& diagnostics) {
  std::string text = options.ledger.empty() ? std::string() : std::string(SourceFile::read(options.ledger).text());
  NoDiagnostics silent;
  const Ledger before = Ledger::parse(SourceFile("ledger", text), silent);
  const Ledger after = Ledger::parse(SourceFile("ledger", text + "\n" + std::string(ledger_line) + "\n"), diagnostics);
  NodesOfPath before_paths, after_paths;
  const std::vector<facts::Fact> bare = without_resolution(facts);
  const auto old_run = run_with(bare, lexicon, schema, before, before_paths, silent);
  const auto new_run = run_with(bare, lexicon, schema, after, after_paths, diagnostics);
  std::vector<Change> changes;
  const Mentions& m = old_run->mentions();
  for (Id node = 0; node < m.nodes.size(); ++node)
    if (old_run->path(node) != new_run->path(node))
      changes.push_back(
          {{m.nodes[node].kind, m.documents[m.nodes[node].document], std::string(m.name(node)), old_run->path(node)},
           new_run->path(node)});
  return changes;
}

Explanation explain(const std::vector<facts::Fact>& facts, std::string_view a, std::string_view b,
                    const lexicon::Lexicon& lexicon, const facts::Schema& schema, const Options& options,
                    DiagnosticSink& diagnostics) {
  const Ledger ledger = read_ledger(options, diagnostics);
  NodesOfPath paths;
  const auto resolver = run_with(without_resolution(facts), lexicon, schema, ledger, paths, diagnostics);
  return explain_pair(*resolver, a, b);
}

}  // namespace vitagraph::resolution
