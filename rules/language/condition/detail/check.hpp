#pragma once

#include <optional>
#include <string>

#include "rules/language/condition/condition.hpp"
#include "rules/language/condition/detail/ast.hpp"
#include "rules/language/condition/detail/program.hpp"

namespace termijn::rules::syntax {

/// A value that is written out, or empty with a fault added.
struct Literal {
  Value value;
  Type type;
};
std::optional<Literal> literal(const Quantity& quantity, Diagnostics& diagnostics);
std::optional<Literal> date_literal(const Token& token, Diagnostics& diagnostics);
std::string text_of(const Token& token);

/// An operand as the type rules see it.
struct Typed {
  Type type;
  Span span;
  bool zero = false;  ///< The number 0, written out.
};

/// The operator that a keyword of two operands stands for.
Op operator_of(const Token& token);

/// What comes of `left op right`; empty when they do not fit, which is added to
/// `diagnostics` with both places.
std::optional<Type> compared(const Token& op, const Typed& left, const Typed& right, bool has_zone,
                             Diagnostics& diagnostics);
std::optional<Type> computed(const Token& op, const Typed& left, const Typed& right, bool has_zone,
                             Diagnostics& diagnostics);

/// `a number`, `a date`, `yes or no`: as messages say it.
std::string described(Type type);
bool is_list(Type type);
bool is_period(Type type);
/// A number, a percentage or money.
bool is_amount(Type type);
/// Whether one of these can be less than another.
bool has_order(Type type);
/// What an element of a list is; a list of records has none.
std::optional<Type> element_of(Type type);

Diagnostic fault(std::string code, std::string message, Span span, std::string help = "");

}  // namespace termijn::rules::syntax
