// SPDX-License-Identifier: Apache-2.0
// What a list teaches of its style, and what it refuses to read by it.
#include "extraction/lists/list_style.hpp"

#include <gtest/gtest.h>

namespace vitagraph::extraction::lists {
namespace {

const lexicon::Lexicon& words() {
  static const lexicon::Lexicon lexicon = [] {
    DiagnosticList diagnostics;
    return lexicon::Lexicon::load(VITAGRAPH_SOURCE_DIR "/ontology/lexicon", diagnostics);
  }();
  return lexicon;
}

ListEntry entry_of(const std::string& text) {
  document::Document document;
  document.text = text;
  document.blocks.emplace_back();
  const Context context{document, words(), {}};
  Entry entry;
  entry.span = {0, static_cast<std::uint32_t>(text.size())};
  entry.lines = {entry.span};
  std::optional<ListEntry> cut = cut_entry(entry, context);
  EXPECT_TRUE(cut) << text;
  return cut.value_or(ListEntry{});
}

facts::Fact service(const std::string& role, const std::string& venue) {
  facts::Fact fact("service");
  fact.set("person", "Ines Moss").set("role", role).set("venue", venue);
  return fact;
}

/// "role=…; venue=…", sorted by nothing: as the style gives them.
std::string told(const std::optional<ListStyle::Reading>& reading) {
  if (!reading) return "nothing";
  std::string out = reading->type;
  for (const ListStyle::Value& value : reading->values)
    if (value.field != "person") out += "; " + value.field + "=" + value.text;
  return out;
}

ListStyle roles_first() {
  ListStyle style;
  style.learn(entry_of("Reviewer, Moss Letters, 2019"), service("Reviewer", "Moss Letters"));
  style.learn(entry_of("Editor, Fern Days, 2020"), service("Editor", "Fern Days"));
  return style;
}

TEST(ListStyle, PartsAreWhatTheyAreInSiblingsOfTheSameShape) {
  EXPECT_EQ(told(roles_first().read(entry_of("Spore Warden, Lichen Days, 2021"))),
            "service; role=Spore Warden; venue=Lichen Days");
}

TEST(ListStyle, AnotherShapeIsNotRead) {
  const ListStyle style = roles_first();
  EXPECT_EQ(told(style.read(entry_of("2021 Spore Warden, Lichen Days"))), "nothing");
  EXPECT_EQ(told(style.read(entry_of("Spore Warden, Lichen Days, Ferns, 2021"))), "nothing");
  EXPECT_EQ(told(style.read(entry_of("Spore Warden, Lichen Days"))), "nothing");
}

TEST(ListStyle, DescriptionsAreNotRead) {
  const ListStyle style = roles_first();
  EXPECT_EQ(told(style.read(entry_of("sowed and counted, with others, 2021"))), "nothing");
  EXPECT_EQ(told(style.read(entry_of("Sowed and counted mosses on the northern walls of all, Lichen Days, 2021"))),
            "nothing");
}

TEST(ListStyle, OneSiblingTeachesNothing) {
  ListStyle style;
  style.learn(entry_of("Reviewer, Moss Letters, 2019"), service("Reviewer", "Moss Letters"));
  EXPECT_EQ(told(style.read(entry_of("Spore Warden, Lichen Days, 2021"))), "nothing");
}

TEST(ListStyle, SiblingsThatDisagreeTeachNothing) {
  ListStyle style = roles_first();
  style.learn(entry_of("Moss Club, Editor, 2019"), service("Editor", "Moss Club"));
  style.learn(entry_of("Lichen Club, Chair, 2018"), service("Chair", "Lichen Club"));
  EXPECT_EQ(told(style.read(entry_of("Spore Warden, Lichen Days, 2021"))), "nothing");
}

TEST(ListStyle, WhatNoEntryWritesHoldsForAll) {
  ListStyle style;
  style.learn(entry_of("Moss Letters, 2019"), service("Reviewer", "Moss Letters"));
  style.learn(entry_of("Fern Days, 2020"), service("Reviewer", "Fern Days"));
  EXPECT_EQ(told(style.read(entry_of("Lichen Quarterly, 2021"))), "service; venue=Lichen Quarterly; role=Reviewer");
  EXPECT_EQ(told(style.read(entry_of("Two Children, 2021"))), "nothing");
}

/// Posts of roles and houses, both known.
ListStyle posts() {
  ListStyle style;
  for (const auto& [role, house] :
       {std::pair("Lecturer", "Avon University"), {"Research Associate", "Fern Institute"}}) {
    facts::Fact post("position");
    post.set("role", role).set("organization", house);
    style.learn(entry_of(std::string(role) + ", " + house + ", 2015-2019"), post);
  }
  return style;
}

TEST(ListStyle, OnePartMustBeWhatItsFieldWants) {
  const ListStyle style = posts();
  EXPECT_EQ(told(style.read(entry_of("Dike Reeve, Sedge University, 2009-2012"))),
            "position; role=Dike Reeve; organization=Sedge University");
  EXPECT_EQ(told(style.read(entry_of("Lecturer, Lower Marsh, 2009-2012"))),
            "position; role=Lecturer; organization=Lower Marsh");
  EXPECT_EQ(told(style.read(entry_of("Dike Reeve, Lower Marsh, 2009-2012"))), "nothing");
  EXPECT_EQ(told(roles_first().read(entry_of("Hedge Tally, Lower Marsh, 2021"))), "nothing");
}

TEST(ListStyle, PersonsLabelsLeavesAndHonoursAreNeitherRolesNorHouses) {
  for (const char* text :
       {"Lecturer, Tom Sedge, 2009-2012", "Lecturer, T. Sedge, 2009-2012", "Sabbatical, Sedge University, 2009-2012",
        "Parental Leave, Sedge University, 2009-2012", "Contact, Sedge University, 2009-2012",
        "Taught Hedges, Sedge University, 2009-2012", "Golden Rake Prize, Sedge University, 2009-2012"})
    EXPECT_EQ(told(posts().read(entry_of(text))), "nothing") << text;
  EXPECT_EQ(told(roles_first().read(entry_of("FCF XI, Lichen Symposium, 2021"))), "nothing");
}

TEST(ListStyle, PairsAreToldByWhatTheyAreAndNeverByTheirOrder) {
  EXPECT_EQ(told(ListStyle::read_pair(entry_of("Lecturer, Lower Marsh, 2009-2012"), "position")),
            "position; role=Lecturer; organization=Lower Marsh");
  EXPECT_EQ(told(ListStyle::read_pair(entry_of("Avon University, Dike Reeve, 2009-2012"), "position")),
            "position; role=Dike Reeve; organization=Avon University");
  EXPECT_EQ(told(ListStyle::read_pair(entry_of("Dike Reeve, Lower Marsh, 2009-2012"), "position")), "nothing");
  EXPECT_EQ(told(ListStyle::read_pair(entry_of("Lecturer, Lower Marsh"), "position")), "nothing");
  EXPECT_EQ(told(ListStyle::read_pair(entry_of("Hedge tally, Adviser Tom Sedge, 2012"), "education")), "nothing");
  EXPECT_EQ(told(ListStyle::read_pair(entry_of("Lecturer, Sedge University, 2012"), "education")), "nothing");
}

}  // namespace
}  // namespace vitagraph::extraction::lists
