// What the facts of a rulebook can be.
#include "rules/rulebook/proof/detail/ground.hpp"

#include <algorithm>

#include "rules/rulebook/facts.hpp"
#include "rules/rulebook/procedure_facts.hpp"
#include "rules/rulebook/timeline.hpp"

namespace termijn::rules::proof {
namespace {

int slot(Fact fact) { return static_cast<int>(fact); }

bool asks(const std::vector<Condition>& conditions, int slot) {
  return std::any_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
    return std::binary_search(condition.slots().begin(), condition.slots().end(), slot);
  });
}

std::vector<int> slots_of(const std::vector<Condition>& conditions) {
  std::vector<int> slots;
  for (const Condition& condition : conditions) {
    slots.insert(slots.end(), condition.slots().begin(), condition.slots().end());
  }
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  return slots;
}

int criterion_slot(const Rulebook& book, std::size_t criterion) {
  return book.facts.slot("score." + book.scoring.criteria[criterion].id);
}

/// A milestone that counts from an event is unknown until that happened.
void open_milestones(const Rulebook& book, CaseScope& scope) {
  for (const Milestone& milestone : book.timeline) {
    const int at = book.facts.slot(milestone.id);
    if (at < 0 || !milestone.moment.relative) continue;
    Value& planned = scope.fixed[static_cast<std::size_t>(at)];
    if (planned.known()) scope.only[at] = {planned, Value()};
    planned = Value();
  }
}

void limit_numbers(const Rulebook& book, CaseScope& scope) {
  for (const Fact count : {Fact::earlier_candidatures, Fact::versions, Fact::scorecards,
                           Fact::documents, Fact::challenges}) {
    scope.ranges[slot(count)] = {Number(0), {}, true};
  }
  scope.ranges[slot(Fact::score_total)] = {Number(0), Number(100), false};
  for (std::size_t i = 0; i < book.scoring.criteria.size(); ++i) {
    const Criterion& criterion = book.scoring.criteria[i];
    scope.ranges[criterion_slot(book, i)] = {criterion.low, criterion.high, false};
  }
}

void limit_texts(const Rulebook& book, CaseScope& scope) {
  auto& channels = scope.only[slot(Fact::channel)];
  for (const Channel& channel : book.channels) channels.emplace_back(channel.id);
  channels.emplace_back(std::string("none"));
}

// ---- facts that follow from others ----

void derive_requirements(const Ground& ground, Question& question) {
  const int hold = slot(Fact::requirements_hold);
  if (!asks(question.conditions, hold)) return;
  std::vector<Condition> behind;
  for (const Requirement& requirement : ground.book.requirements) {
    behind.push_back(requirement.rule);
  }
  const auto from = slots_of(behind);
  const bool related = std::any_of(from.begin(), from.end(), [&](int slot) {
    return asks(question.conditions, slot) &&
           !ground.scope.fixed[static_cast<std::size_t>(slot)].known();
  });
  if (!related) return;
  question.conditions.insert(question.conditions.end(), behind.begin(), behind.end());
  question.scope.derived.push_back({hold, from, [&book = ground.book](const Facts& facts) {
                                      return requirements_hold(book, facts);
                                    }});
}

/// The score that the facts of a case tell of.
Score score_of(const Rulebook& book, const Facts& facts) {
  Score score;
  const auto number = [&](int at) -> std::optional<Number> {
    const auto* found = std::get_if<Number>(&facts[static_cast<std::size_t>(at)].data);
    return found ? std::optional(*found) : std::nullopt;
  };
  score.total = number(slot(Fact::score_total));
  for (std::size_t i = 0; i < book.scoring.criteria.size(); ++i) {
    score.criteria.push_back(number(criterion_slot(book, i)));
  }
  return score;
}

/// The slots of the rulebook's facts that `pass` looks at: the total, then each
/// criterion, with the slot of `score_schema` that holds the same.
std::vector<std::pair<int, int>> pass_slots(const Rulebook& book) {
  const Schema schema = score_schema(book.scoring.criteria);
  std::vector<std::pair<int, int>> slots{{slot(Fact::score_total), schema.slot("total")}};
  for (std::size_t i = 0; i < book.scoring.criteria.size(); ++i) {
    slots.emplace_back(criterion_slot(book, i), schema.slot(book.scoring.criteria[i].id));
  }
  return slots;
}

void derive_passing(const Ground& ground, Question& question) {
  const Rulebook& book = ground.book;
  if (!book.scoring.pass || !asks(question.conditions, slot(Fact::score_passes))) return;
  const auto slots = pass_slots(book);
  const bool related = std::any_of(slots.begin(), slots.end(), [&](const auto& pair) {
    return asks(question.conditions, pair.first);
  });
  if (!related) return;
  // The bounds of `pass` are worth trying beside those of the conditions.
  const auto own = representative_values(question.conditions, book.facts, question.scope);
  const auto passing =
      representative_values({*book.scoring.pass}, score_schema(book.scoring.criteria));
  DerivedFact derived{slot(Fact::score_passes), {}, {}};
  for (const auto& [fact, of_pass] : slots) {
    std::vector<Value>& values = question.scope.only[fact];
    for (const auto& [at, tried] : {std::pair(fact, &own), std::pair(of_pass, &passing)}) {
      const auto found = tried->values.find(at);
      if (found == tried->values.end()) continue;
      values.insert(values.end(), found->second.begin(), found->second.end());
    }
    if (values.empty()) values = {Value(Number(0)), Value(book.scoring.criteria.front().high)};
    derived.from.push_back(fact);
  }
  derived.value = [&book](const Facts& facts) {
    return evaluate(*book.scoring.pass, pass_facts(book.scoring, score_of(book, facts))).value;
  };
  question.scope.derived.push_back(std::move(derived));
}

void derive_reviewed(const Ground& ground, Question& question) {
  const int cards = slot(Fact::scorecards);
  if (!asks(question.conditions, slot(Fact::reviewed)) || !asks(question.conditions, cards)) return;
  const int least = ground.book.scoring.least_reviewers;
  auto values =
      representative_values(question.conditions, ground.book.facts, question.scope).values[cards];
  values.emplace_back(Number(least));
  values.emplace_back(Number(least - 1));
  question.scope.only[cards] = std::move(values);
  question.scope.derived.push_back(
      {slot(Fact::reviewed), {cards}, [cards, least](const Facts& facts) {
         const auto* found = std::get_if<Number>(&facts[static_cast<std::size_t>(cards)].data);
         return found ? Value(*found >= Number(least)) : Value();
       }});
}

}  // namespace

Ground::Ground(const Rulebook& rulebook, Diagnostics& found) : book(rulebook), diagnostics(found) {
  scope.fixed = settled_facts(rulebook);
  open_milestones(rulebook, scope);
  limit_numbers(rulebook, scope);
  limit_texts(rulebook, scope);
}

Question question(const Ground& ground, std::vector<Condition> conditions) {
  Question made{std::move(conditions), ground.scope};
  derive_reviewed(ground, made);
  derive_passing(ground, made);
  derive_requirements(ground, made);
  return made;
}

Question settled_question(const Ground& ground, std::vector<Condition> conditions) {
  Question made = question(ground, std::move(conditions));
  made.scope.all_known = true;
  made.scope.only[slot(Fact::reviewed)] = {Value(true)};
  made.scope.only[slot(Fact::pitched)] = {Value(true)};
  const Number least(ground.book.scoring.least_reviewers);
  made.scope.ranges[slot(Fact::scorecards)].least = least;
  const auto cards = made.scope.only.find(slot(Fact::scorecards));
  if (cards != made.scope.only.end()) {
    std::erase_if(cards->second,
                  [&](const Value& value) { return std::get<Number>(value.data) < least; });
  }
  return made;
}

CaseTest verdicts_are(std::vector<bool> wanted) {
  return [wanted = std::move(wanted)](const Verdicts& verdicts) -> std::optional<bool> {
    bool open = false;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (verdicts[i] && *verdicts[i] != wanted[i]) return false;
      open = open || !verdicts[i];
    }
    return open ? std::nullopt : std::optional(true);
  };
}

FoundCase look_for(const Ground& ground, const Question& question, const CaseTest& wanted) {
  return find_case(question.conditions, ground.book.facts, wanted, question.scope);
}

}  // namespace termijn::rules::proof
