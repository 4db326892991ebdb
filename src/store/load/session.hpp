// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "rdf/rdf.hpp"
#include "store/load/http.hpp"
#include "store/load/profile.hpp"

namespace vitagraph::store {

/// What the store wants to know who we are for.
struct LoginQuestion {
  AuthScheme scheme;
  std::string host, realm;
};
/// Answers with the login, or nothing where there is none. Called at most once for a scheme.
using LoginSource = std::function<std::optional<Login>(const LoginQuestion&)>;

/// How often and how long to go on when a store fails.
struct Patience {
  int retries = 6;                            ///< after the first try, each with twice the wait
  std::chrono::milliseconds first_wait{250};  ///< 6 retries: 16 s in all
  std::chrono::milliseconds longest_wait{30'000};
  std::chrono::seconds timeout{300};          ///< of one request for data
  std::chrono::seconds update_timeout{3600};  ///< of one update: a MOVE of millions says nothing for minutes
};

/// One store as it is spoken to: addresses, login by the store's challenge, retries.
class StoreSession {
 public:
  using Say = std::function<void(std::string_view)>;
  StoreSession(Endpoints endpoints, Patience patience, LoginSource logins, Say say);

  const StoreProfile& profile() const { return *endpoints_.profile; }
  const Patience& patience() const { return patience_; }

  /// One try to add statements to a graph.
  HttpResponse add(const TargetGraph& graph, std::string_view ntriples);
  /// One try of an update.
  HttpResponse try_update(std::string_view text);
  /// An update that may be repeated. Throws Error when the store keeps failing.
  void update(std::string_view text);
  /// The number of solutions of a graph pattern. Throws Error.
  std::uint64_t count(const std::string& pattern);
  std::uint64_t count(const TargetGraph& graph) { return count(graph.pattern()); }
  /// Passes on `?s ?p ?o` of the solutions of a graph pattern, as many as the store gives in one answer, some perhaps
  /// twice; returns how many came, of the answer that was whole. Throws Error.
  std::uint64_t read(const std::string& pattern, rdf::QuadSink& sink);
  /// The same of a whole graph, by the Graph Store Protocol.
  std::uint64_t read_graph(const TargetGraph& graph, rdf::QuadSink& sink);

  /// Waits before the n-th retry (from 0), longer when the store says so; throws Error with what the store said last
  /// when it was the last one.
  void wait(int retry, const HttpResponse& last, std::string_view doing);

 private:
  HttpResponse exchange(const HttpRequest& request);
  HttpResponse repeat(const HttpRequest& request, std::string_view doing);
  bool log_in(const HttpResponse& refused);
  bool use(AuthScheme scheme, const std::string& realm);
  HttpRequest question(const std::string& query, std::string_view accept) const;
  std::uint64_t receive(HttpRequest request, std::string_view doing, rdf::QuadSink& sink);

  Endpoints endpoints_;
  Patience patience_;
  LoginSource logins_;
  Say say_;
  HttpClient http_;
  AuthScheme scheme_ = AuthScheme::none;
};

/// Whether trying again, or with less, may help: no answer, a timeout, too large, too many requests, the server's
/// fault.
bool is_passing(const HttpResponse& response);

}  // namespace vitagraph::store
