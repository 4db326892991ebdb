// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/base.hpp"

namespace vitagraph::mapping {

struct RuleData;  // rules.hpp

/// What a mapping holds that no message shows: passwords and keys of its sources and targets. A server's answer, a
/// database's complaint or the mapping's own line may repeat them. Learnt before anything is read, since what is wrong
/// may stand beside them.
class Secrets {
 public:
  /// Hidden wherever it stands alone; of one or two letters only at the places that keep() is told of, since it is part
  /// of much else.
  void add(const std::string& secret);
  /// Of what the rules describe.
  void learn(const RuleData& rules);
  /// Of a header that is_harmless_header() does not know: its value, and the key in `Bearer KEY`.
  void learn_header(const std::string& value);

  /// Has the mapping's lines shown with stars at these places and for all that was learnt.
  void keep(const SourceFile& file, std::vector<Span> places);
  /// The same for text that is neither YAML nor Turtle: what stands behind a name that tells a secret.
  void keep_broken(const SourceFile& file);

  /// The diagnostic with stars for them; columns stay as they are.
  Diagnostic hide(Diagnostic diagnostic) const;
  /// In time proportional to the text.
  std::string hide(std::string text) const;

 private:
  std::size_t longest_at(std::string_view text, std::size_t at) const;

  std::set<std::string, std::less<>> secrets_;
  std::size_t longest_ = 0;
  bool begins_[256] = {};                      ///< by the first byte
  std::map<std::string, SourceFile> starred_;  ///< mappings as their lines are shown
};

/// Whether what a key, parameter or header of that name holds is a secret: `password` (and misspelt), `X-Api-Key`.
bool names_secret(std::string_view name);

/// Whether a header of that name may be shown, as `Accept`.
bool is_harmless_header(std::string_view name);

/// Passwords and keys within an address (`http://user:password@host/?key=…`) or a connection (`password=…`).
std::vector<std::string> secrets_of_access(std::string_view access);

/// Adds where in text[begin, end) the secret stands.
void find_places(std::string_view text, std::size_t begin, std::size_t end, std::string_view secret,
                 std::vector<Span>& out);

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
