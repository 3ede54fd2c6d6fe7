#pragma once

#include <string>
#include <vector>

#include "rules/language/condition/cases.hpp"
#include "rules/rulebook/rulebook.hpp"

namespace termijn::rules::proof {

/// Where proofs stand on: a rulebook, and what its facts can be.
struct Ground {
  const Rulebook& book;
  CaseScope scope;
  Diagnostics& diagnostics;

  explicit Ground(const Rulebook& rulebook, Diagnostics& found);
};

/// Conditions with the rules behind the facts of the procedure that they ask for.
/// The verdicts of the conditions come first.
struct Question {
  std::vector<Condition> conditions;
  CaseScope scope;
};

/// `every requirement holds`, `score passes` and `reviewed` follow from other facts;
/// where the conditions ask for those as well, so must the search.
Question question(const Ground& ground, std::vector<Condition> conditions);

/// The same with every fact recorded, every step taken that takes time (the review,
/// the pitch) and every planned event happened.
Question settled_question(const Ground& ground, std::vector<Condition> conditions);

/// True when the first verdicts are these, false as soon as one is not.
CaseTest verdicts_are(std::vector<bool> wanted);

/// The case in which an exception, and nothing else, makes a rule hold: the rule
/// without its exceptions, those before this one, and this one, with what each must
/// come out as.
struct Wanted {
  std::vector<Condition> conditions;
  std::vector<bool> wanted;
};
Wanted exception_question(const Condition& rule, std::size_t which);

/// The cases that a row of a table speaks for: under `first`, what the rows above leave.
Wanted row_question(const DecisionTable& table, std::size_t row);

FoundCase look_for(const Ground& ground, const Question& question, const CaseTest& wanted);

/// A ready `[[example]]` of the rules (`requirement`, `transition`, …) by these ids.
/// Empty when the case cannot be written as one.
std::string example_text(const Rulebook& book, const std::string& kind,
                         const std::vector<std::string>& ids, const FoundCase& found,
                         const std::string& verdict);

/// A ready example of a table with what a row says in that case.
std::string table_example(const Rulebook& book, const DecisionTable& table, const FoundCase& found,
                          std::size_t row);

/// `a value as an example gives it`.
std::string toml_of(const Value& value, const FactDeclaration& fact, const Zone& zone);

void check_requirements(Ground& ground);
void check_exceptions(Ground& ground);
void check_tables(Ground& ground);
void check_timeline(Ground& ground);
void check_transitions(Ground& ground);
void check_coverage(Ground& ground);

}  // namespace termijn::rules::proof
