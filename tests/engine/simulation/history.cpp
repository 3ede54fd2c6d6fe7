// One history from its beginning: what each event says against what was known before it.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/candidature/effective.hpp"
#include "engine/candidature/kinds.hpp"
#include "promises.hpp"

namespace termijn::simulation {
namespace {

using namespace engine;
namespace json = boost::json;

std::string text_in(const Event& event, std::string_view key) {
  const auto* value = event.body.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

class History {
 public:
  /// The rules that events are held against from here on.
  void under(const Call& call, const Procedure& procedure) {
    call_ = &call;
    procedure_ = &procedure;
  }

  /// Takes an event in, with the states before and after it.
  Breach take(const State& before, const Event& event, const State& after) {
    stood_[event.sequence] = before;
    if (event.kind == kind::moved) {
      if (auto broken = moved(before, event)) return broken;
    }
    if (event.kind == kind::undone) {
      if (auto broken = undone(event, after)) return broken;
    }
    const bool decision = event.kind == kind::decided || event.kind == kind::superseded;
    if (decision && text_in(event, "outcome") != "selected" &&
        event.body.at("reasons").as_object().empty()) {
      return Broken{"who is refused is told why", "a decision without reasons"};
    }
    if (event.kind == kind::told) {
      if (auto broken = told(event, after)) return broken;
    }
    return never_earlier(event, after);
  }

 private:
  /// What an undo leaves is what stood before the first event that it takes back.
  Breach undone(const Event& event, const State& after) {
    fired_.clear();
    const auto& taken = event.body.at("sequences").as_array();
    const auto first = std::min_element(
        taken.begin(), taken.end(), [](auto& a, auto& b) { return a.as_int64() < b.as_int64(); });
    State left = stood_.at(static_cast<std::uint64_t>(first->as_int64()));
    left.acts = after.acts;
    left.last_act = after.last_act;
    left.last_sequence = after.last_sequence;
    return left == after ? Breach() : Broken{"an undo leaves what stood before", "it does not"};
  }

  Breach moved(const State& before, const Event& event) {
    const auto to = text_in(event, "to");
    const auto trigger = text_in(event, "trigger");
    if (trigger == "undo") {
      fired_.clear();
      return {};
    }
    been_.insert(to);
    if (event.body.at("adverse").as_bool() && trigger != "act") {
      if (auto broken = adverse(before, event)) return broken;
    }
    if (trigger == "limit") {
      if (auto broken = by_limit(before, event, to)) return broken;
    }
    const auto enough = static_cast<std::size_t>(call_->least_reviewers);
    if (to == "reviewed" && before.scorecards.size() < enough) {
      return Broken{"nobody is accepted unreviewed", "reviewed with too few scorecards"};
    }
    if (to == "decided" && !been_.contains("reviewed")) {
      return Broken{"nobody is accepted unreviewed", "decided without review"};
    }
    if (to == "decided" && before.stage == "pitching" && !before.anchors.contains("pitched")) {
      return Broken{"nobody is accepted unreviewed", "decided without the jury"};
    }
    return {};
  }

  Breach adverse(const State& before, const Event& event) const {
    const auto& reasons = event.body.at("reasons").as_array();
    if (reasons.empty()) return Broken{"who is refused is told why", "no reason is recorded"};
    for (const auto& reason : reasons) {
      const std::string id(reason.at("requirement").as_string());
      if (reason.at("because").as_string().empty()) {
        return Broken{"who is refused is told why", "an empty reason"};
      }
      if (id == "one-per-organisation") continue;
      if (Answers(*call_, before).holds(id) != false) {
        return Broken{"unknown is never taken for no", fmt::format("'{}' does not fail", id)};
      }
    }
    return {};
  }

  Breach by_limit(const State& before, const Event& event, const std::string& to) {
    const auto due = rules::parse_rfc3339(text_in(event, "due"));
    if (!due || event.recorded < *due) return Broken{"a limit fires when it has fallen due", to};
    if (!fired_.insert(text_in(event, "transition") + text_in(event, "due")).second) {
      return Broken{"a limit fires once, at the next run", text_in(event, "transition")};
    }
    const Answers answers(*call_, before);
    if (before.stage == "received" && *due != answers.too_late()) {
      return Broken{"a limit fires when it has fallen due", text_in(event, "due")};
    }
    if (to != call_->first_stage) return {};
    for (const auto& judged : event.body.at("requirements").as_array()) {
      const std::string id(judged.at("requirement").as_string());
      const bool holds = id == "one-per-organisation" ? judged.at("verdict") == "holds"
                                                      : answers.holds(id) == true;
      if (!holds) return Broken{"unknown is never taken for yes", fmt::format("'{}'", id)};
    }
    return {};
  }

  Breach told(const Event& event, const State& after) const {
    const auto& decision = event.body.at("decision").as_object();
    const auto outcome = decision.at("outcome").as_string();
    const bool reasons =
        !decision.at("reasons").as_object().empty() || decision.contains("reassessment");
    if (outcome != "selected" && !reasons) {
      return Broken{"who is refused is told why", "told without reasons"};
    }
    const auto enough = static_cast<std::size_t>(call_->least_reviewers);
    if (outcome == "selected" && !been_.contains("reviewed") && after.scorecards.size() < enough) {
      return Broken{"nobody is accepted unreviewed", "told 'selected' without review"};
    }
    const auto* rebuttal = event.body.if_contains("rebuttal");
    if (!rebuttal) return {};
    const auto closes = rules::parse_rfc3339(std::string(rebuttal->at("closes").as_string()));
    const auto limit = effective_limit(procedure_->rulebook, after, "rebuttal");
    const auto* found = std::get_if<EffectiveLimit>(&limit);
    if (!found || !closes || found->closes.closes != *closes) {
      return Broken{"what was told holds", "the rebuttal closes at another instant than told"};
    }
    const auto own = Answers(*call_, after).rebuttal_over();
    if (own && lapses_at(found->closes) != *own) {
      return Broken{"what was told holds", "the rebuttal is counted wrongly"};
    }
    return {};
  }

  /// A limit that was firm moves earlier only by an event that says why.
  Breach never_earlier(const Event& event, const State& after) {
    static const std::set<std::string, std::less<>> explains{"superseded", "undone"};
    for (const char* milestone : {"deadline", "review", "decision", "rebuttal"}) {
      const auto limit = effective_limit(procedure_->rulebook, after, milestone);
      const auto* found = std::get_if<EffectiveLimit>(&limit);
      if (!found || found->planned) continue;
      const Instant lapses = lapses_at(found->closes);
      const auto known = firm_.find(milestone);
      // What has lapsed already can take nothing away any more: who was in time stays so.
      const bool over =
          event.kind == "rules-changed" && known != firm_.end() && known->second <= event.happened;
      if (known != firm_.end() && lapses < known->second && !over &&
          !explains.contains(event.kind)) {
        return Broken{"a limit never moves earlier silently",
                      fmt::format("'{}' by '{}'", milestone, event.kind)};
      }
      firm_[milestone] = lapses;
    }
    return {};
  }

  const Call* call_ = nullptr;
  const Procedure* procedure_ = nullptr;
  std::set<std::string, std::less<>> been_;  ///< Stages.
  std::set<std::string> fired_;              ///< Limits, since the last undo.
  std::map<std::string, Instant, std::less<>> firm_;
  std::map<std::uint64_t, State> stood_;  ///< What stood before each event.
};

}  // namespace

Breach check_history(const Store& store, Procedures& procedures, const Calls& calls,
                     const std::string& region, const std::string& id) {
  std::vector<Event> events;
  for (const auto& stored : store.history(region, id)) {
    events.push_back(std::get<Event>(decode(stored)));
  }
  State state;
  State snapshot;
  History history;
  for (std::size_t n = 0; n < events.size(); ++n) {
    const State before = state;
    if (const auto fault = apply(state, events[n])) return Broken{"folds", fault->message};
    const auto call = calls.find(state.rulebook);
    if (call == calls.end()) return {};
    history.under(*call->second, procedures.at(state.rulebook));
    if (n > 0 && state.rulebook != before.rulebook && events[n].kind != "rules-changed") {
      return Broken{"keeps the rulebook of its birth", events[n].kind};
    }
    if (auto broken = history.take(before, events[n], state)) {
      broken->how += fmt::format(" (event {})", events[n].sequence);
      return broken;
    }
    if (n == events.size() / 2) snapshot = state;
  }
  for (std::size_t n = events.size() / 2 + 1; n < events.size(); ++n) apply(snapshot, events[n]);
  const auto whole = fold(events);
  if (!(snapshot == std::get<State>(whole)) || !(snapshot == state)) {
    return Broken{"a snapshot and the rest give the whole", id};
  }
  return {};
}

}  // namespace termijn::simulation
