// SPDX-License-Identifier: Apache-2.0
// PDFs are made here, uncompressed, from lists of placed strings: small enough to read, and nothing binary in the tree.
#include <gtest/gtest.h>

#include "document/document.hpp"

// fontconfig, which poppler asks for fonts, keeps what it read until the program ends.
extern "C" const char* __lsan_default_suppressions();  // NOLINT: the name is the sanitizer's
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig"; }

namespace vitagraph::document {
namespace {

struct Placed {
  int x, y;  ///< points from the lower left corner
  int size;
  char font;  ///< R(egular), B(old), I(talic), P(ictures)
  std::string text;
};

std::string make_pdf(const std::vector<std::vector<Placed>>& pages) {
  std::vector<std::string> objects = {"<</Type/Catalog/Pages 2 0 R>>", ""};
  const char* const fonts[] = {"Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "ABCDEF+MarVoSym"};
  for (const char* font : fonts)
    objects.push_back(std::string("<</Type/Font/Subtype/Type1/Encoding/WinAnsiEncoding/BaseFont/") + font + ">>");
  std::string kids;
  for (const auto& page : pages) {
    std::string content;
    for (const Placed& placed : page) {
      const char number = placed.font == 'R' ? '3' : placed.font == 'B' ? '4' : placed.font == 'I' ? '5' : '6';
      content += std::string("BT /F") + number + " " + std::to_string(placed.size) + " Tf " + std::to_string(placed.x) +
                 " " + std::to_string(placed.y) + " Td (" + placed.text + ") Tj ET\n";
    }
    objects.push_back("<</Length " + std::to_string(content.size()) + ">>\nstream\n" + content + "endstream");
    const std::string stream = std::to_string(objects.size());
    objects.push_back(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F3 3 0 R/F4 4 0 R/F5 5 0 R/F6 6 0 "
        "R>>>>/Contents " +
        stream + " 0 R>>");
    kids += std::to_string(objects.size()) + " 0 R ";
  }
  objects[1] = "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pages.size()) + ">>";
  std::string out = "%PDF-1.4\n", table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::string offset = std::to_string(out.size());
    table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string start = std::to_string(out.size());
  const std::string count = std::to_string(objects.size() + 1);
  return out + "xref\n0 " + count + "\n0000000000 65535 f \n" + table + "trailer<</Size " + count +
         "/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n";
}

std::string read(const std::vector<std::vector<Placed>>& pages) {
  DiagnosticList list;
  const Document document = read_document("a.pdf", make_pdf(pages), {}, list);
  std::string out;
  for (const Diagnostic& diagnostic : list.sorted()) out += kind_name(diagnostic.kind) + "\n";
  return out + dump(document);
}

TEST(Pdf, HeadingsDatesAndHangingEntries) {
  EXPECT_EQ(read({{{200, 740, 18, 'B', "Ada Quill"},
                   {60, 700, 12, 'B', "Experience"},
                   {60, 680, 10, 'R', "Lecturer, Fen College"},
                   {460, 680, 10, 'R', "2010 - 2014"},
                   {60, 640, 12, 'B', "Publications"},
                   {60, 620, 10, 'R',
                    "Quill, A. and Reed, B. Rivers remember where they have been, a long account of the dynam-"},
                   {80, 608, 10, 'R', "ics of fens."},
                   {130, 608, 10, 'I', "Fen Letters"},
                   {190, 608, 10, 'R', "3, 2019."},
                   {60, 596, 10, 'R',
                    "Marsh, C. Moors forget what rivers carried over them in a hundred years and then some more"},
                   {80, 584, 10, 'R', "of them. 2018."}}}),
            "page 1\n"
            "heading 1: Ada Quill\n  bold: Ada Quill\n"
            "heading 2: Experience\n  bold: Experience\n"
            "paragraph: Lecturer, Fen College | 2010 - 2014\n"
            "heading 2: Publications\n  bold: Publications\n"
            "paragraph: Quill, A. and Reed, B. Rivers remember where they have been, a long account of the dynamics / "
            "of fens. Fen Letters 3, 2019.\n"
            "  italic: Fen Letters\n"
            "paragraph: Marsh, C. Moors forget what rivers carried over them in a hundred years and then some more / "
            "of them. 2018.\n");
}

TEST(Pdf, RunningHeadsAndPageNumbersGo) {
  std::vector<std::vector<Placed>> pages;
  for (int i = 1; i <= 3; ++i)
    pages.push_back({{60, 780, 9, 'R', "A. Quill, Curriculum Vitae"},
                     {60, 600, 10, 'R', "Words of page number " + std::to_string(i) + " that stay."},
                     {300, 20, 9, 'R', std::to_string(i)}});
  EXPECT_EQ(read(pages),
            "page 1\nparagraph: A. Quill, Curriculum Vitae\nparagraph: Words of page number 1 that stay.\n"
            "page 2\nparagraph: Words of page number 2 that stay.\n"
            "page 3\nparagraph: Words of page number 3 that stay.\n");
}

TEST(Pdf, TwoColumnsAreReadOneAfterTheOther) {
  std::vector<Placed> page;
  for (int i = 0; i < 12; ++i) {
    page.push_back({50, 700 - 14 * i, 10, 'R', "left words that fill a column of text, line"});
    page.push_back({320, 700 - 14 * i, 10, 'R', "right words that fill another column, line"});
  }
  const std::string got = read({page});
  EXPECT_LT(got.rfind("left words"), got.find("right words")) << got;
}

TEST(Pdf, ListMarkersAndColumnsOfLabels) {
  EXPECT_EQ(read({{{60, 700, 10, 'R', "2012"},
                   {120, 700, 10, 'R', "Ph.D. in the history of rivers and their networks, Fen College"},
                   {60, 686, 10, 'R', "2008"},
                   {120, 686, 10, 'R', "B.Sc., Moor Institute"},
                   {60, 650, 10, 'R', "1. First of two items"},
                   {60, 636, 10, 'R', "2. Second of two items"}}}),
            "page 1\n"
            "paragraph: 2012 | Ph.D. in the history of rivers and their networks, Fen College\n"
            "paragraph: 2008 | B.Sc., Moor Institute\n"
            "item 1 `1.`: First of two items\n"
            "item 1 `2.`: Second of two items\n");
}

TEST(Pdf, YearsInTheMarginStayWithTheirText) {
  std::vector<Placed> page;
  for (int i = 0; i < 12; ++i) {
    page.push_back({60, 700 - 14 * i, 10, 'R', std::to_string(2000 + i)});
    page.push_back({150, 700 - 14 * i, 10, 'R', "A prize of the Fen Society for work on rivers"});
  }
  const std::string got = read({page});
  EXPECT_EQ(got.find("heading"), std::string::npos) << got;
  EXPECT_NE(got.find("2003 | A prize"), std::string::npos) << got;
}

TEST(Pdf, NamesAndBracesOfTextStayAsTheyAre) {
  EXPECT_EQ(read({{{50, 740, 10, 'R', "Qi Li and Si Ni see mosses by LiDAR on BiVO, LiBOR, LiDAR and iOS"},
                   {50, 700, 10, 'R', "{ a set of ferns }"},
                   {50, 660, 10, 'B', "iPS and iPSC of the AIRY moss"}}}),
            "page 1\n"
            "paragraph: Qi Li and Si Ni see mosses by LiDAR on BiVO, LiBOR, LiDAR and iOS\n"
            "paragraph: { a set of ferns }\n"
            "paragraph: iPS and iPSC of the AIRY moss\n"
            "  bold: iPS and iPSC of the AIRY moss\n");
}

TEST(Pdf, SignsOfSymbolFontsAndSmallCapitalsAreReadAsMeant) {
  EXPECT_EQ(read({{{50, 740, 10, 'P', "{"},
                   {60, 740, 10, 'R', "Ferns of the estuary"},
                   {50, 700, 10, 'R', "MASTER OF ARTS iN LiNGUiSTiCS AND POLiTiCS, with iris and Qi Li"},
                   {50, 620, 14, 'B', "\\(with A. Kestrel\\)"},
                   {50, 600, 10, 'R', "Lichens of the northern hills"}}}),
            R"(page 1
item 1 `•`: Ferns of the estuary
paragraph: MASTER OF ARTS IN LINGUISTICS AND POLITICS, with iris and Qi Li
paragraph: (with A. Kestrel)
  bold: (with A. Kestrel)
paragraph: Lichens of the northern hills
)");
}

TEST(Pdf, AHeadingGoesOnUntilItsBracketCloses) {
  EXPECT_EQ(read({{{50, 740, 14, 'B', "Talks \\(o = oral,"},
                   {50, 722, 14, 'B', "i = invited\\)"},
                   {50, 690, 10, 'R', "Ferns of the estuary, Leeds, 2014, with some more words to fill the line"},
                   {50, 660, 10, 'R', "Lichens of the northern hills, Ghent, 2015, and again a line of words"}}}),
            R"(page 1
heading 1: Talks (o = oral, / i = invited)
  bold: Talks (o = oral,
  bold: i = invited)
paragraph: Ferns of the estuary, Leeds, 2014, with some more words to fill the line / Lichens of the northern hills, Ghent, 2015, and again a line of words
)");
}

TEST(Pdf, AHeadingInCapitalsGoesOnWhereItsLineIsFull) {
  EXPECT_EQ(read({{{50, 760, 10, 'B', "PROJECTS LEADING TO UNDERGRADUATE PUBLICATIONS AND"},
                   {50, 748, 10, 'B', "PRESENTATIONS"},
                   {50, 720, 10, 'R', "Ferns of the estuary, Leeds, 2014, with some more words to fill the line"},
                   {50, 708, 10, 'R', "Lichens of the northern hills, Ghent, 2015, and again a line of words"}}}),
            R"(page 1
heading 3: PROJECTS LEADING TO UNDERGRADUATE PUBLICATIONS AND / PRESENTATIONS
  bold: PROJECTS LEADING TO UNDERGRADUATE PUBLICATIONS AND
  bold: PRESENTATIONS
paragraph: Ferns of the estuary, Leeds, 2014, with some more words to fill the line / Lichens of the northern hills, Ghent, 2015, and again a line of words
)");
}

TEST(Pdf, SectionNumbersBelongToTheirHeadings) {
  EXPECT_EQ(read({{{50, 760, 14, 'B', "2.1"},
                   {90, 760, 14, 'B', "Academic degrees"},
                   {50, 720, 10, 'R', "Ferns of the estuary, Leeds, 2014, with some more words to fill the line"},
                   {50, 708, 10, 'R', "Lichens of the northern hills, Ghent, 2015, and again a line of words"}}}),
            R"(page 1
heading 1: 2.1 | Academic degrees
  bold: 2.1 | Academic degrees
paragraph: Ferns of the estuary, Leeds, 2014, with some more words to fill the line / Lichens of the northern hills, Ghent, 2015, and again a line of words
)");
}

TEST(Pdf, NoTextIsReported) { EXPECT_EQ(read({{}}), "pdf-without-text\n"); }

}  // namespace
}  // namespace vitagraph::document
