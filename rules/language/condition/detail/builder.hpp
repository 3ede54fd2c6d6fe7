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

  /// Between these two, parts belong to the body of a quantifier.
  void open_body();
  /// Emits the quantifier over `list` whose body ends in `test`; `index` is how
  /// many elements it asks for.
  int close_body(Op op, Span span, int list, int test, int index);
  /// Leaves a body that turned out wrong.
  void abandon_body() { scope_ = 0; }
  bool in_body() const { return scope_ != 0; }

  const Condition::Part& part(int node) const {
    return program_.parts[static_cast<std::size_t>(node)];
  }
  const Node& node(int at) const { return program_.nodes[static_cast<std::size_t>(at)]; }
  const Value& constant_of(int at) const {
    return program_.constants[static_cast<std::size_t>(node(at).index)];
  }

  Condition finish();

 private:
  Condition::Program program_;
  int scope_ = 0;
  int scopes_ = 0;
  int body_begin_ = -1;
};

}  // namespace termijn::rules::syntax
