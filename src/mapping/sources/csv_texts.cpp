// SPDX-License-Identifier: Apache-2.0
// CSV in a field of some other source.
#include "mapping/row.hpp"
#include "mapping/sources/csv_records.hpp"

namespace vitagraph::mapping {
namespace {

class CsvTexts : public TextRecords {
 public:
  explicit CsvTexts(const SourceContext& context) : context_(context), dialect_(context.description) {}

  std::string rows(std::string_view text, const RowHandler& handler, DiagnosticSink& diagnostics) override {
    std::string copy(text);  // quoted fields are unescaped in place
    CsvRecordReader reader(copy.data(), copy.data() + copy.size(), dialect_);
    std::vector<std::string_view> fields;
    if (dialect_.header && reader.next(fields)) names_.assign(fields.begin(), fields.end());
    const std::vector<int> columns = find_columns(diagnostics);
    Row row;
    while (reader.next(fields)) {
      if (fields.size() == 1 && fields[0].empty()) continue;
      row.clear();
      for (const int column : columns) {
        if (column >= 0 && static_cast<std::size_t>(column) < fields.size() &&
            !dialect_.is_null(fields[static_cast<std::size_t>(column)]))
          row.add({fields[static_cast<std::size_t>(column)], Natural::text});
        row.end_slot();
      }
      handler(0, row);
      ++row.number;
    }
    return {};
  }

 private:
  std::vector<int> find_columns(DiagnosticSink& diagnostics) const {
    const Layout& layout = context_.layouts.front();
    std::vector<int> out;
    for (std::size_t i = 0; i < layout.references.size(); ++i) {
      const std::string& name = layout.references[i];
      const auto found = std::find(names_.begin(), names_.end(), name);
      out.push_back(found != names_.end() ? static_cast<int>(found - names_.begin()) : unnamed_column(name));
      if (out.back() >= 0) continue;
      Diagnostic d =
          DiagnosticSink::make(Kind::mapping_unknown_column, layout.reference_locations[i], context_.path, name);
      note_similar(d, name, names_);
      diagnostics.report(std::move(d));
    }
    return out;
  }
  int unnamed_column(const std::string& name) const {
    return !dialect_.header && name.rfind("_col.", 0) == 0 ? std::atoi(name.c_str() + 5) - 1 : -1;
  }

  SourceContext context_;
  CsvDialect dialect_;
  std::vector<std::string> names_;
};

}  // namespace

std::unique_ptr<TextRecords> open_csv_texts(const SourceContext& context) {
  return std::make_unique<CsvTexts>(context);
}

}  // namespace vitagraph::mapping
