// SPDX-License-Identifier: Apache-2.0
#include "store/load/answer.hpp"

namespace vitagraph::store {
namespace {

constexpr std::size_t block = 1 << 20;

}  // namespace

void StatementAnswer::parse(std::string text, rdf::Syntax syntax) {
  DiagnosticList mistakes;
  rdf::CountingSink counting;
  rdf::TeeSink both(sink_, counting);
  rdf::ReadOptions options;
  options.syntax = syntax;
  options.lax = false;
  const SourceFile file("the store's answer", std::move(text));
  if (!rdf::read_rdf(file, options, both, mistakes))
    throw Error("the store's answer cannot be read: {}", mistakes.empty() ? "no RDF" : mistakes.sorted()[0].message);
  count_ += counting.count();
}

void StatementAnswer::add(std::string_view bytes, std::string_view content_type) {
  lines_ = content_type.find("turtle") == std::string_view::npos;
  pending_ += bytes;
  if (!lines_ || pending_.size() < block) return;
  // Only what is new is searched: a line without an end must not be searched again and again.
  const std::size_t last = bytes.rfind('\n');
  if (last == std::string_view::npos) return;
  const std::size_t end = pending_.size() - bytes.size() + last;
  parse(pending_.substr(0, end + 1), rdf::Syntax::ntriples);
  pending_.erase(0, end + 1);
}

std::uint64_t StatementAnswer::finish() {
  if (!pending_.empty()) parse(std::move(pending_), lines_ ? rdf::Syntax::ntriples : rdf::Syntax::turtle);
  pending_.clear();
  return count_;
}

}  // namespace vitagraph::store
