// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "extraction/sections.hpp"

namespace vitagraph::extraction {

struct ServiceLine {
  std::string text;
  Span span;  ///< in Document::text
};

/// The lines of a section on service as their author meant them.
class ServiceLines {
 public:
  /// `under_role`: a heading names the role, so that a line without one is complete.
  ServiceLines(const std::vector<Entry>& entries, bool under_role, const Context& context);
  /// The lines of the entry of that index, those put together that only the page's width cut, up to some thousand
  /// bytes; a date of a column in front of its line.
  const std::vector<ServiceLine>& of(std::size_t entry) const { return lines_[entry]; }

 private:
  std::vector<ServiceLine> put_together(const Entry& entry) const;
  /// A role on a line of its own, in a list below the line of what it is of: one line.
  void join_role_below(const std::vector<Entry>& entries, std::size_t i);
  /// Whether a line says no more than the role in which what is above it, which has none yet, was served.
  bool is_role_of(const std::string& above, const std::string& role) const;
  /// Whether a line only goes on with the text before it, whose last line has `tail` bytes.
  bool goes_on(const std::string& before, const std::string& line, std::size_t tail) const;
  /// Nearly as long as the section's longest line.
  bool is_full(std::size_t size) const;
  bool ends_dated(const std::string& text) const;

  const Context& context_;
  const lexicon::Lexicon& lexicon_;
  bool under_role_;
  std::size_t longest_ = 0;  ///< of the section's lines, in bytes
  std::size_t width_ = 0;    ///< of the section's longest line, in bytes; 0: no margin
  std::vector<std::vector<ServiceLine>> lines_;
};

}  // namespace vitagraph::extraction
