// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "extraction/recognizers.hpp"
#include "extraction/sentences/narrator.hpp"
#include "extraction/talks/talk_line.hpp"

namespace vitagraph::extraction {
namespace {

const lexicon::Lexicon& words() {
  static const lexicon::Lexicon lexicon = [] {
    DiagnosticList diagnostics;
    return lexicon::Lexicon::load(std::string(VITAGRAPH_SOURCE_DIR) + "/ontology/lexicon", diagnostics);
  }();
  return lexicon;
}

/// Each fact as "type field=value …" without its person, sorted.
std::string facts_of(std::string_view text, std::string owner = "Ada Moss") {
  document::Document document;
  document.text = text;
  Findings findings(document);
  const Context context{document, words(), std::move(owner)};
  recognize_sentences(Span{0, static_cast<std::uint32_t>(text.size())}, context, findings);
  std::vector<std::string> lines;
  for (const facts::Fact& fact : findings.facts()) {
    std::string line = fact.type;
    for (const char* field :
         {"advisor", "relation", "role", "degree", "field", "name", "topic", "title", "funder", "organization", "unit",
          "venue", "place", "years", "year", "start", "end", "event", "kind"}) {
      std::string value;
      for (const std::string& one : fact.list(field)) value += (value.empty() ? "" : "+") + one;
      if (!value.empty()) line += std::string(" ") + field + "=" + value;
    }
    lines.push_back(line);
  }
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

struct Case {
  const char* text;
  const char* expected;
};

class Biography : public testing::TestWithParam<Case> {};

TEST_P(Biography, States) { EXPECT_EQ(facts_of(GetParam().text), GetParam().expected) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(
    Posts, Biography,
    testing::Values(
        Case{"Ada Moss is an Assistant Professor in EECS at the University of Avon.",
             "position role=Assistant Professor organization=University of Avon unit=EECS\n"},
        Case{"I was a lichen fellow at the Center for Walls, Avon University, from 2018 to 2020.",
             "position role=lichen fellow organization=Avon University unit=Center for Walls start=2018 end=2020\n"},
        Case{"She is a Professor at Avon University. Prior to joining Avon in 2021, she was a lecturer at Bath "
             "University (2018–2020).",
             "position role=Professor organization=Avon University start=2021\nposition role=lecturer "
             "organization=Bath University start=2018 end=2020\n"},
        Case{"She interned at Moss Research Institute in 2012 and Stone University in 2016, respectively.",
             "position role=Intern organization=Moss Research Institute start=2012 end=2012\nposition role=Intern "
             "organization=Stone University start=2016 end=2016\n"},
        Case{"Ada Moss, Research Professor in the Department of Shade at Avon University (Bristol, UK); co-director of "
             "the Moss Lab.",
             "position role=Research Professor organization=Avon University unit=Department of Shade place=Bristol, "
             "UK\nposition role=co-director organization=Moss Lab\n"},
        Case{"I am a Junior Assistant Professor (RTDA) at the Department of Shade (DISI), University of Avon.",
             "position role=Junior Assistant Professor (RTDA) organization=University of Avon unit=Department of Shade "
             "(DISI)\n"},
        Case{"Ada Moss is a Professor at Avon University. She is also affiliate faculty in Shade Studies and the "
             "Institute "
             "for Ferns.",
             "position role=Professor organization=Avon University\nposition role=affiliate faculty organization=Avon "
             "University unit=Institute for Ferns\nposition role=affiliate faculty organization=Avon University "
             "unit=Shade "
             "Studies\n"},
        Case{"She is a curator for the Guild of Quiet Walls.",
             "position role=curator organization=Guild of Quiet Walls\n"},
        Case{"In 2019, Bo Fern was a professor at Bath University.", ""},
        Case{"The project is a member of the family at Avon University.", ""}));

INSTANTIATE_TEST_SUITE_P(
    Studies, Biography,
    testing::Values(Case{"She received her Ph.D. in Botany from Avon University in October 2018 and her B.Eng. in "
                         "Walls from Bath University in July 2011.",
                         "education degree=B.Eng. field=Walls organization=Bath University end=2011-07\neducation "
                         "degree=Ph.D. field=Botany organization=Avon University end=2018-10\n"},
                    Case{"I obtained my PhD from Avon University with Prof. Bo Fern in 2018.",
                         "advising advisor=Bo Fern relation=phd organization=Avon University end=2018\neducation "
                         "degree=PhD organization=Avon University end=2018\n"},
                    Case{"She was educated at Avon University and the University of Bath.",
                         "education organization=Avon University\neducation organization=University of Bath\n"},
                    Case{"She received the Avon PhD Fellowship.", "award name=Avon PhD Fellowship\n"}));

INSTANTIATE_TEST_SUITE_P(
    Honours, Biography,
    testing::Values(Case{"Her work has been recognized with multiple honors, including the Best Paper Award at ICL "
                         "2015, a Stone PhD Fellowship in Botany (2016), and the Fern Award (2020).",
                         "award name=Best Paper Award organization=ICL year=2015\naward name=Fern Award "
                         "year=2020\naward name=Stone PhD Fellowship in Botany year=2016\n"},
                    Case{"She is a Fellow of the ACM, IEEE, and AAAS.",
                         "award name=Fellow of the AAAS organization=AAAS\naward name=Fellow of the ACM "
                         "organization=ACM\naward name=Fellow of the IEEE organization=IEEE\n"}));

INSTANTIATE_TEST_SUITE_P(
    Service, Biography,
    testing::Values(Case{"She regularly serves as an Area Chair for NeurIPS, ICML, and ICLR, senior area chair for "
                         "ICASSP’26, and is an Action Editor for TMLR.",
                         "service role=Action Editor venue=TMLR\nservice role=Area Chair venue=ICLR\nservice role=Area "
                         "Chair venue=ICML\nservice role=Area Chair venue=NeurIPS\nservice role=senior area chair "
                         "venue=ICASSP years=2026\n"},
                    Case{"She has been an associate editor at IEEE Transactions on Walls from 2009 to 2013 and an Area "
                         "Chair for NeurIPS in 2008 and 2009.",
                         "service role=Area Chair venue=NeurIPS years=2008+2009\nservice role=associate editor "
                         "venue=IEEE Transactions on Walls start=2009 end=2013\n"}));

INSTANTIATE_TEST_SUITE_P(
    Interests, Biography,
    testing::Values(
        Case{
            "Her research interests include the foundations of botany, wall optimization, and signal/image processing.",
            "interest topic=foundations of botany\ninterest topic=signal/image processing\ninterest topic=wall "
            "optimization\n"},
        Case{"I am interested in the design and training of ferns.", "interest topic=design and training of ferns\n"},
        Case{"She works on moss tools and pipelines for analyzing walls.",
             "interest topic=moss tools and pipelines for analyzing walls\n"},
        Case{"Her research interests are formal gardening and verification.",
             "interest topic=formal gardening and verification\n"},
        Case{"I work on fern optics, wall chemistry and verification.",
             "interest topic=fern optics\ninterest topic=verification\ninterest topic=wall chemistry\n"},
        Case{"I work on the role of shade in walls and damp gardens.",
             "interest topic=role of shade in walls and damp gardens\n"},
        Case{"I work on fern optics and wall chemistry.",
             "interest topic=fern optics\ninterest topic=wall chemistry\n"},
        Case{"Mis áreas de interés incluyen la botánica industrial y el diseño de muros.",
             "interest topic=botánica industrial\ninterest topic=diseño de muros\n"}));

TEST(Sentences, AreSplitAtTheirEnds) {
  const auto split = [](std::string_view text) {
    std::string out;
    for (const Span one : sentences::split_sentences(text, {0, static_cast<std::uint32_t>(text.size())}, words()))
      out += std::string(text.substr(one.begin, one.size())) + "|";
    return out;
  };
  EXPECT_EQ(split("She has a Ph.D. in botany. He met Dr. Fern."), "She has a Ph.D. in botany.|He met Dr. Fern.|");
  EXPECT_EQ(split("She was in the U.S. In 2020 she left."), "She was in the U.S.|In 2020 she left.|");
  EXPECT_EQ(split("A. B. Moss spoke. One\n\nTwo"), "A. B. Moss spoke.|One|Two|");
}

TEST(Sentences, AnyBytesAreTaken) {
  for (const char* text :
       {"", "is", "Ada Moss is a", "(((", "Ada is (2019", "She received and and, of", "\xff\xfe is a professor at",
        "interned at , and (2020) (", "I was (in 2012 (2013)) a fellow at A (B 2014, C) and"})
    facts_of(text);
  std::string many = "She is a professor at ";
  for (int i = 0; i < 3000; ++i) many += "the University of A (2010), and ";
  facts_of(many);
}

TEST(TalkLines, AreRead) {
  const auto talk = [](std::string_view text) {
    document::Document document;
    document.text = text;
    const Context context{document, words(), "Ada Moss"};
    const auto fact = read_talk_line({0, static_cast<std::uint32_t>(text.size())}, context, TalkSetting{});
    std::string out;
    if (fact)
      for (const char* field : {"title", "event", "organization", "place", "date", "kind"})
        out += std::string(fact->text(field)) + "|";
    return out;
  };
  EXPECT_EQ(talk("“Walls and Ferns”, Avon Botany Seminar, May 3, 2021"),
            "Walls and Ferns|Avon Botany Seminar|||2021-05-03|seminar|");
  EXPECT_EQ(talk("Invited talk at Avon Botany Seminar (Mar. 2024)"),
            "Avon Botany Seminar|Avon Botany Seminar|||2024-03|talk|");
  EXPECT_EQ(talk("Duke University, Durham, NC. How walls remember the rain, Jan 30, 2014"),
            "How walls remember the rain||Duke University|Durham, NC|2014-01-30|talk|");
}

}  // namespace
}  // namespace vitagraph::extraction
