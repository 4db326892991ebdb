// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <set>

#include "extraction/entry_pieces.hpp"
#include "extraction/entry_text.hpp"
#include "extraction/grant_entries.hpp"
#include "extraction/labelled.hpp"
#include "extraction/project_title.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;

constexpr std::size_t longest_title = 260;
constexpr std::size_t longest_head = 400;
constexpr std::ptrdiff_t most_beside = 40;  ///< headings that are looked at on either side
constexpr std::ptrdiff_t least_others = 3;  ///< entries of a list of others' projects that say so
constexpr std::size_t most_facts = 20000;   ///< that a section looks back on, for documents without end

/// A project's head: who supervised, where and when.
struct Head {
  std::vector<std::string> supervisors;
  std::string organization, place;
  When when;
  std::string rest;  ///< what is left: the title, where no heading has it
};

bool is_read(Funded funded) { return funded == Funded::yes || funded == Funded::neither; }

class Reader {
 public:
  Reader(const Section& section, const Context& context, Findings& findings)
      : section_(section), context_(context), lexicon_(context.lexicon), findings_(findings) {}

  void read() {
    const bool titled = section_.inherits && section_.parent > 0;
    if (titled && !is_group(section_.heading)) {
      read_titled(find_entries(section_, context_, EntryShape::posts));
      return;
    }
    // "Course projects: Sep 2017 - June 2019" over a list: the head's dates hold for each.
    Head shared;
    const bool headed = heads_stand_over_items();
    std::vector<Entry> entries;
    if (headed)
      entries = find_entries(section_, context_, EntryShape::posts);
    else
      for (GrantEntry& found : find_grant_entries(section_, context_)) entries.push_back(std::move(found.entry));
    drop_others(entries);
    for (Entry& entry : entries) {
      if (headed && !entry.lines.empty()) entry.items.clear();  // they describe
      if (is_read(recognize_funded_project(entry, {}, context_, findings_))) continue;
      const std::string text = text_of(entry, context_);
      Head head = head_of(text, 0);
      if (head.rest.empty() && head.when.stated()) {
        shared = std::move(head);
        continue;
      }
      read_entry(entry, std::move(head), shared);
    }
  }

 private:
  /// In a list of others' projects those that say so are no projects of the owner's.
  void drop_others(std::vector<Entry>& entries) const {
    const auto by_others = [&](const Entry& entry) {
      return is_done_by_others(text_of(entry, context_), context_.owner, lexicon_);
    };
    const auto others = std::count_if(entries.begin(), entries.end(), by_others);
    if (others >= least_others && static_cast<std::size_t>(others) * 2 >= entries.size())
      entries.erase(std::remove_if(entries.begin(), entries.end(), by_others), entries.end());
  }

  /// A heading that names a kind of projects and no project.
  bool is_group(std::string_view heading) const {
    const lexicon::Words words = lexicon::split_words(heading);
    return !words.empty() && words.size() <= 4 && lexicon_.mentions("heading-words", words.back().key);
  }

  /// Lines of text over lists of items, again and again: the lines name the projects.
  bool heads_stand_over_items() const {
    std::size_t heads = 0, loose = 0;
    bool item = true, dated_head = false, told = true;  // the one head has a date, and its items are sentences without
    for (const Piece& piece : find_pieces(section_, context_)) {
      if (heads == 0 && (piece.item || piece.date_only)) return false;
      if (!piece.item && item) ++heads;
      if (!piece.item) dated_head = dated_head || piece.dated;
      const std::string_view text = trim(context_.document.slice(piece.span));
      if (piece.item) told = told && !piece.dated && !text.empty() && text.back() == '.';
      if (!piece.item && piece.starts_block && !item) ++loose;
      item = piece.item;
    }
    return item && (heads > 1 || (heads == 1 && dated_head && told)) && loose <= heads;
  }

  /// Sentences below a heading: what it names is told, and nothing listed.
  bool is_described(const std::vector<Entry>& entries) const {
    if (entries.empty() || !section_.is("projects") || section_.is("research-experience")) return false;
    return std::all_of(entries.begin(), entries.end(), [&](const Entry& entry) {
      if (!entry.items.empty() || !entry.marker.empty() || entry.lines.empty()) return false;
      const std::string_view last = trim(context_.document.slice(entry.lines.back()));
      return !last.empty() && last.back() == '.';
    });
  }

  /// "What I do on Sundays", "Thanks to my family": a heading that says something, with somebody in it.
  bool speaks(std::string_view heading) const {
    const lexicon::Words words = lexicon::split_words(heading);
    return std::any_of(words.begin(), words.end(), [&](const lexicon::Word& word) {
      const auto found = lexicon_.find("pronouns", word.key);
      // "Peat I" is numbered.
      return has_notation(found, "my") || (has_notation(found, "first") && &word != &words.back());
    });
  }

  /// Other headings below the same one name projects as well.
  bool stands_among_titles() const {
    const std::vector<Section>& all = *context_.sections;
    const auto here = std::upper_bound(all.begin(), all.end(), section_.span.begin,
                                       [](std::uint32_t at, const Section& other) { return at < other.span.begin; });
    const auto first = here - std::min(here - all.begin(), most_beside),
               last = here + std::min(all.end() - here, most_beside);
    const auto beside = std::count_if(first, last, [&](const Section& other) {
      return other.parent == section_.parent && other.inherits && other.dress == section_.dress;
    });
    return beside > 1;
  }

  void read_titled(const std::vector<Entry>& entries) {
    std::string text;
    for (const Entry& entry : entries) {
      for (const Span span : entry.lines)
        if (span.size() < longest_head) text += (text.empty() ? "" : "\n") + std::string(context_.document.slice(span));
      for (const Span span : entry.items)
        if (entry.items.size() == 1 && span.size() < 60) text += "\n" + std::string(context_.document.slice(span));
    }
    // All below the heading is about it.
    Entry whole;
    whole.span = section_.span;
    for (const Entry& entry : entries) {
      whole.lines.insert(whole.lines.end(), entry.lines.begin(), entry.lines.end());
      whole.lines.insert(whole.lines.end(), entry.items.begin(), entry.items.end());
    }
    if (is_read(recognize_funded_project(whole, clean_value(section_.heading), context_, findings_))) return;
    Head head = head_of(text, 0);
    const bool told = head.when.stated() || !head.supervisors.empty() || !head.organization.empty();
    if (!told && !(is_described(entries) && stands_among_titles() && !speaks(section_.heading))) return;
    emit(clean_value(section_.heading), head, section_.span, told ? 0.85 : 0.6);
  }

  void read_entry(const Entry& entry, Head head, const Head& shared) {
    if (!head.when.stated()) head.when = shared.when;
    const std::string title = project_title(head.rest, entry, section_, context_);
    if (title.empty() || title.size() > longest_title) return;
    // "Bath Valley Survey", but "Peru, three weeks"
    if (section_.is("fieldwork") && !mentions(title, "project-doers", "field", lexicon_)) return;
    if (head.place.empty() && head.organization.empty()) head.place = place_behind_title(head.rest, lexicon_);
    emit(title, head, entry.span, head.when.stated() ? 0.75 : 0.6);
  }

  Head head_of(std::string text, std::uint32_t offset) const {
    Head out;
    std::vector<Segment> behind;
    for (const Labelled& person : find_labelled(text, "advising", lexicon_, offset)) {
      const std::string value(text.substr(person.value.begin - offset, person.value.end - person.value.begin));
      if (person.label == "advisor" || person.label == "mentor" || person.label == "host" ||
          person.label == "director") {
        for (std::string& name : names_in(value, lexicon_)) out.supervisors.push_back(std::move(name));
        for (Segment& segment : cut_segments(value, lexicon_, 0))
          if (segment.named() || segment.place) behind.push_back(std::move(segment));
      } else if (person.label != "principal" || names_in(value, lexicon_).empty()) {
        continue;
      }
      std::fill(text.begin() + (person.span.begin - offset), text.begin() + (person.span.end - offset), '\t');
    }
    Dated dated = take_dates(text, lexicon_, offset);
    out.when = when_of(dated.dates);
    std::vector<Segment> lines;
    std::size_t begin = 0;
    while (begin <= dated.rest.size()) {
      const std::size_t end = std::min(dated.rest.find('\n', begin), dated.rest.size());
      const std::string line(trim(std::string_view(dated.rest).substr(begin, end - begin)));
      begin = end + 1;
      if (line.empty()) continue;
      std::vector<Segment> segments = cut_segments(line, lexicon_, 0);
      const bool where = !segments.empty() && std::all_of(segments.begin(), segments.end(), [](const Segment& s) {
        return s.place || s.named() || s.unit;
      });
      if (where && (!out.rest.empty() || segments.front().place))
        behind.insert(behind.end(), segments.begin(), segments.end());
      else if (out.rest.empty()) {
        // "A title, Avon University, Bristol, UK": the place of work behind the title.
        std::size_t title = segments.size();
        for (std::size_t i = 1; i < segments.size() && title == segments.size(); ++i)
          if ((segments[i].named() || (segments[i].unit && segments.front().quoted)) && !segments[i].degree) title = i;
        if (title < segments.size() &&
            std::all_of(segments.begin() + static_cast<std::ptrdiff_t>(title), segments.end(),
                        [](const Segment& s) { return s.named() || s.place || s.unit || s.role; })) {
          out.rest = clean_value(line.substr(0, segments[title].span.begin));
          behind.insert(behind.end(), segments.begin() + static_cast<std::ptrdiff_t>(title), segments.end());
        } else {
          out.rest = clean_value(line);
        }
      }
    }
    const Affiliation found = find_affiliation(behind, lexicon_);
    out.organization = found.organization;
    out.place = found.place;
    if (found.organization.empty())
      for (const Segment& segment : behind)
        if (segment.place) out.place += (out.place.empty() ? "" : ", ") + segment.text;
    return out;
  }

  /// Work done where one is an intern is an intern's; all other supervision of projects is mentoring.
  std::string relation_at(const std::string& organization) {
    if (!interned_) interned_ = houses_of_interns();
    const bool intern = !organization.empty() && interned_->count(comparison_key(organization)) > 0;
    return intern ? "intern" : "mentor";
  }

  std::set<std::string> houses_of_interns() const {
    std::set<std::string> out;
    const std::vector<Fact>& facts = findings_.facts();
    for (std::size_t i = 0; i < std::min(facts.size(), most_facts); ++i)
      if (facts[i].type == "position" && mentions(facts[i].text("role"), "roles", "intern", lexicon_))
        out.insert(comparison_key(facts[i].text("organization")));
    return out;
  }

  void emit(const std::string& title, const Head& head, Span span, double confidence) {
    Fact fact("project");
    fact.set("person", context_.owner)
        .set("title", title)
        .set("organization", head.organization)
        .set("place", head.place);
    fact.set("supervisors", head.supervisors);
    if (!head.when.start.empty() || !head.when.end.empty())
      fact.set("start", head.when.start).set("end", head.when.end);
    else if (!head.when.years.empty())
      fact.set("start", head.when.years.front()).set("end", head.when.years.back());
    const Fact project = fact;
    findings_.add(std::move(fact), span, "projects.entry", confidence);
    for (const std::string& supervisor : head.supervisors) {
      Fact advising("advising");
      advising.set("advisor", supervisor)
          .set("advisee", context_.owner)
          .set("relation", relation_at(head.organization))
          .set("organization", head.organization);
      advising.set("start", std::string(project.text("start"))).set("end", std::string(project.text("end")));
      findings_.add(std::move(advising), span, "projects.supervisor", confidence);
    }
  }

  const Section& section_;
  const Context& context_;
  const lexicon::Lexicon& lexicon_;
  Findings& findings_;
  std::optional<std::set<std::string>> interned_;
};

}  // namespace

void recognize_projects(const Section& section, const Context& context, Findings& findings) {
  if (!context.owner.empty()) Reader(section, context, findings).read();
}

}  // namespace vitagraph::extraction
