// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <set>

#include "lexicon/lexicon.hpp"
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

}  // namespace

/// Turns a SKOS model into the lexicon's tables.
class Loader {
 public:
  Loader(const rdf::Model& model, Lexicon& lexicon) : model_(model), lexicon_(lexicon) {}

  void run() {
    for (const Term& subject : model_.subjects(Term::iri(v::rdf_type), Term::iri(concept_class))) add(subject);
  }

 private:
  static constexpr std::string_view concept_class = "http://www.w3.org/2004/02/skos/core#Concept";

  std::string notation_of(const Term& subject) const {
    const auto notation = model_.object(subject, Term::iri(v::skos_notation));
    return notation ? notation->value : last_part(subject.value);
  }

  /// All concepts above, nearest first; a cycle in the data ends the walk.
  std::vector<std::string> ancestors(const Term& subject) const {
    std::vector<std::string> out;
    std::vector<Term> queue = model_.objects(subject, Term::iri(v::skos_broader));
    std::set<Term> seen;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const Term above = queue[i];
      if (!seen.insert(above).second) continue;
      out.push_back(notation_of(above));
      for (Term& next : model_.objects(above, Term::iri(v::skos_broader))) queue.push_back(std::move(next));
    }
    return out;
  }

  void add(const Term& subject) {
    const auto scheme = model_.object(subject, Term::iri(v::skos_in_scheme));
    if (!scheme) return;
    const auto id = static_cast<std::uint32_t>(lexicon_.concepts_.size());
    const std::vector<Term> shown = model_.objects(subject, Term::iri(v::skos_pref_label));
    lexicon_.concepts_.push_back(
        {subject.value, last_part(scheme->value), notation_of(subject), shown_label(shown), ancestors(subject)});
    Lexicon::Scheme& table = lexicon_.schemes_[lexicon_.concepts_.back().scheme];
    for (const std::string_view property : {v::skos_pref_label, v::skos_alt_label, v::skos_hidden_label})
      for (const Term& label : model_.objects(subject, Term::iri(property))) add_label(table, id, label.value);
  }

  static void add_label(Lexicon::Scheme& table, std::uint32_t id, const std::string& written) {
    const Words words = split_words(written);
    const std::string key = label_key(written);
    if (key.empty()) return;
    std::vector<std::uint32_t>& ids = table.by_key[key];
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    table.first_words.add(words.front().hash, static_cast<std::uint32_t>(words.size()));
    table.written.push_back(written);
  }

  const rdf::Model& model_;
  Lexicon& lexicon_;
};

Lexicon Lexicon::load(const std::string& folder, DiagnosticSink& diagnostics) {
  std::error_code failed;
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
    if (entry.path().extension() == ".ttl") files.push_back(entry.path().string());
  if (failed) throw Error("{}: {}; name the data folder with --data", folder, failed.message());
  std::sort(files.begin(), files.end());
  rdf::Model model;
  for (const std::string& file : files) rdf::read_rdf(SourceFile::read(file), {}, model, diagnostics);
  Lexicon lexicon;
  Loader(model, lexicon).run();
  return lexicon;
}

Lexicon Lexicon::parse(const SourceFile& turtle, DiagnosticSink& diagnostics) {
  rdf::Model model;
  rdf::read_rdf(turtle, {}, model, diagnostics);
  Lexicon lexicon;
  Loader(model, lexicon).run();
  return lexicon;
}

}  // namespace vitagraph::lexicon
