// The fewest facts to change for a verdict to come out otherwise.
#include <algorithm>
#include <cstdlib>

#include "rules/language/condition/detail/pools.hpp"

namespace termijn::rules {
namespace {

// Whoever must change four facts has written another candidature.
constexpr std::size_t most_changes = 3;
constexpr std::size_t most_values = 24;

/// A value that a slot could get, and how far that is from what it is now.
struct Step {
  Value to;
  double far = 0;
};

double plain(const Number& number) {
  return static_cast<double>(number.top()) / static_cast<double>(number.bottom());
}

/// How many elements must be struck out and put in.
template <typename List>
double unlike(const List& from, List to) {
  double struck = 0;
  for (const auto& one : from) {
    const auto same = std::find(to.begin(), to.end(), one);
    if (same == to.end()) {
      ++struck;
    } else {
      to.erase(same);
    }
  }
  return struck + static_cast<double>(to.size());
}

/// Of one kind only comparable among themselves: days in months, numbers in
/// shares of what they are.
double distance(const Value& from, const Value& to) {
  constexpr double month = 30;
  const auto a = cases::coordinate(from);
  const auto b = cases::coordinate(to);
  if (a && b) {
    const double gap = std::abs(plain(*a) - plain(*b));
    if (std::holds_alternative<Date>(from.data)) return gap / month;
    if (!std::holds_alternative<Number>(from.data) && !std::holds_alternative<Period>(from.data)) {
      return gap / (month * 86'400);
    }
    return gap / std::max(1.0, std::abs(plain(*a)));
  }
  using Numbers = std::vector<Number>;
  using Texts = std::vector<std::string>;
  const auto* numbers = std::get_if<Numbers>(&from.data);
  const auto* texts = std::get_if<Texts>(&from.data);
  if (numbers && to.known()) return unlike(*numbers, std::get<Numbers>(to.data));
  if (texts && to.known()) return unlike(*texts, std::get<Texts>(to.data));
  return 1;
}

class Changer {
 public:
  Changer(const std::vector<Condition>& conditions, const Facts& facts, const Schema& schema,
          const CaseTest& wanted, const CaseScope& scope)
      : conditions_(conditions), wanted_(wanted), scope_(scope), facts_(facts) {
    facts_.resize(std::max(facts_.size(), schema.facts.size()));
    const auto tried = cases::representatives(conditions, schema, scope, facts_);
    exhaustive_ = tried.exhaustive;
    for (const auto& [slot, values] : tried.values) add_steps(slot, values);
  }

  SmallestChange run() {
    SmallestChange result;
    result.search = Search::found;
    if (holds()) return result;
    for (std::size_t count = 1; count <= most_changes && best_.empty(); ++count) {
      pick(0, count, 0);
    }
    result.tries = tries_;
    if (best_.empty()) {
      const bool proved =
          exhaustive_ && tries_ < scope_.most_tries && steps_.size() <= most_changes;
      result.search = proved ? Search::none : Search::gave_up;
    }
    result.changes = best_;
    return result;
  }

 private:
  void add_steps(int slot, const std::vector<Value>& values) {
    const Value& now = facts_[static_cast<std::size_t>(slot)];
    std::vector<Step> steps;
    for (const Value& value : values) {
      if (value.known() && !(value == now)) steps.push_back({value, distance(now, value)});
    }
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Step& a, const Step& b) { return a.far < b.far; });
    if (steps.size() > most_values) {
      steps.resize(most_values);
      exhaustive_ = false;
    }
    if (!steps.empty()) steps_.emplace_back(slot, std::move(steps));
  }

  bool holds() {
    ++tries_;
    cases::derive(scope_, facts_);
    Verdicts verdicts;
    for (const Condition& condition : conditions_) {
      verdicts.push_back(truth(evaluate(condition, facts_).value));
    }
    return wanted_(verdicts) == true;
  }

  /// Changes `count` more of the slots from `first` on.
  void pick(std::size_t first, std::size_t count, double far) {
    if (count == 0) {
      if (holds()) keep(far);
      return;
    }
    for (std::size_t i = first; i + count <= steps_.size(); ++i) {
      const auto& [slot, steps] = steps_[i];
      Value& fact = facts_[static_cast<std::size_t>(slot)];
      const Value now = fact;
      for (const Step& step : steps) {
        const bool further = !best_.empty() && far + step.far >= best_far_;
        if (further || tries_ >= scope_.most_tries) break;
        changes_.push_back({slot, now, step.to});
        fact = step.to;
        pick(i + 1, count - 1, far + step.far);
        changes_.pop_back();
      }
      fact = now;
    }
  }

  void keep(double far) {
    best_ = changes_;
    best_far_ = far;
  }

  const std::vector<Condition>& conditions_;
  const CaseTest& wanted_;
  const CaseScope& scope_;
  Facts facts_;
  std::vector<std::pair<int, std::vector<Step>>> steps_;  ///< By slot, the nearest first.
  std::vector<FactChange> changes_;
  std::vector<FactChange> best_;
  double best_far_ = 0;
  bool exhaustive_ = true;
  std::size_t tries_ = 0;
};

}  // namespace

SmallestChange smallest_change(const std::vector<Condition>& conditions, const Facts& facts,
                               const Schema& schema, const CaseTest& wanted,
                               const CaseScope& scope) {
  return Changer(conditions, facts, schema, wanted, scope).run();
}

SmallestChange smallest_change(const Condition& condition, const Facts& facts, const Schema& schema,
                               bool wanted, const CaseScope& scope) {
  const CaseTest test = [wanted](const Verdicts& verdicts) -> std::optional<bool> {
    if (!verdicts.front()) return std::nullopt;
    return *verdicts.front() == wanted;
  };
  return smallest_change(std::vector<Condition>{condition}, facts, schema, test, scope);
}

}  // namespace termijn::rules
