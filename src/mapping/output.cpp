// SPDX-License-Identifier: Apache-2.0
#include "mapping/output.hpp"

#include <filesystem>
#include <map>
#include <optional>

#include "mapping/serializations.hpp"
#include "mapping/targets.hpp"

namespace vitagraph::mapping {
namespace fs = std::filesystem;

OutputForm output_form(const std::string& path) {
  static const std::map<std::string, const char*, std::less<>> endings = {
      {".nq", "nquads"},  {".nquads", "nquads"}, {".nt", "ntriples"},   {".ntriples", "ntriples"},
      {".ttl", "turtle"}, {".n3", "n3"},         {".turtle", "turtle"}, {".jsonld", "jsonld"},
      {".trig", "trig"},  {".rdf", "rdfxml"},    {".rj", "rdfjson"}};
  OutputForm out;
  if (path == "-") return out;
  out.gzip = rdf::is_compressed(path);
  const std::string ending = fs::path(out.gzip ? path.substr(0, path.size() - 3) : path).extension().string();
  if (const auto found = endings.find(ending); found != endings.end()) {
    out.serialization = found->second;
  } else if (!ending.empty()) {
    std::error_code failed;
    const fs::file_type type = fs::status(path, failed).type();
    if (type == fs::file_type::regular || type == fs::file_type::not_found)
      throw Error(
          "{}: `{}` does not tell what to write; known are .nq, .nt, .ttl, .trig, .n3, .jsonld, .rdf and .rj, each "
          "perhaps with .gz",
          path, ending);
  }
  return out;
}

void write_output(const OutputStatements& statements, const OutputForm& form, const rdf::Prefixes& prefixes,
                  OutputFile& out) {
  rdf::ByteSink put = [&out](std::string_view bytes) { out.write(bytes); };
  std::optional<rdf::GzipBytes> gzip;
  if (form.gzip) {
    gzip.emplace(put);
    put = [&gzip](std::string_view bytes) { gzip->write(bytes); };
  }
  if (has_serialization(form.serialization))
    put(write_serialization(form.serialization, statements.quads.quads()));
  else
    write_statements(statements, prefixes, *rdf::syntax_of(form.serialization == "n3" ? "turtle" : form.serialization),
                     put);
  if (gzip) gzip->finish();
}

}  // namespace vitagraph::mapping
