#include "rules/rulebook/procedure_facts.hpp"

#include "rules/rulebook/facts.hpp"

namespace termijn::rules {

Value requirements_hold(const Rulebook& book, const Facts& facts) {
  Scratch scratch;
  bool open = false;
  for (const Requirement& requirement : book.requirements) {
    const auto holds = truth_of(requirement.rule, facts, scratch);
    if (holds == false) return false;
    open = open || !holds;
  }
  return open ? Value() : Value(true);
}

void judge_requirements(const Rulebook& book, Facts& facts) {
  Value& hold = facts[static_cast<std::size_t>(Fact::requirements_hold)];
  if (!hold.known()) hold = requirements_hold(book, facts);
}

}  // namespace termijn::rules
