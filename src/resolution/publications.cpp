// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "resolution/explain_names.hpp"
#include "resolution/papers.hpp"
#include "resolution/parallel.hpp"
#include "resolution/resolvers.hpp"
#include "resolution/weights.hpp"

namespace vitagraph::resolution {
namespace {

class PublicationResolver {
 public:
  explicit PublicationResolver(Work& work) : work_(work) {}

  void run() {
    const PaperReader reader(work_);
    const std::vector<Id> nodes = nodes_of(work_.mentions, EntityKind::publication);
    papers_.resize(nodes.size());
    for_each_index(nodes.size(), work_.jobs, [&](std::size_t i) { papers_[i] = reader.read(nodes[i]); });
    for (Paper& paper : papers_) {
      if (paper.venue != none) paper.venue = work_.clusters.find(paper.venue);
      place_[paper.node] = static_cast<Id>(&paper - papers_.data());
    }
    by_title();
    by_likeness();
  }

 private:
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

  using Keyed = std::vector<std::pair<std::uint64_t, Id>>;

  /// Calls `take` with the nodes, ascending, of each key that more than one has.
  template <typename Take>
  static void for_each_block(Keyed keyed, Take take) {
    std::sort(keyed.begin(), keyed.end());
    keyed.erase(std::unique(keyed.begin(), keyed.end()), keyed.end());
    std::vector<Id> block;
    for (std::size_t begin = 0; begin < keyed.size();) {
      std::size_t end = begin;
      block.clear();
      for (; end < keyed.size() && keyed[end].first == keyed[begin].first; ++end) block.push_back(keyed[end].second);
      if (block.size() > 1) take(std::span<const Id>(block));
      begin = end;
    }
  }

  /// Papers of two years are never alike; one without a year is like others by common authors alone.
  void pair_years(std::span<const Id> block, std::span<const KeysOf> levels, std::vector<std::pair<Id, Id>>& pairs) {
    std::map<int, std::vector<Id>> years;
    for (const Id node : block) years[paper_of(node).year].push_back(node);
    for (const auto& [year, nodes] : years)
      if (nodes.size() > 1) pair_block(nodes, levels, pairs, work_.crowds);
    const auto undated = years.find(0);
    if (undated == years.end()) return;
    std::vector<Id> dated;
    for (const Id node : block)
      if (paper_of(node).year) dated.push_back(node);
    pair_by_key(dated, undated->second, levels.front(), pairs);
  }

  static Keyed keyed_by(std::span<const Id> nodes, const KeysOf& keys_of) {
    Keyed out;
    std::vector<std::uint64_t> keys;
    for (const Id node : nodes) {
      keys.clear();
      keys_of(node, keys);
      for (const std::uint64_t key : keys) out.emplace_back(key, node);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  /// The pairs of one of each that share a key. Of more than weights::block_pairs with that key, the nearest.
  static void pair_by_key(std::span<const Id> some, std::span<const Id> others, const KeysOf& keys_of,
                          std::vector<std::pair<Id, Id>>& pairs) {
    constexpr std::ptrdiff_t most = weights::block_pairs;
    const Keyed keyed = keyed_by(others, keys_of);
    for (const auto& [key, node] : keyed_by(some, keys_of)) {
      auto begin = std::lower_bound(keyed.begin(), keyed.end(), Keyed::value_type(key, 0));
      auto end = std::upper_bound(begin, keyed.end(), Keyed::value_type(key, none));
      if (end - begin > most) {
        const auto here = std::lower_bound(begin, end, Keyed::value_type(key, node));
        begin += std::clamp(here - begin - most / 2, std::ptrdiff_t{0}, end - begin - most);
        end = begin + most;
      }
      for (; begin != end; ++begin) pairs.emplace_back(std::minmax(node, begin->second));
    }
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

  /// Titles that share their beginning or their end, unless of different years; papers that share authors and year; and
  /// those with one DOI or arXiv number.
  void by_likeness() {
    Keyed ends, others;
    const auto add = [&](Keyed& keyed, const Paper& paper, char sort, std::initializer_list<std::string_view> words) {
      std::uint64_t key = static_cast<unsigned char>(sort);
      for (const std::string_view word : words) key = mix(key, text_hash(word));
      keyed.emplace_back(key, paper.node);
    };
    for (const Paper& paper : papers_) {
      const std::vector<std::string>& words = paper.words;
      const std::size_t n = words.size();
      if (n >= 4) {
        add(ends, paper, '<', {words[0], words[1], words[2]});
        add(ends, paper, '>', {words[n - 3], words[n - 2], words[n - 1]});
      }
      if (paper.authors.size() >= 2 && paper.year)
        for (std::size_t i = 0; i + 1 < std::min<std::size_t>(paper.authors.size(), 5); ++i)
          add(others, paper, '@', {paper.authors[i], paper.authors[i + 1], std::to_string(paper.year)});
      if (!paper.doi.empty()) add(others, paper, '#', {paper.doi});
      if (!paper.arxiv.empty()) add(others, paper, '#', {paper.arxiv});
    }
    const std::vector<KeysOf> levels = parting_keys();
    std::vector<std::pair<Id, Id>> pairs;
    for_each_block(std::move(ends), [&](std::span<const Id> block) { pair_years(block, levels, pairs); });
    for_each_block(std::move(others),
                   [&](std::span<const Id> block) { pair_block(block, levels, pairs, work_.crowds); });
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

std::vector<Evidence> explain_publications(const Work& work, Id a, Id b, const Quote& quote) {
  const PaperReader reader(work);
  const Paper left = reader.read(a), right = reader.read(b);
  std::vector<Evidence> out;
  const auto say = [&](std::string text) { out.push_back({0, std::move(text), {}}); };
  if (left.letters == right.letters)
    say(fmt::format("the titles are equal letter by letter: {}, {}", quote(a), quote(b)));
  else
    say(fmt::format("the titles have {:.0f} % of their words in common: {}, {}", 100 * title_likeness(left, right),
                    quote(a), quote(b)));
  if (!left.authors.empty() && !right.authors.empty())
    say(fmt::format("{} authors and {} authors, {} family names in common", left.authors.size(), right.authors.size(),
                    shared_authors(left, right)));
  if (left.year && right.year) say(fmt::format("of {} and of {}", left.year, right.year));
  for (const auto& [what, x, y] :
       {std::tuple("DOI", &left.doi, &right.doi), std::tuple("arXiv number", &left.arxiv, &right.arxiv)})
    if (!x->empty() && !y->empty()) say(fmt::format("{} `{}` and `{}`", what, *x, *y));
  if (left.venue != none && right.venue != none)
    say(fmt::format("in {} and in {}", quote(left.venue), quote(right.venue)));
  if (left.preprint != right.preprint && !left.kind.empty() && !right.kind.empty())
    say(fmt::format("a preprint and a {}: versions of one work are linked, not merged",
                    left.preprint ? right.kind : left.kind));
  return out;
}

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
