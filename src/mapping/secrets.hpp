// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <set>
#include <string>
#include <string_view>

#include "base/base.hpp"

namespace vitagraph::mapping {

struct RuleData;  // rules.hpp

/// What a mapping holds that no message shows: passwords and keys of its sources and targets. A server's answer, a
/// database's complaint or the mapping's own line may repeat them. Learnt before anything is read, since what is wrong
/// may stand beside them.
class Secrets {
 public:
  void add(const std::string& secret);
  /// Of what the rules describe.
  void learn(const RuleData& rules);
  /// Of a value in a mapping: logins within addresses, `password=…` within connections.
  void learn(std::string_view value);
  /// Of a header: its value, and the key in `Bearer KEY`.
  void learn_header(std::string_view name, const std::string& value);
  /// Of text that is neither YAML nor Turtle, whatever stands beside a name that tells a secret.
  void learn_broken(std::string_view text);

  /// The diagnostic with stars for them; columns stay as they are.
  Diagnostic hide(Diagnostic diagnostic) const;
  std::string hide(std::string text) const;

 private:
  struct Longer {
    bool operator()(const std::string& a, const std::string& b) const {
      return a.size() != b.size() ? a.size() > b.size() : a < b;
    }
  };
  std::set<std::string, Longer> secrets_;
};

/// Whether what a key, parameter or header of that name holds is a secret: `password` (and misspelt), `X-Api-Key`.
bool names_secret(std::string_view name);

/// Passes on diagnostics with stars for secrets. Borrows both.
class HidingSink : public DiagnosticSink {
 public:
  HidingSink(const Secrets& secrets, DiagnosticSink& next) : secrets_(secrets), next_(next) {}
  using DiagnosticSink::report;
  void report(Diagnostic diagnostic) override { next_.report(secrets_.hide(std::move(diagnostic))); }

 private:
  const Secrets& secrets_;
  DiagnosticSink& next_;
};

}  // namespace vitagraph::mapping
