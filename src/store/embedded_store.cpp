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

std::optional<QueryResult> EmbeddedStore::query(const SourceFile& text, DiagnosticSink& diagnostics) {
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
  result.prefixes = prefixes_;
  switch (query.form) {
    case sparql::Form::ask:
      result.kind = ResultKind::boolean;
      result.answer = sparql::ask(data_, query);
      break;
    case sparql::Form::construct:
    case sparql::Form::describe:
      result.kind = ResultKind::graph;
      result.quads = sparql::construct(data_, query);
      break;
    case sparql::Form::select: {
      const sparql::Solutions rows = sparql::select(data_, query);
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
