// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "resolution/resolvers.hpp"

namespace vitagraph::resolution {

/// How two publications relate. Versions are a preprint and what became of it: linked, not merged.
enum class Relation { same, version, undecided, different };

/// A publication fact, taken apart for comparison.
struct Paper {
  Id node = 0, document = 0, venue = none;
  int year = 0;
  bool preprint = false;
  std::vector<std::string> words;     ///< of the title
  std::vector<std::string> word_set;  ///< the same sorted, each once
  std::string letters;                ///< the words without blanks: "nuclear-norm" is "nuclearnorm"
  std::vector<std::string> authors;   ///< family keys, sorted
  std::string doi, arxiv, kind;
};

/// Reads the papers of facts; the family names of all authors are taken apart once.
class PaperReader {
 public:
  explicit PaperReader(const Work& work);
  Paper read(Id node) const;

 private:
  const Work& work_;
  std::unordered_map<Id, std::string> families_;  ///< by number of the written name
};

/// Words in common over all words of both; 0 where a number sets them apart.
double title_likeness(const Paper& a, const Paper& b);
std::size_t shared_authors(const Paper& a, const Paper& b);

/// Of two whose titles agree letter by letter.
Relation same_title(const Paper& a, const Paper& b);
/// Of two whose titles differ: the same paper revised, if all else agrees.
Relation like_title(const Paper& a, const Paper& b);

}  // namespace vitagraph::resolution
