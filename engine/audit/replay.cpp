#include "engine/audit/replay.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/agenda/amendment.hpp"
#include "engine/agenda/ledger.hpp"
#include "engine/agenda/limits.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

void add(std::vector<Finding>& findings, const State& state, std::string what) {
  findings.push_back({state.region, state.last_sequence, std::move(what), state.id});
}

void compare(std::vector<Finding>& findings, const State& state, const char* what,
             const std::string& stored, const std::string& replayed) {
  if (stored == replayed) return;
  add(findings, state,
      fmt::format("{} is stored as '{}', the events say '{}'", what, stored, replayed));
}

void compare_row(std::vector<Finding>& findings, const State& state, const CandidatureRow& stored) {
  const auto row = row_of(state);
  compare(findings, state, "the stage", stored.stage, row.stage);
  compare(findings, state, "the standing", stored.standing, row.standing);
  compare(findings, state, "the rulebook", stored.rulebook, row.rulebook);
  compare(findings, state, "the organisation", stored.organisation, row.organisation);
  compare(findings, state, "the last event", std::to_string(stored.last_sequence),
          std::to_string(row.last_sequence));
  if (stored.arrival != row.arrival) {
    add(findings, state, "the stored arrival is not that of the version that counts");
  }
}

std::string shown(const std::vector<DueRow>& rows) {
  std::string text;
  for (const auto& row : rows) {
    text += fmt::format("{}{} at {}", text.empty() ? "" : ", ", row.limit, rules::rfc3339(row.due));
  }
  return text.empty() ? "none" : text;
}

/// Every row of the queue that the nightly run reads, by candidature.
using Queue = std::map<std::pair<std::string, std::string>, std::vector<DueRow>>;

Queue whole_queue(const Store& store) {
  Queue queue;
  for (auto& row : store.due(Instant::max(), std::numeric_limits<std::size_t>::max())) {
    queue[{row.region, row.candidature}].push_back(row);
  }
  return queue;
}

void compare_limits(std::vector<Finding>& findings, const State& state, const char* where,
                    std::vector<DueRow> stored, std::vector<DueRow> expected) {
  std::sort(expected.begin(), expected.end());
  std::sort(stored.begin(), stored.end());
  if (expected == stored) return;
  add(findings, state,
      fmt::format("{} {}, the rules say {}", where, shown(stored), shown(expected)));
}

void compare_due(ReplayReport& report, const Store& store, Queue& queue, const State& state,
                 const Procedure& procedure) {
  const auto expected = due_rows(procedure, state);
  compare_limits(report.findings, state, "limits are stored as",
                 store.due_of(state.region, state.id), expected);
  auto queued = queue.extract({state.region, state.id});
  compare_limits(report.findings, state, "the night's queue has",
                 queued ? std::move(queued.mapped()) : std::vector<DueRow>{}, expected);
}

void compare_length(ReplayReport& report, const Store& store, const State& state,
                    std::size_t length) {
  std::size_t kept = 0;
  try {
    kept = store.history(state.region, state.id).size();
  } catch (const StoreError& broken) {  // its links lead to an event that is not there
    add(report.findings, state, broken.what());
    return;
  }
  if (kept == length) return;
  add(report.findings, state,
      fmt::format("its history is {} events long, the log has {}", kept, length));
}

/// The rulebook in force: that of the last event that put one into force, but for an amendment
/// that still waits in the queue.
void compare_rules(ReplayReport& report, Queue& queue, const RegionRow& stored,
                   const FoldedRegion& folded) {
  auto queued = queue.extract({stored.region, std::string()});
  auto waiting = queued ? std::move(queued.mapped()) : std::vector<DueRow>{};
  std::string expected;
  std::uint64_t last = 0;
  for (const Event& event : folded.own) {
    last = event.sequence;
    const bool amends = event.kind == kind::rulebook_amended;
    if (!amends && event.kind != kind::rulebook_adopted) continue;
    if (amends && std::erase(waiting, amendment_of(event).row()) > 0) continue;
    expected = event.rulebook;
  }
  const auto say = [&](std::string what) {
    report.findings.push_back({stored.region, last, std::move(what)});
  };
  if (expected != stored.rulebook) {
    say(fmt::format("the rulebook in force is stored as '{}', the events say '{}'", stored.rulebook,
                    expected));
  }
  for (const auto& row : waiting) {
    say(fmt::format("the night's queue has '{}', which no event made", row.limit));
  }
}

void compare_region(ReplayReport& report, const Store& store, Procedures& procedures, Queue& queue,
                    const std::string& region, const FoldedRegion& folded) {
  std::map<std::string, CandidatureRow> rows;
  for (auto& row : store.candidatures(region)) rows.emplace(row.id, row);
  for (std::size_t i = 0; i < folded.states.size(); ++i) {
    const State& state = folded.states[i];
    compare_length(report, store, state, folded.lengths[i]);
    compare_due(report, store, queue, state, procedures.at(state.rulebook));
    const auto row = rows.find(state.id);
    if (row == rows.end()) {
      add(report.findings, state, "its row is missing");
      continue;
    }
    compare_row(report.findings, state, row->second);
    rows.erase(row);
  }
  for (const auto& [id, row] : rows) {
    report.findings.push_back({region, 0, "a row without events", id});
  }
}

}  // namespace

FoldedRegion fold_region(const Store& store, const std::string& region) {
  FoldedRegion folded;
  std::map<std::string, State> states;
  std::map<std::string, std::size_t> lengths;
  std::set<std::string> broken;
  store.scan(region, 1, [&](const StoredEvent& stored) {
    ++folded.events;
    const auto decoded = decode(stored);
    const auto* event = std::get_if<Event>(&decoded);
    if (!event) {
      folded.findings.push_back(
          {region, stored.sequence, std::get<std::string>(decoded), stored.candidature});
      broken.insert(stored.candidature);
      return;
    }
    if (event->candidature.empty()) folded.own.push_back(*event);
    if (event->candidature.empty() || broken.contains(event->candidature)) return;
    if (event->kind == kind::moved) ++folded.moves;
    ++lengths[event->candidature];
    if (const auto fault = apply(states[event->candidature], *event)) {
      folded.findings.push_back({region, fault->sequence, fault->message, event->candidature});
      broken.insert(event->candidature);
    }
  });
  for (auto& [id, state] : states) {
    if (broken.contains(id)) continue;
    folded.states.push_back(std::move(state));
    folded.lengths.push_back(lengths[id]);
  }
  return folded;
}

ReplayReport replay(const Store& store, Procedures& procedures) {
  ReplayReport report;
  auto queue = whole_queue(store);
  for (const auto& row : store.regions()) {
    auto folded = fold_region(store, row.region);
    ++report.regions;
    report.candidatures += folded.states.size();
    report.events += folded.events;
    report.moves += folded.moves;
    report.findings.insert(report.findings.end(), folded.findings.begin(), folded.findings.end());
    compare_rules(report, queue, row, folded);
    compare_region(report, store, procedures, queue, row.region, folded);
  }
  for (const auto& [candidature, queued] : queue) {
    report.findings.push_back({candidature.first, 0,
                               "the night's queue has limits of an unknown candidature",
                               candidature.second});
  }
  return report;
}

}  // namespace termijn::engine
