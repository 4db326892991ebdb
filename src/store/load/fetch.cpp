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

void fetch(const WebRequest& request, const std::function<void(std::string_view)>& receive, std::string* headers) {
  for (const std::string& header : request.headers)
    if (header.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
      throw Error("{}: a header of the request goes over several lines", request.url);
  HttpClient client;
  if (!request.user.empty() || !request.password.empty())
    client.authenticate(AuthScheme::basic, {request.user, request.password});
  HttpRequest next;
  next.method = request.method;
  next.url = request.url;
  next.headers = request.headers;
  next.body = request.body;
  next.timeout = longest;
  next.silence = longest_silence;
  next.receive = [&](std::string_view bytes, std::string_view) { receive(bytes); };
  const bool may_follow = request.method == "GET" || request.method == "HEAD";
  for (int followed = 0;; ++followed) {
    const HttpResponse response = client.send(next);
    if (may_follow && response.failure.empty() && redirects(response.status) && followed < most_redirections) {
      const std::string to = resolve_url(next.url, header_of(response.headers, "location"));
      if (!to.starts_with("http://") && !to.starts_with("https://"))
        throw Error("{}: the server points to `{}`, which is no address on the web", next.url, to);
      if (origin(to) != origin(next.url)) {
        client.authenticate(AuthScheme::none, {});
        next.headers.clear();
      }
      next.url = to;
      continue;
    }
    if (!response.good()) throw Error("{}: {}", next.url, response.reason());
    if (headers) *headers = response.headers;
    return;
  }
}

}  // namespace vitagraph::store
