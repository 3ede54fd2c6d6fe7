#include <algorithm>

#include "rules/language/condition/condition.hpp"
#include "rules/language/condition/detail/operations.hpp"
#include "rules/language/condition/detail/program.hpp"
#include "rules/language/condition/detail/tally.hpp"

namespace termijn::rules {
namespace {

Value from(std::optional<bool> value) { return value ? Value(*value) : Value(); }

/// One evaluation of a program over facts.
class Machine {
 public:
  Machine(const Condition& condition, const Facts& facts)
      : program_(condition.program()),
        facts_(facts),
        values_(program_.nodes.size()),
        missing_(program_.nodes.size()),
        faults_(program_.nodes.size()) {}

  Evaluation run() {
    for (std::size_t i = 0; i < program_.nodes.size(); ++i) {
      if (program_.nodes[i].scope == 0) evaluate(i);
    }
    Evaluation evaluation;
    evaluation.value = values_.back();
    evaluation.missing = std::move(missing_.back());
    evaluation.fault = std::move(faults_.back());
    evaluation.parts = std::move(values_);
    return evaluation;
  }

 private:
  std::size_t operand(const Node& node, std::size_t at) const {
    return static_cast<std::size_t>(program_.operands[node.first_operand + at]);
  }
  const Value& value(const Node& node, std::size_t at) const { return values_[operand(node, at)]; }
  std::optional<bool> truth_of(const Node& node, std::size_t at) const {
    return truth(value(node, at));
  }

  void evaluate(std::size_t i) {
    const Node& node = program_.nodes[i];
    values_[i] = Value();
    missing_[i].clear();
    faults_[i].reset();
    if (node.op >= Op::any) {
      quantify(i);
    } else if (node.op == Op::unique_table || node.op == Op::first_table) {
      look_up(i);
    } else {
      values_[i] = compute(i);
      if (!values_[i].known()) blame_operands(i);
    }
  }

  /// What is unknown here is unknown for the reasons of its unknown operands.
  void blame_operands(std::size_t i) {
    const Node& node = program_.nodes[i];
    for (std::size_t at = 0; at < node.operand_count; ++at) {
      if (!value(node, at).known()) blame(i, operand(node, at));
    }
  }

  void blame(std::size_t i, std::size_t because) {
    auto& slots = missing_[i];
    const auto middle = static_cast<std::ptrdiff_t>(slots.size());
    slots.insert(slots.end(), missing_[because].begin(), missing_[because].end());
    std::inplace_merge(slots.begin(), slots.begin() + middle, slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    if (!faults_[i]) faults_[i] = faults_[because];
  }

  Value compute(std::size_t i) {
    const Node& node = program_.nodes[i];
    switch (node.op) {
      case Op::constant:
        return program_.constants[static_cast<std::size_t>(node.index)];
      case Op::fact:
        return fact(i, node.index);
      case Op::field:
        return field(i);
      case Op::element:
        return element_at(values_[list_], element_);
      case Op::and_:
        return connect(node, false);
      case Op::or_:
        return connect(node, true);
      case Op::not_:
        return from(negated(truth_of(node, 0)));
      case Op::known:
        return is_known(node);
      case Op::unknown:
        return !is_known(node);
      case Op::in:
        return from(member(node));
      case Op::not_in:
        return from(negated(member(node)));
      case Op::count:
        if (!value(node, 0).known()) return Value();
        return Number(static_cast<std::int64_t>(size_of(value(node, 0))));
      case Op::defined:
        return value(node, 0);
      case Op::total:
      case Op::smallest:
      case Op::largest:
      case Op::mean:
      case Op::median:
        return aggregate(i);
      case Op::negate:
        return value(node, 0).known() ? settle(i, opposite(value(node, 0))) : Value();
      default:
        return two_operands(i);
    }
  }

  Value fact(std::size_t i, int slot) {
    const auto at = static_cast<std::size_t>(slot);
    if (at < facts_.size() && facts_[at].known()) return facts_[at];
    missing_[i] = {slot};
    return Value();
  }

  /// A field is part of its records, so what is missing is that fact.
  Value field(std::size_t i) {
    Value value = field_at(values_[list_], element_, program_.nodes[i].index);
    if (!value.known()) missing_[i] = {program_.nodes[list_].index};
    return value;
  }

  bool is_known(const Node& node) const {
    // A part that faults is not to be waited for: it is as known as it will be.
    return value(node, 0).known() || missing_[operand(node, 0)].empty();
  }

  /// Kleene's `or` when `decisive` is true, his `and` when it is false.
  Value connect(const Node& node, bool decisive) const {
    bool open = false;
    for (std::size_t at = 0; at < node.operand_count; ++at) {
      const auto answer = truth_of(node, at);
      if (answer == decisive) return decisive;
      open = open || !answer;
    }
    return open ? Value() : Value(!decisive);
  }

  std::optional<bool> member(const Node& node) const {
    const Value& item = value(node, 0);
    if (node.operand_count == 2 && listed(operand(node, 1))) {
      const Value& list = value(node, 1);
      if (!list.known()) return std::nullopt;
      if (!item.known()) return size_of(list) == 0 ? std::optional(false) : std::nullopt;
      for (std::size_t at = 0; at < size_of(list); ++at) {
        if (element_at(list, at) == item) return true;
      }
      return false;
    }
    bool open = false;
    for (std::size_t at = 1; at < node.operand_count; ++at) {
      const bool both = item.known() && value(node, at).known();
      if (both && value(node, at) == item) return true;
      open = open || !both;
    }
    return open ? std::nullopt : std::optional(false);
  }

  bool listed(std::size_t i) const {
    const Type type = program_.parts[i].type;
    return type == Type::numbers || type == Type::texts;
  }

  Value two_operands(std::size_t i) {
    const Node& node = program_.nodes[i];
    const Operands two{value(node, 0), program_.parts[operand(node, 0)].type, value(node, 1),
                       program_.parts[operand(node, 1)].type};
    if (!two.left.known() || !two.right.known()) return Value();
    switch (node.op) {
      case Op::equal:
        return two.left == two.right;
      case Op::unequal:
        return !(two.left == two.right);
      case Op::less:
      case Op::at_most:
      case Op::greater:
      case Op::at_least:
        return ordered(node.op, two);
      case Op::by:
      case Op::before:
      case Op::after:
        return in_time(node.op, two, program_.zone.get());
      case Op::contains:
      case Op::starts_with:
      case Op::ends_with:
      case Op::matches:
        return text_test(node.op, std::get<std::string>(two.left.data),
                         std::get<std::string>(two.right.data));
      default:
        return settle(i, arithmetic(node.op, two, program_.zone.get()));
    }
  }

  Value settle(std::size_t i, Computed computed) {
    if (auto* result = std::get_if<Value>(&computed)) return std::move(*result);
    fail(i, std::get<NoResult>(computed).message);
    return Value();
  }

  /// Over the field of records, the elements of a list, or the operands themselves.
  Value aggregate(std::size_t i) {
    const Node& node = program_.nodes[i];
    std::vector<Value> elements;
    const bool records = node.index >= 0;
    if (!records && !listed(operand(node, 0))) {
      for (std::size_t at = 0; at < node.operand_count; ++at) elements.push_back(value(node, at));
    } else {
      const Value& list = value(node, 0);
      if (!list.known()) return Value();
      for (std::size_t at = 0; at < size_of(list); ++at) {
        elements.push_back(records ? field_at(list, at, node.index) : element_at(list, at));
      }
    }
    const auto unknown = [](const Value& element) { return !element.known(); };
    if (std::none_of(elements.begin(), elements.end(), unknown)) {
      return settle(i, aggregated(node.op, elements, program_.parts[i].type));
    }
    if (records) missing_[i] = {program_.nodes[operand(node, 0)].index};
    return Value();
  }

  /// What a decision table says: its one row that holds, or its first.
  void look_up(std::size_t i) {
    const Node& node = program_.nodes[i];
    const auto& table = program_.tables[static_cast<std::size_t>(node.index)];
    const std::size_t rows = table.lines.size();
    const bool unique = node.op == Op::unique_table;
    std::vector<std::size_t> open;
    std::vector<std::size_t> holding;
    for (std::size_t row = 0; row < rows && (unique || holding.empty()); ++row) {
      const auto holds = truth_of(node, 2 * row);
      if (holds != false) (holds ? holding : open).push_back(row);
    }
    if (holding.size() > 1) return fail(i, clash(table, holding[0], holding[1]));
    // What may yet be said: by the rows, or when none of them holds.
    std::vector<std::size_t> said;
    for (const auto& some : {open, holding}) {
      for (const std::size_t row : some) said.push_back(operand(node, 2 * row + 1));
    }
    if (holding.empty() && table.otherwise) said.push_back(operand(node, 2 * rows));
    const bool ends = !holding.empty() || table.otherwise;
    if (open.empty() && !ends) return fail(i, "no row of table '" + table.name + "' applies");
    // Two undecided rows of a unique table, or one beside a row that holds, may both hold.
    const bool alone = !unique || open.empty() || (open.size() == 1 && holding.empty());
    if (ends && alone && agree(said)) {
      values_[i] = values_[said.front()];
      return;
    }
    for (const std::size_t row : open) blame(i, operand(node, 2 * row));
    for (const std::size_t output : said) {
      if (!values_[output].known()) blame(i, output);
    }
  }

  bool agree(const std::vector<std::size_t>& parts) const {
    const Value& first = values_[parts.front()];
    return first.known() && std::all_of(parts.begin(), parts.end(),
                                        [&](std::size_t part) { return values_[part] == first; });
  }

  static std::string clash(const Condition::Program::Table& table, std::size_t a, std::size_t b) {
    const auto row = [&](std::size_t at) {
      return std::to_string(at + 1) + " (line " + std::to_string(table.lines[at]) + ")";
    };
    return "rows " + row(a) + " and " + row(b) + " of table '" + table.name + "' both apply";
  }

  void fail(std::size_t i, std::string message) {
    faults_[i] = EvaluationFault{program_.parts[i].span, std::move(message)};
  }

  void quantify(std::size_t i) {
    const Node& node = program_.nodes[i];
    const std::size_t list = operand(node, 0);
    const std::size_t test = operand(node, 1);
    if (!values_[list].known()) return blame(i, list);
    Tally tally;
    const std::size_t size = size_of(values_[list]);
    for (std::size_t at = 0; at < size && !tally.settled(node.op, node.index); ++at) {
      run_body(i, list, at);
      const auto answer = truth(values_[test]);
      tally.add(answer);
      if (!answer) blame(i, test);
    }
    values_[i] = from(tally.answer(node.op, node.index));
    if (!values_[i].known()) return;
    missing_[i].clear();
    faults_[i].reset();
  }

  void run_body(std::size_t quantifier, std::size_t list, std::size_t element) {
    const Node& node = program_.nodes[quantifier];
    list_ = list;
    element_ = element;
    for (auto i = static_cast<std::size_t>(node.body_begin); i < quantifier; ++i) {
      if (program_.nodes[i].scope == node.body_scope) evaluate(i);
    }
  }

  const Condition::Program& program_;
  const Facts& facts_;
  std::vector<Value> values_;
  std::vector<std::vector<int>> missing_;  ///< Of unknown parts: why.
  std::vector<std::optional<EvaluationFault>> faults_;
  std::size_t list_ = 0;     ///< The list that a quantifier goes through …
  std::size_t element_ = 0;  ///< … and where in it.
};

}  // namespace

const std::vector<Condition::Part>& Condition::parts() const { return program_->parts; }

const std::vector<int>& Condition::slots() const { return program_->slots; }

const std::vector<Condition::Exception>& Condition::exceptions() const {
  return program_->exceptions;
}

std::vector<std::shared_ptr<const Definition>> Condition::definitions() const {
  std::vector<std::shared_ptr<const Definition>> all;
  for (const Program::Laid& laid : program_->laid) all.push_back(laid.definition);
  return all;
}

Evaluation evaluate(const Condition& condition, const Facts& facts) {
  return Machine(condition, facts).run();
}

std::optional<bool> truth(const Value& value) {
  const bool* known = std::get_if<bool>(&value.data);
  return known ? std::optional(*known) : std::nullopt;
}

std::vector<int> conjuncts(const Condition& condition) {
  const Condition::Program& program = condition.program();
  const Node& last = program.nodes.back();
  const bool split = last.op == Op::and_;
  if (!split) return {static_cast<int>(program.nodes.size()) - 1};
  const auto begin = program.operands.begin() + last.first_operand;
  return {begin, begin + last.operand_count};
}

}  // namespace termijn::rules
