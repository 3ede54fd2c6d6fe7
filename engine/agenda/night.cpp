#include "engine/agenda/night.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/agenda/amendment.hpp"
#include "engine/agenda/ledger.hpp"
#include "engine/agenda/limits.hpp"
#include "engine/candidature/kinds.hpp"
#include "rules/rulebook/facts.hpp"

namespace termijn::engine {
namespace {

/// A candidature as the night sees it: folded, with its rulebook and its running limits.
struct Case {
  State state;
  const Procedure* procedure = nullptr;
  std::vector<RunningLimit> limits;
};

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
  std::string owed_and_why(const Case& found, const rules::Transition& transition) const;
  void count_adverse(const std::set<DueRow>& due);
  bool holds_half() const;
  void amend(const DueRow& row);
  void handle(const DueRow& row);
  void handle_owed(const DueRow& row, const Case& found, const RunningLimit& limit);
  void handle_after(const DueRow& row, Case& found, const RunningLimit& limit);
  void hold(const DueRow& row, const Case& found, const RunningLimit& limit);
  void fire(const DueRow& row, Case& found, const RunningLimit& limit, const FactSheet& sheet);
  void report_stuck(const DueRow& row, const Case& found, const Verdict& verdict);
  void append_one(const Case& found, Event event);
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
  Case found{.state = std::get<State>(std::move(loaded)), .procedure = nullptr, .limits = {}};
  if (!found.state.exists()) return std::string("it has no history");
  found.procedure = &procedures_.at(found.state.rulebook);
  auto limits = running_limits(*found.procedure, found.state);
  if (auto* why = std::get_if<std::string>(&limits)) return std::move(*why);
  found.limits = std::get<std::vector<RunningLimit>>(std::move(limits));
  return found;
}

const RunningLimit* limit_of(const Case& found, const DueRow& row) {
  for (const auto& limit : found.limits) {
    if (limit.id == row.limit && limit.due == row.due) return &limit;
  }
  return nullptr;
}

/// The brake looks at the whole night before anything fires.
void Night::count_adverse(const std::set<DueRow>& due) {
  for (const auto& row : due) {
    if (row.limit.starts_with("owed:") || row.candidature.empty()) continue;
    auto opened = open(row);
    const auto* found = std::get_if<Case>(&opened);
    if (!found || !found->state.parked.empty()) continue;
    const auto& rulebook = found->procedure->rulebook;
    brakes_.try_emplace(found->state.rulebook, rulebook.brake);
    const auto* limit = limit_of(*found, row);
    if (!limit || !limit->transition->adverse || found->state.held.contains(row.limit)) continue;
    const auto sheet = gather_facts(rulebook, found->state, earlier_);
    if (guard(*limit->transition, rulebook, sheet).holds != true) continue;
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

void Night::append_one(const Case& found, Event event) {
  Progress progress{.state = found.state, .events = {}};
  progress.add(std::move(event));
  write_down(*transaction_, context(found),
             {.events = std::move(progress.events), .state = std::move(progress.state)});
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

/// Where the reviewers asked for have scored and it is still not reviewed, nobody
/// could guess why.
std::string Night::owed_and_why(const Case& found, const rules::Transition& transition) const {
  const auto& rulebook = found.procedure->rulebook;
  const auto what = owes(transition);
  if (!transition.when) return what;
  const auto& slots = transition.when->slots();
  const auto reviewed = static_cast<int>(rules::Fact::reviewed);
  if (std::find(slots.begin(), slots.end(), reviewed) == slots.end()) return what;
  const auto score = gather_facts(rulebook, found.state, earlier_).score;
  if (score.lacking.empty() || score.reviewers < rulebook.scoring.least_reviewers) return what;
  return fmt::format("{}: {}", what, fmt::join(score.lacking, "; "));
}

void Night::handle_owed(const DueRow& row, const Case& found, const RunningLimit& limit) {
  const auto what = owed_and_why(found, *limit.transition);
  report_.overdue.push_back(waiting(row, what));
  if (!transaction_->claim(row, report_.now)) return;
  Event event = event_of(found.state, context(found), kind::overdue, row.due, "clock");
  event.body = {{"limit", row.limit},
                {"milestone", limit.milestone},
                {"owed", what},
                {"due", rules::rfc3339(row.due)}};
  append_one(found, std::move(event));
  notify(row, "coordinator", fmt::format("overdue since {}: {}", rules::rfc3339(row.due), what));
}

void Night::hold(const DueRow& row, const Case& found, const RunningLimit& limit) {
  const auto reason = fmt::format("{} automatic refusals fall due in one night, the brake is {}",
                                  adverse_[found.state.rulebook], brakes_[found.state.rulebook]);
  report_.held.push_back(waiting(row, reason));
  Event event = event_of(found.state, context(found), kind::held, row.due, "clock");
  event.body = {
      {"transition", limit.transition->id}, {"reason", reason}, {"due", rules::rfc3339(row.due)}};
  append_one(found, std::move(event));
  notify(row, "coordinator", fmt::format("held: {}; record 'confirm' to let it go on", reason));
}

void Night::fire(const DueRow& row, Case& found, const RunningLimit& limit,
                 const FactSheet& sheet) {
  // False where the same limit fired in an earlier stay in this stage, which was taken back.
  // What makes a second run do nothing is that the move takes the row away with it.
  static_cast<void>(transaction_->claim(row, report_.now));
  if (limit.transition->adverse) ++fired_adverse_[found.state.rulebook];
  // A limit that fires anew after its move was taken back counts from then, not from before.
  const auto& last = found.state.last_move;
  const Instant happened = last ? std::max(row.due, last->happened) : row.due;
  Progress progress{.state = found.state, .events = {}};
  progress.add(move_event(progress.state, context(found), sheet,
                          {.transition = *limit.transition,
                           .trigger = Trigger::limit,
                           .happened = happened,
                           .actor = "clock",
                           .due = row.due}));
  settle(progress, context(found), happened);
  const State after =
      write_down(*transaction_, context(found),
                 {.events = std::move(progress.events), .state = std::move(progress.state)});
  report_.fired.push_back(
      {row.region, row.candidature, row.limit, row.due, report_.now, after.stage});
  if (after.ended)
    notify(row, "applicant", fmt::format("the procedure has ended: {}", after.stage));
  for (const auto& next : store_.due_of(row.region, row.candidature)) {
    if (next.due <= report_.now && next != row) open_.insert(next);
  }
}

void Night::report_stuck(const DueRow& row, const Case& found, const Verdict& verdict) {
  if (!stuck_.emplace(row.region, row.candidature).second) return;
  std::string reason = fmt::format("no rule out of stage '{}' holds", found.state.stage);
  if (!verdict.holds) {
    reason = fmt::format("unknown until recorded: {}", fmt::join(verdict.missing, ", "));
  }
  if (!verdict.fault.empty()) reason = fmt::format("cannot be computed: {}", verdict.fault);
  report_.overdue.push_back(waiting(row, reason));
  notify(row, "coordinator", reason);
}

void Night::handle_after(const DueRow& row, Case& found, const RunningLimit& limit) {
  const auto& rulebook = found.procedure->rulebook;
  const auto sheet = gather_facts(rulebook, found.state, earlier_);
  const auto verdict = guard(*limit.transition, rulebook, sheet);
  const RunningLimit* other = nullptr;
  for (const auto& sibling : found.limits) {
    if (sibling.owed || sibling.id == limit.id || sibling.due > report_.now) continue;
    if (guard(*sibling.transition, rulebook, sheet).holds == true) other = &sibling;
  }
  if (verdict.holds != true) {
    if (!other) report_stuck(row, found, verdict);
    return;
  }
  if (other) {
    Event event = event_of(found.state, context(found), kind::parked, row.due, "clock");
    const auto reason = fmt::format("'{}' and '{}' hold at once", limit.id, other->id);
    event.body = {{"reason", reason}};
    append_one(found, std::move(event));
    report_.parked.push_back(waiting(row, reason));
    notify(row, "coordinator", reason);
    return;
  }
  const int brake = rulebook.brake;
  const bool braked = brake > 0 && adverse_[found.state.rulebook] > brake;
  if (limit.transition->adverse && braked) return hold(row, found, limit);
  fire(row, found, limit, sheet);
}

void Night::handle(const DueRow& row) {
  if (row.candidature.empty()) return amend(row);
  auto opened = open(row);
  if (const auto* why = std::get_if<std::string>(&opened)) {
    report_.parked.push_back(waiting(row, *why));
    return;
  }
  auto& found = std::get<Case>(opened);
  if (!found.state.parked.empty()) {
    report_.parked.push_back(waiting(row, found.state.parked));
    return;
  }
  const RunningLimit* limit = limit_of(found, row);
  if (!limit) return;  // the candidature has moved on since the row was read
  if (found.state.held.contains(row.limit)) {
    report_.held.push_back(waiting(row, "waits for 'confirm'"));
    return;
  }
  limit->owed ? handle_owed(row, found, *limit) : handle_after(row, found, *limit);
}

void Night::look_ahead() {
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
