// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "resolution/person_resolver.hpp"
#include "resolution/weights.hpp"

namespace vitagraph::resolution {
namespace {

/// "RH" for Richard Hammack, in his own document.
bool are_initials_of(std::string_view written, const NameForm& owner) {
  std::string wanted;
  for (const GivenWord& word : owner.given) wanted += word.text[0];
  if (owner.family.empty()) return false;
  wanted += owner.family.back()[0];
  std::string letters;
  for (const char c : written) {
    if (c >= 'A' && c <= 'Z')
      letters += static_cast<char>(c - 'A' + 'a');
    else if (c != '.' && c != ' ')
      return false;
  }
  if (letters.size() < 2) return false;
  return letters == wanted || (wanted.size() > 2 && letters == std::string{wanted.front(), wanted.back()});
}

}  // namespace

void PersonResolver::run() {
  take_over_ledger();
  keep_coauthors_apart();
  unite_equal_names_within_documents();
  unite_owners_initials();
  link_accounts();
  link_papers();
  for (int round = 0; round < 3; ++round) {
    refresh_company();
    link_within_documents();
    if (round == 0) link_single_names();
    refresh_company();
    if (round == 0) link_slips();
    link_by_company();
  }
}

/// What the ledger united is one set from the start, whatever its names.
void PersonResolver::take_over_ledger() {
  for (const Id node : tables_.nodes) {
    const Id root = work_.clusters.find(node);
    if (root == node) continue;
    for (const Id form : tables_.features[root].forms) tables_.forms.approve(form, tables_.forms.form_of(node));
    tables_.features[root].merge(tables_.features[node]);
    tables_.features[node] = {};
  }
}

void PersonResolver::keep_coauthors_apart() {
  const Mentions& m = work_.mentions;
  std::map<std::uint64_t, std::vector<Id>> alike;
  const auto apart = [&](Id fact) {
    alike.clear();
    const auto [begin, end] = m.of_fact[fact];
    for (Id i = begin; i < end; ++i) {
      const Id node = m.occurrences[i].node;
      if (m.nodes[node].kind != EntityKind::person) continue;
      for (const std::uint64_t key : tables_.forms.block_keys(tables_.forms.form_of(node))) alike[key].push_back(node);
    }
    for (auto& [key, people] : alike) {
      std::sort(people.begin(), people.end());
      people.erase(std::unique(people.begin(), people.end()), people.end());
      if (people.size() > 1) work_.clusters.keep_all_apart(people);
    }
  };
  for (const Id fact : tables_.author_lists) apart(fact);
  // Nobody is their own advisor.
  for (const Id fact : tables_.other_groups) apart(fact);
}

void PersonResolver::apply(std::vector<Link> links) {
  work_.clusters.apply(
      std::move(links),
      [&](Id a, Id b) {
        const PersonFeatures& left = tables_.features[a];
        const PersonFeatures& right = tables_.features[b];
        return !contradiction(left, right) && !fit_names(left, right, tables_.forms).clash;
      },
      [&](Id root, Id gone) {
        tables_.features[root].merge(tables_.features[gone]);
        tables_.features[gone] = {};
      });
}

void PersonResolver::unite_equal_names_within_documents() {
  std::map<std::pair<Id, std::string_view>, Id> first;
  std::vector<Link> links;
  for (const Id node : tables_.nodes) {
    if (work_.mentions.nodes[node].context) continue;
    const auto [entry, fresh] =
        first.emplace(std::pair(work_.mentions.nodes[node].document,
                                std::string_view(tables_.forms[tables_.forms.form_of(node)].key)),
                      node);
    if (!fresh) links.push_back({entry->second, node, weights::accept, "the same name in one document"});
  }
  apply(std::move(links));
}

void PersonResolver::unite_owners_initials() {
  std::unordered_map<Id, std::vector<Id>> owners;
  for (const Id node : tables_.nodes)
    if (!tables_.features[node].subject_of.empty()) owners[work_.mentions.nodes[node].document].push_back(node);
  for (const Id node : tables_.nodes) {
    if (work_.mentions.name(node).size() > 8) continue;
    const auto found = owners.find(work_.mentions.nodes[node].document);
    if (found == owners.end() || found->second.size() != 1 ||
        !are_initials_of(work_.mentions.name(node), tables_.forms[tables_.forms.form_of(found->second[0])]))
      continue;
    approve_all(node, found->second[0]);
    apply({{node, found->second[0], weights::accept, "the initials of the document's subject"}});
  }
}

/// "Ramos" or "della Porta" alone, where the document has one person of that family name. A very common one says too
/// little.
void PersonResolver::link_single_names() {
  const auto owner = [this](Id node, const std::string& family) {
    return mix(text_hash(family), work_.mentions.nodes[node].document);
  };
  std::unordered_map<std::uint64_t, std::vector<Id>> singles;
  const Vocabulary& words = tables_.forms.vocabulary();
  for (const Id node : tables_.nodes) {
    const NameForm& form = tables_.forms[tables_.forms.form_of(node)];
    // A particle in front may be part of the family name: "Della Porta".
    const std::string whole = form.given.size() == 1 && words.is_particle(form.given[0].text)
                                  ? without_digraphs(form.given[0].text + form.family_key)
                                  : std::string();
    if (form.given.empty() && form.family_key.size() > 2 && !words.is_common_family(form.family_key))
      singles[owner(node, form.family_key)].push_back(node);
    else if (!whole.empty())
      singles[owner(node, whole)].push_back(node);
  }
  std::unordered_map<std::uint64_t, std::set<Id>> known;
  for (const Id node : tables_.nodes) {
    const NameForm& form = tables_.forms[tables_.forms.form_of(node)];
    if (form.given.empty()) continue;
    for (const std::string* family : {&form.family_key, &form.bare_key, &form.last_key})
      if (const std::uint64_t key = owner(node, *family); singles.count(key))
        known[key].insert(work_.clusters.find(node));
  }
  std::vector<Link> links;
  for (const auto& [key, roots] : known) {
    if (roots.size() != 1) continue;
    for (const Id node : singles[key]) {
      const Id root = *roots.begin();
      if (work_.clusters.same(node, root)) continue;
      approve_all(node, root);
      links.push_back({node, root, weights::accept, "the only one in the document with this family name"});
    }
  }
  apply(std::move(links));
}

/// Other evidence holds two sets to be one person's: from now on their names do not speak against it.
void PersonResolver::approve_all(Id a, Id b) {
  for (const Id x : of(a).forms)
    for (const Id y : of(b).forms)
      if (!tables_.forms.compare(x, y).compatible()) tables_.forms.approve(x, y);
}

void PersonResolver::link_accounts() {
  std::unordered_map<Id, Id> first;
  std::vector<std::pair<Id, Id>> pairs;
  for (const Id node : tables_.nodes)
    for (const std::vector<Id>* texts : {&tables_.features[node].accounts, &tables_.features[node].homepages})
      for (const Id text : *texts) {
        const auto [entry, fresh] = first.emplace(text, node);
        if (!fresh) pairs.emplace_back(entry->second, node);
      }
  decide(std::move(pairs));
}

/// A person is known in company by the fullest of his or her names.
Id PersonResolver::token_of(Id root) {
  const NameForm* best = nullptr;
  const auto rank = [](const NameForm& f) {
    return std::tuple(f.has_full_given(), f.given.empty() ? 0 : f.given.front().text.size());
  };
  for (const Id form : tables_.features[root].forms) {
    const NameForm& candidate = tables_.forms[form];
    if (!best || rank(*best) < rank(candidate) || (rank(*best) == rank(candidate) && candidate.key < best->key))
      best = &candidate;
  }
  return best ? tables_.company.token(*best) : none;
}

void PersonResolver::refresh_company() {
  std::unordered_map<Id, Id> token_of_root;
  const auto token = [&](Id node) {
    const Id root = work_.clusters.find(node);
    const auto [entry, fresh] = token_of_root.emplace(root, none);
    if (fresh) entry->second = token_of(root);
    return entry->second;
  };
  for (const Id node : tables_.nodes)
    if (work_.clusters.find(node) == node) tables_.features[node].company.clear();
  for (const Id node : tables_.nodes) {
    std::vector<Id>& company = of(node).company;
    for (const Id other : tables_.company_nodes[node])
      if (const Id known = token(other); known != none) company.push_back(known);
  }
  for (const Id node : tables_.nodes) {
    std::vector<Id>& company = tables_.features[node].company;
    std::sort(company.begin(), company.end());
    company.erase(std::unique(company.begin(), company.end()), company.end());
  }
}

void PersonResolver::link_within_documents() {
  std::vector<std::pair<std::uint64_t, Id>> keyed;
  for (const Id node : tables_.nodes) {
    const Id root = work_.clusters.find(node);
    for (const std::uint64_t key : tables_.forms.block_keys(tables_.forms.form_of(node)))
      keyed.emplace_back(mix(key, work_.mentions.nodes[node].document), root);
  }
  compare_blocks(keyed);
}

void PersonResolver::link_by_company() {
  std::vector<std::pair<std::uint64_t, Id>> keyed;
  for (const Id root : tables_.nodes) {
    if (work_.clusters.find(root) != root) continue;
    const PersonFeatures& f = tables_.features[root];
    for (const Id form : f.forms)
      for (const std::uint64_t key : tables_.forms.block_keys(form)) {
        for (const Id token : f.company) keyed.emplace_back(mix(key, token), root);
        for (const Id organization : f.organizations) keyed.emplace_back(mix(key, organization + (1ULL << 40)), root);
        // Namesakes by full name with nothing in common are worth a line among the undecided.
        if (tables_.forms[form].has_full_given())
          keyed.emplace_back(mix(key, text_hash(tables_.forms[form].given.front().text)), root);
      }
  }
  compare_blocks(keyed);
}

}  // namespace vitagraph::resolution
