#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/time/calendar.hpp"

namespace termijn::rules {

/// The law by which time limits are counted, as data
/// (`rules/time/regimes/*.toml`; each value there cites its article).
struct Regime {
  /// Which days a last day moves over, and which are no working days.
  struct DaysOff {
    bool saturday = false;
    bool sunday = false;
    bool holidays = false;
  };
  enum class Hours {
    elapsed,          ///< A stopwatch from the event.
    from_next_whole,  ///< The hour of the event is not counted (EU 1182/71 art. 3(1)).
  };
  enum class Months {
    clamp,       ///< The same day number, or the last day of a shorter month.
    day_before,  ///< From the day after, up to the day before the same number (Jud. Code art. 54).
  };

  /// The longest periods that the law adjusts: a longer one neither moves nor
  /// holds a least number of working days (Dutch Atw art. 4).
  struct Reach {
    int days = 0;
    int weeks = 0;
    int months = 0;
    int years = 0;
  };

  std::string id;   ///< `be-civil`
  std::string law;  ///< The instrument, in full.
  bool event_day_counts = false;
  Months months = Months::clamp;
  Hours hours = Hours::elapsed;
  DaysOff rolls_over;   ///< All false: the last day never moves.
  DaysOff not_working;  ///< What a period in working days skips.
  bool rolls_backward_limits = false;
  int least_working_days = 0;  ///< A longer period holds at least so many working days …
  int least_from_days = 0;     ///< … when it is of so many days or more.
  std::optional<Reach> reach;  ///< Empty: periods of any length.
  /// Article for each rule, for the working: keys `event-day`, `weeks`,
  /// `month-end`, `hours`, `roll`, `backward`, `working-days`, `least-working-days`, `reach`.
  std::vector<std::pair<std::string, std::string>> articles;

  /// The article behind a rule; the law's name when none is given.
  std::string_view article(std::string_view rule) const;
};

/// Reads a regime from TOML (the format is in docs/calendars.md). Empty when
/// there are faults, which are added to `faults`.
std::optional<Regime> read_regime(std::string_view toml, std::vector<DataFault>& faults);

/// `plain`, `be-civil`, `eu-1182-71`, `be-judicial`, `nl-atw`; null for another name.
const Regime* builtin_regime(std::string_view id);
std::string_view builtin_regime_text(std::string_view id);
std::vector<std::string> builtin_regime_ids();

}  // namespace termijn::rules
