#include "rules/language/condition/detail/operations.hpp"

#include <algorithm>
#include <cstdlib>

#include "rules/language/detail/lexis.hpp"

namespace termijn::rules {
namespace {

using Records = std::shared_ptr<const std::vector<Record>>;

template <typename T>
const T& as(const Value& value) {
  return std::get<T>(value.data);
}

Computed result(const std::optional<Number>& number) {
  if (number) return Value(*number);
  return NoResult{"this number is too large to be held exactly"};
}

// The years that ISO 8601 writes with four digits.
bool writable(Date date) {
  return date.ok() && date.year() >= std::chrono::year{0} && date.year() <= std::chrono::year{9999};
}

Computed moved(Date date, Period period, int sign) {
  const std::int64_t amount = std::int64_t{sign} * period.amount;
  // Past these no date stays writable, and the calendar's own type would overflow.
  if (std::abs(amount) > 4'000'000) return NoResult{"this date is out of range"};
  if (period.unit == Unit::month && std::abs(amount) > 120'000) {
    return NoResult{"this date is out of range"};
  }
  const Date to = period.unit == Unit::month ? add_months(date, amount) : add_days(date, amount);
  if (!writable(to)) return NoResult{"this date is out of range"};
  return Value(to);
}

Computed with_dates(Op op, const Operands& operands) {
  const auto* left = std::get_if<Date>(&operands.left.data);
  const auto* right = std::get_if<Date>(&operands.right.data);
  if (left && right) {
    const auto days = std::chrono::sys_days(*left) - std::chrono::sys_days(*right);
    return Value(Period{static_cast<int>(days.count()), Unit::day});
  }
  if (right) return moved(*right, as<Period>(operands.left), 1);
  return moved(*left, as<Period>(operands.right), op == Op::subtract ? -1 : 1);
}

/// Where the clock of `zone` shows that time: the later of two, which is in the
/// applicant's favour, or the moment at which the clock jumps over it.
Instant shown(LocalTime local, const Zone& zone) {
  const LocalReading reading = zone.read(local);
  return reading.kind == LocalReading::Kind::twice ? reading.second : reading.first;
}

Computed moved(const Deadline& deadline, Period period, int sign, const Zone& zone) {
  LocalTime local = zone.local(deadline.closes);
  const bool with_a_day = !deadline.inclusive && zone.start_of_day(local.date) == deadline.closes;
  const Computed to = moved(with_a_day ? add_days(local.date, -1) : local.date, period, sign);
  if (std::holds_alternative<NoResult>(to)) return to;
  local.date = as<Date>(std::get<Value>(to));
  const Instant closes =
      with_a_day ? zone.start_of_day(add_days(local.date, 1)) : shown(local, zone);
  return Value(Deadline{closes, deadline.inclusive});
}

Computed with_deadline(Op op, const Operands& operands, const Zone& zone) {
  const auto* left = std::get_if<Deadline>(&operands.left.data);
  if (!left) return moved(as<Deadline>(operands.right), as<Period>(operands.left), 1, zone);
  return moved(*left, as<Period>(operands.right), op == Op::subtract ? -1 : 1, zone);
}

Computed of_periods(Op op, Period left, Period right) {
  const std::int64_t sum =
      std::int64_t{left.amount} + (op == Op::add ? 1 : -1) * std::int64_t{right.amount};
  if (std::abs(sum) > 4'000'000) return NoResult{"this period is out of range"};
  return Value(Period{static_cast<int>(sum), left.unit});
}

Computed of_numbers(Op op, const Operands& operands) {
  const Number& left = as<Number>(operands.left);
  const Number& right = as<Number>(operands.right);
  switch (op) {
    case Op::add:
      return result(add(left, right));
    case Op::subtract:
      return result(subtract(left, right));
    case Op::divide:
      if (right == Number(0)) return NoResult{"this divides by zero"};
      return result(divide(left, right));
    default:
      break;
  }
  const auto product = multiply(left, right);
  const bool share =
      operands.left_type == Type::percentage || operands.right_type == Type::percentage;
  return result(share && product ? divide(*product, Number(100)) : product);
}

}  // namespace

std::strong_ordering order(const Value& left, const Value& right) {
  if (const auto* number = std::get_if<Number>(&left.data)) return *number <=> as<Number>(right);
  if (const auto* date = std::get_if<Date>(&left.data)) return *date <=> as<Date>(right);
  if (const auto* period = std::get_if<Period>(&left.data)) {
    return period->amount <=> as<Period>(right).amount;
  }
  return as<Instant>(left).time_since_epoch().count() <=>
         as<Instant>(right).time_since_epoch().count();
}

bool ordered(Op op, const Operands& operands) {
  const auto compared = order(operands.left, operands.right);
  switch (op) {
    case Op::less:
      return compared < 0;
    case Op::at_most:
      return compared <= 0;
    case Op::greater:
      return compared > 0;
    default:
      return compared >= 0;
  }
}

bool in_time(Op op, const Operands& operands, const Zone* zone) {
  if (const auto* date = std::get_if<Date>(&operands.left.data)) {
    const Date limit = as<Date>(operands.right);
    return op == Op::by ? *date <= limit : op == Op::before ? *date < limit : *date > limit;
  }
  const Instant at = as<Instant>(operands.left);
  if (const auto* limit = std::get_if<Deadline>(&operands.right.data)) {
    // A milestone closes once: before it is by it, after it is no longer by it.
    return meets(at, limit->closes, limit->inclusive) == (op != Op::after);
  }
  if (const auto* instant = std::get_if<Instant>(&operands.right.data)) {
    return op == Op::by ? at <= *instant : op == Op::before ? at < *instant : at > *instant;
  }
  // By a day ends where the day ends, before it where the day starts.
  const Date day = as<Date>(operands.right);
  if (op == Op::before) return at < zone->start_of_day(day);
  return (at < zone->start_of_day(add_days(day, 1))) == (op == Op::by);
}

bool text_test(Op op, const std::string& text, const std::string& part) {
  const std::string whole = lexis::folded(text);
  const std::string wanted = lexis::folded(part);
  if (op == Op::starts_with) return whole.starts_with(wanted);
  if (op == Op::ends_with) return whole.ends_with(wanted);
  if (op == Op::matches) return fits_pattern(whole, wanted);
  return whole.find(wanted) != std::string::npos;
}

Computed arithmetic(Op op, const Operands& operands, const Zone* zone) {
  if (std::holds_alternative<Deadline>(operands.left.data) ||
      std::holds_alternative<Deadline>(operands.right.data)) {
    return with_deadline(op, operands, *zone);
  }
  if (std::holds_alternative<Date>(operands.left.data) ||
      std::holds_alternative<Date>(operands.right.data)) {
    return with_dates(op, operands);
  }
  if (const auto* period = std::get_if<Period>(&operands.left.data)) {
    return of_periods(op, *period, as<Period>(operands.right));
  }
  return of_numbers(op, operands);
}

Computed opposite(const Value& value) { return result(subtract(Number(0), as<Number>(value))); }

std::size_t size_of(const Value& list) {
  if (const auto* numbers = std::get_if<std::vector<Number>>(&list.data)) return numbers->size();
  if (const auto* texts = std::get_if<std::vector<std::string>>(&list.data)) return texts->size();
  const auto& records = as<Records>(list);
  return records ? records->size() : 0;
}

Value element_at(const Value& list, std::size_t at) {
  if (const auto* numbers = std::get_if<std::vector<Number>>(&list.data)) return (*numbers)[at];
  return as<std::vector<std::string>>(list)[at];
}

Value field_at(const Value& list, std::size_t at, int field) {
  const Record& record = (*as<Records>(list))[at];
  const auto place = static_cast<std::size_t>(field);
  return place < record.size() ? record[place] : Value();
}

}  // namespace termijn::rules
