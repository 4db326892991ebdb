// SPDX-License-Identifier: Apache-2.0
#include "mapping/views/view.hpp"

namespace vitagraph::mapping {
namespace {

constexpr std::size_t most_views = 1000;

bool has_structure(Formulation formulation) {
  return formulation == Formulation::json || formulation == Formulation::json_lines || formulation == Formulation::xml;
}

/// Records are handed on as text, and their own root is where the fields inside start.
std::string root_iterator(Formulation formulation) { return formulation == Formulation::xml ? "/*" : "$"; }

class ViewCompiler {
 public:
  ViewCompiler(const RuleData& rules, Binder& binder, std::size_t& views, DiagnosticSink& diagnostics)
      : rules_(rules), binder_(binder), views_(views), diagnostics_(diagnostics) {}

  std::shared_ptr<const ViewPlan> run(const SourceDescription& source) {
    const ViewDescription& view = *source.view;
    plan_->keys.push_back({"#", false});
    if (++views_ > most_views) {
      if (views_ == most_views + 1)
        diagnostics_.report(Kind::mapping_view_cycle, source.location,
                            source.name + ", by more than a thousand views,");
      plan_->base.description = &source;
      plan_->base.layouts.emplace_back();
      return plan_;
    }
    plan_->base = source_plan(view.base);
    const SourceDescription& base = *plan_->base.description;
    for (const FieldDescription& described : view.fields)
      if (auto made = field(described, "", plan_->base.layouts.front(), base))
        plan_->fields.push_back(std::move(*made));
    for (const ViewJoinDescription& described : view.joins) plan_->joins.push_back(join(described));
    if (plan_->base.view) check_references(*plan_->base.view, plan_->base.layouts.front(), binder_, diagnostics_);
    check_references(*plan_, plan_->own, binder_, diagnostics_);
    return plan_;
  }

 private:
  SourcePlan source_plan(std::size_t index) {
    SourcePlan out;
    out.description = &rules_.sources[index];
    out.layouts.push_back({out.description->iterator, {}, {}, {}, out.description->iterator_location});
    if (out.description->view) out.view = compile_view(rules_, *out.description, binder_, views_, diagnostics_);
    return out;
  }

  int add_key(const std::string& name, bool is_record, const Location& place) {
    if (plan_->key(name) >= 0) {
      diagnostics_.report(Kind::mapping_duplicate_name, place, name);
      return -1;
    }
    plan_->keys.push_back({name, is_record});
    return static_cast<int>(plan_->keys.size() - 1);
  }

  /// RML-LV §"Field names": the names of the fields around it, then its own, with dots between.
  std::optional<ViewField> field(const FieldDescription& described, const std::string& around, Layout& layout,
                                 const SourceDescription& format) {
    ViewField out;
    out.name = around + described.name;
    out.iterable = described.iterable;
    const int key = add_key(out.name, described.iterable, described.location);
    if (key < 0) return std::nullopt;
    out.index_key = add_key(out.name + ".#", false, described.location);
    if (out.index_key < 0) return std::nullopt;
    if (!described.iterable) return expression_field(described, std::move(out), key, layout, format);
    if (described.format) {
      unsupported(described, "a field of another format stands in an expression field that gives its text");
      return std::nullopt;
    }
    if (!has_structure(format.formulation)) {
      unsupported(described, "rows of this format have no records within");
      return std::nullopt;
    }
    out.slot = layout.slot(described.iterator.empty() ? root_iterator(format.formulation) : described.iterator,
                           described.location, Wanted::record);
    out.records = records(described.fields, out.name + ".", format, root_iterator(format.formulation));
    return out;
  }

  ViewField expression_field(const FieldDescription& described, ViewField out, int key, Layout& layout,
                             const SourceDescription& format) {
    out.key = key;
    out.expression = described.expression;
    // A field that others read the text of may give a structure.
    if (out.expression.kind == Expression::Kind::reference && !described.fields.empty())
      out.expression.slot = layout.slot(out.expression.text, out.expression.location, Wanted::text);
    else
      binder_.bind(out.expression, &layout, nullptr);
    std::vector<FieldDescription> same;
    for (const FieldDescription& inner : described.fields) {
      if (!inner.iterable || !inner.format) {
        same.push_back(inner);
        continue;
      }
      ViewField made;
      made.iterable = true;
      made.name = out.name + "." + inner.name;
      if (add_key(made.name, true, inner.location) < 0) continue;
      made.index_key = add_key(made.name + ".#", false, inner.location);
      made.records = records(inner.fields, made.name + ".", *inner.format,
                             inner.iterator.empty() ? root_iterator(inner.format->formulation) : inner.iterator);
      out.inside.push_back(std::move(made));
    }
    if (same.empty()) return out;
    if (!has_structure(format.formulation)) {
      unsupported(same.front(), "the field around it gives plain values; a reference formulation would say of what");
      return out;
    }
    ViewField whole;  // the text as one record, under no name of its own
    whole.iterable = true;
    whole.name = out.name;
    whole.records = records(same, out.name + ".", format, root_iterator(format.formulation));
    out.inside.insert(out.inside.begin(), std::move(whole));
    return out;
  }

  std::shared_ptr<ViewRecords> records(const std::vector<FieldDescription>& fields, const std::string& around,
                                       const SourceDescription& format, const std::string& iterator) {
    auto out = std::make_shared<ViewRecords>();
    out->format = format;
    // A line of JSON Lines is a piece of JSON.
    if (out->format.formulation == Formulation::json_lines) out->format.formulation = Formulation::json;
    out->format.view.reset();
    out->layouts.push_back({iterator, {}, {}, {}, format.iterator_location});
    for (const FieldDescription& described : fields)
      if (auto made = field(described, around, out->layouts.front(), out->format))
        out->fields.push_back(std::move(*made));
    return out;
  }

  ViewJoin join(const ViewJoinDescription& described) {
    ViewJoin out;
    out.left = described.left;
    out.parent = source_plan(described.parent);
    out.child_keys = described.child_keys;
    out.parent_keys = described.parent_keys;
    for (Expression& e : out.child_keys) binder_.bind(e, &plan_->own, nullptr);
    for (Expression& e : out.parent_keys) {
      e.side = Side::child;  // it is evaluated on the parent's row alone
      binder_.bind(e, &out.parent.layouts.front(), nullptr);
    }
    for (const FieldDescription& inner : described.fields) {
      if (inner.iterable || !inner.fields.empty()) {
        unsupported(inner, "a join adds fields with values of the parent's fields only");
        continue;
      }
      ViewField made;
      made.name = inner.name;
      made.key = add_key(inner.name, false, inner.location);
      if (made.key >= 0) made.index_key = add_key(inner.name + ".#", false, inner.location);
      made.expression = inner.expression;
      binder_.bind(made.expression, &out.parent.layouts.front(), nullptr);
      if (made.key >= 0) out.fields.push_back(std::move(made));
    }
    if (out.parent.view) check_references(*out.parent.view, out.parent.layouts.front(), binder_, diagnostics_);
    return out;
  }

  void unsupported(const FieldDescription& field, const char* why) {
    diagnostics_.report(Kind::mapping_unsupported_field, field.location, field.name, why);
  }

  const RuleData& rules_;
  Binder& binder_;
  std::size_t& views_;
  DiagnosticSink& diagnostics_;
  std::shared_ptr<ViewPlan> plan_ = std::make_shared<ViewPlan>();
};

}  // namespace

int ViewPlan::key(std::string_view name) const {
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys[i].name == name) return static_cast<int>(i);
  return -1;
}

std::shared_ptr<const ViewPlan> compile_view(const RuleData& rules, const SourceDescription& source, Binder& binder,
                                             std::size_t& views, DiagnosticSink& diagnostics) {
  return ViewCompiler(rules, binder, views, diagnostics).run(source);
}

void check_references(const ViewPlan& view, const Layout& layout, Binder& binder, DiagnosticSink& diagnostics) {
  for (std::size_t i = 0; i < layout.references.size(); ++i) {
    const std::string& name = layout.references[i];
    const int key = view.key(name);
    const bool is_record = name == "<it>" || (key >= 0 && view.keys[static_cast<std::size_t>(key)].is_record);
    if (is_record) {
      diagnostics.report(Kind::mapping_record_field, layout.reference_locations[i], name);
    } else if (key < 0) {
      std::vector<std::string> names;
      for (const ViewPlan::Key& known : view.keys)
        if (!known.is_record) names.push_back(known.name);
      binder.similar(DiagnosticSink::make(Kind::mapping_unknown_field, layout.reference_locations[i], name), name,
                     names);
    }
  }
}

}  // namespace vitagraph::mapping
