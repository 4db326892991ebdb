// SPDX-License-Identifier: Apache-2.0
#include "store/cache.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <type_traits>
#include <vector>

#include "store/image.hpp"

namespace vitagraph::store {
namespace fs = std::filesystem;
namespace {

/// Changes with the layout of what follows.
constexpr std::string_view magic = "vitagraph graph 2\n";
/// A graph that is parsed in some hundredths of a second needs no cache.
constexpr std::uint64_t least_size = 1 << 19;
/// File systems tell times in steps of up to two seconds (FAT): a younger file may change and keep its stamp.
constexpr std::int64_t least_age = 2'000'000'000;
constexpr std::size_t most_caches = 24;
constexpr std::size_t read_block = 1 << 20;

std::optional<FileStamp> stamp_of(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  const auto nanoseconds = [](const timespec& t) {
    return static_cast<std::int64_t>(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
  };
  return FileStamp{info.st_dev, info.st_ino, static_cast<std::uint64_t>(info.st_size), nanoseconds(info.st_mtim),
                   nanoseconds(info.st_ctim)};
}

std::string content_hash(const std::string& path) {
  StableHash hash;
  std::ifstream file(path, std::ios::binary);
  for (std::string block(read_block, '\0'); file.read(block.data(), read_block) || file.gcount() > 0;)
    hash.add(std::string_view(block).substr(0, static_cast<std::size_t>(file.gcount())));
  return hash.hex(32);
}

/// Eight bytes at a time: finds what disks and cut writes do, protects from nobody.
std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t sum = 0x9e3779b97f4a7c15ULL ^ bytes.size();
  while (!bytes.empty()) {
    std::uint64_t word = 0;
    const std::size_t taken = std::min<std::size_t>(8, bytes.size());
    std::memcpy(&word, bytes.data(), taken);
    bytes.remove_prefix(taken);
    sum = (sum ^ word) * 0xff51afd7ed558ccdULL;
    sum ^= sum >> 32;
  }
  return sum;
}

template <typename T>
void put(std::string& out, const T& value) {
  static_assert(std::is_trivially_copyable_v<T>);
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}
void put(std::string& out, std::string_view text) {
  put(out, static_cast<std::uint64_t>(text.size()));
  out += text;
}

/// Takes what put() wrote; false when the bytes are not enough.
template <typename T>
bool take(std::string_view& in, T& value) {
  if (in.size() < sizeof value) return false;
  std::memcpy(&value, in.data(), sizeof value);
  in.remove_prefix(sizeof value);
  return true;
}
bool take(std::string_view& in, std::string& text) {
  std::uint64_t size = 0;
  if (!take(in, size) || in.size() < size) return false;
  text = in.substr(0, size);
  in.remove_prefix(size);
  return true;
}

struct Header {
  FileStamp stamp;
  std::uint64_t size = 0, sum = 0;  ///< of what follows
};

std::string read_whole(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return {};
  std::string text(static_cast<std::size_t>(std::max<std::streamoff>(0, file.tellg())), '\0');
  file.seekg(0);
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  return file ? text : std::string();
}

void remove_oldest(const std::string& folder) {
  std::vector<std::pair<fs::file_time_type, fs::path>> found;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed))
    if (entry.path().extension() == ".graph") found.emplace_back(entry.last_write_time(failed), entry.path());
  std::sort(found.rbegin(), found.rend());
  for (std::size_t i = most_caches; i < found.size(); ++i) fs::remove(found[i].second, failed);
}

}  // namespace

GraphCache::GraphCache(const std::string& folder, const std::string& graph) : folder_(folder), graph_(graph) {
  if (folder.empty() || graph == "-") return;
  stamp_ = stamp_of(graph);
  if (stamp_ && stamp_->size < least_size) stamp_.reset();
  // Another version of the program may read a file in another way, another place gives relative IRIs another base.
  path_ = fmt::format("{}/{}.graph", folder, StableHash().add(fs::absolute(graph).string()).add(version()).hex(32));
}

bool GraphCache::read(Dataset& data, rdf::Prefixes& prefixes) const {
  if (!stamp_) return false;
  const std::string text = read_whole(path_);
  std::string_view rest = text;
  Header header;
  if (!rest.starts_with(magic)) return false;
  rest.remove_prefix(magic.size());
  if (!take(rest, header) || rest.size() != header.size || checksum(rest) != header.sum) return false;
  std::string hash, image;
  std::uint64_t count = 0;
  if (!take(rest, hash) || !take(rest, count)) return false;
  if (header.stamp != *stamp_ && (header.stamp.size != stamp_->size || content_hash(graph_) != hash)) return false;
  rdf::Prefixes found;
  for (std::string prefix, iri; count > 0; --count) {
    if (!take(rest, prefix) || !take(rest, iri)) return false;
    found.set(prefix, iri);
  }
  if (!DatasetImage::read(rest, data)) return false;
  prefixes = std::move(found);
  std::error_code ignored;
  fs::last_write_time(path_, fs::file_time_type::clock::now(), ignored);  // used: not the next to be removed
  return true;
}

void GraphCache::write(const Dataset& data, const rdf::Prefixes& prefixes) const {
  if (!stamp_) return;
  const std::int64_t now =
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  if (now - std::max(stamp_->changed, stamp_->modified) < least_age) return;
  std::string body;
  put(body, std::string_view(content_hash(graph_)));
  put(body, static_cast<std::uint64_t>(prefixes.all().size()));
  for (const auto& [prefix, iri] : prefixes.all()) {
    put(body, std::string_view(prefix));
    put(body, std::string_view(iri));
  }
  DatasetImage::append(body, data);
  if (stamp_of(graph_) != stamp_) return;  // it changed while it was read
  std::string head(magic);
  put(head, Header{*stamp_, body.size(), checksum(body)});
  try {
    const bool fresh = fs::create_directories(folder_);
    if (fresh) fs::permissions(folder_, fs::perms::owner_all);
    OutputFile file(path_);
    file.write(head);
    file.write(body);
    file.commit();
    remove_oldest(folder_);
  } catch (const Error&) {  // a full disk, a folder that may not be written: the query goes on
  } catch (const fs::filesystem_error&) {
  }
}

}  // namespace vitagraph::store
