#include "cli/facts_file.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "rules/diagnostic.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;
using rules::FactDeclaration;
using rules::Type;
using rules::Value;

// Records of facts are three levels deep; more is no facts file.
constexpr std::size_t most_depth = 8;

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

std::optional<rules::Number> number_of(const json::value& value, std::string_view unit) {
  if (const auto* whole = value.if_int64()) return rules::Number(*whole);
  const auto* text = value.if_string();
  if (text == nullptr) return {};
  std::string_view digits = view(*text);
  if (!unit.empty() && digits.ends_with(unit)) digits.remove_suffix(unit.size());
  return rules::parse_number(digits);
}

std::optional<rules::Instant> instant_of(const json::value& value) {
  const auto* text = value.if_string();
  return text == nullptr ? std::nullopt : rules::parse_rfc3339(view(*text));
}

std::optional<rules::Date> date_of(const json::value& value) {
  const auto* text = value.if_string();
  return text == nullptr ? std::nullopt : rules::parse_iso_date(view(*text));
}

/// A date closes its day; an instant closes sharply, itself included.
std::optional<rules::Deadline> deadline_of(const json::value& value, const rules::Zone& zone) {
  if (const auto date = date_of(value)) {
    return rules::Deadline{zone.start_of_day(rules::add_days(*date, 1)), false};
  }
  if (const auto instant = instant_of(value)) return rules::Deadline{*instant, true};
  return {};
}

std::optional<rules::Period> period_of(const json::value& value, rules::Unit unit) {
  const auto* text = value.if_string();
  auto period = text == nullptr ? std::nullopt : rules::parse_period(view(*text));
  if (period && unit == rules::Unit::month && period->unit == rules::Unit::year) {
    period = rules::Period{period->amount * 12, unit};
  }
  if (period && unit == rules::Unit::day && period->unit == rules::Unit::week) {
    period = rules::Period{period->amount * 7, unit};
  }
  return period && period->unit == unit ? period : std::nullopt;
}

std::optional<std::vector<rules::Number>> numbers_of(const json::value& value) {
  const auto* array = value.if_array();
  if (array == nullptr) return {};
  std::vector<rules::Number> numbers;
  for (const json::value& element : *array) {
    const auto number = number_of(element, "");
    if (!number) return {};
    numbers.push_back(*number);
  }
  return numbers;
}

std::optional<std::vector<std::string>> texts_of(const json::value& value) {
  const auto* array = value.if_array();
  if (array == nullptr) return {};
  std::vector<std::string> texts;
  for (const json::value& element : *array) {
    const auto* text = element.if_string();
    if (text == nullptr) return {};
    texts.emplace_back(view(*text));
  }
  return texts;
}

std::string_view form_of(Type type) {
  switch (type) {
    case Type::truth:
      return "true or false";
    case Type::number:
      return "7 or \"7.5\"";
    case Type::percentage:
      return "60 or \"62.5%\"";
    case Type::money:
      return "1500 or \"1500.50\"";
    case Type::text:
      return "\"a text\"";
    case Type::date:
      return "\"2023-06-09\"";
    case Type::instant:
      return "\"2023-06-09T17:00:00+02:00\"";
    case Type::deadline:
      return "\"2023-06-09\" or \"2023-06-09T17:00:00+02:00\"";
    case Type::days:
      return "\"14 days\"";
    case Type::working_days:
      return "\"10 working days\"";
    case Type::months:
      return "\"3 months\"";
    case Type::numbers:
      return "[1, 2]";
    case Type::texts:
      return "[\"a\", \"b\"]";
    case Type::records:
      return "[{\"name\": \"a\"}]";
  }
  return "a value";
}

class Reader {
 public:
  explicit Reader(const rules::Zone& zone) : zone_(zone) {}

  Value read(const std::string& name, const FactDeclaration& declaration,
             const json::value& value) {
    if (value.is_null()) return {};
    auto known = known_value(name, declaration, value);
    if (known) return std::move(*known);
    fault(fmt::format("'{}' is of type {}: write {}", name, to_string(declaration.type),
                      form_of(declaration.type)));
    return {};
  }

  void fault(std::string what) { faults_.push_back(std::move(what)); }
  std::vector<std::string> faults() && { return std::move(faults_); }

 private:
  template <typename T>
  static std::optional<Value> wrapped(std::optional<T> value) {
    return value ? std::optional<Value>(Value(std::move(*value))) : std::nullopt;
  }

  std::optional<Value> known_value(const std::string& name, const FactDeclaration& declaration,
                                   const json::value& value);
  std::optional<Value> choice(const std::string& name, const FactDeclaration& declaration,
                              const json::value& value);
  std::optional<Value> records(const std::string& name, const FactDeclaration& declaration,
                               const json::value& value);
  rules::Record record(const std::string& name, const FactDeclaration& declaration,
                       const json::object& object);

  const rules::Zone& zone_;
  std::vector<std::string> faults_;
};

std::optional<Value> Reader::known_value(const std::string& name,
                                         const FactDeclaration& declaration,
                                         const json::value& value) {
  switch (declaration.type) {
    case Type::truth:
      return value.is_bool() ? std::optional<Value>(value.get_bool()) : std::nullopt;
    case Type::number:
      return wrapped(number_of(value, ""));
    case Type::percentage:
      return wrapped(number_of(value, "%"));
    case Type::money:
      return wrapped(number_of(value, ""));
    case Type::text:
      return choice(name, declaration, value);
    case Type::date:
      return wrapped(date_of(value));
    case Type::instant:
      return wrapped(instant_of(value));
    case Type::deadline:
      return wrapped(deadline_of(value, zone_));
    case Type::days:
      return wrapped(period_of(value, rules::Unit::day));
    case Type::working_days:
      return wrapped(period_of(value, rules::Unit::working_day));
    case Type::months:
      return wrapped(period_of(value, rules::Unit::month));
    case Type::numbers:
      return wrapped(numbers_of(value));
    case Type::texts:
      return wrapped(texts_of(value));
    case Type::records:
      return records(name, declaration, value);
  }
  return {};
}

std::optional<Value> Reader::choice(const std::string& name, const FactDeclaration& declaration,
                                    const json::value& value) {
  if (!value.is_string()) return {};
  const std::string text(view(value.get_string()));
  const auto& choices = declaration.choices;
  if (!choices.empty() && std::find(choices.begin(), choices.end(), text) == choices.end()) {
    std::string known;
    for (const std::string& one : choices) known += (known.empty() ? "'" : ", '") + one + "'";
    fault(fmt::format("'{}' is none of {}", name, known));
  }
  return Value(text);
}

std::optional<Value> Reader::records(const std::string& name, const FactDeclaration& declaration,
                                     const json::value& value) {
  if (!value.is_array()) return {};
  std::vector<rules::Record> list;
  for (const json::value& element : value.get_array()) {
    const auto* object = element.if_object();
    if (object == nullptr) return {};
    list.push_back(record(name, declaration, *object));
  }
  return Value(std::make_shared<const std::vector<rules::Record>>(std::move(list)));
}

rules::Record Reader::record(const std::string& name, const FactDeclaration& declaration,
                             const json::object& object) {
  rules::Record values(declaration.fields.size());
  for (const auto& [key, member] : object) {
    const std::string field(key.data(), key.size());
    const rules::Schema fields{declaration.fields, {}};
    const int slot = fields.slot(field);
    if (slot < 0) {
      fault(fmt::format("'{}' has no field '{}'", name, field));
      continue;
    }
    const auto at = static_cast<std::size_t>(slot);
    values[at] = read(name + '.' + field, declaration.fields[at], member);
  }
  return values;
}

std::string unknown_fact(const std::string& name, const rules::Schema& schema) {
  std::vector<std::string> known;
  for (const FactDeclaration& fact : schema.facts) known.push_back(fact.name);
  const std::string near = rules::nearest(name, known);
  return near.empty() ? fmt::format("there is no fact '{}'", name)
                      : fmt::format("there is no fact '{}': did you mean '{}'?", name, near);
}

}  // namespace

FactsRead read_facts(std::string_view text, const rules::Schema& schema, const rules::Zone& zone) {
  json::parse_options options;
  options.max_depth = most_depth;
  json::error_code failed;
  const json::value root =
      json::parse(json::string_view(text.data(), text.size()), failed, {}, options);
  if (failed || !root.is_object()) {
    return {{}, {"facts are a JSON object, such as {\"challenges\": [1, 2]}"}};
  }
  Reader reader(zone);
  rules::Facts facts(schema.facts.size());
  for (const auto& [key, value] : root.get_object()) {
    const std::string name(key.data(), key.size());
    const int slot = schema.slot(name);
    if (slot < 0) {
      reader.fault(unknown_fact(name, schema));
      continue;
    }
    const auto at = static_cast<std::size_t>(slot);
    facts[at] = reader.read(name, schema.facts[at], value);
  }
  return {std::move(facts), std::move(reader).faults()};
}

}  // namespace termijn::cli
