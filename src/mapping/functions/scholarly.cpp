// SPDX-License-Identifier: Apache-2.0
// Our own: names, dates and identifiers of scholarly data, in the normal forms of the values stage.
#include "base/base.hpp"
#include "mapping/functions/groups.hpp"
#include "rdf/rdf.hpp"
#include "values/values.hpp"

namespace vitagraph::mapping {
namespace {

Parameter text_parameter() { return {{vgf("text")}}; }

/// Particles and titles are words of a language and live in the lexicon; a mapping's name forms go by shape alone.
values::PersonName name_of(Call& c) { return values::PersonName::parse(c.text(0), {}); }

void maybe(Call& c, const std::optional<std::string>& found) {
  if (found) c.give(*found);
}

}  // namespace

const std::vector<Function>& scholarly_functions() {
  static const std::vector<Function> functions = {
      {vgf("familyName"),
       {text_parameter()},
       "the family name of a person's name in any usual order",
       "Okafor, Mara J. => Okafor",
       [](Call& c) { c.give(name_of(c).family); }},
      {vgf("givenName"),
       {text_parameter()},
       "the given names of a person's name",
       "Okafor, Mara J. => Mara J.",
       [](Call& c) {
         std::string out;
         for (const std::string& given : name_of(c).given) out += (out.empty() ? "" : " ") + given;
         if (!out.empty()) c.give(out);
       }},
      {vgf("displayName"),
       {text_parameter()},
       "given names before the family name",
       "Okafor, Mara J. => Mara J. Okafor",
       [](Call& c) { c.give(name_of(c).str()); }},
      {vgf("slug"),
       {text_parameter()},
       "as a piece of an address: ASCII, small letters, hyphens",
       "José Ñandú (ed.) => jose-nandu-ed",
       [](Call& c) { c.give(slug(c.text(0))); }},
      {vgf("fold"),
       {text_parameter()},
       "without case and diacritics, for comparing",
       "Łukasz  MÜLLER => lukasz muller",
       [](Call& c) { c.give(fold(c.text(0))); }},
      {vgf("doi"),
       {text_parameter()},
       "the bare DOI in small letters; nothing if it is none",
       "https://doi.org/10.1000/ABC => 10.1000/abc",
       [](Call& c) { maybe(c, values::normalize_doi(c.text(0))); }},
      {vgf("doiIri"),
       {text_parameter()},
       "the DOI as https://doi.org/ address",
       "doi:10.1000/ABC => https://doi.org/10.1000/abc",
       [](Call& c) {
         if (const auto doi = values::normalize_doi(c.text(0))) c.give("https://doi.org/" + *doi);
       }},
      {vgf("orcid"),
       {text_parameter()},
       "the bare ORCID iD; nothing if its check digit is wrong",
       "https://orcid.org/0000-0002-1825-0097 => 0000-0002-1825-0097",
       [](Call& c) { maybe(c, values::normalize_orcid(c.text(0))); }},
      {vgf("arxiv"),
       {text_parameter()},
       "the bare arXiv number without version",
       "arXiv:1909.03879v2 => 1909.03879",
       [](Call& c) { maybe(c, values::normalize_arxiv(c.text(0))); }},
      {vgf("dateType"),
       {text_parameter()},
       "the XML Schema type of a date cut to what is stated",
       "2018-10 => gYearMonth",
       [](Call& c) {
         if (const auto date = values::PartialDate::parse(c.text(0))) c.give(date->xsd_type());
       }},
      {vgf("dateTypeIri"),
       {text_parameter()},
       "the same as an IRI, for a datatype",
       "2018 => http://www.w3.org/2001/XMLSchema#gYear",
       [](Call& c) {
         if (const auto date = values::PartialDate::parse(c.text(0)))
           c.give(std::string(rdf::vocabulary::xsd) + std::string(date->xsd_type()));
       }},
      {vgf("year"),
       {text_parameter()},
       "the year of a date",
       "2018-10-05 => 2018",
       [](Call& c) {
         if (const auto date = values::PartialDate::parse(c.text(0)); date && date->year != 0)
           c.give(fmt::format("{:04}", date->year));
       }},
      {vgf("earliest"),
       {text_parameter()},
       "the first day a date may mean",
       "2018-02 => 2018-02-01",
       [](Call& c) {
         if (const auto date = values::PartialDate::parse(c.text(0)); date && date->year != 0)
           c.give(date->earliest().str());
       }},
      {vgf("latest"),
       {text_parameter()},
       "the last day a date may mean",
       "2018-02 => 2018-02-28",
       [](Call& c) {
         if (const auto date = values::PartialDate::parse(c.text(0)); date && date->year != 0)
           c.give(date->latest().str());
       }},
  };
  return functions;
}

}  // namespace vitagraph::mapping
