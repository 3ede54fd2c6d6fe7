// Where two sides of a comparison meet: the bounds at which a verdict changes.
#include <algorithm>
#include <cmath>

#include "rules/language/condition/detail/finder.hpp"
#include "rules/time/zone.hpp"

namespace termijn::rules::cases {
namespace {

constexpr std::size_t most_texts = 16;
// So many combinations of the other facts are tried for each bound.
constexpr std::size_t most_combinations = 24;

std::optional<Number> apart(const Value& left, const Value& right, const Zone* zone) {
  const auto* day = std::get_if<Date>(&right.data);
  const bool moment = std::holds_alternative<Instant>(left.data);
  const auto from = coordinate(left);
  const auto to =
      day && moment && zone ? coordinate(Value(zone->start_of_day(*day))) : coordinate(right);
  return from && to ? subtract(*from, *to) : std::nullopt;
}

std::string without_wildcards(std::string text) {
  text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == '*' || c == '?'; }),
             text.end());
  return text;
}

/// Looks at parts of a text: more than the named texts themselves pass it.
bool is_text_test(Op op) {
  return op != Op::equal && op != Op::unequal && op != Op::in && op != Op::not_in;
}

}  // namespace

const Value& Finder::first(const Variable& variable, const Choice& choice) const {
  const auto chosen = choice.find(variable);
  if (chosen != choice.end()) return chosen->second;
  return pools_.at(variable).values.front();
}

Value Finder::list_with(int slot, const Choice& choice) const {
  const FactDeclaration& declared = fact(slot);
  std::vector<std::vector<Value>> elements;
  if (declared.type != Type::records) {
    elements.push_back({first({slot, Variable::Kind::element, -1}, choice)});
  }
  for (std::size_t i = 0; i < declared.fields.size(); ++i) {
    elements.push_back({first({slot, Variable::Kind::field, static_cast<int>(i)}, choice)});
  }
  const auto size = choice.find({slot, Variable::Kind::size, -1});
  const int wanted =
      size == choice.end() ? 1 : static_cast<int>(std::get<Number>(size->second.data).top());
  const auto lists = lists_of(declared, elements, {wanted});
  return wanted < 2 ? lists[static_cast<std::size_t>(std::max(wanted, 0))] : lists.back();
}

Facts Finder::base(const Choice& choice) const {
  Facts facts = scope_.fixed;
  facts.resize(std::max(schema_.facts.size(), facts.size()));
  for (const int slot : survey_.slots) {
    const Variable whole{slot, Variable::Kind::fact, -1};
    auto& value = facts[static_cast<std::size_t>(slot)];
    if (pools_.contains(whole)) {
      if (!pools_.at(whole).values.empty()) value = first(whole, choice);
    } else {
      value = list_with(slot, choice);
    }
  }
  return facts;
}

std::vector<Choice> Finder::combinations(const Encounter& encounter, const Variable& but) {
  std::vector<Choice> all{{}};
  const std::size_t others = encounter.variables.size() - 1;
  const auto each = others < 2 ? most_combinations
                               : static_cast<std::size_t>(std::pow(
                                     most_combinations, 1.0 / static_cast<double>(others)));
  for (const Variable& other : encounter.variables) {
    if (other == but) continue;
    const auto& values = pool(other).values;
    std::vector<Choice> longer;
    for (std::size_t i = 0; i < std::min(each, values.size()); ++i) {
      for (Choice choice : all) {
        choice[other] = values[i];
        longer.push_back(std::move(choice));
      }
    }
    all = std::move(longer);
  }
  return all;
}

/// The values that one side has: of a list that something is looked for in, or
/// whose elements are looked at one by one, several.
std::vector<Value> Finder::side(const Encounter& encounter, int part, const Facts& facts,
                                const Evaluation& evaluation) const {
  constexpr std::size_t most = 4;
  const auto& program = conditions_[encounter.condition].program();
  const auto at = static_cast<std::size_t>(part);
  const Node& node = program.nodes[at];
  int list = -1;
  if (node.op == Op::fact && !has_line(program.parts[at].type)) list = node.index;
  if (node.op == Op::element) {
    for (const Node& quantifier : program.nodes) {
      if (quantifier.body_begin < 0 || quantifier.body_scope != node.scope) continue;
      list =
          program.nodes[static_cast<std::size_t>(program.operands[quantifier.first_operand])].index;
    }
  }
  if (list < 0) return {evaluation.parts[at]};
  const Value& value = facts[static_cast<std::size_t>(list)];
  std::vector<Value> values;
  if (const auto* numbers = std::get_if<std::vector<Number>>(&value.data)) {
    for (const Number& number : *numbers) values.emplace_back(number);
    // One that is in no list that was written.
    if (!numbers->empty()) {
      const auto beyond = add(*std::max_element(numbers->begin(), numbers->end()), Number(1));
      if (values.size() > most) values.resize(most);
      if (beyond) values.emplace_back(*beyond);
    }
  } else if (const auto* texts = std::get_if<std::vector<std::string>>(&value.data)) {
    for (const std::string& text : *texts) values.emplace_back(text);
    if (values.size() > most) values.resize(most);
  } else {
    values.push_back(evaluation.parts[at]);
  }
  return values;
}

/// How far the sides are apart, for each pair of their values.
std::vector<Number> Finder::gaps(const Encounter& encounter, const Facts& facts) const {
  const Condition& condition = conditions_[encounter.condition];
  const Evaluation evaluation = evaluate(condition, facts);
  const auto left = side(encounter, encounter.left, facts, evaluation);
  const auto right = side(encounter, encounter.right, facts, evaluation);
  std::vector<Number> found;
  if (left.empty() || right.empty()) return found;
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    const Value& one = left[std::min(i, left.size() - 1)];
    const Value& other = right[std::min(i, right.size() - 1)];
    const auto gap = apart(one, other, condition.program().zone.get());
    if (!gap) return {};
    found.push_back(*gap);
    const auto* day = std::get_if<Date>(&other.data);
    const bool whole_day = day && std::holds_alternative<Instant>(one.data);
    const auto end = whole_day ? subtract(*gap, Number(86'400)) : std::nullopt;
    if (end) found.push_back(*end);
  }
  return found;
}

/// Two evaluations give the line on which the gap lies; where it is nought, the
/// verdict changes.
void Finder::study_line(const Encounter& encounter, const Variable& variable,
                        const Choice& others) {
  Pool& own = pool(variable);
  const auto start = coordinate(own.values.empty() ? seed_of(own.type) : own.values.front());
  const auto next = start ? rules::add(*start, Number(1)) : start;
  if (!start || !next) return;
  Choice choice = others;
  choice[variable] = value_at(*start, own.type);
  const auto here = gaps(encounter, base(choice));
  choice[variable] = value_at(*next, own.type);
  const auto there = gaps(encounter, base(choice));
  for (std::size_t i = 0; i < std::min(here.size(), there.size()); ++i) {
    const auto slope = subtract(there[i], here[i]);
    if (!slope || *slope == Number(0)) continue;
    const auto way = divide(here[i], *slope);
    const auto where = way ? subtract(*start, *way) : way;
    if (where) place(own, *where);
  }
}

void Finder::study_text(const Encounter& encounter, const Variable& variable,
                        const Choice& others) {
  Pool& own = pool(variable);
  if (own.closed || own.texts.size() >= most_texts) return;
  const Facts facts = base(others);
  const Evaluation evaluation = evaluate(conditions_[encounter.condition], facts);
  for (const int part : {encounter.left, encounter.right}) {
    for (const Value& value : side(encounter, part, facts, evaluation)) {
      const auto* text = std::get_if<std::string>(&value.data);
      if (!text) continue;
      const std::size_t before = own.texts.size();
      add_new(own.texts, Value(without_wildcards(*text)));
      found_ += own.texts.size() - before;
      own.tested = own.tested || is_text_test(encounter.op);
    }
  }
}

void Finder::study(const Encounter& encounter, const Variable& variable) {
  if (!pools_.contains(variable)) return;
  const Pool& own = pool(variable);
  if (own.closed || own.type == Type::truth) return;
  for (const Choice& others : combinations(encounter, variable)) {
    if (has_line(own.type)) {
      study_line(encounter, variable, others);
    } else {
      study_text(encounter, variable, others);
    }
  }
}

}  // namespace termijn::rules::cases
