// SPDX-License-Identifier: Apache-2.0
// Which lines of an entry are one to its author, without what cuts a document into entries.
#include "extraction/service_lines.hpp"

#include <gtest/gtest.h>

namespace vitagraph::extraction {
namespace {

const lexicon::Lexicon& words() {
  static const lexicon::Lexicon lexicon = [] {
    DiagnosticList diagnostics;
    return lexicon::Lexicon::load(VITAGRAPH_SOURCE_DIR "/ontology/lexicon", diagnostics);
  }();
  return lexicon;
}

/// The lines of one entry whose text is given, each as they were put together.
std::vector<std::string> lines_of(const std::string& text, bool under_role) {
  document::Document document;
  document.text = text;
  const Context context{document, words()};
  Entry entry;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    entry.lines.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    begin = end + 1;
  }
  const ServiceLines lines({entry}, under_role, context);
  std::vector<std::string> out;
  for (const ServiceLine& line : lines.of(0)) out.push_back(line.text);
  return out;
}

using Texts = std::vector<std::string>;

TEST(ServiceLines, AShortLineEndsWhatAFullOneBegan) {
  EXPECT_EQ(lines_of("Royal Foundation for the Study of Ferns on the Northern Shores\n"
                     "Royal Foundation for the Study of Dusts on the Southern Shores\n"
                     "Royal Foundation for the Study of Spores on the Eastern Shores\n"
                     "and Isles\n"
                     "Moss Society\n"
                     "Fern Guild",
                     true),
            (Texts{"Royal Foundation for the Study of Ferns on the Northern Shores Royal Foundation for the Study of "
                   "Dusts on the Southern Shores Royal Foundation for the Study of Spores on the Eastern Shores and "
                   "Isles",
                   "Moss Society", "Fern Guild"}));
}

TEST(ServiceLines, EndlessListsAreCutAndTakeNoLonger) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "Annals of Northern Ferns, Letters on Mosses, Quarterly of Spores,\n";
  const Texts lines = lines_of(text, true);
  EXPECT_GT(lines.size(), 200u);
  for (const std::string& line : lines) EXPECT_LE(line.size(), 6000u);
}

}  // namespace
}  // namespace vitagraph::extraction
