#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/language/print.hpp"
#include "rules/language/value.hpp"
#include "rules/language/words.hpp"
#include "rules/rulebook/detail/fields.hpp"

namespace termijn::rules::book {

/// A text of a rulebook that is a rule: where it stands and in which language of
/// rules it is written, by the word of `x-termijn-rule`.
struct RuleText {
  std::string key;
  std::string kind;
  Node* node = nullptr;
};

/// The rules in the tree of one file, as the schema marks them.
std::vector<RuleText> rule_texts(Node& root);

/// The names that rules may use, with their Dutch aliases.
struct RuleNames {
  Schema facts;
  Schema score;  ///< Of `pass`.
};

/// Those of every rulebook and those that `root`, a file with or without the
/// layers below it, declares.
RuleNames names_of(const Node& root);

/// Prints a rule of this kind; see `print_condition` and its like.
std::optional<Printed> print_rule(const std::string& kind, const Excerpt& text,
                                  const RuleNames& names, Language to, Diagnostics& diagnostics);

}  // namespace termijn::rules::book
