#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "rules/language/moment/detail/reader.hpp"

/// The words that say which edge of a date counts, and where they stand.
namespace termijn::rules::moment {
namespace {

bool closes(Bound bound) {
  return bound == Bound::until || bound == Bound::through || bound == Bound::till;
}
bool opens(Bound bound) { return bound == Bound::from || bound == Bound::out_of; }
/// `uiterlijk te bezorgen op …`: these may wait for their date.
bool waits(Bound bound) { return bound == Bound::until; }

}  // namespace

void Reader::bound(const Token& token) {
  const auto kind = static_cast<Bound>(token.value);
  const bool adjacent = names_a_time(after(at_));
  const Token* follows = after(at_);
  // `aanvragen van voor 15 mei`: those of before that day.
  if (kind == Bound::out_of && follows != nullptr &&
      (follows->is(Bound::before) || follows->is(Bound::after))) {
    return twisted(token);
  }
  const bool trails = follows == nullptr || follows->is(Sort::sign);
  if (!adjacent && trails && waits(kind) && !token.soft && !sentence_.items.empty()) {
    // `3 juni 2023 ten laatste`
    Bound& said = sentence_.items.back().bound;
    if (said != Bound::none && said != Bound::until) return unconnected(token.span);
    said = Bound::until;
    sentence_.items.back().said = token.span;
    return;
  }
  if (token.soft && !adjacent) {
    // `voor` before a word means for; but with nothing else to say that a date
    // closes something, `voor de start (31 maart)` would mean before.
    const bool says_for = kind != Bound::before || sentence_.deadline || sentence_.opening ||
                          bound_ == Bound::until || !sentence_.items.empty();
    if (says_for) return word(token);
  }
  if (!adjacent && !waits(kind)) {
    const Token* next = after(at_);
    const bool nothing = next == nullptr;
    return notes_.error(token.span, code::loose_word,
                        fmt::format("'{}' stands without a date", text_.written(token.span)),
                        nothing ? "write the date after it"
                                : "write the date right after it, or leave the word out");
  }
  if (kind == Bound::within) {
    return notes_.error(token.span, code::loose_word,
                        fmt::format("'{}' needs a period", text_.written(token.span)),
                        "write how long: binnen 14 dagen na …; or the last day: uiterlijk …");
  }
  if (sentence_.items.empty() || link_ >= Link::list) return combine(kind, token.span);
  bound_after_spot(token);
}

/// Two words for one edge may stand together (`ten laatste tot`); two for
/// different edges contradict each other.
void Reader::combine(Bound next, Span span) {
  if (tie_) return unconnected(span);
  // `met een einddatum van uiterlijk 30 juni`: there `van` opens nothing.
  const bool idle = bound_ == Bound::out_of && (next == Bound::until || next == Bound::through);
  if (bound_ == Bound::none || idle) {
    bound_ = next;
  } else if (closes(bound_) && closes(next)) {
    const bool through = bound_ == Bound::through || next == Bound::through;
    bound_ = through ? Bound::through : Bound::until;
  } else if (bound_ != next || bound_ == Bound::between) {
    return notes_.error(span, code::clashing_words,
                        fmt::format("'{}' and '{}' close at different times",
                                    text_.written(bound_span_), text_.written(span)),
                        "write one of them: 'uiterlijk' includes the day, 'voor' leaves it out");
  }
  bound_span_ = span;
  bound_adjacent_ = true;
}

void Reader::bound_after_spot(const Token& token) {
  const auto kind = static_cast<Bound>(token.value);
  const Token* next = after(at_);
  if (next->kind == Token::Kind::part || (kind == Bound::to || closes(kind))) {
    if (bound_ == Bound::none)
      bound_ = kind;
    else
      combine(kind, token.span);
    bound_span_ = token.span;
    bound_adjacent_ = true;
    return;
  }
  unconnected(token.span);
}

/// Whether a date after this word is the other end of the item before it.
bool Reader::ends_a_range(Bound kind) const {
  if (sentence_.items.size() != 1 && link_ != Link::none) return false;
  const Item& item = sentence_.items.back();
  if (item.last || !(closes(kind) || kind == Bound::to)) return false;
  const bool opened = opens(item.bound) || (item.bound == Bound::none && sentence_.opening);
  // `het besluit van 15 mei dat geldt tot en met …`: there `van` opens nothing.
  if (item.bound == Bound::out_of && words_since_) return false;
  // `opent op 1 maart, vragen stellen kan tot en met 1 april`
  const bool apart = link_ == Link::comma || link_ == Link::list;
  if (item.bound == Bound::none && words_since_ && apart) return false;
  if (opened) return true;
  return item.bound == Bound::none && !words_since_ && link_ != Link::list && link_ != Link::either;
}

void Reader::spot(Spot spot) {
  if (weekday_) {
    if (!spot.day.weekday) spot.day.weekday = weekday_;
    weekday_.reset();
  }
  if (week_ != 0) {
    spot.unit = week_ == 3   ? Spot::Unit::last_day
                : week_ == 2 ? Spot::Unit::last_week
                             : Spot::Unit::week;
    const bool whole_month = !spot.day.day.has_value();
    if (whole_month != (week_ >= 2)) {
      return notes_.vague(week_span_, code::vague,
                          fmt::format("'{}' cannot be pinned to a day", text_.written(week_span_)),
                          "write a day of that week: week van 12/06/2023");
    }
    week_ = 0;
  }
  const bool long_unit = spot.unit == Spot::Unit::month || spot.unit == Spot::Unit::quarter;
  if (whole_ && !long_unit) return unconnected(*whole_);
  spot.whole = std::exchange(whole_, std::nullopt).has_value();
  if (part_) {
    spot.part = std::exchange(part_, std::nullopt);
    spot.span.begin = std::min(spot.span.begin, spot.part->span.begin);
  }
  if (sentence_.items.empty())
    first_spot(std::move(spot));
  else
    further_spot(std::move(spot));
  words_since_ = false;
}

/// `by June`, `tegen 2024`: before it begins or before it ends? `uiterlijk in juni` says.
bool Reader::by_a_month(const Spot& spot) const {
  const bool long_unit = spot.unit == Spot::Unit::month || spot.unit == Spot::Unit::quarter ||
                         spot.unit == Spot::Unit::year;
  if (!long_unit) return false;
  if (bound_ != Bound::until) return false;
  constexpr std::array<std::string_view, 4> loose{"by", "tegen", "until", "till"};
  std::string said(text_.written(bound_span_));
  if (!said.empty() && said[0] >= 'A' && said[0] <= 'Z') said[0] += 'a' - 'A';
  return std::find(loose.begin(), loose.end(), said) != loose.end();
}

void Reader::first_spot(Spot spot) {
  if (by_a_month(spot)) {
    return notes_.vague(bound_span_, code::vague_month,
                        fmt::format("'{}' does not say whether the whole of '{}' is included",
                                    text_.written(bound_span_), text_.written(spot.span)),
                        "write the last day: uiterlijk 31/10/2023");
  }
  // `extended to 15 May` names the new last day.
  if (bound_ == Bound::to && extension_ && bound_adjacent_) bound_ = Bound::until;
  const bool loose = bound_ != Bound::none && !waits(bound_) && !bound_adjacent_;
  if (loose || bound_ == Bound::to) {
    return notes_.error(
        bound_span_, code::loose_word,
        fmt::format("'{}' does not stand right before a date", text_.written(bound_span_)),
        "write the date right after it");
  }
  const Bound kind = std::exchange(bound_, Bound::none);
  add_item(std::move(spot), kind);
}

void Reader::add_item(Spot spot, Bound kind) {
  if (kind == Bound::between) tie_ = Tie::between;
  Item item{.bound = kind, .certainty = certainty_, .span = spot.span};
  item.first = std::move(spot);
  if (kind != Bound::none) item.said = bound_span_;
  if (link_ == Link::either) {
    item.certainty = Certainty::alternative;
    for (Item& other : sentence_.items) other.certainty = Certainty::alternative;
  } else if (!sentence_.items.empty() &&
             sentence_.items.back().certainty == Certainty::alternative) {
    item.certainty = Certainty::alternative;
  }
  sentence_.items.push_back(std::move(item));
  reserve_.reset();
  link_ = Link::none;
}

void Reader::further_spot(Spot spot) {
  const Span span = spot.span;
  // `week 4 tot 8 september`: the number of a week, or a day?
  const bool numbered = spot.unit == Spot::Unit::iso_week;
  if (numbered != (sentence_.items.back().first.unit == Spot::Unit::iso_week))
    return unconnected(span);
  if (tie_) {
    const bool tied = link_ == Link::list && bound_ == Bound::none && !words_since_;
    if (!tied) return unconnected(span);
    sentence_.items.back().tie = *tie_;
    return end_range(std::move(spot));
  }
  if (link_ == Link::range && bound_ == Bound::none && !words_since_) {
    sentence_.items.back().dashed = true;
    return end_range(std::move(spot));
  }
  if (bound_ != Bound::none && ends_a_range(bound_)) {
    Item& item = sentence_.items.back();
    if (item.bound == Bound::none) item.bound = Bound::from;
    if (bound_ == Bound::till || bound_ == Bound::to) item.tie = Tie::till;
    item.closes_whole = bound_ == Bound::through;
    return end_range(std::move(spot));
  }
  // In brackets: the day on which the date before may yet fall.
  const bool in_reserve = link_ == Link::bracket && !sentence_.items.back().last &&
                          (reserve_ || !sentence_.items.back().first.day.month);
  const bool listed = link_ == Link::comma || link_ == Link::list || link_ == Link::either;
  if (words_since_ || !(listed || in_reserve)) return unconnected(span);
  // `week van 5 en 12 juni`: two weeks, or a week and a day?
  const bool after_week = sentence_.items.back().first.unit == Spot::Unit::week;
  if (after_week && spot.unit == Spot::Unit::day && !spot.day.weekday) return unconnected(span);
  if (in_reserve) certainty_ = Certainty::reserve;
  const Bound before = sentence_.items.back().bound;
  Bound kind = std::exchange(bound_, Bound::none);
  if (kind == Bound::none && before != Bound::none && before != Bound::out_of) {
    // One `uiterlijk` may stand before a whole list; the other words may not.
    if (!closes(before) || before == Bound::till || sentence_.items.back().last)
      return unconnected(span);
    kind = Bound::until;
  }
  add_item(std::move(spot), kind);
}

void Reader::end_range(Spot spot) {
  Item& item = sentence_.items.back();
  // `het reglement van 2023 loopt tot en met 15 mei 2024`: there `van` opens nothing.
  const bool of_a_year = item.bound == Bound::out_of && item.first.unit == Spot::Unit::year &&
                         spot.unit != Spot::Unit::year;
  if (item.last || of_a_year) return unconnected(spot.span);
  item.span.end = spot.span.end;
  item.last = std::move(spot);
  bound_ = Bound::none;
  link_ = Link::none;
  tie_.reset();
}

}  // namespace termijn::rules::moment
