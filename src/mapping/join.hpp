// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mapping/row.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::mapping {

/// A row that outlives its source's buffers.
struct KeptRow {
  std::deque<std::string> text;
  Row row;

  explicit KeptRow(const Row& from);
};

/// A blank node and the triple term of RDF 1.2 that it reifies, as N-Triples write it.
struct TripleTerm {
  std::string reifier, triple;
  std::string subject, object;  ///< the triple's, where they are blank nodes
};

/// The parent rows of a join: the subjects they make, by the values compared.
class JoinTable {
 public:
  struct Entry {
    std::vector<rdf::Term> subjects;
    const KeptRow* row = nullptr;  ///< when filters want the parent's values
    /// Triple terms that subjects among these stand for, or are made of; null: none.
    std::unique_ptr<std::vector<TripleTerm>> quoted;
  };

  void add(const std::vector<std::string>& keys, std::vector<rdf::Term> subjects, const Row* keep,
           std::vector<TripleTerm> quoted = {});
  /// In the order in which the rows were added.
  const std::vector<const Entry*>& find(const std::string& key) const;

  /// One text for the values compared; lengths keep ("ab","c") and ("a","bc") apart.
  static void append_key(std::string& key, std::string_view value);

 private:
  std::deque<Entry> entries_;
  std::deque<KeptRow> rows_;
  std::unordered_map<std::string, std::vector<const Entry*>> by_key_;
};

}  // namespace vitagraph::mapping
