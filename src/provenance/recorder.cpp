// SPDX-License-Identifier: Apache-2.0
// The provenance rows, and the order they are mapped in: the run, its files, the mapping rules, quotations, statements.
#include "provenance/recorder.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "provenance/passage.hpp"

namespace vitagraph::provenance {
namespace {

constexpr std::size_t rows_at_a_time = 20'000;
constexpr std::size_t digits = 16;

/// 1 for what is no number: the text comes from files of facts too.
unsigned long line_number(const std::string& text) {
  unsigned long out = 1;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return std::max(out, 1UL);
}

std::uint64_t number_of(const std::string& name) {
  std::uint64_t out = 0;
  std::from_chars(name.data(), name.data() + name.size(), out, 16);
  return out;
}

/// A part of the passage that quote_facts left; empty without one.
std::string passage_part(const facts::Fact& fact, std::string_view name) {
  const facts::Value* value = fact.find(passage_field);
  const auto* passage = value ? std::get_if<facts::Object>(value) : nullptr;
  if (!passage) return {};
  const auto found = passage->find(name);
  const auto* text = found == passage->end() ? nullptr : std::get_if<std::string>(&found->second);
  return text ? *text : std::string();
}

std::string_view entity(const facts::Fact& fact, std::string_view name) {
  const auto found = fact.entities.find(name);
  if (found == fact.entities.end()) return {};
  const auto* text = std::get_if<std::string>(&found->second);
  return text ? std::string_view(*text) : std::string_view();
}

/// Rows go through the rules in portions, each sorted, so that what is held does not grow with the graph.
class Portions {
 public:
  Portions(const mapping::RuleSet& rules, const std::string& base, rdf::QuadSink& sink, DiagnosticSink& diagnostics)
      : rules_(rules), sink_(sink), diagnostics_(diagnostics) {
    options_.base = base;
    options_.facts = &rows_;
    options_.jobs = 1;
  }
  void add(const facts::Fact& row) {
    facts::append_fact(rows_.emplace_back(), row);
    if (rows_.size() >= rows_at_a_time) flush();
  }
  void flush() {
    if (rows_.empty()) return;
    rdf::QuadList quads;
    failed_ = mapping::execute(rules_, options_, quads, diagnostics_).failed || failed_;
    rows_.clear();
    std::vector<rdf::Quad> ordered = quads.quads();
    rdf::order_for_reading(ordered);
    for (const rdf::Quad& quad : ordered) sink_.quad(quad.view());
  }
  bool failed() const { return failed_; }

 private:
  const mapping::RuleSet& rules_;
  rdf::QuadSink& sink_;
  DiagnosticSink& diagnostics_;
  mapping::MappingOptions options_;
  std::vector<std::string> rows_;
  bool failed_ = false;
};

struct NamedFile {
  InputFile file;
  std::string id, hash;
};

std::vector<NamedFile> name_files(const std::vector<InputFile>& files) {
  std::vector<NamedFile> out;
  for (const InputFile& file : files) {
    NamedFile& named = out.emplace_back();
    named.file = file;
    named.hash = sha256(SourceFile::read(file.path).text());
    named.id = fmt::format("file/{}-{}", slug(file.name), named.hash.substr(0, 8));
  }
  std::sort(out.begin(), out.end(), [](const NamedFile& a, const NamedFile& b) { return a.id < b.id; });
  return out;
}

facts::Fact run_row(const Run& run, const std::vector<NamedFile>& files, const std::vector<facts::Fact>& facts) {
  std::vector<std::string> used, plans;
  for (const facts::Fact& fact : facts)
    if (fact.type == "document") used.emplace_back(fact.text("id"));
  for (const NamedFile& named : files) (named.file.plan ? plans : used).push_back(named.id);
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  StableHash hash;
  hash.add(version()).add(run.base).add(run.started).add(run.ended);
  for (const auto* list : {&used, &plans})
    for (const std::string& path : *list) hash.add(path);
  facts::Fact row("run");
  row.set("id", "run/" + hash.hex(digits))
      .set("key", hash.hex(digits))
      .set("version", std::string(version()))
      .set("used", used)
      .set("plans", plans);
  row.set("started", run.started).set("ended", run.ended);
  return row;
}

facts::Fact quotation_row(const facts::Fact& fact, const std::string& path, std::string_view run) {
  facts::Fact row("quotation");
  const facts::Provenance& from = *fact.provenance;
  const std::string line = passage_part(fact, "first_line");
  row.set("id", path).set("run", std::string(run)).set("from", std::string(entity(fact, "document")));
  row.set("label", line.empty() ? from.source : fmt::format("{}, line {}", from.source, line));
  row.set("words", passage_part(fact, "words"));
  row.set("before", passage_part(fact, "before")).set("after", passage_part(fact, "after"));
  if (from.span.end > from.span.begin)
    row.set("begin", std::to_string(from.span.begin)).set("end", std::to_string(from.span.end));
  // RFC 5147 counts the places between lines: the first line is 0,1.
  if (!line.empty()) {
    row.set("lines", fmt::format("line={},{}", line_number(line) - 1, passage_part(fact, "last_line")));
    row.set("standard", std::string("http://tools.ietf.org/rfc/rfc5147"));
    row.set("selectors", facts::List{"TextQuoteSelector", "FragmentSelector"});
  }
  row.set("rule_name", from.rule).set("sureness", fmt::format("{:.2f}", from.confidence));
  row.set("states", std::string(entity(fact, "self")));
  return row;
}

facts::Fact statement_row(const rdf::Quad& quad, const std::string& name) {
  facts::Fact row("statement");
  row.set("id", "statement/" + name).set("subject", quad.subject.value).set("predicate", quad.predicate.value);
  if (quad.object.is_literal()) {
    row.set("value", quad.object.value).set("language", quad.object.language);
    if (quad.object.language.empty())
      row.set("datatype",
              quad.object.datatype.empty() ? std::string(rdf::vocabulary::xsd_string) : quad.object.datatype);
  } else {
    row.set("object", quad.object.value);
  }
  return row;
}

}  // namespace

std::string statement_name(const rdf::QuadView& quad) {
  std::string text;
  rdf::append_nquads(text, {quad.subject, quad.predicate, quad.object, {}});
  return StableHash().add(text).hex(digits);
}

std::string quotation_path(const facts::Fact& fact) {
  if (!fact.provenance || fact.type == "document" || fact.type == "entity") return {};
  const std::string_view document = entity(fact, "document");
  StableHash hash;
  hash.add(document.empty() ? std::string_view(fact.provenance->source) : document).add(fact.type).add(fact.id);
  return "quotation/" + hash.hex(digits);
}

void Recorder::begin(std::string_view rule, const Location& place, std::uint64_t line) {
  const auto [known, is_new] = numbers_.try_emplace(&place, 0);
  if (is_new) {
    // A rule over three sources is three in the plan.
    const auto next = static_cast<std::uint32_t>(rules_.size());
    known->second = rules_.try_emplace(Rule{std::string(rule), place.file, place.line}, next).first->second;
  }
  rule_ = known->second;
  fact_ = static_cast<std::uint32_t>(line - 1);
}

void Recorder::quad(const rdf::QuadView& quad) {
  const Origin origin{number_of(statement_name(quad)), fact_, rule_};
  if (origins_.empty() || origins_.back() != origin) origins_.push_back(origin);
  next_.quad(quad);
}

bool Recorder::write(const std::vector<facts::Fact>& facts, const std::vector<rdf::Quad>& statements, const Run& run,
                     const mapping::RuleSet& rules, rdf::QuadSink& sink, DiagnosticSink& diagnostics) {
  Portions portions(rules, run.base, sink, diagnostics);
  const std::vector<NamedFile> files = name_files(run.files);
  const facts::Fact activity = run_row(run, files, facts);
  portions.add(activity);
  for (const facts::Fact& fact : facts)
    if (fact.type == "document") portions.add(fact);
  for (const NamedFile& named : files) {
    facts::Fact row("file");
    row.set("id", named.id).set("name", named.file.name).set("sha256", named.hash);
    portions.add(row);
  }

  std::vector<std::string> rule_paths(rules_.size());
  for (const auto& [rule, number] : rules_) {
    const auto file =
        std::find_if(files.begin(), files.end(), [&](const NamedFile& f) { return f.file.path == rule.file; });
    const std::string name = file == files.end() ? rule.file : file->file.name;
    rule_paths[number] = fmt::format("mapping/{}-{}", slug(name), slug(rule.name));
    facts::Fact row("mapping");
    row.set("id", rule_paths[number]).set("label", fmt::format("{}:{} {}", name, rule.line, rule.name));
    if (file != files.end()) row.set("file", file->id);
    portions.add(row);
  }
  portions.flush();

  std::vector<std::string> quotations(facts.size());
  std::set<std::string> written;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    quotations[i] = quotation_path(facts[i]);
    if (quotations[i].empty() || !written.insert(quotations[i]).second) continue;
    portions.add(quotation_row(facts[i], quotations[i], activity.text("id")));
  }
  portions.flush();

  std::sort(origins_.begin(), origins_.end());
  origins_.erase(std::unique(origins_.begin(), origins_.end()), origins_.end());
  const rdf::Quad* last = nullptr;
  for (const rdf::Quad& quad : statements) {
    // The same statement of two documents stands twice, one after the other, and is one node.
    if (last && last->subject == quad.subject && last->predicate == quad.predicate && last->object == quad.object)
      continue;
    last = &quad;
    const std::string name = statement_name(quad.view());
    const std::uint64_t number = number_of(name);
    auto at = std::lower_bound(origins_.begin(), origins_.end(), Origin{number, 0, 0});
    std::set<std::string> words, by;
    for (; at != origins_.end() && at->statement == number; ++at) {
      if (at->fact < quotations.size() && !quotations[at->fact].empty()) words.insert(quotations[at->fact]);
      by.insert(rule_paths[at->rule]);
    }
    if (by.empty()) continue;  // derived: the graph itself tells from what
    facts::Fact row = statement_row(quad, name);
    row.set("words", facts::List(words.begin(), words.end())).set("rules", facts::List(by.begin(), by.end()));
    portions.add(row);
  }
  portions.flush();
  return !portions.failed();
}

}  // namespace vitagraph::provenance
