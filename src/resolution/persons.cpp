// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "resolution/parallel.hpp"
#include "resolution/person_resolver.hpp"
#include "resolution/weights.hpp"

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
    for (const std::uint64_t key : tables_.forms.block_keys(tables_.forms.form_of(node))) alike[key].push_back(node);
  for (const std::size_t i : odd)
    for (const std::uint64_t key : tables_.forms.block_keys(tables_.forms.form_of(left[i]))) {
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

void PersonResolver::compare_blocks(std::vector<std::pair<std::uint64_t, Id>>& keyed) {
  std::sort(keyed.begin(), keyed.end());
  keyed.erase(std::unique(keyed.begin(), keyed.end()), keyed.end());
  const std::vector<KeysOf> levels = parting_keys();
  std::vector<std::pair<Id, Id>> pairs;
  std::vector<Id> roots;
  for (std::size_t begin = 0; begin < keyed.size();) {
    std::size_t end = begin;
    roots.clear();
    for (; end < keyed.size() && keyed[end].first == keyed[begin].first; ++end) roots.push_back(keyed[end].second);
    if (roots.size() > 1) pair_block(roots, levels, pairs, work_.crowds);
    begin = end;
  }
  keyed.clear();
  keyed.shrink_to_fit();
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  decide(std::move(pairs));
}

/// What parts namesakes, in this order: given names, company, organisations, the time they were active in.
std::vector<KeysOf> PersonResolver::parting_keys() const {
  using Keys = std::vector<std::uint64_t>;
  const auto features = [this](Id root) -> const PersonFeatures& { return tables_.features[root]; };
  const auto given = [this, features](Id root, Keys& keys) {
    for (const Id form : features(root).forms) {
      const NameForm& name = tables_.forms[form];
      if (!name.nickname.empty()) keys.push_back(text_hash(name.nickname));
      if (!name.has_full_given()) continue;
      keys.push_back(text_hash(name.given[0].text));
      // "Chao Yuan" and "Chaoyuan", "Tom" and "Thomas".
      if (name.given.size() > 1 && !name.given[1].initial)
        keys.push_back(text_hash(name.given[0].text + name.given[1].text));
      for (const std::uint32_t full : tables_.forms.vocabulary().given_names_of(name.given[0].text))
        keys.push_back(mix(full, 1));
    }
  };
  const auto company = [features](Id root, Keys& keys) {
    keys.insert(keys.end(), features(root).company.begin(), features(root).company.end());
  };
  const auto organizations = [features](Id root, Keys& keys) {
    keys.insert(keys.end(), features(root).organizations.begin(), features(root).organizations.end());
  };
  const auto decades = [features](Id root, Keys& keys) {
    constexpr int decade = 10;
    if (!features(root).first_year) return;
    for (int at = features(root).first_year / decade; at <= features(root).last_year / decade; ++at)
      keys.push_back(static_cast<std::uint64_t>(at));
  };
  return {given, company, organizations, decades};
}

/// Weighs the pairs of sets, in order; those that may be one, and those that nobody can tell, are kept.
std::vector<PersonResolver::Candidate> PersonResolver::weigh(std::vector<std::pair<Id, Id>> pairs) {
  // The union-find moves when asked, so it is asked here and not in the threads.
  std::size_t kept = 0;
  for (const auto& [left, right] : pairs) {
    const Id a = work_.clusters.find(left), b = work_.clusters.find(right);
    if (a != b && !work_.clusters.kept_apart(a, b)) pairs[kept++] = {std::min(a, b), std::max(a, b)};
  }
  pairs.resize(kept);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  tables_.forms.settle();
  std::vector<Candidate> candidates;
  constexpr std::size_t batch = 1 << 16;  // bounds the memory of verdicts that are thrown away
  std::vector<Candidate> judged(std::min(batch, pairs.size()));
  for (std::size_t begin = 0; begin < pairs.size(); begin += batch) {
    const std::size_t count = std::min(batch, pairs.size() - begin);
    for_each_index(count, work_.jobs,
                   [&](std::size_t i) { judged[i] = judge(pairs[begin + i].first, pairs[begin + i].second); });
    for (std::size_t i = 0; i < count; ++i) {
      if (judged[i].link.score < weights::doubtful) continue;
      if (judged[i].link.score < weights::accept)
        work_.undecided.emplace_back(judged[i].link.a, judged[i].link.b);
      else
        candidates.push_back(judged[i]);
    }
  }
  return candidates;
}

/// The sum of evidence for two sets; 0 where something speaks against them.
PersonResolver::Candidate PersonResolver::judge(Id a, Id b) const {
  const PersonFeatures& left = tables_.features[a];
  const PersonFeatures& right = tables_.features[b];
  const NamesFit fit = fit_names(left, right, tables_.forms);
  Candidate out{{a, b, 0, fit.match.reason}, fit.match.fit};
  if (fit.match.fit == NameFit::clash || contradiction(left, right)) return out;
  // One slip in a long name does not hide that the rest fits.
  if (fit.clash && (fit.match.fit != NameFit::misspelt || left.forms.size() + right.forms.size() > 2)) return out;
  out.link.score = weigh_persons(left, right, fit, tables_.forms, tables_.company, tables_.texts);
  return out;
}

void PersonResolver::decide(std::vector<std::pair<Id, Id>> pairs) {
  const std::vector<Candidate> candidates = weigh(std::move(pairs));
  std::unordered_map<Id, std::vector<std::pair<Id, double>>> of_root;
  for (const Candidate& candidate : candidates) {
    of_root[candidate.link.a].emplace_back(candidate.link.b, candidate.link.score);
    of_root[candidate.link.b].emplace_back(candidate.link.a, candidate.link.score);
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
