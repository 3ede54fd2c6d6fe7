#include "rules/language/number.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace termijn::rules {
namespace {

// Products of two 64-bit numbers, and the sum of two such products, fit here:
// 2 * (2^63)^2 < 2^127.
__extension__ using Wide = __int128;

Wide magnitude(Wide value) { return value < 0 ? -value : value; }

Wide greatest_divisor(Wide a, Wide b) {
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

bool fits(Wide value) { return magnitude(value) <= std::numeric_limits<std::int64_t>::max(); }

struct Fraction {
  Wide top;
  Wide bottom;
};

std::optional<Number> reduced(Fraction fraction) {
  if (fraction.bottom == 0) return std::nullopt;
  const Wide divisor = greatest_divisor(magnitude(fraction.top), magnitude(fraction.bottom));
  const Wide sign = fraction.bottom < 0 ? -1 : 1;
  const Wide top = sign * (fraction.top / divisor);
  const Wide bottom = sign * (fraction.bottom / divisor);
  if (!fits(top) || !fits(bottom)) return std::nullopt;
  return Number::ratio(static_cast<std::int64_t>(top), static_cast<std::int64_t>(bottom));
}

std::string digits(Wide value) {
  std::string text;
  do {
    text += static_cast<char>('0' + static_cast<int>(value % 10));
    value /= 10;
  } while (value != 0);
  std::reverse(text.begin(), text.end());
  return text;
}

/// `value` with its last `decimals` digits behind a point.
std::string with_point(Wide value, int decimals) {
  std::string text = digits(magnitude(value));
  const auto behind = static_cast<std::size_t>(decimals);
  if (text.size() <= behind) text.insert(0, behind + 1 - text.size(), '0');
  if (decimals > 0) text.insert(text.size() - behind, 1, '.');
  return (value < 0 ? "-" : "") + text;
}

Wide power_of_ten(int exponent) {
  Wide power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// 10^18 < 2^60, so a 64-bit number times it fits in `Wide`.
constexpr int most_decimals = 18;

/// The decimals that say `1 / bottom` exactly, or -1.
int decimals_of(std::int64_t bottom) {
  int twos = 0;
  int fives = 0;
  for (; bottom % 2 == 0; bottom /= 2) ++twos;
  for (; bottom % 5 == 0; bottom /= 5) ++fives;
  const int needed = std::max(twos, fives);
  return bottom == 1 && needed <= most_decimals ? needed : -1;
}

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// A run of digits at the start of `text`, which loses them.
std::optional<std::int64_t> take_digits(std::string_view& text, int& budget) {
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  std::int64_t value = 0;
  while (!text.empty() && is_digit(text.front())) {
    if (--budget < 0) return std::nullopt;
    value = value * 10 + (text.front() - '0');
    text.remove_prefix(1);
  }
  return value;
}

}  // namespace

std::optional<Number> Number::ratio(std::int64_t top, std::int64_t bottom) {
  if (bottom == 0) return std::nullopt;
  const Wide divisor = greatest_divisor(magnitude(top), magnitude(bottom));
  const Wide sign = bottom < 0 ? -1 : 1;
  const Wide least_top = sign * (top / divisor);
  const Wide least_bottom = sign * (bottom / divisor);
  if (!fits(least_top) || !fits(least_bottom)) return std::nullopt;
  Number number;
  number.top_ = static_cast<std::int64_t>(least_top);
  number.bottom_ = static_cast<std::int64_t>(least_bottom);
  return number;
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
  const Wide left = Wide{a.top_} * b.bottom_;
  const Wide right = Wide{b.top_} * a.bottom_;
  if (left < right) return std::strong_ordering::less;
  return left > right ? std::strong_ordering::greater : std::strong_ordering::equal;
}

std::optional<Number> add(const Number& a, const Number& b) {
  return reduced(
      {Wide{a.top()} * b.bottom() + Wide{b.top()} * a.bottom(), Wide{a.bottom()} * b.bottom()});
}

std::optional<Number> subtract(const Number& a, const Number& b) {
  return reduced(
      {Wide{a.top()} * b.bottom() - Wide{b.top()} * a.bottom(), Wide{a.bottom()} * b.bottom()});
}

std::optional<Number> multiply(const Number& a, const Number& b) {
  return reduced({Wide{a.top()} * b.top(), Wide{a.bottom()} * b.bottom()});
}

std::optional<Number> divide(const Number& a, const Number& b) {
  return reduced({Wide{a.top()} * b.bottom(), Wide{a.bottom()} * b.top()});
}

std::string to_string(const Number& number) {
  const int decimals = decimals_of(number.bottom());
  if (decimals < 0) return std::to_string(number.top()) + "/" + std::to_string(number.bottom());
  return with_point(Wide{number.top()} * (power_of_ten(decimals) / number.bottom()), decimals);
}

std::string rounded(const Number& number, int decimals) {
  decimals = std::clamp(decimals, 0, most_decimals);
  const Wide scaled = magnitude(number.top()) * power_of_ten(decimals);
  const Wide half_up = (2 * scaled + number.bottom()) / (2 * Wide{number.bottom()});
  return with_point(number.top() < 0 ? -half_up : half_up, decimals);
}

std::optional<Number> parse_number(std::string_view text) {
  // 15 digits: every such decimal has a top and a bottom of at most 10^15.
  int budget = 15;
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto whole = take_digits(text, budget);
  if (!whole) return std::nullopt;
  Number number(*whole);
  if (!text.empty()) {
    const char mark = text.front();
    text.remove_prefix(1);
    const std::size_t before = text.size();
    const auto rest = take_digits(text, budget);
    if (!rest || !text.empty()) return std::nullopt;
    std::optional<Number> read;
    if (mark == '/') read = Number::ratio(*whole, *rest);
    if (mark == '.' || mark == ',') {
      const auto scale = static_cast<std::int64_t>(power_of_ten(static_cast<int>(before)));
      read = Number::ratio(*whole * scale + *rest, scale);
    }
    if (!read) return std::nullopt;
    number = *read;
  }
  return negative ? subtract(Number{}, number) : number;
}

}  // namespace termijn::rules
