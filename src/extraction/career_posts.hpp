// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "extraction/career_lines.hpp"

namespace vitagraph::extraction {

/// The shown name of a family of roles, for posts that the heading alone names.
std::string implied_role(std::string_view family, const lexicon::Lexicon& lexicon);

/// Reads posts from the entries of one section, in their order: an employer that stands alone is that of the posts
/// below it.
class PostReader {
 public:
  PostReader(const Section& section, const Context& context, Findings& findings)
      : section_(section), context_(context), lexicon_(context.lexicon), findings_(findings) {}

  /// The posts of an entry, with those who advised; `house_above` is what stands above it.
  void read(const Entry& entry, const std::vector<CareerLine>& lines, const Affiliation& house_above);
  /// At the end of the section: adds what waited for the entry below it.
  void close();
  /// The posts that one list of segments states, usually one; `house` is where they are if the segments do not say.
  std::vector<facts::Fact> post_facts(const std::vector<Segment>& segments, const Period& when,
                                      const Affiliation& house) const;

 private:
  /// An entry on posts, taken apart.
  struct Posts {
    std::vector<const CareerLine*> head;   ///< everything up to the first item
    std::vector<const CareerLine*> items;  ///< of them, those with a role of their own if the head has none
    std::vector<Segment> joined;           ///< of all lines of the head
    std::vector<DateMention> dates;
    Period when;
    bool head_role = false;
  };
  Posts take_apart(const Entry& entry, const std::vector<CareerLine>& lines) const;
  static void name_first_line(Posts& posts);
  std::vector<facts::Fact> posts_of(const Posts& posts) const;
  std::vector<facts::Fact> posts_of_items(const Posts& posts) const;
  std::vector<facts::Fact> posts_by_dates(const Posts& posts) const;
  std::vector<facts::Fact> posts_of_lines(const Posts& posts) const;
  std::vector<facts::Fact> posts_of_dates(const Posts& posts) const;
  std::vector<facts::Fact> post_at_last_house(const Posts& posts) const;
  std::vector<facts::Fact> post_of_head(const Posts& posts) const;
  facts::Fact service_fact(const std::string& role, const std::string& venue, const Period& when) const;
  bool edits(const std::string& role) const;

  const Section& section_;
  const Context& context_;
  const lexicon::Lexicon& lexicon_;
  Findings& findings_;
  Affiliation house_;                   ///< of posts that name none
  facts::Fact lone_house_{"position"};  ///< a dated house without a post: one, or the heading of those below
  Span lone_span_;
  facts::Fact last_{"position"};  ///< the post made last
};

}  // namespace vitagraph::extraction
