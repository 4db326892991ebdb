// SPDX-License-Identifier: Apache-2.0
#include "extraction/dates.hpp"

#include <gtest/gtest.h>

namespace vitagraph::extraction {
namespace {

const lexicon::Lexicon& words() {
  static const lexicon::Lexicon lexicon = [] {
    DiagnosticList diagnostics;
    return lexicon::Lexicon::load(std::string(VITAGRAPH_SOURCE_DIR) + "/ontology/lexicon", diagnostics);
  }();
  return lexicon;
}

/// start/end of each date; "!" before one that is expected, [term], {years}, @time.
std::string dump(std::string_view text) {
  std::string out;
  for (const DateMention& date : find_dates(text, words())) {
    if (!out.empty()) out += "; ";
    if (date.expected) out += '!';
    out += date.range ? date.start + "/" + date.end : date.start;
    if (!date.term.empty()) out += "[" + date.term + "]";
    if (!date.years.empty()) {
      out += "{";
      for (const std::string& year : date.years) out += (out.back() == '{' ? "" : " ") + year;
      out += "}";
    }
    if (!date.time.empty()) out += "@" + date.time;
  }
  return out;
}

struct Case {
  const char* text;
  const char* expected;
};

class Dates : public testing::TestWithParam<Case> {};

TEST_P(Dates, AreFound) { EXPECT_EQ(dump(GetParam().text), GetParam().expected) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(
    Single, Dates,
    testing::Values(Case{"2018", "2018"}, Case{"October 2018", "2018-10"}, Case{"Oct. 2018", "2018-10"},
                    Case{"Oct 5, 2018", "2018-10-05"}, Case{"October 5th, 2018", "2018-10-05"},
                    Case{"5 October 2018", "2018-10-05"}, Case{"the 5th of October, 2018", "2018-10-05"},
                    Case{"2018-10-05", "2018-10-05"}, Case{"2018-10", "2018-10"}, Case{"2018/10/05", "2018-10-05"},
                    Case{"2018.09", "2018-09"}, Case{"2018.9", "2018-09"}, Case{"05.10.2018", "2018-10-05"},
                    Case{"10/25/2018", "2018-10-25"}, Case{"25/10/2018", "2018-10-25"}, Case{"09/2018", "2018-09"},
                    Case{"06/31/20", "2020-06"}, Case{"Sep'16", "2016-09"}, Case{"Sept ’16", "2016-09"},
                    Case{"Sep-2016", "2016-09"}, Case{"27 April 2023 (Thursday)", "2023-04-27"},
                    Case{"Thursday, 27 April 2023", "2023-04-27"}, Case{"Tuesday, September 9", "--09-09"},
                    Case{"SPARS' 15", "2015"}, Case{"NeurIPS’24", "2024"}, Case{"CVPR2024", "2024"},
                    Case{"2018 May 5", "2018-05-05"}, Case{"2018年9月5日", "2018-09-05"}, Case{"2018年9月", "2018-09"},
                    Case{"3 de mayo de 2020", "2020-05-03"}, Case{"12. März 2021", "2021-03-12"},
                    Case{"le 1er décembre 2019", "2019-12-01"}, Case{"14 febbraio 2017", "2017-02-14"},
                    Case{"15 de março de 2016", "2016-03-15"}, Case{"in May of 2011", "2011-05"},
                    Case{"(expected 2026)", "!2026"}, Case{"expected May 2026", "!2026-05"}));

INSTANTIATE_TEST_SUITE_P(
    Ranges, Dates,
    testing::Values(
        Case{"2018–2020", "2018/2020"}, Case{"2018 - 2020", "2018/2020"}, Case{"2018--2020", "2018/2020"},
        Case{"2018–20", "2018/2020"}, Case{"1998–02", "1998/2002"}, Case{"2010-11", "2010/2011"},
        Case{"2018/19", "2018/2019"}, Case{"2018/2019", "2018/2019"}, Case{"Sep 2016-present", "2016-09/present"},
        Case{"Sep. 2016 – Aug. 2018", "2016-09/2018-08"}, Case{"from 2018 to 2020", "2018/2020"},
        Case{"between 2018 and 2020", "2018/2020"}, Case{"since 2022", "2022/present"},
        Case{"7/10-6/24", "2010-07/2024-06"}, Case{"8/95–7/01", "1995-08/2001-07"}, Case{"(2016, October)", "2016-10"},
        Case{"13/10-6/24", ""}, Case{"Since Sept. 2022", "2022-09/present"}, Case{"2022 -", "2022/present"},
        Case{"(2022 – )", "2022/present"}, Case{"2022 – now", "2022/present"}, Case{"2022 to date", "2022/present"},
        Case{"starting Jul. 2024", "2024-07/"}, Case{"starting in Aug. 2024", "2024-08/"}, Case{"until 2015", "/2015"},
        Case{"June – August 2020", "2020-06/2020-08"}, Case{"Oct. 21-25th, 2024", "2024-10-21/2024-10-25"},
        Case{"21–25 October 2024", "2024-10-21/2024-10-25"}, Case{"Aug 30 – Sep 2, 2024", "2024-08-30/2024-09-02"},
        Case{"30 August – 2 September 2024", "2024-08-30/2024-09-02"},
        Case{"Jan. 8th – 11th, 2024", "2024-01-08/2024-01-11"}, Case{"Dec 2019 – Jan 2020", "2019-12/2020-01"},
        Case{"2019.9-2023.6", "2019-09/2023-06"}, Case{"09/2019 – present", "2019-09/present"},
        Case{"2019年9月至今", "2019-09/present"}, Case{"seit 2012", "2012/present"},
        Case{"depuis 2014", "2014/present"}, Case{"2011 – heute", "2011/present"}, Case{"desde 2016", "2016/present"},
        Case{"Fall 2019 – Spring 2021", "2019/2021[Fall 2019]"},
        Case{"August 1, 2019 - July 31, 2021", "2019-08-01/2021-07-31"}, Case{"2009-09 – 2013-06", "2009-09/2013-06"}));

INSTANTIATE_TEST_SUITE_P(Lists, Dates,
                         testing::Values(Case{"2017 & 2018", "2017{2017 2018}"}, Case{"2015, 2018", "2015{2015 2018}"},
                                         Case{"in 2008 and 2009", "2008{2008 2009}"},
                                         Case{"2015, 2016, and 2018", "2015{2015 2016 2018}"},
                                         Case{"Spring 2023,2024", "2023[Spring 2023]{2023 2024}"},
                                         Case{"Fall 2023", "2023[Fall 2023]"}, Case{"2023 Fall", "2023[2023 Fall]"},
                                         Case{"Fall '23", "2023[Fall '23]"}, Case{"WS 2010/11", "2010[WS 2010/11]"},
                                         Case{"Fall 2019, Spring 2020", "2019[Fall 2019]; 2020[Spring 2020]"},
                                         Case{"2012, 2014–2016", "2012; 2014/2016"},
                                         Case{"May 2018, June 2019", "2018-05; 2019-06"}));

INSTANTIATE_TEST_SUITE_P(Times, Dates,
                         testing::Values(Case{"2020-11-06 15:30-16:30", "2020-11-06@15:30"},
                                         Case{"Tuesday, September 9, 12:30-1:45", "--09-09@12:30"},
                                         Case{"Nov 6, 2020, 4 p.m.", "2020-11-06@16:00"},
                                         Case{"May 3, 2021 at 3:30 PM", "2021-05-03@15:30"},
                                         Case{"3 mai 2021, 16h30", "2021-05-03@16:30"},
                                         Case{"Friday 3 May 2019 (11:00-12:30)", "2019-05-03@11:00"}));

INSTANTIATE_TEST_SUITE_P(NoDates, Dates,
                         testing::Values(Case{"pp. 1999-2010", ""}, Case{"12(2010)45", ""}, Case{"Room 2010", ""},
                                         Case{"the 2000s", ""}, Case{"arXiv:2012.01234", ""},
                                         Case{"0000-0002-1825-0097", ""}, Case{"https://example.org/2019/12/talk", ""},
                                         Case{"You may go 5 times", ""}, Case{"$2000 per year", ""},
                                         Case{"37:1999-2010", ""}, Case{"1/2", ""}, Case{"1301 Beal Avenue", ""}));

TEST(DateTimes, AreFoundAlone) {
  const auto time = [](std::string_view text) {
    std::string out;
    for (const TimeMention& mention : find_times(text, words())) out += (out.empty() ? "" : " ") + mention.time;
    return out;
  };
  EXPECT_EQ(time("10:00am"), "10:00");
  EXPECT_EQ(time("Time : 3:30 PM - 4:30 PM"), "15:30");
  EXPECT_EQ(time("3:30-4:30pm"), "15:30");
  EXPECT_EQ(time("11:30-1:00pm"), "11:30");
  EXPECT_EQ(time("12 noon"), "12:00");
  EXPECT_EQ(time("16h00"), "16:00");
  EXPECT_EQ(time("14 Uhr"), "14:00");
  EXPECT_EQ(time("12am"), "00:00");
  EXPECT_EQ(time("in 30 minutes with 4 people"), "");
}

TEST(DateRanges, EndInADayOnlyBehindADay) {
  EXPECT_EQ(dump("2026 Aug 1–6"), "2026-08-01/2026-08-06");
  EXPECT_EQ(dump("2026 Aug 1st–6"), "2026-08-01/2026-08-06");
  EXPECT_EQ(dump("3 May 2019 – 12 posters"), "2019-05-03");
  EXPECT_EQ(dump("2019 Feb 3 – 30 posters"), "2019-02-03");
}

TEST(DateRanges, ShareTheirCommonPart) {
  const auto shared = [](std::string_view text) { return shared_date(find_dates(text, words()).at(0)); };
  EXPECT_EQ(shared("Jan. 8–11, 2024"), "2024-01");
  EXPECT_EQ(shared("Aug 30 – Sep 2, 2024"), "2024");
  EXPECT_EQ(shared("Oct 30 – Nov 2, 2024"), "2024");
  EXPECT_EQ(shared("27 April 2023"), "2023-04-27");
}

TEST(DatesInText, LeaveTheRest) {
  const auto rest = [](std::string_view text) { return without_dates(text, find_dates(text, words())); };
  EXPECT_EQ(rest("Avon University (2018–2020)"), "Avon University");
  EXPECT_EQ(rest("Reviewer, ICML, 2018, 2019"), "Reviewer, ICML");
  EXPECT_EQ(rest("2019 – 2021: Postdoc, Avon"), "Postdoc, Avon");
  EXPECT_EQ(rest("Best Paper, 2019, Bath"), "Best Paper, Bath");
}

TEST(DatesInText, SpansCoverThemWithTheOffset) {
  const std::string_view text = "A fellow (Sept. 2019 – present) there";
  const auto dates = find_dates(text, words(), 100);
  ASSERT_EQ(dates.size(), 1u);
  EXPECT_EQ(text.substr(dates[0].span.begin - 100, dates[0].span.size()), "Sept. 2019 – present");
}

TEST(DatesInText, AskedAgainAreTheSame) {
  const std::string text = "Fern fellow, Sept. 2019 to May’s end, then Fall 2021";
  const std::string first = dump(text);
  EXPECT_EQ(first, "2019-09; 2021[Fall 2021]");
  for (const std::uint32_t offset : {0u, 7u}) {
    const std::vector<DateMention> again = find_dates(text, words(), offset);
    ASSERT_EQ(again.size(), 2u);
    EXPECT_EQ(text.substr(again[0].span.begin - offset, again[0].span.size()), "Sept. 2019");
  }
  EXPECT_EQ(dump(text), first);
  const lexicon::Lexicon none;
  const std::vector<DateMention> years = find_dates(text, none);
  ASSERT_EQ(years.size(), 2u);
  EXPECT_EQ(years[0].start, "2019");
  EXPECT_EQ(years[1].term, "");
}

TEST(DatesInText, AnyBytesAreTaken) {
  for (const char* text : {"", "'", "--", "19", "2019-", "-2019", "\xff\xfe 2019", "Sept.", "since", "from", "2019 to",
                           "May -", "10:", "@"})
    dump(text);
  std::string many;
  for (int i = 0; i < 50000; ++i) many += "2019-";
  dump(many);
  std::string dotted;
  for (int i = 0; i < 50000; ++i) dotted += "a.1";
  dump(dotted);
}

}  // namespace
}  // namespace vitagraph::extraction
