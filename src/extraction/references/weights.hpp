// SPDX-License-Identifier: Apache-2.0
#pragma once
// Weights of the features that rate segmentations, in nats: their sum is an unnormalised log probability, and the style
// of a list is learnt by expectation maximisation over it. Set by hand on lists of many fields; a weight of 1 is a fair
// hint, 3 nearly decides.

namespace vitagraph::extraction::references::weights {

// Names.
inline constexpr double initials_name = 1.6;         ///< "A. Moss", "Moss AB": titles do not look so
inline constexpr double one_word_name = -0.8;        ///< a family name alone, a consortium: rare
inline constexpr double known_name = 0.7;            ///< the family name stands elsewhere in the list's authors
inline constexpr double owner_name = 1.5;            ///< a word of the owner's name
inline constexpr double content_word_in_name = 1.6;  ///< "Deep", "Theory": hardly a name
inline constexpr double cue_in_name = 1.6;           ///< "Journal", "Press"
inline constexpr double venue_in_name = 1.5;         ///< "Nature", "Neural Networks"
inline constexpr double undelimited_name = 0.8;      ///< "Moss A. The …": what follows is no separator
inline constexpr double worst_name = -1.2;           ///< below it a list of names is over
inline constexpr double unlike_name = 1.3;           ///< in full behind names with initials
inline constexpr double cut_list = 1.2;              ///< for each point of a name that a list's end cuts off
inline constexpr double owner_in_list = 1.2;
inline constexpr double stranger_alone = -2.2;  ///< the only author is not whose list it is
inline constexpr double cut_names = -3.0;       ///< a conjunction stands between the names and the title
inline constexpr double cut_italics = -2.5;     ///< one run of italics holds the last name and the title
inline constexpr double colon_name = -1.2;      ///< the only name is a stranger's and a colon follows

// Titles.
inline constexpr double quoted_title = 2.6;  ///< quotation marks around all of it
inline constexpr double linked_title = 1.6;
inline constexpr double marked_title = 3.0;      ///< "[J]" follows it
inline constexpr double dressed_title = 1.2;     ///< italic or bold
inline constexpr double line_title = 1.0;        ///< a line of its own
inline constexpr double short_title = -1.2;      ///< one word; two words cost a third
inline constexpr double long_title = -0.08;      ///< for each word above thirty
inline constexpr double sentence_inside = -1.5;  ///< a full stop within
inline constexpr double break_inside = -1.2;
inline constexpr double edge_inside = -0.8;  ///< markup begins or ends within
inline constexpr double comma_inside = -0.25;
inline constexpr double year_inside = -1.0;
inline constexpr double cue_inside = -0.9;        ///< "Journal of", "Proceedings" within
inline constexpr double venue_inside = -0.9;      ///< a venue known by name within
inline constexpr double venue_is_title = -3.0;    ///< it begins with a venue and hardly goes on
inline constexpr double small_words = 0.6;        ///< it has articles and prepositions
inline constexpr double name_like = -1.0;         ///< two or three capitalised words
inline constexpr double initial_title = -2.5;     ///< it begins with "J."
inline constexpr double cut_title = -2.0;         ///< it ends in an article or a preposition
inline constexpr double cut_series = -2.5;        ///< it ends within "walls, gates, and roofs"
inline constexpr double remark_inside = -2.0;     ///< "(Best Paper Award)"
inline constexpr double names_in_title = -1.2;    ///< for each of the names that it begins with
inline constexpr double behind_something = -1.5;  ///< a quoted title that does not begin its entry
inline constexpr double stop_after = 0.5;         ///< a full stop ends it; a comma less
inline constexpr double comma_after = 0.1;
inline constexpr double title_below = 1.8;  ///< on the line below one that cites volume, pages and year
inline constexpr double weak_after = -0.8;  ///< nothing but a change within the line ends it

// What follows.
inline constexpr double venue_follows = 1.5;
inline constexpr double cue_follows = 1.0;
inline constexpr double dress_follows = 1.0;   ///< italic begins
inline constexpr double lower_follows = -1.6;  ///< a small letter that is no cue: the title was cut
inline constexpr double nothing_follows = -0.3;
inline constexpr double names_follow = -1.0;  ///< authors after the title of a segmentation that has them before

// The list.
inline constexpr double style = 1.0;        ///< weight of the log frequency of an attribute in the list
inline constexpr double style_prior = 0.6;  ///< pseudo count of each value of an attribute
inline constexpr double no_authors = -1.8;  ///< a segmentation without authors, before the list is known
inline constexpr int rounds = 3;            ///< of expectation maximisation

// Confidence.
inline constexpr double least_evidence = 1.0;  ///< points of evidence below which an entry is no reference

}  // namespace vitagraph::extraction::references::weights
