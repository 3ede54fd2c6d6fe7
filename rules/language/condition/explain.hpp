#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/language/condition/condition.hpp"
#include "rules/source.hpp"

namespace termijn::rules {

/// What a part of a rule did for the answer.
enum class Ground {
  held,
  failed,
  unknown,
  /// The answer does not depend on it: what is beside a part that settles an `or`, and
  /// what is unknown beside a part that settles an `and`.
  not_needed,
};

/// One part of a rule with how it came out and why: a tree, the whole rule at its root.
struct Reason {
  Span span;          ///< Where it stands; of a named rule, in that rule's own place.
  std::string words;  ///< As it is written, on one line.
  /// Of a named rule or table that gives a value and no verdict: `held` once it is known.
  Ground ground = Ground::unknown;
  std::optional<bool> holds;  ///< How it came out by itself, also where it was not needed.
  /// What it looked at, by name or, where it was computed, by its words; `unknown` is a value.
  /// Of a part with parts of its own: empty, but for the list of a condition on a list.
  std::vector<std::pair<std::string, std::string>> facts;
  /// Of a condition on a list: `2 of 3`, with how many are unknown. Of a row of a table:
  /// what it gives. Of a value: which. Of one whose arithmetic has no result: why.
  std::string note;
  std::string because;  ///< Of an exception: what is said when it applies.
  int element = 0;      ///< Of a test on one element of a list: which, from 1.
  std::vector<Reason> parts;
};

/// Why `condition` came out as it did over `facts`: conjunct by conjunct; a condition on a
/// list with the elements that settled it, at most five of them; a named rule with its own
/// parts, a table row by row, an exception with its reason. `schema` is the one that
/// it was compiled with, `sources` holds its text. Pure.
Reason explain(const Condition& condition, const Facts& facts, const Schema& schema,
               const Sources& sources);

/// `held`, `failed`, `unknown`, `not needed`
std::string_view to_string(Ground ground);

}  // namespace termijn::rules
