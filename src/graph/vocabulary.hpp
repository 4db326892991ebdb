// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace vitagraph::graph {

/// How one person guided another: the sub-properties of vg:advisor.
enum class Advice : std::uint8_t {
  advisor,  ///< kind not stated
  doctoral,
  masters,
  bachelors,
  postdoctoral,
  internship,
  mentor,
  host,
  committee,
};
inline constexpr std::size_t advice_kinds = 9;

/// The property's local name ("doctoralAdvisor"), and the code of `relation` in facts ("phd"; empty for the general
/// one).
struct AdviceNames {
  std::string_view property;
  std::string_view code;
};
inline constexpr std::array<AdviceNames, advice_kinds> advice_names{{{"advisor", ""},
                                                                     {"doctoralAdvisor", "phd"},
                                                                     {"mastersAdvisor", "masters"},
                                                                     {"bachelorsAdvisor", "bachelors"},
                                                                     {"postdoctoralAdvisor", "postdoc"},
                                                                     {"internshipMentor", "intern"},
                                                                     {"mentor", "mentor"},
                                                                     {"host", "host"},
                                                                     {"committeeMember", "committee"}}};
inline constexpr std::string_view property_name(Advice kind) {
  return advice_names[static_cast<std::size_t>(kind)].property;
}
/// From a code, a local name or an IRI that ends in either; nothing for another word.
std::optional<Advice> advice_of(std::string_view text);

}  // namespace vitagraph::graph
