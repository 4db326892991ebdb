// SPDX-License-Identifier: Apache-2.0
// RML-IO: logical sources and targets, with the access descriptions of the registry (paths, CSVW, DCAT, D2RQ).
#include <algorithm>
#include <filesystem>

#include "mapping/describe.hpp"
#include "mapping/rml/reader.hpp"
#include "mapping/sources/web.hpp"

namespace vitagraph::mapping {
namespace {

constexpr std::string_view csvw = "http://www.w3.org/ns/csvw#";
constexpr std::string_view d2rq = "http://www.wiwiss.fu-berlin.de/suhl/bizer/D2RQ/0.1#";
constexpr std::string_view http = "http://www.w3.org/2011/http#";
constexpr std::string_view service = "http://www.w3.org/ns/sparql-service-description#";
constexpr std::string_view things = "https://www.w3.org/2019/wot/td#";
constexpr std::string_view security = "https://www.w3.org/2019/wot/security#";
constexpr std::string_view controls = "https://www.w3.org/2019/wot/hypermedia#";
constexpr std::string_view formats = "http://www.w3.org/ns/formats/";

std::string parent_folder(const std::string& file) {
  const std::filesystem::path parent = std::filesystem::path(file).parent_path();
  return parent.empty() ? std::string(".") : parent.string();
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::string value_of(const TurtleGraph::Subject& node, std::string_view ns, std::string_view name) {
  const std::string iri = std::string(ns) + std::string(name);
  for (const PlacedStatement& statement : node.statements)
    if (statement.predicate == iri) return statement.object.term.value;
  return {};
}

const PlacedTerm* object_of(const TurtleGraph::Subject& node, std::string_view ns, std::string_view name) {
  const std::string iri = std::string(ns) + std::string(name);
  for (const PlacedStatement& statement : node.statements)
    if (statement.predicate == iri) return &statement.object;
  return nullptr;
}

/// A file's URL (RFC 8089) as a path; other addresses as they are.
std::string path_of_url(const std::string& url) {
  if (url.rfind("file://", 0) == 0) return url.substr(7);
  if (url.rfind("file:/", 0) == 0) return url.substr(5);
  return url;
}

}  // namespace

bool RmlReader::is_view(const Subject& map) const {
  for (const PlacedStatement& statement : map.statements)
    if (local(statement.predicate) == "viewOn" ||
        (statement.predicate == rdf::vocabulary::rdf_type && local(statement.object.term.value) == "LogicalView"))
      return true;
  return false;
}

std::optional<std::size_t> RmlReader::read_logical_source(const PlacedTerm& placed) {
  const Subject* map = node(placed);
  SourceDescription out;
  out.location = locate(placed);
  out.name = placed.term.str();
  out.access_location = out.iterator_location = out.location;
  out.used = true;
  out.natural_types = !older_;
  out.folder = parent_folder(file_->name());
  if (!map) {
    diagnostics_.report(Kind::mapping_missing_key, out.location, "this logical source", "rml:source");
    return std::nullopt;
  }
  if (is_view(*map)) return read_view(*map, std::move(out));
  if (const PlacedStatement* formulation = one(*map, "referenceFormulation"))
    read_formulation(formulation->object, out);
  if (const PlacedStatement* iterator = one(*map, "iterator")) {
    out.iterator = iterator->object.term.value;
    out.iterator_location = locate(iterator->object);
  }
  out.query = text(*map, "query");
  if (out.query.empty()) out.query = text(*map, "sqlQuery");
  if (out.query.empty())
    if (const std::string table = text(*map, "tableName"); !table.empty())
      out.query = "SELECT * FROM \"" + table + "\"";
  const Formulation results = out.formulation;
  if (!out.query.empty() && out.formulation != Formulation::sparql) out.formulation = Formulation::sql;
  for (const PlacedStatement* null : all(*map, "null")) out.nulls.push_back(null->object.term.value);
  const PlacedStatement* source = one(*map, "source");
  if (!source) {
    diagnostics_.report(Kind::mapping_missing_key, out.location, "this logical source", "rml:source");
    return std::nullopt;
  }
  read_source(source->object, out);
  if (out.web.service) {  // results in JSON or XML may be iterated over as such; the query is beside the iterator then
    const bool iterates = (results == Formulation::json || results == Formulation::xml) && !out.query.empty();
    out.formulation = iterates ? results : Formulation::sparql;
  }
  for (std::size_t i = 0; i < rules_.sources.size(); ++i)
    if (rules_.sources[i].name == out.name && rules_.sources[i].location.file == out.location.file) return i;
  rules_.sources.push_back(std::move(out));
  return rules_.sources.size() - 1;
}

void RmlReader::read_formulation(const PlacedTerm& placed, SourceDescription& out) {
  static const std::map<std::string_view, Formulation> names = {{"CSV", Formulation::csv},
                                                                {"JSONPath", Formulation::json},
                                                                {"JSONLines", Formulation::json_lines},
                                                                {"JSONL", Formulation::json_lines},
                                                                {"NDJSON", Formulation::json_lines},
                                                                {"XPath", Formulation::xml},
                                                                {"SQL2008Table", Formulation::sql},
                                                                {"SQL2008Query", Formulation::sql},
                                                                {"SQL2008", Formulation::sql},
                                                                {"SPARQL_Results_CSV", Formulation::sparql},
                                                                {"SPARQL_Results_TSV", Formulation::sparql},
                                                                {"SPARQL_Results_JSON", Formulation::sparql},
                                                                {"SPARQL_Results_XML", Formulation::sparql}};
  const Subject* described = node(placed);
  std::string_view name = local(placed.term.value);
  if (placed.term.value.rfind(formats, 0) == 0) name = std::string_view(placed.term.value).substr(formats.size());
  if (described)
    for (const PlacedStatement& statement : described->statements)
      if (statement.predicate == rdf::vocabulary::rdf_type &&
          local(statement.object.term.value) == "XPathReferenceFormulation")
        name = "XPath";
  const auto found = names.find(name);
  if (found == names.end()) {
    std::vector<std::string> known;
    for (const auto& [each, formulation] : names) known.emplace_back(each);
    const std::string& iri = placed.term.value;
    report_unknown(
        DiagnosticSink::make(Kind::mapping_unknown_formulation, locate(placed), shorten(iri, rules_.prefixes)), name,
        known, iri.substr(0, iri.size() - name.size()));
    return;
  }
  out.formulation = found->second;
  if (name == "SQL2008Table") out.type = "table";
  if (!described) return;
  for (const PlacedStatement* statement : all(*described, "namespace"))
    if (const Subject* ns = node(statement->object))
      out.namespaces[text(*ns, "namespacePrefix")] = text(*ns, "namespaceURL");
}

void RmlReader::read_source(const PlacedTerm& placed, SourceDescription& out) {
  out.access_location = locate(placed);
  if (placed.term.is_literal()) {
    out.access = placed.term.value;
    return;
  }
  const Subject* source = node(placed);
  if (!source) {
    out.access = path_of_url(placed.term.value);
    return;
  }
  const std::string encoding = text(*source, "encoding"), compression = text(*source, "compression");
  if (!encoding.empty()) out.encoding = local(encoding);
  if (!compression.empty()) out.compression = lower(local(compression));
  if (out.compression == "targz") out.compression = "targzip";
  for (const PlacedStatement* null : all(*source, "null")) out.nulls.push_back(null->object.term.value);
  if (const PlacedStatement* path = one(*source, "path")) {
    read_path(*source, path->object, out);
    return;
  }
  if (const PlacedTerm* url = object_of(*source, csvw, "url")) {
    out.access = path_of_url(url->term.value);
    out.access_location = locate(*url);
    read_csvw(*source, out);
    return;
  }
  if (const PlacedTerm* url = object_of(*source, "http://www.w3.org/ns/dcat#", "downloadURL")) {
    out.access = path_of_url(url->term.value);
    out.access_location = locate(*url);
    return;
  }
  if (const PlacedTerm* dsn = object_of(*source, d2rq, "jdbcDSN")) {
    read_database(*source, *dsn, out);
    return;
  }
  if (const PlacedTerm* endpoint = object_of(*source, service, "endpoint")) {
    out.access = endpoint->term.value;
    out.access_location = locate(*endpoint);
    out.web.service = true;
    return;
  }
  if (read_thing(*source, out)) return;
  diagnostics_.report(Kind::mapping_unsupported_source, out.access_location);
}

void RmlReader::read_path(const Subject& source, const PlacedTerm& path, SourceDescription& out) {
  out.access = path.term.value;
  out.access_location = locate(path);
  const std::string root = text(source, "root");
  // RML-IO §"Relative path source": without a root, paths start at the working directory. Most engines and mappings
  // mean the mapping's folder, and both are the same where it matters.
  if (local(root) == "CurrentWorkingDirectory")
    out.folder = ".";
  else if (!root.empty() && local(root).empty())
    out.folder = path_of_url(root);
}

void RmlReader::read_database(const Subject& source, const PlacedTerm& dsn, SourceDescription& out) {
  out.access = dsn.term.value;
  out.access_location = locate(dsn);
  out.user = value_of(source, d2rq, "username");
  out.password = value_of(source, d2rq, "password");
  out.formulation = Formulation::sql;
  if (out.access.find("sqlite:") != std::string::npos) {
    out.access = out.access.substr(out.access.find("sqlite:") + 7);
    out.type = "sqlite";
  }
  if (out.query.empty() && !out.iterator.empty()) {
    const bool query = lower(out.iterator).rfind("select", 0) == 0 || out.iterator.find(' ') != std::string::npos;
    out.query = query ? out.iterator : "SELECT * FROM \"" + out.iterator + "\"";
  }
}

/// W3C's Web of Things: a thing, or one of its properties, has a form that says the address and how to ask it.
bool RmlReader::read_thing(const Subject& source, SourceDescription& out) {
  const auto next = [&](const Subject* from, std::string_view name) {
    const PlacedTerm* found = from ? object_of(*from, things, name) : nullptr;
    return found ? node(*found) : nullptr;
  };
  const Subject* thing = &source;
  const Subject* property = next(thing, "hasPropertyAffordance");
  if (!property) {
    property = &source;
    for (const Subject& other : graph_->subjects())
      if (next(&other, "hasPropertyAffordance") == property) thing = &other;
  }
  const Subject* form = next(property, "hasForm");
  const PlacedTerm* target = form ? object_of(*form, controls, "hasTarget") : nullptr;
  if (!target) return false;
  out.access = target->term.value;
  out.access_location = locate(*target);
  read_headers(*form, out.web);
  if (const std::string type = value_of(*form, controls, "forContentType"); !type.empty())
    add_header(out.web.headers, "Accept", type);
  const std::string configuration = std::string(things) + "hasSecurityConfiguration";
  for (const PlacedStatement& statement : thing->statements)
    if (statement.predicate == configuration) read_key(statement.object, out.web);
  return true;
}

void RmlReader::read_key(const PlacedTerm& login, WebDescription& web) {
  const Subject* scheme = node(login);
  if (!scheme) return;
  const std::string in = value_of(*scheme, security, "in"), name = value_of(*scheme, security, "name");
  if (!name.empty())
    web.keys.push_back({in == "query", name, value_of(*scheme, "https://w3id.org/idsa/core/", "tokenValue")});
}

/// `htv:headers ( [ htv:fieldName "Accept" ; htv:fieldValue "text/csv" ] )`
void RmlReader::read_headers(const Subject& request, WebDescription& web) {
  if (const PlacedTerm* list = object_of(request, http, "headers")) read_header_list(*list, web);
}

void RmlReader::read_header_list(const PlacedTerm& headers, WebDescription& web) {
  const PlacedTerm* list = &headers;
  constexpr std::string_view rdf_ns = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  constexpr int most = 100;  // a list may be a ring
  for (int i = 0; list && i < most; ++i) {
    const Subject* cell = node(*list);
    const PlacedTerm* first = cell ? object_of(*cell, rdf_ns, "first") : nullptr;
    const Subject* header = first ? node(*first) : nullptr;
    if (header) add_header(web.headers, value_of(*header, http, "fieldName"), value_of(*header, http, "fieldValue"));
    list = cell ? object_of(*cell, rdf_ns, "rest") : nullptr;
  }
}

/// A target that is no file: a SPARQL service, or (rmlmapper's extensions) a request over HTTP.
bool RmlReader::read_web_target(const Subject& access, TargetDescription& out) {
  if (out.access = value_of(access, service, "endpoint"); !out.access.empty()) {
    out.web.service = true;
    return true;
  }
  out.access = value_of(access, http, "absoluteURI");
  out.type = "directhttprequest";
  if (out.access.empty()) {
    out.access = text(access, "linkingAbsoluteURI");
    out.type = "linkedhttprequest";
  }
  if (out.access.empty()) {
    out.type.clear();
    return false;
  }
  for (const PlacedStatement& statement : access.statements)
    set_request(statement.predicate, statement.object, statement.object.term.value, out);
  if (out.type == "linkedhttprequest" && out.web.relation.empty())
    diagnostics_.report(Kind::mapping_missing_key, out.location, "this target", "rmle:linkRelation");
  read_headers(access, out.web);
  return true;
}

/// What is said of a request, wherever it is said.
void RmlReader::set_request(std::string_view predicate, const PlacedTerm& said, const std::string& value,
                            TargetDescription& out) {
  const auto must = [&](bool fits, const char* what) {
    if (!fits) diagnostics_.report(Kind::mapping_wrong_shape, locate(said), what, "`" + value + "`");
  };
  const std::string_view name = local(predicate);
  if (predicate == std::string(http) + "methodName") {
    out.web.method = value;
    must(is_target_method(value), target_methods);
  } else if (name == "linkRelation") {
    out.web.relation = value;
    must(is_link_relation(value), link_relation);
  } else if (name == "userAuthentication") {
    out.web.unknown_login = value;
    out.login_location = locate(said);
  }
}

/// CSV on the Web, the dialect description (https://www.w3.org/TR/tabular-metadata/#dialect-descriptions).
void RmlReader::read_csvw(const Subject& table, SourceDescription& out) {
  for (const PlacedStatement& statement : table.statements)
    if (statement.predicate == std::string(csvw) + "null") out.nulls.push_back(statement.object.term.value);
  const PlacedTerm* found = object_of(table, csvw, "dialect");
  const Subject* dialect = found ? node(*found) : nullptr;
  if (!dialect) return;
  out.delimiter = value_of(*dialect, csvw, "delimiter");
  out.quote = value_of(*dialect, csvw, "quoteChar");
  out.encoding = value_of(*dialect, csvw, "encoding");
  out.comment_prefix = value_of(*dialect, csvw, "commentPrefix");
  const std::string trim = value_of(*dialect, csvw, "trim");
  out.trim = trim == "true" || trim == "1" || trim == "start" || trim == "end";
  const std::string header = value_of(*dialect, csvw, "header");
  out.has_header = header != "false" && header != "0";
  if (const PlacedTerm* said = object_of(*dialect, csvw, "header");
      said && header != "true" && header != "1" && out.has_header)
    diagnostics_.report(Kind::mapping_wrong_shape, locate(*said), "`true` or `false`", "`" + header + "`");
}

std::vector<std::string> RmlReader::read_targets(const Subject& map) {
  std::vector<std::string> out;
  for (const PlacedStatement* statement : all(map, "logicalTarget")) out.push_back(read_target(statement->object));
  for (const PlacedStatement* statement : all(map, "logicalTargetMap"))
    out.push_back(read_target_map(statement->object));
  return out;
}

void RmlReader::set_serialization(TargetDescription& out, const std::string& serialization) {
  static const std::map<std::string, std::string> known = {
      {"n-quads", "nquads"}, {"n-triples", "ntriples"}, {"turtle", "turtle"},  {"trig", "trig"},
      {"n3", "n3"},          {"json-ld", "jsonld"},     {"rdf_xml", "rdfxml"}, {"rdf_json", "rdfjson"}};
  const std::string short_name =
      lower(serialization.rfind(formats, 0) == 0 ? serialization.substr(formats.size()) : serialization);
  const auto found = known.find(short_name);
  if (found == known.end())
    diagnostics_.report(Kind::mapping_unknown_serialization, out.location, serialization);
  else
    out.serialization = found->second;
}

void RmlReader::set_compression(TargetDescription& out, const std::string& compression) {
  const std::string_view name = local(compression);
  out.compression = lower(name.empty() ? std::string_view(compression) : name);
  if (out.compression == "targz") out.compression = "targzip";
}

std::string RmlReader::folder_of_file() const { return parent_folder(file_->name()); }

std::string RmlReader::read_target(const PlacedTerm& placed) {
  // Blank nodes of two files may have one label.
  const bool blank = placed.term.kind == rdf::TermKind::blank;
  const std::string name = blank ? fmt::format("{} in {}", placed.term.str(), file_->name()) : placed.term.str();
  for (const TargetDescription& known : rules_.targets)
    if (known.name == name) return name;
  TargetDescription out;
  out.name = name;
  out.location = locate(placed);
  out.folder = parent_folder(file_->name());
  const Subject* map = node(placed);
  const PlacedStatement* target = map ? one(*map, "target") : nullptr;
  const Subject* access = target ? node(target->object) : nullptr;
  if (!target) {
    diagnostics_.report(Kind::mapping_missing_key, out.location, "this target", "rml:target");
    return name;
  }
  if (const std::string serialization = text(*map, "serialization"); !serialization.empty())
    set_serialization(out, serialization);
  const auto setting = [&](const char* what) {
    std::string value = text(*map, what);
    if (value.empty() && access) value = text(*access, what);
    return lower(local(value));
  };
  set_compression(out, setting("compression"));
  out.encoding = setting("encoding");
  const bool web = access && read_web_target(*access, out);
  if (access && !web) {
    out.access = text(*access, "path");
    if (local(text(*access, "root")) == "CurrentWorkingDirectory") out.folder = ".";
    if (out.access.empty()) out.access = path_of_url(value_of(*access, "http://rdfs.org/ns/void#", "dataDump"));
    if (out.access.empty()) out.access = path_of_url(value_of(*access, "http://www.w3.org/ns/dcat#", "dataDump"));
  } else if (!access) {
    out.access = path_of_url(target->object.term.value);
  }
  out.path = Expression::constant(out.access, out.location);
  rules_.targets.push_back(std::move(out));
  return name;
}

}  // namespace vitagraph::mapping
