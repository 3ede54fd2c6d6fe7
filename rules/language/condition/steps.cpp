// A program made ready for verdicts alone.
#include "rules/language/condition/detail/steps.hpp"

#include "rules/language/condition/detail/check.hpp"

namespace termijn::rules {
namespace {

using Steps = Condition::Program::Steps;

bool only_evaluated(Op op) {
  switch (op) {
    case Op::total:
    case Op::smallest:
    case Op::largest:
    case Op::mean:
    case Op::median:
    case Op::unique_table:
    case Op::first_table:
      return true;
    default:
      return false;
  }
}

bool is_comparison(Op op) { return op >= Op::equal && op <= Op::at_least; }

class Lowering {
 public:
  explicit Lowering(const Condition::Program& program)
      : program_(program), refs_(program.nodes.size()), steps_before_(program.nodes.size()) {}

  std::shared_ptr<const Steps> run() {
    if (program_.parts.back().type != Type::truth) return nullptr;
    for (std::size_t i = 0; i < program_.nodes.size(); ++i) {
      steps_before_[i] = static_cast<std::int32_t>(made_.steps.size());
      if (!lower(i)) return nullptr;
    }
    made_.answer = refs_.back();
    return std::make_shared<const Steps>(std::move(made_));
  }

 private:
  std::size_t operand(const Node& node, std::uint32_t at) const {
    return static_cast<std::size_t>(program_.operands[node.first_operand + at]);
  }

  bool lower(std::size_t i) {
    const Node& node = program_.nodes[i];
    switch (node.op) {
      case Op::constant:
        refs_[i] = {Ref::Kind::constant, node.index};
        return true;
      case Op::fact:
        refs_[i] = {Ref::Kind::fact, node.index};
        return true;
      case Op::field:
        refs_[i] = {Ref::Kind::field, node.index};
        return true;
      case Op::element:
        refs_[i] = {Ref::Kind::element, 0};
        return true;
      case Op::defined:
        refs_[i] = refs_[operand(node, 0)];
        return true;
      default:
        return !only_evaluated(node.op) && step(i, node);
    }
  }

  bool step(std::size_t i, const Node& node) {
    Instruction step;
    step.op = node.op;
    step.index = node.index;
    step.scope = node.scope;
    step.body_scope = node.body_scope;
    if (node.body_begin >= 0) {
      step.body_begin = steps_before_[static_cast<std::size_t>(node.body_begin)];
    }
    step.first_operand = static_cast<std::uint32_t>(made_.operands.size());
    step.operand_count = node.operand_count;
    for (std::uint32_t at = 0; at < node.operand_count; ++at) {
      made_.operands.push_back(refs_[operand(node, at)]);
    }
    step.left = program_.parts[operand(node, 0)].type;
    step.right = node.operand_count > 1 ? program_.parts[operand(node, 1)].type : step.left;
    step.truths = step.left == Type::truth;
    step.first = refs_[operand(node, 0)];
    step.second = node.operand_count > 1 ? refs_[operand(node, 1)] : step.first;
    step.amounts = syntax::is_amount(step.left) && is_comparison(node.op);
    const bool member = node.op == Op::in || node.op == Op::not_in;
    if (member && step.truths) return false;
    step.listed = member && node.operand_count == 2 && syntax::element_of(step.right);
    refs_[i] = {Ref::Kind::step, static_cast<std::int32_t>(made_.steps.size())};
    made_.steps.push_back(step);
    return true;
  }

  const Condition::Program& program_;
  std::vector<Ref> refs_;
  std::vector<std::int32_t> steps_before_;  ///< How many steps there are before each node.
  Steps made_;
};

}  // namespace

std::shared_ptr<const Steps> steps_of(const Condition::Program& program) {
  return Lowering(program).run();
}

}  // namespace termijn::rules
