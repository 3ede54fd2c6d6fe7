#include <limits>

#include "rules/language/condition/detail/check.hpp"

namespace termijn::rules::syntax {
namespace {

/// The number a token writes; a comma and too many digits are refused.
std::optional<Number> number_of(const Token& token, Diagnostics& diagnostics) {
  const std::string written(token.text);
  if (const auto comma = written.find(','); comma != std::string::npos) {
    std::string pointed = written;
    pointed[comma] = '.';
    diagnostics.push_back(fault("E0205", "'" + written + "' has a decimal comma", token.span,
                                "write " + pointed + "; in a list, put a blank behind the comma: " +
                                    written.substr(0, comma) + ", " + written.substr(comma + 1)));
    return std::nullopt;
  }
  const auto number = parse_number(written);
  if (!number) {
    diagnostics.push_back(fault("E0204", "this number has more than 15 digits", token.span,
                                "numbers are exact and have at most 15 digits"));
  }
  return number;
}

struct PeriodUnit {
  Type type;
  Unit unit;
  std::int64_t times;
};

PeriodUnit period_unit(int word) {
  switch (word) {
    case working_day:
      return {Type::working_days, Unit::working_day, 1};
    case week:
      return {Type::days, Unit::day, 7};
    case month:
      return {Type::months, Unit::month, 1};
    case year:
      return {Type::months, Unit::month, 12};
    default:
      return {Type::days, Unit::day, 1};
  }
}

// As rules/time counts periods: 100,000 days at most.
constexpr std::int64_t longest_period = 100'000;

std::optional<Literal> period(const Number& amount, const Quantity& quantity,
                              Diagnostics& diagnostics) {
  const Token& unit = *quantity.unit;
  if (unit.word == hour) {
    diagnostics.push_back(fault("E0218", "a condition does not count in hours", quantity.span,
                                "write days, working days, weeks, months or years"));
    return std::nullopt;
  }
  const PeriodUnit counted = period_unit(unit.word);
  if (amount.bottom() != 1) {
    diagnostics.push_back(fault("E0218", "a period is a whole number of its unit", quantity.span,
                                "write a smaller unit, for example 14 days"));
    return std::nullopt;
  }
  if (amount.top() > longest_period / counted.times) {
    diagnostics.push_back(fault("E0218", "this period is too long", quantity.span,
                                "a period has at most 100,000 days or months"));
    return std::nullopt;
  }
  const auto whole = static_cast<int>(amount.top() * counted.times);
  return Literal{Period{whole, counted.unit}, counted.type};
}

std::optional<Literal> money(const Number& amount, const Quantity& quantity,
                             Diagnostics& diagnostics) {
  // 1.000 euro is a thousand to one reader and one euro to the next.
  const auto point = quantity.number.text.find('.');
  if (point != std::string_view::npos && quantity.number.text.size() - point > 3) {
    std::string joined(quantity.number.text);
    joined.erase(point, 1);
    diagnostics.push_back(fault("E0224", "an amount of money has at most two decimals",
                                quantity.number.span,
                                "for thousands write no point: " + joined + " euro"));
    return std::nullopt;
  }
  return Literal{amount, Type::money};
}

}  // namespace

std::optional<Literal> literal(const Quantity& quantity, Diagnostics& diagnostics) {
  const auto amount = number_of(quantity.number, diagnostics);
  if (!amount) return std::nullopt;
  if (quantity.currency) return money(*amount, quantity, diagnostics);
  if (!quantity.unit) return Literal{*amount, Type::number};
  switch (quantity.unit->word) {
    case percent:
      return Literal{*amount, Type::percentage};
    case euro:
      return money(*amount, quantity, diagnostics);
    default:
      return period(*amount, quantity, diagnostics);
  }
}

std::optional<Literal> date_literal(const Token& token, Diagnostics& diagnostics) {
  const auto date = parse_iso_date(token.text);
  if (date) return Literal{*date, Type::date};
  diagnostics.push_back(fault("E0206", "there is no date " + std::string(token.text), token.span,
                              "write year-month-day, for example 2023-06-09"));
  return std::nullopt;
}

std::string text_of(const Token& token) {
  return std::string(token.text.substr(1, token.text.size() - 2));
}

}  // namespace termijn::rules::syntax
