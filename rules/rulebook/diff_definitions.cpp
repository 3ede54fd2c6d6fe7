// What an amendment does to named rules and decision tables.
#include <fmt/format.h>

#include "rules/rulebook/detail/diff.hpp"

namespace termijn::rules::amend {
namespace {

using Kind = Difference::Kind;
using DefinitionPtr = std::shared_ptr<const Definition>;

void add(Comparison& comparison, Difference difference, const char* section,
         const std::string& name) {
  difference.section = section;
  difference.what = name;
  comparison.add(std::move(difference));
}

// ---- named rules ----

/// Those that are no tables.
std::vector<DefinitionPtr> named_rules(const Rulebook& book) {
  std::vector<DefinitionPtr> rules;
  for (const auto& definition : book.facts.definitions) {
    const bool table = std::any_of(book.tables.begin(), book.tables.end(),
                                   [&](const auto& one) { return one.name == definition->name; });
    if (!table && definition->rule) rules.push_back(definition);
  }
  return rules;
}

void compare_named(Comparison& comparison, const Definition& was, const Definition& is) {
  const auto tell = [&](Kind kind, std::string sentence, Effect effect) {
    add(comparison,
        {.kind = kind,
         .section = {},
         .what = {},
         .was = was.rule->span(),
         .is = is.rule->span(),
         .sentence = std::move(sentence),
         .effect = effect},
        "rule", is.name);
  };
  if (const auto change =
          compare(comparison, *was.rule, comparison.old.facts, *is.rule, comparison.now.facts)) {
    // Whether more is asked of anybody depends on the rules that use it.
    const bool same = change->effect == Effect::same;
    tell(change->kind,
         fmt::format("the named rule '{}' {}", is.name,
                     change_words(comparison, *change, *was.rule, *is.rule)),
         same ? Effect::same : Effect::other);
    comparison.found.back().example = change->example;
  }
  if (was.because == is.because) return;
  tell(Kind::reworded,
       fmt::format("what is said of the named rule '{}' changes from '{}' to '{}'", is.name,
                   was.because, is.because),
       Effect::same);
}

void compare_all_named(Comparison& comparison) {
  const auto one = [&](const DefinitionPtr& definition, Kind kind) {
    const bool added = kind == Kind::added;
    const auto span = std::optional(definition->rule->span());
    add(comparison,
        {.kind = kind,
         .section = {},
         .what = {},
         .was = added ? std::nullopt : span,
         .is = added ? span : std::nullopt,
         .sentence =
             fmt::format("the named rule '{}' is {}: '{}'", definition->name, to_string(kind),
                         words_of(added ? comparison.now : comparison.old, *span))},
        "rule", definition->name);
  };
  match(
      named_rules(comparison.old), named_rules(comparison.now),
      [](const DefinitionPtr& definition) { return definition->name; },
      [&](const DefinitionPtr& gone) { one(gone, Kind::dropped); },
      [&](const DefinitionPtr& come) { one(come, Kind::added); },
      [&](const DefinitionPtr& was, const DefinitionPtr& is) {
        compare_named(comparison, *was, *is);
      });
}

// ---- tables ----

/// A row as it is written, with where.
struct Row {
  std::string words;
  Span span;
};

std::vector<Row> rows_of(const Rulebook& book, const DecisionTable& table) {
  std::vector<Row> rows;
  for (const auto& row : table.rows) rows.push_back({words_of(book, row.span), row.span});
  if (table.otherwise) {
    const auto span = table.otherwise->span();
    rows.push_back({"otherwise " + words_of(book, span), span});
  }
  return rows;
}

std::string inputs_of(const Rulebook& book, const DecisionTable& table) {
  std::vector<std::string> inputs;
  for (const auto& input : table.inputs) inputs.push_back(words_of(book, input.span()));
  return listed(inputs);
}

std::string_view policy_words(TablePolicy policy) {
  return policy == TablePolicy::first ? "its first row that holds" : "its one row that holds";
}

void compare_table(Comparison& comparison, const DecisionTable& was, const DecisionTable& is) {
  const auto tell = [&](Kind kind, std::optional<Span> before, std::optional<Span> after,
                        std::string sentence) {
    add(comparison,
        {.kind = kind,
         .section = {},
         .what = {},
         .was = before,
         .is = after,
         .sentence = fmt::format("the table '{}' {}", is.name, sentence)},
        "table", is.name);
  };
  const auto inputs = inputs_of(comparison.now, is);
  if (inputs != inputs_of(comparison.old, was)) {
    tell(Kind::changed, was.span, is.span,
         fmt::format("asks for {} instead of {}", inputs, inputs_of(comparison.old, was)));
  }
  if (was.policy != is.policy) {
    tell(Kind::changed, was.span, is.span,
         fmt::format("says what {} gives instead of {}", policy_words(is.policy),
                     policy_words(was.policy)));
  }
  const auto before = rows_of(comparison.old, was);
  const auto after = rows_of(comparison.now, is);
  const auto told = comparison.found.size();
  match(
      before, after, [](const Row& row) { return row.words; },
      [&](const Row& gone) {
        tell(Kind::dropped, gone.span, {}, fmt::format("loses the row {}", gone.words));
      },
      [&](const Row& come) {
        tell(Kind::added, {}, come.span, fmt::format("gets the row {}", come.words));
      },
      [](const auto&, const auto&) {});
  const bool moved = !std::equal(before.begin(), before.end(), after.begin(), after.end(),
                                 [](const Row& a, const Row& b) { return a.words == b.words; });
  if (!moved || comparison.found.size() > told) return;
  tell(is.policy == TablePolicy::first ? Kind::changed : Kind::reworded, was.span, is.span,
       "has its rows in another order");
}

void compare_tables(Comparison& comparison) {
  const auto one = [&](const DecisionTable& table, Kind kind) {
    const bool added = kind == Kind::added;
    const auto span = std::optional(table.span);
    add(comparison,
        {.kind = kind,
         .section = {},
         .what = {},
         .was = added ? std::nullopt : span,
         .is = added ? span : std::nullopt,
         .sentence = fmt::format("the table '{}' is {}", table.name, to_string(kind))},
        "table", table.name);
  };
  match(
      comparison.old.tables, comparison.now.tables,
      [](const DecisionTable& table) { return table.name; },
      [&](const DecisionTable& gone) { one(gone, Kind::dropped); },
      [&](const DecisionTable& come) { one(come, Kind::added); },
      [&](const DecisionTable& was, const DecisionTable& is) {
        compare_table(comparison, was, is);
      });
}

}  // namespace

void compare_definitions(Comparison& comparison) {
  compare_tables(comparison);
  compare_all_named(comparison);
}

}  // namespace termijn::rules::amend
