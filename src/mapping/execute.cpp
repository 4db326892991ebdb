// SPDX-License-Identifier: Apache-2.0
#include "mapping/execute.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <unordered_set>

namespace vitagraph::mapping {
namespace {

/// RML-Core §"Graph maps": this IRI stands for the default graph.
bool is_default_graph(std::string_view iri) {
  return iri == "http://w3id.org/rml/defaultGraph" || iri == "http://www.w3.org/ns/r2rml#defaultGraph";
}

/// The default graph has no name.
void unname_default_graph(MadeTerms& graphs) {
  for (MadeTerm& graph : graphs)
    if (is_default_graph(graph.value)) graph = {{}, nullptr, graph.targets};
}

/// The blank nodes that a statement speaks of.
void note_nodes(const rdf::QuadView& quad, std::vector<std::string_view>& out) {
  for (const rdf::TermView* term : {&quad.subject, &quad.object})
    if (term->kind == rdf::TermKind::blank) out.push_back(term->value);
}

}  // namespace

RowMapper::RowMapper(const Plan& plan, const std::deque<JoinTable>& tables, std::string_view base,
                     DiagnosticSink& diagnostics)
    : plan_(plan), tables_(tables), base_(base), diagnostics_(diagnostics), evaluator_(arena_, *this) {}

void RowMapper::value_problem(const std::string& what, const Location& place) {
  ++value_problems_;
  diagnostics_.report(Kind::mapping_row_value, place, what, row_->shown(),
                      plan_.sources[rule_->source].description->access);
}

void RowMapper::map_lines(std::size_t source, std::size_t layout, const Row& row, LineBlock& lines) {
  struct NoSink : rdf::QuadSink {
    void quad(const rdf::QuadView&) override {}
  } nothing;
  for (const std::size_t rule : plan_.sources[source].rules[layout]) {
    arena_.reset();
    lines_ = &lines;
    lines.several = false;
    const std::size_t first_group = lines.groups.size(), begin = lines.text.size();
    map_rule(plan_.rules[rule], row, nothing);
    if (lines.several) drop_repeated(lines, first_group, begin);
  }
  lines_ = nullptr;
}

/// Within one row: the same value twice, or one predicate in two entries.
void RowMapper::drop_repeated(LineBlock& lines, std::size_t first_group, std::size_t begin) {
  std::unordered_set<std::string_view> seen;
  bool repeated = false;
  const std::string_view text = std::string_view(lines.text).substr(begin);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at) + 1;
    repeated = !seen.insert(text.substr(at, end - at)).second || repeated;
    at = end;
  }
  if (!repeated) return;
  std::unordered_set<std::string_view> kept;
  const std::string copy(text);
  std::string out;
  std::size_t group = first_group;
  for (std::size_t at = 0; at < copy.size();) {
    while (group < lines.groups.size() && lines.groups[group].begin <= begin + at)
      lines.groups[group++].begin = begin + out.size();
    const std::size_t end = copy.find('\n', at) + 1;
    const std::string_view line = std::string_view(copy).substr(at, end - at);
    if (kept.insert(line).second)
      out += line;
    else
      --lines.count;
    at = end;
  }
  while (group < lines.groups.size()) lines.groups[group++].begin = begin + out.size();
  lines.text.resize(begin);
  lines.text += out;
}

void RowMapper::map(std::size_t source, std::size_t layout, const Row& row, rdf::QuadSink& sink) {
  for (const std::size_t rule : plan_.sources[source].rules[layout]) {
    arena_.reset();
    map_rule(plan_.rules[rule], row, sink);
  }
}

void RowMapper::subjects_of(const RulePlan& rule, std::size_t index, const Row& row, MadeTerms& out) {
  const std::string fresh = fmt::format("r{}_{}", index, row.number);
  for (const TermMap& map : rule.subjects)
    if (map.quoted_plan)
      quoted(map, row, out);
    else if (!map.gather_plan)
      evaluator_.terms(map, arena_.keep(fresh), out);
}

void RowMapper::map_rule(const RulePlan& rule, const Row& row, rdf::QuadSink& sink) {
  if (!rule.asserted) return;
  rule_ = &rule;
  row_ = &row;
  collections_ = 0;
  evaluator_.set_rows(row);
  evaluator_.set_base(rule.base.empty() ? std::string_view(base_) : rule.base);
  if (!evaluator_.holds(rule.conditions)) return;
  if (trace_) trace_->begin(rule.name, rule.location, row.line);
  const auto index = static_cast<std::size_t>(&rule - plan_.rules.data());
  subjects_.clear();
  rule_graphs_.clear();
  reified_.clear();
  if (plan_.quotes) quoted_.clear();
  const std::uint64_t problems = value_problems_;
  for (const TermMap& map : rule.graphs) evaluator_.terms(map, {}, rule_graphs_);
  // What was meant for a graph that has no name is not stated of all; an absent one was not meant.
  const bool lost_graph = rule_graphs_.empty() && value_problems_ != problems;
  unname_default_graph(rule_graphs_);
  subjects_of(rule, index, row, subjects_);
  for (const TermMap& map : rule.subjects)
    if (map.gather_plan && !lost_graph) gather_in_graphs(map, rule_graphs_, row, sink, subjects_);
  if (subjects_.empty()) return;
  if (lines_) {
    for (std::string& text : subject_texts_) text.clear();
    lines_->several = lines_->several || subjects_.size() > 1 || !rule.distinct_predicates;
    if (subjects_.size() == 1) begin_group(subjects_.front());
  }

  const std::size_t reified_subjects = reified_.size();
  std::size_t object_number = 0;
  for (const PredicateObjectPlan& po : rule.predicate_objects) {
    const std::size_t first_object = object_number;
    object_number += po.objects.size();
    if (!evaluator_.holds(po.conditions)) continue;
    predicates_.clear();
    inverse_.clear();
    objects_.clear();
    reified_.resize(reified_subjects);
    terms_of(po, first_object, rule, row, predicates_, inverse_, objects_);
    graphs_.assign(rule_graphs_.begin(), rule_graphs_.end());
    const std::uint64_t before = value_problems_;
    for (const TermMap& map : po.graphs) evaluator_.terms(map, {}, graphs_);
    if (graphs_.empty() && (lost_graph || value_problems_ != before)) continue;
    bool gathers = false;
    for (const ObjectPlan& object : po.objects) gathers = gathers || object.term.gather_plan;
    if (graphs_.empty()) graphs_.push_back({});
    if (lines_ && (objects_.size() > 1 || graphs_.size() > 1)) lines_->several = true;
    unname_default_graph(graphs_);
    for (const MadeTerm& graph : graphs_) {
      if (gathers) {
        // A collection lies in one graph: each graph has its own.
        MadeTerms with_collections(objects_);
        for (const ObjectPlan& object : po.objects)
          if (object.term.gather_plan) gather(object.term, graph, row, sink, with_collections);
        emit(with_collections, graph, sink);
      } else {
        emit(objects_, graph, sink);
      }
    }
  }
}

void RowMapper::terms_of(const PredicateObjectPlan& po, std::size_t first_object, const RulePlan& rule, const Row& row,
                         MadeTerms& predicates, MadeTerms& inverse, MadeTerms& objects) {
  const auto index = static_cast<std::size_t>(&rule - plan_.rules.data());
  for (const TermMap& map : po.predicates) evaluator_.terms(map, {}, predicates);
  for (const TermMap& map : po.inverse_predicates) evaluator_.terms(map, {}, inverse);
  for (std::size_t i = 0; i < po.objects.size(); ++i) {
    std::string_view fresh;
    const ObjectPlan& object = po.objects[i];
    if (object.term.fresh_blank) fresh = arena_.keep(fmt::format("r{}_{}_{}", index, row.number, first_object + i));
    objects_of(object, fresh, row, objects);
  }
}

void RowMapper::emit(const MadeTerms& objects, const MadeTerm& graph, rdf::QuadSink& sink) {
  if (lines_) {
    write_lines(objects, graph);
    return;
  }
  spoken_of_.clear();
  spoken_of_in_targets_.clear();
  const auto send = [&](const MadeTerm& subject, const MadeTerm& predicate, const MadeTerm& object) {
    const rdf::QuadView quad{subject, predicate, object, graph};
    bool sent = false;
    // RML-IO §"Logical targets": a statement goes to the targets of all its terms, and to the output if none has any.
    for (const MadeTerm* term : {&subject, &predicate, &object, &graph}) {
      if (!targets_ || !term->targets) continue;
      sent = true;
      for (const TargetUse& target : *term->targets) send_to_target(target, quad);
    }
    if (sent) return;
    sink.quad(quad);
    if (!reified_.empty()) note_nodes(quad, spoken_of_);
  };
  for (const MadeTerm& subject : subjects_)
    for (const MadeTerm& object : objects) {
      for (const MadeTerm& predicate : predicates_) send(subject, predicate, object);
      for (const MadeTerm& predicate : inverse_)
        if (object.kind != rdf::TermKind::literal) send(object, predicate, subject);
    }
  // What the terms reify goes wherever a statement about them went.
  if (reifying_out_) reify(spoken_of_, graph, *reifying_out_);
  for (const auto& [target, nodes] : spoken_of_in_targets_) reify(nodes, graph, target->reifying);
}

/// A path that data has a part in stays within its folder: separators are encoded, and there is no way up.
void RowMapper::send_to_target(const TargetUse& target, const rdf::QuadView& quad) {
  const auto put = [&](const std::string& path) {
    OutputStatements& out = (*targets_)[{target.index, path}];
    out.quads.quad(quad);
    if (!reified_.empty()) note_nodes(quad, spoken_of_in_targets_[&out]);
  };
  if (target.path.is_constant()) {
    put(target.path.text);
    return;
  }
  Values paths;
  evaluator_.values(target.path, Evaluator::Encoding::iri, paths);
  const Piece* first = target.path.pieces.empty() ? nullptr : &target.path.pieces.front();
  const bool may_be_absolute = first && !first->is_reference && first->text.starts_with('/');
  for (const Value& path : paths) {
    const std::string text(path.text);
    const std::string named =
        target.on_web ? text : std::filesystem::path(text).lexically_normal().string();  // `b/.` is `b/`
    const bool absolute = text.starts_with('/'),
               is_folder = named.empty() || named.back() == '/' || named == "." || named == "..";
    if (is_folder || ("/" + text).find("/../") != std::string::npos || text.starts_with("file:") ||
        is_on_web(text) != target.on_web || (absolute && !may_be_absolute))
      value_problem(fmt::format("`{}` is no file for a target", text), target.path.location);
    else
      put(named);
  }
}

void RowMapper::write_lines(const MadeTerms& objects, const MadeTerm& graph) {
  std::string& out = lines_->text;
  const auto put = [&](const MadeTerm& term) {
    if (term.written)
      out += *term.written;
    else
      rdf::append_ntriples(out, term);
  };
  const auto end = [&] {
    if (!graph.value.empty()) {
      out += ' ';
      put(graph);
    }
    out += " .\n";
    ++lines_->count;
  };
  if (!reified_.empty()) {
    std::vector<std::string_view> nodes;
    for (const MadeTerm& object : objects) {
      if (predicates_.empty() && (inverse_.empty() || object.kind == rdf::TermKind::literal)) continue;
      for (const MadeTerm& subject : subjects_) note_nodes({subject, {}, object, {}}, nodes);
    }
    lines_->several = true;
    for (const Reified& each : reified_by(std::move(nodes))) {
      begin_group({rdf::TermKind::blank, each.reifier, {}, {}});
      fmt::format_to(std::back_inserter(out), "_:{} <{}reifies> {}", each.reifier, rdf::vocabulary::rdf, each.triple);
      end();
    }
  }
  for (std::size_t s = 0; s < subjects_.size(); ++s) {
    if (subjects_.size() > 1 || !reified_.empty()) begin_group(subjects_[s]);
    if (subject_texts_.size() <= s) subject_texts_.emplace_back();
    std::string& subject = subject_texts_[s];
    if (subject.empty()) rdf::append_ntriples(subject, subjects_[s]);
    for (const MadeTerm& object : objects) {
      for (const MadeTerm& predicate : predicates_) {
        out += subject;
        out += ' ';
        put(predicate);
        out += ' ';
        put(object);
        end();
      }
      for (const MadeTerm& predicate : inverse_) {
        if (object.kind == rdf::TermKind::literal) continue;
        begin_group(object);
        put(object);
        out += ' ';
        put(predicate);
        out += ' ';
        out += subject;
        end();
        begin_group(subjects_[s]);
      }
    }
  }
}

/// Marks where the statements about a subject begin, so that repeated ones can be found by subject.
void RowMapper::begin_group(const rdf::TermView& subject) {
  const std::uint64_t hash = hash64(subject.value, rule_->component * 4 + static_cast<std::uint64_t>(subject.kind));
  lines_->groups.push_back({hash, lines_->text.size()});
}

void RowMapper::objects_of(const ObjectPlan& object, std::string_view fresh, const Row& row, MadeTerms& out) {
  if (object.joins.empty()) {
    if (object.term.quoted_plan)
      quoted(object.term, row, out);
    else if (!object.term.gather_plan)
      evaluator_.terms(object.term, fresh, out);
    return;
  }
  if (!evaluator_.holds(object.term.conditions)) return;
  for (const JoinPlan& join : object.joins) joined(join, row, out);
}

void RowMapper::joined(const JoinPlan& join, const Row& row, MadeTerms& out) {
  if (join.same_row && join.statements) {
    const Quoted& found = statements_of(join.parent, row);
    out.insert(out.end(), found.reifiers.begin(), found.reifiers.end());
    reified_.insert(reified_.end(), found.reified.begin(), found.reified.end());
    return;
  }
  if (join.same_row) {
    const RulePlan& parent = plan_.rules[join.parent];
    const std::string_view base = evaluator_.base();
    evaluator_.set_base(parent.base.empty() ? std::string_view(base_) : parent.base);
    if (evaluator_.holds(parent.conditions)) subjects_of(parent, join.parent, row, out);
    evaluator_.set_base(base);
    return;
  }
  std::vector<std::string> keys;
  evaluator_.keys(join.child_keys, keys);
  for (const std::string& key : keys)
    for (const JoinTable::Entry* entry : tables_[join.table].find(key)) {
      if (!join.filters.empty()) {
        evaluator_.set_rows(row, &entry->row->row);
        const bool fits = evaluator_.holds(join.filters);
        evaluator_.set_rows(row);
        if (!fits) continue;
      }
      for (const rdf::Term& subject : entry->subjects) out.push_back({subject.view()});
      if (entry->quoted)
        for (const TripleTerm& quoted : *entry->quoted)
          reified_.push_back({quoted.reifier, quoted.triple, quoted.subject, quoted.object});
    }
}

void RowMapper::fill(std::size_t source, std::size_t layout, const Row& row, std::size_t level,
                     std::deque<JoinTable>& tables) {
  for (const std::size_t index : plan_.sources[source].tables[layout]) {
    const JoinTablePlan& table = plan_.tables[index];
    if (table.level != level) continue;
    const RulePlan& parent = plan_.rules[table.parent];
    arena_.reset();
    rule_ = &parent;
    row_ = &row;
    evaluator_.set_rows(row);
    evaluator_.set_base(parent.base.empty() ? std::string_view(base_) : parent.base);
    if (!evaluator_.holds(parent.conditions)) continue;
    subjects_.clear();
    reified_.clear();
    quoted_.clear();
    if (table.statements) {
      const Quoted& found = statements_of(table.parent, row);
      subjects_ = found.reifiers;
      reified_ = found.reified;
    } else {
      subjects_of(parent, table.parent, row, subjects_);
    }
    if (subjects_.empty()) continue;
    std::vector<std::string> keys;
    evaluator_.keys(table.keys, keys);
    std::vector<rdf::Term> subjects;
    for (const MadeTerm& subject : subjects_) subjects.push_back(rdf::Term::copy(subject));
    tables[index].add(keys, std::move(subjects), table.keep_rows ? &row : nullptr, keep_triple_terms());
  }
}

}  // namespace vitagraph::mapping
