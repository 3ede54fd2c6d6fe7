#include "rules/time/date.hpp"

#include <array>

#include <fmt/format.h>

namespace termijn::rules {

namespace {

namespace chr = std::chrono;

/// The digits of `text` as a number; empty unless all are digits.
std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char letter : text) {
    if (letter < '0' || letter > '9') return std::nullopt;
    value = value * 10 + (letter - '0');
  }
  return value;
}

std::string_view short_weekday_name(chr::weekday weekday) {
  return weekday_name(weekday).substr(0, 3);
}

}  // namespace

Date add_days(Date date, std::int64_t days) { return chr::sys_days{date} + chr::days{days}; }

Date add_months(Date date, std::int64_t months) {
  const chr::year_month month =
      chr::year_month{date.year(), date.month()} + chr::months{static_cast<int>(months)};
  const Date same_number = month / date.day();
  return same_number.ok() ? same_number : Date{month / chr::last};
}

std::chrono::weekday weekday_of(Date date) { return chr::weekday{chr::sys_days{date}}; }

Date iso_week_start(Date date) {
  const auto days = chr::sys_days{date};
  return days - (chr::weekday{days} - chr::Monday);
}

std::string to_string(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const Date date{chr::year{*year}, chr::month{static_cast<unsigned>(*month)},
                  chr::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::string spelled(Date date) {
  return fmt::format("{} {} {} {}", short_weekday_name(weekday_of(date)),
                     static_cast<unsigned>(date.day()), month_name(date.month()),
                     static_cast<int>(date.year()));
}

std::string_view weekday_name(std::chrono::weekday weekday) {
  static constexpr std::array<std::string_view, 7> names{
      "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
  return names.at(weekday.c_encoding());
}

std::string_view month_name(std::chrono::month month) {
  static constexpr std::array<std::string_view, 12> names{
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  return names.at(static_cast<unsigned>(month) - 1);
}

// The letters are those of the published algorithm, so that it can be compared.
Date easter(std::chrono::year year) {
  const int x = static_cast<int>(year);
  const int a = x % 19;
  const int b = x / 100;
  const int c = x % 100;
  const int d = b / 4;
  const int e = b % 4;
  const int f = (b + 8) / 25;
  const int g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4;
  const int k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return {year, chr::month{static_cast<unsigned>(n / 31)},
          chr::day{static_cast<unsigned>(n % 31 + 1)}};
}

}  // namespace termijn::rules
