#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rules/language/condition/cases.hpp"
#include "rules/language/condition/detail/program.hpp"

namespace termijn::rules::cases {

/// Something that can vary by itself: a fact, the element of a list, a field of
/// a list's records, or how long a list is.
struct Variable {
  enum class Kind { fact, element, field, size };

  int slot = -1;
  Kind kind = Kind::fact;
  int field = -1;

  friend auto operator<=>(const Variable&, const Variable&) = default;
};

/// Where a value lies on the line of its type, so that bounds can be worked out
/// with one arithmetic: a number itself, a date in days, an instant in seconds.
std::optional<Number> coordinate(const Value& value);
/// The value of a type at a place on its line, rounded down where the type has steps.
Value value_at(const Number& place, Type type);
bool has_line(Type type);

/// Two parts of a condition that are held against each other, and the variables
/// on either side.
struct Encounter {
  std::size_t condition = 0;
  Op op = Op::equal;
  int left = -1;
  int right = -1;
  std::vector<Variable> variables;
};

/// What the conditions do with the slots.
struct Survey {
  std::set<int> slots;  ///< Asked for, and neither fixed nor derived.
  std::vector<Encounter> encounters;
  std::map<Variable, std::set<int>> sizes;  ///< Counts that a quantifier asks of a list.
  std::set<int> maybe_unknown;              ///< `is known` or `is unknown` asks about them.
  bool linear = true;                       ///< No comparison multiplies or divides variables.
};
Survey survey(const std::vector<Condition>& conditions, const Schema& schema,
              const CaseScope& scope);

/// Whether a slot's value is given by the scope, fixed or derived.
bool is_settled(const CaseScope& scope, int slot);

/// The lists worth trying, out of the values worth trying for their elements.
std::vector<Value> lists_of(const FactDeclaration& fact,
                            const std::vector<std::vector<Value>>& elements,
                            const std::set<int>& sizes);

}  // namespace termijn::rules::cases
