#pragma once

#include <string>
#include <vector>

#include <boost/variant/static_visitor.hpp>

#include "rules/language/condition/detail/name_book.hpp"
#include "rules/language/condition/print.hpp"

namespace termijn::rules::syntax {

/// How tightly something binds; what binds looser than its place asks for stands
/// in brackets.
enum Level : int { disjunction, conjunction, factor, sum, product, term, primary };

Level level_of(const Token& op);

/// The outermost `and` or `or`; null when the rule is none.
const Chain* outermost(const Chain& rule);

/// Writes a tree in normal form. There is one function a kind of node and none
/// for all, so that a new kind does not compile until it is printed.
class Printer : public boost::static_visitor<std::string> {
 public:
  Printer(const Schema& names, Language to, Surroundings around)
      : names_(names, to), to_(to), around_(around) {}

  std::vector<std::string> parts(const Rule& rule);
  std::string cell(const Cell& cell);

  std::string operator()(const Token& token);
  std::string operator()(const Quantity& quantity);
  std::string operator()(const FieldOf& field);
  std::string operator()(const Listing& listing);
  std::string operator()(const Call& call);
  std::string operator()(const Prefix& prefix);
  std::string operator()(const Quantified& quantified);
  std::string operator()(const Comparison& comparison);
  std::string operator()(const Chain& chain);
  std::string operator()(const Tail& tail);
  std::string operator()(const BinaryTail& tail);
  std::string operator()(const BetweenTail& tail);
  std::string operator()(const HasTest& test);
  std::string operator()(const ElementTest& test);

 private:
  std::vector<std::string> parts(const Chain& rule);
  std::string exception(const Exception& exception);
  std::string operand(const Operand& operand, Level least);
  template <typename Write>
  std::string bracketed(Level level, Write write);
  template <typename Write>
  std::string inside(Write write);
  std::string word(const Token& token) const;
  std::string compared(const Token& op, const std::string& right) const;
  std::string quantifier(const Quantified& quantified) const;
  std::string unit(const Token& unit, const Token& number) const;

  NameBook names_;
  Language to_;
  Surroundings around_;
  Level least_ = disjunction;
  int depth_ = 0;                 ///< Of brackets.
  bool has_ = false;              ///< Behind `has`, where a quantifier needs brackets.
  bool plural_ = false;           ///< Whether the quantifier here looks at a plural.
  Language call_ = Language::en;  ///< Of the function here.
};

/// What a tree says, as `Printed::shape` explains. Brackets and levels of the
/// grammar that add nothing are left out.
class Shape : public boost::static_visitor<std::string> {
 public:
  explicit Shape(const Schema& names) : names_(names, Language::any) {}

  std::string rule(const Rule& rule);
  std::string cell(const Cell& cell);

  std::string operator()(const Token& token);
  std::string operator()(const Quantity& quantity);
  std::string operator()(const FieldOf& field);
  std::string operator()(const Listing& listing);
  std::string operator()(const Call& call);
  std::string operator()(const Prefix& prefix);
  std::string operator()(const Quantified& quantified);
  std::string operator()(const Comparison& comparison);
  std::string operator()(const Chain& chain);
  std::string operator()(const Tail& tail);
  std::string operator()(const BinaryTail& tail);
  std::string operator()(const BetweenTail& tail);
  std::string operator()(const HasTest& test);
  std::string operator()(const ElementTest& test);

 private:
  std::string visit(const Operand& operand);

  NameBook names_;
};

}  // namespace termijn::rules::syntax
