// SPDX-License-Identifier: Apache-2.0
// YARRRML 1.3 §"Targets".
#include <algorithm>

#include "mapping/sources/web.hpp"
#include "mapping/yarrrml/access.hpp"

namespace vitagraph::mapping {
namespace {

const KeyNames serialization_key{"serialization"};
// yarrrml-parser's own: targets behind HTTP, and streams of events.
const KeyNames id_key{"id"}, relation_key{"rel"}, method_key{"methodName"}, headers_key{"headers"},
    authentication_key{"authentication"}, stream_key{"ldes"};

}  // namespace

void YarrrmlReader::read_named_targets(const YAML::Node& node) {
  if (!wants(node, node.IsMap(), "a map of targets")) return;
  for (const auto& entry : node) {
    const auto name = read_target(entry.second, entry.first.Scalar());
    if (!name) continue;
    named_targets_[entry.first.Scalar()] = *name;
    if (const YAML::Node id = entry.second.IsMap() ? get(entry.second, id_key) : YAML::Node(YAML::NodeType::Undefined);
        id.IsDefined() && id.IsScalar())
      named_targets_[id.Scalar()] = *name;
  }
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
      report_unknown(Kind::mapping_unknown_target, locate(item), item.Scalar(), names_for_suggestions(named_targets_));
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
    check_keys(node, {&key::access, &key::type, &serialization_key, &key::compression, &key::encoding, &key::sources,
                      &key::credentials, &key::security, &key::content_type, &key::operation, &id_key, &relation_key,
                      &method_key, &headers_key, &authentication_key, &stream_key});
    const YAML::Node access = get(node, key::access);
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
  target.web.service = target.type == "sparql" || target.type == "sd";
  if (node.IsMap()) read_request(node, target);
  target.path = read_text(target.access, target.location, Use::text);
  return keep_target(std::move(target), name);
}

/// Targets of one description are one. A name that another has already is told of, or made another.
std::string YarrrmlReader::keep_target(TargetDescription target, const std::string& name) {
  const auto named = [&](const std::string& wanted) {
    return std::find_if(rules_.targets.begin(), rules_.targets.end(), [&](const auto& t) { return t.name == wanted; });
  };
  if (!name.empty()) {
    if (const auto known = named(name); known == rules_.targets.end()) {
      target.name = name;
      rules_.targets.push_back(std::move(target));
    } else if (!known->same_as(target)) {
      Diagnostic twice = DiagnosticSink::make(Kind::mapping_duplicate_name, target.location, name);
      twice.notes.push_back({"first written here", known->location});
      diagnostics_.report(std::move(twice));
    }
    return name;
  }
  for (const TargetDescription& known : rules_.targets)
    if (known.same_as(target)) return known.name;
  const std::string plain = fmt::format("{} {} {}", target.access, target.serialization, target.compression);
  target.name = plain;
  for (int number = 2; named(target.name) != rules_.targets.end(); ++number)
    target.name = fmt::format("{} ({})", plain, number);
  rules_.targets.push_back(std::move(target));
  return rules_.targets.back().name;
}

void YarrrmlReader::read_target_keys(const YAML::Node& node, TargetDescription& target) {
  const auto text = [&](const KeyNames& names) {
    const YAML::Node found = get(node, names);
    return found.IsDefined() && found.IsScalar() ? found.Scalar() : std::string();
  };
  target.access = text(key::access);
  target.type = lower(text(key::type));
  target.compression = lower(text(key::compression));
  target.encoding = lower(text(key::encoding));
  if (const YAML::Node stream = get(node, stream_key); stream.IsDefined())
    report(Kind::mapping_without_effect, stream, "ldes", "statements are written as they are, not as events");
}

/// How a target on the web is asked to take what it gets.
void YarrrmlReader::read_request(const YAML::Node& node, TargetDescription& target) {
  WebDescription& web = target.web;
  const auto one = [&](const KeyNames& names, std::string& into, const char* what, bool (*fits)(std::string_view)) {
    const YAML::Node found = get(node, names);
    if (!found.IsDefined() || found.IsNull() || !wants(found, found.IsScalar(), what)) return found;
    into = found.Scalar();
    if (!fits(into)) report(Kind::mapping_wrong_shape, found, what, "`" + into + "`");
    return found;
  };
  const auto idle = [&](const YAML::Node& found, const KeyNames& names, const char* why) {
    if (found.IsDefined()) report(Kind::mapping_without_effect, found, names.front(), why);
  };
  const YAML::Node method = one(method_key, web.method, target_methods, is_target_method);
  if (web.service) idle(method, method_key, "updates are sent by POST");
  const YAML::Node relation = one(relation_key, web.relation, link_relation, is_link_relation);
  if (target.type.empty() && !web.relation.empty()) target.type = "linkedhttprequest";
  if (target.type == "linkedhttprequest" && !relation.IsDefined())
    report(Kind::mapping_missing_key, node, "this target", "rel");
  if (target.type != "linkedhttprequest") {
    idle(relation, relation_key, "only a `linkedhttprequest` goes by links");
    web.relation.clear();
  }
  const YAML::Node login = get(node, authentication_key);
  if (login.IsDefined() && wants(login, login.IsScalar(), "the name of one of `authentications`")) {
    web.unknown_login = login.Scalar();
    target.login_location = locate(login);
    if (logins_.count(login.Scalar()) == 0)
      report(Kind::mapping_wrong_shape, login, "the name of one of `authentications`", "`" + login.Scalar() + "`");
  }
  if (const YAML::Node credentials = get(node, key::credentials);
      credentials.IsDefined() && wants(credentials, credentials.IsMap(), "a map with `username` and `password`")) {
    check_keys(credentials, {&key::username, &key::password});
    const YAML::Node user = get(credentials, key::username), password = get(credentials, key::password);
    if (user.IsDefined() && user.IsScalar()) web.user = user.Scalar();
    if (password.IsDefined() && password.IsScalar()) web.password = password.Scalar();
  }
  read_security(node, web);
  const YAML::Node headers = get(node, headers_key);
  if (headers.IsDefined() && wants(headers, headers.IsMap(), "a map of headers"))
    for (const auto& header : headers)
      if (wants(header.second, header.second.IsScalar(), "text"))
        add_header(web.headers, header.first.Scalar(), header.second.Scalar());
  const YAML::Node type = get(node, key::content_type);
  if (type.IsDefined() && wants(type, type.IsScalar(), "text")) add_header(web.headers, "Content-Type", type.Scalar());
  if (target.on_web()) return;
  for (const KeyNames* names :
       {&method_key, &authentication_key, &key::credentials, &key::security, &headers_key, &key::content_type})
    idle(get(node, *names), *names, "this target is a file");
  web = {};
}

}  // namespace vitagraph::mapping
