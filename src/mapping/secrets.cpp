// SPDX-License-Identifier: Apache-2.0
#include "mapping/secrets.hpp"

#include <algorithm>

#include "mapping/rules.hpp"
#include "store/store.hpp"

namespace vitagraph::mapping {
namespace {

constexpr std::size_t shortest_secret = 3;

bool continues_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool of_name(char c) { return continues_word(c) || c == '-' || c == '_' || c == '.'; }
std::string lowered(std::string_view text) {
  std::string out;
  for (const char c : text) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

/// A word goes on at that place.
bool inside_word(std::string_view text, std::size_t at) {
  return at > 0 && at < text.size() && continues_word(text[at - 1]) && continues_word(text[at]);
}

/// `postgresql://user:password@host/name`, in which people also write a `/` that they should escape.
std::string password_of_address(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos) return {};
  text.remove_prefix(scheme + 3);
  text = text.substr(0, text.find_first_of("\"'<> \t\r\n"));
  const std::string_view host = text.substr(0, text.find_first_of("/?#"));
  const std::size_t colon = host.find(':');
  std::size_t at = host.rfind('@');
  if (at == std::string_view::npos) {
    const bool port =
        colon != std::string_view::npos && host.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
    at = port ? at : text.rfind('@');
  }
  return at == std::string_view::npos || colon == std::string_view::npos || colon > at
             ? std::string()
             : std::string(text.substr(colon + 1, at - colon - 1));
}

/// Calls `found` with each name of the text that tells a secret, and the place behind it.
template <typename Found>
void each_name(std::string_view text, const Found& found) {
  constexpr std::size_t longest = 60;
  for (std::size_t at = 0; at < text.size();) {
    if (!of_name(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && of_name(text[at])) ++at;
    if (at - begin <= longest && found(text.substr(begin, at - begin), at)) return;
  }
}

/// "X-Api-Key", "apiKey": x, api, key.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> out(1);
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char c = name[at];
    const bool upper = c >= 'A' && c <= 'Z';
    const bool hump = upper && at > 0 && name[at - 1] >= 'a' && name[at - 1] <= 'z';
    if ((hump || !continues_word(c)) && !out.back().empty()) out.emplace_back();
    if (continues_word(c)) out.back() += upper ? static_cast<char>(c + 32) : c;
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

template <std::size_t Size>
bool is_one_of(std::string_view word, const std::string_view (&words)[Size]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool is_secret_word(std::string word) {
  while (!word.empty() && word.back() >= '0' && word.back() <= '9') word.pop_back();
  constexpr std::string_view whole[] = {"pass", "pw", "pwd", "passphrase", "authorization", "sig", "signature"};
  if (is_one_of(word, whole)) return true;
  if (word.size() > 4 && word.back() == 's') word.pop_back();
  for (const char* end : {"password", "passwd", "token", "secret", "apikey", "accesskey", "cookie"})
    if (word.ends_with(end)) return true;
  static const std::vector<std::string> misspelt = {"password", "authorization"};
  constexpr std::size_t longest = 16;
  return word.size() > 5 && word.size() < longest && !word.starts_with("authentic") &&
         !nearest_name(word, misspelt).empty();
}

/// Of keys there are others too, as a table's.
bool is_secret_key(const std::string& before) {
  constexpr std::string_view kinds[] = {"api", "access", "auth", "subscription", "private", "account", "shared", "x"};
  return is_one_of(before, kinds);
}

/// What in text that cannot be parsed may have a secret behind it.
bool announces_secret(std::string_view name) {
  constexpr std::string_view others[] = {"credentials", "security", "headers", "fieldvalue"};
  return names_secret(name) || is_one_of(lowered(name), others);
}

void star(std::string& text, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < std::min(end, text.size()); ++at)
    if (!is_blank(text[at])) text[at] = '\1';
}

/// Each code point was starred byte by byte; columns are to stay.
std::string with_stars(std::string_view text, const std::string& starred) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (starred[at] != '\1' || text[at] == '\1')
      out += starred[at];
    else if ((text[at] & 0xC0) != 0x80)
      out += '*';
  return out;
}

}  // namespace

bool names_secret(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_secret_word(words[i])) return true;
    const bool key = words[i] == "key" || words[i] == "keys";
    if (key && (words.size() == 1 || (i > 0 && is_secret_key(words[i - 1])))) return true;
  }
  return false;
}

bool is_harmless_header(std::string_view name) {
  constexpr std::string_view harmless[] = {"user-agent", "host", "link", "slug",    "prefer",       "range",
                                           "origin",     "date", "from", "referer", "cache-control"};
  const std::string known = lowered(name);
  return known.starts_with("accept") || known.starts_with("content-") || known.starts_with("if-") ||
         is_one_of(known, harmless);
}

std::vector<std::string> secrets_of_access(std::string_view access) {
  std::vector<std::string> out{password_of_address(access)};
  each_name(access, [&](std::string_view name, std::size_t at) {
    while (at < access.size() && is_blank(access[at])) ++at;
    if (at == access.size() || access[at] != '=' || !(names_secret(name) || name == "code")) return false;
    at = std::min(access.find_first_not_of(" \t", at + 1), access.size());
    const bool quoted = at < access.size() && (access[at] == '\'' || access[at] == '"');
    const std::size_t end = quoted ? access.find(access[at], at + 1) : access.find_first_of(" \t\r\n&;,)#", at);
    at += quoted ? 1 : 0;
    out.emplace_back(access.substr(at, std::min(end, access.size()) - at));
    return false;
  });
  out.erase(std::remove(out.begin(), out.end(), std::string()), out.end());
  return out;
}

void find_places(std::string_view text, std::size_t begin, std::size_t end, std::string_view secret,
                 std::vector<Span>& out) {
  text = text.substr(0, end);
  for (std::size_t at = text.find(secret, begin); at != std::string_view::npos; at = text.find(secret, at + 1))
    if (!inside_word(text, at) && !inside_word(text, at + secret.size()))
      out.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + secret.size())});
}

void Secrets::add(const std::string& secret) {
  for (const std::string& text : {secret, store::percent_encode(secret)}) {
    if (count_code_points(text) < shortest_secret || !secrets_.insert(text).second) continue;
    longest_ = std::max(longest_, text.size());
    begins_[static_cast<unsigned char>(text.front())] = true;
  }
}

void Secrets::learn_header(const std::string& value) {
  add(value);
  if (const std::size_t blank = value.find(' '); blank != std::string::npos) add(value.substr(blank + 1));
}

void Secrets::learn(const RuleData& rules) {
  const auto learn_all = [&](const std::string& access, const std::string& password, const WebDescription& web) {
    add(password);
    for (const std::string& secret : secrets_of_access(access)) add(secret);
    for (const ApiKey& key : web.keys) add(key.value);
    for (const std::string& header : web.headers)
      if (const std::size_t colon = header.find(": ");
          colon != std::string::npos && !is_harmless_header(std::string_view(header).substr(0, colon)))
        learn_header(header.substr(colon + 2));
  };
  for (const SourceDescription& source : rules.sources) learn_all(source.access, source.password, source.web);
  for (const TargetDescription& target : rules.targets) learn_all(target.access, target.web.password, target.web);
}

void Secrets::keep(const SourceFile& file, std::vector<Span> places) {
  std::string text(file.text());
  std::sort(places.begin(), places.end());
  std::size_t done = 0;
  for (const Span& place : places) {
    star(text, std::max<std::size_t>(done, place.begin), place.end);
    done = std::max<std::size_t>(done, place.end);
  }
  text = hide(with_stars(file.text(), text));
  if (text != file.text()) starred_.insert_or_assign(file.name(), SourceFile(file.name(), std::move(text)));
}

void Secrets::keep_broken(const SourceFile& file) {
  std::vector<Span> places;
  const std::string_view whole = file.text();
  constexpr std::size_t not_below = std::string_view::npos;
  std::size_t below = not_below;  // lines that are indented more belong to a name above them
  char open = 0;                  // a quote
  for (std::uint32_t line = 1; line <= file.line_count(); ++line) {
    const std::string_view text = file.line_text(line);
    const auto begin = static_cast<std::uint32_t>(text.data() - whole.data());
    const auto end = static_cast<std::uint32_t>(begin + text.size());
    const std::size_t indent = text.find_first_not_of(" \t");
    if (indent == std::string_view::npos) continue;
    if (open || (below != not_below && indent > below)) {
      places.push_back({begin, end});
      if (open && text.find(open) != std::string_view::npos) open = 0;
      continue;
    }
    below = not_below;
    for (std::size_t at = text.find("://"); at != std::string_view::npos; at = text.find("://", at + 1))
      if (const std::string secret = password_of_address(text.substr(at)); !secret.empty()) {
        add(secret);
        find_places(whole, begin + at, end, secret, places);
      }
    each_name(text, [&](std::string_view name, std::size_t at) {
      if (!announces_secret(name)) return false;
      if (at < text.size() && (text[at] == '"' || text[at] == '\'')) ++at;  // of the name
      places.push_back({static_cast<std::uint32_t>(begin + at), end});
      const std::string_view rest = text.substr(at);
      const std::size_t value = rest.find_first_not_of(" \t:=\"'[{|>-+");
      if (value == std::string_view::npos)
        below = indent;
      else
        add(std::string(rest.substr(value, rest.find_first_of(" \t\"',;]})", value) - value)));
      for (const char quote : {'"', '\''})
        if (std::count(rest.begin(), rest.end(), quote) % 2 != 0) open = quote;
      return true;
    });
  }
  keep(file, std::move(places));
}

/// The longest secret that the text has there as words of its own. Secrets that are the text's beginning stand before
/// it in order, and before what differs from it.
std::size_t Secrets::longest_at(std::string_view text, std::size_t at) const {
  std::string_view rest = text.substr(at, longest_);
  while (rest.size() >= shortest_secret) {
    auto found = secrets_.upper_bound(rest);
    if (found == secrets_.begin()) return 0;
    --found;
    const auto differs = std::mismatch(rest.begin(), rest.end(), found->begin(), found->end());
    const auto common = static_cast<std::size_t>(differs.first - rest.begin());
    if (common == found->size() && !inside_word(text, at + common)) return common;
    rest = rest.substr(0, common == found->size() ? common - 1 : common);
  }
  return 0;
}

std::string Secrets::hide(std::string text) const {
  if (secrets_.empty()) return text;
  std::string out;
  std::size_t hidden = 0;  // up to there
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (begins_[static_cast<unsigned char>(c)] && !inside_word(text, at))
      hidden = std::max(hidden, at + longest_at(text, at));
    if (at >= hidden || c == '\n' || c == '\r')
      out += c;
    else if ((c & 0xC0) != 0x80)
      out += '*';
  }
  return out;
}

Diagnostic Secrets::hide(Diagnostic diagnostic) const {
  const auto hide_line = [&](Location& place) {
    if (place.source_line.empty()) return;
    const auto kept = starred_.find(place.file);
    if (kept != starred_.end())
      place.source_line = kept->second.locate_line(place.line, place.column, place.width).source_line;
    place.source_line = hide(std::move(place.source_line));
  };
  diagnostic.message = hide(std::move(diagnostic.message));
  hide_line(diagnostic.location);
  for (Note& note : diagnostic.notes) {
    note.message = hide(std::move(note.message));
    hide_line(note.location);
  }
  return diagnostic;
}

}  // namespace vitagraph::mapping
