#pragma once

#include "rules/language/condition/detail/pools.hpp"

namespace termijn::rules::cases {

/// What is known of one variable so far.
struct Pool {
  Type type = Type::number;
  std::vector<Number> places;  ///< Where something changes, as found.
  std::vector<Value> texts;    ///< That are named.
  bool tested = false;         ///< Parts of the text are looked at.
  std::vector<Value> values;   ///< What to try.
  bool closed = false;         ///< The values are given.
};

/// What to begin with where nothing says more.
Value seed_of(Type type);
/// Adds a value that is not there yet.
void add_new(std::vector<Value>& values, const Value& value);

using Choice = std::map<Variable, Value>;

/// Works the pools out, round by round.
class Finder {
 public:
  Finder(const std::vector<Condition>& conditions, const Schema& schema, const CaseScope& scope,
         const Facts& now)
      : conditions_(conditions),
        schema_(schema),
        scope_(scope),
        now_(now),
        survey_(survey(conditions, schema, scope)) {}

  Representatives find();

 private:
  const FactDeclaration& fact(int slot) const {
    return schema_.facts[static_cast<std::size_t>(slot)];
  }
  Value now(int slot) const {
    const auto at = static_cast<std::size_t>(slot);
    return at < now_.size() ? now_[at] : Value();
  }

  void open_pools();
  void open_pool(const Variable& variable, Type type);
  Pool& pool(const Variable& variable) { return pools_[variable]; }
  void fill(const Variable& variable, Pool& pool);
  void fill_texts(const Variable& variable, Pool& pool);
  void fill_between(const NumberRange& range, Pool& pool);
  NumberRange range_of(const Variable& variable) const;
  void place(Pool& pool, const Number& where);

  void study(const Encounter& encounter, const Variable& variable);
  void study_line(const Encounter& encounter, const Variable& variable, const Choice& others);
  void study_text(const Encounter& encounter, const Variable& variable, const Choice& others);
  std::vector<Choice> combinations(const Encounter& encounter, const Variable& but);
  Facts base(const Choice& choice) const;
  Value list_with(int slot, const Choice& choice) const;
  const Value& first(const Variable& variable, const Choice& choice) const;
  std::vector<Value> side(const Encounter& encounter, int part, const Facts& facts,
                          const Evaluation& evaluation) const;
  std::vector<Number> gaps(const Encounter& encounter, const Facts& facts) const;

  std::vector<Value> values_of(int slot);
  std::vector<Value> list_values(int slot);

  const std::vector<Condition>& conditions_;
  const Schema& schema_;
  const CaseScope& scope_;
  const Facts& now_;
  Survey survey_;
  std::map<Variable, Pool> pools_;
  std::size_t found_ = 0;
  bool exhaustive_ = true;
};

}  // namespace termijn::rules::cases
