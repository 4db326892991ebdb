// SPDX-License-Identifier: Apache-2.0
#pragma once
// Sources on the web (YARRRML §"Sources", RML-IO registry: DCAT, Web of Things, SPARQL services).
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/rules.hpp"
#include "store/store.hpp"

namespace vitagraph::mapping {

/// Adds "Name: value" unless a header of that name is there: what the mapping says comes first, and once.
void add_header(std::vector<std::string>& headers, const std::string& name, const std::string& value);

/// How a target can be sent: PUT, POST, PATCH.
bool is_target_method(std::string_view name);
constexpr const char* target_methods = "`PUT`, `POST` or `PATCH`";

/// RFC 8288 §2.1: a registered name (`acl`) or an IRI.
bool is_link_relation(std::string_view name);
constexpr const char* link_relation = "a link's relation (a word like `acl`, or an IRI)";

/// A request to the address with the description's headers, keys and login.
store::WebRequest request_to(const std::string& address, const WebDescription& web, const std::string& user,
                             const std::string& password);

/// What a run fetched, in files that are gone when it is: the same request is made once, however many sources, joins
/// and layouts want its answer. For one thread.
class Fetched {
 public:
  static constexpr std::uint64_t largest_file = std::uint64_t{64} << 30;

  Fetched();
  ~Fetched();
  Fetched(const Fetched&) = delete;
  Fetched& operator=(const Fetched&) = delete;

  /// The file that holds what the description's address gives, a service for the query, with `accept` as what is wanted
  /// unless a header of the description says it. Throws Error, which names the address as the mapping does; of more
  /// than `most` bytes before they are all here.
  const std::string& file_of(const SourceDescription& description, const std::string& query, const std::string& accept,
                             std::uint64_t most = largest_file);

 private:
  class File;
  std::map<std::string, std::unique_ptr<File>> files_;  ///< by the request
};

}  // namespace vitagraph::mapping
