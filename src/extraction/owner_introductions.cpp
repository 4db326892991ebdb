// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "extraction/owner_names.hpp"
#include "extraction/owner_words.hpp"

namespace vitagraph::extraction {
namespace {

constexpr std::size_t most_introduction_words = 14;  ///< of a paragraph's beginning that may lead to a name

/// The words of a paragraph at which its subject's name may begin: the first, those behind the first commas of the
/// first sentence ("Educated in Avon, Ada Moss …"), and that behind an article and what somebody is.
std::vector<std::size_t> subject_places(std::string_view text, const lexicon::Words& words,
                                        const lexicon::Lexicon& lexicon) {
  constexpr std::size_t most_words = 25, most_commas = 3;
  std::vector<std::size_t> places;
  const auto add = [&](std::size_t at) {
    if (at < words.size() && is_of(lexicon.find("clause-words", words[at].key), "article")) ++at;
    for (bool more = true; more && at < words.size();) {
      more = false;
      const auto match = lexicon.longest("names", words, at);
      for (std::size_t n = match ? match->words : 0; n > 0 && !more; --n) {
        const lexicon::Concepts found = lexicon.concepts_of("names", words, at, n);
        if (!is_of(found, "title") && !is_of(found, "profession")) continue;
        at += n;
        more = true;
      }
    }
    if (at < words.size()) places.push_back(at);
  };
  add(0);
  for (std::size_t at = 1; at < std::min(words.size(), most_words) && places.size() <= most_commas; ++at) {
    const std::string_view gap = text.substr(words[at - 1].span.end, words[at].span.begin - words[at - 1].span.end);
    if (gap.find_first_of(".!?") != std::string_view::npos && words[at - 1].span.size() > 4) break;
    if (gap.find(',') != std::string_view::npos) add(at);
  }
  return places;
}

/// The name that begins at the word and is the subject of a sentence: "Ada Moss is", "Ada Moss (she/her) currently
/// works", "Ada Moss, Professor of Botany, …".
std::string subject_at(std::string_view text, const lexicon::Words& words, std::size_t begin,
                       const lexicon::Lexicon& lexicon) {
  const std::size_t end = name_run(text, words, begin, lexicon);
  if (end < begin + 2 || end >= words.size()) return {};
  std::size_t next = end;
  if (text.substr(words[end - 1].span.end, words[end].span.begin - words[end - 1].span.end).find('(') !=
      std::string_view::npos) {
    const std::size_t close = text.find(')', words[end].span.begin);
    while (next < words.size() && close != std::string_view::npos && words[next].span.begin < close) ++next;
  }
  while (next < words.size() && is_of(lexicon.find("clause-words", words[next].key), "adverb")) ++next;
  if (next >= words.size()) return {};
  const bool verb = is_lower(code_point_at(text, words[next].span.begin).value) &&
                    lexicon.longest("predicates", words, next).has_value();
  const bool post = text.substr(words[end - 1].span.end).starts_with(",") && next == end &&
                    lexicon.mentions("roles", text.substr(words[end].span.begin, 40));
  if (!verb && !post) return {};
  const std::string run(text.substr(words[begin].span.begin, words[end - 1].span.end - words[begin].span.begin));
  return accepted_name(without_letters(run, lexicon), lexicon);
}

}  // namespace

std::string introduced_name(std::string_view paragraph, const lexicon::Lexicon& lexicon) {
  const std::string_view text = paragraph.substr(0, 400);
  if (text.empty()) return {};
  // "林小石，…": a name up to the first comma.
  if (is_cjk(code_point_at(text, 0).value)) {
    const std::size_t comma = std::min(text.find("，"), text.find("："));
    if (comma != std::string_view::npos && comma <= 12)
      return accepted_name(std::string(text.substr(0, comma)), lexicon);
  }
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 0; at < std::min(words.size(), most_introduction_words); ++at) {
    const std::size_t lead = introduction(lexicon, words, at, "self");
    if (lead == 0) continue;
    std::size_t begin = at + lead;
    while (begin < words.size() && is_of(lexicon.find("names", words[begin].key), "title")) ++begin;
    const std::size_t end = name_run(text, words, begin, lexicon);
    if (end < begin + 2) continue;
    std::string name = accepted_name(
        std::string(text.substr(words[begin].span.begin, words[end - 1].span.end - words[begin].span.begin)), lexicon);
    if (!name.empty()) return name;
  }
  // "Ada Moss is a botanist", "Born in Avon, Ada Moss …", "The botanist Ada Moss …"
  for (const std::size_t begin : subject_places(text, words, lexicon))
    if (std::string name = subject_at(text, words, begin, lexicon); !name.empty()) return name;
  return {};
}

std::string introduced_given_name(std::string_view paragraph, const lexicon::Lexicon& lexicon) {
  const std::string_view text = paragraph.substr(0, 200);
  const lexicon::Words words = lexicon::split_words(text);
  for (std::size_t at = 0; at + 1 < std::min(words.size(), most_introduction_words); ++at) {
    const std::size_t lead = introduction(lexicon, words, at, "self");
    const std::size_t name = at + lead;
    if (lead == 0 || name >= words.size() || name_run(text, words, name, lexicon) != name + 1) continue;
    const std::size_t end = words[name].span.end;
    if (end >= text.size() || (text[end] != ',' && text[end] != '!' && text[end] != '.')) continue;
    std::string given(text.substr(words[name].span.begin, words[name].span.size()));
    for (const char* scheme : {"roles", "places", "organizations", "degrees", "small-words", "headings"})
      if (lexicon.mentions(scheme, given)) given.clear();
    if (!given.empty()) return given;
  }
  return {};
}

}  // namespace vitagraph::extraction
