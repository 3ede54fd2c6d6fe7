// Which texts of a rulebook are rules, and how each of them is printed.
#include "rules/rulebook/detail/rule_texts.hpp"

#include <boost/json.hpp>

#include "rules/language/channel.hpp"
#include "rules/language/condition/print.hpp"
#include "rules/language/flow/print.hpp"
#include "rules/language/score/print.hpp"
#include "rules/language/score/score.hpp"
#include "rules/rulebook/facts.hpp"
#include "rules/rulebook/schema.hpp"

namespace termijn::rules::book {
namespace {

namespace json = boost::json;

/// A row of a decision table has an output behind its cells; all others are one rule.
void add_rules(Node& node, const std::string& kind, const std::string& key,
               std::vector<RuleText>& found) {
  if (kind != "row") {
    found.push_back({key, kind, &node});
    return;
  }
  for (Node& cell : node.items) {
    found.push_back({key, &cell == &node.items.back() ? "condition" : "cell", &cell});
  }
}

/// Walks a tree and the schema side by side.
void find_rules(Node& node, const json::object& schema, const std::string& key,
                std::vector<RuleText>& found) {
  if (const auto* kind = schema.if_contains("x-termijn-rule")) {
    add_rules(node, std::string(kind->as_string()), key, found);
    return;
  }
  const auto* properties = schema.if_contains("properties");
  for (Member& member : node.members) {
    const auto* own = properties ? properties->as_object().if_contains(member.name) : nullptr;
    if (!own) continue;
    find_rules(member.node, own->as_object(), key.empty() ? member.name : key + "." + member.name,
               found);
  }
  const auto* items = schema.if_contains("items");
  if (!items) return;
  for (Node& item : node.items) find_rules(item, items->as_object(), key, found);
}

std::vector<const Node*> tables(const Node& root, std::string_view list) {
  std::vector<const Node*> found;
  if (const Node* node = root.find(list)) {
    for (const Node& item : node->items) found.push_back(&item);
  }
  return found;
}

ScoreRule score_rule(const std::string& kind) {
  if (kind == "total") return ScoreRule::total;
  if (kind == "rank") return ScoreRule::rank;
  if (kind == "normalised") return ScoreRule::normalised;
  if (kind == "rounding") return ScoreRule::rounding;
  return kind == "divergence" ? ScoreRule::divergence : ScoreRule::per_reviewer;
}

/// Only lists are told apart: behind a quantifier their singular is a name too.
Type type_of(const Node& fact) {
  const Node* type = fact.find("type");
  if (type && type->text == "numbers") return Type::numbers;
  return type && type->text == "texts" ? Type::texts : Type::truth;
}

}  // namespace

std::vector<RuleText> rule_texts(Node& root) {
  static const json::value schema = json::parse(rulebook_schema());
  std::vector<RuleText> found;
  find_rules(root, schema.as_object(), "", found);
  return found;
}

RuleNames names_of(const Node& root) {
  RuleNames names{{candidature_facts(), nullptr}, {}};
  for (const Node* fact : tables(root, "fact")) {
    const Node* id = fact->find("id");
    if (id) names.facts.facts.push_back({id->text, type_of(*fact), {}, {}, {}});
  }
  std::vector<Criterion> criteria;
  for (const Node* criterion : tables(root, "criterion")) {
    const Node* id = criterion->find("id");
    if (id) criteria.push_back({id->text, "", {}, {}, {}});
  }
  names.score = score_schema(criteria);
  return names;
}

std::optional<Printed> print_rule(const std::string& kind, const Excerpt& text,
                                  const RuleNames& names, Language to, Diagnostics& diagnostics) {
  if (kind == "condition") {
    return print_condition(text, names.facts, to, Surroundings::none, diagnostics);
  }
  if (kind == "pass") {
    return print_condition(text, names.score, to, Surroundings::none, diagnostics);
  }
  if (kind == "cell") return print_cell(text, names.facts, to, diagnostics);
  if (kind == "flow") return print_flow(text, names.facts, to, diagnostics);
  if (kind == "channel") return print_channel(text, to, diagnostics);
  return print_score(score_rule(kind), text, to, diagnostics);
}

}  // namespace termijn::rules::book
