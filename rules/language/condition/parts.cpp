// Parts of a condition as conditions by themselves.
#include <algorithm>

#include "rules/language/condition/cases.hpp"
#include "rules/language/condition/detail/program.hpp"
#include "rules/language/condition/detail/steps.hpp"

namespace termijn::rules {

// Operands stand before their operators, so a part needs nothing behind it.
Condition part_of(const Condition& condition, int part) {
  Condition::Program program = condition.program();
  const auto size = static_cast<std::size_t>(part) + 1;
  program.nodes.erase(program.nodes.begin() + static_cast<std::ptrdiff_t>(size),
                      program.nodes.end());
  program.parts.resize(size);
  program.exceptions.clear();
  std::erase_if(program.laid, [&](const auto& laid) { return laid.end > part + 1; });
  program.slots.clear();
  for (const Node& node : program.nodes) {
    if (node.op == Op::fact) program.slots.push_back(node.index);
  }
  std::sort(program.slots.begin(), program.slots.end());
  program.slots.erase(std::unique(program.slots.begin(), program.slots.end()), program.slots.end());
  program.steps = steps_of(program);  // those of the whole answer for the whole
  return Condition(std::make_shared<const Condition::Program>(std::move(program)));
}

Condition without_exceptions(const Condition& rule) {
  if (rule.exceptions().empty()) return rule;
  const Condition::Program& program = rule.program();
  // The whole is `CONDITION or EXCEPTION or …`.
  return part_of(rule, program.operands[program.nodes.back().first_operand]);
}

}  // namespace termijn::rules
