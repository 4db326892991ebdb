// SPDX-License-Identifier: Apache-2.0
#include "store/load/load.hpp"

#include <fstream>
#include <vector>

#include "store/load/read_back.hpp"
#include "store/load/sender.hpp"
#include "store/load/split.hpp"
#include "store/load/statement_set.hpp"
#include "store/load/updates.hpp"

namespace vitagraph::store {
namespace {

constexpr std::size_t shown_examples = 3;
constexpr std::size_t read_block = 1 << 20;
constexpr std::size_t much_larger = 4;

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

/// One graph's part of a load. Run has the order of work.
class Load {
 public:
  Load(std::string path, const LoadOptions& options, StoreSession& session, DiagnosticSink& diagnostics)
      : path_(std::move(path)),
        options_(options),
        diagnostics_(diagnostics),
        profile_(session.profile()),
        session_(session),
        live_(options.graph),
        staging_(staging_graph(options.graph)),
        wanted_(profile_.booleans_are_numbers) {}

  const TargetGraph& live() const { return live_; }
  std::size_t size() const { return wanted_.size(); }

  void check() {
    if (!read(wanted_, diagnostics_)) throw Error("{} has mistakes; nothing was sent", path_);
    wanted_.finish();
    if (in_graphs_ > 0)
      diagnostics_.report(Kind::rdf_graphs_merged, {path_, 0, 0, 0, {}}, in_graphs_, "one graph is loaded");
  }

  /// Fills the staging graph. What the store has lost, say because it was restarted, is sent once more.
  void stage() {
    session_.update(drop_update(staging_));
    for (int round = 0;; ++round) {
      send(staging_);
      const std::string difference = compare(staging_, LoadMode::replace);
      if (difference.empty()) return;
      if (round == 1 || !only_missing_) throw Error("{}", difference);
      options_.say(difference + "; sending again");
    }
  }

  /// What puts the staged statements into the live graph's place; empty if there is nothing to do. A graph without
  /// statements does not exist in most stores: MOVE would fail.
  std::string publish_update(bool rewriting) const {
    if (wanted_.size() == 0) return options_.mode == LoadMode::replace ? drop_update(live_) : std::string();
    return rewriting ? rewrite_update(options_.mode, staging_, live_)
                     : store::publish_update(options_.mode, staging_, live_);
  }

  /// Whether the store has moved the staged statements, as far as can be seen.
  bool is_moved() { return wanted_.size() > 0 && session_.count(staging_) == 0; }

  /// Looks whether the live graph holds them now.
  void prove() {
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

  /// One try: the load is over, well or not, and a later one clears it too.
  void clear_staging() {
    try {
      session_.try_update(drop_update(staging_));
    } catch (const Error&) {  // a login was refused; what matters has been said
    }
  }

  void report(LoadReport& to) const {
    to.store = profile_.title;
    to.statements += wanted_.size();
    to.in_graph += in_graph_;
    to.digest = wanted_.digest();
    ++to.graphs;
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

  void send(const TargetGraph& graph) {
    ChunkSender sender(session_, graph, [this](std::size_t done) { options_.progress(done, wanted_.size()); });
    NoDiagnostics quiet;
    if (!read(sender, quiet)) throw Error("{} has changed while it was read", path_);
    sender.finish();
  }

  /// What is wrong with a graph of the store; empty if it holds what was sent (with LoadMode::add: and maybe more).
  std::string compare(const TargetGraph& graph, LoadMode mode) {
    const std::uint64_t counted = session_.count(graph);
    StatementSet found(profile_.booleans_are_numbers);
    const std::uint64_t others = fetch(graph, mode, counted, found);
    found.finish();
    in_graph_ = counted;
    const std::size_t missing = wanted_.missing_from(found);
    const std::size_t extra = mode == LoadMode::replace ? found.missing_from(wanted_) + others : 0;
    only_missing_ = extra == 0;
    if (missing > 0 || extra > 0) return describe(graph, mode, counted, found, missing, extra);
    const bool plausible = counted >= wanted_.size() && (mode == LoadMode::add || counted <= wanted_.texts());
    if (plausible) return {};
    return fmt::format("{} counts {} statements where {} were sent", profile_.title, counted, wanted_.size());
  }

  /// Passes on the content of a graph in which the store counts so many statements; with LoadMode::add at least what it
  /// says of the file's subjects. Returns the number of statements that were counted and not passed on, as their
  /// subjects are not in the file.
  std::uint64_t fetch(const TargetGraph& graph, LoadMode mode, std::uint64_t counted, rdf::QuadSink& sink) {
    // Of a graph that is much larger than what was added to it, the whole is not worth reading.
    const bool small = mode == LoadMode::replace || counted / much_larger <= wanted_.size();
    // A shorter answer was cut off: by subjects, then.
    if (profile_.reading == Reading::graph && small && session_.read_graph(graph, sink) >= counted) return 0;
    SubjectReader reader(session_, graph, [this](rdf::QuadSink& to) {
      NoDiagnostics quiet;
      if (!read(to, quiet)) throw Error("{} has changed while it was read", path_);
    });
    const std::uint64_t received = reader.read(sink);
    if (mode == LoadMode::add || received >= counted) return 0;
    // Fewer came than there are. Some stores count what they then give back as one ("1" and "01").
    return counted - std::min(counted, reader.count());
  }

  std::string describe(const TargetGraph& graph, LoadMode mode, std::uint64_t counted, StatementSet& found,
                       std::size_t missing, std::size_t extra) {
    std::string text = fmt::format("what {} gives back is not what was sent: of {} statements {} are missing",
                                   profile_.title, wanted_.size(), missing);
    if (extra > 0) text += fmt::format(", {} are not from here", extra);
    const auto list = [&](std::string_view what, const std::vector<std::string>& examples) {
      for (const std::string& example : examples) text += fmt::format("\n  {} {}", what, to_valid_utf8(example));
    };
    NoDiagnostics quiet;
    ExampleSink lost(found), strange(wanted_);
    try {
      read(lost, quiet);
      if (extra > 0) fetch(graph, mode, counted, strange);
      // As much of the rest as the store gives in one answer: these are examples.
      if (extra > 0 && strange.examples.empty()) session_.read(graph.pattern(), strange);
    } catch (const Error&) {  // the store gives up on the examples; what is wrong is known without them
    }
    list("missing:", lost.examples);
    list("not sent:", strange.examples);
    return text;
  }

  std::string path_;
  LoadOptions options_;
  DiagnosticSink& diagnostics_;
  const StoreProfile& profile_;
  StoreSession& session_;
  TargetGraph live_, staging_;
  StatementSet wanted_;
  std::string blank_prefix_;
  std::size_t in_graphs_ = 0;
  std::uint64_t in_graph_ = 0;
  bool only_missing_ = false;
};

bool is_unknown_operation(const HttpResponse& response) {
  if (response.status == 400 || response.status == 405 || response.status == 501) return true;
  return response.status == 500 && (response.body.find("not supported") != std::string::npos ||
                                    response.body.find("not implemented") != std::string::npos);
}

/// Virtuoso writes the log of a transaction in memory, and refuses what is longer, each time.
bool is_beyond_transaction(const HttpResponse& response) { return response.body.find("SR325") != std::string::npos; }

/// The order of work for all graphs of one run.
class Run {
 public:
  Run(const LoadOptions& options, StoreSession& session)
      : options_(options),
        session_(session),
        profile_(session.profile()),
        rewriting_(profile_.replacing == Replacing::rewrite) {}

  LoadReport run(std::vector<Load>& loads) {
    for (Load& load : loads) load.check();
    if (!profile_.note.empty()) options_.say(fmt::format("note: {}", profile_.note));
    try {
      for (Load& load : loads) {
        current_ = &load;
        load.stage();
      }
      std::vector<Load*> all;
      for (Load& load : loads) all.push_back(&load);
      current_ = loads.size() == 1 ? &loads[0] : nullptr;
      if (!publish(all)) one_by_one(all);
      for (Load& load : loads) {
        current_ = &load;
        load.prove();
      }
    } catch (const Error& error) {
      const std::string what = current_ && loads.size() > 1
                                   ? fmt::format("{} (of <{}>)", error.what(), current_->live().iri)
                                   : std::string(error.what());
      const std::string outcome = this->outcome(loads);
      for (Load& load : loads) load.clear_staging();
      throw Error("{}; {}", what, outcome);
    }
    LoadReport report;
    report.graphs = 0;
    report.at_once = at_once_;
    for (Load& load : loads) {
      load.clear_staging();
      load.report(report);
    }
    return report;
  }

 private:
  /// All in one update, which a store carries out wholly or not at all (SPARQL 1.1 Update §3: "each request should be
  /// treated atomically"). False if the store takes no update of several operations.
  bool publish(const std::vector<Load*>& loads) {
    std::vector<Load*> left = loads;
    for (int retry = 0;; ++retry) {
      std::string update;
      for (const Load* load : left)
        if (const std::string one = load->publish_update(rewriting_); !one.empty())
          update += (update.empty() ? "" : " ;\n") + one;
      if (update.empty()) break;
      const HttpResponse response = session_.try_update(update);
      if (response.good()) break;
      const std::string shown =
          left.size() == 1 ? fmt::format("`{}`", update) : fmt::format("the update of {} graphs", left.size());
      if (is_beyond_transaction(response))
        throw Error("{}: {}: {}; raise TransactionAfterImageLimit in virtuoso.ini", profile_.title, shown,
                    response.reason());
      const bool unknown = is_unknown_operation(response);
      if (left.size() > 1 && (unknown || !is_passing(response))) return false;
      if (!rewriting_ && unknown) {
        options_.say(fmt::format("{} does not know MOVE and ADD ({}); rewriting the graph in one update instead",
                                 profile_.title, response.reason()));
        rewriting_ = true;
        continue;
      }
      if (!is_passing(response)) throw Error("{}: {}: {}", profile_.title, shown, response.reason());
      session_.wait(retry, response, shown);
      // The store may have done it and lost only the answer; one that takes operations singly may have done some.
      if (!rewriting_) std::erase_if(left, [](Load* load) { return load->is_moved(); });
    }
    published_ += loads.size();
    return true;
  }

  void one_by_one(const std::vector<Load*>& loads) {
    options_.say(fmt::format("{} takes no update of {} graphs; they are exchanged one after the other", profile_.title,
                             loads.size()));
    at_once_ = false;
    for (Load* load : loads) {
      current_ = load;
      if (!rewriting_ && load->is_moved())
        ++published_;  // by an update that broke off
      else
        publish({load});
    }
  }

  std::string outcome(std::vector<Load>& loads) {
    if (loads.size() == 1)
      return published_ ? "the graph was replaced, but is not what was sent" : "the graph in the store is as it was";
    if (published_ == loads.size()) return "all graphs were exchanged, but not all are what was sent";
    std::size_t exchanged = published_;
    if (exchanged == 0 && !rewriting_ && current_ == nullptr)  // a store may have broken off in the middle
      try {
        for (Load& load : loads) exchanged += load.is_moved();
      } catch (const Error&) {
        return "whether the graphs were exchanged cannot be seen";
      }
    return exchanged == 0
               ? "the graphs in the store are as they were"
               : fmt::format("{} of {} graphs were exchanged, the others are as they were", exchanged, loads.size());
  }

  const LoadOptions& options_;
  StoreSession& session_;
  const StoreProfile& profile_;
  bool rewriting_, at_once_ = true;
  std::size_t published_ = 0;
  Load* current_ = nullptr;
};

StoreSession session_for(const LoadOptions& options) {
  return {endpoints_of(choose_profile(options), options.address), options.patience, options.logins, options.say};
}

}  // namespace

LoadReport load(const std::string& path, const LoadOptions& options, DiagnosticSink& diagnostics) {
  StoreSession session = session_for(options);
  std::vector<Load> loads;
  loads.emplace_back(path, options, session, diagnostics);
  return Run(options, session).run(loads);
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

  StoreSession session = session_for(options);
  LoadOptions one = options;
  one.syntax = rdf::Syntax::ntriples;
  std::vector<Load> loads;
  for (const auto& [name, file] : files.finish()) {
    one.graph = name.empty() ? options.graph : TargetGraph{name};
    loads.emplace_back(file, one, session, diagnostics);
  }
  return Run(options, session).run(loads);
}

}  // namespace vitagraph::store
