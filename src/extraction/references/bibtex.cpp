// SPDX-License-Identifier: Apache-2.0
#include "extraction/names.hpp"
#include "extraction/references/tail.hpp"

namespace vitagraph::extraction::references {
namespace {

/// BibTeX joins names by the word "and" between blanks, whatever the language (Patashnik, BibTeXing, 1988, §4).
std::vector<std::string> bib_names(std::string_view text, const lexicon::Lexicon& lexicon) {
  constexpr std::string_view joint = " and ";
  std::vector<std::string> names;
  const std::string plain = collapse_blanks(text);
  for (std::size_t begin = 0; begin <= plain.size();) {
    std::size_t end = plain.find(joint, begin);
    if (end == std::string::npos) end = plain.size();
    std::string name = clean_name(std::string_view(plain).substr(begin, end - begin), lexicon);
    if (!name.empty() && fold(name) != "others") names.push_back(std::move(name));
    begin = end + joint.size();
  }
  return names;
}

struct EntryType {
  std::string_view type, kind;
};

/// The standard entry types (BibTeXing §3.1) and those of biblatex.
constexpr EntryType types[] = {{"article", "journal"},       {"inproceedings", "conference"},
                               {"conference", "conference"}, {"incollection", "chapter"},
                               {"inbook", "chapter"},        {"book", "book"},
                               {"booklet", "book"},          {"proceedings", "book"},
                               {"collection", "book"},       {"phdthesis", "thesis"},
                               {"mastersthesis", "thesis"},  {"thesis", "thesis"},
                               {"techreport", "report"},     {"report", "report"},
                               {"patent", "patent"},         {"software", "other"},
                               {"dataset", "other"},         {"online", "other"}};

}  // namespace

Publication parse_bibtex(const document::BibEntry& entry, const lexicon::Lexicon& lexicon) {
  Publication out;
  out.rule = "bibtex";
  const auto value = [&](std::string_view name) { return collapse_blanks(entry.field(name)); };
  out.title = value("title");
  if (out.title.empty()) return out;
  out.confidence = 0.98;
  out.authors = bib_names(entry.field("author"), lexicon);
  out.volume = value("volume");
  out.number = value("number");
  out.pages = value("pages");
  if (out.pages.empty()) out.pages = value("eid");
  out.publisher = value("publisher");
  out.year = value("year");
  if (out.year.empty()) out.year = value("date").substr(0, 4);
  for (const std::string_view field : {"journal", "journaltitle", "booktitle", "school", "institution", "howpublished"})
    if (out.venue.empty()) out.venue = clean_venue(value(field), lexicon, &out.year);
  out.doi = value("doi");
  if (const auto doi = values::normalize_doi(out.doi)) out.doi = *doi;
  if (const auto arxiv = values::normalize_arxiv(value("eprint"))) out.arxiv = *arxiv;
  if (out.arxiv.empty())
    for (const std::string_view field : {"url", "journal", "note", "eprint"})
      if (const auto arxiv = values::normalize_arxiv(value(field));
          arxiv && out.arxiv.empty() && fold(value(field)).find("arxiv") != std::string::npos)
        out.arxiv = *arxiv;
  out.url = value("url");
  if (out.url.find("doi.org/") != std::string::npos || out.url.find("arxiv.org/") != std::string::npos) out.url.clear();
  if (const std::string note = value("note"); !note.empty()) {
    const auto status = lexicon.find("publication-status", note);
    if (!status.empty())
      out.status = status.front()->notation;
    else
      out.notes.push_back(note);
  }
  for (const EntryType& type : types)
    if (type.type == entry.type) out.kind = type.kind;
  const std::string by_venue = infer_kind(out, "", "", lexicon);
  if (out.kind.empty() || by_venue == "preprint" || by_venue == "workshop")
    out.kind = by_venue.empty() ? "other" : by_venue;
  return out;
}

}  // namespace vitagraph::extraction::references
