// SPDX-License-Identifier: Apache-2.0
// A query of any bytes on a small graph: parsed, evaluated for a second at most, written.
#include <cstddef>
#include <cstdint>

#include "store/store.hpp"

namespace {

vitagraph::store::EmbeddedStore& graph() {
  static vitagraph::NoDiagnostics quiet;
  static vitagraph::store::EmbeddedStore store = [] {
    const char* path = "/tmp/vitagraph-fuzz-graph.ttl";
    vitagraph::OutputFile file(path);
    file.write(
        "@prefix ex: <http://ex.org/> . ex:a ex:p ex:b , 1 , 2.5 , 1e3 , 'x'@en , true , "
        "'2020-01-01'^^<http://www.w3.org/2001/XMLSchema#date> . ex:b ex:p ex:a ; ex:q ex:c . ex:c ex:q [ ex:p 'y' ] "
        ".");
    file.commit();
    return vitagraph::store::EmbeddedStore::open(path, "", quiet);
  }();
  return store;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  vitagraph::NoDiagnostics quiet;
  vitagraph::store::QueryOptions options;
  options.time = std::chrono::seconds(1);
  try {
    const vitagraph::SourceFile query("query", std::string(reinterpret_cast<const char*>(data), size));
    if (const auto result = graph().query(query, quiet, options))
      for (const auto format : {vitagraph::store::ResultFormat::table, vitagraph::store::ResultFormat::json})
        format_result(*result, format, 80);
  } catch (const vitagraph::Error&) {  // more time or memory than a query may take
  }
  return 0;
}
