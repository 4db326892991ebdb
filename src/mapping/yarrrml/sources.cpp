// SPDX-License-Identifier: Apache-2.0
// YARRRML 1.3 §"Sources" and §"Targets".
#include <algorithm>
#include <filesystem>

#include "mapping/yarrrml/reader.hpp"

namespace vitagraph::mapping {
namespace {

const KeyNames access_key{"access"}, formulation_key{"referenceFormulation"}, iterator_key{"iterator"},
    credentials_key{"credentials"};
const KeyNames query_key{"query"}, query_formulation_key{"queryFormulation"}, delimiter_key{"delimiter"},
    encoding_key{"encoding"};
const KeyNames quote_key{"quote"}, null_key{"null", "nulls"}, namespaces_key{"namespaces"},
    compression_key{"compression"};
const KeyNames header_key{"header"}, trim_key{"trim"}, comment_key{"comment"};
const KeyNames content_type_key{"contentType"}, operation_key{"operationType"}, security_key{"security"};
const KeyNames serialization_key{"serialization"}, table_key{"table"};
// yarrrml-parser's own: targets behind HTTP, and streams of events. Read, so that a mapping with them is understood;
// nothing is sent.
const KeyNames id_key{"id"}, relation_key{"rel"}, method_key{"methodName"}, headers_key{"headers"},
    authentication_key{"authentication"}, stream_key{"ldes"};
const KeyNames username_key{"username"}, password_key{"password"};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return text;
}

std::string folder_of(const std::string& file) {
  const std::filesystem::path parent = std::filesystem::path(file).parent_path();
  return parent.empty() ? std::string(".") : parent.string();
}

/// "data.json~jsonpath": what stands before and after the last tilde.
std::pair<std::string, std::string> split_tilde(const std::string& text) {
  const std::size_t at = text.rfind('~');
  if (at == std::string::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + 1)};
}

/// `delimiter: '\t'` in single quotes reaches us as a backslash and a letter.
std::string unescape_delimiter(const std::string& text) {
  if (text == "\\t") return "\t";
  return text;
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
    const bool same = a.access == b.access && a.formulation == b.formulation && a.iterator == b.iterator &&
                      a.query == b.query && a.delimiter == b.delimiter && a.folder == b.folder;
    if (same) {
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
        std::vector<std::string> names;
        for (const auto& [name, index] : named_sources_) names.push_back(name);
        report_unknown(Kind::mapping_unknown_source, locate(item), item.Scalar(), names);
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
    report(Kind::mapping_missing_key, node[0], "this source", "referenceFormulation");
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
  check_keys(
      node,
      {&access_key,    &formulation_key, &iterator_key, &credentials_key,  &query_key,      &query_formulation_key,
       &delimiter_key, &encoding_key,    &quote_key,    &null_key,         &namespaces_key, &compression_key,
       &header_key,    &trim_key,        &comment_key,  &content_type_key, &operation_key,  &security_key,
       &table_key,     &key::type});
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
  if (!text(access_key, out.access, &out.access_location) && !of_database) {
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
  // The query says what is asked; `referenceFormulation: csv` beside it only how its results would come.
  Location query_place = locate(node);
  if (text(query_formulation_key, query_formulation, &query_place)) {
    const auto kind = formulation(query_formulation, query_place);
    if (!kind) return std::nullopt;
    out.formulation = *kind;
  }
  if (name.empty() && out.query.empty()) {
    report(Kind::mapping_missing_key, node, "this source", "referenceFormulation");
    return std::nullopt;
  }
  if (text(delimiter_key, out.delimiter)) out.delimiter = unescape_delimiter(out.delimiter);
  text(quote_key, out.quote);
  text(encoding_key, out.encoding);
  text(compression_key, out.compression);
  text(comment_key, out.comment_prefix);
  if (text(header_key, flag)) out.has_header = flag != "false";
  if (text(trim_key, flag)) out.trim = flag == "true";
  describe_source(node, out);
  finish_source(node, out);
  return out;
}

void YarrrmlReader::describe_source(const YAML::Node& node, SourceDescription& out) {
  if (const YAML::Node credentials = get(node, credentials_key);
      credentials.IsDefined() && wants(credentials, credentials.IsMap(), "a map")) {
    check_keys(credentials, {&username_key, &password_key});
    if (const YAML::Node user = get(credentials, username_key); user.IsDefined() && user.IsScalar())
      out.user = user.Scalar();
    if (const YAML::Node password = get(credentials, password_key); password.IsDefined() && password.IsScalar())
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
  // An empty cell is no value unless `null` lists what is (RML in Turtle keeps it as empty text, as RML-IO says).
  if (out.formulation == Formulation::csv && !nulls_given_) out.nulls.push_back("");
  nulls_given_ = false;
  const bool iterates = out.formulation == Formulation::json || out.formulation == Formulation::xml ||
                        out.formulation == Formulation::facts;
  if (iterates && out.iterator.empty()) report(Kind::mapping_missing_key, node, "this source", "iterator");
}

void YarrrmlReader::read_named_targets(const YAML::Node& node) {
  if (!wants(node, node.IsMap(), "a map of targets")) return;
  for (const auto& entry : node)
    if (const auto name = read_target(entry.second, entry.first.Scalar())) named_targets_[entry.first.Scalar()] = *name;
}

std::vector<std::string> YarrrmlReader::read_target_list(const YAML::Node& node) {
  std::vector<std::string> out;
  const auto one = [&](const YAML::Node& item) {
    if (item.IsScalar() && item.Scalar().find('~') == std::string::npos) {
      const auto found = named_targets_.find(item.Scalar());
      if (found != named_targets_.end()) {
        out.push_back(found->second);
        return;
      }
      std::vector<std::string> names;
      for (const auto& [name, target] : named_targets_) names.push_back(name);
      report_unknown(Kind::mapping_unknown_target, locate(item), item.Scalar(), names);
    } else if (const auto name = read_target(item, {})) {
      out.push_back(*name);
    }
  };
  // A list whose first element names an access is one inline target, not a list of names.
  const bool inline_list =
      node.IsSequence() && node.size() >= 1 && node[0].IsScalar() && node[0].Scalar().find('~') != std::string::npos;
  if (node.IsSequence() && !inline_list)
    for (const YAML::Node& item : node) one(item);
  else
    one(node);
  return out;
}

std::optional<std::string> YarrrmlReader::read_target(const YAML::Node& node, const std::string& name) {
  TargetDescription target;
  target.location = locate(node);
  target.folder = folder_of(file_->text.name());
  const auto serialization = [&](const YAML::Node& found) {
    static const std::vector<std::string> known = {"nquads", "ntriples", "turtle",  "trig", "jsonld",
                                                   "rdfxml", "n3",       "rdfjson", "hdt"};
    target.serialization = lower(found.Scalar());
    if (std::find(known.begin(), known.end(), target.serialization) == known.end())
      report_unknown(Kind::mapping_unknown_serialization, locate(found), found.Scalar(), known);
  };
  if (node.IsScalar() || node.IsSequence()) {
    const YAML::Node first = node.IsScalar() ? node : node[0];
    if (!wants(node, first.IsDefined() && first.IsScalar(), "`[access~type, serialization, compression]`"))
      return std::nullopt;
    std::tie(target.access, target.type) = split_tilde(first.Scalar());
    if (node.IsSequence() && node.size() > 1 && wants(node[1], node[1].IsScalar(), "a serialization"))
      serialization(node[1]);
    if (node.IsSequence() && node.size() > 2 && wants(node[2], node[2].IsScalar(), "a compression"))
      target.compression = lower(node[2].Scalar());
  } else if (wants(node, node.IsMap(), "a target")) {
    check_keys(node, {&access_key, &key::type, &serialization_key, &compression_key, &encoding_key, &key::sources,
                      &credentials_key, &security_key, &content_type_key, &operation_key, &id_key, &relation_key,
                      &method_key, &headers_key, &authentication_key, &stream_key});
    const YAML::Node access = get(node, access_key);
    if (!access.IsDefined() || !access.IsScalar()) {
      report(Kind::mapping_missing_key, node, "this target", "access");
      return std::nullopt;
    }
    read_target_keys(node, target);
    if (const YAML::Node found = get(node, serialization_key); found.IsDefined() && found.IsScalar())
      serialization(found);
  } else {
    return std::nullopt;
  }
  target.path = read_text(target.access, target.location, Use::text);
  target.name = name.empty() ? fmt::format("{} {} {}", target.access, target.serialization, target.compression) : name;
  const bool known =
      std::any_of(rules_.targets.begin(), rules_.targets.end(), [&](const auto& t) { return t.name == target.name; });
  if (!known) rules_.targets.push_back(target);
  return target.name;
}

void YarrrmlReader::read_target_keys(const YAML::Node& node, TargetDescription& target) {
  const auto text = [&](const KeyNames& names) {
    const YAML::Node found = get(node, names);
    return found.IsDefined() && found.IsScalar() ? found.Scalar() : std::string();
  };
  target.access = text(access_key);
  target.type = lower(text(key::type));
  target.compression = lower(text(compression_key));
  target.encoding = lower(text(encoding_key));
  if (const YAML::Node stream = get(node, stream_key); stream.IsDefined())
    report(Kind::mapping_without_effect, stream, "ldes", "statements are written as they are, not as events");
}

}  // namespace vitagraph::mapping
