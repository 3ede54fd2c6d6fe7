#include "rules/language/moment/detail/resolver.hpp"

#include <fmt/format.h>

/// From items to windows: the words round a date choose its edge.
namespace termijn::rules::moment {

Resolved Resolver::resolve() {
  choose_zone();
  std::optional<Window> frame;
  if (notes_.clean() && sentence_.header) frame = window(*sentence_.header);
  for (const Item& item : sentence_.items) {
    if (!notes_.clean()) break;
    std::optional<Window> session = window(item);
    if (!session) break;
    session->certainty = item.certainty;
    if (frame && (session->from < frame->from || session->until > frame->until)) {
      notes_.error(item.span, code::outside_header,
                   fmt::format("'{}' lies outside '{}'", text_.written(item.span),
                               text_.written(sentence_.header->span)),
                   "correct the date or the week");
    }
    resolved_.sessions.push_back(*session);
  }
  return std::move(resolved_);
}

/// A month alone is no date; only an edge of it is.
void Resolver::check_month(const Item& item) {
  const bool month =
      item.first.unit == Spot::Unit::month || (item.last && item.last->unit == Spot::Unit::month);
  if (!month || (item.bound != Bound::none && !item.dashed)) return;
  notes_.vague(item.span, code::vague_month,
               fmt::format("'{}' is a whole month, not a day", text_.written(item.span)),
               "write the last day: uiterlijk 31/10/2023; or the first: vanaf 01/10/2023");
}

void Resolver::check_inclusive(const Item& item) {
  if (!sentence_.inclusive) return;
  const bool till = item.bound == Bound::till || (item.last && item.tie != Tie::through);
  const bool through = item.bound == Bound::until || item.bound == Bound::through ||
                       (item.last && item.tie == Tie::through);
  if (till || (through && *sentence_.inclusive)) return;
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
  return single(item, *named);
}

/// Whether the day behind a bare `tot` belongs to the stretch.
bool Resolver::included(const Spot& spot) {
  if (sentence_.inclusive) return *sentence_.inclusive;
  doubt(spot.span, code::bare_till,
        fmt::format("it is not said whether '{}' itself is included", text_.written(spot.span)),
        fmt::format("it is included: write 'tot en met {}'", text_.written(spot.span)),
        fmt::format("it is not: write 'voor {}'", text_.written(spot.span)));
  return choice_ == 0;
}

Window Resolver::closed_at(Instant until, bool inclusive) {
  if (inclusive && context_.last_minute_whole) until += std::chrono::seconds{59};
  return {.from = std::nullopt, .until = until, .until_inclusive = inclusive};
}

Window Resolver::unbounded(const Stretch& stretch) {
  ReadAs as = context_.as;
  if (as == ReadAs::window && (sentence_.deadline || stretch.closing)) as = ReadAs::deadline;
  if (as == ReadAs::deadline && sentence_.opening && !sentence_.deadline) {
    notes_.error(sentence_.span, code::opening_as_deadline,
                 "the words announce an opening where a closing date is asked",
                 "write the last day: uiterlijk 31/10/2023");
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
      return closed_at(included(item.first) ? stretch.until : stretch.from, false);
    case Bound::from:
      return {.from = stretch.from, .until = std::nullopt};
    case Bound::after:
      return {.from = stretch.until, .until = std::nullopt};
    default:
      return unbounded(stretch);
  }
}

std::optional<Window> Resolver::range(const Item& item) {
  Spot first = item.first;
  // `week van 4 tot 8 september` is those days, and `tot` includes the last.
  const bool named_week = first.unit == Spot::Unit::week && item.last->unit == Spot::Unit::day;
  if (named_week) first.unit = Spot::Unit::day;
  const auto begin = stretch(first, Bound::from, false);
  if (!begin) return std::nullopt;
  const auto end = stretch(*item.last, Bound::until, item.closes_whole);
  if (!end) return std::nullopt;
  Instant until = end->until;
  if (!end->point && item.tie != Tie::through && !named_week && !included(*item.last)) {
    until = end->from;
  }
  if (begin->from >= until) {
    notes_.error(item.span, code::inverted,
                 fmt::format("'{}' ends before it begins", text_.written(item.span)),
                 "write the earlier date first, each with its year");
    return std::nullopt;
  }
  Window window = closed_at(until, end->point && !end->closing);
  if (context_.as != ReadAs::deadline) window.from = begin->from;
  if (context_.as == ReadAs::start) window = {.from = begin->from, .until = std::nullopt};
  return window;
}

}  // namespace termijn::rules::moment
