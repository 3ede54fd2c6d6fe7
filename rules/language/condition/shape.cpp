#include <boost/variant/apply_visitor.hpp>
#include <boost/variant/get.hpp>

#include "rules/language/condition/detail/check.hpp"
#include "rules/language/condition/detail/printer.hpp"
#include "rules/language/detail/spell.hpp"

namespace termijn::rules::syntax {
namespace {

std::string word(const Token& token) { return "w" + std::to_string(token.word); }

}  // namespace

std::string Shape::visit(const Operand& operand) { return boost::apply_visitor(*this, operand); }

std::string Shape::rule(const Rule& rule) {
  std::string text = (*this)(rule.condition);
  for (const Exception& one : rule.exceptions) {
    text += "(except " + (*this)(one.condition) + " " + lexis::shape_of('t', text_of(one.because)) +
            ")";
  }
  return text;
}

std::string Shape::cell(const Cell& cell) {
  if (const auto* tail = boost::get<Tail>(&cell.get())) return (*this)(*tail);
  return (*this)(boost::get<Chain>(cell.get()));
}

std::string Shape::operator()(const Token& token) {
  switch (token.kind) {
    case lexis::TokenKind::name:
      return lexis::shape_of('n', names_.declared(token));
    case lexis::TokenKind::word:
      return word(token);
    case lexis::TokenKind::text:
      return lexis::shape_of('t', text_of(token));
    default:
      return lexis::shape_of('v', token.text);
  }
}

std::string Shape::operator()(const Quantity& quantity) {
  const auto& unit = quantity.currency ? quantity.currency : quantity.unit;
  return "(amount " + lexis::shape_of('v', quantity.number.text) + (unit ? word(*unit) : "") + ")";
}

std::string Shape::operator()(const Listing& listing) {
  std::string text = "(list";
  for (const Operand& item : listing.items) text += " " + visit(item);
  return text + ")";
}

std::string Shape::operator()(const Call& call) {
  return "(call " + word(call.function) + " " + visit(call.argument) + ")";
}

std::string Shape::operator()(const FieldOf& field) {
  const FactDeclaration* before = names_.enter(field.list);
  const std::string name = names_.declared(field.field);
  names_.leave(before);
  return "(field " + lexis::shape_of('n', name) + " " +
         lexis::shape_of('n', names_.declared_subject(field.list)) + ")";
}

std::string Shape::operator()(const Prefix& prefix) {
  return "(prefix " + word(prefix.op) + " " + visit(prefix.operand) + ")";
}

std::string Shape::operator()(const Quantified& quantified) {
  std::string text = "(of " + word(quantified.quantifier);
  if (quantified.count) text += " " + lexis::shape_of('v', quantified.count->text);
  text += " " + lexis::shape_of('n', names_.declared_subject(quantified.subject));
  const FactDeclaration* before = names_.enter(quantified.subject);
  text += " " + (*this)(quantified.test) + ")";
  names_.leave(before);
  return text;
}

std::string Shape::operator()(const ElementTest& test) { return boost::apply_visitor(*this, test); }

std::string Shape::operator()(const HasTest& test) { return "(has " + visit(test.test) + ")"; }

std::string Shape::operator()(const Comparison& comparison) {
  if (comparison.tails.empty()) return visit(comparison.left);
  std::string text = "(compare " + visit(comparison.left);
  for (const Tail& tail : comparison.tails) text += " " + (*this)(tail);
  return text + ")";
}

std::string Shape::operator()(const Tail& tail) { return boost::apply_visitor(*this, tail); }

std::string Shape::operator()(const BinaryTail& tail) {
  return word(tail.op) + " " + visit(tail.right);
}

std::string Shape::operator()(const BetweenTail& tail) {
  return word(tail.op) + " " + visit(tail.low) + " " + visit(tail.high);
}

std::string Shape::operator()(const Chain& chain) {
  if (chain.rest.empty()) return visit(chain.first);
  std::string text = "(chain " + visit(chain.first);
  for (const Step& step : chain.rest) text += " " + word(step.op) + " " + visit(step.right);
  return text + ")";
}

}  // namespace termijn::rules::syntax
