// SPDX-License-Identifier: Apache-2.0
// The conditions of FOOPS!, OOPS! and ROBOT's report that need no network, on the files of an ontology.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "shapes/shapes.hpp"

namespace vitagraph::shapes {
namespace {

using rdf::Term;
namespace v = rdf::vocabulary;

constexpr std::string_view vann = "http://purl.org/vocab/vann/";
constexpr std::string_view pav = "http://purl.org/pav/";
constexpr std::string_view dc = "http://purl.org/dc/elements/1.1/";
constexpr std::string_view schema = "http://schema.org/";

Term term(std::string_view space, std::string_view name) { return Term::iri(std::string(space) + std::string(name)); }

/// What a header says, by any of some properties; `as_iri`: a literal will not do.
struct Wanted {
  std::string_view what;
  std::vector<Term> any_of;
  bool as_iri = false;
};

std::vector<Wanted> wanted_of_header() {
  return {
      {"its title (dcterms:title)", {term(v::dcterms, "title")}},
      {"what it is about (dcterms:description)", {term(v::dcterms, "description"), term(v::dcterms, "abstract")}},
      {"its licence as an IRI (dcterms:license)",
       {term(v::dcterms, "license"), term(schema, "license"), term("http://creativecommons.org/ns#", "license")},
       true},
      {"which version it is, as an IRI (owl:versionIRI)", {term(v::owl, "versionIRI")}, true},
      {"who made it (dcterms:creator, pav:createdBy)",
       {term(v::dcterms, "creator"), term(dc, "creator"), term(pav, "createdBy"), term(v::prov, "wasAttributedTo")}},
      {"when it was made (dcterms:created, dcterms:issued)",
       {term(v::dcterms, "created"), term(v::dcterms, "issued")}}};
}

/// These are said of the ontology whose namespace the terms are in, beside the rest.
std::vector<Wanted> wanted_of_main() {
  return {{"its namespace (vann:preferredNamespaceUri)", {term(vann, "preferredNamespaceUri")}},
          {"its prefix (vann:preferredNamespacePrefix)", {term(vann, "preferredNamespacePrefix")}},
          {"its version (owl:versionInfo)", {term(v::owl, "versionInfo")}},
          {"who publishes it (dcterms:publisher)", {term(v::dcterms, "publisher")}},
          {"how to cite it (dcterms:bibliographicCitation)", {term(v::dcterms, "bibliographicCitation")}}};
}

class OntologyCheck {
 public:
  OntologyCheck(const std::vector<SourceFile>& files, DiagnosticSink& diagnostics)
      : files_(files), diagnostics_(diagnostics) {
    for (const SourceFile& file : files_) rdf::read_rdf(file, {}, all_, diagnostics_);
  }

  void run() {
    headers();
    if (space_.empty()) return;
    for (const std::string_view kind : {"Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"})
      for (const Term& node : all_.subjects(Term::iri(v::rdf_type), term(v::owl, kind)))
        kinds_[node].emplace_back(kind);
    for (const auto& [node, kinds] : kinds_)
      if (ours(node)) check(node, kinds);
    labels();
    uses();
  }

 private:
  bool ours(const Term& node) const { return node.is_iri() && node.value.starts_with(space_); }
  std::vector<Term> objects(const Term& node, const Term& predicate) const { return all_.objects(node, predicate); }

  /// A term's own block, as Turtle is usually written ("vg:Person a "), else its first mention.
  Location place(const Term& node) const {
    const std::string local = node.value.substr(node.value.find_last_of("#/") + 1), full = "<" + node.value + ">";
    for (const std::string& text : {":" + local + " a ", full + " a ", ":" + local + " ", full})
      for (const SourceFile& file : files_) {
        const std::size_t at = file.text().find(text);
        if (at == std::string_view::npos) continue;
        const auto begin = static_cast<std::uint32_t>(at);
        return file.locate({begin, begin + static_cast<std::uint32_t>(text.size())});
      }
    return files_.empty() ? Location{} : files_[0].whole();
  }
  std::string name_of(const Term& node) const {
    return ours(node) && !prefix_.empty() ? prefix_ + ":" + node.value.substr(space_.size()) : node.value;
  }
  void report(const Term& node, const std::string& what) {
    diagnostics_.report(Kind::ontology_term, place(node), name_of(node), what);
  }

  void headers() {
    const std::vector<Term> found = all_.subjects(Term::iri(v::rdf_type), term(v::owl, "Ontology"));
    for (const Term& ontology : found)
      if (const auto space = all_.object(ontology, term(vann, "preferredNamespaceUri"))) {
        space_ = space->value;
        if (const auto prefix = all_.object(ontology, term(vann, "preferredNamespacePrefix"))) prefix_ = prefix->value;
      }
    if (found.empty()) {
      if (!files_.empty())
        diagnostics_.report(Kind::ontology_header, files_[0].whole(), std::string("that it is one (owl:Ontology)"));
      return;
    }
    bool has_main = false;
    for (const Term& ontology : found) {
      header(ontology, wanted_of_header());
      if (all_.object(ontology, term(v::owl, "versionIRI")) == ontology)
        report(ontology, "its owl:versionIRI is that of the ontology itself, so that versions have one name");
      if (objects(ontology, term(vann, "preferredNamespaceUri")).empty() && found.size() > 1) continue;
      has_main = true;
      header(ontology, wanted_of_main());
    }
    if (!has_main) header(found.front(), wanted_of_main());
  }

  void header(const Term& ontology, const std::vector<Wanted>& all) {
    for (const Wanted& wanted : all) {
      const bool said = std::any_of(wanted.any_of.begin(), wanted.any_of.end(), [&](const Term& predicate) {
        for (const Term& value : objects(ontology, predicate))
          if (!wanted.as_iri || value.is_iri()) return true;
        return false;
      });
      if (!said) diagnostics_.report(Kind::ontology_header, place(ontology), std::string(wanted.what));
    }
  }

  void check(const Term& node, const std::vector<std::string>& kinds) {
    if (kinds.size() > 1) report(node, fmt::format("is declared as {}", fmt::join(kinds, " and ")));
    const std::size_t labels = objects(node, Term::iri(v::rdfs_label)).size();
    if (labels == 0) report(node, "has no rdfs:label");
    if (labels > 1) report(node, "has several rdfs:label; other languages belong into skos:altLabel");
    if (objects(node, term(v::rdfs, "comment")).empty() && objects(node, term(v::skos, "definition")).empty())
      report(node, "has no definition (rdfs:comment, skos:definition)");
    const bool is_class = kinds.front() == "Class";
    if (const char first = node.value.size() > space_.size() ? node.value[space_.size()] : 'x';
        is_class != (first >= 'A' && first <= 'Z'))
      report(node, "classes begin with a capital letter, properties do not");
    if (!is_class && kinds.front() != "AnnotationProperty")
      for (const std::string_view end : {"domain", "range"}) {
        const std::size_t count = objects(node, term(v::rdfs, end)).size();
        if (count == 0) report(node, fmt::format("has no rdfs:{}", end));
        if (count > 1)
          report(node, fmt::format("has {0} rdfs:{1}: whatever has it is in all of them at once", count, end));
      }
    circle(node, term(v::rdfs, is_class ? "subClassOf" : "subPropertyOf"));
  }

  void circle(const Term& node, const Term& up) {
    std::vector<Term> open = objects(node, up);
    std::set<Term> met;
    while (!open.empty()) {
      const Term at = std::move(open.back());
      open.pop_back();
      if (at == node) return report(node, "is below itself");
      if (!met.insert(at).second) continue;
      for (Term& next : objects(at, up)) open.push_back(std::move(next));
    }
  }

  /// ROBOT duplicate_label, label_whitespace.
  void labels() {
    std::map<std::string, Term> first;
    for (const auto& [node, kinds] : kinds_)
      for (const Term& label : objects(node, Term::iri(v::rdfs_label))) {
        if (trim(label.value) != label.value || collapse_blanks(label.value) != label.value)
          report(node, "has white space around or doubled in its label");
        const auto [at, is_new] = first.emplace(fold(label.value), node);
        if (!is_new && at->second != node)
          report(node, fmt::format("has the label `{}`, as {} has", label.value, name_of(at->second)));
      }
  }

  /// Terms of the namespace that nothing declares; axioms about terms of others (OOPS! P40).
  void uses() {
    static constexpr std::array<std::string_view, 4> axioms = {"subClassOf", "subPropertyOf", "domain", "range"};
    std::set<Term> undeclared, foreign;
    all_.each([&](const rdf::QuadView& quad) {
      for (const rdf::TermView& view : {quad.subject, quad.predicate, quad.object}) {
        if (view.kind != rdf::TermKind::iri || !view.value.starts_with(space_)) continue;
        if (const Term node = Term::copy(view); !kinds_.count(node)) undeclared.insert(node);
      }
      if (quad.subject.kind != rdf::TermKind::iri || quad.subject.value.starts_with(space_)) return;
      for (const std::string_view axiom : axioms)
        if (quad.predicate.value == term(v::rdfs, axiom).value) foreign.insert(Term::copy(quad.subject));
    });
    for (const Term& node : undeclared) report(node, "is used, but declared nowhere");
    for (const Term& node : foreign) report(node, "is a term of others, about which no axiom is ours to state");
  }

  const std::vector<SourceFile>& files_;
  DiagnosticSink& diagnostics_;
  rdf::Model all_;
  std::string space_, prefix_;
  std::map<Term, std::vector<std::string>> kinds_;
};

}  // namespace

void check_ontology(const std::vector<SourceFile>& files, DiagnosticSink& diagnostics) {
  OntologyCheck(files, diagnostics).run();
}

}  // namespace vitagraph::shapes
