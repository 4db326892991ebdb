// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "cli/commands.hpp"
#include "cli/graph_input.hpp"
#include "cli/secrets.hpp"

namespace vitagraph::cli {
namespace fs = std::filesystem;
namespace {

/// Where the statements go unless --graph says otherwise.
constexpr const char* default_target = "https://w3id.org/vitagraph/graph";

/// Standard input as a file: a load reads its input several times.
class Spool {
 public:
  Spool() {
    std::string name = (fs::temp_directory_path() / "vitagraph-XXXXXX").string();
    const int descriptor = ::mkstemp(name.data());
    if (descriptor < 0) throw Error("{}: no temporary file can be made", fs::temp_directory_path().string());
    ::close(descriptor);
    path_ = name;
    OutputFile file(path_);
    std::string block(1 << 16, '\0');
    for (std::size_t read = 0; (read = std::fread(block.data(), 1, block.size(), stdin)) > 0;)
      file.write(std::string_view(block).substr(0, read));
    file.commit();
  }
  ~Spool() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::vector<std::string> store_names() {
  std::vector<std::string> names = {"auto"};
  for (const store::StoreProfile& profile : store::store_profiles()) names.emplace_back(profile.name);
  return names;
}

std::string address_examples() {
  std::string out;
  for (const store::StoreProfile& profile : store::store_profiles())
    out += fmt::format("{}{}: {}", out.empty() ? "" : "; ", profile.name, profile.address);
  return out;
}

int load(const Arguments& arguments, Context& context) {
  const std::string given = arguments.text("GRAPH");
  store::LoadOptions options;
  options.store = arguments.text("store");
  options.address = arguments.text("URL");
  if (const std::string graph = arguments.text("graph"); graph != "default") options.graph.iri = graph;
  options.mode = arguments.flag("replace") ? store::LoadMode::replace : store::LoadMode::add;
  if (const std::string from = arguments.text("from"); !from.empty()) options.syntax = output_syntax(from, "");
  options.patience.retries = static_cast<int>(arguments.number("retries", 0, 100));
  options.patience.timeout = std::chrono::seconds(arguments.number("timeout", 1, 1 << 20));
  options.patience.update_timeout = std::max(options.patience.timeout * 12, options.patience.timeout);
  if (given == "-" && arguments.flag("dry-run"))
    throw Error("--dry-run prints commands that read the file: give it by its name");
  std::optional<Spool> spool;
  if (given == "-") spool.emplace();
  const std::string path = spool ? spool->path() : given;
  const rdf::Syntax syntax = options.syntax ? *options.syntax : spool ? rdf::Syntax::turtle : rdf::syntax_of_file(path);
  const bool has_graphs = syntax == rdf::Syntax::trig || syntax == rdf::Syntax::nquads;
  const bool keep_graphs = has_graphs && arguments.all("graph").empty();
  if (arguments.flag("dry-run")) {
    context.print(store::load_script(path, options, keep_graphs, context.diagnostics));
    return 0;
  }
  options.logins = find_login;
  options.say = [&context](std::string_view line) { context.say(line); };
  std::optional<Progress> progress;
  options.progress = [&](std::size_t done, std::size_t total) {
    if (!progress) progress.emplace(context, "loading", total);
    progress->advance(std::min(done, total));
  };
  if (spool && !options.syntax) options.syntax = rdf::Syntax::turtle;
  if (keep_graphs) {
    const store::LoadReport report = store::load_graphs(path, options, context.diagnostics);
    progress.reset();
    context.say(fmt::format("{} statements in {} graphs at {}, exchanged {}, read back and compared", report.statements,
                            report.graphs, report.store, report.at_once ? "in one update" : "one after the other"));
    return 0;
  }
  const store::LoadReport report = store::load(path, options, context.diagnostics);
  progress.reset();
  context.say(fmt::format("{} statements in {} at {}, read back and compared", report.statements,
                          options.graph.is_default() ? "the default graph" : fmt::format("<{}>", options.graph.iri),
                          report.store));
  if (report.in_graph > report.statements)
    context.say(fmt::format("the graph holds {} statements now", report.in_graph));
  context.say(fmt::format("hash {}", report.digest));
  return 0;
}

}  // namespace

Command load_command() {
  return {
      "load",
      "load a graph into a SPARQL store over HTTP, and verify it",
      "The file is checked before anything is sent; the statements go in chunks into a staging graph, are read back "
      "and "
      "compared one by one, and only then take their place in one update, so that a load that fails or is killed "
      "leaves "
      "the graph as it was. The named graphs of TriG and N-Quads are exchanged together, in one update. Statements are "
      "added to the graph, or replace it with --replace. A login is sent only when "
      "the store asks for one, in the way it asks (Basic, Digest, Bearer); it comes from VITAGRAPH_STORE_USER and "
      "VITAGRAPH_STORE_PASSWORD or VITAGRAPH_STORE_TOKEN, from ~/.netrc, or is asked for on the terminal.\n\nURL by "
      "store: " +
          address_examples() + ".",
      "vitagraph load output/graph.ttl http://localhost:3030/people --replace --dry-run --store fuseki",
      {{"GRAPH", "Turtle, N-Triples, N-Quads or TriG, perhaps with .gz; - is standard input", 1, 1},
       {"URL", "the store's address", 1, 1}},
      {{"-s,--store", "STORE", "what kind of store it is; auto finds out", "auto", store_names(), false},
       {"-g,--graph",
        "IRI",
        "the graph to load into; `default` for the store's default graph; without it, the named graphs of TriG and "
        "N-Quads "
        "keep their names",
        default_target,
        {},
        false},
       {"--replace", "", "the graph holds what the file holds, and nothing else", "", {}, false},
       {"--from", "SYNTAX", "the syntax of the file, whatever its ending", "", {}, false},
       {"--retries", "N", "how often a request that fails is repeated, each time after twice the wait", "6", {}, false},
       {"--timeout", "SECONDS", "how long a request may take; an update twelve times that", "300", {}, false},
       {"--dry-run",
        "",
        "read and count the file, ask the store nothing, and print the curl commands that would load it",
        "",
        {},
        false}},
      load};
}

}  // namespace vitagraph::cli
