// SPDX-License-Identifier: Apache-2.0
#include "rdf/prefixes.hpp"

#include "rdf/vocabulary.hpp"

namespace vitagraph::rdf {

std::optional<std::string> Prefixes::expand(std::string_view curie) const {
  const std::size_t colon = curie.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto found = map_.find(curie.substr(0, colon));
  if (found == map_.end()) return std::nullopt;
  return found->second + std::string(curie.substr(colon + 1));
}

Prefixes Prefixes::standard(std::string_view base) {
  namespace v = vocabulary;
  Prefixes out;
  out.set("vg", v::vg);
  out.set("id", base);
  out.set("rdf", v::rdf);
  out.set("rdfs", v::rdfs);
  out.set("xsd", v::xsd);
  out.set("skos", v::skos);
  out.set("foaf", v::foaf);
  out.set("dcterms", v::dcterms);
  out.set("prov", v::prov);
  out.set("bibo", "http://purl.org/ontology/bibo/");
  out.set("schema", "http://schema.org/");
  return out;
}

}  // namespace vitagraph::rdf
