// SPDX-License-Identifier: Apache-2.0
// What implies a statement that no document makes: the rules of the graph stage, read backwards.
#include <algorithm>
#include <array>
#include <deque>

#include "provenance/explainer.hpp"

namespace vitagraph::provenance {
namespace {

using rdf::Term;

/// Derived statements rest on derived ones three deep at most (advisee, advisor, doctoralAdvisor); the rest is input
/// that goes in circles.
constexpr int deepest = 4;
/// Papers shown for one shared venue and person: they show that it is shared, the graph has all of them.
constexpr std::size_t most_papers = 5;

constexpr std::array<std::string_view, 8> kinds_of_advice = {
    "doctoralAdvisor", "mastersAdvisor", "bachelorsAdvisor", "postdoctoralAdvisor", "internshipMentor",
    "mentor",          "host",           "committeeMember"};

std::vector<Term> both(const std::vector<Term>& a, const std::vector<Term>& b) {
  std::vector<Term> out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

std::string count(std::size_t number, std::string_view one) {
  return fmt::format("{} {}{}", number, one, number == 1 ? "" : "s");
}

}  // namespace

void Explainer::Impl::derive(Explanation& what, int depth) {
  if (depth > deepest) return;
  const Term subject = what.statement.subject, object = what.statement.object;
  const std::string& predicate = what.statement.predicate.value;
  const auto is = [&](std::string_view name) { return predicate == vg(name).value; };
  const Term type = Term::iri(rdf::vocabulary::rdf_type);
  // The nodes that relate makes are about two persons.
  for (const std::string_view kind : {"Coauthorship", "VenueSharing"}) {
    if (!graph.has(subject, type, vg(kind))) continue;
    const std::vector<Term> two = graph.objects(subject, vg("participant"));
    if (two.size() != 2) return;
    return kind == "Coauthorship" ? coauthors(what, two[0], two[1])
                                  : venues(what, two[0], two[1], graph.object(subject, vg("venue")));
  }
  if (is("coauthor")) return coauthors(what, subject, object);
  if (is("sharesVenueWith")) return venues(what, subject, object, {});
  if (is("academicAncestor")) return chain(what, subject, object, depth);
  if (is("academicSibling")) return siblings(what, subject, object, depth);
  if (is("advisee")) {
    if (!says(object, vg("advisor"), subject)) return;
    what.reason = fmt::format("{} is an advisor of {}", label(subject), label(object));
    what.because.push_back(explain(object, vg("advisor"), subject, depth + 1));
    return;
  }
  advising(what, depth);
}

/// The paper with the words that name its authors, and its venue if that matters.
void Explainer::Impl::publication(Explanation& what, const Term& paper, const std::vector<Term>& authors,
                                  const std::optional<Term>& venue) {
  std::vector<Explanation> parts;
  for (const Term& author : authors) parts.push_back(explain(paper, vg("author"), author, deepest));
  if (venue) parts.push_back(explain(paper, vg("publishedIn"), *venue, deepest));
  Explanation& out = what.because.emplace_back();
  out.statement = parts.front().statement;
  out.text = label(paper);
  out.origin = Origin::stated;
  for (Explanation& part : parts) {
    for (Evidence& evidence : part.evidence)
      if (std::none_of(out.evidence.begin(), out.evidence.end(),
                       [&](const Evidence& e) { return e.quotation == evidence.quotation; }))
        out.evidence.push_back(std::move(evidence));
    for (std::string& rule : part.rules)
      if (std::find(out.rules.begin(), out.rules.end(), rule) == out.rules.end()) out.rules.push_back(std::move(rule));
  }
  if (out.evidence.empty()) out.origin = Origin::unknown;
}

void Explainer::Impl::coauthors(Explanation& what, const Term& a, const Term& b) {
  const std::vector<Term> papers = both(graph.subjects(vg("author"), a), graph.subjects(vg("author"), b));
  if (papers.empty()) return;
  what.reason = fmt::format("{} and {} are authors of {}", label(a), label(b), count(papers.size(), "publication"));
  for (const Term& paper : papers) publication(what, paper, {a, b}, {});
}

void Explainer::Impl::venues(Explanation& what, const Term& a, const Term& b, const std::optional<Term>& venue) {
  const auto at = [&](const Term& person) {
    std::map<Term, std::vector<Term>> out;
    for (const Term& paper : graph.subjects(vg("author"), person))
      for (const Term& where : graph.objects(paper, vg("publishedIn"))) out[where].push_back(paper);
    return out;
  };
  const auto of_a = at(a), of_b = at(b);
  std::vector<std::string> shared;
  for (const auto& [where, papers] : of_a) {
    const auto other = of_b.find(where);
    if (other == of_b.end() || (venue && *venue != where)) continue;
    shared.push_back(label(where));
    for (const auto& [person, list] : {std::pair(a, papers), std::pair(b, other->second)}) {
      for (std::size_t i = 0; i < list.size() && i < most_papers; ++i) {
        publication(what, list[i], {person}, where);
        what.because.back().text = fmt::format("{}: {}, {}", label(person), label(list[i]), label(where));
      }
    }
  }
  if (!shared.empty())
    what.reason = fmt::format("{} and {} both published in {}", label(a), label(b), fmt::join(shared, "; "));
}

/// The shortest chain of doctoral advisors; of equal ones the first by IRI. A walk, no recursion: the graph may be
/// deep.
void Explainer::Impl::chain(Explanation& what, const Term& from, const Term& to, int depth) {
  std::map<Term, Term> student_of;
  std::deque<Term> open{from};
  student_of.emplace(from, from);
  while (!open.empty() && !student_of.count(to)) {
    const Term at = open.front();
    open.pop_front();
    for (const Term& advisor : graph.objects(at, vg("doctoralAdvisor")))
      if (student_of.emplace(advisor, at).second) open.push_back(advisor);
  }
  if (from == to || !student_of.count(to)) return;
  std::vector<Term> steps{to};
  while (steps.back() != from) steps.push_back(student_of.at(steps.back()));
  std::reverse(steps.begin(), steps.end());
  std::vector<std::string> names;
  for (const Term& step : steps) names.push_back(label(step));
  what.reason = fmt::format("{} of doctoral advisors: {}", count(steps.size() - 1, "step"), fmt::join(names, " ← "));
  for (std::size_t i = 1; i < steps.size(); ++i)
    what.because.push_back(explain(steps[i - 1], vg("doctoralAdvisor"), steps[i], depth + 1));
}

void Explainer::Impl::siblings(Explanation& what, const Term& a, const Term& b, int depth) {
  const std::vector<Term> advisors =
      both(graph.objects(a, vg("doctoralAdvisor")), graph.objects(b, vg("doctoralAdvisor")));
  if (advisors.empty()) return;
  std::vector<std::string> names;
  for (const Term& advisor : advisors) names.push_back(label(advisor));
  what.reason = fmt::format("both have the doctoral advisor {}", fmt::join(names, ", "));
  for (const Term& advisor : advisors)
    for (const Term& student : {a, b})
      what.because.push_back(explain(student, vg("doctoralAdvisor"), advisor, depth + 1));
}

/// An advisor by a sub-property that says more, or by the vg:Advising node that stands for the relation.
void Explainer::Impl::advising(Explanation& what, int depth) {
  const Term subject = what.statement.subject, object = what.statement.object;
  const bool general = what.statement.predicate == vg("advisor");
  const bool of_advice =
      general || std::any_of(kinds_of_advice.begin(), kinds_of_advice.end(),
                             [&](std::string_view kind) { return what.statement.predicate == vg(kind); });
  if (!of_advice) return;
  for (const std::string_view kind : kinds_of_advice)
    if (general && says(subject, vg(kind), object))
      what.because.push_back(explain(subject, vg(kind), object, depth + 1));
  if (what.because.empty())
    for (const Term& node :
         both(graph.subjects(vg("advisingAdvisee"), subject), graph.subjects(vg("advisingAdvisor"), object)))
      what.because.push_back(explain(node, vg("advisingAdvisor"), object, depth + 1));
  if (!what.because.empty()) what.reason = fmt::format("{} advised {}", label(object), label(subject));
}

}  // namespace vitagraph::provenance
