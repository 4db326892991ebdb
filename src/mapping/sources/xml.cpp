// SPDX-License-Identifier: Apache-2.0
// XML by libxml2: iterators and references are XPath 1.0; a reference is evaluated with the row's node as context, so
// `../name` reaches the parent. Nothing is loaded from the network and no entity is expanded.
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <algorithm>
#include <map>
#include <optional>

#include "mapping/arena.hpp"
#include "mapping/row.hpp"
#include "mapping/sources/bytes.hpp"
#include "mapping/sources/xpath_text.hpp"

namespace vitagraph::mapping {
namespace {

struct DocumentFree {
  void operator()(xmlDoc* p) const { xmlFreeDoc(p); }
};
struct ContextFree {
  void operator()(xmlXPathContext* p) const { xmlXPathFreeContext(p); }
};
struct ObjectFree {
  void operator()(xmlXPathObject* p) const { xmlXPathFreeObject(p); }
};
struct ExpressionFree {
  void operator()(xmlXPathCompExpr* p) const { xmlXPathFreeCompExpr(p); }
};
struct TextFree {
  void operator()(xmlChar* p) const { xmlFree(p); }
};
using Text = std::unique_ptr<xmlChar, TextFree>;
using Compiled = std::unique_ptr<xmlXPathCompExpr, ExpressionFree>;

const xmlChar* xml_text(const std::string& text) { return reinterpret_cast<const xmlChar*>(text.c_str()); }

void ignore_message(void*, const char*, ...) {}
void ignore_error(void*, xmlErrorPtr) {}

struct XmlLayout {
  Compiled iterator;
  std::vector<Compiled> references;
};

/// Messages are ours to print; libxml2 would write its own to standard error. Within another one it does nothing.
class Quiet {
 public:
  Quiet() {
    if (depth_++ > 0) return;
    xmlSetGenericErrorFunc(nullptr, ignore_message);
    xmlSetStructuredErrorFunc(nullptr, ignore_error);
  }
  ~Quiet() {
    if (--depth_ > 0) return;
    xmlSetGenericErrorFunc(nullptr, nullptr);
    xmlSetStructuredErrorFunc(nullptr, nullptr);
  }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

 private:
  static thread_local int depth_;
};
thread_local int Quiet::depth_ = 0;

class XmlSource : public RowSource {
 public:
  explicit XmlSource(const SourceContext& context)
      : context_(context), files_(files_of(context)), layout_(context.layouts.size()) {
    compile_layouts();
  }

  /// For text that is not in a file: no paths are looked for.
  struct FromText {};
  XmlSource(const SourceContext& context, FromText) : context_(context) { compile_layouts(); }
  /// False when the text is no XML, `why` says how.
  bool open_text(std::string_view text, std::string& why) {
    const Quiet quiet;
    document_.reset();
    return parse(text, "a field", why);
  }

  std::unique_ptr<Chunk> next() override;
  void finish(DiagnosticSink& diagnostics) override {
    const Quiet quiet;
    for (std::size_t l = 0; l < seen_.size(); ++l) {
      const Layout& layout = context_.layouts[l];
      const std::string& access = context_.description.access;
      for (std::size_t r = 0; any_row_[l] && r < seen_[l].size(); ++r) {
        if (seen_[l][r] || layout.wanted[r] == Wanted::record) continue;
        Diagnostic unseen = DiagnosticSink::make(Kind::mapping_unseen_reference, layout.reference_locations[r],
                                                 layout.references[r], access);
        if (note_dead_end(layout.references[r], some(nodes_of(layouts_[l].iterator.get(), nullptr)), "a row", unseen))
          diagnostics.report(std::move(unseen));
      }
      if (any_row_[l] || !document_) continue;
      Diagnostic none = DiagnosticSink::make(Kind::mapping_no_rows, layout.location, layout.iterator, access);
      if (note_dead_end(layout.iterator, {nullptr}, "the document", none)) diagnostics.report(std::move(none));
    }
  }

  /// Rows of the iterator's nodes; called by the chunk, which is the only user of the document meanwhile.
  void rows(std::size_t layout, const RowHandler& handler) {
    const Quiet quiet;
    const XmlLayout& compiled = layouts_[layout];
    const auto nodes = evaluate(compiled.iterator.get(), nullptr);
    if (!nodes)
      throw SourceError(context_.layouts[layout].location,
                        fmt::format("cannot evaluate the iterator `{}`", context_.layouts[layout].iterator));
    if (nodes->type != XPATH_NODESET)
      throw SourceError(
          context_.layouts[layout].location,
          fmt::format("the iterator `{}` gives {}, where rows are nodes", context_.layouts[layout].iterator,
                      nodes->type == XPATH_NUMBER    ? "a number"
                      : nodes->type == XPATH_BOOLEAN ? "true or false"
                                                     : "a text"));
    const xmlNodeSet* set = nodes->nodesetval;
    Row row;
    Arena arena;
    for (int i = 0; set && i < set->nodeNr; ++i) {
      arena.reset();
      row.clear();
      row.number = (static_cast<std::uint64_t>(file_) << 48) + static_cast<std::uint64_t>(i);
      row.line = static_cast<std::uint64_t>(std::max(0L, xmlGetLineNo(set->nodeTab[i])));
      any_row_[layout] = true;
      for (std::size_t r = 0; r < compiled.references.size(); ++r) {
        const bool as_value = context_.layouts[layout].wanted[r] == Wanted::value;
        if (as_value ? values(compiled.references[r].get(), set->nodeTab[i], arena, row)
                     : records(compiled.references[r].get(), set->nodeTab[i], arena, row,
                               context_.layouts[layout].wanted[r] == Wanted::text))
          seen_[layout][r] = true;
        row.end_slot();
      }
      handler(layout, row);
    }
  }

 private:
  void compile_layouts() {
    const Quiet quiet;
    any_row_.assign(context_.layouts.size(), false);
    for (const Layout& layout : context_.layouts) {
      XmlLayout& made = layouts_.emplace_back();
      made.iterator = compile(layout.iterator.empty() ? "/" : layout.iterator, layout.location, "iterator");
      for (std::size_t i = 0; i < layout.references.size(); ++i)
        made.references.push_back(compile(layout.references[i], layout.reference_locations[i], "reference"));
      seen_.emplace_back(layout.references.size(), false);
    }
  }

  Compiled compile(const std::string& text, const Location& place, const char* what) {
    Compiled out(xmlXPathCompile(xml_text(text)));
    if (!out) throw SourceError(place, fmt::format("cannot read the {} `{}`: not XPath 1.0", what, text));
    return out;
  }

  void open() {
    const Quiet quiet;
    const InputFile& file = files_[file_];
    const std::string text = read_text(file, context_.description);
    std::string why;
    if (!parse(text, file.name, why)) {
      const xmlError* error = xmlGetLastError();
      const auto line = static_cast<std::uint32_t>(error ? std::max(0, error->line) : 0);
      const auto column = static_cast<std::uint32_t>(error ? std::max(0, error->int2) : 0);
      throw SourceError(SourceFile(file.name, text).locate_line(line, column), "no XML: " + why);
    }
    if (file_ == 0) check_prefixes();
    ++file_;
    layout_ = 0;
  }

  bool parse(std::string_view text, const std::string& name, std::string& why) {
    xpath_.reset();
    document_.reset(xmlReadMemory(text.data(), static_cast<int>(text.size()), name.c_str(), "UTF-8",
                                  XML_PARSE_NONET | XML_PARSE_NOCDATA));
    if (!document_) {
      const xmlError* error = xmlGetLastError();
      std::string message = error && error->message ? error->message : "not well-formed";
      while (!message.empty() && (message.back() == '\n' || message.back() == '.')) message.pop_back();
      why = std::move(message);
      return false;
    }
    xpath_.reset(xmlXPathNewContext(document_.get()));
    for (const auto& [prefix, iri] : context_.description.namespaces)
      xmlXPathRegisterNs(xpath_.get(), xml_text(prefix), xml_text(iri));
    return true;
  }

  std::unique_ptr<xmlXPathObject, ObjectFree> evaluate(xmlXPathCompExpr* expression, xmlNode* node) {
    xpath_->node = node ? node : reinterpret_cast<xmlNode*>(document_.get());
    return std::unique_ptr<xmlXPathObject, ObjectFree>(xmlXPathCompiledEval(expression, xpath_.get()));
  }

  using Nodes = std::vector<xmlNode*>;
  Nodes nodes_of(xmlXPathCompExpr* expression, xmlNode* from) {
    const auto found = evaluate(expression, from);
    if (!found || found->type != XPATH_NODESET || !found->nodesetval) return {};
    return {found->nodesetval->nodeTab, found->nodesetval->nodeTab + found->nodesetval->nodeNr};
  }
  /// As many as messages need.
  static Nodes some(Nodes nodes) {
    if (nodes.size() > 100) nodes.resize(100);
    return nodes;
  }

  /// A prefix that no namespace is declared for makes a path find nothing, or be no path. Each is told of once.
  void check_prefixes() {
    std::vector<std::string> told;
    for (const Layout& layout : context_.layouts) {
      check_prefix(layout.iterator, layout.location, told);
      for (std::size_t i = 0; i < layout.references.size(); ++i)
        check_prefix(layout.references[i], layout.reference_locations[i], told);
    }
    if (!undeclared_) return;
    throw SourceError(std::move(*undeclared_));
  }
  void check_prefix(const std::string& path, const Location& place, std::vector<std::string>& told) {
    const std::string prefix = undeclared_prefix(path, context_.description.namespaces);
    if (prefix.empty() || std::find(told.begin(), told.end(), prefix) != told.end()) return;
    told.push_back(prefix);
    xmlNode* const root = xmlDocGetRootElement(document_.get());
    const xmlNs* const meant = root ? xmlSearchNs(document_.get(), root, xml_text(prefix)) : nullptr;
    const std::string iri = meant && meant->href ? reinterpret_cast<const char*>(meant->href) : "http://…";
    const bool turtle = place.file.ends_with(".ttl") || place.file.ends_with(".rml") || place.file.ends_with(".n3");
    const std::string add =
        turtle ? fmt::format(
                     "`rml:namespace [ rml:namespacePrefix \"{}\"; rml:namespaceURL \"{}\" ]` to the reference "
                     "formulation",
                     prefix, iri)
               : fmt::format("`namespaces: {{{}: '{}'}}` to the source", prefix, iri);
    if (undeclared_) context_.diagnostics.report(Kind::mapping_source, undeclared_->location, undeclared_->what());
    undeclared_.emplace(place, fmt::format("the prefix `{}` in `{}` has no namespace; add {}", prefix, path, add));
  }

  /// What stands where a path found nothing: the names below the last step that leads somewhere. False where only data
  /// decides, which a run is silent about.
  bool note_dead_end(const std::string& path, const Nodes& from, const char* start, Diagnostic& diagnostic) {
    Nodes there = from;
    std::size_t begin = 0;
    for (const std::size_t end : path_ends(path)) {
      const Compiled step(xmlXPathCompile(xml_text(path.substr(0, end))));
      if (!step) return true;
      Nodes found;
      for (xmlNode* const node : from)
        for (xmlNode* const next : some(nodes_of(step.get(), node))) found.push_back(next);
      if (found.empty()) {
        const std::string at = begin == 0 ? start : "`" + path.substr(0, begin) + "`";
        const std::string wanted = path.substr(begin, end - begin);
        if (wanted.starts_with('[')) {
          diagnostic.notes.push_back({fmt::format("{} finds {}; `{}` holds for none", at, there.size(), wanted), {}});
          return context_.sampled;
        }
        note_names(wanted, there, at, diagnostic);
        return true;
      }
      there = some(std::move(found));
      begin = end;
    }
    return true;
  }

  void note_names(std::string wanted, const Nodes& there, const std::string& at, Diagnostic& diagnostic) {
    Names names;
    std::size_t left = 1000;
    const bool below = wanted.starts_with("//");
    for (xmlNode* const node : there) {
      xmlNode* const element = node ? node : reinterpret_cast<xmlNode*>(document_.get());
      if (element->type == XML_ELEMENT_NODE || element->type == XML_DOCUMENT_NODE)
        gather_names(element, below, names, left);
    }
    wanted.erase(0, wanted.find_first_not_of('/'));
    diagnostic.notes.push_back({at + (names.all.empty() ? " has no elements" : " has " + list_names(names.all)), {}});
    // The name that is meant may be there, in a namespace that the path does not say.
    const std::string local = wanted.substr(wanted.find(':') + 1);
    const std::string near = nearest_name(wanted, names.all);
    auto meant = names.foreign.find(local);
    if (meant == names.foreign.end()) meant = names.foreign.find(near);
    if (meant == names.foreign.end() && near.empty() && !names.own_elements && !wanted.starts_with('@'))
      meant = std::find_if(names.foreign.begin(), names.foreign.end(),
                           [](const auto& one) { return !one.first.starts_with('@'); });
    if (meant == names.foreign.end()) {
      if (!near.empty()) diagnostic.notes.push_back({fmt::format("similar name: `{}`", near), {}});
      return;
    }
    diagnostic.notes.push_back({fmt::format("`{}` is in the namespace `{}`: declare a prefix for it (`namespaces` of "
                                            "the source, `rml:namespace` in RML) and write it in the path",
                                            meant->first, meant->second),
                                {}});
  }

  /// As the mapping would write them.
  struct Names {
    std::vector<std::string> all;
    std::map<std::string, std::string> foreign;  ///< of these, to the namespace that the mapping has no prefix for
    bool own_elements = false;                   ///< there are some that a path can name
  };
  void gather_names(xmlNode* element, bool below, Names& names, std::size_t& left) {
    const auto add = [&](const char* mark, const xmlChar* name, const xmlNs* ns) {
      const std::string iri = ns && ns->href ? reinterpret_cast<const char*>(ns->href) : "";
      std::string prefix = iri == reinterpret_cast<const char*>(XML_XML_NAMESPACE) ? "xml:" : "";
      for (const auto& [declared, of] : context_.description.namespaces)
        if (of == iri) prefix = declared + ":";
      std::string text = mark + prefix + reinterpret_cast<const char*>(name);
      if (std::find(names.all.begin(), names.all.end(), text) != names.all.end()) return;
      if (prefix.empty() && !iri.empty())
        names.foreign.emplace(text, iri);
      else if (*mark == '\0')
        names.own_elements = true;
      names.all.push_back(std::move(text));
    };
    if (element->type == XML_ELEMENT_NODE)
      for (const xmlAttr* one = element->properties; one && left > 0; one = one->next, --left)
        add("@", one->name, one->ns);
    // libxml2 refuses documents nested deeper than 256, which bounds this.
    for (xmlNode* child = element->children; child && left > 0; child = child->next) {
      if (child->type != XML_ELEMENT_NODE) continue;
      --left;
      add("", child->name, child->ns);
      if (below) gather_names(child, below, names, left);
    }
  }

  /// Whether there was anything.
  bool values(xmlXPathCompExpr* expression, xmlNode* node, Arena& arena, Row& row) {
    const auto found = evaluate(expression, node);
    if (!found) return false;
    bool any = false;
    const auto add = [&](const xmlChar* text) {
      any = any || text;
      if (text) row.add({arena.keep(reinterpret_cast<const char*>(text)), Natural::text});
    };
    if (found->type == XPATH_NODESET) {
      for (int i = 0; found->nodesetval && i < found->nodesetval->nodeNr; ++i)
        add(Text(xmlNodeGetContent(found->nodesetval->nodeTab[i])).get());
    } else {
      add(Text(xmlXPathCastToString(found.get())).get());
    }
    return any;
  }

  /// Each node as text of its own: an element with the namespaces that reach it, anything else as its content.
  bool records(xmlXPathCompExpr* expression, xmlNode* node, Arena& arena, Row& row, bool plain) {
    const auto found = evaluate(expression, node);
    if (!found || found->type != XPATH_NODESET || !found->nodesetval) return false;
    for (int i = 0; i < found->nodesetval->nodeNr; ++i) {
      xmlNode* const item = found->nodesetval->nodeTab[i];
      if (item->type == XML_ELEMENT_NODE && !(plain && !xmlFirstElementChild(item))) {
        row.add({arena.keep(as_text(item)), Natural::text});
      } else if (plain) {
        row.add({arena.keep(reinterpret_cast<const char*>(Text(xmlNodeGetContent(item)).get())), Natural::text});
      }
    }
    return found->nodesetval->nodeNr > 0;
  }
  static std::string as_text(xmlNode* element) {
    const std::unique_ptr<xmlDoc, DocumentFree> document(xmlNewDoc(xml_text("1.0")));
    xmlNode* const copy = xmlDocCopyNode(element, document.get(), 1);
    if (!copy) return {};
    xmlDocSetRootElement(document.get(), copy);
    xmlReconciliateNs(document.get(), copy);
    xmlChar* written = nullptr;
    int size = 0;
    xmlDocDumpMemoryEnc(document.get(), &written, &size, "UTF-8");
    const Text owner(written);
    return std::string(reinterpret_cast<const char*>(written), static_cast<std::size_t>(size));
  }

  SourceContext context_;
  std::vector<XmlLayout> layouts_;
  std::vector<std::vector<bool>> seen_;
  std::vector<bool> any_row_;
  std::vector<InputFile> files_;
  std::size_t file_ = 0, layout_ = 0;
  std::optional<SourceError> undeclared_;
  std::unique_ptr<xmlDoc, DocumentFree> document_;
  std::unique_ptr<xmlXPathContext, ContextFree> xpath_;
};

class XmlChunk : public Chunk {
 public:
  XmlChunk(XmlSource& source, std::size_t layout) : source_(source), layout_(layout) {}
  void rows(const RowHandler& handler, DiagnosticSink&) override { source_.rows(layout_, handler); }
  /// An XPath context serves one evaluation at a time.
  bool alone() const override { return true; }

 private:
  XmlSource& source_;
  std::size_t layout_;
};

std::unique_ptr<Chunk> XmlSource::next() {
  if (layout_ >= context_.layouts.size()) {
    if (file_ == files_.size()) return nullptr;
    open();
  }
  return std::make_unique<XmlChunk>(*this, layout_++);
}

class XmlTexts : public TextRecords {
 public:
  explicit XmlTexts(const SourceContext& context) : source_(context, XmlSource::FromText{}) {}
  std::string rows(std::string_view text, const RowHandler& handler, DiagnosticSink&) override {
    std::string why;
    if (!source_.open_text(text, why)) return "no XML: " + why;
    source_.rows(0, handler);
    return {};
  }

 private:
  XmlSource source_;
};

}  // namespace

std::unique_ptr<TextRecords> open_xml_texts(const SourceContext& context) {
  return std::make_unique<XmlTexts>(context);
}
std::unique_ptr<RowSource> open_xml(const SourceContext& context) { return std::make_unique<XmlSource>(context); }

}  // namespace vitagraph::mapping
