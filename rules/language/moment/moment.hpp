#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/diagnostic.hpp"
#include "rules/language/moment/limit_expression.hpp"
#include "rules/language/words.hpp"
#include "rules/time/limit.hpp"
#include "rules/time/window.hpp"

namespace termijn::rules {

/// How sure a phrase is.
enum class MomentClass {
  exact,      ///< One meaning, pinned to instants.
  relative,   ///< A time limit from an event.
  ambiguous,  ///< Two careful people differ: see `readings`.
  vague,      ///< Nobody can pin it to a day; refused with a hint.
  recurring,  ///< Every year.
  error,      ///< Not read, or it contradicts itself; see `diagnostics`.
};

/// What a phrase is asked for. A bare date is a whole day as a window and closes
/// that day as a deadline.
enum class ReadAs { window, deadline, start };

/// One way to read an ambiguous phrase, with what to write to mean it.
struct Reading {
  std::string means;
  std::vector<Window> sessions;
};

/// A time limit counted from an event.
struct RelativeMoment {
  std::string anchor;  ///< As written, lower case (`einddatum`); empty when the phrase names none.
  Period period;
  Direction direction = Direction::after;
  std::string day{};  ///< `uiterlijk 1 oktober`, of the year that lies so far from the event's.
};

/// Half-days in local time, seconds since midnight.
struct HalfDays {
  struct Hours {
    std::chrono::seconds from;
    std::chrono::seconds until;
  };
  Hours morning{std::chrono::hours{0}, std::chrono::hours{12}};
  Hours afternoon{std::chrono::hours{12}, std::chrono::hours{18}};
  Hours evening{std::chrono::hours{18}, std::chrono::hours{24}};
};

/// What a phrase is read against. The references must outlive the call.
struct MomentContext {
  const Zone& zone;           ///< The zone of every time that names none.
  const ZoneSource& zones;    ///< For zones that a phrase names.
  std::optional<int> year{};  ///< The call's year, for dates without one.
  ReadAs as = ReadAs::window;
  Language language = Language::any;
  HalfDays half_days{};
  bool last_minute_whole = false;  ///< 17:00 means until 17:00:59 inclusive.
  const Regime* regime = nullptr;  ///< For relative moments; null: they stay unresolved.
  const Calendar* calendar = nullptr;
  std::map<std::string, Instant, std::less<>> anchors{};  ///< Known events, by name.
};

/// What a phrase means. The spans of its diagnostics lie in the phrase's source.
struct Moment {
  MomentClass kind = MomentClass::error;
  bool year_inferred = false;
  bool half_days = false;  ///< Half-days were used whose hours the phrase does not give.
  std::vector<Window> sessions;
  std::optional<RelativeMoment> relative;  ///< The main limit of `limit`, when it has an event.
  LimitNode limit;  ///< What a limit says in full, also `relative`; null for mere dates.
  std::vector<Reading> readings;
  std::vector<Step> steps;           ///< Day by day, for a relative moment whose anchor is known.
  std::vector<std::string> working;  ///< Why it means that, one sentence each; of sure answers.
  Diagnostics diagnostics;
};

/// Reads a phrase that says when, in Dutch or English. Never throws on what a
/// person wrote and never guesses: what is not pinned down comes back as
/// `ambiguous`, `vague` or `error` with a diagnostic that says what to write.
/// Phrases over 1,000 bytes are refused.
Moment resolve_moment(const Excerpt& phrase, const MomentContext& context);

std::string_view to_string(MomentClass kind);
std::string_view to_string(Certainty certainty);

}  // namespace termijn::rules
