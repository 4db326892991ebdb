// SPDX-License-Identifier: Apache-2.0
// What one document's own usage tells: who "Ramos" alone is, which university "Ohio State" is, what "SyMFA" stands for.
#include <gtest/gtest.h>

#include <map>

#include "given_facts.hpp"

namespace vitagraph::resolution {
namespace {

/// The entity of every mention, by "document name".
std::map<std::string, std::string> entities(const std::string& lines) {
  DiagnosticList diagnostics;
  std::map<std::string, std::string> out;
  for (const Mention& mention : resolve(facts_of(lines), words(), schema(), {}, diagnostics).mentions)
    out[mention.source + " " + mention.name] = mention.entity;
  return out;
}

std::string paper(const char* source, std::initializer_list<const char*> authors) {
  static int number = 0;
  std::string list;
  for (const char* author : authors) list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", author);
  return fmt::format(
      R"({{"type": "publication", "title": "A study of bog number {} and its moss", "authors": [{}], "source": "{}"}})"
      "\n",
      ++number * 37, list, source);
}

std::string post(const char* source, const char* organization) {
  return fmt::format(R"({{"type": "position", "person": "Ada Mossgrove", "organization": "{}", "source": "{}"}})"
                     "\n",
                     organization, source);
}

std::string talk(const char* source, const char* event) {
  static int number = 0;
  return fmt::format(
      R"({{"type": "talk", "speaker": "Ada Mossgrove", "title": "Talk {}", "event": "{}", "source": "{}"}})"
      "\n",
      ++number, event, source);
}

std::string article(const char* source, const char* venue) {
  static int number = 0;
  return fmt::format(
      R"({{"type": "publication", "title": "Lichens of parish number {} in winter", "authors": ["Ada Mossgrove"], "venue": "{}", "source": "{}"}})"
      "\n",
      ++number * 41, venue, source);
}

TEST(WithinDocuments, AFamilyNameAloneIsTheOnlyOneThereIs) {
  auto of = entities(paper("a.txt", {"Ruiz-Holm, B.", "Della Porta", "Fernby"}) +
                     paper("a.txt", {"A. Della Porta", "C. Fernby"}) + paper("a.txt", {"D. Fernby", "Wang"}) +
                     paper("a.txt", {"E. Wang"}));
  EXPECT_EQ(of["a.txt Della Porta"], of["a.txt A. Della Porta"]);
  EXPECT_NE(of["a.txt Fernby"], of["a.txt C. Fernby"]);  // two fit
  EXPECT_NE(of["a.txt Wang"], of["a.txt E. Wang"]);      // too common to tell
}

TEST(WithinDocuments, InitialsFitTheOnlyOneOfAFamily) {
  auto of = entities(paper("a.txt", {"Fernby, T. K.", "Ida Holm"}) + paper("a.txt", {"Theodora Fernby"}) +
                     paper("a.txt", {"Holmby, T.", "Ida Holm"}) + paper("a.txt", {"Tess Holmby"}) +
                     paper("a.txt", {"Tom Holmby"}));
  EXPECT_EQ(of["a.txt Fernby, T. K."], of["a.txt Theodora Fernby"]);
  EXPECT_NE(of["a.txt Holmby, T."], of["a.txt Tess Holmby"]);
  EXPECT_NE(of["a.txt Holmby, T."], of["a.txt Tom Holmby"]);
}

TEST(WithinDocuments, SlipsNeedTheSameCompany) {
  auto of = entities(paper("a.txt", {"Fernby, T.", "Ida Holm", "Gus Peatly", "Hal Sedger"}) +
                     paper("a.txt", {"Ferny, T.", "Ida Holm", "Gus Peatly", "Hal Sedger"}) +
                     paper("a.txt", {"Mossby, T.", "Ida Holm", "Gus Peatly", "Hal Sedger"}) +
                     paper("a.txt", {"Mosby, T.", "Kim Reedly"}) +
                     paper("a.txt", {"Huang, T.", "Ida Holm", "Gus Peatly", "Hal Sedger"}) +
                     paper("a.txt", {"Hwang, T.", "Ida Holm", "Gus Peatly", "Hal Sedger"}));
  EXPECT_EQ(of["a.txt Fernby, T."], of["a.txt Ferny, T."]);
  EXPECT_NE(of["a.txt Mossby, T."], of["a.txt Mosby, T."]);
  EXPECT_NE(of["a.txt Huang, T."], of["a.txt Hwang, T."]);
}

TEST(WithinDocuments, ExchangedNamesAndParticles) {
  auto of = entities(paper("a.txt", {"Mossgrove Ada", "Ida Holm"}) + paper("a.txt", {"Ada Mossgrove", "Ida Holm"}) +
                     paper("a.txt", {"AMARO, B. R.", "Ida Holm"}) + paper("a.txt", {"RAMOS DE AMARO, Berto"}) +
                     paper("a.txt", {"Berto Ramos de Amaro"}) + paper("a.txt", {"Amaro, Berto Ramos de"}));
  EXPECT_EQ(of["a.txt Mossgrove Ada"], of["a.txt Ada Mossgrove"]);
  EXPECT_EQ(of["a.txt AMARO, B. R."], of["a.txt RAMOS DE AMARO, Berto"]);
  EXPECT_EQ(of["a.txt Berto Ramos de Amaro"], of["a.txt Amaro, Berto Ramos de"]);
  EXPECT_EQ(of["a.txt Berto Ramos de Amaro"], of["a.txt AMARO, B. R."]);
}

TEST(WithinDocuments, ShortNamesOfOrganizations) {
  auto of =
      entities(post("a.txt", "West Avon State University") + post("a.txt", "West Avon State") +
               post("a.txt", "Fern Hill Center for Moss and Society") + post("a.txt", "Fern Hill Center") +
               post("a.txt", "Holm University (Chicago)") + post("a.txt", "Holm University") +
               post("a.txt", "Northern Moss Founation of Peat") + post("a.txt", "Northern Moss Foundation of Peat") +
               post("a.txt", "University of Fernia") + post("a.txt", "Fernia University") + post("a.txt", "Fernia") +
               post("a.txt", "Institute of Peat of the Moss Academy") + post("a.txt", "Institute of Peat") +
               post("a.txt", "Holm University, Department of Peat"));
  EXPECT_EQ(of["a.txt West Avon State"], of["a.txt West Avon State University"]);
  EXPECT_EQ(of["a.txt Fern Hill Center"], of["a.txt Fern Hill Center for Moss and Society"]);
  EXPECT_EQ(of["a.txt Holm University"], of["a.txt Holm University (Chicago)"]);
  EXPECT_EQ(of["a.txt Northern Moss Founation of Peat"], of["a.txt Northern Moss Foundation of Peat"]);
  EXPECT_NE(of["a.txt Fernia"], of["a.txt University of Fernia"]);  // two fit
  EXPECT_NE(of["a.txt Fernia"], of["a.txt Fernia University"]);
  EXPECT_NE(of["a.txt Institute of Peat"], of["a.txt Institute of Peat of the Moss Academy"]);
  EXPECT_NE(of["a.txt Holm University"], of["a.txt Holm University, Department of Peat"]);
}

TEST(WithinDocuments, GeneralNamesMeanSomethingThereAlone) {
  auto of = entities(post("a.txt", "Graduate School") + post("b.txt", "Graduate School") + talk("a.txt", "Workshop") +
                     talk("b.txt", "Workshop") + talk("a.txt", "Annual Meeting") + talk("b.txt", "annual meetings"));
  EXPECT_NE(of["a.txt Graduate School"], of["b.txt Graduate School"]);
  EXPECT_NE(of["a.txt Workshop"], of["b.txt Workshop"]);
  EXPECT_NE(of["a.txt Annual Meeting"], of["b.txt annual meetings"]);
}

TEST(WithinDocuments, VenuesByAcronymsAndWithoutTheirSponsors) {
  auto of = entities(
      talk("a.txt", "Guild of Peat Ecologists Annual Conference") + talk("a.txt", "GOPE Annual Conference") +
      talk("b.txt", "Moss Society of Avon") + talk("c.txt", "12th Annual Meeting of the Moss Society of Avon") +
      article("a.txt", "NYU Journal of Peat and Moss Law") + article("a.txt", "Journal of Peat and Moss Law") +
      article("a.txt", "2022 ACM Conference on Moss, Fern and Peat (MoFeP)") + article("a.txt", "ACM MoFeP") +
      article("a.txt", "Anales de Musgos Hispánicos") + article("a.txt", "Anales de Musgos Hipánicos") +
      article("a.txt", "SIAM Journal on Peat and Moss") + article("a.txt", "Journal on Peat and Moss"));
  EXPECT_EQ(of["a.txt GOPE Annual Conference"], of["a.txt Guild of Peat Ecologists Annual Conference"]);
  EXPECT_EQ(of["b.txt Moss Society of Avon"], of["c.txt 12th Annual Meeting of the Moss Society of Avon"]);
  EXPECT_EQ(of["a.txt NYU Journal of Peat and Moss Law"], of["a.txt Journal of Peat and Moss Law"]);
  EXPECT_EQ(of["a.txt ACM MoFeP"], of["a.txt 2022 ACM Conference on Moss, Fern and Peat (MoFeP)"]);
  EXPECT_EQ(of["a.txt Anales de Musgos Hispánicos"], of["a.txt Anales de Musgos Hipánicos"]);
  EXPECT_NE(of["a.txt SIAM Journal on Peat and Moss"], of["a.txt Journal on Peat and Moss"]);  // two journals
}

}  // namespace
}  // namespace vitagraph::resolution
