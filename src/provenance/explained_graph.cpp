// SPDX-License-Identifier: Apache-2.0
#include "provenance/explained_graph.hpp"

#include <algorithm>
#include <filesystem>

namespace vitagraph::provenance {
namespace {

constexpr std::size_t digits = 16;

/// The part of a record's IRI in front of its hash ("https://…/statement/"); empty for any other term.
std::string_view record_space(const rdf::TermView& term, std::string_view kind) {
  if (term.kind != rdf::TermKind::iri || term.value.size() < digits + kind.size()) return {};
  const std::string_view space = term.value.substr(0, term.value.size() - digits);
  const std::string_view hash = term.value.substr(space.size());
  if (!space.ends_with(kind) || hash.find_first_not_of("0123456789abcdef") != std::string_view::npos) return {};
  return space;
}

/// The first reading: all but the records of single statements and quotations.
class FactsOnly : public rdf::QuadSink {
 public:
  FactsOnly(rdf::QuadSink& sink, std::set<std::string>& spaces) : sink_(sink), spaces_(spaces) {}
  void quad(const rdf::QuadView& quad) override {
    const std::string_view statement = record_space(quad.subject, "/statement/");
    if (!statement.empty() || !record_space(quad.subject, "/quotation/").empty()) {
      ++left_out;
      if (!statement.empty() && statement != last_) spaces_.insert(last_ = statement);
      return;
    }
    if (record_space(quad.object, "/quotation/").empty()) sink_.quad(quad);
  }
  std::size_t left_out = 0;

 private:
  rdf::QuadSink& sink_;
  std::set<std::string>& spaces_;
  std::string last_;
};

/// A later reading: what is said of some subjects.
class Only : public rdf::QuadSink {
 public:
  Only(rdf::QuadSink& sink, const std::set<std::string>& subjects) : sink_(sink), subjects_(subjects) {}
  void quad(const rdf::QuadView& quad) override {
    if (quad.subject.value != last_) {
      last_ = quad.subject.value;
      wanted_ = subjects_.count(last_) != 0;
    }
    if (wanted_) sink_.quad(quad);
  }

 private:
  rdf::QuadSink& sink_;
  const std::set<std::string>& subjects_;
  std::string last_;
  bool wanted_ = false;
};

}  // namespace

ExplainedGraph::ExplainedGraph(std::vector<std::string> paths, rdf::Prefixes& prefixes, rdf::QuadSink& also,
                               DiagnosticSink& diagnostics)
    : paths_(std::move(paths)), explainer_(model_) {
  rdf::TeeSink both(model_, also);
  FactsOnly facts(both, spaces_);
  const bool again = std::all_of(paths_.begin(), paths_.end(), [](const std::string& path) {
    std::error_code failed;
    return std::filesystem::is_regular_file(path, failed);
  });
  rdf::ReadOptions reading;
  reading.prefixes = &prefixes;
  for (const std::string& path : paths_)
    rdf::read_rdf(path, reading, again ? static_cast<rdf::QuadSink&>(facts) : both, diagnostics);
  left_out_ = facts.left_out;
}

void ExplainedGraph::fetch(const std::set<std::string>& subjects) {
  if (subjects.empty()) return;
  Only only(model_, subjects);
  NoDiagnostics told;  // by the first reading
  for (const std::string& path : paths_) rdf::read_rdf(path, {}, only, told);
}

std::vector<Explanation> ExplainedGraph::answer(const Ask& ask) {
  if (left_out_ > 0) {
    const std::set<std::string> statements = explainer_.wanted(spaces_, ask);
    fetch(statements);
    std::set<std::string> quotations;
    const rdf::Term source = rdf::Term::iri(std::string(rdf::vocabulary::prov) + "wasDerivedFrom");
    for (const std::string& statement : statements)
      for (const rdf::Term& quotation : model_.objects(rdf::Term::iri(statement), source))
        quotations.insert(quotation.value);
    fetch(quotations);
  }
  return ask(explainer_);
}

}  // namespace vitagraph::provenance
