// SPDX-License-Identifier: Apache-2.0
#include "document/html_tree.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>

#include "base/base.hpp"

namespace vitagraph::document {
namespace {

/// Real pages nest some dozens deep.
constexpr int deepest = 400;
/// Unclosed <font> and <b> are opened again in every paragraph that follows (HTML §13.2.4.3): their product with the
/// paragraphs is what a page of a megabyte could fill the memory with.
constexpr int most_formatting = 10;

bool is_void(GumboTag tag) {
  static constexpr std::array<GumboTag, 14> tags = {GUMBO_TAG_AREA,  GUMBO_TAG_BASE, GUMBO_TAG_BR,    GUMBO_TAG_COL,
                                                    GUMBO_TAG_EMBED, GUMBO_TAG_HR,   GUMBO_TAG_IMG,   GUMBO_TAG_INPUT,
                                                    GUMBO_TAG_LINK,  GUMBO_TAG_META, GUMBO_TAG_PARAM, GUMBO_TAG_SOURCE,
                                                    GUMBO_TAG_TRACK, GUMBO_TAG_WBR};
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

/// Those whose end tag may be missing: a next one closes them, so they do not nest by themselves.
bool closes_itself(GumboTag tag) {
  static constexpr std::array<GumboTag, 15> tags = {GUMBO_TAG_P,     GUMBO_TAG_LI,    GUMBO_TAG_DT,     GUMBO_TAG_DD,
                                                    GUMBO_TAG_TR,    GUMBO_TAG_TD,    GUMBO_TAG_TH,     GUMBO_TAG_TBODY,
                                                    GUMBO_TAG_THEAD, GUMBO_TAG_TFOOT, GUMBO_TAG_OPTION, GUMBO_TAG_A,
                                                    GUMBO_TAG_HTML,  GUMBO_TAG_HEAD,  GUMBO_TAG_BODY};
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_formatting(GumboTag tag) {
  static constexpr std::array<GumboTag, 13> tags = {
      GUMBO_TAG_B,     GUMBO_TAG_BIG,    GUMBO_TAG_CODE,   GUMBO_TAG_EM, GUMBO_TAG_FONT, GUMBO_TAG_I,   GUMBO_TAG_S,
      GUMBO_TAG_SMALL, GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG, GUMBO_TAG_TT, GUMBO_TAG_U,    GUMBO_TAG_NOBR};
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

/// Covers start tags nested beyond the limits with blanks, by a count that need not be exact.
void limit_nesting(std::string& html) {
  int depth = 0, formatting = 0;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at)) {
    const bool closing = at + 1 < html.size() && html[at + 1] == '/';
    std::size_t name = at + (closing ? 2 : 1);
    std::size_t end = name;
    char buffer[17] = {};
    while (end < html.size() && end - name < 16 && std::isalnum(static_cast<unsigned char>(html[end]))) {
      buffer[end - name] = html[end];
      ++end;
    }
    if (end == name) {
      ++at;
      continue;
    }
    const GumboTag tag = gumbo_tag_enum(buffer);
    int& count = is_formatting(tag) ? formatting : depth;
    const int limit = is_formatting(tag) ? most_formatting : deepest;
    at = end;
    if (is_void(tag) || closes_itself(tag)) continue;
    if (closing) {
      count = std::max(0, count - 1);
    } else if (count >= limit) {
      std::fill(html.begin() + static_cast<std::ptrdiff_t>(name), html.begin() + static_cast<std::ptrdiff_t>(end), ' ');
      std::size_t stop = std::min(html.find_first_of("<>", end), html.size());
      if (stop < html.size() && html[stop] == '>') ++stop;
      for (std::size_t i = name - 1; i < stop; ++i) html[i] = ' ';
      at = stop;
    } else {
      ++count;
    }
  }
}

bool contains_ignoring_case(std::string_view text, std::string_view word) {
  return std::search(text.begin(), text.end(), word.begin(), word.end(),
                     [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; }) != text.end();
}

/// Walks a subtree without recursion; `visit` returns whether to go below an element.
template <typename Visit>
void walk(const GumboNode* top, Visit visit) {
  std::vector<std::pair<const GumboNode*, bool>> open = {{top, false}};
  while (!open.empty()) {
    const auto [node, in_link] = open.back();
    open.pop_back();
    if (!visit(node, in_link)) continue;
    const GumboVector* children = children_of(node);
    if (children == nullptr) continue;
    const bool link = in_link || tag_of(node) == GUMBO_TAG_A;
    for (unsigned i = children->length; i-- > 0;)
      open.emplace_back(static_cast<const GumboNode*>(children->data[i]), link);
  }
}

bool is_text(const GumboNode* node) { return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA; }

constexpr int most_levels = 4;  ///< above a button that tell what it is for

const GumboNode* heading_above(const GumboNode* element) {
  const GumboNode* above = element->parent;
  for (int i = 0; i < most_levels && above != nullptr; ++i, above = above->parent) {
    const GumboTag tag = tag_of(above);
    if ((tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) || tag == GUMBO_TAG_SUMMARY || tag == GUMBO_TAG_LEGEND)
      return above;
  }
  return nullptr;
}

/// Whether a button holds the words of a heading, and not only stands beside them ("Awards [Copy link]").
bool is_heading(const GumboNode* button) {
  constexpr std::size_t most_nodes = 64;  ///< of a heading that are looked at
  constexpr std::size_t most_signs = 3;   ///< bytes of a mark for a link: "#", "¶"
  const GumboNode* heading = heading_above(button);
  if (heading == nullptr) return false;
  std::size_t nodes = 0, length = 0;
  walk(heading, [&](const GumboNode* node, bool) {
    if (++nodes > most_nodes) length = most_signs + 1;
    if (length > most_signs || tag_of(node) == GUMBO_TAG_BUTTON) return false;
    if (!is_text(node)) return !is_hidden(node);
    const std::string_view text = node->v.text.text;
    length += static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](unsigned char c) { return std::isspace(c) == 0; }));
    return false;
  });
  return length <= most_signs;
}

bool is_called_navigation(const GumboNode* element) {
  if (tag_of(element) == GUMBO_TAG_NAV || attribute(element, "role") == "navigation") return true;
  for (const char* name : {"class", "id"}) {
    const std::string_view value = attribute(element, name);
    for (const char* word : {"menu", "navbar", "breadcrumb", "navigation"})
      if (contains_ignoring_case(value, word)) return true;
  }
  return false;
}

}  // namespace

void* HtmlTree::allocate(void* self, std::size_t size) {
  auto& tree = *static_cast<HtmlTree*>(self);
  size = (size + 15) / 16 * 16;
  if (size > tree.left_) {
    const std::size_t chunk =
        std::max<std::size_t>(size, std::min<std::size_t>(std::max<std::size_t>(tree.text_.size(), 1 << 14), 1 << 20));
    tree.chunks_.emplace_back(new char[chunk]);
    tree.next_ = tree.chunks_.back().get();
    tree.left_ = chunk;
  }
  void* block = tree.next_;
  tree.next_ += size;
  tree.left_ -= size;
  return block;
}

HtmlTree::HtmlTree(std::string_view html) : text_(html) {
  limit_nesting(text_);
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = release;
  options.userdata = this;
  options.max_errors = 0;
  output_ = gumbo_parse_with_options(&options, text_.data(), text_.size());
}

HtmlTree::~HtmlTree() = default;

std::string_view attribute(const GumboNode* element, const char* name) {
  if (element->type != GUMBO_NODE_ELEMENT) return {};
  const GumboAttribute* found = gumbo_get_attribute(&element->v.element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool has_attribute(const GumboNode* element, const char* name) {
  return element->type == GUMBO_NODE_ELEMENT && gumbo_get_attribute(&element->v.element.attributes, name) != nullptr;
}

GumboTag tag_of(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT ? node->v.element.tag : GUMBO_TAG_UNKNOWN;
}

const GumboVector* children_of(const GumboNode* node) {
  if (node->type == GUMBO_NODE_DOCUMENT) return &node->v.document.children;
  if (node->type == GUMBO_NODE_ELEMENT) return &node->v.element.children;
  return nullptr;
}

bool opens_panel(const GumboNode* element) {
  if (tag_of(element) != GUMBO_TAG_BUTTON) return false;
  const std::string_view name = attribute(element, "class");
  if (!contains_ignoring_case(name, "accordion") && !contains_ignoring_case(name, "collapsible")) return false;
  // Menus fold as well.
  const GumboNode* at = element;
  for (int i = 0; i <= most_levels && at != nullptr && tag_of(at) != GUMBO_TAG_BODY; ++i, at = at->parent) {
    const bool header = tag_of(at) == GUMBO_TAG_HEADER && !contains_ignoring_case(attribute(at, "class"), "accordion");
    if (header || is_called_navigation(at)) return false;
  }
  return true;
}

bool is_hidden(const GumboNode* element) {
  if (element->type == GUMBO_NODE_TEMPLATE) return true;
  if (element->type != GUMBO_NODE_ELEMENT) return false;
  switch (element->v.element.tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_MAP: return true;
    case GUMBO_TAG_BUTTON:
      if (!is_heading(element) && !opens_panel(element)) return true;
      break;
    default: break;
  }
  if (has_attribute(element, "hidden")) return true;
  const std::string_view style = attribute(element, "style");
  if (!style.empty()) {
    std::string tight;
    for (const char c : style)
      if (!std::isspace(static_cast<unsigned char>(c)))
        tight += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (tight.find("display:none") != std::string::npos || tight.find("visibility:hidden") != std::string::npos)
      return true;
  }
  return attribute(element, "aria-hidden") == "true" || contains_ignoring_case(attribute(element, "class"), "sr-only");
}

bool is_navigation(const GumboNode* element) {
  if (element->type != GUMBO_NODE_ELEMENT) return false;
  const bool named = tag_of(element) == GUMBO_TAG_NAV || attribute(element, "role") == "navigation";
  if (!is_called_navigation(element) || tag_of(element) == GUMBO_TAG_BODY || tag_of(element) == GUMBO_TAG_HTML)
    return false;
  std::size_t linked = 0, all = 0, headings = 0;
  walk(element, [&](const GumboNode* node, bool in_link) {
    if (is_text(node)) {
      const std::size_t length = std::strlen(node->v.text.text);
      all += length;
      if (in_link) linked += length;
      return false;
    }
    const GumboTag tag = tag_of(node);
    if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) ++headings;
    return !is_hidden(node);
  });
  // A profile in a <nav> with a name, an address and a few links is no navigation.
  return all > 0 && linked * 10 >= all * (named ? 7U : 8U) && headings <= 1;
}

std::vector<std::string_view> targets_below(const GumboNode* element) {
  std::vector<std::string_view> out;
  walk(element, [&](const GumboNode* node, bool) {
    if (tag_of(node) == GUMBO_TAG_A)
      if (const std::string_view target = attribute(node, "href"); !target.empty()) out.push_back(target);
    return !is_text(node);
  });
  return out;
}

bool is_layout_table(const GumboNode* table) {
  const std::string_view role = attribute(table, "role");
  if (role == "presentation" || role == "none") return true;
  bool structure = false;
  std::size_t cells = 0, length = 0, rows = 0, paragraphs = 0;
  walk(table, [&](const GumboNode* node, bool) {
    if (structure) return false;
    if (is_text(node)) {
      length += std::strlen(node->v.text.text);
      return false;
    }
    const GumboTag tag = tag_of(node);
    if (node != table && (tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL || tag == GUMBO_TAG_DL ||
                          tag == GUMBO_TAG_HR || (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6)))
      structure = true;
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) ++cells;
    if (tag == GUMBO_TAG_TR) ++rows;
    if (tag == GUMBO_TAG_P) ++paragraphs;
    return !is_hidden(node);
  });
  if (structure || cells <= 1) return true;
  // A cell with pages of text is a column of the page.
  return rows <= 2 && (length > 1500 || paragraphs > 6);
}

bool is_record(const GumboNode* element) {
  const GumboTag tag = tag_of(element);
  if (tag != GUMBO_TAG_DIV && tag != GUMBO_TAG_ARTICLE && tag != GUMBO_TAG_SECTION) return false;
  const auto first_class = [](const GumboNode* node) {
    const std::string_view classes = trim(attribute(node, "class"));
    return classes.substr(0, classes.find(' '));
  };
  const std::string_view name = first_class(element);
  if (name.empty() || element->parent == nullptr) return false;
  const GumboVector* siblings = children_of(element->parent);
  // Only neighbours are looked at: a record's like stands next to it, but for white space and comments.
  bool repeated = false;
  const std::size_t at = element->index_within_parent;
  for (std::size_t i = at < 12 ? 0 : at - 12; siblings != nullptr && i < siblings->length && i <= at + 12; ++i) {
    const auto* other = static_cast<const GumboNode*>(siblings->data[i]);
    repeated = repeated || (other != element && tag_of(other) == tag && first_class(other) == name);
  }
  if (!repeated) return false;
  std::size_t length = 0, blocks = 0, nodes = 0;
  bool entry = true;
  walk(element, [&](const GumboNode* node, bool) {
    if (!entry || length > 1500 || ++nodes > 200) return entry = false;
    if (is_text(node)) {
      length += trim(node->v.text.text).size();
      return false;
    }
    if (is_hidden(node)) return false;
    const GumboTag below = tag_of(node);
    if (node != element && (below == GUMBO_TAG_DIV || below == GUMBO_TAG_P)) ++blocks;
    if (below == GUMBO_TAG_UL || below == GUMBO_TAG_OL || below == GUMBO_TAG_TABLE || below == GUMBO_TAG_DL ||
        (below >= GUMBO_TAG_H1 && below <= GUMBO_TAG_H6))
      entry = false;
    return entry;
  });
  return entry && blocks >= 2 && length > 40;
}

bool shows_text(const GumboNode* node) {
  bool found = false;
  walk(node, [&](const GumboNode* below, bool) {
    if (found) return false;
    if (is_text(below)) {
      found = !trim(below->v.text.text).empty();
      return false;
    }
    return !is_hidden(below);
  });
  return found;
}

bool is_bold(const GumboNode* element) {
  const GumboTag tag = tag_of(element);
  if (tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG) return true;
  const std::string_view style = attribute(element, "style");
  const std::size_t weight = style.find("font-weight");
  if (weight == std::string_view::npos) return false;
  const std::string_view value = style.substr(weight + 11, 10);
  return value.find("bold") != std::string_view::npos || value.find("600") != std::string_view::npos ||
         value.find("700") != std::string_view::npos || value.find("800") != std::string_view::npos;
}

}  // namespace vitagraph::document
