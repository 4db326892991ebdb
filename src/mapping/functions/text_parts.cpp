// SPDX-License-Identifier: Apache-2.0
// GREL's functions that take texts apart or make keys and digests of them.
#include <unicode/uchar.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/base.hpp"
#include "mapping/functions/groups.hpp"

namespace vitagraph::mapping {
namespace {

/// One for each length; what is left over is dropped, as OpenRefine does.
void split_by_lengths(Call& c) {
  std::string_view rest = c.text(0);
  for (std::size_t i = 1; i < c.arguments.size(); ++i)
    for (const Value& value : c.arguments[i]) {
      std::size_t length = 0;
      const char* const end = value.text.data() + value.text.size();
      if (std::from_chars(value.text.data(), end, length).ptr != end) return;
      const std::string_view behind = skip_code_points(rest, length);
      c.give(rest.substr(0, rest.size() - behind.size()));
      rest = behind;
    }
}

/// Fields of one line of CSV: at the separator (a tab if there is one, else a comma), but not inside quotation marks.
void smart_split(Call& c) {
  const std::string_view text = c.text(0);
  const std::string separator = c.has(1) && !c.text(1).empty()              ? std::string(c.text(1))
                                : text.find('\t') != std::string_view::npos ? "\t"
                                                                            : ",";
  std::string field;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') {
      if (quoted && at + 1 < text.size() && text[at + 1] == '"')
        field += text[at++];
      else
        quoted = !quoted;
    } else if (!quoted && text.compare(at, separator.size(), separator) == 0) {
      c.give(field);
      field.clear();
      at += separator.size() - 1;
    } else {
      field += text[at];
    }
  }
  c.give(field);
}

void split_by_type(Call& c) {
  const std::string_view text = c.text(0);
  std::size_t begin = 0;
  int before = -1;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const int type = u_charType(static_cast<UChar32>(point.value));
    if (at > begin && type != before) {
      c.give(text.substr(begin, at - begin));
      begin = at;
    }
    before = type;
    at += point.length;
  }
  if (begin < text.size()) c.give(text.substr(begin));
}

/// What is before, the fragment itself unless it is to be left out, what is behind; the text alone if it is not there.
void partition(Call& c, std::size_t at) {
  const std::string_view text = c.text(0), fragment = c.text(1);
  if (at == std::string_view::npos) {
    c.give(text);
    return;
  }
  c.give(text.substr(0, at));
  if (c.text(2) != "true") c.give(fragment);
  c.give(text.substr(at + fragment.size()));
}

void unescape(Call& c) {
  const std::string_view text = c.text(0), mode = c.text(1);
  static const std::map<std::string_view, std::string_view> entities = {
      {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", "\u00a0"}};
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (mode == "url" && text[at] == '%' && at + 2 < text.size()) {
      unsigned byte = 0;
      if (std::from_chars(text.data() + at + 1, text.data() + at + 3, byte, 16).ptr == text.data() + at + 3) {
        out += static_cast<char>(byte);
        at += 2;
        continue;
      }
    }
    const std::size_t end = text.find(';', at);
    if ((mode == "html" || mode == "xml") && text[at] == '&' && end != std::string_view::npos) {
      const std::string_view name = text.substr(at + 1, end - at - 1);
      const bool hexadecimal = name.size() > 1 && name[0] == '#' && (name[1] == 'x' || name[1] == 'X');
      std::uint32_t point = 0;
      if (name.size() > 1 && name[0] == '#' &&
          std::from_chars(name.data() + (hexadecimal ? 2 : 1), name.data() + name.size(), point, hexadecimal ? 16 : 10)
                  .ptr == name.data() + name.size() &&
          point > 0 && point < 0x110000 && (point < 0xD800 || point > 0xDFFF)) {
        append_utf8(out, static_cast<char32_t>(point));
        at = end;
        continue;
      }
      if (const auto found = entities.find(name); found != entities.end()) {
        out += found->second;
        at = end;
        continue;
      }
    }
    if (mode == "javascript" && text[at] == '\\' && at + 1 < text.size()) {
      const char next = text[++at];
      out += next == 'n' ? '\n' : next == 't' ? '\t' : next == 'r' ? '\r' : next;
      continue;
    }
    out += text[at];
  }
  if (!find_invalid_utf8(out)) c.give(out);  // %FF may stand for no text at all
}

/// OpenRefine's key: folded, without punctuation, its words once and sorted.
std::string fingerprint(std::string_view text) {
  std::string plain;
  for (const char ch : fold(text)) {
    const auto byte = static_cast<unsigned char>(ch);
    plain += byte >= 0x80 || std::isalnum(byte) != 0 ? ch : ' ';
  }
  std::vector<std::string> words;
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t end = std::min(plain.find(' ', at), plain.size());
    if (end > at) words.push_back(plain.substr(at, end - at));
    at = end + 1;
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

void difference(Call& c) {
  const std::string_view a = c.text(0), b = c.text(1);
  std::size_t at = 0;
  while (at < b.size()) {
    const CodePoint point = code_point_at(b, at);
    if (a.compare(at, point.length, b.substr(at, point.length)) != 0) break;
    at += point.length;
  }
  c.give(b.substr(at));
}

void mime_type(Call& c) {
  static const std::map<std::string_view, const char*> types = {{"csv", "text/csv"},
                                                                {"tsv", "text/tab-separated-values"},
                                                                {"txt", "text/plain"},
                                                                {"html", "text/html"},
                                                                {"htm", "text/html"},
                                                                {"json", "application/json"},
                                                                {"jsonld", "application/ld+json"},
                                                                {"xml", "application/xml"},
                                                                {"rdf", "application/rdf+xml"},
                                                                {"ttl", "text/turtle"},
                                                                {"nt", "application/n-triples"},
                                                                {"nq", "application/n-quads"},
                                                                {"trig", "application/trig"},
                                                                {"pdf", "application/pdf"},
                                                                {"zip", "application/zip"},
                                                                {"gz", "application/gzip"},
                                                                {"png", "image/png"},
                                                                {"jpg", "image/jpeg"},
                                                                {"jpeg", "image/jpeg"},
                                                                {"gif", "image/gif"},
                                                                {"svg", "image/svg+xml"},
                                                                {"tif", "image/tiff"},
                                                                {"tiff", "image/tiff"},
                                                                {"mp3", "audio/mpeg"},
                                                                {"mp4", "video/mp4"},
                                                                {"md", "text/markdown"},
                                                                {"bib", "application/x-bibtex"}};
  const std::string_view name = c.text(0);
  std::string ending(name.substr(std::min(name.rfind('.'), name.size() - 1) + 1));
  for (char& letter : ending)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
  if (const auto found = types.find(ending); found != types.end()) c.give(found->second);
}

Parameter fragment() { return {{grel("p_fragment"), grel("param_fragment")}}; }
Parameter leave_out() { return {{grel("p_bool_opt_b"), grel("param_bool_opt_b")}, false}; }

}  // namespace

const std::vector<Function>& text_part_functions() {
  static const std::vector<Function> functions = {
      {grel("string_splitByLengths"),
       {grel_text(),
        grel_integer(),
        {{grel("p_int_i2"), grel("param_int_i2")}, false, false, Takes::number},
        {{grel("p_rep_i"), grel("param_int_rep_i")}, false, true, Takes::number}},
       "pieces of so many characters each",
       "internationalization | 5 | 6 | 3 => inter | nation | ali",
       split_by_lengths},
      {grel("string_smartSplit"),
       {grel_text(), {{grel("p_opt_sep"), grel("param_opt_sep")}, false}},
       "the parts between separators that stand in no quotation marks",
       "a,\"b,c\",d => a | b,c | d",
       smart_split},
      {grel("string_splitByCharType"),
       {grel_text()},
       "runs of small letters, capitals, digits, blanks …",
       "abCD12 => ab | CD | 12",
       split_by_type},
      {grel("string_partition"),
       {grel_text(), fragment(), leave_out()},
       "what is before a fragment, it, and what is behind it",
       "a-b-c | - => a | - | b-c",
       [](Call& c) { partition(c, c.text(0).find(c.text(1))); }},
      {grel("string_rpartition"),
       {grel_text(), fragment(), leave_out()},
       "the same from the end",
       "a-b-c | - => a-b | - | c",
       [](Call& c) { partition(c, c.text(0).rfind(c.text(1))); }},
      {grel("string_diff"),
       {grel_text(), grel_second()},
       "the second text from where it differs from the first",
       "cats | cast => st",
       difference},
      {grel("string_unescape"),
       {grel_text(), grel_mode()},
       "without the escapes of html, xml, url or javascript",
       "a&lt;b | html => a<b",
       unescape},
      {grel("string_fingerprint"),
       {grel_text()},
       "a key that spellings of one name share: folded, its words sorted",
       "Ñandú, José => jose nandu",
       [](Call& c) { c.give(fingerprint(c.text(0))); }},
      {grel("string_unicode"),
       {grel_text()},
       "the numbers of its code points",
       "aÅ => 97 | 197",
       [](Call& c) {
         for (std::size_t at = 0; at < c.text(0).size();) {
           const CodePoint point = code_point_at(c.text(0), at);
           c.give(static_cast<double>(point.value));
           at += point.length;
         }
       }},
      {grel("string_md5"),
       {grel_text()},
       "the MD5 digest",
       "abc => 900150983cd24fb0d6963f7d28e17f72",
       [](Call& c) { c.give(digest("md5", c.text(0))); }},
      {grel("string_sha1"),
       {grel_text()},
       "the SHA-1 digest",
       "abc => a9993e364706816aba3e25717850c26c9cd0d89d",
       [](Call& c) { c.give(digest("sha1", c.text(0))); }},
      {idlab("getMIMEType"),
       {idlab_parameter("str")},
       "the media type of a file's name",
       "a.CSV => text/csv",
       mime_type},
  };
  return functions;
}

}  // namespace vitagraph::mapping
