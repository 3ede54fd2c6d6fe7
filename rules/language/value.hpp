#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "rules/language/number.hpp"
#include "rules/time/date.hpp"
#include "rules/time/limit.hpp"

namespace termijn::rules {

/// The type of a fact or an expression. Units are part of it: a percentage is
/// no number and days are no months.
enum class Type {
  truth,
  number,
  percentage,
  money,  ///< Euro.
  text,
  date,
  instant,
  deadline,  ///< An instant that closes something, with or without itself.
  days,
  working_days,
  months,
  numbers,  ///< A list of numbers.
  texts,    ///< A list of texts.
  records,  ///< A list of records, each with the same named fields.
};

/// Not recorded. A third answer beside true and false, never read as either.
struct Unknown {
  friend bool operator==(Unknown, Unknown) = default;
};

/// Where something closes, as a value that arrivals are compared with.
struct Deadline {
  Instant closes;
  bool inclusive = false;

  friend bool operator==(const Deadline&, const Deadline&) = default;
};

class Value;
/// The fields of one record, in the order that the schema declares them.
using Record = std::vector<Value>;

/// A fact or a result. Percentages are numbers out of 100, money is in euro;
/// which of them it is, the schema's type says. Records are shared, not copied.
class Value {
 public:
  using Data = std::variant<Unknown, bool, Number, std::string, Date, Instant, Deadline, Period,
                            std::vector<Number>, std::vector<std::string>,
                            std::shared_ptr<const std::vector<Record>>>;

  Value() = default;
  template <typename T, typename = std::enable_if_t<std::is_constructible_v<Data, T> &&
                                                    !std::is_same_v<std::decay_t<T>, Value>>>
  Value(T&& value) : data(std::forward<T>(value)) {}  // NOLINT: a fact is a value

  bool known() const { return !std::holds_alternative<Unknown>(data); }

  Data data;
};

bool operator==(const Value& a, const Value& b);

std::string_view to_string(Type type);
/// `unknown`, `true`, `7.5`, `"text"`, `2023-06-09`, … as a trace shows it.
std::string to_string(const Value& value);

/// One thing that rules may ask about a candidature.
struct FactDeclaration {
  std::string name;  ///< `region.name`, `arrival`, `documents`
  Type type = Type::truth;
  std::vector<FactDeclaration> fields;  ///< Of `records`: `name`, `pages`, …
  std::vector<std::string> aliases;     ///< Dutch names of the same fact: `aankomst`.
  std::vector<std::string> choices;     ///< Of an enumeration: the texts it may hold.
};

struct Definition;  // See rules/language/condition/condition.hpp.

/// The facts that rules are checked against. A fact's place in it is its slot.
struct Schema {
  std::vector<FactDeclaration> facts{};
  /// Where a date is a day, for rules that hold an instant against a date; null:
  /// such a rule is refused.
  std::shared_ptr<const Zone> zone{};
  /// The named rules and decision tables that a rule may use by name. Their slots
  /// are those of `facts`.
  std::vector<std::shared_ptr<const Definition>> definitions{};

  /// The slot of a name or alias; -1 when there is none.
  int slot(std::string_view name) const;
};

/// A value a slot. Slots past the end are unknown.
using Facts = std::vector<Value>;

}  // namespace termijn::rules
