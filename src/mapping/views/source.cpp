// SPDX-License-Identifier: Apache-2.0
// The rows of a logical view: each row of its base with every combination of its fields' records (RML-LV §"Field
// record sequences"; a field without any is null), and those again with the matching rows of the joined views.
#include <deque>
#include <functional>
#include <map>
#include <optional>

#include "mapping/evaluate.hpp"
#include "mapping/join.hpp"
#include "mapping/views/view.hpp"

namespace vitagraph::mapping {
namespace {

/// Siblings multiply: a row must not become more than this many.
constexpr std::size_t most_rows_of_one = 1'000'000;

/// What all chunks of a view share.
struct Shared {
  const ViewPlan& plan;
  SourceContext context;
  std::deque<JoinTable> tables;         ///< a join each
  std::vector<std::vector<int>> slots;  ///< for each layout asked of the view, the key of each reference
  std::vector<int> own;                 ///< the same for ViewPlan::own
};

class Expander : private RowProblems {
 public:
  Expander(const Shared& shared, DiagnosticSink& diagnostics)
      : shared_(shared), diagnostics_(diagnostics), evaluator_(arena_, *this), cells_(shared.plan.keys.size()) {}

  /// Calls the handler with the view's rows for this row of the base, `number`th of all.
  void expand(const Row& base, std::uint64_t number, std::uint64_t first_of_chunk, const RowHandler& handler) {
    arena_.reset();
    base_ = &base;
    handler_ = &handler;
    first_ = first_of_chunk;
    rows_of_this_ = 0;
    set(0, {arena_.keep(fmt::format("{}", number)), Natural::integer});
    fields(shared_.plan.fields, 0, base, nullptr, [this] { join(0); });
    if (rows_of_this_ > most_rows_of_one)
      value_problem("more than a million combinations of fields", shared_.context.description.location);
  }

 private:
  using Next = std::function<void()>;

  void set(int key, Value value) {
    if (key >= 0) cells_[static_cast<std::size_t>(key)] = value;
  }
  void set_index(const ViewField& field, std::size_t at) {
    if (field.index_key >= 0) set(field.index_key, {arena_.keep(fmt::format("{}", at)), Natural::integer});
  }
  void clear(const ViewField& field) {
    if (field.key >= 0) cells_[static_cast<std::size_t>(field.key)].reset();
    if (field.index_key >= 0) cells_[static_cast<std::size_t>(field.index_key)].reset();
    for (const ViewField& inner : field.inside) clear(inner);
    if (field.records)
      for (const ViewField& inner : field.records->fields) clear(inner);
  }

  /// `at`, when given, is what every field's index says (the number of a join's match).
  void fields(const std::vector<ViewField>& list, std::size_t i, const Row& row, const std::size_t* at,
              const Next& next) {
    if (rows_of_this_ > most_rows_of_one) return;
    if (i == list.size()) {
      next();
      return;
    }
    const ViewField& field = list[i];
    const Next rest = [&, i] { fields(list, i + 1, row, at, next); };
    if (field.iterable) {
      iterate(field, row.slot(field.slot), rest);
      return;
    }
    evaluator_.set_rows(row);
    Values values;
    evaluator_.values(field.expression, Evaluator::Encoding::none, values);
    if (values.empty()) {
      clear(field);
      rest();
    }
    for (std::size_t n = 0; n < values.size(); ++n) {
      set(field.key, values[n]);
      set_index(field, at ? *at : n);
      texts(field.inside, 0, values[n], rest);
    }
  }

  void texts(const std::vector<ViewField>& list, std::size_t i, const Value& text, const Next& next) {
    if (i == list.size())
      next();
    else
      iterate(list[i], {&text, 1}, [&, i] { texts(list, i + 1, text, next); });
  }

  void iterate(const ViewField& field, std::span<const Value> texts, const Next& next) {
    std::size_t records = 0;
    TextRecords& reader = reader_of(*field.records);
    for (const Value& text : texts) {
      const std::string why = reader.rows(
          text.text,
          [&](std::size_t, const Row& row) {
            set_index(field, records++);
            fields(field.records->fields, 0, row, nullptr, next);
          },
          diagnostics_);
      if (!why.empty())
        value_problem(fmt::format("field `{}` cannot be read: {}", field.name, why),
                      field.records->format.access_location);
    }
    if (records != 0) return;
    clear(field);
    next();
  }

  TextRecords& reader_of(const ViewRecords& records) {
    std::unique_ptr<TextRecords>& reader = readers_[&records];
    if (!reader)
      reader = open_texts({records.format, records.layouts, nullptr, {}, records.format.access, diagnostics_});
    if (!reader) throw SourceError(records.format.access_location, "a field of this format cannot be read");
    return *reader;
  }

  void join(std::size_t i) {
    if (i == shared_.plan.joins.size()) {
      emit();
      return;
    }
    const ViewJoin& join_plan = shared_.plan.joins[i];
    Row own;
    fill(own, shared_.own);
    evaluator_.set_rows(own);
    std::vector<std::string> keys;
    evaluator_.keys(join_plan.child_keys, keys);
    std::size_t matches = 0;
    const Next rest = [this, i] { join(i + 1); };
    for (const std::string& key : keys)
      for (const JoinTable::Entry* match : shared_.tables[i].find(key)) {
        const std::size_t at = matches++;
        fields(join_plan.fields, 0, match->row->row, &at, rest);
      }
    if (matches != 0 || !join_plan.left) return;
    for (const ViewField& field : join_plan.fields) clear(field);
    rest();
  }

  void fill(Row& row, const std::vector<int>& keys) {
    row.clear();
    for (const int key : keys) {
      if (key >= 0 && cells_[static_cast<std::size_t>(key)]) row.add(*cells_[static_cast<std::size_t>(key)]);
      row.end_slot();
    }
  }

  void emit() {
    if (++rows_of_this_ > most_rows_of_one) return;
    out_.number = first_ + made_++;
    out_.line = base_->line;
    for (std::size_t layout = 0; layout < shared_.slots.size(); ++layout) {
      fill(out_, shared_.slots[layout]);
      (*handler_)(layout, out_);
    }
  }

  void value_problem(const std::string& what, const Location& place) override {
    diagnostics_.report(Kind::mapping_row_value, place, what, base_->shown(), shared_.context.description.access);
  }

  const Shared& shared_;
  DiagnosticSink& diagnostics_;
  Arena arena_;
  Evaluator evaluator_;
  std::vector<std::optional<Value>> cells_;
  std::map<const ViewRecords*, std::unique_ptr<TextRecords>> readers_;
  const Row* base_ = nullptr;
  const RowHandler* handler_ = nullptr;
  std::uint64_t first_ = 0, made_ = 0;
  std::size_t rows_of_this_ = 0;
  Row out_;
};

class ViewChunk : public Chunk {
 public:
  explicit ViewChunk(const Shared& shared) : shared_(shared) {}

  std::unique_ptr<Chunk> base;
  std::deque<KeptRow> kept;  ///< instead of `base`, when the rows had to be counted first
  std::uint64_t first_number = 0, chunk_number = 0;

  void rows(const RowHandler& handler, DiagnosticSink& diagnostics) override {
    Expander expander(shared_, diagnostics);
    const std::uint64_t first = chunk_number << 32;
    for (std::size_t i = 0; i < kept.size(); ++i) expander.expand(kept[i].row, first_number + i, first, handler);
    if (!base) return;
    base->rows([&](std::size_t, const Row& row) { expander.expand(row, 0, first, handler); }, diagnostics);
  }
  bool alone() const override { return base && base->alone(); }

 private:
  const Shared& shared_;
};

class ViewSource : public RowSource {
 public:
  explicit ViewSource(const SourceContext& context) : shared_{*context.view, context, {}, {}, {}} {
    const ViewPlan& plan = shared_.plan;
    for (const Layout& layout : context.layouts) shared_.slots.push_back(keys_of(layout));
    shared_.own = keys_of(plan.own);
    for (const ViewJoin& join : plan.joins) fill(shared_.tables.emplace_back(), join);
    base_ = open(plan.base);
  }

  std::unique_ptr<Chunk> next() override {
    std::unique_ptr<Chunk> base = base_->next();
    if (!base) return nullptr;
    auto out = std::make_unique<ViewChunk>(shared_);
    out->chunk_number = chunks_++;
    if (!numbered_) {
      out->base = std::move(base);
      return out;
    }
    out->first_number = rows_;
    base->rows(
        [&](std::size_t, const Row& row) {
          KeptRow& kept = out->kept.emplace_back(row);
          kept.row.line = row.line;
          kept.row.number = rows_++;
        },
        shared_.context.diagnostics);
    return out;
  }
  void finish(DiagnosticSink& diagnostics) override { base_->finish(diagnostics); }

 private:
  std::vector<int> keys_of(const Layout& layout) {
    std::vector<int> out;
    for (const std::string& reference : layout.references) {
      out.push_back(shared_.plan.key(reference));
      numbered_ = numbered_ || out.back() == 0;
    }
    return out;
  }

  std::unique_ptr<RowSource> open(const SourcePlan& source) {
    const SourceContext& c = shared_.context;
    return open_source({*source.description, source.layouts, c.facts, c.folder,
                        source_path(*source.description, c.folder), c.diagnostics, source.view.get(), c.offline,
                        c.fetched, c.sampled});
  }

  struct NoProblems : RowProblems {
    void value_problem(const std::string&, const Location&) override {}
  };

  void fill(JoinTable& table, const ViewJoin& join) {
    Arena arena;
    NoProblems none;
    Evaluator evaluator(arena, none);
    std::vector<std::string> keys;
    const auto source = open(join.parent);
    while (const auto chunk = source->next())
      chunk->rows(
          [&](std::size_t, const Row& row) {
            arena.reset();
            evaluator.set_rows(row);
            evaluator.keys(join.parent_keys, keys);
            table.add(keys, {}, &row);
          },
          shared_.context.diagnostics);
    source->finish(shared_.context.diagnostics);
  }

  Shared shared_;
  std::unique_ptr<RowSource> base_;
  bool numbered_ = false;
  std::uint64_t rows_ = 0, chunks_ = 0;
};

}  // namespace

std::unique_ptr<RowSource> open_view(const SourceContext& context) { return std::make_unique<ViewSource>(context); }

}  // namespace vitagraph::mapping
