// `[scoring]` and `[selection]`.
#include <algorithm>

#include <fmt/format.h>

#include "rules/rulebook/detail/draft.hpp"

namespace termijn::rules::book {
namespace {

// More than these no call has; a slip of the keyboard has.
constexpr std::int64_t most_reviewers = 1'000;
constexpr std::int64_t most_places = 100'000;

/// A number of people, and where it is written.
std::optional<Span> span_of(const Node* value) {
  return value ? std::optional(value->span) : std::nullopt;
}

void read_least(Fields& fields, ScoringText& text) {
  const Node* reviewers = fields.optional("least-reviewers");
  text.least_reviewers = static_cast<int>(fields.whole(reviewers, 1, most_reviewers).value_or(1));
  text.least_reviewers_at = span_of(reviewers);
  const Node* scores = fields.optional("least-scores");
  text.least_scores = static_cast<int>(fields.whole(scores, 1, most_reviewers).value_or(0));
  text.least_scores_at = span_of(scores);
}

std::optional<Number> read_budget(Draft& draft, Fields& fields, const Node& value) {
  const auto text = fields.rule(&value);
  if (!text) return std::nullopt;
  const auto budget = compile_expression(*text, Schema{}, Language::any, draft.desk.diagnostics);
  if (!budget) return std::nullopt;
  const auto amount = evaluate(*budget, {}).value;
  const auto* euro = std::get_if<Number>(&amount.data);
  if (budget->type() == Type::money && euro && *euro > Number(0)) return *euro;
  draft.desk.error("E0330", "the budget is an amount of money above 0", {text->span, ""},
                   "write for example budget = '100000 euro'");
  return std::nullopt;
}

/// The fact that says how much a candidature asks.
std::optional<std::string> read_amount(Draft& draft, Fields& fields, const Node& value) {
  auto name = fields.text(&value);
  if (!name) return std::nullopt;
  std::vector<std::string> sums;
  for (const DeclaredFact& fact : draft.book.declared) {
    const Type type = fact.declaration.type;
    if (type == Type::money) sums.push_back(fact.declaration.name);
    if (fact.declaration.name != *name) continue;
    if (type == Type::money) return name;
    draft.desk.error("E0329", fmt::format("'{}' is no amount of money", *name), {value.span, ""},
                     fmt::format("declare it with type = \"money\"; it is a {}", to_string(type)));
    return std::nullopt;
  }
  const std::string near = nearest(*name, sums);
  draft.desk.error("E0328", fmt::format("no fact '{}' is declared", *name), {value.span, ""},
                   near.empty() ? "declare it: a [[fact]] with type = \"money\""
                                : fmt::format("did you mean '{}'?", near));
  return std::nullopt;
}

void read_budget_keys(Draft& draft, Fields& fields, Selection& selection) {
  const Node* amount = fields.optional("amount");
  const Node* over = fields.optional("over-budget");
  const Node* budget = fields.optional("budget");
  if (!budget) {
    for (const Node* idle : {amount, over}) {
      if (!idle) continue;
      draft.desk.error("E0331", "this says nothing without a budget", {idle->key, ""},
                       "write budget = '100000 euro', or leave it out");
    }
    return;
  }
  selection.budget = read_budget(draft, fields, *budget);
  if (!amount) {
    draft.desk.error("E0327", "nothing says how much a candidature asks of the budget",
                     {budget->span, ""}, "write amount = \"…\", the id of a fact of type money");
  } else if (const auto name = read_amount(draft, fields, *amount)) {
    selection.amount = *name;
  }
  const auto policy = fields.choice(fields.needed("over-budget"), {"stop", "skip"});
  selection.over_budget = policy == 1U ? Selection::OverBudget::skip : Selection::OverBudget::stop;
}

bool asks_a_score(const Condition& condition, const Schema& facts) {
  return std::any_of(condition.slots().begin(), condition.slots().end(), [&](int slot) {
    return facts.facts[static_cast<std::size_t>(slot)].name.starts_with("score.");
  });
}

}  // namespace

void compile_scoring(Draft& draft) {
  const Node& table = section(draft, "scoring", draft.root.find("criterion") != nullptr);
  if (!draft.root.find("scoring")) return;
  Fields fields(table, "[scoring]", draft.desk);
  ScoringText text;
  text.total = fields.rule(fields.needed("total"));
  text.per_reviewer = fields.rule(fields.needed("per-reviewer"));
  text.normalised = fields.rule(fields.optional("normalised"));
  text.rounding = fields.rule(fields.optional("rounding"));
  text.divergence = fields.rule(fields.optional("divergence"));
  text.pass = fields.rule(fields.optional("pass"));
  text.rank = fields.rule(fields.needed("rank"));
  read_least(fields, text);
  fields.finish();
  // A missing text is reported already; a second fault would say the same.
  if (!text.total || !text.per_reviewer || !text.rank) return;
  auto scoring = rules::compile_scoring(text, draft.book.scoring.criteria, Language::any,
                                        draft.desk.diagnostics);
  if (scoring) draft.book.scoring = std::move(*scoring);
}

void compile_selection(Draft& draft) {
  const Node& table = section(draft, "selection", false);
  if (!draft.root.find("selection")) return;
  Fields fields(table, "[selection]", draft.desk);
  Selection selection;
  const Node* places = fields.optional("places");
  if (const auto read = fields.whole(places, 1, most_places)) {
    selection.places = static_cast<int>(*read);
  }
  const auto reserve = fields.whole(fields.optional("reserve"), 0, most_places);
  selection.reserve = static_cast<int>(reserve.value_or(0));
  read_budget_keys(draft, fields, selection);
  fields.finish();
  if (!places && !table.find("budget")) {
    draft.desk.error("E0326", "this does not say how many are selected", {table.span, ""},
                     "write places = 3, or budget = '100000 euro'");
  }
  if (!draft.root.find("criterion")) {
    draft.desk.error("E0332", "there is nothing to select by", {table.span, ""},
                     "selecting follows the rank of the scores: declare a [[criterion]]");
  }
  draft.book.selection = std::move(selection);
}

void check_normalised(Draft& draft) {
  if (draft.book.scoring.normalisation == Normalisation::none) return;
  const auto check = [&](const Condition& condition) {
    if (!asks_a_score(condition, draft.book.facts)) return;
    draft.desk.error("E0322", "a normalised score is not known while candidatures move on",
                     {condition.span(), "this asks for it"},
                     "it is known to 'termijn rank' once all reviews are in: let a person decide");
  };
  for (const Requirement& requirement : draft.book.requirements) check(requirement.rule);
  for (const Transition& transition : draft.book.flow.transitions) {
    if (transition.when) check(*transition.when);
  }
}

}  // namespace termijn::rules::book
