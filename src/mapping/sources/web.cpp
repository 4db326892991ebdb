// SPDX-License-Identifier: Apache-2.0
#include "mapping/sources/web.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "mapping/row.hpp"
#include "store/store.hpp"

namespace vitagraph::mapping {
namespace {

/// Addresses longer than this do not pass everywhere; longer queries go in the request's body.
constexpr std::size_t longest_address = 2000;
constexpr std::uint64_t largest_file = std::uint64_t{64} << 30;

bool begins_with(const std::string& text, std::string_view name) {
  const auto same = [](char low, char c) { return (c >= 'A' && c <= 'Z' ? c + 32 : c) == low; };
  return text.size() >= name.size() && std::equal(name.begin(), name.end(), text.begin(), same);
}

/// Is gone when the object is.
class TemporaryFile {
 public:
  /// `ending` tells an archive from a plain file.
  explicit TemporaryFile(const std::string& ending)
      : path_((std::filesystem::temp_directory_path() / ("vitagraph-web-XXXXXX" + ending)).string()),
        descriptor_(::mkstemps(path_.data(), static_cast<int>(ending.size()))) {
    if (descriptor_ < 0) throw Error("{}: {}", path_, std::strerror(errno));
  }
  ~TemporaryFile() {
    close();
    ::unlink(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  void write(std::string_view bytes) {
    size_ += bytes.size();
    if (size_ > largest_file) throw Error("more than {} bytes", largest_file);
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
  std::string path_;
  int descriptor_;
  std::uint64_t size_ = 0;
};

std::string accepted(Formulation formulation, bool service) {
  switch (formulation) {
    case Formulation::json: return service ? "application/sparql-results+json" : "application/json, */*;q=0.5";
    case Formulation::xml: return service ? "application/sparql-results+xml" : "application/xml, */*;q=0.5";
    case Formulation::csv: return "text/csv, */*;q=0.5";
    default: return "*/*";
  }
}

class WebSource : public RowSource {
 public:
  explicit WebSource(const SourceContext& context) : file_(ending(context.description.access)) {
    const SourceDescription& d = context.description;
    fetch_source(d, d.query, accepted(d.formulation, d.web.service),
                 [&](std::string_view bytes) { file_.write(bytes); });
    file_.close();
    // Messages name the description's address, not the file.
    SourceContext local = context;
    local.path = file_.path();
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
  static std::string ending(const std::string& access) {
    const bool tar = access.find(".tar") != std::string::npos || access.ends_with(".tgz");
    return tar ? ".tar" : "";
  }

  TemporaryFile file_;
  std::unique_ptr<RowSource> inner_;
};

}  // namespace

bool is_on_web(const std::string& access) { return begins_with(access, "http://") || begins_with(access, "https://"); }

void fetch_source(const SourceDescription& description, const std::string& query, const std::string& accept,
                  const std::function<void(std::string_view)>& receive) {
  store::WebRequest request;
  request.url = description.access;
  request.headers = description.web.headers;
  request.user = description.user;
  request.password = description.password;
  const auto& headers = request.headers;
  if (std::none_of(headers.begin(), headers.end(), [](const auto& header) { return begins_with(header, "accept:"); }))
    request.headers.push_back("Accept: " + accept);
  if (description.web.service) {
    const std::string form = "query=" + store::percent_encode(query);
    if (request.url.size() + form.size() < longest_address) {
      request.url += (request.url.find('?') == std::string::npos ? "?" : "&") + form;
    } else {
      request.method = "POST";
      request.headers.push_back("Content-Type: application/x-www-form-urlencoded");
      request.body = form;
    }
  }
  store::fetch(request, receive);
}

std::unique_ptr<RowSource> open_web(const SourceContext& context) { return std::make_unique<WebSource>(context); }

}  // namespace vitagraph::mapping
