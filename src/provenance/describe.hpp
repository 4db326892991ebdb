// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "rdf/rdf.hpp"

namespace vitagraph::provenance {

/// What of the description is not counted.
struct DatasetFacts {
  std::string base{rdf::vocabulary::default_base};  ///< entities' IRIs begin so; the data set is base + "dataset"
  std::string title;
  std::string file;  ///< name of the written file, without folders; empty: no distribution
  std::uint64_t bytes = 0;
  std::string media_type;  ///< "text/turtle"
  std::string sha256;      ///< of the file's bytes
  std::string time;        ///< xsd:dateTime; empty: not stated
};

/// Counts what goes by on its way to a file, and describes it with VoID (W3C Interest Group Note 2011-03-03) and DCAT
/// 3: statements, subjects, objects, entities, and one partition for each class and property. Exact, but for two of the
/// 64-bit hashes of different terms being equal; eight bytes a term at hand, none of the text is kept.
class DatasetCounter : public rdf::QuadSink {
 public:
  explicit DatasetCounter(std::string base) : base_(std::move(base)) {}
  void quad(const rdf::QuadView& quad) override;
  std::uint64_t statements() const { return statements_; }
  /// The description, in a fixed order; all IRIs, no blank nodes. Ends the counting.
  std::vector<rdf::Quad> describe(const DatasetFacts& facts);

 private:
  /// A set of hashes that is made unique whenever it has doubled.
  class Distinct {
   public:
    void add(std::uint64_t hash);
    std::uint64_t count();

   private:
    void compact();
    std::vector<std::uint64_t> hashes_;
    std::size_t next_ = 1 << 16;
  };

  std::string base_;
  std::uint64_t statements_ = 0;
  Distinct subjects_, objects_, entities_;
  std::map<std::string, Distinct, std::less<>> classes_;
  std::map<std::string, std::uint64_t, std::less<>> properties_;
  std::string example_;  ///< the first entity by IRI that has a class
};

}  // namespace vitagraph::provenance
