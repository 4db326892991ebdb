// SPDX-License-Identifier: Apache-2.0
#include "store/load/probe.hpp"

#include <fmt/format.h>

#include "base/base.hpp"
#include "store/load/http.hpp"

namespace vitagraph::store {
namespace {

constexpr std::chrono::seconds patience{10};

enum class From { origin, address };  // what the path is appended to
enum class In { status, headers, body, address };

/// One thing that tells one kind of store. Sources: the stores' manuals and source code; the first four were seen on
/// real servers.
struct Sign {
  From from;
  std::string_view path;  ///< what is asked for; empty with In::address
  In in;
  std::string_view text;  ///< lower case; with In::status any answer of success will do
  std::string_view store;
};

constexpr Sign signs[] = {
    {From::address, "", In::headers, "server: virtuoso", "virtuoso"},
    {From::address, "/query?query=ASK%7B%7D", In::headers, "realm=\"triplestore\"", "fuseki"},  // wants a login
    {From::address, "/query?query=ASK%7B%7D", In::headers, "fuseki-request-id", "fuseki"},
    {From::origin, "/$/ping", In::status, "", "fuseki"},
    {From::address, "", In::headers, "server: oxigraph", "oxigraph"},
    {From::address, "", In::address, "/blazegraph", "blazegraph"},
    {From::address, "", In::address, ".neptune.amazonaws.com", "neptune"},
    {From::address, "", In::headers, "server: stardog", "stardog"},
    {From::origin, "/admin/alive", In::status, "", "stardog"},
    {From::origin, "/rest/repositories", In::status, "", "graphdb"},
    {From::origin, "/rdf4j-server/protocol", In::status, "", "rdf4j"},
    {From::address, "", In::address, "/rdf4j-server/", "rdf4j"},
    {From::address, "?cmd=stats", In::body, "git-hash", "qlever"},
};

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return text;
}

}  // namespace

const StoreProfile& probe_store(const std::string& given) {
  std::string address = given;
  while (address.ends_with('/')) address.pop_back();
  HttpClient http;
  std::string last_url, failure;
  HttpResponse last;
  bool answered = false;
  for (const Sign& sign : signs) {
    if (sign.in == In::address) {
      if (lower(address).find(sign.text) != std::string::npos) return *find_store_profile(sign.store);
      continue;
    }
    HttpRequest request;
    request.url = (sign.from == From::origin ? origin_of(address) : address) + std::string(sign.path);
    request.timeout = patience;
    if (request.url != last_url) last = http.send(request);
    last_url = request.url;
    if (last.status == 0) {
      failure = last.failure;
      if (!answered) break;  // nobody is there: no need to ask ten times
      continue;
    }
    answered = true;
    const bool seen = sign.in == In::status    ? last.good()
                      : sign.in == In::headers ? lower(last.headers).find(sign.text) != std::string::npos
                                               : last.good() && lower(last.body).find(sign.text) != std::string::npos;
    if (seen) return *find_store_profile(sign.store);
  }
  if (!answered) throw Error("{}: {}", given, failure);
  std::string names;
  for (const StoreProfile& profile : store_profiles()) names += (names.empty() ? "" : ", ") + std::string(profile.name);
  throw Error("{}: something answers, but what kind of store it is does not show; name it with --store ({})", given,
              names);
}

}  // namespace vitagraph::store
