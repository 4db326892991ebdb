// SPDX-License-Identifier: Apache-2.0
#include "mapping/targets.hpp"

#include <unicode/unistr.h>

#include <filesystem>

#include "mapping/compressions.hpp"
#include "mapping/serializations.hpp"

namespace vitagraph::mapping {
namespace {

std::string to_utf16(const std::string& text) {
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(text);
  std::string out = "\xFF\xFE";
  for (std::int32_t i = 0; i < wide.length(); ++i) {
    out += static_cast<char>(wide[i] & 0xFF);
    out += static_cast<char>(wide[i] >> 8);
  }
  return out;
}

/// What the file in an archive is called: the archive's name without its endings.
std::string inner_name(const std::string& path) {
  std::string name = std::filesystem::path(path).filename().string();
  for (const std::string_view ending : {".zip", ".gz", ".tgz", ".xz", ".txz", ".tar"})
    if (name.size() > ending.size() && name.ends_with(ending)) name.resize(name.size() - ending.size());
  return name;
}

std::string path_of(const TargetDescription& target) {
  std::string access = target.access;
  if (access.rfind("file://", 0) == 0) access.erase(0, 7);
  const std::filesystem::path path(access);
  return path.is_absolute() ? access : (std::filesystem::path(target.folder) / path).lexically_normal().string();
}

/// N3 holds what Turtle does.
std::optional<rdf::Syntax> syntax_of(const TargetDescription& target) {
  return rdf::syntax_of(target.serialization == "n3" ? "turtle" : target.serialization);
}

}  // namespace

bool can_write(const TargetDescription& target, DiagnosticSink& diagnostics) {
  const auto refuse = [&](const char* what) {
    diagnostics.report(Kind::mapping_unwritable_target, target.location, target.access, what);
    return false;
  };
  if (target.access.find("://") != std::string::npos && target.access.rfind("file://", 0) != 0)
    return refuse("only files can be written");
  if (target.access.empty()) return refuse("it names no file");
  if (!has_serialization(target.serialization) && !syntax_of(target))
    return refuse("its serialization has no writer here");
  if (!has_compression(target.compression)) return refuse("its compression has no writer here");
  return true;
}

void write_statements(const OutputStatements& statements, const rdf::Prefixes& prefixes, rdf::Syntax syntax,
                      const rdf::ByteSink& out) {
  const std::vector<rdf::Quad>& quads = statements.quads.quads();
  if (syntax == rdf::Syntax::nquads || syntax == rdf::Syntax::trig) {
    rdf::write_rdf(quads, prefixes.used_by(quads), syntax, out);
  } else {
    const std::vector<rdf::Quad> triples = in_one_graph(quads);
    rdf::write_rdf(triples, prefixes.used_by(triples), syntax, out);
  }
  write_reifying(statements.reifying, syntax, out);
}

void write_target(const TargetDescription& target, const OutputStatements& statements, const rdf::Prefixes& prefixes) {
  std::string text;
  if (has_serialization(target.serialization))
    text = write_serialization(target.serialization, statements.quads.quads());
  else
    write_statements(statements, prefixes, *syntax_of(target), [&](std::string_view bytes) { text += bytes; });
  if (target.encoding == "utf-16") text = to_utf16(text);
  const std::string path = path_of(target);
  OutputFile out(path);
  out.write(compress(target.compression, text, inner_name(path)));
  out.commit();
}

}  // namespace vitagraph::mapping
