#include "rules/language/condition/same.hpp"

#include <algorithm>
#include <vector>

#include "rules/language/condition/detail/program.hpp"

namespace termijn::rules {
namespace {

bool same_node(const Node& a, const Node& b) {
  return a.op == b.op && a.first_operand == b.first_operand && a.operand_count == b.operand_count &&
         a.index == b.index && a.scope == b.scope && a.body_begin == b.body_begin &&
         a.body_scope == b.body_scope;
}

bool same_part(const Condition::Part& a, const Condition::Part& b) { return a.type == b.type; }

bool same_exception(const Condition::Exception& a, const Condition::Exception& b) {
  return a.part == b.part && a.because == b.because;
}

bool same_laid(const Condition::Program::Laid& a, const Condition::Program::Laid& b) {
  return a.definition->name == b.definition->name && a.begin == b.begin && a.end == b.end &&
         a.result == b.result;
}

bool same_table(const Condition::Program::Table& a, const Condition::Program::Table& b) {
  return a.name == b.name && a.otherwise == b.otherwise && a.lines.size() == b.lines.size();
}

template <typename T, typename Same>
bool all_same(const std::vector<T>& a, const std::vector<T>& b, Same same) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

}  // namespace

bool same_program(const Condition& one, const Condition& other) {
  const Condition::Program& a = one.program();
  const Condition::Program& b = other.program();
  return all_same(a.nodes, b.nodes, same_node) && all_same(a.parts, b.parts, same_part) &&
         a.operands == b.operands && a.constants == b.constants && a.slots == b.slots &&
         all_same(a.exceptions, b.exceptions, same_exception) &&
         all_same(a.laid, b.laid, same_laid) && all_same(a.tables, b.tables, same_table);
}

}  // namespace termijn::rules
