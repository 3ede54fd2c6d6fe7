#include <cstdlib>

#include <fmt/format.h>

#include "rules/language/moment/detail/resolver.hpp"

/// From a spot (a day, week, month or year, perhaps with a time of day) to the
/// stretch that its words name.
namespace termijn::rules::moment {
namespace {

// Stands in for a year that nobody knows while the rest of the phrase is
// checked; a leap year, so that 29 February is a date.
constexpr int some_year = 2000;

Date date_of(int year, int month, int day) {
  return std::chrono::year{year} / std::chrono::month(static_cast<unsigned>(month)) /
         std::chrono::day(static_cast<unsigned>(day));
}

std::string numeric(Date date) {
  return fmt::format("{:02}/{:02}/{}", static_cast<unsigned>(date.day()),
                     static_cast<unsigned>(date.month()), static_cast<int>(date.year()));
}

std::string plainly(Date date) {
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()), month_name(date.month()),
                     static_cast<int>(date.year()));
}

}  // namespace

std::optional<int> Resolver::year_of(const Day& day) {
  if (day.year) return day.year;
  if (context_.year) {
    resolved_.year_inferred = true;
    return context_.year;
  }
  resolved_.year_missing = true;
  if (day.weekday) {
    notes_.error(day.span, code::no_year, fmt::format("'{}' has no year", text_.written(day.span)),
                 "write the year with the date, or give the year of the call");
    return std::nullopt;
  }
  return some_year;
}

bool Resolver::weekday_agrees(const Day& day, Date date) {
  if (!day.weekday) return true;
  const std::chrono::weekday real = weekday_of(date);
  const std::chrono::weekday written{static_cast<unsigned>(*day.weekday % 7)};
  if (real == written) return true;
  notes_.error(
      day.span, code::wrong_weekday,
      fmt::format("{} is a {}, not a {}", plainly(date), weekday_name(real), weekday_name(written)),
      "correct the weekday or the date");
  return false;
}

/// `04/03` beside an American zone.
void Resolver::check_american(const Spot& spot, int year, int& month, int& day) {
  if (!spot.day.numeric || !american_ || day > 12 || day == month) return;
  doubt(spot.span, code::day_or_month,
        fmt::format("'{}' is read the other way round in America", text_.written(spot.day.span)),
        fmt::format("the day first: write {}", plainly(date_of(year, month, day))),
        fmt::format("the month first: write {}", plainly(date_of(year, day, month))));
  if (choice_ == 1) std::swap(day, month);
}

/// `23-06-24`: 23 June 2024, or 24 June 2023? The call's year tells where it is known.
void Resolver::check_year_first(const Spot& spot, int& year, int& day) {
  constexpr int near = 5;  // years; `05-06-23` is no day of 2005 to anybody
  const int last = year % 100;
  if (!spot.day.short_dashed || day == last || last > 31 || std::abs(day - last) > near) return;
  if (context_.year && *context_.year == year) return;
  const int other_year = year - last + day;
  doubt(
      spot.span, code::year_first,
      fmt::format("'{}' may begin with its day or with its year", text_.written(spot.day.span)),
      fmt::format("the day first: write {}", plainly(date_of(year, *spot.day.month, day))),
      fmt::format("the year first: write {}", plainly(date_of(other_year, *spot.day.month, last))));
  if (choice_ == 0) return;
  day = last;
  year = other_year;
}

/// `eerste maandag van mei`, `laatste vrijdag van juni`
std::optional<Date> Resolver::nth_weekday(const Spot& spot, Date first) {
  const int wanted = spot.weekday % 7;
  const auto ahead = [wanted](Date date) {
    return (wanted - static_cast<int>(weekday_of(date).c_encoding()) + 7) % 7;
  };
  const Date next_month = add_months(first, 1);
  const Date day = spot.nth > 0 ? add_days(first, ahead(first) + 7 * (spot.nth - 1))
                                : add_days(next_month, ahead(next_month) + 7 * spot.nth);
  if (day.month() == first.month()) return day;
  notes_.error(spot.span, code::no_such_date,
               fmt::format("there is no '{}'", text_.written(spot.span)),
               "correct the weekday or the month");
  return std::nullopt;
}

/// Week 1 of ISO 8601 is the one that holds 4 January.
std::optional<Date> Resolver::numbered_week(const Spot& spot, int year) {
  const Date first = iso_week_start(date_of(year, 1, 4));
  const Date monday = add_days(first, 7 * (spot.nth - 1));
  if (spot.nth >= 1 && monday < iso_week_start(date_of(year + 1, 1, 4))) return monday;
  notes_.error(spot.span, code::no_such_week, fmt::format("{} has no week {}", year, spot.nth),
               "write the Monday of the week: week van 15/05/2023");
  return std::nullopt;
}

std::optional<Date> Resolver::last_week(const Spot& spot, Date first) {
  const Date end = add_months(first, 1);
  const Date last_days = add_days(end, -7);
  const Date iso = iso_week_start(add_days(end, -1));
  if (iso != last_days) {
    doubt(spot.span, code::last_week, "the last week of a month is read in two ways",
          fmt::format("the week that holds its last day: write 'week van {}'", numeric(iso)),
          fmt::format("its last seven days: write '{} t/m {}'", numeric(last_days),
                      numeric(add_days(end, -1))));
  }
  return choice_ == 0 ? iso : last_days;
}

std::optional<Date> Resolver::first_day(const Spot& spot) {
  const std::optional<int> known = year_of(spot.day);
  if (!known) return std::nullopt;
  int year = *known;
  if (spot.unit == Spot::Unit::iso_week) return numbered_week(spot, year);
  int month = spot.day.month.value_or(1);
  int day = spot.day.day.value_or(1);
  check_american(spot, year, month, day);
  check_year_first(spot, year, day);
  const Date date = date_of(year, month, day);
  if (!date.ok()) {
    notes_.error(
        spot.span, code::no_such_date,
        fmt::format("{} {} has no day {}",
                    month_name(std::chrono::month(static_cast<unsigned>(month))), year, day),
        "correct the day or the month");
    return std::nullopt;
  }
  if (spot.unit == Spot::Unit::nth_weekday) return nth_weekday(spot, date);
  if (spot.unit == Spot::Unit::last_day) {
    const Date last = add_days(add_months(date, 1), -1);
    return weekday_agrees(spot.day, last) ? std::optional(last) : std::nullopt;
  }
  if (!weekday_agrees(spot.day, date)) return std::nullopt;
  if (spot.unit == Spot::Unit::week) return iso_week_start(date);
  return spot.unit == Spot::Unit::last_week ? last_week(spot, date) : std::optional(date);
}

std::optional<Date> Resolver::day_after(const Spot& spot, Date first) {
  switch (spot.unit) {
    case Spot::Unit::day:
    case Spot::Unit::nth_weekday:
    case Spot::Unit::last_day:
      return add_days(first, 1);
    case Spot::Unit::iso_week:
    case Spot::Unit::week:
    case Spot::Unit::last_week:
      return add_days(first, 7);
    case Spot::Unit::month:
      return add_months(first, 1);
    case Spot::Unit::quarter:
      return add_months(first, 3);
    case Spot::Unit::year:
      return add_months(first, 12);
  }
  return std::nullopt;
}

std::optional<Stretch> Resolver::stretch(const Spot& spot, Bound bound, bool closes_whole) {
  const std::optional<Date> first = first_day(spot);
  if (!first) return std::nullopt;
  explain_day(spot, *first);
  if (!spot.part) {
    return Stretch{start_of(*first), start_of(*day_after(spot, *first))};
  }
  const bool one_day = spot.unit == Spot::Unit::day || spot.unit == Spot::Unit::last_day ||
                       spot.unit == Spot::Unit::nth_weekday;
  if (!one_day) {
    notes_.error(spot.part->span, code::time_without_day, "the time stands without a day",
                 "write the day that the time belongs to");
    return std::nullopt;
  }
  switch (spot.part->kind) {
    case PartOfDay::Kind::clock:
      return at_clock(spot.part->clock, *first, bound, closes_whole);
    case PartOfDay::Kind::hours:
      return in_hours(*spot.part, *first);
    case PartOfDay::Kind::half:
      return in_half(spot.part->half, *first);
  }
  return std::nullopt;
}

/// The hour that is meant where the words leave two.
Clock Resolver::settled(Clock clock) {
  if (clock.bare_hour) {
    doubt(clock.span, code::bare_hour,
          fmt::format("'{}' may be in the morning or in the afternoon", text_.written(clock.span)),
          fmt::format("in the morning: write {:02}u{:02}", clock.hour, clock.minute),
          fmt::format("in the afternoon: write {}u{:02}", clock.hour + 12, clock.minute));
    if (choice_ == 1) clock.hour += 12;
  }
  if (clock.twelve) {
    doubt(clock.span, code::twelve,
          fmt::format("'{}' is read as noon and as midnight", text_.written(clock.span)),
          clock.hour == 12 ? "noon: write 12u00" : "the beginning of the day: write the day before",
          "the end of the day: write 24u00");
    if (choice_ == 1) clock.hour = 24;
  }
  return clock;
}

Stretch Resolver::at_clock(const Clock& written, Date date, Bound bound, bool closes_whole) {
  const Clock clock = settled(written);
  const bool opens = bound == Bound::from || (bound == Bound::none && context_.as == ReadAs::start);
  auto since =
      std::chrono::seconds{std::chrono::hours{clock.hour} + std::chrono::minutes{clock.minute}};
  if (clock.exact) since += std::chrono::seconds{clock.second};
  const Instant end = start_of(add_days(date, 1));
  const bool whole_day = clock.end_of_day || (clock.midnight && clock.hour == 24 && closes_whole) ||
                         (clock.last_minute && !clock.sharp && !sentence_.zone && !opens);
  if (clock.second != 0 && !clock.exact && !whole_day && choice_ == 0) {
    notes_.warn(clock.span, code::dropped_seconds,
                fmt::format("a limit is set to the minute: '{}' is read as 23:59",
                            text_.written(clock.span)),
                "write 24u00 to close the day");
  }
  if (whole_day) {
    because(fmt::format("'{}' closes the day: all of {} is in time", text_.written(clock.span),
                        plainly(date)));
    return {.from = end, .until = end, .point = true, .closing = true};
  }
  if (clock.midnight && !(opens && clock.hour == 0)) {
    doubt(clock.span, code::midnight,
          fmt::format("'{}' may be where {} begins or where it ends", text_.written(clock.span),
                      plainly(date)),
          fmt::format("where it ends: write '{} 24u00'", numeric(date)),
          fmt::format("where it begins: write '{} 24u00'", numeric(add_days(date, -1))));
    const Instant edge = choice_ == 0 ? end : start_of(date);
    return {.from = edge, .until = edge, .point = true, .closing = true};
  }
  const Instant instant = at(date, since, clock.span);
  return {.from = instant, .until = instant, .point = true, .closing = clock.hour == 24};
}

Stretch Resolver::in_hours(const PartOfDay& part, Date date) {
  const auto seconds = [](const Clock& clock) {
    return std::chrono::seconds{std::chrono::hours{clock.hour} +
                                std::chrono::minutes{clock.minute}};
  };
  const auto from = seconds(part.clock);
  const bool to_midnight =
      part.until.last_minute || (part.until.hour == 0 && part.until.minute == 0);
  const auto until = to_midnight ? std::chrono::hours{24} : seconds(part.until);
  if (until <= from || part.clock.twelve || part.until.twelve) {
    notes_.error(part.span, code::inverted, "these hours end before they begin",
                 "write both hours from 0 to 24: 13u-17u");
  }
  return {.from = at(date, from, part.span), .until = at(date, until, part.span)};
}

Stretch Resolver::in_half(Half half, Date date) {
  resolved_.half_days = true;
  const HalfDays& days = context_.half_days;
  const HalfDays::Hours& hours = half == Half::morning     ? days.morning
                                 : half == Half::afternoon ? days.afternoon
                                                           : days.evening;
  because(fmt::format("the half-day runs from {:02}:{:02} to {:02}:{:02}, as the call says",
                      hours.from.count() / 3600, hours.from.count() / 60 % 60,
                      hours.until.count() / 3600, hours.until.count() / 60 % 60));
  return {.from = at(date, hours.from, sentence_.span),
          .until = at(date, hours.until, sentence_.span)};
}

}  // namespace termijn::rules::moment
