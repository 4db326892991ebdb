// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/term.hpp"

namespace vitagraph::rdf {

/// Prefix -> namespace IRI, in the order of the prefix's name.
class Prefixes {
 public:
  void set(std::string_view prefix, std::string_view iri) { map_[std::string(prefix)] = iri; }
  /// "foaf:name" -> the IRI; nothing if the text has no colon or the prefix is unknown.
  std::optional<std::string> expand(std::string_view curie) const;
  const std::map<std::string, std::string, std::less<>>& all() const { return map_; }

  /// Those that shorten some IRI of the quads; of two for one namespace the first by name.
  Prefixes used_by(const std::vector<Quad>& quads) const;

  /// The ones this project's graphs are written with: vg, id (= base), rdf, rdfs, xsd, skos, foaf, dcterms, bibo, prov,
  /// schema.
  static Prefixes standard(std::string_view base);

 private:
  std::map<std::string, std::string, std::less<>> map_;
};

}  // namespace vitagraph::rdf
