#include "engine/agenda/amendment.hpp"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/agenda/detail/amendment.hpp"
#include "engine/agenda/ledger.hpp"
#include "engine/audit/replay.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;

Refusal refused(std::string code, std::string message, std::string help) {
  return {.code = std::move(code),
          .message = std::move(message),
          .help = std::move(help),
          .rule = {},
          .facts = {}};
}

void visit_region_events(const Store& store, const std::string& region,
                         const std::function<void(const Event&)>& visit) {
  for (const auto& stored : store.history(region, "")) {
    const auto decoded = decode(stored);
    if (const auto* why = std::get_if<std::string>(&decoded)) {
      throw StoreError(
          fmt::format("event {} of region '{}' cannot be read: {}; run: termijn audit "
                      "verify",
                      stored.sequence, region, *why));
    }
    visit(std::get<Event>(decoded));
  }
}

/// The open candidatures that an amendment reaches, by id.
std::vector<State> reached(const Store& store, const Amendment& amendment) {
  std::vector<State> states;
  for (auto& state : fold_region(store, amendment.region).states) {
    if (state.is_open() && state.rulebook != amendment.to) states.push_back(std::move(state));
  }
  return states;
}

std::size_t notify(Transaction& transaction, const Amendment& amendment,
                   const std::vector<EarlierLimit>& limits, const rules::Zone& zone, Instant now) {
  std::size_t queued = 0;
  for (const auto& limit : limits) {
    const bool fresh = transaction.put_notice(
        {.region = amendment.region,
         .candidature = limit.candidature,
         .rule = fmt::format("{}{}:{}", amendment_prefix, amendment.to, limit.milestone),
         .occurrence = rules::rfc3339(amendment.effective),
         .recipient = "applicant",
         .text = fmt::format("'{}' closes earlier: at {}, no longer at {}; {}", limit.milestone,
                             rules::rfc3339(limit.is.closes, zone),
                             rules::rfc3339(limit.was.closes, zone), amendment.reason),
         .created = now});
    queued += fresh ? 1 : 0;
  }
  return queued;
}

/// Whom an amendment touches, and how.
struct Survey {
  std::vector<std::string> without_stage;
  std::vector<std::string> without_rebuttal;
  std::vector<EarlierLimit> earlier;
};

Survey survey(const std::vector<State>& states, Procedures& procedures, const Procedure& to,
              Instant effective) {
  Survey found;
  for (const auto& state : states) {
    const auto& from = procedures.at(state.rulebook);
    if (stage_gone(state, to)) {
      found.without_stage.push_back(fmt::format("{} in '{}'", state.id, state.stage));
    }
    if (loses_rebuttal(state, from, to, effective)) found.without_rebuttal.push_back(state.id);
    const auto carried = carried_over(state, to, kept_limits(state, from, to));
    auto earlier = earlier_limits(state, carried, from, to, effective);
    found.earlier.insert(found.earlier.end(), earlier.begin(), earlier.end());
  }
  return found;
}

std::optional<Refusal> refused_by(const Survey& survey, bool allow_earlier,
                                  const rules::Zone& zone) {
  if (!survey.without_stage.empty()) {
    return refused("A0131",
                   fmt::format("the amended flow does not know the stage of {}",
                               fmt::join(survey.without_stage, ", ")),
                   "keep that stage in the flow until nobody is in it");
  }
  if (!survey.without_rebuttal.empty()) {
    return refused("A0133",
                   fmt::format("a window for rebuttal that was told still runs for {}, and the "
                               "amended flow has none",
                               fmt::join(survey.without_rebuttal, ", ")),
                   "keep 'on rebut by …' in the flow until it has closed");
  }
  if (survey.earlier.empty() || allow_earlier) return std::nullopt;
  std::vector<std::string> list;
  for (const auto& limit : survey.earlier) {
    list.push_back(fmt::format("{} '{}' from {} to {}", limit.candidature, limit.milestone,
                               rules::rfc3339(limit.was.closes, zone),
                               rules::rfc3339(limit.is.closes, zone)));
  }
  return refused(
      "A0132", fmt::format("limits that run would close earlier: {}", fmt::join(list, "; ")),
      "give the old date, or allow it with --allow-earlier: each of them is then sent a notice");
}

/// On all open candidatures, whichever rulebook judges them. A rank is compared within one
/// rulebook only.
ImpactReport impact_on_all(const Store& store, Procedures& procedures,
                           const std::vector<State>& states, const Procedure& to) {
  std::set<std::string> digests;
  for (const auto& state : states) digests.insert(state.rulebook);
  ImpactReport all;
  for (const auto& digest : digests) {
    auto report = impact_of(store, procedures.at(digest), to);
    all.open += report.open;
    for (auto& impact : report.impacts) {
      if (digests.size() > 1) impact.rank_was = impact.rank_is = std::nullopt;
      if (impact.any()) all.impacts.push_back(std::move(impact));
    }
  }
  std::sort(all.impacts.begin(), all.impacts.end(),
            [](const auto& a, const auto& b) { return a.candidature < b.candidature; });
  return all;
}

Event amended_event(const AmendmentRequest& request, const Amendment& amendment,
                    const RegionRow& before, const Amended& amended, json::object parts) {
  Event event{.region = amendment.region,
              .sequence = 0,
              .candidature = "",
              .kind = std::string(kind::rulebook_amended),
              .happened = request.now,
              .recorded = request.now,
              .actor = amendment.actor,
              .rulebook = amendment.to,
              .body = {{"parts", std::move(parts)},
                       {"name", request.rulebook.region_name},
                       {"replaces", before.rulebook},
                       {"effective", rules::rfc3339(amendment.effective)},
                       {"reason", amendment.reason},
                       {"allows-earlier", amendment.allows_earlier},
                       {"open", amended.impact.open},
                       {"changes", changes_json(amended.impact)},
                       {"earlier", earlier_json(amended.earlier)}},
              .personal = {}};
  return event;
}

std::optional<Refusal> check_request(const AmendmentRequest& request,
                                     const std::optional<RegionRow>& before) {
  const auto& region = request.rulebook.region_id;
  if (!before || before->rulebook.empty()) {
    return refused("A0130", fmt::format("region '{}' has no rulebook to amend", region),
                   "adopt it without --amend");
  }
  if (request.reason.find_first_not_of(" \t\n") == std::string::npos) {
    return refused("A0134", "an amendment needs its reason", "add --reason and say why");
  }
  return std::nullopt;
}

}  // namespace

// ---- reading ----

Amendment amendment_of(const Event& event) {
  const auto text = [&](const char* key) {
    const auto* value = event.body.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
  };
  const auto effective = rules::parse_rfc3339(text("effective"));
  const auto* allows = event.body.if_contains("allows-earlier");
  if (event.kind != kind::rulebook_amended || !effective || !allows || !allows->is_bool()) {
    throw StoreError(
        fmt::format("event {} of region '{}' is no amendment; run: termijn audit verify",
                    event.sequence, event.region));
  }
  return {.region = event.region,
          .to = event.rulebook,
          .actor = event.actor,
          .reason = text("reason"),
          .effective = *effective,
          .sequence = event.sequence,
          .allows_earlier = allows->get_bool()};
}

std::vector<Amendment> amendments_of(const Store& store, const std::string& region) {
  std::vector<Amendment> amendments;
  visit_region_events(store, region, [&](const Event& event) {
    if (event.kind == kind::rulebook_amended) amendments.push_back(amendment_of(event));
  });
  return amendments;
}

std::optional<Amendment> waiting_amendment(const Store& store, const std::string& region) {
  const auto rows = store.due_of(region, "");
  if (rows.empty()) return std::nullopt;
  auto amendments = amendments_of(store, region);
  for (auto amendment = amendments.rbegin(); amendment != amendments.rend(); ++amendment) {
    if (std::find(rows.begin(), rows.end(), amendment->row()) != rows.end()) {
      return std::move(*amendment);
    }
  }
  return std::nullopt;
}

BirthRules birth_rules(const Store& store, const std::string& region, Instant arrival) {
  BirthRules rules;
  visit_region_events(store, region, [&](const Event& event) {
    const bool amended =
        event.kind == kind::rulebook_amended && amendment_of(event).effective <= arrival;
    if (amended || event.kind == kind::rulebook_adopted) rules = {event.rulebook, event.sequence};
  });
  return rules;
}

std::vector<Amendment> missed_amendments(const Store& store, const std::string& region,
                                         const BirthRules& birth) {
  const auto waiting = waiting_amendment(store, region);
  std::vector<Amendment> missed;
  for (auto& amendment : amendments_of(store, region)) {
    const bool waits = waiting && waiting->sequence == amendment.sequence;
    if (!waits && amendment.sequence > birth.since) missed.push_back(std::move(amendment));
  }
  return missed;
}

std::optional<Amendment> overtaken_by(const Store& store, const State& state, Instant at,
                                      Instant now) {
  if (!state.is_open()) return std::nullopt;
  auto waiting = waiting_amendment(store, state.region);
  if (!waiting || waiting->effective > std::min(at, now) || waiting->to == state.rulebook) {
    return std::nullopt;
  }
  for (const auto& row : store.due_of(state.region, state.id)) {
    if (row.due <= waiting->effective && !row.limit.starts_with("owed:")) return std::nullopt;
  }
  return waiting;
}

// ---- changing ----

std::vector<std::string> take_effect(Transaction& transaction, const Store& store,
                                     Procedures& procedures, const Amendment& amendment,
                                     Instant now) {
  transaction.set_rulebook(amendment.region, amendment.to);
  transaction.put_due(amendment.region, "", {});
  const auto& to = procedures.at(amendment.to);
  const auto earlier = earlier_in(store);
  std::vector<std::string> moved;
  for (const auto& state : reached(store, amendment)) {
    const auto& from = procedures.at(state.rulebook);
    auto accepted = change_rules(
        state, {.amendment = amendment, .from = from, .to = to, .now = now, .earlier = earlier});
    if (accepted.events.empty()) continue;
    if (amendment.allows_earlier) {
      const auto carried = carried_over(state, to, kept_limits(state, from, to));
      notify(transaction, amendment, earlier_limits(state, carried, from, to, amendment.effective),
             *to.rulebook.zone, now);
    }
    const auto& procedure = procedures.at(accepted.state.rulebook);
    if (&procedure == &to) moved.push_back(state.id);
    write_down(transaction, {.procedure = procedure, .now = now, .earlier = earlier},
               std::move(accepted));
  }
  return moved;
}

std::variant<Amended, Refusal> amend(Transaction& transaction, const Store& store,
                                     Procedures& procedures, const AmendmentRequest& request) {
  const auto& region = request.rulebook.region_id;
  const auto before = store.region(region);
  if (auto refusal = check_request(request, before)) return std::move(*refusal);
  Amendment amendment{.region = region,
                      .to = rules::hex(request.rulebook.digest),
                      .actor = request.actor,
                      .reason = request.reason,
                      .effective = std::max(request.effective, request.now),
                      .sequence = 0,
                      .allows_earlier = request.allow_earlier};
  Amended amended;
  amended.effective = amendment.effective;
  amended.waits = amendment.effective > request.now;
  if (const auto waiting = waiting_amendment(store, region)) {
    if (waiting->row() == amendment.row()) return amended;
    return refused("A0135",
                   fmt::format("another amendment waits until {}",
                               rules::rfc3339(waiting->effective, *request.rulebook.zone)),
                   "let it take effect first, by the nightly run of that day");
  }
  const auto states = reached(store, amendment);
  if (states.empty() && before->rulebook == amendment.to) return amended;
  auto parts = keep_parts(transaction, store, request.rulebook, request.files);
  const auto& to = procedures.at(amendment.to);
  const auto found = survey(states, procedures, to, amendment.effective);
  if (auto refusal = refused_by(found, request.allow_earlier, *to.rulebook.zone)) return *refusal;
  amended.done = true;
  amended.earlier = found.earlier;
  amended.impact = impact_on_all(store, procedures, states, to);
  amendment.sequence =
      transaction.append(amended_event(request, amendment, *before, amended, std::move(parts)))
          .sequence;
  amended.notices = notify(transaction, amendment, amended.earlier, *to.rulebook.zone, request.now);
  if (amended.waits) {
    transaction.put_due(region, "", {amendment.row()});
  } else {
    take_effect(transaction, store, procedures, amendment, request.now);
  }
  return amended;
}

}  // namespace termijn::engine
