// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

/// IRIs that code must know. Terms that only mappings use stay in YAML.
namespace vitagraph::rdf::vocabulary {

inline constexpr std::string_view rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr std::string_view rdfs = "http://www.w3.org/2000/01/rdf-schema#";
inline constexpr std::string_view xsd = "http://www.w3.org/2001/XMLSchema#";
inline constexpr std::string_view owl = "http://www.w3.org/2002/07/owl#";
inline constexpr std::string_view skos = "http://www.w3.org/2004/02/skos/core#";
inline constexpr std::string_view foaf = "http://xmlns.com/foaf/0.1/";
inline constexpr std::string_view dcterms = "http://purl.org/dc/terms/";
inline constexpr std::string_view prov = "http://www.w3.org/ns/prov#";
inline constexpr std::string_view vg = "https://w3id.org/vitagraph/ontology#";
/// Where entities live unless --base says otherwise.
inline constexpr std::string_view default_base = "https://w3id.org/vitagraph/id/";

inline constexpr std::string_view rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
inline constexpr std::string_view rdf_lang_string = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
inline constexpr std::string_view rdfs_label = "http://www.w3.org/2000/01/rdf-schema#label";
inline constexpr std::string_view xsd_string = "http://www.w3.org/2001/XMLSchema#string";
inline constexpr std::string_view xsd_integer = "http://www.w3.org/2001/XMLSchema#integer";
inline constexpr std::string_view xsd_boolean = "http://www.w3.org/2001/XMLSchema#boolean";
inline constexpr std::string_view xsd_double = "http://www.w3.org/2001/XMLSchema#double";
inline constexpr std::string_view xsd_date = "http://www.w3.org/2001/XMLSchema#date";
inline constexpr std::string_view foaf_name = "http://xmlns.com/foaf/0.1/name";
inline constexpr std::string_view skos_pref_label = "http://www.w3.org/2004/02/skos/core#prefLabel";
inline constexpr std::string_view skos_alt_label = "http://www.w3.org/2004/02/skos/core#altLabel";
inline constexpr std::string_view skos_hidden_label = "http://www.w3.org/2004/02/skos/core#hiddenLabel";
inline constexpr std::string_view skos_notation = "http://www.w3.org/2004/02/skos/core#notation";
inline constexpr std::string_view skos_broader = "http://www.w3.org/2004/02/skos/core#broader";
inline constexpr std::string_view skos_in_scheme = "http://www.w3.org/2004/02/skos/core#inScheme";

}  // namespace vitagraph::rdf::vocabulary
