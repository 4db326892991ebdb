// SPDX-License-Identifier: Apache-2.0
// What stands where a query found nothing.
#include <algorithm>

#include "mapping/row.hpp"
#include "mapping/sources/jsonpath.hpp"
#include "mapping/sources/jsonpath_expression.hpp"

namespace vitagraph::mapping {
namespace {

using Element = JsonPath::Element;
using simdjson::dom::element_type;

/// Enough to know what is there.
constexpr std::size_t most_elements = 1000, most_names = 200;

std::size_t size_of(Element e) {
  return e.is_array() ? simdjson::dom::array(e).size() : e.is_object() ? simdjson::dom::object(e).size() : 0;
}

bool is_structure(Element e) { return e.is_array() || e.is_object(); }

/// The keys of objects, in the order first seen; of what is below them too where the query looks there.
class Keys {
 public:
  explicit Keys(bool below) : below_(below) {}

  void add(Element e) {
    if (++visited_ > most_elements) {
      cut_off = true;
      return;
    }
    if (e.is_array() && below_)
      for (const Element item : simdjson::dom::array(e)) add(item);
    if (!e.is_object()) return;
    for (const auto field : simdjson::dom::object(e)) {
      std::string name(field.key);
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        if (names.size() < most_names)
          names.push_back(std::move(name));
        else
          cut_off = true;
      }
      if (below_) add(field.value);
    }
  }

  /// What stands in the object or list.
  void add_items(Element e) {
    if (e.is_array())
      for (const Element item : simdjson::dom::array(e)) add(item);
    if (e.is_object())
      for (const auto field : simdjson::dom::object(e)) add(field.value);
  }

  std::vector<std::string> names;
  bool cut_off = false;  ///< there may be more

 private:
  bool below_;
  std::size_t visited_ = 0;
};

std::string describe_scalar(Element e) {
  switch (e.type()) {
    case element_type::STRING: return "text";
    case element_type::NULL_VALUE: return "null";
    case element_type::BOOL: return "true or false";
    default: return "a number";
  }
}

/// A name that the condition compares and that no item has; what it only asks to be there may be missing today.
std::string missing_name(const JsonPath::Expression& e, const std::vector<std::string>& names, bool compared = false) {
  using Kind = JsonPath::Expression::Kind;
  if (e.kind == Kind::query && compared && !e.from_root && !e.segments.empty() && !e.segments[0].descendant &&
      e.segments[0].selectors[0].kind == JsonPath::Selector::Kind::name) {
    const std::string& name = e.segments[0].selectors[0].name;
    if (std::find(names.begin(), names.end(), name) == names.end()) return name;
  }
  for (const JsonPath::Expression& part : e.parts)
    if (std::string name = missing_name(part, names, compared || e.kind == Kind::comparison); !name.empty())
      return name;
  return {};
}

std::optional<JsonPath::DeadEnd> describe(const JsonPath::Segment& segment, const std::vector<Element>& there,
                                          const std::string& at) {
  using Kind = JsonPath::Selector::Kind;
  const JsonPath::Selector& selector = segment.selectors.front();
  const bool by_name = selector.kind == Kind::name;
  const auto structure = std::find_if(there.begin(), there.end(), is_structure);
  // What a condition, a place in a list or null leaves out may be left out in other data only.
  if (structure == there.end() && there.front().type() == element_type::NULL_VALUE) return std::nullopt;
  if (structure == there.end()) return JsonPath::DeadEnd{at + " is " + describe_scalar(there.front()), {}};
  Keys keys(segment.descendant);
  for (const Element e : there) keys.add(e);
  if (by_name && !keys.names.empty())
    return JsonPath::DeadEnd{at + " has " + list_names(keys.names), nearest_name(selector.name, keys.names)};
  const auto filled = std::find_if(there.begin(), there.end(), [](Element e) { return size_of(e) > 0; });
  if (by_name && structure->is_array()) return JsonPath::DeadEnd{at + " is a list; `[*]` goes through its items", {}};
  if (filled == there.end()) {
    if (by_name) return JsonPath::DeadEnd{at + " is an empty object", {}};
    return std::nullopt;
  }
  if (selector.kind == Kind::filter) {
    Keys of_items(segment.descendant);
    std::size_t items = 0;
    for (const Element e : there) {
      of_items.add_items(e);
      items += size_of(e);
    }
    const std::string have = of_items.names.empty() ? "" : "; they have " + list_names(of_items.names);
    const std::string missing = missing_name(*selector.filter, of_items.names);
    const std::string of = segment.descendant ? "nothing below" : fmt::format("none of the {} in", items);
    return JsonPath::DeadEnd{fmt::format("the condition holds for {} {}{}", of, at, have),
                             missing.empty() ? std::string() : nearest_name(missing, of_items.names),
                             missing.empty() || of_items.cut_off};
  }
  if (segment.descendant) return JsonPath::DeadEnd{"nothing below " + at + " has such a place", {}, true};
  if (filled->is_array()) return JsonPath::DeadEnd{fmt::format("{} is a list of {}", at, size_of(*filled)), {}, true};
  return JsonPath::DeadEnd{at + " is no list; it has " + list_names(keys.names), {}};
}

}  // namespace

std::optional<JsonPath::DeadEnd> JsonPath::dead_end(Element root, std::vector<Element> from,
                                                    std::string_view start) const {
  if (from.empty()) return std::nullopt;
  bool all = true;
  for (std::size_t k = 0; k < segments_.size(); ++k) {
    JsonPath step;
    step.segments_ = {segments_[k]};
    std::vector<Element> found;
    for (const Element e : from)
      for (const Element next : step.find(root, e))
        if (found.size() < most_elements)
          found.push_back(next);
        else
          all = false;
    if (found.empty()) {
      auto end =
          describe(segments_[k], from, k == 0 ? std::string(start) : "`" + text_.substr(0, segments_[k - 1].end) + "`");
      // A name that ends the query nothing has; what goes on behind it may lead further where nobody looked.
      const bool by_name = segments_[k].selectors.front().kind == Selector::Kind::name;
      if (end && !all && !(by_name && k + 1 == segments_.size())) end->by_data = true;
      return end;
    }
    from = std::move(found);
  }
  return std::nullopt;
}

}  // namespace vitagraph::mapping
