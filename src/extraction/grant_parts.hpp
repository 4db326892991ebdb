// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "extraction/entry_text.hpp"

namespace vitagraph::extraction {

/// What stands around a piece that is set in italics, to take_grant_apart.
constexpr const char* emphasis_opens = "‹";
constexpr const char* emphasis_closes = "›";

/// A piece of an entry about a grant, between the signs that part it from the rest.
struct GrantPart {
  std::string text;         ///< cleaned
  std::string label;        ///< what its label says it is (scheme `grant-labels`): "funder", "title" …
  bool quoted = false;      ///< was in quotation marks
  bool emphasized = false;  ///< was in italics
  bool bracketed = false;   ///< in brackets
  bool people = false;      ///< names people, or says what part somebody had
  bool led = false;         ///< says who led
  bool kind = false;        ///< is a mere sort of grant ("Travel Grant", "3-year project")
  bool place = false;
  bool paid = false;        ///< a sum or a date follows at once
  bool line_start = false;  ///< the first of its line
  bool sentence = false;    ///< the first behind a full stop or a line break
};

/// An entry taken apart: its sum and dates, and the pieces that are left, in order.
struct GrantText {
  std::vector<GrantPart> parts;
  std::string amount;  ///< the first sum, as written
  When when;
  bool led = false;       ///< says who led
  bool numbered = false;  ///< tells its number
  bool yearly = false;    ///< dated by years one by one ("2014, 2015")
};

/// Takes an entry apart at line breaks, full stops, commas, dashes, brackets and quotation marks, and in front of
/// labels and words of giving ("a grant from", "funded by"). Sums, dates and award numbers are taken out first; what is
/// in quotation marks is left whole.
GrantText take_grant_apart(std::string text, const lexicon::Lexicon& lexicon);

/// What the text is as a label ("Funding agency" -> "funder"); empty if it is none.
std::string grant_label(std::string_view text, const lexicon::Lexicon& lexicon);

/// Whether the text is nothing but a sort of grant.
bool is_grant_kind(std::string_view text, const lexicon::Lexicon& lexicon);

}  // namespace vitagraph::extraction
