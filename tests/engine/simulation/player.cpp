#include "player.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/agenda/amendment.hpp"
#include "engine/agenda/ledger.hpp"
#include "engine/audit/replay.hpp"
#include "promises.hpp"

namespace termijn::simulation {
namespace {

using namespace engine;

/// Thrown in the middle of a step, as a process that is killed stops in the middle.
struct Cut {};

std::optional<rules::Rulebook> loaded(const std::string& text, RulebookFiles& files) {
  files.entry = "rules.toml";
  const auto source = [&](const std::string& name) -> std::optional<std::string> {
    return name == "rules.toml" ? std::optional(text) : std::nullopt;
  };
  auto loaded = rules::load_rulebook("rules.toml", remembering(source, files),
                                     remembering(rules::zones_in_folder(), files));
  return std::move(loaded.rulebook);
}

std::string written(const std::vector<Event>& events) {
  std::string text;
  for (Event event : events) {
    event.sequence = 0;
    const auto personal = canonical(event.personal);
    event.personal.clear();
    text += encode(event, {}) + personal + '\n';
  }
  return text;
}

}  // namespace

const State* States::of(const CandidatureRow& row) {
  State& state = folded_[{row.region, row.id}];
  if (state.exists() && state.last_sequence == row.last_sequence) return &state;
  auto loaded = load_state(store_, row.region, row.id);
  if (!std::holds_alternative<State>(loaded)) return nullptr;
  state = std::get<State>(std::move(loaded));
  return &state;
}

Player::Player(Store& store, const std::deque<Call>& calls, bool cuts)
    : store_(store), made_(calls), cuts_(cuts), procedures_(store), states_(store) {}

Breach Player::play(const Step& step) {
  Breach broken;
  switch (step.kind) {
    case Step::Kind::adopt:
      broken = adopt(step);
      break;
    case Step::Kind::amend:
      broken = amend(step);
      break;
    case Step::Kind::record:
      broken = record(step);
      break;
    case Step::Kind::night:
      broken = night(step);
      break;
  }
  return broken ? broken : kept_what_was_there();
}

Breach Player::adopt(const Step& step) {
  RulebookFiles files;
  const auto rulebook = loaded(step.rules, files);
  if (!rulebook) return Broken{"simulator", "its rulebook does not load"};
  learn(step.rules, rules::hex(rulebook->digest));
  auto transaction = store_.begin();
  engine::adopt(*transaction, store_, *rulebook, files, "coordinator", step.now);
  transaction->commit();
  return {};
}

void Player::learn(const std::string& rules, const std::string& digest) {
  for (const Call& call : made_) {
    if (call.text == rules) calls_[digest] = &call;
  }
}

/// Refused or not: what is refused says why.
Breach Player::amend(const Step& step) {
  RulebookFiles files;
  const auto rulebook = loaded(step.rules, files);
  if (!rulebook) return Broken{"simulator", "its amended rulebook does not load"};
  learn(step.rules, rules::hex(rulebook->digest));
  auto transaction = store_.begin();
  const auto result = engine::amend(*transaction, store_, procedures_,
                                    {.rulebook = *rulebook,
                                     .files = files,
                                     .actor = "coordinator",
                                     .reason = "gewijzigd",
                                     .effective = step.effective,
                                     .now = step.now,
                                     .allow_earlier = false});
  if (const auto* refusal = std::get_if<Refusal>(&result)) {
    return refusal->code.empty() ? Broken{"a refusal says why", "an amendment"} : Breach();
  }
  ++amended_;
  transaction->commit();
  return {};
}

std::vector<LineResult> Player::record_lines(const Step& step) {
  int left = cuts_ ? step.cut_at : 0;
  const auto clock = [&](const Act*) {
    if (left > 0 && --left == 0) throw Cut();
    return step.now;
  };
  return engine::record(store_, procedures_, step.lines, clock, step.batch);
}

/// The same state, the same act, the same instant: the same events, byte for byte.
Breach Player::decides_the_same(const std::string& line, Instant now) {
  decided_ = std::vector<Event>();
  const auto parsed = parse_act(line);
  const auto* act = std::get_if<Act>(&parsed);
  if (!act || !act->candidature.starts_with(act->region + "/")) return {};
  auto read = load_state(store_, act->region, act->candidature);
  const auto* state = std::get_if<State>(&read);
  const auto region = store_.region(act->region);
  if (!state || !region) return {};
  const auto& procedure = procedures_.at(state->exists() ? state->rulebook : region->rulebook);
  const Context context{
      .procedure = procedure, .now = now, .earlier = earlier_in(store_), .history = [&] {
        return events_of(store_, act->region, act->candidature);
      }};
  // Where rules were amended, which of them a line is judged by hangs on more than its state.
  const bool amended = !amendments_of(store_, act->region).empty();
  auto first = decide(*state, *act, context);
  const auto second = decide(*state, *act, context);
  if (first.index() != second.index()) return Broken{"decides the same", line};
  if (amended) decided_.reset();
  if (const auto* refusal = std::get_if<Refusal>(&first)) {
    const bool same = to_string(*refusal) == to_string(std::get<Refusal>(second));
    return same ? Breach() : Broken{"decides the same", line};
  }
  auto& events = std::get<Accepted>(first).events;
  const bool same = written(events) == written(std::get<Accepted>(second).events);
  if (!amended) decided_ = std::move(events);
  return same ? Breach() : Broken{"decides the same", line};
}

/// One line at a time, so that each can be held against what was decided beforehand.
Breach Player::record_checked(const Step& step) {
  for (const auto& line : step.lines) {
    if (auto broken = decides_the_same(line, step.now)) return broken;
    const auto expected = decided_;
    const auto parsed = parse_act(line);
    const auto* act = std::get_if<Act>(&parsed);
    const auto kept = store_.refusals().size();
    const auto before = act ? store_.history(act->region, act->candidature).size() : std::size_t{0};
    const std::vector<std::string> one{line};
    const auto results =
        engine::record(store_, procedures_, one, [&](const Act*) { return step.now; });
    if (results.size() != 1) return Broken{"every line has a result", line};
    if (const auto* refusal = std::get_if<Refusal>(&results.front().result)) {
      ++refused_;
      if (refusal->code.empty() || refusal->message.empty()) {
        return Broken{"a refusal says why", line};
      }
      if (expected && !expected->empty()) return Broken{"records what it decided", line};
      if (refusal->code == "A0103") continue;
      const auto all = store_.refusals();
      const bool there = std::any_of(
          all.begin(), all.end(), [&](const RefusedAct& refused) { return refused.line == line; });
      if (!there || all.size() < kept) return Broken{"a refused line is kept", line};
      continue;
    }
    ++recorded_;
    std::vector<Event> appended;
    for (const auto& stored : store_.history(act->region, act->candidature)) {
      appended.push_back(std::get<Event>(decode(stored)));
    }
    appended.erase(appended.begin(), appended.begin() + static_cast<std::ptrdiff_t>(before));
    if (!expected) continue;
    // Where a limit cannot be computed a last event parks the candidature.
    if (appended.size() > expected->size() && appended.back().kind == "parked") appended.pop_back();
    if (written(appended) != written(*expected)) return Broken{"records what it decided", line};
  }
  return {};
}

Breach Player::record(const Step& step) {
  if (!cuts_) return record_checked(step);
  if (step.cut_at > 0) {
    try {
      record_lines(step);
      return Broken{"simulator", "a cut that did not come"};
    } catch (const Cut&) {
    }
  }
  Step again = step;
  again.cut_at = 0;
  const auto results = record_lines(again);
  for (const auto& result : results) {
    std::holds_alternative<Refusal>(result.result) ? ++refused_ : ++recorded_;
  }
  return {};
}

NightReport Player::run_night(const Step& step) {
  NightOptions options;
  options.batch = step.batch;
  const std::size_t cut = cuts_ ? static_cast<std::size_t>(step.cut_at) : 0;
  options.progress = [cut](std::size_t done, std::size_t) {
    if (done == cut) throw Cut();
  };
  return engine::run_night(store_, procedures_, step.now, options);
}

Breach Player::night(const Step& step) {
  return cuts_ ? night_with_cuts(step) : night_checked(step);
}

/// The same night as without cuts; its roots tell. Only after a cut is it run again.
Breach Player::night_with_cuts(const Step& step) {
  try {
    run_night(step);
    return {};
  } catch (const Cut&) {
  }
  Step whole = step;
  whole.cut_at = 0;
  run_night(whole);
  return second_night(whole);
}

Breach Player::night_checked(const Step& step) {
  const Expected expected(store_, procedures_, states_, calls_, step.now);
  const auto due = store_.due(step.now, 1000);
  const bool amends = std::any_of(due.begin(), due.end(), [](const DueRow& row) {
    return row.limit.starts_with(amendment_prefix);
  });
  const auto report = run_night(step);
  fired_ += report.fired.size();
  if (!amends) {
    if (auto broken = expected.held_against(store_, report)) return broken;
  }
  return second_night(step);
}

Breach Player::second_night(const Step& step) {
  std::map<std::string, std::uint64_t> sizes;
  for (const auto& row : store_.regions()) sizes[row.region] = row.tree.size();
  const auto before = roots(store_);
  const auto notices = store_.notices().size();
  const auto again = run_night(step);
  const bool same = roots(store_) == before && store_.notices().size() == notices;
  if (same && again.fired.empty()) return {};
  std::string how = rules::rfc3339(step.now);
  for (const auto& row : store_.regions()) {
    store_.scan(row.region, sizes.at(row.region) + 1,
                [&](const StoredEvent& stored) { how += "\n# " + stored.bytes; });
  }
  return Broken{"a second night changes nothing", how};
}

/// What was once in a region's log is there still, byte for byte, without a gap.
Breach Player::kept_what_was_there() {
  for (const auto& row : store_.regions()) {
    auto& before = bytes_[row.region];
    Breach broken;
    // Now and then the whole log; else what came since.
    const std::uint64_t first = before.size() % 8 == 0 ? 1 : before.size() + 1;
    std::uint64_t next = first;
    store_.scan(row.region, first, [&](const StoredEvent& stored) {
      if (stored.sequence != next) {
        broken = Broken{"sequences have no gaps", fmt::format("{} {}", row.region, next)};
      }
      ++next;
      if (stored.sequence <= before.size()) {
        if (before[stored.sequence - 1] != stored.bytes) {
          broken = Broken{"nothing recorded disappears", stored.bytes};
        }
      } else {
        before.push_back(stored.bytes);
      }
    });
    if (broken) return broken;
    if (next != row.tree.size() + 1) {
      return Broken{"nothing recorded disappears", fmt::format("{} ends at {}", row.region, next)};
    }
  }
  return {};
}

Breach Player::look_over() const {
  const auto found = verify(store_);
  if (!found.empty()) return Broken{"verify finds nothing", found.front().what};
  const auto report = replay(store_, procedures_);
  if (!report.findings.empty()) {
    return Broken{"replay finds nothing",
                  report.findings.front().candidature + ": " + report.findings.front().what};
  }
  for (const auto& row : store_.regions()) {
    for (const auto& candidature : store_.candidatures(row.region)) {
      if (auto broken = ran_on(candidature)) return broken;
      if (auto broken = check_history(store_, procedures_, calls_, row.region, candidature.id)) {
        broken->how = candidature.id + ": " + broken->how;
        return broken;
      }
    }
  }
  return {};
}

/// What runs on by itself has run on: nothing that holds is left undone.
Breach Player::ran_on(const CandidatureRow& row) const {
  const auto loaded = load_state(store_, row.region, row.id);
  const State& state = std::get<State>(loaded);
  if (!state.exists() || state.ended || !state.parked.empty()) return {};
  const Context context{.procedure = procedures_.at(state.rulebook),
                        .now = {},
                        .earlier = earlier_in(store_),
                        .history = {}};
  const auto sheet = gather_facts(context.procedure.rulebook, state, context.earlier);
  if (enabled(context, state, sheet).empty()) return {};
  return Broken{"what holds is done", fmt::format("{} stays in '{}'", state.id, state.stage)};
}

std::string roots(const Store& store) {
  std::string text;
  for (const auto& row : store.regions()) {
    text += fmt::format("{} {} {}\n", row.region, row.tree.size(), rules::hex(row.tree.root()));
  }
  return text;
}

}  // namespace termijn::simulation
