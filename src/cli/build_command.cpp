// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <set>

#include "cli/commands.hpp"
#include "cli/graph_output.hpp"
#include "cli/pipeline.hpp"
#include "graph/graph.hpp"
#include "mapping/mapping.hpp"
#include "resolution/resolution.hpp"

namespace vitagraph::cli {
namespace {

/// What the summary counts.
struct Tally {
  std::size_t documents = 0;
  std::map<std::string, std::size_t> facts, entities;
  std::size_t triples = 0;
  graph::RelateSummary relations;
};

/// The documents that facts of a file were read from, where they still are what they were: for the words.
void quote_facts_of_file(std::vector<facts::Fact>& facts) {
  std::map<std::string, std::string> hashes;
  for (const facts::Fact& fact : facts)
    if (fact.type == "document" && fact.has("sha256")) hashes.emplace(fact.text("source"), fact.text("sha256"));
  for (const auto& [path, hash] : hashes) {
    std::error_code failed;
    if (path == "-" || !std::filesystem::is_regular_file(path, failed)) continue;
    document::Document document;
    try {
      NoDiagnostics told;
      document = document::read_document(path, {}, told);
    } catch (const Error&) {
      continue;  // it was not asked for: its facts go without words
    }
    if (document.sha256 != hash) continue;
    std::vector<facts::Fact> stated;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (!facts[i].provenance || facts[i].provenance->source != path) continue;
      places.push_back(i);
      stated.push_back(std::move(facts[i]));
    }
    provenance::quote_facts(document, stated);
    for (std::size_t i = 0; i < places.size(); ++i) facts[places[i]] = std::move(stated[i]);
  }
}

/// Facts that some program extracted. Those that do not say where they come from come from the file itself, and each
/// source without a fact about it gets one, so that every statement has a document.
std::vector<facts::Fact> facts_of_file(const std::string& path, const facts::Schema& schema, Context& context) {
  std::vector<facts::Fact> facts;
  std::set<std::string> sources, described;
  read_facts(SourceFile::read(path), schema, context.diagnostics, [&](facts::Fact&& fact) {
    // Resolved anew: an earlier run's entities may have met others since. So are all that a run derives.
    if (fact.type != "document" && schema.type(fact.type)->derived) return;
    if (fact.type == "document") {
      described.insert(std::string(fact.text("source")));
    } else {
      if (!fact.provenance) fact.provenance.emplace();
      if (fact.provenance->source.empty()) fact.provenance->source = path;
      sources.insert(fact.provenance->source);
    }
    facts.push_back(std::move(fact));
  });
  for (const std::string& source : sources) {
    if (described.count(source)) continue;
    facts::Fact document("document");
    const std::string stem = slug(std::filesystem::path(source).stem().string());
    document.set("id", fmt::format("document/{}-{}", stem.empty() ? "document" : stem, StableHash().add(source).hex(8)))
        .set("source", source);
    facts.push_back(std::move(document));
  }
  return facts;
}

std::vector<facts::Fact> gather(const Inputs& inputs, const facts::Schema& schema, const lexicon::Lexicon& lexicon,
                                const Arguments& arguments, Context& context, Tally& tally) {
  std::vector<facts::Fact> all;
  const extraction::Extractor extractor(lexicon, schema, {});
  const bool quoted = arguments.flag("provenance");
  std::function<void(const document::Document&, std::vector<facts::Fact>&)> quote;
  if (quoted) quote = provenance::quote_facts;
  extract_documents(
      inputs.documents, extractor, job_count(arguments.text("jobs")), context,
      [&](DocumentFacts&& found) {
        tally.documents += !found.facts.empty();
        std::move(found.facts.begin(), found.facts.end(), std::back_inserter(all));
      },
      quote);
  for (const std::string& path : inputs.fact_files) {
    std::vector<facts::Fact> read = facts_of_file(path, schema, context);
    if (quoted) quote_facts_of_file(read);
    std::move(read.begin(), read.end(), std::back_inserter(all));
  }
  for (const facts::Fact& fact : all)
    if (fact.type != "document") ++tally.facts[fact.type];
  return all;
}

std::vector<std::string> mapping_files(const Arguments& arguments, const Context& context) {
  std::vector<std::string> files = arguments.all("mapping");
  if (!files.empty()) return files;
  for (const auto& entry : std::filesystem::directory_iterator(context.data_path("mappings/rdf"))) {
    const bool contacts = entry.path().stem() == "contacts";
    if (entry.path().extension() == ".yml" && (!contacts || arguments.flag("contacts")) &&
        entry.path().stem() != "provenance")
      files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Other facts than our resolution's may name one person at both ends, and other mappings a thing beside itself.
rdf::QuadList without_self_relations(rdf::QuadList quads, const graph::RelationGraph& relations) {
  const auto is_wrong = [&](const rdf::Quad& quad) { return relations.is_of_itself(quad.view()); };
  if (std::none_of(quads.quads().begin(), quads.quads().end(), is_wrong)) return quads;
  rdf::QuadList out;
  for (const rdf::Quad& quad : quads.quads())
    if (!is_wrong(quad)) out.quad(quad.view());
  return out;
}

/// The standard prefixes, those of the rules for other namespaces, and one for each kind of entity ("person:qi-lei"),
/// so that the graph reads well.
rdf::Prefixes prefixes_for(const std::vector<rdf::Quad>& quads, const mapping::RuleSet& rules,
                           const std::string& base) {
  rdf::Prefixes prefixes = rdf::Prefixes::standard(base);
  std::set<std::string, std::less<>> named;
  for (const auto& [prefix, iri] : prefixes.all()) named.insert(iri);
  for (const auto& [prefix, iri] : rules.prefixes())
    if (named.insert(iri).second) prefixes.set(prefix, iri);
  std::string_view last;
  for (const rdf::Quad& quad : quads) {
    const std::string_view subject = quad.subject.value;
    const std::size_t slash = subject.find('/', base.size());
    if (subject.rfind(base, 0) != 0 || slash == std::string_view::npos || subject.substr(0, slash) == last) continue;
    last = subject.substr(0, slash);
    const std::string_view kind = last.substr(base.size());
    if (prefixes.all().find(kind) == prefixes.all().end()) prefixes.set(kind, subject.substr(0, slash + 1));
  }
  return prefixes;
}

void print_counts(const Context& context, std::string_view what, const std::map<std::string, std::size_t>& counts) {
  std::size_t total = 0;
  std::vector<std::string> parts;
  for (const auto& [name, count] : counts) {
    total += count;
    parts.push_back(fmt::format("{} {}", name, count));
  }
  constexpr std::size_t width = 80, indent = 20;
  context.say(fmt::format("{:<10} {:>7}  {}", what, total, wrap_list(parts, width, indent)));
}

void print_summary(const Context& context, const Tally& tally, const std::string& output, double seconds) {
  const graph::RelateSummary& r = tally.relations;
  context.say(fmt::format("{:<10} {:>7}", "documents", tally.documents));
  print_counts(context, "facts", tally.facts);
  print_counts(context, "entities", tally.entities);
  print_counts(context, "relations",
               {{"coauthorships", r.coauthorships},
                {"academic ancestors", r.ancestors},
                {"academic siblings", r.siblings},
                {"shared venues", r.venue_sharings}});
  context.say(fmt::format("{:<10} {:>7}  in {}, {:.1f} s", "triples", tally.triples,
                          output == "-" ? "standard output" : output, seconds));
}

/// With provenance: the rules that map it, and the graph that each fact's statements go to, its document's.
void set_graphs(std::vector<facts::Fact>& facts) {
  for (facts::Fact& fact : facts)
    if (const auto document = fact.entities.find("document"); document != fact.entities.end())
      fact.normal.insert_or_assign("graph", std::get<std::string>(document->second));
}

/// Those of the provenance graph, which is written as it is made: what its rules speak in, and a prefix for each kind
/// of node.
void add_provenance_prefixes(rdf::Prefixes& prefixes, const mapping::RuleSet& rules, const std::string& base) {
  // A mapping declares many more: YARRRML has forty of its own.
  for (const char* prefix : {"dcterms", "oa", "owl", "prov", "rdf", "rdfs", "vg", "xsd"})
    if (const auto found = rules.prefixes().find(prefix); found != rules.prefixes().end())
      prefixes.set(prefix, found->second);
  for (const char* kind : {"document", "file", "mapping", "quotation", "run", "statement"})
    prefixes.set(kind, fmt::format("{}{}/", base, kind));
}

std::vector<std::string> provenance_files(const Arguments& arguments, const Context& context) {
  if (!arguments.flag("provenance")) return {};
  return {context.data_path("mappings/rdf/provenance.yml")};
}

int build(const Arguments& arguments, Context& context) {
  const auto began = std::chrono::steady_clock::now();
  Tally tally;
  const auto [output, syntax] = graph_target(arguments);
  const std::string description = arguments.text("describe");
  if (!description.empty()) rdf::syntax_of_file(description);  // before the work, not after it
  const std::string time = run_time(arguments);
  const Inputs inputs = find_inputs(arguments.all("DOCUMENT"));
  const lexicon::Lexicon lexicon = context.load_lexicon();
  const facts::Schema schema = context.load_schema();
  const std::string base = arguments.text("base");
  if (!rdf::is_absolute_iri(base)) throw Error("--base {}: not an absolute IRI", base);
  std::vector<std::string> rule_files = mapping_files(arguments, context);
  const mapping::RuleSet rules = mapping::read_rules(rule_files, context.diagnostics);
  const std::vector<std::string> provenance_rule_files = provenance_files(arguments, context);
  const mapping::RuleSet provenance_rules = mapping::read_rules(provenance_rule_files, context.diagnostics);
  if (!rules.usable() || !provenance_rules.usable()) return 2;

  std::vector<facts::Fact> facts = gather(inputs, schema, lexicon, arguments, context, tally);
  if (facts.empty()) {
    context.flush_diagnostics();
    throw Error("nothing could be read; {} is left as it was", arguments.text("output"));
  }
  resolution::Options resolving;
  resolving.ledger = arguments.text("ledger");
  resolving.jobs = job_count(arguments.text("jobs"));
  resolution::Resolution resolved =
      resolution::resolve(std::move(facts), lexicon, schema, resolving, context.diagnostics);
  for (const resolution::Entity& entity : resolved.entities) ++tally.entities[std::string(kind_name(entity.kind))];
  const bool with_provenance = arguments.flag("provenance");
  if (with_provenance) set_graphs(resolved.facts);

  std::vector<std::string> rows(resolved.facts.size());
  for (std::size_t i = 0; i < rows.size(); ++i) append_fact(rows[i], resolved.facts[i]);

  // The mapped statements go to the list that is written and to the graph that derives more of them.
  rdf::QuadList quads;
  graph::RelationGraphBuilder builder;
  rdf::TeeSink both(quads, builder);
  provenance::Recorder recorder(both);
  mapping::MappingOptions mapping_options;
  mapping_options.base = base;
  mapping_options.facts = &rows;
  mapping_options.jobs = job_count(arguments.text("jobs"));
  mapping_options.offline = arguments.flag("offline");
  if (with_provenance) mapping_options.trace = &recorder;
  const mapping::MappingReport mapped = mapping::execute(
      rules, mapping_options, with_provenance ? static_cast<rdf::QuadSink&>(recorder) : both, context.diagnostics);
  if (mapped.failed) return 2;  // a graph without what a source holds would replace a whole one
  rows = {};
  const graph::RelationGraph relations = builder.build();
  quads = without_self_relations(std::move(quads), relations);
  graph::RelateOptions relating;
  relating.base = base;
  tally.relations = graph::relate(relations, relating, quads, context.diagnostics);

  quads.sort_unique();
  std::vector<rdf::Quad> ordered = quads.quads();
  rdf::order_for_reading(ordered);
  rdf::Prefixes prefixes = prefixes_for(ordered, rules, base).used_by(ordered);
  if (with_provenance) add_provenance_prefixes(prefixes, provenance_rules, base);
  GraphOutput out(output, syntax, prefixes, base, !description.empty());
  for (const rdf::Quad& quad : ordered) out.quad(quad.view());
  if (with_provenance) {
    rule_files.insert(rule_files.end(), provenance_rule_files.begin(), provenance_rule_files.end());
    const provenance::Run run{base, run_files(rule_files, inputs.fact_files, resolving.ledger, context), time,
                              run_time(arguments)};
    if (!recorder.write(resolved.facts, quads.quads(), run, provenance_rules, out, context.diagnostics)) return 2;
  }
  out.commit();
  tally.triples = out.statements();
  if (!description.empty()) out.describe(description, base, tally.documents, time);
  context.flush_diagnostics();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  print_summary(context, tally, output, took.count());
  return 0;
}

}  // namespace

Command build_command() {
  Command command{
      "build",
      "turn documents into one RDF graph",
      "Reads the documents, extracts their facts, finds out who is who, maps the facts to RDF by the YAML rules "
      "under mappings/rdf, adds "
      "coauthorship, lineage and shared venues, and writes Turtle (or N-Triples, for an output that ends in .nt). "
      "Facts as JSON Lines "
      "(.jsonl), from `extract` or any other program, are taken beside documents. The output is replaced only when "
      "all of it is written. With --provenance each statement can say where it comes from: ask `vitagraph explain`.",
      "vitagraph build tests/samples -o output/graph.ttl",
      {{"DOCUMENT", "documents, folders of documents, or .jsonl files of facts", 1, -1}},
      {{"-o,--output", "FILE", "where to write; - is standard output", "output/graph.ttl", {}, false},
       {"-j,--jobs", "N", "threads", "auto", {}, false},
       {"--base",
        "IRI",
        "what the names of entities begin with",
        std::string(rdf::vocabulary::default_base),
        {},
        false},
       {"--mapping", "FILE", "use these YARRRML or RML rules instead of mappings/rdf", "", {}, true},
       {"--offline", "", "refuse sources of those rules that lie on the web", "", {}, false},
       {"--contacts", "", "also map telephone numbers and postal addresses", "", {}, false},
       {"--ledger", "FILE", "who is who by hand: lines of must-link and cannot-link", "", {}, false}},
      build};
  for (Option& option : provenance_options()) command.options.push_back(std::move(option));
  return command;
}

}  // namespace vitagraph::cli
