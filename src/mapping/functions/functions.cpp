// SPDX-License-Identifier: Apache-2.0
#include "mapping/functions/functions.hpp"

#include <unordered_map>

#include "mapping/functions/groups.hpp"

namespace vitagraph::mapping {
namespace {

struct Table {
  std::vector<const Function*> list;
  std::unordered_map<std::string_view, const Function*> by_iri;

  Table() {
    for (const auto* group : {&logic_functions(), &text_functions()})
      for (const Function& function : *group) {
        list.push_back(&function);
        by_iri.emplace(function.iri, &function);
      }
  }
};

const Table& table() {
  static const Table all;
  return all;
}

}  // namespace

const Function* find_function(std::string_view iri) {
  const auto found = table().by_iri.find(iri);
  return found == table().by_iri.end() ? nullptr : found->second;
}

const std::vector<const Function*>& all_functions() { return table().list; }

}  // namespace vitagraph::mapping
