#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace termijn::rules {

/// An exact rational number, in lowest terms with a positive denominator.
/// Arithmetic that leaves 64 bits has no result, never a wrong one.
class Number {
 public:
  Number() = default;
  Number(std::int64_t whole) : top_(whole) {}  // NOLINT: a whole number is a number
  /// Empty when `bottom` is 0 or the reduced fraction does not fit.
  static std::optional<Number> ratio(std::int64_t top, std::int64_t bottom);

  std::int64_t top() const { return top_; }
  std::int64_t bottom() const { return bottom_; }

  friend bool operator==(const Number&, const Number&) = default;
  friend std::strong_ordering operator<=>(const Number& a, const Number& b);

 private:
  std::int64_t top_ = 0;
  std::int64_t bottom_ = 1;
};

std::optional<Number> add(const Number& a, const Number& b);
std::optional<Number> subtract(const Number& a, const Number& b);
std::optional<Number> multiply(const Number& a, const Number& b);
std::optional<Number> divide(const Number& a, const Number& b);

/// `7`, `7.25`, or `22/3` where no finite decimal says it exactly.
std::string to_string(const Number& number);
/// With so many decimals, rounded half up away from zero; for people.
std::string rounded(const Number& number, int decimals);
/// Reads `7`, `-7.25`, `7,25` and `22/3`; at most 15 digits in all.
std::optional<Number> parse_number(std::string_view text);

}  // namespace termijn::rules
