#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rules/diagnostic.hpp"
#include "rules/language/words.hpp"
#include "rules/rulebook/rulebook.hpp"

namespace termijn::rules {

/// A rule that reads otherwise than it did.
struct RewrittenRule {
  std::string key;    ///< `scoring.pass`, `requirement.rule`
  Span span;          ///< What stood between its quotes.
  std::string after;  ///< What stands there now.
};

/// One file with its rules in normal form. All but the stretches between the
/// quotes of rules is what it was, byte for byte.
struct Rewritten {
  std::shared_ptr<Sources> sources;
  std::optional<std::string> text;  ///< Empty when the file is not there or is no TOML.
  std::vector<RewrittenRule> changed;
  /// What is wrong with the file, and with each rule that was left as it is.
  Diagnostics diagnostics;
};

/// Writes the rules of one file in normal form and in the language `to`; `any`
/// keeps the language of each word. Moments are the addendum's own words and stay,
/// and so do all texts for people. A rule that stands on several lines does so
/// afterwards. Before this returns, the new text was read again: each rule has the
/// tree it had, and nothing else differs. With a language, the layers below are
/// read as well, since the facts that they declare are names of the rulebook.
Rewritten rewrite_rules(const std::string& file, const FileSource& files, Language to);

/// Whether two rulebooks decide alike: their rules are compiled to the same
/// programs, whatever the words and the layout.
bool same_rules(const Rulebook& one, const Rulebook& other);

}  // namespace termijn::rules
