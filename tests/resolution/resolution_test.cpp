// SPDX-License-Identifier: Apache-2.0
#include "resolution/resolution.hpp"
#include "given_facts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace vitagraph::resolution {
namespace {

Resolution resolved(std::vector<facts::Fact> facts) {
  DiagnosticList diagnostics;
  return resolve(std::move(facts), words(), schema(), {}, diagnostics);
}

const std::string sample = R"(
{"type": "person", "name": "Ada Moss", "homepage": "ada.example.org", "source": "moss.txt"}
{"type": "position", "person": "Ada Moss", "organization": "Avon University", "unit": "Physics", "role": "Lecturer", "start": "2018-09", "end": "present", "source": "moss.txt"}
{"type": "publication", "title": "Mosses of the Avon", "authors": ["Ada Moss", "Bo Fern"], "venue": "Journal of Bryology", "kind": "journal", "year": "2019", "doi": "https://doi.org/10.1000/ABC", "source": "moss.txt"}
{"type": "interest", "person": "Ada Moss", "topic": "bryology", "source": "moss.txt"}
{"type": "award", "person": "Ada Moss", "name": "Green Medal 2020", "year": "2020", "source": "moss.txt"}
{"type": "talk", "speaker": "Ada Moss", "title": "On moss", "date": "2021-05-02", "source": "moss.txt"}
{"type": "advising", "advisor": "Cy Lichen", "advisee": "Ada Moss", "relation": "phd", "source": "moss.txt"}
{"type": "education", "person": "Ada Moss", "degree": "Ph.D.", "organization": "Avon University", "end": "2016", "advisors": ["Cy Lichen"], "source": "moss.txt"}
{"type": "teaching", "person": "Ada Moss", "course": "Spores", "source": "moss.txt"}
{"type": "service", "person": "Ada Moss", "role": "Reviewer", "venue": "Journal of Bryology", "years": ["2018", "2020"], "source": "moss.txt"}
{"type": "grant", "person": "Ada Moss", "funder": "Moss Council", "source": "moss.txt"}
{"type": "project", "person": "Ada Moss", "title": "Wet walls", "supervisors": ["Cy Lichen", "Bo Fern"], "source": "moss.txt"}
)";

std::string entity(const facts::Fact& fact, std::string_view field) {
  const auto found = fact.entities.find(field);
  if (found == fact.entities.end()) return {};
  if (const auto* text = std::get_if<std::string>(&found->second)) return *text;
  std::string out;
  for (const std::string& path : std::get<facts::List>(found->second)) out += (out.empty() ? "" : " ") + path;
  return out;
}

std::string normal(const facts::Fact& fact, std::string_view field) {
  const auto found = fact.normal.find(field);
  return found == fact.normal.end() ? std::string() : std::get<std::string>(found->second);
}

const facts::Fact& first(const Resolution& resolution, std::string_view type) {
  for (const facts::Fact& fact : resolution.facts)
    if (fact.type == type) return fact;
  static const facts::Fact nothing;
  ADD_FAILURE() << "no " << type;
  return nothing;
}

TEST(Resolve, EveryFieldThatNamesAnEntityHasItsPath) {
  const Resolution resolution = resolved(facts_of(sample));
  EXPECT_EQ(entity(first(resolution, "person"), "self"), "person/ada-moss");
  EXPECT_EQ(entity(first(resolution, "position"), "unit"), "unit/avon-university-physics");
  EXPECT_EQ(entity(first(resolution, "publication"), "self"), "publication/mosses-of-the-avon-2019");
  EXPECT_EQ(entity(first(resolution, "publication"), "authors"), "person/ada-moss person/bo-fern");
  EXPECT_EQ(entity(first(resolution, "publication"), "venue"), "venue/journal-of-bryology");
  EXPECT_EQ(entity(first(resolution, "interest"), "self"), "topic/bryology");
  EXPECT_EQ(entity(first(resolution, "award"), "award"), "award/green-medal");
  EXPECT_EQ(entity(first(resolution, "award"), "self").substr(0, 14), "award-receipt/");
  EXPECT_EQ(entity(first(resolution, "talk"), "self"), "talk/on-moss-2021");
  EXPECT_EQ(entity(first(resolution, "advising"), "advisor"), "person/cy-lichen");
  EXPECT_EQ(entity(first(resolution, "education"), "advisors"), "person/cy-lichen");
  EXPECT_EQ(entity(first(resolution, "service"), "venue"), "venue/journal-of-bryology");
  EXPECT_EQ(entity(first(resolution, "grant"), "funder"), "organization/moss-council");
  EXPECT_EQ(entity(first(resolution, "project"), "supervisors"), "person/cy-lichen person/bo-fern");
  for (const facts::Fact& fact : resolution.facts)
    if (fact.type != "entity") {
      EXPECT_FALSE(entity(fact, "self").empty()) << fact.type;
      EXPECT_FALSE(normal(fact, "label").empty()) << fact.type;
    }
}

TEST(Resolve, EveryPathHasOneFactOfItsEntity) {
  const Resolution resolution = resolved(facts_of(sample));
  std::set<std::string> described, named;
  for (const facts::Fact& fact : resolution.facts)
    if (fact.type == "entity") {
      EXPECT_TRUE(described.insert(std::string(fact.text("id"))).second);
    }
  for (const Mention& mention : resolution.mentions) named.insert(mention.entity);
  EXPECT_EQ(described, named);
  EXPECT_EQ(resolution.entities.size(), described.size());
}

TEST(Resolve, DatesHaveTheirTypesAndBounds) {
  const Resolution resolution = resolved(facts_of(sample));
  const facts::Fact& position = first(resolution, "position");
  EXPECT_EQ(normal(position, "start"), "2018-09");
  EXPECT_EQ(normal(position, "start_type"), "gYearMonth");
  EXPECT_EQ(normal(position, "earliest_start"), "2018-09-01");
  EXPECT_EQ(normal(position, "latest_end"), "");
  EXPECT_EQ(normal(position, "end"), "");
  EXPECT_EQ(normal(position, "current"), "true");
  EXPECT_EQ(normal(position, "label"), "Lecturer, Avon University");
  EXPECT_EQ(normal(first(resolution, "education"), "latest_end"), "2016-12-31");
  EXPECT_EQ(normal(first(resolution, "service"), "earliest_start"), "2018-01-01");
  EXPECT_EQ(normal(first(resolution, "service"), "latest_end"), "2020-12-31");
  EXPECT_EQ(normal(first(resolution, "publication"), "doi"), "10.1000/abc");
  EXPECT_EQ(normal(first(resolution, "publication"), "kind_class"), "JournalArticle");
  EXPECT_EQ(normal(first(resolution, "publication"), "key"), "mosses-of-the-avon-2019");
  EXPECT_EQ(normal(first(resolution, "advising"), "relation_property"), "doctoralAdvisor");
  EXPECT_EQ(normal(first(resolution, "person"), "homepage"), "https://ada.example.org");
}

TEST(Resolve, RunningItAgainChangesNothing) {
  const auto lines = [](const Resolution& resolution) {
    std::string out;
    for (const facts::Fact& fact : resolution.facts) append_fact(out, fact);
    return out;
  };
  const Resolution once = resolved(facts_of(sample));
  EXPECT_EQ(lines(resolved(facts_of(lines(once)))), lines(once));
}

TEST(Resolve, OrderOfFactsChangesNoPath) {
  std::vector<facts::Fact> facts = facts_of(sample);
  const auto paths = [](const Resolution& resolution) {
    std::multiset<std::string> out;
    for (const facts::Fact& fact : resolution.facts) {
      std::string line;
      append_fact(line, fact);
      out.insert(line);
    }
    return out;
  };
  const auto expected = paths(resolved(facts));
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(facts.begin(), facts.end(), random);
    ASSERT_EQ(paths(resolved(facts)), expected) << "round " << round;
  }
}

/// Lists of many scholars whose names are few, so that every step has work for several threads.
std::vector<facts::Fact> crowd_of(int lists) {
  const char* const given[] = {"Ada", "Bo", "Cy", "Dee", "Eve", "Flo", "Gus", "Hal"};
  const char* const family[] = {"Moss", "Fern", "Lichen", "Mossgrove", "Wang", "Reed"};
  std::mt19937 random(5);
  const auto name = [&](bool initial) {
    const std::string full = given[random() % 8];
    return (initial ? full.substr(0, 1) + "." : full) + " " + family[random() % 6];
  };
  std::string lines;
  for (int list = 0; list < lists; ++list) {
    const std::string source = ", \"source\": \"list-" + std::to_string(list) + ".txt\"}\n";
    lines += R"({"type": "person", "name": ")" + name(false) + "\"" + source;
    for (int paper = 0; paper < 3; ++paper)
      lines += R"({"type": "publication", "title": "On river )" + std::to_string(random() % 900) +
               R"( and its moss", "authors": [")" + name(list % 2) + R"(", ")" + name(list % 3 == 0) +
               R"("], "venue": "Journal of River )" + std::to_string(random() % 40) + R"(", "year": ")" +
               std::to_string(1990 + random() % 30) + "\"" + source;
  }
  return facts_of(lines);
}

TEST(Resolve, AnyNumberOfThreadsGivesTheSameBytes) {
  const std::vector<facts::Fact> facts = crowd_of(400);
  const auto bytes = [&](unsigned jobs) {
    DiagnosticList diagnostics;
    Options options;
    options.jobs = jobs;
    const Resolution resolution = resolve(facts, words(), schema(), options, diagnostics);
    std::string out;
    for (const facts::Fact& fact : resolution.facts) append_fact(out, fact);
    for (const auto& [a, b] : resolution.undecided) out += a + " " + b + "\n";
    for (const Diagnostic& diagnostic : diagnostics.sorted()) out += diagnostic.str();
    return out;
  };
  const std::string one = bytes(1);
  EXPECT_EQ(bytes(2), one);
  EXPECT_EQ(bytes(7), one);
}

TEST(Resolve, PairsPapersWithoutYearsOnceWithThoseOfEveryYear) {
  std::string lines;
  const auto add = [&](const std::string& title, const std::string& authors, const std::string& year) {
    static int list = 0;
    lines += R"({"type": "publication", "title": ")" + title + R"(", "authors": [)" + authors + "]" +
             (year.empty() ? "" : R"(, "year": ")" + year + "\"") + R"(, "source": "list-)" + std::to_string(++list) +
             ".txt\"}\n";
  };
  for (int year = 1990; year < 2020; ++year)
    add("On the mosses of parish " + std::to_string(year * 41), R"("Ada Reed")", std::to_string(year));
  // What nothing parts: one author, no venue, and titles that begin alike.
  for (int river = 0; river < 70; ++river)
    add("On the mosses of river " + std::to_string(river * 37), R"("Ada Reed")", "");
  add("On the mosses of the river Avon and its banks", R"("Berta Quillfeather", "Ada Reed")", "");
  add("On the mosses of the river Avon and its bank", R"("Berta Quillfeather", "Ada Reed")", "2004");
  DiagnosticList diagnostics;
  const Resolution resolution = resolve(facts_of(lines), words(), schema(), {}, diagnostics);
  std::set<std::string> avon;
  for (const facts::Fact& fact : resolution.facts)
    if (fact.type == "publication" && fact.text("title").find("Avon") != std::string_view::npos)
      avon.insert(entity(fact, "self"));
  EXPECT_EQ(avon.size(), 1u);
  std::size_t crowds = 0;
  for (const Diagnostic& diagnostic : diagnostics.sorted())
    crowds += diagnostic.message.find("of kind publication") != std::string::npos ? 1 : 0;
  EXPECT_EQ(crowds, 1u);  // not one a year
}

TEST(Resolve, SaysWhichNamesakesItCouldNotCompare) {
  std::string lines;
  for (int list = 0; list < 100; ++list)
    lines += R"({"type": "interest", "person": "Ada Reed", "topic": "topic )" + std::to_string(list) +
             R"(", "source": "list-)" + std::to_string(list) + ".txt\"}\n";
  DiagnosticList diagnostics;
  resolve(facts_of(lines), words(), schema(), {}, diagnostics);
  ASSERT_EQ(diagnostics.sorted().size(), 1u);
  EXPECT_EQ(diagnostics.sorted()[0].kind, Kind::crowded_name);
  EXPECT_EQ(
      diagnostics.sorted()[0].message,
      "100 of kind person are named like `Ada Reed` and nothing parts them; each was compared with 7 others only");
}

}  // namespace
}  // namespace vitagraph::resolution
