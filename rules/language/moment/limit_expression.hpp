#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rules/time/limit.hpp"

namespace termijn::rules {

struct LimitExpression;
using LimitNode = std::shared_ptr<const LimitExpression>;

/// A period from an event, or from a date of its own (`de eerste werkdag na 1 mei`).
struct CountedLimit {
  std::string anchor{};           ///< As written, lower case; empty when a date stands there.
  std::optional<Instant> from{};  ///< That date's first instant.
  Period period{};
  Direction direction = Direction::after;
  std::vector<Suspension> suspended{};  ///< The days on which it does not run.

  friend bool operator==(const CountedLimit&, const CountedLimit&) = default;
};

/// A date that is written out, as it closes.
struct FixedLimit {
  Instant closes;
  bool inclusive = false;

  friend bool operator==(const FixedLimit&, const FixedLimit&) = default;
};

/// One of two limits. `not_after` is the earlier, `not_before` the later of a limit
/// and its bound; they differ from `earlier` and `later` in how they are told.
struct PickedLimit {
  enum class Which { earlier, later, not_after, not_before };
  Which which;
  LimitNode first;
  LimitNode second;
};

/// `of de maandag daarna om 17u als het een weekend is`: when the limit's last day is
/// one of `over`, it is the next such weekday instead, or the next working day.
struct RolledLimit {
  LimitNode limit;
  Regime::DaysOff over;
  std::optional<std::chrono::weekday> to{};     ///< Empty: the next working day.
  std::optional<std::chrono::seconds> clock{};  ///< Empty: as the limit itself closes.
  bool whole_day = false;                       ///< `om 24u`: that day's end.
};

/// What a time limit says, in full. Immutable, so that parts may be shared.
struct LimitExpression {
  std::variant<CountedLimit, FixedLimit, PickedLimit, RolledLimit> form;
};

/// Whether two expressions say the same; their anchors are compared as written.
bool operator==(const LimitExpression& a, const LimitExpression& b);

/// The counted limits in it, from left to right. They live as long as `limit`.
std::vector<const CountedLimit*> counted_limits(const LimitExpression& limit);

/// When an event happened or is planned. Without an instant and a fault, nobody knows yet.
struct LimitEvent {
  std::optional<Instant> at{};
  bool planned = false;
  std::string fault{};
};
using EventLookup = std::function<LimitEvent(std::string_view anchor, Direction direction)>;

/// The law, the days and the clock of a limit. `regime` and `calendar` may be null
/// where they are not known: what needs them then has a fault.
struct LimitRules {
  const Regime* regime;
  const Calendar* calendar;
  const Zone& zone;
};

/// Where a limit ends and how that was worked out.
struct ResolvedLimit {
  bool known = false;              ///< Every event in it has a time; else nothing below holds.
  std::optional<Instant> opens{};  ///< The event from which it runs, when it runs forwards.
  Instant closes{};
  bool inclusive = false;
  bool planned = false;  ///< A planned event stands in for one to come.
  std::vector<Step> steps{};
  std::string fault{};  ///< Why it cannot be counted; empty when all is well.
};

/// The one place where a limit is worked out, combined or not. Pure.
ResolvedLimit resolve_limit(const LimitExpression& limit, const LimitRules& rules,
                            const EventLookup& events);

/// The last day of something that closes so, as the clock of `zone` shows it.
Date last_day(Instant closes, bool inclusive, const Zone& zone);
/// `Fri 20 October 2023`, `Mon 3 April 2023, 17:00`.
std::string spelled_end(Instant closes, bool inclusive, const Zone& zone);

}  // namespace termijn::rules
