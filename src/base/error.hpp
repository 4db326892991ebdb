// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <fmt/format.h>

#include <stdexcept>

namespace vitagraph {

/// The environment failed (file, network, unusable rule set): ends the command. Caught once, in main, which prints
/// the message on one line and exits with 2. Input that is wrong is a Diagnostic instead.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;

  template <typename... Args>
  explicit Error(fmt::format_string<Args...> format, Args&&... args) requires(sizeof...(Args) > 0)
      : std::runtime_error(fmt::format(format, std::forward<Args>(args)...)) {}
};

}  // namespace vitagraph
