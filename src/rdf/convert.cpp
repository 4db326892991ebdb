// SPDX-License-Identifier: Apache-2.0
#include "rdf/convert.hpp"

#include <zlib.h>

#include <array>

namespace vitagraph::rdf {
namespace {

/// zlib's windowBits for the largest window, and what it adds for a gzip header.
constexpr int gzip_window = 15 + 16;
constexpr int gzip_memory = 8;

bool has_graphs(Syntax syntax) { return syntax == Syntax::nquads || syntax == Syntax::trig; }

/// Writes what is written to it, beginning with the prefixes that were declared by the time the first statement came:
/// a stream cannot know those that come later.
class Converter : public QuadSink {
 public:
  Converter(const ConvertOptions& options, const ByteSink& out, DiagnosticSink& diagnostics)
      : options_(options), out_(out), diagnostics_(diagnostics) {}

  void begin(const std::string& path) { path_ = path; }
  Prefixes& declared() { return declared_; }

  void quad(const QuadView& quad) override {
    ++report.read;
    if (const std::string why = why_unwritable(quad); !why.empty()) {
      diagnostics_.report(Kind::rdf_unwritable, {path_, 0, 0, 0, {}}, to_valid_utf8(why));
      return;
    }
    ++report.written;
    report.in_graphs += !quad.graph.value.empty();
    writer().quad(has_graphs(options_.to) ? quad : QuadView{quad.subject, quad.predicate, quad.object, {}});
  }

  void finish() {
    writer();  // a file without a statement still has its prefixes
    if (turtle_) turtle_->finish();
    if (lines_) lines_->finish();
    if (report.in_graphs > 0 && !has_graphs(options_.to))
      diagnostics_.report(Kind::rdf_graphs_merged, {path_, 0, 0, 0, {}}, report.in_graphs,
                          options_.to == Syntax::turtle ? "Turtle has none" : "N-Triples has none");
  }

  ConvertReport report;

 private:
  QuadSink& writer() {
    if (options_.to == Syntax::ntriples || options_.to == Syntax::nquads) {
      if (!lines_) lines_.emplace(options_.to, out_);
      return *lines_;
    }
    if (!turtle_) turtle_.emplace(declared_.all().empty() ? options_.prefixes : declared_, out_, options_.to);
    return *turtle_;
  }

  const ConvertOptions& options_;
  const ByteSink& out_;
  DiagnosticSink& diagnostics_;
  std::string path_;
  Prefixes declared_;
  std::optional<TurtleWriter> turtle_;
  std::optional<LineWriter> lines_;
};

}  // namespace

struct GzipBytes::Impl {
  ByteSink out;
  z_stream stream{};

  void run(int flush) {
    std::array<unsigned char, 1 << 16> buffer;
    int status = Z_OK;
    do {
      stream.next_out = buffer.data();
      stream.avail_out = buffer.size();
      status = ::deflate(&stream, flush);
      out(std::string_view(reinterpret_cast<const char*>(buffer.data()), buffer.size() - stream.avail_out));
    } while (stream.avail_out == 0 || (flush == Z_FINISH && status == Z_OK));
  }
};

GzipBytes::GzipBytes(ByteSink out) : impl_(new Impl{std::move(out)}) {
  if (::deflateInit2(&impl_->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, gzip_memory, Z_DEFAULT_STRATEGY) !=
      Z_OK)
    throw std::bad_alloc();
}

GzipBytes::~GzipBytes() { ::deflateEnd(&impl_->stream); }

void GzipBytes::write(std::string_view bytes) {
  // Writers hand on some hundred kilobytes at a time, far below what avail_in can hold.
  impl_->stream.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
  impl_->stream.avail_in = static_cast<unsigned>(bytes.size());
  if (!bytes.empty()) impl_->run(Z_NO_FLUSH);
}

void GzipBytes::finish() {
  impl_->stream.avail_in = 0;
  impl_->run(Z_FINISH);
}

ConvertReport convert(const std::vector<std::string>& paths, const ConvertOptions& options, const ByteSink& out,
                      DiagnosticSink& diagnostics) {
  Converter converter(options, out, diagnostics);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    converter.begin(paths[i]);
    ReadOptions reading;
    reading.syntax = options.from;
    reading.base = options.base;
    reading.prefixes = &converter.declared();
    if (paths.size() > 1) reading.blank_prefix = fmt::format("f{}", i + 1);
    read_rdf(paths[i], reading, converter, diagnostics);
  }
  converter.finish();
  return converter.report;
}

}  // namespace vitagraph::rdf
