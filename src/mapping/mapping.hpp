// SPDX-License-Identifier: Apache-2.0
#pragma once
// mapping: rows in, quads out, as YARRRML 1.3 or RML (in Turtle) rules say. Both languages compile to one plan.
//
//   DiagnosticList problems;
//   RuleSet rules = read_rules({"mappings/rdf/default.yml"}, problems);   // several files are one set of rules
//   MappingOptions options;
//   options.facts = &lines;                                             // rows of `access: facts`
//   QuadList quads;
//   const MappingReport report = execute(rules, options, quads, problems);
//
// Sources: CSV, JSON, JSON Lines and XML in files and from the web, SQL, SPARQL, and facts (lines of JSON with a
// `type`; `iterator: publication` or `publication.authors`). Mapping knows rows, not facts: nothing here depends on
// what a field means.
//
// What is wrong in a mapping is reported with file, line and column, and nothing is written: `RuleSet::usable()` is
// false. What is wrong in a row is reported, that row or value is skipped and counted.
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/base.hpp"
#include "rdf/rdf.hpp"

namespace vitagraph::mapping {

struct RuleData;

/// Rules as they were read, with their places in the files. Owns everything; moves only.
class RuleSet {
 public:
  explicit RuleSet(std::unique_ptr<RuleData> data, bool usable);
  ~RuleSet();
  RuleSet(RuleSet&&) noexcept;
  RuleSet& operator=(RuleSet&&) noexcept;

  /// False when a file held an error; such a set maps nothing.
  bool usable() const { return usable_; }
  const RuleData& data() const { return *data_; }
  /// Prefix -> namespace as the files declare them, for a writer.
  const std::map<std::string, std::string>& prefixes() const;

 private:
  std::unique_ptr<RuleData> data_;
  bool usable_;
};

/// Hears where statements come from: told before those of each rule and row, in their order, on the calling thread.
class MappingTrace {
 public:
  virtual ~MappingTrace() = default;
  /// The rule's name and its place in the mapping; the row's line in its source, from 1 (facts in memory: their index
  /// + 1; 0: the source has no lines).
  virtual void begin(std::string_view rule, const Location& place, std::uint64_t line) = 0;
};

struct MappingOptions {
  /// Relative IRIs are resolved against it by putting it in front (RML-Core §"Generating IRIs"). A mapping's own base
  /// wins.
  std::string base{rdf::vocabulary::default_base};
  /// Relative paths of sources start here; empty: in the folder of the mapping file (RML: what rml:root says).
  std::string folder;
  /// Rows of sources with `access: facts`, one JSON object each; borrowed, not owned.
  const std::vector<std::string>* facts = nullptr;
  /// Threads; 0: as many as the machine has cores. The output does not depend on it.
  unsigned jobs = 0;
  /// What a value does that makes no valid term (an IRI with blanks, a list where one value is wanted): `skip` reports
  /// and leaves out that one, `stop` fails the run (RML-Core's rule). by_language: YARRRML skips, RML stops.
  enum class BadValues : unsigned char { by_language, skip, stop };
  BadValues bad_values = BadValues::by_language;
  /// Sources and targets on the web are refused.
  bool offline = false;
  /// execute() tells it; borrowed, may be null.
  MappingTrace* trace = nullptr;
};

struct MappingReport {
  std::uint64_t rows = 0;   ///< read from all sources
  std::uint64_t quads = 0;  ///< given to the sink
  /// Values or rows that could not be mapped; the first hundred of each kind are reported.
  std::uint64_t skipped = 0;
  /// A source could not be read, or a value made no term where that ends the run: what the sink got is not to be used.
  bool failed = false;
  bool stopped = false;  ///< and it was a value where that ends the run
};

/// Reads YARRRML (.yml, .yaml, .yarrrml and whatever is not Turtle) and RML (.ttl) files as one set of rules. Mistakes
/// become diagnostics. Throws Error when a file can't be read. `externals` fill YARRRML's external references.
RuleSet read_rules(const std::vector<std::string>& files, DiagnosticSink& diagnostics,
                   const std::map<std::string, std::string>& externals = {});

/// Runs the rules; quads reach the sink in the order of sources, rows and rules, whatever the number of threads.
/// Duplicates are not removed. Requires rules.usable(). A source that can't be read is a diagnostic, and `failed`.
MappingReport execute(const RuleSet& rules, const MappingOptions& options, rdf::QuadSink& sink,
                      DiagnosticSink& diagnostics);

/// Runs the rules and writes each statement once: N-Quads by default, in the order of sources, rows and rules, on
/// several threads and without holding them in memory; other serializations (grouped and ordered, so held) when the
/// path ends in .ttl, .trig, .nt, .n3, .jsonld, .rdf or .rj; each compressed when .gz follows. Logical targets are
/// written to their files. "-" is standard output. Nothing is written when the report says `failed`. Throws Error when
/// a file can't be written, when its ending is unknown, or when the run reads it.
MappingReport run(const RuleSet& rules, const MappingOptions& options, const std::string& path,
                  DiagnosticSink& diagnostics);

/// Throws Error where the path is a file that the rules stand in or read: to write there would replace it.
void refuse_inputs(const RuleSet& rules, const MappingOptions& options, const std::string& path);

/// What run() would do, as text for people: what is read in which order, what each row makes, how joins are made.
/// Requires rules.usable().
std::string explain(const RuleSet& rules);

/// The rules as RML in Turtle (the vocabulary of http://w3id.org/rml/), which makes the same statements. What RML has
/// no words for is reported (`mapping-untranslatable`) and left out. Requires rules.usable().
std::string write_rml(const RuleSet& rules, DiagnosticSink& diagnostics);

/// Whether a file holds rules rather than data: by its ending, or a Turtle file that names RML's or R2RML's vocabulary.
/// Throws Error when a Turtle file can't be read.
bool is_mapping(const std::string& file);

/// What a fact of each type may hold, as references: "title", "entities.authors"; "ids.*" for any name below.
using FactReferences = std::map<std::string, std::vector<std::string>, std::less<>>;

/// Reports what reading the rules cannot know: sources that nothing reads, templates that can never be an IRI, and what
/// the sources' first rows show: columns, fields and references that are not there, sources that cannot be read.
/// `ontology` lists known IRIs; properties and classes of their namespaces that are not among them are reported. With
/// `facts`, so are types and references that no fact has, of sources with `access: facts`. Nothing is fetched:
/// addresses on the web are not looked into, but returned.
std::vector<std::string> check_rules(const RuleSet& rules, const MappingOptions& options,
                                     const std::vector<std::string>& ontology, DiagnosticSink& diagnostics,
                                     const FactReferences* facts = nullptr);

/// A function that mappings may call, for help and tests.
struct FunctionDescription {
  struct Parameter {
    std::string iri;
    bool required = true;
    bool list = false;  ///< takes all values at once
  };
  std::string iri;
  std::vector<Parameter> parameters;
  std::string doc;
  std::string example;  ///< "argument | argument => result | result"
};
/// All of them, in the order of the tables.
std::vector<FunctionDescription> list_functions();

}  // namespace vitagraph::mapping
