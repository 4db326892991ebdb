// SPDX-License-Identifier: Apache-2.0
// SPARQL over a file of RDF or of a service on the web (RML-IO registry, "SPARQL results"): the iterator is a SELECT
// query, references are its variables. The engine for files is the store stage's.
#include <simdjson.h>

#include <algorithm>
#include <map>

#include "mapping/row.hpp"
#include "mapping/sources/web.hpp"
#include "store/store.hpp"

namespace vitagraph::mapping {
namespace {

constexpr std::size_t rows_in_chunk = 1024;

/// RDF's own datatypes are the natural ones.
Natural natural_of(const rdf::Term& term) {
  static const std::map<std::string_view, Natural> known = {
      {"integer", Natural::integer}, {"decimal", Natural::decimal},   {"double", Natural::floating},
      {"float", Natural::floating},  {"boolean", Natural::boolean},   {"date", Natural::date},
      {"time", Natural::time},       {"dateTime", Natural::date_time}};
  constexpr std::string_view xsd = rdf::vocabulary::xsd;
  if (!term.is_literal() || term.datatype.rfind(xsd, 0) != 0) return Natural::text;
  const auto found = known.find(std::string_view(term.datatype).substr(xsd.size()));
  return found == known.end() ? Natural::text : found->second;
}

constexpr std::uint64_t largest_answer = std::uint64_t{1} << 30;

/// SPARQL 1.1 Query Results JSON.
std::optional<rdf::Term> term_of(simdjson::dom::element written) {
  const auto text = [&](const char* key) {
    std::string_view found;
    return written[key].get(found) == simdjson::SUCCESS ? std::string(found) : std::string();
  };
  const std::string type = text("type");
  if (type == "uri") return rdf::Term::iri(text("value"));
  if (type == "bnode") return rdf::Term::blank(text("value"));
  if (type != "literal" && type != "typed-literal") return std::nullopt;
  return rdf::Term{rdf::TermKind::literal, text("value"), text("datatype"), text("xml:lang")};
}

store::QueryResult read_answer(const std::string& access, const std::string& answer) {
  store::QueryResult out;
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  simdjson::dom::array names, rows;
  if (parser.parse(answer).get(root) || root["head"]["vars"].get(names) || root["results"]["bindings"].get(rows))
    throw Error("{}: its answer is no table of SPARQL results in JSON", access);
  for (const simdjson::dom::element name : names)
    if (std::string_view text; !name.get(text)) out.variables.emplace_back(text);
  for (const simdjson::dom::element row : rows) {
    auto& cells = out.rows.emplace_back();
    for (const std::string& name : out.variables) {
      simdjson::dom::element cell;
      cells.push_back(row[name].get(cell) ? std::nullopt : term_of(cell));
    }
  }
  return out;
}

store::QueryResult ask_service(const SourceContext& context, const std::string& query) {
  SourceDescription description = context.description;
  description.web.service = true;  // however the mapping wrote that it is one
  const std::string& file =
      context.fetched->file_of(description, query, "application/sparql-results+json", largest_answer);
  return read_answer(description.access, std::string(SourceFile::read(file).text()));
}

class SparqlChunk : public Chunk {
 public:
  std::shared_ptr<const store::QueryResult> result;
  std::vector<int> columns;
  std::size_t layout = 0, begin = 0, end = 0;

  void rows(const RowHandler& handler, DiagnosticSink&) override {
    Row row;
    for (std::size_t i = begin; i < end; ++i) {
      row.clear();
      row.number = i;
      for (const int column : columns) {
        if (column >= 0)
          if (const auto& term = result->rows[i][static_cast<std::size_t>(column)])
            row.add({term->value, natural_of(*term)});
        row.end_slot();
      }
      handler(layout, row);
    }
  }
};

class SparqlSource : public RowSource {
 public:
  explicit SparqlSource(const SourceContext& context) : context_(context) {
    if (!is_on_web(context.description.access))
      store_ = store::EmbeddedStore::open(context.path, "", context.diagnostics);
  }

  std::unique_ptr<Chunk> next() override {
    while (layout_ < context_.layouts.size()) {
      if (!result_) ask();
      if (at_ < result_->rows.size()) {
        auto chunk = std::make_unique<SparqlChunk>();
        chunk->result = result_;
        chunk->columns = columns_;
        chunk->layout = layout_;
        chunk->begin = at_;
        chunk->end = at_ = std::min(result_->rows.size(), at_ + rows_in_chunk);
        return chunk;
      }
      result_.reset();
      ++layout_;
    }
    return nullptr;
  }

 private:
  void ask() {
    const Layout& layout = context_.layouts[layout_];
    const std::string& query = context_.description.query.empty() ? layout.iterator : context_.description.query;
    auto found = store_ ? store_->query(SourceFile(context_.description.access, query), context_.diagnostics)
                        : ask_service(context_, query);
    if (!found) throw SourceError(layout.location, "the query of this source is wrong");
    if (found->kind != store::ResultKind::table)
      throw SourceError(layout.location, "the query of this source is no SELECT");
    columns_.clear();
    for (std::size_t i = 0; i < layout.references.size(); ++i) {
      const auto& names = found->variables;
      const std::string& wanted = layout.references[i];
      const auto at = std::find(names.begin(), names.end(), wanted.rfind('?', 0) == 0 ? wanted.substr(1) : wanted);
      columns_.push_back(at == names.end() ? -1 : static_cast<int>(at - names.begin()));
      if (at != names.end()) continue;
      Diagnostic d = DiagnosticSink::make(Kind::mapping_unknown_column, layout.reference_locations[i],
                                          context_.description.access, wanted);
      if (const std::string near = nearest_name(wanted, names); !near.empty())
        d.notes.push_back({fmt::format("similar name: `{}`", near), {}});
      context_.diagnostics.report(std::move(d));
    }
    result_ = std::make_shared<store::QueryResult>(std::move(*found));
    at_ = 0;
  }

  SourceContext context_;
  std::optional<store::EmbeddedStore> store_;  ///< none: a service is asked
  std::shared_ptr<const store::QueryResult> result_;
  std::vector<int> columns_;
  std::size_t layout_ = 0, at_ = 0;
};

}  // namespace

std::unique_ptr<RowSource> open_sparql(const SourceContext& context) { return std::make_unique<SparqlSource>(context); }

}  // namespace vitagraph::mapping
