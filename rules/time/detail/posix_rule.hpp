#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace termijn::rules::detail {

/// One yearly clock change of a POSIX TZ string, in any of its three forms.
struct YearlyChange {
  enum class Form {
    month_week_day,  ///< `M3.5.0`: the fifth (= last) Sunday of March.
    julian,          ///< `J60`: 1 … 365, 29 February is never counted.
    day_of_year,     ///< `59`: 0 … 365, 29 February is counted.
  };

  Form form = Form::month_week_day;
  unsigned month = 1;
  unsigned week = 1;
  unsigned weekday = 0;
  int day = 0;
  std::int32_t time = 7200;  ///< Local seconds after midnight; may pass the day either way.
};

/// The rule at the end of a TZif file (RFC 9636 §3.3.1): what the clock does
/// after the last change that is written out.
struct PosixRule {
  std::int32_t standard = 0;  ///< Seconds east of Greenwich.
  std::int32_t summer = 0;
  bool has_summer = false;
  YearlyChange starts;
  YearlyChange ends;
};

/// Reads `CET-1CEST,M3.5.0,M10.5.0/3`; empty when it is not such a rule.
std::optional<PosixRule> parse_posix_rule(std::string_view text);

/// Local seconds since 1970 at which `change` happens in `year`, by the clock
/// that is right just before it.
std::int64_t local_second(const YearlyChange& change, std::chrono::year year);

}  // namespace termijn::rules::detail
