// SPDX-License-Identifier: Apache-2.0
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <memory>

#include "document/builder.hpp"
#include "document/pdf_blocks.hpp"
#include "document/readers.hpp"

namespace vitagraph::document {
namespace {

void stay_silent(const std::string&, void*) {}

/// Pages hold about fifty lines: beyond this a PDF is no scholar's document, and reading it would only take time.
constexpr int most_pages = 2000;

std::string info(const poppler::document& pdf, const char* key) {
  const poppler::byte_array bytes = pdf.info_key(key).to_utf8();
  return collapse_blanks(to_valid_utf8(std::string_view(bytes.data(), bytes.size()).substr(0, 1000)));
}

}  // namespace

void read_pdf(Document& document, const ReadOptions&, DiagnosticSink& diagnostics) {
  const std::string name = document.source.name();
  const std::string_view bytes = document.source.text();
  poppler::set_debug_error_function(stay_silent, nullptr);
  std::vector<PdfPage> pages;
  {
    const std::unique_ptr<poppler::document> pdf(
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    const Location whole{name, 0, 0, 0, {}};
    if (!pdf || pdf->is_locked()) {
      if (!pdf) {
        diagnostics.report(Kind::broken_pdf, whole, "it is damaged or no PDF");
      } else {
        diagnostics.report(Kind::locked_pdf, whole);
      }
      document.source = SourceFile(name, {});
      return;
    }
    for (const auto& [key, as] : {std::pair("Title", "title"), std::pair("Author", "author"),
                                  std::pair("Subject", "subject"), std::pair("Keywords", "keywords")})
      if (std::string value = info(*pdf, key); !value.empty()) document.metadata.emplace(as, std::move(value));
    const int count = std::min(pdf->pages(), most_pages);
    for (int i = 0; i < count; ++i) {
      const std::unique_ptr<poppler::page> page(pdf->create_page(i));
      if (page) pages.push_back(read_pdf_page(*page, static_cast<std::uint16_t>(i + 1)));
    }
    bool text = false;
    for (const PdfPage& page : pages) text = text || !page.lines.empty();
    if (!text) diagnostics.report(Kind::pdf_without_text, whole, count);
  }
  mark_running_lines(pages);
  write_pdf_blocks(pages, document);
}

}  // namespace vitagraph::document
