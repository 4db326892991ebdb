// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <chrono>

#include "document/document.hpp"

namespace vitagraph::document {
namespace {

struct Outcome {
  Document document;
  std::string diagnostics;
};

Outcome read(const std::string& name, std::string bytes) {
  DiagnosticList list;
  Outcome out{read_document(name, std::move(bytes), {}, list), {}};
  for (const Diagnostic& diagnostic : list.sorted())
    out.diagnostics += kind_name(diagnostic.kind) + ": " + diagnostic.message + "\n";
  return out;
}

TEST(Encoding, Utf8WithMark) {
  const Outcome got = read("a.txt", "\xEF\xBB\xBFJörg Müller teaches");
  EXPECT_EQ(got.document.text, "Jörg Müller teaches");
  EXPECT_EQ(got.document.to_source({0, 1}), (Span{3, 4}));
  EXPECT_EQ(got.diagnostics, "");
}

TEST(Encoding, Utf16WithMark) {
  EXPECT_EQ(read("a.txt", std::string("\xFF\xFE"
                                      "A\0d\0a\0",
                                      8))
                .document.text,
            "Ada");
  EXPECT_EQ(read("a.txt", std::string("\xFE\xFF\0A\0d\0a", 8)).document.text, "Ada");
}

TEST(Encoding, Windows1252WithAWarning) {
  const Outcome got = read("a.txt", "J\xF6rg \x96 Caf\xE9");
  EXPECT_EQ(got.document.text, "Jörg – Café");
  EXPECT_EQ(got.diagnostics, "invalid-utf8: not UTF-8; read as Windows-1252\n");
}

TEST(Encoding, OneSlipInUtf8StaysUtf8) {
  const Outcome got = read("a.txt", "ö ä ü ß é \xFF x");
  EXPECT_EQ(got.document.text, "ö ä ü ß é \xEF\xBF\xBD x");
  EXPECT_EQ(got.diagnostics, "invalid-utf8: not UTF-8; bytes that fit no character are read as U+FFFD\n");
}

TEST(Encoding, WhatAPageDeclares) {
  EXPECT_EQ(read("a.html", "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\"><p>\xC0\xEE")
                .document.text,
            "李");
  EXPECT_EQ(read("a.html", "<meta charset=iso-8859-2><p>\xB3\xF3\x64\xBC").document.text, "łódź");
  EXPECT_EQ(read("a.html", "<META CHARSET='windows-1252'><p>\x80 5").document.text, "€ 5");
  EXPECT_EQ(read("a.html", "<meta charset=windows-1252><p>\x80 5").diagnostics, "");
}

TEST(Input, EmptyAndBinary) {
  EXPECT_EQ(read("a.txt", "").diagnostics, "empty-input: nothing but white space here; skipped\n");
  EXPECT_EQ(read("a.md", " \n\t\r\n").diagnostics, "empty-input: nothing but white space here; skipped\n");
  const Outcome zip = read("a.txt", std::string("PK\x03\x04\0\0\0\0\0\0x", 11));
  EXPECT_EQ(zip.diagnostics,
            "binary-input: this looks like a ZIP archive (or a document of an office program; save it as text, HTML or "
            "PDF), not text; skipped\n");
  EXPECT_TRUE(zip.document.blocks.empty());
}

TEST(Input, BrokenPdf) {
  const Outcome got = read("a.pdf", "%PDF-1.5\nnothing more");
  EXPECT_EQ(got.diagnostics, "broken-pdf: cannot read this PDF: it is damaged or no PDF\n");
  EXPECT_TRUE(got.document.blocks.empty());
}

TEST(Input, FormatByEndingThenByContent) {
  EXPECT_EQ(format_of("a.HTM", ""), Format::html);
  EXPECT_EQ(format_of("a", "  <!DOCTYPE html><p>"), Format::html);
  EXPECT_EQ(format_of("-", "%PDF-1.4"), Format::pdf);
  EXPECT_EQ(format_of("-", "% list\n@article{a, title={b}}"), Format::bibtex);
  EXPECT_EQ(format_of("-", "@ada on the net"), Format::text);
  EXPECT_EQ(format_of("notes.unknown", "text"), Format::text);
  EXPECT_TRUE(is_document_name("x/y.Md"));
  EXPECT_FALSE(is_document_name("x/y.png"));
}

TEST(Input, DigestOfTheBytes) {
  EXPECT_EQ(read("a.txt", "abc").document.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/// Every piece of a block's text that the source spells the same must be found where to_source says.
void expect_words_in_source(const Document& document, const std::string& name) {
  for (const Block& block : document.blocks) {
    const std::string_view text = document.slice(block.span);
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;
      while (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end]))) ++end;
      if (end > at) {
        const Span span{block.span.begin + static_cast<std::uint32_t>(at),
                        block.span.begin + static_cast<std::uint32_t>(end)};
        EXPECT_EQ(document.source.slice(document.to_source(span)), text.substr(at, end - at)) << name;
      }
      at = std::max(end, at + 1);
    }
  }
}

TEST(Spans, LeadBackToTheSource) {
  const std::string plain =
      "Ada **Quill** and [Bo Reed](https://x.example) wrote *Rivers\\_x* with `code`, Cy &amp; Co.\n\n- item one\n  "
      "more\n\n| a | b |\n|---|---|\n| c | *d* |\n";
  for (const char* name : {"a.md", "a.txt"}) expect_words_in_source(read(name, plain).document, name);
  expect_words_in_source(
      read("a.html",
           "<h1>Ada&nbsp;Quill</h1>\r\n<p>wrote <b>Rivers</b> &mdash; with <a href=x>Bo &amp; Cy</a><br>in 2019")
          .document,
      "a.html");
}

// Inputs that a careless reader takes quadratic time, endless memory or the stack for.
TEST(Limits, HostileShapesStayLinear) {
  const auto repeat = [](const std::string& piece, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += piece;
    return out;
  };
  const std::pair<const char*, std::string> inputs[] = {{"brackets.md", repeat("[", 200000)},
                                                        {"links.md", repeat("[a](", 100000)},
                                                        {"stars.md", repeat("*a ", 100000)},
                                                        {"mixed.md", repeat("*a_ ", 100000)},
                                                        {"ticks.md", repeat("`a``", 80000)},
                                                        {"tags.md", repeat("<a ", 100000)},
                                                        {"quotes.md", repeat("<a href=\"", 50000)},
                                                        {"lists.md", repeat("- ", 100000)},
                                                        {"uls.md", repeat("<ul>\n\n", 50000)},
                                                        {"entities.md", repeat("&eacute;", 2000)},
                                                        {"divs.html", repeat("<div>", 200000)},
                                                        {"bolds.html", repeat("<b><p>x", 30000)},
                                                        {"tables.html", repeat("<table><tr><td>", 30000)},
                                                        {"lis.html", repeat("<ul><li>x", 50000)},
                                                        {"braces.bib", repeat("@a{b,c={", 50000)},
                                                        {"ats.bib", repeat("\n@a{", 50000)},
                                                        {"dollars.txt", repeat("$\\a ", 100000)},
                                                        {"carets.txt", repeat("^{", 100000)},
                                                        {"line.txt", std::string(3 << 20, 'x')},
                                                        {"hyphens.txt", repeat("a-\n", 100000)}};
  for (const auto& [name, bytes] : inputs) {
    const auto start = std::chrono::steady_clock::now();
    NoDiagnostics diagnostics;
    read_document(name, bytes, {}, diagnostics);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    EXPECT_LT(seconds, 10) << name;  // milliseconds on an idle machine; minutes if quadratic
  }
}

TEST(Limits, LongLineIsReported) {
  EXPECT_EQ(read("a.txt", "x\n" + std::string((1 << 20) + 1, 'y')).diagnostics,
            "long-line: line of 1048577 bytes; read as one paragraph\n");
}

}  // namespace
}  // namespace vitagraph::document
