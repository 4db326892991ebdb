// SPDX-License-Identifier: Apache-2.0
#include "mapping/serializations.hpp"

#include <algorithm>
#include <tuple>

#include "base/base.hpp"

namespace vitagraph::mapping {
namespace {

using rdf::Quad;
using rdf::Term;

std::string name_of(const Term& node) { return node.kind == rdf::TermKind::blank ? "_:" + node.value : node.value; }

std::string quoted(const std::string& text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

/// Calls `each` with every run of quads that agree in what `key` gives.
template <typename Iterator, typename Key, typename Each>
void each_run(Iterator begin, Iterator end, const Key& key, const Each& each) {
  while (begin != end) {
    Iterator stop = begin;
    while (stop != end && key(*stop) == key(*begin)) ++stop;
    each(begin, stop);
    begin = stop;
  }
}

const Term& subject_of(const Quad& quad) { return quad.subject; }
const Term& predicate_of(const Quad& quad) { return quad.predicate; }
const Term& graph_of(const Quad& quad) { return quad.graph; }
using Place = std::vector<Quad>::const_iterator;

/// JSON-LD 1.1 §9.
std::string json_ld_value(const Term& term) {
  if (!term.is_literal()) return "{\"@id\": " + quoted(name_of(term)) + "}";
  std::string out = "{\"@value\": " + quoted(term.value);
  if (!term.language.empty()) out += ", \"@language\": " + quoted(term.language);
  if (term.language.empty() && !term.datatype.empty()) out += ", \"@type\": " + quoted(term.datatype);
  return out + "}";
}

void json_ld_nodes(std::string& out, Place begin, Place end, const std::string& indent) {
  const char* between = "\n";
  each_run(begin, end, subject_of, [&](Place from, Place to) {
    out += between + indent + "{\"@id\": " + quoted(name_of(from->subject));
    each_run(from, to, predicate_of, [&](Place first, Place last) {
      const bool type = first->predicate.value == rdf::vocabulary::rdf_type &&
                        std::none_of(first, last, [](const Quad& quad) { return quad.object.is_literal(); });
      out += ",\n" + indent + " " + (type ? "\"@type\"" : quoted(first->predicate.value)) + ": [";
      for (Place at = first; at != last; ++at)
        out += (at == first ? "" : ", ") + (type ? quoted(name_of(at->object)) : json_ld_value(at->object));
      out += "]";
    });
    out += "}";
    between = ",\n";
  });
}

std::string json_ld(const std::vector<Quad>& quads) {
  std::string out = "[";
  const char* between = "";
  each_run(quads.begin(), quads.end(), graph_of, [&](Place begin, Place end) {
    out += between;
    between = ",";
    if (begin->graph.value.empty()) {
      json_ld_nodes(out, begin, end, "  ");
      return;
    }
    out += "\n  {\"@id\": " + quoted(name_of(begin->graph)) + ", \"@graph\": [";
    json_ld_nodes(out, begin, end, "    ");
    out += "]}";
  });
  return out + "\n]\n";
}

/// RDF 1.1 JSON Alternate Serialization §3.
std::string rdf_json(const std::vector<Quad>& quads) {
  std::string out = "{";
  const char* between_subjects = "\n";
  each_run(quads.begin(), quads.end(), subject_of, [&](Place from, Place to) {
    out += between_subjects + quoted(name_of(from->subject)) + ": {";
    between_subjects = ",\n";
    const char* between_predicates = "\n  ";
    each_run(from, to, predicate_of, [&](Place first, Place last) {
      out += between_predicates + quoted(first->predicate.value) + ": [";
      between_predicates = ",\n  ";
      for (Place at = first; at != last; ++at) {
        const Term& object = at->object;
        const char* type = object.is_literal() ? "literal" : object.kind == rdf::TermKind::blank ? "bnode" : "uri";
        out += fmt::format("{}{{\"type\": \"{}\", \"value\": {}", at == first ? "" : ", ", type,
                           quoted(object.is_literal() ? object.value : name_of(object)));
        if (!object.language.empty()) out += ", \"lang\": " + quoted(object.language);
        if (object.language.empty() && !object.datatype.empty()) out += ", \"datatype\": " + quoted(object.datatype);
        out += "}";
      }
      out += "]";
    });
    out += "}";
  });
  return out + "\n}\n";
}

std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\r': out += "&#13;"; break;
      default:
        // What XML 1.0 §2.2 has no way to write at all.
        if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n')
          throw Error("RDF/XML has no way to write the control character U+{:04X}", static_cast<unsigned>(c));
        out += c;
    }
  return out;
}

/// Where the local name of an element begins that stands for the property: the longest NCName at its end.
std::size_t local_name(const std::string& iri) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  };
  const auto inner = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
  std::size_t at = iri.size(), begin = iri.size();
  while (at > 0 && inner(iri[at - 1])) {
    --at;
    if (letter(iri[at]) && (static_cast<unsigned char>(iri[at]) & 0xC0) != 0x80) begin = at;
  }
  if (begin == iri.size() || begin == 0) throw Error("RDF/XML has no element name for the property `{}`", iri);
  return begin;
}

/// RDF 1.1 XML Syntax §2; each property declares its own namespace.
std::string rdf_xml(const std::vector<Quad>& quads) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF xmlns:rdf=\"" + std::string(rdf::vocabulary::rdf) + "\">\n";
  const auto node = [](const char* attribute, const char* blank, const Term& term) {
    return fmt::format(" {}=\"{}\"", term.kind == rdf::TermKind::blank ? blank : attribute, xml_text(term.value));
  };
  each_run(quads.begin(), quads.end(), subject_of, [&](Place from, Place to) {
    out += "  <rdf:Description" + node("rdf:about", "rdf:nodeID", from->subject) + ">\n";
    for (Place at = from; at != to; ++at) {
      const std::string& property = at->predicate.value;
      const std::size_t cut = local_name(property);
      const std::string element = "p:" + property.substr(cut);
      out += fmt::format("    <{} xmlns:p=\"{}\"", element, xml_text(property.substr(0, cut)));
      const Term& object = at->object;
      if (!object.is_literal()) {
        out += node("rdf:resource", "rdf:nodeID", object) + "/>\n";
        continue;
      }
      if (!object.language.empty())
        out += " xml:lang=\"" + object.language + "\"";
      else if (!object.datatype.empty())
        out += " rdf:datatype=\"" + xml_text(object.datatype) + "\"";
      out += ">" + xml_text(object.value) + "</" + element + ">\n";
    }
    out += "  </rdf:Description>\n";
  });
  return out + "</rdf:RDF>\n";
}

void sort_unique(std::vector<Quad>& quads) {
  std::sort(quads.begin(), quads.end(), [](const Quad& a, const Quad& b) {
    return std::tie(a.graph, a.subject, a.predicate, a.object) < std::tie(b.graph, b.subject, b.predicate, b.object);
  });
  quads.erase(std::unique(quads.begin(), quads.end()), quads.end());
}

}  // namespace

std::vector<Quad> in_one_graph(std::vector<Quad> quads) {
  for (Quad& quad : quads) quad.graph = {};
  sort_unique(quads);
  return quads;
}

bool has_serialization(std::string_view name) { return name == "jsonld" || name == "rdfxml" || name == "rdfjson"; }

std::string write_serialization(std::string_view name, std::vector<Quad> quads) {
  if (name != "jsonld") {
    quads = in_one_graph(std::move(quads));
    return name == "rdfxml" ? rdf_xml(quads) : rdf_json(quads);
  }
  sort_unique(quads);
  return json_ld(quads);
}

}  // namespace vitagraph::mapping
