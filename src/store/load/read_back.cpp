// SPDX-License-Identifier: Apache-2.0
#include "store/load/read_back.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace vitagraph::store {
namespace {

/// Of one request. More subjects are not faster in Virtuoso, and its compiler has a limit of its own.
constexpr std::size_t most_subjects = 800, most_bytes = 1 << 16;
/// Hexadecimal digits that part the statements of one subject: 16^6 parts are more than any store holds answers.
constexpr std::size_t most_digits = 6;
/// Statements that every store gives in one answer. Where fewer come than it counts, it takes some for the same.
constexpr std::uint64_t never_cut_off = 100;

std::string text_of(const rdf::TermView& term) {
  std::string out;
  rdf::append_ntriples(out, term);
  return out;
}

class SubjectList : public rdf::QuadSink {
 public:
  void quad(const rdf::QuadView& quad) override { hashes.push_back(hash_of_text(text_of(quad.subject))); }
  std::vector<StatementHash> hashes;
};

/// Passes statements on and counts each once: of what a store takes for the same, every part of an answer may have one.
class CountingEach : public rdf::QuadSink {
 public:
  explicit CountingEach(rdf::QuadSink& to) : to_(to) {}
  void quad(const rdf::QuadView& quad) override {
    line_.clear();
    rdf::append_nquads(line_, quad);
    hashes_.push_back(hash_of_text(line_));
    to_.quad(quad);
  }
  std::uint64_t count() {
    std::sort(hashes_.begin(), hashes_.end());
    return static_cast<std::uint64_t>(std::unique(hashes_.begin(), hashes_.end()) - hashes_.begin());
  }

 private:
  rdf::QuadSink& to_;
  std::string line_;
  std::vector<StatementHash> hashes_;
};

}  // namespace

/// Makes groups of subjects, each subject once, in the order of the file.
class SubjectReader::Grouping : public rdf::QuadSink {
 public:
  Grouping(SubjectReader& reader, const std::function<void(const Group&)>& visit) : reader_(reader), visit_(visit) {}

  void quad(const rdf::QuadView& quad) override {
    std::string text = text_of(quad.subject);
    const StatementHash hash = hash_of_text(text);
    const auto known = std::lower_bound(reader_.known_.begin(), reader_.known_.end(), hash,
                                        [](const Known& k, const StatementHash& h) { return k.subject < h; });
    // A subject that the first pass did not see: the file has changed, which the next reading of it will find.
    if (known == reader_.known_.end() || known->subject != hash || known->asked) return;
    known->asked = true;
    const bool full = group_.size() == most_subjects || bytes_ + text.size() > most_bytes ||
                      2 * (statements_ + known->statements) > reader_.page_;
    if (full) finish();
    bytes_ += text.size();
    statements_ += known->statements;
    group_.push_back({std::move(text), known->statements});
  }

  void finish() {
    if (!group_.empty()) visit_(group_);
    group_.clear();
    bytes_ = statements_ = 0;
  }

 private:
  SubjectReader& reader_;
  const std::function<void(const Group&)>& visit_;
  Group group_;
  std::size_t bytes_ = 0, statements_ = 0;
};

SubjectReader::SubjectReader(StoreSession& session, const TargetGraph& graph, File file)
    : session_(session), graph_(graph), file_(std::move(file)), page_(session.profile().page) {}

void SubjectReader::list_subjects() {
  SubjectList list;
  file_(list);
  std::sort(list.hashes.begin(), list.hashes.end());
  for (const StatementHash& hash : list.hashes) {
    if (known_.empty() || known_.back().subject != hash) known_.push_back({hash});
    ++known_.back().statements;
  }
}

void SubjectReader::for_each_group(const std::function<void(const Group&)>& visit) {
  if (known_.empty()) list_subjects();
  for (Known& known : known_) known.asked = false;
  Grouping grouping(*this, visit);
  file_(grouping);
  grouping.finish();
}

std::string SubjectReader::pattern(const Subject* begin, const Subject* end, std::string_view condition) const {
  std::string subjects = "VALUES ?s {";
  for (const Subject* subject = begin; subject != end; ++subject) (subjects += ' ') += subject->text;
  return graph_.pattern(subjects + " } ", condition);
}

std::uint64_t SubjectReader::read(rdf::QuadSink& sink) {
  std::uint64_t total = 0;
  for_each_group([&](const Group& group) { total += read(group.data(), group.data() + group.size(), sink); });
  return total;
}

std::uint64_t SubjectReader::count() {
  std::uint64_t total = 0;
  for_each_group(
      [&](const Group& group) { total += session_.count(pattern(group.data(), group.data() + group.size())); });
  return total;
}

std::uint64_t SubjectReader::read(const Subject* begin, const Subject* end, rdf::QuadSink& sink) {
  std::uint64_t expected = 0;
  for (const Subject* subject = begin; subject != end; ++subject) expected += subject->statements;
  const std::string asked = pattern(begin, end);
  const std::uint64_t received = session_.read(asked, sink);
  if (received == expected && received < page_) return received;
  const std::uint64_t counted = session_.count(asked);
  // The store has no more: the file says some twice, or some were lost, or others stand beside.
  if (received >= counted || counted <= never_cut_off) return received;
  const std::uint64_t before = page_;
  page_ = std::clamp(received, never_cut_off, page_);
  std::uint64_t in_parts = 0;
  if (end - begin == 1) {
    CountingEach each(sink);
    read_parts(*begin, "", each);
    in_parts = each.count();
  } else {
    const Subject* middle = begin + (end - begin) / 2;
    in_parts = read(begin, middle, sink) + read(middle, end, sink);
  }
  // The answer was whole: what the store counts as two ("1" and "01") it gives back as one.
  if (in_parts <= received) page_ = before;
  return in_parts;
}

/// One subject has more statements than an answer holds: they are parted by the digits of a hash, which every store
/// computes alike (SPARQL 1.1 Query §17.4.6.1), so that each is in one part.
std::uint64_t SubjectReader::read_parts(const Subject& subject, const std::string& prefix, rdf::QuadSink& sink) {
  std::uint64_t total = 0;
  for (const char digit : std::string_view("0123456789abcdef")) {
    const std::string digits = prefix + digit;
    const std::string asked =
        pattern(&subject, &subject + 1,
                fmt::format(" FILTER(STRSTARTS(MD5(CONCAT(STR(?p), \" \", STR(?o))), \"{}\"))", digits));
    const std::uint64_t counted = session_.count(asked);
    const bool may_fit = counted < page_ || digits.size() == most_digits;
    const std::uint64_t received = counted > 0 && may_fit ? session_.read(asked, sink) : 0;
    if (received >= counted || counted <= never_cut_off || digits.size() == most_digits)
      total += received;
    else
      total += read_parts(subject, digits, sink);
  }
  return total;
}

}  // namespace vitagraph::store
