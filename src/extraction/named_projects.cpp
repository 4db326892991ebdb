// SPDX-License-Identifier: Apache-2.0
#include "extraction/named_projects.hpp"

#include <algorithm>

#include "extraction/entry_text.hpp"
#include "extraction/grant_parts.hpp"
#include "extraction/sentences/sentence.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using sentences::Range;
using sentences::Sentence;

constexpr std::size_t longest_line = 600;
constexpr std::size_t longest_title = 260;
constexpr std::size_t longest_label = 40;

class Namer {
 public:
  Namer(const std::string& organization, const Context& context, Findings& findings)
      : organization_(organization), context_(context), findings_(findings) {}

  /// "Projects: a, b and c", "Project: a"
  bool read_labelled(Span line) {
    const std::string_view text = context_.document.slice(line);
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon > longest_label) return false;
    const lexicon::Words words = lexicon::split_words(text.substr(0, colon));
    if (words.empty()) return false;
    const bool titled = grant_label(text.substr(0, colon), context_.lexicon) == "title" && is_project_label(words);
    for (const lexicon::Word& word : words) {
      if (titled) break;
      const bool last = &word == &words.back();
      const auto known = context_.lexicon.find("heading-words", word.key);
      if (std::none_of(known.begin(), known.end(),
                       [&](const auto* c) { return c->notation == (last ? "projects" : "modifier"); }))
        return false;
    }
    const std::string_view value = text.substr(colon + 1);
    for (const Span part : split_list(value, context_.lexicon)) {
      std::string title = clean_value(value.substr(part.begin, part.size()));
      const lexicon::Words inside = lexicon::split_words(title);
      std::size_t first = 0;
      while (first < inside.size() && is_small(inside[first].key)) ++first;
      if (first == inside.size()) continue;
      title.erase(0, inside[first].span.begin);
      if (inside.size() - first > 1) add(std::move(title), line);
    }
    return true;
  }

  /// `the "Atlas" (A) project`, `the project titled "Atlas"`
  void read_quoted(Span line) {
    const Sentence s(context_.document.text, line, context_.lexicon);
    for (std::size_t i = 0; i < s.size(); ++i) {
      if (!s.quoted[i] || (i > 0 && s.quoted[i - 1])) continue;
      Range title{i, i};
      while (title.end < s.size() && s.quoted[title.end]) ++title.end;
      std::size_t next = title.end;
      while (next < s.size() && s.depth[next] > s.depth[i] && next < title.end + 3) ++next;
      const bool acronym = next > title.end && (next == s.size() || s.depth[next] == s.depth[i]);
      std::size_t before = i;
      if (before > 0 && s.label(before - 1, "predicates", "aside") == 1) --before;
      const bool behind = next < s.size() && is_project(s, next);
      if (!behind && !(before > 0 && is_project(s, before - 1))) continue;
      std::string name = clean_value(s.str(title));
      if (acronym) name += " (" + s.str({title.end, next}) + ")";
      add(std::move(name), line);
    }
  }

 private:
  /// "Project title"
  bool is_project_label(const lexicon::Words& words) const {
    return std::any_of(words.begin(), words.end(), [&](const lexicon::Word& word) {
      return has_notation(context_.lexicon.find("heading-words", word.key), "projects");
    });
  }

  bool is_small(const std::string& key) const {
    for (const auto* known : context_.lexicon.find("clause-words", key))
      if (known->notation == "determiner" || known->notation == "and") return true;
    return false;
  }

  static bool is_project(const Sentence& s, std::size_t i) { return s.is(i, "topic-words", "projects"); }

  void add(std::string title, Span line) {
    if (title.empty() || title.size() > longest_title) return;
    facts::Fact fact("project");
    fact.set("person", context_.owner).set("title", std::move(title)).set("organization", organization_);
    findings_.add(std::move(fact), line, "career.project", 0.7);
  }

  const std::string& organization_;
  const Context& context_;
  Findings& findings_;
};

}  // namespace

void find_named_projects(Span line, const std::string& organization, const Context& context, Findings& findings) {
  if (context.owner.empty() || line.size() > longest_line) return;
  Namer namer(organization, context, findings);
  if (!namer.read_labelled(line)) namer.read_quoted(line);
}

}  // namespace vitagraph::extraction
