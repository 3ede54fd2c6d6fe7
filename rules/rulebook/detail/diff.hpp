#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/rulebook/diff.hpp"

namespace termijn::rules::amend {

/// Two rulebooks and what was found to differ so far.
struct Comparison {
  const Rulebook& old;
  const Rulebook& now;
  std::vector<Difference> found{};

  void add(Difference difference) { found.push_back(std::move(difference)); }
};

// One function a part of the rulebook, in the order in which people read it.
void compare_names(Comparison& comparison);        ///< `[call]`, `[region]`
void compare_time(Comparison& comparison);         ///< `[time]`, `[anchors]`
void compare_timeline(Comparison& comparison);     ///< `[timeline]`
void compare_lists(Comparison& comparison);        ///< channels, challenges, facts
void compare_definitions(Comparison& comparison);  ///< named rules, tables
void compare_rules(Comparison& comparison);        ///< requirements
void compare_scoring(Comparison& comparison);      ///< criteria, `[scoring]`
void compare_workflow(Comparison& comparison);     ///< `[workflow]`
/// What no function above says anything of, as it is written.
void compare_rest(Comparison& comparison);

/// What became of one condition.
struct RuleChange {
  Difference::Kind kind = Difference::Kind::changed;
  Effect effect = Effect::other;
  std::string note;         ///< How the two compare, in words; may be empty.
  bool same_words = false;  ///< It differs by the named rules that it uses.
  std::vector<std::pair<std::string, std::string>> example;
};

/// `from 'A' to 'B'` with how they compare, or that the words stay while the meaning changes.
std::string change_words(const Comparison& comparison, const RuleChange& change,
                         const Condition& was, const Condition& is);

/// How two conditions over the facts `was_facts` and `is_facts` compare; nothing where
/// they are written alike. A condition that asks for more is stricter.
std::optional<RuleChange> compare(const Comparison& comparison, const Condition& was,
                                  const Schema& was_facts, const Condition& is,
                                  const Schema& is_facts);

/// The keys of a table, as the resolved rulebook has them, with their values as TOML. Of a
/// value of several lines: its first.
std::map<std::string, std::string> settings_of(const Rulebook& book, const std::string& section);

/// A rule's own words on one line.
std::string words_of(const Rulebook& book, Span span);

/// `a, b and c`
std::string listed(const std::vector<std::string>& words);

/// Matches the items of two lists by id: `gone(item)`, `come(item)`, `both(item, item)`,
/// those of the old list first.
template <typename Item, typename Id, typename Gone, typename Come, typename Both>
void match(const std::vector<Item>& old, const std::vector<Item>& now, Id id, Gone gone, Come come,
           Both both) {
  const auto find = [&](const std::vector<Item>& items, const Item& wanted) {
    return std::find_if(items.begin(), items.end(),
                        [&](const Item& item) { return id(item) == id(wanted); });
  };
  for (const Item& item : old) {
    const auto at = find(now, item);
    at == now.end() ? gone(item) : both(item, *at);
  }
  for (const Item& item : now) {
    if (find(old, item) == old.end()) come(item);
  }
}

}  // namespace termijn::rules::amend
