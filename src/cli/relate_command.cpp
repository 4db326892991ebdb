// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "cli/commands.hpp"
#include "cli/graph_input.hpp"

namespace vitagraph::cli {
namespace {

/// Passes on what relate() does not make anew, without what says nothing true.
class WithoutDerived : public rdf::QuadSink {
 public:
  WithoutDerived(const graph::RelationGraph& graph, rdf::QuadSink& next) : graph_(graph), next_(next) {}
  void quad(const rdf::QuadView& quad) override {
    if (!graph_.is_derived(quad) && !graph_.is_of_itself(quad)) next_.quad(quad);
  }

 private:
  const graph::RelationGraph& graph_;
  rdf::QuadSink& next_;
};

graph::RelateOptions options_of(const Arguments& arguments, const std::string& source) {
  constexpr long most = 0x7FFFFFFF;
  const auto number = [&](std::string_view key) { return static_cast<std::uint32_t>(arguments.number(key, 0, most)); };
  graph::RelateOptions options;
  options.base = arguments.text("base");
  options.source = source;
  options.coauthors.max_team = number("max-team");
  options.max_ancestors = number("max-ancestors");
  options.max_students = number("max-students");
  options.min_venue_publications = number("min-venue-publications");
  options.max_venue_persons = number("max-venue-persons");
  return options;
}

std::string summary_text(const graph::RelateSummary& s) {
  return fmt::format(
      "{} coauthorships, {} links of advising, {} ancestors, {} pairs of siblings, {} shared venues ({} authors at a "
      "venue left out)",
      s.coauthorships, s.advising_links, s.ancestors, s.siblings, s.venue_sharings, s.venue_authors_left_out);
}

/// Lines need no order: the input streams a second time and nothing is kept.
void write_lines(const std::string& path, rdf::Syntax syntax, const graph::RelationGraph& graph,
                 const rdf::QuadList& derived, bool only, Context& context, OutputFile& out) {
  rdf::LineWriter writer(syntax, [&](std::string_view bytes) { out.write(bytes); });
  if (!only) {
    WithoutDerived filter(graph, writer);
    NoDiagnostics told;  // the first reading has said it all
    rdf::read_rdf(path, {}, filter, told);
  }
  for (const rdf::Quad& quad : derived.quads()) writer.quad(quad.view());
  writer.finish();
  context.flush_diagnostics();
}

int relate(const Arguments& arguments, Context& context) {
  const std::vector<std::string>& named = arguments.all("GRAPH");
  const std::string path = named.empty() ? graph_paths(arguments)[0] : named[0];
  const std::string output = arguments.text("output");
  const rdf::Syntax syntax = output_syntax(arguments.text("format"), output);
  const bool lines = syntax == rdf::Syntax::ntriples || syntax == rdf::Syntax::nquads;
  const bool only = arguments.flag("only");
  const bool keep = !only && (!lines || path == "-");  // standard input can't be read twice

  graph::RelationGraphBuilder builder;
  rdf::QuadList input;
  rdf::TeeSink both(builder, input);
  rdf::Prefixes prefixes = rdf::Prefixes::standard(arguments.text("base"));
  rdf::ReadOptions reading;
  reading.prefixes = &prefixes;
  rdf::read_rdf(path, reading, keep ? static_cast<rdf::QuadSink&>(both) : builder, context.diagnostics);
  const graph::RelationGraph graph = builder.build();
  rdf::QuadList derived;
  const graph::RelateSummary summary = graph::relate(graph, options_of(arguments, path), derived, context.diagnostics);

  OutputFile out(output);
  if (lines && !keep) {
    write_lines(path, syntax, graph, derived, only, context, out);
  } else {
    std::vector<rdf::Quad> all = derived.quads();
    if (!only)
      for (const rdf::Quad& quad : input.quads())
        if (!graph.is_derived(quad.view()) && !graph.is_of_itself(quad.view())) all.push_back(quad);
    rdf::write_rdf(std::move(all), prefixes, syntax, [&](std::string_view bytes) { out.write(bytes); });
  }
  out.commit();
  context.say(summary_text(summary));
  return 0;
}

}  // namespace

Command relate_command() {
  const graph::RelateOptions fallback;
  const auto number = [](std::uint32_t value) { return std::to_string(value); };
  return {"relate",
          "add the derived relations to a graph",
          "Reads a graph in the project's ontology, whoever wrote it, and writes it again with coauthorships, what "
          "advising implies, academic "
          "ancestors and siblings, and shared venues. Derived statements that the input has already are made anew, so "
          "running it twice changes "
          "nothing. A person given as their own advisor is reported and left out. A person counts at a venue who "
          "published there and is profiled (has positions, education, talks, "
          "interests …), or has "
          "--min-venue-publications there; the limits keep pairs from growing with the square, and each that cuts "
          "something is reported.",
          "vitagraph relate output/graph.ttl -o output/related.ttl",
          {{"GRAPH", "Turtle, N-Triples, N-Quads or TriG; - is standard input; default output/graph.ttl", 0, 1}},
          {{"-o,--output", "FILE", "where to write", "-", {}, false},
           {"--format", "SYNTAX", "turtle, ntriples, nquads or trig; default by the output's ending", "", {}, false},
           {"--only", "", "write the derived statements alone", "", {}, false},
           {"--base",
            "IRI",
            "what the IRIs of derived nodes begin with",
            std::string(rdf::vocabulary::default_base),
            {},
            false},
           {"--max-team",
            "N",
            "no coauthorship from publications with more authors; 0: no limit",
            number(fallback.coauthors.max_team),
            {},
            false},
           {"--max-ancestors",
            "N",
            "ancestors of one person, the nearest kept; 0: no limit",
            number(fallback.max_ancestors),
            {},
            false},
           {"--max-students",
            "N",
            "no siblings from advisors with more doctoral students; 0: no limit",
            number(fallback.max_students),
            {},
            false},
           {"--min-venue-publications",
            "N",
            "publications at a venue that make an unprofiled author count there",
            number(fallback.min_venue_publications),
            {},
            false},
           {"--max-venue-persons",
            "N",
            "persons paired at one venue, the most active kept; 0: no limit",
            number(fallback.max_venue_persons),
            {},
            false}},
          relate};
}

}  // namespace vitagraph::cli
