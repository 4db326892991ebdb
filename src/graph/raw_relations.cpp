// SPDX-License-Identifier: Apache-2.0
#include "graph/raw_relations.hpp"

#include <string>
#include <unordered_map>

namespace vitagraph::graph {
namespace {

using rdf::vocabulary::vg;

/// Local names under vg: that are kept.
constexpr std::pair<std::string_view, Pick> own_predicates[] = {
    {"author", Pick::author},
    {"hasAuthorship", Pick::has_authorship},
    {"person", Pick::person},
    {"order", Pick::order},
    {"publishedIn", Pick::published_in},
    {"year", Pick::year},
    {"advisingAdvisor", Pick::advising_advisor},
    {"advisingAdvisee", Pick::advising_advisee},
    {"relation", Pick::relation},
    {"advisee", Pick::advisee},
    {"supervisor", Pick::supervisor},
    {"advisor", Pick::advice_advisor},
    {"doctoralAdvisor", Pick::advice_doctoral},
    {"mastersAdvisor", Pick::advice_masters},
    {"bachelorsAdvisor", Pick::advice_bachelors},
    {"postdoctoralAdvisor", Pick::advice_postdoctoral},
    {"internshipMentor", Pick::advice_internship},
    {"mentor", Pick::advice_mentor},
    {"host", Pick::advice_host},
    {"committeeMember", Pick::advice_committee},
    {"holdsPosition", Pick::holds_position},
    {"hasEducation", Pick::has_education},
    {"receivedAward", Pick::received_award},
    {"gaveTalk", Pick::gave_talk},
    {"teaches", Pick::teaches},
    {"performs", Pick::performs},
    {"hasGrant", Pick::has_grant},
    {"workedOn", Pick::worked_on},
    {"interest", Pick::interest},
    {"organization", Pick::organization},
    {"unit", Pick::unit},
    {"role", Pick::role},
    {"degree", Pick::degree},
    {"speaker", Pick::speaker},
    {"event", Pick::event},
    {"venue", Pick::venue},
    {"award", Pick::award},
    {"course", Pick::course},
    {"funder", Pick::funder},
    {"start", Pick::start},
    {"end", Pick::end},
    {"date", Pick::date},
    {"earliestStart", Pick::earliest_start},
    {"latestEnd", Pick::latest_end},
    {"term", Pick::term},
    {"current", Pick::current},
    {"unitOf", Pick::part_of},
    {"hasQuotation", Pick::has_quotation},
};

/// Names that other vocabularies give to the same, as our graphs use them.
constexpr std::pair<std::string_view, Pick> other_predicates[] = {
    {rdf::vocabulary::rdf_type, Pick::type},
    {rdf::vocabulary::foaf_name, Pick::name},
    {rdf::vocabulary::rdfs_label, Pick::label},
    {rdf::vocabulary::skos_pref_label, Pick::pref_label},
    {rdf::vocabulary::skos_alt_label, Pick::alt_label},
    {"http://purl.org/dc/terms/title", Pick::title},
    {"http://www.w3.org/ns/prov#value", Pick::quoted},
    {"http://www.w3.org/ns/prov#wasDerivedFrom", Pick::derived_from},
    {"http://www.w3.org/ns/org#unitOf", Pick::part_of},
    {"http://www.w3.org/ns/org#subOrganizationOf", Pick::part_of},
};

constexpr std::pair<std::string_view, Class> own_classes[] = {
    {"Person", Class::person},
    {"Organization", Class::organization},
    {"OrganizationalUnit", Class::organization},
    {"VenueSeries", Class::venue},
    {"Publication", Class::publication},
    {"JournalArticle", Class::publication},
    {"ConferencePaper", Class::publication},
    {"WorkshopPaper", Class::publication},
    {"Preprint", Class::publication},
    {"Book", Class::publication},
    {"BookChapter", Class::publication},
    {"Thesis", Class::publication},
    {"Report", Class::publication},
    {"Patent", Class::publication},
    {"Poster", Class::publication},
    {"Authorship", Class::authorship},
    {"Advising", Class::advising},
    {"Position", Class::position},
    {"Education", Class::education},
    {"AwardReceipt", Class::award_receipt},
    {"Talk", Class::talk},
    {"Teaching", Class::teaching},
    {"Service", Class::service},
    {"Grant", Class::grant},
    {"Project", Class::project},
    {"Coauthorship", Class::derived},
    {"VenueSharing", Class::derived},
};

template <typename Value>
using Table = std::unordered_map<std::string_view, Value>;

template <typename Value, std::size_t n>
Table<Value> table(const std::pair<std::string_view, Value> (&rows)[n]) {
  return Table<Value>(std::begin(rows), std::end(rows));
}

template <typename Value>
std::optional<Value> look_up(const Table<Value>& in, std::string_view key) {
  const auto found = in.find(key);
  return found == in.end() ? std::nullopt : std::optional<Value>(found->second);
}

}  // namespace

std::optional<Pick> pick_of(std::string_view predicate) {
  static const Table<Pick> own = table(own_predicates);
  static const Table<Pick> other = table(other_predicates);
  return predicate.starts_with(vg) ? look_up(own, predicate.substr(vg.size())) : look_up(other, predicate);
}

Class class_of(std::string_view iri) {
  static const Table<Class> own = table(own_classes);
  if (!iri.starts_with(vg)) return Class::other;
  return look_up(own, iri.substr(vg.size())).value_or(Class::other);
}

NodeId RawRelations::node_of(const rdf::TermView& term) {
  const NodeId node =
      term.kind == rdf::TermKind::blank ? nodes.number("_:" + std::string(term.value)) : nodes.number(term.value);
  if (node >= classes.size()) classes.resize(std::size_t{node} + 1, 0);
  return node;
}

/// Most statements are about what the one before was about.
NodeId RawRelations::subject_of(const rdf::TermView& term) {
  if (term.kind == rdf::TermKind::blank) return node_of(term);
  if (last_subject == none || nodes.text(last_subject) != term.value) last_subject = node_of(term);
  return last_subject;
}

void RawRelations::add(const rdf::QuadView& quad) {
  ++statements;
  const std::optional<Pick> pick = pick_of(quad.predicate.value);
  if (!pick) return;
  if (quotes != Quotes::keep && (*pick == Pick::has_quotation || *pick == Pick::quoted)) return;
  if (quotes != Quotes::sources && *pick == Pick::derived_from) return;
  if (*pick == Pick::type) {
    const Class found = class_of(quad.object.value);
    if (found != Class::other)
      classes[subject_of(quad.subject)] |= static_cast<std::uint16_t>(1U << static_cast<unsigned>(found));
    return;
  }
  const NodeId subject = subject_of(quad.subject);
  const auto at = static_cast<std::size_t>(*pick);
  if (quad.object.kind == rdf::TermKind::literal)
    literals[at].emplace_back(subject, texts.number(quad.object.value));
  else
    links[at].emplace_back(subject, node_of(quad.object));
}

}  // namespace vitagraph::graph
