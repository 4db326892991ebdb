// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "rdf/term.hpp"

namespace vitagraph::rdf {

/// Receives quads. The views are valid during the call only.
class QuadSink {
 public:
  virtual ~QuadSink() = default;
  virtual void quad(const QuadView& quad) = 0;
};

/// Where writers put their bytes.
using ByteSink = std::function<void(std::string_view)>;

/// Passes each quad to two sinks.
class TeeSink : public QuadSink {
 public:
  TeeSink(QuadSink& first, QuadSink& second) : first_(first), second_(second) {}
  void quad(const QuadView& quad) override {
    first_.quad(quad);
    second_.quad(quad);
  }

 private:
  QuadSink& first_;
  QuadSink& second_;
};

/// Keeps owned copies; `sort_unique` gives the set in a fixed order.
class QuadList : public QuadSink {
 public:
  void quad(const QuadView& quad) override { quads_.push_back(Quad::copy(quad)); }
  void sort_unique();
  const std::vector<Quad>& quads() const { return quads_; }

 private:
  std::vector<Quad> quads_;
};

class CountingSink : public QuadSink {
 public:
  void quad(const QuadView&) override { ++count_; }
  std::uint64_t count() const { return count_; }

 private:
  std::uint64_t count_ = 0;
};

}  // namespace vitagraph::rdf
