// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <set>

#include "cli/commands.hpp"
#include "cli/graph_input.hpp"
#include "provenance/provenance.hpp"

namespace vitagraph::cli {
namespace {

using rdf::Term;

constexpr const char* usual = "output/graph.trig";
constexpr std::size_t most_candidates = 20;
constexpr const char* how_to =
    "make a graph that does with `vitagraph build DOCUMENT… --provenance -o output/graph.trig`, then ask again "
    "(--graph FILE if it is another file)";

std::vector<std::string> explained_graphs(const Arguments& arguments) {
  if (!arguments.all("graph").empty()) return arguments.all("graph");
  if (std::filesystem::exists(usual)) return {usual};
  if (std::filesystem::exists("output/graph.ttl"))
    throw Error("output/graph.ttl does not say where its statements come from; {}", how_to);
  throw Error("{} is not there; {}", usual, how_to);
}

/// The predicates of what goes by.
class PredicateSet : public rdf::QuadSink {
 public:
  void quad(const rdf::QuadView& quad) override {
    if (all_.find(quad.predicate.value) == all_.end()) all_.emplace(quad.predicate.value);
  }
  bool has(const Term& term) const { return all_.count(term.value) != 0; }

 private:
  std::set<std::string, std::less<>> all_;
};

/// The graph in the forms that answer: what is said, who the persons are, and which predicates there are.
struct Asked {
  PredicateSet predicates;
  graph::RelationGraphBuilder builder;
  rdf::TeeSink both{builder, predicates};
  rdf::Prefixes prefixes = rdf::Prefixes::standard(rdf::vocabulary::default_base);
  provenance::ExplainedGraph graph;
  graph::RelationGraph persons;

  Asked(const std::vector<std::string>& paths, Context& context)
      : graph(paths, prefixes, both, context.diagnostics), persons(builder.build()) {}
};

std::optional<Term> iri_of(std::string_view text, const Asked& asked) {
  if (text.size() > 2 && text.front() == '<' && text.back() == '>') return Term::iri(text.substr(1, text.size() - 2));
  if (text.find_first_of(" \t") != std::string_view::npos) return std::nullopt;
  if (const std::optional<std::string> full = asked.prefixes.expand(text)) return Term::iri(*full);
  if (text.find("://") != std::string_view::npos && rdf::is_absolute_iri(text)) return Term::iri(text);
  return std::nullopt;
}

/// An IRI, a prefixed name, the end of an IRI (person/ada-brook), or the name of a person or of anything else.
Term require_term(const std::string& text, const Asked& asked, const provenance::Explainer& explainer) {
  if (const std::optional<Term> iri = iri_of(text, asked)) return *iri;
  const graph::PersonMatch match = graph::find_person(asked.persons, text);
  if (match.persons.size() == 1) return Term::iri(asked.persons.person_iri(match.persons[0]));
  if (!match.persons.empty()) graph::require_person(asked.persons, text);  // throws, with the candidates
  const std::vector<Term> found = explainer.named(text);
  if (found.size() == 1) return found[0];
  if (found.empty()) graph::require_person(asked.persons, text);  // throws, with similar names
  std::string candidates;
  for (std::size_t i = 0; i < found.size() && i < most_candidates; ++i) candidates += "\n  " + found[i].value;
  throw Error("`{}` may be any of {}; give the IRI:{}", to_valid_utf8(text), found.size(), candidates);
}

/// A predicate that the graph uses: an IRI, a prefixed name, or a name of our ontology without its prefix.
std::optional<Term> predicate_of(std::string_view word, const Asked& asked) {
  std::vector<Term> meant;
  if (word == "a") meant.push_back(Term::iri(rdf::vocabulary::rdf_type));
  if (const std::optional<Term> iri = iri_of(word, asked)) meant.push_back(*iri);
  meant.push_back(Term::iri(std::string(rdf::vocabulary::vg) + std::string(word)));
  for (const Term& term : meant)
    if (asked.predicates.has(term)) return term;
  return std::nullopt;
}

struct Parts {
  std::string subject, object;
  Term predicate;
};

/// "S P O": the first word after the beginning that is a predicate parts the subject from the object.
std::optional<Parts> parts_of(const std::string& text, const Asked& asked) {
  for (std::size_t begin = text.find(' '); begin != std::string::npos; begin = text.find(' ', begin + 1)) {
    const std::size_t end = text.find(' ', begin + 1);
    if (end == std::string::npos) break;
    const std::string word = text.substr(begin + 1, end - begin - 1);
    if (word.empty()) continue;
    if (const std::optional<Term> predicate = predicate_of(word, asked))
      return Parts{std::string(trim(text.substr(0, begin))), std::string(trim(text.substr(end + 1))), *predicate};
  }
  return std::nullopt;
}

/// The objects of the subject that the text may mean: what it names, or a literal that reads so.
std::vector<Term> objects_meant(const Term& subject, const Parts& parts, const Asked& asked,
                                const provenance::Explainer& explainer) {
  std::string_view text = parts.object;
  if (text.size() > 1 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  std::vector<Term> out;
  for (const Term& object : asked.graph.model().objects(subject, parts.predicate))
    if (object.value == text || fold(explainer.label(object)) == fold(text)) out.push_back(object);
  if (out.empty()) out.push_back(require_term(parts.object, asked, explainer));
  return out;
}

int print(const std::vector<provenance::Explanation>& found, const Arguments& arguments, const Context& context) {
  std::vector<provenance::Explanation> shown = found;
  const auto most = static_cast<std::size_t>(arguments.number("top", 0, 1L << 30));
  if (most != 0 && shown.size() > most) shown.resize(most);
  Context::print(arguments.text("format") == "json" ? to_json(shown) : to_text(shown));
  if (shown.size() < found.size())
    context.say(fmt::format("{} of {} statements; --top 0 shows all", shown.size(), found.size()));
  const bool absent =
      std::all_of(found.begin(), found.end(), [](const auto& e) { return e.origin == provenance::Origin::absent; });
  return absent ? 1 : 0;
}

int explain(const Arguments& arguments, Context& context) {
  const std::vector<std::string> graphs = explained_graphs(arguments);
  Asked asked(graphs, context);
  const provenance::Explainer& explainer = asked.graph.explainer();
  if (!asked.graph.has_provenance())
    throw Error("{} does not say where its statements come from; {}", fmt::join(graphs, ", "), how_to);

  const std::vector<std::string>& words = arguments.all("WHAT");
  std::optional<Parts> parts;
  if (words.size() == 3) {
    const std::optional<Term> predicate = predicate_of(words[1], asked);
    if (!predicate) throw Error("no statement of this graph has the predicate `{}`", to_valid_utf8(words[1]));
    parts = Parts{words[0], words[2], *predicate};
  } else if (words.size() == 1) {
    parts = parts_of(words[0], asked);
  } else {
    throw Error("explain takes a name, an IRI, or a statement: 'SUBJECT PREDICATE OBJECT'");
  }
  if (!parts) {
    const Term subject = require_term(words[0], asked, explainer);
    const std::vector<provenance::Explanation> found =
        asked.graph.answer([&](provenance::Explainer& told) { return told.about(subject); });
    if (found.empty()) throw Error("this graph says nothing about {}", subject.str());
    return print(found, arguments, context);
  }
  const Term subject = require_term(parts->subject, asked, explainer);
  const std::vector<Term> objects = objects_meant(subject, *parts, asked, explainer);
  const auto explain_each = [&](provenance::Explainer& told) {
    std::vector<provenance::Explanation> found;
    for (const Term& object : objects) found.push_back(told.explain(subject, parts->predicate, object));
    return found;
  };
  return print(asked.graph.answer(explain_each), arguments, context);
}

}  // namespace

Command explain_command() {
  return {
      "explain",
      "tell where a statement comes from: document, line, words, rules",
      "Reads a graph that `build --provenance` wrote, and tells of all statements about somebody or something, or "
      "of one statement, which words of which document say so, and which rules of extraction and mapping made it. "
      "What was derived is explained by what implies it: coauthors by their papers, an academic ancestor by the "
      "chain of advisors. The words are marked in their line; a document that has changed since is not looked "
      "into. Names are those of persons or of anything with a label. Exits 1 if the graph does not say so.",
      "vitagraph explain 'Peder Quist academicAncestor Tomás Arriaga'",
      {{"WHAT", "a name, an IRI, or a statement 'SUBJECT PREDICATE OBJECT'", 1, 3}},
      {{"-g,--graph", "FILE", std::string("TriG or N-Quads written with --provenance; default ") + usual, "", {}, true},
       {"-n,--top", "N", "how many statements to explain; 0 for all", "100", {}, false},
       {"--format", "FORMAT", "how to write", "text", {"text", "json"}, false}},
      explain};
}

}  // namespace vitagraph::cli
