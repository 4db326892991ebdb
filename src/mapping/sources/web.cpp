// SPDX-License-Identifier: Apache-2.0
#include "mapping/sources/web.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "mapping/row.hpp"

namespace vitagraph::mapping {
namespace {

/// Addresses longer than this do not pass everywhere; longer queries go in the request's body.
constexpr std::size_t longest_address = 2000;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool begins_with(std::string_view text, std::string_view name) {
  for (std::size_t i = 0; i < name.size(); ++i)
    if (i == text.size() || lower(text[i]) != lower(name[i])) return false;
  return true;
}

std::string accepted(Formulation formulation, bool service) {
  switch (formulation) {
    case Formulation::json: return service ? "application/sparql-results+json" : "application/json, */*;q=0.5";
    case Formulation::xml: return service ? "application/sparql-results+xml" : "application/xml, */*;q=0.5";
    case Formulation::csv: return "text/csv, */*;q=0.5";
    default: return "*/*";
  }
}

store::WebRequest source_request(const SourceDescription& description, const std::string& query,
                                 const std::string& accept) {
  store::WebRequest request = request_to(description.access, description.web, description.user, description.password);
  add_header(request.headers, "Accept", accept);
  if (description.web.service) {
    const std::string form = "query=" + store::percent_encode(query);
    if (request.url.size() + request.query.size() + form.size() < longest_address) {
      request.query += (request.query.empty() ? "" : "&") + form;
    } else {
      request.method = "POST";
      add_header(request.headers, "Content-Type", "application/x-www-form-urlencoded");
      request.body = form;
    }
  }
  return request;
}

class WebSource : public RowSource {
 public:
  explicit WebSource(const SourceContext& context) {
    const SourceDescription& d = context.description;
    SourceContext local = context;
    local.path = context.fetched->file_of(d, d.query, accepted(d.formulation, d.web.service));
    local.shown = d.access;
    switch (d.formulation) {
      case Formulation::csv: inner_ = open_csv(local); return;
      case Formulation::json: inner_ = open_json(local); return;
      case Formulation::json_lines: inner_ = open_json_lines(local); return;
      case Formulation::xml: inner_ = open_xml(local); return;
      default: throw Error("{}: what HTTP gives is read as CSV, JSON, JSON Lines or XML", d.access);
    }
  }
  std::unique_ptr<Chunk> next() override { return inner_->next(); }
  void finish(DiagnosticSink& diagnostics) override { inner_->finish(diagnostics); }

 private:
  std::unique_ptr<RowSource> inner_;
};

}  // namespace

/// Is gone when the object is.
class Fetched::File {
 public:
  explicit File(std::uint64_t most)
      : most_(most),
        path_((std::filesystem::temp_directory_path() / "vitagraph-web-XXXXXX").string()),
        descriptor_(::mkstemp(path_.data())) {
    if (descriptor_ < 0) throw Error("{}: {}", path_, std::strerror(errno));
  }
  ~File() {
    close();
    ::unlink(path_.c_str());
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  void write(std::string_view bytes) {
    size_ += bytes.size();
    if (size_ > most_) throw Error("more than {} bytes", most_);
    while (!bytes.empty()) {
      const ssize_t done = ::write(descriptor_, bytes.data(), bytes.size());
      if (done < 0 && errno != EINTR) throw Error("{}: {}", path_, std::strerror(errno));
      if (done > 0) bytes.remove_prefix(static_cast<std::size_t>(done));
    }
  }
  void close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
  }
  const std::string& path() const { return path_; }

 private:
  std::uint64_t most_;
  std::string path_;
  int descriptor_;
  std::uint64_t size_ = 0;
};

Fetched::Fetched() = default;
Fetched::~Fetched() = default;

const std::string& Fetched::file_of(const SourceDescription& description, const std::string& query,
                                    const std::string& accept, std::uint64_t most) {
  const store::WebRequest request = source_request(description, query, accept);
  std::string key;
  for (const std::vector<std::string>& part : {std::vector<std::string>{request.method, request.url, request.query,
                                                                        request.user, request.password, request.body},
                                               request.headers, request.own_headers}) {
    for (const std::string& text : part) key += fmt::format("{}:{}", text.size(), text);
    key += '/';
  }
  std::unique_ptr<File>& known = files_[key];
  if (!known) {
    auto file = std::make_unique<File>(most);
    store::fetch(request, [&](std::string_view bytes) { file->write(bytes); });
    file->close();
    known = std::move(file);
  }
  return known->path();
}

bool is_on_web(const std::string& access) { return begins_with(access, "http://") || begins_with(access, "https://"); }

void add_header(std::vector<std::string>& headers, const std::string& name, const std::string& value) {
  for (const std::string& header : headers)
    if (begins_with(header, name + ":")) return;
  headers.push_back(name + ": " + value);
}

bool is_target_method(std::string_view name) { return name == "PUT" || name == "POST" || name == "PATCH"; }

bool is_link_relation(std::string_view name) {
  const auto fits = [](char c) {
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  return rdf::is_absolute_iri(std::string(name)) || (!name.empty() && std::all_of(name.begin(), name.end(), fits));
}

store::WebRequest request_to(const std::string& address, const WebDescription& web, const std::string& user,
                             const std::string& password) {
  store::WebRequest out;
  out.url = address;
  out.headers = web.headers;
  out.user = user;
  out.password = password;
  for (const ApiKey& key : web.keys) {
    if (!key.in_query)
      out.own_headers.push_back(key.name + ": " + key.value);
    else
      out.query +=
          (out.query.empty() ? "" : "&") + store::percent_encode(key.name) + "=" + store::percent_encode(key.value);
  }
  return out;
}

std::unique_ptr<RowSource> open_web(const SourceContext& context) { return std::make_unique<WebSource>(context); }

}  // namespace vitagraph::mapping
