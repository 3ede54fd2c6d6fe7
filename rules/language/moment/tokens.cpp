#include <fmt/format.h>

#include "rules/language/moment/detail/sentence.hpp"

namespace termijn::rules::moment {
namespace {

// A call lies in our own time; a number beyond is no year.
constexpr unsigned first_year = 1900;
constexpr unsigned last_year = 2199;

bool is_year(unsigned value) { return value >= first_year && value <= last_year; }

std::optional<int> weekday_of(const boost::optional<ast::Term>& term) {
  return term ? std::optional<int>(term->value) : std::nullopt;
}

/// Turns one piece into a token; what is wrong with its numbers is noted.
class Maker {
 public:
  Maker(const Text& text, unsigned languages, Notes& notes)
      : text_(text), languages_(languages), notes_(notes) {}

  Token operator()(const ast::Term& term) {
    Token token = start(term, Token::Kind::term);
    token.sort = term.sort;
    token.value = term.value;
    token.soft = term.soft;
    token.languages = term.languages;
    check_language(term);
    if (term.sort == Sort::weekday) token.kind = Token::Kind::weekday;
    if (term.sort == Sort::half_day) {
      token.kind = Token::Kind::part;
      token.part = {
          .kind = PartOfDay::Kind::half, .half = static_cast<Half>(term.value), .span = token.span};
    }
    if (term.sort == Sort::clock_word) {
      token.kind = Token::Kind::part;
      token.part = {.clock = clock_word(static_cast<ClockWord>(term.value), token.span),
                    .span = token.span};
    }
    if (term.sort == Sort::zone) token.zone = NamedZone{.word = term.value, .span = token.span};
    return token;
  }

  Token operator()(const ast::Number& number) {
    Token token = start(number, Token::Kind::number);
    token.value = static_cast<int>(number.value);
    token.ordinal = number.ordinal.has_value();
    if (!token.ordinal && is_year(number.value)) {
      token.kind = Token::Kind::year;
      token.day = {.year = token.value, .span = token.span};
    } else if (number.value >= 1 && number.value <= 31) {
      token.day = {.day = token.value, .span = token.span};
    }
    return token;
  }

  Token operator()(const ast::NumericDate& date) {
    const auto day = make_day(date, date.weekday, date.day, date.month, date.year);
    Token token = day;
    token.day.numeric = true;
    const std::string_view written = text_.written(token.span);
    token.day.short_dotted = !date.year && written.find('.') != std::string_view::npos;
    token.day.short_dashed =
        date.year && *date.year < 100 && written.find('-') != std::string_view::npos;
    return token;
  }
  Token operator()(const ast::IsoDate& date) {
    return make_day(date, date.weekday, date.day, date.month, date.year);
  }
  Token operator()(const ast::NamedDate& date) {
    check_language(date.month);
    return make_day(date, date.weekday, date.day.value, static_cast<unsigned>(date.month.value),
                    date.year);
  }
  Token operator()(const ast::MonthFirstDate& date) {
    check_language(date.month);
    return make_day(date, date.weekday, date.day.value, static_cast<unsigned>(date.month.value),
                    date.year);
  }

  Token operator()(const ast::WeekdayNumber& day) {
    Token token = start(day, Token::Kind::number);
    check_language(day.weekday);
    token.value = static_cast<int>(day.day.value);
    token.day = {.weekday = day.weekday.value, .day = token.value, .span = token.span};
    if (token.value < 1 || token.value > 31) no_such_date(token.span);
    return token;
  }

  Token operator()(const ast::MonthOf& month) {
    Token token = start(month, Token::Kind::month);
    check_language(month.month);
    token.day = {
        .month = month.month.value, .year = year(month.year, token.span), .span = token.span};
    return token;
  }

  Token operator()(const ast::WeekOf& week) { return make_week(week, week.week, week.year); }
  Token operator()(const ast::IsoWeek& week) { return make_week(week, week.week, week.year); }

  Token operator()(const ast::PlaceName& place) {
    Token token = start(place, Token::Kind::term);
    token.sort = Sort::zone;
    token.zone = NamedZone{.place = std::string(text_.written(token.span)), .span = token.span};
    return token;
  }

  /// The date of a timestamp; its hour and its offset are tokens of their own.
  Token operator()(const ast::Timestamp& stamp) {
    Token token = (*this)(stamp.date);
    token.span = token.day.span = text_.span(stamp.begin, stamp.end);
    return token;
  }
  Token exact_clock(const ast::Timestamp& stamp) {
    ast::Clock written = stamp.clock;
    written.second = boost::none;
    Token token = (*this)(written);
    token.part.clock.second = static_cast<int>(stamp.clock.second.value_or(0));
    token.part.clock.exact = true;
    token.part.clock.bare_hour = token.part.clock.midnight = token.part.clock.last_minute = false;
    return token;
  }

  Token operator()(const ast::Clock& clock) {
    Token token = start(clock, Token::Kind::part);
    token.part = {.clock = make_clock(clock), .span = token.span};
    token.hour_word = clock.mark && !clock.minute && !clock.part;
    if (token.hour_word) token.period = {static_cast<int>(clock.hour), Unit::hour};
    return token;
  }

  Token operator()(const ast::Hours& hours) {
    Token token = start(hours, Token::Kind::part);
    token.part = {.kind = PartOfDay::Kind::hours,
                  .clock = make_clock(hours.from),
                  .until = make_clock(hours.until),
                  .span = token.span};
    if (hours.until.meridiem && !hours.from.meridiem) {
      notes_.error(text_.span(hours.from.begin, hours.from.end), code::no_such_time,
                   "the first hour does not say a.m. or p.m.", "write both hours in full: 14u-16u");
    }
    // In a stretch of hours the second one says which half of the day is meant.
    token.part.clock.bare_hour = token.part.until.bare_hour = false;
    return token;
  }

  Token operator()(const ast::Period& period) {
    Token token = start(period, Token::Kind::period);
    check_language(period.unit);
    const auto* number = boost::get<ast::Number>(&period.amount.get());
    const auto* word = boost::get<ast::Term>(&period.amount.get());
    // Longer periods are refused by the counting; this only keeps them an int.
    constexpr unsigned most = 1'000'000;
    token.period.amount =
        word != nullptr ? word->value : static_cast<int>(std::min(number->value, most));
    token.period.unit = static_cast<Unit>(period.unit.value);
    return token;
  }

  Token operator()(const ast::Offset& offset) {
    Token token = start(offset, Token::Kind::term);
    token.sort = Sort::zone;
    const unsigned minutes = offset.hours * 60 + offset.minutes.value_or(0);
    if (offset.hours > 14 || offset.minutes.value_or(0) > 59) {
      notes_.error(token.span, code::unknown_zone, "no place on earth is so far from UTC",
                   "write an offset between UTC-12 and UTC+14");
    }
    const std::chrono::minutes east{offset.sign == '-' ? -static_cast<int>(minutes)
                                                       : static_cast<int>(minutes)};
    token.zone = NamedZone{.offset = east, .span = token.span};
    return token;
  }

  Token operator()(const ast::Unknown& unknown) {
    const bool letter =
        (unknown.first >= 'a' && unknown.first <= 'z') || unknown.first == Text::foreign_letter;
    Token token = start(unknown, letter ? Token::Kind::word : Token::Kind::sign);
    const auto written = text_.written(token.span);
    if (letter && written.find_first_of("0123456789") != std::string_view::npos) {
      notes_.error(token.span, code::stray_number,
                   fmt::format("it is not clear what '{}' says", written),
                   "leave out numbers that are no part of the date");
    }
    return token;
  }

 private:
  Token start(const ast::Located& node, Token::Kind kind) {
    Token token;
    token.kind = kind;
    token.span = text_.span(node.begin, node.end);
    token.folded = {node.begin, static_cast<std::size_t>(node.end - node.begin)};
    return token;
  }

  void check_language(const ast::Term& term) {
    if ((term.languages & languages_) != 0) return;
    const Span span = text_.span(term.begin, term.end);
    notes_.error(span, code::other_language,
                 fmt::format("'{}' is a word of another language than the phrase is read in",
                             text_.written(span)),
                 "keep to one language, or read the phrase in both");
  }

  void no_such_date(Span span) {
    notes_.error(span, code::no_such_date, fmt::format("'{}' is no date", text_.written(span)),
                 "write the day first, then the month: 09/06/2023");
  }

  std::optional<int> year(const boost::optional<unsigned>& written, Span span) {
    if (!written) return std::nullopt;
    const unsigned value = *written < 100 ? 2000 + *written : *written;
    if (!is_year(value)) {
      notes_.error(span, code::no_such_date, fmt::format("{} is no year of a call", value),
                   "write the year in four digits");
    }
    return static_cast<int>(value);
  }

  Token make_day(const ast::Located& node, const boost::optional<ast::Term>& weekday, unsigned day,
                 unsigned month, const boost::optional<unsigned>& written_year) {
    Token token = start(node, Token::Kind::day);
    if (weekday) check_language(*weekday);
    if (day < 1 || day > 31 || month < 1 || month > 12) no_such_date(token.span);
    token.day = {.weekday = weekday_of(weekday),
                 .day = static_cast<int>(day),
                 .month = static_cast<int>(month),
                 .year = year(written_year, token.span),
                 .span = token.span};
    return token;
  }

  Token make_week(const ast::Located& node, unsigned week,
                  const boost::optional<unsigned>& written_year) {
    Token token = start(node, Token::Kind::week);
    token.value = static_cast<int>(week);
    token.day = {.year = year(written_year, token.span), .span = token.span};
    return token;
  }

  static Clock clock_word(ClockWord word, Span span) {
    Clock clock{.hour = 12, .span = span};
    if (word == ClockWord::noon) return clock;
    clock.hour = 24;
    clock.midnight = word == ClockWord::midnight;
    clock.end_of_day = word == ClockWord::end_of_day;
    return clock;
  }

  Clock make_clock(const ast::Clock& written);
  void check_part(const ast::Clock& written, Clock& clock);

  const Text& text_;
  unsigned languages_;
  Notes& notes_;
};

/// `12u 's middags`, `5 uur 's namiddags`: the words must agree with the hour.
void Maker::check_part(const ast::Clock& written, Clock& clock) {
  const auto part = static_cast<DayPart>(written.part->value);
  const bool late = part == DayPart::afternoon || part == DayPart::evening;
  if (late && clock.hour >= 1 && clock.hour < 12) clock.hour += 12;
  if (part == DayPart::noon && clock.hour >= 1 && clock.hour < 5) clock.hour += 12;
  const int hour = clock.hour;
  const bool agrees = part == DayPart::morning     ? hour < 12
                      : part == DayPart::noon      ? hour >= 11 && hour <= 16
                      : part == DayPart::afternoon ? hour >= 12 && hour <= 18
                      : part == DayPart::evening   ? hour >= 17 && hour <= 24
                                                   : hour == 12 || hour == 0 || hour == 24;
  if (!agrees) {
    notes_.error(clock.span, code::no_such_time,
                 fmt::format("'{}' names two times of the day", text_.written(clock.span)),
                 "write the hour alone, from 0 to 24");
  }
  if (part == DayPart::night) {
    clock.hour = 24;
    clock.midnight = true;
  }
  clock.twelve = clock.bare_hour = false;
}

Clock Maker::make_clock(const ast::Clock& written) {
  Clock clock{.hour = static_cast<int>(written.hour),
              .minute = static_cast<int>(written.minute.value_or(0)),
              .span = text_.span(written.begin, written.end)};
  const bool last_second = written.hour == 23 && clock.minute == 59 && written.second == 59U;
  if (last_second) clock.second = 59;
  if (written.second && *written.second != 0 && !last_second) {
    notes_.error(clock.span, code::seconds, "a limit is set to the minute, not to the second",
                 "write 23u59 to close the day, or the minute that is meant");
  }
  if (written.meridiem) {
    const bool after_noon = written.meridiem->value == 1;
    clock.sharp = !last_second;
    if (clock.hour > 12 && !after_noon) {
      notes_.error(clock.span, code::no_such_time,
                   fmt::format("'{}' names two times of the day", text_.written(clock.span)),
                   "write the hour alone, from 0 to 24");
    }
    clock.twelve = clock.hour == 12 && clock.minute == 0;
    if (clock.hour == 12 && !after_noon) clock.hour = 0;
    if (clock.hour < 12 && after_noon) clock.hour += 12;
  }
  // An hour up to six with one digit is as often meant for the afternoon.
  clock.bare_hour = !written.meridiem && clock.hour >= 1 && clock.hour <= 6 &&
                    text_.written(clock.span).front() != '0';
  clock.last_minute = clock.hour == 23 && clock.minute == 59;
  clock.end_of_day = clock.hour == 24 && clock.minute == 0;
  clock.midnight = clock.hour == 0 && clock.minute == 0 && !clock.twelve;
  if (written.part) check_part(written, clock);
  // `48 uur` is a length; the reader refuses it where a time is meant.
  const bool length = written.mark && !written.minute && !written.part;
  if (length && clock.hour > 24) return clock;
  if (clock.hour > 24 || clock.minute > 59 || (clock.hour == 24 && clock.minute != 0)) {
    notes_.error(clock.span, code::no_such_time,
                 fmt::format("'{}' is no time of the day", text_.written(clock.span)),
                 "write the hour from 0 to 24 and the minutes from 00 to 59");
  }
  return clock;
}

}  // namespace

std::optional<Tokens> make_tokens(const ast::Pieces& pieces, const Text& text, unsigned languages,
                                  Notes& notes) {
  Maker maker(text, languages, notes);
  Tokens tokens;
  tokens.reserve(pieces.size());
  for (const ast::Piece& piece : pieces) {
    tokens.push_back(
        boost::apply_visitor([&](const auto& node) { return maker(node); }, piece.get()));
    if (const auto* stamp = boost::get<ast::Timestamp>(&piece.get())) {
      tokens.push_back(maker.exact_clock(*stamp));
      tokens.push_back(maker(stamp->offset));
    }
  }
  if (!notes.clean()) return std::nullopt;
  return tokens;
}

}  // namespace termijn::rules::moment
