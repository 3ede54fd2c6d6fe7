#include "rules/embedded.hpp"
#include "rules/time/detail/calendar_files.hpp"
#include "rules/time/detail/data_reader.hpp"

namespace termijn::rules {

namespace detail {

namespace {

namespace chr = std::chrono;
using Holidays = std::map<Date, std::string>;

// The Gregorian calendar began in 1582; a date holds four digits of a year.
constexpr int least_year = 1583;
constexpr int most_year = 9999;

/// The years of a calendar, or of one entry of it.
struct Years {
  int first = least_year;
  int last = least_year;
};

/// Two names on one day (1 May 2008 was Labour Day and Ascension) are both said.
void add(Holidays& holidays, Date date, const std::string& name) {
  std::string& there = holidays[date];
  there = there.empty() ? name : there + " and " + name;
}

Years years_of(const DataTable& entry, const Years& all) {
  return {entry.number_or("from", least_year, most_year, all.first),
          entry.number_or("until", least_year, most_year, all.last)};
}

std::optional<chr::month_day> month_day_of(const DataTable& entry) {
  const std::string text = entry.text("day");
  // A leap year, so that 29 February may be written.
  const auto date = parse_iso_date("2000-" + text);
  if (!date) entry.fault("day", "'day' must be a month and a day such as \"07-21\"");
  if (!date) return std::nullopt;
  return chr::month_day{date->month(), date->day()};
}

void read_fixed(const DataTable& entry, const Years& all, Holidays& holidays) {
  entry.allow({"day", "name", "from", "until", "if-sunday"});
  const auto month_day = month_day_of(entry);
  const std::string name = entry.text("name");
  const Years years = years_of(entry, all);
  const int if_sunday = entry.number_or("if-sunday", -6, 6, 0);
  if (!month_day) return;
  for (int year = std::max(years.first, all.first); year <= std::min(years.last, all.last);
       ++year) {
    const Date date{chr::year{year}, month_day->month(), month_day->day()};
    if (!date.ok()) continue;
    add(holidays, weekday_of(date) == chr::Sunday ? add_days(date, if_sunday) : date, name);
  }
}

void read_easter(const DataTable& entry, const Years& all, Holidays& holidays) {
  entry.allow({"offset", "name", "from", "until"});
  // Septuagesima to Trinity and beyond: every feast that follows Easter.
  const int offset = entry.number("offset", -70, 70);
  const std::string name = entry.text("name");
  const Years years = years_of(entry, all);
  for (int year = std::max(years.first, all.first); year <= std::min(years.last, all.last);
       ++year) {
    add(holidays, add_days(easter(chr::year{year}), offset), name);
  }
}

void read_once(const DataTable& entry, const Years& all, Holidays& holidays) {
  entry.allow({"date", "name"});
  const auto date = entry.date("date");
  const std::string name = entry.text("name");
  if (!date) return;
  const int year = static_cast<int>(date->year());
  if (year < all.first || year > all.last) {
    entry.fault("date", "this date lies outside the years of the calendar");
    return;
  }
  add(holidays, *date, name);
}

/// The holidays to begin with: those of the calendar that is extended.
Holidays base_of(const DataTable& file, const Years& years, const CalendarLookup& calendars) {
  if (!file.has("extends")) return {};
  const std::string id = file.text("extends");
  const Calendar* base = calendars(id);
  if (!base) {
    file.fault("extends", fmt::format("there is no calendar '{}' to extend", id));
    return {};
  }
  if (years.first < static_cast<int>(base->first_year()) ||
      years.last > static_cast<int>(base->last_year())) {
    file.fault("extends",
               fmt::format("'{}' covers {} to {} only", id, static_cast<int>(base->first_year()),
                           static_cast<int>(base->last_year())));
  }
  Holidays holidays;
  for (const auto& [date, name] : base->holidays()) {
    const int year = static_cast<int>(date.year());
    if (year >= years.first && year <= years.last) holidays.emplace(date, name);
  }
  return holidays;
}

std::optional<Calendar> calendar_of(const DataTable& file, DataFaults& faults,
                                    const CalendarLookup& calendars) {
  file.allow({"id", "law", "first", "last", "extends", "fixed", "easter", "once"});
  std::string id = file.text("id");
  std::string law = file.text("law");
  const Years years{file.number("first", least_year, most_year),
                    file.number("last", least_year, most_year)};
  if (years.last < years.first) file.fault("last", "'last' lies before 'first'");
  Holidays holidays = base_of(file, years, calendars);
  for (const DataTable& entry : file.tables("fixed")) read_fixed(entry, years, holidays);
  for (const DataTable& entry : file.tables("easter")) read_easter(entry, years, holidays);
  for (const DataTable& entry : file.tables("once")) read_once(entry, years, holidays);
  if (faults.any()) return std::nullopt;
  return Calendar(std::move(id), std::move(law), chr::year{years.first}, chr::year{years.last},
                  std::move(holidays));
}

}  // namespace

std::optional<Calendar> read_calendar_with(std::string_view toml, std::vector<DataFault>& faults,
                                           const CalendarLookup& calendars) {
  DataFaults found(faults);
  try {
    const toml::table table = toml::parse(toml);
    return calendar_of(DataTable(table, found), found, calendars);
  } catch (const toml::parse_error& error) {
    found.add(error.source(), std::string(error.description()));
    return std::nullopt;
  }
}

}  // namespace detail

std::optional<Calendar> read_calendar(std::string_view toml, std::vector<DataFault>& faults) {
  return detail::read_calendar_with(toml, faults, builtin_calendar);
}

}  // namespace termijn::rules
