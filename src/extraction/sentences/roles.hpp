// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <vector>

#include "extraction/sentences/affiliation.hpp"
#include "extraction/sentences/sentence.hpp"

namespace vitagraph::extraction::sentences {

/// A role in a list of what somebody is, with what follows it up to the next.
struct RoleItem {
  Range role;
  Range rest;
  bool service = false;                 ///< the head word is one of reviewing, editing, chairing …
  bool post = false;                    ///< the head word is a post's
  const DateMention* before = nullptr;  ///< "from 2018 to 2021, a professor"
};

/// Fills in the role that begins at the word, after determiners; false if none does.
bool role_at(const Sentence& s, std::size_t begin, std::size_t end, RoleItem& item);
/// The roles of a list, left to right.
std::vector<RoleItem> find_roles(const Sentence& s, Range range);

/// "of Computer Science", "for Optimization of Adaptive Systems", "in machine learning": where the words end that make
/// the role longer.
std::size_t role_extension(const Sentence& s, const RoleItem& item);
/// "Lecturer (tenured) at": a few words in brackets behind the role are part of it.
void extend_over_bracket(const Sentence& s, RoleItem& item);
/// "of the Moss Keepers' Guild": what a role is of or for, where the article and two capitals say that it is a name.
Range definite_name(const Sentence& s, const RoleItem& item, std::size_t end);

/// "PhD student" rather than "visiting PhD student", which is a visit.
bool is_student(const Sentence& s, const RoleItem& item);
/// A seat on a committee rather than "member of the Moss Lab".
bool is_member(const Sentence& s, const RoleItem& item);
/// Whether the role is one of service rather than a post: who leads a unit, or what is no committee, has a post.
bool is_service(const Sentence& s, const RoleItem& item);

}  // namespace vitagraph::extraction::sentences
