// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <unordered_map>

#include "extraction/names.hpp"
#include "extraction/references/entries.hpp"
#include "extraction/references/labelled.hpp"
#include "extraction/references/segmentation.hpp"
#include "extraction/references/tail.hpp"
#include "extraction/references/weights.hpp"

namespace vitagraph::extraction::references {
namespace {

constexpr std::size_t most_kept = 1000;

/// Marks the words of the authors that at least two entries have: a second look at the list knows its people. Returns
/// whether there are any.
bool mark_people(std::vector<Parsed>& list, const std::vector<std::vector<Segmentation>>& candidates,
                 const std::vector<int>& chosen) {
  const auto key_of = [](const Parsed& parsed, std::size_t t) -> std::string_view {
    if (parsed.word_of[t] < 0 || parsed.tokens[t].letters <= 2) return {};
    return parsed.words[static_cast<std::size_t>(parsed.word_of[t])].key;
  };
  std::unordered_map<std::string_view, std::pair<std::size_t, std::size_t>> seen;  // entries, and 1 + the last of them
  bool any = false;
  for (std::size_t e = 0; e < list.size(); ++e) {
    if (chosen[e] < 0) continue;
    const Segmentation& s = candidates[e][static_cast<std::size_t>(chosen[e])];
    for (std::size_t t = s.authors; t < s.authors_end; ++t) {
      const std::string_view key = key_of(list[e], t);
      if (key.empty() || !list[e].tokens[t].capital) continue;
      auto& [entries, last] = seen[key];
      if (last == e + 1) continue;
      last = e + 1;
      any = ++entries > 1 || any;
    }
  }
  if (!any) return false;
  for (Parsed& parsed : list)
    for (std::size_t t = 0; t < parsed.tokens.size(); ++t)
      if (const std::string_view key = key_of(parsed, t); !key.empty()) {
        const auto found = seen.find(key);
        parsed.tokens[t].known = found != seen.end() && found->second.first > 1;
      }
  return true;
}

/// A title as it is quoted: without quotation marks around all of it, trailing punctuation and unmatched brackets.
std::string clean_title(std::string title) {
  title = collapse_blanks(title);
  for (bool more = true; more && !title.empty();) {
    more = false;
    std::size_t at = title.size();
    while (at > 0 && (static_cast<unsigned char>(title[--at]) & 0xC0) == 0x80) {
    }
    const char32_t last = code_point_at(title, at).value;
    if (last == U',' || last == U';' || last == U':' || is_blank(last) || (last == U'.' && !title.ends_with("..."))) {
      title.erase(at);
      more = true;
    }
  }
  return title;
}

/// The title's link where it is an address of the work: absolute, and the first of the title; else empty.
std::string link_of_title(const Parsed& parsed, const Segmentation& s) {
  for (std::size_t t = s.title; t < s.title_end; ++t) {
    if (parsed.tokens[t].link < 0) continue;
    const std::string& target = parsed.reference->marks[static_cast<std::size_t>(parsed.tokens[t].link)].target;
    if (target.starts_with("http://") || target.starts_with("https://")) return target;
    return {};
  }
  return {};
}

void take_authors(const Parsed& parsed, const Segmentation& s, const ListContext& context, Publication& out) {
  std::string names;
  std::size_t dots = 0;
  // Superscripts are affiliations, masked words legends: both stay out of the names.
  for (std::size_t t = s.authors; t < s.authors_end; ++t) {
    const Token& token = parsed.tokens[t];
    if (token.raised || token.masked || token.mark == U'\u2026') continue;
    dots += token.mark == U'.';
    if (token.spaced && !names.empty()) names += ' ';
    if (token.conjunction && token.all_capitals)
      names += fold(parsed.text().substr(token.begin, token.end - token.begin));
    else
      names += parsed.text().substr(token.begin, token.end - token.begin);
  }
  // The only dot of all ends the list ("Moss A."), unless a comma parts the initial from its name ("Moss, A.").
  const std::size_t initial = names.rfind(' ');
  const bool parted = initial != std::string::npos && initial > 0 && names[initial - 1] == ',';
  if (dots == 1 && !parted && names.ends_with('.') && s.style.initials_behind) names.pop_back();
  for (NameMention& name : split_names(names, context.lexicon)) out.authors.push_back(std::move(name.name));
}

Publication read_one(const Parsed& parsed, const Segmentation& s, const ListContext& context) {
  Publication out;
  out.rule = "list";
  out.confidence = 0.4;
  out.title = clean_title(parsed.slice(s.title, s.title_end));
  take_authors(parsed, s, context, out);
  if (parsed.with_clause) out.authors.insert(out.authors.end(), parsed.coauthors.begin(), parsed.coauthors.end());
  out.doi = parsed.doi;
  out.arxiv = parsed.arxiv;
  out.url = link_of_title(parsed, s);
  if (out.url.empty()) out.url = parsed.url;
  read_rest(parsed, s, context, out);
  const std::string cue = out.kind;
  if (out.year.empty()) out.year = parsed.reference->year;
  if (out.status.empty() && out.year.empty())
    out.status = parsed.reference->status;
  else if (out.status.empty() && !parsed.reference->status.empty())
    out.status = parsed.reference->status;
  out.kind =
      !parsed.kind_mark.empty() ? parsed.kind_mark : infer_kind(out, parsed.reference->kind, cue, context.lexicon);
  // The numbers of a patent are neither volume nor pages, and its country no venue.
  if (out.kind == "patent") {
    out.volume.clear();
    out.pages.clear();
    if (out.venue.size() <= 3) out.venue.clear();
  }
  // What a report or a book names beside itself is who published it.
  if ((out.kind == "report" || out.kind == "book") && out.publisher.empty() && out.volume.empty() &&
      out.pages.empty() && cue != "journal" && cue != "conference") {
    out.publisher = out.venue;
    out.venue.clear();
    // "Bristol: Avon Press": the place goes.
    if (const std::size_t colon = out.publisher.find(": ");
        colon != std::string::npos && colon < 24 && out.publisher.find(':', colon + 1) == std::string::npos)
      out.publisher.erase(0, colon + 2);
  }
  // What speaks for a reference at all.
  if (!out.authors.empty()) out.confidence += 1.0;
  if (s.authors_end > s.authors && out.authors.size() > 1) out.confidence += 0.4;
  if (parsed.with_clause) out.confidence += 0.8;
  if (!out.doi.empty() || !out.arxiv.empty()) out.confidence += 1.0;
  if (!out.status.empty()) out.confidence += 0.8;
  if (s.style.dress == Dress::quoted || s.style.dress == Dress::linked) out.confidence += 0.8;
  if (s.style.dress == Dress::bold || s.style.dress == Dress::italic) out.confidence += 0.2;
  // A title beside its year in the margin.
  if (context.expected && !parsed.reference->year.empty() && std::count(out.title.begin(), out.title.end(), ' ') >= 3)
    out.confidence += 1.0;
  // Under such a heading a name that stands out is a package's or a data set's.
  if (parsed.reference->kind == "other" && s.style.dress != Dress::plain && s.style.dress != Dress::line)
    out.confidence += 1.2;
  if (s.score < 0) out.confidence += 0.3 * s.score;
  return out;
}

/// "Goal: …", "Abstract: …": what stands beside a work.
bool is_aside(const Parsed& parsed, const lexicon::Lexicon& lexicon) {
  const std::size_t count = cue_at(parsed, 0, lexicon, "label-other").second;
  return count > 0 && count < parsed.tokens.size() && parsed.tokens[count].mark == U':' && !parsed.tokens[0].lower;
}

/// A title at best: nobody wrote it, and it appeared nowhere and never.
bool says_nothing(const Publication& p, const Reference& reference) {
  return p.authors.empty() && p.venue.empty() && p.publisher.empty() && p.status.empty() && p.doi.empty() &&
         p.arxiv.empty() && p.url.empty() && p.year == reference.year;
}

/// Whose list it is: the owner as given, unless the works themselves say otherwise by an author whom most of them
/// share.
std::string owner_of(const std::vector<Parsed>& parsed, const std::vector<Publication>& list,
                     const ListContext& context) {
  std::map<std::string, std::size_t> count;
  std::size_t with_authors = 0;
  for (std::size_t e = 0; e < list.size(); ++e) {
    const Publication& publication = list[e];
    if (publication.confidence <= 0 || publication.authors.size() < 2 || parsed[e].with_clause) continue;
    ++with_authors;
    for (const std::string& author : publication.authors) ++count[author];
  }
  const auto most =
      std::max_element(count.begin(), count.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == count.end() || with_authors < 4 || most->second * 2 < with_authors) return std::string(context.owner);
  if (!context.owner.empty() && names_compatible(most->first, context.owner, context.lexicon))
    return std::string(context.owner);
  return most->first;
}

/// "with A. Moss" lists: who they belong to comes first; in such a list a work that names nobody is the owner's alone.
void add_owner(const std::vector<Parsed>& list, const ListContext& context, std::vector<Publication>& out) {
  bool any = false;
  for (const Parsed& parsed : list) any = any || parsed.with_clause;
  if (!any) return;
  const std::string owner = owner_of(list, out, context);
  for (std::size_t e = 0; e < out.size(); ++e) {
    Publication& publication = out[e];
    if (publication.confidence <= 0 || (!list[e].with_clause && !publication.authors.empty())) continue;
    bool there = false;
    for (const std::string& author : publication.authors)
      there = there || names_compatible(author, owner, context.lexicon);
    if (!there && !owner.empty()) publication.authors.insert(publication.authors.begin(), owner);
  }
}

std::vector<Publication> parse_list(const std::vector<Reference>& list, std::vector<std::optional<Parsed>> looked_at,
                                    const ListContext& context) {
  looked_at.resize(list.size());
  std::vector<Parsed> parsed;
  parsed.reserve(list.size());
  std::vector<Publication> out(list.size());
  std::vector<bool> labelled(list.size(), false);
  for (std::size_t e = 0; e < list.size(); ++e) {
    parsed.push_back(looked_at[e] ? std::move(*looked_at[e]) : tokenize(list[e], context));
    parsed.back().reference = &list[e];
    if (read_labelled(parsed.back(), context, out[e])) {
      labelled[e] = true;
      parsed.back().tokens.clear();
      continue;
    }
    if (is_aside(parsed.back(), context.lexicon)) parsed.back().tokens.clear();
    mask_anchors(parsed.back(), context);
  }
  People people = People::unknown;
  std::vector<std::vector<Segmentation>> candidates(list.size());
  std::vector<int> chosen;
  std::unordered_map<std::size_t, Segmenter> segmenters;
  for (int look = 0; look < 2; ++look) {
    for (std::size_t e = 0; e < list.size(); ++e) {
      if (labelled[e]) continue;
      // What a second look need not find anew is kept for as many works as people write.
      if (look == 0 && segmenters.size() < most_kept) segmenters.emplace(e, Segmenter(parsed[e], context));
      const auto kept = segmenters.find(e);
      candidates[e] = kept != segmenters.end() ? kept->second.find(people) : Segmenter(parsed[e], context).find(people);
    }
    chosen = choose(candidates);
    if (look > 0 || !mark_people(parsed, candidates, chosen)) break;
    people = People::known;
  }
  // In a list that names co-authors only, works may name nobody.
  const bool alone = std::any_of(parsed.begin(), parsed.end(), [](const Parsed& p) { return p.with_clause; });
  for (std::size_t e = 0; e < list.size(); ++e) {
    if (labelled[e] || chosen[e] < 0) continue;
    Publication one = read_one(parsed[e], candidates[e][static_cast<std::size_t>(chosen[e])], context);
    if (one.confidence < weights::least_evidence + (context.expected ? 0.0 : 1.2) || one.title.empty()) continue;
    const Dress dress = candidates[e][static_cast<std::size_t>(chosen[e])].style.dress;
    if (!alone && (dress == Dress::plain || dress == Dress::line) && says_nothing(one, *parsed[e].reference))
      continue;  // a title at best
    one.confidence = std::min(0.99, 0.5 + one.confidence / 10);
    out[e] = std::move(one);
  }
  add_owner(parsed, context, out);
  return out;
}

}  // namespace

std::vector<Publication> parse_references(const std::vector<Reference>& list, const ListContext& context) {
  return parse_list(list, {}, context);
}

std::vector<Publication> parse_references(Collected& list, const ListContext& context) {
  return parse_list(list.references, std::move(list.tokens), context);
}

}  // namespace vitagraph::extraction::references
