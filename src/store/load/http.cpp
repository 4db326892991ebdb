// SPDX-License-Identifier: Apache-2.0
#include "store/load/http.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <exception>

#include "base/base.hpp"

namespace vitagraph::store {
namespace {

constexpr long connect_seconds = 10;
/// Bytes of a server's message that are shown.
constexpr std::size_t longest_message = 300;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return out;
}

/// What one transfer's callbacks fill. No exception may cross libcurl: it is kept and thrown again outside.
struct Transfer {
  const HttpRequest& request;
  HttpResponse response;
  CURL* handle;
  std::exception_ptr failure;

  static std::size_t on_header(char* data, std::size_t, std::size_t size, void* user) {
    auto& self = *static_cast<Transfer*>(user);
    std::string_view line(data, size);
    // Each answer of an exchange (Digest has two) begins anew.
    if (line.starts_with("HTTP/")) {
      self.response.challenges.clear();
      self.response.content_type.clear();
      self.response.headers.clear();
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return size;
    const std::string name = lower(line.substr(0, colon));
    const std::string value(trim(line.substr(colon + 1)));
    if (self.response.headers.size() < HttpClient::kept) self.response.headers += name + ": " + value + "\n";
    if (name == "www-authenticate") self.response.challenges.push_back(value);
    if (name == "server") self.response.server = value;
    if (name == "content-type") self.response.content_type = lower(value);
    if (name == "retry-after") self.response.retry_after = std::max(0L, std::strtol(value.c_str(), nullptr, 10));
    return size;
  }

  static std::size_t on_body(char* data, std::size_t, std::size_t size, void* user) {
    auto& self = *static_cast<Transfer*>(user);
    long status = 0;
    curl_easy_getinfo(self.handle, CURLINFO_RESPONSE_CODE, &status);
    try {
      if (self.request.receive && status >= 200 && status < 300)
        self.request.receive({data, size}, self.response.content_type);
      else if (self.response.body.size() < HttpClient::kept)
        self.response.body.append(data, std::min(size, HttpClient::kept - self.response.body.size()));
      return size;
    } catch (...) {
      self.failure = std::current_exception();
      return 0;
    }
  }
};

}  // namespace

struct HttpClient::Impl {
  CURL* handle = nullptr;
  AuthScheme scheme = AuthScheme::none;
  Login login;
};

HttpClient::HttpClient() : impl_(new Impl) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  impl_->handle = ready == CURLE_OK ? curl_easy_init() : nullptr;
  if (!impl_->handle) throw Error("libcurl cannot be started");
}

HttpClient::~HttpClient() { curl_easy_cleanup(impl_->handle); }

void HttpClient::authenticate(AuthScheme scheme, Login login) {
  impl_->scheme = scheme;
  impl_->login = std::move(login);
}

HttpResponse HttpClient::send(const HttpRequest& request) {
  CURL* handle = impl_->handle;
  curl_easy_reset(handle);  // keeps the connection and the state of Digest
  Transfer transfer{request, {}, handle, nullptr};
  curl_slist* headers = nullptr;
  for (const std::string& header : request.headers) headers = curl_slist_append(headers, header.c_str());
  headers = curl_slist_append(headers, "Expect:");  // a second's wait with servers that do not know it
  std::string message(CURL_ERROR_SIZE, '\0');

  curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, ("vitagraph/" + std::string(version())).c_str());
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(request.timeout.count()));
  curl_easy_setopt(handle, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, message.data());
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, Transfer::on_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, Transfer::on_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
  if (request.silence.count() > 0) {
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(request.silence.count()));
  }
  if (request.method == "HEAD") {
    curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
  } else if (request.method != "GET") {
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.empty() ? "" : request.body.data());
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }
  if (impl_->scheme == AuthScheme::bearer) {
    headers = curl_slist_append(headers, ("Authorization: Bearer " + impl_->login.secret).c_str());
  } else if (impl_->scheme != AuthScheme::none) {
    curl_easy_setopt(handle, CURLOPT_HTTPAUTH,
                     static_cast<long>(impl_->scheme == AuthScheme::digest ? CURLAUTH_DIGEST : CURLAUTH_BASIC));
    curl_easy_setopt(handle, CURLOPT_USERNAME, impl_->login.user.c_str());
    curl_easy_setopt(handle, CURLOPT_PASSWORD, impl_->login.secret.c_str());
  }
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);

  const CURLcode code = curl_easy_perform(handle);
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &transfer.response.status);
  curl_slist_free_all(headers);
  if (transfer.failure) std::rethrow_exception(transfer.failure);
  if (code != CURLE_OK) {
    const std::string said = message.c_str();
    transfer.response.failure = said.empty() ? curl_easy_strerror(code) : said;
  }
  return std::move(transfer.response);
}

std::string HttpResponse::reason() const {
  if (!failure.empty()) return failure;
  std::string text;
  // The first line that is not markup: servers put stack traces and pages around what they have to say.
  for (std::size_t at = 0; at < body.size() && text.empty();) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    const std::string_view line = trim(std::string_view(body).substr(at, end - at));
    if (!line.empty() && !line.starts_with('<')) text = to_valid_utf8(line.substr(0, longest_message));
    at = end + 1;
  }
  return text.empty() ? fmt::format("HTTP {}", status) : fmt::format("HTTP {}: {}", status, text);
}

std::vector<std::string> offered_schemes(const std::vector<std::string>& challenges) {
  std::vector<std::string> out;
  for (const std::string& challenge : challenges) {
    // A scheme is a word that is followed by a blank or the end; `name=value` is a parameter of the one before it.
    bool quoted = false;
    std::string part;
    const auto finish = [&] {
      const std::string_view text = trim(part);
      const std::string_view word = text.substr(0, text.find(' '));
      if (!word.empty() && word.find('=') == std::string_view::npos) out.push_back(lower(word));
      part.clear();
    };
    for (std::size_t i = 0; i < challenge.size(); ++i) {
      if (challenge[i] == '\\' && quoted)
        ++i;
      else if (challenge[i] == '"')
        quoted = !quoted;
      else if (challenge[i] == ',' && !quoted)
        finish();
      else if (!quoted)
        part += challenge[i];
    }
    finish();
  }
  return out;
}

std::string realm_of(const std::vector<std::string>& challenges) {
  for (const std::string& challenge : challenges) {
    const std::size_t at = lower(challenge).find("realm=\"");
    if (at == std::string::npos) continue;
    const std::size_t begin = at + 7;
    return to_valid_utf8(challenge.substr(begin, challenge.find('"', begin) - begin));
  }
  return {};
}

}  // namespace vitagraph::store
