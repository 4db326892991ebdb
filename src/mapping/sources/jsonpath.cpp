// SPDX-License-Identifier: Apache-2.0
// RFC 9535, evaluation. Parsing is in jsonpath_parse.cpp.
#include "mapping/sources/jsonpath.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <set>

#include "base/base.hpp"
#include "mapping/sources/jsonpath_expression.hpp"

namespace vitagraph::mapping {
namespace {

using Element = JsonPath::Element;
using simdjson::dom::element_type;
using Expression = JsonPath::Expression;
using Nodes = std::vector<JsonPath::Node>;

/// A JSON value or nothing (RFC 9535 §2.4.1 "Nothing"); literals of the query and results of functions have no element.
struct Operand {
  enum class Kind : unsigned char { nothing, null, boolean, number, string, element };
  Kind kind = Kind::nothing;
  bool boolean = false;
  double number = 0;
  std::string string;
  Element element;
};

Operand operand_of(Element element) {
  Operand out;
  switch (element.type()) {
    case element_type::NULL_VALUE: out.kind = Operand::Kind::null; break;
    case element_type::BOOL:
      out.kind = Operand::Kind::boolean;
      out.boolean = bool(element);
      break;
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE:
      out.kind = Operand::Kind::number;
      out.number = double(element);
      break;
    case element_type::STRING:
      out.kind = Operand::Kind::string;
      out.string = std::string_view(element);
      break;
    default: out.kind = Operand::Kind::element; out.element = element;
  }
  return out;
}

bool equal_elements(Element a, Element b) {
  const auto number = [](Element e) { return e.is_number(); };
  if (number(a) && number(b)) return double(a) == double(b);
  if (a.type() != b.type()) return false;
  switch (a.type()) {
    case element_type::STRING: return std::string_view(a) == std::string_view(b);
    case element_type::BOOL: return bool(a) == bool(b);
    case element_type::ARRAY: {
      const simdjson::dom::array x(a), y(b);
      if (x.size() != y.size()) return false;
      auto at = y.begin();
      for (const Element one : x) {
        if (!equal_elements(one, *at)) return false;
        ++at;
      }
      return true;
    }
    case element_type::OBJECT: {
      const simdjson::dom::object x(a), y(b);
      if (x.size() != y.size()) return false;
      for (const auto field : x) {
        Element other;
        if (y.at_key(field.key).get(other) || !equal_elements(field.value, other)) return false;
      }
      return true;
    }
    default: return true;
  }
}

bool equal(const Operand& a, const Operand& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Operand::Kind::boolean: return a.boolean == b.boolean;
    case Operand::Kind::number: return a.number == b.number;
    case Operand::Kind::string: return a.string == b.string;
    case Operand::Kind::element: return equal_elements(a.element, b.element);
    default: return true;
  }
}

bool less(const Operand& a, const Operand& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == Operand::Kind::number) return a.number < b.number;
  return a.kind == Operand::Kind::string && a.string < b.string;
}

/// The lists and objects that a segment has started from.
class Visited {
 public:
  /// False for one that was here before. Other values lead nowhere, so they may come again.
  bool first_time(Element e) {
    if (e.is_array()) return arrays_.insert(simdjson::dom::array(e).begin()).second;
    if (e.is_object()) return objects_.insert(simdjson::dom::object(e).begin()).second;
    return true;
  }

 private:
  // simdjson tells elements of one document apart by their iterators alone.
  std::set<simdjson::dom::array::iterator> arrays_;
  std::set<simdjson::dom::object::iterator> objects_;
};

class Evaluation {
 public:
  Evaluation(Element root, bool with_surroundings) : root_(root), with_surroundings_(with_surroundings) {}

  Nodes run(const std::vector<JsonPath::Segment>& segments, JsonPath::Node from) {
    Nodes nodes{std::move(from)};
    bool repeats = false;  // `[0,0]` gives one node twice
    for (const JsonPath::Segment& segment : segments) {
      Nodes next;
      Visited visited;
      Visited* const watched = nodes.size() > 1 && (repeats || segment.descendant) ? &visited : nullptr;
      repeats = segment.selectors.size() > 1;
      for (const JsonPath::Node& node : nodes)
        if (segment.descendant)
          descend(segment, node, watched, next);
        else if (!watched || watched->first_time(node.element))
          apply(segment, node, next);
      nodes = std::move(next);
    }
    return nodes;
  }

 private:
  void apply(const JsonPath::Segment& segment, const JsonPath::Node& node, Nodes& out) {
    for (const JsonPath::Selector& selector : segment.selectors) select(selector, node, out);
  }

  /// RFC 9535 §2.5.2.2 visits what lies below each start, so that what lies below several is found several times:
  /// `$..b..b..b` among n nested objects n³/6 times. Here a segment visits each element once.
  void descend(const JsonPath::Segment& segment, const JsonPath::Node& node, Visited* visited, Nodes& out) {
    if (visited && !visited->first_time(node.element)) return;
    apply(segment, node, out);
    // simdjson refuses documents nested deeper than 1024, which bounds this.
    if (node.element.is_array()) {
      for (const Element child : simdjson::dom::array(node.element)) descend(segment, below(node, child), visited, out);
    } else if (node.element.is_object()) {
      for (const auto field : simdjson::dom::object(node.element))
        descend(segment, below(node, field.value), visited, out);
    }
  }

  JsonPath::Node below(const JsonPath::Node& node, Element child) const {
    JsonPath::Node out{child, {}};
    if (with_surroundings_) {
      out.around = node.around;
      out.around.push_back(node.element);
    }
    return out;
  }

  void select(const JsonPath::Selector& selector, const JsonPath::Node& node, Nodes& out) {
    using Kind = JsonPath::Selector::Kind;
    const bool list = node.element.is_array(), map = node.element.is_object();
    if (selector.kind == Kind::name) {
      Element child;
      if (map && !simdjson::dom::object(node.element).at_key(selector.name).get(child))
        out.push_back(below(node, child));
    } else if (selector.kind == Kind::wildcard || selector.kind == Kind::filter) {
      const auto take = [&](Element child) {
        if (selector.kind == Kind::wildcard || holds(*selector.filter, child)) out.push_back(below(node, child));
      };
      if (list)
        for (const Element child : simdjson::dom::array(node.element)) take(child);
      if (map)
        for (const auto field : simdjson::dom::object(node.element)) take(field.value);
    } else if (list) {
      pick(selector, node, out);
    }
  }

  void pick(const JsonPath::Selector& selector, const JsonPath::Node& node, Nodes& out) {
    std::vector<Element> items;
    for (const Element child : simdjson::dom::array(node.element)) items.push_back(child);
    const auto size = static_cast<std::int64_t>(items.size());
    if (selector.kind == JsonPath::Selector::Kind::index) {
      const std::int64_t at = selector.index < 0 ? size + selector.index : selector.index;
      if (at >= 0 && at < size) out.push_back(below(node, items[static_cast<std::size_t>(at)]));
      return;
    }
    // RFC 9535 §2.3.4.2.2
    const std::int64_t step = selector.step;
    if (step == 0) return;
    const auto normalize = [&](std::int64_t i) { return i >= 0 ? i : size + i; };
    const std::int64_t start = normalize(selector.start.value_or(step > 0 ? 0 : size - 1));
    const std::int64_t end = selector.end ? normalize(*selector.end) : (step > 0 ? size : -1);
    if (step > 0) {
      for (std::int64_t i = std::clamp<std::int64_t>(start, 0, size); i < std::clamp<std::int64_t>(end, 0, size);
           i += step)
        out.push_back(below(node, items[static_cast<std::size_t>(i)]));
    } else {
      for (std::int64_t i = std::clamp<std::int64_t>(start, -1, size - 1);
           i > std::clamp<std::int64_t>(end, -1, size - 1); i += step)
        out.push_back(below(node, items[static_cast<std::size_t>(i)]));
    }
  }

  std::vector<Element> query(const Expression& e, Element current) {
    Evaluation inner(root_, false);
    std::vector<Element> out;
    for (const JsonPath::Node& node : inner.run(e.segments, {e.from_root ? root_ : current, {}}))
      out.push_back(node.element);
    return out;
  }

  bool holds(const Expression& e, Element current) {
    using Kind = Expression::Kind;
    switch (e.kind) {
      case Kind::logical_or:
        return std::any_of(e.parts.begin(), e.parts.end(), [&](const auto& p) { return holds(p, current); });
      case Kind::logical_and:
        return std::all_of(e.parts.begin(), e.parts.end(), [&](const auto& p) { return holds(p, current); });
      case Kind::logical_not: return !holds(e.parts[0], current);
      case Kind::query: return !query(e, current).empty();
      case Kind::function: {
        const Operand result = value(e, current);
        return result.kind == Operand::Kind::boolean && result.boolean;
      }
      case Kind::comparison: {
        const Operand a = value(e.parts[0], current), b = value(e.parts[1], current);
        if (e.text == "==") return equal(a, b);
        if (e.text == "!=") return !equal(a, b);
        if (e.text == "<") return less(a, b);
        if (e.text == ">") return less(b, a);
        if (e.text == "<=") return less(a, b) || equal(a, b);
        return less(b, a) || equal(a, b);
      }
      default: return false;
    }
  }

  Operand value(const Expression& e, Element current) {
    using Kind = Expression::Kind;
    Operand out;
    switch (e.kind) {
      case Kind::query: {
        const auto found = query(e, current);
        return found.size() == 1 ? operand_of(found[0]) : out;
      }
      case Kind::string:
        out.kind = Operand::Kind::string;
        out.string = e.text;
        return out;
      case Kind::number:
        out.kind = Operand::Kind::number;
        out.number = e.number;
        return out;
      case Kind::boolean:
        out.kind = Operand::Kind::boolean;
        out.boolean = e.text == "true";
        return out;
      case Kind::null: out.kind = Operand::Kind::null; return out;
      case Kind::function: return call(e, current);
      default: return out;
    }
  }

  Operand call(const Expression& e, Element current) {
    Operand out;
    if (e.text == "count") {
      out.kind = Operand::Kind::number;
      out.number = static_cast<double>(query(e.parts[0], current).size());
    } else if (e.text == "value") {
      return value(e.parts[0], current);
    } else if (e.text == "length") {
      const Operand of = value(e.parts[0], current);
      out.kind = Operand::Kind::number;
      if (of.kind == Operand::Kind::string)
        out.number = static_cast<double>(count_code_points(of.string));
      else if (of.kind == Operand::Kind::element)
        out.number = static_cast<double>(of.element.is_array() ? simdjson::dom::array(of.element).size()
                                                               : simdjson::dom::object(of.element).size());
      else
        out.kind = Operand::Kind::nothing;
    } else {
      const Operand text = value(e.parts[0], current), pattern = value(e.parts[1], current);
      out.kind = Operand::Kind::boolean;
      if (text.kind == Operand::Kind::string && pattern.kind == Operand::Kind::string) {
        const RE2 regex(pattern.string, RE2::Quiet);
        out.boolean = regex.ok() &&
                      (e.text == "match" ? RE2::FullMatch(text.string, regex) : RE2::PartialMatch(text.string, regex));
      }
    }
    return out;
  }

  Element root_;
  bool with_surroundings_;
};

}  // namespace

std::vector<JsonPath::Element> JsonPath::find(Element root, Element from) const {
  std::vector<Element> out;
  for (const Node& node : Evaluation(root, false).run(segments_, {from, {}})) out.push_back(node.element);
  return out;
}

std::optional<std::vector<std::string>> JsonPath::names_to_all() const {
  if (climbs_ != 0 || segments_.empty()) return std::nullopt;
  std::vector<std::string> out;
  for (const Segment& segment : segments_) {
    const bool last = &segment == &segments_.back();
    if (segment.descendant || segment.selectors.size() != 1 ||
        segment.selectors[0].kind != (last ? Selector::Kind::wildcard : Selector::Kind::name))
      return std::nullopt;
    if (!last) out.push_back(segment.selectors[0].name);
  }
  return out;
}

bool JsonPath::is_local() const {
  if (climbs_ != 0) return false;
  for (const Segment& segment : segments_)
    for (const Selector& selector : segment.selectors)
      if (selector.kind == Selector::Kind::filter) return false;
  return true;
}

std::vector<JsonPath::Node> JsonPath::find_nodes(Element root) const {
  return Evaluation(root, true).run(segments_, {root, {}});
}

}  // namespace vitagraph::mapping
