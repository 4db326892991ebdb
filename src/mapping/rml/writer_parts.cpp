// SPDX-License-Identifier: Apache-2.0
#include "mapping/rml/writer_parts.hpp"

#include "rdf/rdf.hpp"

namespace vitagraph::mapping {

std::string turtle_string(std::string_view text) {
  std::string out;
  rdf::append_ntriples(out, {rdf::TermKind::literal, text, {}, {}});
  return out;
}

std::string template_text(const Expression& e) {
  std::string out;
  const auto put = [&](const std::string& text) {
    for (const char c : text) {
      if (c == '{' || c == '}' || c == '\\') out += '\\';
      out += c;
    }
  };
  for (const Piece& piece : e.pieces) {
    if (piece.is_reference) out += '{';
    put(piece.text);
    if (piece.is_reference) out += '}';
  }
  return out;
}

const char* term_type(TermType type) {
  switch (type) {
    case TermType::iri: return "rml:IRI";
    case TermType::uri: return "rml:URI";
    case TermType::unsafe_iri: return "rml:UnsafeIRI";
    case TermType::unsafe_uri: return "rml:UnsafeURI";
    case TermType::blank: return "rml:BlankNode";
    case TermType::literal: return "rml:Literal";
  }
  return "";
}

std::string headers_in_turtle(const WebDescription& web) {
  if (web.headers.empty()) return {};
  std::string out = " ; <http://www.w3.org/2011/http#headers> (";
  for (const std::string& header : web.headers) {
    const std::size_t colon = header.find(':');
    out += fmt::format(" [ <http://www.w3.org/2011/http#fieldName> {} ; <http://www.w3.org/2011/http#fieldValue> {} ]",
                       turtle_string(header.substr(0, colon)), turtle_string(trim(header.substr(colon + 1))));
  }
  return out + " )";
}

std::string web_target_in_turtle(const TargetDescription& target) {
  if (target.web.service)
    return fmt::format("a <{0}Service> ; <{0}endpoint> <{1}> ; <{0}supportedLanguage> <{0}SPARQL11Update>",
                       "http://www.w3.org/ns/sparql-service-description#", target.access);
  constexpr std::string_view extensions = "https://w3id.org/imec/rml/ns/extensions#",
                             http = "http://www.w3.org/2011/http#";
  std::string out =
      target.web.relation.empty()
          ? fmt::format("a <{}DirectHttpRequest> ; <{}absoluteURI> {}", extensions, http, turtle_string(target.access))
          : fmt::format("a <{0}LinkedHttpRequest> ; <{0}linkingAbsoluteURI> {1} ; <{0}linkRelation> {2}", extensions,
                        turtle_string(target.access), turtle_string(target.web.relation));
  if (!target.web.method.empty()) out += fmt::format(" ; <{}methodName> {}", http, turtle_string(target.web.method));
  return out + headers_in_turtle(target.web);
}

}  // namespace vitagraph::mapping
