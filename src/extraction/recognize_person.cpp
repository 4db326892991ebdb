// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <set>

#include "extraction/names.hpp"
#include "extraction/letter_pattern.hpp"
#include "extraction/organizations.hpp"
#include "extraction/prepare.hpp"
#include "extraction/recognizers.hpp"
#include "extraction/values_cleaning.hpp"

namespace vitagraph::extraction {
namespace {

using document::Block;
using document::BlockKind;
using document::Run;
using document::RunKind;

constexpr std::size_t most_front_blocks = 16;  ///< a letterhead is not longer
constexpr std::size_t most_emails = 4;
constexpr std::size_t longest_address = 260;
constexpr std::size_t longest_line = 420;  ///< of a letterhead; longer lines are prose

struct ProfileSite {
  const char* id;       ///< the field's name in ids{}
  const char* pattern;  ///< of a URL that is a person's page there
};

/// Hosts of profiles: parts of addresses, not words of a language.
constexpr ProfileSite profile_sites[] = {
    {"google_scholar", R"(scholar\.google\.[a-z.]+/citations\?\S*user=[\w-]+)"},
    {"orcid", R"(orcid\.org/\d{4}-\d{4}-\d{4}-\d{3}[\dX])"},
    {"dblp", R"(dblp\.(?:org|uni-trier\.de|dagstuhl\.de)/(?:pid|pers)\S+)"},
    {"github", R"(^(?:https?://)?(?:www\.)?github\.com/[\w-]+/?$)"},
    {"linkedin", R"(linkedin\.com/(?:in|pub)/[^/\s]+/?)"},
    {"twitter", R"(^(?:https?://)?(?:www\.|mobile\.)?(?:twitter|x)\.com/\w+/?(?:\?\S*)?$)"},
    {"arxiv", R"(arxiv\.org/a/\S+)"},
    {"semantic_scholar", R"(semanticscholar\.org/author/\S+)"},
    {"openreview", R"(openreview\.net/profile\?id=\S+)"},
    {"researchgate", R"(researchgate\.net/profile/[^/\s]+)"},
    {"wikipedia", R"(wikipedia\.org/wiki/\S+)"},
};

const std::vector<std::pair<std::string, std::unique_ptr<RE2>>>& sites() {
  static const auto* table = [] {
    auto* out = new std::vector<std::pair<std::string, std::unique_ptr<RE2>>>;
    for (const ProfileSite& site : profile_sites) out->emplace_back(site.id, std::make_unique<RE2>(site.pattern));
    return out;
  }();
  return *table;
}

std::string label_of(std::string_view text, const lexicon::Lexicon& lexicon) {
  const auto found = lexicon.find(text.size() == 1 ? "label-initials" : "labels", text);
  return found.empty() ? std::string() : found.front()->notation;
}

/// "a [at] b [dot] edu", "a AT b DOT edu", "a @ b . edu" and plain addresses in a text, left to right.
std::vector<std::string> emails_in(std::string_view text) {
  static const RE2 plain(R"(([A-Za-z0-9][\w.+'-]*)@((?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}))");
  static const RE2 hidden(
      R"(([A-Za-z0-9][\w.+-]*)(?:\s*[\[({<]\s*(?:at|AT|At|@|_at_|æt)\s*[\])}>]\s*|\s+(?:AT|at)\s+|\s+@\s+|\s*\(a\)\s*|\s*@\s+|\s+@\s*|\[@\]|_AT_|-AT-|\s*#at#\s*))"
      R"(([A-Za-z0-9][A-Za-z0-9-]*(?:(?:\s*[\[({<]\s*(?:dot|DOT|Dot|\.|d0t)\s*[\])}>]\s*|\s+(?:dot|DOT)\s+|\s*\.\s*|_DOT_|-DOT-)[A-Za-z0-9-]+)+))");
  static const RE2 dot(R"(\s*[\[({<]\s*(?:dot|DOT|Dot|\.|d0t)\s*[\])}>]\s*|\s+(?:dot|DOT)\s+|\s*\.\s*|_DOT_|-DOT-)");
  static const RE2 group(
      R"([\[({]\s*([\w.+-]+(?:\s*,\s*[\w.+-]+)+)\s*[\])}]\s*(?:@|\[at\]|\(at\)| at )\s*((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}))");
  std::vector<std::string> out;
  const auto add = [&](std::string email) {
    if (std::find(out.begin(), out.end(), email) == out.end()) out.push_back(std::move(email));
  };
  re2::StringPiece rest(text.data(), text.size());
  std::string user, host;
  std::string users;
  while (text.find_first_of("{[(") != std::string_view::npos && RE2::FindAndConsume(&rest, group, &users, &host)) {
    static const RE2 one(R"(([\w.+-]+))");
    re2::StringPiece names(users);
    while (RE2::FindAndConsume(&names, one, &user)) add(user + "@" + host);
  }
  if (!out.empty()) return out;
  rest = re2::StringPiece(text.data(), text.size());
  while (RE2::FindAndConsume(&rest, plain, &user, &host)) add(user + "@" + host);
  if (!out.empty()) return out;
  rest = re2::StringPiece(text.data(), text.size());
  while (RE2::FindAndConsume(&rest, hidden, &user, &host)) {
    RE2::GlobalReplace(&host, dot, ".");
    static const RE2 plausible(R"((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,12})");
    if (RE2::FullMatch(host, plausible)) add(user + "@" + host);
  }
  return out;
}

std::string phone_in(std::string_view text) {
  static const RE2 number(R"((\(?\+?\(?\d[\d\s().–-]{5,22}\d(?:\s*(?:x|ext\.?)\s*\d{2,5})?))");
  std::string found;
  if (!RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), number, &found)) return {};
  const auto digits = std::count_if(found.begin(), found.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 7 && digits <= 15 ? found : std::string();
}

bool is_bare_phone(std::string_view text) {
  static const RE2 shape(R"(\s*(?:\+\d{1,3}[\s.(-]*|\(\d{3}\)\s*|\d{3}[-.]\d{3}[-.]\d{4})[\d\s().–-]{0,20}\s*)");
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), shape) && !phone_in(text).empty();
}

/// The letterhead and the sections on contact, read line by line into one person.
class Person {
 public:
  Person(const Context& context) : context_(context), fact_("person") { fact_.set("name", context.owner); }

  void run(Findings& findings) {
    // A bibliography has no letterhead; its first entry names its owner as well as any.
    if (context_.document.format == document::Format::bibtex) {
      if (!context_.document.blocks.empty()) span_ = context_.document.blocks.front().span;
    } else {
      front_matter();
      for (const Section& section : *context_.sections)
        if (is_letterhead(section)) read(section);
      links();
      targets();
      page_address();
    }
    if (span_.empty())
      span_ = {0, std::min<std::uint32_t>(static_cast<std::uint32_t>(context_.document.text.size()), 1)};
    findings.add(std::move(fact_), span_, "person.contact", 0.9);
    for (const Span line : covered_) findings.cover(line, "person.contact");
  }

 private:
  /// The front, a section headed by the owner's name or the page's title, and those on contact.
  bool is_letterhead(const Section& section) const {
    if (section.is("front") || section.is("contact") || section.is("page-title") || section.is("links")) return true;
    return section.kind.empty() && section.level <= 2 && names_owner(section.heading);
  }

  bool names_owner(std::string_view text) const {
    return fold(text).find(fold(context_.owner)) != std::string::npos ||
           names_compatible(plain_heading(text), context_.owner, context_.lexicon);
  }

  void read(const Section& section) {
    const std::size_t last = section.is("contact")
                                 ? section.last_block
                                 : std::min(section.last_block, section.first_block + most_front_blocks);
    for (std::size_t i = section.first_block; i < last; ++i) {
      const Block& block = context_.document.blocks[i];
      for (std::uint32_t n = 0; n < block.line_count; ++n) {
        const Span line = context_.document.lines[block.first_line + n].span;
        const Span part{std::max(line.begin, block.span.begin), std::min(line.end, block.span.end)};
        if (part.size() <= longest_line) read_line(part);
      }
      flush_address();
    }
    flush_address();
  }

  void read_line(Span line) {
    line_ = line;
    static const RE2 separators(R"(\t|\s*[\x{E000}-\x{F8FF}]\s*|\s[|•·‖#¨]\s|\s{3,}|\s+-\s+|\s+–\s+)");
    const std::string_view text = context_.document.slice(line);
    bool used = false;
    // Several fields may share a line: "Tel: … Email: … Website: …", "address | phone | email".
    std::size_t begin = 0;
    std::vector<Span> parts;
    re2::StringPiece piece(text.data(), text.size()), hit;
    while (begin <= text.size() && separators.Match(piece, begin, text.size(), RE2::UNANCHORED, &hit, 1)) {
      const auto end = static_cast<std::size_t>(hit.data() - text.data());
      parts.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
      begin = end + hit.size();
    }
    parts.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(text.size())});
    bool gathered = false;
    for (const Span part : parts) {
      const std::string_view piece_text = trim(text.substr(part.begin, part.size()));
      if (read_part(piece_text))
        used = true;
      else
        gathered = collect_address(piece_text, line) || gathered;
    }
    if (!used && !gathered) flush_address();
    if (!used) return;
    covered_.push_back(line);
    if (span_.empty()) span_ = line;
  }

  /// The next word of letters and hyphens, two to fifteen of them, that stands between a blank and a colon; both behind
  /// `from`. Empty if there is none.
  static std::string_view word_before_colon(std::string_view text, std::size_t from) {
    constexpr std::size_t longest = 15;
    for (std::size_t colon = text.find(':', from); colon != text.npos; colon = text.find(':', colon + 1)) {
      std::size_t at = colon, letters = 0;
      bool hyphen = false;
      while (at > from && letters <= longest) {
        std::size_t last = at - 1;
        while (last > from && at - last < 4 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
        const char32_t c = code_point_at(text, last).value;
        if (!is_letter(c) && c != U'-') break;
        hyphen = c == U'-';
        at = last;
        ++letters;
      }
      static constexpr std::string_view blanks = " \t\n\f\r";
      if (letters >= 2 && letters <= longest && !hyphen && at > from && blanks.find(text[at - 1]) != blanks.npos)
        return text.substr(at, colon - at);
    }
    return {};
  }

  /// One field; a text that holds labels inside is cut at them.
  bool read_part(std::string_view text) {
    if (text.empty()) return false;
    const re2::StringPiece piece(text.data(), text.size());
    std::size_t from = 0;
    const bool colon = text.find(':') != std::string_view::npos;
    while (colon) {
      const std::string_view word = word_before_colon(text, from);
      if (word.empty()) break;
      auto at = static_cast<std::size_t>(word.data() - text.data());
      from = at + word.size();
      if (label_of(word, context_.lexicon).empty()) continue;
      // "Semantic Scholar:" is one label, not "Scholar:" behind a word.
      const std::size_t before = text.substr(0, at > 0 ? at - 1 : 0).find_last_of(" \t\n,;|");
      const std::size_t longer = before == std::string_view::npos ? 0 : before + 1;
      if (!label_of(text.substr(longer, at + word.size() - longer), context_.lexicon).empty()) {
        if (longer == 0) continue;
        at = longer;
      }
      const std::string_view head = trim(text.substr(0, at));
      bool first = read_part(head);
      if (!first && !fact_.has("address") && is_address(std::string(head))) {
        fact_.set("address", std::string(head));
        first = true;
      }
      if (!first && head.find(':') == std::string_view::npos) first = collect_address(head, line_);
      return read_part(trim(text.substr(at))) || first;
    }
    std::string_view value = text;
    std::string label;
    static const LetterPattern labelled(R"(^\W{0,3}((?:\pL[\pL.-]*\s?){1,4})\s*[:：]\s*)");
    re2::StringPiece word[2];
    if ((colon || text.find("：") != std::string_view::npos) &&
        labelled.on(piece).Match(piece, 0, text.size(), RE2::ANCHOR_START, word, 2)) {
      label = label_of(std::string_view(word[1].data(), word[1].size()), context_.lexicon);
      if (!label.empty()) value = trim(text.substr(word[0].size()));
    }
    return take(label, value);
  }

  bool take(const std::string& label, std::string_view value) {
    if (label == "name") {
      // dblp tells people of one name apart by a number.
      static const RE2 numbered(R"(\s(\d{4})$)");
      std::string number;
      if (RE2::PartialMatch(re2::StringPiece(value.data(), value.size()), numbered, &number))
        fact_.set_id("dblp_suffix", number);
      return true;
    }
    if (label == "fax") return !phone_in(value).empty();
    if (value.empty() || label == "personal") return false;
    bool used = false;
    for (const std::string& email : emails_in(value)) {
      if (fact_.list("email").size() < most_emails) fact_.add("email", email);
      used = true;
    }
    if (used) return true;
    // "Office: (802) 656-3180" is no address.
    if (label == "phone" || ((label.empty() || label == "address") && is_bare_phone(value))) {
      const std::string phone = phone_in(value);
      if (!phone.empty()) fact_.add("phone", phone);
      return !phone.empty();
    }
    if (label == "homepage" && !fact_.has("homepage")) return take_homepage(value);
    if (label == "address") {
      if (!fact_.has("address")) fact_.set("address", std::string(value));
      return true;
    }
    const std::string written = clean_value(value);
    for (const auto& [id, pattern] : sites()) {
      if (id != label &&
          !(label.empty() && written.find(' ') == std::string::npos && RE2::PartialMatch(written, *pattern)))
        continue;
      fact_.set_id(id, written);
      return true;
    }
    // "ada-moss.example/home" alone is an address as well.
    static const RE2 url(R"((?:https?://|www\.)[^\s]+|(?:[a-z0-9-]+\.)+[a-z]{2,6}(?:/[^\s]*)?)");
    if (label.empty() && !fact_.has("homepage") && RE2::FullMatch(written, url)) {
      fact_.set("homepage", written);
      return true;
    }
    return false;
  }

  bool take_homepage(std::string_view value) {
    static const RE2 url(R"(((?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/[^\s,;]*)?))");
    std::string found;
    if (!RE2::PartialMatch(re2::StringPiece(value.data(), value.size()), url, &found)) return false;
    fact_.set("homepage", found);
    return true;
  }

  /// Lines of a postal address: each holds a number, a place or an organisation, and the block ends in a place or a
  /// code.
  bool collect_address(std::string_view text, Span line) {
    const std::string_view plain = trim(text);
    if (plain.empty() || plain.size() > 140 || fact_.has("address") || names_owner(plain) ||
        plain.find("“") != std::string_view::npos || plain.find('"') != std::string_view::npos) {
      flush_address();
      return false;
    }
    const bool digit = plain.find_first_of("0123456789") != std::string_view::npos;
    const bool place = context_.lexicon.mentions("places", plain);
    const bool organization =
        context_.lexicon.mentions("organizations", plain) || context_.lexicon.mentions("units", plain);
    const bool role = context_.lexicon.mentions("roles", plain) && !digit;
    const bool labelled = plain.find(": ") != std::string_view::npos && !place && !organization;  // "Scopus ID: 571"
    if (role || labelled || !(digit || place || organization) || plain.find("://") != std::string_view::npos ||
        plain.back() == ':') {
      flush_address();
      return false;
    }
    address_.push_back(std::string(plain));
    address_lines_.push_back(line);
    street_ = street_ || digit;
    return true;
  }

  /// A postal code and a place make an address of a line.
  bool is_address(const std::string& text) const {
    static const RE2 code(
        R"(\b\d{5,6}(?:-\d{3,4})?\b|\b(?:1[0-8]\d\d|2[1-9]\d\d|[3-9]\d{3})\b|\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b)");
    return text.size() < longest_address && RE2::PartialMatch(text, code) && context_.lexicon.mentions("places", text);
  }

  void flush_address() {
    if (street_ && !fact_.has("address")) {
      std::string joined;
      for (const std::string& line : address_) joined += (joined.empty() ? "" : " ") + line;
      if (is_address(joined)) {
        fact_.set("address", joined);
        covered_.insert(covered_.end(), address_lines_.begin(), address_lines_.end());
      }
    }
    address_.clear();
    address_lines_.clear();
    street_ = false;
  }

  /// Profiles that the page links to, where the link stands in the letterhead or names the site.
  void links() {
    std::vector<Span> contact;
    for (const Section& section : *context_.sections) {
      if (!is_letterhead(section)) continue;
      const std::size_t last = section.is("contact")
                                   ? section.last_block
                                   : std::min(section.last_block, section.first_block + most_front_blocks);
      if (last > section.first_block)
        contact.push_back({section.span.begin, context_.document.blocks[last - 1].span.end});
    }

    for (const Run& run : context_.document.runs) {
      if (run.kind != RunKind::link) continue;
      const auto behind = std::upper_bound(contact.begin(), contact.end(), run.span.begin,
                                           [](std::uint32_t at, Span s) { return at < s.begin; });
      const bool near = behind != contact.begin() && (behind - 1)->contains(run.span);
      const std::string text = collapse_blanks(context_.document.slice(run.span));
      const std::string label = label_of(text, context_.lexicon);
      if (near && run.target.substr(0, 7) == "mailto:") {
        const std::string target = run.target.substr(
            7, run.target.find('?') == std::string::npos ? std::string::npos : run.target.find('?') - 7);
        for (const std::string& email : emails_in(target))
          if (fact_.list("email").empty()) fact_.add("email", email);
        continue;
      }
      for (const auto& [id, pattern] : sites()) {
        if (!near && label != id) continue;
        if (!RE2::PartialMatch(run.target, *pattern)) continue;
        const std::size_t colon = text.find(':');
        // Where the account itself is shown, it is given as shown.
        std::string shown = colon != std::string::npos && label_of(text.substr(0, colon), context_.lexicon) == id
                                ? clean_value(text.substr(colon + 1))
                                : std::string();
        if (shown.empty() && text.size() > 1 && text.front() == '@') shown = text.substr(1);
        fact_.set_id(id, shown.empty() ? run.target : shown);
        break;
      }
      if (near && label == "homepage" && !fact_.has("homepage") && run.target.find("://") != std::string::npos)
        fact_.set("homepage", run.target);
    }
  }

  /// "github: ada-moss" in a page's front matter.
  void front_matter() {
    if (context_.document.format != document::Format::markdown) return;
    for (const auto& [key, value] : context_.document.metadata) {
      const std::string label = label_of(key, context_.lexicon);
      if (label.empty() || label == "name" || value.size() > longest_address || value.find('{') != std::string::npos ||
          value == "true" || value == "false")
        continue;
      take(label, value);
    }
  }

  /// Profiles behind icons; a site with several people's pages names none of them as the owner's.
  void targets() {
    const auto kept = context_.document.metadata.find("link_targets");
    if (kept == context_.document.metadata.end()) return;
    std::map<std::string, std::set<std::string>> found;
    std::size_t begin = 0;
    while (begin < kept->second.size()) {
      const std::size_t end = std::min(kept->second.find(' ', begin), kept->second.size());
      const std::string target = kept->second.substr(begin, end - begin);
      begin = end + 1;
      if (target.substr(0, 7) == "mailto:") {
        for (std::string& email : emails_in(target.substr(7, target.find('?') - 7))) found["email"].insert(email);
        continue;
      }
      for (const auto& [id, pattern] : sites())
        if (RE2::PartialMatch(target, *pattern)) {
          found[id].insert(target);
          break;
        }
    }
    for (const auto& [id, values] : found) {
      if (values.size() != 1) continue;
      if (id != "email")
        fact_.set_id(id, *values.begin());
      else if (fact_.list("email").empty())
        fact_.add("email", *values.begin());
    }
  }

  /// A page's own address (og:url, or the dump's URL line).
  void page_address() {
    if (fact_.has("homepage")) return;
    for (const char* key : {"og:url", "canonical", "url"}) {
      const auto found = context_.document.metadata.find(key);
      if (found == context_.document.metadata.end() || found->second.find("://") == std::string::npos) continue;
      fact_.set("homepage", found->second);
      return;
    }
  }

  const Context& context_;
  facts::Fact fact_;
  Span span_;
  std::vector<Span> covered_;
  std::vector<std::string> address_;
  std::vector<Span> address_lines_;
  bool street_ = false;
  Span line_;  ///< the one that is being read
};

}  // namespace

void recognize_person(const Context& context, Findings& findings) {
  if (!context.owner.empty()) Person(context).run(findings);
}

}  // namespace vitagraph::extraction
