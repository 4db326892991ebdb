// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "extraction/sections.hpp"

namespace vitagraph::extraction {

/// Reads facts from the sections it is for.
struct Recognizer {
  const char* name;  ///< the prefix of its rules' names
  /// Whether it reads this section; the first that says yes reads it alone.
  bool (*accepts)(const Section&, const Context&);
  void (*recognize)(const Section&, const Context&, Findings&);
};

/// In the order they are asked; one line for each recognize_<thing>.cpp.
const std::vector<Recognizer>& recognizers();

/// The owner of the document: contact data and ids from the letterhead, its links and the page's own address. Once a
/// document.
void recognize_person(const Context&, Findings&);
/// Statements of interests.
void recognize_interests(const Section&, const Context&, Findings&);
/// Posts, internships, visits, memberships and studies, with those who advised.
void recognize_career(const Section&, const Context&, Findings&);
/// Whether most dated lines begin with the title of a post, as under "Research Experience", where others list projects.
bool lists_posts(const Section&, const Context&);
/// "Professor of Botany" over "Avon University", below the owner's name. Once a document.
void recognize_letterhead_posts(const Context&, Findings&);
void recognize_awards(const Section&, const Context&, Findings&);
/// An entry of a section on grants and awards that is an award, by what its name calls it.
bool recognize_award(const Entry&, const Section&, const Context&, Findings&);
void recognize_teaching(const Section&, const Context&, Findings&);
/// Reviewing, editing, chairing, committees, organisation.
void recognize_service(const Section&, const Context&, Findings&);
/// What of a list of people goes on with the section on service above its label: from the first dated body on.
void recognize_service_behind(const Section&, const Context&, Findings&);
/// An entry among talks that says what its owner did for a meeting ("Session Chair, Fern Conference, 2019"); whether it
/// is one.
bool recognize_service_entry(const Entry&, const Section&, const Context&, Findings&);
/// Lists of people whom the owner advised or examined.
void recognize_advising(const Section&, const Context&, Findings&);
/// A line "PhD advisees: A. Moss, B. Lee" in a section on something else; whether it is one.
bool recognize_advisees(Span line, const Section&, const Context&, Findings&);
void recognize_grants(const Section&, const Context&, Findings&);
/// Whether an entry among projects is a grant, and whether it is to be read as a project as well: one that only says
/// who paid. `neither`: service for somebody who pays.
enum class Funded { no, project_too, yes, neither };
/// An entry among projects that is a grant: it tells a sum of money or who was its investigator, and who paid. `title`:
/// its heading, where that names it.
Funded recognize_funded_project(const Entry&, const std::string& title, const Context&, Findings&);
/// An entry among awards that is a grant: a sum of money, or the word for a grant and who gave it.
bool recognize_grant(const Entry&, const Section&, const Context&, Findings&);
void recognize_projects(const Section&, const Context&, Findings&);

/// Publications of a list in one style (recognize_publications.cpp, references/).
void recognize_publications(const Section&, const Context&, Findings&);
/// Whether the section holds entries of BibTeX, whatever its heading.
bool holds_bibtex(const Section&, const Context&);
/// Sentences of a biography, in first or third person, about context.owner (recognize_biography.cpp, sentences/).
void recognize_biography(const Section&, const Context&, Findings&);
/// The same for a stretch of text anywhere ("Speaker Bio: …").
void recognize_sentences(Span text, const Context&, Findings&);
/// The same for several stretches of one biography.
void recognize_sentences(const std::vector<Span>& texts, const Context&, Findings&);
/// Courses that a text says its owner taught, in sentences or in lines that begin with teaching or a role ("Taught a
/// course on moss"); where they say no house, it is `organization` and `unit`. Whether there were any.
bool recognize_taught(Span text, const std::string& organization, const std::string& unit, const Context&, Findings&);
/// News items with a date each (recognize_news.cpp).
void recognize_news(const Section&, const Context&, Findings&);
/// Talks given, as a list (recognize_talks.cpp).
void recognize_talks(const Section&, const Context&, Findings&);

/// Announcements of talks are read as whole documents, before sections (recognize_announcement.cpp): returns whether
/// the document is one. Sets the subjects itself.
bool recognize_announcement(Context&, const std::vector<Section>&, Findings&);
/// The same for announcements without labels: schedules and running text (announcement/prose_talks.cpp).
bool recognize_prose_announcement(const Context&, const std::vector<Section>&, Findings&);

/// Pages that list talks in a table whose first row names the columns; false if there is none.
bool recognize_schedule_table(const Context&, const std::vector<Section>&, Findings&);

}  // namespace vitagraph::extraction
