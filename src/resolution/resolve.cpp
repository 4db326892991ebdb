// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "resolution/parallel.hpp"
#include "resolution/resolver.hpp"
#include "resolution/weights.hpp"

namespace vitagraph::resolution {

Resolver::Resolver(std::vector<facts::Fact>&& facts, const lexicon::Lexicon& lexicon, const facts::Schema& schema,
                   const Ledger& ledger, const NodesOfPath& paths, unsigned jobs, DiagnosticSink& diagnostics)
    : facts_(std::move(facts)),
      mentions_(collect_mentions(facts_, schema)),
      vocabulary_(lexicon),
      clusters_(mentions_.nodes.size()),
      work_{mentions_, vocabulary_, clusters_, undecided_, versions_, crowds_, jobs},
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
  report_crowds();
  for_each_index(facts_.size(), work_.jobs, [&](std::size_t id) { fill(static_cast<Id>(id)); });
  leave_out_self_advice();
  link_versions();
}

/// One line for each name, at the first document that has it; the rounds of persons meet the same crowd again.
void Resolver::report_crowds() {
  std::map<std::pair<EntityKind, std::string_view>, Crowd> largest;
  for (const Crowd& crowd : crowds_) {
    const auto [entry, fresh] =
        largest.emplace(std::pair(mentions_.nodes[crowd.first].kind, mentions_.name(crowd.first)), crowd);
    if (!fresh && entry->second.members < crowd.members) entry->second = crowd;
  }
  for (const auto& [named, crowd] : largest) {
    Location location;
    location.file = mentions_.documents[mentions_.nodes[crowd.first].document];
    diagnostics_.report(Kind::crowded_name, std::move(location), crowd.members, kind_name(named.first), named.second,
                        weights::block_walk - 1);
  }
}

void Resolver::draft(EntityKind kind, Label label) {
  drafts(kind) = draft_entities(kind, mentions_, clusters_, draft_of_node_);
  label(drafts(kind), work_);
  for (EntityDraft& draft : drafts(kind)) collect_names(draft, mentions_);
  assign_paths(drafts(kind));
}

/// The user's label is shown; the path stays, so that what refers to it goes on doing so.
void Resolver::relabel() {
  std::map<std::string_view, const LedgerLine*> labelled;
  for (const LedgerLine& line : ledger_.lines()) {
    if (line.sort != LedgerLine::Sort::label) continue;
    if (const auto [first, fresh] = labelled.emplace(line.a.name, &line); !fresh) {
      if (first->second->label == line.label) continue;
      Diagnostic twice = DiagnosticSink::make(Kind::ledger_two_labels, line.location, line.a.name);
      twice.notes.push_back({fmt::format("`{}` by this line", first->second->label), first->second->location});
      diagnostics_.report(std::move(twice));
      continue;
    }
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
                                   const facts::Schema& schema, const Ledger& ledger, NodesOfPath& paths, unsigned jobs,
                                   DiagnosticSink& diagnostics) {
  if (ledger.names_paths()) {
    NoDiagnostics silent;
    const Ledger nothing;
    Resolver before(std::vector<facts::Fact>(facts), lexicon, schema, nothing, paths, jobs, silent);
    before.run();
    paths = before.nodes_of_paths();
  }
  auto resolver = std::make_unique<Resolver>(std::move(facts), lexicon, schema, ledger, paths, jobs, diagnostics);
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
  return run_with(without_resolution(std::move(facts)), lexicon, schema, ledger, paths, options.jobs, diagnostics)
      ->take();
}

namespace {

/// The two runs that show what a further line of the ledger does.
struct Trial {
  std::unique_ptr<Resolver> before, after;
  NodesOfPath before_paths, after_paths;
  Ledger old_ledger, new_ledger;

  std::vector<Change> changes() {
    std::vector<Change> out;
    const Mentions& m = before->mentions();
    for (Id node = 0; node < m.nodes.size(); ++node)
      if (before->path(node) != after->path(node))
        out.push_back(
            {{m.nodes[node].kind, m.documents[m.nodes[node].document], std::string(m.name(node)), before->path(node)},
             after->path(node)});
    return out;
  }
};

std::unique_ptr<Trial> try_line(const std::vector<facts::Fact>& facts, std::string_view line,
                                const lexicon::Lexicon& lexicon, const facts::Schema& schema, const Options& options,
                                DiagnosticSink& diagnostics) {
  auto trial = std::make_unique<Trial>();
  std::string text = options.ledger.empty() ? std::string() : std::string(SourceFile::read(options.ledger).text());
  if (!text.empty() && text.back() != '\n') text += '\n';
  const std::string name = options.ledger.empty() ? "ledger" : options.ledger;
  NoDiagnostics silent;
  trial->old_ledger = Ledger::parse(SourceFile(name, text), silent);
  trial->new_ledger = Ledger::parse(SourceFile(name, text + std::string(line) + "\n"), diagnostics);
  const std::vector<facts::Fact> bare = without_resolution(facts);
  trial->before = run_with(bare, lexicon, schema, trial->old_ledger, trial->before_paths, options.jobs, silent);
  trial->after = run_with(bare, lexicon, schema, trial->new_ledger, trial->after_paths, options.jobs, diagnostics);
  return trial;
}

}  // namespace

std::vector<Change> preview(const std::vector<facts::Fact>& facts, std::string_view ledger_line,
                            const lexicon::Lexicon& lexicon, const facts::Schema& schema, const Options& options,
                            DiagnosticSink& diagnostics) {
  return try_line(facts, ledger_line, lexicon, schema, options, diagnostics)->changes();
}

namespace {

/// A name on both sides of a split means the same mentions twice: tells which there are to choose from.
void refuse_same_mentions(const Operand& left, const Operand& right, const std::vector<Id>& some,
                          const std::vector<Id>& others, const Mentions& mentions) {
  constexpr std::size_t most_listed = 8;
  const auto twice = std::find_first_of(some.begin(), some.end(), others.begin(), others.end());
  if (twice == some.end()) return;
  const std::string_view name = mentions.name(*twice);
  std::vector<std::string> named;
  for (const Id node : some)
    if (mentions.name(node) == name && named.size() < most_listed)
      named.push_back(fmt::format("`{} @ {}`", name, mentions.documents[mentions.nodes[node].document]));
  named.erase(std::unique(named.begin(), named.end()), named.end());
  if (named.size() < 2)
    throw Error("{} is meant by both `{}` and `{}`: one name in one document cannot be split", named.front(),
                left.str(), right.str());
  throw Error("`{}` and `{}` both mean {}: say which mention is another's, such as --split \"{}\" \"{}\"", left.str(),
              right.str(), fmt::join(named, ", "), std::string_view(named[0]).substr(1, named[0].size() - 2),
              std::string_view(named[1]).substr(1, named[1].size() - 2));
}

}  // namespace

LedgerEdit edit_ledger(const std::vector<facts::Fact>& facts, LedgerEdit::Sort sort, std::string_view a,
                       std::string_view b, const lexicon::Lexicon& lexicon, const facts::Schema& schema,
                       const Options& options, DiagnosticSink& diagnostics) {
  const bool merge = sort == LedgerEdit::Sort::merge;
  const Operand left = parse_operand(a), right = parse_operand(b);
  LedgerEdit edit;
  edit.line = fmt::format("{} {} {} {}", merge ? "same" : "different", left.str(), merge ? "=" : "!=", right.str());
  NoDiagnostics silent;
  const Ledger read = Ledger::parse(SourceFile("line", edit.line), silent);
  if (read.lines().size() != 1 || read.lines()[0].a.str() != left.str() || read.lines()[0].b.str() != right.str())
    throw Error("`{}` and `{}` cannot stand in one line of a ledger; name one of them by its path", a, b);
  const auto trial = try_line(facts, edit.line, lexicon, schema, options, diagnostics);
  edit.changes = trial->changes();
  Resolver& after = *trial->after;
  const std::vector<Id> some = nodes_of_operand(left, after.mentions(), trial->after_paths);
  const std::vector<Id> others = nodes_of_operand(right, after.mentions(), trial->after_paths);
  if (!merge) refuse_same_mentions(left, right, some, others, after.mentions());
  std::map<EntityKind, std::pair<std::set<Id>, std::set<Id>>> roots;
  for (const Id node : some) roots[after.mentions().nodes[node].kind].first.insert(after.clusters().find(node));
  for (const Id node : others) roots[after.mentions().nodes[node].kind].second.insert(after.clusters().find(node));
  for (const auto& [kind, sides] : roots) {
    const auto& [left_roots, right_roots] = sides;
    if (left_roots.empty() || right_roots.empty()) continue;
    const bool one = left_roots.size() == 1 && left_roots == right_roots;
    const bool none_shared =
        std::none_of(left_roots.begin(), left_roots.end(), [&](Id root) { return right_roots.count(root) > 0; });
    edit.holds = merge ? one : none_shared;
    if (!edit.holds) break;
  }
  return edit;
}

Explanation explain(const std::vector<facts::Fact>& facts, std::string_view a, std::string_view b,
                    const lexicon::Lexicon& lexicon, const facts::Schema& schema, const Options& options,
                    DiagnosticSink& diagnostics) {
  const Ledger ledger = read_ledger(options, diagnostics);
  NodesOfPath paths;
  const auto resolver = run_with(without_resolution(facts), lexicon, schema, ledger, paths, options.jobs, diagnostics);
  return explain_pair(*resolver, a, b);
}

}  // namespace vitagraph::resolution
