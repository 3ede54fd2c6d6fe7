// Trees back to text. Brackets stand where the grammar's levels need them.
#include "rules/language/condition/print.hpp"

#include <boost/variant/apply_visitor.hpp>
#include <boost/variant/get.hpp>

#include "rules/language/condition/detail/check.hpp"
#include "rules/language/condition/detail/parse.hpp"
#include "rules/language/condition/detail/printer.hpp"
#include "rules/language/detail/spell.hpp"

namespace termijn::rules {
namespace syntax {

Level level_of(const Token& op) {
  switch (op.word) {
    case or_:
      return disjunction;
    case and_:
      return conjunction;
    case plus:
    case minus:
      return sum;
    default:
      return product;
  }
}

const Chain* outermost(const Chain& rule) {
  const Chain* chain = &rule;
  while (chain->rest.empty()) {
    const Operand* inner = &chain->first;
    if (const auto* one = boost::get<x3::forward_ast<Comparison>>(&inner->get())) {
      if (!one->get().tails.empty()) return nullptr;
      inner = &one->get().left;
    }
    const auto* next = boost::get<x3::forward_ast<Chain>>(&inner->get());
    if (!next) return nullptr;
    chain = &next->get();
  }
  return level_of(chain->rest.front().op) <= conjunction ? chain : nullptr;
}

std::vector<std::string> Printer::parts(const Chain& rule) {
  const Chain* chain = outermost(rule);
  if (!chain) return {(*this)(rule)};
  const auto least = static_cast<Level>(level_of(chain->rest.front().op) + 1);
  std::vector<std::string> found{operand(chain->first, least)};
  for (const Step& step : chain->rest) {
    found.push_back(word(step.op) + " " + operand(step.right, least));
  }
  return found;
}

std::vector<std::string> Printer::parts(const Rule& rule) {
  std::vector<std::string> found = parts(rule.condition);
  for (const Exception& one : rule.exceptions) found.push_back(exception(one));
  return found;
}

std::string Printer::exception(const Exception& exception) {
  const Language language = lexis::target(exception.keyword, reserved_words(), to_);
  return word(exception.keyword) + " " + (*this)(exception.condition) + " " +
         std::string(lexis::spelling(because, reserved_words(), language)) + " " +
         std::string(exception.because.text);
}

std::string Printer::cell(const Cell& cell) {
  if (const auto* tail = boost::get<Tail>(&cell.get())) return (*this)(*tail);
  least_ = sum;
  return (*this)(boost::get<Chain>(cell.get()));
}

std::string Printer::operand(const Operand& operand, Level least) {
  const Level before = std::exchange(least_, least);
  std::string text = boost::apply_visitor(*this, operand);
  least_ = before;
  return text;
}

/// What `write` writes between brackets of whatever kind.
template <typename Write>
std::string Printer::inside(Write write) {
  ++depth_;
  const bool has = std::exchange(has_, false);
  std::string text = write();
  has_ = has;
  --depth_;
  return text;
}

template <typename Write>
std::string Printer::bracketed(Level level, Write write) {
  if (level >= least_) return write();
  return "(" + inside(write) + ")";
}

std::string Printer::word(const Token& token) const {
  return std::string(lexis::spelled_in(token, reserved_words(), to_));
}

/// An operator with what stands on its right.
std::string Printer::compared(const Token& op, const std::string& right) const {
  const bool clause = around_ == Surroundings::flow && depth_ == 0;
  if (clause && (op.word == by || op.word == after)) {
    return "is " + word(op) + " " + right;
  }
  // One 'has a name containing' something.
  const bool text_test =
      op.word == contains || op.word == starts_with || op.word == ends_with || op.word == matches;
  if (has_ && text_test) {
    const Language language = lexis::target(op, reserved_words(), to_);
    return std::string(lexis::last_spelling(op.word, reserved_words(), language)) + " " + right;
  }
  // 'is' and a fact that is called 'known' would be a question of their own.
  const std::string text = word(op) + " " + right;
  const auto read = lexis::match_word(text, reserved_words(), Language::any);
  if (read.word == op.word && read.length == text.size() - right.size() - 1) return text;
  return std::string(lexis::spelling(op.word, reserved_words(), to_, true)) + " " + right;
}

std::string Printer::operator()(const Token& token) {
  switch (token.kind) {
    case lexis::TokenKind::name:
      return names_.name(token);
    case lexis::TokenKind::word:
      return word(token);
    default:
      return std::string(token.text);
  }
}

std::string Printer::unit(const Token& unit, const Token& number) const {
  if (unit.word == percent) return "%";
  const Language language = lexis::target(unit, unit_words(), to_);
  if (unit.word == euro) return " euro";
  const bool one = parse_number(number.text) == Number(1);
  return " " + std::string(one ? lexis::spelling(unit.word, unit_words(), language)
                               : lexis::last_spelling(unit.word, unit_words(), language));
}

std::string Printer::operator()(const Quantity& quantity) {
  std::string text(quantity.number.text);
  if (quantity.currency) return text + unit(*quantity.currency, quantity.number);
  if (quantity.unit) return text + unit(*quantity.unit, quantity.number);
  return text;
}

std::string Printer::operator()(const Listing& listing) {
  return "[" + inside([&] {
           std::string items;
           for (const Operand& item : listing.items) {
             items += (items.empty() ? "" : ", ") + operand(item, disjunction);
           }
           return items;
         }) +
         "]";
}

std::string Printer::operator()(const Call& call) {
  const std::string_view name = lexis::spelled_in(call.function, other_words(), to_);
  call_ = lexis::target(call.function, other_words(), to_);
  return std::string(name) + "(" + inside([&] { return operand(call.argument, disjunction); }) +
         ")";
}

std::string Printer::operator()(const FieldOf& field) {
  const FactDeclaration* before = names_.enter(field.list);
  const std::string name = names_.name(field.field);
  names_.leave(before);
  return name + " " + std::string(lexis::spelling(of, other_words(), call_)) + " " +
         names_.subject(field.list);
}

std::string Printer::operator()(const Prefix& prefix) {
  if (prefix.op.word == not_) {
    return bracketed(factor,
                     [&] { return word(prefix.op) + " " + operand(prefix.operand, factor); });
  }
  return bracketed(term, [&] { return "-" + operand(prefix.operand, primary); });
}

std::string Printer::quantifier(const Quantified& quantified) const {
  const Token& token = quantified.quantifier;
  const Language language = lexis::target(token, reserved_words(), to_);
  if (token.word != every) {
    return std::string(lexis::spelling(token.word, reserved_words(), language));
  }
  if (names_.is_plural(quantified.subject)) {
    return std::string(lexis::last_spelling(every, reserved_words(), language));
  }
  // Which Dutch word goes with a noun, its writer knows best.
  const bool own = lexis::language_of(token, reserved_words()) == Language::nl;
  if (own && language == Language::nl) return lexis::plain(token.text);
  return std::string(lexis::spelling(every, reserved_words(), language));
}

std::string Printer::operator()(const Quantified& quantified) {
  return bracketed(has_ ? conjunction : factor, [&] {
    std::string text = quantifier(quantified);
    if (quantified.count) text += " " + std::string(quantified.count->text);
    // 'any challenges' is English, but one is 'minstens één uitdaging'.
    const bool one = quantified.quantifier.word == any && to_ == Language::nl;
    text += " " + (one ? names_.singular_subject(quantified.subject)
                       : names_.subject(quantified.subject));
    plural_ = !one && names_.is_plural(quantified.subject);
    const FactDeclaration* before = names_.enter(quantified.subject);
    text += " " + (*this)(quantified.test);
    names_.leave(before);
    return text;
  });
}

std::string Printer::operator()(const ElementTest& test) {
  return boost::apply_visitor(*this, test);
}

std::string Printer::operator()(const HasTest& test) {
  const Language language = lexis::target(test.has, reserved_words(), to_);
  const std::string_view verb = plural_ ? lexis::last_spelling(has, reserved_words(), language)
                                        : lexis::spelling(has, reserved_words(), language);
  const bool before = std::exchange(has_, true);
  std::string text = std::string(verb) + " " + operand(test.test, factor);
  has_ = before;
  return text;
}

std::string Printer::operator()(const Comparison& comparison) {
  if (comparison.tails.empty()) return boost::apply_visitor(*this, comparison.left);
  return bracketed(factor, [&] {
    std::string text = operand(comparison.left, sum);
    for (const Tail& tail : comparison.tails) text += " " + (*this)(tail);
    return text;
  });
}

std::string Printer::operator()(const Tail& tail) { return boost::apply_visitor(*this, tail); }

std::string Printer::operator()(const BinaryTail& tail) {
  return compared(tail.op, operand(tail.right, sum));
}

std::string Printer::operator()(const BetweenTail& tail) {
  const Language language = lexis::target(tail.op, reserved_words(), to_);
  return word(tail.op) + " " + operand(tail.low, sum) + " " +
         std::string(lexis::spelling(and_, reserved_words(), language)) + " " +
         operand(tail.high, sum);
}

std::string Printer::operator()(const Chain& chain) {
  if (chain.rest.empty()) return boost::apply_visitor(*this, chain.first);
  const Level level = level_of(chain.rest.front().op);
  return bracketed(level, [&] {
    const auto least = static_cast<Level>(level + 1);
    std::string text = operand(chain.first, least);
    for (const Step& step : chain.rest) {
      text += " " + word(step.op) + " " + operand(step.right, least);
    }
    return text;
  });
}

}  // namespace syntax

std::optional<Printed> print_condition(const Excerpt& text, const Schema& names, Language to,
                                       Surroundings around, Diagnostics& diagnostics) {
  if (!syntax::within_bounds(text, Language::any, diagnostics)) return std::nullopt;
  const auto tree = syntax::parse(text, Language::any, diagnostics);
  if (!tree) return std::nullopt;
  return Printed{syntax::Printer(names, to, around).parts(*tree), syntax::Shape(names).rule(*tree)};
}

std::optional<Printed> print_cell(const Excerpt& text, const Schema& names, Language to,
                                  Diagnostics& diagnostics) {
  if (lexis::plain(text.text()) == "-") return Printed{{"-"}, "-"};
  if (!syntax::within_bounds(text, Language::any, diagnostics)) return std::nullopt;
  const auto tree = syntax::parse_cell(text, Language::any, diagnostics);
  if (!tree) return std::nullopt;
  return Printed{{syntax::Printer(names, to, Surroundings::none).cell(*tree)},
                 syntax::Shape(names).cell(*tree)};
}

}  // namespace termijn::rules
