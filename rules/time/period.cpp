#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "rules/time/limit.hpp"

namespace termijn::rules {

namespace {

struct UnitName {
  Unit unit;
  std::string_view one;   ///< `working day`
  std::string_view json;  ///< `working-day`
};

// The words of the JSON output: a contract, never changed.
constexpr std::array<UnitName, 6> unit_names{{{Unit::hour, "hour", "hour"},
                                              {Unit::day, "day", "day"},
                                              {Unit::working_day, "working day", "working-day"},
                                              {Unit::week, "week", "week"},
                                              {Unit::month, "month", "month"},
                                              {Unit::year, "year", "year"}}};

const UnitName& name_of(Unit unit) {
  return *std::find_if(unit_names.begin(), unit_names.end(),
                       [&](const UnitName& name) { return name.unit == unit; });
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::optional<Unit> unit_of(std::string_view word) {
  for (const UnitName& name : unit_names) {
    if (word == name.one || (word.ends_with('s') && word.substr(0, word.size() - 1) == name.one)) {
      return name.unit;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string to_string(Period period) {
  return fmt::format("{} {}{}", period.amount, name_of(period.unit).one,
                     period.amount == 1 ? "" : "s");
}

std::string_view to_string(Unit unit) { return name_of(unit).json; }

std::optional<Period> parse_period(std::string_view text) {
  text = trimmed(text);
  int amount = 0;
  std::size_t length = 0;
  // Six digits at most: `count_limit` refuses more than 100,000 of anything.
  while (length < text.size() && length < 6 && text[length] >= '0' && text[length] <= '9') {
    amount = amount * 10 + (text[length++] - '0');
  }
  if (length == 0 || length == text.size() || text[length] != ' ') return std::nullopt;
  const auto unit = unit_of(trimmed(text.substr(length)));
  if (!unit) return std::nullopt;
  return Period{amount, *unit};
}

}  // namespace termijn::rules
