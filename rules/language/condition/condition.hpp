#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
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

  /// What makes the rule hold although its own condition does not: `except when …
  /// because "…"`. The rule is `CONDITION or EXCEPTION or …`.
  struct Exception {
    int part = 0;         ///< Its condition: a truth.
    std::string because;  ///< What an applicant reads when it applies.
    Span span;            ///< From `except when` to the end of the reason.
  };

  struct Program;  ///< Operands before operators, flat; see detail/program.hpp.

  explicit Condition(std::shared_ptr<const Program> program) : program_(std::move(program)) {}

  const std::vector<Part>& parts() const;
  Type type() const { return parts().back().type; }
  Span span() const { return parts().back().span; }
  /// The slots it may ask for, ascending.
  const std::vector<int>& slots() const;
  /// The exceptions of the rule itself, in the order written; those of the named
  /// rules that it uses are not among them.
  const std::vector<Exception>& exceptions() const;
  /// The named rules and tables that it uses, also through others, each once.
  std::vector<std::shared_ptr<const Definition>> definitions() const;
  const Program& program() const { return *program_; }

 private:
  std::shared_ptr<const Program> program_;
};

/// A rule with a name, which other rules use like a fact: `[[rule]]`, or the
/// whole of a `[[table]]`. It is laid into whatever uses it, so that missing
/// facts, faults and the trace are those of the facts that it asks for, and spans
/// point to its own lines.
struct Definition {
  std::string name;
  /// Of any type. Empty: it is wrong, which is reported, and whoever uses it is
  /// silently left out; never so in a rulebook that loaded.
  std::optional<Condition> rule;
  std::string because{};  ///< What it is there for; may be empty.
  Span span{};            ///< Of its name.
};

/// Why a part has no value although its facts are known: a division by zero, or
/// a number or date past what can be held exactly.
struct EvaluationFault {
  Span span;            ///< The part.
  std::string message;  ///< In the words of the manual.
};

/// The answer and the way to it.
///
/// `value` is unknown for two reasons that must not be mixed up: facts are
/// missing (`missing` says which), or the arithmetic has no result (`fault` says
/// why; recording facts will not help unless some are missing too). A fault in a
/// part on which the answer does not depend is no fault: `false and 1/0 = 1` is
/// false.
struct Evaluation {
  Value value;
  std::vector<int> missing;  ///< The slots to record to get an answer, ascending; empty when known.
  /// A value for each of `Condition::parts`; the last is `value`. Parts inside a
  /// quantifier have the values of the element that decided it, and of the last
  /// element when none did.
  std::vector<Value> parts;
  std::optional<EvaluationFault> fault;
};

/// Reads and type-checks an expression. Empty when there are errors; they are
/// added to `diagnostics`, several where there are several. Text over 10,000
/// bytes or nested deeper than 100 is refused before it is parsed.
///
/// The whole, with the named rules it uses, has at most 100,000 parts.
std::optional<Condition> compile_expression(const Excerpt& text, const Schema& schema,
                                            Language language, Diagnostics& diagnostics);

/// The same, for a rule that must say yes or no.
std::optional<Condition> compile_condition(const Excerpt& text, const Schema& schema,
                                           Language language, Diagnostics& diagnostics);

/// Evaluates with Kleene's three-valued logic. Pure; never throws on facts of
/// the declared types.
Evaluation evaluate(const Condition& condition, const Facts& facts);

/// Room for `truth_of`, kept from one call to the next so that nothing is allocated
/// anew. Of one thread at a time; any condition may use it.
class Scratch {
 public:
  /// Of a part: what it says, or whether it waits for facts or never has a value.
  enum class Answer : signed char { no, yes, missing, fault };

 private:
  class Run;
  friend std::optional<bool> truth_of(const Condition&, const Facts&, Scratch&);

  std::vector<Answer> answers_;
  std::vector<Value> values_;
  Value element_;  ///< What a quantifier looks at, of a list of numbers or texts.
};

/// The verdict alone, as `truth(evaluate(condition, facts).value)` has it, in a fraction of
/// the time: no trace, no missing facts, no words about faults. For judging many
/// candidatures at once. Empty is unknown, or a value that is no yes or no.
std::optional<bool> truth_of(const Condition& condition, const Facts& facts, Scratch& scratch);

/// Kleene's answer: empty is unknown.
std::optional<bool> truth(const Value& value);

/// The parts that must all hold, by index: the operands of the outermost `and`,
/// or the whole when there is none.
std::vector<int> conjuncts(const Condition& condition);

/// The names in a rule that may stand for a fact or a definition, in the order
/// written, whether or not there is one. Reads tokens only, so the rule may be wrong.
std::vector<std::string_view> names_in(const Excerpt& text, Language language);

/// Whether a word means something to the rule language, in Dutch or English, so
/// that no fact can bear it as its name.
bool is_reserved_word(std::string_view name);

}  // namespace termijn::rules
