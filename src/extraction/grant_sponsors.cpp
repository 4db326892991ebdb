// SPDX-License-Identifier: Apache-2.0
#include "extraction/grant_sponsors.hpp"

#include <algorithm>

#include "extraction/grant_funder.hpp"
#include "extraction/grant_text.hpp"
#include "extraction/segments.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;

constexpr std::size_t most_sponsor_words = 9;
constexpr int least_sponsor = 3;  ///< how sure a name must be

class Reader {
 public:
  Reader(const Context& context, Findings& findings)
      : context_(context), lexicon_(context.lexicon), findings_(findings) {}

  bool read(const std::string& text, Span span) {
    if (find_sum(text, 0, lexicon_.kept(&sum_patterns)) || !find_dates(text, lexicon_).empty()) return false;
    const lexicon::Words words = lexicon::split_words(text);
    for (std::size_t at = 1; at < words.size(); ++at) {
      const auto match = lexicon_.longest("support-words", words, at);
      if (!match) continue;
      std::size_t end = text.find(". ", match->span.end);
      while (end != std::string::npos && text[end - 1] >= 'A' && text[end - 1] <= 'Z') end = text.find(". ", end + 1);
      const std::string list = text.substr(match->span.end, std::min(end, text.size()) - match->span.end);
      const std::size_t before = findings_.facts().size();
      for (const Span part : split_list(list, lexicon_)) add_sponsors(list.substr(part.begin, part.size()), span);
      return findings_.facts().size() > before;
    }
    return false;
  }

 private:
  /// "the Fern Foundation and the Moss Trust", "by a grant of the Fern Foundation"
  void add_sponsors(std::string text, Span span) {
    const GrantText told = take_grant_apart(std::move(text), lexicon_);
    for (const GrantPart& part : told.parts) {
      const lexicon::Words words = lexicon::split_words(part.text);
      std::size_t begin = 0;
      for (std::size_t at = 1; at <= words.size(); ++at) {
        const bool cut =
            at == words.size() ||
            (has_notation(lexicon_.find("connectives", words[at].key), "conjunction") &&
             stands_alone(part.text, words, begin, at) && stands_alone(part.text, words, at + 1, words.size()));
        if (!cut) continue;
        add_sponsor(part, words, begin, at, span);
        begin = at + 1;
      }
    }
  }

  static std::string words_between(const std::string& text, const lexicon::Words& words, std::size_t begin,
                                   std::size_t end) {
    return begin >= end ? std::string()
                        : text.substr(words[begin].span.begin, words[end - 1].span.end - words[begin].span.begin);
  }

  bool stands_alone(const std::string& text, const lexicon::Words& words, std::size_t begin, std::size_t end) const {
    const std::string name = words_between(text, words, begin, end);
    return organization_class(name, lexicon_) != OrganizationClass::none || lexicon_.mentions("funders", name);
  }

  void add_sponsor(const GrantPart& part, const lexicon::Words& words, std::size_t begin, std::size_t end, Span span) {
    while (begin < end && is_lower(code_point_at(part.text, words[begin].span.begin).value)) ++begin;
    GrantPart one = part;
    one.text = words_between(part.text, words, begin, end);
    if (part.people || begin >= end || end - begin > most_sponsor_words) return;
    one.label.clear();
    if (funder_score(one, lexicon_) < least_sponsor) return;
    Fact fact("grant");
    fact.set("person", context_.owner).set("funder", split_giver(one.text, lexicon_).funder);
    findings_.add(std::move(fact), span, "grants.acknowledgement", 0.8);
  }

  const Context& context_;
  const lexicon::Lexicon& lexicon_;
  Findings& findings_;
};

}  // namespace

bool recognize_sponsors(const std::string& text, Span span, const Context& context, Findings& findings) {
  return Reader(context, findings).read(text, span);
}

}  // namespace vitagraph::extraction
