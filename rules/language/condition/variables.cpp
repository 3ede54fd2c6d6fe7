// Places of values on the line of their type, and lists made of elements.
#include "rules/language/condition/detail/variables.hpp"

#include <algorithm>

namespace termijn::rules::cases {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;

std::int64_t floor_of(const Number& number) {
  const std::int64_t whole = number.top() / number.bottom();
  return number.top() < 0 && number.top() % number.bottom() != 0 ? whole - 1 : whole;
}

struct Placed {
  std::optional<Number> operator()(const Number& number) const { return number; }
  std::optional<Number> operator()(Date date) const {
    return Number(sys_days(date).time_since_epoch().count());
  }
  std::optional<Number> operator()(Instant instant) const {
    return Number(instant.time_since_epoch().count());
  }
  std::optional<Number> operator()(const Deadline& deadline) const {
    return (*this)(deadline.closes);
  }
  std::optional<Number> operator()(Period period) const { return Number(period.amount); }
  template <typename Other>
  std::optional<Number> operator()(const Other&) const {
    return std::nullopt;
  }
};

// A rule that asks for longer lists than this is told apart no further.
constexpr int longest_list = 60;
constexpr std::size_t most_elements = 8;
constexpr std::size_t most_lists = 80;

/// Lists of so many elements: each element alone, and each with another one.
template <typename Element>
std::vector<std::vector<Element>> lists_out_of(std::vector<Element> elements,
                                               const std::set<int>& sizes) {
  if (elements.size() > most_elements) elements.resize(most_elements);
  std::vector<std::vector<Element>> lists{{}};
  for (const Element& one : elements) lists.push_back({one});
  if (elements.size() > 1) lists.push_back(elements);
  for (const int size : sizes) {
    if (size < 2 || size > longest_list) continue;
    for (const Element& one : elements) {
      lists.emplace_back(static_cast<std::size_t>(size), one);
      for (const Element& other : elements) {
        std::vector<Element> mixed(static_cast<std::size_t>(size), one);
        mixed.back() = other;
        lists.push_back(std::move(mixed));
      }
    }
  }
  if (lists.size() > most_lists) lists.resize(most_lists);
  return lists;
}

/// Every combination of the fields' values, the first ones first, within reason.
std::vector<Record> records_of(const std::vector<std::vector<Value>>& fields) {
  std::vector<Record> records{Record{}};
  for (const std::vector<Value>& values : fields) {
    std::vector<Record> longer;
    for (const Value& value : values) {
      for (const Record& record : records) {
        if (longer.size() == most_elements * 2) break;
        longer.push_back(record);
        longer.back().push_back(value);
      }
    }
    records = std::move(longer);
  }
  return records;
}

template <typename Element>
std::vector<Value> plain_lists(const std::vector<Value>& values, const std::set<int>& sizes) {
  std::vector<Element> elements;
  for (const Value& value : values) elements.push_back(std::get<Element>(value.data));
  std::vector<Value> lists;
  for (auto& list : lists_out_of(std::move(elements), sizes)) lists.emplace_back(std::move(list));
  return lists;
}

}  // namespace

std::optional<Number> coordinate(const Value& value) { return std::visit(Placed{}, value.data); }

bool has_line(Type type) {
  return type != Type::truth && type != Type::text && type != Type::numbers &&
         type != Type::texts && type != Type::records;
}

Value value_at(const Number& place, Type type) {
  const auto period = [&](Unit unit) { return Period{static_cast<int>(floor_of(place)), unit}; };
  switch (type) {
    case Type::date:
      return Date(sys_days(days{static_cast<int>(floor_of(place))}));
    case Type::instant:
      return Instant(seconds{floor_of(place)});
    case Type::deadline:
      return Deadline{Instant(seconds{floor_of(place)}), true};
    case Type::days:
      return period(Unit::day);
    case Type::working_days:
      return period(Unit::working_day);
    case Type::months:
      return period(Unit::month);
    default:
      return place;
  }
}

std::vector<Value> lists_of(const FactDeclaration& fact,
                            const std::vector<std::vector<Value>>& elements,
                            const std::set<int>& sizes) {
  if (fact.type == Type::numbers) return plain_lists<Number>(elements.front(), sizes);
  if (fact.type == Type::texts) return plain_lists<std::string>(elements.front(), sizes);
  std::vector<Value> lists;
  for (auto& list : lists_out_of(records_of(elements), sizes)) {
    lists.emplace_back(std::make_shared<const std::vector<Record>>(std::move(list)));
  }
  return lists;
}

}  // namespace termijn::rules::cases
