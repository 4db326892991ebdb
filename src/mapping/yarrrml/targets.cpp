// SPDX-License-Identifier: Apache-2.0
// YARRRML 1.3 §"Targets".
#include <algorithm>

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
  target.access = text(key::access);
  target.type = lower(text(key::type));
  target.compression = lower(text(key::compression));
  target.encoding = lower(text(key::encoding));
  target.web.method = text(method_key);
  target.web.relation = text(relation_key);
  target.web.unknown_login = text(authentication_key);
  if (const YAML::Node login = get(node, key::credentials);
      login.IsDefined() && wants(login, login.IsMap(), "a map with `username` and `password`")) {
    check_keys(login, {&key::username, &key::password});
    const YAML::Node user = get(login, key::username), password = get(login, key::password);
    if (user.IsDefined() && user.IsScalar()) target.web.user = user.Scalar();
    if (password.IsDefined() && password.IsScalar()) target.web.password = password.Scalar();
  }
  if (const std::string type = text(key::content_type); !type.empty())
    target.web.headers.push_back("Content-Type: " + type);
  read_security(node, target.web, target.access);
  if (const YAML::Node headers = get(node, headers_key);
      headers.IsDefined() && wants(headers, headers.IsMap(), "a map of headers"))
    for (const auto& header : headers)
      if (wants(header.second, header.second.IsScalar(), "text"))
        target.web.headers.push_back(header.first.Scalar() + ": " + header.second.Scalar());
  if (const YAML::Node stream = get(node, stream_key); stream.IsDefined())
    report(Kind::mapping_without_effect, stream, "ldes", "statements are written as they are, not as events");
}

}  // namespace vitagraph::mapping
