#include "rules/language/value.hpp"

#include <algorithm>

#include "rules/time/zone.hpp"

namespace termijn::rules {
namespace {

template <typename T>
std::string listed(const std::vector<T>& items) {
  std::string text = "[";
  for (const T& item : items) {
    if (text.size() > 1) text += ", ";
    text += to_string(Value(item));
  }
  return text + "]";
}

/// Quoted with whichever quote it does not hold, so that it reads back.
std::string quoted(const std::string& text) {
  const char quote = text.find('"') == std::string::npos ? '"' : '\'';
  return quote + text + quote;
}

struct Printed {
  std::string operator()(Unknown) const { return "unknown"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(const Number& number) const { return to_string(number); }
  std::string operator()(const std::string& text) const { return quoted(text); }
  std::string operator()(Date date) const { return to_string(date); }
  std::string operator()(Instant instant) const { return rfc3339(instant); }
  std::string operator()(const Deadline& deadline) const {
    return (deadline.inclusive ? "until and with " : "until ") + rfc3339(deadline.closes);
  }
  std::string operator()(Period period) const { return to_string(period); }
  std::string operator()(const std::vector<Number>& numbers) const { return listed(numbers); }
  std::string operator()(const std::vector<std::string>& texts) const { return listed(texts); }
  std::string operator()(const std::shared_ptr<const std::vector<Record>>& records) const {
    std::string text = "[";
    for (const Record& record : *records) {
      text += text.size() > 1 ? ", (" : "(";
      for (std::size_t i = 0; i < record.size(); ++i) {
        text += (i > 0 ? ", " : "") + to_string(record[i]);
      }
      text += ")";
    }
    return text + "]";
  }
};

}  // namespace

bool operator==(const Value& a, const Value& b) {
  using Records = std::shared_ptr<const std::vector<Record>>;
  const auto* left = std::get_if<Records>(&a.data);
  const auto* right = std::get_if<Records>(&b.data);
  return left && right && *left && *right ? **left == **right : a.data == b.data;
}

std::string_view to_string(Type type) {
  switch (type) {
    case Type::truth:
      return "truth";
    case Type::number:
      return "number";
    case Type::percentage:
      return "percentage";
    case Type::money:
      return "money";
    case Type::text:
      return "text";
    case Type::date:
      return "date";
    case Type::instant:
      return "instant";
    case Type::deadline:
      return "deadline";
    case Type::days:
      return "days";
    case Type::working_days:
      return "working-days";
    case Type::months:
      return "months";
    case Type::numbers:
      return "numbers";
    case Type::texts:
      return "texts";
    case Type::records:
      return "records";
  }
  return "truth";
}

std::string to_string(const Value& value) { return std::visit(Printed{}, value.data); }

int Schema::slot(std::string_view name) const {
  const auto found = std::find_if(facts.begin(), facts.end(), [&](const FactDeclaration& fact) {
    return fact.name == name ||
           std::find(fact.aliases.begin(), fact.aliases.end(), name) != fact.aliases.end();
  });
  return found == facts.end() ? -1 : static_cast<int>(found - facts.begin());
}

}  // namespace termijn::rules
