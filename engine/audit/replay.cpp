#include "engine/audit/replay.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/agenda/ledger.hpp"
#include "engine/agenda/limits.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {
namespace {

void compare(std::vector<AuditFinding>& findings, const State& state, const char* what,
             const std::string& stored, const std::string& replayed) {
  if (stored == replayed) return;
  findings.push_back(
      {state.region, state.id, state.last_sequence,
       fmt::format("{} is stored as '{}', the events say '{}'", what, stored, replayed)});
}

void compare_row(std::vector<AuditFinding>& findings, const State& state,
                 const CandidatureRow& stored) {
  const auto row = row_of(state);
  compare(findings, state, "the stage", stored.stage, row.stage);
  compare(findings, state, "the standing", stored.standing, row.standing);
  compare(findings, state, "the rulebook", stored.rulebook, row.rulebook);
  compare(findings, state, "the organisation", stored.organisation, row.organisation);
  compare(findings, state, "the last event", std::to_string(stored.last_sequence),
          std::to_string(row.last_sequence));
  if (stored.arrival != row.arrival) {
    findings.push_back({state.region, state.id, state.last_sequence,
                        "the stored arrival is not that of the version that counts"});
  }
}

std::string shown(const std::vector<DueRow>& rows) {
  std::string text;
  for (const auto& row : rows) {
    text += fmt::format("{}{} at {}", text.empty() ? "" : ", ", row.limit, rules::rfc3339(row.due));
  }
  return text.empty() ? "none" : text;
}

void compare_due(std::vector<AuditFinding>& findings, const Store& store, const State& state,
                 const Procedure& procedure) {
  const auto limits = running_limits(procedure, state);
  std::vector<DueRow> expected;
  if (const auto* running = std::get_if<std::vector<RunningLimit>>(&limits)) {
    expected = due_rows(state, *running);
  }
  auto stored = store.due_of(state.region, state.id);
  std::sort(expected.begin(), expected.end());
  std::sort(stored.begin(), stored.end());
  if (expected == stored) return;
  findings.push_back(
      {state.region, state.id, state.last_sequence,
       fmt::format("limits are stored as {}, the rules say {}", shown(stored), shown(expected))});
}

void compare_region(ReplayReport& report, const Store& store, Procedures& procedures,
                    const std::string& region, const FoldedRegion& folded) {
  std::map<std::string, CandidatureRow> rows;
  for (auto& row : store.candidatures(region)) rows.emplace(row.id, row);
  for (const State& state : folded.states) {
    const auto row = rows.find(state.id);
    if (row == rows.end()) {
      report.findings.push_back({region, state.id, state.last_sequence, "its row is missing"});
      continue;
    }
    compare_row(report.findings, state, row->second);
    compare_due(report.findings, store, state, procedures.at(state.rulebook));
    rows.erase(row);
  }
  for (const auto& [id, row] : rows) {
    report.findings.push_back({region, id, 0, "a row without events"});
  }
}

}  // namespace

FoldedRegion fold_region(const Store& store, const std::string& region) {
  FoldedRegion folded;
  std::map<std::string, State> states;
  std::set<std::string> broken;
  store.scan(region, 1, [&](const StoredEvent& stored) {
    ++folded.events;
    const auto decoded = decode(stored);
    const auto* event = std::get_if<Event>(&decoded);
    if (!event) {
      folded.findings.push_back(
          {region, stored.candidature, stored.sequence, std::get<std::string>(decoded)});
      broken.insert(stored.candidature);
      return;
    }
    if (event->candidature.empty() || broken.contains(event->candidature)) return;
    if (event->kind == kind::moved) ++folded.moves;
    if (const auto fault = apply(states[event->candidature], *event)) {
      folded.findings.push_back({region, event->candidature, fault->sequence, fault->message});
      broken.insert(event->candidature);
    }
  });
  for (auto& [id, state] : states) {
    if (!broken.contains(id)) folded.states.push_back(std::move(state));
  }
  return folded;
}

ReplayReport replay(const Store& store, Procedures& procedures) {
  ReplayReport report;
  for (const auto& row : store.regions()) {
    auto folded = fold_region(store, row.region);
    ++report.regions;
    report.candidatures += folded.states.size();
    report.events += folded.events;
    report.moves += folded.moves;
    report.findings.insert(report.findings.end(), folded.findings.begin(), folded.findings.end());
    compare_region(report, store, procedures, row.region, folded);
  }
  return report;
}

}  // namespace termijn::engine
