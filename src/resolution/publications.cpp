// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "resolution/parallel.hpp"
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
    read_families();
    const std::vector<Id> nodes = nodes_of(work_.mentions, EntityKind::publication);
    papers_.resize(nodes.size());
    for_each_index(nodes.size(), work_.jobs, [&](std::size_t i) { papers_[i] = read(nodes[i]); });
    for (Paper& paper : papers_) {
      if (paper.venue != none) paper.venue = work_.clusters.find(paper.venue);
      place_[paper.node] = static_cast<Id>(&paper - papers_.data());
    }
    by_title();
    by_likeness();
  }

 private:
  Paper read(Id node) const {
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
    const auto [begin, end] = m.of_fact[id];
    for (Id i = begin; i < end; ++i)
      if (m.nodes[m.occurrences[i].node].kind == EntityKind::person)
        paper.authors.push_back(families_.at(m.nodes[m.occurrences[i].node].name));
    std::sort(paper.authors.begin(), paper.authors.end());
    return paper;
  }

  void read_families() {
    std::vector<Id> names;
    for (const Node& node : work_.mentions.nodes)
      if (node.kind == EntityKind::person && families_.emplace(node.name, std::string()).second)
        names.push_back(node.name);
    for_each_index(names.size(), work_.jobs, [&](std::size_t i) {
      families_.find(names[i])->second = parse_name(work_.mentions.names[names[i]], work_.vocabulary).family_key;
    });
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

  const Paper& paper_of(Id node) const { return papers_[place_.at(node)]; }

  /// What parts papers that look alike, in this order: authors, year, venue.
  std::vector<KeysOf> parting_keys() const {
    using Keys = std::vector<std::uint64_t>;
    return {[this](Id node, Keys& keys) {
              for (const std::string& author : paper_of(node).authors) keys.push_back(text_hash(author));
            },
            [this](Id node, Keys& keys) {
              if (paper_of(node).year) keys.push_back(static_cast<std::uint64_t>(paper_of(node).year));
            },
            [this](Id node, Keys& keys) {
              if (paper_of(node).venue != none) keys.push_back(paper_of(node).venue);
            }};
  }

  void by_title() {
    std::unordered_map<std::string_view, std::vector<Id>> blocks;
    std::vector<std::string_view> order;
    for (const Paper& paper : papers_) {
      std::vector<Id>& block = blocks[paper.letters];
      if (block.empty()) order.push_back(paper.letters);
      block.push_back(paper.node);
    }
    const std::vector<KeysOf> levels = parting_keys();
    std::vector<std::pair<Id, Id>> pairs;
    for (const std::string_view title : order)
      if (blocks[title].size() > 1) pair_block(blocks[title], levels, pairs, work_.crowds);
    take_all(std::move(pairs), Titles::equal);
  }

  /// Titles that share their beginning, their end, or their authors and year; and those with one DOI or arXiv number.
  void by_likeness() {
    std::vector<std::pair<std::uint64_t, Id>> keyed;
    const auto add = [&](const Paper& paper, char sort, std::initializer_list<std::string_view> words) {
      std::uint64_t key = static_cast<unsigned char>(sort);
      for (const std::string_view word : words) key = mix(key, text_hash(word));
      keyed.emplace_back(key, paper.node);
    };
    for (const Paper& paper : papers_) {
      const std::vector<std::string>& words = paper.words;
      const std::size_t n = words.size();
      if (n >= 4) {
        add(paper, '<', {words[0], words[1], words[2]});
        add(paper, '>', {words[n - 3], words[n - 2], words[n - 1]});
      }
      if (paper.authors.size() >= 2 && paper.year)
        for (std::size_t i = 0; i + 1 < std::min<std::size_t>(paper.authors.size(), 5); ++i)
          add(paper, '@', {paper.authors[i], paper.authors[i + 1], std::to_string(paper.year)});
      if (!paper.doi.empty()) add(paper, '#', {paper.doi});
      if (!paper.arxiv.empty()) add(paper, '#', {paper.arxiv});
    }
    std::sort(keyed.begin(), keyed.end());
    keyed.erase(std::unique(keyed.begin(), keyed.end()), keyed.end());
    const std::vector<KeysOf> levels = parting_keys();
    std::vector<std::pair<Id, Id>> pairs;
    std::vector<Id> block;
    for (std::size_t begin = 0; begin < keyed.size();) {
      std::size_t end = begin;
      block.clear();
      for (; end < keyed.size() && keyed[end].first == keyed[begin].first; ++end) block.push_back(keyed[end].second);
      if (block.size() > 1) pair_block(block, levels, pairs, work_.crowds);
      begin = end;
    }
    pairs.erase(std::remove_if(pairs.begin(), pairs.end(),
                               [&](const std::pair<Id, Id>& pair) {
                                 const Paper& a = paper_of(pair.first);
                                 const Paper& b = paper_of(pair.second);
                                 return a.letters == b.letters || a.document == b.document ||
                                        work_.clusters.same(a.node, b.node);
                               }),
                pairs.end());
    take_all(std::move(pairs), Titles::alike);
  }

  enum class Titles { equal, alike };

  /// Judges each pair once. Titles that are merely alike make no two papers different.
  void take_all(std::vector<std::pair<Id, Id>> pairs, Titles titles) {
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    const bool equal = titles == Titles::equal;
    std::vector<std::pair<Relation, double>> verdicts(pairs.size());
    for_each_index(pairs.size(), work_.jobs, [&](std::size_t i) {
      const Paper& a = paper_of(pairs[i].first);
      const Paper& b = paper_of(pairs[i].second);
      verdicts[i] = {equal ? same_title(a, b) : like_title(a, b), 2};
      if (!equal && verdicts[i].first == Relation::same) verdicts[i].second = title_likeness(a, b);
    });
    std::vector<Link> links;
    for (std::size_t i = 0; i < pairs.size(); ++i)
      if (equal || verdicts[i].first != Relation::different)
        take(verdicts[i].first, paper_of(pairs[i].first), paper_of(pairs[i].second), verdicts[i].second, links);
    // One that is in the other document under its own title is not another one there.
    unite(equal ? std::move(links) : without_rivals(std::move(links)));
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
  std::unordered_map<Id, Id> place_;  ///< node -> index in papers_
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
