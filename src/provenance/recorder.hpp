// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "facts/facts.hpp"
#include "mapping/mapping.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::provenance {

/// The last part of the IRI of a statement's record, whatever graph the statement is in: sixteen hexadecimal digits.
std::string statement_name(const rdf::QuadView& quad);

/// What a run read beside documents: rules, vocabularies, a ledger, files of facts.
struct InputFile {
  std::string path;   ///< where it was read
  std::string name;   ///< how the provenance calls it: the same on every machine
  bool plan = false;  ///< it says how facts become statements
};

/// One run of the program.
struct Run {
  std::string base{rdf::vocabulary::default_base};
  std::vector<InputFile> files;
  std::string started, ended;  ///< xsd:dateTime; empty: not stated, so that the same input gives the same bytes
};

/// Stands between the mapping and the sink of its quads, and keeps for each statement which facts and which mapping
/// rules made it: sixteen bytes each. The mapping's facts must be `facts` of write(), one line each, in their order.
class Recorder : public rdf::QuadSink, public mapping::MappingTrace {
 public:
  explicit Recorder(rdf::QuadSink& next) : next_(next) {}
  void begin(std::string_view rule, const Location& place, std::uint64_t line) override;
  void quad(const rdf::QuadView& quad) override;

  /// The provenance of `statements` (sorted: QuadList::sort_unique) as `rules` map it, in a fixed order, pushed in
  /// groups of one subject; memory does not grow with the statements. Returns false when the rules failed on a row.
  /// Throws Error when a file of the run can't be read.
  bool write(const std::vector<facts::Fact>& facts, const std::vector<rdf::Quad>& statements, const Run& run,
             const mapping::RuleSet& rules, rdf::QuadSink& sink, DiagnosticSink& diagnostics);

 private:
  struct Origin {
    std::uint64_t statement;
    std::uint32_t fact, rule;
    friend auto operator<=>(const Origin&, const Origin&) = default;
  };
  struct Rule {
    std::string name, file;
    std::uint32_t line;
    friend auto operator<=>(const Rule&, const Rule&) = default;
  };

  rdf::QuadSink& next_;
  std::vector<Origin> origins_;
  std::map<Rule, std::uint32_t> rules_;
  std::unordered_map<const Location*, std::uint32_t> numbers_;  ///< of rules by where the plan keeps their place
  std::uint32_t fact_ = 0, rule_ = 0;
};

/// The path of the document that states the fact and of the words in it ("quotation/3fa9…"); empty for facts that no
/// document states.
std::string quotation_path(const facts::Fact& fact);

}  // namespace vitagraph::provenance
