// SPDX-License-Identifier: Apache-2.0
// What is wrong with vocabularies beyond their syntax: concepts that no program would find, and what the SKOS Reference
// (W3C Recommendation 2009-08-18) forbids.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "lexicon/lexicon.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::lexicon {
namespace {

using rdf::Term;
namespace v = rdf::vocabulary;

struct LabelPlace {
  std::set<std::string> concepts;
  std::string written;
  std::size_t file = 0;
};

class VocabularyCheck {
 public:
  VocabularyCheck(const std::vector<SourceFile>& files, DiagnosticSink& diagnostics)
      : files_(files), diagnostics_(diagnostics) {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      rdf::Model model;
      rdf::read_rdf(files_[i], {}, model, diagnostics_);
      for (const Term& node : model.subjects(Term::iri(v::rdf_type), class_concept())) known_.emplace(node, i);
      models_.push_back(std::move(model));
    }
  }

  void run(Report what) {
    for (file_ = 0; file_ < files_.size(); ++file_)
      for (const Term& node : models_[file_].subjects(Term::iri(v::rdf_type), class_concept())) check(node);
    if (what == Report::ambiguous_too) ambiguous();
  }

 private:
  static Term class_concept() { return Term::iri(std::string(v::skos) + "Concept"); }
  const rdf::Model& model() const { return models_[file_]; }

  /// The first line that holds the text, for a reader to begin at; the file if it is written otherwise there.
  Location place(std::size_t file, const std::string& text) const {
    const std::size_t at = files_[file].text().find(text);
    if (at == std::string_view::npos || text.empty()) return files_[file].whole();
    const auto begin = static_cast<std::uint32_t>(at);
    return files_[file].locate({begin, begin + static_cast<std::uint32_t>(text.size())});
  }
  static std::string name_of(const Term& node) {
    const std::size_t cut = node.value.find_last_of("/#");
    return cut == std::string::npos ? node.value : node.value.substr(cut + 1);
  }
  void report(const Term& node, const std::string& what) {
    diagnostics_.report(Kind::lexicon_concept, place(file_, ":" + name_of(node) + " a "), name_of(node), what);
  }

  void check(const Term& node) {
    const std::vector<Term> schemes = model().objects(node, Term::iri(v::skos_in_scheme));
    if (schemes.empty()) report(node, "is in no skos:inScheme, so nothing finds it");
    const std::vector<Term> preferred = model().objects(node, Term::iri(v::skos_pref_label));
    if (preferred.empty()) report(node, "has no skos:prefLabel to be shown by");
    std::set<std::string> languages;
    for (const Term& label : preferred)
      if (!languages.insert(label.language).second)
        report(node, fmt::format("has two skos:prefLabel in one language (SKOS S14): `{}`", label.value));
    // SKOS S13: the three kinds of label have no member in common.
    std::map<std::pair<std::string, std::string>, int> seen;
    for (const std::string_view property : {v::skos_pref_label, v::skos_alt_label, v::skos_hidden_label})
      for (const Term& label : model().objects(node, Term::iri(property))) {
        if (++seen[{label.value, label.language}] == 2)
          report(node, fmt::format("has `{}` as two kinds of label (SKOS S13)", label.value));
        if (label_key(label.value).empty())
          report(node, fmt::format("has the label `{}`, which holds no letter or digit, so that nothing finds it",
                                   label.value));
        for (const Term& scheme : schemes) note_label(scheme, node, label.value);
      }
    broader(node);
  }

  void broader(const Term& node) {
    std::vector<Term> open = model().objects(node, Term::iri(v::skos_broader));
    std::set<Term> met;
    for (const Term& above : open)
      if (!known_.count(above)) report(node, fmt::format("is below `{}`, which is no concept", name_of(above)));
    while (!open.empty()) {
      const Term at = std::move(open.back());
      open.pop_back();
      if (at == node) return report(node, "is above itself by skos:broader");
      if (!met.insert(at).second) continue;
      const auto home = known_.find(at);
      if (home == known_.end()) continue;
      for (Term& next : models_[home->second].objects(at, Term::iri(v::skos_broader))) open.push_back(std::move(next));
    }
  }

  void note_label(const Term& scheme, const Term& node, const std::string& written) {
    LabelPlace& place = labels_[{scheme.value, label_key(written)}];
    if (place.concepts.empty()) {
      place.written = written;
      place.file = file_;
    }
    place.concepts.insert(name_of(node));
  }

  void ambiguous() {
    for (const auto& [key, label] : labels_) {
      if (label.concepts.size() < 2 || key.second.empty()) continue;
      diagnostics_.report(Kind::lexicon_ambiguous, place(label.file, "\"" + label.written + "\""), label.written,
                          fmt::format("`{}`", fmt::join(label.concepts, "`, `")));
    }
  }

  const std::vector<SourceFile>& files_;
  DiagnosticSink& diagnostics_;
  std::vector<rdf::Model> models_;
  std::map<Term, std::size_t> known_;  ///< every concept, and the file that says it is one
  std::map<std::pair<std::string, std::string>, LabelPlace> labels_;
  std::size_t file_ = 0;
};

}  // namespace

void check_vocabularies(const std::string& folder, Report what, DiagnosticSink& diagnostics) {
  std::error_code failed;
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
    if (entry.path().extension() == ".ttl") paths.push_back(entry.path().string());
  if (failed) throw Error("{}: {}", folder, failed.message());
  std::sort(paths.begin(), paths.end());
  std::vector<SourceFile> files;
  for (const std::string& path : paths) files.push_back(SourceFile::read(path));
  check_vocabularies(files, what, diagnostics);
}

void check_vocabularies(const std::vector<SourceFile>& files, Report what, DiagnosticSink& diagnostics) {
  VocabularyCheck(files, diagnostics).run(what);
}

}  // namespace vitagraph::lexicon
