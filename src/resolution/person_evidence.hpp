// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "resolution/resolvers.hpp"

namespace vitagraph::resolution {

/// What is known of one set of person mentions. All vectors sorted, each entry once.
struct PersonFeatures {
  std::vector<Id> forms;          ///< of its written names
  std::vector<Id> company;        ///< tokens of the persons it is named together with
  std::vector<Id> organizations;  ///< first nodes of their sets
  std::vector<Id> publications;   ///< likewise
  std::vector<Id> venues;         ///< likewise, where the publications came out
  std::vector<Id> accounts;       ///< texts "orcid:…", "email:…"; equal ones are one person
  std::vector<Id> homepages;
  std::vector<Id> documents;
  std::vector<Id> subject_of;           ///< documents that are about the person
  std::vector<Id> usual_in;             ///< documents of whose papers the person wrote most
  std::vector<Id> sole_in;              ///< first nodes of groups of one family name in one document that all fit
  Id orcid = none, dblp_suffix = none;  ///< different ones are different persons
  int first_year = 0, last_year = 0;

  void merge(const PersonFeatures& other);
};

/// One reason for or against, with its weight.
struct Reason {
  double weight;
  std::string text;
};

/// How well a name in common company tells who is meant.
enum class Known : std::uint8_t { well, by_common_name, by_initial };

/// Company by names: "first given name, family name" of the fullest name in a set, so that a coauthor counts as shared
/// before he or she is resolved.
class Company {
 public:
  Id token(const NameForm& form);
  Known known(Id token) const { return known_[token]; }
  const std::string& text(Id token) const { return tokens_[token]; }
  void set_vocabulary(const Vocabulary* vocabulary) { vocabulary_ = vocabulary; }

 private:
  const Vocabulary* vocabulary_ = nullptr;
  Strings tokens_;
  std::vector<Known> known_;
};

/// The best fit of any two names of the sets; clash if any two clash. Pairs in `approved` (forms, the smaller first)
/// are held to fit: other evidence has shown that they are one person's.
struct NamesFit {
  NameMatch match;
  Id a = none, b = none;
  bool clash = false;
};
class FormTable;
NamesFit fit_names(const PersonFeatures& a, const PersonFeatures& b, const FormTable& forms);

/// The sum of evidence. With `reasons`, each summand in words.
double weigh_persons(const PersonFeatures& a, const PersonFeatures& b, const NamesFit& fit, const FormTable& forms,
                     const Company& company, const Strings& texts, std::vector<Reason>* reasons = nullptr);
/// A contradiction that no evidence outweighs; null if none.
const char* contradiction(const PersonFeatures& a, const PersonFeatures& b);

/// Every written name once, taken apart, with the keys of the blocks it is compared in.
class FormTable {
 public:
  FormTable(const Mentions& mentions, const Vocabulary& vocabulary, unsigned jobs);

  Id form_of(Id node) const { return form_of_name_[mentions_->nodes[node].name]; }
  const NameForm& operator[](Id form) const { return forms_[form]; }
  /// Names that can fit share one of these: a word of the family name and the first letter of a given name.
  const std::vector<std::uint64_t>& block_keys(Id form) const { return block_keys_[form]; }
  const Vocabulary& vocabulary() const { return *vocabulary_; }
  NameMatch compare(Id a, Id b) const;
  void approve(Id a, Id b) {
    approved_.push_back({std::min(a, b), std::max(a, b)});
    sorted_ = false;
  }
  bool approved(Id a, Id b) const;
  /// To be called before several threads ask what is approved.
  void settle() const;

 private:
  const Mentions* mentions_;
  const Vocabulary* vocabulary_;
  std::vector<Id> form_of_name_;
  std::vector<NameForm> forms_;
  std::vector<std::vector<std::uint64_t>> block_keys_;
  mutable std::vector<std::pair<Id, Id>> approved_;
  mutable bool sorted_ = true;
};

}  // namespace vitagraph::resolution
