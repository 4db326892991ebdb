// SPDX-License-Identifier: Apache-2.0
#include "mapping/targets.hpp"

#include <re2/re2.h>
#include <sys/stat.h>
#include <unicode/unistr.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>

#include "mapping/compressions.hpp"
#include "mapping/inputs.hpp"
#include "mapping/serializations.hpp"
#include "mapping/sources/web.hpp"

namespace vitagraph::mapping {
namespace {

std::string to_utf16(const std::string& text) {
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(text);
  std::string out = "\xFF\xFE";
  for (std::int32_t i = 0; i < wide.length(); ++i) {
    out += static_cast<char>(wide[i] & 0xFF);
    out += static_cast<char>(wide[i] >> 8);
  }
  return out;
}

/// What the file in an archive is called: the archive's name without its endings.
std::string inner_name(const std::string& path) {
  std::string name = std::filesystem::path(path).filename().string();
  for (const std::string_view ending : {".zip", ".gz", ".tgz", ".xz", ".txz", ".tar"})
    if (name.size() > ending.size() && name.ends_with(ending)) name.resize(name.size() - ending.size());
  return name;
}

/// What a body of this serialization is called.
std::string content_type(const TargetDescription& target) {
  if (target.compression == "gzip") return "application/gzip";
  if (!target.compression.empty()) return "application/octet-stream";
  static const std::map<std::string, const char*> types = {{"nquads", "application/n-quads"},
                                                           {"ntriples", "application/n-triples"},
                                                           {"turtle", "text/turtle"},
                                                           {"trig", "application/trig"},
                                                           {"jsonld", "application/ld+json"},
                                                           {"rdfxml", "application/rdf+xml"},
                                                           {"n3", "text/n3"},
                                                           {"rdfjson", "application/rdf+json"}};
  const auto found = types.find(target.serialization);
  return found == types.end() ? "application/octet-stream" : found->second;
}

void nothing(std::string_view) {}

/// Scheme, host and port of an address on the web.
std::string server_of(std::string_view address) {
  const std::size_t host = address.find("://");
  if (host == std::string_view::npos) return std::string(address);
  std::string out(address.substr(0, address.find_first_of("/?#", host + 3)));
  if (const std::size_t login = out.rfind('@'); login != std::string::npos) out.erase(host + 3, login - host - 2);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const std::string_view port = out.starts_with("https:") ? ":443" : ":80";  // as good as none
  if (out.ends_with(port)) out.resize(out.size() - port.size());
  return out;
}

/// The same for all spellings of an address that are surely one.
std::string place_of(const std::string& address) {
  const std::size_t host = address.find("://");
  const std::size_t path = host == std::string::npos ? host : address.find_first_of("/?#", host + 3);
  std::string rest = path == std::string::npos ? std::string() : address.substr(path);
  rest.erase(std::min(rest.find('#'), rest.size()));
  if (!rest.starts_with('/')) rest.insert(0, "/");
  return server_of(address) + rest;
}

/// Where the address links to by the relation (RFC 8288): `Link: <address>; rel="acl"`.
std::string linked(const std::string& relation, store::WebRequest request) {
  const std::string access = request.url;
  request.method = "HEAD";
  const store::WebAnswer answer = store::fetch(request, nothing);
  static const RE2 link(R"(<([^<>]*)>([^<]*))"), relations(R"re((?i);\s*rel\s*=\s*"?([^";,]*))re");
  std::string_view left(answer.headers);
  while (!left.empty()) {
    std::string_view line = left.substr(0, left.find('\n'));
    left.remove_prefix(std::min(left.size(), line.size() + 1));
    if (!line.starts_with("link: ")) continue;
    re2::StringPiece rest(line.data(), line.size());
    std::string target, parameters, names;
    while (RE2::FindAndConsume(&rest, link, &target, &parameters)) {
      if (!RE2::PartialMatch(parameters, relations, &names)) continue;
      if (RE2::PartialMatch(names, "(?i)(^| )" + RE2::QuoteMeta(relation) + "($| )")) {
        const std::string found = store::resolve_url(answer.url, target);
        // Login and statements are for the server that the mapping names.
        if (is_on_web(found) && server_of(found) != server_of(access))
          throw Error("{}: links by `{}` to another server, {}: nothing is sent there", access, relation, found);
        if (is_on_web(found)) return found;
      }
    }
  }
  throw Error("{}: links to nothing by `{}`", access, relation);
}

/// SPARQL 1.1 Update. Requests hold no more statements than servers take at once, unless blank nodes go through them:
/// those are other nodes in each request.
std::vector<std::string> updates_of(const std::vector<rdf::Quad>& quads) {
  constexpr std::size_t most = 5000;
  const bool apart = std::none_of(quads.begin(), quads.end(), [](const rdf::Quad& quad) {
    return quad.subject.kind == rdf::TermKind::blank || quad.object.kind == rdf::TermKind::blank;
  });
  std::vector<std::string> out;
  std::size_t held = 0;
  for (const rdf::Quad& quad : quads) {
    if (out.empty() || (apart && held == most)) {
      out.emplace_back("INSERT DATA {\n");
      held = 0;
    }
    ++held;
    std::string& update = out.back();
    const bool named = !quad.graph.value.empty();
    if (named) update += "GRAPH " + quad.graph.str() + " { ";
    for (const rdf::Term* term : {&quad.subject, &quad.predicate, &quad.object}) {
      rdf::append_ntriples(update, term->view());
      update += ' ';
    }
    update += named ? ". }\n" : ".\n";
  }
  for (std::string& update : out) update += "}\n";
  return out;
}

std::string path_of(const TargetDescription& target) {
  std::string access = target.access;
  if (access.rfind("file://", 0) == 0) access.erase(0, 7);
  const std::filesystem::path path(access);
  return path.is_absolute() ? access : (std::filesystem::path(target.folder) / path).lexically_normal().string();
}

/// N3 holds what Turtle does.
std::optional<rdf::Syntax> syntax_of(const TargetDescription& target) {
  return rdf::syntax_of(target.serialization == "n3" ? "turtle" : target.serialization);
}

std::string text_of(const TargetDescription& target, const OutputStatements& statements,
                    const rdf::Prefixes& prefixes) {
  std::string text;
  if (has_serialization(target.serialization))
    text = write_serialization(target.serialization, statements.quads.quads());
  else
    write_statements(statements, prefixes, *syntax_of(target), [&](std::string_view bytes) { text += bytes; });
  return target.encoding == "utf-16" ? to_utf16(text) : text;
}

}  // namespace

bool can_write(const TargetDescription& target, bool offline, DiagnosticSink& diagnostics) {
  const auto refuse = [&](const char* what) {
    diagnostics.report(Kind::mapping_unwritable_target, target.location, target.access, what);
    return false;
  };
  const bool web = is_on_web(target.access);
  if (!target.web.unknown_login.empty()) {
    diagnostics.report(Kind::mapping_unwritable_target, target.login_location, target.access,
                       "its way of logging in is not known here");
    return false;
  }
  if (!web && target.access.find("://") != std::string::npos && target.access.rfind("file://", 0) != 0)
    return refuse("only files and what HTTP reaches can be written");
  if (target.on_web() && offline) return refuse("--offline was given");
  if (!web && target.on_web() && target.path.is_constant()) return refuse("it is no address on the web");
  if (target.access.empty()) return refuse("it names no file");
  if (!has_serialization(target.serialization) && !syntax_of(target))
    return refuse("its serialization has no writer here");
  if (!has_compression(target.compression)) return refuse("its compression has no writer here");
  return true;
}

void write_statements(const OutputStatements& statements, const rdf::Prefixes& prefixes, rdf::Syntax syntax,
                      const rdf::ByteSink& out) {
  const std::vector<rdf::Quad>& quads = statements.quads.quads();
  if (syntax == rdf::Syntax::nquads || syntax == rdf::Syntax::trig) {
    rdf::write_rdf(quads, prefixes.used_by(quads), syntax, out);
  } else {
    const std::vector<rdf::Quad> triples = in_one_graph(quads);
    rdf::write_rdf(triples, prefixes.used_by(triples), syntax, out);
  }
  write_reifying(statements.reifying, syntax, out);
}

std::uint64_t without_graph(const TargetDescription& target, const OutputStatements& statements) {
  const std::string& name = target.serialization;
  if (target.web.service || name == "nquads" || name == "trig" || name == "jsonld") return 0;
  std::uint64_t out = 0;
  for (const rdf::Quad& quad : statements.quads.quads()) out += !quad.graph.value.empty();
  for (const ReifyingStatement& statement : statements.reifying) out += !statement.graph.value.empty();
  return out;
}

TargetWriter::~TargetWriter() {
  for (const File& file : files_)
    if (!file.made.empty()) std::remove(file.made.c_str());
}

/// What goes wrong is blamed on the mapping's line that names the target.
template <typename Do>
void TargetWriter::blaming(const TargetDescription& target, const Do& what) {
  try {
    what();
  } catch (const Error& error) {
    failed_ = true;
    std::string_view why = error.what();
    if (why.starts_with(target.access + ": ")) why.remove_prefix(target.access.size() + 2);
    diagnostics_.report(Kind::mapping_unwritable_target, target.location, target.access, why);
  }
}

void TargetWriter::reserve(const std::string& path) { take(file_place(path), path); }

void TargetWriter::take(std::string place, const std::string& access) {
  if (kept_.count(place) != 0) throw Error("{}: this run reads it and would replace it", access);
  if (!taken_.insert(std::move(place)).second) throw Error("{}: something else of this run is written there", access);
}

void TargetWriter::add(const TargetDescription& target, const OutputStatements& statements) {
  if (!can_write(target, offline_, diagnostics_)) {
    failed_ = true;
    return;
  }
  blaming(target, [&] {
    if (!target.on_web()) {
      const std::string path = path_of(target);
      add_file(path, compress(target.compression, text_of(target, statements, prefixes_), inner_name(path)));
      return;
    }
    if (statements.size() == 0) return;  // to PUT nothing would empty what lies there
    Sending& sending = sendings_.emplace_back();
    sending.target = target;
    sending.request = request_to(target.access, target.web, target.web.user, target.web.password);
    if (target.web.service) {
      sending.bodies = updates_of(statements.quads.quads());
      sending.request.method = "POST";
      add_header(sending.request.headers, "Content-Type", "application/sparql-update");
      return;
    }
    sending.bodies = {compress(target.compression, text_of(target, statements, prefixes_), inner_name(target.access))};
    sending.request.method = target.web.method.empty() ? "PUT" : target.web.method;
    add_header(sending.request.headers, "Content-Type", content_type(target));
  });
}

/// OutputFile keeps its file open until it commits, and rows may name thousands of files; so each is committed under a
/// name of its own first.
void TargetWriter::add_file(const std::string& path, std::string bytes) {
  std::error_code failed;
  const auto kind = std::filesystem::status(path, failed).type();
  if (kind == std::filesystem::file_type::directory) throw Error("{}: is a directory", path);
  if (kind != std::filesystem::file_type::regular && kind != std::filesystem::file_type::not_found) {
    files_.push_back({path, {}, std::move(bytes)});  // a device or a pipe is written straight
    return;
  }
  reserve(path);
  const std::string made = fmt::format("{}.{}.{}.made", path, ::getpid(), files_.size());
  OutputFile out(made);
  out.write(bytes);
  out.commit();
  files_.push_back({path, made, {}});
}

void TargetWriter::send() {
  if (failed_) return;
  check_places();  // what a server took cannot be taken back
  for (Sending& sending : sendings_)
    blaming(sending.target, [&] {
      std::string& url = sending.request.url;
      if (const std::string& relation = sending.target.web.relation; !relation.empty())
        url = linked(relation, request_to(sending.target.access, sending.target.web, sending.target.web.user,
                                          sending.target.web.password));
      if (sending.request.method == "PUT") take(place_of(url), sending.target.access);
    });
  for (Sending& sending : sendings_) {
    if (failed_) return;
    blaming(sending.target, [&] {
      for (std::string& body : sending.bodies) {
        sending.request.body = std::move(body);
        store::fetch(sending.request, nothing);
        ++sending.taken;
      }
    });
  }
}

/// What a rename would fail for; the bytes lie in the same folder already.
void TargetWriter::check_places() const {
  for (const File& file : files_) {
    const std::filesystem::path path(file.path);
    const std::string folder = path.has_parent_path() ? path.parent_path().string() : std::string(".");
    struct stat info {};
    if (!file.made.empty() && ::stat(file.path.c_str(), &info) == 0 && S_ISDIR(info.st_mode))
      throw Error("{}: is a directory", file.path);
    if (::access(file.made.empty() ? file.path.c_str() : folder.c_str(), W_OK) != 0)
      throw Error("{}: {}", file.path, std::strerror(errno));
    if (!file.made.empty() && ::access(file.made.c_str(), F_OK) != 0)
      throw Error("{}: what was written for it is gone", file.path);
  }
}

void TargetWriter::commit() {
  check_places();
  for (File& file : files_) {
    if (file.made.empty()) {
      OutputFile out(file.path);
      out.write(file.bytes);
      out.commit();
    } else if (std::rename(file.made.c_str(), file.path.c_str()) != 0) {
      throw Error("{}: {}", file.path, std::strerror(errno));
    }
    file.made.clear();
    ++written_;
  }
}

std::string TargetWriter::what_is_written(const std::string& output) const {
  std::string written, missing;
  for (const Sending& sending : sendings_) {
    std::string& list = sending.taken == 0 ? missing : written;
    list += fmt::format(" `{}`", sending.target.access);
    if (sending.taken != 0 && sending.taken != sending.bodies.size())
      list += fmt::format(" ({} of {} requests)", sending.taken, sending.bodies.size());
  }
  for (std::size_t i = 0; i < files_.size(); ++i)
    (i < written_ ? written : missing) += fmt::format(" `{}`", files_[i].path);
  if (output != "-") missing += fmt::format(" `{}`", output);
  return fmt::format("written:{}{}{}", written.empty() ? " nothing" : written,
                     missing.empty() ? "" : "; not written:", missing);
}

}  // namespace vitagraph::mapping
