// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "resolution/parallel.hpp"
#include "resolution/person_resolver.hpp"
#include "resolution/weights.hpp"

// Persons by evidence: who is compared with whom, what the sums say, and which of them are acted upon.
namespace vitagraph::resolution {

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
  if (fit.clash && (fit.match.fit < NameFit::partial || left.forms.size() + right.forms.size() > 2)) return out;
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
    if (candidate.fit >= NameFit::partial) approve_all(link.a, link.b);
    links.push_back(link);
  }
  apply(std::move(links));
}

}  // namespace vitagraph::resolution
