// SPDX-License-Identifier: Apache-2.0
#include "values/values.hpp"

#include <gtest/gtest.h>

namespace vitagraph::values {
namespace {

TEST(PartialDate, KeepsWhatIsStated) {
  for (const char* text : {"2018", "2018-10", "2018-10-05", "--03-19", "--03", "2020-02-29"}) {
    const auto date = PartialDate::parse(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(date->str(), text);
  }
  for (const char* text : {"", "18", "2018-13", "2019-02-29", "2018-1", "2018-10-05x", "present", "0000"})
    EXPECT_FALSE(PartialDate::parse(text)) << text;
}

TEST(PartialDate, KnowsItsFirstAndLastDay) {
  EXPECT_EQ(PartialDate::parse("2020")->latest().str(), "2020-12-31");
  EXPECT_EQ(PartialDate::parse("2020-02")->latest().str(), "2020-02-29");
  EXPECT_EQ(PartialDate::parse("2020-02")->earliest().str(), "2020-02-01");
  EXPECT_EQ(PartialDate::parse("2020-02")->xsd_type(), "gYearMonth");
}

const NameWords words{
    {"van", "der", "de", "la", "von"}, {"jr", "iii"}, {"prof", "dr", "m", "pd"}, {"lee", "qu", "smith"}};

TEST(PersonName, TakesNamesApart) {
  struct {
    const char *text, *family, *initials;
  } rows[] = {
      {"Qi Lei", "Lei", "q"},
      {"Lei, Q.", "Lei", "q"},
      {"Jason D. Lee", "Lee", "jd"},
      {"J.-P. Serre", "Serre", "jp"},
      {"M. Tessier", "Tessier", "m"},
      {"PD Dr. Anna Roth", "Roth", "a"},
      {"Jan van der Berg", "van der Berg", "j"},
      {"Ramiro-Sánchez B.", "Ramiro-Sánchez", "b"},
      {"Smith JD", "Smith", "jd"},
      {"LEI Qi", "LEI", "q"},
      {"QU Lee", "QU", "l"},
      {"QU Jones", "Jones", "qu"},
      {"Qing QU", "QU", "q"},
      {"Smith QU", "Smith", "qu"},
      {"Prof. Dr. Ada Moss", "Moss", "a"},
      {"John Moss, Jr.", "Moss", "j"},
      {"Plato", "Plato", ""},
      {"", "", ""},
  };
  for (const auto& row : rows) {
    const PersonName name = PersonName::parse(row.text, words);
    EXPECT_EQ(name.family, row.family) << row.text;
    EXPECT_EQ(name.initials(), row.initials) << row.text;
  }
}

TEST(Identifier, Normalises) {
  EXPECT_EQ(normalize_doi("https://doi.org/10.1000/ABC.1."), "10.1000/abc.1");
  EXPECT_EQ(normalize_doi("no"), std::nullopt);
  EXPECT_EQ(normalize_arxiv("arXiv:1909.03879v2"), "1909.03879");
  EXPECT_EQ(normalize_arxiv("https://arxiv.org/abs/math/0211159"), "math/0211159");
  EXPECT_EQ(normalize_orcid("https://orcid.org/0000-0002-1825-0097"), "0000-0002-1825-0097");
  EXPECT_EQ(normalize_orcid("0000-0002-1825-0098"), std::nullopt);
  EXPECT_EQ(account_of("https://scholar.google.com/citations?user=kGAB&hl=en"), "kGAB");
  EXPECT_EQ(account_of("@ada"), "ada");
  EXPECT_EQ(account_of("https://example.org/u/ada.html"), "ada");
}

}  // namespace
}  // namespace vitagraph::values
