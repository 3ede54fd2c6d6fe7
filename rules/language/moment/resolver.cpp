#include "rules/language/moment/detail/resolver.hpp"

#include <algorithm>

#include <fmt/format.h>

/// From items to windows: the words round a date choose its edge.
namespace termijn::rules::moment {

Resolved Resolver::resolve() {
  choose_zone();
  if (notes_.clean()) explain_zone();
  std::optional<Window> frame;
  if (notes_.clean() && sentence_.header) frame = window(*sentence_.header);
  for (const Item& item : with_shared_part()) {
    if (!notes_.clean()) break;
    std::optional<Window> session = window(item);
    if (!session) break;
    session->certainty = item.certainty;
    if (frame && (session->from < frame->from || session->until > frame->until)) {
      notes_.error(item.span, code::outside_header,
                   fmt::format("'{}' lies outside the week of '{}'", text_.written(item.span),
                               text_.written(sentence_.header->span)),
                   "correct the date or the week");
    }
    resolved_.sessions.push_back(*session);
  }
  if (notes_.clean()) check_order();
  explain_words();
  return std::move(resolved_);
}

/// `3 en 4 mei (9u-12u)`: where only some dates of a list have a time, it may
/// be meant for all of them.
std::vector<Item> Resolver::with_shared_part() {
  std::vector<Item> items = sentence_.items;
  const auto bare = [](const Item& item) { return !item.first.part && !item.last; };
  const auto timed = std::find_if(items.begin(), items.end(),
                                  [](const Item& item) { return item.first.part.has_value(); });
  if (timed == items.end() || std::none_of(items.begin(), items.end(), bare)) return items;
  const PartOfDay part = *timed->first.part;
  doubt(
      part.span, code::whose_time,
      fmt::format("it is not said whether '{}' is meant for every date", text_.written(part.span)),
      "for every date: write it with each of them",
      "for its own date alone: write the others in a phrase of their own");
  for (Item& item : items) {
    if (choice_ == 0 && bare(item)) item.first.part = part;
  }
  return items;
}

/// A list whose years are not all written must run forwards, or it passes a new
/// year that nobody wrote.
void Resolver::check_order() {
  const auto edge = [](const Window& window) { return window.until ? window.until : window.from; };
  for (std::size_t i = 1; i < resolved_.sessions.size(); ++i) {
    const Item& item = sentence_.items[i];
    const Item& before = sentence_.items[i - 1];
    const bool written = item.first.day.year_written && before.first.day.year_written;
    if (written || edge(resolved_.sessions[i - 1]) <= edge(resolved_.sessions[i])) continue;
    return notes_.error(
        item.span, code::inverted,
        fmt::format("'{}' comes before the date that it follows", text_.written(item.span)),
        "write the dates in order, each with its year");
  }
}

/// `5 t/m 9 juni (9u-12u)` are hours of every day, not one stretch.
bool Resolver::daily_hours(const Item& item) {
  const auto kind_of = [](const Spot& spot) {
    return spot.part ? std::optional(spot.part->kind) : std::nullopt;
  };
  const auto first = kind_of(item.first);
  const auto last = kind_of(*item.last);
  const bool hours = first == PartOfDay::Kind::hours || last == PartOfDay::Kind::hours;
  if (!hours && !(last == PartOfDay::Kind::half && !first) && !(last && !first && item.dashed)) {
    return false;
  }
  const Spot& spot = last ? *item.last : item.first;
  notes_.error(spot.part->span, code::whose_time,
               fmt::format("it is not said whether '{}' is meant for every day",
                           text_.written(spot.part->span)),
               "write each day with its own hours, ';' between them");
  return true;
}

/// `mei 2023` and nothing else, where a stretch of time is asked: the month itself.
bool Resolver::whole_month(const Item& item) {
  const bool year =
      item.first.unit == Spot::Unit::year || (item.last && item.last->unit == Spot::Unit::year);
  if (year || context_.as != ReadAs::window || sentence_.deadline || sentence_.opening)
    return false;
  if (item.first.whole) return true;
  if (!sentence_.bare) return false;
  if (choice_ == 0) {
    notes_.warn(
        item.span, code::whole_month,
        fmt::format("'{}' is read from its first day to its last", text_.written(item.span)),
        "write the day if one day is meant, or 'heel' before the month");
  }
  return true;
}

/// A month or a year alone is no date; only an edge of it is.
void Resolver::check_month(const Item& item) {
  const auto is = [&item](Spot::Unit unit) {
    return item.first.unit == unit || (item.last && item.last->unit == unit);
  };
  const bool month = is(Spot::Unit::month);
  const bool quarter = is(Spot::Unit::quarter);
  const bool stretch = month || quarter || is(Spot::Unit::year);
  if (!stretch || (item.bound != Bound::none && !item.dashed) || whole_month(item)) return;
  notes_.vague(item.span, code::vague_month,
               fmt::format("'{}' is a whole {}, not a day", text_.written(item.span),
                           month     ? "month"
                           : quarter ? "quarter"
                                     : "year"),
               "write the last day: uiterlijk 31/10/2023; or the first: vanaf 01/10/2023");
}

void Resolver::check_inclusive(const Item& item) {
  if (!sentence_.inclusive) return;
  const bool till = item.bound == Bound::till || (item.last && item.tie != Tie::through);
  const bool through = item.bound == Bound::until || item.bound == Bound::through ||
                       (item.last && item.tie == Tie::through);
  const bool day = item.bound == Bound::none && !item.last;
  if (till || ((through || day) && *sentence_.inclusive)) return;
  if (item.bound == Bound::before && !*sentence_.inclusive) return;
  notes_.error(item.span, code::clashing_words,
               "the words disagree on whether the day itself is included",
               "write 'tot en met' to include the day, 'voor' to leave it out");
}

std::optional<Window> Resolver::window(const Item& item) {
  check_month(item);
  check_inclusive(item);
  if (!notes_.clean()) return std::nullopt;
  if (item.last) return range(item);
  const std::optional<Stretch> named =
      stretch(item.first, item.bound, item.bound == Bound::through);
  if (!named) return std::nullopt;
  explain_edge(item, *named);
  return single(item, *named);
}

/// Whether the day behind a bare `tot` belongs to the stretch.
bool Resolver::included(const Spot& spot, Tie tie) {
  if (sentence_.inclusive) return *sentence_.inclusive;
  doubt(spot.span, tie == Tie::between ? code::between : code::bare_till,
        fmt::format("it is not said whether '{}' itself is included", text_.written(spot.span)),
        fmt::format("it is included: write '{} {}'",
                    sentence_.english ? "up to and including" : "tot en met",
                    text_.written(spot.span)),
        fmt::format("it is not: write '{} {}'", sentence_.english ? "before" : "voor",
                    text_.written(spot.span)));
  return choice_ == 0;
}

Window Resolver::closed_at(Instant until, bool inclusive) {
  if (inclusive && context_.last_minute_whole) {
    until += std::chrono::seconds{59};
    because("the last minute counts whole, as the rulebook says");
  }
  return {.from = std::nullopt, .until = until, .until_inclusive = inclusive};
}

/// `gepubliceerd op 15 mei` names a day, but not the last one.
void Resolver::check_announced() {
  if (sentence_.deadline || sentence_.opening) return;
  if (sentence_.other_day) {
    notes_.error(*sentence_.other_day, code::other_day,
                 fmt::format("'{}' announces another day than a closing date",
                             text_.written(*sentence_.other_day)),
                 "write the last day: uiterlijk 31/10/2023");
  } else if (sentence_.predicate) {
    notes_.error(*sentence_.predicate, code::said_of_date,
                 fmt::format("it is not clear that '{}' tells of a closing date",
                             text_.written(*sentence_.predicate)),
                 "write the last day: uiterlijk 31/10/2023");
  }
}

Window Resolver::unbounded(const Stretch& stretch) {
  ReadAs as = context_.as;
  if (as == ReadAs::window && (sentence_.deadline || stretch.closing)) as = ReadAs::deadline;
  if (as == ReadAs::deadline && sentence_.opening && !sentence_.deadline) {
    notes_.error(sentence_.span, code::opening_as_deadline,
                 "the words announce an opening where a closing date is asked",
                 "write the last day: uiterlijk 31/10/2023");
  }
  if (as == ReadAs::deadline) check_announced();
  if (as == ReadAs::window && sentence_.opening) {
    doubt(sentence_.span, code::opening_or_day,
          "the words announce an opening: the day itself, or all that follows?",
          "the day itself: write the date alone",
          sentence_.english ? "from that day on: write 'from' before the date"
                            : "from that day on: write 'vanaf' before the date");
    if (choice_ == 1) as = ReadAs::start;
  }
  if (as == ReadAs::start) return {.from = stretch.from, .until = std::nullopt};
  const bool inclusive = stretch.point && !stretch.closing;
  Window window = closed_at(stretch.until, inclusive);
  if (as == ReadAs::window) window.from = stretch.from;
  return window;
}

Window Resolver::single(const Item& item, const Stretch& stretch) {
  const bool inclusive = stretch.point && !stretch.closing;
  switch (item.bound) {
    case Bound::before:
      return closed_at(stretch.point ? stretch.until : stretch.from, inclusive);
    case Bound::until:
    case Bound::through:
      return closed_at(stretch.until, inclusive);
    case Bound::till:
      if (stretch.point) return closed_at(stretch.until, inclusive);
      return closed_at(included(item.first, Tie::till) ? stretch.until : stretch.from, false);
    case Bound::from:
      return {.from = stretch.from, .until = std::nullopt};
    case Bound::after:
      return {.from = stretch.until, .until = std::nullopt};
    default:
      return unbounded(stretch);
  }
}

std::optional<Window> Resolver::range(const Item& item) {
  if (daily_hours(item)) return std::nullopt;
  Spot first = item.first;
  // `week van 4 tot 8 september` is those days, and `tot` includes the last.
  const bool named_week = first.unit == Spot::Unit::week && item.last->unit == Spot::Unit::day;
  if (named_week) first.unit = Spot::Unit::day;
  const auto begin = stretch(first, Bound::from, false);
  if (!begin) return std::nullopt;
  auto end = stretch(*item.last, Bound::until, item.closes_whole);
  if (!end) return std::nullopt;
  // `15 december 2023 tot en met 10 januari` can only mean the January that follows.
  const bool next_year = first.day.year_written && !item.last->day.year_written &&
                         !item.last->day.weekday && end->until <= begin->from;
  if (next_year) {
    Spot later = *item.last;
    later.day.year = *first.day.year + 1;
    end = stretch(later, Bound::until, item.closes_whole);
    if (!end) return std::nullopt;
  }
  Instant until = end->until;
  if (!end->point && item.tie != Tie::through && !named_week && !included(*item.last, item.tie)) {
    until = end->from;
  }
  if (begin->from >= until) {
    notes_.error(item.span, code::inverted,
                 fmt::format("'{}' ends before it begins", text_.written(item.span)),
                 "write the earlier date first, each with its year");
    return std::nullopt;
  }
  because(fmt::format("'{}' is one stretch, from its first word to its last",
                      text_.written(item.span)));
  Window window = closed_at(until, end->point && !end->closing);
  if (context_.as != ReadAs::deadline) window.from = begin->from;
  if (context_.as == ReadAs::start) window = {.from = begin->from, .until = std::nullopt};
  return window;
}

}  // namespace termijn::rules::moment
