#include "engine/audit/redecide.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/audit/act_of.hpp"
#include "engine/audit/detail/compare_events.hpp"
#include "engine/audit/detail/region_audit.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

constexpr std::size_t most_findings = 100;

/// Events that begin a decision, whatever came before them.
bool is_head(const Event& event) {
  return is_act(event) || event.kind == kind::overdue || event.kind == kind::held ||
         event.kind == kind::rules_changed || is_trigger(event, Trigger::limit);
}

bool is_decision(const Event& event) {
  return is_head(event) || event.kind == kind::moved || event.kind == kind::parked;
}

bool is_override(const Event& event) {
  static constexpr std::array kinds{kind::extended,  kind::admitted_late, kind::corrected,
                                    kind::confirmed, kind::resumed,       kind::version_corrected,
                                    kind::undone,    kind::superseded};
  return std::find(kinds.begin(), kinds.end(), event.kind) != kinds.end();
}

}  // namespace

void RegionAudit::find(std::uint64_t sequence, const std::string& candidature, std::string what) {
  if (++found_ > most_findings) return;
  report_.findings.push_back({region_, sequence, std::move(what), candidature});
}

std::vector<Event> RegionAudit::history(const std::string& candidature,
                                        std::uint64_t before) const {
  std::vector<Event> events;
  for (const auto& stored : store_.history(region_, candidature)) {
    if (stored.sequence >= before) break;
    auto event = decode(stored);
    if (auto* read = std::get_if<Event>(&event)) events.push_back(std::move(*read));
  }
  return events;
}

Context RegionAudit::context(const Procedure& procedure, Instant now) const {
  return {.procedure = procedure, .now = now, .earlier = states_.earlier(), .history = {}};
}

std::vector<Event> RegionAudit::completed(Accepted accepted, const Context& context) {
  const auto& state = accepted.state;
  const auto limits = running_limits(context.procedure, state);
  if (const auto* why = std::get_if<std::string>(&limits); why && state.parked.empty()) {
    Event parked = event_of(state, context, kind::parked, context.now, "clock");
    parked.body["reason"] = *why;
    accepted.events.push_back(std::move(parked));
  }
  return std::move(accepted.events);
}

// ---- the walk ----

void RegionAudit::take(const Event& event) {
  ++report_.events;
  if (event.candidature.empty()) return own(event);
  if (broken_.contains(event.candidature)) return;
  if (continues(event)) return match(event);
  close();
  begin(event);
}

bool RegionAudit::continues(const Event& event) const {
  if (!batch_ || batch_->candidature != event.candidature) return false;
  if (batch_->next >= batch_->expected.size()) return false;
  return !is_head(event) || batch_->expected[batch_->next].kind == event.kind;
}

void RegionAudit::begin(const Event& event) {
  if (prefix_) {
    if (prefix_->candidature == event.candidature && is_act(event)) {
      const Event taken_back = *prefix_;
      prefix_.reset();
      ++report_.acts;
      report_.overrides += is_override(event) ? 1 : 0;
      expect(taken_back, act_again(event, taken_back.sequence));
      return continues(event) ? match(event) : begin(event);
    }
    drop_prefix();
  }
  if (is_trigger(event, Trigger::undo) && !is_act(event)) {
    prefix_ = event;  // the act that took the move back comes next
    return;
  }
  if (!is_decision(event)) return apply_to_state(event);
  ++(is_act(event) ? report_.acts : report_.automatic);
  report_.overrides += is_override(event) ? 1 : 0;
  expect(event, again(event));
}

void RegionAudit::expect(const Event& event, Expected expected) {
  if (const auto* why = std::get_if<std::string>(&expected)) {
    const auto& state = states_.of(event.candidature);
    const auto& digest = state.exists() ? state.rulebook : event.rulebook;
    find(event.sequence, event.candidature,
         fmt::format("'{}' [{}] was recorded: {}", event.kind,
                     ground(event, procedures_.at(digest)), *why));
    return apply_to_state(event);
  }
  batch_ = Batch{event.candidature, std::get<std::vector<Event>>(std::move(expected)), 0};
  match(event);
}

void RegionAudit::match(const Event& event) {
  const Event& expected = batch_->expected[batch_->next++];
  const auto differs = difference(event, expected);
  if (!differs.empty()) {
    find(event.sequence, event.candidature,
         fmt::format("'{}' [{}]: {}", event.kind,
                     ground(expected, procedures_.at(expected.rulebook)), differs));
  }
  apply_to_state(event);
}

void RegionAudit::apply_to_state(const Event& event) {
  last_[event.candidature] = event.sequence;
  auto& state = states_.of(event.candidature);
  if (const auto fault = apply(state, event)) {
    find(fault->sequence, event.candidature, "cannot be folded: " + fault->message);
    broken_.insert(event.candidature);
    batch_.reset();
  }
  if (!batch_) states_.settle(event.candidature);
}

void RegionAudit::drop_prefix() {
  const Event event = *std::exchange(prefix_, std::nullopt);
  find(event.sequence, event.candidature, "'moved' back, and no act that did it follows");
  apply_to_state(event);
}

void RegionAudit::close() {
  if (!batch_) return;
  const Batch batch = *std::exchange(batch_, std::nullopt);
  for (std::size_t i = batch.next; i < batch.expected.size(); ++i) {
    const Event& missing = batch.expected[i];
    find(last_[batch.candidature], batch.candidature,
         fmt::format("the rules say that '{}' [{}] follows, which was not recorded", missing.kind,
                     ground(missing, procedures_.at(missing.rulebook))));
  }
  states_.settle(batch.candidature);
}

void RegionAudit::own(const Event& event) {
  close();
  const bool amends = event.kind == kind::rulebook_amended;
  if (!amends && event.kind != kind::rulebook_adopted) return;
  const auto before = rules_.empty() ? "" : rules_.back().rulebook;
  if (text_at(event, "replaces") != before) {
    find(event.sequence, "",
         fmt::format("'{}': 'replaces' was recorded as '{}', in force was '{}'", event.kind,
                     text_at(event, "replaces"), before));
  }
  rules_.push_back(event);
  if (!amends) return;
  amendments_.push_back(amendment_of(event));
  if (amendments_.back().effective < event.recorded) {
    find(event.sequence, "", "'rulebook-amended' reaches back before it was recorded");
  }
}

void RegionAudit::finish() {
  close();
  if (prefix_) drop_prefix();
  end_night();
  check_passed_over();
  check_unmoved();
  report_.candidatures += states_.all().size();
}

// ---- one decision ----

RegionAudit::Expected RegionAudit::again(const Event& event) {
  if (is_act(event)) {
    end_night();
    if (night_) night_->intervened = true;
    return act_again(event, event.sequence);
  }
  if (event.kind == kind::rules_changed) return change_again(event);
  if (event.kind == kind::parked) return parked_again(event);
  const bool limit =
      event.kind == kind::overdue || event.kind == kind::held || is_trigger(event, Trigger::limit);
  if (limit) return limit_again(event);
  return std::string("nothing before it sets it off");
}

std::string RegionAudit::born_under(const Event& event) const {
  const auto sent = rules::parse_rfc3339(text_at(event, "arrival"));
  const Instant arrival = sent.value_or(event.happened);
  std::string digest;
  for (const auto& rule : rules_) {
    const bool amends = rule.kind == kind::rulebook_amended;
    if (!amends || amendment_of(rule).effective <= arrival) digest = rule.rulebook;
  }
  return digest;
}

/// Which event an undo took back: the first act among those that it names.
void RegionAudit::name_undone(Act& act, const Event& event, std::uint64_t before) const {
  const auto* named = event.body.if_contains("sequences");
  if (!named || !named->is_array()) return;
  std::set<std::uint64_t> sequences;
  for (const auto& number : named->get_array()) {
    if (number.is_int64()) sequences.insert(static_cast<std::uint64_t>(number.get_int64()));
  }
  for (const auto& past : history(event.candidature, before)) {
    if (!sequences.contains(past.sequence) || !is_act(past)) continue;
    act.body["event"] = static_cast<std::int64_t>(past.sequence);
    return;
  }
}

RegionAudit::Expected RegionAudit::act_again(const Event& event, std::uint64_t before) {
  const State& state = states_.of(event.candidature);
  const auto digest = state.exists() ? state.rulebook : born_under(event);
  if (digest.empty()) return std::string("no rulebook was in force");
  const auto& procedure = procedures_.at(digest);
  auto act = act_of(event, *procedure.rulebook.zone);
  if (!act) return std::string("it does not say what the act was");
  if (event.kind == kind::undone) name_undone(*act, event, before);
  auto known = context(procedure, event.recorded);
  known.history = [&] { return history(event.candidature, before); };
  auto decision = decide(state, *act, known);
  if (const auto* refusal = std::get_if<Refusal>(&decision)) {
    return "the rules refuse it: " + to_string(*refusal);
  }
  return completed(std::get<Accepted>(std::move(decision)), known);
}

RegionAudit::Expected RegionAudit::change_again(const Event& event) {
  const State& state = states_.of(event.candidature);
  const auto* number = event.body.if_contains("amendment");
  const auto found =
      std::find_if(amendments_.begin(), amendments_.end(), [&](const Amendment& amendment) {
        return number && number->is_int64() &&
               static_cast<std::uint64_t>(number->get_int64()) == amendment.sequence;
      });
  if (found == amendments_.end()) return std::string("there is no such amendment");
  if (found->effective > event.recorded) return std::string("the amendment had yet to take effect");
  if (!state.is_open()) return std::string("an amendment does not reach one that has ended");
  if (night_ && night_->now == event.recorded) night_->recount = true;
  const auto& to = procedures_.at(found->to);
  auto accepted = change_rules(state, {.amendment = *found,
                                       .from = procedures_.at(state.rulebook),
                                       .to = to,
                                       .now = event.recorded,
                                       .earlier = states_.earlier()});
  const auto& procedure = procedures_.at(accepted.state.rulebook);
  return completed(std::move(accepted), context(procedure, event.recorded));
}

RedecideReport redecide(const Store& store, Procedures& procedures) {
  RedecideReport report;
  for (const auto& row : store.regions()) {
    ++report.regions;
    RegionAudit audit(store, procedures, row.region, report);
    store.scan(row.region, 1, [&](const StoredEvent& stored) {
      const auto decoded = decode(stored);
      if (const auto* event = std::get_if<Event>(&decoded)) return audit.take(*event);
      report.findings.push_back(
          {row.region, stored.sequence, std::get<std::string>(decoded), stored.candidature});
    });
    audit.finish();
  }
  return report;
}

}  // namespace termijn::engine
