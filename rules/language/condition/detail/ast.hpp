#pragma once

#include <vector>

#include <boost/optional.hpp>
#include <boost/spirit/home/x3/support/ast/variant.hpp>

#include "rules/language/condition/detail/words.hpp"

namespace termijn::rules::syntax {

namespace x3 = boost::spirit::x3;
using lexis::Token;

struct Located {
  Span span;
};

struct Chain;
struct Prefix;
struct Quantified;
struct Comparison;
struct Listing;
struct Call;

/// `60%`, `1000 euro`, `EUR 1000`, `14 days`, `7`.
struct Quantity : Located {
  boost::optional<Token> currency;  ///< Written before the number.
  Token number;
  boost::optional<Token> unit;  ///< Written behind it.
};

/// `pages of documents`: one field of every record of a list.
struct FieldOf : Located {
  Token field;
  Token list;
};

/// A token by itself is a name, a text, a date, true, false, or one of the
/// sentences of the procedure.
struct Operand
    : x3::variant<Token, Quantity, FieldOf, x3::forward_ast<Listing>, x3::forward_ast<Call>,
                  x3::forward_ast<Prefix>, x3::forward_ast<Quantified>, x3::forward_ast<Comparison>,
                  x3::forward_ast<Chain>> {
  using base_type::base_type;
  using base_type::operator=;
};

/// `[1, 2, 3]`
struct Listing : Located {
  Token open;
  std::vector<Operand> items;
};

/// `count(documents)`, `sum(pages of documents)`; only here a `FieldOf` stands.
struct Call : Located {
  Token function;
  Operand argument;
};

/// `not X`, `-X`
struct Prefix : Located {
  Token op;
  Operand operand;
};

/// `… = X`, `… in X`, `… by X`
struct BinaryTail : Located {
  Token op;
  Operand right;
};

/// `… between LOW and HIGH`
struct BetweenTail : Located {
  Token op;
  Operand low;
  Operand high;
};

/// `… is known` is a token by itself.
struct Tail : x3::variant<Token, BinaryTail, BetweenTail> {
  using base_type::base_type;
  using base_type::operator=;
};

/// What follows `has`: a test of one element's fields.
struct HasTest : Located {
  Token has;
  Operand test;
};

/// What an element must be: `… has TEST`, or a comparison of the element itself.
struct ElementTest : x3::variant<Tail, HasTest> {
  using base_type::base_type;
  using base_type::operator=;
};

/// `any documents has …`, `at least 2 challenges in …`
struct Quantified : Located {
  Token quantifier;
  boost::optional<Token> count;
  Token subject;
  ElementTest test;
};

/// A sum with what it is compared to; more than one tail is for the checker to
/// refuse.
struct Comparison : Located {
  Operand left;
  std::vector<Tail> tails;
};

struct Step {
  Token op;
  Operand right;
};

/// `first op operand op operand …` at one level of precedence, left to right.
struct Chain : Located {
  Operand first;
  std::vector<Step> rest;
};

/// `except when CONDITION because "text"`
struct Exception : Located {
  Token keyword;
  Chain condition;
  Token because;  ///< The text.
};

/// A whole rule: its exceptions stand only at its outermost level.
struct Rule : Located {
  Chain condition;
  std::vector<Exception> exceptions;
};

/// A cell of a decision table that asks something: a comparison without its left
/// side, or the value that the input must be equal to.
struct Cell : x3::variant<Tail, Chain> {
  using base_type::base_type;
  using base_type::operator=;
};

}  // namespace termijn::rules::syntax
