#pragma once

#include <optional>
#include <utility>
#include <vector>

#include <boost/variant/static_visitor.hpp>

#include "rules/language/condition/detail/builder.hpp"
#include "rules/language/condition/detail/check.hpp"
#include "rules/language/condition/detail/names.hpp"

namespace termijn::rules::syntax {

/// Empty means: wrong, and already reported. It travels up without a second
/// report, so that one slip gives one error while its neighbours are still checked.
using Checked = std::optional<int>;

/// The list that is written out there, perhaps in brackets; or null.
const Listing* written_list(const Operand& operand);

/// Walks a tree and lays its parts in a `Builder`.
class Checker : public boost::static_visitor<Checked> {
 public:
  Checker(const Schema& schema, Diagnostics& diagnostics)
      : schema_(schema), diagnostics_(diagnostics), builder_(schema) {}

  Checked operator()(const Token& token);
  Checked operator()(const Quantity& quantity);
  Checked operator()(const Listing& listing);
  Checked operator()(const Call& call);
  Checked operator()(const FieldOf& field);
  Checked operator()(const Prefix& prefix);
  Checked operator()(const Quantified& quantified);
  Checked operator()(const Comparison& comparison);
  Checked operator()(const Chain& chain);
  Checked operator()(const Rule& rule);
  /// An input of a decision table held against a cell.
  Checked operator()(Checked input, const Cell& cell, Span span);

  Typed typed(int node) const;
  Builder& builder() { return builder_; }
  /// Empty when the whole is too large, which is reported at `span`.
  std::optional<Condition> finish(Span span);

 private:
  Checked visit(const Operand& operand) { return boost::apply_visitor(*this, operand); }
  Checked tail(Checked left, const Tail& tail, Span whole);
  Checked binary(Checked left, const BinaryTail& tail, Span whole);
  Checked between(Checked left, const BetweenTail& tail, Span whole);
  Checked within(int moment, std::pair<int, int> bounds, const Token& op, Span whole);
  Checked knowledge(Checked left, const Token& op, Span whole);
  Checked membership(Checked left, const BinaryTail& tail, Span whole);
  Checked among(Checked left, const Listing& listing, const Token& op, Span whole);
  int exception(const Exception& written);
  Checked logic(const Chain& chain, Op op);
  Checked arithmetic(const Chain& chain);
  Checked equality(Checked left, Checked right, const Token& op, Span whole);
  Checked name(const Token& token);
  Checked named_rule(const std::shared_ptr<const Definition>& definition, const Token& token);
  Checked sentence(const Token& token);
  Checked procedure_fact(const char* fact, const Token& token);
  Checked quantified_body(const Quantified& quantified, int slot);
  Checked element_test(const Quantified& quantified, const FactDeclaration& subject);
  Checked of_field(const Call& call, const FieldOf& field);
  Checked of_items(const Call& call, const Listing& items);
  Checked of_list(const Call& call, int list);
  bool aggregates(const Call& call, const Typed& element);
  Checked element(const Quantified& quantified, const FactDeclaration& subject);
  std::optional<int> how_many(const Quantified& quantified);

  Checked refuse(Diagnostic found);
  Checked must_be_truth(Checked node);
  bool check_choice(int left, int right);
  std::optional<Choices> choices_of(int node) const;
  std::optional<Choices> outputs_of(int table) const;
  const FactDeclaration& declared(int slot) const {
    return schema_.facts[static_cast<std::size_t>(slot)];
  }

  const Schema& schema_;
  Diagnostics& diagnostics_;
  Builder builder_;
  const FactDeclaration* subject_ = nullptr;  ///< What the quantifier around here looks at.
};

}  // namespace termijn::rules::syntax
