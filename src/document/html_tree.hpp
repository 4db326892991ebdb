// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vitagraph::document {

/// A parsed page. Owns the tree; the text must outlive it, for the nodes point into it.
///
/// gumbo frees its tree by recursion and looks through all open elements at each tag, so a page of a million <div>
/// would end the stack or never end: its memory is an arena here, and tags nested beyond any sense are covered first.
class HtmlTree {
 public:
  explicit HtmlTree(std::string_view html);
  ~HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  const GumboNode* root() const { return output_->root; }
  /// Where a piece of the page that a node points to stands in the text given.
  std::uint32_t offset(const char* at) const { return static_cast<std::uint32_t>(at - text_.data()); }
  /// Whether it points into the text at all (nodes that the parser made up don't).
  bool holds(const char* at) const { return at >= text_.data() && at <= text_.data() + text_.size(); }

 private:
  static void* allocate(void* self, std::size_t size);
  static void release(void*, void*) {}

  std::string text_;
  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t left_ = 0;
  char* next_ = nullptr;
  GumboOutput* output_ = nullptr;
};

/// The attribute's value, empty if it is missing.
std::string_view attribute(const GumboNode* element, const char* name);
bool has_attribute(const GumboNode* element, const char* name);
/// The element's tag; GUMBO_TAG_UNKNOWN for what is no element of HTML.
GumboTag tag_of(const GumboNode* node);
const GumboVector* children_of(const GumboNode* node);

/// Whether an element is a button that shows or hides what stands below it: a heading, though in no heading's dress.
bool opens_panel(const GumboNode* element);
/// Scripts, styles, media, controls but those in headings, and what the page hides.
bool is_hidden(const GumboNode* element);
/// An element that by its name may be navigation and whose text is nearly all links.
bool is_navigation(const GumboNode* element);
/// A table that places parts of a page rather than holding rows of data.
bool is_layout_table(const GumboNode* table);
/// One of several records alike side by side (publications in <div>s): its blocks are the lines of one entry.
bool is_record(const GumboNode* element);
/// Whether any text shows under the node.
bool shows_text(const GumboNode* node);
/// The targets of the links under the element, in order.
std::vector<std::string_view> targets_below(const GumboNode* element);
bool is_bold(const GumboNode* element);

}  // namespace vitagraph::document
