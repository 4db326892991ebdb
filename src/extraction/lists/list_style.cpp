// SPDX-License-Identifier: Apache-2.0
#include "extraction/lists/list_style.hpp"

#include <algorithm>

#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction::lists {
namespace {

constexpr std::size_t least_alike = 2;       ///< siblings of the same shape that agree
constexpr std::size_t most_pair_words = 8;   ///< of a part that only its place explains
constexpr std::size_t most_extra_words = 4;  ///< that a value may have beyond the longest of its siblings'

struct Fields {
  std::string_view type;
  std::vector<std::string_view> in_text;  ///< fields whose values stand in an entry, what the entry is of first
};

const std::vector<Fields>& fields_of_lists() {
  static const std::vector<Fields> table = {
      {"service", {"venue", "role", "organization"}},
      {"position", {"organization", "role", "unit", "place"}},
      {"education", {"organization", "degree", "field", "unit", "place"}},
      {"award", {"name", "organization"}},
      {"talk", {"title", "event", "organization", "place"}},
      {"teaching", {"course", "role", "organization", "unit"}},
      {"advising", {"advisee", "organization"}},
  };
  return table;
}

const Fields* fields_of(std::string_view type) {
  for (const Fields& fields : fields_of_lists())
    if (fields.type == type) return &fields;
  return nullptr;
}

/// What somebody was, and where: the two fields that an entry of the type is mostly made of.
std::pair<std::string_view, std::string_view> pair_of(std::string_view type) {
  if (type == "position") return {"role", "organization"};
  if (type == "education") return {"degree", "organization"};
  if (type == "service") return {"role", "venue"};
  return {};
}

/// Fields that no university's name alone can be.
bool is_title(std::string_view field) { return field == "course" || field == "title" || field == "name"; }

/// Of types whose entries are of few things, one part must say by itself that it is one of them; a title may be
/// anything.
bool is_demanding(std::string_view type) {
  return type == "position" || type == "education" || type == "service" || type == "award";
}

/// Whether the part can't be the field's value: it says something else, or is a person.
bool is_refused(const Segment& part, const PartSense& sense, std::string_view type, std::string_view field) {
  if (field == "place" || field == "advisee") return false;
  // Of titles and subjects "Software", "Built" and "Grade" may be the first word.
  if (field == "course" || field == "title" || field == "field") return sense.away;
  if (sense.away || sense.label) return true;
  const bool service = type == "service";
  if (sense.deed && !(service && sense.role)) return true;
  if (field == "role" || field == "degree") return sense.person || sense.honour || (sense.code && !part.degree);
  if (field == "organization") return sense.person || (sense.honour && !sense.house);
  if (field == "venue") return sense.person || (sense.role && !sense.venue);
  return false;
}

/// Whether the part is what the field wants, by its own words.
bool is_positive(const Segment& part, const PartSense& sense, std::string_view type, std::string_view field) {
  if (field == "role") return type == "service" ? sense.role : part.role;
  if (field == "degree") return part.degree;
  if (field == "organization") return sense.house;
  if (field == "unit") return part.unit;
  if (field == "venue" || field == "event") return sense.venue;
  if (field == "name") return sense.honour;
  return false;
}

/// Whether the part is the value or a piece of it.
bool holds(const std::string& value, const std::string& part) {
  if (part.empty() || value.empty()) return false;
  if (value == part) return true;
  const std::size_t at = value.find(part);
  if (at != std::string::npos && (at == 0 || value[at - 1] == ' ') &&
      (at + part.size() == value.size() || value[at + part.size()] == ' '))
    return true;
  return part.size() * 3 <= value.size() * 4 && part.find(value) != std::string::npos;
}

}  // namespace

void ListStyle::learn(const ListEntry& entry, const facts::Fact& fact) {
  const Fields* fields = fields_of(fact.type);
  if (!fields) return;
  Order order{fact.type, std::vector<std::string>(entry.parts.size())};
  std::vector<std::string> keys;
  for (const Segment& part : entry.parts) keys.push_back(lexicon::label_key(part.text));
  Kind& kind = kinds_[fact.type];
  for (const auto& [name, written] : fact.fields) {
    const auto* text = std::get_if<std::string>(&written);
    if (!text) continue;
    const bool in_text = std::find(fields->in_text.begin(), fields->in_text.end(), name) != fields->in_text.end();
    const std::string value = lexicon::label_key(*text);
    bool found = false;
    for (std::size_t i = 0; in_text && i < keys.size(); ++i)
      if (order.fields[i].empty() && holds(value, keys[i])) {
        order.fields[i] = name;
        found = true;
      }
    if (found) {
      std::size_t& most = kind.longest[name];
      most = std::max(most, lexicon::split_words(*text).size());
    } else if (name != "start" && name != "end" && name != "year" && name != "date" && name != "time") {
      ++kind.outside[name][*text];
    }
  }
  if (fact.has("start")) ++kind.starts;
  if (fact.has("end")) ++kind.ends;
  ++learnt_;
  ++kind.entries;
  if (!entry.dates.empty()) ++dated_;
  ++dress_[{entry.item, entry.level}];
  Votes& votes = votes_[entry.shape];
  ++votes.entries;
  ++votes.orders[order];
}

const ListStyle::Order* ListStyle::order_for(const ListShape& shape) const {
  const auto votes = votes_.find(shape);
  if (votes == votes_.end()) return nullptr;
  const Order* best = nullptr;
  std::size_t most = 0;
  for (const auto& [order, count] : votes->second.orders)
    if (count > most) {
      most = count;
      best = &order;
    }
  return most >= least_alike && most * 3 >= votes->second.entries * 2 ? best : nullptr;
}

bool ListStyle::fits(const ListEntry& entry, const Order& order) const {
  const Kind& kind = kinds_.find(order.type)->second;
  bool positive = false, asked = is_demanding(order.type);
  for (std::size_t i = 0; i < entry.parts.size(); ++i) {
    const Segment& part = entry.parts[i];
    const std::string& field = order.fields[i];
    // Of students' placements and theses no field is made.
    if (field.empty() && order.type == "advising") continue;
    if (field.empty()) return false;
    const PartSense& sense = entry.senses[i];
    if (field == "advisee" && !sense.name) return false;
    if (is_refused(part, sense, order.type, field)) return false;
    positive = positive || is_positive(part, sense, order.type, field);
    asked = asked || (order.type != "advising" && (field == "organization" || field == "event"));
    if (part.place != (field == "place")) return false;
    if (field == "role" && part.organization >= OrganizationClass::company && !part.role) return false;
    if (field == "organization" && (part.degree || (part.role && !part.named()))) return false;
    const char32_t first = code_point_at(part.text, 0).value;
    if (is_lower(first) && i == 0) return false;
    const std::size_t words = lexicon::split_words(part.text).size();
    if (is_title(field) && (words < 2 || part.role || part.organization == OrganizationClass::university)) return false;
    // What one was in a course is one of few things ("Participant" taught none).
    if (order.type == "teaching" && field == "role" && !part.role) return false;
    if (words == 0 || words > kind.longest.find(field)->second + most_extra_words) return false;
  }
  return positive || !asked;
}

std::optional<ListStyle::Reading> ListStyle::read(const ListEntry& entry) const {
  if (learnt_ < least_alike || !dress_.contains({entry.item, entry.level})) return std::nullopt;
  const Order* order = order_for(entry.shape);
  if (!order || !fits(entry, *order)) return std::nullopt;
  const Kind& kind = kinds_.find(order->type)->second;
  Reading out{order->type, {}, kind.starts * 2 >= kind.entries, kind.ends * 2 >= kind.entries};
  for (std::size_t i = 0; i < entry.parts.size();) {
    std::size_t last = i;
    while (last + 1 < entry.parts.size() && order->fields[last + 1] == order->fields[i]) ++last;
    if (!order->fields[i].empty()) out.values.push_back({order->fields[i], entry.words_between(i, last)});
    i = last + 1;
  }
  for (const auto& [field, values] : kind.outside) {
    const auto most = std::max_element(values.begin(), values.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    const bool written = std::any_of(out.values.begin(), out.values.end(),
                                     [&, &name = field](const Value& value) { return value.field == name; });
    if (!written && most->second * 3 >= kind.entries * 2) out.values.push_back({field, most->first});
  }
  return out;
}

std::optional<ListStyle::Reading> ListStyle::read_pair(const ListEntry& entry, std::string_view type) {
  const auto [title, house] = pair_of(type);
  if (title.empty() || entry.dates.empty() || entry.shape.dates == DatePlace::between) return std::nullopt;
  Reading out{std::string(type), {}};
  std::vector<std::size_t> rest;
  for (std::size_t i = 0; i < entry.parts.size(); ++i) {
    const Segment& part = entry.parts[i];
    const std::size_t words = lexicon::split_words(part.text).size();
    if (words == 0 || words > most_pair_words || is_lower(code_point_at(part.text, 0).value)) return std::nullopt;
    // "Mentor: A. Moss" is a label and its value.
    if (entry.text[part.span.end - entry.span.begin] == ':') return std::nullopt;
    if (!part.place)
      rest.push_back(i);
    else if (type != "service")
      out.values.push_back({"place", out.values.empty() ? part.text : out.values.back().text + ", " + part.text});
  }
  if (out.values.size() > 1) out.values = {out.values.back()};
  if (rest.size() != 2) return std::nullopt;
  const auto titled = [&](std::size_t i) {
    return (entry.parts[i].role || entry.parts[i].degree) && !entry.parts[i].named();
  };
  const auto housed = [&, house = house](std::size_t i) {
    return is_positive(entry.parts[i], entry.senses[i], type, house);
  };
  std::size_t title_at = rest[0], house_at = rest[1];
  if (titled(house_at) || (housed(title_at) && !housed(house_at)))
    std::swap(title_at, house_at);
  else if (!titled(title_at) && !housed(house_at))
    return std::nullopt;
  // "Conference Lunch, Hall of Moss": behind what one serves only a role can be one.
  if (type == "service" && title_at > house_at && !entry.senses[title_at].role) return std::nullopt;
  const Segment &what = entry.parts[title_at], &where = entry.parts[house_at];
  // A post's word where service or studies are listed, or a house's where posts are, says that something else is told
  // here.
  if (what.named() || what.unit || (type != "position" && what.role && !what.degree) || (where.unit && !where.named()))
    return std::nullopt;
  if (is_refused(what, entry.senses[title_at], type, title) || is_refused(where, entry.senses[house_at], type, house))
    return std::nullopt;
  out.values.push_back({std::string(title), what.text});
  out.values.push_back({std::string(house), where.text});
  return out;
}

}  // namespace vitagraph::extraction::lists
