// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "extraction/segments.hpp"

namespace vitagraph::extraction::lists {

/// What a part of a list's entry is by its own words, whatever stands at its place in the entries around it.
struct PartSense {
  bool role = false;    ///< what somebody is, at a house or in service
  bool house = false;   ///< an organisation, a unit of one, a society
  bool venue = false;   ///< what one serves: a house, a journal, a meeting, a body
  bool honour = false;  ///< a prize or distinction, and no role or body named for one ("Awards Chair")
  bool person = false;  ///< a person's name, by an initial or by words that are known from names
  bool name = false;    ///< two to four words of which none says that they are no name ("Will Grant" is one)
  bool code = false;    ///< a short form or number and no role ("MD2019", "FCF XI")
  bool away = false;    ///< a time of leave
  bool deed = false;    ///< begins with what somebody did ("Taught Ferns")
  bool label = false;   ///< begins with the word for another thing ("Thesis on ferns", "Adviser Tom Reed")
};

PartSense sense_of(const Segment& part, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction::lists
