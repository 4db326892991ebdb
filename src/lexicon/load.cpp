// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <set>
#include <unordered_map>

#include "lexicon/word_reader.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::lexicon {
namespace {

using rdf::Term;
namespace v = rdf::vocabulary;

std::string last_part(std::string_view iri) {
  const std::size_t cut = iri.find_last_of("/#");
  return std::string(cut == std::string_view::npos ? iri : iri.substr(cut + 1));
}

/// English if there is one, else the first in order.
std::string shown_label(const std::vector<Term>& labels) {
  for (const Term& label : labels)
    if (label.language == "en" || label.language.empty()) return label.value;
  return labels.empty() ? std::string() : labels.front().value;
}

enum Property : std::size_t { in_scheme, notation, broader, shown, written, hidden, property_count };
constexpr std::string_view properties[property_count] = {v::skos_in_scheme,  v::skos_notation,  v::skos_broader,
                                                         v::skos_pref_label, v::skos_alt_label, v::skos_hidden_label};

/// What is said of one subject.
struct Description {
  bool is_concept = false;
  std::vector<Term> values[property_count];
};

/// Keeps what a lexicon needs of the statements. A general model of them took longer to fill than all else at the start
/// of the program.
class Gatherer : public rdf::QuadSink {
 public:
  void quad(const rdf::QuadView& quad) override {
    if (quad.predicate.kind != rdf::TermKind::iri) return;
    if (quad.predicate.value == v::rdf_type) {
      if (quad.object.kind == rdf::TermKind::iri && quad.object.value == concept_class) about(quad).is_concept = true;
      return;
    }
    for (std::size_t p = 0; p < property_count; ++p)
      if (quad.predicate.value == properties[p]) {
        about(quad).values[p].push_back(Term::copy(quad.object));
        return;
      }
  }

  /// All subjects in order, the values of each in order and once.
  std::vector<std::pair<Term, Description>> take() {
    for (auto& [subject, description] : found_)
      for (std::vector<Term>& values : description.values) {
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
      }
    std::sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return std::move(found_);
  }

 private:
  static constexpr std::string_view concept_class = "http://www.w3.org/2004/02/skos/core#Concept";

  /// Statements about one subject mostly stand together.
  Description& about(const rdf::QuadView& quad) {
    if (found_.empty() || quad.subject != found_[last_].first.view()) {
      Term subject = Term::copy(quad.subject);
      std::string name = (subject.is_iri() ? "" : "_:") + subject.value;
      const auto [at, is_new] = places_.try_emplace(std::move(name), found_.size());
      if (is_new) found_.emplace_back(std::move(subject), Description{});
      last_ = at->second;
    }
    return found_[last_].second;
  }

  std::vector<std::pair<Term, Description>> found_;
  std::unordered_map<std::string, std::size_t> places_;
  std::size_t last_ = 0;
};

}  // namespace

/// Turns what a SKOS vocabulary says into the lexicon's tables.
class Loader {
 public:
  explicit Loader(Gatherer&& gatherer) : found_(gatherer.take()) {}

  Lexicon run() {
    for (const auto& [subject, description] : found_) add(subject, description);
    for (const Concept& entry : lexicon_.concepts_) lexicon_.schemes_.made(entry.scheme).concepts.push_back(&entry);
    for (const auto& scheme : lexicon_.schemes_.all()) {
      scheme->labels.finish(lexicon_.concepts_);
      std::stable_sort(scheme->concepts.begin(), scheme->concepts.end(),
                       [](const Concept* a, const Concept* b) { return a->notation < b->notation; });
    }
    return std::move(lexicon_);
  }

 private:
  const Description* about(const Term& subject) const {
    const auto at = std::lower_bound(found_.begin(), found_.end(), subject,
                                     [](const auto& entry, const Term& wanted) { return entry.first < wanted; });
    return at == found_.end() || at->first != subject ? nullptr : &at->second;
  }

  static std::string notation_of(const Term& subject, const Description* description) {
    const bool given = description != nullptr && !description->values[notation].empty();
    return given ? description->values[notation].front().value : last_part(subject.value);
  }

  /// All concepts above, nearest first; a cycle in the data ends the walk.
  std::vector<std::string> ancestors(const Description& description) const {
    std::vector<std::string> out;
    std::vector<Term> queue = description.values[broader];
    std::set<Term> seen;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const Term above = queue[i];
      if (!seen.insert(above).second) continue;
      const Description* known = about(above);
      out.push_back(notation_of(above, known));
      if (known != nullptr) queue.insert(queue.end(), known->values[broader].begin(), known->values[broader].end());
    }
    return out;
  }

  void add(const Term& subject, const Description& description) {
    if (!description.is_concept || description.values[in_scheme].empty()) return;
    const auto id = static_cast<std::uint32_t>(lexicon_.concepts_.size());
    lexicon_.concepts_.push_back({subject.value, last_part(description.values[in_scheme].front().value),
                                  notation_of(subject, &description), shown_label(description.values[shown]),
                                  ancestors(description)});
    Scheme& scheme = lexicon_.schemes_.made(lexicon_.concepts_.back().scheme);
    for (const Property property : {shown, written, hidden})
      for (const Term& label : description.values[property]) add_label(scheme, id, label.value);
  }

  void add_label(Scheme& scheme, std::uint32_t id, const std::string& label) {
    LabelTree::Node node = LabelTree::root;
    for (const Word& word : split_words(label))
      if (!word.key.empty()) node = scheme.labels.add(node, word.key, word.hash);
    if (node == LabelTree::root) return;
    scheme.labels.end_label(node, id);
    scheme.written.push_back(label);
  }

  std::vector<std::pair<Term, Description>> found_;
  Lexicon lexicon_;
};

Lexicon Lexicon::load(const std::string& folder, DiagnosticSink& diagnostics) {
  std::error_code failed;
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
    if (entry.path().extension() == ".ttl") files.push_back(entry.path().string());
  if (failed) throw Error("{}: {}; name the data folder with --data", folder, failed.message());
  std::sort(files.begin(), files.end());
  Gatherer gatherer;
  for (const std::string& file : files) rdf::read_rdf(SourceFile::read(file), {}, gatherer, diagnostics);
  return Loader(std::move(gatherer)).run();
}

Lexicon Lexicon::parse(const SourceFile& turtle, DiagnosticSink& diagnostics) {
  Gatherer gatherer;
  rdf::read_rdf(turtle, {}, gatherer, diagnostics);
  return Loader(std::move(gatherer)).run();
}

}  // namespace vitagraph::lexicon
