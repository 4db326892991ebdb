// SPDX-License-Identifier: Apache-2.0
#include "resolution/papers.hpp"

#include <algorithm>
#include <charconv>

#include "resolution/names.hpp"
#include "resolution/parallel.hpp"
#include "resolution/weights.hpp"

namespace vitagraph::resolution {
namespace {

/// Numbers tell titles apart: "Part I" and "Part II", "NeRF" and "NeRF 360".
bool is_number(const std::string& word) {
  return word.find_first_not_of("0123456789") == std::string::npos ||
         word.find_first_not_of("ivx") == std::string::npos;
}

/// How many elements two sorted lists have in common.
std::size_t shared(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::size_t count = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    const int order = x->compare(*y);
    count += order == 0;
    if (order <= 0) ++x;
    if (order >= 0) ++y;
  }
  return count;
}

/// Of the shorter list: one may end in "et al.".
bool authors_overlap(const Paper& a, const Paper& b) {
  const std::size_t fewer = std::min(a.authors.size(), b.authors.size());
  return fewer > 0 &&
         static_cast<double>(shared(a.authors, b.authors)) >= weights::author_overlap * static_cast<double>(fewer);
}

double author_agreement(const Paper& a, const Paper& b) {
  const std::size_t more = std::max(a.authors.size(), b.authors.size());
  return more ? static_cast<double>(shared(a.authors, b.authors)) / static_cast<double>(more) : 0;
}

template <typename T>
bool differ(const T& a, const T& b, const T& unknown) {
  return a != unknown && b != unknown && a != b;
}

/// Both written down and not of one title: DOIs of arXiv stand beside the publisher's.
bool dois_differ(const Paper& a, const Paper& b) {
  constexpr std::string_view arxiv_prefix = "10.48550/";
  if (a.doi.empty() || b.doi.empty() || a.doi == b.doi) return false;
  return (a.doi.compare(0, arxiv_prefix.size(), arxiv_prefix) == 0) ==
         (b.doi.compare(0, arxiv_prefix.size(), arxiv_prefix) == 0);
}

}  // namespace

PaperReader::PaperReader(const Work& work) : work_(work) {
  std::vector<Id> names;
  for (const Node& node : work_.mentions.nodes)
    if (node.kind == EntityKind::person && families_.emplace(node.name, std::string()).second)
      names.push_back(node.name);
  for_each_index(names.size(), work_.jobs, [&](std::size_t i) {
    families_.find(names[i])->second = parse_name(work_.mentions.names[names[i]], work_.vocabulary).family_key;
  });
}

Paper PaperReader::read(Id node) const {
  const Mentions& m = work_.mentions;
  const Id id = m.nodes[node].fact;
  const facts::Fact& fact = m.fact(id);
  Paper paper;
  paper.node = node;
  paper.document = m.nodes[node].document;
  paper.venue = m.node_of(id, "venue");
  const std::string_view year = fact.text("year");
  std::from_chars(year.data(), year.data() + year.size(), paper.year);
  paper.kind = fact.text("kind");
  paper.preprint = paper.kind == "preprint";
  paper.doi = values::normalize_doi(fact.text("doi")).value_or("");
  paper.arxiv = values::normalize_arxiv(fact.text("arxiv")).value_or("");
  for (lexicon::Word& word : lexicon::split_words(m.name(node))) {
    paper.letters += word.key;
    paper.words.push_back(std::move(word.key));
  }
  if (paper.letters.empty()) paper.letters = m.name(node);
  paper.word_set = paper.words;
  std::sort(paper.word_set.begin(), paper.word_set.end());
  paper.word_set.erase(std::unique(paper.word_set.begin(), paper.word_set.end()), paper.word_set.end());
  const auto [begin, end] = m.of_fact[id];
  for (Id i = begin; i < end; ++i)
    if (m.nodes[m.occurrences[i].node].kind == EntityKind::person)
      paper.authors.push_back(families_.at(m.nodes[m.occurrences[i].node].name));
  std::sort(paper.authors.begin(), paper.authors.end());
  return paper;
}

double title_likeness(const Paper& a, const Paper& b) {
  const std::size_t all = a.word_set.size() + b.word_set.size();
  std::size_t both = 0;
  for (auto x = a.word_set.begin(), y = b.word_set.begin(); x != a.word_set.end() || y != b.word_set.end();) {
    const int order = x == a.word_set.end() ? 1 : y == b.word_set.end() ? -1 : x->compare(*y);
    if (order != 0 && is_number(order < 0 ? *x : *y)) return 0;
    both += order == 0;
    if (order <= 0) ++x;
    if (order >= 0) ++y;
  }
  return all ? static_cast<double>(both) / static_cast<double>(all - both) : 0;
}

std::size_t shared_authors(const Paper& a, const Paper& b) { return shared(a.authors, b.authors); }

Relation same_title(const Paper& a, const Paper& b) {
  const bool versions = a.preprint != b.preprint && !a.kind.empty() && !b.kind.empty();
  const int apart = a.year && b.year ? std::abs(a.year - b.year) : 0;
  if (!a.authors.empty() && !b.authors.empty() && !authors_overlap(a, b)) return Relation::different;
  if (dois_differ(a, b)) return versions ? Relation::version : Relation::different;
  if (versions) return apart <= weights::years_between_versions ? Relation::version : Relation::undecided;
  const bool same_id = (!a.doi.empty() && a.doi == b.doi) || (!a.arxiv.empty() && a.arxiv == b.arxiv);
  if (same_id) return Relation::same;
  // A document that lists one title twice, at another place or time, means two works.
  if (a.document == b.document)
    return apart || differ(a.venue, b.venue, none) || differ(a.kind, b.kind, std::string()) ? Relation::different
                                                                                            : Relation::same;
  if (apart > 1 && differ(a.venue, b.venue, none)) return Relation::different;
  if (apart > weights::years_between_versions) return Relation::undecided;
  if (a.authors.empty() || b.authors.empty())
    return a.letters.size() >= weights::telling_title ? Relation::same : Relation::undecided;
  if (a.letters.size() < weights::telling_title && (apart || differ(a.venue, b.venue, none)))
    return Relation::undecided;
  return Relation::same;
}

Relation like_title(const Paper& a, const Paper& b) {
  if (a.document == b.document || dois_differ(a, b)) return Relation::different;
  const bool same_id = (!a.doi.empty() && a.doi == b.doi) || (!a.arxiv.empty() && a.arxiv == b.arxiv);
  const bool same_year = a.year && a.year == b.year;
  // Years are compared before titles, of which most pairs are many words long.
  if (!same_id && a.year && b.year && !same_year) return Relation::different;
  const double likeness = title_likeness(a, b);
  if (same_id)
    return likeness >= weights::revised_title ? (a.preprint != b.preprint ? Relation::version : Relation::same)
                                              : Relation::undecided;
  if (likeness == 0 || a.preprint != b.preprint) return Relation::different;
  const int slips = std::min(a.letters.size(), b.letters.size()) >= weights::telling_title
                        ? edit_distance(a.letters, b.letters, 3)
                        : 4;
  if (slips <= 3 && (authors_overlap(a, b) || same_year)) return Relation::same;
  const bool same_venue = a.venue != none && a.venue == b.venue;
  if (!same_year || author_agreement(a, b) < weights::title_overlap) return Relation::different;
  if (likeness >= weights::title_overlap && !differ(a.venue, b.venue, none)) return Relation::same;
  if (likeness >= weights::revised_title && same_venue && std::min(a.authors.size(), b.authors.size()) >= 3)
    return Relation::same;
  return likeness >= weights::title_overlap ? Relation::undecided : Relation::different;
}

}  // namespace vitagraph::resolution
