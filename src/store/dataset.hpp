// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rdf/rdf.hpp"

namespace vitagraph::store {

using TermId = std::uint32_t;
/// The id that no term has: an unbound variable, an absent term, the default graph.
inline constexpr TermId unbound = 0;

/// Terms numbered from 1 in the order they came. The text lies in one arena; an id stays good while more terms come.
class Dictionary {
 public:
  Dictionary();
  TermId add(const rdf::TermView& term);
  /// unbound if the term is not there.
  TermId find(const rdf::TermView& term) const;
  /// Valid until the next add(); requires id != unbound.
  rdf::TermView term(TermId id) const;
  std::size_t size() const { return entries_.size() - 1; }

 private:
  friend class DatasetImage;
  struct Entry {
    std::uint64_t offset;
    std::uint32_t value, datatype, language;  ///< lengths, one after the other in the arena
    rdf::TermKind kind;
  };
  static std::uint64_t hash(const rdf::TermView& term);
  void grow();

  std::string arena_;
  std::vector<Entry> entries_;
  std::vector<std::uint64_t> hashes_;
  std::vector<TermId> slots_;  ///< open addressing, a power of two long
};

struct Triple {
  TermId s, p, o;
  friend bool operator==(const Triple&, const Triple&) = default;
};

/// What a query without FROM sees outside GRAPH.
enum class DefaultGraph : unsigned char {
  everything,  ///< the union of all that was read, the graphs of a TriG file too
  own,         ///< the statements of no graph
};

/// A set of triples with three orders of sorting, so that every pattern is one range; each named graph also on its own.
class Dataset : public rdf::QuadSink {
 public:
  void quad(const rdf::QuadView& quad) override;
  /// Sorts and drops duplicates; to be called once, after the last quad.
  void finish();

  Dictionary& terms() { return terms_; }
  const Dictionary& terms() const { return terms_; }
  std::size_t size() const { return default_.size(); }

  /// §13.2: what the following match() and graph_names() see. `from` and `named` are FROM and FROM NAMED; both empty:
  /// all graphs, and `otherwise` as the default graph. A name that no graph has stands for an empty one.
  void select(DefaultGraph otherwise, const std::vector<TermId>& from, const std::vector<TermId>& named);
  bool has_graph(TermId name) const { return named_.count(name) != 0; }

  /// The graphs with a name that are seen, in order of id.
  std::vector<TermId> graph_names() const;

  /// The triples that match; unbound matches anything. Order: by the first of s, p, o that is not given.
  struct Range {
    const Triple* begin_ = nullptr;
    const Triple* end_ = nullptr;
    const Triple* begin() const { return begin_; }
    const Triple* end() const { return end_; }
    std::size_t size() const { return static_cast<std::size_t>(end_ - begin_); }
  };
  /// `graph`: unbound for the default graph.
  Range match(TermId graph, TermId s, TermId p, TermId o) const;

 private:
  friend class DatasetImage;
  struct Index {
    std::vector<Triple> spo, pos, osp;
    std::size_t size() const { return spo.size(); }
    void finish();
    Range match(TermId s, TermId p, TermId o) const;
  };
  enum class Seen : unsigned char { everything, own, chosen };

  Dictionary terms_;
  Index default_;  ///< everything
  Index own_;      ///< the statements of no graph; empty where no graph has a name
  std::unordered_map<TermId, Index> named_;
  Seen seen_ = Seen::everything;
  Index chosen_;                                ///< what FROM names, merged
  std::optional<std::vector<TermId>> visible_;  ///< what FROM NAMED names, sorted; nothing: all
};

}  // namespace vitagraph::store
