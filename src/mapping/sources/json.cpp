// SPDX-License-Identifier: Apache-2.0
// JSON: iterators and references are JSONPath. Where all rows are the items of one list, the document is parsed in
// pieces of that list; else as a whole (4 GiB at most), and each iterator walks over it.
#include <mutex>

#include "mapping/sources/bytes.hpp"
#include "mapping/sources/json_array.hpp"
#include "mapping/sources/json_fault.hpp"
#include "mapping/sources/json_parse.hpp"
#include "mapping/sources/json_rows.hpp"

namespace vitagraph::mapping {
namespace {

using simdjson::dom::element;

constexpr std::size_t rows_in_chunk = 1024;

class JsonChunk : public Chunk {
 public:
  std::shared_ptr<const std::vector<JsonLayout>> layouts;
  std::shared_ptr<simdjson::dom::parser> document;
  element root;
  bool mended = false;
  std::size_t layout = 0;
  std::vector<JsonPath::Node> nodes;
  std::uint64_t first = 0;

  void rows(const RowHandler& handler, DiagnosticSink& diagnostics) override {
    Row row;
    JsonRows rows;
    rows.mended = mended;
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
  InputFile file;

  void rows(const RowHandler& handler, DiagnosticSink& diagnostics) override {
    SpareParsers::Parser parser = parsers->take();
    element items;
    JsonRows rows;
    if (const auto error = parse_json(*parser, piece.text, items, rows.mended))
      throw_no_json(file, *description, simdjson::error_message(error));
    Row row;
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
        files_(files_of(context)),
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
        chunk->mended = mended_;
        chunk->layout = layout_;
        chunk->first = (static_cast<std::uint64_t>(file_ - 1) << 48) + at_;
        const std::size_t end = std::min(nodes_.size(), at_ + rows_in_chunk);
        chunk->nodes.assign(std::make_move_iterator(nodes_.begin() + static_cast<std::ptrdiff_t>(at_)),
                            std::make_move_iterator(nodes_.begin() + static_cast<std::ptrdiff_t>(end)));
        at_ = end;
        return chunk;
      }
      if (++layout_ >= layouts_->size()) {
        if (file_ == files_.size()) return nullptr;
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
      pieces_ = std::make_unique<JsonArrayReader>(files_[file_], context_.description, *list_);
      if (pieces_->find()) {
        nodes_.clear();
        at_ = 0;
        ++file_;
        return;
      }
      text = pieces_->rest();
      pieces_.reset();
    } else {
      text = read_text(files_[file_], context_.description);
    }
    document_ = std::make_shared<simdjson::dom::parser>();
    if (const auto error = parse_json(*document_, text, root_, mended_))
      throw_no_json(files_[file_], context_.description, simdjson::error_message(error));
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
    if (!list_ || files_.front().path == "-") return out;
    JsonArrayReader again(files_.front(), context_.description, *list_);
    const auto piece = again.find() ? again.next() : std::nullopt;
    element items;
    bool mended = false;
    if (!piece ||
        parse_json(*out.parsers.emplace_back(std::make_shared<simdjson::dom::parser>()), piece->text, items, mended))
      return out;
    for (const element item : simdjson::dom::array(items))
      if (out.rows.size() < sampled_rows) out.rows.push_back(item);
    return out;
  }

  std::string first_bytes() const {
    std::string out(4, '\0');
    out.resize(open_bytes(files_[file_], context_.description)->read(out.data(), out.size()));
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
    chunk->file = files_[file_ - 1];
    return chunk;
  }

  SourceContext context_;
  std::shared_ptr<const std::vector<JsonLayout>> layouts_;
  std::vector<InputFile> files_;
  std::optional<std::vector<std::string>> list_;  ///< the names that lead to the one list, if that is all there is
  std::unique_ptr<JsonArrayReader> pieces_;
  std::shared_ptr<SpareParsers> parsers_ = std::make_shared<SpareParsers>();
  std::shared_ptr<simdjson::dom::parser> document_;
  element root_;
  bool mended_ = false;  ///< the document was, by parse_json
  std::size_t file_ = 0, layout_ = 0, at_ = 0;
  std::vector<JsonPath::Node> nodes_;
};

class JsonTexts : public TextRecords {
 public:
  explicit JsonTexts(const SourceContext& context) : layouts_(parse_layouts(context)) {}

  std::string rows(std::string_view text, const RowHandler& handler, DiagnosticSink& diagnostics) override {
    element root;
    if (const auto error = parse_json(parser_, std::string(text), root, rows_.mended))
      return simdjson::error_message(error);
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

}  // namespace vitagraph::mapping
