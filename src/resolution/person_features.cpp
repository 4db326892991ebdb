// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "resolution/person_resolver.hpp"
#include "resolution/weights.hpp"

namespace vitagraph::resolution {
namespace {

void insert_sorted(std::vector<Id>& into, Id value) {
  const auto at = std::lower_bound(into.begin(), into.end(), value);
  if (at == into.end() || *at != value) into.insert(at, value);
}

int year_of(std::string_view text) {
  int year = 0;
  if (text.size() < 4 || std::from_chars(text.data(), text.data() + 4, year).ec != std::errc() || year < 1500 ||
      year > 2200)
    return 0;
  return year;
}

/// "https://www.example.org/~ada/" -> "example.org/~ada"; letters of the host in lower case.
std::string page_key(std::string_view page) {
  std::string key = fold_case(trim(page));
  for (const std::string_view prefix : {"https://", "http://", "www."})
    if (key.compare(0, prefix.size(), prefix) == 0) key.erase(0, prefix.size());
  while (!key.empty() && key.back() == '/') key.pop_back();
  return key;
}

}  // namespace

/// Everything that a fact tells about the persons in it.
class FeatureCollector {
 public:
  FeatureCollector(PersonTables& tables, Work& work) : t_(tables), work_(work), m_(work.mentions) {}

  void run() {
    t_.features.resize(m_.nodes.size());
    for (const Id fact : m_.order) {
      people_.clear();
      const auto [begin, end] = m_.of_fact[fact];
      for (Id i = begin; i < end; ++i)
        if (m_.nodes[m_.occurrences[i].node].kind == EntityKind::person) people_.push_back(m_.occurrences[i].node);
      if (!people_.empty()) take(fact);
    }
    for (Id node = 0; node < m_.nodes.size(); ++node)
      if (m_.nodes[node].kind == EntityKind::person) {
        t_.features[node].forms = {t_.forms.form_of(node)};
        t_.features[node].documents = {m_.nodes[node].document};
        t_.nodes.push_back(node);
        // A node is of one document, so its papers are that document's.
        const int papers = papers_[m_.nodes[node].document];
        if (papers >= weights::usual_papers && papers_of_[node] >= weights::usual_share * papers)
          t_.features[node].usual_in = {m_.nodes[node].document};
      }
  }

 private:
  void take(Id fact_id) {
    const facts::Fact& fact = m_.fact(fact_id);
    add_company();
    add_years(fact);
    if (fact.type == "publication") {
      const Id paper = work_.clusters.find(m_.node_of(fact_id, "title"));
      for (const Id person : people_) insert_sorted(t_.features[person].publications, paper);
      if (const Id venue = m_.node_of(fact_id, "venue"); venue != none)
        for (const Id person : people_) insert_sorted(t_.features[person].venues, work_.clusters.find(venue));
      if (people_.size() > 1) t_.author_lists.push_back(fact_id);
      ++papers_[m_.document_of_fact[fact_id]];
      for (const Id person : people_) ++papers_of_[person];
    } else if (fact.type == "person") {
      add_accounts(people_.front(), fact);
    } else if (fact.type == "position" || fact.type == "education" || fact.type == "talk" || fact.type == "advising") {
      const Id organization = m_.node_of(fact_id, "organization");
      // A talk's host says nothing about the speaker.
      if (organization != none && fact.type != "talk")
        for (const Id person : people_)
          insert_sorted(t_.features[person].organizations, work_.clusters.find(organization));
    }
    if (fact.type != "publication" && people_.size() > 1) t_.other_groups.push_back(fact_id);
  }

  void add_company() {
    const std::size_t window = people_.size() > 2 * weights::company_window ? weights::company_window : people_.size();
    for (std::size_t i = 0; i < people_.size(); ++i)
      for (std::size_t j = i > window ? i - window : 0; j < std::min(people_.size(), i + window + 1); ++j)
        if (people_[i] != people_[j]) t_.company_nodes[people_[i]].push_back(people_[j]);
  }

  void add_years(const facts::Fact& fact) {
    for (const std::string_view field : {"year", "start", "end", "date"}) {
      const int year = year_of(fact.text(field));
      if (!year) continue;
      for (const Id person : people_) {
        PersonFeatures& f = t_.features[person];
        if (!f.first_year || year < f.first_year) f.first_year = year;
        f.last_year = std::max(f.last_year, year);
      }
    }
  }

  void add_accounts(Id person, const facts::Fact& fact) {
    PersonFeatures& f = t_.features[person];
    insert_sorted(f.subject_of, work_.mentions.nodes[person].document);
    for (const std::string& address : fact.list("email"))
      insert_sorted(f.accounts, t_.texts.intern("e-mail " + fold_case(trim(address))));
    if (fact.has("homepage")) insert_sorted(f.homepages, t_.texts.intern(page_key(fact.text("homepage"))));
    const facts::Value* ids = fact.find("ids");
    const auto* object = ids ? std::get_if<facts::Object>(ids) : nullptr;
    if (!object) return;
    for (const auto& [name, value] : *object) {
      const std::string* text = std::get_if<std::string>(&value);
      if (!text) continue;
      if (name == "orcid") {
        const auto orcid = values::normalize_orcid(*text);
        if (!orcid) continue;
        f.orcid = t_.texts.intern("ORCID " + *orcid);
        insert_sorted(f.accounts, f.orcid);
      } else if (name == "dblp_suffix") {
        f.dblp_suffix = t_.texts.intern("dblp number " + *text);
      } else {
        insert_sorted(f.accounts, t_.texts.intern(name + " " + fold_case(values::account_of(*text))));
      }
    }
  }

  PersonTables& t_;
  Work& work_;
  const Mentions& m_;
  std::vector<Id> people_;
  std::unordered_map<Id, int> papers_, papers_of_;  ///< by document, by node
};

/// Marks who has a family name, or part of one, that fits all others of it in the document.
class SoleFamilies {
 public:
  SoleFamilies(PersonTables& tables, const Mentions& mentions) : t_(tables), m_(mentions) {}

  void run() {
    std::vector<std::pair<std::uint64_t, Id>> keyed;
    for (const Id node : t_.nodes)
      for (const std::string& word : t_.forms[t_.forms.form_of(node)].family)
        if (word.size() > 2 && !t_.forms[t_.forms.form_of(node)].given.empty())
          keyed.emplace_back(mix(text_hash(word), m_.nodes[node].document), node);
    std::sort(keyed.begin(), keyed.end());
    keyed.erase(std::unique(keyed.begin(), keyed.end()), keyed.end());
    std::vector<Id> group;
    for (std::size_t begin = 0; begin < keyed.size(); begin += group.size()) {
      group.clear();
      for (std::size_t at = begin; at < keyed.size() && keyed[at].first == keyed[begin].first; ++at)
        group.push_back(keyed[at].second);
      if (group.size() > 1 && group.size() <= weights::most_of_family && all_fit(group)) mark(group);
    }
  }

 private:
  bool all_fit(const std::vector<Id>& group) const {
    for (std::size_t i = 0; i < group.size(); ++i)
      for (std::size_t j = i + 1; j < group.size(); ++j)
        if (t_.forms.compare(t_.forms.form_of(group[i]), t_.forms.form_of(group[j])).fit > NameFit::partial)
          return false;
    return true;
  }

  void mark(const std::vector<Id>& group) {
    for (const Id node : group) insert_sorted(t_.features[node].sole_in, group.front());
  }

  PersonTables& t_;
  const Mentions& m_;
};

PersonTables::PersonTables(Work& work)
    : forms(work.mentions, work.vocabulary, work.jobs), company_nodes(work.mentions.nodes.size()) {
  company.set_vocabulary(&work.vocabulary);
  FeatureCollector(*this, work).run();
  SoleFamilies(*this, work.mentions).run();
  for (std::vector<Id>& others : company_nodes) {
    std::sort(others.begin(), others.end());
    others.erase(std::unique(others.begin(), others.end()), others.end());
  }
}

}  // namespace vitagraph::resolution
