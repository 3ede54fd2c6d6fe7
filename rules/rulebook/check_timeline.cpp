#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "rules/rulebook/detail/draft.hpp"
#include "rules/rulebook/timeline.hpp"

namespace termijn::rules::book {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

/// A milestone with what the checks compare.
struct Stretch {
  const Milestone* milestone = nullptr;
  std::vector<Window> sessions;
  std::optional<Instant> first_from;
  std::optional<Instant> last_firm_from;
  std::optional<Instant> until;  ///< The first instant after it.
};

void widen(Stretch& stretch, const Window& session) {
  if (session.from) {
    stretch.first_from = std::min(stretch.first_from.value_or(*session.from), *session.from);
    if (session.certainty == Certainty::firm) {
      stretch.last_firm_from =
          std::max(stretch.last_firm_from.value_or(*session.from), *session.from);
    }
  }
  if (!session.until) return;
  const Instant until = *session.until + seconds{session.until_inclusive ? 1 : 0};
  stretch.until = std::max(stretch.until.value_or(until), until);
}

Stretch stretch_of(const Rulebook& book, const Milestone& milestone) {
  Stretch stretch{&milestone, {}, {}, {}, {}};
  stretch.sessions = milestone_window(book, milestone.id, {}).sessions;
  for (const Window& session : stretch.sessions) widen(stretch, session);
  return stretch;
}

class Checks {
 public:
  explicit Checks(Draft& draft);

  void order();
  void invitation();
  void half_day_hours();
  void closed_days();

 private:
  const Stretch* find(std::string_view id) const;
  bool impossible(const Stretch& earlier, const Stretch& later) const;
  void closed_last_day(const Stretch& stretch);
  void closed_sessions(const Stretch& stretch);
  std::string closed_because(Date date) const;
  Date last_date(const Stretch& stretch) const;
  Span span(const Stretch& stretch) const;

  Draft& draft_;
  const Zone& zone_;
  std::vector<Stretch> stretches_;  ///< In the order of the procedure, those with sessions.
};

Checks::Checks(Draft& draft) : draft_(draft), zone_(*draft.book.zone) {
  for (const Milestone& milestone : draft.book.timeline) {
    if (milestone.moment.relative && (!draft.has_calendar || !draft.has_regime)) continue;
    Stretch stretch = stretch_of(draft.book, milestone);
    if (!stretch.sessions.empty()) stretches_.push_back(std::move(stretch));
  }
}

const Stretch* Checks::find(std::string_view id) const {
  const auto at = std::find_if(stretches_.begin(), stretches_.end(),
                               [&](const Stretch& one) { return one.milestone->id == id; });
  return at == stretches_.end() ? nullptr : &*at;
}

Span Checks::span(const Stretch& stretch) const {
  const auto& spans = stretch.milestone->spans;
  return spans.empty() ? draft_.root.span : spans.front();
}

/// A milestone must be able to end after the one before it in the procedure has
/// begun: after the last moment that is sure to come, which of a closing is the
/// closing itself.
bool Checks::impossible(const Stretch& earlier, const Stretch& later) const {
  if (!later.until) return false;
  const bool closing = earlier.milestone->as == ReadAs::deadline;
  const auto begun = closing
                         ? earlier.until
                         : (earlier.last_firm_from ? earlier.last_firm_from : earlier.first_from);
  return begun && *later.until <= *begun;
}

bool in_procedure(const Stretch& stretch) {
  static constexpr std::array<std::string_view, 7> steps{"launch", "deadline", "review",  "result",
                                                         "pitch",  "decision", "rebuttal"};
  return std::find(steps.begin(), steps.end(), stretch.milestone->id) != steps.end();
}

/// A slip in one date is one fault: a milestone that is out of order with one
/// before it is not compared with the others.
void Checks::order() {
  std::vector<const Stretch*> good;
  for (const Stretch& later : stretches_) {
    // A limit follows the milestone it counts from: its slip is the other's.
    if (!in_procedure(later) || later.milestone->moment.relative) continue;
    const auto clash = std::find_if(good.rbegin(), good.rend(), [&](const Stretch* earlier) {
      return impossible(*earlier, later);
    });
    if (clash == good.rend()) {
      good.push_back(&later);
      continue;
    }
    Diagnostic fault{
        Severity::error,
        "E0535",
        fmt::format("'{}' is over before '{}' {}", later.milestone->id, (*clash)->milestone->id,
                    (*clash)->milestone->as == ReadAs::deadline ? "closes" : "begins"),
        {span(later), fmt::format("over on {}", spelled(last_date(later)))},
        {{span(**clash), "this must come first"}},
        "one of the two dates is wrong"};
    draft_.desk.diagnostics.push_back(std::move(fault));
  }
}

/// Who passes the review is told so, then pitches. A pitch that may begin before
/// the review's last day is over may come before its own invitation.
void Checks::invitation() {
  const Stretch* told = find("result") ? find("result") : find("review");
  const Stretch* pitch = find("pitch");
  if (!told || !pitch || !told->until || !pitch->first_from) return;
  if (*pitch->first_from >= *told->until) return;
  Diagnostic warning{
      Severity::warning,
      "W0502",
      "a pitch may come before its own invitation",
      {span(*pitch), fmt::format("from {}", spelled(zone_.local(*pitch->first_from).date))},
      {{span(*told), fmt::format("until {}", spelled(last_date(*told)))}},
      "let the pitches begin after the result is told"};
  draft_.desk.diagnostics.push_back(std::move(warning));
}

/// People are booked for a pitch: its half-days need hours. An announcement in
/// the course of an afternoon does not.
void Checks::half_day_hours() {
  if (draft_.has_half_day_hours) return;
  for (const Stretch& stretch : stretches_) {
    const Milestone& milestone = *stretch.milestone;
    if (!milestone.moment.half_days || milestone.id == "review" || milestone.id == "result") {
      continue;
    }
    draft_.desk.note("N0502", fmt::format("the half-days of '{}' have no hours", milestone.id),
                     {span(stretch), ""},
                     "write under [time]: half-days = { morning = \"09:00-12:00\", afternoon = "
                     "\"13:00-17:00\" }");
  }
}

Date Checks::last_date(const Stretch& stretch) const {
  return zone_.local(*stretch.until - seconds{1}).date;
}

/// `in a weekend`, `on a holiday (…)`; empty on a working day.
std::string Checks::closed_because(Date date) const {
  const Calendar& calendar = draft_.book.calendar;
  if (calendar.declared_working(date)) return {};
  if (const std::string* name = calendar.holiday(date)) {
    return fmt::format("on a holiday ({})", *name);
  }
  const auto weekday = weekday_of(date);
  const bool weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
  return weekend ? "in a weekend" : "";
}

void Checks::closed_last_day(const Stretch& stretch) {
  if (!stretch.until || stretch.milestone->moment.relative) return;
  const Date last = last_date(stretch);
  const std::string why = closed_because(last);
  if (why.empty()) return;
  draft_.desk.note("N0503",
                   fmt::format("'{}' ends {}: {}", stretch.milestone->id, why, spelled(last)),
                   {span(stretch), ""}, "a fixed date does not move; only a period does");
}

void Checks::closed_sessions(const Stretch& stretch) {
  for (const Window& session : stretch.sessions) {
    if (!session.from || !session.until || *session.until - *session.from > hours{25}) continue;
    const Date date = zone_.local(*session.from).date;
    const std::string why = closed_because(date);
    if (why.empty()) continue;
    if (stretch.milestone->id != "pitch") {
      draft_.desk.note("N0508",
                       fmt::format("'{}' falls {}: {}", stretch.milestone->id, why, spelled(date)),
                       {span(stretch), ""}, "nobody may be at work; is the date right?");
      continue;
    }
    draft_.desk.warning(
        "W0506",
        fmt::format("a session of '{}' falls {}: {}", stretch.milestone->id, why, spelled(date)),
        {span(stretch), ""});
  }
}

void Checks::closed_days() {
  if (!draft_.has_calendar) return;
  for (const Stretch& stretch : stretches_) {
    if (stretch.milestone->as == ReadAs::deadline) closed_last_day(stretch);
    if (stretch.milestone->as != ReadAs::deadline) closed_sessions(stretch);
  }
}

}  // namespace

void check_timeline(Draft& draft) {
  if (!draft.book.zone) return;
  Checks checks(draft);
  checks.order();
  checks.invitation();
  checks.half_day_hours();
  checks.closed_days();
}

}  // namespace termijn::rules::book
