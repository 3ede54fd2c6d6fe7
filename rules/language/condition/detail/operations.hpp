#pragma once

#include <string>
#include <variant>

#include "rules/language/condition/detail/program.hpp"

namespace termijn::rules {

/// Why there is no result although every operand is known.
struct NoResult {
  std::string message;
};
using Computed = std::variant<Value, NoResult>;

/// Two known operands, of types that the checker let through.
struct Operands {
  const Value& left;
  Type left_type;
  const Value& right;
  Type right_type;
};

bool ordered(Op op, const Operands& operands);
bool in_time(Op op, const Operands& operands, const Zone* zone);
/// Without regard to capitals, accented Latin letters included.
bool text_test(Op op, const std::string& text, const std::string& part);
Computed arithmetic(Op op, const Operands& operands);
Computed opposite(const Value& value);
/// How many elements a known list has.
std::size_t size_of(const Value& list);
/// The element of a known list of numbers or texts.
Value element_at(const Value& list, std::size_t at);

}  // namespace termijn::rules
