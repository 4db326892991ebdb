// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include "cli/commands.hpp"
#include "facts/facts.hpp"
#include "mapping/mapping.hpp"
#include "resolution/resolution.hpp"
#include "shapes/shapes.hpp"

namespace vitagraph::cli {
namespace {

namespace fs = std::filesystem;

/// The files below a folder with one of the endings, sorted; none where there is no such folder.
std::vector<std::string> files_below(const std::string& folder, std::string_view ending) {
  std::vector<std::string> out;
  std::error_code failed;
  for (fs::recursive_directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed))
    if (at->path().extension() == ending) out.push_back(at->path().string());
  std::sort(out.begin(), out.end());
  return out;
}

/// What rules may ask of facts: fields, entities, normal forms, and where a fact comes from.
mapping::FactReferences references_of(const facts::Schema& schema) {
  mapping::FactReferences out;
  for (const facts::TypeSchema& type : schema.types()) {
    std::vector<std::string>& names = out[type.name];
    names = {"type", "id", "source", "span", "rule", "confidence", "entities.self", "entities.document"};
    for (const facts::FieldSchema& field : type.fields) {
      if (field.names.empty()) names.push_back(field.kind == "ids" ? field.name + ".*" : field.name);
      for (const std::string& name : field.names) names.push_back(field.name + "." + name);
      if (!field.entity.empty()) names.push_back("entities." + field.entity_field);
    }
    for (const std::string& name : resolution::normal_form_names(type)) names.push_back("normal." + name);
    names.push_back("normal.graph");  // of build --provenance
  }
  return out;
}

/// What the ontologies' files speak of as subjects.
std::vector<std::string> terms_of(const std::vector<std::string>& files, Context& context) {
  rdf::Model model;
  for (const std::string& file : files) rdf::read_rdf(file, {}, model, context.diagnostics);
  std::vector<std::string> out;
  model.each([&](const rdf::QuadView& quad) {
    if (quad.subject.kind == rdf::TermKind::iri) out.emplace_back(quad.subject.value);
  });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Our own ontology speaks for its own namespace alone, whatever it says of others.
std::vector<std::string> own_terms(Context& context) {
  std::vector<std::string> out = terms_of({context.data_path("ontology/vitagraph.ttl")}, context);
  std::erase_if(out, [](const std::string& term) { return !term.starts_with(rdf::vocabulary::vg); });
  return out;
}

/// What a scholar may edit: words, fact types, ontology, shapes, rules. Each reader says itself what is wrong.
void check_data(const Arguments& arguments, Context& context) {
  lexicon::check_vocabularies(context.data_path("ontology/lexicon"),
                              arguments.flag("ambiguous") ? lexicon::Report::ambiguous_too : lexicon::Report::mistakes,
                              context.diagnostics);
  const mapping::FactReferences references = references_of(context.load_schema());
  rdf::CountingSink nowhere;
  std::vector<SourceFile> ontology;
  for (const std::string& file : files_below(context.data_path("ontology"), ".ttl")) {
    const fs::path folder = fs::path(file).parent_path().filename();
    if (folder == "ontology") ontology.push_back(SourceFile::read(file));
    if (folder == "shapes") rdf::read_rdf(file, {}, nowhere, context.diagnostics);
  }
  shapes::check_ontology(ontology, context.diagnostics);
  const std::vector<std::string> terms = own_terms(context);
  std::vector<std::string> folders;
  std::error_code failed;
  for (fs::directory_iterator at(context.data_path("mappings"), failed), end; !failed && at != end;
       at.increment(failed))
    if (at->is_directory(failed) && at->path().filename() != "extraction") folders.push_back(at->path().string());
  std::sort(folders.begin(), folders.end());
  for (const std::string& folder : folders)
    if (const std::vector<std::string> files = files_below(folder, ".yml"); !files.empty())
      mapping::check_rules(mapping::read_rules(files, context.diagnostics), {}, terms, context.diagnostics,
                           &references);
}

const char* word(Severity severity) {
  return severity == Severity::error ? "violation" : severity == Severity::warning ? "warning" : "info";
}

/// The report as RDF, beside the lines.
void write_report(const shapes::Report& report, const std::string& path) {
  rdf::Prefixes prefixes = rdf::Prefixes::standard(rdf::vocabulary::default_base);
  prefixes.set("sh", "http://www.w3.org/ns/shacl#");
  const std::vector<rdf::Quad> quads =
      shapes::as_rdf(report, std::string(rdf::vocabulary::default_base) + "validation");
  OutputFile out(path);
  rdf::write_rdf(quads, prefixes.used_by(quads), rdf::syntax_of_file(path),
                 [&](std::string_view bytes) { out.write(bytes); });
  out.commit();
}

/// A shape may stand in several of a graph's files, the graph in several files: all of them are one.
int check_graph(const std::vector<std::string>& graphs, const Arguments& arguments, Context& context) {
  const std::string report_file = arguments.text("report");
  if (!report_file.empty()) rdf::syntax_of_file(report_file);  // before the work, not after it
  std::vector<std::string> shape_files = arguments.all("shapes");
  if (shape_files.empty()) shape_files = files_below(context.data_path("ontology/shapes"), ".ttl");
  rdf::Model data, shapes, classes;
  for (const std::string& file : graphs) rdf::read_rdf(file, {}, data, context.diagnostics);
  for (const std::string& file : shape_files) rdf::read_rdf(file, {}, shapes, context.diagnostics);
  rdf::read_rdf(context.data_path("ontology/vitagraph.ttl"), {}, classes, context.diagnostics);
  const shapes::Report report = shapes::validate(data, shapes, classes);
  if (!report_file.empty()) write_report(report, report_file);
  std::size_t left = static_cast<std::size_t>(arguments.number("top", 0, 1L << 30));
  if (left == 0) left = report.results.size();
  for (const shapes::Result& result : report.results) {
    if (left-- == 0) break;
    std::string line =
        fmt::format("{}\t{}\t{}\t{}", word(result.severity), result.focus.str(), result.path, result.component);
    line += "\t" + (result.value ? result.value->str() : std::string()) + "\t" + result.message + "\n";
    Context::print(line);
  }
  for (const std::string& what : report.unchecked) context.say("not checked: " + what);
  const std::size_t violations = report.count(Severity::error), warnings = report.count(Severity::warning);
  context.say(fmt::format("{}: {} statements, {} nodes checked: {} violations, {} warnings", fmt::join(graphs, ", "),
                          data.size(), report.focus_nodes, violations, warnings));
  return violations > 0 || (context.strict && warnings > 0) ? 1 : 0;
}

/// One set of rules, as `map` would take them.
int check_mapping(const std::vector<std::string>& files, const Arguments& arguments, Context& context) {
  DiagnosticList problems;
  const mapping::RuleSet rules = mapping::read_rules(files, problems);
  const mapping::FactReferences references = references_of(context.load_schema());
  const std::vector<std::string>& ontologies = arguments.all("ontology");
  const std::vector<std::string> on_web = mapping::check_rules(
      rules, {}, ontologies.empty() ? own_terms(context) : terms_of(ontologies, context), problems, &references);
  bool wrong = false;
  for (const Diagnostic& problem : problems.sorted()) {
    wrong = wrong || problem.severity == Severity::error || (context.strict && problem.severity == Severity::warning);
    context.diagnostics.report(problem);
  }
  for (const std::string& address : on_web)
    context.say(fmt::format("not looked into, since it lies on the web: {}", address));
  if (problems.empty()) context.say(fmt::format("{}: nothing wrong found", fmt::join(files, ", ")));
  return wrong ? 1 : 0;
}

int check(const Arguments& arguments, Context& context) {
  std::vector<std::string> graphs, mappings;
  for (const std::string& file : arguments.all("GRAPH"))
    (mapping::is_mapping(file) ? mappings : graphs).push_back(file);
  if (!mappings.empty()) {
    const int found = check_mapping(mappings, arguments, context);
    return graphs.empty() ? found : std::max(found, check_graph(graphs, arguments, context));
  }
  check_data(arguments, context);
  const std::string usual = "output/graph.ttl";
  if (graphs.empty() && fs::exists(usual)) graphs.push_back(usual);
  if (graphs.empty()) {
    context.say("no graph is checked: there is no " + usual);
    return 0;
  }
  return check_graph(graphs, arguments, context);
}

}  // namespace

Command check_command() {
  return {"check",
          "look for mistakes in rules, words, ontology and a graph",
          "Reads the lexicons, the fact types, the ontology and the mapping rules, and reports what is wrong with "
          "them, with file and line. Then "
          "checks the graph against the SHACL shapes: each line of the output is the severity, the node, the "
          "predicate, the constraint, the value and "
          "what the shape says about it. A mapping (YARRRML or RML) is checked instead of all these: unknown names, "
          "sources "
          "that nothing reads or that cannot be read, columns and fields that their first rows lack, references that "
          "no fact has, templates that can "
          "never be an IRI; sources on the web are not fetched. Exits 1 if there is a violation, with --strict if "
          "there is a warning too.",
          "vitagraph check output/graph.ttl",
          {{"GRAPH", "files of one graph, or of one mapping; without any, output/graph.ttl if it is there", 0, -1}},
          {{"--ontology",
            "FILE",
            "report what a mapping uses of this ontology's namespaces that it does not declare (default: our own, for "
            "its own namespace)",
            "",
            {},
            true},
           {"--shapes", "FILE", "use these SHACL shapes instead of ontology/shapes", "", {}, true},
           {"--report", "FILE", "also write the results as a sh:ValidationReport", "", {}, false},
           {"--ambiguous", "", "also list the words that stand for several concepts of one vocabulary", "", {}, false},
           {"-n,--top", "N", "how many results to print; 0 for all", "100", {}, false}},
          check};
}

}  // namespace vitagraph::cli
