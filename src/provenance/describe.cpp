// SPDX-License-Identifier: Apache-2.0
#include "provenance/describe.hpp"

#include <algorithm>
#include <set>

#include "base/base.hpp"

namespace vitagraph::provenance {
namespace {

using rdf::Term;
namespace vocabulary = rdf::vocabulary;

constexpr std::string_view void_space = "http://rdfs.org/ns/void#";
constexpr std::string_view dcat_space = "http://www.w3.org/ns/dcat#";
constexpr std::string_view media_space = "https://www.iana.org/assignments/media-types/";

std::uint64_t hash_of(const rdf::TermView& term) {
  // FNV-1a over kind and parts, finished as in SplitMix64: stable, and good enough to count by.
  std::uint64_t h = 0xcbf29ce484222325ULL + static_cast<std::uint64_t>(term.kind);
  for (const std::string_view part : {term.value, term.datatype, term.language}) {
    for (const char c : part) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    h = (h ^ 0xFF) * 0x100000001b3ULL;
  }
  h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ULL;
  h = (h ^ (h >> 27)) * 0x94d049bb133111ebULL;
  return h ^ (h >> 31);
}

std::string space_of(std::string_view iri) {
  const std::size_t cut = iri.find_last_of("#/");
  return std::string(iri.substr(0, cut == std::string_view::npos ? iri.size() : cut + 1));
}

std::string local_of(std::string_view iri) { return std::string(iri.substr(space_of(iri).size())); }

/// Writes statements about one thing after another.
class Describing {
 public:
  explicit Describing(std::string dataset) : dataset_(Term::iri(dataset)) {}
  const Term& dataset() const { return dataset_; }
  void say(const Term& subject, std::string_view space, std::string_view predicate, Term object) {
    quads_.push_back({subject, Term::iri(std::string(space) + std::string(predicate)), std::move(object), {}});
  }
  void type(const Term& subject, std::string_view space, std::string_view name) {
    quads_.push_back({subject, Term::iri(vocabulary::rdf_type), Term::iri(std::string(space) + std::string(name)), {}});
  }
  void count(const Term& subject, std::string_view predicate, std::uint64_t number) {
    say(subject, void_space, predicate, Term::typed(std::to_string(number), vocabulary::xsd_integer));
  }
  /// A part of the data set, named by a hash of what it is the part of.
  Term partition(std::string_view kind, const std::string& iri) {
    Term part = Term::iri(fmt::format("{}/{}-{}", dataset_.value, kind, StableHash().add(iri).hex(12)));
    say(dataset_, void_space, std::string(kind) + "Partition", part);
    type(part, void_space, "Dataset");
    say(part, vocabulary::rdfs, "label", Term::literal(fmt::format("{} {}", kind, local_of(iri))));
    say(part, void_space, kind, Term::iri(iri));
    return part;
  }
  std::vector<rdf::Quad> take() {
    rdf::order_for_reading(quads_);
    return std::move(quads_);
  }

 private:
  Term dataset_;
  std::vector<rdf::Quad> quads_;
};

void distribution(Describing& out, const DatasetFacts& facts) {
  const Term file = Term::iri(out.dataset().value + "/distribution");
  out.say(out.dataset(), dcat_space, "distribution", file);
  out.type(file, dcat_space, "Distribution");
  out.say(file, vocabulary::rdfs, "label", Term::literal(facts.file));
  out.say(file, vocabulary::dcterms, "title", Term::literal(facts.file));
  if (!facts.sha256.empty()) out.say(file, vocabulary::dcterms, "identifier", Term::literal("sha256:" + facts.sha256));
  out.say(file, dcat_space, "mediaType", Term::iri(std::string(media_space) + facts.media_type));
  out.say(file, dcat_space, "byteSize",
          Term::typed(std::to_string(facts.bytes), std::string(vocabulary::xsd) + "nonNegativeInteger"));
}

}  // namespace

void DatasetCounter::Distinct::add(std::uint64_t hash) {
  if (!hashes_.empty() && hashes_.back() == hash) return;
  hashes_.push_back(hash);
  if (hashes_.size() < next_) return;
  compact();
  next_ = std::max(next_, 2 * hashes_.size());
}

void DatasetCounter::Distinct::compact() {
  std::sort(hashes_.begin(), hashes_.end());
  hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
}

std::uint64_t DatasetCounter::Distinct::count() {
  compact();
  return hashes_.size();
}

void DatasetCounter::quad(const rdf::QuadView& quad) {
  ++statements_;
  const std::uint64_t subject = hash_of(quad.subject);
  subjects_.add(subject);
  objects_.add(hash_of(quad.object));
  const bool ours = quad.subject.kind == rdf::TermKind::iri && quad.subject.value.starts_with(base_);
  if (ours) entities_.add(subject);
  if (const auto at = properties_.find(quad.predicate.value); at != properties_.end())
    ++at->second;
  else
    properties_.emplace(quad.predicate.value, 1);
  if (quad.predicate.value != vocabulary::rdf_type || quad.object.kind != rdf::TermKind::iri) return;
  auto at = classes_.find(quad.object.value);
  if (at == classes_.end()) at = classes_.emplace(quad.object.value, Distinct()).first;
  at->second.add(subject);
  if (ours && (example_.empty() || quad.subject.value < example_)) example_ = quad.subject.value;
}

std::vector<rdf::Quad> DatasetCounter::describe(const DatasetFacts& facts) {
  Describing out(facts.base + "dataset");
  const Term& dataset = out.dataset();
  out.type(dataset, void_space, "Dataset");
  out.type(dataset, dcat_space, "Dataset");
  out.say(dataset, vocabulary::rdfs, "label", Term::literal(facts.title));
  out.say(dataset, vocabulary::dcterms, "title", Term::literal(facts.title));
  out.say(dataset, void_space, "uriSpace", Term::literal(facts.base));
  if (!example_.empty()) out.say(dataset, void_space, "exampleResource", Term::iri(example_));
  if (!facts.time.empty())
    out.say(dataset, vocabulary::dcterms, "modified",
            Term::typed(facts.time, std::string(vocabulary::xsd) + "dateTime"));
  out.count(dataset, "triples", statements_);
  out.count(dataset, "entities", entities_.count());
  out.count(dataset, "distinctSubjects", subjects_.count());
  out.count(dataset, "distinctObjects", objects_.count());
  out.count(dataset, "classes", classes_.size());
  out.count(dataset, "properties", properties_.size());
  std::set<std::string> vocabularies;
  for (auto& [iri, members] : classes_) {
    vocabularies.insert(space_of(iri));
    out.count(out.partition("class", iri), "entities", members.count());
  }
  for (const auto& [iri, times] : properties_) {
    vocabularies.insert(space_of(iri));
    out.count(out.partition("property", iri), "triples", times);
  }
  for (const std::string& iri : vocabularies) out.say(dataset, void_space, "vocabulary", Term::iri(iri));
  if (!facts.file.empty()) distribution(out, facts);
  return out.take();
}

}  // namespace vitagraph::provenance
