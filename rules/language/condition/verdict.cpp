// The verdict alone, without the way to it.
#include <algorithm>

#include "rules/language/condition/detail/operations.hpp"
#include "rules/language/condition/detail/steps.hpp"
#include "rules/language/condition/detail/tally.hpp"

namespace termijn::rules {
namespace {

using Kind = Ref::Kind;
using Answer = Scratch::Answer;

const Value not_recorded;

Answer answer_of(bool value) { return value ? Answer::yes : Answer::no; }
bool known(Answer answer) { return answer <= Answer::yes; }

Answer answer_of(const Value& value) {
  const bool* truth = std::get_if<bool>(&value.data);
  return truth ? answer_of(*truth) : Answer::missing;
}

bool holds(Op op, std::strong_ordering order) {
  switch (op) {
    case Op::equal:
      return order == 0;
    case Op::unequal:
      return order != 0;
    case Op::less:
      return order < 0;
    case Op::at_most:
      return order <= 0;
    case Op::greater:
      return order > 0;
    default:
      return order >= 0;
  }
}

}  // namespace

/// One run of the steps of a program.
class Scratch::Run {
 public:
  Run(const Condition::Program& program, const Facts& facts, Scratch& scratch)
      : program_(program), steps_(*program.steps), facts_(facts), scratch_(scratch) {}

  Answer run() {
    const bool one = steps_.steps.size() == 1 && steps_.answer.kind == Kind::step;
    if (one && steps_.steps.front().amounts) {
      return amounts(steps_.steps.front());
    }
    if (scratch_.answers_.size() < steps_.steps.size()) {
      scratch_.answers_.resize(steps_.steps.size());
      scratch_.values_.resize(steps_.steps.size());
    }
    for (std::size_t i = 0; i < steps_.steps.size(); ++i) {
      if (steps_.steps[i].scope == 0) take(i);
    }
    return truth_at(steps_.answer);
  }

 private:
  const Ref& operand(const Instruction& step, std::uint32_t at) const {
    return steps_.operands[step.first_operand + at];
  }

  Answer truth_at(const Ref& ref) const {
    return ref.kind == Kind::step ? scratch_.answers_[static_cast<std::size_t>(ref.index)]
                                  : answer_of(value_at(ref));
  }

  const Value& value_at(const Ref& ref) const {
    const auto index = static_cast<std::size_t>(ref.index);
    switch (ref.kind) {
      case Kind::step:
        return scratch_.values_[index];
      case Kind::constant:
        return program_.constants[index];
      case Kind::fact:
        return index < facts_.size() ? facts_[index] : not_recorded;
      default:
        return ref.kind == Kind::field && index < record_->size() ? (*record_)[index]
               : ref.kind == Kind::field                          ? not_recorded
                                                                  : scratch_.element_;
    }
  }

  /// Why a value is not known; facts and fields are so only when they are not recorded.
  Answer unknown_at(const Ref& ref) const {
    return ref.kind == Kind::step ? scratch_.answers_[static_cast<std::size_t>(ref.index)]
                                  : Answer::missing;
  }

  bool known_at(const Ref& ref, bool truth) const {
    return truth ? known(truth_at(ref)) : value_at(ref).known();
  }

  /// What is unknown waits for facts if one of its unknown operands does.
  Answer unknown(const Instruction& step) const {
    for (std::uint32_t at = 0; at < step.operand_count; ++at) {
      const Ref& ref = operand(step, at);
      if (!known_at(ref, step.truths) && unknown_at(ref) == Answer::missing) return Answer::missing;
    }
    return Answer::fault;
  }

  void take(std::size_t i) { scratch_.answers_[i] = answer(i, steps_.steps[i]); }

  Answer answer(std::size_t i, const Instruction& step) {
    if (step.amounts) return amounts(step);
    switch (step.op) {
      case Op::and_:
        return connect(step, Answer::no);
      case Op::or_:
        return connect(step, Answer::yes);
      case Op::not_: {
        const Answer inner = truth_at(step.first);
        return known(inner) ? answer_of(inner == Answer::no) : inner;
      }
      case Op::known:
        return answer_of(is_known(step));
      case Op::unknown:
        return answer_of(!is_known(step));
      case Op::in:
        return member(step, true);
      case Op::not_in:
        return member(step, false);
      case Op::any:
      case Op::every:
      case Op::none:
      case Op::so_many_at_least:
      case Op::so_many_at_most:
        return quantify(i, step);
      case Op::count:
      case Op::negate:
        return keep(i, step, one_operand(step));
      default:
        return step.truths ? equality(step) : two_operands(i, step);
    }
  }

  Answer connect(const Instruction& step, Answer decisive) const {
    bool open = false;
    for (std::uint32_t at = 0; at < step.operand_count; ++at) {
      const Answer one = truth_at(operand(step, at));
      if (one == decisive) return decisive;
      open = open || !known(one);
    }
    return open ? unknown(step) : answer_of(decisive == Answer::no);
  }

  bool is_known(const Instruction& step) const {
    const Ref& ref = step.first;
    return known_at(ref, step.truths) || unknown_at(ref) == Answer::fault;
  }

  Answer equality(const Instruction& step) const {
    const Answer left = truth_at(step.first);
    const Answer right = truth_at(step.second);
    if (!known(left) || !known(right)) return unknown(step);
    return answer_of((left == right) == (step.op == Op::equal));
  }

  /// What most rules ask.
  Answer amounts(const Instruction& step) const {
    const auto* left = std::get_if<Number>(&value_at(step.first).data);
    const auto* right = std::get_if<Number>(&value_at(step.second).data);
    if (!left || !right) return unknown(step);
    const bool whole = left->bottom() == 1 && right->bottom() == 1;
    return answer_of(holds(step.op, whole ? left->top() <=> right->top() : *left <=> *right));
  }

  Answer two_operands(std::size_t i, const Instruction& step) {
    const Value& left = value_at(step.first);
    const Value& right = value_at(step.second);
    if (!left.known() || !right.known()) return keep(i, step, Value());
    const Operands two{left, step.left, right, step.right};
    switch (step.op) {
      case Op::equal:
        return answer_of(left == right);
      case Op::unequal:
        return answer_of(!(left == right));
      case Op::less:
      case Op::at_most:
      case Op::greater:
      case Op::at_least:
        return answer_of(ordered(step.op, two));
      case Op::by:
      case Op::before:
      case Op::after:
        return answer_of(in_time(step.op, two, program_.zone.get()));
      case Op::contains:
      case Op::starts_with:
      case Op::ends_with:
      case Op::matches:
        return answer_of(text_test(step.op, std::get<std::string>(left.data),
                                   std::get<std::string>(right.data)));
      default:
        return keep(i, step, arithmetic(step.op, two, program_.zone.get()));
    }
  }

  Computed one_operand(const Instruction& step) const {
    const Value& value = value_at(step.first);
    if (!value.known()) return Value();
    if (step.op == Op::negate) return opposite(value);
    return Value(Number(static_cast<std::int64_t>(size_of(value))));
  }

  /// Keeps a value that is no truth.
  Answer keep(std::size_t i, const Instruction& step, Computed computed) {
    Value& kept = scratch_.values_[i];
    auto* value = std::get_if<Value>(&computed);
    kept = value ? std::move(*value) : Value();
    if (kept.known()) return Answer::yes;
    return value ? unknown(step) : Answer::fault;
  }

  Answer member(const Instruction& step, bool inside) const {
    const Value& item = value_at(step.first);
    bool open = false;
    bool found = false;
    if (step.listed) {
      const Value& list = value_at(step.second);
      found = item.known() && list.known() && has(list, item);
      open = !list.known() || (!item.known() && size_of(list) > 0);
    } else {
      for (std::uint32_t at = 1; at < step.operand_count && !found; ++at) {
        const Value& one = value_at(operand(step, at));
        const bool both = item.known() && one.known();
        found = both && one == item;
        open = open || !both;
      }
    }
    return found || !open ? answer_of(found == inside) : unknown(step);
  }

  static bool has(const Value& list, const Value& item) {
    if (const auto* numbers = std::get_if<std::vector<Number>>(&list.data)) {
      return std::find(numbers->begin(), numbers->end(), std::get<Number>(item.data)) !=
             numbers->end();
    }
    const auto& texts = std::get<std::vector<std::string>>(list.data);
    return std::find(texts.begin(), texts.end(), std::get<std::string>(item.data)) != texts.end();
  }

  Answer quantify(std::size_t i, const Instruction& step) {
    const Value& list = value_at(step.first);
    if (!list.known()) return unknown_at(step.first);
    const Ref test = step.second;
    Tally tally;
    bool missing = false;
    const std::size_t size = size_of(list);
    for (std::size_t at = 0; at < size && !tally.settled(step.op, step.index); ++at) {
      look_at(list, at);
      for (auto inner = static_cast<std::size_t>(step.body_begin); inner < i; ++inner) {
        if (steps_.steps[inner].scope == step.body_scope) take(inner);
      }
      const Answer one = truth_at(test);
      tally.add(known(one) ? std::optional(one == Answer::yes) : std::nullopt);
      missing = missing || one == Answer::missing;
    }
    const auto said = tally.answer(step.op, step.index);
    if (said) return answer_of(*said);
    return missing ? Answer::missing : Answer::fault;
  }

  void look_at(const Value& list, std::size_t at) {
    using Records = std::shared_ptr<const std::vector<Record>>;
    if (const auto* records = std::get_if<Records>(&list.data)) {
      record_ = &(**records)[at];
    } else {
      scratch_.element_ = element_at(list, at);
    }
  }

  const Condition::Program& program_;
  const Condition::Program::Steps& steps_;
  const Facts& facts_;
  Scratch& scratch_;
  const Record* record_ = nullptr;  ///< What a quantifier looks at, of a list of records.
};

std::optional<bool> truth_of(const Condition& condition, const Facts& facts, Scratch& scratch) {
  const Condition::Program& program = condition.program();
  if (!program.steps) return truth(evaluate(condition, facts).value);
  const Answer answer = Scratch::Run(program, facts, scratch).run();
  return known(answer) ? std::optional(answer == Answer::yes) : std::nullopt;
}

}  // namespace termijn::rules
