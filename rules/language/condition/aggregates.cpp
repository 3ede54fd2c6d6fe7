// What a list comes to, and whether a text is as a pattern says.
#include <algorithm>

#include "rules/language/condition/detail/operations.hpp"

namespace termijn::rules {
namespace {

bool less(const Value& left, const Value& right) { return order(left, right) < 0; }

Value nothing(Type type) {
  switch (type) {
    case Type::days:
      return Period{0, Unit::day};
    case Type::working_days:
      return Period{0, Unit::working_day};
    case Type::months:
      return Period{0, Unit::month};
    default:
      return Number(0);
  }
}

Computed total_of(const std::vector<Value>& elements, Type type) {
  Value total = nothing(type);
  for (const Value& element : elements) {
    Computed sum = arithmetic(Op::add, {total, type, element, type}, nullptr);
    if (std::holds_alternative<NoResult>(sum)) return sum;
    total = std::get<Value>(std::move(sum));
  }
  return total;
}

Computed share_of(Computed total, std::size_t parts) {
  if (std::holds_alternative<NoResult>(total)) return total;
  const Value divisor = Number(static_cast<std::int64_t>(parts));
  return arithmetic(Op::divide, {std::get<Value>(total), Type::number, divisor, Type::number},
                    nullptr);
}

/// The middle element; of an even number of them the mean of the two in the middle.
Computed median_of(std::vector<Value> elements) {
  std::sort(elements.begin(), elements.end(), less);
  const std::size_t middle = elements.size() / 2;
  if (elements.size() % 2 == 1) return elements[middle];
  return share_of(total_of({elements[middle - 1], elements[middle]}, Type::number), 2);
}

std::string missing_from_nothing(Op op) {
  switch (op) {
    case Op::smallest:
      return "an empty list has no smallest element";
    case Op::largest:
      return "an empty list has no largest element";
    case Op::mean:
      return "an empty list has no mean";
    default:
      return "an empty list has no median";
  }
}

/// The length of the character that begins there, in bytes.
std::size_t character(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end - at;
}

}  // namespace

Computed aggregated(Op op, std::vector<Value> elements, Type type) {
  if (op == Op::total) return total_of(elements, type);
  if (elements.empty()) return NoResult{missing_from_nothing(op)};
  switch (op) {
    case Op::smallest:
      return *std::min_element(elements.begin(), elements.end(), less);
    case Op::largest:
      return *std::max_element(elements.begin(), elements.end(), less);
    case Op::mean:
      return share_of(total_of(elements, Type::number), elements.size());
    default:
      return median_of(std::move(elements));
  }
}

bool fits_pattern(std::string_view text, std::string_view pattern) {
  std::size_t at = 0;
  std::size_t asked = 0;
  // After a `*`: where the pattern goes on, and the text that it has not taken yet. Only
  // the last `*` can need to take more, so that is all there is to remember.
  std::size_t after_star = std::string_view::npos;
  std::size_t untaken = 0;
  while (at < text.size()) {
    if (asked < pattern.size() && pattern[asked] == '*') {
      after_star = ++asked;
      untaken = at;
    } else if (asked < pattern.size() && pattern[asked] == '?') {
      at += character(text, at);
      ++asked;
    } else if (asked < pattern.size() && pattern[asked] == text[at]) {
      ++at;
      ++asked;
    } else if (after_star != std::string_view::npos) {
      untaken += character(text, untaken);
      at = untaken;
      asked = after_star;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', asked) == std::string_view::npos;
}

}  // namespace termijn::rules
