#pragma once

#include <string>
#include <vector>

namespace termijn::rules {

/// A rule in normal form: one blank between words, one spelling a keyword, a sign
/// where a sign was written and a word where a word was, brackets only where the
/// meaning needs them. Texts, numbers and the names that a rulebook gives stay.
struct Printed {
  /// The rule, cut where a line may end; on one line a blank stands between the
  /// parts. Of a flow: its lines, comments and empty ones included.
  std::vector<std::string> parts;
  /// What the rule says, whatever words and layout it is written in: two rules
  /// have one shape when they are read to the same tree. For comparison only.
  std::string shape;
};

/// The parts with `between` between them.
std::string joined(const Printed& rule, const std::string& between = " ");

}  // namespace termijn::rules
