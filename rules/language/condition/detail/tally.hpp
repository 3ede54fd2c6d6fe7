#pragma once

#include <optional>

#include "rules/language/condition/detail/program.hpp"

namespace termijn::rules {

inline std::optional<bool> negated(std::optional<bool> value) {
  if (value) value = !*value;
  return value;
}

/// How many elements of a list pass a test, as far as it is known.
struct Tally {
  int yes = 0;
  int no = 0;
  int open = 0;

  void add(std::optional<bool> answer) { ++(answer ? (*answer ? yes : no) : open); }

  /// What the quantifier says if the list ends here; empty while it is open.
  std::optional<bool> answer(Op op, int wanted) const {
    switch (op) {
      case Op::every:
        if (no > 0) return false;
        break;
      case Op::none:
        return negated(counted(1));
      case Op::any:
        return counted(1);
      case Op::so_many_at_least:
        return counted(wanted);
      default:
        return negated(counted(wanted + 1));
    }
    return open > 0 ? std::nullopt : std::optional(true);
  }

  /// Whether more elements cannot change the answer.
  bool settled(Op op, int wanted) const {
    switch (op) {
      case Op::every:
        return no > 0;
      case Op::any:
      case Op::none:
        return yes > 0;
      case Op::so_many_at_least:
        return yes >= wanted;
      default:
        return yes > wanted;
    }
  }

 private:
  std::optional<bool> counted(int wanted) const {
    if (yes >= wanted) return true;
    return yes + open < wanted ? std::optional(false) : std::nullopt;
  }
};

}  // namespace termijn::rules
