#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "rules/rulebook/detail/draft.hpp"
#include "rules/rulebook/facts.hpp"
#include "rules/rulebook/timeline.hpp"

namespace termijn::rules::book {
namespace {

const std::vector<std::string>& verdicts() {
  static const std::vector<std::string> words{"holds", "fails", "unknown"};
  return words;
}

std::string_view verdict_of(const Value& value) {
  const auto answer = truth(value);
  if (!answer) return "unknown";
  return *answer ? "holds" : "fails";
}

/// Reads the facts of examples, each as its declaration says.
class ExampleFacts {
 public:
  explicit ExampleFacts(Draft& draft) : draft_(draft) {}

  /// Every name with a dot may be written as a table: `region.name` as
  /// `region = { name = … }`. False when something is wrong; it is reported.
  bool fill(const Node& table, const std::string& prefix, Facts& facts);

 private:
  bool fill_one(const std::string& name, const Node& value, Facts& facts);
  std::optional<Value> value(const Node& node, const FactDeclaration& fact);
  std::optional<Value> scalar(const Node& node, Type type);
  std::optional<Value> moment(const Node& node, Type type);
  std::optional<Value> numbers(const Node& node);
  std::optional<Value> texts(const Node& node);
  std::optional<Value> records(const Node& node, const FactDeclaration& fact);
  std::optional<Number> number(const Node& node);
  std::optional<Value> wrong(const Node& node, std::string_view help);

  Draft& draft_;
};

std::optional<Value> ExampleFacts::wrong(const Node& node, std::string_view help) {
  if (node.kind == Node::Kind::fraction) {
    draft_.desk.error("E0512", "a number with a decimal point is not exact here", {node.span, ""},
                      "write it between quotes: \"7.25\"");
  } else {
    draft_.desk.error("E0543", "this value does not fit the fact",
                      {node.span, fmt::format("this is {}", describe(node.kind))},
                      std::string(help));
  }
  return {};
}

std::optional<Number> ExampleFacts::number(const Node& node) {
  if (node.kind == Node::Kind::whole) return Number(node.whole);
  if (node.kind == Node::Kind::text) return parse_number(node.text);
  return {};
}

std::optional<Value> ExampleFacts::moment(const Node& node, Type type) {
  const Zone& zone = *draft_.book.zone;
  if (node.kind == Node::Kind::date && type == Type::deadline) {
    return Deadline{zone.start_of_day(add_days(*parse_iso_date(node.text), 1)), false};
  }
  std::optional<Instant> instant;
  if (node.kind == Node::Kind::date_time) instant = parse_rfc3339(node.text);
  if (!instant) {
    return wrong(node, "write it with its offset: 2023-06-09T22:00:00+02:00");
  }
  return type == Type::deadline ? Value(Deadline{*instant, true}) : Value(*instant);
}

std::optional<Value> ExampleFacts::scalar(const Node& node, Type type) {
  const auto amount = [&](Unit unit) -> std::optional<Value> {
    const bool fits = node.kind == Node::Kind::whole && node.whole >= 0 && node.whole <= 100'000;
    if (!fits) return wrong(node, "write a whole number");
    return Value(Period{static_cast<int>(node.whole), unit});
  };
  switch (type) {
    case Type::truth:
      if (node.kind == Node::Kind::truth) return Value(node.truth);
      return wrong(node, "write true or false");
    case Type::number:
    case Type::percentage:
    case Type::money:
      if (const auto exact = number(node)) return Value(*exact);
      return wrong(node, "write a whole number, or an exact one between quotes: \"7.25\"");
    case Type::text:
      if (node.kind == Node::Kind::text) return Value(node.text);
      return wrong(node, "write it between quotes");
    case Type::date:
      if (node.kind == Node::Kind::date) return Value(*parse_iso_date(node.text));
      return wrong(node, "write it as 2023-07-21, without quotes");
    case Type::days:
      return amount(Unit::day);
    case Type::working_days:
      return amount(Unit::working_day);
    case Type::months:
      return amount(Unit::month);
    default:
      return moment(node, type);
  }
}

std::optional<Value> ExampleFacts::numbers(const Node& node) {
  if (node.kind != Node::Kind::list) return wrong(node, "write a list of numbers: [1, 2]");
  std::vector<Number> found;
  for (const Node& item : node.items) {
    const auto one = number(item);
    if (!one) return wrong(item, "write a list of numbers: [1, 2]");
    found.push_back(*one);
  }
  return Value(std::move(found));
}

std::optional<Value> ExampleFacts::texts(const Node& node) {
  if (node.kind != Node::Kind::list) return wrong(node, "write a list of texts: [\"a\", \"b\"]");
  std::vector<std::string> found;
  for (const Node& item : node.items) {
    if (item.kind != Node::Kind::text) return wrong(item, "write it between quotes");
    found.push_back(item.text);
  }
  return Value(std::move(found));
}

std::optional<Value> ExampleFacts::records(const Node& node, const FactDeclaration& fact) {
  if (node.kind != Node::Kind::list) return wrong(node, "write a list of tables: [{ … }, { … }]");
  auto found = std::make_shared<std::vector<Record>>();
  for (const Node& item : node.items) {
    if (item.kind != Node::Kind::table) return wrong(item, "write { key = value }");
    Fields fields(item, fmt::format("'{}'", fact.name), draft_.desk);
    Record record;
    for (const FactDeclaration& field : fact.fields) {
      const Node* given = fields.optional(field.name);
      auto read = given ? value(*given, field) : std::optional<Value>(Value());
      if (!read) return {};
      record.push_back(std::move(*read));
    }
    fields.finish();
    found->push_back(std::move(record));
  }
  return Value(std::shared_ptr<const std::vector<Record>>(std::move(found)));
}

std::optional<Value> ExampleFacts::value(const Node& node, const FactDeclaration& fact) {
  if (fact.type == Type::numbers) return numbers(node);
  if (fact.type == Type::texts) return texts(node);
  if (fact.type == Type::records) return records(node, fact);
  return scalar(node, fact.type);
}

bool ExampleFacts::fill_one(const std::string& name, const Node& node, Facts& facts) {
  const int slot = draft_.book.facts.slot(name);
  if (slot >= 0) {
    const auto index = static_cast<std::size_t>(slot);
    auto read = value(node, draft_.book.facts.facts[index]);
    if (read) facts[index] = std::move(*read);
    return read.has_value();
  }
  std::vector<std::string> known;
  for (const FactDeclaration& fact : draft_.book.facts.facts) known.push_back(fact.name);
  const std::string near = nearest(name, known);
  draft_.desk.error(
      "E0542", fmt::format("there is no fact '{}'", name), {node.key, ""},
      near.empty() ? "declare it: [[fact]]" : fmt::format("did you mean '{}'?", near));
  return false;
}

bool ExampleFacts::fill(const Node& table, const std::string& prefix, Facts& facts) {
  bool good = true;
  for (const Member& member : table.members) {
    const std::string name = prefix + member.name;
    const bool nested = member.node.kind == Node::Kind::table;
    good = (nested ? fill(member.node, name + ".", facts) : fill_one(name, member.node, facts)) &&
           good;
  }
  return good;
}

/// Runs the examples and keeps count of what they cover.
class Examples {
 public:
  explicit Examples(Draft& draft) : draft_(draft), start_(settled_facts(draft.book)) {}

  void run(const Node& table);
  void report_uncovered();

 private:
  std::vector<const Requirement*> subjects(Fields& fields, const Node* named);
  const Requirement* subject(const Node& name, const std::string& id);
  void judge(const Requirement& requirement, const Facts& facts, std::string_view expected,
             Span verdict);

  Draft& draft_;
  Facts start_;
  std::set<std::string> covered_;
};

const Requirement* Examples::subject(const Node& name, const std::string& id) {
  const auto& all = draft_.book.requirements;
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == id; });
  if (at != all.end()) return &*at;
  // One whose rule is wrong is reported with its rule.
  std::vector<std::string> known;
  const Node* tables = draft_.root.find("requirement");
  if (tables && tables->kind != Node::Kind::list) return nullptr;
  for (const Node& table : tables ? tables->items : std::vector<Node>{}) {
    const Node* one = table.find("id");
    if (one) known.push_back(one->text);
  }
  if (std::find(known.begin(), known.end(), id) != known.end()) return nullptr;
  const std::string near = nearest(id, known);
  draft_.desk.error("E0544", fmt::format("there is no requirement '{}'", id), {name.span, ""},
                    near.empty() ? "" : fmt::format("did you mean '{}'?", near));
  return nullptr;
}

std::vector<const Requirement*> Examples::subjects(Fields& fields, const Node* named) {
  std::vector<const Requirement*> found;
  std::vector<const Node*> names;
  if (named && named->kind == Node::Kind::list)
    names = fields.list(named);
  else if (named)
    names = {named};
  for (const Node* name : names) {
    const auto id = fields.text(name);
    const Requirement* requirement = id ? subject(*name, *id) : nullptr;
    if (requirement) found.push_back(requirement);
  }
  return found;
}

void Examples::judge(const Requirement& requirement, const Facts& facts, std::string_view expected,
                     Span verdict) {
  covered_.insert(requirement.id);
  const Evaluation answer = evaluate(requirement.rule, facts);
  const auto found = verdict_of(answer.value);
  if (found == expected) return;
  std::vector<std::string> missing;
  for (const int slot : answer.missing) {
    missing.push_back(draft_.book.facts.facts[static_cast<std::size_t>(slot)].name);
  }
  Diagnostic fault{
      Severity::error,
      "E0545",
      fmt::format("this example of '{}' expects '{}', but the rule says '{}'", requirement.id,
                  expected, found),
      {verdict, ""},
      {{requirement.rule.span(), "by this rule"}},
      missing.empty() ? "" : one_line("the example does not give: " + joined(missing))};
  draft_.desk.diagnostics.push_back(std::move(fault));
}

void Examples::run(const Node& table) {
  Fields fields(table, "[[example]]", draft_.desk);
  const auto requirements = subjects(fields, fields.needed("requirement"));
  const Node* verdict_node = fields.needed("verdict");
  const auto verdict = fields.choice(verdict_node, verdicts());
  const Node* given = fields.table(fields.optional("facts"));
  fields.text(fields.optional("name"));
  fields.finish();
  Facts facts = start_;
  const bool good = !given || ExampleFacts(draft_).fill(*given, "", facts);
  for (const Requirement* requirement : requirements) {
    covered_.insert(requirement->id);
    if (good && verdict) judge(*requirement, facts, verdicts()[*verdict], verdict_node->span);
  }
}

void Examples::report_uncovered() {
  for (const Requirement& requirement : draft_.book.requirements) {
    if (covered_.contains(requirement.id)) continue;
    draft_.desk.warning("W0503", fmt::format("no example shows what '{}' means", requirement.id),
                        {requirement.rule.span(), ""},
                        "add an [[example]] with facts and the verdict they must give");
  }
}

}  // namespace

void check_examples(Draft& draft) {
  const auto tables = tables_of(draft.top.optional("example"), "example", draft.desk);
  if (!draft.book.zone) return;
  Examples examples(draft);
  for (const Node* table : tables) examples.run(*table);
  examples.report_uncovered();
}

}  // namespace termijn::rules::book
