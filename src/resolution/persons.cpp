// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "resolution/person_resolver.hpp"
#include "resolution/weights.hpp"

namespace vitagraph::resolution {
namespace {

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t x = a * 0x9E3779B97F4A7C15ULL ^ (b + 0x7F4A7C159E3779B9ULL + (a << 6) + (a >> 2));
  x ^= x >> 31;
  return x * 0xBF58476D1CE4E5B9ULL;
}

std::uint64_t text_hash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const unsigned char c : text) hash = (hash ^ c) * 0x100000001b3ULL;
  return hash;
}

/// Names that can fit share one of these: a word of the family name and the first letter of a given name. Long family
/// names are found by their beginning and their end too, so that one letter amiss does not hide them.
std::vector<std::uint64_t> block_keys(const NameForm& form) {
  std::vector<std::uint64_t> keys;
  std::string initials;
  for (std::size_t i = 0; i < std::min<std::size_t>(form.given.size(), 2); ++i) initials += form.given[i].text[0];
  if (!form.nickname.empty()) initials += form.nickname[0];
  const auto add = [&](std::string_view family) {
    if (initials.empty()) keys.push_back(text_hash(family));
    for (const char c : initials) keys.push_back(mix(text_hash(family), static_cast<unsigned char>(c)));
  };
  add(form.family_key);
  for (const std::string& word : form.family)
    if (form.family.size() > 1 && word.size() > 2) add(word);
  if (form.given.size() > 1 && !form.given.back().initial) add(form.given.back().text + form.family_key);
  if (form.family_key.size() >= 8) {
    add(form.family_key.substr(0, 4) + "*");
    add("*" + form.family_key.substr(form.family_key.size() - 4));
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

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
    refresh_company();
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
      for (const std::uint64_t key : block_keys(tables_.forms[tables_.forms.form_of(node)])) alike[key].push_back(node);
    }
    for (const auto& [key, people] : alike)
      for (std::size_t i = 0; i < people.size(); ++i)
        for (std::size_t j = i + 1; j < std::min(people.size(), i + weights::block_pairs); ++j)
          if (people[i] != people[j]) work_.clusters.keep_apart(people[i], people[j]);
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
    tables_.forms.approve(tables_.forms.form_of(node), tables_.forms.form_of(found->second[0]));
    for (const Id form : of(found->second[0]).forms) tables_.forms.approve(tables_.forms.form_of(node), form);
    apply({{node, found->second[0], weights::accept, "the initials of the document's subject"}});
  }
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
    for (const std::uint64_t key : block_keys(tables_.forms[tables_.forms.form_of(node)])) alike[key].push_back(node);
  for (const std::size_t i : odd)
    for (const std::uint64_t key : block_keys(tables_.forms[tables_.forms.form_of(left[i])])) {
      const auto found = alike.find(key);
      if (found == alike.end() || found->second.size() != 1) continue;
      if (tables_.forms.compare(tables_.forms.form_of(left[i]), tables_.forms.form_of(found->second[0])).compatible())
        links.push_back({left[i], found->second[0], weights::same_publication, "authors of one paper"});
    }
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
    for (const std::uint64_t key : block_keys(tables_.forms[tables_.forms.form_of(node)]))
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
      for (const std::uint64_t key : block_keys(tables_.forms[form])) {
        for (const Id token : f.company) keyed.emplace_back(mix(key, token), root);
        for (const Id organization : f.organizations) keyed.emplace_back(mix(key, organization + (1ULL << 40)), root);
        // Namesakes by full name with nothing in common are worth a line among the undecided.
        if (tables_.forms[form].has_full_given())
          keyed.emplace_back(mix(key, text_hash(tables_.forms[form].given.front().text)), root);
      }
  }
  compare_blocks(keyed);
}

void PersonResolver::compare_blocks(std::vector<std::pair<std::uint64_t, Id>>& keyed) {
  std::sort(keyed.begin(), keyed.end());
  keyed.erase(std::unique(keyed.begin(), keyed.end()), keyed.end());
  std::vector<std::pair<Id, Id>> pairs;
  std::vector<Id> roots;
  for (std::size_t begin = 0; begin < keyed.size();) {
    std::size_t end = begin;
    roots.clear();
    for (; end < keyed.size() && keyed[end].first == keyed[begin].first; ++end) roots.push_back(keyed[end].second);
    if (roots.size() > 1) compare_block(roots, pairs);
    begin = end;
  }
  keyed.clear();
  keyed.shrink_to_fit();
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  decide(std::move(pairs));
}

/// All pairs of a small block. A larger one is split by the first given name, initials going to every part; where a
/// part is still too large, each is compared with its neighbours in order, which finds what all pairs would where
/// matches are transitive.
void PersonResolver::compare_block(std::vector<Id>& roots, std::vector<std::pair<Id, Id>>& pairs) const {
  const auto all = [&](const std::vector<Id>& some) {
    const std::size_t reach = some.size() <= weights::block_pairs ? some.size() : weights::block_walk;
    for (std::size_t i = 0; i < some.size(); ++i)
      for (std::size_t j = i + 1; j < std::min(some.size(), i + reach); ++j) pairs.emplace_back(some[i], some[j]);
  };
  if (roots.size() <= weights::block_pairs) return all(roots);
  std::map<std::string_view, std::vector<Id>> by_given;
  std::vector<Id> initials;
  for (const Id root : roots) {
    bool full = false;
    for (const Id form : tables_.features[root].forms)
      if (tables_.forms[form].has_full_given()) {
        std::vector<Id>& part = by_given[tables_.forms[form].given.front().text];
        if (part.empty() || part.back() != root) part.push_back(root);
        full = true;
      }
    if (!full) initials.push_back(root);
  }
  if (by_given.empty()) return all(initials);
  for (auto& [given, part] : by_given) {
    all(part);
    // Initials meet one of each name: ambiguous ones are then seen to be so.
    for (const Id root : initials) pairs.emplace_back(std::min(root, part.front()), std::max(root, part.front()));
  }
  all(initials);
}

void PersonResolver::decide(std::vector<std::pair<Id, Id>> pairs) {
  struct Candidate {
    Link link;
    NameFit fit;
  };
  std::vector<Candidate> candidates;
  std::unordered_map<Id, std::vector<std::pair<Id, double>>> of_root;
  for (auto [a, b] : pairs) {
    a = work_.clusters.find(a);
    b = work_.clusters.find(b);
    if (a == b || work_.clusters.kept_apart(a, b)) continue;
    const PersonFeatures& left = tables_.features[a];
    const PersonFeatures& right = tables_.features[b];
    NamesFit fit = fit_names(left, right, tables_.forms);
    if (fit.match.fit == NameFit::clash || contradiction(left, right)) continue;
    if (fit.clash) {
      // One slip in a long name does not hide that the rest fits.
      if (fit.match.fit != NameFit::misspelt || left.forms.size() + right.forms.size() > 2) continue;
    }
    const double score = weigh_persons(left, right, fit, tables_.forms, tables_.company, tables_.texts);
    if (score < weights::doubtful) continue;
    if (score < weights::accept) {
      work_.undecided.emplace_back(a, b);
      continue;
    }
    candidates.push_back({{std::min(a, b), std::max(a, b), score, fit.match.reason}, fit.match.fit});
    of_root[a].emplace_back(b, score);
    of_root[b].emplace_back(a, score);
  }
  // Whoever fits two that exclude each other goes to the one that is clearly better, else to neither.
  const auto ambiguous = [&](Id root, Id other, double score) {
    for (const auto& [rival, strength] : of_root[root]) {
      if (rival == other || strength + 1e-9 < score - weights::clear_lead) continue;
      if (work_.clusters.kept_apart(rival, other) ||
          fit_names(tables_.features[rival], tables_.features[other], tables_.forms).clash)
        return true;
    }
    return false;
  };
  std::vector<Link> links;
  for (const Candidate& candidate : candidates) {
    const Link& link = candidate.link;
    if (ambiguous(link.a, link.b, link.score) || ambiguous(link.b, link.a, link.score)) {
      work_.undecided.emplace_back(link.a, link.b);
      continue;
    }
    if (candidate.fit == NameFit::misspelt || candidate.fit == NameFit::swapped)
      for (const Id x : tables_.features[link.a].forms)
        for (const Id y : tables_.features[link.b].forms)
          if (!tables_.forms.compare(x, y).compatible()) tables_.forms.approve(x, y);
    links.push_back(link);
  }
  apply(std::move(links));
}

}  // namespace vitagraph::resolution
