// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <filesystem>

#include "mapping/row.hpp"

namespace vitagraph::mapping {

std::unique_ptr<RowSource> open_source(const SourceContext& context) {
  const SourceDescription& d = context.description;
  const bool of_files =
      d.formulation != Formulation::sql && d.formulation != Formulation::facts && d.formulation != Formulation::view;
  if (of_files && d.access.find("://") != std::string::npos && d.access.rfind("file://", 0) != 0) {
    if (!is_on_web(d.access)) throw Error("{}: only files, databases and what HTTP gives can be read", d.access);
    if (context.offline) throw Error("{}: not fetched, since --offline was given", d.access);
    if (d.formulation != Formulation::sparql) return open_web(context);
  }
  switch (context.description.formulation) {
    case Formulation::csv: return open_csv(context);
    case Formulation::json: return open_json(context);
    case Formulation::json_lines: return open_json_lines(context);
    case Formulation::xml: return open_xml(context);
    case Formulation::sql: return open_sql(context);
    case Formulation::sparql: return open_sparql(context);
    case Formulation::facts: return open_facts(context);
    case Formulation::view: return open_view(context);
  }
  throw Error("{}: no reader for this source", context.description.access);
}

std::unique_ptr<TextRecords> open_texts(const SourceContext& context) {
  switch (context.description.formulation) {
    case Formulation::csv: return open_csv_texts(context);
    case Formulation::json: return open_json_texts(context);
    case Formulation::xml: return open_xml_texts(context);
    default: return nullptr;
  }
}

std::string source_path(const SourceDescription& source, const std::string& folder) {
  if (source.access == "-") return source.access;  // standard input
  const bool url = source.access.rfind("file://", 0) == 0;
  const std::filesystem::path path(url ? source.access.substr(7) : source.access);
  if (path.is_absolute()) return path.string();
  return (std::filesystem::path(folder.empty() ? source.folder : folder) / path).lexically_normal().string();
}

std::string list_names(const std::vector<std::string>& names) {
  constexpr std::size_t most = 12, longest = 100;
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) {
    const std::string_view name = names[i];
    const std::string_view rest = skip_code_points(name, longest);
    out += fmt::format("{}`{}{}`", i == 0 ? "" : ", ", to_valid_utf8(name.substr(0, name.size() - rest.size())),
                       rest.empty() ? "" : "…");
  }
  if (names.size() > most) out += fmt::format(" and {} more", names.size() - most);
  return out;
}

void note_similar(Diagnostic& diagnostic, const std::string& name, const std::vector<std::string>& names) {
  if (const std::string near = nearest_name(name, names); !near.empty())
    diagnostic.notes.push_back({fmt::format("similar name: `{}`", near), {}});
}

std::string plain_double(double value) {
  std::string text = fmt::format("{}", value);
  if (text.find('e') != std::string::npos && std::abs(value) >= 1 && std::abs(value) < 1e20)
    text = fmt::format("{:.0f}", value);
  if (text.size() > 2 && text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

}  // namespace vitagraph::mapping
