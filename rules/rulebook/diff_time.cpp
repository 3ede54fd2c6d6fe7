// What an amendment does to names, and to how time is counted.
#include <fmt/format.h>

#include "rules/rulebook/detail/diff.hpp"

namespace termijn::rules::amend {
namespace {

namespace chr = std::chrono;

void add_text(Comparison& comparison, const std::string& section, const std::string& what,
              const std::string& was, const std::string& is) {
  if (was == is) return;
  comparison.add({.section = section,
                  .what = what,
                  .was = {},
                  .is = {},
                  .sentence = fmt::format("the {} changes from '{}' to '{}'", what, was, is)});
}

void add_sentence(Comparison& comparison, const std::string& section, const std::string& what,
                  std::string sentence, Effect effect = Effect::other) {
  comparison.add({.section = section,
                  .what = what,
                  .was = {},
                  .is = {},
                  .sentence = std::move(sentence),
                  .effect = effect});
}

/// The days that are worked or closed otherwise, in the call's year and the next.
void compare_days(Comparison& comparison) {
  const auto& old = comparison.old.calendar;
  const auto& now = comparison.now.calendar;
  const chr::year year{comparison.now.year};
  if (comparison.now.year == 0) return;
  for (Date day{year / chr::January / 1}; day.year() <= year + chr::years{1};
       day = add_days(day, 1)) {
    const auto* was = old.holiday(day);
    const auto* is = now.holiday(day);
    if (!was && is) {
      add_sentence(comparison, "time", "calendar",
                   fmt::format("{} is now a closing day: {}", spelled(day), *is));
    } else if (was && !is) {
      add_sentence(comparison, "time", "calendar",
                   fmt::format("{} is no closing day any more: it was {}", spelled(day), *was));
    }
    if (old.declared_working(day) == now.declared_working(day)) continue;
    add_sentence(comparison, "time", "calendar",
                 fmt::format("{} is {} a working day of this call", spelled(day),
                             now.declared_working(day) ? "now" : "no longer"));
  }
}

std::string hours_words(const HalfDays& half_days) {
  const auto one = [](const char* name, const HalfDays::Hours& hours) {
    const auto clock = [](chr::seconds time) {
      const auto minutes = chr::duration_cast<chr::minutes>(time).count();
      return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
    };
    return fmt::format("{} {}–{}", name, clock(hours.from), clock(hours.until));
  };
  return fmt::format("{}, {}, {}", one("morning", half_days.morning),
                     one("afternoon", half_days.afternoon), one("evening", half_days.evening));
}

void compare_anchors(Comparison& comparison) {
  using Anchor = std::pair<std::string, std::string>;
  const auto pairs = [](const auto& anchors) {
    return std::vector<Anchor>(anchors.begin(), anchors.end());
  };
  const auto tell = [&](const Anchor& anchor, std::string sentence) {
    add_sentence(comparison, "anchors", anchor.first, std::move(sentence));
  };
  match(
      pairs(comparison.old.anchors), pairs(comparison.now.anchors),
      [](const Anchor& anchor) { return anchor.first; },
      [&](const Anchor& gone) {
        tell(gone, fmt::format("the word '{}' no longer stands for the event '{}'", gone.first,
                               gone.second));
      },
      [&](const Anchor& come) {
        tell(come,
             fmt::format("the word '{}' now stands for the event '{}'", come.first, come.second));
      },
      [&](const Anchor& was, const Anchor& is) {
        if (was.second == is.second) return;
        tell(is, fmt::format("the word '{}' stands for the event '{}' instead of '{}'", is.first,
                             is.second, was.second));
      });
}

}  // namespace

void compare_names(Comparison& comparison) {
  const auto& [old, now, found] = comparison;
  add_text(comparison, "call", "call", old.call_id, now.call_id);
  add_text(comparison, "call", "name of the call", old.call_name, now.call_name);
  add_text(comparison, "call", "year of the call", std::to_string(old.year),
           std::to_string(now.year));
  add_text(comparison, "region", "region", old.region_id, now.region_id);
  add_text(comparison, "region", "name of the region", old.region_name, now.region_name);
  match(
      old.municipalities, now.municipalities, [](const std::string& name) { return name; },
      [&](const std::string& gone) {
        add_sentence(comparison, "region", "municipalities",
                     fmt::format("'{}' no longer belongs to the region", gone));
      },
      [&](const std::string& come) {
        add_sentence(comparison, "region", "municipalities",
                     fmt::format("'{}' now belongs to the region", come));
      },
      [](const auto&, const auto&) {});
}

void compare_time(Comparison& comparison) {
  const auto& [old, now, found] = comparison;
  add_text(comparison, "time", "zone", old.zone->name(), now.zone->name());
  add_text(comparison, "time", "calendar of holidays", old.calendar.id(), now.calendar.id());
  add_text(comparison, "time", "regime by which limits are counted", old.regime.id, now.regime.id);
  if (old.calendar.id() == now.calendar.id()) compare_days(comparison);
  if (hours_words(old.half_days) != hours_words(now.half_days)) {
    add_sentence(comparison, "time", "half-days",
                 fmt::format("the half-days are {} instead of {}", hours_words(now.half_days),
                             hours_words(old.half_days)));
  }
  if (old.last_minute_whole != now.last_minute_whole) {
    add_sentence(comparison, "time", "last-minute",
                 now.last_minute_whole ? "the whole of a closing minute is now in time"
                                       : "a closing minute is now over at its first second",
                 now.last_minute_whole ? Effect::looser : Effect::stricter);
  }
  compare_anchors(comparison);
}

}  // namespace termijn::rules::amend
