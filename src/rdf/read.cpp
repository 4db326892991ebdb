// SPDX-License-Identifier: Apache-2.0
#include "rdf/read.hpp"

#include <serd/serd.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <memory>
#include <vector>

#include "rdf/vocabulary.hpp"

namespace vitagraph::rdf {
namespace {

/// Bytes Serd asks for at a time.
constexpr std::size_t page = 4096;
/// Bytes zlib reads from a file at a time.
constexpr unsigned file_buffer = 1 << 17;
/// Bytes of a file that is read again to show the lines of its mistakes.
constexpr std::uintmax_t largest_reread = 256 << 20;
/// Mistakes after which a file is no RDF: of some bytes Serd would complain for ever.
constexpr std::size_t most_errors = 1000;

const std::uint8_t* bytes(const std::string& text) { return reinterpret_cast<const std::uint8_t*>(text.c_str()); }
std::string_view text_of(const SerdNode* node) {
  return node && node->buf ? std::string_view(reinterpret_cast<const char*>(node->buf), node->n_bytes)
                           : std::string_view();
}

/// One reading: Serd's environment and reader, and what its C callbacks need. No exception may cross them: it is
/// kept, an error status makes Serd stop, and run() throws it again outside.
class Reading {
 public:
  Reading(std::string name, const SourceFile* text, const ReadOptions& options, Syntax syntax, QuadSink& sink,
          DiagnosticSink& diagnostics)
      : name_(std::move(name)), text_(text), options_(options), sink_(sink), diagnostics_(diagnostics) {
    const std::string base = options.base.empty() ? "file:///" : options.base;
    SerdURI uri;
    const SerdNode base_node = serd_node_from_string(SERD_URI, bytes(base));
    serd_uri_parse(base_node.buf, &uri);
    environment_.reset(serd_env_new(&base_node));
    reader_.reset(serd_reader_new(serd_syntax(syntax), this, nullptr, on_base, on_prefix, on_statement, nullptr));
    serd_reader_set_strict(reader_.get(), !options.lax);
    serd_reader_set_error_sink(reader_.get(), on_error, this);
    if (!options.blank_prefix.empty()) serd_reader_add_blank_prefix(reader_.get(), bytes(options.blank_prefix));
  }

  /// zlib hands on what is not compressed as it is.
  bool run_file(gzFile file) {
    file_ = file;
    const SerdStatus status = serd_reader_read_source(reader_.get(), read_file, file_error, this, bytes(name_), page);
    int code = Z_OK;
    const char* message = ::gzerror(file, &code);
    if (code != Z_OK && code != Z_STREAM_END && !failure_) {
      if (code == Z_ERRNO) throw Error("{}: {}", name_, std::strerror(errno));
      ++errors_;
      diagnostics_.report(Kind::rdf_syntax, {name_, 0, 0, 0, {}},
                          fmt::format("the compressed file is broken: {}", message));
    }
    return finish(status);
  }
  bool run_text(const std::string& text) {
    cursor_ = text;
    return finish(serd_reader_read_source(reader_.get(), read_text, no_error, this, bytes(name_), page));
  }

 private:
  static SerdSyntax serd_syntax(Syntax syntax) {
    switch (syntax) {
      case Syntax::turtle: return SERD_TURTLE;
      case Syntax::ntriples: return SERD_NTRIPLES;
      case Syntax::nquads: return SERD_NQUADS;
      case Syntax::trig: return SERD_TRIG;
    }
    return SERD_TURTLE;
  }

  bool finish(SerdStatus status) {
    if (failure_) std::rethrow_exception(failure_);
    // To Serd a NUL may be the end of the input.
    if (nul_ && errors_++ == 0)
      diagnostics_.report(Kind::rdf_syntax, {name_, 0, 0, 0, {}},
                          "a NUL byte: what stands behind it may not have been read");
    return status <= SERD_FAILURE && errors_ == 0;
  }

  static std::size_t read_text(void* out, std::size_t size, std::size_t count, void* handle) {
    auto& cursor = static_cast<Reading*>(handle)->cursor_;
    const std::size_t taken = std::min(size * count, cursor.size());
    std::memcpy(out, cursor.data(), taken);
    static_cast<Reading*>(handle)->look_for_nul(out, taken);
    cursor.remove_prefix(taken);
    return taken / size;
  }
  void look_for_nul(const void* bytes, std::size_t count) {
    nul_ = nul_ || (count != 0 && std::memchr(bytes, 0, count) != nullptr);
  }
  static int no_error(void*) { return 0; }
  static std::size_t read_file(void* out, std::size_t size, std::size_t count, void* handle) {
    const int taken = ::gzread(static_cast<Reading*>(handle)->file_, out, static_cast<unsigned>(size * count));
    if (taken <= 0) return 0;
    static_cast<Reading*>(handle)->look_for_nul(out, static_cast<std::size_t>(taken));
    return static_cast<std::size_t>(taken) / size;
  }
  static int file_error(void*) { return 0; }

  static SerdStatus on_error(void* handle, const SerdError* error) {
    auto& self = *static_cast<Reading*>(handle);
    if (self.failure_ || self.errors_ > most_errors) return SERD_ERR_INTERNAL;
    if (++self.errors_ > most_errors) {
      serd_reader_set_strict(self.reader_.get(), true);  // lax, it would go on
      self.diagnostics_.report(Kind::rdf_syntax, {self.name_, error->line, 0, 0, {}},
                               fmt::format("more than {} mistakes: the rest of the file is not read", most_errors));
      return SERD_ERR_INTERNAL;
    }
    char message[512];
    va_list args;
    va_copy(args, *error->args);
    std::vsnprintf(message, sizeof message, error->fmt, args);
    va_end(args);
    std::string text = message;
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    self.diagnostics_.report(Kind::rdf_syntax, self.place(error->line, error->col), to_valid_utf8(text));
    return SERD_SUCCESS;
  }

  static SerdStatus on_base(void* handle, const SerdNode* uri) {
    return serd_env_set_base_uri(static_cast<Reading*>(handle)->environment_.get(), uri);
  }

  static SerdStatus on_prefix(void* handle, const SerdNode* name, const SerdNode* uri) {
    auto& self = *static_cast<Reading*>(handle);
    const SerdStatus status = serd_env_set_prefix(self.environment_.get(), name, uri);
    if (status == SERD_SUCCESS) {
      SerdNode full = serd_env_expand_node(self.environment_.get(), uri);
      const std::string_view iri = full.buf ? text_of(&full) : text_of(uri);
      self.set_prefix(text_of(name), iri);
      if (self.options_.prefixes) self.options_.prefixes->set(text_of(name), iri);
      serd_node_free(&full);
    }
    return status;
  }

  static SerdStatus on_statement(void* handle, SerdStatementFlags, const SerdNode* graph, const SerdNode* subject,
                                 const SerdNode* predicate, const SerdNode* object, const SerdNode* datatype,
                                 const SerdNode* language) {
    auto& self = *static_cast<Reading*>(handle);
    try {
      Expanded s(self, subject, 0), p(self, predicate, 1), o(self, object, 2), g(self, graph, 3), d(self, datatype, 4);
      if (!s.ok || !p.ok || !o.ok || !g.ok || !d.ok) return SERD_ERR_BAD_CURIE;
      o.view.datatype = d.view.value == vocabulary::xsd_string ? std::string_view() : d.view.value;
      o.view.language = text_of(language);
      self.sink_.quad({s.view, p.view, o.view, g.view});
      return SERD_SUCCESS;
    } catch (...) {
      self.failure_ = std::current_exception();
      // When lax, Serd would go on with the next statement.
      serd_reader_set_strict(self.reader_.get(), true);
      return SERD_ERR_INTERNAL;
    }
  }

  /// A declaration replaces an earlier one of the same name (Turtle §2.4).
  void set_prefix(std::string_view name, std::string_view iri) {
    for (auto& [known, text] : prefixes_)
      if (known == name) {
        text = iri;
        return;
      }
    prefixes_.emplace_back(name, iri);
  }

  /// Puts the full IRI of a prefixed name into `out`, which keeps its memory: Serd's own expansion allocates and
  /// formats one each, a fifth of the time it takes to read a graph.
  bool expand(std::string_view name, std::string& out) const {
    const std::string_view prefix = name.substr(0, name.find(':'));
    if (prefix.size() == name.size()) return false;
    for (const auto& [known, iri] : prefixes_)
      if (known == prefix) {
        out.assign(iri).append(name.substr(prefix.size() + 1));
        return true;
      }
    return false;
  }

  /// A node with its IRI made absolute. The text is the node's or stands in the place's buffer until the next
  /// statement.
  struct Expanded {
    Expanded(Reading& reading, const SerdNode* node, std::size_t place) {
      if (!node || node->type == SERD_NOTHING) return;
      view.value = text_of(node);
      if (node->type == SERD_LITERAL) {
        view.kind = TermKind::literal;
      } else if (node->type == SERD_BLANK) {
        view.kind = TermKind::blank;
      } else if (node->type == SERD_URI && is_absolute_iri(view.value)) {
        view.kind = TermKind::iri;
      } else if (node->type == SERD_CURIE && reading.expand(view.value, reading.expanded_[place])) {
        view.value = reading.expanded_[place];
        view.kind = TermKind::iri;
      } else {
        made = serd_env_expand_node(reading.environment_.get(), node);
        ok = made.buf != nullptr;
        if (ok)
          view.value = text_of(&made);
        else
          reading.diagnostics_.report(Kind::rdf_unknown_prefix, reading.place_of(text_of(node)),
                                      to_valid_utf8(text_of(node)));
      }
    }
    ~Expanded() { serd_node_free(&made); }
    Expanded(const Expanded&) = delete;
    Expanded& operator=(const Expanded&) = delete;

    TermView view;
    SerdNode made = SERD_NODE_NULL;
    bool ok = true;
  };

  /// The text, read for the first mistake: a stream keeps no lines, and most files have no mistakes.
  const SourceFile* text() {
    if (text_ || name_ == "-") return text_;
    if (!reread_) {
      std::error_code failed;
      const bool small =
          !is_compressed(name_) && std::filesystem::file_size(name_, failed) <= largest_reread && !failed;
      reread_ = small ? SourceFile::read(name_) : SourceFile(name_, "");
    }
    return &*reread_;
  }
  Location place(std::uint32_t line, std::uint32_t column) {
    return text() ? text()->locate_line(line, column) : Location{name_, line, column, 1, {}};
  }
  /// Serd tells no place for a name whose prefix is unknown: where it stands first.
  Location place_of(std::string_view word) {
    const std::size_t at = text() ? text()->text().find(word) : std::string_view::npos;
    if (at == std::string_view::npos) return {name_, 0, 0, 0, {}};
    return text()->locate({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size())});
  }

  struct Free {
    void operator()(SerdEnv* env) const { serd_env_free(env); }
    void operator()(SerdReader* reader) const { serd_reader_free(reader); }
  };

  std::string name_;
  const SourceFile* text_;
  std::optional<SourceFile> reread_;
  const ReadOptions& options_;
  QuadSink& sink_;
  DiagnosticSink& diagnostics_;
  std::unique_ptr<SerdEnv, Free> environment_;
  std::unique_ptr<SerdReader, Free> reader_;
  std::vector<std::pair<std::string, std::string>> prefixes_;
  std::array<std::string, 5> expanded_;  ///< of a statement's subject, predicate, object, graph and datatype
  std::string_view cursor_;
  gzFile file_ = nullptr;
  std::exception_ptr failure_;
  std::size_t errors_ = 0;
  bool nul_ = false;
};

}  // namespace

bool is_compressed(std::string_view path) { return path.ends_with(".gz"); }

std::optional<Syntax> syntax_of(std::string_view name) {
  if (is_compressed(name)) name.remove_suffix(3);
  const std::size_t dot = name.rfind('.');
  const std::string_view key = dot == std::string_view::npos ? name : name.substr(dot + 1);
  if (key == "ttl" || key == "turtle" || name == "text/turtle") return Syntax::turtle;
  if (key == "nt" || key == "ntriples" || name == "application/n-triples") return Syntax::ntriples;
  if (key == "nq" || key == "nquads" || name == "application/n-quads") return Syntax::nquads;
  if (key == "trig" || name == "application/trig") return Syntax::trig;
  return std::nullopt;
}

Syntax syntax_of_file(const std::string& path) {
  std::error_code failed;
  const std::filesystem::file_status status = std::filesystem::status(path, failed);
  // Standard input, a pipe of the shell, /dev/null: nothing with an ending.
  if (path == "-" || std::filesystem::is_fifo(status) || std::filesystem::is_character_file(status))
    return Syntax::turtle;
  // A file that is called "turtle" is not one by its ending.
  const std::string name = std::filesystem::path(path).filename().string();
  if (const std::optional<Syntax> syntax = name.find('.') == std::string::npos ? std::nullopt : syntax_of(name))
    return *syntax;
  const std::string ending =
      std::filesystem::path(is_compressed(name) ? name.substr(0, name.size() - 3) : name).extension().string();
  if (ending == ".rdf" || ending == ".xml" || ending == ".owl")
    throw Error("{}: RDF/XML is not known here; turn it into Turtle first, as `rapper -i rdfxml -o turtle {}` does",
                path, path);
  throw Error("{}: {} what syntax it is in; known are .ttl, .nt, .nq and .trig, each perhaps with .gz", path,
              ending.empty() ? "no ending tells" : fmt::format("`{}` does not tell", ending));
}

bool read_rdf(const std::string& path, const ReadOptions& options, QuadSink& sink, DiagnosticSink& diagnostics) {
  if (path != "-" && std::filesystem::is_directory(path)) throw Error("{}: is a directory", path);
  const Syntax syntax = options.syntax ? *options.syntax : syntax_of_file(path);
  ReadOptions resolved = options;
  if (resolved.base.empty() && path != "-") resolved.base = "file://" + std::filesystem::absolute(path).string();
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(
      path == "-" ? ::gzdopen(::dup(STDIN_FILENO), "rb") : ::gzopen(path.c_str(), "rb"), ::gzclose);
  if (!file) throw Error("{}: {}", path, std::strerror(errno));
  ::gzbuffer(file.get(), file_buffer);
  return Reading(path, nullptr, resolved, syntax, sink, diagnostics).run_file(file.get());
}

bool read_rdf(const SourceFile& file, const ReadOptions& options, QuadSink& sink, DiagnosticSink& diagnostics) {
  const Syntax syntax = options.syntax.value_or(syntax_of(file.name()).value_or(Syntax::turtle));
  return Reading(file.name(), &file, options, syntax, sink, diagnostics).run_text(std::string(file.text()));
}

}  // namespace vitagraph::rdf
