// SPDX-License-Identifier: Apache-2.0
#pragma once
// RML-LV, logical views: rows made of the fields that a view names, over the rows of another source.
#include <memory>
#include <string>
#include <vector>

#include "mapping/bind.hpp"
#include "mapping/plan.hpp"

namespace vitagraph::mapping {

struct ViewField;

/// How a piece of text is taken apart into records, and the fields that each has.
struct ViewRecords {
  SourceDescription format;
  std::vector<Layout> layouts;  ///< one
  std::vector<ViewField> fields;
};

struct ViewField {
  std::string name;  ///< full, with the names of the fields around it
  int key = -1;      ///< of the value among ViewPlan::keys, none for an iterable field
  int index_key = -1;
  bool iterable = false;
  Expression expression;                 ///< over the records that the field belongs to
  int slot = -1;                         ///< iterable: where those records have this field's own
  std::shared_ptr<ViewRecords> records;  ///< iterable
  std::vector<ViewField> inside;         ///< iterables that read an expression field's text
};

struct ViewJoin {
  bool left = false;
  SourcePlan parent;
  std::vector<Expression> child_keys, parent_keys;
  std::vector<ViewField> fields;
};

/// Borrows descriptions from the rules.
struct ViewPlan {
  struct Key {
    std::string name;
    bool is_record = false;  ///< of an iterable field: nothing may reference it
  };
  std::vector<Key> keys;  ///< the first is `#`, the row's number
  SourcePlan base;
  std::vector<ViewField> fields;
  std::vector<ViewJoin> joins;
  Layout own;  ///< this view's keys as its joins compare them

  /// -1: there is none of this name.
  int key(std::string_view name) const;
};

/// Requires a description with a view. Wrong field names and references are reported. `views` counts the views within
/// views, which multiply by joins: more than a thousand are refused.
std::shared_ptr<const ViewPlan> compile_view(const RuleData& rules, const SourceDescription& source, Binder& binder,
                                             std::size_t& views, DiagnosticSink& diagnostics);

/// Reports the references of the layout that the view has no key for.
void check_references(const ViewPlan& view, const Layout& layout, Binder& binder, DiagnosticSink& diagnostics);

}  // namespace vitagraph::mapping
