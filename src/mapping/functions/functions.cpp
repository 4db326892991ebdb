// SPDX-License-Identifier: Apache-2.0
#include "mapping/functions/functions.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_map>

#include "base/base.hpp"
#include "mapping/functions/groups.hpp"

namespace vitagraph::mapping {
namespace {

struct Table {
  std::vector<const Function*> list;
  std::unordered_map<std::string_view, const Function*> by_iri;

  Table() {
    for (const auto* group : {&logic_functions(), &text_functions(), &text_part_functions(), &list_functions_group(),
                              &number_functions(), &date_functions(), &scholarly_functions()})
      for (const Function& function : *group) {
        list.push_back(&function);
        by_iri.emplace(function.iri, &function);
      }
  }
};

const Table& table() {
  static const Table all;
  return all;
}

}  // namespace

bool Parameter::is(std::string_view iri) const { return std::find(iris.begin(), iris.end(), iri) != iris.end(); }

void Call::give(double value) {
  if (value == static_cast<double>(static_cast<std::int64_t>(value)) && value > -9e15 && value < 9e15)
    give(fmt::format("{}", static_cast<std::int64_t>(value)), Natural::integer);
  else
    give(fmt::format("{}", value), Natural::floating);
}

const Function* find_function(std::string_view iri) {
  const auto found = table().by_iri.find(iri);
  return found == table().by_iri.end() ? nullptr : found->second;
}

const std::vector<const Function*>& all_functions() { return table().list; }

bool is_known_output(std::string_view iri) {
  static const std::vector<std::string> known = {
      grel("stringOut"),     grel("stringOutput"),  grel("output"),       grel("boolOut"),
      grel("booleanOut"),    grel("intOut"),        grel("integerOut"),   grel("numberOut"),
      grel("output_string"), grel("output_number"), grel("output_array"), grel("output_bool"),
      grel("listOut"),       idlab("_stringOut"),   idlab("_boolOut"),    idlab("_output"),
      idlab("_listOut"),     idlab("_dateOut"),     idlab("_intOut"),     vgf("output"),
      grel("stringOutput"),  grel("o_bool"),        grel("o_number"),     grel("o_any"),
      grel("o_array"),       grel("output_any"),    grel("o_decimal"),    grel("output_decimal"),
      grel("o_date"),        grel("output_date"),   grel("o_datetime"),   grel("output_datetime"),
      idlab("o_boolOut"),    idlab("stringOut"),    idlab("listOut")};
  return std::find(known.begin(), known.end(), iri) != known.end();
}

std::string why_unusable(Takes takes, std::string_view text) {
  if (trim(text).empty()) return {};
  const auto unless = [&](bool usable, const char* what) {
    return usable ? std::string() : fmt::format("`{}` is no {}", to_valid_utf8(text), what);
  };
  switch (takes) {
    case Takes::text: return {};
    case Takes::number: {
      double value = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
      return unless(error == std::errc() && end == text.data() + text.size() && std::isfinite(value), "number");
    }
    case Takes::pattern: {
      const RE2 pattern(re2::StringPiece(text.data(), text.size()), RE2::Quiet);
      return pattern.ok() ? std::string() : unless(false, "pattern of RE2: ") + pattern.error();
    }
    case Takes::date_pattern: return unless(is_date_pattern(text), "pattern that dates can be read by");
    case Takes::date: return unless(is_date(text), "date");
    case Takes::time_unit: return unless(is_time_unit(text), "unit of time");
  }
  return {};
}

}  // namespace vitagraph::mapping
