// SPDX-License-Identifier: Apache-2.0
#include "store/load/session.hpp"

#include <algorithm>
#include <charconv>
#include <thread>

#include "store/load/answer.hpp"

namespace vitagraph::store {
namespace {

constexpr std::string_view statements = "application/n-triples";
constexpr std::string_view accepted_statements = "application/n-triples, text/plain;q=0.5, text/turtle;q=0.4";

std::string_view name_of(AuthScheme scheme) {
  switch (scheme) {
    case AuthScheme::basic: return "Basic";
    case AuthScheme::digest: return "Digest";
    case AuthScheme::bearer: return "Bearer";
    case AuthScheme::none: break;
  }
  return "none";
}

bool is_loopback(const std::string& host) { return host == "localhost" || host == "::1" || host.starts_with("127."); }

}  // namespace

bool is_passing(const HttpResponse& r) {
  return !r.failure.empty() || r.status == 0 || r.status == 408 || r.status == 413 || r.status == 425 ||
         r.status == 429 || r.status >= 500;
}

StoreSession::StoreSession(Endpoints endpoints, Patience patience, LoginSource logins, Say say)
    : endpoints_(std::move(endpoints)), patience_(patience), logins_(std::move(logins)), say_(std::move(say)) {}

bool StoreSession::use(AuthScheme scheme, const std::string& realm) {
  const std::string host = host_of(endpoints_.data);
  const std::optional<Login> login = logins_({scheme, host, realm});
  if (!login) return false;
  if (scheme == AuthScheme::basic && endpoints_.data.starts_with("http://") && !is_loopback(host))
    say_(fmt::format("{} asks for Basic authentication over http: whoever can listen on the way reads the password",
                     host));
  scheme_ = scheme;
  http_.authenticate(scheme, *login);
  return true;
}

/// Picks the best of what the store offers (RFC 9110 §11.6.1): a token where there is one, a password that is not sent
/// as it is, one that is.
bool StoreSession::log_in(const HttpResponse& refused) {
  if (scheme_ != AuthScheme::none)
    throw Error("{} refused the login ({}; {} authentication)", host_of(endpoints_.data), refused.reason(),
                name_of(scheme_));
  const std::vector<std::string> offered = offered_schemes(refused.challenges);
  const auto offers = [&](std::string_view scheme) {
    return std::find(offered.begin(), offered.end(), scheme) != offered.end();
  };
  const bool only_bearer = profile().authentication == Authentication::bearer;
  const std::string realm = realm_of(refused.challenges);
  if ((only_bearer || offers("bearer")) && use(AuthScheme::bearer, realm)) return true;
  if (!only_bearer && offers("digest") && use(AuthScheme::digest, realm)) return true;
  if (!only_bearer && !offers("digest") && offers("basic") && use(AuthScheme::basic, realm)) return true;
  if (only_bearer || (offers("bearer") && !offers("digest") && !offers("basic")))
    throw Error("{} wants an access token ({}); set VITAGRAPH_STORE_TOKEN", host_of(endpoints_.data), refused.reason());
  if (offers("digest") || offers("basic"))
    throw Error(
        "{} wants a login{}; set VITAGRAPH_STORE_USER and VITAGRAPH_STORE_PASSWORD, or put a line into ~/.netrc",
        host_of(endpoints_.data), realm.empty() ? "" : fmt::format(" for `{}`", realm));
  return false;
}

HttpResponse StoreSession::exchange(const HttpRequest& request) {
  // QLever refuses a request without a token by 403.
  const auto refused = [this](const HttpResponse& response) {
    return response.failure.empty() &&
           (response.status == 401 || (response.status == 403 && profile().authentication == Authentication::bearer));
  };
  HttpResponse response = http_.send(request);
  if (!refused(response) || !log_in(response)) return response;
  response = http_.send(request);
  if (refused(response)) log_in(response);  // says that the login is wrong
  return response;
}

void StoreSession::wait(int retry, const HttpResponse& last, std::string_view doing) {
  if (retry >= patience_.retries)
    throw Error("{}: {}: {}, after {} tries", host_of(endpoints_.data), doing, last.reason(), retry + 1);
  auto pause = patience_.first_wait * (1 << std::min(retry, 16));
  pause = std::max<std::chrono::milliseconds>(pause, std::chrono::seconds(last.retry_after));
  pause = std::min(pause, patience_.longest_wait);
  say_(
      fmt::format("{}: {}; trying again in {:.1f} s", doing, last.reason(), static_cast<double>(pause.count()) / 1000));
  std::this_thread::sleep_for(pause);
}

HttpResponse StoreSession::repeat(const HttpRequest& request, std::string_view doing) {
  for (int retry = 0;; ++retry) {
    HttpResponse response = exchange(request);
    if (response.good()) return response;
    if (!is_passing(response)) throw Error("{}: {}: {}", host_of(endpoints_.data), doing, response.reason());
    wait(retry, response, doing);
  }
}

HttpResponse StoreSession::add(const TargetGraph& graph, std::string_view ntriples) {
  HttpRequest request;
  request.method = "POST";
  request.url = endpoints_.graph(graph);
  request.headers = {fmt::format("Content-Type: {}", statements), "Accept: */*"};
  request.body = ntriples;
  request.timeout = patience_.timeout;
  return exchange(request);
}

HttpResponse StoreSession::try_update(std::string_view text) {
  HttpRequest request;
  request.method = "POST";
  request.url = endpoints_.update;
  request.headers = {"Content-Type: application/sparql-update", "Accept: */*"};
  request.body = text;
  request.timeout = patience_.update_timeout;
  return exchange(request);
}

void StoreSession::update(std::string_view text) {
  for (int retry = 0;; ++retry) {
    const HttpResponse response = try_update(text);
    if (response.good()) return;
    const std::string doing = fmt::format("`{}`", text);
    if (!is_passing(response)) throw Error("{}: {}: {}", host_of(endpoints_.data), doing, response.reason());
    wait(retry, response, doing);
  }
}

HttpRequest StoreSession::question(const std::string& body, std::string_view accept) const {
  HttpRequest request;
  request.method = "POST";
  request.url = endpoints_.query;
  request.headers = {"Content-Type: application/x-www-form-urlencoded", fmt::format("Accept: {}", accept)};
  request.body = body;
  request.timeout = patience_.timeout;
  return request;
}

std::uint64_t StoreSession::count(const std::string& pattern) {
  const std::string body = "query=" + percent_encode(fmt::format("SELECT (COUNT(*) AS ?n) WHERE {{ {} }}", pattern));
  const HttpResponse response = repeat(question(body, "text/csv"), "counting statements");
  // "n", line break, the number: all that CSV of one value can be (SPARQL 1.1 CSV and TSV §3).
  std::string_view text = trim(response.body);
  const std::size_t line = text.find('\n');
  std::string_view number = line == std::string_view::npos ? std::string_view() : trim(text.substr(line + 1));
  if (number.starts_with('"') && number.ends_with('"') && number.size() > 2)
    number = number.substr(1, number.size() - 2);
  std::uint64_t value = 0;
  const auto [end, failed] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (failed != std::errc() || end != number.data() + number.size())
    throw Error("{}: no count in the store's answer: {}", endpoints_.query, to_valid_utf8(text.substr(0, 200)));
  return value;
}

std::uint64_t StoreSession::receive(HttpRequest request, std::string_view doing, rdf::QuadSink& sink) {
  for (int retry = 0;; ++retry) {
    StatementAnswer answer(sink);
    request.receive = [&](std::string_view bytes, std::string_view type) { answer.add(bytes, type); };
    const HttpResponse response = exchange(request);
    if (response.good()) return answer.finish();
    if (response.failure.empty() && response.status == 404) return 0;  // no such graph
    if (!is_passing(response)) throw Error("{}: {}: {}", host_of(endpoints_.data), doing, response.reason());
    wait(retry, response, doing);
  }
}

std::uint64_t StoreSession::read(const std::string& pattern, rdf::QuadSink& sink) {
  const std::string body = "query=" + percent_encode(fmt::format("CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {} }}", pattern));
  return receive(question(body, accepted_statements), "reading back", sink);
}

std::uint64_t StoreSession::read_graph(const TargetGraph& graph, rdf::QuadSink& sink) {
  HttpRequest request;
  request.url = endpoints_.graph(graph);
  request.headers = {fmt::format("Accept: {}", accepted_statements)};
  request.timeout = patience_.update_timeout;
  return receive(request, "reading back", sink);
}

}  // namespace vitagraph::store
