// SPDX-License-Identifier: Apache-2.0
#include "document/html_blocks.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "document/front_matter.hpp"
#include "document/html_tree.hpp"

namespace vitagraph::document {
namespace {

/// What the text stands in; inside an item, a cell, a heading … a block element begins a line, not a block: a
/// publication in nested <div>s stays one entry.
/// In the lone cell of a row a <p> is a paragraph, any other element a line.
enum class Container : std::uint8_t { page, item, cell, lone_cell, heading, label };

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_BODY: return true;
    default: return false;
  }
}

class HtmlBlocks {
 public:
  HtmlBlocks(const HtmlTree& tree, std::string_view html, std::uint32_t source, Builder& builder, Metadata* metadata)
      : tree_(tree), html_(html), source_(source), builder_(builder), metadata_(metadata) {}

  void run() {
    std::vector<Frame> open;
    push(open, tree_.root());
    while (!open.empty()) {
      Frame& frame = open.back();
      const GumboVector* children = children_of(frame.node);
      if (frame.next < children->length) {
        const auto* child = static_cast<const GumboNode*>(children->data[frame.next++]);
        push(open, child);
      } else {
        leave(frame);
        open.pop_back();
      }
    }
    builder_.close();
  }

 private:
  struct Frame {
    const GumboNode* node;
    unsigned next = 0;
    bool contained = false;  ///< pushed a container
    bool run = false;        ///< opened a run
    RunKind kind = RunKind::bold;
  };
  struct List {
    bool ordered;
    long number, step;
  };
  struct Table {
    bool layout;
    bool cells = false;  ///< the open row has cells
  };
  struct OpenRun {
    RunKind kind;
    std::string target;
  };

  Container container() const { return containers_.empty() ? Container::page : containers_.back(); }

  void push(std::vector<Frame>& open, const GumboNode* node) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA)
      return text(node->v.text);
    if (node->type == GUMBO_NODE_COMMENT || children_of(node) == nullptr) return;
    Frame frame{node};
    if (enter(frame)) open.push_back(frame);
  }

  // --- elements ------------------------------------------------------------------------------------------------

  /// Whether to go below.
  bool enter(Frame& frame) {
    const GumboNode* node = frame.node;
    const GumboTag tag = tag_of(node);
    if (tag == GUMBO_TAG_TITLE || tag == GUMBO_TAG_META || tag == GUMBO_TAG_HTML) meta(node, tag);
    if (tag == GUMBO_TAG_TITLE) return false;
    if (is_hidden(node)) {
      // A row of icons is hidden from those who listen, not from those who look.
      if (has_attribute(node, "aria-hidden"))
        for (const std::string_view target : targets_below(node)) keep_target(target);
      return false;
    }
    if (is_navigation(node)) {
      for (const std::string_view target : targets_below(node)) keep_target(target);
      return false;
    }
    if (tag == GUMBO_TAG_BR) {
      line_break();
      return false;
    }
    if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) {
      open(frame, Container::heading, BlockKind::heading, static_cast<int>(tag - GUMBO_TAG_H1) + 1);
    } else if (tag == GUMBO_TAG_SUMMARY || tag == GUMBO_TAG_LEGEND ||
               (container() == Container::page && opens_panel(node))) {
      open(frame, Container::heading, BlockKind::heading, 5);
    } else if (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL) {
      builder_.close();
      lists_.push_back(list(node, tag));
    } else if (tag == GUMBO_TAG_LI) {
      open(frame, Container::item, BlockKind::item, level(), item_marker(node));
    } else if (tag == GUMBO_TAG_DT) {
      open(frame, Container::label, BlockKind::term, 0);
    } else if (tag == GUMBO_TAG_DD) {
      open(frame, Container::item, BlockKind::paragraph, 0);
    } else if (tag == GUMBO_TAG_TABLE) {
      boundary();
      tables_.push_back(
          {container() == Container::cell || container() == Container::lone_cell || is_layout_table(node)});
    } else if (tag == GUMBO_TAG_TR && !tables_.empty() && !tables_.back().layout) {
      row(frame);
    } else if ((tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) && !tables_.empty() && !tables_.back().layout) {
      if (tables_.back().cells && shows_text(node)) {
        builder_.begin_cell(tag == GUMBO_TAG_TH);
      } else {
        boundary();
      }
    } else if (container() == Container::page && is_record(node)) {
      open(frame, Container::item, BlockKind::paragraph, 0);
    } else if (is_block(tag)) {
      boundary(tag);
      if (tag == GUMBO_TAG_PRE) ++pre_;
    } else {
      inline_element(frame, tag);
    }
    return true;
  }

  void leave(const Frame& frame) {
    const GumboTag tag = tag_of(frame.node);
    if (frame.run) {
      builder_.end_run(frame.kind);
      runs_.pop_back();
    }
    if (frame.contained) {
      containers_.pop_back();
      builder_.close();
      return;
    }
    if (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL) {
      builder_.close();
      lists_.pop_back();
    } else if (tag == GUMBO_TAG_TABLE) {
      tables_.pop_back();
      boundary();
    } else if ((tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) && !tables_.empty() && tables_.back().cells) {
      builder_.end_cell();
    } else if (is_block(tag)) {
      if (tag == GUMBO_TAG_PRE) --pre_;
      boundary(tag);
    }
  }

  void inline_element(Frame& frame, GumboTag tag) {
    switch (tag) {
      case GUMBO_TAG_A: {
        const std::string_view href = attribute(frame.node, "href");
        if (href.empty()) return;
        if (!shows_text(frame.node)) keep_target(href);
        return begin_run(frame, RunKind::link, std::string(href));
      }
      case GUMBO_TAG_I:
      case GUMBO_TAG_EM:
      case GUMBO_TAG_CITE:
      case GUMBO_TAG_VAR:
      case GUMBO_TAG_DFN: return begin_run(frame, RunKind::italic);
      case GUMBO_TAG_CODE:
      case GUMBO_TAG_TT:
      case GUMBO_TAG_KBD:
      case GUMBO_TAG_SAMP: return begin_run(frame, RunKind::code);
      case GUMBO_TAG_SUP: return begin_run(frame, RunKind::superscript);
      default:
        if (is_bold(frame.node)) begin_run(frame, RunKind::bold);
    }
  }

  void begin_run(Frame& frame, RunKind kind, std::string target = {}) {
    frame.run = true;
    frame.kind = kind;
    runs_.push_back({kind, target});
    if (builder_.is_open()) builder_.begin_run(kind, std::move(target));
  }

  /// Opens a block that the element holds.
  void open(Frame& frame, Container container, BlockKind kind, int level, std::string marker = {}) {
    frame.contained = true;
    containers_.push_back(container);
    open_block(kind, level, std::move(marker));
  }

  void open_block(BlockKind kind, int level, std::string marker = {}) {
    builder_.open(kind, level, std::move(marker));
    for (const OpenRun& run : runs_) builder_.begin_run(run.kind, run.target);
    breaks_ = 0;
  }

  /// Where a block element begins or ends.
  void boundary(GumboTag tag = GUMBO_TAG_UNKNOWN) {
    if (container() == Container::page || (container() == Container::lone_cell && tag == GUMBO_TAG_P)) {
      builder_.close();
    } else {
      builder_.new_line();
    }
  }

  void line_break() {
    if (!builder_.is_open()) return;
    ++breaks_;
    // Two in a row part paragraphs, as pages did before style sheets.
    if (breaks_ >= 2 && (container() == Container::page || container() == Container::lone_cell))
      return builder_.close();
    builder_.new_line();
  }

  void row(Frame& frame) {
    std::size_t filled = 0;
    const GumboVector* children = children_of(frame.node);
    for (unsigned i = 0; i < children->length; ++i)
      filled += shows_text(static_cast<const GumboNode*>(children->data[i]));
    tables_.back().cells = filled > 1;
    // A picture and a text beside it are a paragraph.
    open(frame, filled > 1 ? Container::cell : Container::lone_cell, filled > 1 ? BlockKind::row : BlockKind::paragraph,
         0);
  }

  int level() const { return static_cast<int>(std::min<std::size_t>(std::max<std::size_t>(lists_.size(), 1), 30)); }

  static List list(const GumboNode* node, GumboTag tag) {
    List out{tag == GUMBO_TAG_OL, 1, 1};
    if (!out.ordered) return out;
    number(attribute(node, "start"), out.number);
    if (has_attribute(node, "reversed")) {
      out.step = -1;
      if (!has_attribute(node, "start")) {
        out.number = 0;
        const GumboVector* children = children_of(node);
        for (unsigned i = 0; i < children->length; ++i)
          out.number += tag_of(static_cast<const GumboNode*>(children->data[i])) == GUMBO_TAG_LI;
      }
    }
    return out;
  }

  static void number(std::string_view text, long& value) {
    long parsed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
    if (error == std::errc() && end != text.data() && parsed > -100000000 && parsed < 100000000) value = parsed;
  }

  /// "3." as the page shows it; a bullet is not written in the page.
  std::string item_marker(const GumboNode* node) {
    if (lists_.empty() || !lists_.back().ordered) return {};
    List& list = lists_.back();
    number(attribute(node, "value"), list.number);
    const long shown = list.number;
    list.number += list.step;
    return std::to_string(shown) + ".";
  }

  void meta(const GumboNode* node, GumboTag tag) {
    if (metadata_ == nullptr) return;
    if (tag == GUMBO_TAG_HTML) {
      if (const std::string_view language = trim(attribute(node, "lang")); !language.empty())
        metadata_->emplace("lang", language);
      return;
    }
    if (tag == GUMBO_TAG_TITLE) {
      const GumboVector* children = children_of(node);
      if (children->length == 0) return;
      const auto* child = static_cast<const GumboNode*>(children->data[0]);
      if (child->type != GUMBO_NODE_TEXT) return;
      const std::string title = collapse_blanks(to_valid_utf8(child->v.text.text));
      if (!title.empty()) metadata_->emplace("title", title);
      return;
    }
    std::string name = lower_ascii(attribute(node, "name"));
    if (name.empty()) name = lower_ascii(attribute(node, "property"));
    const auto starts = [&](std::string_view prefix) { return name.rfind(prefix, 0) == 0; };
    if (name != "author" && name != "description" && name != "keywords" && !starts("og:") && !starts("citation_") &&
        !starts("dc.") && !starts("article:") && !starts("profile:"))
      return;
    std::string value = collapse_blanks(to_valid_utf8(attribute(node, "content").substr(0, 4000)));
    if (value.empty()) return;
    const auto [at, fresh] = metadata_->emplace(name, value);
    if (!fresh && starts("citation_") && at->second.size() < 10000) at->second += "; " + value;  // one tag an author
  }

  /// The target of a link that has no words of its own: a picture, or a menu that is left out.
  void keep_target(std::string_view href) {
    if (metadata_ == nullptr || href.find(':') == std::string_view::npos || href.size() > 300) return;
    std::string& kept = (*metadata_)[std::string(targets_key)];
    if (kept.size() > 8000) return;
    kept += (kept.empty() ? "" : " ") + to_valid_utf8(href);
  }

  // --- text ----------------------------------------------------------------------------------------------------

  void text(const GumboText& node) {
    const std::string_view decoded = node.text;
    const bool blank = trim(decoded).empty();
    if (!builder_.is_open()) {
      if (blank) return;
      open_block(BlockKind::paragraph, container() == Container::item && !lists_.empty() ? level() : 0);
    }
    if (!blank) breaks_ = 0;
    if (!tree_.holds(node.original_text.data)) return write(decoded, source_);
    align(decoded, tree_.offset(node.original_text.data), node.original_text.length);
  }

  /// Writes what the page shows, each piece where the source has it: both are walked side by side, entities and
  /// tags that the parser dropped inside the text are where they differ.
  void align(std::string_view decoded, std::size_t begin, std::size_t length) {
    const std::size_t end = std::min(html_.size(), begin + length);
    std::size_t at = begin, shown = 0;
    while (shown < decoded.size()) {
      std::size_t same = 0;
      while (shown + same < decoded.size() && at + same < end && decoded[shown + same] == html_[at + same] &&
             decoded[shown + same] != '&')
        ++same;
      if (same > 0) {
        write(decoded.substr(shown, same), source_ + static_cast<std::uint32_t>(at));
        shown += same;
        at += same;
        continue;
      }
      if (at < end && html_[at] == '\r') {
        ++at;
      } else if (at < end && html_[at] == '<') {
        const std::size_t close = html_.substr(0, end).find('>', at);
        at = close == std::string_view::npos ? end : close + 1;
      } else {
        const std::size_t spelled = at < end && html_[at] == '&' ? reference_length(at, end) : 1;
        const std::size_t stands = code_point_at(decoded, shown).length;
        builder_.replace(decoded.substr(shown, stands), source_ + static_cast<std::uint32_t>(std::min(at, end)),
                         static_cast<std::uint32_t>(spelled));
        shown += stands;
        at = std::min(end, at + spelled);
      }
    }
  }

  /// Of "&eacute;" or "&#233"; a bare ampersand is itself.
  std::size_t reference_length(std::size_t at, std::size_t end) const {
    std::size_t stop = at + 1;
    if (stop < end && html_[stop] == '#') ++stop;
    const std::size_t name = stop;
    while (stop < end && stop - name < 32 && std::isalnum(static_cast<unsigned char>(html_[stop]))) ++stop;
    if (stop < end && html_[stop] == ';' && stop > name) return stop + 1 - at;
    if (stop > name && html_[name - 1] == '#') return stop - at;
    // Without its semicolon a reference may still be one ("&nbsp/"): the longest old name that the parser knew.
    for (std::size_t length = std::min<std::size_t>(stop - name, 6); length >= 2; --length) {
      static constexpr std::string_view old[] = {
          "nbsp",   "amp",    "lt",     "gt",     "quot",  "copy", "reg",    "middot", "laquo",  "raquo",
          "para",   "sect",   "deg",    "plusmn", "times", "uml",  "eacute", "egrave", "aacute", "oacute",
          "iacute", "uacute", "ntilde", "ccedil", "ouml",  "auml", "uuml",   "szlig",  "oslash", "aring"};
      const std::string_view candidate = html_.substr(name, length);
      if (std::find(std::begin(old), std::end(old), candidate) != std::end(old)) return length + 1;
    }
    return 1;
  }

  void write(std::string_view bytes, std::uint32_t source) {
    if (pre_ == 0) return builder_.flow(bytes, source);
    for (std::size_t begin = 0; begin <= bytes.size();) {
      const std::size_t stop = std::min(bytes.find('\n', begin), bytes.size());
      const std::string_view line = bytes.substr(begin, stop - begin);
      if (begin > 0) ++line_ends_;
      if (!trim(line).empty()) {
        if (line_ends_ > 1 && container() == Container::page && builder_.has_text()) {
          open_block(BlockKind::paragraph, 0);
        } else if (line_ends_ > 0) {
          builder_.new_line();
        }
        line_ends_ = 0;
      }
      builder_.flow(line, source + static_cast<std::uint32_t>(begin));
      begin = stop + 1;
    }
  }

  const HtmlTree& tree_;
  std::string_view html_;
  std::uint32_t source_;
  Builder& builder_;
  Metadata* metadata_;
  std::vector<Container> containers_;
  std::vector<List> lists_;
  std::vector<Table> tables_;
  std::vector<OpenRun> runs_;
  int breaks_ = 0;
  int pre_ = 0;
  int line_ends_ = 0;  ///< in preformatted text, since its last letter
};

}  // namespace

void write_html_blocks(std::string_view html, std::uint32_t source, Builder& builder, Metadata* metadata) {
  const HtmlTree tree(html);
  HtmlBlocks(tree, html, source, builder, metadata).run();
}

}  // namespace vitagraph::document
