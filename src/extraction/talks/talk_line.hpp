// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/context.hpp"

namespace vitagraph::extraction {

/// What the lines above a talk say of it.
struct TalkSetting {
  std::string kind;             ///< of the heading, used where the entry does not tell
  std::string event;            ///< "Annual Meeting" above its talks
  std::string organization;     ///< "Fern Society" as a heading over them
  std::string date;             ///< a year as a heading
  bool event_leads = false;     ///< what stands before a colon is the event
  bool titles_lead = false;     ///< most of the list's lines begin with the title
  bool events_alone = false;    ///< all of the list's lines name events or hosts, none a title
  bool title_given = false;     ///< the title stands elsewhere: the line says where and when
  std::uint32_t title_end = 0;  ///< where the entry's lines of nothing but the title end; 0: it has none
};

/// The kind of talk that a text's words tell (scheme `talk-kinds`): a particular one before the general "talk"; empty
/// if none.
std::string talk_kind(std::string_view text, const lexicon::Lexicon& lexicon);

/// Whether most entries begin with a title that nothing marks and have their event or host behind it.
bool lists_titles_first(const std::vector<Span>& entries, const Context& context);

/// Reads one talk from an entry of a list or an item of news: title, event, organization, place, date, kind. Nothing
/// if no title, event or host can be made out. `title_end`, where given: where the title ends in the text, 0 without
/// one.
std::optional<facts::Fact> read_talk_line(Span entry, const Context& context, const TalkSetting& setting,
                                          std::uint32_t* title_end = nullptr);

/// All talks of an entry: one, or one for each occasion where it was given several times.
std::vector<facts::Fact> read_talks_of(Span entry, const Context& context, const TalkSetting& setting);

/// "2019: Avon, Bath Institute, Fern Meeting (keynote)": a year's list of hosts and events without titles. Empty if the
/// entry is none. `goes_on`: the lists above were such, so a single name is one too.
std::vector<facts::Fact> read_talk_list(Span entry, const Context& context, const TalkSetting& setting, bool goes_on);

/// The setting that a line without a date makes for what is below it: an event's or a host's name. Nothing if the line
/// is neither.
std::optional<TalkSetting> read_talk_setting(Span line, const Context& context, const TalkSetting& above);

}  // namespace vitagraph::extraction
