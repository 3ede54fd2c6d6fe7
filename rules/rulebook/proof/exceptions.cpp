// `except when`: exceptions that never make a difference.
#include <algorithm>

#include <fmt/format.h>

#include "rules/rulebook/proof/detail/ground.hpp"

namespace termijn::rules::proof {
namespace {

class Exceptions {
 public:
  explicit Exceptions(Ground& ground) : ground_(ground) {}

  void check(const std::string& id, const Condition& rule) {
    for (std::size_t i = 0; i < rule.exceptions().size(); ++i) check(id, rule, i);
  }

 private:
  void check(const std::string& id, const Condition& rule, std::size_t which) {
    const auto [conditions, wanted] = exception_question(rule, which);
    const Question alone = question(ground_, {conditions.back()});
    const Span span = rule.exceptions()[which].span;
    if (look_for(ground_, alone, verdicts_are({true})).search == Search::none) {
      return warn(id, span, "can never apply", "no facts make it true; mend it, or leave it out");
    }
    const auto needed =
        look_for(ground_, question(ground_, conditions), verdicts_are(wanted)).search;
    if (needed != Search::none) return;
    warn(id, span, "changes nothing",
         "whenever it applies, the rule holds without it; mend it, or leave it out");
  }

  void warn(const std::string& id, Span span, std::string_view what, std::string help) {
    ground_.diagnostics.push_back({Severity::warning,
                                   "W0512",
                                   fmt::format("this exception of '{}' {}", id, what),
                                   {span, ""},
                                   {},
                                   std::move(help)});
  }

  Ground& ground_;
};

}  // namespace

Wanted exception_question(const Condition& rule, std::size_t which) {
  Wanted asked{{without_exceptions(rule)}, {false}};
  for (std::size_t i = 0; i <= which; ++i) {
    asked.conditions.push_back(part_of(rule, rule.exceptions()[i].part));
    asked.wanted.push_back(i == which);
  }
  return asked;
}

void check_exceptions(Ground& ground) {
  Exceptions exceptions(ground);
  for (const Requirement& requirement : ground.book.requirements) {
    exceptions.check(requirement.id, requirement.rule);
  }
  for (const auto& definition : ground.book.facts.definitions) {
    if (definition->rule) exceptions.check(definition->name, *definition->rule);
  }
}

}  // namespace termijn::rules::proof
