// SPDX-License-Identifier: Apache-2.0
#include "store/load/fetch.hpp"

#include <curl/curl.h>

#include "base/base.hpp"
#include "store/load/http.hpp"

namespace vitagraph::store {
namespace {

constexpr int most_redirections = 5;
constexpr std::chrono::seconds longest{24 * 3600}, longest_silence{60};

struct UrlParts {
  CURLU* handle = curl_url();
  ~UrlParts() { curl_url_cleanup(handle); }
  UrlParts() = default;
  UrlParts(const UrlParts&) = delete;
  UrlParts& operator=(const UrlParts&) = delete;
  std::string part(CURLUPart which) const {
    char* text = nullptr;
    if (curl_url_get(handle, which, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
    std::string out(text);
    curl_free(text);
    return out;
  }
};

/// Scheme, host and port: what a login is meant for.
std::string origin(const std::string& url) {
  const UrlParts parts;
  if (curl_url_set(parts.handle, CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return {};
  return parts.part(CURLUPART_SCHEME) + "://" + parts.part(CURLUPART_HOST) + ":" + parts.part(CURLUPART_PORT);
}

std::string header_of(const std::string& headers, std::string_view name) {
  for (std::size_t at = 0; at < headers.size();) {
    const std::size_t end = headers.find('\n', at);
    const std::string_view line = std::string_view(headers).substr(at, end - at);
    if (line.starts_with(name) && line.substr(name.size()).starts_with(": "))
      return std::string(line.substr(name.size() + 2));
    if (end == std::string::npos) break;
    at = end + 1;
  }
  return {};
}

/// `Authorization`, `Cookie`, `X-Api-Key` …
bool says_who_asks(const std::string& header) {
  std::string name = header.substr(0, header.find(':'));
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  for (const char* part : {"auth", "cookie", "key", "token", "secret"})
    if (name.find(part) != std::string::npos) return true;
  return false;
}

/// What people write in addresses and no request may hold, such as blanks, percent-encoded.
std::string sendable(const std::string& url) {
  std::string out;
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7F || std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos)
      out += fmt::format("%{:02X}", byte);
    else
      out += c;
  }
  return out;
}

std::string with_query(const std::string& url, const std::string& query) {
  if (query.empty()) return url;
  const UrlParts parts;
  if (curl_url_set(parts.handle, CURLUPART_URL, url.c_str(), 0) != CURLUE_OK ||
      curl_url_set(parts.handle, CURLUPART_QUERY, query.c_str(), CURLU_APPENDQUERY) != CURLUE_OK)
    throw Error("{}: no address on the web", url);
  return parts.part(CURLUPART_URL);
}

bool redirects(long status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace

std::string resolve_url(const std::string& base, const std::string& reference) {
  const UrlParts parts;
  if (curl_url_set(parts.handle, CURLUPART_URL, base.c_str(), 0) != CURLUE_OK ||
      curl_url_set(parts.handle, CURLUPART_URL, reference.c_str(), 0) != CURLUE_OK)
    return {};
  return parts.part(CURLUPART_URL);
}

WebAnswer fetch(const WebRequest& request, const std::function<void(std::string_view)>& receive) {
  HttpClient client;
  if (!request.user.empty() || !request.password.empty())
    client.authenticate(AuthScheme::basic, {request.user, request.password});
  HttpRequest next;
  next.method = request.method;
  next.url = with_query(sendable(request.url), request.query);
  next.headers = request.headers;
  next.headers.insert(next.headers.end(), request.own_headers.begin(), request.own_headers.end());
  for (const std::string& header : next.headers)
    if (header.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
      throw Error("{}: a header of the request goes over several lines", request.url);
  next.body = request.body;
  next.timeout = longest;
  next.silence = longest_silence;
  next.receive = [&](std::string_view bytes, std::string_view) { receive(bytes); };
  const bool may_follow = request.method == "GET" || request.method == "HEAD";
  std::string led_to;  // for messages, without the query: it may repeat ours
  for (int followed = 0;; ++followed) {
    const HttpResponse response = client.send(next);
    if (may_follow && response.failure.empty() && redirects(response.status) && followed < most_redirections) {
      const std::string to = resolve_url(next.url, header_of(response.headers, "location"));
      if (!to.starts_with("http://") && !to.starts_with("https://"))
        throw Error("{}: the server points to `{}`, which is no address on the web", request.url,
                    to.substr(0, to.find('?')));
      if (origin(to) != origin(next.url)) {
        client.authenticate(AuthScheme::none, {});
        next.headers = request.headers;
        std::erase_if(next.headers, says_who_asks);
      }
      next.url = to;
      led_to = fmt::format(" (redirected to {})", to.substr(0, to.find('?')));
      continue;
    }
    if (!response.good()) throw Error("{}{}: {}", request.url, led_to, response.reason());
    return {response.headers, next.url};
  }
}

}  // namespace vitagraph::store
