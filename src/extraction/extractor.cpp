// SPDX-License-Identifier: Apache-2.0
#include "extraction/extraction.hpp"
#include "extraction/lists/siblings.hpp"
#include "extraction/mixed_sections.hpp"
#include "extraction/owner.hpp"
#include "extraction/prepare.hpp"
#include "extraction/recognizers.hpp"
#include "extraction/references/adopt.hpp"
#include "extraction/settle_dates.hpp"

namespace vitagraph::extraction {

namespace {

/// Everything that the prepared document states.
Extraction read(const document::Document& prepared, std::vector<Section> sections, const lexicon::Lexicon& lexicon,
                const facts::Schema& schema, const Options& options) {
  Context context{prepared, lexicon, {}, &sections};
  Findings findings(prepared);
  if (recognize_schedule_table(context, sections, findings) || recognize_announcement(context, sections, findings) ||
      recognize_prose_announcement(context, sections, findings))
    return std::move(findings).finish(schema, options);
  context.owner = find_owner(prepared, sections, lexicon);
  sections = references::adopt_titled_works(std::move(sections), context);
  sections = references::adopt_reference_lists(std::move(sections), context);
  sections = part_mixed_sections(std::move(sections), context);
  recognize_person(context, findings);
  std::vector<lists::ReadSection> read;
  for (const Section& section : sections) {
    if (section.level > 0) findings.cover(section.heading_span, "heading");
    for (const Recognizer& recognizer : recognizers()) {
      if (!recognizer.accepts(section, context)) continue;
      const std::size_t before = findings.facts().size();
      recognizer.recognize(section, context, findings);
      read.push_back({&section, before, findings.facts().size()});
      break;
    }
  }
  lists::read_siblings(read, context, findings);
  recognize_letterhead_posts(context, findings);
  return std::move(findings).finish(schema, options);
}

}  // namespace

Extractor::Extractor(const lexicon::Lexicon& lexicon, const facts::Schema& schema, Options options)
    : lexicon_(lexicon), schema_(schema), options_(std::move(options)) {}

Extraction Extractor::extract(const document::Document& document, DiagnosticSink&) const {
  document::Document prepared = prepare(document, lexicon_);
  std::vector<Section> sections = find_sections(prepared, lexicon_);
  const SettledDates dates(prepared, sections, lexicon_);
  Extraction found = read(prepared, std::move(sections), lexicon_, schema_, options_);
  for (facts::Fact& fact : found.facts) dates.restore(fact);
  return found;
}

}  // namespace vitagraph::extraction
