// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "document/hyphenation.hpp"

namespace vitagraph::document {

/// How a line was set, as far as a format tells.
struct LineStyle {
  std::uint16_t indent = 0;
  std::uint16_t page = 0;
  float size = 0;
  bool bold = false;
};

/// Writes blocks into a Document: keeps text, lines, runs, cells and the map to the source in step. Every reader goes
/// through it, so that white space, empty blocks and spans come out the same whatever the format.
class Builder {
 public:
  /// Whether paragraphs are looked through when they close for list markers and bold first lines that are headings.
  enum class Guess : std::uint8_t { nothing, structure };

  /// `hyphens`: joins words hyphenated at line breaks (where lines are broken by a typesetter); null leaves them. It
  /// must outlive the builder.
  explicit Builder(Document& document, const Hyphenation* hyphens = nullptr, Guess guess = Guess::nothing)
      : document_(document), hyphens_(hyphens), guess_(guess) {}

  /// Closes the open block and begins one.
  void open(BlockKind kind, int level = 0, std::string marker = {});
  /// Ends the open block, its runs and its last line; a block without text leaves no trace.
  void close();
  /// The open reference's index in Document::entries.
  void set_entry(std::uint32_t entry) { block_.entry = entry; }
  bool is_open() const { return open_; }
  BlockKind kind() const { return block_.kind; }
  /// Whether the open block has any text yet.
  bool has_text() const { return open_ && document_.text.size() > block_.span.begin; }

  /// The next text stands on a new line. At the beginning of a block it only sets the style.
  void new_line(LineStyle style = {});
  /// Text that stands at `source` byte for byte; runs of white space become one blank, invisible characters go.
  void flow(std::string_view bytes, std::uint32_t source);
  /// Text that the source spells otherwise (an entity, an escape) in `length` bytes at `source`.
  void replace(std::string_view bytes, std::uint32_t source, std::uint32_t length);
  /// A gap that columns leave: one tab between texts, nothing at the edge of a line.
  void gap();

  void begin_run(RunKind kind, std::string target = {});
  /// Ends the innermost open run of this kind; nothing if there is none.
  void end_run(RunKind kind);

  /// Cells of the open row, separated by tabs in the text.
  void begin_cell(bool header);
  void end_cell();

 private:
  enum class Pending : std::uint8_t { none, blank, tab, line };
  /// After a line's hyphen: waiting for the next line's first letter; then pulling the rest of its word up.
  enum class Hyphen : std::uint8_t { none, waiting, pulling };

  bool ends_with_hyphen() const;
  void join_or_break(std::string_view next);
  void break_line();
  void blank();
  void put(std::string_view bytes, std::uint32_t source);
  std::size_t copy_words(std::string_view bytes, std::size_t at);
  void flush_pending(std::uint32_t source);
  void map(std::uint32_t source);
  void end_line();
  bool at_line_start() const;
  std::uint32_t size() const { return static_cast<std::uint32_t>(document_.text.size()); }

  Document& document_;
  void guess_structure();
  /// Makes the block's lines [first, last) one block of that kind.
  Block part(BlockKind kind, std::uint32_t first, std::uint32_t last) const;

  const Hyphenation* hyphens_;
  Guess guess_;
  std::size_t real_headings_ = 0;
  bool open_ = false;
  Block block_;
  LineStyle style_;
  std::uint32_t line_begin_ = 0;
  Pending pending_ = Pending::none;
  std::size_t first_run_ = 0;
  std::vector<std::size_t> open_runs_;
  bool in_cell_ = false;
  Hyphen hyphen_ = Hyphen::none;
  LineStyle next_style_;
};

}  // namespace vitagraph::document
