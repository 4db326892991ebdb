// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "rdf/rdf.hpp"
#include "store/load/session.hpp"

namespace vitagraph::store {

/// Names blank nodes (RDF 1.1 Concepts §3.5) so that a graph may be sent in pieces, and twice: a label means the same
/// node in every piece.
class Skolemizer : public rdf::QuadSink {
 public:
  /// `prefix` is called for the first blank node: what IRIs of this file's nodes begin with.
  Skolemizer(rdf::QuadSink& sink, std::function<std::string()> prefix) : sink_(sink), prefix_(std::move(prefix)) {}
  void quad(const rdf::QuadView& quad) override;

 private:
  std::string named(std::string_view label);

  rdf::QuadSink& sink_;
  std::function<std::string()> prefix_;
  std::string begin_;
};

/// Sends statements to a graph as N-Triples in chunks. A chunk that the store cannot take (413, 5xx, no answer) is cut
/// into halves and sent again, after a growing wait: sending a statement twice changes nothing. Chunks grow while the
/// store answers fast. Cuts between subjects where it can.
class ChunkSender : public rdf::QuadSink {
 public:
  ChunkSender(StoreSession& session, TargetGraph graph, std::function<void(std::size_t)> progress);

  /// Throws Error when the store refuses, or keeps failing.
  void quad(const rdf::QuadView& quad) override;
  /// To be called once, after the last statement.
  void finish();

 private:
  void send(std::string_view lines);
  void took(std::size_t bytes, double seconds);

  StoreSession& session_;
  TargetGraph graph_;
  std::function<void(std::size_t)> progress_;
  std::string pending_, subject_;
  std::size_t chunk_, ceiling_;
  std::size_t sent_ = 0;
};

}  // namespace vitagraph::store
