#include <algorithm>

#include "rules/language/condition/detail/checker.hpp"
#include "rules/language/condition/detail/names.hpp"
#include "rules/language/condition/detail/parse.hpp"

namespace termijn::rules::syntax {

namespace {

Diagnostic too_large(Span span) {
  return fault("E0232", "with the named rules that it uses, this rule has more than 100,000 parts",
               span, "use fewer named rules in it, or make them smaller");
}

}  // namespace

Checked Checker::refuse(Diagnostic found) {
  diagnostics_.push_back(std::move(found));
  return std::nullopt;
}

Typed Checker::typed(int node) const {
  const Condition::Part& part = builder_.part(node);
  const bool zero =
      builder_.node(node).op == Op::constant && builder_.constant_of(node) == Value(Number(0));
  return {part.type, part.span, zero};
}

Checked Checker::must_be_truth(Checked node) {
  if (!node) return node;
  const Typed operand = typed(*node);
  if (operand.type == Type::truth) return node;
  Diagnostic found = fault("E0208", "this must say yes or no", operand.span,
                           "compare it with something, or ask whether it 'is known'");
  found.primary.text = "this is " + described(operand.type);
  return refuse(std::move(found));
}

// ---- what stands by itself ----

Checked Checker::operator()(const Token& token) {
  switch (token.kind) {
    case lexis::TokenKind::name:
      return name(token);
    case lexis::TokenKind::text:
      return builder_.constant(Value(text_of(token)), Type::text, token.span);
    case lexis::TokenKind::date: {
      const auto date = date_literal(token, diagnostics_);
      return date ? Checked(builder_.constant(date->value, date->type, token.span)) : std::nullopt;
    }
    default:
      return sentence(token);
  }
}

Checked Checker::name(const Token& token) {
  if (subject_ && builder_.in_body()) {
    const int field = field_of(*subject_, token.text);
    if (field >= 0) {
      const Type type = subject_->fields[static_cast<std::size_t>(field)].type;
      return builder_.emit(Op::field, type, token.span, {}, field);
    }
  }
  const int slot = schema_.slot(token.text);
  if (slot >= 0) return builder_.fact(slot, declared(slot).type, token.span);
  if (const auto definition = definition_of(schema_, token.text)) {
    return named_rule(definition, token);
  }
  const bool records = subject_ && subject_->type == Type::records;
  return refuse(unknown_name(token, schema_, records ? subject_ : nullptr));
}

Checked Checker::named_rule(const std::shared_ptr<const Definition>& definition,
                            const Token& token) {
  if (!definition->rule) return std::nullopt;
  const int answer = builder_.lay(definition);
  if (answer < 0) return refuse(too_large(token.span));
  return builder_.emit(Op::defined, definition->rule->type(), token.span, {answer});
}

Checked Checker::sentence(const Token& token) {
  switch (token.word) {
    case true_:
      return builder_.constant(Value(true), Type::truth, token.span);
    case false_:
      return builder_.constant(Value(false), Type::truth, token.span);
    case requirements_hold:
      return procedure_fact("requirements.hold", token);
    case score_passes:
      return procedure_fact("score.passes", token);
    default: {
      const Checked hold = procedure_fact("requirements.hold", token);
      return hold ? Checked(builder_.emit(Op::not_, Type::truth, token.span, {*hold})) : hold;
    }
  }
}

Checked Checker::procedure_fact(const char* fact_name, const Token& token) {
  const int slot = schema_.slot(fact_name);
  if (slot >= 0) return builder_.fact(slot, declared(slot).type, token.span);
  return refuse(fault("E0225", "'" + std::string(token.text) + "' is not known here", token.span,
                      "a rule cannot ask for its own outcome; only the workflow asks this"));
}

Checked Checker::operator()(const Quantity& quantity) {
  const auto value = literal(quantity, diagnostics_);
  if (!value) return std::nullopt;
  return builder_.constant(value->value, value->type, quantity.span);
}

Checked Checker::operator()(const Listing& listing) {
  return refuse(fault("E0211", "a list that is written out stands only behind 'in'", listing.span,
                      "write: VALUE in […]"));
}

Checked Checker::operator()(const Prefix& prefix) {
  const Checked operand = visit(prefix.operand);
  if (prefix.op.word == not_) {
    const Checked truth = must_be_truth(operand);
    return truth ? Checked(builder_.emit(Op::not_, Type::truth, prefix.span, {*truth})) : truth;
  }
  if (!operand) return operand;
  const Typed number = typed(*operand);
  const bool amount =
      number.type == Type::number || number.type == Type::percentage || number.type == Type::money;
  if (amount) return builder_.emit(Op::negate, number.type, prefix.span, {*operand});
  Diagnostic found = fault("E0210", "only an amount has an opposite", number.span,
                           "to subtract, write what to subtract from");
  found.primary.text = "this is " + described(number.type);
  return refuse(std::move(found));
}

// ---- the whole ----

Checked Checker::operator()(const Rule& rule) {
  if (rule.exceptions.empty()) return (*this)(rule.condition);
  const Checked condition = must_be_truth((*this)(rule.condition));
  std::vector<int> operands{condition.value_or(-1)};
  for (const Exception& written : rule.exceptions) operands.push_back(exception(written));
  if (std::find(operands.begin(), operands.end(), -1) != operands.end()) return std::nullopt;
  const Span span = lexis::join(rule.condition.span, rule.exceptions.back().span);
  return builder_.emit(Op::or_, Type::truth, span, operands);
}

/// Its condition; -1 when something is wrong with it.
int Checker::exception(const Exception& written) {
  const Checked condition = must_be_truth((*this)(written.condition));
  const std::string because = text_of(written.because);
  if (std::all_of(because.begin(), because.end(), lexis::is_blank)) {
    refuse(fault("E0226", "this exception does not say why", written.because.span,
                 "write what an applicant reads when it applies"));
    return -1;
  }
  if (!condition) return -1;
  builder_.except({*condition, because, written.span});
  return *condition;
}

std::optional<Condition> Checker::finish(Span span) {
  if (!builder_.too_large()) return builder_.finish();
  refuse(too_large(span));
  return std::nullopt;
}

// ---- chains ----

Checked Checker::operator()(const Chain& chain) {
  if (chain.rest.empty()) return visit(chain.first);
  switch (chain.rest.front().op.word) {
    case or_:
      return logic(chain, Op::or_);
    case and_:
      return logic(chain, Op::and_);
    default:
      return arithmetic(chain);
  }
}

Checked Checker::logic(const Chain& chain, Op op) {
  std::vector<int> operands;
  const auto take = [&](const Operand& operand) {
    if (const Checked node = must_be_truth(visit(operand))) operands.push_back(*node);
  };
  take(chain.first);
  for (const Step& step : chain.rest) take(step.right);
  if (operands.size() != chain.rest.size() + 1) return std::nullopt;
  return builder_.emit(op, Type::truth, chain.span, operands);
}

namespace {

/// Where what stands before an operator ends, brackets included.
std::uint32_t end_before(const Token& op) {
  std::uint32_t blanks = 0;
  for (const char* before = op.text.data() - 1; lexis::is_blank(*before); --before) ++blanks;
  return op.span.begin - blanks;
}

}  // namespace

Checked Checker::arithmetic(const Chain& chain) {
  Checked left = visit(chain.first);
  for (std::size_t at = 0; at < chain.rest.size(); ++at) {
    const Step& step = chain.rest[at];
    const Checked right = visit(step.right);
    if (!left || !right) {
      left = std::nullopt;
      continue;
    }
    const auto type =
        computed(step.op, typed(*left), typed(*right), schema_.zone != nullptr, diagnostics_);
    if (!type) {
      left = std::nullopt;
      continue;
    }
    const bool last = at + 1 == chain.rest.size();
    const Span span{chain.span.source, chain.span.begin,
                    last ? chain.span.end : end_before(chain.rest[at + 1].op)};
    left = builder_.emit(operator_of(step.op), *type, span, {*left, *right});
  }
  return left;
}

}  // namespace termijn::rules::syntax

namespace termijn::rules {

std::optional<Condition> compile_expression(const Excerpt& text, const Schema& schema,
                                            Language language, Diagnostics& diagnostics) {
  if (!syntax::within_bounds(text, language, diagnostics)) return std::nullopt;
  const auto tree = syntax::parse(text, language, diagnostics);
  if (!tree) return std::nullopt;
  syntax::Checker checker(schema, diagnostics);
  if (!checker(*tree)) return std::nullopt;
  return checker.finish(text.span);
}

std::optional<Condition> compile_condition(const Excerpt& text, const Schema& schema,
                                           Language language, Diagnostics& diagnostics) {
  auto condition = compile_expression(text, schema, language, diagnostics);
  if (!condition || condition->type() == Type::truth) return condition;
  diagnostics.push_back(
      {.severity = Severity::error,
       .code = "E0208",
       .message = "this must say yes or no",
       .primary = {condition->span(), "this is " + syntax::described(condition->type())},
       .help = "compare it with something, or ask whether it 'is known'"});
  return std::nullopt;
}

}  // namespace termijn::rules
