// SPDX-License-Identifier: Apache-2.0
#include "cli/secrets.hpp"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace vitagraph::cli {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

/// The next word of a netrc file; quoted words may hold blanks, as curl and others take them.
std::string next_word(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n' || text.front() == '\r'))
    text.remove_prefix(1);
  std::string word;
  const bool quoted = text.starts_with('"');
  if (quoted) text.remove_prefix(1);
  while (!text.empty()) {
    const char c = text.front();
    text.remove_prefix(1);
    if (quoted ? c == '"' : c == ' ' || c == '\t' || c == '\n' || c == '\r') break;
    if (quoted && c == '\\' && !text.empty()) {
      word += text.front();
      text.remove_prefix(1);
    } else {
      word += c;
    }
  }
  return word;
}

std::optional<store::Login> from_netrc(const std::string& host) {
  std::string path = variable("NETRC");
  if (path.empty() && !variable("HOME").empty()) path = variable("HOME") + "/.netrc";
  if (path.empty() || !std::filesystem::is_regular_file(path)) return std::nullopt;
  return netrc_login(SourceFile::read(path).text(), host);
}

/// A line typed on the terminal, shown or not.
std::string ask(const std::string& prompt, bool shown) {
  fmt::print(stderr, "{}", prompt);
  std::fflush(stderr);
  termios before{};
  const bool hidden = !shown && ::tcgetattr(STDIN_FILENO, &before) == 0;
  if (hidden) {
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  std::string line;
  for (int c = std::getchar(); c != EOF && c != '\n'; c = std::getchar()) line += static_cast<char>(c);
  if (hidden) {
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    fmt::print(stderr, "\n");
  }
  return line;
}

}  // namespace

std::optional<store::Login> netrc_login(std::string_view netrc, std::string_view host) {
  std::optional<store::Login> found, fallback;
  std::optional<store::Login>* current = nullptr;
  while (!netrc.empty()) {
    const std::string word = next_word(netrc);
    if (word == "machine") {
      const std::string machine = next_word(netrc);
      current = machine == host && !found ? &found : nullptr;
      if (current) current->emplace();
    } else if (word == "default") {
      current = fallback ? nullptr : &fallback;
      if (current) current->emplace();
    } else if (word == "login" || word == "password" || word == "account") {
      const std::string value = next_word(netrc);
      if (current && word == "login") (*current)->user = value;
      if (current && word == "password") (*current)->secret = value;
    } else if (word == "macdef") {  // a macro reaches to the next empty line
      const std::size_t end = netrc.find("\n\n");
      netrc.remove_prefix(end == std::string_view::npos ? netrc.size() : end + 2);
    } else if (word.starts_with('#')) {
      const std::size_t end = netrc.find('\n');
      netrc.remove_prefix(end == std::string_view::npos ? netrc.size() : end + 1);
    }
  }
  return found ? found : fallback;
}

std::optional<store::Login> find_login(const store::LoginQuestion& question) {
  const bool terminal = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
  const std::optional<store::Login> noted = from_netrc(question.host);
  const std::string at = question.host + (question.realm.empty() ? "" : fmt::format(" ({})", question.realm));
  if (question.scheme == store::AuthScheme::bearer) {
    store::Login login{"", variable("VITAGRAPH_STORE_TOKEN")};
    if (login.secret.empty() && noted) login.secret = noted->secret;
    if (login.secret.empty() && terminal) login.secret = ask(fmt::format("Access token for {}: ", at), false);
    return login.secret.empty() ? std::nullopt : std::optional(login);
  }
  store::Login login{variable("VITAGRAPH_STORE_USER"), variable("VITAGRAPH_STORE_PASSWORD")};
  // A password of the netrc file belongs to the name beside it.
  if (noted && (login.user.empty() || login.user == noted->user)) {
    login.user = noted->user;
    if (login.secret.empty()) login.secret = noted->secret;
  }
  if (login.user.empty() && terminal) login.user = ask(fmt::format("User name for {}: ", at), true);
  if (login.secret.empty() && !login.user.empty() && terminal)
    login.secret = ask(fmt::format("Password of {} for {}: ", login.user, at), false);
  return login.user.empty() || login.secret.empty() ? std::nullopt : std::optional(login);
}

}  // namespace vitagraph::cli
