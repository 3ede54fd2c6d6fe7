#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/language/condition/condition.hpp"

namespace termijn::rules {

/// A fact that follows from others, such as `every requirement holds`. It is
/// worked out, never tried.
struct DerivedFact {
  int slot = -1;
  std::vector<int> from;  ///< The slots that it looks at.
  /// Its value over facts of which some may be unknown; unknown while they leave it open.
  std::function<Value(const Facts&)> value;
};

/// The least and the most that a number can be.
struct NumberRange {
  std::optional<Number> least;
  std::optional<Number> most;
  bool whole = false;  ///< A count: nothing lies between 1 and 2.
};

/// What is known about the facts beforehand.
struct CaseScope {
  Facts fixed{};  ///< Those that are known here are never varied.
  /// Slots that can hold nothing but these; an unknown value among them means
  /// that the fact may be missing.
  std::map<int, std::vector<Value>> only{};
  std::map<int, NumberRange> ranges{};
  std::vector<DerivedFact> derived{};
  /// Nothing that is open may be missing, whether or not the rules ask `is known`.
  bool all_known = false;
  /// How often the conditions are evaluated before the search gives up.
  std::size_t most_tries = 50'000;
};

/// The values worth trying for each slot that the conditions ask for and the
/// scope leaves open: on, just below and just above each bound that it is held
/// against (a count steps by 1, money and percentages by 1/100, dates by a day,
/// instants by a second), the texts that are named and one other, the choices of
/// an enumeration, true and false, and of lists the empty one, those of one
/// element and those round each count that is asked. Facts that are held against
/// each other get values that make them equal, less and more.
struct Representatives {
  std::map<int, std::vector<Value>> values;
  /// Whether trying all of them tries every case that the conditions tell apart.
  /// Not when a comparison multiplies or divides facts, or holds three against
  /// one another: then a search that finds nothing proves nothing.
  bool exhaustive = true;
};
Representatives representative_values(const std::vector<Condition>& conditions,
                                      const Schema& schema, const CaseScope& scope = {});

/// Kleene's verdicts of the conditions, in their order; empty is unknown.
using Verdicts = std::vector<std::optional<bool>>;
/// What is asked of a case. It must not change its mind when an unknown verdict
/// becomes known: it answers only what every such change leaves standing.
using CaseTest = std::function<std::optional<bool>(const Verdicts&)>;

enum class Search {
  found,
  none,     ///< There is no such case.
  gave_up,  ///< None was found, and that proves nothing: see `Representatives` and `most_tries`.
};

struct FoundCase {
  Search search = Search::none;
  /// The fixed facts, those the case needs, and what is derived from them. All
  /// others are unknown and do not matter.
  Facts facts;
  std::vector<int> chosen;  ///< The slots that the case needs beside the fixed ones, ascending.
  std::size_t tries = 0;
};

/// Looks for facts under which `wanted` is true, by backtracking over the
/// representative values; whatever is found is confirmed by `evaluate`. The same
/// conditions give the same case every time.
FoundCase find_case(const std::vector<Condition>& conditions, const Schema& schema,
                    const CaseTest& wanted, const CaseScope& scope = {});

/// A part of a condition (an index into `parts`, not inside a quantifier) as a
/// condition by itself.
Condition part_of(const Condition& condition, int part);
/// The rule itself, without what its exceptions add.
Condition without_exceptions(const Condition& rule);

/// One fact that would have to be otherwise.
struct FactChange {
  int slot = -1;
  Value from;  ///< Unknown: it would have to be recorded.
  Value to;
};

struct SmallestChange {
  Search search = Search::none;
  std::vector<FactChange> changes;  ///< By slot; empty as well when `wanted` holds already.
  std::size_t tries = 0;
};

/// The fewest facts to change, three at most, for `wanted` to come true of
/// `facts`; among those, the values nearest to what the facts are now. The
/// scope's fixed facts are those that cannot change.
SmallestChange smallest_change(const std::vector<Condition>& conditions, const Facts& facts,
                               const Schema& schema, const CaseTest& wanted,
                               const CaseScope& scope = {});
/// The same for one condition that must come out as `wanted`.
SmallestChange smallest_change(const Condition& condition, const Facts& facts, const Schema& schema,
                               bool wanted, const CaseScope& scope = {});

}  // namespace termijn::rules
