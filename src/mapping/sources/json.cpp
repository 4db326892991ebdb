// SPDX-License-Identifier: Apache-2.0
// JSON and JSON Lines: iterators and references are JSONPath. Where all rows are the items of one list, the document is
// parsed in pieces of that list; else as a whole (4 GiB at most), and each iterator walks over it. JSON Lines go line
// by line, and `$` is the line.
#include <simdjson.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

#include "mapping/arena.hpp"
#include "mapping/row.hpp"
#include "mapping/sources/bytes.hpp"
#include "mapping/sources/json_array.hpp"
#include "mapping/sources/json_fault.hpp"
#include "mapping/sources/jsonpath.hpp"

namespace vitagraph::mapping {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

constexpr std::size_t rows_in_chunk = 1024;
constexpr std::size_t lines_in_chunk = 512;

struct JsonLayout {
  JsonLayout() = default;
  JsonLayout(JsonLayout&&) noexcept = default;
  JsonPath iterator;
  std::vector<JsonPath> references;
  std::vector<Location> places;
  std::vector<std::string> texts;
  std::vector<Wanted> wanted;
  bool natural = true;
  /// Which references some row had something for, be it null: a name nobody has is a slip of the mapping.
  std::unique_ptr<std::atomic<bool>[]> seen;
  std::unique_ptr<std::atomic<bool>> any_row;
};

/// What a mapping that asked in vain could have asked for.
struct JsonSample {
  std::vector<std::shared_ptr<simdjson::dom::parser>> parsers;  ///< own the elements
  std::optional<element> document;                              ///< where it is at hand
  std::vector<element> rows;
};
constexpr std::size_t sampled_rows = 100;

void note_dead_end(const JsonPath& path, element root, const std::vector<element>& from, const char* start,
                   Diagnostic& diagnostic) {
  const auto end = path.dead_end(root, from, start);
  if (!end) return;
  diagnostic.notes.push_back({end->what, {}});
  if (!end->similar.empty()) diagnostic.notes.push_back({fmt::format("similar name: `{}`", end->similar), {}});
}

/// Iterators without rows and references without values, once all rows were seen.
void report_missing(const std::vector<JsonLayout>& layouts, const SourceContext& context, DiagnosticSink& diagnostics,
                    const std::function<JsonSample(const JsonLayout&)>& sample_of) {
  const std::string& access = context.description.access;
  for (std::size_t l = 0; l < layouts.size(); ++l) {
    const JsonLayout& layout = layouts[l];
    const bool any_row = *layout.any_row;
    std::optional<JsonSample> sample;
    for (std::size_t i = 0; any_row && i < layout.texts.size(); ++i) {
      if (layout.seen[i] || layout.wanted[i] == Wanted::record) continue;
      if (!sample) sample = sample_of(layout);
      Diagnostic unseen =
          DiagnosticSink::make(Kind::mapping_unseen_reference, layout.places[i], layout.texts[i], access);
      if (!sample->rows.empty() && layout.references[i].climbs() == 0)
        note_dead_end(layout.references[i], sample->document.value_or(sample->rows.front()), sample->rows, "a row",
                      unseen);
      diagnostics.report(std::move(unseen));
    }
    if (any_row || !(sample = sample_of(layout))->document) continue;
    const Layout& from = context.layouts[l];
    Diagnostic none = DiagnosticSink::make(Kind::mapping_no_rows, from.location, from.iterator, access);
    note_dead_end(layout.iterator, *sample->document, {*sample->document}, "the document", none);
    if (!none.notes.empty()) diagnostics.report(std::move(none));
  }
}

std::vector<JsonLayout> parse_layouts(const SourceContext& context) {
  std::vector<JsonLayout> out;
  for (const Layout& layout : context.layouts) {
    JsonLayout made;
    std::string why;
    const std::string iterator = layout.iterator.empty() ? "$" : layout.iterator;
    auto path = JsonPath::parse(iterator, why);
    if (!path) throw SourceError(layout.location, fmt::format("cannot read the iterator `{}`: {}", iterator, why));
    made.iterator = std::move(*path);
    for (std::size_t i = 0; i < layout.references.size(); ++i) {
      auto reference = JsonPath::parse(layout.references[i], why);
      if (!reference)
        throw SourceError(layout.reference_locations[i],
                          fmt::format("cannot read the reference `{}`: {}", layout.references[i], why));
      made.references.push_back(std::move(*reference));
    }
    made.places = layout.reference_locations;
    made.texts = layout.references;
    made.wanted = layout.wanted;
    made.natural = context.description.natural_types;
    made.seen = std::make_unique<std::atomic<bool>[]>(layout.references.size());
    made.any_row = std::make_unique<std::atomic<bool>>(false);
    out.push_back(std::move(made));
  }
  return out;
}

/// One element's rows for one layout.
class JsonRows {
 public:
  void fill(const JsonLayout& layout, element root, const JsonPath::Node& node, Row& row, DiagnosticSink& diagnostics) {
    arena_.reset();
    row.clear();
    layout.any_row->store(true, std::memory_order_relaxed);
    for (std::size_t i = 0; i < layout.references.size(); ++i) {
      const JsonPath& path = layout.references[i];
      if (const std::string* name = path.single_name()) {
        element value;
        if (node.element.is_object() && !simdjson::dom::object(node.element).at_key(*name).get(value))
          put(value, row, layout, i, diagnostics);
      } else {
        element from = node.element;
        if (climb(node, path.climbs(), from))
          for (const element value : path.find(root, from)) put(value, row, layout, i, diagnostics);
      }
      row.end_slot();
    }
  }

 private:
  static bool climb(const JsonPath::Node& node, int steps, element& out) {
    for (std::size_t at = node.around.size(); steps > 0; --at) {
      if (at == 0) return false;
      if (!node.around[at - 1].is_object()) continue;
      out = node.around[at - 1];
      --steps;
    }
    return true;
  }

  void put(element value, Row& row, const JsonLayout& layout, std::size_t i, DiagnosticSink& diagnostics) {
    const Wanted wanted = layout.wanted[i];
    const bool structure = value.is_array() || value.is_object();
    if (wanted == Wanted::value || (wanted == Wanted::text && !structure)) {
      scalar(value, row, layout, i, diagnostics);
      return;
    }
    layout.seen[i].store(true, std::memory_order_relaxed);
    if (!value.is_null()) row.add({arena_.keep(simdjson::minify(value)), Natural::text});
  }

  void scalar(element value, Row& row, const JsonLayout& layout, std::size_t i, DiagnosticSink& diagnostics) {
    if (!layout.seen[i].load(std::memory_order_relaxed)) layout.seen[i].store(true, std::memory_order_relaxed);
    const Natural whole = layout.natural ? Natural::integer : Natural::text;
    switch (value.type()) {
      case element_type::STRING: row.add({std::string_view(value), Natural::text}); return;
      case element_type::BOOL:
        row.add({bool(value) ? "true" : "false", layout.natural ? Natural::boolean : Natural::text});
        return;
      case element_type::INT64: row.add({arena_.keep(fmt::format("{}", std::int64_t(value))), whole}); return;
      case element_type::UINT64: row.add({arena_.keep(fmt::format("{}", std::uint64_t(value))), whole}); return;
      case element_type::DOUBLE:
        row.add({arena_.keep(plain_double(double(value))), layout.natural ? Natural::floating : Natural::text});
        return;
      case element_type::NULL_VALUE: return;
      default:
        diagnostics.report(Kind::mapping_not_scalar, layout.places[i], layout.texts[i],
                           value.is_array() ? "a list" : "an object");
    }
  }

  Arena arena_;
};

class JsonChunk : public Chunk {
 public:
  std::shared_ptr<const std::vector<JsonLayout>> layouts;
  std::shared_ptr<simdjson::dom::parser> document;
  element root;
  std::size_t layout = 0;
  std::vector<JsonPath::Node> nodes;
  std::uint64_t first = 0;

  void rows(const RowHandler& handler, DiagnosticSink& diagnostics) override {
    Row row;
    JsonRows rows;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      row.number = first + i;
      rows.fill((*layouts)[layout], root, nodes[i], row, diagnostics);
      handler(layout, row);
    }
  }
};

/// Parsers of pieces that were mapped, for their memory.
class SpareParsers {
 public:
  using Parser = std::unique_ptr<simdjson::dom::parser>;
  Parser take() {
    const std::lock_guard lock(mutex_);
    if (parsers_.empty()) return std::make_unique<simdjson::dom::parser>();
    Parser out = std::move(parsers_.back());
    parsers_.pop_back();
    return out;
  }
  void give(Parser parser) {
    const std::lock_guard lock(mutex_);
    parsers_.push_back(std::move(parser));
  }

 private:
  std::mutex mutex_;
  std::vector<Parser> parsers_;
};

/// Some items of the one list.
class JsonPieceChunk : public Chunk {
 public:
  std::shared_ptr<const std::vector<JsonLayout>> layouts;
  std::shared_ptr<SpareParsers> parsers;
  const SourceDescription* description = nullptr;
  JsonArrayReader::Piece piece;
  std::uint64_t first = 0;
  std::string file;

  void rows(const RowHandler& handler, DiagnosticSink& diagnostics) override {
    SpareParsers::Parser parser = parsers->take();
    element items;
    if (const auto error = parser->parse(piece.text).get(items))
      throw_no_json(file, *description, simdjson::error_message(error));
    Row row;
    JsonRows rows;
    row.number = first;
    for (const element item : simdjson::dom::array(items)) {
      rows.fill(layouts->front(), item, {item, {}}, row, diagnostics);
      handler(0, row);
      ++row.number;
    }
    parsers->give(std::move(parser));
  }
};

class JsonSource : public RowSource {
 public:
  explicit JsonSource(const SourceContext& context)
      : context_(context),
        layouts_(std::make_shared<std::vector<JsonLayout>>(parse_layouts(context))),
        paths_(expand_wildcards(context.path)),
        layout_(context.layouts.size()) {
    const JsonLayout& layout = layouts_->front();
    bool local = layouts_->size() == 1;
    for (const JsonPath& reference : layout.references) local = local && reference.is_local();
    if (local) list_ = layout.iterator.names_to_all();
  }

  std::unique_ptr<Chunk> next() override {
    while (true) {
      if (pieces_) {
        if (auto chunk = next_piece()) return chunk;
        pieces_.reset();
      }
      if (at_ < nodes_.size()) {
        auto chunk = std::make_unique<JsonChunk>();
        chunk->layouts = layouts_;
        chunk->document = document_;
        chunk->root = root_;
        chunk->layout = layout_;
        chunk->first = (static_cast<std::uint64_t>(file_) << 48) + at_;
        const std::size_t end = std::min(nodes_.size(), at_ + rows_in_chunk);
        chunk->nodes.assign(std::make_move_iterator(nodes_.begin() + static_cast<std::ptrdiff_t>(at_)),
                            std::make_move_iterator(nodes_.begin() + static_cast<std::ptrdiff_t>(end)));
        at_ = end;
        return chunk;
      }
      if (++layout_ >= layouts_->size()) {
        if (file_ == paths_.size()) return nullptr;
        open();
        if (pieces_) continue;
      }
      nodes_ = (*layouts_)[layout_].iterator.find_nodes(root_);
      at_ = 0;
    }
  }
  void finish(DiagnosticSink& diagnostics) override {
    report_missing(*layouts_, context_, diagnostics, [&](const JsonLayout& layout) { return sample(layout); });
  }

 private:
  void open() {
    std::string text;
    if (list_ && !needs_decoding(context_.description, first_bytes())) {
      pieces_ = std::make_unique<JsonArrayReader>(paths_[file_], context_.description, *list_);
      if (pieces_->find()) {
        nodes_.clear();
        at_ = 0;
        ++file_;
        return;
      }
      text = pieces_->rest();
      pieces_.reset();
    } else {
      text = read_text(paths_[file_], context_.description);
    }
    document_ = std::make_shared<simdjson::dom::parser>();
    if (const auto error = document_->parse(text).get(root_))
      throw_no_json(paths_[file_], context_.description, simdjson::error_message(error));
    ++file_;
    layout_ = 0;
  }

  JsonSample sample(const JsonLayout& layout) const {
    JsonSample out;
    if (document_) {
      out.parsers.push_back(document_);
      out.document = root_;
      for (const JsonPath::Node& node : layout.iterator.find_nodes(root_))
        if (out.rows.size() < sampled_rows) out.rows.push_back(node.element);
      return out;
    }
    // The items of a list were not kept: its beginning is read once more.
    if (!list_ || paths_.front() == "-") return out;
    JsonArrayReader again(paths_.front(), context_.description, *list_);
    const auto piece = again.find() ? again.next() : std::nullopt;
    element items;
    if (!piece || out.parsers.emplace_back(std::make_shared<simdjson::dom::parser>())->parse(piece->text).get(items))
      return out;
    for (const element item : simdjson::dom::array(items))
      if (out.rows.size() < sampled_rows) out.rows.push_back(item);
    return out;
  }

  std::string first_bytes() const {
    std::string out(4, '\0');
    out.resize(open_bytes(paths_[file_], context_.description)->read(out.data(), out.size()));
    return out;
  }

  std::unique_ptr<Chunk> next_piece() {
    auto piece = pieces_->next();
    if (!piece) return nullptr;
    auto chunk = std::make_unique<JsonPieceChunk>();
    chunk->layouts = layouts_;
    chunk->parsers = parsers_;
    chunk->description = &context_.description;
    chunk->first = (static_cast<std::uint64_t>(file_ - 1) << 48) + piece->first;
    chunk->piece = std::move(*piece);
    chunk->file = paths_[file_ - 1];
    return chunk;
  }

  SourceContext context_;
  std::shared_ptr<const std::vector<JsonLayout>> layouts_;
  std::vector<std::string> paths_;
  std::optional<std::vector<std::string>> list_;  ///< the names that lead to the one list, if that is all there is
  std::unique_ptr<JsonArrayReader> pieces_;
  std::shared_ptr<SpareParsers> parsers_ = std::make_shared<SpareParsers>();
  std::shared_ptr<simdjson::dom::parser> document_;
  element root_;
  std::size_t file_ = 0, layout_ = 0, at_ = 0;
  std::vector<JsonPath::Node> nodes_;
};

class JsonLinesChunk : public Chunk {
 public:
  std::shared_ptr<const std::vector<JsonLayout>> layouts;
  std::vector<std::string> lines;
  std::uint64_t first_line = 1, file_number = 0;
  std::string file;

  void rows(const RowHandler& handler, DiagnosticSink& diagnostics) override {
    simdjson::dom::parser parser;
    Row row;
    JsonRows rows;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (trim(lines[i]).empty()) continue;
      row.line = first_line + i;
      element root;
      if (const auto error = parser.parse(lines[i]).get(root)) {
        const auto line = static_cast<std::uint32_t>(row.line);
        auto fault = find_json_fault(file, lines[i], line);
        if (!fault) fault = {{file, line, 0, 0, {}}, simdjson::error_message(error)};
        diagnostics.report(Kind::mapping_row_syntax, std::move(fault->place), row.line, file, fault->what);
        continue;
      }
      for (std::size_t layout = 0; layout < layouts->size(); ++layout) {
        std::uint64_t item = 0;
        for (const JsonPath::Node& node : (*layouts)[layout].iterator.find_nodes(root)) {
          row.number = (file_number << 48) + (row.line << 16) + item++;
          rows.fill((*layouts)[layout], root, node, row, diagnostics);
          handler(layout, row);
        }
      }
    }
  }
};

class JsonLinesSource : public RowSource {
 public:
  explicit JsonLinesSource(const SourceContext& context)
      : context_(context),
        layouts_(std::make_shared<std::vector<JsonLayout>>(parse_layouts(context))),
        paths_(expand_wildcards(context.path)) {}

  std::unique_ptr<Chunk> next() override {
    while (true) {
      if (!reader_) {
        if (file_ == paths_.size()) return nullptr;
        reader_ = open_bytes(paths_[file_++], context_.description);
        line_ = 1;
        held_.clear();
        ended_ = false;
      }
      auto chunk = std::make_unique<JsonLinesChunk>();
      std::string line;
      while (chunk->lines.size() < lines_in_chunk && next_line(line)) chunk->lines.push_back(std::move(line));
      if (chunk->lines.empty()) {
        reader_.reset();
        continue;
      }
      chunk->layouts = layouts_;
      chunk->first_line = line_;
      chunk->file_number = file_ - 1;
      chunk->file = paths_[file_ - 1];
      line_ += chunk->lines.size();
      return chunk;
    }
  }
  void finish(DiagnosticSink& diagnostics) override {
    report_missing(*layouts_, context_, diagnostics, [&](const JsonLayout& layout) { return sample(layout); });
  }

 private:
  /// Of the first lines, read once more.
  JsonSample sample(const JsonLayout& layout) {
    JsonSample out;
    if (paths_.front() == "-") return out;
    reader_ = open_bytes(paths_.front(), context_.description);
    held_.clear();
    at_ = 0;
    ended_ = false;
    std::string line;
    for (std::size_t lines = 0; lines < sampled_rows && next_line(line); ++lines) {
      auto parser = std::make_shared<simdjson::dom::parser>();
      element root;
      if (parser->parse(line).get(root)) continue;
      out.parsers.push_back(std::move(parser));
      if (!out.document) out.document = root;
      for (const JsonPath::Node& node : layout.iterator.find_nodes(root)) out.rows.push_back(node.element);
    }
    reader_.reset();
    return out;
  }

  bool next_line(std::string& out) {
    while (true) {
      const std::size_t end = held_.find('\n', at_);
      if (end != std::string::npos) {
        out = held_.substr(at_, end - at_);
        at_ = end + 1;
        return true;
      }
      if (ended_) {
        out = held_.substr(std::min(at_, held_.size()));
        at_ = held_.size();
        return !out.empty();
      }
      held_.erase(0, at_);
      at_ = 0;
      const std::size_t before = held_.size();
      held_.resize(before + (1 << 16));
      const std::size_t got = reader_->read(held_.data() + before, 1 << 16);
      held_.resize(before + got);
      ended_ = got == 0;
    }
  }

  SourceContext context_;
  std::shared_ptr<const std::vector<JsonLayout>> layouts_;
  std::vector<std::string> paths_;
  std::size_t file_ = 0;
  std::unique_ptr<ByteReader> reader_;
  std::string held_;
  std::size_t at_ = 0;
  bool ended_ = false;
  std::uint64_t line_ = 1;
};

class JsonTexts : public TextRecords {
 public:
  explicit JsonTexts(const SourceContext& context) : layouts_(parse_layouts(context)) {}

  std::string rows(std::string_view text, const RowHandler& handler, DiagnosticSink& diagnostics) override {
    element root;
    if (const auto error = parser_.parse(text.data(), text.size()).get(root)) return simdjson::error_message(error);
    Row row;
    for (const JsonPath::Node& node : layouts_.front().iterator.find_nodes(root)) {
      rows_.fill(layouts_.front(), root, node, row, diagnostics);
      handler(0, row);
      ++row.number;
    }
    return {};
  }

 private:
  std::vector<JsonLayout> layouts_;
  simdjson::dom::parser parser_;
  JsonRows rows_;
};

}  // namespace

std::unique_ptr<TextRecords> open_json_texts(const SourceContext& context) {
  return std::make_unique<JsonTexts>(context);
}
std::unique_ptr<RowSource> open_json(const SourceContext& context) { return std::make_unique<JsonSource>(context); }
std::unique_ptr<RowSource> open_json_lines(const SourceContext& context) {
  return std::make_unique<JsonLinesSource>(context);
}

}  // namespace vitagraph::mapping
