#include "engine/candidature/facts.hpp"

#include <algorithm>

#include "engine/candidature/effective.hpp"
#include "rules/rulebook/facts.hpp"

namespace termijn::engine {
namespace {

using rules::Fact;
using rules::Facts;
using rules::Number;
using rules::Rulebook;
using rules::Value;

void set(Facts& facts, Fact fact, Value value) {
  facts[static_cast<std::size_t>(fact)] = std::move(value);
}

void set(Facts& facts, const rules::Schema& schema, std::string_view name, Value value) {
  const int slot = schema.slot(name);
  if (slot >= 0) facts[static_cast<std::size_t>(slot)] = std::move(value);
}

Value documents_value(const Version& version, const std::vector<rules::FactDeclaration>& fields) {
  auto records = std::make_shared<std::vector<rules::Record>>();
  for (const auto& document : version.documents) {
    rules::Record record(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].name == "name") record[i] = document.name;
      if (fields[i].name == "pages" && document.pages) record[i] = Number(*document.pages);
    }
    records->push_back(std::move(record));
  }
  return Value(std::shared_ptr<const std::vector<rules::Record>>(std::move(records)));
}

std::vector<Number> numbers(const std::vector<std::int64_t>& wholes) {
  return {wholes.begin(), wholes.end()};
}

void add_submission(Facts& facts, const Rulebook& rulebook, const State& state) {
  const Version* version = state.counting();
  set(facts, Fact::organisation, state.organisation);
  set(facts, Fact::versions, Number(static_cast<std::int64_t>(state.versions.size())));
  if (!version) return;
  set(facts, Fact::arrival, version->arrival);
  set(facts, Fact::channel, version->channel);
  set(facts, Fact::recipient, version->recipient);
  set(facts, Fact::challenges, numbers(version->challenges));
  const auto& declaration = rulebook.facts.facts[static_cast<std::size_t>(Fact::documents)];
  set(facts, Fact::documents, documents_value(*version, declaration.fields));
}

void add_region(Facts& facts, const Rulebook& rulebook) {
  std::vector<std::string> channels;
  for (const auto& channel : rulebook.channels) channels.push_back(channel.id);
  std::vector<Number> challenges;
  for (const auto& challenge : rulebook.challenges) challenges.emplace_back(challenge.number);
  set(facts, Fact::region_id, rulebook.region_id);
  set(facts, Fact::region_name, rulebook.region_name);
  set(facts, Fact::region_channels, std::move(channels));
  set(facts, Fact::region_challenges, std::move(challenges));
}

/// A limit whose anchor has not happened is not known, however it is planned.
void add_milestones(Facts& facts, const Rulebook& rulebook, const State& state) {
  for (const auto& milestone : rulebook.timeline) {
    const auto limit = effective_limit(rulebook, state, milestone.id);
    const auto* found = std::get_if<EffectiveLimit>(&limit);
    if (found && !found->planned) set(facts, rulebook.facts, milestone.id, found->closes);
  }
  const Version* version = state.counting();
  if (state.admitted_late && version) {
    set(facts, rulebook.facts, submission_deadline, rules::Deadline{version->arrival, true});
  }
}

void add_score(FactSheet& sheet, const Rulebook& rulebook, const State& state) {
  const auto scorecards = counting_scorecards(rulebook, state);
  sheet.score = rules::score(rulebook.scoring, scorecards);
  set(sheet.facts, Fact::scorecards, Number(sheet.score.reviewers));
  set(sheet.facts, Fact::reviewed, sheet.score.lacking.empty());
  set(sheet.facts, Fact::pitched, state.anchors.contains("pitched"));
  if (!state.outcome.empty()) set(sheet.facts, Fact::outcome, state.outcome);
  if (rulebook.scoring.criteria.empty()) return;
  if (sheet.score.total) set(sheet.facts, Fact::score_total, *sheet.score.total);
  if (sheet.score.passes) set(sheet.facts, Fact::score_passes, *sheet.score.passes);
  for (std::size_t i = 0; i < rulebook.scoring.criteria.size(); ++i) {
    if (!sheet.score.criteria[i]) continue;
    set(sheet.facts, rulebook.facts, "score." + rulebook.scoring.criteria[i].id,
        *sheet.score.criteria[i]);
  }
}

void add_recorded(Facts& facts, const Rulebook& rulebook, const State& state) {
  for (const auto& [name, text] : state.facts) {
    const int slot = rulebook.facts.slot(name);
    if (slot < 0) continue;
    const auto index = static_cast<std::size_t>(slot);
    if (auto value = read_fact(rulebook.facts.facts[index], text)) facts[index] = *value;
  }
}

std::vector<std::string> names_of(const std::vector<int>& slots, const Rulebook& rulebook) {
  std::vector<std::string> names;
  names.reserve(slots.size());
  for (const int slot : slots) {
    names.push_back(rulebook.facts.facts[static_cast<std::size_t>(slot)].name);
  }
  return names;
}

/// Nobody records "every requirement holds": what is missing is what those requirements miss.
std::vector<std::string> recordable(const std::vector<int>& slots, const Rulebook& rulebook,
                                    const FactSheet& sheet) {
  std::vector<std::string> names;
  for (const int slot : slots) {
    if (slot != static_cast<int>(Fact::requirements_hold)) {
      names.push_back(rulebook.facts.facts[static_cast<std::size_t>(slot)].name);
      continue;
    }
    for (const auto& requirement : sheet.requirements) {
      if (requirement.holds) continue;
      names.insert(names.end(), requirement.missing.begin(), requirement.missing.end());
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

/// Nobody can record a score that cannot be computed: its fault is what is wrong.
std::string score_fault(const std::vector<int>& missing, const Rulebook& rulebook,
                        const FactSheet& sheet) {
  if (!sheet.score.fault) return "";
  const bool asked = std::any_of(missing.begin(), missing.end(), [&](int slot) {
    return rulebook.facts.facts[static_cast<std::size_t>(slot)].name.starts_with("score.");
  });
  return asked ? "the score: " + *sheet.score.fault : "";
}

/// Kleene's conjunction: one that fails decides, else one unknown leaves it open.
void add_requirements(FactSheet& sheet, const Rulebook& rulebook) {
  bool all_hold = true;
  bool any_fails = false;
  rules::Scratch scratch;
  for (const auto& requirement : rulebook.requirements) {
    const auto holds = rules::truth_of(requirement.rule, sheet.facts, scratch);
    all_hold = all_hold && holds == true;
    any_fails = any_fails || holds == false;
    // Nothing is missing from an answer that is known.
    const auto missing =
        holds ? std::vector<int>() : rules::evaluate(requirement.rule, sheet.facts).missing;
    sheet.requirements.push_back({.id = requirement.id,
                                  .holds = holds,
                                  .missing = names_of(missing, rulebook),
                                  .because = requirement.because,
                                  .place = rulebook.place(requirement.rule.span())});
  }
  if (all_hold || any_fails) set(sheet.facts, Fact::requirements_hold, all_hold);
}

}  // namespace

FactSheet gather_facts(const Rulebook& rulebook, const State& state,
                       const EarlierCandidatures& earlier) {
  FactSheet sheet;
  sheet.facts.resize(rulebook.facts.facts.size());
  add_submission(sheet.facts, rulebook, state);
  add_region(sheet.facts, rulebook);
  add_milestones(sheet.facts, rulebook, state);
  add_recorded(sheet.facts, rulebook, state);
  set(sheet.facts, Fact::earlier_candidatures, Number(earlier(state)));
  add_score(sheet, rulebook, state);
  add_requirements(sheet, rulebook);
  return sheet;
}

Verdict verdict(const rules::Condition& rule, const Rulebook& rulebook, const FactSheet& sheet) {
  const auto evaluation = rules::evaluate(rule, sheet.facts);
  Verdict verdict{.holds = rules::truth(evaluation.value),
                  .missing = recordable(evaluation.missing, rulebook, sheet),
                  .facts = {},
                  .fault = evaluation.fault ? evaluation.fault->message
                                            : score_fault(evaluation.missing, rulebook, sheet)};
  for (const int slot : rule.slots()) {
    const auto index = static_cast<std::size_t>(slot);
    verdict.facts.emplace_back(rulebook.facts.facts[index].name,
                               rules::to_string(sheet.facts[index]));
  }
  return verdict;
}

std::vector<rules::Scorecard> counting_scorecards(const Rulebook& rulebook, const State& state) {
  std::vector<rules::Scorecard> scorecards;
  for (const auto& [reviewer, scores] : state.scorecards) {
    if (state.conflicts.contains(reviewer)) continue;
    rules::Scorecard scorecard{.reviewer = reviewer, .scores = {}};
    for (const auto& criterion : rulebook.scoring.criteria) {
      const auto found = scores.find(criterion.id);
      scorecard.scores.push_back(found == scores.end() ? std::nullopt
                                                       : rules::parse_number(found->second));
    }
    scorecards.push_back(std::move(scorecard));
  }
  return scorecards;
}

std::optional<Value> read_fact(const rules::FactDeclaration& declaration, std::string_view text) {
  const auto wrap = [](auto optional) {
    return optional ? std::optional<Value>(Value(*optional)) : std::nullopt;
  };
  switch (declaration.type) {
    case rules::Type::truth:
      if (text == "true") return Value(true);
      if (text == "false") return Value(false);
      return std::nullopt;
    case rules::Type::number:
    case rules::Type::percentage:
    case rules::Type::money:
      return wrap(rules::parse_number(text));
    case rules::Type::date:
      return wrap(rules::parse_iso_date(text));
    case rules::Type::instant:
      return wrap(rules::parse_rfc3339(text));
    case rules::Type::text: {
      const auto& choices = declaration.choices;
      const bool fits =
          choices.empty() || std::find(choices.begin(), choices.end(), text) != choices.end();
      return fits ? std::optional<Value>(Value(std::string(text))) : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace termijn::engine
