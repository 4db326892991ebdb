// SPDX-License-Identifier: Apache-2.0
#pragma once
// values: the typed values of scholarly facts, in their written normal forms: dates cut to what is stated, names,
// identifiers, page ranges. Each parses one form and prints it again; none knows a word of a natural language (months,
// particles and titles come from the lexicon through whoever calls).
//
//   PartialDate::parse("2018-09")->latest()          // 2018-09-30
//   PersonName::parse("Lei, Q.").family              // "Lei"
//   normalize_doi("https://doi.org/10.1000/ABC")     // "10.1000/abc"

#include "values/identifier.hpp"
#include "values/partial_date.hpp"
#include "values/person_name.hpp"
