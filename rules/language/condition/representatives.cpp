// The pools of values to try: how they begin, how bounds fill them, and what comes of them.
#include <algorithm>

#include "rules/language/condition/detail/finder.hpp"

namespace termijn::rules::cases {
namespace {

// How often bounds are looked for again with the bounds found before: a fact
// held against a fact held against a fact takes three.
constexpr int most_rounds = 3;
// More bounds than these are not told apart.
constexpr std::size_t most_places = 24;

Number step_of(Type type) {
  const bool fine = type == Type::percentage || type == Type::money;
  return fine ? *Number::ratio(1, 100) : Number(1);
}

/// Lists that differ from the one there is now by a single element.
std::vector<Value> near_lists(const Value& now, const std::vector<Value>& elements) {
  std::vector<Value> lists;
  const auto neighbours = [&](const auto& list) {
    using List = std::decay_t<decltype(list)>;
    for (const Value& element : elements) {
      List longer = list;
      longer.push_back(std::get<typename List::value_type>(element.data));
      lists.emplace_back(std::move(longer));
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
      List shorter = list;
      shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(i));
      lists.emplace_back(std::move(shorter));
    }
  };
  if (const auto* numbers = std::get_if<std::vector<Number>>(&now.data)) neighbours(*numbers);
  if (const auto* texts = std::get_if<std::vector<std::string>>(&now.data)) neighbours(*texts);
  return lists;
}

}  // namespace

Value seed_of(Type type) {
  // A day in the reach of every calendar, for a date that nothing says more about.
  static constexpr std::int64_t some_day = 19'500;
  switch (type) {
    case Type::truth:
      return Value(true);
    case Type::text:
      return Value(std::string("something"));
    case Type::date:
      return value_at(Number(some_day), type);
    case Type::instant:
    case Type::deadline:
      return value_at(Number(some_day * 86'400), type);
    default:
      return value_at(Number(1), type);
  }
}

void add_new(std::vector<Value>& values, const Value& value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

void Finder::open_pool(const Variable& variable, Type type) {
  Pool& opened = pool(variable);
  opened.type = type;
  const FactDeclaration& declared = fact(variable.slot);
  const auto given = scope_.only.find(variable.slot);
  if (variable.kind == Variable::Kind::fact && given != scope_.only.end()) {
    opened.closed = true;
    for (const Value& value : given->second) {
      if (value.known()) add_new(opened.values, value);
    }
    return;
  }
  if (variable.kind == Variable::Kind::fact && now(variable.slot).known()) {
    add_new(opened.values, now(variable.slot));
  }
  if (type == Type::truth) {
    add_new(opened.values, Value(true));
    add_new(opened.values, Value(false));
  } else if (!declared.choices.empty() && variable.kind == Variable::Kind::fact) {
    opened.closed = true;
    for (const std::string& choice : declared.choices) add_new(opened.values, Value(choice));
  } else if (opened.values.empty()) {
    add_new(opened.values, seed_of(type));
  }
}

void Finder::open_pools() {
  for (const int slot : survey_.slots) {
    const FactDeclaration& declared = fact(slot);
    switch (declared.type) {
      case Type::numbers:
      case Type::texts:
        open_pool({slot, Variable::Kind::element, -1},
                  declared.type == Type::numbers ? Type::number : Type::text);
        break;
      case Type::records:
        for (std::size_t i = 0; i < declared.fields.size(); ++i) {
          open_pool({slot, Variable::Kind::field, static_cast<int>(i)}, declared.fields[i].type);
        }
        break;
      default:
        open_pool({slot, Variable::Kind::fact, -1}, declared.type);
        continue;
    }
    open_pool({slot, Variable::Kind::size, -1}, Type::number);
  }
}

NumberRange Finder::range_of(const Variable& variable) const {
  if (variable.kind == Variable::Kind::size) return {Number(0), {}, true};
  const auto given = scope_.ranges.find(variable.slot);
  return given == scope_.ranges.end() ? NumberRange{} : given->second;
}

void Finder::place(Pool& pool, const Number& where) {
  if (std::find(pool.places.begin(), pool.places.end(), where) != pool.places.end()) return;
  if (pool.places.size() == most_places) {
    exhaustive_ = false;
    return;
  }
  pool.places.push_back(where);
  ++found_;
}

/// On, above and below each bound, and between two that lie close together.
void Finder::fill_between(const NumberRange& range, Pool& pool) {
  const Number step = step_of(pool.type);
  const auto keep = [&](const std::optional<Number>& where) {
    if (!where || (range.least && *where < *range.least) || (range.most && *where > *range.most)) {
      return;
    }
    if (range.whole && where->bottom() != 1) return;
    add_new(pool.values, value_at(*where, pool.type));
  };
  for (const Number& where : pool.places) {
    // Where the type has steps, the bound may lie between two of them.
    const auto on = coordinate(value_at(where, range.whole ? Type::days : pool.type));
    for (const auto& from : {std::optional(where), on}) {
      if (!from) continue;
      keep(from);
      keep(rules::add(*from, step));
      keep(subtract(*from, step));
    }
  }
  std::vector<Number> sorted = pool.places;
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const auto sum = rules::add(sorted[i - 1], sorted[i]);
    const auto gap = subtract(sorted[i], sorted[i - 1]);
    if (sum && gap && *gap <= step) keep(divide(*sum, Number(2)));
  }
}

/// The named texts and one other. Where parts of them are looked at, also texts
/// that go on before or behind a named one, and one that has them all.
void Finder::fill_texts(const Variable& variable, Pool& pool) {
  const std::string other = std::get<std::string>(seed_of(Type::text).data);
  const bool has_now = variable.kind == Variable::Kind::fact && now(variable.slot).known();
  pool.values.clear();
  if (has_now) add_new(pool.values, now(variable.slot));
  for (const Value& text : pool.texts) add_new(pool.values, text);
  if (pool.tested) {
    std::string forwards;
    std::string backwards;
    for (const Value& named : pool.texts) {
      const auto& text = std::get<std::string>(named.data);
      add_new(pool.values, Value(text + " " + other));
      add_new(pool.values, Value(other + " " + text));
      forwards += (forwards.empty() ? "" : " ") + text;
      backwards = text + (backwards.empty() ? "" : " ") + backwards;
    }
    add_new(pool.values, Value(forwards));
    add_new(pool.values, Value(backwards));
  }
  add_new(pool.values, Value(other));
}

void Finder::fill(const Variable& variable, Pool& pool) {
  if (!pool.closed && !pool.texts.empty()) return fill_texts(variable, pool);
  if (pool.closed || !has_line(pool.type) || pool.places.empty()) return;
  const bool has_now = variable.kind == Variable::Kind::fact && now(variable.slot).known();
  pool.values.clear();
  if (has_now) add_new(pool.values, now(variable.slot));
  fill_between(range_of(variable), pool);
  if (pool.values.empty()) add_new(pool.values, seed_of(pool.type));
}

std::vector<Value> Finder::list_values(int slot) {
  const FactDeclaration& declared = fact(slot);
  const Variable length{slot, Variable::Kind::size, -1};
  std::vector<std::vector<Value>> elements;
  if (declared.type != Type::records) {
    elements.push_back(pool({slot, Variable::Kind::element, -1}).values);
  }
  for (std::size_t i = 0; i < declared.fields.size(); ++i) {
    elements.push_back(pool({slot, Variable::Kind::field, static_cast<int>(i)}).values);
  }
  std::set<int> sizes = survey_.sizes[length];
  if (!pool(length).places.empty()) {
    for (const Value& size : pool(length).values) {
      sizes.insert(static_cast<int>(std::get<Number>(size.data).top()));
    }
  }
  std::vector<Value> values;
  if (now(slot).known()) {
    values.push_back(now(slot));
    for (const Value& list : near_lists(now(slot), elements.front())) add_new(values, list);
  }
  for (const Value& list : lists_of(declared, elements, sizes)) add_new(values, list);
  return values;
}

std::vector<Value> Finder::values_of(int slot) {
  const auto given = scope_.only.find(slot);
  if (given != scope_.only.end()) {
    std::vector<Value> values;
    for (const Value& value : given->second) {
      if (value.known() || !scope_.all_known) values.push_back(value);
    }
    return values;
  }
  const Variable whole{slot, Variable::Kind::fact, -1};
  std::vector<Value> values = pools_.contains(whole) ? pool(whole).values : list_values(slot);
  if (survey_.maybe_unknown.contains(slot) && !scope_.all_known) values.emplace_back();
  return values;
}

Representatives Finder::find() {
  open_pools();
  for (int round = 0; round < most_rounds; ++round) {
    const std::size_t before = found_;
    for (const Encounter& encounter : survey_.encounters) {
      for (const Variable& variable : encounter.variables) study(encounter, variable);
    }
    if (found_ == before) break;
    for (auto& [variable, pool] : pools_) fill(variable, pool);
  }
  Representatives result;
  result.exhaustive = survey_.linear && exhaustive_;
  for (const int slot : survey_.slots) result.values[slot] = values_of(slot);
  return result;
}

void derive(const CaseScope& scope, Facts& facts) {
  for (const DerivedFact& derived : scope.derived) {
    facts[static_cast<std::size_t>(derived.slot)] = derived.value(facts);
  }
}

Representatives representatives(const std::vector<Condition>& conditions, const Schema& schema,
                                const CaseScope& scope, const Facts& now) {
  return Finder(conditions, schema, scope, now).find();
}

}  // namespace termijn::rules::cases

namespace termijn::rules {

Representatives representative_values(const std::vector<Condition>& conditions,
                                      const Schema& schema, const CaseScope& scope) {
  return cases::representatives(conditions, schema, scope, {});
}

}  // namespace termijn::rules
