// The timeline as a whole: steps that run into each other, and stretches that nobody
// can have meant.
#include "rules/rulebook/timeline.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "rules/rulebook/proof/detail/ground.hpp"

namespace termijn::rules::proof {
namespace {

using std::chrono::days;
using std::chrono::seconds;

// No call lets three months go by between two steps without saying so.
constexpr days longest_pause{90};
// A call comes back every year: what is later belongs to the next one.
constexpr days longest_season{366};

/// From its first instant to the first one after it; of a closing only the end.
struct Stretch {
  const Milestone* milestone = nullptr;
  bool planned = false;
  std::optional<Instant> from;
  std::optional<Instant> until;
};

Stretch stretch_of(const Rulebook& book, const Milestone& milestone) {
  const MilestoneWindow window = milestone_window(book, milestone.id, {});
  Stretch stretch{&milestone, window.planned, {}, {}};
  for (const Window& session : window.sessions) {
    if (session.from && milestone.as != ReadAs::deadline) {
      stretch.from = std::min(stretch.from.value_or(*session.from), *session.from);
    }
    if (!session.until) continue;
    const Instant until = *session.until + seconds{session.until_inclusive ? 1 : 0};
    stretch.until = std::max(stretch.until.value_or(until), until);
  }
  return stretch;
}

class Timeline {
 public:
  explicit Timeline(Ground& ground) : ground_(ground), zone_(*ground.book.zone) {
    for (const Milestone& milestone : ground.book.timeline) {
      if (!milestone.spans.empty()) stretches_.push_back(stretch_of(ground.book, milestone));
    }
  }

  void check() {
    for (const char* step : {"review", "result", "pitch"}) {
      early(find("deadline"), find(step));
      behind(find(step), find("decision"));
    }
    pauses();
    limits();
    least_open();
  }

 private:
  const Stretch* find(std::string_view id) const {
    const auto at = std::find_if(stretches_.begin(), stretches_.end(),
                                 [&](const Stretch& one) { return one.milestone->id == id; });
    return at == stretches_.end() ? nullptr : &*at;
  }
  Date first_date(const Stretch& stretch) const { return zone_.local(*stretch.from).date; }
  Date last_date(const Stretch& stretch) const {
    return zone_.local(*stretch.until - seconds{1}).date;
  }
  static Span span(const Stretch& stretch) { return stretch.milestone->spans.front(); }

  /// Whoever is still writing is already being judged.
  void early(const Stretch* earlier, const Stretch* later) {
    if (!earlier || !later || !earlier->until || !later->from) return;
    // What begins on the closing day itself begins once the call has closed.
    if (first_date(*later) >= last_date(*earlier)) return;
    warn(
        "W0513",
        fmt::format("'{}' begins before '{}' closes", later->milestone->id, earlier->milestone->id),
        {span(*later), fmt::format("from {}", spelled(first_date(*later)))},
        {span(*earlier), fmt::format("until {}", spelled(last_date(*earlier)))},
        "let it begin later, or close earlier");
  }

  /// What must be decided is not finished yet.
  void behind(const Stretch* step, const Stretch* decision) {
    if (!step || !decision || !step->until || !decision->until) return;
    if (*step->until <= *decision->until) return;
    warn(
        "W0513",
        fmt::format("'{}' goes on after '{}' is due", step->milestone->id, decision->milestone->id),
        {span(*step), fmt::format("until {}", spelled(last_date(*step)))},
        {span(*decision), fmt::format("due on {}", spelled(last_date(*decision)))},
        "decide later, or finish earlier");
  }

  void pauses() {
    const Stretch* before = find("deadline");
    for (const char* step : {"review", "result", "pitch", "decision"}) {
      const Stretch* next = find(step);
      if (!next || !next->until) continue;
      const auto begins = next->from ? next->from : next->until;
      if (before && before->until && *begins - *before->until > longest_pause) {
        pause(*before, *next, *begins);
      }
      before = next;
    }
  }

  void pause(const Stretch& before, const Stretch& next, Instant begins) {
    const auto length = std::chrono::duration_cast<days>(begins - *before.until).count();
    ground_.diagnostics.push_back(
        {Severity::note,
         "N0507",
         fmt::format("nothing happens for {} days between '{}' and '{}'", length,
                     before.milestone->id, next.milestone->id),
         {span(next), ""},
         {{span(before), fmt::format("over on {}", spelled(last_date(before)))}},
         "is the month of both right?"});
  }

  void limits() {
    const Stretch* deadline = find("deadline");
    for (const Stretch& one : stretches_) {
      if (!one.until) continue;
      const bool relative = one.milestone->moment.relative.has_value();
      const Stretch* start = relative ? anchor_of(*one.milestone) : nullptr;
      if (start && start->until && *one.until < start_of(*start)) backwards(one, *start);
      const Stretch* from = start ? start : deadline;
      if (from && from != &one && from->until && *one.until - *from->until > longest_season) {
        far(one, *from);
      }
    }
  }

  static Instant start_of(const Stretch& stretch) {
    return stretch.from.value_or(*stretch.until - seconds{1});
  }

  /// The milestone at which the event that a limit counts from is planned.
  const Stretch* anchor_of(const Milestone& milestone) const {
    const Rulebook& book = ground_.book;
    const auto anchor = book.anchors.find(milestone.moment.relative->anchor);
    const std::string& event =
        anchor == book.anchors.end() ? milestone.moment.relative->anchor : anchor->second;
    const auto planned = book.planned_at.find(event);
    return find(planned == book.planned_at.end() ? event : planned->second);
  }

  void backwards(const Stretch& one, const Stretch& start) {
    warn("W0514",
         fmt::format("'{}' is over before '{}', which it counts from", one.milestone->id,
                     start.milestone->id),
         {span(one), fmt::format("over on {}", spelled(last_date(one)))}, {span(start), ""},
         "count after it, not before it, unless this is meant");
  }

  void far(const Stretch& one, const Stretch& from) {
    warn(
        "W0515",
        fmt::format("'{}' ends more than a year after '{}'", one.milestone->id, from.milestone->id),
        {span(one), fmt::format("on {}", spelled(last_date(one)))},
        {span(from), fmt::format("on {}", spelled(last_date(from)))},
        "a call comes back every year: is the year, or the length, right?");
  }

  /// `least-open`: from the day of the launch to the last day of the deadline.
  void least_open() {
    const auto& least = ground_.book.least_open;
    const Stretch* launch = find("launch");
    const Stretch* deadline = find("deadline");
    if (!least || !launch || !deadline || !launch->from || !deadline->until) return;
    const Date opens = first_date(*launch);
    const Date closes = last_date(*deadline);
    const Date earliest = least->period.unit == Unit::month
                              ? add_months(opens, least->period.amount)
                              : add_days(opens, least->period.amount);
    if (closes >= earliest) return;
    Diagnostic found{Severity::error,
                     "E0554",
                     fmt::format("the call is open for less than {}", to_string(least->period)),
                     {span(*deadline), fmt::format("closes on {}", spelled(closes))},
                     {{span(*launch), fmt::format("opens on {}", spelled(opens))},
                      {least->span, "this asks for more"}},
                     fmt::format("close on {} at the earliest", spelled(earliest))};
    ground_.diagnostics.push_back(std::move(found));
  }

  void warn(std::string code, std::string message, Label at, Label other, std::string help) {
    ground_.diagnostics.push_back({Severity::warning,
                                   std::move(code),
                                   std::move(message),
                                   std::move(at),
                                   {std::move(other)},
                                   std::move(help)});
  }

  Ground& ground_;
  const Zone& zone_;
  std::vector<Stretch> stretches_;
};

}  // namespace

void check_timeline(Ground& ground) { Timeline(ground).check(); }

}  // namespace termijn::rules::proof
