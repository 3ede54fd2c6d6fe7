#include "engine/audit/change.hpp"

#include <algorithm>
#include <set>

#include "rules/language/score/judged.hpp"
#include "rules/rulebook/facts.hpp"
#include "rules/rulebook/procedure_facts.hpp"

namespace termijn::engine {
namespace {

using rules::Condition;
using rules::Fact;
using rules::Facts;
using rules::Number;
using rules::Value;

std::size_t slot(Fact fact) { return static_cast<std::size_t>(fact); }

bool asks(const Condition& condition, Fact fact) {
  const auto& slots = condition.slots();
  return std::binary_search(slots.begin(), slots.end(), static_cast<int>(fact));
}

/// The requirements behind `every requirement holds`, as one fact that follows from theirs.
rules::DerivedFact derived(const rules::Rulebook& rulebook) {
  std::set<int> from;
  for (const auto& requirement : rulebook.requirements) {
    from.insert(requirement.rule.slots().begin(), requirement.rule.slots().end());
  }
  return {static_cast<int>(Fact::requirements_hold),
          {from.begin(), from.end()},
          [&rulebook](const Facts& facts) { return rules::requirements_hold(rulebook, facts); }};
}

/// What nobody can make otherwise any more.
Facts unchangeable(const Facts& facts) {
  Facts fixed(facts.size());
  for (const Fact fact :
       {Fact::arrival, Fact::recipient, Fact::organisation, Fact::versions, Fact::region_id,
        Fact::region_name, Fact::region_channels, Fact::region_challenges}) {
    fixed[slot(fact)] = facts[slot(fact)];
  }
  return fixed;
}

rules::CaseScope scope_of(const rules::Rulebook& rulebook, const FactSheet& sheet) {
  rules::CaseScope scope;
  scope.fixed = unchangeable(sheet.facts);
  for (const Fact count : {Fact::earlier_candidatures, Fact::scorecards}) {
    scope.ranges[static_cast<int>(count)] = {Number(0), {}, true};
  }
  scope.ranges[static_cast<int>(Fact::score_total)] = {Number(0), Number(100), false};
  auto& channels = scope.only[static_cast<int>(Fact::channel)];
  for (const auto& channel : rulebook.channels) channels.emplace_back(channel.id);
  return scope;
}

}  // namespace

NeededChange smallest_change(const rules::Rulebook& rulebook, const Condition& guard,
                             const FactSheet& sheet) {
  std::vector<Condition> conditions{guard};
  auto scope = scope_of(rulebook, sheet);
  if (asks(guard, Fact::requirements_hold)) {
    scope.derived.push_back(derived(rulebook));
    for (const auto& requirement : rulebook.requirements) conditions.push_back(requirement.rule);
  }
  const auto found = rules::smallest_change(
      conditions, sheet.facts, rulebook.facts,
      [](const rules::Verdicts& verdicts) { return verdicts.front(); }, scope);
  NeededChange needed{.search = found.search, .facts = {}, .score = false, .raise = {}};
  for (const auto& change : found.changes) {
    if (change.slot == static_cast<int>(Fact::requirements_hold)) continue;
    if (change.slot == static_cast<int>(Fact::score_passes)) {
      needed.score = true;
      needed.raise = smallest_increase(rulebook.scoring, sheet.score);
      continue;
    }
    const auto& name = rulebook.facts.facts[static_cast<std::size_t>(change.slot)].name;
    needed.facts.push_back({name, change.from, change.to, rulebook.milestone(name) != nullptr});
  }
  return needed;
}

// ---- scores ----

namespace {

using Target = rules::ScoreRounding::Target;

/// What is rounded is rounded in steps of this.
std::optional<Number> step_of(const rules::Scoring& scoring, Target target) {
  if (!scoring.rounding || scoring.rounding->target != target) return std::nullopt;
  std::int64_t steps = 1;
  for (int i = 0; i < scoring.rounding->decimals; ++i) steps *= 10;
  return Number::ratio(1, steps);
}

/// What the criteria add up to before anything is rounded.
std::optional<Number> raw_total(const rules::Scoring& scoring, const rules::Score& score) {
  std::optional<Number> total = Number(0);
  for (std::size_t i = 0; i < scoring.criteria.size() && total; ++i) {
    const auto part =
        rules::contribution(scoring.criteria[i], scoring.weights[i], *score.criteria[i]);
    total = part ? add(*total, *part) : std::nullopt;
  }
  return total;
}

/// The score on one criterion that brings the total to `total`.
std::optional<Number> reaching(const rules::Scoring& scoring, const rules::Score& score,
                               std::size_t criterion, const Number& total) {
  const auto& scale = scoring.criteria[criterion];
  const auto& weight = scoring.weights[criterion];
  const auto now = raw_total(scoring, score);
  const auto length = subtract(scale.high, scale.low);
  const auto gap = now ? subtract(total, *now) : std::nullopt;
  const auto share = gap && length ? multiply(*gap, *length) : std::nullopt;
  const auto step = share && weight != Number(0) ? divide(*share, weight) : std::nullopt;
  return step ? add(*score.criteria[criterion], *step) : std::nullopt;
}

/// The totals that come out as `total`, or may: the bound itself, and where the total is
/// rounded half a step and a whole one below it.
std::vector<Number> unrounded(const rules::Scoring& scoring, const Number& total) {
  std::vector<Number> totals{total};
  const auto step = step_of(scoring, Target::total);
  if (!step) return totals;
  const auto half = divide(*step, Number(2));
  for (const auto& less : {half, step}) {
    const auto lower = less ? subtract(total, *less) : std::nullopt;
    if (lower) totals.push_back(*lower);
  }
  return totals;
}

/// Where criteria are rounded, each to the steps round it.
std::vector<Number> rounded(const rules::Scoring& scoring, const std::set<Number>& scores) {
  const auto step = step_of(scoring, Target::criteria);
  if (!step) return {scores.begin(), scores.end()};
  std::set<Number> steps;
  for (const auto& score : scores) {
    const auto near = rules::round_to(score, *scoring.rounding);
    const auto above = near ? add(*near, *step) : std::nullopt;
    if (near) steps.insert(*near);
    if (above) steps.insert(*above);
  }
  return {steps.begin(), steps.end()};
}

/// The scores on one criterion worth trying: on and next to each bound that it, any criterion,
/// or the total is held against.
std::vector<Number> candidates(const rules::Scoring& scoring, const rules::Score& score,
                               std::size_t criterion) {
  const auto schema = rules::score_schema(scoring.criteria);
  const auto tried = rules::representative_values({*scoring.pass}, schema);
  std::set<Number> found{scoring.criteria[criterion].high};
  const auto each = [&](int slot, auto use) {
    const auto at = tried.values.find(slot);
    if (at == tried.values.end()) return;
    for (const auto& value : at->second) use(value);
  };
  const auto add_bound = [&](const Value& value) {
    if (const auto* number = std::get_if<Number>(&value.data)) found.insert(*number);
  };
  each(schema.slot(scoring.criteria[criterion].id), add_bound);
  using Records = std::shared_ptr<const std::vector<rules::Record>>;
  each(1, [&](const Value& list) {  // the slot of `criteria`, records of one score each
    const auto* records = std::get_if<Records>(&list.data);
    if (!records) return;
    for (const auto& record : **records) add_bound(record.front());
  });
  each(0, [&](const Value& total) {
    const auto* wanted = std::get_if<Number>(&total.data);
    if (!wanted) return;
    for (const auto& raw : unrounded(scoring, *wanted)) {
      if (const auto at = reaching(scoring, score, criterion, raw)) found.insert(*at);
    }
  });
  return rounded(scoring, found);
}

}  // namespace

std::optional<NeededScore> smallest_increase(const rules::Scoring& scoring,
                                             const rules::Score& score) {
  if (!scoring.pass || !score.total || score.passes != false) return std::nullopt;
  std::optional<NeededScore> best;
  std::optional<Number> best_share;
  for (std::size_t i = 0; i < scoring.criteria.size(); ++i) {
    const auto& criterion = scoring.criteria[i];
    const auto length = subtract(criterion.high, criterion.low);
    for (const auto& to : candidates(scoring, score, i)) {
      if (to <= *score.criteria[i] || to > criterion.high) continue;
      auto higher = score;
      higher.criteria[i] = to;
      higher = rules::judged(scoring, std::move(higher));
      if (higher.passes != true || !higher.total) continue;
      const auto step = subtract(to, *score.criteria[i]);
      const auto share = step && length ? divide(*step, *length) : std::nullopt;
      if (share && (!best_share || *share < *best_share)) {
        best = NeededScore{criterion.id, *score.criteria[i], to, *higher.total};
        best_share = share;
      }
      break;  // the candidates ascend
    }
  }
  return best;
}

}  // namespace termijn::engine
