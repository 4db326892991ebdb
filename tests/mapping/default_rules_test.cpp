// SPDX-License-Identifier: Apache-2.0
// The rules that the program ships with: they load without a complaint, and give what the ontology promises.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "mapping/mapping.hpp"

namespace vitagraph::mapping {
namespace {

std::vector<std::string> rule_files(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(VITAGRAPH_SOURCE_DIR) + "/mappings/" + folder))
    if (entry.path().extension() == ".yml") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

/// The statements, in the order of N-Quads, each without its " .": vg: and the base cut short.
std::string map_facts(const std::string& folder, const std::vector<std::string>& facts) {
  DiagnosticList problems;
  const RuleSet rules = read_rules(rule_files(folder), problems);
  rdf::QuadList quads;
  if (rules.usable()) {
    MappingOptions options;
    options.facts = &facts;
    execute(rules, options, quads, problems);
  }
  std::string out;
  for (const Diagnostic& problem : problems.sorted()) out += problem.str();
  quads.sort_unique();
  for (const rdf::Quad& quad : quads.quads()) append_nquads(out, quad.view());
  const auto shorten = [&](std::string_view what, std::string_view by) {
    for (std::size_t at = out.find(what); at != std::string::npos; at = out.find(what, at))
      out.replace(at, what.size(), by);
  };
  shorten("https://w3id.org/vitagraph/id/", "");
  shorten("https://w3id.org/vitagraph/ontology#", "vg:");
  shorten("http://www.w3.org/2001/XMLSchema#", "xsd:");
  shorten("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "a");
  shorten("http://www.w3.org/2000/01/rdf-schema#", "rdfs:");
  shorten("http://www.w3.org/ns/prov#", "prov:");
  return out;
}

bool has(const std::string& statements, const std::string& line) {
  return ("\n" + statements).find("\n" + line + " .\n") != std::string::npos;
}

TEST(DefaultRules, LoadWithoutComplaint) {
  for (const char* folder : {"rdf", "schema.org", "vivo"}) {
    DiagnosticList problems;
    EXPECT_TRUE(read_rules(rule_files(folder), problems).usable()) << folder;
    for (const Diagnostic& problem : problems.sorted()) ADD_FAILURE() << problem.str();
  }
}

TEST(DefaultRules, APositionIsANodeWithDatesAsPreciseAsStated) {
  const std::string out = map_facts(
      "rdf",
      {R"({"type":"position","person":"Ada Moss","organization":"Fenwick College","role":"reader","start":"2018-09","end":"present",)"
       R"("entities":{"self":"position/1","person":"person/ada-moss","organization":"organization/fenwick-college","document":"document/cv"},)"
       R"("normal":{"start":"2018-09","start_type":"gYearMonth","earliest_start":"2018-09-01","current":"true","label":"reader, Fenwick College","key":"1"}})",
       R"({"type":"position","person":"Ada Moss","organization":"Harbour Press","start":"2001","end":"2001",)"
       R"("entities":{"self":"position/2","person":"person/ada-moss","organization":"organization/harbour-press"},)"
       R"("normal":{"start":"2001","start_type":"gYear","end":"2001","end_type":"gYear","earliest_start":"2001-01-01","latest_end":"2001-12-31","label":"Harbour Press","key":"2"}})"});
  EXPECT_TRUE(has(out, "<position/1> <a> <vg:Position>")) << out;
  EXPECT_TRUE(has(out, "<position/1> <vg:start> \"2018-09\"^^<xsd:gYearMonth>")) << out;
  EXPECT_TRUE(has(out, "<position/1> <vg:earliestStart> \"2018-09-01\"^^<xsd:date>")) << out;
  EXPECT_TRUE(has(out, "<position/1> <vg:current> \"true\"^^<xsd:boolean>")) << out;
  EXPECT_TRUE(has(out, "<position/1> <prov:wasDerivedFrom> <document/cv>")) << out;
  EXPECT_TRUE(has(out, "<position/2> <vg:end> \"2001\"^^<xsd:gYear>")) << out;
  EXPECT_TRUE(has(out, "<person/ada-moss> <vg:holdsPosition> <position/2>")) << out;
  EXPECT_TRUE(has(out, "<person/ada-moss> <vg:affiliation> <organization/fenwick-college>")) << out;
  EXPECT_EQ(out.find("<vg:affiliation> <organization/harbour-press>"), std::string::npos)
      << "a post that ended is no affiliation";
  EXPECT_EQ(out.find("<position/1> <vg:end>"), std::string::npos) << "an open end is no date";
}

TEST(DefaultRules, AuthorsKeepTheirOrder) {
  const std::string out = map_facts(
      "rdf",
      {R"({"type":"publication","title":"On moss","authors":["Moss, A.","B. Lund"],"kind":"journal","notes":["a","b"],)"
       R"("entities":{"self":"publication/on-moss","authors":["person/ada-moss","person/b-lund"]},)"
       R"("normal":{"kind_class":"JournalArticle","label":"On moss","key":"on-moss","year":"2020","year_type":"gYear"}})"});
  EXPECT_TRUE(has(out, "<publication/on-moss> <a> <vg:JournalArticle>")) << out;
  EXPECT_TRUE(has(out, "<publication/on-moss> <vg:year> \"2020\"^^<xsd:integer>")) << out;
  EXPECT_TRUE(has(out, "<publication/on-moss> <vg:note> \"b\"")) << out;
  EXPECT_TRUE(has(out, "<publication/on-moss> <vg:author> <person/b-lund>")) << out;
  EXPECT_TRUE(has(out, "<publication/on-moss> <vg:hasAuthorship> <authorship/on-moss-2>")) << out;
  EXPECT_TRUE(has(out, "<authorship/on-moss-1> <vg:nameAsWritten> \"Moss, A.\"")) << out;
  EXPECT_TRUE(has(out, "<authorship/on-moss-2> <vg:person> <person/b-lund>")) << out;
  EXPECT_TRUE(has(out, "<authorship/on-moss-2> <vg:order> \"2\"^^<xsd:integer>")) << out;
}

TEST(DefaultRules, TheRelationNamesThePropertyToTheAdvisor) {
  const std::string out = map_facts(
      "rdf",
      {R"({"type":"advising","advisor":"B. Lund","advisee":"Ada Moss","relation":"phd",)"
       R"("entities":{"self":"advising/1","advisor":"person/b-lund","advisee":"person/ada-moss"},)"
       R"("normal":{"relation_property":"doctoralAdvisor","label":"x","key":"1"}})",
       R"({"type":"advising","advisor":"C. Dell","advisee":"Ada Moss",)"
       R"("entities":{"self":"advising/2","advisor":"person/c-dell","advisee":"person/ada-moss"},"normal":{"label":"x","key":"2"}})"});
  EXPECT_TRUE(has(out, "<person/ada-moss> <vg:doctoralAdvisor> <person/b-lund>")) << out;
  EXPECT_TRUE(has(out, "<person/ada-moss> <vg:advisor> <person/b-lund>")) << out;
  EXPECT_TRUE(has(out, "<person/ada-moss> <vg:advisor> <person/c-dell>")) << out;
  EXPECT_TRUE(has(out, "<advising/1> <vg:relation> \"phd\"")) << out;
}

TEST(DefaultRules, AnEntityGetsItsClassAndItsNames) {
  const std::string out = map_facts(
      "rdf",
      {R"({"type":"entity","kind":"person","id":"person/ada-moss","label":"Ada Moss","names":["Moss, A.","A. Moss"]})",
       R"({"type":"entity","kind":"unit","id":"unit/x","label":"Botany","parent":"organization/fenwick-college"})"});
  EXPECT_EQ(out,
            "<person/ada-moss> <a> <vg:Person> .\n"
            "<person/ada-moss> <rdfs:label> \"Ada Moss\" .\n"
            "<person/ada-moss> <http://www.w3.org/2004/02/skos/core#altLabel> \"A. Moss\" .\n"
            "<person/ada-moss> <http://www.w3.org/2004/02/skos/core#altLabel> \"Moss, A.\" .\n"
            "<person/ada-moss> <http://xmlns.com/foaf/0.1/name> \"Ada Moss\" .\n"
            "<unit/x> <a> <vg:Organization> .\n"
            "<unit/x> <a> <vg:OrganizationalUnit> .\n"
            "<unit/x> <rdfs:label> \"Botany\" .\n"
            "<unit/x> <vg:unitOf> <organization/fenwick-college> .\n");
}

TEST(DefaultRules, AFactWithNothingButItsTypeSaysNothing) {
  std::vector<std::string> facts;
  for (const char* type : {"person", "position", "education", "advising", "publication", "award", "talk", "teaching",
                           "service", "grant", "interest", "project", "entity", "document"})
    facts.push_back(R"({"type":")" + std::string(type) + "\"}");
  for (const char* folder : {"rdf", "schema.org", "vivo"}) EXPECT_EQ(map_facts(folder, facts), "") << folder;
}

}  // namespace
}  // namespace vitagraph::mapping
