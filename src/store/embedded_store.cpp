// SPDX-License-Identifier: Apache-2.0
#include "store/cache.hpp"
#include "store/sparql/parser.hpp"
#include "store/sparql/solve.hpp"
#include "store/store.hpp"

namespace vitagraph::store {

EmbeddedStore EmbeddedStore::open(const std::string& path, const std::string& cache_folder,
                                  DiagnosticSink& diagnostics) {
  EmbeddedStore store;
  const GraphCache cache(cache_folder, path);
  if (cache.read(store.data_, store.prefixes_)) return store;
  store.prefixes_ = rdf::Prefixes::standard(rdf::vocabulary::default_base);
  store.prefixes_.set("owl", rdf::vocabulary::owl);
  rdf::ReadOptions options;
  options.prefixes = &store.prefixes_;
  const bool whole = rdf::read_rdf(path, options, store.data_, diagnostics);
  store.data_.finish();
  if (whole) cache.write(store.data_, store.prefixes_);
  return store;
}

namespace {

/// §13.2: the graphs that FROM or FROM NAMED names. One that is not there is empty, as servers have it.
std::vector<TermId> graphs_of(Dataset& data, const std::vector<std::string>& names, std::vector<std::string>& missing) {
  std::vector<TermId> out;
  for (const std::string& name : names) {
    out.push_back(data.terms().add(rdf::Term::iri(name).view()));
    if (!data.has_graph(out.back())) missing.push_back(name);
  }
  return out;
}

}  // namespace

std::optional<QueryResult> EmbeddedStore::query(const SourceFile& text, DiagnosticSink& diagnostics,
                                                const QueryOptions& options) {
  sparql::Query query;
  try {
    if (const auto bad = find_invalid_utf8(text.text())) {
      const auto at = static_cast<std::uint32_t>(*bad);
      throw sparql::SyntaxError{{at, at + 1}, "not UTF-8"};
    }
    query = sparql::parse_query(text.text(), prefixes_);
  } catch (const sparql::SyntaxError& error) {
    diagnostics.report(Kind::query_syntax, text.locate(error.span), error.message);
    return std::nullopt;
  }
  QueryResult result;
  const std::vector<TermId> from = graphs_of(data_, query.from, result.missing_graphs);
  data_.select(options.default_graph, from, graphs_of(data_, query.from_named, result.missing_graphs));
  sparql::Budget budget(options.time);
  result.prefixes = prefixes_;
  switch (query.form) {
    case sparql::Form::ask:
      result.kind = ResultKind::boolean;
      result.answer = sparql::ask(data_, query, budget);
      break;
    case sparql::Form::construct:
    case sparql::Form::describe:
      result.kind = ResultKind::graph;
      result.quads = sparql::construct(data_, query, budget);
      break;
    case sparql::Form::select: {
      const sparql::Solutions rows = sparql::select(data_, query, budget);
      for (const sparql::Projection& p : query.projection) result.variables.push_back(query.variables[p.variable]);
      for (std::size_t i = 0; i < rows.size(); ++i) {
        std::vector<std::optional<rdf::Term>>& row = result.rows.emplace_back();
        for (const sparql::Projection& p : query.projection) {
          const TermId id = rows.row(i)[p.variable];
          row.push_back(id == unbound ? std::nullopt : std::optional(rdf::Term::copy(data_.terms().term(id))));
        }
      }
      break;
    }
  }
  return result;
}

}  // namespace vitagraph::store
