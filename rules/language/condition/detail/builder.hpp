#pragma once

#include <vector>

#include "rules/language/condition/detail/program.hpp"

namespace termijn::rules::syntax {

/// Lays parts one behind the other, operands before operators.
class Builder {
 public:
  explicit Builder(const Schema& schema) { program_.zone = schema.zone; }

  int emit(Op op, Type type, Span span, const std::vector<int>& operands, int index = -1);
  int constant(Value value, Type type, Span span);
  int fact(int slot, Type type, Span span);
  /// Lays in a named rule, unless it is there already: where its answer is. -1 when
  /// the whole would have more parts than a rule may have.
  int lay(const std::shared_ptr<const Definition>& definition);
  /// The decision table over `operands`, as `Op::unique_table` says.
  int table(Op op, Type type, Span span, const std::vector<int>& operands,
            Condition::Program::Table about);
  void except(Condition::Exception exception);

  /// Between these two, parts belong to the body of a quantifier.
  void open_body();
  /// Emits the quantifier over `list` whose body ends in `test`; `index` is how
  /// many elements it asks for.
  int close_body(Op op, Span span, int list, int test, int index);
  /// Leaves a body that turned out wrong.
  void abandon_body() { scope_ = 0; }
  bool in_body() const { return scope_ != 0; }
  /// Whether it has more parts than a rule may have.
  bool too_large() const { return program_.nodes.size() > most_parts; }

  const Condition::Part& part(int node) const {
    return program_.parts[static_cast<std::size_t>(node)];
  }
  const Node& node(int at) const { return program_.nodes[static_cast<std::size_t>(at)]; }
  int operand(int node, std::size_t which) const {
    return program_.operands[this->node(node).first_operand + which];
  }
  const Condition::Program::Table& table_of(int at) const {
    return program_.tables[static_cast<std::size_t>(node(at).index)];
  }
  const Value& constant_of(int at) const {
    return program_.constants[static_cast<std::size_t>(node(at).index)];
  }

  Condition finish();

 private:
  static constexpr std::size_t most_parts = 100'000;

  /// The scope of a part: that of the body around it only if it depends on the
  /// element, so that all else is evaluated once.
  int scope_of(Op op, const std::vector<int>& operands) const;
  class Import;

  const Condition::Program::Laid* laid(const Definition* definition) const;

  Condition::Program program_;
  int scope_ = 0;
  int scopes_ = 0;
  int body_begin_ = -1;
};

}  // namespace termijn::rules::syntax
