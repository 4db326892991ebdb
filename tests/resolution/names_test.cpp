// SPDX-License-Identifier: Apache-2.0
#include "resolution/names.hpp"

#include <gtest/gtest.h>

#include "resolution/organization_keys.hpp"
#include "resolution/venue_keys.hpp"

namespace vitagraph::resolution {
namespace {

const Vocabulary& vocabulary() {
  static DiagnosticList diagnostics;
  static const lexicon::Lexicon lexicon =
      lexicon::Lexicon::load(std::string(VITAGRAPH_SOURCE_DIR) + "/ontology/lexicon", diagnostics);
  static const Vocabulary words(lexicon);
  return words;
}

struct Pair {
  const char* a;
  const char* b;
  NameFit fit;
};

TEST(Names, FitAsPeopleWriteThem) {
  const Pair pairs[] = {
      // Equal up to middle names, order, dots, case and accents.
      {"Ada Moss", "Moss, Ada", NameFit::equal},
      {"Ada Moss", "Ada B. Moss", NameFit::equal},
      {"ADA B. MOSS", "Ada Beth Moss", NameFit::equal},
      {"MOSS Ada", "Ada Moss", NameFit::equal},
      {"José Núñez", "Jose Nunez", NameFit::equal},
      {"Ada Moss, Jr.", "Ada Moss Jr", NameFit::equal},
      {"Anne-Lise Børg", "Anne-Lise Borg", NameFit::equal},
      {"Jan van der Heide", "Jan van der Heide", NameFit::equal},
      {"Berto Ramos de Amaro", "Amaro, Berto Ramos de", NameFit::equal},
      // Forms of a name.
      {"Tom Lichen", "Thomas Lichen", NameFit::variant},
      {"Bill Fern", "William J. Fern", NameFit::variant},
      {"Jon Fern", "Jonathan Fern", NameFit::variant},
      {"Zhi-Wen Ma", "Zhiwen Ma", NameFit::variant},
      {"Zhi Wen Ma", "Zhiwen Ma", NameFit::variant},
      {"Hongbo (Jack) Rui", "Jack Rui", NameFit::variant},
      {"Jürg Mäder", "Juerg Maeder", NameFit::variant},
      {"Jan van der Heide", "Jan Heide", NameFit::variant},
      {"Ira Kemel", "Ira Kemel-Shore", NameFit::variant},
      {"Berto Ramos de Amaro", "RAMOS DE AMARO, Berto", NameFit::variant},
      {"Berta Ramos Sanz", "Berta Ramos-Sanz", NameFit::variant},
      // Initials.
      {"A. Moss", "Ada Moss", NameFit::initial},
      {"Moss AB", "Ada Beth Moss", NameFit::initial},
      {"Moss, A. B.", "Ada Moss", NameFit::initial},
      {"Z.-W. Ma", "Zhi-Wen Ma", NameFit::initial},
      {"Ramos-Sanz B.", "Berta Ramos Sanz", NameFit::initial},
      {"S.Moss", "Sandi Moss", NameFit::initial},
      {"Moss A", "A. B. Moss", NameFit::initials},
      {"Moss, N.", "Moss, J. N.", NameFit::initials},
      {"AMARO, B. R.", "RAMOS DE AMARO, Berto", NameFit::initial},
      {"van Heide, J.", "Jan Heide", NameFit::initial},
      {"J. Moss", "T. J. W. Moss", NameFit::initials},
      // Part of a double family name.
      {"I. Kemel", "I. Kemel-Shore", NameFit::partial},
      {"Flavia Serra", "Flavia Serra Coelho", NameFit::partial},
      // One letter amiss in a long name.
      {"Konstantina Fern", "Kontantina Fern", NameFit::misspelt},
      {"Devilliers R", "Devillers R.", NameFit::misspelt},
      {"Qiu Rui", "Rui Qiu", NameFit::swapped},
      {"Lichen A Thomas", "Thomas Lichen", NameFit::swapped},
      // Different people, however alike.
      {"Ada Moss", "Adam Moss", NameFit::clash},
      {"Ada B. Moss", "Ada C. Moss", NameFit::clash},
      {"Moss AB", "Moss AC", NameFit::clash},
      {"Yifei Wang", "Yufei Wang", NameFit::clash},
      {"Jia Li", "Jianwei Li", NameFit::clash},
      {"Wei Xue", "Wei Xu", NameFit::clash},
      {"Xuefeng Li", "Xufeng Li", NameFit::clash},
      {"Kai Zhang", "Kai Zhong", NameFit::clash},
      {"A. Moss", "B. Moss", NameFit::clash},
      {"Ada Moss", "Ada Mosse", NameFit::clash},
      {"Ada Moss Jr", "Ada Moss Sr", NameFit::clash},
      {"Alexander Fern", "Alexandra Fern", NameFit::clash},
      {"Ada Moss", "Moss", NameFit::clash},
      {"Hao Peng", "Hao-Peng Lei", NameFit::clash},
      {"K. Kemel-Shore", "M. K. Kemel", NameFit::clash},
      {"S. Wang", "S. Wang-Shore", NameFit::clash},
  };
  for (const Pair& pair : pairs) {
    const NameForm a = parse_name(pair.a, vocabulary()), b = parse_name(pair.b, vocabulary());
    EXPECT_EQ(compare_names(a, b, vocabulary()).fit, pair.fit)
        << pair.a << " / " << pair.b << ": " << compare_names(a, b, vocabulary()).reason;
    EXPECT_EQ(compare_names(b, a, vocabulary()).fit, pair.fit) << pair.b << " / " << pair.a << ": not symmetric";
  }
}

TEST(Names, MiddleNamesThatAgreeCount) {
  const auto match = [](const char* a, const char* b) {
    return compare_names(parse_name(a, vocabulary()), parse_name(b, vocabulary()), vocabulary());
  };
  EXPECT_TRUE(match("Ada B. Moss", "Ada Beth Moss").middle_agrees);
  EXPECT_FALSE(match("Ada Moss", "Ada Beth Moss").middle_agrees);
}

TEST(Names, SlipsOfThePen) {
  const auto slip = [](const char* a, const char* b) {
    return may_be_slip(parse_name(a, vocabulary()), parse_name(b, vocabulary()), vocabulary());
  };
  const std::pair<const char*, const char*> slips[] = {{"Holmby, T.", "Homlby, T."},
                                                       {"Fernby AB", "Fernby AC"},
                                                       {"Fernby JRA", "Fernby JAR"},
                                                       {"Micha Fernby", "Mihca Fernby"}};
  for (const auto& [a, b] : slips) EXPECT_TRUE(slip(a, b)) << a << " / " << b;
  EXPECT_FALSE(slip("Fern, T.", "Ferns, T."));
  EXPECT_FALSE(slip("Holmby, T.", "Homlby, S."));
  EXPECT_FALSE(slip("Fernby A", "Fernby B"));
  EXPECT_FALSE(slip("Fernby, Ada", "Fernby, Ida"));
}

TEST(Names, SurviveAnything) {
  for (const char* text : {"", " ", ",", "-", "(", "()", ".", "...", ",,,", "A", "(A)", "\xff\xfe", "雷琦",
                           "Иван Петров", "A B C D E F G H I J K L M N O P", "\"\"", "“", "1 2"}) {
    const NameForm form = parse_name(text, vocabulary());
    compare_names(form, form, vocabulary());
    compare_names(form, parse_name("Ada Moss", vocabulary()), vocabulary());
  }
  EXPECT_EQ(compare_names(parse_name("雷琦", vocabulary()), parse_name("Qi Lei", vocabulary()), vocabulary()).fit,
            NameFit::equal);
}

TEST(Names, DistanceStopsWhereItIsToldTo) {
  EXPECT_EQ(edit_distance("moss", "moss", 2), 0);
  EXPECT_EQ(edit_distance("moss", "msos", 2), 1);
  EXPECT_EQ(edit_distance("moss", "fern", 2), 3);
  EXPECT_EQ(edit_distance("", "ab", 2), 2);
}

TEST(Organizations, CompareByWhatTheirNamesMean) {
  const OrganizationKeys keys(vocabulary());
  const auto identity = [&](const char* name) { return keys(name).identity; };
  const std::pair<const char*, const char*> same[] = {
      {"MIT", "Massachusetts Institute of Technology"},
      {"UC Davis", "University of California, Davis"},
      {"The Moss Institute", "Moss Institute"},
      {"Avon University (AVU)", "Avon University"},
      {"Université d'Avon", "Université d’Avon"},
      {"Univ. of Avon", "University of Avon"},
      {"U.S. National Science Foundation", "NSF"},
      {"TU Berlin", "Technische Universität Berlin"},
      {"Institute for Moss & Fern", "Institute for Moss and Fern"},
      {"The University of Manchester", "University of Manchester"},
      {"Avon Fed", "Federal Reserve Bank of Avon"},
      {"Avon Moss Inc.", "Avon Moss"},
      {"Northwestern", "Northwestern University"},
      {"Univeristy of Avon", "University of Avon"},
      {"Università degli Studi di Avon", "University of Avon"},
  };
  for (const auto& [a, b] : same) EXPECT_EQ(identity(a), identity(b)) << a << " / " << b;
  const std::pair<const char*, const char*> different[] = {
      {"Avon University", "Avon University School of Medicine"},
      {"Avon College", "Avon University"},
      {"Technical University of Berlin", "Technical University of Munich"},
      {"UT Austin", "UT Dallas"},
      {"Microsoft Research", "Microsoft Research Asia"},
      {"American Institute of Moss Studies", "Moss Institute of American Studies"},
      {"Fernia", "University of Fernia"},  // within a document only
  };
  for (const auto& [a, b] : different) EXPECT_NE(identity(a), identity(b)) << a << " / " << b;
  EXPECT_EQ(keys("University of Avon").form, UniversityForm::of);
  EXPECT_EQ(keys("Avon University").form, UniversityForm::after);
  EXPECT_EQ(keys("Université Avon").form, UniversityForm::bare);
  EXPECT_EQ(keys("MFL, Moss and Fern Laboratory").acronym, "mfl");
  for (const char* text : {"", "(", ")", "()", ",", "(A)", "the", "\xff"}) keys(text);
}

TEST(Venues, CompareByWhatTheirNamesMean) {
  const VenueKeys keys(vocabulary());
  const std::pair<const char*, const char*> same[] = {
      {"Proceedings of the 34th International Conference on Machine Learning", "ICML"},
      {"International Conference of Machine Learning (ICML)", "ICML"},
      {"Advances in Neural Information Processing Systems 36", "NIPS"},
      {"Neural Information Processing System (NIPS)", "NeurIPS"},
      {"The Thirteenth International Conference on Learning Representations", "ICLR"},
      {"J. of Moss Research", "Journal of Moss Research"},
      {"Moss & Fern", "Moss and Fern"},
      {"8th Avon Conference on Moss", "Sixth Avon Conference on Moss"},
      {"MOSS@FERNS Workshop", "FERNS Workshop, MOSS"},
      {"arXiv", "arXiv preprint"},
      {"Mosses of Avon XLIV", "Mosses of Avon"},
      {"34th Annual Meeting of the Moss Society", "Moss Society Annual Meeting"},
      {"annual AAMF meeting", "annual meeting of the AAMF"},
      {"IEEE ICRA", "International Conference on Robotics and Automation"},
      {"MFC2011, 2011 Moss and Fern Conference, Parts A and B", "Moss and Fern Conference"},
      {"7th Symposium on Mosses and Ferns of Avon SoMAF", "Symposium on Mosses and Ferns of Avon (SoMAF)"},
  };
  for (const auto& [a, b] : same) EXPECT_EQ(keys(a).identity, keys(b).identity) << a << " / " << b;
  const std::pair<const char*, const char*> different[] = {
      {"Workshop on Moss at NeurIPS", "NeurIPS"},
      {"Nature", "Nature Communications"},
      {"SIGGRAPH", "SIGGRAPH Asia"},
      {"Moss Review", "Moss Review Papers and Proceedings"},
      {"Journal of Moss", "Journal of Moss Biology"},
      {"EMNLP Findings", "EMNLP"},
      {"ICML", "ICLR"},
      {"Moss Society Annual Meeting", "Moss Society International Meeting"},
      {"Moss Research, Part A", "Moss Research, Part B"},
  };
  for (const auto& [a, b] : different) EXPECT_NE(keys(a).identity, keys(b).identity) << a << " / " << b;
  EXPECT_TRUE(keys("Moss Seminar").event);
  EXPECT_TRUE(keys("Workshop on Moss").part);
  EXPECT_EQ(keys("AMJ: Applied Moss").prefix, "amj");
  for (const char* text : {"", "(", "2019", "the", "''", "“”", "34th", "@", "\xff"}) keys(text);
}

}  // namespace
}  // namespace vitagraph::resolution
