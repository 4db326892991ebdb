// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "resolution/person_resolver.hpp"
#include "resolution/weights.hpp"

// Persons by where they stand: the same place in the author lists of one paper, the same company.
namespace vitagraph::resolution {
namespace {

/// A slip of the pen, where the place in the list already says who is meant.
bool near(const NameForm& a, const NameForm& b) {
  if (a.given.empty() || b.given.empty()) return false;
  std::string left, right;
  for (const GivenWord& word : a.given) left += word.text;
  for (const GivenWord& word : b.given) right += word.text;
  const bool short_given = left.size() < 3 || right.size() < 3;
  if (short_given)
    return left[0] == right[0] && std::min(a.family_key.size(), b.family_key.size()) >= 5 &&
           edit_distance(a.family_key, b.family_key, 1) <= 1;
  left += a.family_key;
  right += b.family_key;
  return std::min(left.size(), right.size()) >= 6 && edit_distance(left, right, 2) <= 2;
}

/// Single letters are left out of a word, one at a time: two words one letter apart have one of these in common.
void add_slip_keys(std::string_view family, std::uint64_t seed, Id root,
                   std::vector<std::pair<std::uint64_t, Id>>& out) {
  out.emplace_back(mix(text_hash(family), seed), root);
  std::string shorter;
  for (std::size_t i = 0; i < family.size(); ++i) {
    shorter.assign(family.substr(0, i));
    shorter += family.substr(i + 1);
    out.emplace_back(mix(text_hash(shorter), seed), root);
  }
}

}  // namespace

void PersonResolver::link_papers() {
  std::map<Id, std::vector<Id>> papers;
  for (const Id fact : tables_.author_lists)
    papers[work_.clusters.find(work_.mentions.node_of(fact, "title"))].push_back(fact);
  std::vector<Link> links;
  for (const auto& [paper, facts] : papers)
    for (std::size_t i = 0; i < facts.size(); ++i)
      for (std::size_t j = i + 1; j < std::min(facts.size(), i + weights::block_walk); ++j)
        link_authors(facts[i], facts[j], links);
  apply(std::move(links));
}

void PersonResolver::link_authors(Id a, Id b, std::vector<Link>& links) {
  const auto authors = [&](Id fact) {
    std::vector<Id> out;
    const auto [begin, end] = work_.mentions.of_fact[fact];
    for (Id i = begin; i < end; ++i)
      if (work_.mentions.nodes[work_.mentions.occurrences[i].node].kind == EntityKind::person)
        out.push_back(work_.mentions.occurrences[i].node);
    return out;
  };
  const std::vector<Id> left = authors(a), right = authors(b);
  std::vector<std::size_t> odd;
  const std::size_t common = std::min(left.size(), right.size());
  for (std::size_t i = 0; i < common; ++i) {
    const Id x = tables_.forms.form_of(left[i]), y = tables_.forms.form_of(right[i]);
    if (tables_.forms.compare(x, y).compatible())
      links.push_back(
          {left[i], right[i], weights::same_publication + weights::name_initial, "the same place in one paper"});
    else
      odd.push_back(i);
  }
  // The lists are in step: what is left over may be a slip of the pen.
  if (left.size() == right.size() && odd.size() * 2 <= left.size()) {
    for (const std::size_t i : odd) {
      const Id x = tables_.forms.form_of(left[i]), y = tables_.forms.form_of(right[i]);
      const NameFit fit = tables_.forms.compare(x, y).fit;
      if (fit == NameFit::clash && !near(tables_.forms[x], tables_.forms[y])) continue;
      tables_.forms.approve(x, y);
      links.push_back(
          {left[i], right[i], weights::same_publication, "nearly the same name at the same place in one paper"});
    }
    return;
  }
  std::map<std::uint64_t, std::vector<Id>> alike;
  for (const Id node : right)
    for (const std::uint64_t key : tables_.forms.block_keys(tables_.forms.form_of(node))) alike[key].push_back(node);
  for (const std::size_t i : odd)
    for (const std::uint64_t key : tables_.forms.block_keys(tables_.forms.form_of(left[i]))) {
      const auto found = alike.find(key);
      if (found == alike.end() || found->second.size() != 1) continue;
      if (tables_.forms.compare(tables_.forms.form_of(left[i]), tables_.forms.form_of(found->second[0])).compatible())
        links.push_back({left[i], found->second[0], weights::same_publication, "authors of one paper"});
    }
}

/// A name in few papers that is a slip of the pen for another one's in the same company: "Bates", "Baters".
void PersonResolver::link_slips() {
  constexpr std::size_t shortest = 5;
  std::vector<std::pair<std::uint64_t, Id>> keyed;
  for (const Id node : tables_.nodes) {
    const NameForm& form = tables_.forms[tables_.forms.form_of(node)];
    if (form.family_key.size() < shortest || form.given.empty() || form.given[0].text.empty() ||
        tables_.features[work_.clusters.find(node)].company.size() < weights::slip_company)
      continue;
    const auto initial = static_cast<unsigned char>(form.given[0].text[0]);
    add_slip_keys(form.family_key, mix(initial, work_.mentions.nodes[node].document), work_.clusters.find(node), keyed);
  }
  std::sort(keyed.begin(), keyed.end());
  keyed.erase(std::unique(keyed.begin(), keyed.end()), keyed.end());
  std::set<std::pair<Id, Id>> pairs;
  for (std::size_t begin = 0, end = 0; begin < keyed.size(); begin = end) {
    for (end = begin; end < keyed.size() && keyed[end].first == keyed[begin].first;) ++end;
    for (std::size_t i = begin; i < end; ++i)
      for (std::size_t j = i + 1; j < std::min(end, i + weights::block_walk); ++j)
        if (is_slip(keyed[i].second, keyed[j].second)) pairs.emplace(keyed[i].second, keyed[j].second);
  }
  std::map<Id, int> rivals;
  for (const auto& [a, b] : pairs) {
    ++rivals[a];
    ++rivals[b];
  }
  std::vector<Link> links;
  for (const auto& [a, b] : pairs) {
    if (rivals[a] > 1 || rivals[b] > 1) {
      work_.undecided.emplace_back(a, b);
      continue;
    }
    approve_all(a, b);
    links.push_back({a, b, weights::accept, "nearly the same name, in the same company"});
  }
  apply(std::move(links));
}

/// Of two sets in one document: the rarer one stands in few papers, with people who are named with the other too.
bool PersonResolver::is_slip(Id a, Id b) {
  if (work_.clusters.kept_apart(a, b)) return false;
  const PersonFeatures& left = tables_.features[a];
  const PersonFeatures& right = tables_.features[b];
  if (contradiction(left, right) ||
      std::min(left.publications.size(), right.publications.size()) > weights::slip_papers)
    return false;
  std::vector<Id> both;
  std::set_intersection(left.company.begin(), left.company.end(), right.company.begin(), right.company.end(),
                        std::back_inserter(both));
  if (static_cast<int>(both.size()) < weights::slip_company) return false;
  const FormTable& forms = tables_.forms;
  bool any = false;
  for (const Id x : left.forms)
    for (const Id y : right.forms) {
      if (forms.vocabulary().is_common_family(forms[x].family_key) &&
          forms.vocabulary().is_common_family(forms[y].family_key))
        return false;
      const bool slip = may_be_slip(forms[x], forms[y], forms.vocabulary());
      if (!slip && !forms.compare(x, y).compatible()) return false;
      any = any || slip;
    }
  return any;
}

}  // namespace vitagraph::resolution
