// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <simdjson.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitagraph::mapping {

/// A JSONPath query (RFC 9535): child and descendant segments; name, index, slice, wildcard and filter selectors; the
/// functions length, count, match, search and value. Short forms that mappings use are taken too: `name` for `$.name`.
/// Each `^` in front climbs to the enclosing object (an extension: RFC 9535 has no way up).
class JsonPath {
 public:
  using Element = simdjson::dom::element;

  /// An element and the objects and lists around it, outermost first.
  struct Node {
    Element element;
    std::vector<Element> around;
  };

  /// On failure nothing, and `why` says what was expected where.
  static std::optional<JsonPath> parse(std::string_view text, std::string& why);

  /// In document order. `root` is what `$` means inside filters. What several ways lead to is found once, except where
  /// the last segment's own selectors repeat it (`$[0,0]`).
  std::vector<Element> find(Element root, Element from) const;
  std::vector<Node> find_nodes(Element root) const;

  /// `$.name`, the usual reference: no list is made for it.
  const std::string* single_name() const { return single_name_.empty() ? nullptr : &single_name_; }
  int climbs() const { return climbs_; }

  /// `$.a.b[*]`: the names that lead to the list (or object) whose every item is meant; nothing for other queries.
  std::optional<std::vector<std::string>> names_to_all() const;
  /// Whether only the element itself decides what is found: no climbing, no filter that may ask for the root.
  bool is_local() const;

  struct Expression;
  struct Selector;
  struct Segment {
    bool descendant = false;
    std::vector<Selector> selectors;
    std::size_t end = 0;  ///< behind it in the query's text
  };

  /// Where a query leads nowhere.
  struct DeadEnd {
    std::string what;      ///< "`$.data` has `people`, `total`"
    std::string similar;   ///< the name that was probably meant; may be empty
    bool by_data = false;  ///< a condition, a place or a range in a list, which other data may well have
  };
  /// Requires that the query finds nothing. `start` is what messages call the elements that it starts from. Nothing
  /// where it ends at empty lists and objects, as data may well be.
  std::optional<DeadEnd> dead_end(Element root, std::vector<Element> from, std::string_view start) const;

 private:
  std::vector<Segment> segments_;
  std::string single_name_, text_;
  int climbs_ = 0;
  friend class JsonPathParser;
};

struct JsonPath::Selector {
  enum class Kind : unsigned char { name, index, slice, wildcard, filter };
  Kind kind = Kind::wildcard;
  std::string name;
  std::int64_t index = 0;
  std::optional<std::int64_t> start, end;
  std::int64_t step = 1;
  std::shared_ptr<const Expression> filter;
};

}  // namespace vitagraph::mapping
