#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rules/diagnostic.hpp"
#include "rules/language/value.hpp"
#include "rules/language/words.hpp"

namespace termijn::rules {

/// A checked expression of the rule language, ready to evaluate any number of
/// times. It knows nothing of the parser. Cheap to copy.
class Condition {
 public:
  /// A part of the expression: what `evaluate` gives a value to.
  struct Part {
    Span span;
    Type type = Type::truth;
  };

  struct Program;  ///< Operands before operators, flat; see detail/program.hpp.

  explicit Condition(std::shared_ptr<const Program> program) : program_(std::move(program)) {}

  const std::vector<Part>& parts() const;
  Type type() const { return parts().back().type; }
  Span span() const { return parts().back().span; }
  /// The slots it may ask for, ascending.
  const std::vector<int>& slots() const;
  const Program& program() const { return *program_; }

 private:
  std::shared_ptr<const Program> program_;
};

/// The answer and the way to it.
struct Evaluation {
  Value value;               ///< Unknown when the missing facts could decide either way.
  std::vector<int> missing;  ///< The slots to record to get an answer; empty when it is known.
  std::vector<Value> parts;  ///< A value for each of `Condition::parts`; the last is `value`.
};

/// Reads and type-checks an expression. Empty when there are errors; they are
/// added to `diagnostics`, several where there are several. Text over 10,000
/// bytes or nested deeper than 100 is refused before it is parsed.
std::optional<Condition> compile_expression(const Excerpt& text, const Schema& schema,
                                            Language language, Diagnostics& diagnostics);

/// The same, for a rule that must say yes or no.
std::optional<Condition> compile_condition(const Excerpt& text, const Schema& schema,
                                           Language language, Diagnostics& diagnostics);

/// Evaluates with Kleene's three-valued logic. Pure; never throws on facts of
/// the declared types.
Evaluation evaluate(const Condition& condition, const Facts& facts);

/// Kleene's answer: empty is unknown.
std::optional<bool> truth(const Value& value);

}  // namespace termijn::rules
