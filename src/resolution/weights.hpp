// SPDX-License-Identifier: Apache-2.0
#pragma once
// All that resolution weighs, in one place: what a reason counts, and how much is enough. Set by hand so that each
// sentence below is true, then checked on documents whose persons are known (tests/resolution, BENCHMARKS.md).

#include <cstddef>

namespace vitagraph::resolution::weights {

// ---- Persons: sums of evidence ----

/// From here on two mentions are one person: a full name and one good reason beside it.
constexpr double accept = 6;
/// From here on a pair is listed as undecided: a full name alone, or initials with one good reason.
constexpr double doubtful = 4;

/// The same given and family name. Alone it does not do: namesakes write papers too.
constexpr double name_equal = 4;
/// A nickname, a hyphen, half of a double family name: nearly as good.
constexpr double name_variant = 3;
/// "Q. Lei" for "Qi Lei": one in a few given names fits.
constexpr double name_initial = 2.5;
/// "Lei Q" and "Q. Lei".
constexpr double name_initials = 2.5;
/// "C. Ramos" for "C. Ramos-Sanz": part of a double family name left out, beside an initial.
constexpr double name_partial = 1.5;
/// One letter apart in a long name: needs a circle of coauthors around it.
constexpr double name_misspelt = 0.5;
/// "Lei Qi" for "Qi Lei": only where a paper or an account says so.
constexpr double name_swapped = 0;
/// Middle names that agree are rare by chance.
constexpr double middle_agrees = 1.5;
/// A full name whose family name is long and not common: few can bear both parts of it.
constexpr double rare_name = 2;
/// From how many letters a family name that is not on the list of common ones counts as rare.
constexpr std::size_t rare_family = 9;
/// A family name of many millions says less.
constexpr double common_family = -1.5;
/// Within one document less so: its author has few coauthors, and initials that fit two of them are left alone anyway.
constexpr double common_family_here = -0.5;

/// One document seldom names two people so alike.
constexpr double same_document = 2;
/// All that the document calls by this family name have names that fit each other: there is no second one to confuse.
constexpr double sole_of_family = 1.5;
/// So many of one family name in a document are not looked through.
constexpr std::size_t most_of_family = 16;
/// "Ramos Berta" beside "Berta Ramos" in one document, where the family name is not common.
constexpr double swapped_here = 2;
/// The same place, or a fitting name, among the authors of one paper.
constexpr double same_publication = 8;
/// An account, an e-mail address, an ORCID: given to one person.
constexpr double same_account = 12;
/// A home page may be a group's.
constexpr double same_homepage = 8;
/// An employer or school in common; a second one adds less.
constexpr double same_organization = 2.5;
constexpr double next_organization = 1.5;
/// A coauthor, advisor or student in common, known by full name; further ones add less.
constexpr double shared_person = 3.5;
constexpr double next_person = 2;
/// The same, but known by an initial only, or by a common name where the two themselves are common or not in full.
constexpr double shared_weak_person = 1.5;
constexpr double next_weak_person = 1;
/// A conference or journal in common: a field is small, and its venues are few. Two make an uncommon full name one
/// person, one does not; to common names they say nothing (measured: BENCHMARKS.md).
constexpr double same_venue = 1.5;
constexpr double next_venue = 0.5;
constexpr int most_venues = 3;
/// No number of shared people makes up for names that do not fit.
constexpr double most_shared_people = 7.5;
/// Both are subjects of a document: those who have pages are fewer than those who have coauthors.
constexpr double both_subjects = 1;

/// The author of most papers that a document lists is the one it is about.
constexpr double usual_author = 3;
constexpr double usual_share = 0.5;
constexpr int usual_papers = 3;

/// Nobody publishes for longer; whoever seems to is two.
constexpr int longest_career = 60;
/// Of two candidates that exclude each other, the better must be better by this much.
constexpr double clear_lead = 2;

/// A slip of the pen in a document ("Bates", "Baters"): as the rarer of the two it stands in so few papers, and so many
/// others are named with both.
constexpr std::size_t slip_papers = 2;
constexpr int slip_company = 3;

// ---- Blocking ----

/// In a block of so many all pairs are compared; a larger one is split by given name, then by walking along it.
constexpr std::size_t block_pairs = 64;
/// How many neighbours each is compared with where a block can't be split further.
constexpr std::size_t block_walk = 8;
/// In longer lists of authors only those near by count as each other's company.
constexpr std::size_t company_window = 15;

// ---- Publications ----

/// Share of words in common from which two titles of the same authors and year may be one paper revised.
constexpr double title_overlap = 0.6;
/// The same where venue and most of three authors or more agree too, or a DOI.
constexpr double revised_title = 0.4;
/// A title of fewer letters ("Editorial") says nothing without authors.
constexpr std::size_t telling_title = 20;
/// A preprint and what became of it are seldom further apart.
constexpr int years_between_versions = 4;
/// Share of authors that two lists of one paper have in common at least.
constexpr double author_overlap = 0.5;

// ---- Organisations and venues ----

/// An acronym of so many letters, explained by one document only one way, is explained for all. Shorter ones are too
/// many: UCL is in London and in Louvain.
constexpr std::size_t telling_acronym = 4;
/// Initials that no document explains: two letters fit too much.
constexpr std::size_t least_initials = 3;
/// Words in common over all words, from which two names with one acronym are one name.
constexpr double name_overlap = 0.5;

}  // namespace vitagraph::resolution::weights
