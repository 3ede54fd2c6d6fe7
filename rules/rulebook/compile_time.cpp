#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "rules/rulebook/detail/draft.hpp"
#include "rules/rulebook/facts.hpp"

namespace termijn::rules::book {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

void compile_zone(Draft& draft, Fields& time) {
  const Node* region = draft.root.find("region");
  const Node* own = region && region->kind == Node::Kind::table ? region->find("zone") : nullptr;
  const Node* shared = own ? time.optional("zone") : time.needed("zone");
  const Node* value = own ? own : shared;
  const auto name = time.text(value);
  if (!name) return;
  draft.book.zone = draft.zones(*name);
  if (draft.book.zone) return;
  draft.desk.error("E0516", fmt::format("there is no time zone '{}'", *name), {value->span, ""},
                   "write a name of the IANA database, such as \"Europe/Brussels\"");
}

void unknown_name(Draft& draft, std::string_view what, const std::string& name, Span span,
                  const std::vector<std::string>& known) {
  const std::string near = nearest(name, known);
  draft.desk.error(
      "E0517", fmt::format("there is no {} '{}'", what, name), {span, ""},
      near.empty() ? "known are: " + joined(known) : fmt::format("did you mean '{}'?", near));
}

/// A calendar that the rulebook brings itself: from a file, or as a table of its own.
void compile_own_calendar(Draft& draft, const Node& value) {
  // The table of a file is keyed in the rulebook and written elsewhere.
  const bool from_file = value.key.source != value.span.source;
  const Source& source = draft.desk.sources.at(value.span.source);
  std::vector<DataFault> faults;
  const std::string text = from_file ? std::string(source.text()) : canonical(value);
  const auto calendar = read_calendar(text, faults, draft.laws);
  for (const DataFault& fault : faults) {
    const std::uint32_t at = source.offset({fault.line, fault.column});
    draft.desk.error("E0167", "this calendar cannot be used: " + fault.message,
                     {from_file ? Span{value.span.source, at, at} : value.span, ""},
                     "docs/calendars.md says what a calendar holds");
  }
  if (!calendar) return;
  if (draft.laws.calendar(calendar->id())) {
    draft.desk.error(
        "E0167", fmt::format("'{}' is the name of a calendar of termijn", calendar->id()),
        {value.key, ""},
        fmt::format("give yours another id, and extends = \"{}\" to begin with its days",
                    calendar->id()));
    return;
  }
  draft.book.calendar = *calendar;
  draft.has_calendar = true;
}

void compile_calendar(Draft& draft, Fields& time) {
  const Node* value = time.needed("calendar");
  if (value && value->kind == Node::Kind::table) return compile_own_calendar(draft, *value);
  const auto name = time.text(value);
  if (!name) return;
  const Calendar* calendar = draft.laws.calendar(*name);
  if (!calendar) {
    unknown_name(draft, "calendar", *name, value->span, draft.laws.calendar_ids);
    return;
  }
  draft.book.calendar = *calendar;
  draft.has_calendar = true;
}

void compile_regime(Draft& draft, Fields& time) {
  const Node* value = time.needed("regime");
  const auto name = time.text(value);
  if (!name) return;
  const Regime* regime = draft.laws.regime(*name);
  if (!regime) {
    unknown_name(draft, "regime", *name, value->span, draft.laws.regime_ids);
    return;
  }
  draft.book.regime = *regime;
  draft.has_regime = true;
}

std::optional<Date> date_of(Draft& draft, const Node* value) {
  if (!value) return {};
  if (value->kind == Node::Kind::date) return parse_iso_date(value->text);
  draft.desk.error("E0506", "this must be a date",
                   {value->span, fmt::format("this is {}", describe(value->kind))},
                   "write it as 2023-07-21, without quotes");
  return {};
}

std::set<Date> compile_closing_days(Draft& draft, const Node* list) {
  std::set<Date> closed;
  for (const Node* table : tables_of(list, "closing-days", draft.desk)) {
    Fields day(*table, "a closing day", draft.desk);
    const auto date = date_of(draft, day.needed("date"));
    const auto name = day.text(day.needed("name"));
    day.finish();
    if (!date || !name) continue;
    draft.book.calendar = draft.book.calendar.with_closing_day(*date, *name);
    closed.insert(*date);
  }
  return closed;
}

void compile_working_days(Draft& draft, Fields& time, const std::set<Date>& closed) {
  for (const Node* value : time.list(time.optional("working-days"))) {
    const auto date = date_of(draft, value);
    if (!date) continue;
    if (closed.contains(*date)) {
      draft.desk.error("E0520", "this day is both a closing day and a working day",
                       {value->span, ""}, "take it out of one of the two");
      continue;
    }
    draft.book.calendar = draft.book.calendar.with_working_day(*date);
  }
}

std::optional<int> two_digits(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != 2 || !digit(text[0]) || !digit(text[1])) return {};
  return (text[0] - '0') * 10 + (text[1] - '0');
}

/// `09:00` or `24:00`.
std::optional<seconds> clock_time(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return {};
  const auto hour = two_digits(text.substr(0, 2));
  const auto minute = two_digits(text.substr(3));
  if (!hour || !minute || *minute > 59) return {};
  const seconds time = hours{*hour} + minutes{*minute};
  return time <= hours{24} ? std::optional(time) : std::nullopt;
}

std::optional<HalfDays::Hours> hours_of(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return {};
  const auto from = clock_time(text.substr(0, dash));
  const auto until = clock_time(text.substr(dash + 1));
  if (!from || !until || *from >= *until) return {};
  return HalfDays::Hours{*from, *until};
}

void compile_half_days(Draft& draft, const Node* table) {
  if (!table) return;
  draft.has_half_day_hours = true;
  Fields half_days(*table, "half-days", draft.desk);
  const std::array<std::pair<const char*, HalfDays::Hours*>, 3> parts{{
      {"morning", &draft.book.half_days.morning},
      {"afternoon", &draft.book.half_days.afternoon},
      {"evening", &draft.book.half_days.evening},
  }};
  for (const auto& [key, target] : parts) {
    const Node* value = half_days.optional(key);
    const auto text = half_days.text(value);
    if (!text) continue;
    if (const auto read = hours_of(*text)) {
      *target = *read;
      continue;
    }
    draft.desk.error("E0518", fmt::format("'{}' is no stretch of hours", *text), {value->span, ""},
                     "write from and until, such as \"09:00-12:00\"");
  }
  half_days.finish();
}

/// `einddatum = "told"`, or `einddatum = { event = "told", planned = "decision" }`.
void compile_anchor(Draft& draft, Fields& anchors, const Member& member) {
  const Node* event = &member.node;
  if (member.node.kind == Node::Kind::table) {
    Fields both(member.node, fmt::format("the anchor '{}'", member.name), draft.desk);
    event = both.needed("event");
    const auto planned = both.id(both.needed("planned"));
    both.finish();
    if (event && planned) draft.book.planned_at[event->text] = *planned;
  }
  const auto name = anchors.text(event);
  if (!name) return;
  std::vector<std::string> known;
  for (const KnownEvent& one : known_events()) known.push_back(one.name);
  if (const Node* timeline = draft.root.find("timeline")) {
    for (const Member& milestone : timeline->members) known.push_back(milestone.name);
  }
  draft.book.anchors[member.name] = *name;
  if (std::find(known.begin(), known.end(), *name) != known.end()) return;
  const std::string near = nearest(*name, known);
  draft.desk.error(
      "E0532", fmt::format("nothing that happens is called '{}'", *name), {event->span, ""},
      near.empty() ? "known are: " + joined(known) : fmt::format("did you mean '{}'?", near));
}

/// `"30 days"`, `"6 weeks"`, `"2 months"`.
void compile_least_open(Draft& draft, Fields& time) {
  const Node* value = time.optional("least-open");
  const auto text = time.text(value);
  if (!text) return;
  auto period = parse_period(*text);
  if (period && period->unit == Unit::week) period = Period{period->amount * 7, Unit::day};
  const bool fits = period && (period->unit == Unit::day || period->unit == Unit::month) &&
                    period->amount > 0 && period->amount <= 1'000;
  if (fits) {
    draft.book.least_open = {*period, value->span};
    return;
  }
  draft.desk.error("E0521", fmt::format("'{}' is no length of time for a call", *text),
                   {value->span, ""}, "write days, weeks or months, such as \"30 days\"");
}

}  // namespace

void compile_time(Draft& draft) {
  const Node& table = section(draft, "time", true);
  if (!draft.root.find("time")) return;
  Fields time(table, "[time]", draft.desk);
  compile_zone(draft, time);
  compile_calendar(draft, time);
  compile_regime(draft, time);
  const auto closed = compile_closing_days(draft, time.optional("closing-days"));
  compile_working_days(draft, time, closed);
  const auto whole = time.choice(time.optional("last-minute"), {"sharp", "whole"});
  draft.book.last_minute_whole = whole == std::optional<std::size_t>(1);
  compile_least_open(draft, time);
  compile_half_days(draft, time.table(time.optional("half-days")));
  time.finish();
}

void compile_anchors(Draft& draft) {
  for (const KnownEvent& event : known_events()) {
    draft.book.planned_at[event.name] = event.planned_at;
  }
  const Node& table = section(draft, "anchors", false);
  Fields anchors(table, "[anchors]", draft.desk);
  for (const Member& member : table.members) compile_anchor(draft, anchors, member);
}

}  // namespace termijn::rules::book
