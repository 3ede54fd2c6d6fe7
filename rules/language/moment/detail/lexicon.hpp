#pragma once

#include <span>
#include <string_view>

namespace termijn::rules::moment {

/// What a word of the lexicon is for. The grammar knows these; which words they
/// are is each language's own table.
enum class Sort {
  // Parts of dates, clock times and periods.
  month,          ///< 1 … 12
  weekday,        ///< 1 (Monday) … 7
  weekday_short,  ///< The same, abbreviated; only read right before a day.
  ordinal,        ///< `1e`, `3rd`: what follows the digits.
  month_link,     ///< `of` in `3rd of June`.
  unit,           ///< A `UnitWord`.
  amount,         ///< A number in words.
  hour_mark,      ///< `u`, `uur`, `h`
  meridiem,       ///< 0 = a.m., 1 = p.m.
  day_part,       ///< A `DayPart`, right after a clock time.
  hours_link,     ///< Between two clock times: `13u-17u`.
  // Words that stand by themselves.
  clock_word,    ///< A `ClockWord`.
  half_day,      ///< A `Half`.
  bound,         ///< A `Bound`.
  sign,          ///< A `Sign`, or a word that does its work (`en`, `of`).
  week,          ///< `week van`; 1 = `laatste week van`, 2 = `laatste dag van`.
  quarter,       ///< `Q2` is 2; `kwartaal` is 0, an ordinal says which.
  whole,         ///< `heel`: the month behind it from its first day to its last.
  end_of,        ///< `het einde van`, closes a whole day, vague for anything longer.
  ordinal_word,  ///< `eerste` is 1, `laatste` -1; before `week van` it pins nothing down.
  zone,          ///< An index into `zone_words`.
  vague,         ///< Cannot be pinned to a day.
  twist,         ///< Could turn the meaning round; never skipped.
  coming,        ///< `a.s.`: which year depends on the day of writing.
  next_day,      ///< `the next business day`, sound only with its date right behind.
  recurring,     ///< `jaarlijks`
  deadline,      ///< Announces a closing date.
  opening,       ///< Announces an opening.
  extension,     ///< `verlengd`: fine with one date, unclear with two.
  reserve,       ///< `reserve`, `gereserveerde data`
  inclusive,     ///< 1 = included, 0 = left out; says what a bare `tot` means.
  least,         ///< `minstens`: sound before an event, not after it.
  most,          ///< `maximaal`: the other way round.
  ahead,         ///< `op voorhand`: a limit before an event that is not named again.
  off_days,      ///< `excluding weekends`: turns calendar days into working days.
  filler,        ///< Carries no meaning of its own.
};

/// `through` (`tot en met`) is `until` that also says which midnight is meant; `out_of`
/// (`van`) opens a stretch only when its other end follows.
enum class Bound { none, before, until, through, till, from, out_of, after, between, within, to };
enum class Sign {
  comma,
  semicolon,
  colon,
  open,
  close,
  dash,
  slash,
  plus,
  both,
  either,
  dots,
  ignored,
  respectively
};
enum class ClockWord { noon, midnight, end_of_day };
enum class Half { morning, afternoon, evening };
enum class DayPart { morning, noon, afternoon, evening, night };
enum class UnitWord { hour, day, working_day, week, month, year };

constexpr unsigned dutch = 1;
constexpr unsigned english = 2;
constexpr unsigned both_languages = dutch | english;

/// Words or groups of words of one meaning, divided by '|' and folded as `Text`
/// folds. `soft` words have another
/// everyday use (`voor` = for) and count only right before a date or a time.
struct Entry {
  std::string_view words;
  Sort sort;
  int value = 0;
  bool soft = false;
};

std::span<const Entry> dutch_lexicon();
std::span<const Entry> english_lexicon();
/// Signs and whatever else both languages share.
std::span<const Entry> shared_lexicon();

/// A zone as people name it. Where `literal_hours` is set the name is an
/// abbreviation with a fixed offset, and is sound only while the place's clocks
/// show that very offset.
struct ZoneWord {
  std::string_view place;  ///< Of the IANA database; empty when the offset says all.
  bool fixed = false;
  int literal_hours = 0;
  bool american = false;    ///< There, 04/03 is April 3.
  std::string_view also{};  ///< Another zone that goes by the same letters.
};

/// Null for a name with two meanings (`CST`).
const ZoneWord* zone_word(int index);
/// What such a name may mean: `US Central (UTC-6), China (UTC+8)`.
std::string_view zone_meanings(int index);

}  // namespace termijn::rules::moment
