// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <deque>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "resolution/resolution.hpp"

namespace vitagraph::resolution {

using Id = std::uint32_t;
constexpr Id none = std::numeric_limits<Id>::max();

/// Each text once, with a number in order of first sight.
class Strings {
 public:
  Id intern(std::string_view text);
  Id find(std::string_view text) const;  ///< none if it was never seen
  const std::string& operator[](Id id) const { return texts_[id]; }
  std::size_t size() const { return texts_.size(); }

 private:
  std::deque<std::string> texts_;  // a deque: the keys of the map point into it
  std::unordered_map<std::string_view, Id> ids_;
};

/// What resolution tells apart or puts together. A node is one name of one kind in one document; a publication, a talk
/// and a project are a node for each fact, since a document that lists two of one title means two.
struct Node {
  EntityKind kind;
  Id document;
  Id name;
  Id fact;     ///< the first fact that mentions it
  Id context;  ///< what else tells two of one name apart within the document: a number, 0 if nothing
};

/// One place in one fact that names a node.
struct Occurrence {
  Id fact;
  Id node;
  std::uint16_t field;     ///< index in the type's fields
  std::uint16_t position;  ///< in a list field
};

/// All that the facts mention. Facts are walked in an order of their content (source, place, type, fields), so that
/// nothing below depends on the order in which they were given.
struct Mentions {
  const std::vector<facts::Fact>* facts = nullptr;
  std::vector<const facts::TypeSchema*> types;  ///< of each fact; null for types that mention nothing
  std::vector<Id> order;                        ///< the facts, by content
  std::vector<Id> document_of_fact;
  Strings names;
  Strings documents;
  std::vector<Node> nodes;
  std::vector<Occurrence> occurrences;     ///< grouped by fact, in `order`
  std::vector<std::pair<Id, Id>> of_fact;  ///< fact -> [begin, end) in occurrences

  std::string_view name(Id node) const { return names[nodes[node].name]; }
  const facts::Fact& fact(Id id) const { return (*facts)[id]; }
  const facts::FieldSchema& field(const Occurrence& o) const { return types[o.fact]->fields[o.field]; }
  /// The node of a fact's field, at a position; none if absent.
  Id node_of(Id fact, std::string_view field, std::size_t position = 0) const;
};

/// Facts of derived types (entity, document) mention nothing. The facts must outlive the result.
Mentions collect_mentions(const std::vector<facts::Fact>& facts, const facts::Schema& schema);

std::optional<EntityKind> kind_of(std::string_view name);

}  // namespace vitagraph::resolution
