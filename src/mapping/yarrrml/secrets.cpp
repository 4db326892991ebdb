// SPDX-License-Identifier: Apache-2.0
// What of a mapping's YAML no message may show, found before its keys are looked at: one that is misspelt or stands in
// the wrong place has its value shown with its line.
#include <algorithm>

#include "mapping/secrets.hpp"
#include "mapping/yarrrml/access.hpp"

namespace vitagraph::mapping {
namespace {

enum class Part : unsigned char { any, login, security, headers };

bool is_near(const std::string& name, const char* word) { return name == word || !nearest_name(name, {word}).empty(); }

/// What in a login or a `security` entry is no secret.
bool is_public(Part part, const std::string& name) {
  const std::vector<std::string> names = part == Part::login
                                             ? std::vector<std::string>{"username", "user", "email", "webid", "type"}
                                             : std::vector<std::string>{"type", "in", "name"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

void learn(const YAML::Node& node, Part part, Secrets& out) {
  if (node.IsScalar()) {
    const std::string& value = node.Scalar();
    if ((part == Part::login || part == Part::security) && value != "none") out.add(value);
    if (part == Part::headers) out.learn_header(value.substr(0, value.find(':')), value.substr(value.find(':') + 1));
    out.learn(value);
  } else if (node.IsSequence()) {
    for (const YAML::Node& item : node) learn(item, part, out);
  } else if (node.IsMap()) {
    for (const auto& entry : node) {
      const std::string name = entry.first.IsScalar() ? lower(entry.first.Scalar()) : std::string();
      const YAML::Node& value = entry.second;
      if (part != Part::any && part != Part::headers && is_public(part, name)) continue;
      // A source may be called so too.
      const bool secret = names_secret(name) && !(value.IsScalar() && value.Scalar().find('~') != std::string::npos);
      if (secret && value.IsScalar())
        out.learn_header("authorization", value.Scalar());
      else if (is_near(name, "credentials"))
        learn(value, Part::login, out);
      else if (is_near(name, "security"))
        learn(value, Part::security, out);
      else
        learn(value, is_near(name, "headers") ? Part::headers : part, out);
    }
  }
}

}  // namespace

void learn_secrets(const YAML::Node& root, Secrets& out) { learn(root, Part::any, out); }

}  // namespace vitagraph::mapping
