// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "rdf/sink.hpp"
#include "rdf/term.hpp"

namespace vitagraph::rdf {

/// A set of quads in memory, indexed by subject and by object (Sord). For ontologies, lexicons and graphs of up to
/// some million quads; analyses of large graphs stream with read_rdf into structures of their own.
class Model : public QuadSink {
 public:
  Model();
  ~Model() override;
  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;

  void quad(const QuadView& quad) override { add(quad); }
  /// Returns whether it was new.
  bool add(const QuadView& quad);
  std::size_t size() const;

  using Visitor = std::function<void(const QuadView&)>;
  /// Visits what matches; an absent term matches anything. Do not add while visiting.
  void match(const std::optional<Term>& subject, const std::optional<Term>& predicate,
             const std::optional<Term>& object, const Visitor& visit) const;
  void each(const Visitor& visit) const { match({}, {}, {}, visit); }

  bool has(const Term& subject, const Term& predicate, const Term& object) const;
  /// In the order of Term.
  std::vector<Term> objects(const Term& subject, const Term& predicate) const;
  std::vector<Term> subjects(const Term& predicate, const Term& object) const;
  /// The first of objects(), if any.
  std::optional<Term> object(const Term& subject, const Term& predicate) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vitagraph::rdf
