#include "rules/time/detail/data_reader.hpp"
#include "rules/time/regime.hpp"

namespace termijn::rules {

namespace {

using detail::DataFaults;
using detail::DataTable;

// Bounds that no law comes near; they keep sums of days in range.
constexpr int most_days = 36'600;

/// The section `[name]`; its article is kept under `rule`.
std::optional<DataTable> section(const DataTable& file, std::string_view name,
                                 std::string_view rule, Regime& regime) {
  auto found = file.table(name);
  if (found && found->has("article")) {
    regime.articles.emplace_back(rule, found->text("article"));
  }
  return found;
}

Regime::DaysOff read_days_off(const DataTable& table, std::string_view key) {
  Regime::DaysOff off;
  for (const std::string& day : table.texts(key)) {
    if (day == "saturday") {
      off.saturday = true;
    } else if (day == "sunday") {
      off.sunday = true;
    } else if (day == "holidays") {
      off.holidays = true;
    } else {
      table.fault(key, fmt::format("'{}' is none of saturday, sunday, holidays", day));
    }
  }
  return off;
}

/// Whether the text behind `key` is the second of two words; a fault when it is
/// neither.
bool is_second(const DataTable& table, std::string_view key, std::string_view first,
               std::string_view second) {
  const std::string word = table.text(key);
  if (word != first && word != second && !word.empty()) {
    table.fault(key, fmt::format("'{}' must be \"{}\" or \"{}\"", key, first, second));
  }
  return word == second;
}

void read_counting(const DataTable& file, Regime& regime) {
  if (const auto event = section(file, "event-day", "event-day", regime)) {
    event->allow({"counts", "article"});
    regime.event_day_counts = event->flag("counts");
  }
  if (const auto months = section(file, "months", "month-end", regime)) {
    months->allow({"rule", "article"});
    const bool day_before = is_second(*months, "rule", "clamp", "day-before");
    regime.months = day_before ? Regime::Months::day_before : Regime::Months::clamp;
  }
  if (file.has("weeks")) {
    if (const auto weeks = section(file, "weeks", "weeks", regime)) weeks->allow({"article"});
  }
  if (const auto hours = section(file, "hours", "hours", regime)) {
    hours->allow({"rule", "article"});
    const bool whole = is_second(*hours, "rule", "elapsed", "from-next-whole");
    regime.hours = whole ? Regime::Hours::from_next_whole : Regime::Hours::elapsed;
  }
  if (const auto working = section(file, "working-days", "working-days", regime)) {
    working->allow({"skips", "article"});
    regime.not_working = read_days_off(*working, "skips");
  }
}

void read_adjusting(const DataTable& file, Regime& regime) {
  if (const auto roll = section(file, "roll", "roll", regime)) {
    roll->allow({"over", "article"});
    regime.rolls_over = read_days_off(*roll, "over");
  }
  if (const auto backward = section(file, "backward", "backward", regime)) {
    backward->allow({"rolls", "article"});
    regime.rolls_backward_limits = backward->flag("rolls");
  }
  if (!file.has("least-working-days")) return;
  if (const auto least = section(file, "least-working-days", "least-working-days", regime)) {
    least->allow({"days", "from-days", "article"});
    regime.least_working_days = least->number("days", 0, most_days);
    regime.least_from_days = least->number("from-days", 0, most_days);
  }
}

void read_reach(const DataTable& file, Regime& regime) {
  if (!file.has("reach")) return;
  const auto reach = section(file, "reach", "reach", regime);
  if (!reach) return;
  reach->allow({"days", "weeks", "months", "years", "article"});
  regime.reach = Regime::Reach{.days = reach->number("days", 0, most_days),
                               .weeks = reach->number("weeks", 0, most_days),
                               .months = reach->number("months", 0, most_days),
                               .years = reach->number("years", 0, most_days)};
}

std::optional<Regime> regime_of(const DataTable& file, const DataFaults& faults) {
  file.allow({"id", "law", "event-day", "weeks", "months", "hours", "roll", "backward",
              "working-days", "least-working-days", "reach"});
  Regime regime;
  regime.id = file.text("id");
  regime.law = file.text("law");
  read_counting(file, regime);
  read_adjusting(file, regime);
  read_reach(file, regime);
  if (faults.any()) return std::nullopt;
  return regime;
}

}  // namespace

std::optional<Regime> read_regime(std::string_view toml, std::vector<DataFault>& faults) {
  DataFaults found(faults);
  try {
    const toml::table table = toml::parse(toml);
    return regime_of(DataTable(table, found), found);
  } catch (const toml::parse_error& error) {
    found.add(error.source(), std::string(error.description()));
    return std::nullopt;
  }
}

}  // namespace termijn::rules
