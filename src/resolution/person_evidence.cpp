// SPDX-License-Identifier: Apache-2.0
#include "resolution/person_evidence.hpp"

#include <algorithm>
#include <cmath>

#include "resolution/parallel.hpp"
#include "resolution/weights.hpp"

namespace vitagraph::resolution {
namespace {

void merge_into(std::vector<Id>& into, const std::vector<Id>& from) {
  if (from.empty()) return;
  std::vector<Id> merged;
  merged.reserve(into.size() + from.size());
  std::set_union(into.begin(), into.end(), from.begin(), from.end(), std::back_inserter(merged));
  into = std::move(merged);
}

template <typename Visit>
void for_shared(const std::vector<Id>& a, const std::vector<Id>& b, Visit visit) {
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) {
      visit(*i);
      ++i;
      ++j;
    } else {
      *i < *j ? ++i : ++j;
    }
  }
}

bool share_any(const std::vector<Id>& a, const std::vector<Id>& b) {
  bool any = false;
  for_shared(a, b, [&](Id) { any = true; });
  return any;
}

/// Long family names are found by their beginning and their end too, so that one letter amiss does not hide them.
std::vector<std::uint64_t> make_block_keys(const NameForm& form) {
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
  if (!form.wide_key.empty()) {
    add(form.wide_key);
    if (form.given.size() == 2 && !form.given.front().initial) add(without_digraphs(form.given.back().text));
  }
  const auto full = [](const GivenWord& word) { return !word.initial; };
  if (const auto first = std::find_if(form.given.begin(), form.given.end(), full); first != form.given.end())
    // The same for "Berta Ramos" and "Ramos Berta".
    keys.push_back(text_hash(std::min(first->text, form.family_key) + "/" + std::max(first->text, form.family_key)));
  if (form.family_key.size() >= 8) {
    add(form.family_key.substr(0, 4) + "*");
    add("*" + form.family_key.substr(form.family_key.size() - 4));
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

double fit_weight(NameFit fit) {
  switch (fit) {
    case NameFit::equal: return weights::name_equal;
    case NameFit::variant: return weights::name_variant;
    case NameFit::initial: return weights::name_initial;
    case NameFit::initials: return weights::name_initials;
    case NameFit::partial: return weights::name_partial;
    case NameFit::misspelt: return weights::name_misspelt;
    default: return weights::name_swapped;
  }
}

}  // namespace

void PersonFeatures::merge(const PersonFeatures& other) {
  merge_into(forms, other.forms);
  merge_into(company, other.company);
  merge_into(organizations, other.organizations);
  merge_into(publications, other.publications);
  merge_into(venues, other.venues);
  merge_into(accounts, other.accounts);
  merge_into(homepages, other.homepages);
  merge_into(documents, other.documents);
  merge_into(subject_of, other.subject_of);
  merge_into(usual_in, other.usual_in);
  merge_into(sole_in, other.sole_in);
  if (orcid == none) orcid = other.orcid;
  if (dblp_suffix == none) dblp_suffix = other.dblp_suffix;
  if (other.first_year && (!first_year || other.first_year < first_year)) first_year = other.first_year;
  last_year = std::max(last_year, other.last_year);
}

Id Company::token(const NameForm& form) {
  if (form.family_key.empty()) return none;
  std::string text =
      form.given.empty() ? std::string() : form.given.front().text + (form.given.front().initial ? ". " : " ");
  // "Chao-yuan" and "Chaoyuan" are one.
  if (!form.given.empty() && !form.given.front().initial)
    for (std::size_t i = 1; i < form.given.size() && form.given[i].joined; ++i)
      text.insert(text.size() - 1, form.given[i].text);
  const Id id = tokens_.intern(text + form.family_key);
  if (id == known_.size()) {
    const bool common = vocabulary_ && vocabulary_->is_common_family(form.family_key);
    known_.push_back(!form.has_full_given() ? Known::by_initial : common ? Known::by_common_name : Known::well);
  }
  return id;
}

FormTable::FormTable(const Mentions& mentions, const Vocabulary& vocabulary, unsigned jobs)
    : mentions_(&mentions), vocabulary_(&vocabulary) {
  form_of_name_.resize(mentions.names.size(), none);
  std::vector<Id> names;
  for (const Node& node : mentions.nodes) {
    if (node.kind != EntityKind::person || form_of_name_[node.name] != none) continue;
    form_of_name_[node.name] = static_cast<Id>(names.size());
    names.push_back(node.name);
  }
  forms_.resize(names.size());
  block_keys_.resize(names.size());
  for_each_index(names.size(), jobs, [&](std::size_t i) {
    forms_[i] = parse_name(mentions.names[names[i]], vocabulary);
    block_keys_[i] = make_block_keys(forms_[i]);
  });
}

NameMatch FormTable::compare(Id a, Id b) const {
  if (a == b || forms_[a].key == forms_[b].key) {
    const bool middle = forms_[a].given.size() > 1;
    return forms_[a].has_full_given() || forms_[a].given.empty()
               ? NameMatch{NameFit::equal, middle, "the same name"}
               : NameMatch{NameFit::initials, middle, "the same initials and family name"};
  }
  return compare_names(forms_[a], forms_[b], *vocabulary_);
}

void FormTable::settle() const {
  if (sorted_) return;
  std::sort(approved_.begin(), approved_.end());
  sorted_ = true;
}

bool FormTable::approved(Id a, Id b) const {
  settle();
  return std::binary_search(approved_.begin(), approved_.end(), std::pair(std::min(a, b), std::max(a, b)));
}

NamesFit fit_names(const PersonFeatures& a, const PersonFeatures& b, const FormTable& forms) {
  NamesFit best;
  for (const Id left : a.forms)
    for (const Id right : b.forms) {
      NameMatch match = forms.compare(left, right);
      if (!match.compatible() && forms.approved(left, right))
        match = {NameFit::misspelt, false, "names that other evidence shows to be one person's"};
      if (match.fit == NameFit::clash) best.clash = true;
      // Initials say less than a name that clashes elsewhere is wrong: only the better of fits counts, but a middle
      // name that agrees anywhere does too.
      if (match.fit < best.match.fit ||
          (match.fit == best.match.fit && match.middle_agrees && !best.match.middle_agrees)) {
        best.match = match;
        best.a = left;
        best.b = right;
      }
    }
  return best;
}

const char* contradiction(const PersonFeatures& a, const PersonFeatures& b) {
  if (a.orcid != none && b.orcid != none && a.orcid != b.orcid) return "different ORCID iDs";
  if (a.dblp_suffix != none && b.dblp_suffix != none && a.dblp_suffix != b.dblp_suffix) return "different dblp numbers";
  // Within one document, or where one set alone seems to last longer, a year is wrong rather than the name.
  const auto years = [](int first, int last) { return last - first > weights::longest_career; };
  if (a.first_year && b.first_year && !years(a.first_year, a.last_year) && !years(b.first_year, b.last_year) &&
      years(std::min(a.first_year, b.first_year), std::max(a.last_year, b.last_year)) &&
      !share_any(a.documents, b.documents))
    return "more years than one career";
  return nullptr;
}

double weigh_persons(const PersonFeatures& a, const PersonFeatures& b, const NamesFit& fit, const FormTable& forms,
                     const Company& company, const Strings& texts, std::vector<Reason>* reasons) {
  double sum = 0;
  const auto add = [&](double weight, const char* format, const auto&... words) {
    sum += weight;
    if (reasons) reasons->push_back({weight, fmt::format(fmt::runtime(format), words...)});
  };
  if (fit.match.fit == NameFit::clash) return 0;
  add(fit_weight(fit.match.fit), "{}: `{}`, `{}`", fit.match.reason, forms[fit.a].shown, forms[fit.b].shown);
  if (fit.match.middle_agrees) add(weights::middle_agrees, "middle names agree");
  const bool here = share_any(a.documents, b.documents);
  const bool common = forms.vocabulary().is_common_family(forms[fit.a].family_key);
  if (common)
    add(here ? weights::common_family_here : weights::common_family, "`{}` is a common family name",
        forms[fit.a].family_key);
  else if (fit.match.fit == NameFit::equal && forms[fit.a].has_full_given() && forms[fit.b].has_full_given() &&
           forms[fit.a].family_key.size() >= weights::rare_family)
    add(weights::rare_name, "`{}` is a rare family name", forms[fit.a].family_key);
  if (here) add(weights::same_document, "named in one document");
  if (share_any(a.sole_in, b.sole_in)) add(weights::sole_of_family, "nobody else there has this family name");
  if (here && !common && fit.match.fit == NameFit::swapped)
    add(weights::swapped_here, "the two parts of the name in one document, exchanged");
  for_shared(a.accounts, b.accounts, [&](Id text) { add(weights::same_account, "both have {}", texts[text]); });
  for_shared(a.homepages, b.homepages,
             [&](Id text) { add(weights::same_homepage, "both have the page {}", texts[text]); });
  bool paper = false;
  for_shared(a.publications, b.publications, [&](Id) { paper = true; });
  if (paper) add(weights::same_publication, "authors of one paper, as two documents list it");
  int count = 0;
  for_shared(a.organizations, b.organizations, [&](Id) { ++count; });
  if (count)
    add(weights::same_organization + weights::next_organization * (count - 1), "{} organization(s) in common", count);
  double people = 0;
  std::string named;
  int shared = 0, strong = 0, weak = 0;
  const bool telling_name = fit.match.fit <= NameFit::variant && !common;
  for_shared(a.company, b.company, [&](Id token) {
    switch (company.known(token)) {
      case Known::well: people += strong++ ? weights::next_person : weights::shared_person; break;
      case Known::by_common_name:
        if (telling_name) {
          people += strong++ ? weights::next_person : weights::shared_person;
          break;
        }
        [[fallthrough]];
      case Known::by_initial: people += weak++ ? weights::next_weak_person : weights::shared_weak_person; break;
    }
    if (reasons && ++shared <= 5) named += (named.empty() ? "" : ", ") + company.text(token);
  });
  if (strong + weak)
    add(std::min(people, weights::most_shared_people), "{} in common, such as {}",
        strong + weak == 1 ? "one person" : fmt::format("{} people", strong + weak), named);
  int places = 0;
  for_shared(a.venues, b.venues, [&](Id) { ++places; });
  if (places && !common)
    add(weights::same_venue + weights::next_venue * std::min(places - 1, weights::most_venues - 1),
        "{} venue(s) in common", places);
  if (share_any(a.subject_of, b.usual_in) || share_any(a.usual_in, b.subject_of))
    add(weights::usual_author, "author of most papers in the document about the other");
  if (!a.subject_of.empty() && !b.subject_of.empty()) add(weights::both_subjects, "each is the subject of a document");
  return sum;
}

}  // namespace vitagraph::resolution
