// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "provenance/passage.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::provenance {

/// Whether the document that words were quoted from still says so.
enum class SourceState : unsigned char { agrees, changed, missing, unknown };

/// Words of a document that state something.
struct Evidence {
  std::string quotation;  ///< IRI
  std::string source;     ///< the document as it was named
  Passage passage;        ///< of the document while it agrees, else as quoted
  SourceState state = SourceState::unknown;
  std::string rule;        ///< of extraction; may be empty
  std::string confidence;  ///< as written, "0.80"
};

enum class Origin : unsigned char {
  stated,   ///< by documents: see `evidence`
  names,    ///< of resolution, which brought the written names together
  derived,  ///< from other statements: see `because`
  unknown,  ///< nothing is recorded
  absent,   ///< the graph does not say so
};

struct Explanation {
  rdf::Quad statement;
  std::string text;  ///< the statement with names instead of IRIs
  Origin origin = Origin::unknown;
  std::vector<Evidence> evidence;
  std::vector<std::string> rules;  ///< of the mapping: "mappings/rdf/career.yml:20 position"
  std::string reason;              ///< of what is derived: "both are authors of 2 publications"
  std::vector<Explanation> because;
};

/// Tells where statements come from. Borrows the graph (with the provenance that `build --provenance` writes), which
/// must outlive it. Looks into source documents that still are where they were; nothing is shown of a file whose hash
/// is not the recorded one.
class Explainer {
 public:
  explicit Explainer(const rdf::Model& graph);
  ~Explainer();

  /// Whether the graph has any provenance to look into.
  bool has_provenance() const;
  Explanation explain(const rdf::Term& subject, const rdf::Term& predicate, const rdf::Term& object);
  /// Every statement about the subject: stated ones by document and place, then derived ones.
  std::vector<Explanation> about(const rdf::Term& subject);

  /// The IRIs of the records (rdf:Statement) that the answer to `ask` may rest on, each as it is named in each of the
  /// `spaces`. The graph need not hold them.
  std::set<std::string> wanted(const std::set<std::string>& spaces,
                               const std::function<std::vector<Explanation>(Explainer&)>& ask);

  /// The terms that bear the name (rdfs:label or skos:altLabel; case and diacritics do not count), sorted.
  std::vector<rdf::Term> named(std::string_view name) const;
  /// What it is called: its label, else the end of its IRI; a literal's text.
  std::string label(const rdf::Term& term) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// For people: the statements, each place once below the statements that it makes.
std::string to_text(const std::vector<Explanation>& explanations);
/// One JSON array, the same content.
std::string to_json(const std::vector<Explanation>& explanations);

}  // namespace vitagraph::provenance
