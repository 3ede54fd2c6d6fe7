// How an old and a new condition compare: by cases.
#include <fmt/format.h>

#include "rules/language/condition/cases.hpp"
#include "rules/language/condition/same.hpp"
#include "rules/rulebook/detail/diff.hpp"
#include "rules/rulebook/facts.hpp"

namespace termijn::rules::amend {
namespace {

using Kind = Difference::Kind;

/// Two conditions over one schema.
struct Pair {
  std::vector<Condition> conditions;
  Schema schema;
};

bool alike(const FactDeclaration& a, const FactDeclaration& b) {
  return a.name == b.name && a.type == b.type && a.choices == b.choices;
}

bool alike(const Schema& a, const Schema& b) {
  return std::equal(a.facts.begin(), a.facts.end(), b.facts.begin(), b.facts.end(),
                    [](const auto& one, const auto& other) { return alike(one, other); });
}

/// The condition read anew over another schema; empty where that does not hold its facts.
std::optional<Condition> over(const Schema& schema, const Condition& condition,
                              const Rulebook& book) {
  Diagnostics ignored;
  const auto span = condition.span();
  const Excerpt text{book.sources->at(span.source).text(), span};
  return compile_condition(text, schema, Language::any, ignored);
}

/// Both conditions over the facts of both rulebooks. Empty where a fact is of another type
/// in the other one.
std::optional<Pair> paired(const Comparison& comparison, const Condition& was,
                           const Schema& was_facts, const Condition& is, const Schema& is_facts) {
  if (alike(was_facts, is_facts)) return Pair{{was, is}, is_facts};
  Schema joint = is_facts;
  for (const auto& fact : was_facts.facts) {
    const int slot = joint.slot(fact.name);
    if (slot < 0) joint.facts.push_back(fact);
    if (slot >= 0 && !alike(joint.facts[static_cast<std::size_t>(slot)], fact)) return std::nullopt;
  }
  auto after = over(joint, is, comparison.now);
  joint.definitions.clear();  // those of the old rulebook count in its own slots
  auto before = over(joint, was, comparison.old);
  if (!before || !after) return std::nullopt;
  return Pair{{std::move(*before), std::move(*after)}, std::move(joint)};
}

/// What cannot vary from case to case: the region itself, where both rulebooks agree on it.
CaseScope scope_of(const Comparison& comparison, const Schema& schema) {
  CaseScope scope;
  scope.fixed.resize(schema.facts.size());
  const auto fix = [&](const char* name, Value value) {
    const int slot = schema.slot(name);
    if (slot >= 0) scope.fixed[static_cast<std::size_t>(slot)] = std::move(value);
  };
  const auto& now = comparison.now;
  fix("region.id", now.region_id);
  fix("region.name", now.region_name);
  std::vector<std::string> channels;
  for (const auto& channel : now.channels) channels.push_back(channel.id);
  std::vector<Number> challenges;
  for (const auto& challenge : now.challenges) challenges.emplace_back(challenge.number);
  fix("region.channels", std::move(channels));
  fix("region.challenges", std::move(challenges));
  for (const char* count : {"earlier-candidatures", "versions", "scorecards"}) {
    if (schema.slot(count) >= 0) scope.ranges[schema.slot(count)] = {Number(0), {}, true};
  }
  for (const char* share : {"total", "score.total"}) {
    if (schema.slot(share) >= 0) scope.ranges[schema.slot(share)] = {Number(0), Number(100), false};
  }
  for (const auto& criterion : now.scoring.criteria) {
    for (const auto& name : {criterion.id, "score." + criterion.id}) {
      const int slot = schema.slot(name);
      if (slot >= 0) scope.ranges[slot] = {criterion.low, criterion.high, false};
    }
  }
  return scope;
}

/// A case in which the old condition says `before` and the new one the opposite.
FoundCase case_of(const Pair& pair, const CaseScope& scope, bool before) {
  const auto wanted = [before](const Verdicts& verdicts) -> std::optional<bool> {
    if (verdicts[0] && *verdicts[0] != before) return false;
    if (verdicts[1] && *verdicts[1] == before) return false;
    return verdicts[0] && verdicts[1] ? std::optional(true) : std::nullopt;
  };
  return find_case(pair.conditions, pair.schema, wanted, scope);
}

std::vector<std::pair<std::string, std::string>> told(const Pair& pair, const FoundCase& found) {
  std::vector<std::pair<std::string, std::string>> facts;
  for (const int slot : found.chosen) {
    const auto index = static_cast<std::size_t>(slot);
    facts.emplace_back(pair.schema.facts[index].name, to_string(found.facts[index]));
  }
  return facts;
}

std::string words(const std::vector<std::pair<std::string, std::string>>& facts) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : facts) parts.push_back(fmt::format("{} = {}", name, value));
  return parts.empty() ? "in every case" : "such as when " + listed(parts);
}

/// The named rules and tables that a rule uses and that were found to differ.
std::vector<std::string> changed_names(const Comparison& comparison, const Condition& rule) {
  std::vector<std::string> names;
  for (const auto& definition : rule.definitions()) {
    const bool changed = std::any_of(
        comparison.found.begin(), comparison.found.end(), [&](const Difference& difference) {
          const bool named = difference.section == "rule" || difference.section == "table";
          return named && difference.what == definition->name && difference.kind != Kind::reworded;
        });
    if (changed) names.push_back(fmt::format("'{}'", definition->name));
  }
  return names;
}

RuleChange by_cases(const Pair& pair, const CaseScope& scope) {
  if (same_program(pair.conditions[0], pair.conditions[1])) {
    return {.kind = Kind::reworded,
            .effect = Effect::same,
            .note = ": the same in other words",
            .example = {}};
  }
  const auto stricter = case_of(pair, scope, true);
  const auto looser = case_of(pair, scope, false);
  const bool tighter = stricter.search == Search::found;
  const bool wider = looser.search == Search::found;
  RuleChange change;
  if (tighter || wider) change.example = told(pair, tighter ? stricter : looser);
  if (tighter && wider) {
    change.effect = Effect::mixed;
    change.note = fmt::format(": it fails now where it held, {}, and holds now where it failed, {}",
                              words(told(pair, stricter)), words(told(pair, looser)));
  } else if (tighter) {
    change.effect = Effect::stricter;
    change.note = fmt::format(": stricter, {}", words(change.example));
  } else if (wider) {
    change.effect = Effect::looser;
    change.note = fmt::format(": looser, {}", words(change.example));
  } else if (stricter.search == Search::none && looser.search == Search::none) {
    change.kind = Kind::reworded;
    change.effect = Effect::same;
    change.note = ": the verdict is the same in every case";
  } else {
    change.note = ": the verdict is the same in every case tried";
  }
  return change;
}

}  // namespace

std::optional<RuleChange> compare(const Comparison& comparison, const Condition& was,
                                  const Schema& was_facts, const Condition& is,
                                  const Schema& is_facts) {
  const bool same_words =
      words_of(comparison.old, was.span()) == words_of(comparison.now, is.span());
  const auto through = changed_names(comparison, is);
  if (same_words && through.empty()) return {};
  RuleChange change{.note = ": the two cannot be held against each other case by case",
                    .example = {}};
  const bool verdicts = was.type() == Type::truth && is.type() == Type::truth;
  if (verdicts) {
    const auto pair = paired(comparison, was, was_facts, is, is_facts);
    if (pair) change = by_cases(*pair, scope_of(comparison, pair->schema));
  } else {
    change.note.clear();
  }
  if (same_words && change.effect == Effect::same) return {};
  if (!through.empty()) change.note += fmt::format(" (through {})", listed(through));
  change.same_words = same_words;
  return change;
}

}  // namespace termijn::rules::amend
