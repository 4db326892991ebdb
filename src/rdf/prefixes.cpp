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

Prefixes Prefixes::used_by(const std::vector<Quad>& quads) const {
  // By the namespace's text; an IRI is looked up by each of its heads that ends where namespaces do.
  std::map<std::string_view, std::string_view> names;
  for (const auto& [prefix, iri] : map_) names.emplace(iri, prefix);
  Prefixes out;
  const auto look_up = [&](std::string_view iri) {
    for (std::size_t cut = iri.find_last_of("/#:"); cut != std::string_view::npos;
         cut = cut ? iri.find_last_of("/#:", cut - 1) : std::string_view::npos) {
      const auto found = names.find(iri.substr(0, cut + 1));
      if (found == names.end()) continue;
      out.set(found->second, found->first);
      names.erase(found);
      return;
    }
  };
  for (const Quad& quad : quads)
    for (const Term* term : {&quad.subject, &quad.predicate, &quad.object, &quad.graph}) {
      if (term->is_iri())
        look_up(term->value);
      else if (!term->datatype.empty())
        look_up(term->datatype);
    }
  return out;
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
