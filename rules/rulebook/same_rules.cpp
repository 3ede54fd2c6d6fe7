#include <algorithm>

#include "rules/language/condition/same.hpp"
#include "rules/rulebook/rewrite.hpp"

namespace termijn::rules {
namespace {

bool same_optional(const std::optional<Condition>& a, const std::optional<Condition>& b) {
  return a && b ? same_program(*a, *b) : a.has_value() == b.has_value();
}

template <typename T, typename Same>
bool same_list(const std::vector<T>& a, const std::vector<T>& b, Same same) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

bool same_requirement(const Requirement& a, const Requirement& b) {
  return a.id == b.id && a.because == b.because && same_program(a.rule, b.rule);
}

bool same_definition(const std::shared_ptr<const Definition>& a,
                     const std::shared_ptr<const Definition>& b) {
  return a->name == b->name && a->because == b->because && same_optional(a->rule, b->rule);
}

bool same_channel(const Channel& a, const Channel& b) {
  return a.id == b.id && a.medium == b.medium && a.address == b.address && a.counts == b.counts;
}

bool same_key(const RankKey& a, const RankKey& b) {
  return a.by == b.by && a.criterion == b.criterion && a.descending == b.descending;
}

bool same_rounding(const std::optional<ScoreRounding>& a, const std::optional<ScoreRounding>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->target == b->target && a->direction == b->direction && a->decimals == b->decimals;
}

bool same_divergence(const Divergence& a, const Divergence& b) {
  return a.criterion == b.criterion && a.bound == b.bound && a.percentage == b.percentage &&
         a.at_bound == b.at_bound;
}

bool same_settings(const Scoring& a, const Scoring& b) {
  return a.aggregation == b.aggregation && a.trim.scores == b.trim.scores &&
         a.trim.percentage == b.trim.percentage && a.normalisation == b.normalisation &&
         same_rounding(a.rounding, b.rounding) &&
         same_list(a.divergence, b.divergence, same_divergence) &&
         a.least_reviewers == b.least_reviewers && a.least_scores == b.least_scores;
}

bool same_selection(const std::optional<Selection>& a, const std::optional<Selection>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->places == b->places && a->budget == b->budget && a->amount == b->amount &&
         a->over_budget == b->over_budget && a->reserve == b->reserve;
}

bool same_scoring(const Scoring& a, const Scoring& b) {
  return a.weights == b.weights && same_settings(a, b) && same_optional(a.pass, b.pass) &&
         same_list(a.rank, b.rank, same_key);
}

bool same_transition(const Transition& a, const Transition& b) {
  return a.id == b.id && a.from == b.from && a.to == b.to && a.on == b.on &&
         same_optional(a.when, b.when) && a.after == b.after && a.by == b.by &&
         a.within == b.within && a.ends == b.ends && a.adverse == b.adverse &&
         a.undone_by == b.undone_by;
}

bool same_holder(const RoleHolder& a, const RoleHolder& b) {
  return a.role == b.role && a.actor == b.actor;
}

}  // namespace

bool same_rules(const Rulebook& one, const Rulebook& other) {
  return same_list(one.requirements, other.requirements, same_requirement) &&
         same_list(one.facts.definitions, other.facts.definitions, same_definition) &&
         same_list(one.channels, other.channels, same_channel) &&
         same_scoring(one.scoring, other.scoring) &&
         same_selection(one.selection, other.selection) && one.flow.start == other.flow.start &&
         one.flow.stages == other.flow.stages &&
         same_list(one.flow.transitions, other.flow.transitions, same_transition) &&
         same_list(one.roles, other.roles, same_holder) &&
         one.retention_months == other.retention_months;
}

}  // namespace termijn::rules
