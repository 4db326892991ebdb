// SPDX-License-Identifier: Apache-2.0
#include "document/document.hpp"

#include <algorithm>

#include "document/decode.hpp"
#include "document/readers.hpp"

namespace vitagraph::document {
namespace {

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

const Reader* reader_by_ending(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return nullptr;
  const std::string ending = lower_ascii(path.substr(dot));
  for (const Reader& reader : readers())
    for (const std::string_view known : reader.endings)
      if (known == ending) return &reader;
  return nullptr;
}

/// Whether the text, its white space and comments skipped, opens with a BibTeX entry: "@word{".
bool looks_like_bibtex(std::string_view text) {
  while (!text.empty() && text.front() == '%') text = trim(text.substr(std::min(text.find('\n'), text.size())));
  if (text.empty() || text.front() != '@') return false;
  std::size_t at = 1;
  while (at < text.size() && ((text[at] | 32) >= 'a' && (text[at] | 32) <= 'z')) ++at;
  const std::size_t letters = at - 1;
  while (at < text.size() && text[at] == ' ') ++at;
  return letters > 2 && at < text.size() && (text[at] == '{' || text[at] == '(');
}

void report_long_lines(const Document& document, const ReadOptions& options, DiagnosticSink& diagnostics) {
  std::size_t line = 1;
  const std::string_view text = document.source.text();
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end - begin > options.long_line)
      diagnostics.report(Kind::long_line, Location{document.name(), static_cast<std::uint32_t>(line), 0, 0, {}},
                         end - begin);
    begin = end + 1;
  }
}

}  // namespace

std::string_view BibEntry::field(std::string_view name) const {
  for (const auto& [known, value] : fields)
    if (known == name) return value;
  return {};
}

Span Document::to_source(Span span) const {
  const auto map = [&](std::uint32_t at) -> std::uint32_t {
    auto next =
        std::upper_bound(pieces.begin(), pieces.end(), at, [](std::uint32_t t, const Piece& p) { return t < p.text; });
    if (next == pieces.begin()) return 0;
    const Piece& piece = *std::prev(next);
    return std::min<std::uint32_t>(piece.source + (at - piece.text), static_cast<std::uint32_t>(source.text().size()));
  };
  if (pieces.empty()) return {};
  const std::uint32_t begin = map(span.begin);
  if (span.empty()) return {begin, begin};
  const std::uint32_t last = map(span.end - 1);
  return {begin, std::max(begin, std::min(last + 1, static_cast<std::uint32_t>(source.text().size())))};
}

std::string_view Document::link_in(Span span) const {
  // Runs are sorted by begin within the document; links do not nest, so the one before the span may reach into it.
  auto run = std::lower_bound(runs.begin(), runs.end(), span.begin,
                              [](const Run& r, std::uint32_t at) { return r.span.begin < at; });
  for (auto before = run; before != runs.begin() && run - before < 64;) {
    --before;
    if (before->kind == RunKind::link && before->span.end > span.begin) return before->target;
  }
  for (; run != runs.end() && run->span.begin < span.end; ++run)
    if (run->kind == RunKind::link) return run->target;
  return {};
}

Format format_of(std::string_view path, std::string_view bytes) {
  if (const Reader* reader = reader_by_ending(path)) return reader->format;
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return Format::pdf;
  const std::string head = lower_ascii(trim(bytes.substr(0, 4096)));
  if (head.rfind("<!doctype html", 0) == 0 || head.find("<html") != std::string::npos ||
      head.find("<body") != std::string::npos)
    return Format::html;
  if (looks_like_bibtex(head)) return Format::bibtex;
  if (head.rfind("---\n", 0) == 0) return Format::markdown;
  return Format::text;
}

bool is_document_name(std::string_view path) { return reader_by_ending(path) != nullptr; }

Document read_document(const std::string& path, const ReadOptions& options, DiagnosticSink& diagnostics) {
  const SourceFile file = SourceFile::read(path);
  return read_document(path, std::string(file.text()), options, diagnostics);
}

Document read_document(std::string name, std::string bytes, const ReadOptions& options, DiagnosticSink& diagnostics) {
  Document document;
  document.sha256 = sha256(bytes);
  // An ending may lie: a PDF or a web page saved under another name is read as what it is.
  document.format = bytes.rfind("%PDF-", 0) == 0 ? Format::pdf : format_of(name, bytes);
  const Reader& reader = reader_of(document.format);
  const bool blank = trim(bytes).empty();
  if (blank) {
    diagnostics.report(Kind::empty_input, Location{name, 0, 0, 0, {}});
    document.source = SourceFile(std::move(name), std::move(bytes));
    return document;
  }
  if (reader.text) bytes = decode(name, std::move(bytes), document.format, diagnostics);
  document.source = SourceFile(std::move(name), std::move(bytes));
  if (reader.text) report_long_lines(document, options, diagnostics);
  reader.read(document, options, diagnostics);
  return document;
}

}  // namespace vitagraph::document
