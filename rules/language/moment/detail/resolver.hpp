#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rules/language/moment/detail/notes.hpp"
#include "rules/language/moment/detail/sentence.hpp"
#include "rules/language/moment/moment.hpp"

namespace termijn::rules::moment {

/// Something two careful people read differently, and what to write for each.
struct Doubt {
  Span span;
  const char* code;
  std::string message;
  std::array<std::string, 2> means;
};

/// A sentence in one of its readings.
struct Resolved {
  std::vector<Window> sessions;
  std::vector<Doubt> doubts;
  std::vector<std::string> working;  ///< Why it means that, a sentence each.
  bool year_inferred = false;
  bool year_missing = false;  ///< Neither written nor known.
  bool half_days = false;
};

/// The stretch of time that a spot names.
struct Stretch {
  Instant from;
  Instant until;
  bool point = false;    ///< A clock time: a limit at it includes it.
  bool closing = false;  ///< A clock time that closes its day.
};

/// Pins a sentence to instants. `choice` (0 or 1) says which reading to follow
/// where there is doubt. Faults are noted; then the result means nothing.
class Resolver {
 public:
  Resolver(const Sentence& sentence, const MomentContext& context, const Text& text, int choice,
           Notes& notes);

  Resolved resolve();

 private:
  std::optional<Window> window(const Item& item);
  std::optional<Window> range(const Item& item);
  std::vector<Item> with_shared_part();
  void check_order();
  bool daily_hours(const Item& item);
  Window single(const Item& item, const Stretch& stretch);
  Window unbounded(const Stretch& stretch);
  Window closed_at(Instant until, bool inclusive);
  bool included(const Spot& spot, Tie tie);
  void check_month(const Item& item);
  void check_inclusive(const Item& item);

  std::optional<Stretch> stretch(const Spot& spot, Bound bound, bool closes_whole);
  std::optional<Date> first_day(const Spot& spot);
  std::optional<Date> nth_weekday(const Spot& spot, Date first);
  std::optional<Date> numbered_week(const Spot& spot, int year);
  std::optional<Date> last_week(const Spot& spot, Date first);
  void check_american(const Spot& spot, int year, int& month, int& day);
  void check_year_first(const Spot& spot, int& year, int& day);
  bool whole_month(const Item& item);
  void check_announced();

  void because(std::string sentence);
  void explain_words();
  void explain_zone();
  void explain_day(const Spot& spot, Date first);
  void explain_edge(const Item& item, const Stretch& stretch);
  std::string said(const Item& item) const;
  std::string day_before(Instant instant) const;
  std::string day_of(Instant instant) const;
  std::optional<Date> day_after(const Spot& spot, Date first);
  std::optional<int> year_of(const Day& day);
  bool weekday_agrees(const Day& day, Date date);
  Stretch at_clock(const Clock& clock, Date date, Bound bound, bool closes_whole);
  Stretch in_hours(const PartOfDay& part, Date date);
  Stretch in_half(Half half, Date date);
  Clock settled(Clock clock);

  void choose_zone();
  void choose_place(const NamedZone& named);
  void warn_letters(const ZoneWord& word);
  const Zone& zone() const;
  Instant start_of(Date date);
  Instant at(Date date, std::chrono::seconds since_midnight, Span span);
  void check_abbreviation(Instant instant);
  void doubt(Span span, const char* code, std::string message, std::string first,
             std::string second);

  const Sentence& sentence_;
  const MomentContext& context_;
  const Text& text_;
  int choice_;
  Notes& notes_;
  Resolved resolved_;
  std::shared_ptr<const Zone> place_;  ///< The zone that the phrase names …
  std::optional<Zone> literal_;        ///< … and its fixed offset, where the name has one.
  bool american_ = false;
  bool warned_ = false;  ///< Of the letters of the zone, once.
};

/// A time limit, counted where its event, a regime and a calendar are known.
void resolve_relative(const Relative& relative, const MomentContext& context, Notes& notes,
                      Moment& moment);

}  // namespace termijn::rules::moment
