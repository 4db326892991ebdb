// SPDX-License-Identifier: Apache-2.0
#include "mapping/secrets.hpp"

#include <algorithm>

#include "mapping/rules.hpp"
#include "store/store.hpp"

namespace vitagraph::mapping {
namespace {

bool continues_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

/// Whether the part of the text from `begin` to `end` goes on at either side as a word: a short secret is a part of
/// many words.
bool inside_word(std::string_view text, std::size_t begin, std::size_t end) {
  return (begin > 0 && continues_word(text[begin - 1]) && continues_word(text[begin])) ||
         (end < text.size() && continues_word(text[end]) && continues_word(text[end - 1]));
}

/// `postgresql://user:password@host/name`
std::string password_of_address(std::string_view text) {
  const std::size_t host = text.find("://");
  if (host == std::string_view::npos) return {};
  const std::string_view login = text.substr(host + 3, text.find_first_of("/?#\"'<> ", host + 3) - host - 3);
  const std::size_t at = login.rfind('@'), colon = login.find(':');
  return at == std::string_view::npos || colon == std::string_view::npos || colon > at
             ? std::string()
             : std::string(login.substr(colon + 1, at - colon - 1));
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

constexpr std::size_t longest_secret = 2000, most_broken = 1000;

bool of_name(char c) { return continues_word(c) || c == '-' || c == '_' || c == '.'; }

std::string_view without_blanks_behind(std::string_view text) {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// What stands within quotes, or up to one of `ends`; nothing where it is a reference, a list or a map.
std::string_view value_at(std::string_view text, std::size_t at, std::string_view ends) {
  if (at >= text.size()) return {};
  text = text.substr(0, at + longest_secret);
  const char quote = text[at];
  if (quote == '"' || quote == '\'') {
    const std::size_t close = text.find(quote, at + 1);
    return text.substr(at + 1, std::min(close, text.size()) - at - 1);
  }
  if (quote == '[' || quote == '{' || quote == '$') return {};
  return without_blanks_behind(text.substr(at, std::min(text.find_first_of(ends, at), text.size()) - at));
}

/// Calls `found` with each name that tells a secret and the place behind it.
template <typename Found>
void each_secret_name(std::string_view text, const Found& found) {
  for (std::size_t at = 0; at < text.size();) {
    if (!of_name(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && of_name(text[at])) ++at;
    constexpr std::size_t longest = 60;
    if (at - begin <= longest && names_secret(text.substr(begin, at - begin))) found(at);
  }
}

}  // namespace

bool names_secret(std::string_view name) {
  std::string lower;
  for (const char c : name) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  for (const char* part :
       {"passw", "passphrase", "pwd", "secret", "token", "api-key", "api_key", "apikey", "cookie", "authorization"})
    if (lower.find(part) != std::string::npos) return true;
  static const std::vector<std::string> misspelt = {"password", "authorization"};
  return !lower.starts_with("authentication") && !nearest_name(lower, misspelt).empty();
}

void Secrets::add(const std::string& secret) {
  if (secret.empty()) return;
  secrets_.insert(secret);
  secrets_.insert(store::percent_encode(secret));
}

void Secrets::learn(std::string_view value) {
  add(password_of_address(value));
  each_secret_name(value, [&](std::size_t at) {
    at = skip_blanks(value, at);
    if (at < value.size() && value[at] == '=')
      add(std::string(value_at(value, skip_blanks(value, at + 1), " \t\r\n&;,)")));
  });
}

void Secrets::learn_header(std::string_view name, const std::string& value) {
  if (!names_secret(name)) return;
  add(value);
  if (const std::size_t blank = value.find(' '); blank != std::string::npos) add(value.substr(blank + 1));
}

void Secrets::learn_broken(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    learn(text.substr(at, end - at));
    at = end;
  }
  std::size_t left = most_broken;
  each_secret_name(text, [&](std::size_t at) {
    if (left == 0) return;
    --left;
    if (at < text.size() && (text[at] == '"' || text[at] == '\'')) ++at;  // of the key
    at = skip_blanks(text, at);
    const bool yaml = at < text.size() && text[at] == ':';
    if (yaml) at = text.find_first_not_of(" \t", at + 1);
    if (at >= text.size()) return;
    if (yaml && (text[at] == '\n' || text[at] == '|' || text[at] == '>')) {  // on the next line, if that is no key
      at = skip_blanks(text, std::min(text.find('\n', at), text.size()));
      if (text.substr(at, text.find('\n', at) - at).find(':') != std::string_view::npos) return;
    }
    if (!yaml && text[at] != '"' && text[at] != '\'') return;
    for (const std::string_view ends : {"\n\r", "\n\r,}]"}) {
      std::string value(value_at(text, at, ends));
      if (const std::size_t comment = value.find(" #"); comment != std::string::npos) value.resize(comment);
      learn_header("authorization", value);
    }
  });
}

void Secrets::learn(const RuleData& rules) {
  const auto learn_all = [&](const std::string& access, const std::string& password, const WebDescription& web) {
    add(password);
    learn(access);
    for (const ApiKey& key : web.keys) add(key.value);
    for (const std::string& header : web.headers)
      if (const std::size_t colon = header.find(": "); colon != std::string::npos)
        learn_header(std::string_view(header).substr(0, colon), header.substr(colon + 2));
  };
  for (const SourceDescription& source : rules.sources) learn_all(source.access, source.password, source.web);
  for (const TargetDescription& target : rules.targets) learn_all(target.access, target.web.password, target.web);
}

/// As many stars as a secret has code points. All of one length are looked for together, so that many secrets in many
/// messages take time in proportion to the messages.
std::string Secrets::hide(std::string text) const {
  std::string part;
  auto group = secrets_.lower_bound(std::string(text.size(), '\0'));  // the first that is not longer
  while (group != secrets_.end()) {
    const std::size_t size = group->size();
    for (std::size_t at = 0; at + size <= text.size(); ++at) {
      part.assign(text, at, size);
      if (secrets_.count(part) == 0 || inside_word(text, at, at + size)) continue;
      text.replace(at, size, std::string(count_code_points(part), '*'));
    }
    group = secrets_.upper_bound(std::string(size, '\xFF'));
  }
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
