#include "rules/language/condition/table.hpp"

#include <algorithm>

#include "rules/language/condition/detail/checker.hpp"
#include "rules/language/condition/detail/parse.hpp"

namespace termijn::rules {
namespace {

using syntax::Checked;
using syntax::Checker;

// Of all pieces of a table together: what is laid into the table may be laid into each row.
constexpr std::size_t most_parts = 2'000'000;

/// A table whose every piece has its shape.
struct Shape {
  struct Row {
    std::vector<std::optional<syntax::Cell>> cells;  ///< Empty: anything.
    syntax::Chain output;
  };

  std::vector<syntax::Chain> inputs;
  std::vector<Row> rows;
  std::optional<syntax::Chain> otherwise;
};

class Reader {
 public:
  Reader(const TableText& text, Language language, Diagnostics& diagnostics)
      : text_(text), language_(language), diagnostics_(diagnostics) {}

  std::optional<Shape> read() {
    const std::size_t before = diagnostics_.size();
    Shape shape;
    for (const Excerpt& input : text_.inputs) take(value(input), shape.inputs);
    for (const TableText::Row& row : text_.rows) shape.rows.push_back(read_row(row));
    if (text_.otherwise) shape.otherwise = value(*text_.otherwise);
    if (diagnostics_.size() != before) return std::nullopt;
    return shape;
  }

 private:
  static void take(std::optional<syntax::Chain> chain, std::vector<syntax::Chain>& into) {
    if (chain) into.push_back(std::move(*chain));
  }

  Shape::Row read_row(const TableText::Row& row) {
    Shape::Row shape;
    for (const Excerpt& input : row.inputs) shape.cells.push_back(cell(input));
    if (auto output = value(row.output)) shape.output = std::move(*output);
    return shape;
  }

  std::optional<syntax::Cell> cell(const Excerpt& text) {
    std::string_view written = text.text();
    while (!written.empty() && lexis::is_blank(written.front())) written.remove_prefix(1);
    while (!written.empty() && lexis::is_blank(written.back())) written.remove_suffix(1);
    if (written == "-" || !syntax::within_bounds(text, language_, diagnostics_)) return {};
    return syntax::parse_cell(text, language_, diagnostics_);
  }

  std::optional<syntax::Chain> value(const Excerpt& text) {
    if (!syntax::within_bounds(text, language_, diagnostics_)) return {};
    auto rule = syntax::parse(text, language_, diagnostics_);
    if (!rule) return {};
    if (rule->exceptions.empty()) return std::move(rule->condition);
    diagnostics_.push_back(syntax::fault("E0227", "an exception does not stand in a table",
                                         rule->exceptions.front().span,
                                         "give it a row of its own, or a [[rule]]"));
    return {};
  }

  const TableText& text_;
  Language language_;
  Diagnostics& diagnostics_;
};

/// Lays the pieces of one table in one program. Each input is laid once.
class Laying {
 public:
  Laying(const TableText& text, const Shape& shape, const Schema& schema, Diagnostics& diagnostics)
      : text_(text),
        shape_(shape),
        diagnostics_(diagnostics),
        checker_(schema, diagnostics),
        inputs_(shape.inputs.size()) {}

  Checked input(std::size_t at) {
    if (!inputs_[at]) inputs_[at] = checker_(shape_.inputs[at]);
    return *inputs_[at];
  }

  Checked when(std::size_t row) {
    std::vector<int> asked;
    bool good = true;
    for (std::size_t at = 0; at < shape_.inputs.size(); ++at) {
      const auto& cell = shape_.rows[row].cells[at];
      if (!cell) continue;
      const Checked holds = checker_(input(at), *cell, text_.rows[row].inputs[at].span);
      good = good && holds;
      if (holds) asked.push_back(*holds);
    }
    if (!good) return std::nullopt;
    syntax::Builder& builder = checker_.builder();
    const Span span = text_.rows[row].span;
    if (asked.empty()) return builder.constant(Value(true), Type::truth, span);
    return builder.emit(Op::and_, Type::truth, span, asked);
  }

  Checked output(std::size_t row) { return same_type(checker_(shape_.rows[row].output)); }
  Checked otherwise() { return same_type(checker_(*shape_.otherwise)); }

  Checked whole() {
    std::vector<int> operands;
    Condition::Program::Table about{text_.name, {}, shape_.otherwise.has_value()};
    const auto take = [&](Checked node) { operands.push_back(node.value_or(-1)); };
    for (std::size_t at = 0; at < shape_.inputs.size(); ++at) input(at);
    for (std::size_t row = 0; row < shape_.rows.size(); ++row) {
      take(when(row));
      take(output(row));
      about.lines.push_back(line_of(text_.rows[row]));
    }
    if (shape_.otherwise) take(otherwise());
    const bool good =
        std::find(operands.begin(), operands.end(), -1) == operands.end() &&
        std::none_of(inputs_.begin(), inputs_.end(), [](const auto& node) { return !*node; });
    if (!good) return std::nullopt;
    const Op op = text_.policy == TablePolicy::first ? Op::first_table : Op::unique_table;
    return checker_.builder().table(op, first_->type, text_.span, operands, std::move(about));
  }

  std::optional<Condition> finish() { return checker_.finish(text_.span); }

 private:
  /// All outputs of a table have the type of the first.
  Checked same_type(Checked output) {
    if (!output) return output;
    const syntax::Typed typed = checker_.typed(*output);
    if (!first_) first_ = typed;
    if (typed.type == first_->type) return output;
    Diagnostic found = syntax::fault(
        "E0230", "the rows of '" + text_.name + "' give different kinds of values", typed.span,
        "let every row, and what stands under 'otherwise', give the same kind");
    found.primary.text = "this is " + syntax::described(typed.type);
    found.secondary.push_back({first_->span, "this is " + syntax::described(first_->type)});
    diagnostics_.push_back(std::move(found));
    return std::nullopt;
  }

  static std::uint32_t line_of(const TableText::Row& row) {
    const auto before = row.output.file.substr(0, row.span.begin);
    return 1 + static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  }

  const TableText& text_;
  const Shape& shape_;
  Diagnostics& diagnostics_;
  Checker checker_;
  std::vector<std::optional<Checked>> inputs_;
  std::optional<syntax::Typed> first_;  ///< The first output.
};

/// Takes a table that is right apart: each piece a condition of its own.
class Pieces {
 public:
  Pieces(const TableText& text, const Shape& shape, const Schema& schema)
      : text_(text), shape_(shape), schema_(schema) {}

  DecisionTable table(Condition rule) {
    DecisionTable table{text_.name, text_.span, text_.policy, {}, {}, {}, std::move(rule)};
    for (std::size_t at = 0; at < shape_.inputs.size(); ++at) {
      table.inputs.push_back(piece([&](Laying& laying) { laying.input(at); }));
    }
    for (std::size_t row = 0; row < shape_.rows.size(); ++row) {
      std::vector<Span> cells;
      for (const Excerpt& cell : text_.rows[row].inputs) cells.push_back(cell.span);
      table.rows.push_back({text_.rows[row].span, std::move(cells),
                            piece([&](Laying& laying) { laying.when(row); }),
                            piece([&](Laying& laying) { laying.output(row); })});
    }
    if (shape_.otherwise) {
      table.otherwise = piece([&](Laying& laying) { laying.otherwise(); });
    }
    return table;
  }

 private:
  template <typename Lay>
  Condition piece(Lay lay) {
    Diagnostics none;
    Laying laying(text_, shape_, schema_, none);
    lay(laying);
    return laying.finish().value();
  }

  const TableText& text_;
  const Shape& shape_;
  const Schema& schema_;
};

}  // namespace

std::optional<DecisionTable> compile_table(const TableText& text, const Schema& schema,
                                           Language language, Diagnostics& diagnostics) {
  const auto shape = Reader(text, language, diagnostics).read();
  if (!shape) return std::nullopt;
  Laying laying(text, *shape, schema, diagnostics);
  if (!laying.whole()) return std::nullopt;
  auto rule = laying.finish();
  if (!rule) return std::nullopt;
  if (rule->parts().size() * text.rows.size() > most_parts) {
    diagnostics.push_back(syntax::fault("E0232", "this table is too large", text.span,
                                        "make two tables of it, or use fewer named rules in it"));
    return std::nullopt;
  }
  return Pieces(text, *shape, schema).table(std::move(*rule));
}

}  // namespace termijn::rules
