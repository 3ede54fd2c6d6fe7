#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/time/date.hpp"

namespace termijn::rules {

/// The public holidays of a legal area over the years it was checked against
/// the law. Data: `rules/time/calendars/*.toml`.
class Calendar {
 public:
  Calendar() = default;
  Calendar(std::string id, std::string law, std::chrono::year first, std::chrono::year last,
           std::map<Date, std::string> holidays);

  const std::string& id() const { return id_; }
  const std::string& law() const { return law_; }

  std::chrono::year first_year() const { return first_; }
  std::chrono::year last_year() const { return last_; }
  bool covers(Date date) const { return date.year() >= first_ && date.year() <= last_; }

  const std::map<Date, std::string>& holidays() const { return holidays_; }

  /// The holiday's name when `date` is one, a closing day of the rulebook
  /// included; null otherwise.
  const std::string* holiday(Date date) const;
  /// Whether a rulebook declared this Saturday, Sunday or holiday a working day.
  bool declared_working(Date date) const;

  /// The same calendar with a day that this call closes, or works, on.
  Calendar with_closing_day(Date date, std::string name) const;
  Calendar with_working_day(Date date) const;

 private:
  std::string id_;
  std::string law_;
  std::chrono::year first_{1};
  std::chrono::year last_{0};
  std::map<Date, std::string> holidays_;
  std::vector<Date> working_;
};

/// What is wrong in a calendar's or regime's data file.
struct DataFault {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string message;
};

/// Reads a calendar from TOML (the format is in docs/calendars.md). Empty when
/// there are faults, which are added to `faults`.
std::optional<Calendar> read_calendar(std::string_view toml, std::vector<DataFault>& faults);

/// One of the calendars that come with termijn: `BE`, `BE-VLG`, `NL`, … Null
/// when there is none of that name.
const Calendar* builtin_calendar(std::string_view id);
/// The TOML text behind it, to be stored by digest.
std::string_view builtin_calendar_text(std::string_view id);
std::vector<std::string> builtin_calendar_ids();

}  // namespace termijn::rules
