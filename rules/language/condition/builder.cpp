#include "rules/language/condition/detail/builder.hpp"

#include <algorithm>

#include "rules/language/condition/detail/steps.hpp"

namespace termijn::rules::syntax {

int Builder::scope_of(Op op, const std::vector<int>& operands) const {
  if (op == Op::field || op == Op::element) return scope_;
  const bool inside = std::any_of(operands.begin(), operands.end(),
                                  [&](int operand) { return node(operand).scope != 0; });
  return inside ? scope_ : 0;
}

int Builder::emit(Op op, Type type, Span span, const std::vector<int>& operands, int index) {
  Node node;
  node.op = op;
  node.first_operand = static_cast<std::uint32_t>(program_.operands.size());
  node.operand_count = static_cast<std::uint32_t>(operands.size());
  node.index = index;
  node.scope = scope_of(op, operands);
  program_.operands.insert(program_.operands.end(), operands.begin(), operands.end());
  program_.nodes.push_back(node);
  program_.parts.push_back({span, type});
  return static_cast<int>(program_.nodes.size()) - 1;
}

int Builder::constant(Value value, Type type, Span span) {
  program_.constants.push_back(std::move(value));
  return emit(Op::constant, type, span, {}, static_cast<int>(program_.constants.size()) - 1);
}

int Builder::fact(int slot, Type type, Span span) {
  program_.slots.push_back(slot);
  return emit(Op::fact, type, span, {}, slot);
}

int Builder::table(Op op, Type type, Span span, const std::vector<int>& operands,
                   Condition::Program::Table about) {
  program_.tables.push_back(std::move(about));
  return emit(op, type, span, operands, static_cast<int>(program_.tables.size()) - 1);
}

void Builder::except(Condition::Exception exception) {
  program_.exceptions.push_back(std::move(exception));
}

void Builder::open_body() {
  scope_ = ++scopes_;
  body_begin_ = static_cast<int>(program_.nodes.size());
}

int Builder::close_body(Op op, Span span, int list, int test, int index) {
  const int body = scope_;
  scope_ = 0;
  const int quantifier = emit(op, Type::truth, span, {list, test}, index);
  program_.nodes.back().body_begin = body_begin_;
  program_.nodes.back().body_scope = body;
  return quantifier;
}

Condition Builder::finish() {
  auto& slots = program_.slots;
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  program_.steps = steps_of(program_);
  return Condition(std::make_shared<const Condition::Program>(std::move(program_)));
}

}  // namespace termijn::rules::syntax
