#include <algorithm>

#include <fmt/format.h>

#include "rules/language/moment/detail/resolver.hpp"

/// Why a phrase means what it means, in sentences that an applicant may get.
namespace termijn::rules::moment {
namespace {

std::string plainly(Date date) {
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()), month_name(date.month()),
                     static_cast<int>(date.year()));
}

}  // namespace

void Resolver::because(std::string sentence) {
  if (resolved_.year_missing) return;  // the year that stands in for it is nobody's
  auto& all = resolved_.working;
  if (std::find(all.begin(), all.end(), sentence) == all.end()) all.push_back(std::move(sentence));
}

/// What was not read, so that nobody need wonder whether it was.
void Resolver::explain_words() {
  std::string words;
  for (const Span& span : sentence_.passed_over) {
    words += fmt::format("{}'{}'", words.empty() ? "" : ", ", text_.written(span));
  }
  if (!words.empty()) because("passed over, because they say nothing of the date: " + words);
}

void Resolver::explain_zone() {
  if (!sentence_.zone) return;
  because(fmt::format("the hours are those of {}, as '{}' says", zone().name(),
                      text_.written(sentence_.zone->span)));
}

/// Where the day comes from that the words name.
void Resolver::explain_day(const Spot& spot, Date first) {
  const std::string written(text_.written(spot.day.span));
  const int year = static_cast<int>(first.year());
  if (!spot.day.year && context_.year) {
    because(fmt::format("'{}' has no year: {} is the year of the call", written, year));
  } else if (spot.day.year && !spot.day.year_written) {
    because(fmt::format("'{}' takes the year {} of the date beside it", written, year));
  }
  if (spot.day.weekday && !resolved_.year_missing) {
    because(fmt::format("{} is a {}, as it is written", plainly(first),
                        weekday_name(weekday_of(first))));
  }
  switch (spot.unit) {
    case Spot::Unit::nth_weekday:
    case Spot::Unit::last_day:
      return because(fmt::format("'{}' is {}", text_.written(spot.span), spelled(first)));
    case Spot::Unit::week:
    case Spot::Unit::last_week:
    case Spot::Unit::iso_week:
      return because(fmt::format("a week runs from Monday to Sunday (ISO 8601): {} to {}",
                                 spelled(first), spelled(add_days(first, 6))));
    case Spot::Unit::month:
    case Spot::Unit::quarter:
    case Spot::Unit::year:
      return because(fmt::format("'{}' runs from {} to {}", text_.written(spot.span),
                                 spelled(first), spelled(add_days(*day_after(spot, first), -1))));
    case Spot::Unit::day:
      return;
  }
}

/// The word that chose the edge, as it is written.
std::string Resolver::said(const Item& item) const {
  return item.said.begin == item.said.end ? "the phrase"
                                          : fmt::format("'{}'", text_.written(item.said));
}

std::string Resolver::day_before(Instant instant) const {
  return spelled(zone().local(instant - std::chrono::seconds{1}).date);
}
std::string Resolver::day_of(Instant instant) const { return spelled(zone().local(instant).date); }

/// Which edge of the day the words choose.
void Resolver::explain_edge(const Item& item, const Stretch& stretch) {
  if (stretch.closing) return;  // said where the day is closed
  if (stretch.point) {
    if (item.bound == Bound::before) {
      because(fmt::format("with a clock time, {} means by: at that time is in time", said(item)));
    } else if (item.bound != Bound::from && item.bound != Bound::after) {
      because("a clock time is sharp and included: a second later is late");
    }
    return;
  }
  switch (item.bound) {
    case Bound::before:
      return because(fmt::format("{} closes where {} begins", said(item), day_of(stretch.from)));
    case Bound::until:
    case Bound::through:
      return because(
          fmt::format("{} takes in the whole of {}", said(item), day_before(stretch.until)));
    case Bound::from:
      return because(fmt::format("{} opens where {} begins", said(item), day_of(stretch.from)));
    case Bound::after:
      return because(fmt::format("{} opens where {} ends", said(item), day_before(stretch.until)));
    default:
      if (context_.as == ReadAs::deadline && !stretch.point) {
        because("a date alone, asked for as a closing date, closes where its day ends");
      }
  }
}

}  // namespace termijn::rules::moment
