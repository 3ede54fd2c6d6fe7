#include "rules/rulebook/detail/example_facts.hpp"

#include <fmt/format.h>

namespace termijn::rules::book {

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

}  // namespace termijn::rules::book
