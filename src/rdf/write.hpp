// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>

#include "rdf/prefixes.hpp"
#include "rdf/read.hpp"
#include "rdf/sink.hpp"

namespace vitagraph::rdf {

/// Writes each quad as it comes (N-Triples drop the graph). One line a statement, canonical escapes.
class LineWriter : public QuadSink {
 public:
  LineWriter(Syntax syntax, ByteSink bytes) : with_graph_(syntax == Syntax::nquads), bytes_(std::move(bytes)) {}
  ~LineWriter() override;
  void quad(const QuadView& quad) override;
  void finish();

 private:
  bool with_graph_;
  ByteSink bytes_;
  std::string buffer_;
};

/// Writes Turtle or TriG for people, by Serd: quads that follow one another with one subject are grouped. Push them
/// sorted (QuadList::sort_unique, then order_for_reading) for grouped, stable output. Call finish() at the end.
/// Throws Error for a term Turtle can't hold (an IRI with spaces), naming the statement.
class TurtleWriter : public QuadSink {
 public:
  TurtleWriter(const Prefixes& prefixes, ByteSink bytes, Syntax syntax = Syntax::turtle);
  ~TurtleWriter() override;
  void quad(const QuadView& quad) override;
  void finish();

 private:
  struct Impl;
  class Shortened;
  std::unique_ptr<Impl> impl_;
};

/// The order people read in: by graph, then subject; within a subject rdf:type, rdfs:label and names first, then by
/// predicate and object. Drops duplicates.
void order_for_reading(std::vector<Quad>& quads);

/// All of it: orders and writes in the given syntax.
void write_rdf(std::vector<Quad> quads, const Prefixes& prefixes, Syntax syntax, const ByteSink& bytes);

}  // namespace vitagraph::rdf
