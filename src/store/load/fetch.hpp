// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace vitagraph::store {

struct WebRequest {
  std::string method = "GET";
  std::string url;                       ///< http or https; messages show it
  std::string query;                     ///< "name=value&…", joined to the url's own; messages do not show it
  std::vector<std::string> headers;      ///< "Name: value"
  std::vector<std::string> own_headers;  ///< that only the url's own server gets
  std::string body;
  std::string user, password;  ///< both empty: no login; sent as Basic
};

struct WebAnswer {
  std::string headers;  ///< "name: value" lines with names in lower case
  std::string url;      ///< where redirections led
};

/// Sends a request and gives the answer's body to `receive` as it comes. A GET or HEAD follows up to five redirections;
/// where they lead to another server, login, `own_headers` and headers that by their names say who asks stay behind.
/// Gives up after a minute of silence. Throws Error, which begins with `request.url`, when there is no answer or one
/// that is no success. Proxies as the environment says.
WebAnswer fetch(const WebRequest& request, const std::function<void(std::string_view)>& receive);

/// The address that a reference means where it stands in a document at `base` (RFC 3986 §5); empty if there is none.
std::string resolve_url(const std::string& base, const std::string& reference);

}  // namespace vitagraph::store
