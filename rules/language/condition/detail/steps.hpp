#pragma once

#include <cstdint>

#include "rules/language/condition/detail/program.hpp"

namespace termijn::rules {

/// Where a step finds a value: nothing is copied and no part is looked up twice.
struct Ref {
  enum class Kind : std::uint8_t { step, constant, fact, field, element };

  Kind kind = Kind::step;
  std::int32_t index = 0;  ///< Of the step, the constant, the slot or the field.
};

/// A part that has something to work out: constants, facts and names of rules are
/// only referred to.
struct Instruction {
  Op op = Op::and_;
  bool truths = false;   ///< Its operands say yes or no.
  bool amounts = false;  ///< It compares two numbers, percentages or amounts of money.
  bool listed = false;   ///< It looks in a list that is a value, not written out.
  Ref first;             ///< The first two operands once more, without the way there.
  Ref second;
  Type left = Type::truth;
  Type right = Type::truth;
  std::uint32_t first_operand = 0;  ///< Into `Steps::operands`.
  std::uint32_t operand_count = 0;
  std::int32_t index = -1;
  std::int32_t scope = 0;
  std::int32_t body_begin = -1;
  std::int32_t body_scope = 0;
};

/// A program as it is run when only the verdict counts: no trace, no missing facts, no
/// words about faults.
struct Condition::Program::Steps {
  std::vector<Instruction> steps;
  std::vector<Ref> operands;
  Ref answer;
};

/// Empty for a program that has something that only `evaluate` knows: a decision table,
/// an aggregate, or a list of truths.
std::shared_ptr<const Condition::Program::Steps> steps_of(const Condition::Program& program);

}  // namespace termijn::rules
