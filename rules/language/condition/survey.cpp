// What conditions do with the facts: which are held against what.
#include <algorithm>

#include "rules/language/condition/detail/variables.hpp"

namespace termijn::rules::cases {
namespace {

using Variables = std::set<Variable>;

bool is_list(Type type) {
  return type == Type::numbers || type == Type::texts || type == Type::records;
}

bool is_comparison(Op op) {
  switch (op) {
    case Op::equal:
    case Op::unequal:
    case Op::less:
    case Op::at_most:
    case Op::greater:
    case Op::at_least:
    case Op::by:
    case Op::before:
    case Op::after:
    case Op::contains:
    case Op::starts_with:
    case Op::ends_with:
    case Op::matches:
      return true;
    default:
      return false;
  }
}

/// Goes through one condition, operands before operators.
class Reader {
 public:
  Reader(const Condition& condition, std::size_t index, const Schema& schema,
         const CaseScope& scope, Survey& survey)
      : program_(condition.program()),
        index_(index),
        schema_(schema),
        scope_(scope),
        survey_(survey),
        variables_(program_.nodes.size()),
        asked_(program_.nodes.size()) {}

  void read() {
    for (const Node& node : program_.nodes) {
      if (node.body_begin < 0) continue;
      lists_[node.body_scope] = slot_of(program_.operands[node.first_operand]);
    }
    for (std::size_t i = 0; i < program_.nodes.size(); ++i) read(i);
  }

 private:
  std::int32_t operand(const Node& node, std::uint32_t at) const {
    return program_.operands[node.first_operand + at];
  }
  int slot_of(std::int32_t node) const {
    const Node& one = program_.nodes[static_cast<std::size_t>(node)];
    return one.op == Op::fact ? one.index : -1;
  }
  Type type_of(std::int32_t node) const {
    return program_.parts[static_cast<std::size_t>(node)].type;
  }
  bool open(int slot) const { return slot >= 0 && !is_settled(scope_, slot); }

  bool constant(std::int32_t node) const {
    return variables_[static_cast<std::size_t>(node)].empty();
  }

  void read(std::size_t i) {
    const Node& node = program_.nodes[i];
    for (std::uint32_t at = 0; at < node.operand_count; ++at) gather(i, operand(node, at));
    switch (node.op) {
      case Op::fact:
        return fact(i, node.index);
      case Op::element:
        return of_list(i, {lists_[node.scope], Variable::Kind::element, -1});
      case Op::field:
        return of_list(i, {lists_[node.scope], Variable::Kind::field, node.index});
      case Op::known:
      case Op::unknown:
        survey_.maybe_unknown.insert(asked_[i].begin(), asked_[i].end());
        return;
      case Op::count:
        return count(i, node);
      case Op::in:
      case Op::not_in:
        for (std::uint32_t at = 1; at < node.operand_count; ++at) meet(i, node, 0, at);
        return;
      case Op::multiply:
      case Op::divide:
        survey_.linear =
            survey_.linear &&
            (constant(operand(node, 1)) || (node.op == Op::multiply && constant(operand(node, 0))));
        return;
      default:
        break;
    }
    if (node.body_begin >= 0) return sizes(node);
    if (is_comparison(node.op)) meet(i, node, 0, 1);
  }

  void gather(std::size_t i, std::int32_t from) {
    const auto at = static_cast<std::size_t>(from);
    variables_[i].insert(variables_[at].begin(), variables_[at].end());
    asked_[i].insert(asked_[at].begin(), asked_[at].end());
    // What is worked out of a list as a whole varies with its elements.
    const int slot = slot_of(from);
    const Node& node = program_.nodes[i];
    if (!open(slot) || !is_list(type_of(from)) || node.op == Op::count || node.body_begin >= 0) {
      return;
    }
    const FactDeclaration& list = schema_.facts[static_cast<std::size_t>(slot)];
    if (list.type != Type::records) variables_[i].insert({slot, Variable::Kind::element, -1});
    for (std::size_t field = 0; field < list.fields.size(); ++field) {
      variables_[i].insert({slot, Variable::Kind::field, static_cast<int>(field)});
    }
  }

  void fact(std::size_t i, int slot) {
    if (!open(slot)) return;
    survey_.slots.insert(slot);
    asked_[i].insert(slot);
    if (!is_list(program_.parts[i].type)) variables_[i].insert({slot, Variable::Kind::fact, -1});
  }

  void of_list(std::size_t i, Variable variable) {
    if (open(variable.slot)) variables_[i].insert(variable);
  }

  void count(std::size_t i, const Node& node) {
    const int slot = slot_of(operand(node, 0));
    if (open(slot)) variables_[i].insert({slot, Variable::Kind::size, -1});
  }

  void sizes(const Node& node) {
    const int slot = slot_of(operand(node, 0));
    const int asked = std::max(node.index, 1);
    if (open(slot)) survey_.sizes[{slot, Variable::Kind::size, -1}].insert({asked, asked + 1});
  }

  void meet(std::size_t i, const Node& node, std::uint32_t left, std::uint32_t right) {
    Encounter encounter{index_, node.op, operand(node, left), operand(node, right), {}};
    Variables both = variables_[static_cast<std::size_t>(encounter.left)];
    const Variables& others = variables_[static_cast<std::size_t>(encounter.right)];
    both.insert(others.begin(), others.end());
    // A list that something is looked for in.
    const int list = slot_of(encounter.right);
    if (open(list) && is_list(type_of(encounter.right))) {
      both.insert({list, Variable::Kind::element, -1});
    }
    variables_[i].insert(both.begin(), both.end());
    if (both.empty()) return;
    if (both.size() > 2) survey_.linear = false;
    encounter.variables.assign(both.begin(), both.end());
    survey_.encounters.push_back(std::move(encounter));
  }

  const Condition::Program& program_;
  std::size_t index_;
  const Schema& schema_;
  const CaseScope& scope_;
  Survey& survey_;
  std::map<std::int32_t, int> lists_;  ///< The list that a quantifier's body looks at.
  std::vector<Variables> variables_;   ///< By part.
  std::vector<std::set<int>> asked_;   ///< The open slots a part asks for.
};

}  // namespace

bool is_settled(const CaseScope& scope, int slot) {
  const auto at = static_cast<std::size_t>(slot);
  if (at < scope.fixed.size() && scope.fixed[at].known()) return true;
  return std::any_of(scope.derived.begin(), scope.derived.end(),
                     [&](const DerivedFact& derived) { return derived.slot == slot; });
}

Survey survey(const std::vector<Condition>& conditions, const Schema& schema,
              const CaseScope& scope) {
  Survey found;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    Reader(conditions[i], i, schema, scope, found).read();
  }
  return found;
}

}  // namespace termijn::rules::cases
