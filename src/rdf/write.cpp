// SPDX-License-Identifier: Apache-2.0
#include "rdf/write.hpp"

#include <serd/serd.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <exception>
#include <map>
#include <tuple>

#include "base/base.hpp"
#include "rdf/vocabulary.hpp"

namespace vitagraph::rdf {
namespace {

constexpr std::size_t buffer_size = 1 << 16;

/// Predicates that say what a thing is stand first, in this order.
constexpr std::array<std::string_view, 4> leading = {vocabulary::rdf_type, vocabulary::rdfs_label,
                                                     vocabulary::foaf_name, vocabulary::skos_alt_label};

std::size_t rank(std::string_view predicate) {
  return static_cast<std::size_t>(std::find(leading.begin(), leading.end(), predicate) - leading.begin());
}

const std::uint8_t* bytes(const std::string& text) { return reinterpret_cast<const std::uint8_t*>(text.c_str()); }

SerdNode node_of(SerdType type, const std::string& text) {
  SerdNode node = serd_node_from_string(type, bytes(text));
  // With the flags set, Serd 0.30 quotes some literals that end in a quotation mark so that they do not parse again.
  node.flags = 0;
  return node;
}

SerdType type_of(TermKind kind) {
  return kind == TermKind::iri ? SERD_URI : kind == TermKind::blank ? SERD_BLANK : SERD_LITERAL;
}

}  // namespace

LineWriter::~LineWriter() = default;

void LineWriter::quad(const QuadView& quad) {
  append_nquads(buffer_, with_graph_ ? quad : QuadView{quad.subject, quad.predicate, quad.object, {}});
  if (buffer_.size() >= buffer_size) finish();
}

void LineWriter::finish() {
  bytes_(buffer_);
  buffer_.clear();
}

struct TurtleWriter::Impl {
  struct Free {
    void operator()(SerdEnv* env) const { serd_env_free(env); }
    void operator()(SerdWriter* writer) const { serd_writer_free(writer); }
  };

  ByteSink bytes_out;
  std::string buffer;
  std::unique_ptr<SerdEnv, Free> environment;
  std::unique_ptr<SerdWriter, Free> writer;
  std::exception_ptr failure;
  std::string message;
  std::map<std::string, std::string, std::less<>> prefix_of;  ///< by namespace

  static std::size_t sink(const void* text, std::size_t length, void* handle) {
    auto& self = *static_cast<Impl*>(handle);
    self.buffer.append(static_cast<const char*>(text), length);
    return length;
  }
  static SerdStatus on_error(void* handle, const SerdError* error) {
    char text[512];
    va_list args;
    va_copy(args, *error->args);
    std::vsnprintf(text, sizeof text, error->fmt, args);
    va_end(args);
    static_cast<Impl*>(handle)->message = text;
    return SERD_SUCCESS;
  }
  /// "person:qi-lei" for an IRI whose local name Turtle takes as it is. Serd shortens too, but only names of letters
  /// and digits.
  std::string curie(std::string_view iri) const {
    const std::size_t cut = iri.find_last_of("/#");
    if (cut == std::string_view::npos || cut + 1 == iri.size()) return {};
    const auto found = prefix_of.find(iri.substr(0, cut + 1));
    const std::string_view local = iri.substr(cut + 1);
    const auto plain = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    if (found == prefix_of.end() || local[0] == '-' || !std::all_of(local.begin(), local.end(), plain)) return {};
    return found->second + ":" + std::string(local);
  }
  void drain() {
    bytes_out(buffer);
    buffer.clear();
  }
};

/// A term as Serd is given it: IRIs by prefix where that is possible; owns the text.
class TurtleWriter::Shortened {
 public:
  Shortened(const Impl& writer, const TermView& term) : type_(type_of(term.kind)), text_(term.value) {
    if (term.kind != TermKind::iri || term.value == vocabulary::rdf_type) return;
    std::string curie = writer.curie(term.value);
    if (curie.empty()) return;
    type_ = SERD_CURIE;
    text_ = std::move(curie);
  }
  SerdNode node() const {
    SerdNode out = node_of(type_, text_);
    out.n_bytes = text_.size();  // U+0000 does not end a literal
    return out;
  }

 private:
  SerdType type_;
  std::string text_;
};

TurtleWriter::TurtleWriter(const Prefixes& prefixes, ByteSink out, Syntax syntax) : impl_(std::make_unique<Impl>()) {
  impl_->bytes_out = std::move(out);
  impl_->environment.reset(serd_env_new(nullptr));
  for (const auto& [prefix, iri] : prefixes.all())
    serd_env_set_prefix_from_strings(impl_->environment.get(), bytes(prefix), bytes(iri));
  const auto style = static_cast<SerdStyle>(SERD_STYLE_ABBREVIATED | SERD_STYLE_CURIED);
  impl_->writer.reset(serd_writer_new(syntax == Syntax::trig ? SERD_TRIG : SERD_TURTLE, style, impl_->environment.get(),
                                      nullptr, Impl::sink, impl_.get()));
  serd_writer_set_error_sink(impl_->writer.get(), Impl::on_error, impl_.get());
  for (const auto& [prefix, iri] : prefixes.all()) {
    impl_->prefix_of.emplace(iri, prefix);
    const SerdNode name = node_of(SERD_LITERAL, prefix);
    const SerdNode uri = node_of(SERD_URI, iri);
    serd_writer_set_prefix(impl_->writer.get(), &name, &uri);
  }
}

TurtleWriter::~TurtleWriter() = default;

void TurtleWriter::quad(const QuadView& quad) {
  const auto refuse = [&](std::string_view why) {
    std::string line;
    append_nquads(line, quad);
    line.pop_back();
    throw Error("cannot write {}: {}", to_valid_utf8(line), why);
  };
  if (const std::string why = why_unwritable(quad); !why.empty()) refuse(to_valid_utf8(why));
  const Shortened s(*impl_, quad.subject), p(*impl_, quad.predicate), o(*impl_, quad.object), g(*impl_, quad.graph);
  const std::string_view type =
      quad.object.datatype == vocabulary::xsd_string ? std::string_view() : quad.object.datatype;
  const Shortened d(*impl_, TermView{TermKind::iri, type, {}, {}});
  const std::string l(quad.object.language);
  const SerdNode subject = s.node(), predicate = p.node(), object = o.node(), graph = g.node(), datatype = d.node();
  const SerdNode language = node_of(SERD_LITERAL, l);
  const SerdStatus status = serd_writer_write_statement(
      impl_->writer.get(), 0, quad.graph.value.empty() ? nullptr : &graph, &subject, &predicate, &object,
      type.empty() ? nullptr : &datatype, l.empty() ? nullptr : &language);
  if (status != SERD_SUCCESS)
    refuse(impl_->message.empty() ? reinterpret_cast<const char*>(serd_strerror(status)) : impl_->message.c_str());
  if (impl_->buffer.size() >= buffer_size) impl_->drain();
}

void TurtleWriter::finish() {
  serd_writer_finish(impl_->writer.get());
  impl_->drain();
}

void order_for_reading(std::vector<Quad>& quads) {
  std::sort(quads.begin(), quads.end(), [](const Quad& a, const Quad& b) {
    const std::size_t rank_a = rank(a.predicate.value), rank_b = rank(b.predicate.value);
    return std::tie(a.graph, a.subject, rank_a, a.predicate, a.object) <
           std::tie(b.graph, b.subject, rank_b, b.predicate, b.object);
  });
  quads.erase(std::unique(quads.begin(), quads.end()), quads.end());
}

void write_rdf(std::vector<Quad> quads, const Prefixes& prefixes, Syntax syntax, const ByteSink& bytes) {
  order_for_reading(quads);
  if (syntax == Syntax::turtle || syntax == Syntax::trig) {
    TurtleWriter writer(prefixes, bytes, syntax);
    for (const Quad& quad : quads) writer.quad(quad.view());
    writer.finish();
  } else {
    LineWriter writer(syntax, bytes);
    for (const Quad& quad : quads) writer.quad(quad.view());
    writer.finish();
  }
}

}  // namespace vitagraph::rdf
