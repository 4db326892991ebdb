// SPDX-License-Identifier: Apache-2.0
#pragma once
// Rows as the rules see them: for each reference that a rule makes (a slot), the values it has in this row.
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/base.hpp"
#include "mapping/rules.hpp"

namespace vitagraph::mapping {

/// What the source's format says a value is (RML-IO registry, "natural mapping"): JSON numbers and booleans, SQL types.
enum class Natural : unsigned char { text, integer, decimal, floating, boolean, date, time, date_time, binary };

/// A number as people write it: the shortest digits that read back the same value, without an exponent where twenty
/// digits do.
std::string plain_double(double value);

struct Value {
  std::string_view text;
  Natural natural = Natural::text;
};
using Values = std::vector<Value>;

/// The values of all slots, one after the other. Views are valid while the row is being handled.
class Row {
 public:
  void clear() {
    values_.clear();
    ends_.clear();
  }
  void add(Value value) { values_.push_back(value); }
  /// Closes the next slot.
  void end_slot() { ends_.push_back(static_cast<std::uint32_t>(values_.size())); }
  std::span<const Value> slot(int index) const {
    const auto i = static_cast<std::size_t>(index);
    const std::uint32_t begin = i == 0 ? 0 : ends_[i - 1];
    return {values_.data() + begin, ends_[i] - begin};
  }
  std::size_t slots() const { return ends_.size(); }
  /// What messages call it: its line, else its place in its file or result, from 1.
  std::uint64_t shown() const { return line != 0 ? line : (number & ((std::uint64_t{1} << 48) - 1)) + 1; }

  /// 0-based, in the order of the source, over all its iterators; from bit 48 on, which of its files it is of.
  std::uint64_t number = 0;
  std::uint64_t line = 0;  ///< of the source's text, 1-based; 0: unknown

 private:
  std::vector<Value> values_;
  std::vector<std::uint32_t> ends_;
};

/// "`id`, `name`, …": names that are there, for a message; no more than a few.
std::string list_names(const std::vector<std::string>& names);
/// The note "similar name: `…`", if one of the names is.
void note_similar(Diagnostic& diagnostic, const std::string& name, const std::vector<std::string>& names);

/// What a reference is to give. A logical view takes records apart itself: it wants each item that the reference finds
/// as text of the source's own format (`record`), or a structure so and a value as it is (`text`).
enum class Wanted : unsigned char { value, record, text };

/// One iterator over a source, and the references asked of each of its rows.
struct Layout {
  std::string iterator;
  std::vector<std::string> references;
  std::vector<Wanted> wanted;  ///< of each reference
  std::vector<Location> reference_locations;
  Location location;

  int slot(const std::string& reference, const Location& place, Wanted what = Wanted::value);
};

/// Receives the rows of one chunk: which layout, and the row.
using RowHandler = std::function<void(std::size_t layout, const Row& row)>;

/// A part of a source that can be taken apart into rows independently of the others.
class Chunk {
 public:
  virtual ~Chunk() = default;
  /// May be called from any thread, once.
  virtual void rows(const RowHandler& handler, DiagnosticSink& diagnostics) = 0;
  /// Whether it must be finished before the next one is asked for.
  virtual bool alone() const { return false; }
};

/// A source being read, in order.
class RowSource {
 public:
  virtual ~RowSource() = default;
  /// The next chunk, or null at the end. Called from one thread at a time. Throws Error when reading fails.
  virtual std::unique_ptr<Chunk> next() = 0;
  /// After the last chunk was handled: references that no row had a value for.
  virtual void finish(DiagnosticSink&) {}
};

/// A source that cannot be read, with the place in the mapping to blame.
class SourceError : public Error {
 public:
  SourceError(Location place, const std::string& message) : Error("{}", message), location(std::move(place)) {}
  Location location;
};

struct ViewPlan;  // views/view.hpp
class Fetched;    // sources/web.hpp

struct SourceContext {
  const SourceDescription& description;
  const std::vector<Layout>& layouts;
  const std::vector<std::string>* facts;
  std::string folder;  ///< MappingOptions::folder
  std::string path;    ///< of a file, resolved
  DiagnosticSink& diagnostics;
  const ViewPlan* view = nullptr;
  bool offline = false;        ///< MappingOptions::offline
  Fetched* fetched = nullptr;  ///< what this run fetched before; null where nothing is fetched
  bool sampled = false;        ///< of `check`, which also tells of conditions that hold for nothing today
  std::string shown = {};      ///< what messages call the one file at `path`; empty: its path, which may hold wildcards
};

/// Where the source's file lies: its access, from the caller's folder or else the description's.
std::string source_path(const SourceDescription& source, const std::string& folder);

/// Takes texts apart that stand in a field of some other source; one layout.
class TextRecords {
 public:
  virtual ~TextRecords() = default;
  /// Calls the handler for each record; says why when the text cannot be read, else nothing.
  virtual std::string rows(std::string_view text, const RowHandler& handler, DiagnosticSink& diagnostics) = 0;
};
/// Null for formats that are never a piece of text. Throws SourceError for iterators and references it can't read.
std::unique_ptr<TextRecords> open_texts(const SourceContext& context);

/// One line of the table in sources/sources.cpp. Throws Error when the source can't be opened.
std::unique_ptr<RowSource> open_source(const SourceContext& context);

/// Fetched into a file of its own, then read as that.
std::unique_ptr<RowSource> open_web(const SourceContext& context);
std::unique_ptr<RowSource> open_csv(const SourceContext& context);
std::unique_ptr<RowSource> open_json(const SourceContext& context);
std::unique_ptr<RowSource> open_json_lines(const SourceContext& context);
std::unique_ptr<RowSource> open_xml(const SourceContext& context);
std::unique_ptr<RowSource> open_sql(const SourceContext& context);
std::unique_ptr<RowSource> open_sparql(const SourceContext& context);
std::unique_ptr<RowSource> open_facts(const SourceContext& context);
std::unique_ptr<RowSource> open_view(const SourceContext& context);
std::unique_ptr<TextRecords> open_csv_texts(const SourceContext& context);
std::unique_ptr<TextRecords> open_json_texts(const SourceContext& context);
std::unique_ptr<TextRecords> open_xml_texts(const SourceContext& context);

}  // namespace vitagraph::mapping
