// SPDX-License-Identifier: Apache-2.0
// The curl commands that do what load() does, but for the comparison of every statement.
#include <map>

#include "store/load/statement_set.hpp"
#include "store/load/updates.hpp"

namespace vitagraph::store {
namespace {

/// As one word of a POSIX shell.
std::string shell_word(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

/// What a file holds for each graph, or, put together, for one.
class Contents : public rdf::QuadSink {
 public:
  struct Part {
    StatementSet statements{false};
    std::size_t bytes = 0;  ///< as N-Triples
    bool has_blanks = false;
  };
  explicit Contents(bool by_graph) : by_graph_(by_graph) {}
  void quad(const rdf::QuadView& quad) override {
    if (const std::string why = rdf::why_unwritable(quad); !why.empty()) {
      wrong = true;
      return;
    }
    Part& part = parts[by_graph_ ? std::string(quad.graph.value) : std::string()];
    part.statements.add(quad);
    line_.clear();
    rdf::append_nquads(line_, {quad.subject, quad.predicate, quad.object, {}});
    part.bytes += line_.size();
    part.has_blanks =
        part.has_blanks || quad.subject.kind == rdf::TermKind::blank || quad.object.kind == rdf::TermKind::blank;
  }
  std::map<std::string, Part> parts;
  bool wrong = false;

 private:
  bool by_graph_;
  std::string line_;
};

/// Writes the commands for one store and file.
class Script {
 public:
  explicit Script(const LoadOptions& options)
      : options_(options),
        profile_(choose_profile(options)),
        endpoints_(endpoints_of(profile_, options.address)),
        with_token_(profile_.authentication == Authentication::bearer),
        curl_(with_token_ ? "curl --fail-with-body -sS -H \"Authorization: Bearer $VITAGRAPH_STORE_TOKEN\""
                          : "curl --fail-with-body -sS --netrc-optional --anyauth") {
    out_ = fmt::format("# {} at {}{}\nset -e\nfolder=$(mktemp -d)\ntrap 'rm -r \"$folder\"' EXIT\n", profile_.title,
                       options.address, with_token_ ? "" : "; logins from ~/.netrc");
  }

  /// The statements of one graph, into a staging graph.
  void stage(const TargetGraph& live, Contents::Part& part, const std::string& to_ntriples) {
    const TargetGraph staging = staging_graph(live);
    part.statements.finish();
    const std::size_t statements = part.statements.size();
    out_ += fmt::format("\n# {}: {} statements, {} bytes as N-Triples\n", name(live), statements, part.bytes);
    out_ += "# an empty graph to fill while the live one is in use\n" + update(drop_update(staging));
    out_ += fmt::format("{}\n", to_ntriples);
    const auto post = [&](const char* file) {
      return fmt::format("{} -X POST -H 'Content-Type: application/n-triples' --data-binary @\"{}\" {}", curl_, file,
                         shell_word(endpoints_.graph(staging)));
    };
    if (part.bytes == 0) {
      out_ += "# nothing to send\n";
    } else if (part.bytes <= profile_.largest_chunk) {
      out_ += post("$folder/graph.nt") + "\n";
    } else {
      out_ += "# in pieces that the store takes\n";
      if (part.has_blanks)
        out_ += "# CAUTION: a blank node in two pieces becomes two nodes; `vitagraph load` itself names them first\n";
      out_ += fmt::format(
          "rm -f \"$folder\"/part.*\nsplit -C {} \"$folder/graph.nt\" \"$folder/part.\"\nfor part in "
          "\"$folder\"/part.*; do\n  {}\ndone\n",
          profile_.largest_chunk, post("$part"));
    }
    out_ += "# are they all there?\n" + count(staging, statements);
    if (statements > 0)
      publish_ += (publish_.empty() ? "" : " ;\n") + (profile_.replacing == Replacing::move
                                                          ? publish_update(options_.mode, staging, live)
                                                          : rewrite_update(options_.mode, staging, live));
    else if (options_.mode == LoadMode::replace)
      publish_ += (publish_.empty() ? "" : " ;\n") + drop_update(live);
    checks_ += count(live, statements);
    if (options_.mode == LoadMode::add || profile_.replacing == Replacing::rewrite)
      checks_ += update(drop_update(staging));
  }

  std::string finish() {
    if (!publish_.empty()) out_ += "\n# then in one step\n" + update(publish_);
    return out_ + checks_;
  }

 private:
  static std::string name(const TargetGraph& graph) {
    return graph.is_default() ? "the default graph" : fmt::format("<{}>", graph.iri);
  }
  std::string update(const std::string& text) const {
    return fmt::format("{} -X POST -H 'Content-Type: application/sparql-update' --data-binary {} {}\n", curl_,
                       shell_word(text), shell_word(endpoints_.update));
  }
  std::string count(const TargetGraph& graph, std::size_t least) const {
    return fmt::format(
        "n=$({} -H 'Accept: text/csv' --data-urlencode {} {} | tr -d '\\r\"' | tail -n 1)\n"
        "echo {}\": $n statements, {} of them from here\"; [ \"$n\" -ge {} ]\n",
        curl_, shell_word(fmt::format("query=SELECT (COUNT(*) AS ?n) WHERE {{ {} }}", graph.pattern())),
        shell_word(endpoints_.query), shell_word(name(graph)), least, least);
  }

  const LoadOptions& options_;
  const StoreProfile& profile_;
  Endpoints endpoints_;
  bool with_token_;
  std::string curl_, out_, publish_, checks_;
};

}  // namespace

std::string load_script(const std::string& path, const LoadOptions& options, bool graphs, DiagnosticSink& diagnostics) {
  if (options.store == "auto") throw Error("--dry-run asks nobody what kind of store it is; name it with --store");
  Script script(options);
  Contents contents(graphs);
  rdf::ReadOptions reading;
  reading.syntax = options.syntax;
  if (!rdf::read_rdf(path, reading, contents, diagnostics) || contents.wrong)
    throw Error("{} has mistakes; a load would send nothing", path);
  if (contents.parts.empty()) contents.parts[""];
  static constexpr std::string_view names[] = {"turtle", "ntriples", "nquads", "trig"};
  const std::string from =
      options.syntax ? fmt::format(" --from {}", names[static_cast<std::size_t>(*options.syntax)]) : std::string();
  for (auto& [graph, part] : contents.parts) {
    std::string command = fmt::format("vitagraph convert -q {}{} -o \"$folder/graph.nt\"", shell_word(path), from);
    if (graphs) {
      const std::string pattern = graph.empty() ? "?s ?p ?o" : fmt::format("GRAPH <{}> {{ ?s ?p ?o }}", graph);
      command =
          fmt::format("vitagraph query -q --graph {} --default-graph own --format ntriples {} > \"$folder/graph.nt\"",
                      shell_word(path), shell_word(fmt::format("CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {} }}", pattern)));
    }
    script.stage(graph.empty() ? options.graph : TargetGraph{graph}, part, command);
  }
  return script.finish();
}

}  // namespace vitagraph::store
