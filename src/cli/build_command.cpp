// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <set>

#include "cli/commands.hpp"
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

/// Facts that some program extracted. Those that do not say where they come from come from the file itself, and each
/// source without a fact about it gets one, so that every statement has a document.
std::vector<facts::Fact> facts_of_file(const std::string& path, const facts::Schema& schema, Context& context) {
  std::vector<facts::Fact> facts;
  std::set<std::string> sources, described;
  read_facts(SourceFile::read(path), schema, context.diagnostics, [&](facts::Fact&& fact) {
    if (fact.type == "entity") return;  // resolved anew: an earlier run's entities may have met others since
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
  extract_documents(inputs.documents, extractor, job_count(arguments.text("jobs")), context,
                    [&](DocumentFacts&& found) {
                      tally.documents += !found.facts.empty();
                      std::move(found.facts.begin(), found.facts.end(), std::back_inserter(all));
                    });
  for (const std::string& path : inputs.fact_files) {
    std::vector<facts::Fact> read = facts_of_file(path, schema, context);
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
    if (entry.path().extension() == ".yml" && (!contacts || arguments.flag("contacts")))
      files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
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

int build(const Arguments& arguments, Context& context) {
  const auto began = std::chrono::steady_clock::now();
  Tally tally;
  const Inputs inputs = find_inputs(arguments.all("DOCUMENT"));
  const lexicon::Lexicon lexicon = context.load_lexicon();
  const facts::Schema schema = context.load_schema();
  const std::string base = arguments.text("base");
  if (!rdf::is_absolute_iri(base)) throw Error("--base {}: not an absolute IRI", base);
  const mapping::RuleSet rules = mapping::read_rules(mapping_files(arguments, context), context.diagnostics);
  if (!rules.usable()) return 2;

  std::vector<facts::Fact> facts = gather(inputs, schema, lexicon, arguments, context, tally);
  resolution::Options resolving;
  resolving.ledger = arguments.text("ledger");
  resolving.jobs = job_count(arguments.text("jobs"));
  const resolution::Resolution resolved =
      resolution::resolve(std::move(facts), lexicon, schema, resolving, context.diagnostics);
  for (const resolution::Entity& entity : resolved.entities) ++tally.entities[std::string(kind_name(entity.kind))];

  std::vector<std::string> rows(resolved.facts.size());
  for (std::size_t i = 0; i < rows.size(); ++i) append_fact(rows[i], resolved.facts[i]);

  // The mapped statements go to the list that is written and to the graph that derives more of them.
  rdf::QuadList quads;
  graph::RelationGraphBuilder builder;
  rdf::TeeSink both(quads, builder);
  mapping::MappingOptions mapping_options;
  mapping_options.base = base;
  mapping_options.facts = &rows;
  mapping_options.jobs = job_count(arguments.text("jobs"));
  mapping::execute(rules, mapping_options, both, context.diagnostics);
  graph::RelateOptions relating;
  relating.base = base;
  tally.relations = graph::relate(builder.build(), relating, quads, context.diagnostics);

  const std::string output = arguments.text("output");
  const rdf::Syntax syntax = rdf::syntax_of(output).value_or(rdf::Syntax::turtle);
  quads.sort_unique();
  tally.triples = quads.quads().size();
  OutputFile file(output);
  rdf::write_rdf(quads.quads(), prefixes_for(quads.quads(), rules, base).used_by(quads.quads()), syntax,
                 [&](std::string_view bytes) { file.write(bytes); });
  file.commit();
  context.flush_diagnostics();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  print_summary(context, tally, output, took.count());
  return 0;
}

}  // namespace

Command build_command() {
  return {"build",
          "turn documents into one RDF graph",
          "Reads the documents, extracts their facts, finds out who is who, maps the facts to RDF by the YAML rules "
          "under mappings/rdf, adds "
          "coauthorship, lineage and shared venues, and writes Turtle (or N-Triples, for an output that ends in .nt). "
          "Facts as JSON Lines "
          "(.jsonl), from `extract` or any other program, are taken beside documents. The output is replaced only when "
          "all of it is written.",
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
           {"--contacts", "", "also map telephone numbers and postal addresses", "", {}, false},
           {"--ledger", "FILE", "who is who by hand: lines of must-link and cannot-link", "", {}, false}},
          build};
}

}  // namespace vitagraph::cli
