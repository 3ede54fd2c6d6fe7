#include <algorithm>

#include <fmt/format.h>

#include "rules/language/moment/detail/combined_reader.hpp"

/// The parts of a combined limit: a date, a period from an event, a working day.
namespace termijn::rules::moment {

/// A clock time that the tail names: sharp, or the end of that day.
bool CombinedReader::read_clock(Slice slice, RolledLimit& roll, Notes& notes) const {
  slice = words_.trimmed(slice);
  if (slice.empty()) return true;
  const Text text(excerpt(slice));
  const auto read = tokens(text, notes);
  if (!read) return false;
  const Clock* clock = nullptr;
  bool clear = true;
  for (const Token& token : *read) {
    const bool time = token.kind == Token::Kind::part && token.part.kind == PartOfDay::Kind::clock;
    if (time && clock == nullptr) {
      clock = &token.part.clock;
    } else if (!token.is(Sort::filler) && !token.is(Sign::ignored)) {
      clear = false;
    }
  }
  clear = clear && clock != nullptr && !clock->midnight && !clock->twelve && !clock->bare_hour;
  if (!clear) {
    notes.error(span(slice), code::unclear_tail,
                fmt::format("'{}' is no time at which the day closes", written(slice)),
                "write the hour in full: of de maandag daarna om 17u00 als het een weekend is");
    return false;
  }
  roll.whole_day = clock->end_of_day || (clock->last_minute && !clock->sharp);
  if (roll.whole_day) return true;
  roll.clock = std::chrono::hours{clock->hour} + std::chrono::minutes{clock->minute};
  if (context_.last_minute_whole) *roll.clock += std::chrono::seconds{59};
  return true;
}

std::optional<Suspension> CombinedReader::suspension(Slice slice, Combined& part,
                                                     Notes& notes) const {
  const auto window = date(slice, ReadAs::window, part, notes);
  if (!window) return std::nullopt;
  const auto starts_a_day = [&](Instant at) {
    return context_.zone.start_of_day(context_.zone.local(at).date) == at;
  };
  if (!window->from || !window->until || window->until_inclusive || !starts_a_day(*window->from) ||
      !starts_a_day(*window->until)) {
    notes.error(span(slice), code::cannot_suspend,
                "a suspension is of whole days, from the first to the last",
                "write: geschorst van 15 juli 2023 tot en met 15 augustus 2023");
    return std::nullopt;
  }
  return Suspension{context_.zone.local(*window->from).date,
                    last_day(*window->until, false, context_.zone)};
}

Part CombinedReader::operand(Slice slice, Notes& notes) const {
  slice = words_.trimmed(slice);
  if (slice.empty()) {
    notes.error(span(slice), code::part_unclear, "a part of this limit is missing",
                "write the date or the limit: 14 dagen na beslissing");
    return std::nullopt;
  }
  if (const auto day = words_.nth_working_day(slice)) return working_day(slice, *day, notes);
  const Text text(excerpt(slice));
  const auto read = tokens(text, notes);
  if (!read) return std::nullopt;
  return tells_a_period(*read) ? counted(*read, text, notes) : fixed(slice, notes);
}

Part CombinedReader::counted(const Tokens& tokens, const Text& text, Notes& notes) const {
  const auto relative = read_relative(tokens, text, notes);
  if (!relative) return std::nullopt;
  if (relative->anchor.empty()) {
    notes.error(relative->span, code::unbounded_limit, "the limit names no event",
                "write the event that it counts from: beslissing + 14 dagen");
    return std::nullopt;
  }
  if (relative->working_days_unclear) {
    notes.error(relative->span, code::which_days,
                "calendar days that leave out weekends are working days",
                "write 'calendar days' or 'working days'");
    return std::nullopt;
  }
  CountedLimit limit{
      .anchor = relative->anchor, .period = relative->period, .direction = relative->direction};
  return Combined{.limit = make_limit({limit})};
}

Part CombinedReader::working_day(Slice slice, const NthWorkingDay& day, Notes& notes) const {
  if (day.last && day.direction == Direction::after) {
    notes.error(span(slice), code::part_unclear, "there is no last working day after something",
                "write: de eerste werkdag na …; or: de laatste werkdag voor …");
    return std::nullopt;
  }
  const Text text(excerpt(day.from));
  const auto read = tokens(text, notes);
  if (!read) return std::nullopt;
  Combined part;
  CountedLimit limit{.period = {day.amount, Unit::working_day}, .direction = day.direction};
  const bool dated = std::any_of(read->begin(), read->end(), [](const Token& token) {
    return token.kind == Token::Kind::day || token.kind == Token::Kind::month;
  });
  if (dated) {
    const auto window = date(day.from, ReadAs::window, part, notes);
    if (!window) return std::nullopt;
    const bool one_day = window->from && window->until && !window->until_inclusive &&
                         context_.zone.start_of_day(add_days(
                             context_.zone.local(*window->from).date, 1)) == *window->until;
    if (!one_day) {
      notes.error(span(day.from), code::part_unclear, "a working day is counted from one whole day",
                  "write the date alone, without a time: de eerste werkdag na 20 oktober 2023");
      return std::nullopt;
    }
    limit.from = window->from;
  } else {
    const auto anchor = read_anchor(*read, text, notes);
    if (!anchor) return std::nullopt;
    limit.anchor = *anchor;
  }
  part.limit = make_limit({limit});
  return part;
}

std::optional<Window> CombinedReader::date(Slice slice, ReadAs as, Combined& part,
                                           Notes& notes) const {
  const Text text(excerpt(slice));
  const auto read = tokens(text, notes);
  if (!read) return std::nullopt;
  // Only the words that a phrase begins with may be passed over: `van B en 20 oktober`
  // names something beside the date.
  const auto strange = std::find_if(read->begin(), read->end(), [](const Token& token) {
    return token.kind == Token::Kind::word;
  });
  if (slice.first > 0 && strange != read->end()) {
    notes.error(strange->span, code::part_unclear,
                fmt::format("'{}' is no part of a date", text.written(strange->span)),
                "write one date with its year: 20 oktober 2023");
    return std::nullopt;
  }
  const auto sentence = read_sentence(*read, text, notes);
  if (!sentence) return std::nullopt;
  MomentContext context = context_;
  context.as = as;
  Resolved resolved = Resolver(*sentence, context, text, 0, notes).resolve();
  if (!notes.clean()) return std::nullopt;
  if (sentence->recurring || resolved.year_missing || resolved.sessions.size() != 1) {
    notes.error(span(slice), code::part_unclear,
                resolved.year_missing
                    ? fmt::format("'{}' has no year and none is known", written(slice))
                    : fmt::format("'{}' is not one date", written(slice)),
                "write one date with its year: 20 oktober 2023");
    return std::nullopt;
  }
  part.year_inferred = part.year_inferred || resolved.year_inferred;
  part.doubts.insert(part.doubts.end(), resolved.doubts.begin(), resolved.doubts.end());
  return resolved.sessions.front();
}

Part CombinedReader::fixed(Slice slice, Notes& notes) const {
  Combined part;
  const auto window = date(slice, ReadAs::deadline, part, notes);
  if (!window) return std::nullopt;
  if (!window->until || window->from) {
    notes.error(span(slice), code::part_unclear,
                fmt::format("'{}' does not say when it closes", written(slice)),
                "write the last day: 20 oktober 2023");
    return std::nullopt;
  }
  part.limit = make_limit({FixedLimit{*window->until, window->until_inclusive}});
  return part;
}

}  // namespace termijn::rules::moment
