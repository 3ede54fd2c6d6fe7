// Which types go together, and what comes of it. Every refusal shows both places.
#include "rules/language/condition/detail/check.hpp"

namespace termijn::rules::syntax {
namespace {

Diagnostic clash(std::string code, std::string message, const Typed& left, const Typed& right,
                 std::string help) {
  Diagnostic found = fault(std::move(code), std::move(message), right.span, std::move(help));
  found.primary.text = "this is " + described(right.type);
  found.secondary.push_back({left.span, "this is " + described(left.type)});
  return found;
}

// 9/6/2023 and 2023-6-9 are read as sums.
constexpr const char* date_help = "write a date as year-month-day: 2023-06-09";

/// What to write instead of a comparison that does not fit.
std::string comparison_help(Type left, Type right) {
  const auto either = [&](Type a, Type b) {
    return (left == a && right == b) || (left == b && right == a);
  };
  if (either(Type::number, Type::percentage)) return "write the percentage with its sign: 60%";
  if (either(Type::number, Type::money)) return "write the amount with its currency: 1000 euro";
  if (either(Type::instant, Type::deadline) || either(Type::instant, Type::date)) {
    return "write 'by', 'before' or 'after', for example: arrival by deadline";
  }
  if (is_period(left) && is_period(right)) return "no number of days is a month; use one unit";
  if (either(Type::date, Type::number)) return date_help;
  if ((left == Type::date && is_period(right)) || (is_period(left) && right == Type::date)) {
    return "add the period to a date first";
  }
  if (is_list(right)) return "write 'in' to ask whether it is in the list";
  if (is_list(left)) return "write 'any', 'every' or 'count' before a list";
  if (either(Type::number, Type::text)) return "write a number without quotes";
  return "";
}

bool text_test(int word) {
  return word == contains || word == starts_with || word == ends_with || word == matches;
}

bool time_test(int word) { return word == by || word == before || word == after; }

std::optional<Type> compared_in_time(const Token& op, const Typed& left, const Typed& right,
                                     bool has_zone, Diagnostics& diagnostics) {
  const bool dates = left.type == Type::date && right.type == Type::date;
  const bool instants =
      left.type == Type::instant && (right.type == Type::instant || right.type == Type::deadline);
  if (dates || instants) return Type::truth;
  if (left.type == Type::instant && right.type == Type::date) {
    if (has_zone) return Type::truth;
    diagnostics.push_back(clash("E0213", "a moment and a date do not compare without a zone", left,
                                right, "use a milestone, which closes at a moment"));
    return std::nullopt;
  }
  const std::string asked(op.text);
  diagnostics.push_back(clash(
      "E0213",
      "'" + asked + "' does not compare " + described(left.type) + " with " + described(right.type),
      left, right,
      right.type == Type::number
          ? date_help
          : "on its left stands a moment or a date, on its right a milestone, a moment or a date"));
  return std::nullopt;
}

std::optional<Type> text_compared(const Token& op, const Typed& left, const Typed& right,
                                  Diagnostics& diagnostics) {
  if (left.type == Type::text && right.type == Type::text) return Type::truth;
  const bool list = op.word == contains && is_list(left.type);
  diagnostics.push_back(clash("E0214", "'" + std::string(op.text) + "' compares two texts", left,
                              right,
                              list ? "to look in a list write: VALUE in LIST"
                                   : "write a text on both sides, between quotes or as a fact"));
  return std::nullopt;
}

/// What a calendar moves by a number of days or months.
bool is_moved(Type type, Type period) {
  return (type == Type::date || type == Type::deadline) &&
         (period == Type::days || period == Type::months);
}

std::optional<Type> sum_of(const Token& op, Type left, Type right) {
  if (is_moved(left, right)) return left;
  if (op.word == plus && is_moved(right, left)) return right;
  if (op.word == minus && left == Type::date && right == Type::date) return Type::days;
  if (left == right && (is_amount(left) || is_period(left))) return left;
  return std::nullopt;
}

std::optional<Type> product_of(const Token& op, Type left, Type right) {
  const bool scale = right == Type::number;
  if (op.word == times) {
    if (scale && (left == Type::number || left == Type::money)) return left;
    if (left == Type::number && right == Type::money) return Type::money;
    const bool share = (left == Type::percentage && right == Type::money) ||
                       (left == Type::money && right == Type::percentage);
    if (share) return Type::money;
    return std::nullopt;
  }
  if (scale && is_amount(left)) return left;
  if (left == right && is_amount(left)) return Type::number;
  return std::nullopt;
}

std::string arithmetic_help(const Token& op, Type left, Type right) {
  if (is_period(left) && is_period(right)) return "months and days do not mix without a date";
  if ((left == Type::date || left == Type::deadline) && right == Type::working_days) {
    return "working days need a calendar: count them in the timeline, not in a condition";
  }
  if ((left == Type::date || left == Type::deadline) && right == Type::number)
    return "write the unit: 14 days";
  if (left == Type::instant) return "a moment does not move; count from it in the timeline";
  if (op.word == times && (left == Type::percentage || right == Type::percentage)) {
    return "a percentage is taken of an amount of money only";
  }
  if (left == Type::text || right == Type::text) return "texts are compared, not computed with";
  return "";
}

}  // namespace

Op operator_of(const Token& token) {
  static constexpr std::pair<int, Op> operators[] = {
      {equal, Op::equal},
      {unequal, Op::unequal},
      {less, Op::less},
      {at_most, Op::at_most},
      {greater, Op::greater},
      {at_least, Op::at_least},
      {by, Op::by},
      {before, Op::before},
      {after, Op::after},
      {in, Op::in},
      {not_in, Op::not_in},
      {contains, Op::contains},
      {starts_with, Op::starts_with},
      {ends_with, Op::ends_with},
      {matches, Op::matches},
      {is_known, Op::known},
      {is_unknown, Op::unknown},
      {plus, Op::add},
      {minus, Op::subtract},
      {times, Op::multiply},
  };
  for (const auto& [word, op] : operators) {
    if (word == token.word) return op;
  }
  return Op::divide;
}

std::optional<Type> compared(const Token& op, const Typed& left, const Typed& right, bool has_zone,
                             Diagnostics& diagnostics) {
  if (time_test(op.word)) return compared_in_time(op, left, right, has_zone, diagnostics);
  if (text_test(op.word)) return text_compared(op, left, right, diagnostics);
  const bool equality = op.word == equal || op.word == unequal;
  if (left.type != right.type) {
    diagnostics.push_back(
        clash("E0209", "cannot compare " + described(left.type) + " with " + described(right.type),
              left, right, comparison_help(left.type, right.type)));
    return std::nullopt;
  }
  if (has_order(left.type)) return Type::truth;
  if (equality && (left.type == Type::text || left.type == Type::truth)) return Type::truth;
  const std::string what = left.type == Type::truth || left.type == Type::text
                               ? described(left.type) + " has no order"
                               : "cannot compare two of these: " + described(left.type);
  diagnostics.push_back(clash("E0209", what, left, right,
                              is_list(left.type) ? comparison_help(left.type, right.type)
                              : equality         ? ""
                                                 : "write '=' or '!='"));
  return std::nullopt;
}

std::optional<Type> computed(const Token& op, const Typed& left, const Typed& right, bool has_zone,
                             Diagnostics& diagnostics) {
  const bool sum = op.word == plus || op.word == minus;
  const auto type = sum ? sum_of(op, left.type, right.type) : product_of(op, left.type, right.type);
  if (!type) {
    diagnostics.push_back(clash("E0210",
                                "cannot compute " + described(left.type) + " " +
                                    std::string(op.text) + " " + described(right.type),
                                left, right, arithmetic_help(op, left.type, right.type)));
    return std::nullopt;
  }
  if (type == Type::deadline && !has_zone) {
    diagnostics.push_back(clash("E0210", "a milestone does not move where no zone is known", left,
                                right, "count from it in the timeline"));
    return std::nullopt;
  }
  if (op.word == over && right.zero) {
    diagnostics.push_back(fault("E0219", "this divides by zero", right.span));
    return std::nullopt;
  }
  return type;
}

std::string described(Type type) {
  switch (type) {
    case Type::truth:
      return "yes or no";
    case Type::number:
      return "a number";
    case Type::percentage:
      return "a percentage";
    case Type::money:
      return "an amount of money";
    case Type::text:
      return "a text";
    case Type::date:
      return "a date";
    case Type::instant:
      return "a moment";
    case Type::deadline:
      return "a milestone";
    case Type::days:
      return "a period of days";
    case Type::working_days:
      return "a period of working days";
    case Type::months:
      return "a period of months";
    case Type::numbers:
      return "a list of numbers";
    case Type::texts:
      return "a list of texts";
    case Type::records:
      return "a list of records";
  }
  return "a value";
}

bool is_list(Type type) {
  return type == Type::numbers || type == Type::texts || type == Type::records;
}

bool is_period(Type type) {
  return type == Type::days || type == Type::working_days || type == Type::months;
}

bool is_amount(Type type) {
  return type == Type::number || type == Type::percentage || type == Type::money;
}

bool has_order(Type type) {
  return is_amount(type) || is_period(type) || type == Type::date || type == Type::instant;
}

std::optional<Type> element_of(Type type) {
  if (type == Type::numbers) return Type::number;
  if (type == Type::texts) return Type::text;
  return std::nullopt;
}

Diagnostic fault(std::string code, std::string message, Span span, std::string help) {
  return {.severity = Severity::error,
          .code = std::move(code),
          .message = std::move(message),
          .primary = {span, ""},
          .secondary = {},
          .help = std::move(help)};
}

}  // namespace termijn::rules::syntax
