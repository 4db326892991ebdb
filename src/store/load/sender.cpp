// SPDX-License-Identifier: Apache-2.0
#include "store/load/sender.hpp"

#include <algorithm>
#include <chrono>

namespace vitagraph::store {
namespace {

/// Bytes of the first chunk: small, so that a wrong address or a missing right shows soon.
constexpr std::size_t first_chunk = 1 << 20;
/// Failures other than 413 have nothing to do with size below this.
constexpr std::size_t least_chunk = 1 << 14;
/// Chunks double while they take less, and are halved when they take more.
constexpr double fast_seconds = 2, slow_seconds = 20;

constexpr long payload_too_large = 413;

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

}  // namespace

std::string Skolemizer::named(std::string_view label) {
  if (begin_.empty()) begin_ = prefix_();
  return begin_ + percent_encode(label);
}

void Skolemizer::quad(const rdf::QuadView& quad) {
  std::string subject, object;
  rdf::QuadView out = quad;
  if (quad.subject.kind == rdf::TermKind::blank) {
    subject = named(quad.subject.value);
    out.subject = {rdf::TermKind::iri, subject, {}, {}};
  }
  if (quad.object.kind == rdf::TermKind::blank) {
    object = named(quad.object.value);
    out.object = {rdf::TermKind::iri, object, {}, {}};
  }
  sink_.quad(out);
}

ChunkSender::ChunkSender(StoreSession& session, TargetGraph graph, std::function<void(std::size_t)> progress)
    : session_(session),
      graph_(std::move(graph)),
      progress_(std::move(progress)),
      chunk_(std::min(first_chunk, session.profile().largest_chunk)),
      ceiling_(session.profile().largest_chunk) {}

void ChunkSender::quad(const rdf::QuadView& quad) {
  const bool new_subject = subject_ != quad.subject.value;
  // A subject that is larger than a chunk is cut all the same.
  if ((new_subject && pending_.size() >= chunk_) || pending_.size() >= chunk_ + chunk_ / 2) {
    send(pending_);
    pending_.clear();
  }
  if (new_subject) subject_ = quad.subject.value;
  rdf::append_nquads(pending_, {quad.subject, quad.predicate, quad.object, {}});
}

void ChunkSender::finish() {
  send(pending_);
  pending_.clear();
}

void ChunkSender::took(std::size_t bytes, double seconds) {
  if (seconds > slow_seconds)
    chunk_ = std::max(least_chunk, std::min(chunk_, bytes / 2));
  else if (seconds < fast_seconds)
    chunk_ = std::min(ceiling_, chunk_ * 2);
}

void ChunkSender::send(std::string_view lines) {
  using Clock = std::chrono::steady_clock;
  std::size_t limit = lines.size();
  int failures = 0;
  while (!lines.empty()) {
    // Line breaks inside literals are escaped: a line is a statement.
    std::size_t end = lines.size();
    if (limit < end) {
      end = lines.rfind('\n', limit - 1);
      end = end == std::string_view::npos ? first_line(lines).size() + 1 : end + 1;
    }
    const std::string_view chunk = lines.substr(0, end);
    const auto began = Clock::now();
    const HttpResponse response = session_.add(graph_, chunk);
    if (response.good()) {
      took(chunk.size(), std::chrono::duration<double>(Clock::now() - began).count());
      failures = 0;
      limit = std::max(limit, chunk_);
      lines.remove_prefix(end);
      sent_ += static_cast<std::size_t>(std::count(chunk.begin(), chunk.end(), '\n'));
      progress_(sent_);
      continue;
    }
    if (!is_passing(response))
      throw Error("{}: the store refuses the statements: {}", session_.profile().title, response.reason());
    if (response.status == payload_too_large) {
      if (chunk.size() <= first_line(chunk).size() + 1)
        throw Error("{}: the store takes no request of {} bytes, which one statement needs: {}",
                    session_.profile().title, chunk.size(), to_valid_utf8(first_line(chunk).substr(0, 200)));
      limit = chunk.size() / 2;
      ceiling_ = chunk_ = std::min(ceiling_, limit);
    } else {
      session_.wait(failures++, response, "sending statements");
      limit = std::max(std::min(least_chunk, chunk.size()), chunk.size() / 2);
      chunk_ = std::min(chunk_, std::max(least_chunk, limit));
    }
  }
}

}  // namespace vitagraph::store
