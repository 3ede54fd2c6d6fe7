#include "engine/agenda/night.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/agenda/amendment.hpp"
#include "engine/agenda/firing.hpp"
#include "engine/agenda/ledger.hpp"

namespace termijn::engine {
namespace {

class Night {
 public:
  Night(Store& store, Procedures& procedures, Instant now, const NightOptions& options)
      : store_(store), procedures_(procedures), earlier_(earlier_in(store)), options_(options) {
    report_.now = now;
    report_.dry_run = options.dry_run;
  }

  NightReport run();

 private:
  Context context(const Case& found) const {
    return {.procedure = *found.procedure, .now = report_.now, .earlier = earlier_};
  }
  std::variant<Case, std::string> open(const DueRow& row);
  void count_adverse(const std::set<DueRow>& due);
  bool holds_half() const;
  void amend(const DueRow& row);
  void handle(const DueRow& row);
  void write(const Case& found, Firing& firing);
  void say_overdue(const DueRow& row, const Case& found, Firing& firing);
  void say_held(const DueRow& row, const Case& found, Firing& firing);
  void say_fired(const DueRow& row, const Case& found, Firing& firing);
  void say_parked(const DueRow& row, const Case& found, Firing& firing);
  void say_stuck(const DueRow& row, const Firing& firing);
  void notify(const DueRow& row, const std::string& recipient, const std::string& text);
  void look_ahead();
  static Waiting waiting(const DueRow& row, std::string reason) {
    return {row.region, row.candidature, row.limit, row.due, std::move(reason)};
  }

  Store& store_;
  Procedures& procedures_;
  EarlierCandidatures earlier_;
  NightOptions options_;
  NightReport report_;
  std::unique_ptr<Transaction> transaction_;
  std::set<DueRow> open_;  ///< Still to handle, in due order.
  std::set<std::pair<std::string, std::string>> stuck_;
  // A region may have candidatures under several rulebooks; each has its own brake.
  std::map<std::string, int> adverse_;        ///< Adverse moves that are due, by rulebook.
  std::map<std::string, int> fired_adverse_;  ///< Of those, the ones that have fired.
  std::map<std::string, int> brakes_;
  std::map<std::string, std::set<DueRow>> to_hold_;  ///< Of those above it, not handled yet.
};

std::variant<Case, std::string> Night::open(const DueRow& row) {
  auto loaded = load_state(store_, row.region, row.candidature);
  if (const auto* fault = std::get_if<FoldFault>(&loaded)) {
    return fmt::format("its history cannot be read at event {}: {}", fault->sequence,
                       fault->message);
  }
  return open_case(std::get<State>(std::move(loaded)), procedures_);
}

/// The brake looks at the whole night before anything fires.
void Night::count_adverse(const std::set<DueRow>& due) {
  for (const auto& row : due) {
    if (row.limit.starts_with("owed:") || row.candidature.empty()) continue;
    auto opened = open(row);
    const auto* found = std::get_if<Case>(&opened);
    if (!found || !found->state.parked.empty()) continue;
    brakes_.try_emplace(found->state.rulebook, found->procedure->rulebook.brake);
    if (!is_refusal(*found, row, context(*found))) continue;
    ++adverse_[found->state.rulebook];
    to_hold_[found->state.rulebook].insert(row);
  }
  std::erase_if(to_hold_, [&](const auto& rows) {
    return brakes_[rows.first] == 0 || adverse_[rows.first] <= brakes_[rows.first];
  });
}

/// Whether some refusals above a brake were held and others not yet. A run that
/// died between them would leave so few that the next one let them go on.
bool Night::holds_half() const {
  return std::any_of(to_hold_.begin(), to_hold_.end(), [&](const auto& rows) {
    const auto left = rows.second.size();
    return left > 0 && left < static_cast<std::size_t>(adverse_.at(rows.first));
  });
}

/// The rules change here for all that is still due, so that the brake looks again.
void Night::amend(const DueRow& row) {
  const auto amendment = waiting_amendment(store_, row.region);
  if (!amendment || amendment->row() != row) return;
  static_cast<void>(transaction_->claim(row, report_.now));
  const auto moved = take_effect(*transaction_, store_, procedures_, *amendment, report_.now);
  report_.amended.push_back({row.region, amendment->to, row.due, report_.now, moved.size()});
  for (const auto& candidature : moved) {
    stuck_.erase({row.region, candidature});  // under other rules, by other limits
    for (const auto& next : store_.due_of(row.region, candidature)) {
      if (next.due <= report_.now) open_.insert(next);
    }
  }
  brakes_.erase(amendment->to);
  adverse_[amendment->to] = fired_adverse_[amendment->to];
  std::erase_if(to_hold_, [&](const auto& rows) {
    return rows.second.empty() || rows.second.begin()->region == row.region;
  });
  std::set<DueRow> left;
  std::copy_if(open_.begin(), open_.end(), std::inserter(left, left.end()),
               [&](const DueRow& other) { return other.region == row.region; });
  count_adverse(left);
}

void Night::notify(const DueRow& row, const std::string& recipient, const std::string& text) {
  const bool queued = transaction_->put_notice({.region = row.region,
                                                .candidature = row.candidature,
                                                .rule = row.limit,
                                                .occurrence = rules::rfc3339(row.due),
                                                .recipient = recipient,
                                                .text = text,
                                                .created = report_.now});
  if (queued) ++report_.notices;
}

void Night::write(const Case& found, Firing& firing) {
  write_down(*transaction_, context(found), std::move(firing.accepted));
}

void Night::say_overdue(const DueRow& row, const Case& found, Firing& firing) {
  report_.overdue.push_back(waiting(row, firing.reason));
  if (!transaction_->claim(row, report_.now)) return;
  write(found, firing);
  notify(row, "coordinator",
         fmt::format("overdue since {}: {}", rules::rfc3339(row.due), firing.reason));
}

void Night::say_held(const DueRow& row, const Case& found, Firing& firing) {
  report_.held.push_back(waiting(row, firing.reason));
  write(found, firing);
  notify(row, "coordinator",
         fmt::format("held: {}; record 'confirm' to let it go on", firing.reason));
}

void Night::say_fired(const DueRow& row, const Case& found, Firing& firing) {
  // False where the same limit fired in an earlier stay in this stage, which was taken back.
  // What makes a second run do nothing is that the move takes the row away with it.
  static_cast<void>(transaction_->claim(row, report_.now));
  if (found.limit_of(row)->transition->adverse) ++fired_adverse_[found.state.rulebook];
  const State after = write_down(*transaction_, context(found), std::move(firing.accepted));
  report_.fired.push_back(
      {row.region, row.candidature, row.limit, row.due, report_.now, after.stage});
  if (after.ended)
    notify(row, "applicant", fmt::format("the procedure has ended: {}", after.stage));
  for (const auto& next : store_.due_of(row.region, row.candidature)) {
    if (next.due <= report_.now && next != row) open_.insert(next);
  }
}

void Night::say_parked(const DueRow& row, const Case& found, Firing& firing) {
  write(found, firing);
  report_.parked.push_back(waiting(row, firing.reason));
  notify(row, "coordinator", firing.reason);
}

void Night::say_stuck(const DueRow& row, const Firing& firing) {
  if (!stuck_.emplace(row.region, row.candidature).second) return;
  report_.overdue.push_back(waiting(row, firing.reason));
  notify(row, "coordinator", firing.reason);
}

void Night::handle(const DueRow& row) {
  if (row.candidature.empty()) return amend(row);
  const auto opened = open(row);
  if (const auto* why = std::get_if<std::string>(&opened)) {
    report_.parked.push_back(waiting(row, *why));
    return;
  }
  const auto& found = std::get<Case>(opened);
  const auto& rulebook = found.state.rulebook;
  auto firing = fire_limit(found, row, context(found), adverse_[rulebook]);
  using What = Firing::What;
  switch (firing.what) {
    case What::nothing:
    case What::elsewhere:
      return;
    case What::parked_before:
      report_.parked.push_back(waiting(row, firing.reason));
      return;
    case What::held_before:
      report_.held.push_back(waiting(row, firing.reason));
      return;
    case What::overdue:
      return say_overdue(row, found, firing);
    case What::fired:
      return say_fired(row, found, firing);
    case What::held:
      return say_held(row, found, firing);
    case What::parked:
      return say_parked(row, found, firing);
    case What::stuck:
      return say_stuck(row, firing);
  }
}

void Night::look_ahead() {
  report_.erasure_due = erasures_due(store_, procedures_, report_.now);
  const auto tomorrow = report_.now + std::chrono::days{1};
  for (const auto& row : store_.upcoming(report_.now, options_.upcoming)) {
    report_.upcoming.push_back({row.region, row.candidature, row.limit, row.due});
    if (!row.limit.starts_with("owed:") || row.due > tomorrow) continue;
    report_.soon.push_back(waiting(row, "due within a day"));
  }
}

NightReport Night::run() {
  const auto due = store_.due(report_.now, std::numeric_limits<std::size_t>::max());
  open_.insert(due.begin(), due.end());
  count_adverse(open_);
  // A dry run is one transaction that is dropped.
  std::size_t handled = 0;
  std::size_t pending = 0;  // in the transaction
  while (!open_.empty()) {
    if (!transaction_) transaction_ = store_.begin();
    const DueRow row = *open_.begin();
    open_.erase(open_.begin());
    handle(row);
    for (auto& [rulebook, rows] : to_hold_) rows.erase(row);
    ++handled;
    if (options_.progress) options_.progress(handled, open_.size());
    if (++pending < options_.batch || options_.dry_run || holds_half()) continue;
    transaction_->commit();
    transaction_.reset();
    pending = 0;
  }
  look_ahead();
  if (transaction_ && !options_.dry_run) transaction_->commit();
  transaction_.reset();
  return std::move(report_);
}

}  // namespace

NightReport run_night(Store& store, Procedures& procedures, Instant now,
                      const NightOptions& options) {
  return Night(store, procedures, now, options).run();
}

}  // namespace termijn::engine
