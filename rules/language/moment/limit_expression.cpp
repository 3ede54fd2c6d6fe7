#include "rules/language/moment/limit_expression.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace termijn::rules {
namespace {

namespace chr = std::chrono;

ResolvedLimit without(std::string fault) {
  ResolvedLimit limit;
  limit.fault = std::move(fault);
  return limit;
}

/// Later closes later; at the same second the inclusive one does.
bool closes_before(const ResolvedLimit& a, const ResolvedLimit& b) {
  return a.closes < b.closes || (a.closes == b.closes && !a.inclusive && b.inclusive);
}

class Evaluation {
 public:
  Evaluation(const LimitRules& rules, const EventLookup& events) : rules_(rules), events_(events) {}

  ResolvedLimit of(const LimitExpression& limit) { return std::visit(*this, limit.form); }

  ResolvedLimit operator()(const CountedLimit& limit);
  ResolvedLimit operator()(const FixedLimit& limit);
  ResolvedLimit operator()(const PickedLimit& limit);
  ResolvedLimit operator()(const RolledLimit& limit);

 private:
  Step told(const PickedLimit& limit, const ResolvedLimit& chosen, const ResolvedLimit& other);
  std::string end_of(const ResolvedLimit& limit) const {
    return spelled_end(limit.closes, limit.inclusive, rules_.zone);
  }
  Date day_of(const ResolvedLimit& limit) const {
    return last_day(limit.closes, limit.inclusive, rules_.zone);
  }
  /// Why `date` is one of the days off; empty when it is not.
  std::string off(Date date, Regime::DaysOff over) const;
  std::string cannot_tell(Date date, bool holidays) const;
  std::string close_on(Date date, const RolledLimit& how, ResolvedLimit& limit) const;
  Date target(const RolledLimit& limit, Date date) const;

  const LimitRules& rules_;
  const EventLookup& events_;
};

ResolvedLimit Evaluation::operator()(const CountedLimit& limit) {
  const LimitEvent event = limit.from ? LimitEvent{.at = limit.from, .planned = false, .fault = {}}
                                      : events_(limit.anchor, limit.direction);
  if (!event.fault.empty()) return without(event.fault);
  if (!event.at) return {};
  if (rules_.regime == nullptr || rules_.calendar == nullptr) {
    return without("it needs the regime and the calendar to count by");
  }
  const Counting counting{*rules_.regime, *rules_.calendar, rules_.zone};
  auto counted = count_limit(*event.at, limit.period, limit.direction, counting, limit.suspended);
  if (const auto* fault = std::get_if<LimitFault>(&counted)) return without(fault->message);
  auto& ends = std::get<Limit>(counted);
  ResolvedLimit resolved;
  resolved.known = true;
  if (limit.direction == Direction::after) resolved.opens = event.at;
  resolved.closes = ends.closes;
  resolved.inclusive = ends.inclusive;
  resolved.planned = event.planned;
  resolved.steps = std::move(ends.steps);
  return resolved;
}

ResolvedLimit Evaluation::operator()(const FixedLimit& limit) {
  ResolvedLimit resolved;
  resolved.known = true;
  resolved.closes = limit.closes;
  resolved.inclusive = limit.inclusive;
  resolved.steps = {{day_of(resolved), true, "the date that is written: " + end_of(resolved)}};
  return resolved;
}

/// How the choice is told, with the day that it came to.
Step Evaluation::told(const PickedLimit& limit, const ResolvedLimit& chosen,
                      const ResolvedLimit& other) {
  using Which = PickedLimit::Which;
  if (limit.which == Which::earlier || limit.which == Which::later) {
    const bool same = !closes_before(chosen, other) && !closes_before(other, chosen);
    if (same) return {day_of(chosen), true, "both end on " + end_of(chosen)};
    return {day_of(chosen), true,
            fmt::format("the {} of the two: {}, not {}",
                        limit.which == Which::earlier ? "earlier" : "later", end_of(chosen),
                        end_of(other))};
  }
  const std::string bound = limit.which == Which::not_after ? "not after" : "not before";
  return {day_of(chosen), true,
          fmt::format("{} {}: the count alone comes to {}", bound, end_of(chosen), end_of(other))};
}

ResolvedLimit Evaluation::operator()(const PickedLimit& limit) {
  using Which = PickedLimit::Which;
  ResolvedLimit first = of(*limit.first);
  // What has a fault is not looked behind: a circle of milestones has many ways through.
  if (!first.fault.empty()) return first;
  ResolvedLimit second = of(*limit.second);
  if (!second.fault.empty()) return second;
  if (!first.known || !second.known) return {};
  const bool later = limit.which == Which::later || limit.which == Which::not_before;
  const bool takes_second = later ? closes_before(first, second) : closes_before(second, first);
  const bool bound = limit.which == Which::not_after || limit.which == Which::not_before;
  ResolvedLimit& chosen = takes_second ? second : first;
  const ResolvedLimit& other = takes_second ? first : second;
  std::vector<Step> steps = first.steps;
  // A date that only bounds the count needs no line of its own.
  if (!bound || !std::holds_alternative<FixedLimit>(limit.second->form)) {
    steps.insert(steps.end(), second.steps.begin(), second.steps.end());
  }
  if (bound && !takes_second) {
    steps.push_back(
        {day_of(chosen), true,
         fmt::format("{} {}: it stays",
                     limit.which == Which::not_after ? "not after" : "not before", end_of(other))});
  } else {
    steps.push_back(told(limit, chosen, other));
  }
  if (!bound && first.opens && second.opens) {
    chosen.opens = std::min(*first.opens, *second.opens);
  } else if (!chosen.opens) {
    chosen.opens = other.opens;
  }
  // A bound that had passed before the event: nothing is left to open.
  if (chosen.opens && *chosen.opens >= chosen.closes) chosen.opens.reset();
  chosen.planned = first.planned || second.planned;
  chosen.steps = std::move(steps);
  return std::move(chosen);
}

std::string Evaluation::off(Date date, Regime::DaysOff over) const {
  if (rules_.calendar != nullptr && rules_.calendar->declared_working(date)) return {};
  if (over.holidays && rules_.calendar != nullptr) {
    if (const std::string* name = rules_.calendar->holiday(date)) return *name;
  }
  const auto weekday = weekday_of(date);
  const bool weekend =
      (over.saturday && weekday == chr::Saturday) || (over.sunday && weekday == chr::Sunday);
  return weekend ? std::string(weekday_name(weekday)) : "";
}

std::string Evaluation::cannot_tell(Date date, bool holidays) const {
  if (!holidays) return {};
  if (rules_.calendar == nullptr) return "it needs the calendar to know the holidays by";
  if (rules_.calendar->covers(date)) return {};
  return fmt::format("the calendar '{}' covers the years {} to {}; {} lies outside",
                     rules_.calendar->id(), static_cast<int>(rules_.calendar->first_year()),
                     static_cast<int>(rules_.calendar->last_year()), to_string(date));
}

Date Evaluation::target(const RolledLimit& limit, Date date) const {
  constexpr Regime::DaysOff any{.saturday = true, .sunday = true, .holidays = true};
  Date next = add_days(date, 1);
  while (limit.to ? weekday_of(next) != *limit.to : !off(next, any).empty()) {
    next = add_days(next, 1);
  }
  return next;
}

/// Lets `limit` close on `date`; a text says why it cannot.
std::string Evaluation::close_on(Date date, const RolledLimit& how, ResolvedLimit& limit) const {
  const bool clock = how.clock.has_value() || (limit.inclusive && !how.whole_day);
  if (!clock) {
    limit.closes = rules_.zone.start_of_day(add_days(date, 1));
    limit.inclusive = false;
    return {};
  }
  const chr::seconds time = how.clock ? *how.clock : rules_.zone.local(limit.closes).since_midnight;
  const LocalReading reading = rules_.zone.read({date, time});
  if (reading.kind != LocalReading::Kind::unique) {
    return fmt::format("the clocks change on {}: that time does not stand there once",
                       spelled(date));
  }
  limit.closes = reading.first;
  limit.inclusive = true;
  return {};
}

ResolvedLimit Evaluation::operator()(const RolledLimit& limit) {
  ResolvedLimit rolled = of(*limit.limit);
  if (!rolled.fault.empty() || !rolled.known) return rolled;
  const Date date = day_of(rolled);
  std::string fault = cannot_tell(date, limit.over.holidays);
  if (!fault.empty()) return without(std::move(fault));
  const std::string why = off(date, limit.over);
  if (why.empty()) {
    rolled.steps.push_back({date, true, "stays: none of the days that it moves for"});
    return rolled;
  }
  rolled.steps.push_back({date, false, fmt::format("moved by the phrase itself: {}", why)});
  const Date to = target(limit, date);
  fault = cannot_tell(to, !limit.to);
  if (fault.empty()) fault = close_on(to, limit, rolled);
  if (!fault.empty()) return without(std::move(fault));
  rolled.steps.push_back(
      {to, true,
       fmt::format("moved to the next {}: {}", limit.to ? weekday_name(*limit.to) : "working day",
                   end_of(rolled))});
  return rolled;
}

void gather(const LimitExpression& limit, std::vector<const CountedLimit*>& found) {
  if (const auto* counted = std::get_if<CountedLimit>(&limit.form)) found.push_back(counted);
  if (const auto* picked = std::get_if<PickedLimit>(&limit.form)) {
    gather(*picked->first, found);
    gather(*picked->second, found);
  }
  if (const auto* rolled = std::get_if<RolledLimit>(&limit.form)) gather(*rolled->limit, found);
}

bool same_days(Regime::DaysOff a, Regime::DaysOff b) {
  return a.saturday == b.saturday && a.sunday == b.sunday && a.holidays == b.holidays;
}

}  // namespace

bool operator==(const LimitExpression& a, const LimitExpression& b) {
  if (a.form.index() != b.form.index()) return false;
  if (const auto* one = std::get_if<PickedLimit>(&a.form)) {
    const auto& other = std::get<PickedLimit>(b.form);
    return one->which == other.which && *one->first == *other.first &&
           *one->second == *other.second;
  }
  if (const auto* one = std::get_if<RolledLimit>(&a.form)) {
    const auto& other = std::get<RolledLimit>(b.form);
    return *one->limit == *other.limit && same_days(one->over, other.over) && one->to == other.to &&
           one->clock == other.clock && one->whole_day == other.whole_day;
  }
  if (const auto* one = std::get_if<CountedLimit>(&a.form)) {
    return *one == std::get<CountedLimit>(b.form);
  }
  return std::get<FixedLimit>(a.form) == std::get<FixedLimit>(b.form);
}

std::vector<const CountedLimit*> counted_limits(const LimitExpression& limit) {
  std::vector<const CountedLimit*> found;
  gather(limit, found);
  return found;
}

ResolvedLimit resolve_limit(const LimitExpression& limit, const LimitRules& rules,
                            const EventLookup& events) {
  return Evaluation(rules, events).of(limit);
}

Date last_day(Instant closes, bool inclusive, const Zone& zone) {
  return zone.local(inclusive ? closes : closes - chr::seconds{1}).date;
}

std::string spelled_end(Instant closes, bool inclusive, const Zone& zone) {
  const std::string day = spelled(last_day(closes, inclusive, zone));
  if (!inclusive) return day;
  const chr::hh_mm_ss time{zone.local(closes).since_midnight};
  return fmt::format("{}, {:02}:{:02}", day, time.hours().count(), time.minutes().count());
}

}  // namespace termijn::rules
