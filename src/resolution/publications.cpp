// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "resolution/resolvers.hpp"
#include "resolution/weights.hpp"

namespace vitagraph::resolution {
namespace {

enum class Relation { same, version, undecided, different };

/// A publication fact, taken apart for comparison.
struct Paper {
  Id node = 0, document = 0, venue = none;
  int year = 0;
  bool preprint = false;
  std::vector<std::string> words;    ///< of the title
  std::string letters;               ///< the words without blanks: "nuclear-norm" is "nuclearnorm"
  std::vector<std::string> authors;  ///< family keys, sorted
  std::string doi, arxiv, kind;
};

/// Numbers tell titles apart: "Part I" and "Part II", "NeRF" and "NeRF 360".
bool is_number(const std::string& word) {
  return word.find_first_not_of("0123456789") == std::string::npos ||
         word.find_first_not_of("ivx") == std::string::npos;
}

std::size_t shared(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

/// Words in common over all words of both.
double title_likeness(const Paper& a, const Paper& b) {
  const std::set<std::string> left(a.words.begin(), a.words.end()), right(b.words.begin(), b.words.end());
  std::vector<std::string> differing;
  std::set_symmetric_difference(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(differing));
  if (std::any_of(differing.begin(), differing.end(), is_number)) return 0;
  const std::size_t all = left.size() + right.size();
  return all ? static_cast<double>(all - differing.size()) / static_cast<double>(all + differing.size()) : 0;
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

/// Titles agree letter by letter; what else is said decides between one work, its two versions and two works.
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

/// Titles differ: the same paper revised, if all else agrees.
Relation like_title(const Paper& a, const Paper& b) {
  if (a.document == b.document || dois_differ(a, b)) return Relation::different;
  const bool same_id = (!a.doi.empty() && a.doi == b.doi) || (!a.arxiv.empty() && a.arxiv == b.arxiv);
  const double likeness = title_likeness(a, b);
  if (same_id)
    return likeness >= weights::revised_title ? (a.preprint != b.preprint ? Relation::version : Relation::same)
                                              : Relation::undecided;
  if (likeness == 0 || a.preprint != b.preprint) return Relation::different;
  const bool same_year = a.year && a.year == b.year;
  const int slips = std::min(a.letters.size(), b.letters.size()) >= weights::telling_title
                        ? edit_distance(a.letters, b.letters, 3)
                        : 4;
  if (slips <= 3 && (authors_overlap(a, b) || same_year) && (!a.year || !b.year || same_year)) return Relation::same;
  const bool same_venue = a.venue != none && a.venue == b.venue;
  if (!same_year || author_agreement(a, b) < weights::title_overlap) return Relation::different;
  if (likeness >= weights::title_overlap && !differ(a.venue, b.venue, none)) return Relation::same;
  if (likeness >= weights::revised_title && same_venue && std::min(a.authors.size(), b.authors.size()) >= 3)
    return Relation::same;
  return likeness >= weights::title_overlap ? Relation::undecided : Relation::different;
}

class PublicationResolver {
 public:
  explicit PublicationResolver(Work& work) : work_(work) {}

  void run() {
    for (const Id node : nodes_of(work_.mentions, EntityKind::publication)) papers_.push_back(read(node));
    by_title();
    by_likeness();
  }

 private:
  Paper read(Id node) {
    const Mentions& m = work_.mentions;
    const Id id = m.nodes[node].fact;
    const facts::Fact& fact = m.fact(id);
    Paper paper;
    paper.node = node;
    paper.document = m.nodes[node].document;
    if (const Id venue = m.node_of(id, "venue"); venue != none) paper.venue = work_.clusters.find(venue);
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
    const auto [begin, end] = m.of_fact[id];
    for (Id i = begin; i < end; ++i)
      if (m.nodes[m.occurrences[i].node].kind == EntityKind::person)
        paper.authors.push_back(family_key(m.nodes[m.occurrences[i].node].name));
    std::sort(paper.authors.begin(), paper.authors.end());
    return paper;
  }

  const std::string& family_key(Id name) {
    const auto [entry, fresh] = families_.emplace(name, std::string());
    if (fresh) entry->second = parse_name(work_.mentions.names[name], work_.vocabulary).family_key;
    return entry->second;
  }

  void take(Relation verdict, const Paper& a, const Paper& b, double score, std::vector<Link>& links) {
    if (verdict == Relation::same) links.push_back({a.node, b.node, score, "the same title and authors"});
    if (verdict == Relation::version) versions_.emplace_back(&a, &b);
    if (verdict == Relation::undecided) work_.undecided.emplace_back(a.node, b.node);
    if (verdict == Relation::different) work_.clusters.keep_apart(a.node, b.node);
  }

  void unite(std::vector<Link> links) {
    work_.clusters.apply(
        std::move(links), [](Id, Id) { return true; }, [](Id, Id) {});
    for (const auto& [a, b] : versions_) {
      const Paper& preprint = a->preprint ? *a : *b;
      work_.versions.emplace_back(preprint.node, preprint.node == a->node ? b->node : a->node);
    }
    versions_.clear();
  }

  template <typename Compare>
  void compare(const std::vector<const Paper*>& block, Compare pair) {
    // One title in more than this many documents: each is compared with those that follow it in order.
    const std::size_t reach = block.size() <= weights::block_pairs ? block.size() : weights::block_walk;
    for (std::size_t i = 0; i < block.size(); ++i)
      for (std::size_t j = i + 1; j < std::min(block.size(), i + reach); ++j) pair(*block[i], *block[j]);
  }

  void by_title() {
    std::unordered_map<std::string_view, std::vector<const Paper*>> blocks;
    std::vector<std::string_view> order;
    for (const Paper& paper : papers_) {
      std::vector<const Paper*>& block = blocks[paper.letters];
      if (block.empty()) order.push_back(paper.letters);
      block.push_back(&paper);
    }
    std::vector<Link> links;
    for (const std::string_view title : order)
      compare(blocks[title], [&](const Paper& a, const Paper& b) { take(same_title(a, b), a, b, 2, links); });
    unite(std::move(links));
  }

  /// Titles that share their beginning, their end, or their authors and year; and those with one DOI or arXiv number.
  void by_likeness() {
    std::map<std::string, std::vector<const Paper*>> blocks;
    for (const Paper& paper : papers_) {
      const std::size_t n = paper.words.size();
      if (n >= 4) {
        blocks["<" + paper.words[0] + " " + paper.words[1] + " " + paper.words[2]].push_back(&paper);
        blocks[">" + paper.words[n - 3] + " " + paper.words[n - 2] + " " + paper.words[n - 1]].push_back(&paper);
      }
      if (paper.authors.size() >= 2 && paper.year)
        for (std::size_t i = 0; i + 1 < std::min<std::size_t>(paper.authors.size(), 5); ++i)
          blocks["@" + paper.authors[i] + " " + paper.authors[i + 1] + " " + std::to_string(paper.year)].push_back(
              &paper);
      if (!paper.doi.empty()) blocks["#" + paper.doi].push_back(&paper);
      if (!paper.arxiv.empty()) blocks["#" + paper.arxiv].push_back(&paper);
    }
    std::set<std::pair<Id, Id>> seen;
    std::vector<Link> links;
    for (const auto& [key, block] : blocks)
      compare(block, [&](const Paper& a, const Paper& b) {
        if (a.letters == b.letters || a.document == b.document || work_.clusters.same(a.node, b.node)) return;
        if (!seen.emplace(std::min(a.node, b.node), std::max(a.node, b.node)).second) return;
        const Relation verdict = like_title(a, b);
        if (verdict != Relation::different) take(verdict, a, b, title_likeness(a, b), links);
      });
    // One that is in the other document under its own title is not another one there.
    unite(without_rivals(std::move(links)));
  }

  /// Drops a link where either end has an equal title in the other's document.
  std::vector<Link> without_rivals(std::vector<Link> links) {
    std::set<std::pair<Id, Id>> documents;  // of sets of more than one
    for (const Paper& paper : papers_) documents.emplace(work_.clusters.find(paper.node), paper.document);
    std::vector<Link> kept;
    for (const Link& link : links) {
      const Id a = work_.mentions.nodes[link.a].document, b = work_.mentions.nodes[link.b].document;
      if (!documents.count({work_.clusters.find(link.a), b}) && !documents.count({work_.clusters.find(link.b), a}))
        kept.push_back(link);
    }
    return kept;
  }

  Work& work_;
  std::vector<Paper> papers_;
  std::vector<std::pair<const Paper*, const Paper*>> versions_;
  std::unordered_map<Id, std::string> families_;
};

/// Slugs stop at so many words: enough to tell what it is about.
constexpr std::size_t title_words = 6;

std::string title_slug(std::string_view title) {
  std::string whole = slug(title);
  std::size_t at = 0;
  for (std::size_t words = 0; words < title_words && at != std::string::npos; ++words)
    at = whole.find('-', at ? at + 1 : 0);
  return at == std::string::npos ? whole : whole.substr(0, at);
}

}  // namespace

void resolve_publications(Work& work) { PublicationResolver(work).run(); }

void label_publications(std::vector<EntityDraft>& drafts, const Work& work) {
  for (EntityDraft& draft : drafts) {
    std::map<std::string_view, int> titles;
    std::string_view year;
    std::string content;
    for (const Id node : draft.nodes) {
      ++titles[work.mentions.name(node)];
      const facts::Fact& fact = work.mentions.fact(work.mentions.nodes[node].fact);
      const std::string_view stated = fact.text("year");
      if (stated.size() == 4 && (year.empty() || stated < year)) year = stated;
      const std::string said = lexicon::label_key(work.mentions.name(node)) + "\n" + std::string(fact.text("kind")) +
                               "\n" + std::string(stated) + "\n" + lexicon::label_key(fact.text("venue")) + "\n" +
                               lexicon::label_key(fact.text("authors"));
      if (content.empty() || said < content) content = said;
    }
    // The title written most often; of equals the longest, then the first.
    for (const auto& [title, count] : titles)
      if (draft.label.empty() || std::pair(count, title.size()) > std::pair(titles[draft.label], draft.label.size()))
        draft.label = title;
    draft.slug = title_slug(draft.label);
    if (!year.empty()) draft.slug += "-" + std::string(year);
    draft.content = content;
  }
}

}  // namespace vitagraph::resolution
