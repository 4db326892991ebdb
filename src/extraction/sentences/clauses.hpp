// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "extraction/sentences/sentence.hpp"

namespace vitagraph::extraction::sentences {

enum class Subject { owner, owners_thing, somebody_else, same_as_before };

/// A predicate with what it governs.
struct Clause {
  std::vector<std::string> frames;  ///< notations of the predicate's concepts
  std::string role;                 ///< of `acting`: the role it makes
  Range predicate;
  Range argument;
  Range front;  ///< what stands before the subject ("From 2003 to 2010, …")
  Subject subject = Subject::same_as_before;
  bool subordinate = false;  ///< governed by "prior to", "after" …
  bool is(std::string_view frame) const;
};

/// Knows whom a sentence is about, from one sentence to the next.
class Owner {
 public:
  explicit Owner(const Context& context);
  /// Whether the word is part of the owner's name.
  bool names(const Sentence& sentence, std::size_t i) const;
  /// Whether "he" and "she" stand for the owner now.
  bool present() const { return present_; }
  void set_present(bool present) { present_ = present; }

 private:
  std::vector<std::string> keys_;
  bool present_ = true;
};

/// The clauses of a sentence, left to right, subjects resolved.
std::vector<Clause> read_clauses(const Sentence& sentence, Owner& owner);

}  // namespace vitagraph::extraction::sentences
