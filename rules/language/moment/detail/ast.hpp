#pragma once

#include <vector>

#include <boost/optional.hpp>
#include <boost/spirit/home/x3/support/ast/variant.hpp>

#include "rules/language/moment/detail/lexicon.hpp"

/// What the grammar finds in a phrase: a row of pieces, each of them a date, a
/// clock time, a period or a word. Which pieces belong together is the reader's
/// business (sentence.hpp).
namespace termijn::rules::moment::ast {

namespace x3 = boost::spirit::x3;

/// Where a node stands in the folded text.
struct Located {
  const char* begin = nullptr;
  const char* end = nullptr;
};

/// A word of the lexicon.
struct Term : Located {
  Sort sort = Sort::filler;
  int value = 0;
  bool soft = false;
  unsigned languages = both_languages;
};

struct Number : Located {
  unsigned value = 0;
  boost::optional<Term> ordinal;
};

/// `19/06/2023`, `19/06`, `19-06-2023`, `19.06.2023`
struct NumericDate : Located {
  boost::optional<Term> weekday;
  unsigned day = 0;
  unsigned month = 0;
  boost::optional<unsigned> year;
};

/// `2023-06-19`
struct IsoDate : Located {
  boost::optional<Term> weekday;
  unsigned year = 0;
  unsigned month = 0;
  unsigned day = 0;
};

/// `maandag 19 juni 2023`, `19th of June, 2023`
struct NamedDate : Located {
  boost::optional<Term> weekday;
  Number day;
  Term month;
  boost::optional<unsigned> year;
};

/// `Monday, June 19th, 2023`
struct MonthFirstDate : Located {
  boost::optional<Term> weekday;
  Term month;
  Number day;
  boost::optional<unsigned> year;
};

/// `maandag 19`, whose month comes later
struct WeekdayNumber : Located {
  Term weekday;
  Number day;
};

/// `juni 2023`
struct MonthOf : Located {
  Term month;
  boost::optional<unsigned> year;
};

/// `23u59`, `12.00 uur`, `5 p.m.`, `12u 's middags`
struct Clock : Located {
  unsigned hour = 0;
  boost::optional<Term> mark;
  boost::optional<unsigned> minute;
  boost::optional<unsigned> second;
  boost::optional<Term> meridiem;
  boost::optional<Term> part;
};

/// `week 20 van 2023`
struct WeekOf : Located {
  unsigned week = 0;
  boost::optional<unsigned> year;
};

/// `2023-W20`
struct IsoWeek : Located {
  unsigned year = 0;
  unsigned week = 0;
};

/// `Europe/Helsinki`
struct PlaceName : Located {};

/// `13u-17u`, `19.00 tot 22.00 uur`
struct Hours : Located {
  Clock from;
  Term link;
  Clock until;
};

struct Period : Located {
  x3::variant<Number, Term> amount;
  Term unit;
};

/// `UTC+2`, `+02:00`
struct Offset : Located {
  char sign = '+';
  unsigned hours = 0;
  boost::optional<unsigned> minutes;
};

/// `2023-06-09T23:59:59+02:00`, with its own offset.
struct Timestamp : Located {
  IsoDate date;
  Clock clock;
  Offset offset;
};

/// A word the lexicon does not know, or a sign that is no part of the language.
struct Unknown : Located {
  char first = ' ';
};

struct Piece : x3::variant<Term, Number, NumericDate, IsoDate, NamedDate, MonthFirstDate,
                           WeekdayNumber, MonthOf, WeekOf, IsoWeek, Clock, Hours, Period, Offset,
                           Timestamp, PlaceName, Unknown> {
  using base_type::base_type;
  using base_type::operator=;
};

using Pieces = std::vector<Piece>;

}  // namespace termijn::rules::moment::ast
