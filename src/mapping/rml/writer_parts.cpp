// SPDX-License-Identifier: Apache-2.0
#include "mapping/rml/writer_parts.hpp"

#include "rdf/rdf.hpp"

namespace vitagraph::mapping {

std::string turtle_string(std::string_view text) {
  std::string out;
  rdf::append_ntriples(out, {rdf::TermKind::literal, text, {}, {}});
  return out;
}

std::string turtle_iri(std::string_view text) {
  std::string out = "<";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F || std::string_view("<>\"{}|^`\\").find(c) != std::string_view::npos)
      out += fmt::format("%{:02X}", byte);
    else
      out += c;
  }
  return out + ">";
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

std::string thing_in_turtle(const std::string& access, const WebDescription& web) {
  constexpr std::string_view things = "https://www.w3.org/2019/wot/td#",
                             security = "https://www.w3.org/2019/wot/security#";
  std::string out =
      fmt::format("a <{0}Thing> ; <{0}hasPropertyAffordance> [ <{0}hasForm> [ <{1}hasTarget> {2}{3} ] ]", things,
                  "https://www.w3.org/2019/wot/hypermedia#", turtle_string(access), headers_in_turtle(web));
  for (const ApiKey& key : web.keys)
    out += fmt::format(
        " ; <{0}hasSecurityConfiguration> [ a <{1}APIKeySecurityScheme> ; <{1}in> {2} ; <{1}name> {3} ; <{4}> {5} ]",
        things, security, turtle_string(key.in_query ? "query" : "header"), turtle_string(key.name),
        "https://w3id.org/idsa/core/tokenValue", turtle_string(key.value));
  return out;
}

std::string table_in_turtle(const SourceDescription& source) {
  const auto csvw = [](const char* local) { return fmt::format("<http://www.w3.org/ns/csvw#{}>", local); };
  std::string out =
      fmt::format("a {} ; {} {} ; {} [ ", csvw("Table"), csvw("url"), turtle_string(source.access), csvw("dialect"));
  const auto put = [&](const char* property, const std::string& value) {
    if (!value.empty()) out += fmt::format("{} {} ; ", csvw(property), turtle_string(value));
  };
  put("delimiter", source.delimiter);
  put("quoteChar", source.quote);
  put("commentPrefix", source.comment_prefix);
  put("encoding", source.encoding);
  put("trim", source.trim ? "true" : "");
  put("header", source.has_header ? "true" : "false");
  return out + "]";
}

std::string web_target_in_turtle(const TargetDescription& target) {
  if (target.web.service)
    return fmt::format("a <{0}Service> ; <{0}endpoint> {1} ; <{0}supportedLanguage> <{0}SPARQL11Update>",
                       "http://www.w3.org/ns/sparql-service-description#", turtle_iri(target.access));
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
