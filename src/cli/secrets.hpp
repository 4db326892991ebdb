// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "store/store.hpp"

namespace vitagraph::cli {

/// The login for a store: from VITAGRAPH_STORE_USER, VITAGRAPH_STORE_PASSWORD and VITAGRAPH_STORE_TOKEN, else from the
/// netrc file ($NETRC, ~/.netrc), else asked for on the terminal without showing what is typed. Never from the command
/// line, which others can read. Nothing when there is none.
std::optional<store::Login> find_login(const store::LoginQuestion& question);

/// The login that a netrc file's text has for a host: that of `machine HOST`, else of `default`. Exact host names.
std::optional<store::Login> netrc_login(std::string_view netrc, std::string_view host);

}  // namespace vitagraph::cli
