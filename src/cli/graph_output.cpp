// SPDX-License-Identifier: Apache-2.0
#include "cli/graph_output.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <limits>
#include <optional>

#include "shapes/shapes.hpp"

namespace vitagraph::cli {
namespace fs = std::filesystem;
namespace {

constexpr const char* with_graphs = "output/graph.trig";

std::string utc(std::time_t seconds) {
  std::tm parts{};
  char text[40];
  if (!gmtime_r(&seconds, &parts) || std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0) return {};
  return text;
}

std::string media_type(rdf::Syntax syntax) {
  switch (syntax) {
    case rdf::Syntax::ntriples: return "application/n-triples";
    case rdf::Syntax::nquads: return "application/n-quads";
    case rdf::Syntax::trig: return "application/trig";
    case rdf::Syntax::turtle: break;
  }
  return "text/turtle";
}

void add_folder(const std::string& folder, std::string_view ending, const std::string& name,
                std::vector<provenance::InputFile>& out) {
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ending)
      out.push_back({entry.path().string(), name + entry.path().filename().string(), false});
}

}  // namespace

struct GraphOutput::Impl {
  Impl(const std::string& path, rdf::Syntax with, const rdf::Prefixes& prefixes, const std::string& base, bool counted)
      : file(path), syntax(with) {
    const auto bytes = [this](std::string_view text) {
      written += text.size();
      file.write(text);
    };
    if (syntax == rdf::Syntax::turtle || syntax == rdf::Syntax::trig)
      turtle.emplace(prefixes, bytes, syntax);
    else
      lines.emplace(syntax, bytes);
    if (counted) counter.emplace(base);
  }

  OutputFile file;
  rdf::Syntax syntax;
  std::optional<rdf::TurtleWriter> turtle;
  std::optional<rdf::LineWriter> lines;
  std::optional<provenance::DatasetCounter> counter;
  std::uint64_t statements = 0, written = 0;
};

GraphOutput::GraphOutput(const std::string& path, rdf::Syntax syntax, const rdf::Prefixes& prefixes,
                         const std::string& base, bool counted)
    : impl_(std::make_unique<Impl>(path, syntax, prefixes, base, counted)) {}
GraphOutput::~GraphOutput() = default;

void GraphOutput::quad(const rdf::QuadView& quad) {
  ++impl_->statements;
  if (impl_->turtle)
    impl_->turtle->quad(quad);
  else
    impl_->lines->quad(quad);
  if (impl_->counter) impl_->counter->quad(quad);
}

void GraphOutput::commit() {
  if (impl_->turtle)
    impl_->turtle->finish();
  else
    impl_->lines->finish();
  impl_->file.commit();
}

std::uint64_t GraphOutput::statements() const { return impl_->statements; }

void GraphOutput::describe(const std::string& path, const std::string& base, std::size_t documents,
                           const std::string& time) {
  provenance::DatasetFacts facts;
  facts.base = base;
  facts.title = fmt::format("Scholarly knowledge graph of {} document{}", documents, documents == 1 ? "" : "s");
  facts.time = time;
  // What went to standard output is nobody's file yet.
  if (const std::string& written = impl_->file.path(); written != "-") {
    facts.file = fs::path(written).filename().string();
    facts.bytes = impl_->written;
    facts.media_type = media_type(impl_->syntax);
    if (facts.bytes < std::numeric_limits<std::uint32_t>::max())
      facts.sha256 = sha256(SourceFile::read(written).text());
  }
  rdf::Prefixes prefixes = rdf::Prefixes::standard(base);
  prefixes.set("void", "http://rdfs.org/ns/void#");
  prefixes.set("dcat", "http://www.w3.org/ns/dcat#");
  const std::vector<rdf::Quad> quads = impl_->counter->describe(facts);
  OutputFile out(path);
  rdf::write_rdf(quads, prefixes.used_by(quads), rdf::syntax_of_file(path),
                 [&](std::string_view bytes) { out.write(bytes); });
  out.commit();
}

std::pair<std::string, rdf::Syntax> graph_target(const Arguments& arguments) {
  const std::string output = arguments.text("output");
  if (!arguments.flag("provenance")) return {output, rdf::syntax_of_file(output)};
  if (arguments.all("output").empty()) return {with_graphs, rdf::Syntax::trig};
  const std::optional<rdf::Syntax> syntax = output == "-" ? rdf::Syntax::trig : rdf::syntax_of(output);
  if (syntax == rdf::Syntax::trig || syntax == rdf::Syntax::nquads) return {output, *syntax};
  throw Error(
      "--provenance puts the statements of each document into a graph of its own, which {} cannot hold; give -o a "
      "name that ends in .trig (for people) or .nq (for stores), or leave -o out for {}",
      output, with_graphs);
}

std::string run_time(const Arguments& arguments) {
  const std::string given = arguments.text("time");
  if (given == "now") return utc(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()));
  if (!given.empty()) {
    if (!shapes::is_lexical_form(given, std::string(rdf::vocabulary::xsd) + "dateTime"))
      throw Error("--time {}: neither `now` nor a time like 2024-05-02T14:30:00Z", given);
    return given;
  }
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  if (!epoch || !*epoch) return {};
  const std::string_view text(epoch);
  long long seconds = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const std::string time = failed == std::errc() && end == text.data() + text.size() ? utc(seconds) : std::string();
  if (time.empty()) throw Error("SOURCE_DATE_EPOCH is `{}`, and no number of seconds", to_valid_utf8(text));
  return time;
}

std::vector<Option> provenance_options() {
  return {{"--provenance",
           "",
           "also write where each statement comes from: a graph for each document, the words, the rules (TriG or "
           "N-Quads)",
           "",
           {},
           false},
          {"--time",
           "TIME",
           "say when the run was: `now`, or a time like 2024-05-02T14:30:00Z; by default nothing, or SOURCE_DATE_EPOCH",
           "",
           {},
           false},
          {"--describe", "FILE", "write a description of the data set (VoID and DCAT) there", "", {}, false}};
}

std::vector<provenance::InputFile> run_files(const std::vector<std::string>& mappings,
                                             const std::vector<std::string>& fact_files, const std::string& ledger,
                                             const Context& context) {
  std::vector<provenance::InputFile> out;
  const std::string data = (fs::path(context.data) / "").string();
  for (const std::string& path : mappings)
    out.push_back({path, path.starts_with(data) ? path.substr(data.size()) : path, true});
  add_folder(context.data_path("ontology/lexicon"), ".ttl", "ontology/lexicon/", out);
  out.push_back({context.data_path("ontology/facts.yml"), "ontology/facts.yml", false});
  for (const std::string& path : fact_files) out.push_back({path, path, false});
  if (!ledger.empty()) out.push_back({ledger, ledger, false});
  return out;
}

}  // namespace vitagraph::cli
