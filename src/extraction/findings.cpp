// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include "extraction/context.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using facts::Fact;
using facts::List;
using facts::Object;
using facts::Value;

/// How many facts of one bucket a new one is compared with: enough for any CV, and a bound for hostile input.
constexpr std::size_t most_comparisons = 64;

bool is_verbatim(std::string_view field) {
  return field == "relation" || field == "kind" || field == "status" || field == "ids" || field == "phone";
}

bool is_date(std::string_view field) {
  return field == "start" || field == "end" || field == "year" || field == "date" || field == "time";
}

bool is_name(std::string_view field) {
  return field == "volume" || field == "number" || field == "pages" || field == "amount" || field == "degree";
}

void clean(Fact& fact) {
  std::vector<std::string> empty;
  for (auto& [name, value] : fact.fields) {
    if (is_verbatim(name) || is_date(name)) continue;
    if (auto* text = std::get_if<std::string>(&value)) {
      if (!is_clean_value(*text)) *text = clean_value(*text);
      if (text->empty()) empty.push_back(name);
    } else if (auto* list = std::get_if<List>(&value)) {
      for (std::string& item : *list)
        if (!is_clean_value(item)) item = clean_value(item);
      list->erase(std::remove(list->begin(), list->end(), std::string()), list->end());
      if (list->empty()) empty.push_back(name);
    }
  }
  for (const std::string& name : empty) fact.erase(name);
}

/// What is left of a language of another kind: "{\footnotesize Avon", "textbf{Moss}".
bool is_markup(std::string_view value) {
  const std::size_t brace = value.find('{');
  return brace != std::string_view::npos &&
         (brace + 1 == value.size() || value[brace + 1] == '\\' ||
          (brace > 0 && (value[brace - 1] == ']' || (value[brace - 1] >= 'a' && value[brace - 1] <= 'z'))));
}

bool begins_with_words(std::string_view longer, std::string_view shorter) {
  return longer.size() > shorter.size() && longer.substr(0, shorter.size()) == shorter && longer[shorter.size()] == ' ';
}

/// Keys of values, which are compared with many others each.
class ComparisonKeys {
 public:
  const std::string& of(const std::string& value) {
    const auto [at, is_new] = known_.try_emplace(value);
    if (is_new) at->second = comparison_key(value);
    return at->second;
  }

 private:
  std::unordered_map<std::string, std::string> known_;
};

/// Whether one written form, by its key, can stand for the same thing as the other: equal, or one the other's beginning
/// or end.
bool same_or_fuller(const std::string& x, const std::string& y) {
  if (x == y) return true;
  const std::string& longer = x.size() > y.size() ? x : y;
  const std::string& shorter = x.size() > y.size() ? y : x;
  if (shorter.empty()) return true;
  return begins_with_words(longer, shorter) ||
         (longer.size() > shorter.size() &&
          longer.compare(longer.size() - shorter.size(), shorter.size(), shorter) == 0 &&
          longer[longer.size() - shorter.size() - 1] == ' ');
}

bool same_date(std::string_view a, std::string_view b) {
  return a == b || (a.size() < b.size() ? b.substr(0, a.size()) == a : a.substr(0, b.size()) == b);
}

/// What must be the same for two facts to be one, by type; what is not named here may only not contradict.
const std::map<std::string, std::vector<std::string>, std::less<>>& identity() {
  static const std::map<std::string, std::vector<std::string>, std::less<>> table = {
      {"person", {"name"}},
      {"position", {"person", "organization"}},
      {"education", {"person"}},
      {"advising", {"advisor", "advisee"}},
      {"publication", {"title"}},
      {"award", {"person", "name"}},
      {"talk", {"speaker", "title"}},
      {"teaching", {"person", "course"}},
      {"service", {"person", "role", "venue"}},
      {"grant", {"person", "funder"}},
      {"interest", {"person", "topic"}},
      {"project", {"person", "title"}},
  };
  return table;
}

/// Fields that must be there on both sides or on neither, else the facts are two: an undated prize beside a dated one
/// may be the same prize, but a post without a role is not the post with one.
bool tells_apart(std::string_view type, std::string_view field) {
  if (type == "position") return field == "role";
  if (type == "education") return field == "degree" || field == "organization";
  if (type == "grant") return field == "name";
  if (type == "talk") return field == "date" || field == "event" || field == "organization";
  if (type == "advising") return field == "relation";
  if (type == "publication") return field == "venue" || field == "year";
  return false;
}

bool compatible(const Fact& a, const Fact& b, ComparisonKeys& keys) {
  for (const auto& [name, value] : a.fields) {
    const Value* other = b.find(name);
    if (!other) {
      if (tells_apart(a.type, name)) return false;
      continue;
    }
    const auto* x = std::get_if<std::string>(&value);
    const auto* y = std::get_if<std::string>(other);
    if (!x || !y) continue;
    if (is_date(name)                        ? !same_date(*x, *y)
        : is_name(name) || is_verbatim(name) ? lexicon::label_key(*x) != lexicon::label_key(*y)
                                             : !same_or_fuller(keys.of(*x), keys.of(*y)))
      return false;
  }
  for (const auto& [name, value] : b.fields)
    if (!a.has(name) && tells_apart(a.type, name)) return false;
  return true;
}

void merge_into(Fact& held, const Fact& fact) {
  for (const auto& [name, value] : fact.fields) {
    const Value* other = held.find(name);
    if (!other) {
      held.fields.emplace_back(name, value);
      continue;
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
      if (const auto* mine = std::get_if<std::string>(other); mine && text->size() > mine->size())
        held.set(name, *text);
    } else if (const auto* list = std::get_if<List>(&value)) {
      const auto* mine = std::get_if<List>(other);
      if (!mine) continue;
      // Two author lists are two readings of one list, not to be added up.
      if (name == "authors") {
        if (list->size() > mine->size()) held.set(name, *list);
      } else {
        for (const std::string& item : *list) held.add(name, item);
      }
    } else if (const auto* object = std::get_if<Object>(&value)) {
      for (const auto& [key, inner] : *object)
        if (const auto* id = std::get_if<std::string>(&inner)) held.set_id(key, *id);
    }
  }
}

std::string bucket_of(const Fact& fact, ComparisonKeys& keys) {
  // The organisation and the funder may be written in two ways; everything else that identifies begins alike.
  std::string key = fact.type;
  for (const std::string& field : identity().find(fact.type)->second) {
    if (field == "person" || field == "speaker" || field == "advisor" || field == "organization" || field == "funder")
      continue;
    const std::string& words = keys.of(std::string(fact.text(field)));
    key += '\x1f';
    key += words.substr(0, words.find(' '));
  }
  return key;
}

std::string id_of(const Fact& fact, const std::string& document) {
  StableHash hash;
  hash.add(document).add(fact.type);
  std::vector<const std::pair<std::string, Value>*> parts;
  parts.reserve(fact.fields.size());
  for (const auto& part : fact.fields) parts.push_back(&part);
  std::sort(parts.begin(), parts.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
  std::string text;
  for (const auto* part : parts) {
    text.clear();
    const auto append = [&](const std::string& item) {
      text += item;
      text += '\x1f';
    };
    if (const auto* item = std::get_if<std::string>(&part->second)) append(*item);
    if (const auto* list = std::get_if<List>(&part->second))
      for (const std::string& item : *list) append(item);
    hash.add(part->first).add(text);
  }
  return hash.hex(16);
}

/// Written in the order of the schema, so that the order of recognition does not show.
void sort_fields(Fact& fact, const facts::TypeSchema& type) {
  std::vector<std::pair<std::size_t, std::size_t>> order;  // rank and place
  order.reserve(fact.fields.size());
  for (const auto& [name, value] : fact.fields) {
    const facts::FieldSchema* field = type.field(name);
    order.emplace_back(field ? static_cast<std::size_t>(field - type.fields.data()) : type.fields.size(), order.size());
  }
  if (std::is_sorted(order.begin(), order.end())) return;
  std::sort(order.begin(), order.end());
  std::vector<std::pair<std::string, Value>> fields;
  fields.reserve(order.size());
  for (const auto& [rank, place] : order) fields.push_back(std::move(fact.fields[place]));
  fact.fields = std::move(fields);
}

/// By span, then rule: sorted by places, since a coverage is more to move than to compare.
void sort_coverage(std::vector<Coverage>& coverage) {
  std::vector<std::uint32_t> order(coverage.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    const Coverage &a = coverage[x], &b = coverage[y];
    return a.span != b.span ? a.span < b.span : a.rule < b.rule;
  });
  std::vector<Coverage> sorted;
  sorted.reserve(coverage.size());
  for (const std::uint32_t place : order) sorted.push_back(std::move(coverage[place]));
  coverage = std::move(sorted);
}

}  // namespace

void Findings::add(Fact fact, Span span, std::string_view rule, double confidence) {
  const auto keys = identity().find(fact.type);
  if (keys == identity().end()) return;
  clean(fact);
  for (const std::string& key : keys->second)
    if (!fact.has(key)) return;
  if (fact.type == "education" && !fact.has("degree") && !fact.has("organization")) return;
  if (fact.type == "position" || fact.type == "education" || fact.type == "project")
    for (const char* field : {"organization", "degree", "title"})
      if (is_markup(fact.text(field))) return;
  fact.provenance = facts::Provenance{{}, span, std::string(rule), confidence};
  coverage_.push_back({span, std::string(rule)});
  facts_.push_back(std::move(fact));
}

void Findings::cover(Span span, std::string_view rule) { coverage_.push_back({span, std::string(rule)}); }

Extraction Findings::finish(const facts::Schema& schema, const Options& options) && {
  std::vector<std::size_t> order(facts_.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return facts_[a].provenance->span < facts_[b].provenance->span;
  });

  Extraction out;
  std::map<std::string, std::vector<std::size_t>> buckets;
  ComparisonKeys keys;
  for (const std::size_t index : order) {
    Fact& fact = facts_[index];
    std::vector<std::size_t>& bucket = buckets[bucket_of(fact, keys)];
    bool merged = false;
    const std::size_t first = bucket.size() > most_comparisons ? bucket.size() - most_comparisons : 0;
    for (std::size_t i = first; i < bucket.size() && !merged; ++i) {
      Fact& held = out.facts[bucket[i]];
      if (!compatible(held, fact, keys)) continue;
      merge_into(held, fact);
      held.provenance->confidence = std::max(held.provenance->confidence, fact.provenance->confidence);
      merged = true;
    }
    if (merged) continue;
    bucket.push_back(out.facts.size());
    out.facts.push_back(std::move(fact));
  }

  std::set<std::string> ids;
  std::vector<Fact> kept;
  for (Fact& fact : out.facts) {
    if (fact.provenance->confidence < options.least_confidence) continue;
    if (const facts::TypeSchema* type = schema.type(fact.type)) sort_fields(fact, *type);
    fact.id = id_of(fact, document_.sha256);
    if (!ids.insert(fact.id).second) continue;
    fact.provenance->source = options.source.empty() ? document_.name() : options.source;
    fact.provenance->span = document_.to_source(fact.provenance->span);
    kept.push_back(std::move(fact));
  }
  out.facts = std::move(kept);
  sort_coverage(coverage_);
  out.coverage = std::move(coverage_);
  return out;
}

}  // namespace vitagraph::extraction
