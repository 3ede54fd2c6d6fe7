#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "rules/language/condition/condition.hpp"

namespace termijn::rules {

/// What a part does with its operands.
enum class Op {
  constant,
  fact,
  field,    ///< A field of the record that a quantifier looks at.
  element,  ///< The number or text that a quantifier looks at.
  and_,
  or_,
  not_,
  equal,
  unequal,
  less,
  at_most,
  greater,
  at_least,
  by,
  before,
  after,
  in,
  not_in,  ///< The first operand in the list, or among the rest.
  contains,
  starts_with,
  ends_with,
  known,
  unknown,
  matches,  ///< A text and a pattern of `*` and `?`.
  count,
  total,  ///< The aggregates: of a list of numbers, of the field `index` of records, or of the
          ///< operands themselves.
  smallest,
  largest,
  mean,
  median,
  add,
  subtract,
  multiply,
  divide,
  negate,
  defined,       ///< A named rule, by name: what its last part says.
  unique_table,  ///< Condition and output of each row, then what else; `index` into `tables`.
  first_table,
  any,
  every,
  none,
  so_many_at_least,
  so_many_at_most,
};

/// A part, as it is evaluated. Its place in `Program::nodes` is that of its
/// `Condition::Part`.
struct Node {
  Op op = Op::constant;
  std::uint32_t first_operand = 0;  ///< Into `Program::operands`.
  std::uint32_t operand_count = 0;
  /// A slot, the place of a field, the place of a constant, how many of a list,
  /// or the number of items of `count` over a written list.
  std::int32_t index = -1;
  /// 0 outside quantifiers; inside, the number of the quantifier, so that its
  /// body is told from the parts around it.
  std::int32_t scope = 0;
  std::int32_t body_begin = -1;  ///< Of a quantifier: where its body starts; it ends at itself.
  std::int32_t body_scope = 0;   ///< Of a quantifier: the scope of its body.
};

/// Operands stand before their operators, so one loop evaluates the whole. A
/// quantifier's operands are its list and the last part of its body, which is
/// run for each element.
///
/// The parts of a named rule are laid in once, in scope 0 wherever they stand:
/// they are evaluated before the body of a quantifier that they stand in.
struct Condition::Program {
  /// A named rule that was laid in: the nodes `[begin, end)`, of which `result` is the
  /// answer. One that it uses itself is inside, or before it.
  struct Laid {
    std::shared_ptr<const Definition> definition;
    std::int32_t begin = 0;
    std::int32_t end = 0;
    std::int32_t result = 0;
  };
  /// What messages say of a decision table.
  struct Table {
    std::string name;
    std::vector<std::uint32_t> lines;  ///< Of its rows.
    bool otherwise = false;            ///< The last operand is for when no row applies.
  };

  std::vector<Node> nodes;
  std::vector<Part> parts;
  std::vector<std::int32_t> operands;
  std::vector<Value> constants;
  struct Steps;  ///< See detail/steps.hpp.

  std::vector<int> slots;
  std::vector<Exception> exceptions;
  std::vector<Laid> laid;
  std::vector<Table> tables;
  std::shared_ptr<const Zone> zone;
  std::shared_ptr<const Steps> steps;  ///< For verdicts alone; may be null.
};

}  // namespace termijn::rules
