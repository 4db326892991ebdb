// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vitagraph::store {

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  std::vector<std::string> headers;  ///< "Name: value"
  std::string_view body;
  std::chrono::seconds timeout{60};
  std::chrono::seconds silence{
      0};  ///< after which, without a byte either way, it is given up; 0: only the timeout counts
  /// Receives the body of an answer with a status of success, and its Content-Type; without it the body is kept.
  std::function<void(std::string_view bytes, std::string_view content_type)> receive;
};

struct HttpResponse {
  long status = 0;                      ///< 0: there was no answer
  std::string failure;                  ///< why there was none, or why it broke off
  std::string body;                     ///< at most `HttpClient::kept` bytes
  std::vector<std::string> challenges;  ///< the values of WWW-Authenticate
  std::string server, content_type, headers;
  long retry_after = 0;  ///< seconds; 0: not said

  bool good() const { return failure.empty() && status >= 200 && status < 300; }
  /// What went wrong, for people: status and the first line of text.
  std::string reason() const;
};

enum class AuthScheme { none, basic, digest, bearer };
struct Login {
  std::string user, secret;  ///< a token has no user
};

/// HTTP/1.1 over libcurl, one connection that is kept. Does not follow redirections (they would carry a login
/// elsewhere) and does not retry. Proxies as the environment says.
class HttpClient {
 public:
  /// Of answers without a receiver, and of those that failed.
  static constexpr std::size_t kept = 1 << 20;

  HttpClient();
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// From now on with this login. libcurl does Digest (RFC 7616: MD5, SHA-256) by itself.
  void authenticate(AuthScheme scheme, Login login);
  /// Never throws for what the network or the server does; exceptions of the receiver pass through.
  HttpResponse send(const HttpRequest& request);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The schemes an answer offers, lower case, in its order (RFC 9110 §11.6.1: one header may hold several).
std::vector<std::string> offered_schemes(const std::vector<std::string>& challenges);
/// The realm of the first challenge that says one.
std::string realm_of(const std::vector<std::string>& challenges);

}  // namespace vitagraph::store
