#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

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

/// Of two values of one type that has an order.
std::strong_ordering order(const Value& left, const Value& right);
bool ordered(Op op, const Operands& operands);
bool in_time(Op op, const Operands& operands, const Zone* zone);
/// Without regard to capitals, accented Latin letters included.
bool text_test(Op op, const std::string& text, const std::string& part);
/// `zone` may be null where no milestone is moved. A milestone that closes with a day
/// closes with the day that it is moved to; any other keeps its clock time.
Computed arithmetic(Op op, const Operands& operands, const Zone* zone);
Computed opposite(const Value& value);
/// The total, the least, the mean … of known values of `type`.
Computed aggregated(Op op, std::vector<Value> elements, Type type);
/// Whether the whole of `text` is as `pattern` says: `*` is any characters or none,
/// `?` is one. At most as many steps as the product of the lengths.
bool fits_pattern(std::string_view text, std::string_view pattern);
/// How many elements a known list has.
std::size_t size_of(const Value& list);
/// The element of a known list of numbers or texts.
Value element_at(const Value& list, std::size_t at);
/// A field of a record of a known list; unknown where the record has none.
Value field_at(const Value& list, std::size_t at, int field);

}  // namespace termijn::rules
