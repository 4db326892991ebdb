// SPDX-License-Identifier: Apache-2.0
// What is recorded: the rdf:Statement of a triple, its quotations, and the documents they were taken from.
#include "provenance/explain.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "provenance/explainer.hpp"
#include "provenance/recorder.hpp"

namespace vitagraph::provenance {
namespace {

using rdf::Term;
namespace vocabulary = rdf::vocabulary;

Term term_of(std::string_view space, std::string_view name) {
  return Term::iri(std::string(space) + std::string(name));
}
Term rdf_term(std::string_view name) { return term_of(vocabulary::rdf, name); }
Term prov(std::string_view name) { return term_of(vocabulary::prov, name); }
Term oa(std::string_view name) { return term_of("http://www.w3.org/ns/oa#", name); }

std::string text_of(const rdf::Model& graph, const Term& subject, const Term& predicate) {
  const std::optional<Term> found = graph.object(subject, predicate);
  return found ? found->value : std::string();
}

std::optional<std::uint32_t> number(const std::string& text) {
  std::uint32_t out = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

/// "line=11,12" (RFC 5147): after the eleventh line, before the thirteenth.
void set_lines(const std::string& fragment, Passage& passage) {
  const std::size_t comma = fragment.find(',');
  if (fragment.rfind("line=", 0) != 0 || comma == std::string::npos) return;
  const auto first = number(fragment.substr(5, comma - 5)), last = number(fragment.substr(comma + 1));
  if (!first || !last || *first >= *last) return;
  passage.first_line = *first + 1;
  passage.last_line = *last;
}

}  // namespace

Term vg(std::string_view name) { return term_of(vocabulary::vg, name); }

const Sources::Read& Sources::read(const std::string& name) {
  const auto [at, is_new] = read_.try_emplace(name);
  std::error_code failed;
  // The name comes from the graph: only a plain file is opened, never standard input or a device.
  if (!is_new || name == "-" || !std::filesystem::is_regular_file(name, failed)) return at->second;
  try {
    NoDiagnostics told;  // the build said what is wrong with the document
    document::Document document = document::read_document(name, {}, told);
    at->second = {std::move(document.sha256), std::move(document.source), true};
  } catch (const Error&) {
    // As good as not there.
  }
  return at->second;
}

std::optional<Passage> Sources::passage(const std::string& name, const std::string& hash, Span span,
                                        SourceState& state) {
  state = SourceState::unknown;
  if (hash.empty()) return std::nullopt;
  const Read& found = read(name);
  state = !found.there ? SourceState::missing : found.hash == hash ? SourceState::agrees : SourceState::changed;
  if (state != SourceState::agrees || span.begin >= span.end || span.end > found.source.text().size())
    return std::nullopt;
  return passage_at(found.source, span);
}

Explainer::Explainer(const rdf::Model& graph) : impl_(std::make_unique<Impl>(graph)) {}
Explainer::~Explainer() = default;

bool Explainer::has_provenance() const {
  return !impl_->graph.subjects(Term::iri(vocabulary::rdf_type), vg("Quotation")).empty();
}

std::string Explainer::label(const Term& term) const { return impl_->label(term); }

std::string Explainer::Impl::label(const Term& term) const {
  if (!term.is_iri()) return term.value;
  for (const Term& predicate : {Term::iri(vocabulary::rdfs_label), Term::iri(vocabulary::foaf_name)})
    if (const std::optional<Term> name = graph.object(term, predicate)) return name->value;
  const std::size_t cut = term.value.find_last_of("#/", term.value.size() < 2 ? 0 : term.value.size() - 2);
  return cut == std::string::npos ? term.value : term.value.substr(cut + 1);
}

std::vector<Term> Explainer::named(std::string_view name) const {
  std::vector<Term> out;
  const std::string wanted = fold(name);
  for (const std::string_view predicate : {vocabulary::rdfs_label, vocabulary::skos_alt_label})
    impl_->graph.match({}, Term::iri(predicate), {}, [&](const rdf::QuadView& quad) {
      if (quad.subject.kind == rdf::TermKind::iri && fold(quad.object.value) == wanted)
        out.push_back(Term::copy(quad.subject));
    });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Explanation Explainer::Impl::begin(const Term& subject, const Term& predicate, const Term& object) const {
  Explanation out;
  out.statement = {subject, predicate, object, {}};
  const std::size_t cut = predicate.value.find_last_of("#/");
  out.text = fmt::format("{}  {}  {}", label(subject), predicate.value.substr(cut + 1),
                         object.is_literal() ? "\"" + object.value + "\"" : label(object));
  return out;
}

const std::map<std::pair<Term, Term>, std::vector<Term>>& Explainer::Impl::records(const Term& subject) {
  if (records_of == subject) return records_;
  records_.clear();
  records_of = subject;
  for (const Term& record : graph.subjects(rdf_term("subject"), subject))
    for (const Term& predicate : graph.objects(record, rdf_term("predicate")))
      for (const Term& object : graph.objects(record, rdf_term("object")))
        records_[{predicate, object}].push_back(record);
  return records_;
}

Evidence Explainer::Impl::evidence(const Term& quotation) {
  const auto [at, is_new] = seen.try_emplace(quotation.value);
  Evidence& out = at->second;
  if (!is_new) return out;
  out.quotation = quotation.value;
  out.passage.words = text_of(graph, quotation, prov("value"));
  out.passage.before = text_of(graph, quotation, oa("prefix"));
  out.passage.after = text_of(graph, quotation, oa("suffix"));
  set_lines(text_of(graph, quotation, rdf_term("value")), out.passage);
  out.rule = text_of(graph, quotation, vg("rule"));
  out.confidence = text_of(graph, quotation, vg("confidence"));
  const auto begins = number(text_of(graph, quotation, vg("textBegin")));
  const auto ends = number(text_of(graph, quotation, vg("textEnd")));
  const std::optional<Term> document = graph.object(quotation, prov("wasQuotedFrom"));
  if (!document) return out;
  const std::string hash = text_of(graph, *document, vg("sha256"));
  // Copies of one document have one IRI and several names: the first that still agrees, else the first.
  for (const Term& name : graph.objects(*document, vg("sourceName"))) {
    SourceState state = SourceState::unknown;
    const auto passage = sources.passage(name.value, hash, begins && ends ? Span{*begins, *ends} : Span{}, state);
    if (!out.source.empty() && state != SourceState::agrees) continue;
    out.source = name.value;
    out.state = state;
    if (passage) out.passage = *passage;
    if (state == SourceState::agrees) break;
  }
  if (out.source.empty()) out.source = label(*document);
  return out;
}

void Explainer::Impl::add_record(const Term& record, Explanation& to) {
  for (const Term& quotation : graph.objects(record, prov("wasDerivedFrom")))
    to.evidence.push_back(evidence(quotation));
  for (const Term& rule : graph.objects(record, prov("wasInfluencedBy"))) to.rules.push_back(label(rule));
}

std::set<std::string> Explainer::wanted(const std::set<std::string>& spaces,
                                        const std::function<std::vector<Explanation>(Explainer&)>& ask) {
  std::set<std::string> out;
  impl_->wanted = &out;
  impl_->spaces = &spaces;
  ask(*this);
  impl_->wanted = nullptr;
  impl_->records_of.reset();
  return out;
}

Explanation Explainer::explain(const Term& subject, const Term& predicate, const Term& object) {
  return impl_->explain(subject, predicate, object, 0);
}

Explanation Explainer::Impl::explain(const Term& subject, const Term& predicate, const Term& object, int depth) {
  Explanation out = begin(subject, predicate, object);
  if (!says(subject, predicate, object)) {
    out.origin = Origin::absent;
    return out;
  }
  if (wanted) {
    const std::string name = statement_name({subject.view(), predicate.view(), object.view(), {}});
    for (const std::string& space : *spaces) wanted->insert(space + name);
    derive(out, depth);
    return out;
  }
  const auto& all = records(subject);
  if (const auto found = all.find({predicate, object}); found != all.end()) {
    for (const Term& record : found->second) add_record(record, out);
    std::sort(out.evidence.begin(), out.evidence.end(), [](const Evidence& a, const Evidence& b) {
      return std::tie(a.source, a.passage.first_line, a.quotation) <
             std::tie(b.source, b.passage.first_line, b.quotation);
    });
    out.origin = out.evidence.empty() ? Origin::names : Origin::stated;
    return out;
  }
  derive(out, depth);
  if (!out.reason.empty()) out.origin = Origin::derived;
  return out;
}

std::vector<Explanation> Explainer::about(const Term& subject) {
  std::vector<std::pair<Term, Term>> statements;
  impl_->graph.match(subject, {}, {}, [&](const rdf::QuadView& quad) {
    // What the provenance itself says of the subject is no statement to be explained.
    if (quad.predicate.value == vg("hasQuotation").value) return;
    statements.emplace_back(Term::copy(quad.predicate), Term::copy(quad.object));
  });
  std::sort(statements.begin(), statements.end());
  statements.erase(std::unique(statements.begin(), statements.end()), statements.end());
  std::vector<Explanation> out;
  for (const auto& [predicate, object] : statements) out.push_back(explain(subject, predicate, object));
  const auto place = [](const Explanation& e) {
    return e.evidence.empty()
               ? std::tuple(std::string(), std::uint32_t{0}, std::string())
               : std::tuple(e.evidence[0].source, e.evidence[0].passage.first_line, e.evidence[0].quotation);
  };
  std::stable_sort(out.begin(), out.end(), [&](const Explanation& a, const Explanation& b) {
    return std::tuple(a.origin, place(a)) < std::tuple(b.origin, place(b));
  });
  return out;
}

}  // namespace vitagraph::provenance
