// SPDX-License-Identifier: Apache-2.0
#pragma once
// A view of a Csr that satisfies Boost.Graph's VertexListGraph, IncidenceGraph and AdjacencyGraph, copying nothing.
// boost::compressed_sparse_row_graph would own a second copy, takes ten times as long to fill as our counting sort,
// and has 64-bit descriptors by default, which cost 1.3 to 2.5 times on searches.
#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstdint>
#include <utility>

#include "graph/csr.hpp"

namespace vitagraph::graph {

struct CsrView {
  const Csr* csr;
};

struct CsrEdge {
  std::uint32_t source = 0;
  std::uint32_t position = 0;  ///< index into Csr::targets
  friend bool operator==(CsrEdge, CsrEdge) = default;
};

/// Walks the edges that leave one vertex.
class CsrEdgeIterator : public boost::iterator_facade<CsrEdgeIterator, CsrEdge, boost::random_access_traversal_tag,
                                                      CsrEdge, std::int64_t> {
 public:
  CsrEdgeIterator() = default;
  CsrEdgeIterator(std::uint32_t source, std::uint32_t position) : edge_{source, position} {}

 private:
  friend class boost::iterator_core_access;
  CsrEdge dereference() const { return edge_; }
  bool equal(const CsrEdgeIterator& other) const { return edge_.position == other.edge_.position; }
  void increment() { ++edge_.position; }
  void decrement() { --edge_.position; }
  void advance(std::int64_t n) { edge_.position = static_cast<std::uint32_t>(edge_.position + n); }
  std::int64_t distance_to(const CsrEdgeIterator& other) const {
    return std::int64_t{other.edge_.position} - edge_.position;
  }

  CsrEdge edge_;
};

inline std::uint32_t num_vertices(const CsrView& g) { return g.csr->rows(); }
inline auto vertices(const CsrView& g) {
  using Iterator = boost::counting_iterator<std::uint32_t>;
  return std::make_pair(Iterator(0), Iterator(g.csr->rows()));
}
inline auto out_edges(std::uint32_t v, const CsrView& g) {
  return std::make_pair(CsrEdgeIterator(v, g.csr->offsets[v]), CsrEdgeIterator(v, g.csr->offsets[v + 1]));
}
inline std::uint32_t out_degree(std::uint32_t v, const CsrView& g) { return g.csr->degree(v); }
inline std::uint32_t source(CsrEdge e, const CsrView&) { return e.source; }
inline std::uint32_t target(CsrEdge e, const CsrView& g) { return g.csr->targets[e.position]; }
inline auto adjacent_vertices(std::uint32_t v, const CsrView& g) {
  const std::uint32_t* base = g.csr->targets.data();
  return std::make_pair(base + g.csr->offsets[v], base + g.csr->offsets[v + 1]);
}
inline boost::typed_identity_property_map<std::uint32_t> get(boost::vertex_index_t, const CsrView&) { return {}; }
inline std::uint32_t get(boost::vertex_index_t, const CsrView&, std::uint32_t v) { return v; }

/// A property map over a vector indexed by vertex (raw pointers don't compile with all of Boost.Graph's algorithms).
template <typename T>
auto vertex_map(std::vector<T>& values) {
  return boost::make_iterator_property_map(values.begin(), boost::typed_identity_property_map<std::uint32_t>());
}

}  // namespace vitagraph::graph

namespace boost {

template <>
struct graph_traits<vitagraph::graph::CsrView> {
  using vertex_descriptor = std::uint32_t;
  using edge_descriptor = vitagraph::graph::CsrEdge;
  using directed_category = directed_tag;
  using edge_parallel_category = disallow_parallel_edge_tag;
  struct traversal_category : vertex_list_graph_tag, incidence_graph_tag, adjacency_graph_tag {};
  using vertex_iterator = counting_iterator<std::uint32_t>;
  using out_edge_iterator = vitagraph::graph::CsrEdgeIterator;
  using adjacency_iterator = const std::uint32_t*;
  using vertices_size_type = std::uint32_t;
  using edges_size_type = std::uint32_t;
  using degree_size_type = std::uint32_t;
  static vertex_descriptor null_vertex() { return 0xFFFFFFFF; }
};

template <>
struct property_map<vitagraph::graph::CsrView, vertex_index_t> {
  using type = typed_identity_property_map<std::uint32_t>;
  using const_type = type;
};

}  // namespace boost
