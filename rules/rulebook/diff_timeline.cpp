// What an amendment does to the timeline.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "rules/rulebook/detail/diff.hpp"
#include "rules/rulebook/facts.hpp"
#include "rules/rulebook/timeline.hpp"
#include "rules/time/spoken.hpp"

namespace termijn::rules::amend {
namespace {

namespace chr = std::chrono;
using Kind = Difference::Kind;

std::string quoted(const std::string& text) { return fmt::format("'{}'", text); }

/// When a milestone is: as planned, and for an event at noon of each day of a year.
struct Survey {
  MilestoneWindow planned;
  std::vector<MilestoneWindow> by_day;

  bool counts_from_an_event() const {
    return std::any_of(by_day.begin(), by_day.end(),
                       [&](const auto& window) { return window.sessions != planned.sessions; });
  }
};

/// The days of the call's year. An event may as well fall a year later, but no rule tells
/// years apart.
std::vector<Date> days_of(const Rulebook& book) {
  std::vector<Date> days;
  const chr::year year{book.year};
  if (book.year == 0) return days;
  for (Date day{year / chr::January / 1}; day.year() == year; day = add_days(day, 1)) {
    days.push_back(day);
  }
  return days;
}

Survey survey(const Rulebook& book, const std::string& milestone, const std::vector<Date>& days) {
  Survey survey{milestone_window(book, milestone, {}), {}};
  for (const Date day : days) {
    const Instant noon = book.zone->start_of_day(day) + chr::hours{12};
    EventTimes events;
    for (const auto& event : known_events()) events[event.name] = noon;
    survey.by_day.push_back(milestone_window(book, milestone, events));
  }
  return survey;
}

std::string windows_words(const MilestoneWindow& window, const Zone& zone) {
  if (!window.fault.empty()) return fmt::format("nothing ({})", window.fault);
  std::vector<std::string> words;
  for (const auto& session : window.sessions) words.push_back(spoken(session, zone));
  return fmt::format("{}", fmt::join(words, "; "));
}

/// `the end of Fri 9 June 2023`
std::string closing_words(const MilestoneWindow& window, const Zone& zone) {
  if (!window.closes) return windows_words(window, zone);
  const Window closing{{}, window.closes->closes, window.closes->inclusive, Certainty::firm};
  auto words = spoken(closing, zone);
  return words.starts_with("until ") ? words.substr(6) : words;
}

std::string counted(std::int64_t number, std::string_view unit) {
  return number == 0 ? "" : fmt::format("{} {}{}", number, unit, number == 1 ? "" : "s");
}

/// How far one local time is from another, as the clocks of the wall say.
std::string distance(const LocalTime& from, const LocalTime& to) {
  auto gap =
      (chr::sys_days(to.date) - chr::sys_days(from.date)) + to.since_midnight - from.since_midnight;
  if (gap < chr::seconds{0}) gap = -gap;
  const auto days = gap / chr::days{1};
  const chr::hh_mm_ss rest{chr::duration_cast<chr::seconds>(gap % chr::days{1})};
  std::vector<std::string> parts;
  for (auto& part :
       {counted(days, "day"), counted(rest.hours().count(), "hour"),
        counted(rest.minutes().count(), "minute"), counted(rest.seconds().count(), "second")}) {
    if (!part.empty()) parts.push_back(part);
  }
  return listed(parts);
}

/// The first instant that is too late.
Instant lapses(const Deadline& deadline) {
  return deadline.closes + chr::seconds{deadline.inclusive ? 1 : 0};
}

/// Below 0: `is` closes earlier; 0: at the same instant, or nothing closes.
int shift(const MilestoneWindow& was, const MilestoneWindow& is) {
  if (!was.closes || !is.closes) return 0;
  const auto before = lapses(*was.closes);
  const auto after = lapses(*is.closes);
  return after < before ? -1 : after > before ? 1 : 0;
}

/// `, 7 days later`, or nothing.
std::string shift_words(const MilestoneWindow& was, const MilestoneWindow& is, const Zone& zone) {
  const int way = shift(was, is);
  if (way == 0) return "";
  const auto& from = *was.closes;
  const auto& to = *is.closes;
  const bool one_second = from.closes == to.closes;  // which of them still is in time
  const auto gap =
      one_second ? "1 second" : distance(zone.local(from.closes), zone.local(to.closes));
  return fmt::format("{} {}", gap, way < 0 ? "earlier" : "later");
}

/// How an amended milestone compares over all the days of its event.
struct Shifts {
  int earlier = 0;
  int later = 0;
  int same = 0;
  /// A day on which they differ: the first from when the event is planned, or of the year.
  std::optional<std::size_t> example;

  Effect effect() const {
    if (earlier > 0 && later > 0) return Effect::mixed;
    if (earlier > 0) return Effect::stricter;
    return later > 0 ? Effect::looser : Effect::other;
  }
};

Shifts shifts_of(const Survey& was, const Survey& is, const std::vector<Date>& days,
                 const Zone& zone) {
  Shifts shifts;
  const auto& sessions = is.planned.sessions;
  const bool planned = !sessions.empty() && sessions.front().from.has_value();
  const Date event = planned ? zone.local(*sessions.front().from).date : Date{};
  for (std::size_t day = 0; day < was.by_day.size(); ++day) {
    const int way = shift(was.by_day[day], is.by_day[day]);
    ++(way < 0 ? shifts.earlier : way > 0 ? shifts.later : shifts.same);
    const bool differs = was.by_day[day].sessions != is.by_day[day].sessions;
    const bool first = !shifts.example || (days[*shifts.example] < event && days[day] >= event);
    if (differs && first) shifts.example = day;
  }
  return shifts;
}

/// `it closes later for an event on any day of 2023`, or on how many.
std::string shifts_words(const Shifts& shifts, int year) {
  const int all = shifts.earlier + shifts.later + shifts.same;
  if (shifts.earlier == all) {
    return fmt::format("it closes earlier for an event on any day of {}", year);
  }
  if (shifts.later == all)
    return fmt::format("it closes later for an event on any day of {}", year);
  std::vector<std::string> parts;
  if (shifts.earlier > 0) parts.push_back(fmt::format("earlier on {}", shifts.earlier));
  if (shifts.later > 0) parts.push_back(fmt::format("later on {}", shifts.later));
  parts.push_back(fmt::format("at the same instant on {}", shifts.same));
  return fmt::format("of the days of {} on which its event may fall it closes {}", year,
                     listed(parts));
}

class Milestones {
 public:
  Milestones(Comparison& comparison, const std::vector<Date>& days)
      : comparison_(comparison), zone_(*comparison.now.zone), days_(days) {}

  void gone(const Milestone& milestone) { add_one(milestone, comparison_.old, Kind::dropped); }
  void come(const Milestone& milestone) { add_one(milestone, comparison_.now, Kind::added); }

  void both(const Milestone& was, const Milestone& is) {
    const auto before = survey(comparison_.old, was.id, days_);
    const auto after = survey(comparison_.now, is.id, days_);
    const bool counts = before.counts_from_an_event() || after.counts_from_an_event();
    const auto shifts = shifts_of(before, after, days_, zone_);
    if (counts && shifts.example) return count_otherwise(was, is, before, after, shifts);
    if (before.planned.sessions != after.planned.sessions ||
        before.planned.fault != after.planned.fault) {
      return move(was, is, before.planned, after.planned, counts);
    }
    if (was.phrases != is.phrases) reword(was, is);
  }

 private:
  static std::string phrases(const Milestone& milestone) {
    std::vector<std::string> words;
    for (const auto& phrase : milestone.phrases) words.push_back(quoted(phrase));
    return listed(words);
  }

  void add(const Milestone& was, const Milestone& is, std::string sentence, Effect effect,
           Kind kind = Kind::changed) {
    comparison_.add({.kind = kind,
                     .section = "timeline",
                     .what = is.id,
                     .was = was.spans.empty() ? std::nullopt : std::optional(was.spans.front()),
                     .is = is.spans.empty() ? std::nullopt : std::optional(is.spans.front()),
                     .sentence = std::move(sentence),
                     .effect = effect});
  }

  void add_one(const Milestone& milestone, const Rulebook& book, Kind kind) {
    const bool added = kind == Kind::added;
    const auto when = windows_words(milestone_window(book, milestone.id, {}), zone_);
    const auto place =
        milestone.spans.empty() ? std::nullopt : std::optional(milestone.spans.front());
    comparison_.add({.kind = kind,
                     .section = "timeline",
                     .what = milestone.id,
                     .was = added ? std::nullopt : place,
                     .is = added ? place : std::nullopt,
                     .sentence = fmt::format("the {} is {}: {} ({})", milestone.id,
                                             added ? "added" : "dropped", phrases(milestone), when),
                     .effect = Effect::other});
  }

  void reword(const Milestone& was, const Milestone& is) {
    add(was, is,
        fmt::format("the wording of the {} changes from {} to {} but means the same", is.id,
                    phrases(was), phrases(is)),
        Effect::same, Kind::reworded);
  }

  /// A milestone that stands on the calendar.
  void move(const Milestone& was, const Milestone& is, const MilestoneWindow& before,
            const MilestoneWindow& after, bool planned) {
    const bool deadline = is.as == ReadAs::deadline;
    const auto from = deadline ? closing_words(before, zone_) : windows_words(before, zone_);
    const auto to = deadline ? closing_words(after, zone_) : windows_words(after, zone_);
    auto sentence = fmt::format("the {} moves from {} to {}", is.id, from, to);
    const auto by = shift_words(before, after, zone_);
    const bool told = deadline || (before.sessions.size() == 1 && after.sessions.size() == 1);
    if (told && !by.empty()) sentence += ": " + by;
    if (planned) sentence += ", as planned";
    const int way = deadline ? shift(before, after) : 0;
    add(was, is, std::move(sentence),
        way < 0   ? Effect::stricter
        : way > 0 ? Effect::looser
                  : Effect::other);
  }

  /// A milestone that counts from an event.
  void count_otherwise(const Milestone& was, const Milestone& is, const Survey& before,
                       const Survey& after, const Shifts& shifts) {
    std::string sentence = fmt::format("the {} keeps its wording but is counted otherwise", is.id);
    if (was.phrases != is.phrases) {
      sentence = fmt::format("the {} becomes {} instead of {}", is.id, phrases(is), phrases(was));
    }
    sentence += ": " + shifts_words(shifts, comparison_.now.year);
    const auto day = *shifts.example;
    sentence += fmt::format("; an event of {} leads to {} instead of {}", spelled(days_[day]),
                            closing_words(after.by_day[day], zone_),
                            closing_words(before.by_day[day], zone_));
    add(was, is, std::move(sentence), is.as == ReadAs::deadline ? shifts.effect() : Effect::other);
  }

  Comparison& comparison_;
  const Zone& zone_;
  const std::vector<Date>& days_;
};

}  // namespace

void compare_timeline(Comparison& comparison) {
  const auto days = days_of(comparison.now);
  Milestones milestones(comparison, days);
  match(
      comparison.old.timeline, comparison.now.timeline,
      [](const Milestone& milestone) { return milestone.id; },
      [&](const Milestone& gone) { milestones.gone(gone); },
      [&](const Milestone& come) { milestones.come(come); },
      [&](const Milestone& was, const Milestone& is) { milestones.both(was, is); });
}

}  // namespace termijn::rules::amend
