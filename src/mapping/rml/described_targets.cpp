// SPDX-License-Identifier: Apache-2.0
// Targets that rows name (rmlmapper's extensions of RML, which yarrrml-parser writes): a logical target map makes the
// name of a target by a template, and triples maps that go to `rmle:ThisMapping` say by the same template of their
// subjects what is true of the targets so named.
#include "mapping/rml/reader.hpp"

namespace vitagraph::mapping {
namespace {

constexpr std::string_view here = "https://w3id.org/imec/rml/ns/extensions#ThisMapping";
constexpr std::string_view http = "http://www.w3.org/2011/http#";

/// Where a target lies, whichever vocabulary says it.
bool says_where(std::string_view predicate, std::string_view local) {
  return predicate == "http://rdfs.org/ns/void#dataDump" || predicate == "http://www.w3.org/ns/dcat#dataDump" ||
         predicate == "http://www.w3.org/ns/sparql-service-description#endpoint" ||
         predicate == "http://www.w3.org/2011/http#absoluteURI" || local == "linkingAbsoluteURI" || local == "path";
}

}  // namespace

bool RmlReader::describes_targets(const Subject& map) {
  for (const PlacedStatement* subject : all(map, "subjectMap")) {
    const Subject* inner = node(subject->object);
    if (!inner) continue;
    for (const PlacedStatement* target : all(*inner, "logicalTarget"))
      if (target->object.term.value == here) {
        described_.emplace(made_by(*inner), &map);
        return true;
      }
  }
  return false;
}

/// What the values of a term map have in common: those of equal ones are the same in a row.
std::string RmlReader::made_by(const Subject& map) {
  if (std::string made = text(map, "template"); !made.empty()) return made;
  if (std::string made = text(map, "reference"); !made.empty()) return "{" + made + "}";
  return text(map, "constant");
}

/// What the triples map says of its subjects: predicate, and the node of the object or of its map.
std::vector<std::pair<std::string, const PlacedTerm*>> RmlReader::said_by(const Subject& map) {
  std::vector<std::pair<std::string, const PlacedTerm*>> out;
  for (const PlacedStatement* entry : all(map, "predicateObjectMap")) {
    const Subject* pair = node(entry->object);
    if (!pair) continue;
    std::string predicate = text(*pair, "predicate");
    if (const PlacedStatement* by = one(*pair, "predicateMap"))
      if (const Subject* inner = node(by->object)) predicate = text(*inner, "constant");
    const PlacedStatement* object = one(*pair, "objectMap");
    if (!object) object = one(*pair, "object");
    if (object) out.emplace_back(std::move(predicate), &object->object);
  }
  return out;
}

std::string RmlReader::read_target_map(const PlacedTerm& placed) {
  TargetDescription out;
  out.location = locate(placed);
  const Subject* map = node(placed);
  out.name = map ? made_by(*map) : std::string();
  if (out.name.empty()) out.name = placed.term.str();
  for (const TargetDescription& known : rules_.targets)
    if (known.name == out.name) return out.name;
  out.folder = folder_of_file();
  const auto value = [&](const PlacedTerm& object) {
    const Subject* inner = node(object);
    auto made = inner ? read_expression(*inner) : std::nullopt;
    return made ? std::move(*made) : Expression::constant(object.term.value, locate(object));
  };
  const auto described = described_.find(out.name);
  std::string access_map;
  if (described != described_.end())
    for (const auto& [predicate, object] : said_by(*described->second)) {
      if (local(predicate) == "target")
        if (const Subject* inner = node(*object)) access_map = made_by(*inner);
      if (local(predicate) == "serialization") set_serialization(out, value(*object).text);
      if (local(predicate) == "compression") set_compression(out, value(*object).text);
    }
  const auto where = described_.find(access_map);
  bool found = false;
  if (where != described_.end())
    for (const auto& [predicate, object] : said_by(*where->second)) {
      const std::string_view name = local(predicate);
      if (says_where(predicate, name)) {
        out.path = value(*object);
        if (predicate == std::string(http) + "absoluteURI") out.type = "directhttprequest";
        if (name == "linkingAbsoluteURI") out.type = "linkedhttprequest";
        found = true;
      }
      if (predicate == "http://www.w3.org/ns/sparql-service-description#endpoint") out.web.service = true;
      set_request(predicate, *object, value(*object).text, out);
      if (predicate == std::string(http) + "headers") {
        const Subject* inner = node(*object);
        const PlacedStatement* list = inner ? one(*inner, "constant") : nullptr;
        read_header_list(list ? list->object : *object, out.web);
      }
    }
  if (!found) {
    diagnostics_.report(Kind::mapping_missing_key, out.location, "this target",
                        "a triples map that says where it lies");
    return out.name;
  }
  // `file://` is how a relative path is written where an IRI is wanted.
  const bool pattern = out.path.kind == Expression::Kind::pattern && !out.path.pieces.empty();
  std::string& first = pattern ? out.path.pieces.front().text : out.path.text;
  if (first.rfind("file://", 0) == 0) first.erase(0, 7);
  if (pattern)
    for (const Piece& piece : out.path.pieces) out.access += piece.is_reference ? "{" + piece.text + "}" : piece.text;
  else
    out.access = out.path.is_constant() ? out.path.text : "{" + out.path.text + "}";
  rules_.targets.push_back(std::move(out));
  return rules_.targets.back().name;
}

}  // namespace vitagraph::mapping
