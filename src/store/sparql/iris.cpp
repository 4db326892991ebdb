// SPDX-License-Identifier: Apache-2.0
#include "store/sparql/iris.hpp"

namespace vitagraph::store::sparql {
namespace {

/// §3's five parts; a part that is missing differs from an empty one.
struct Parts {
  std::string_view scheme, authority, path, query, fragment;
  bool has_authority = false, has_query = false, has_fragment = false;

  explicit Parts(std::string_view text) {
    if (const std::size_t hash = text.find('#'); hash != text.npos) {
      has_fragment = true;
      fragment = text.substr(hash + 1);
      text = text.substr(0, hash);
    }
    if (const std::size_t mark = text.find('?'); mark != text.npos) {
      has_query = true;
      query = text.substr(mark + 1);
      text = text.substr(0, mark);
    }
    const std::size_t colon = text.find(':');
    if (colon != text.npos && colon > 0 && text.find('/') > colon) {
      scheme = text.substr(0, colon);
      text = text.substr(colon + 1);
    }
    if (text.starts_with("//")) {
      has_authority = true;
      const std::size_t end = text.find('/', 2);
      authority = text.substr(2, end == text.npos ? end : end - 2);
      text = end == text.npos ? std::string_view() : text.substr(end);
    }
    path = text;
  }
};

/// §5.2.4.
std::string without_dots(std::string_view in) {
  std::string out;
  while (!in.empty()) {
    if (in.starts_with("../")) {
      in.remove_prefix(3);
    } else if (in.starts_with("./") || in.starts_with("/./")) {
      in.remove_prefix(2);
    } else if (in == "/.") {
      in = "/";
    } else if (in.starts_with("/../") || in == "/..") {
      in = in == "/.." ? std::string_view("/") : in.substr(3);
      const std::size_t last = out.rfind('/');
      out.erase(last == out.npos ? 0 : last);
    } else if (in == "." || in == "..") {
      break;
    } else {
      const std::size_t next = in.find('/', 1);
      out += in.substr(0, next);
      in = next == in.npos ? std::string_view() : in.substr(next);
    }
  }
  return out;
}

}  // namespace

std::string resolve_iri(std::string_view base, std::string_view reference) {
  const Parts r(reference), b(base);
  std::string out;
  std::string path;
  std::string_view query = r.query;
  bool has_query = r.has_query;
  const bool own_scheme = !r.scheme.empty(), own_authority = own_scheme || r.has_authority;
  if (own_authority || r.path.starts_with('/')) {
    path = without_dots(r.path);
  } else if (r.path.empty()) {
    path = b.path;
    if (!has_query) query = b.query;
    has_query = has_query || b.has_query;
  } else {
    const std::size_t slash = b.path.rfind('/');
    const std::string merged =
        b.has_authority && b.path.empty() ? "/" : std::string(b.path.substr(0, slash == b.path.npos ? 0 : slash + 1));
    path = without_dots(merged + std::string(r.path));
  }
  out += own_scheme ? r.scheme : b.scheme;
  out += ':';
  if (own_authority ? r.has_authority : b.has_authority)
    out.append("//").append(own_authority ? r.authority : b.authority);
  out += path;
  if (has_query) out.append("?").append(query);
  if (r.has_fragment) out.append("#").append(r.fragment);
  return out;
}

}  // namespace vitagraph::store::sparql
