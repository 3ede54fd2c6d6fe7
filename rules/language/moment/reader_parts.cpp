#include <algorithm>

#include <fmt/format.h>

#include "rules/language/moment/detail/reader.hpp"

/// Numbers, months, years and times of day, which lean on the date they stand
/// beside; and what must hold once everything has been read.
namespace termijn::rules::moment {

Spot& Reader::last_spot() {
  Item& item = sentence_.items.back();
  return item.last ? *item.last : item.first;
}

std::vector<Spot*> Reader::spots() {
  std::vector<Spot*> all;
  for (Item& item : sentence_.items) {
    all.push_back(&item.first);
    if (item.last) all.push_back(&*item.last);
  }
  return all;
}

/// A number alone is a day only where a day is expected: `van 4 tot 8 september`,
/// `13 (14 en 15) september`, never `perceel 3, 15 mei`.
void Reader::number(const Token& token) {
  if (counted(token)) return;
  const Token* next = after(at_);
  if (token.ordinal && next != nullptr && next->is(Sort::week)) {
    return notes_.vague(token.span, code::vague, "the weeks of a month are not numbered",
                        "write a day of that week: week van 12/06/2023");
  }
  std::size_t before = at_;
  while (before > 0 && tokens_[before - 1].is(Sign::ignored)) --before;
  const bool after_word = before > 0 && tokens_[before - 1].kind == Token::Kind::word;
  if (!token.day.day || after_word) {
    return notes_.error(token.span, code::stray_number,
                        fmt::format("it is not clear what '{}' says", text_.written(token.span)),
                        "leave out numbers that are no part of the date");
  }
  spot({.day = token.day, .span = token.span});
}

void Reader::year(const Token& token) {
  if (!sentence_.items.empty() && !words_since_ && link_ != Link::list && bound_ == Bound::none) {
    Spot& spot = last_spot();
    if (!spot.day.year && spot.unit != Spot::Unit::year) {
      spot.day.year = token.day.year;
      return;
    }
  }
  const bool bounded = bound_ != Bound::none && bound_adjacent_;
  if (!bounded) {
    return notes_.error(token.span, code::stray_number,
                        fmt::format("the year {} stands without a day", token.value),
                        "write the day and the month with the year");
  }
  spot({.unit = Spot::Unit::year, .day = token.day, .span = token.span});
}

void Reader::month(const Token& token) {
  if (!sentence_.items.empty() && !words_since_ && bound_ == Bound::none &&
      (link_ == Link::none || link_ == Link::bracket) && week_ == 0) {
    Spot& spot = last_spot();
    if (spot.day.day && !spot.day.month) {
      spot.day.month = token.day.month;
      spot.day.year = token.day.year;
      spot.span.end = token.span.end;
      return;
    }
  }
  spot({.unit = Spot::Unit::month, .day = token.day, .span = token.span});
}

void Reader::weekday(const Token& token) {
  const bool checks = !sentence_.items.empty() && !words_since_ && link_ != Link::list &&
                      link_ != Link::either && link_ != Link::range;
  const Token* next = after(at_);
  const bool before_day = next != nullptr && (next->kind == Token::Kind::day ||
                                              next->is(Sign::open) || next->is(Sign::comma));
  if (checks && !(before_day && next->kind == Token::Kind::day)) {
    Spot& spot = last_spot();
    if (!spot.day.weekday && spot.unit == Spot::Unit::day) {
      spot.day.weekday = token.value;
      return;
    }
  }
  if (before_day && !weekday_) {
    weekday_ = token.value;
    return;
  }
  notes_.error(token.span, code::twist,
               fmt::format("'{}' stands without a date", text_.written(token.span)),
               "write the day with it: maandag 12/06/2023");
}

void Reader::part(const Token& token) {
  constexpr int last_hour = 24;
  if (token.part.clock.hour > last_hour) {
    return notes_.error(token.span, code::no_such_time,
                        fmt::format("'{}' is no time of the day", text_.written(token.span)),
                        "write the hour from 0 to 24; for a length, write binnen 48 uur na …");
  }
  const Token* next = after(at_);
  // `de avond voor 15 mei` is the evening of the 14th.
  if (next != nullptr && (next->is(Bound::before) || next->is(Bound::after)) &&
      token.part.kind != PartOfDay::Kind::hours && sentence_.items.empty()) {
    return twisted(token);
  }
  const bool leads = bound_ != Bound::none && next != nullptr && next->kind == Token::Kind::day;
  if (!sentence_.items.empty() && !leads) {
    const bool bound = bound_ != Bound::none && bound_adjacent_;
    return bound ? bind_part(token.part) : part_after_spot(token.part);
  }
  if (part_) {
    // `11:59pm (23:59)` says it twice.
    const bool same = part_->kind == PartOfDay::Kind::clock &&
                      token.part.kind == PartOfDay::Kind::clock &&
                      part_->clock.same_time(token.part.clock);
    if (!same) unconnected(token.span);
    return;
  }
  part_ = token.part;
}

/// `15 mei 2023 tot 12u`, `op 2 december van 19.00 tot 22.00 uur`
void Reader::bind_part(const PartOfDay& part) {
  const Bound kind = std::exchange(bound_, Bound::none);
  Item& item = sentence_.items.back();
  const bool hours = part.kind == PartOfDay::Kind::hours;
  // At a clock time `uiterlijk` and `voor` are one: `uiterlijk 15 mei voor 12 uur`.
  const auto by = [](Bound bound) { return bound == Bound::until || bound == Bound::before; };
  const bool free = item.bound == Bound::none || item.bound == kind || (by(item.bound) && by(kind));
  if (hours && (kind == Bound::from || kind == Bound::out_of || kind == Bound::between))
    return part_after_spot(part);
  if (hours || !free || item.last || kind == Bound::to || kind == Bound::out_of ||
      kind == Bound::between || kind == Bound::after) {
    return unconnected(part.span);
  }
  if (item.bound == Bound::none) {
    item.bound = kind;
    item.said = bound_span_;
  }
  link_ = Link::none;
  part_after_spot(part);
}

void Reader::part_after_spot(const PartOfDay& part) {
  Spot& spot = last_spot();
  if (!spot.part) {
    spot.part = part;
    spot.span.end = std::max(spot.span.end, part.span.end);
    if (link_ == Link::comma || link_ == Link::bracket) link_ = Link::none;
    if (link_ != Link::none) unconnected(part.span);
    return;
  }
  const bool clocks =
      spot.part->kind == PartOfDay::Kind::clock && part.kind == PartOfDay::Kind::clock;
  if (clocks && spot.part->clock.same_time(part.clock)) return;
  const bool listed = link_ == Link::list || link_ == Link::comma;
  const Item& item = sentence_.items.back();
  if (!listed || words_since_ || item.last || item.bound != Bound::none || clocks) {
    return unconnected(part.span);
  }
  // `voormiddag + namiddag`: one more session on the same day.
  Spot again{.unit = spot.unit, .day = spot.day, .part = part, .span = part.span};
  add_item(std::move(again), Bound::none);
}

void Reader::finish() {
  if (sentence_.items.empty()) {
    const Span all = tokens_.empty() ? text_.span(nullptr, nullptr)
                                     : Span{tokens_.front().span.source, tokens_.front().span.begin,
                                            tokens_.back().span.end};
    const char* const which = part_ ? code::time_without_day : code::no_date;
    return notes_.error(all, which, part_ ? "the time stands without a day" : "no date found",
                        "write a day, for example 09/06/2023");
  }
  check_leftovers();
  sentence_.english = speaks(tokens_, english) && !speaks(tokens_, dutch);
  for (Item& item : sentence_.items) {
    // `de vergadering van 15 mei`: without another end, `van` opens nothing.
    if (item.bound == Bound::out_of) item.bound = item.last ? Bound::from : Bound::none;
  }
  borrow();
  sentence_.bare = stands_bare();
  sentence_.span = {sentence_.items.front().span.source, sentence_.items.front().span.begin,
                    sentence_.items.back().span.end};
}

void Reader::check_leftovers() {
  if (part_) return unconnected(part_->span);
  if (week_ != 0) {
    return notes_.error(week_span_, code::loose_word, "the week is not named",
                        "write a day of that week: week van 12/06/2023");
  }
  if (bound_ != Bound::none) {
    return notes_.error(bound_span_, code::loose_word,
                        fmt::format("'{}' stands without a date", text_.written(bound_span_)),
                        "write the date after it");
  }
  if (tie_ || link_ == Link::either || weekday_) return unconnected(sentence_.items.back().span);
  if (reserve_) {
    return notes_.error(*reserve_, code::unconnected, "it is not clear which day is in reserve",
                        "write the firm day, then the others in brackets: 13 (14 en 15) september");
  }
  if (whole_) return unconnected(*whole_);
  const bool one = sentence_.items.size() == 1 && !sentence_.items.front().last;
  if (extension_ && !one) {
    notes_.error(*extension_, code::twist, "one date replaces another: it is not clear which holds",
                 "write the new date alone");
  }
}

/// `mei 2023`, `juni–augustus 2023`, `het tweede kwartaal van 2023`, and no more.
bool Reader::stands_bare() const {
  return std::all_of(tokens_.begin(), tokens_.end(), [](const Token& token) {
    switch (token.kind) {
      case Token::Kind::month:
      case Token::Kind::year:
      case Token::Kind::number:
        return true;
      case Token::Kind::term:
        return token.is(Sort::ordinal_word) || token.is(Sort::quarter) || token.is(Sort::whole) ||
               token.is(Sign::dash) || token.is(Sign::ignored) || token.is(Bound::out_of) ||
               (token.is(Sign::either) && token.soft) ||
               (token.is(Sort::filler) && (token.folded == "het" || token.folded == "the"));
      default:
        return false;
    }
  });
}

/// `15 mei a.s.`: the year is that of the next such day, seen from the day of writing.
void Reader::check_coming(const std::vector<Spot*>& all) {
  if (!coming_) return;
  for (const Spot* spot : all) {
    if (spot->day.year || spot->day.weekday) continue;
    return notes_.error(*coming_, code::coming,
                        fmt::format("which year '{}' means depends on the day it was written",
                                    text_.written(*coming_)),
                        "write the year with the date");
  }
}

/// `van 4 tot 8 september 2023`, `May 4 and 5, 2023`: a day without a month or a
/// year takes it from its neighbour, the one behind it first.
void Reader::borrow() {
  const std::vector<Spot*> all = spots();
  for (Spot* spot : all) spot->day.year_written = spot->day.year.has_value();
  for (std::size_t i = all.size(); i-- > 0;) {
    if (i + 1 == all.size()) continue;
    Day& day = all[i]->day;
    const Day& next = all[i + 1]->day;
    if (day.day && !day.month) day.month = next.month;
    if (!day.year && day.month) day.year = next.year;
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    Day& day = all[i]->day;
    if (day.day && !day.month && i > 0) day.month = all[i - 1]->day.month;
    if (!day.year && i > 0) day.year = all[i - 1]->day.year;
    if (day.day && !day.month) {
      return notes_.error(all[i]->span, code::stray_number,
                          fmt::format("'{}' names no month", text_.written(all[i]->span)),
                          "write the month with the day");
    }
  }
  check_coming(all);
}

}  // namespace termijn::rules::moment
