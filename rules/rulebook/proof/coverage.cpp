// Which rules no example shows, with the example that would.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "rules/rulebook/facts.hpp"
#include "rules/rulebook/proof/detail/ground.hpp"

namespace termijn::rules::proof {
namespace {

/// The facts of the procedure itself: an example of `when reviewed` tells nobody
/// anything.
bool is_procedure(const Rulebook& book, int slot) {
  static constexpr std::array<Fact, 8> facts{
      Fact::reviewed, Fact::scorecards,        Fact::pitched,      Fact::outcome,
      Fact::versions, Fact::requirements_hold, Fact::score_passes, Fact::score_total};
  const std::string& name = book.facts.facts[static_cast<std::size_t>(slot)].name;
  return book.milestone(name) || std::any_of(facts.begin(), facts.end(), [&](Fact fact) {
           return static_cast<int>(fact) == slot;
         });
}

bool only_procedure(const Rulebook& book, const Condition& condition) {
  return std::all_of(condition.slots().begin(), condition.slots().end(),
                     [&](int slot) { return is_procedure(book, slot); });
}

/// Whether each condition comes out as it must.
auto all_come_out(const std::vector<Condition>& conditions, const std::vector<bool>& wanted) {
  return [&conditions, &wanted](const Facts& facts) {
    for (std::size_t at = 0; at < conditions.size(); ++at) {
      if (truth(evaluate(conditions[at], facts).value) != wanted[at]) return false;
    }
    return true;
  };
}

// A long table is not shown whole.
constexpr std::size_t most_examples = 5;

class Coverage {
 public:
  explicit Coverage(Ground& ground) : ground_(ground) {}

  void check() {
    for (const Requirement& requirement : ground_.book.requirements) {
      rule(Example::Of::requirement, "requirement", requirement.id, requirement.rule);
      exceptions(Example::Of::requirement, "requirement", requirement.id, requirement.rule);
    }
    for (const auto& definition : ground_.book.facts.definitions) {
      if (definition->rule) named(definition->name, *definition->rule);
    }
    for (const DecisionTable& one : ground_.book.tables) table(one);
    for (const Transition& transition : ground_.book.flow.transitions) {
      if (!transition.when || only_procedure(ground_.book, *transition.when)) continue;
      rule(Example::Of::transition, "transition", transition.id, *transition.when);
    }
  }

 private:
  bool shown(Example::Of of, const std::string& id, const Condition& rule, bool verdict) const {
    return any_of(
        of, id, [&](const Facts& facts) { return truth(evaluate(rule, facts).value) == verdict; });
  }

  void rule(Example::Of of, const std::string& kind, const std::string& id, const Condition& rule) {
    const bool holds = shown(of, id, rule, true);
    const bool fails = shown(of, id, rule, false);
    if (holds && fails) return;
    std::string examples;
    for (const bool verdict : {true, false}) {
      if (verdict ? holds : fails) continue;
      const std::string text = example_of(kind, id, rule, verdict);
      if (!text.empty()) examples += (examples.empty() ? "" : "\n") + text;
    }
    // What can never hold, or never fail, is told by itself.
    if (examples.empty()) return;
    const bool neither = !holds && !fails;
    report(neither ? Severity::warning : Severity::note, neither ? "W0503" : "N0506",
           neither ? fmt::format("no example shows what '{}' means", id)
                   : fmt::format("no example shows when '{}' {}", id, holds ? "fails" : "holds"),
           rule.span(), "add what you expect, such as:\n" + examples);
  }

  void named(const std::string& id, const Condition& condition) {
    const auto& tables = ground_.book.tables;
    const bool is_table = std::any_of(tables.begin(), tables.end(),
                                      [&](const DecisionTable& one) { return one.name == id; });
    if (is_table) return;
    if (condition.type() == Type::truth) {
      rule(Example::Of::rule, "rule", id, condition);
      exceptions(Example::Of::rule, "rule", id, condition);
    } else if (!any_of(Example::Of::rule, id, [](const Facts&) { return true; })) {
      report(Severity::warning, "W0503", fmt::format("no example shows what '{}' means", id),
             condition.span(), "add an [[example]] with facts and what it 'gives'");
    }
  }

  /// Where an exception is all that makes the rule hold.
  void exceptions(Example::Of of, const std::string& kind, const std::string& id,
                  const Condition& condition) {
    for (std::size_t i = 0; i < condition.exceptions().size(); ++i) {
      const auto [conditions, wanted] = exception_question(condition, i);
      if (any_of(of, id, all_come_out(conditions, wanted))) continue;
      const auto found = look_for(ground_, question(ground_, conditions), verdicts_are(wanted));
      if (found.search != Search::found) continue;
      report(Severity::note, "N0506", fmt::format("no example shows this exception of '{}'", id),
             condition.exceptions()[i].span,
             "add what you expect, such as:\n" +
                 example_text(ground_.book, kind, {id}, found, "holds"));
    }
  }

  /// Each row that can apply, by itself.
  void table(const DecisionTable& one) {
    std::string examples;
    std::size_t missing = 0;
    const DecisionTable::Row* first = nullptr;
    for (std::size_t row = 0; row < one.rows.size(); ++row) {
      const auto [conditions, wanted] = row_question(one, row);
      if (any_of(Example::Of::table, one.name, all_come_out(conditions, wanted))) continue;
      const auto found = look_for(ground_, question(ground_, conditions), verdicts_are(wanted));
      if (found.search != Search::found) continue;
      if (++missing <= most_examples) {
        examples += (examples.empty() ? "" : "\n") + table_example(ground_.book, one, found, row);
      }
      if (!first) first = &one.rows[row];
    }
    if (!first) return;
    const bool none = missing == one.rows.size();
    report(none ? Severity::warning : Severity::note, none ? "W0503" : "N0506",
           none ? fmt::format("no example shows what '{}' means", one.name)
                : fmt::format("no example shows {} of the rows of '{}'", missing, one.name),
           none ? one.span : first->span, "add what you expect, such as:\n" + examples);
  }

  template <typename Test>
  bool any_of(Example::Of of, const std::string& id, Test test) const {
    const auto& examples = ground_.book.examples;
    // Whoever tries a requirement tries the rules and tables that it uses.
    const bool is_shared = of == Example::Of::rule || of == Example::Of::table;
    return std::any_of(examples.begin(), examples.end(), [&](const Example& example) {
      const bool of_it = example.of == of && example.id == id;
      return (of_it || is_shared) && test(example.facts);
    });
  }

  void report(Severity severity, std::string code, std::string message, Span span,
              std::string help) {
    ground_.diagnostics.push_back(
        {severity, std::move(code), std::move(message), {span, ""}, {}, std::move(help)});
  }

  std::string example_of(const std::string& kind, const std::string& id, const Condition& rule,
                         bool verdict) const {
    const auto found = look_for(ground_, question(ground_, {rule}), verdicts_are({verdict}));
    if (found.search != Search::found) return {};
    return example_text(ground_.book, kind, {id}, found, verdict ? "holds" : "fails");
  }

  Ground& ground_;
};

}  // namespace

void check_coverage(Ground& ground) { Coverage(ground).check(); }

}  // namespace termijn::rules::proof
