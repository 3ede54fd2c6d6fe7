#include <algorithm>
#include <set>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/candidature/detail/body.hpp"
#include "engine/candidature/detail/effects.hpp"
#include "engine/candidature/detail/restored.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;

using Events = std::vector<Event>;
using Place = Events::const_iterator;

/// The sequences that were taken back, each with that of the `undone` event that did it.
std::map<std::uint64_t, std::uint64_t> taken_back(const Events& events) {
  std::map<std::uint64_t, std::uint64_t> gone;
  for (const auto& event : events) {
    if (event.kind != kind::undone) continue;
    for (const auto number : body::wholes(event.body, "sequences")) {
      gone[static_cast<std::uint64_t>(number)] = event.sequence;
    }
  }
  return gone;
}

bool is_trigger(const Event& event, std::string_view trigger) {
  return event.kind == kind::moved && body::text_or(event.body, "trigger", "") == trigger;
}

std::string named(const Event& event) {
  return fmt::format("event {} ('{}')", event.sequence, event.kind);
}

/// Notes that change no state: they stay, and stand in nobody's way.
bool is_note(const Event& event) {
  return event.kind == kind::overdue || event.kind == kind::scored_after ||
         event.kind == kind::personal_erased;
}

class Undoing {
 public:
  Undoing(const State& state, const Act& act, const Context& context)
      : state_(state),
        act_(act),
        context_(context),
        events_(context.history ? context.history() : Events{}),
        gone_(taken_back(events_)) {}

  Decision run() {
    const auto reason = reason_of(act_);
    auto found = target();
    if (auto* refused = std::get_if<Refusal>(&found)) return std::move(*refused);
    const Place what = std::get<Place>(found);
    if (auto refused = never(*what)) return std::move(*refused);
    for (auto later = what + 1; later != events_.end(); ++later) {
      if (auto refused = stands_upon(*what, *later)) return std::move(*refused);
    }
    Event event = event_of(state_, context_, kind::undone, act_.at, act_.actor);
    const Place first = begins(what);
    event.body = {{"undoes", what->kind},
                  {"sequences", sequences(first, what)},
                  {"reason", reason},
                  {"restored", differences(state_, before(first))}};
    mark_act(event, act_);
    Progress progress{.state = state_, .events = {}};
    progress.add(std::move(event));
    return Accepted{std::move(progress.events), std::move(progress.state)};
  }

 private:
  bool gone(const Event& event) const { return gone_.contains(event.sequence); }

  std::variant<Place, Refusal> target() const {
    if (act_.body.contains("event")) return by_number();
    for (auto place = events_.end(); place != events_.begin();) {
      --place;
      if (is_act(*place) && place->kind != kind::undone && !gone(*place)) return place;
    }
    return refusal("A0141", "there is no act to undo");
  }

  std::variant<Place, Refusal> by_number() const {
    const auto number = body::whole(act_.body.at("event"), "event");
    const auto found = std::find_if(events_.begin(), events_.end(), [&](const Event& event) {
      return static_cast<std::int64_t>(event.sequence) == number;
    });
    if (found == events_.end() || !is_act(*found)) {
      return refusal("A0141",
                     fmt::format("event {} is no act of candidature '{}'", number, state_.id),
                     "the history numbers its events");
    }
    return found;
  }

  /// What cannot be undone whatever came after it.
  std::optional<Refusal> never(const Event& what) const {
    if (const auto by = gone_.find(what.sequence); by != gone_.end()) {
      return refusal(
          "A0146", fmt::format("{} was taken back already, by event {}", named(what), by->second));
    }
    if (what.kind == kind::undone) {
      return refusal("A0146", "an undo is not undone", "record again what it took back");
    }
    if (what.kind == kind::submitted) {
      return refusal("A0144", "a submission is not undone: nothing that arrived is lost",
                     "record 'withdraw', a new version, or 'correct' for a slip in recording");
    }
    if (what.kind == kind::told) return communicated(what);
    return std::nullopt;
  }

  static Refusal communicated(const Event& told) {
    return refusal("A0145", fmt::format("it was communicated: {}", named(told)),
                   "put another decision in its place with 'supersede'");
  }

  /// Why what came later keeps an act from being undone.
  std::optional<Refusal> stands_upon(const Event& what, const Event& later) const {
    if (gone(later) || later.kind == kind::undone || is_note(later)) return std::nullopt;
    if (later.kind == kind::told) return communicated(later);
    if (is_trigger(later, to_string(Trigger::limit))) {
      return refusal("A0143", fmt::format("a limit fired since {}: {}", named(what), named(later)),
                     how_to_take_back(later));
    }
    if (later.kind == kind::rules_changed) {
      return refusal("A0143",
                     fmt::format("the rules changed since {}: {}", named(what), named(later)),
                     "record 'correct', 'extend' or 'supersede' instead");
    }
    const bool consequence =
        later.kind == kind::moved || later.kind == kind::parked || later.kind == kind::held;
    if (consequence && !is_act(later)) return std::nullopt;
    return refusal("A0142", fmt::format("{} came after {}", named(later), named(what)),
                   "undo that one first");
  }

  std::string how_to_take_back(const Event& moved) const {
    const auto* transition =
        context_.procedure.workflow.transition(body::text_or(moved.body, "transition", ""));
    if (!transition || !transition->undone_by)
      return "no act takes that back: record 'correct', "
             "'extend' or 'supersede' instead";
    return fmt::format("what takes that back: '{}'", *transition->undone_by);
  }

  /// An act within its limit may have begun by taking back the limit's own move.
  Place begins(Place what) const {
    if (what == events_.begin()) return what;
    const Place previous = what - 1;
    const bool its_own = is_trigger(*previous, to_string(Trigger::undo)) &&
                         body::text_or(previous->body, "why", "").ends_with(in_time_after_all);
    return its_own ? previous : what;
  }

  json::array sequences(Place first, Place what) const {
    json::array numbers;
    for (auto place = first; place != events_.end(); ++place) {
      if (place > what && (gone(*place) || place->kind == kind::undone || is_note(*place)))
        continue;
      numbers.emplace_back(static_cast<std::int64_t>(place->sequence));
    }
    return numbers;
  }

  /// The state before the act. What was undone before then is undone in it.
  State before(Place first) const { return std::get<State>(fold(Events(events_.begin(), first))); }

  const State& state_;
  const Act& act_;
  const Context& context_;
  const Events events_;
  const std::map<std::uint64_t, std::uint64_t> gone_;
};

}  // namespace

Decision undoing(const State& state, const Act& act, const Context& context) {
  try {
    return Undoing(state, act, context).run();
  } catch (const body::Malformed& malformed) {
    return refusal("A0106", fmt::format("{}: {}", act.kind, malformed.message));
  }
}

}  // namespace termijn::engine
