#include <algorithm>

#include <fmt/format.h>

#include "rules/language/moment/detail/reader.hpp"

/// Days and stretches that are counted out: `eerste maandag van mei`, `tweede
/// kwartaal`; and what leans on a date that stands right behind it.
namespace termijn::rules::moment {
namespace {

constexpr int months_of_a_quarter = 3;

/// `derde` is 3, `3e` is 3, `laatste` is -1.
std::optional<int> rank(const Token& token) {
  const bool counts =
      token.is(Sort::ordinal_word) || (token.kind == Token::Kind::number && token.ordinal);
  return counts ? std::optional(token.value) : std::nullopt;
}

/// `van` in `van mei`, `of` in `of May`, `in` in `in May`, `de` in `van de maand`.
bool links(const Token& token) {
  return token.is(Sort::filler) || token.is(Bound::out_of) ||
         (token.is(Sign::either) && token.soft);
}

}  // namespace

std::size_t Reader::past_links(std::size_t at) const {
  while (at < tokens_.size() && links(tokens_[at])) ++at;
  return at;
}

/// Takes in `van 2023` or `, 2023` behind token `at`.
std::optional<int> Reader::year_behind(std::size_t at) {
  std::size_t next = past_links(at + 1);
  if (next < tokens_.size() && tokens_[next].is(Sign::comma)) ++next;
  if (next >= tokens_.size() || tokens_[next].kind != Token::Kind::year) return std::nullopt;
  at_ = next;
  return tokens_[next].value;
}

/// Reads `eerste maandag van mei 2023` and `tweede kwartaal 2023`; false where the
/// ordinal counts something else.
bool Reader::counted(const Token& token) {
  const auto place = rank(token);
  if (!place || at_ + 1 >= tokens_.size()) return false;
  const Token& noun = tokens_[at_ + 1];
  if (noun.is(Sort::quarter) && noun.value == 0) {
    if (*place < 1 || *place > 4) return false;
    quarter(*place, {token.span.source, token.span.begin, noun.span.end}, at_ + 1);
    return true;
  }
  const std::size_t month = past_links(at_ + 2);
  const bool named = noun.kind == Token::Kind::weekday && month > at_ + 2 &&
                     month < tokens_.size() && tokens_[month].kind == Token::Kind::month;
  if (!named || *place > 5) return false;
  Spot day{.unit = Spot::Unit::nth_weekday,
           .day = tokens_[month].day,
           .nth = *place,
           .weekday = noun.value,
           .span = {token.span.source, token.span.begin, tokens_[month].span.end}};
  at_ = month;
  if (!day.day.year) day.day.year = year_behind(month);
  spot(std::move(day));
  return true;
}

void Reader::quarter(int number, Span span, std::size_t end) {
  at_ = end;
  const auto year = year_behind(end);
  Spot quarter{.unit = Spot::Unit::quarter,
               .day = {.month = (number - 1) * months_of_a_quarter + 1, .year = year, .span = span},
               .span = {span.source, span.begin, tokens_[at_].span.end}};
  spot(std::move(quarter));
}

void Reader::day(const Token& token) {
  const auto named = [](const Token& other) {
    return other.kind == Token::Kind::day && !other.day.numeric;
  };
  if (token.day.short_dotted && std::any_of(tokens_.begin(), tokens_.end(), named)) {
    return notes_.error(token.span, code::stray_number,
                        fmt::format("'{}' may be a day or an hour", text_.written(token.span)),
                        "write an hour as 15u05, and a day with its month as a word");
  }
  spot({.day = token.day, .span = token.span});
}

/// `shifts to the next business day, Tuesday, September 7, 2021`: the date explains
/// the words; without it nobody knows which day is meant.
void Reader::next_day(const Token& token) {
  std::size_t next = at_ + 1;
  while (next < tokens_.size() && (tokens_[next].is(Sign::comma) || tokens_[next].is(Sign::colon) ||
                                   tokens_[next].is(Sort::filler))) {
    ++next;
  }
  const bool explained = next > at_ + 1 && next < tokens_.size() &&
                         tokens_[next].kind == Token::Kind::day && tokens_[next].day.weekday &&
                         sentence_.items.empty();
  if (!explained) twisted(token);
}

}  // namespace termijn::rules::moment
