// Backtracking over the representative values, with Kleene's logic to cut short.
#include <algorithm>
#include <utility>

#include "rules/language/condition/detail/pools.hpp"

namespace termijn::rules {
namespace {

class Hunt {
 public:
  Hunt(const std::vector<Condition>& conditions, const Schema& schema, const CaseTest& wanted,
       const CaseScope& scope)
      : conditions_(conditions),
        wanted_(wanted),
        scope_(scope),
        survey_(cases::survey(conditions, schema, scope)),
        tried_(representative_values(conditions, schema, scope)),
        facts_(scope.fixed),
        verdicts_(conditions.size()),
        chosen_(schema.facts.size()) {
    facts_.resize(std::max(facts_.size(), schema.facts.size()));
    order();
  }

  FoundCase run() {
    cases::derive(scope_, facts_);
    for (std::size_t i = 0; i < conditions_.size(); ++i) judge(i);
    const bool found = go(0) && confirmed();
    FoundCase result;
    result.tries = tries_;
    if (!found) {
      const bool proved = tries_ < scope_.most_tries && tried_.exhaustive;
      result.search = proved ? Search::none : Search::gave_up;
      return result;
    }
    result.search = Search::found;
    reduce();
    result.facts = facts_;
    for (const int slot : order_) {
      if (chosen_[static_cast<std::size_t>(slot)]) result.chosen.push_back(slot);
    }
    std::sort(result.chosen.begin(), result.chosen.end());
    return result;
  }

 private:
  /// The slots that most conditions ask for first, then those of few values.
  void order() {
    std::map<int, std::size_t> askers;
    for (std::size_t i = 0; i < conditions_.size(); ++i) {
      touching_.push_back(base_slots(conditions_[i]));
      for (const int slot : touching_.back()) ++askers[slot];
    }
    for (const auto& [slot, values] : tried_.values) order_.push_back(slot);
    const auto rank = [&](int slot) {
      return std::pair(-static_cast<std::ptrdiff_t>(askers[slot]), tried_.values.at(slot).size());
    };
    std::stable_sort(order_.begin(), order_.end(), [&](int a, int b) { return rank(a) < rank(b); });
  }

  /// The slots that a condition depends on, those behind derived facts included.
  std::set<int> base_slots(const Condition& condition) const {
    std::set<int> slots(condition.slots().begin(), condition.slots().end());
    for (const DerivedFact& derived : scope_.derived) {
      if (slots.contains(derived.slot)) slots.insert(derived.from.begin(), derived.from.end());
    }
    return slots;
  }

  /// Unknown is no verdict yet while a fact that may stay unknown is still open.
  void judge(std::size_t i) {
    ++tries_;
    for (const int slot : touching_[i]) {
      const bool open = survey_.maybe_unknown.contains(slot) && tried_.values.contains(slot) &&
                        !chosen_[static_cast<std::size_t>(slot)];
      if (open) {
        verdicts_[i] = std::nullopt;
        return;
      }
    }
    verdicts_[i] = truth_of(conditions_[i], facts_, scratch_);
  }

  void rejudge(int slot) {
    cases::derive(scope_, facts_);
    for (std::size_t i = 0; i < conditions_.size(); ++i) {
      if (touching_[i].contains(slot)) judge(i);
    }
  }

  bool go(std::size_t depth) {
    const auto answer = wanted_(verdicts_);
    if (answer) return *answer;
    if (depth == order_.size() || tries_ >= scope_.most_tries) return false;
    const int slot = order_[depth];
    const auto at = static_cast<std::size_t>(slot);
    chosen_[at] = true;
    for (const Value& value : tried_.values.at(slot)) {
      const Verdicts before = verdicts_;
      facts_[at] = value;
      rejudge(slot);
      if (go(depth + 1)) return true;
      verdicts_ = before;
      if (tries_ >= scope_.most_tries) break;
    }
    chosen_[at] = false;
    facts_[at] = Value();
    cases::derive(scope_, facts_);
    return false;
  }

  /// Whether the case stands by plain evaluation, without anything left open.
  bool confirmed() {
    cases::derive(scope_, facts_);
    Verdicts verdicts;
    for (const Condition& condition : conditions_) {
      verdicts.push_back(truth(evaluate(condition, facts_).value));
    }
    return wanted_(verdicts) == true;
  }

  /// Leaves out the facts that the case does not need.
  void reduce() {
    for (auto slot = order_.rbegin(); slot != order_.rend(); ++slot) {
      const auto at = static_cast<std::size_t>(*slot);
      if (!chosen_[at] || survey_.maybe_unknown.contains(*slot)) continue;
      Value kept = std::exchange(facts_[at], Value());
      chosen_[at] = !confirmed();
      if (chosen_[at]) facts_[at] = std::move(kept);
    }
    cases::derive(scope_, facts_);
  }

  const std::vector<Condition>& conditions_;
  const CaseTest& wanted_;
  const CaseScope& scope_;
  cases::Survey survey_;
  Representatives tried_;
  std::vector<int> order_;
  std::vector<std::set<int>> touching_;  ///< By condition: the slots it depends on.
  Facts facts_;
  Scratch scratch_;
  Verdicts verdicts_;
  std::vector<bool> chosen_;  ///< By slot.
  std::size_t tries_ = 0;
};

}  // namespace

FoundCase find_case(const std::vector<Condition>& conditions, const Schema& schema,
                    const CaseTest& wanted, const CaseScope& scope) {
  return Hunt(conditions, schema, wanted, scope).run();
}

}  // namespace termijn::rules
