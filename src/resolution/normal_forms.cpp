// SPDX-License-Identifier: Apache-2.0
#include "resolution/normal_forms.hpp"

#include <algorithm>

namespace vitagraph::resolution {
namespace {

using facts::Fact;
using values::PartialDate;

/// Local names of the ontology, by the words of ontology/facts.yml. "other" is a plain Publication.
constexpr std::pair<std::string_view, std::string_view> publication_classes[] = {{"journal", "JournalArticle"},
                                                                                 {"conference", "ConferencePaper"},
                                                                                 {"workshop", "WorkshopPaper"},
                                                                                 {"preprint", "Preprint"},
                                                                                 {"book", "Book"},
                                                                                 {"chapter", "BookChapter"},
                                                                                 {"thesis", "Thesis"},
                                                                                 {"report", "Report"},
                                                                                 {"patent", "Patent"},
                                                                                 {"poster", "Poster"}};
constexpr std::pair<std::string_view, std::string_view> advising_properties[] = {{"phd", "doctoralAdvisor"},
                                                                                 {"masters", "mastersAdvisor"},
                                                                                 {"bachelors", "bachelorsAdvisor"},
                                                                                 {"postdoc", "postdoctoralAdvisor"},
                                                                                 {"intern", "internshipMentor"},
                                                                                 {"mentor", "mentor"},
                                                                                 {"host", "host"},
                                                                                 {"committee", "committeeMember"}};

template <std::size_t N>
std::string_view look_up(const std::pair<std::string_view, std::string_view> (&table)[N], std::string_view word) {
  for (const auto& [key, value] : table)
    if (key == word) return value;
  return {};
}

void set(Fact& fact, std::string_view name, std::string value) {
  if (!value.empty()) fact.normal.insert_or_assign(std::string(name), std::move(value));
}

struct Extent {
  std::optional<PartialDate> first, last;
  void add(const PartialDate& date) {
    if (!date.year) return;
    if (!first || date.earliest() < *first) first = date.earliest();
    if (!last || *last < date.latest()) last = date.latest();
  }
};

/// XML Schema writes a date without a year "--03-19", a month "--03" as ours do.
void set_dates(Fact& fact, const facts::TypeSchema& type) {
  Extent whole, start, end;
  bool open = false;
  for (const facts::FieldSchema& field : type.fields) {
    if (field.kind != "date" && field.kind != "year" && field.kind != "years") continue;
    for (const std::string& written : fact.list(field.name)) {
      if (written == "present") {
        open = true;
        continue;
      }
      const auto date = PartialDate::parse(trim(written));
      if (!date) continue;
      (field.name == "start" ? start : field.name == "end" ? end : whole).add(*date);
      if (field.kind == "years") continue;
      set(fact, field.name, date->str());
      set(fact, field.name + "_type", std::string(date->xsd_type()));
    }
  }
  // What began in 2018 began on its first day at the earliest; a post without an end has no latest day.
  const auto& first = start.first ? start.first : whole.first;
  const auto& last = end.last ? end.last : whole.last;
  if (first) set(fact, "earliest_start", first->str());
  if (last && !open) set(fact, "latest_end", last->str());
  if (open) set(fact, "current", "true");
}

std::string join(std::initializer_list<std::string_view> parts, std::string_view separator = ", ") {
  std::string out;
  for (const std::string_view part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

std::string_view first_of(std::initializer_list<std::string_view> parts) {
  for (const std::string_view part : parts)
    if (!part.empty()) return part;
  return {};
}

std::string homepage_iri(std::string_view written) {
  std::string plain(trim(written));
  if (plain.empty() || plain.find_first_of(" <>\"{}|\\^`") != std::string::npos) return {};
  if (plain.find("://") == std::string::npos) plain.insert(0, plain.find('.') == std::string::npos ? "" : "https://");
  return plain.find("://") == std::string::npos ? std::string() : plain;
}

std::string id_text(const Fact& fact, std::string_view name) {
  const facts::Value* ids = fact.find("ids");
  const auto* object = ids ? std::get_if<facts::Object>(ids) : nullptr;
  if (!object) return {};
  const auto found = object->find(name);
  if (found == object->end()) return {};
  if (const auto* text = std::get_if<std::string>(&found->second)) return *text;
  const auto& list = std::get<facts::List>(found->second);
  return list.empty() ? std::string() : list.front();
}

}  // namespace

void set_normal_forms(Fact& fact, const facts::TypeSchema& type) {
  set_dates(fact, type);
  if (fact.type == "publication") {
    set(fact, "doi", values::normalize_doi(fact.text("doi")).value_or(""));
    set(fact, "arxiv", values::normalize_arxiv(fact.text("arxiv")).value_or(""));
    set(fact, "kind_class", std::string(look_up(publication_classes, fact.text("kind"))));
  } else if (fact.type == "person") {
    set(fact, "orcid", values::normalize_orcid(id_text(fact, "orcid")).value_or(""));
    set(fact, "homepage", homepage_iri(fact.text("homepage")));
  } else if (fact.type == "advising") {
    set(fact, "relation_property", std::string(look_up(advising_properties, fact.text("relation"))));
  }
}

std::vector<std::string> normal_form_names(const facts::TypeSchema& type) {
  std::vector<std::string> out = {"key", "label"};
  bool dated = false;
  for (const facts::FieldSchema& field : type.fields) {
    if (field.kind != "date" && field.kind != "year" && field.kind != "years") continue;
    dated = true;
    out.push_back(field.name);
    out.push_back(field.name + "_type");
  }
  if (dated) out.insert(out.end(), {"earliest_start", "latest_end", "current"});
  if (type.name == "publication") out.insert(out.end(), {"doi", "arxiv", "kind_class", "version_of"});
  if (type.name == "person") out.insert(out.end(), {"orcid", "homepage"});
  if (type.name == "advising") out.push_back("relation_property");
  return out;
}

std::string statement_label(const Fact& fact) {
  const auto text = [&](std::string_view field) { return fact.text(field); };
  if (fact.type == "position") return join({text("role"), text("organization")});
  if (fact.type == "education") {
    const std::string study =
        text("degree").empty() ? std::string(text("field")) : join({text("degree"), text("field")}, " ");
    return join({study, text("organization")});
  }
  if (fact.type == "advising") return join({text("advisor"), text("advisee")}, " → ");
  if (fact.type == "award") return join({text("name"), first_of({text("year"), text("start")})});
  if (fact.type == "teaching") return join({text("course"), text("organization")});
  if (fact.type == "service") return join({text("role"), text("venue")});
  if (fact.type == "grant") return join({text("name"), text("funder")});
  if (fact.type == "interest") return std::string(text("topic"));
  if (fact.type == "person") return std::string(text("name"));
  return std::string(text("title"));
}

}  // namespace vitagraph::resolution
