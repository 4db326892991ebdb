// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "base/base.hpp"
#include "mapping/rules.hpp"

namespace vitagraph::mapping {

/// What a mapping holds that no message shows: passwords and keys of its sources and targets. A server's answer, a
/// database's complaint or the mapping's own line may repeat them.
class Secrets {
 public:
  explicit Secrets(const RuleData& rules);
  /// The diagnostic with stars for them; columns stay as they are.
  Diagnostic hide(Diagnostic diagnostic) const;
  std::string hide(std::string text) const;

 private:
  void add(const std::string& secret);

  std::vector<std::string> secrets_;  ///< longest first
};

}  // namespace vitagraph::mapping
