// SPDX-License-Identifier: Apache-2.0
// JSON Lines: each line is a document, and `$` in iterators is that.
#include "mapping/sources/bytes.hpp"
#include "mapping/sources/json_fault.hpp"
#include "mapping/sources/json_parse.hpp"
#include "mapping/sources/json_rows.hpp"

namespace vitagraph::mapping {
namespace {

using simdjson::dom::element;

constexpr std::size_t lines_in_chunk = 512;

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
      if (const auto error = parse_json(parser, lines[i], root, rows.mended)) {
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
        files_(files_of(context)) {}

  std::unique_ptr<Chunk> next() override {
    while (true) {
      if (!reader_) {
        if (file_ == files_.size()) return nullptr;
        reader_ = open_bytes(files_[file_++], context_.description);
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
      chunk->file = files_[file_ - 1].name;
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
    if (files_.front().path == "-") return out;
    reader_ = open_bytes(files_.front(), context_.description);
    held_.clear();
    at_ = 0;
    ended_ = false;
    std::string line;
    for (std::size_t lines = 0; lines < sampled_rows && next_line(line); ++lines) {
      auto parser = std::make_shared<simdjson::dom::parser>();
      element root;
      if (bool mended = false; parse_json(*parser, line, root, mended)) continue;
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
  std::vector<InputFile> files_;
  std::size_t file_ = 0;
  std::unique_ptr<ByteReader> reader_;
  std::string held_;
  std::size_t at_ = 0;
  bool ended_ = false;
  std::uint64_t line_ = 1;
};

}  // namespace

std::unique_ptr<RowSource> open_json_lines(const SourceContext& context) {
  return std::make_unique<JsonLinesSource>(context);
}

}  // namespace vitagraph::mapping
