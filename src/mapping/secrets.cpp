// SPDX-License-Identifier: Apache-2.0
#include "mapping/secrets.hpp"

#include <algorithm>

#include "store/store.hpp"

namespace vitagraph::mapping {
namespace {

bool continues_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

/// Where it stands as a word of its own: a short secret is a part of many words. As many stars as it has code points.
void hide_in(std::string& text, const std::string& secret) {
  const auto letters = std::count_if(secret.begin(), secret.end(), [](char c) { return (c & 0xC0) != 0x80; });
  const std::string stars(static_cast<std::size_t>(letters), '*');
  for (std::size_t at = 0; (at = text.find(secret, at)) != std::string::npos;) {
    const std::size_t end = at + secret.size();
    const bool inside = (at > 0 && continues_word(text[at - 1]) && continues_word(secret.front())) ||
                        (end < text.size() && continues_word(text[end]) && continues_word(secret.back()));
    if (!inside) text.replace(at, secret.size(), stars);
    at += inside ? 1 : stars.size();
  }
}

/// `postgresql://user:password@host/name`, `host=… password=…`
std::string password_within(const std::string& access) {
  const std::size_t host = access.find("://");
  if (host != std::string::npos) {
    const std::string login = access.substr(host + 3, access.find_first_of("/?#", host + 3) - host - 3);
    const std::size_t at = login.rfind('@'), colon = login.find(':');
    return at == std::string::npos || colon == std::string::npos || colon > at
               ? std::string()
               : login.substr(colon + 1, at - colon - 1);
  }
  const std::size_t named = access.find("password=");
  return named == std::string::npos ? std::string() : access.substr(named + 9, access.find(' ', named) - named - 9);
}

}  // namespace

Secrets::Secrets(const RuleData& rules) {
  const auto add_all = [&](const std::string& access, const std::string& password, const WebDescription& web) {
    add(password);
    add(password_within(access));
    for (const ApiKey& key : web.keys) add(key.value);
  };
  for (const SourceDescription& source : rules.sources) add_all(source.access, source.password, source.web);
  for (const TargetDescription& target : rules.targets) add_all(target.access, target.web.password, target.web);
  std::sort(secrets_.begin(), secrets_.end(),
            [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
}

void Secrets::add(const std::string& secret) {
  if (secret.empty()) return;
  secrets_.push_back(secret);
  if (const std::string encoded = store::percent_encode(secret); encoded != secret) secrets_.push_back(encoded);
}

std::string Secrets::hide(std::string text) const {
  for (const std::string& secret : secrets_) hide_in(text, secret);
  return text;
}

Diagnostic Secrets::hide(Diagnostic diagnostic) const {
  diagnostic.message = hide(std::move(diagnostic.message));
  diagnostic.location.source_line = hide(std::move(diagnostic.location.source_line));
  for (Note& note : diagnostic.notes) {
    note.message = hide(std::move(note.message));
    note.location.source_line = hide(std::move(note.location.source_line));
  }
  return diagnostic;
}

}  // namespace vitagraph::mapping
