// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace vitagraph::store {

struct WebRequest {
  std::string method = "GET";
  std::string url;                   ///< http or https
  std::vector<std::string> headers;  ///< "Name: value"
  std::string body;
  std::string user, password;  ///< both empty: no login; sent as Basic
};

/// Sends a request and gives the answer's body to `receive` as it comes; `headers` (may be null) gets the answer's,
/// "name: value" lines with names in lower case. A GET or HEAD follows up to five redirections, without login and
/// headers where they lead to another host. Gives up after a minute of silence. Throws Error, which names the address,
/// when there is no answer or one that is no success. Proxies as the environment says.
void fetch(const WebRequest& request, const std::function<void(std::string_view)>& receive,
           std::string* headers = nullptr);

/// The address that a reference means where it stands in a document at `base` (RFC 3986 §5); empty if there is none.
std::string resolve_url(const std::string& base, const std::string& reference);

}  // namespace vitagraph::store
