#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "rules/language/moment/detail/ast.hpp"
#include "rules/language/moment/detail/notes.hpp"
#include "rules/language/moment/detail/text.hpp"
#include "rules/time/limit.hpp"
#include "rules/time/window.hpp"

/// What a phrase says once its pieces are put together, still without a year of
/// its own, a zone or an instant.
namespace termijn::rules::moment {

/// A calendar day as far as it is written.
struct Day {
  std::optional<int> weekday{};  ///< 1 (Monday) … 7
  std::optional<int> day{};
  std::optional<int> month{};
  std::optional<int> year{};
  bool year_written = false;  ///< On this very date, not on a neighbour.
  bool numeric = false;       ///< Written `04/03`, which Americans read the other way round.
  bool short_dotted = false;  ///< `15.05`, which a clock may show as well.
  bool short_dashed = false;  ///< `23-06-24`, whose year may come first.
  Span span{};
};

/// A time of day that a clock shows.
struct Clock {
  int hour = 0;
  int minute = 0;
  int second = 0;
  bool end_of_day = false;   ///< `24u00`, `end of day`: the day's very end.
  bool last_minute = false;  ///< `23u59`, which closes the day …
  bool sharp = false;        ///< … but not as `11:59 pm`, which names an instant.
  bool exact = false;        ///< Of a timestamp with its offset: to the second.
  bool midnight = false;     ///< `middernacht`, `00:00`: which end of the day?
  bool twelve = false;       ///< `12 p.m.`: noon or midnight?
  bool bare_hour = false;    ///< `5 uur`: in the morning or in the afternoon?
  Span span{};

  bool same_time(const Clock& other) const { return hour == other.hour && minute == other.minute; }
};

/// The part of a day that is meant.
struct PartOfDay {
  enum class Kind { clock, hours, half };
  Kind kind = Kind::clock;
  Clock clock{};  ///< The clock time, or where the hours begin.
  Clock until{};  ///< Where the hours end.
  Half half = Half::morning;
  Span span{};
};

struct Spot {
  enum class Unit { day, nth_weekday, iso_week, week, last_week, last_day, month, quarter, year };
  Unit unit = Unit::day;
  Day day{};
  std::optional<PartOfDay> part{};
  int nth = 0;         ///< Of the weekday in its month, -1 the last; the number of the ISO week.
  int weekday = 0;     ///< Of `eerste maandag van mei`: 1 (Monday) … 7.
  bool whole = false;  ///< `heel mei`: all of it is meant.
  Span span{};
};

/// How the two ends of a stretch are tied: `t/m`, a bare `tot`, or `tussen … en`.
enum class Tie { through, till, between };

struct Item {
  Bound bound = Bound::none;
  Spot first{};
  std::optional<Spot> last{};
  Tie tie = Tie::through;
  bool closes_whole = false;  ///< `tot en met`: a midnight there is the end of its day.
  bool dashed = false;        ///< Tied by a dash alone.
  Span said{};                ///< The word that chose the edge.
  Certainty certainty = Certainty::firm;
  Span span{};
};

struct NamedZone {
  std::optional<int> word{};  ///< Into `zone_word`.
  std::string place{};        ///< `Europe/Helsinki`, as written.
  std::chrono::seconds offset{0};
  Span span{};
};

struct Relative {
  Period period;
  Direction direction = Direction::after;
  std::string anchor{};
  Span span{};
  bool working_days_unclear = false;  ///< `calendar days, excluding weekends`
};

struct Sentence {
  std::vector<Item> items;
  std::optional<Item> header;  ///< `week van 19/06:`, which its sessions must lie in.
  std::optional<NamedZone> zone;
  std::optional<Relative> relative;
  std::optional<bool> inclusive;  ///< `inclusief`, `exclusief`
  bool deadline = false;          ///< The words announce a closing date.
  bool opening = false;           ///< The words announce an opening.
  bool recurring = false;
  bool bare = false;              ///< Nothing stands round the dates.
  std::optional<Span> other_day;  ///< A word that announces another day: `gepubliceerd`.
  std::optional<Span> predicate;  ///< `wordt`, and then a word of unknown effect.
  std::vector<Span> passed_over;  ///< Words without a say in the date.
  bool english = false;           ///< To word the advice in the phrase's own language.
  Span span;
};

/// A piece with its numbers checked: every clock time is one, every day has a
/// month that exists.
struct Token {
  enum class Kind { word, sign, term, day, week, month, year, number, weekday, part, period };
  Kind kind = Kind::word;
  Span span;
  std::string_view folded{};  ///< As `Text` folds it.
  Sort sort = Sort::filler;
  int value = 0;
  bool soft = false;
  unsigned languages = both_languages;
  bool ordinal = false;    ///< `1e`
  bool hour_word = false;  ///< `12 uur`, which may be a time or a length.
  Day day;
  PartOfDay part;
  Period period;
  std::optional<NamedZone> zone;

  bool is(Sort other) const { return kind == Kind::term && sort == other; }
  bool is(Bound bound) const { return is(Sort::bound) && value == static_cast<int>(bound); }
  bool is(Sign sign) const { return is(Sort::sign) && value == static_cast<int>(sign); }
};

using Tokens = std::vector<Token>;

/// Empty when a number makes no sense or a word is of the language not asked for.
std::optional<Tokens> make_tokens(const ast::Pieces& pieces, const Text& text, unsigned languages,
                                  Notes& notes);

/// Puts the tokens together; empty when they do not fit, which is then noted.
/// Words that carry no meaning are passed over, as many as a snippet of a
/// sentence has round its date; a word that could change the meaning never is.
std::optional<Sentence> read_sentence(const Tokens& tokens, const Text& text, Notes& notes);

/// The same for `14 dagen na einddatum`: the tokens hold a period.
std::optional<Relative> read_relative(const Tokens& tokens, const Text& text, Notes& notes);
/// The tokens as the name of an event alone: `de kennisgeving van de beslissing`.
std::optional<std::string> read_anchor(const Tokens& tokens, const Text& text, Notes& notes);
/// Whether a word of the phrase is of this language alone.
bool speaks(const Tokens& tokens, unsigned language);
bool tells_a_period(const Tokens& tokens);
/// `einde`, `end`: vague before a month, harmless before what ends.
bool names_an_end(const Token& token);

}  // namespace termijn::rules::moment
