// SPDX-License-Identifier: Apache-2.0
// The curl commands that do what load() does, but for the comparison of every statement.
#include "store/load/updates.hpp"

namespace vitagraph::store {
namespace {

/// As one word of a POSIX shell.
std::string shell_word(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

std::string load_script(const std::string& path, const LoadOptions& options) {
  const StoreProfile& profile = choose_profile(options);
  const Endpoints endpoints = endpoints_of(profile, options.address);
  const TargetGraph staging = staging_graph(options.graph);
  const std::string curl = profile.authentication == Authentication::bearer
                               ? "curl --fail-with-body -sS -H \"Authorization: Bearer $VITAGRAPH_STORE_TOKEN\""
                               : "curl --fail-with-body -sS --netrc-optional --anyauth";
  const auto update = [&](const std::string& text) {
    return fmt::format("{} -X POST -H 'Content-Type: application/sparql-update' --data-binary {} {}\n", curl,
                       shell_word(text), shell_word(endpoints.update));
  };
  const auto count = [&](const TargetGraph& graph) {
    return fmt::format("{} -H 'Accept: text/csv' --data-urlencode {} {}\n", curl,
                       shell_word(fmt::format("query=SELECT (COUNT(*) AS ?n) WHERE {{ {} }}", graph.pattern())),
                       shell_word(endpoints.query));
  };
  std::string out = fmt::format("# {} at {}; logins from ~/.netrc\nset -e\n", profile.title, options.address);
  if (profile.authentication == Authentication::bearer)
    out = fmt::format("# {} at {}\nset -e\n", profile.title, options.address);
  const rdf::Syntax syntax = options.syntax.value_or(rdf::syntax_of(path).value_or(rdf::Syntax::turtle));
  if (syntax == rdf::Syntax::trig || syntax == rdf::Syntax::nquads) out += "# all graphs of the file into one\n";
  out += "# an empty graph to fill while the live one is in use\n" + update(drop_update(staging));
  out += fmt::format(
      "# the statements in pieces that the store takes (blank nodes would need names first: vitagraph load gives "
      "them)\n"
      "folder=$(mktemp -d)\nvitagraph convert {} -o \"$folder/graph.nt\"\nsplit -C {} \"$folder/graph.nt\" "
      "\"$folder/part.\"\n"
      "for part in \"$folder\"/part.*; do\n  {} -X POST -H 'Content-Type: application/n-triples' --data-binary "
      "@\"$part\" {}\n"
      "done\nrm -r \"$folder\"\n",
      shell_word(path), profile.largest_chunk, curl, shell_word(endpoints.graph(staging)));
  out += "# are they all there?\n" + count(staging);
  out += "# then in one step\n" + update(profile.replacing == Replacing::move
                                             ? publish_update(options.mode, staging, options.graph)
                                             : rewrite_update(options.mode, staging, options.graph));
  out += count(options.graph);
  if (options.mode == LoadMode::add || profile.replacing == Replacing::rewrite) out += update(drop_update(staging));
  return out;
}

}  // namespace vitagraph::store
