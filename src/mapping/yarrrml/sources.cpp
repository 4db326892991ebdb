// SPDX-License-Identifier: Apache-2.0
// YARRRML 1.3 §"Sources".
#include "mapping/plan.hpp"
#include "mapping/sources/web.hpp"
#include "mapping/yarrrml/access.hpp"

namespace vitagraph::mapping {
namespace {

const KeyNames formulation_key{"referenceFormulation"}, iterator_key{"iterator"};
const KeyNames query_key{"query"}, query_formulation_key{"queryFormulation"}, delimiter_key{"delimiter"},
    quote_key{"quote"}, null_key{"null", "nulls"}, namespaces_key{"namespaces"};
const KeyNames header_key{"header"}, trim_key{"trim"}, comment_key{"comment"}, table_key{"table"};
const KeyNames in_key{"in"}, name_key{"name"};

/// `delimiter: '\t'` in single quotes reaches us as a backslash and a letter.
std::string unescape_delimiter(const std::string& text) {
  if (text == "\\t") return "\t";
  return text;
}

/// What a file is probably read as, by its ending.
void note_formulation(const std::string& name, Diagnostic& diagnostic) {
  static constexpr std::pair<std::string_view, std::string_view> endings[] = {
      {".csv", "csv"}, {".tsv", "tsv"}, {".json", "jsonpath"}, {".jsonl", "jsonl"}, {".xml", "xpath"}};
  for (const auto& [ending, formulation] : endings)
    if (name.ends_with(ending))
      diagnostic.notes.push_back({fmt::format("a file is written `{}~{}`", name, formulation), {}});
}

}  // namespace

std::optional<Formulation> YarrrmlReader::formulation(const std::string& name, const Location& place) {
  static const std::map<std::string, Formulation> names = {{"csv", Formulation::csv},
                                                           {"tsv", Formulation::csv},
                                                           {"jsonpath", Formulation::json},
                                                           {"json", Formulation::json},
                                                           {"jsonl", Formulation::json_lines},
                                                           {"ndjson", Formulation::json_lines},
                                                           {"jsonlines", Formulation::json_lines},
                                                           {"xpath", Formulation::xml},
                                                           {"xml", Formulation::xml},
                                                           {"xquery", Formulation::xml},
                                                           {"sql2008", Formulation::sql},
                                                           {"sql", Formulation::sql},
                                                           {"mysql", Formulation::sql},
                                                           {"postgresql", Formulation::sql},
                                                           {"sqlite", Formulation::sql},
                                                           {"sparql11", Formulation::sparql},
                                                           {"sparql", Formulation::sparql},
                                                           {"facts", Formulation::facts}};
  const auto found = names.find(lower(name));
  if (found != names.end()) return found->second;
  report_unknown(Kind::mapping_unknown_formulation, place, name,
                 {"csv", "tsv", "jsonpath", "jsonl", "xpath", "sql2008", "sparql11", "sqlite", "postgresql", "facts"});
  return std::nullopt;
}

void YarrrmlReader::read_named_sources(const YAML::Node& node) {
  if (!wants(node, node.IsMap(), "a map of sources")) return;
  for (const auto& entry : node) {
    const std::string name = entry.first.Scalar();
    const auto index = read_source(entry.second, name);
    if (!index) continue;
    const auto [known, fresh] = named_sources_.try_emplace(name, *index);
    if (fresh) continue;
    // Files of one set may both declare a source, as long as it is the same one.
    const SourceDescription &a = rules_.sources[known->second], &b = rules_.sources[*index];
    if (a.iterator == b.iterator && same_access(a, b)) {
      rules_.sources.pop_back();
      continue;
    }
    Diagnostic twice = DiagnosticSink::make(Kind::mapping_duplicate_name, locate(entry.first), name);
    twice.notes.push_back({"first written here", a.location});
    diagnostics_.report(std::move(twice));
  }
}

std::vector<std::size_t> YarrrmlReader::read_source_list(const YAML::Node& node) {
  std::vector<std::size_t> out;
  const auto one = [&](const YAML::Node& item) {
    if (item.IsScalar()) {
      const auto found = named_sources_.find(item.Scalar());
      if (found != named_sources_.end()) {
        rules_.sources[found->second].used = true;
        out.push_back(found->second);
        return;
      }
      if (item.Scalar().find('~') == std::string::npos) {
        const std::vector<std::string> names = names_for_suggestions(named_sources_);
        Diagnostic unknown = DiagnosticSink::make(Kind::mapping_unknown_source, locate(item), item.Scalar());
        if (const std::string near = nearest_name(item.Scalar(), names); !near.empty())
          unknown.notes.push_back({fmt::format("similar name: `{}`", near), {}});
        else
          note_formulation(item.Scalar(), unknown);
        diagnostics_.report(std::move(unknown));
        return;
      }
    }
    if (const auto index = read_source(item, {})) {
      rules_.sources[*index].used = true;
      out.push_back(*index);
    }
  };
  // `sources: [people.csv~csv]` without the inner list is one source too.
  if (node.IsSequence())
    for (const YAML::Node& item : node) one(item);
  else
    one(node);
  return out;
}

std::optional<std::size_t> YarrrmlReader::read_source(const YAML::Node& node, const std::string& name) {
  std::optional<SourceDescription> source;
  if (node.IsScalar()) {
    YAML::Node list(YAML::NodeType::Sequence);
    list.push_back(node);
    source = source_of_list(list);
  } else if (node.IsSequence()) {
    source = source_of_list(node);
  } else if (wants(node, node.IsMap(), "a source")) {
    source = source_of_map(node);
  }
  if (!source) return std::nullopt;
  source->name = name;
  source->location = locate(node);
  source->folder = folder_of(file_->text.name());
  rules_.sources.push_back(std::move(*source));
  return rules_.sources.size() - 1;
}

/// `[people.json~jsonpath, "$.people[*]"]`
std::optional<SourceDescription> YarrrmlReader::source_of_list(const YAML::Node& node) {
  if (!wants(node, node.size() >= 1 && node.size() <= 2 && node[0].IsScalar(), "`[access~formulation, iterator]`"))
    return std::nullopt;
  SourceDescription out;
  const auto [access, name] = split_tilde(node[0].Scalar());
  out.access = access;
  out.access_location = locate(node[0]);
  out.iterator_location = out.access_location;
  if (name.empty()) {
    Diagnostic lacks =
        DiagnosticSink::make(Kind::mapping_missing_key, out.access_location, "this source", "referenceFormulation");
    note_formulation(access, lacks);
    diagnostics_.report(std::move(lacks));
    return std::nullopt;
  }
  const auto kind = formulation(name, out.access_location);
  if (!kind) return std::nullopt;
  out.formulation = *kind;
  if (lower(name) == "tsv") out.delimiter = "\t";
  if (node.size() == 2 && !node[1].IsNull() && wants(node[1], node[1].IsScalar(), "an iterator")) {
    out.iterator = node[1].Scalar();
    out.iterator_location = locate(node[1]);
  }
  finish_source(node, out);
  return out;
}

std::optional<SourceDescription> YarrrmlReader::source_of_map(const YAML::Node& node) {
  check_keys(node, {&key::access,           &formulation_key,  &iterator_key,  &key::credentials, &query_key,
                    &query_formulation_key, &delimiter_key,    &key::encoding, &quote_key,        &null_key,
                    &namespaces_key,        &key::compression, &header_key,    &trim_key,         &comment_key,
                    &key::content_type,     &key::operation,   &key::security, &table_key,        &key::type});
  SourceDescription out;
  out.iterator_location = out.access_location = locate(node);
  const auto text = [&](const KeyNames& names, std::string& into, Location* place = nullptr) {
    const YAML::Node found = get(node, names);
    if (!found.IsDefined() || found.IsNull() || !wants(found, found.IsScalar(), "text")) return false;
    into = found.Scalar();
    if (place) *place = locate(found);
    return true;
  };
  // A table or query without an access is one of a database that is named elsewhere (YARRRML for R2RML).
  std::string table;
  const bool of_database = text(table_key, table) || get(node, query_key).IsDefined();
  if (!text(key::access, out.access, &out.access_location) && !of_database) {
    report(Kind::mapping_missing_key, node, "this source", "access");
    return std::nullopt;
  }
  if (!table.empty()) {
    out.query = "SELECT * FROM \"" + table + "\"";
    out.formulation = Formulation::sql;
  }
  text(key::type, out.type);
  out.type = lower(out.type);
  std::string name, query_formulation, flag;
  Location name_place = locate(node);
  if (text(formulation_key, name, &name_place)) {
    const auto kind = formulation(name, name_place);
    if (!kind) return std::nullopt;
    out.formulation = *kind;
    if (lower(name) == "tsv") out.delimiter = "\t";
    if (out.formulation == Formulation::sql && out.type.empty() && lower(name) != "sql2008" && lower(name) != "sql")
      out.type = lower(name);
  }
  text(iterator_key, out.iterator, &out.iterator_location);
  if (text(query_key, out.query) && name.empty()) out.formulation = Formulation::sql;
  // The query says what is asked; `referenceFormulation: csv` beside it only how its results would come. A service's
  // results in JSON or XML are iterated over as such.
  Location query_place = locate(node);
  if (text(query_formulation_key, query_formulation, &query_place) || out.type == "sparql") {
    const auto kind = query_formulation.empty() ? Formulation::sparql : formulation(query_formulation, query_place);
    if (!kind) return std::nullopt;
    out.web.service = *kind == Formulation::sparql && is_on_web(out.access);
    const bool results = out.formulation == Formulation::json || out.formulation == Formulation::xml;
    if (!(out.web.service && results && !out.iterator.empty())) out.formulation = *kind;
  }
  if (name.empty() && out.query.empty()) {
    report(Kind::mapping_missing_key, node, "this source", "referenceFormulation");
    return std::nullopt;
  }
  Location delimiter_place = locate(node);
  if (text(delimiter_key, out.delimiter, &delimiter_place)) out.delimiter = unescape_delimiter(out.delimiter);
  if (out.delimiter.size() > 1)
    diagnostics_.report(Kind::mapping_wrong_shape, delimiter_place, "a delimiter of one ASCII character",
                        "`" + out.delimiter + "`");
  text(quote_key, out.quote);
  text(key::encoding, out.encoding);
  text(key::compression, out.compression);
  text(comment_key, out.comment_prefix);
  const auto read_flag = [&](const KeyNames& asked, bool& into) {
    Location place = locate(node);
    if (!text(asked, flag, &place)) return;
    into = flag == "true" || flag == "True";
    if (!into && flag != "false" && flag != "False")
      diagnostics_.report(Kind::mapping_wrong_shape, place, "`true` or `false`", "`" + flag + "`");
  };
  read_flag(header_key, out.has_header);
  read_flag(trim_key, out.trim);
  describe_source(node, out);
  if (const YAML::Node type = get(node, key::content_type); type.IsDefined() && type.IsScalar())
    add_header(out.web.headers, "Accept", type.Scalar());
  if (const YAML::Node operation = get(node, key::operation);
      operation.IsDefined() && wants(operation, operation.IsScalar(), "`read`") && operation.Scalar() != "read")
    report(Kind::mapping_without_effect, operation, "operationType", "sources are read");
  read_security(node, out.web);
  finish_source(node, out);
  return out;
}

/// `security: [{type: apikey, in: header, name: key, value: "123"}]`; `none` is none.
void YarrrmlReader::read_security(const YAML::Node& node, WebDescription& web) {
  const auto one = [&](const YAML::Node& scheme) {
    if (scheme.IsScalar()) {
      wants(scheme, scheme.Scalar() == "none", "`none`, or a map with `type`");
      return;
    }
    if (!wants(scheme, scheme.IsMap(), "`none`, or a map with `type`")) return;
    check_keys(scheme, {&key::type, &in_key, &name_key, &key::value});
    const auto text = [&](const KeyNames& names) {
      const YAML::Node found = get(scheme, names);
      return found.IsDefined() && found.IsScalar() ? found.Scalar() : std::string();
    };
    const std::string type = lower(text(key::type)), in = lower(text(in_key)), name = text(name_key);
    if (type == "none") return;
    if (!wants(scheme, type == "apikey" && (in == "header" || in == "query") && !name.empty(),
               "`none`, or an `apikey` with `in: header` or `in: query`, `name` and `value`"))
      return;
    web.keys.push_back({in == "query", name, text(key::value)});
  };
  const YAML::Node security = get(node, key::security);
  if (!security.IsDefined() || security.IsNull()) return;
  if (security.IsSequence())
    for (const YAML::Node& scheme : security) one(scheme);
  else
    one(security);
}

void YarrrmlReader::describe_source(const YAML::Node& node, SourceDescription& out) {
  if (const YAML::Node credentials = get(node, key::credentials);
      credentials.IsDefined() && wants(credentials, credentials.IsMap(), "a map")) {
    check_keys(credentials, {&key::username, &key::password});
    if (const YAML::Node user = get(credentials, key::username); user.IsDefined() && user.IsScalar())
      out.user = user.Scalar();
    if (const YAML::Node password = get(credentials, key::password); password.IsDefined() && password.IsScalar())
      out.password = password.Scalar();
  }
  if (const YAML::Node nulls = get(node, null_key); nulls.IsDefined()) {
    nulls_given_ = true;
    if (nulls.IsSequence())
      for (const YAML::Node& item : nulls) out.nulls.push_back(item.Scalar());
    else
      out.nulls.push_back(nulls.Scalar());
  }
  if (const YAML::Node names = get(node, namespaces_key);
      names.IsDefined() && wants(names, names.IsMap(), "a map of prefixes"))
    for (const auto& entry : names) out.namespaces[entry.first.Scalar()] = entry.second.Scalar();
}

void YarrrmlReader::finish_source(const YAML::Node& node, SourceDescription& out) {
  if (out.formulation == Formulation::sparql && is_on_web(out.access)) out.web.service = true;
  // An empty cell is no value unless `null` lists what is (RML in Turtle keeps it as empty text, as RML-IO says).
  if (out.formulation == Formulation::csv && !nulls_given_) out.nulls.push_back("");
  nulls_given_ = false;
  const bool iterates = out.formulation == Formulation::json || out.formulation == Formulation::xml ||
                        out.formulation == Formulation::facts;
  if (!iterates || !out.iterator.empty()) return;
  Diagnostic lacks = DiagnosticSink::make(Kind::mapping_missing_key, locate(node), "this source", "iterator");
  const char* example = out.formulation == Formulation::json  ? "$.people[*]"
                        : out.formulation == Formulation::xml ? "/people/person"
                                                              : "publication";
  lacks.notes.push_back({fmt::format("it says what is a row, as in `{}`", example), {}});
  diagnostics_.report(std::move(lacks));
}

}  // namespace vitagraph::mapping
