// SPDX-License-Identifier: Apache-2.0
#include "store/load/load.hpp"

#include <fstream>
#include <map>
#include <vector>

#include "store/load/sender.hpp"
#include "store/load/split.hpp"
#include "store/load/statement_set.hpp"
#include "store/load/updates.hpp"

namespace vitagraph::store {
namespace {

constexpr std::size_t shown_examples = 3;
constexpr std::size_t read_block = 1 << 20;

/// IRIs for a file's blank nodes: the same for the same bytes, others for others.
std::string blank_prefix_of(const std::string& path, const TargetGraph& live) {
  StableHash hash;
  std::ifstream file(path, std::ios::binary);
  for (std::string block(read_block, '\0'); file.read(block.data(), read_block) || file.gcount() > 0;)
    hash.add(std::string_view(block).substr(0, static_cast<std::size_t>(file.gcount())));
  const bool web = live.iri.starts_with("http://") || live.iri.starts_with("https://");
  const std::string origin = origin_of(web ? std::string_view(live.iri) : rdf::vocabulary::default_base);
  return fmt::format("{}/.well-known/genid/{}-", origin, hash.hex(16));
}

/// Checks each statement before any is sent.
class CheckingSink : public rdf::QuadSink {
 public:
  CheckingSink(rdf::QuadSink& sink, const std::string& path, DiagnosticSink& diagnostics)
      : sink_(sink), path_(path), diagnostics_(diagnostics) {}
  void quad(const rdf::QuadView& quad) override {
    in_graphs += !quad.graph.value.empty();
    if (const std::string why = rdf::why_unwritable(quad); !why.empty()) {
      ++wrong;
      diagnostics_.report(Kind::rdf_unwritable, {path_, 0, 0, 0, {}}, to_valid_utf8(why));
    } else {
      sink_.quad(quad);
    }
  }
  std::size_t in_graphs = 0, wrong = 0;

 private:
  rdf::QuadSink& sink_;
  const std::string& path_;
  DiagnosticSink& diagnostics_;
};

/// Keeps the first statements that a set lacks, for people to see.
class ExampleSink : public rdf::QuadSink {
 public:
  explicit ExampleSink(StatementSet& set) : set_(set) {}
  void quad(const rdf::QuadView& quad) override {
    if (examples.size() == shown_examples || set_.has(set_.hash_of(quad))) return;
    std::string line;
    rdf::append_nquads(line, quad);
    line.pop_back();
    examples.push_back(std::move(line));
  }
  std::vector<std::string> examples;

 private:
  StatementSet& set_;
};

/// One load, from the file to the proof.
class Load {
 public:
  Load(const std::string& path, const LoadOptions& options, DiagnosticSink& diagnostics)
      : path_(path),
        options_(options),
        diagnostics_(diagnostics),
        profile_(choose_profile(options)),
        session_(endpoints_of(profile_, options.address), options.patience, options.logins, options.say),
        live_(options.graph),
        staging_(staging_graph(options.graph)),
        wanted_(profile_.booleans_are_numbers) {}

  LoadReport run() {
    check();
    if (!profile_.note.empty()) options_.say(fmt::format("note: {}", profile_.note));
    try {
      session_.update(drop_update(staging_));
      stage();
      publish();
    } catch (const Error& error) {
      clear_staging();
      throw Error(
          "{}; {}", error.what(),
          published_ ? "the graph was replaced, but is not what was sent" : "the graph in the store is as it was");
    }
    clear_staging();
    LoadReport report;
    report.store = profile_.title;
    report.statements = wanted_.size();
    report.in_graph = in_graph_;
    report.digest = wanted_.digest();
    return report;
  }

 private:
  bool read(rdf::QuadSink& sink, DiagnosticSink& diagnostics) {
    rdf::ReadOptions reading;
    reading.syntax = options_.syntax;
    Skolemizer skolemizer(sink, [this] { return blank_prefix(); });
    CheckingSink checking(skolemizer, path_, diagnostics);
    const bool whole = rdf::read_rdf(path_, reading, checking, diagnostics) && checking.wrong == 0;
    in_graphs_ = checking.in_graphs;
    return whole;
  }

  std::string blank_prefix() {
    if (blank_prefix_.empty()) blank_prefix_ = blank_prefix_of(path_, live_);
    return blank_prefix_;
  }

  void check() {
    if (!read(wanted_, diagnostics_)) throw Error("{} has mistakes; nothing was sent", path_);
    wanted_.finish();
    if (in_graphs_ > 0)
      diagnostics_.report(Kind::rdf_graphs_merged, {path_, 0, 0, 0, {}}, in_graphs_, "one graph is loaded");
  }

  void send(const TargetGraph& graph) {
    ChunkSender sender(session_, graph, [this](std::size_t done) { options_.progress(done, wanted_.size()); });
    NoDiagnostics quiet;
    if (!read(sender, quiet)) throw Error("{} has changed while it was read", path_);
    sender.finish();
  }

  /// Fills the staging graph. What the store has lost, say because it was restarted, is sent once more.
  void stage() {
    for (int round = 0;; ++round) {
      send(staging_);
      const std::string difference = compare(staging_, LoadMode::replace);
      if (difference.empty()) return;
      if (round == 1 || !only_missing_) throw Error("{}", difference);
      options_.say(difference + "; sending again");
    }
  }

  /// What is wrong with a graph of the store; empty if it holds what was sent (with LoadMode::add: and maybe more).
  std::string compare(const TargetGraph& graph, LoadMode mode) {
    const std::uint64_t counted = session_.count(graph);
    StatementSet found(profile_.booleans_are_numbers);
    session_.read(graph, counted, found);
    found.finish();
    in_graph_ = counted;
    const std::size_t missing = wanted_.missing_from(found);
    const std::size_t extra = mode == LoadMode::replace ? found.missing_from(wanted_) : 0;
    only_missing_ = extra == 0;
    if (missing > 0 || extra > 0) return describe(graph, found, missing, extra);
    const bool plausible = counted >= wanted_.size() && (mode == LoadMode::add || counted <= wanted_.texts());
    if (plausible) return {};
    return fmt::format("{} counts {} statements where {} were sent", profile_.title, counted, wanted_.size());
  }

  std::string describe(const TargetGraph& graph, StatementSet& found, std::size_t missing, std::size_t extra) {
    std::string text = fmt::format("what {} gives back is not what was sent: of {} statements {} are missing",
                                   profile_.title, wanted_.size(), missing);
    if (extra > 0) text += fmt::format(", {} are not from here", extra);
    const auto list = [&](std::string_view what, const std::vector<std::string>& examples) {
      for (const std::string& example : examples) text += fmt::format("\n  {} {}", what, to_valid_utf8(example));
    };
    NoDiagnostics quiet;
    ExampleSink lost(found);
    read(lost, quiet);
    list("missing:", lost.examples);
    if (extra > 0) {
      ExampleSink strange(wanted_);
      session_.read(graph, session_.count(graph), strange);
      list("not sent:", strange.examples);
    }
    return text;
  }

  /// Puts the staged statements into the live graph's place, and looks whether they are there.
  void publish() {
    if (wanted_.size() == 0) {  // a graph without statements does not exist in most stores: MOVE would fail
      if (options_.mode == LoadMode::replace) session_.update(drop_update(live_));
    } else {
      move();
    }
    published_ = true;
    std::string difference = compare(live_, options_.mode);
    if (difference.empty()) return;
    // The store has lost some on the way. What was there before is gone: better to fill the graph than to leave it.
    if (only_missing_) {
      options_.say(difference + "; sending to the graph itself");
      send(live_);
      difference = compare(live_, options_.mode);
    }
    if (!difference.empty()) throw Error("{}", difference);
  }

  void move() {
    std::string update = profile_.replacing == Replacing::move ? publish_update(options_.mode, staging_, live_)
                                                               : rewrite_update(options_.mode, staging_, live_);
    bool rewriting = profile_.replacing == Replacing::rewrite;
    for (int retry = 0;; ++retry) {
      const HttpResponse response = session_.try_update(update);
      if (response.good()) return;
      if (!rewriting && is_unknown_operation(response)) {
        options_.say(fmt::format("{} does not know MOVE and ADD ({}); rewriting the graph in one update instead",
                                 profile_.title, response.reason()));
        update = rewrite_update(options_.mode, staging_, live_);
        rewriting = true;
        continue;
      }
      if (!is_passing(response)) throw Error("{}: `{}`: {}", profile_.title, update, response.reason());
      session_.wait(retry, response, fmt::format("`{}`", update));
      // The store may have done it and lost only the answer.
      if (session_.count(staging_) == 0) return;
    }
  }

  static bool is_unknown_operation(const HttpResponse& response) {
    if (response.status == 400 || response.status == 405 || response.status == 501) return true;
    return response.status == 500 && (response.body.find("not supported") != std::string::npos ||
                                      response.body.find("not implemented") != std::string::npos);
  }

  /// One try: the load is over, well or not, and a later one clears it too.
  void clear_staging() {
    try {
      session_.try_update(drop_update(staging_));
    } catch (const Error&) {  // a login was refused; what matters has been said
    }
  }

  const std::string& path_;
  const LoadOptions& options_;
  DiagnosticSink& diagnostics_;
  const StoreProfile& profile_;
  StoreSession session_;
  TargetGraph live_, staging_;
  StatementSet wanted_;
  std::string blank_prefix_;
  std::size_t in_graphs_ = 0;
  std::uint64_t in_graph_ = 0;
  bool only_missing_ = false, published_ = false;
};

}  // namespace

LoadReport load(const std::string& path, const LoadOptions& options, DiagnosticSink& diagnostics) {
  return Load(path, options, diagnostics).run();
}

LoadReport load_graphs(const std::string& path, const LoadOptions& options, DiagnosticSink& diagnostics) {
  GraphFiles files;
  rdf::ReadOptions reading;
  reading.syntax = options.syntax;
  // A blank node may stand in several graphs of a file, and is one node there.
  Skolemizer skolemizer(files, [&] { return blank_prefix_of(path, options.graph); });
  CheckingSink checking(skolemizer, path, diagnostics);
  if (!rdf::read_rdf(path, reading, checking, diagnostics) || checking.wrong > 0)
    throw Error("{} has mistakes; nothing was sent", path);

  LoadOptions one = options;
  one.store = choose_profile(options).name;
  one.syntax = rdf::Syntax::ntriples;
  std::map<AuthScheme, std::optional<Login>> known;  // nobody is asked twice
  one.logins = [&](const LoginQuestion& question) {
    if (known.find(question.scheme) == known.end()) known[question.scheme] = options.logins(question);
    return known[question.scheme];
  };
  LoadReport all;
  all.graphs = 0;
  const std::map<std::string, std::string> graphs = files.finish();
  for (const auto& [name, file] : graphs) {
    one.graph = name.empty() ? options.graph : TargetGraph{name};
    try {
      const LoadReport report = load(file, one, diagnostics);
      all.store = report.store;
      all.digest = report.digest;
      all.statements += report.statements;
      all.in_graph += report.in_graph;
      ++all.graphs;
    } catch (const Error& error) {
      throw Error("{} (of <{}>; {} of {} graphs were loaded before it)", error.what(), one.graph.iri, all.graphs,
                  graphs.size());
    }
  }
  return all;
}

}  // namespace vitagraph::store
