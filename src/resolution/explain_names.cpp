// SPDX-License-Identifier: Apache-2.0
#include "resolution/explain_names.hpp"

#include "resolution/organization_keys.hpp"
#include "resolution/venue_keys.hpp"

namespace vitagraph::resolution {
namespace {

/// What the keys of organisations and of venues have in common.
template <typename Key>
void compare_keys(const Key& a, const Key& b, const std::string& left, const std::string& right,
                  std::vector<Evidence>& out) {
  const auto say = [&](std::string text) { out.push_back({0, std::move(text), {}}); };
  if (a.identity == b.identity)
    say(fmt::format("{} and {} are compared by the same words, `{}`", left, right, a.words));
  else
    say(fmt::format("{} is compared by the words `{}`, {} by `{}`", left, a.words, right, b.words));
  for (const auto& [key, quoted] : {std::pair(&a, &left), std::pair(&b, &right)}) {
    if (key->known) say(fmt::format("{} is known to the lexicon as `{}`", *quoted, key->label));
    if (key->only_acronym) say(fmt::format("{} is an acronym: it needs a document that explains it", *quoted));
    if (key->general) say(fmt::format("{} has only general words: it means something in its document alone", *quoted));
  }
  if (!a.acronym.empty() && !b.acronym.empty())
    say(fmt::format("the acronyms `{}` and `{}` {}", a.acronym_shown, b.acronym_shown,
                    a.acronym == b.acronym ? "agree" : "differ"));
}

std::vector<Evidence> explain_organizations(const Work& work, Id a, Id b, const Quote& quote) {
  const OrganizationKeys keys(work.vocabulary);
  const OrganizationKey left = keys(work.mentions.name(a)), right = keys(work.mentions.name(b));
  std::vector<Evidence> out;
  compare_keys(left, right, quote(a), quote(b), out);
  const auto forms = [&](UniversityForm x, UniversityForm y) { return left.form == x && right.form == y; };
  if (left.words == right.words &&
      (forms(UniversityForm::of, UniversityForm::after) || forms(UniversityForm::after, UniversityForm::of)))
    out.push_back({0, "one is a University of …, the other a … University", {}});
  return out;
}

std::vector<Evidence> explain_venues(const Work& work, Id a, Id b, const Quote& quote) {
  const VenueKeys keys(work.vocabulary);
  const VenueKey left = keys(work.mentions.name(a)), right = keys(work.mentions.name(b));
  std::vector<Evidence> out;
  compare_keys(left, right, quote(a), quote(b), out);
  if (left.part != right.part)
    out.push_back({0, fmt::format("{} is a workshop or a session: never its host", quote(left.part ? a : b)), {}});
  const Id here = work.mentions.node_of(work.mentions.nodes[a].fact, "organization");
  const Id there = work.mentions.node_of(work.mentions.nodes[b].fact, "organization");
  if (left.event && right.event && here != none && there != none)
    out.push_back({0, fmt::format("held at {} and at {}", quote(here), quote(there)), {}});
  return out;
}

}  // namespace

std::vector<Evidence> explain_names(const Work& work, Id a, Id b, const Quote& quote) {
  switch (work.mentions.nodes[a].kind) {
    case EntityKind::organization: return explain_organizations(work, a, b, quote);
    case EntityKind::venue: return explain_venues(work, a, b, quote);
    case EntityKind::publication: return explain_publications(work, a, b, quote);
    default: return {};
  }
}

}  // namespace vitagraph::resolution
