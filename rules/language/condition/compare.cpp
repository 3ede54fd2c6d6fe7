// Comparisons, membership and the conditions on lists.
#include <algorithm>

#include <boost/variant/get.hpp>

#include "rules/language/condition/detail/checker.hpp"

namespace termijn::rules::syntax {
namespace {

Span span_of(const Tail& tail) {
  struct {
    Span operator()(const Token& token) const { return token.span; }
    Span operator()(const Located& node) const { return node.span; }
  } spans;
  return boost::apply_visitor(spans, tail);
}

Op quantifier_of(const Token& token) {
  switch (token.word) {
    case any:
      return Op::any;
    case every:
      return Op::every;
    case none:
      return Op::none;
    case at_least:
      return Op::so_many_at_least;
    default:
      return Op::so_many_at_most;
  }
}

}  // namespace

const Listing* written_list(const Operand& operand) {
  const Operand* inner = &operand;
  for (;;) {
    if (const auto* list = boost::get<x3::forward_ast<Listing>>(&inner->get())) return &list->get();
    const auto* chain = boost::get<x3::forward_ast<Chain>>(&inner->get());
    const auto* comparison = boost::get<x3::forward_ast<Comparison>>(&inner->get());
    if (chain && chain->get().rest.empty()) {
      inner = &chain->get().first;
    } else if (comparison && comparison->get().tails.empty()) {
      inner = &comparison->get().left;
    } else {
      return nullptr;
    }
  }
}

Checked Checker::operator()(const Comparison& comparison) {
  const Checked left = visit(comparison.left);
  if (comparison.tails.empty()) return left;
  if (comparison.tails.size() == 1) return tail(left, comparison.tails.front(), comparison.span);
  Diagnostic found = fault("E0212", "two comparisons in a row", span_of(comparison.tails[1]),
                           "write 'between LOW and HIGH', or two comparisons with 'and'");
  found.secondary.push_back({span_of(comparison.tails[0]), "the first"});
  return refuse(std::move(found));
}

Checked Checker::tail(Checked left, const Tail& written, Span whole) {
  if (const auto* token = boost::get<Token>(&written.get())) return knowledge(left, *token, whole);
  if (const auto* two = boost::get<BetweenTail>(&written.get())) return between(left, *two, whole);
  const auto& one = boost::get<BinaryTail>(written.get());
  const bool member = one.op.word == in || one.op.word == not_in;
  return member ? membership(left, one, whole) : binary(left, one, whole);
}

Checked Checker::knowledge(Checked left, const Token& op, Span whole) {
  if (!left) return left;
  return builder_.emit(operator_of(op), Type::truth, whole, {*left});
}

Checked Checker::binary(Checked left, const BinaryTail& written, Span whole) {
  return equality(left, visit(written.right), written.op, whole);
}

Checked Checker::equality(Checked left, Checked right, const Token& op, Span whole) {
  if (!left || !right) return std::nullopt;
  const auto type =
      compared(op, typed(*left), typed(*right), schema_.zone != nullptr, diagnostics_);
  // A part of a text, or a pattern, need not be one of the choices.
  const bool whole_texts = op.word == equal || op.word == unequal;
  if (!type || (whole_texts && !check_choice(*left, *right))) return std::nullopt;
  return builder_.emit(operator_of(op), *type, whole, {*left, *right});
}

Checked Checker::operator()(Checked input, const Cell& cell, Span span) {
  if (const auto* written = boost::get<Tail>(&cell.get())) return tail(input, *written, span);
  Token equals;
  equals.span = span;
  equals.word = equal;
  equals.text = "=";
  return equality(input, (*this)(boost::get<Chain>(cell.get())), equals, span);
}

Checked Checker::between(Checked left, const BetweenTail& written, Span whole) {
  const Checked low = visit(written.low);
  const Checked high = visit(written.high);
  if (!left || !low || !high) return std::nullopt;
  const bool moments = typed(*low).type == Type::instant && typed(*high).type == Type::instant;
  if (typed(*left).type == Type::instant && !moments) {
    return within(*left, {*low, *high}, written.op, whole);
  }
  Token order = written.op;
  order.word = at_least;
  const auto from = compared(order, typed(*left), typed(*low), false, diagnostics_);
  if (!from) return std::nullopt;
  order.word = at_most;
  if (!compared(order, typed(*left), typed(*high), false, diagnostics_)) return std::nullopt;
  const int lower = builder_.emit(Op::at_least, Type::truth, whole, {*left, *low});
  const int upper = builder_.emit(Op::at_most, Type::truth, whole, {*left, *high});
  return builder_.emit(Op::and_, Type::truth, whole, {lower, upper});
}

/// A moment between days or up to a milestone: not before the one, by the other.
Checked Checker::within(int moment, std::pair<int, int> bounds, const Token& op, Span whole) {
  const auto [low, high] = bounds;
  if (typed(low).type == Type::deadline) {
    Diagnostic found =
        fault("E0213", "'" + std::string(op.text) + "' does not begin with a milestone",
              typed(low).span, "a milestone closes once: write 'after' it and 'by' the other");
    found.primary.text = "this is a milestone";
    return refuse(std::move(found));
  }
  Token order = op;
  order.word = before;
  const bool zone = schema_.zone != nullptr;
  const auto begins = compared(order, typed(moment), typed(low), zone, diagnostics_);
  order.word = by;
  const auto ends = compared(order, typed(moment), typed(high), zone, diagnostics_);
  if (!begins || !ends) return std::nullopt;
  const int early = builder_.emit(Op::before, Type::truth, whole, {moment, low});
  const int lower = builder_.emit(Op::not_, Type::truth, whole, {early});
  const int upper = builder_.emit(Op::by, Type::truth, whole, {moment, high});
  return builder_.emit(Op::and_, Type::truth, whole, {lower, upper});
}

/// A text held against a fact that knows which texts it may be.
bool Checker::check_choice(int left, int right) {
  for (const auto& [fact_node, text_node] : {std::pair{left, right}, std::pair{right, left}}) {
    const bool written =
        builder_.node(text_node).op == Op::constant && builder_.part(text_node).type == Type::text;
    const auto choices = written ? choices_of(fact_node) : std::nullopt;
    if (!choices) continue;
    const auto& text = std::get<std::string>(builder_.constant_of(text_node).data);
    auto found = unknown_choice(*choices, text, builder_.part(text_node).span,
                                builder_.part(fact_node).span);
    if (!found) continue;
    refuse(std::move(*found));
    return false;
  }
  return true;
}

std::optional<Choices> Checker::choices_of(int at) const {
  const auto of = [](const FactDeclaration& fact) { return Choices{fact.name, fact.choices}; };
  const Node& node = builder_.node(at);
  switch (node.op) {
    case Op::fact:
      return of(declared(node.index));
    case Op::field:
      return of(subject_->fields[static_cast<std::size_t>(node.index)]);
    case Op::element:
      return of(*subject_);
    case Op::defined:
      return choices_of(builder_.operand(at, 0));
    case Op::unique_table:
    case Op::first_table:
      return outputs_of(at);
    default:
      return std::nullopt;
  }
}

/// A decision table is one of the texts in its last column.
std::optional<Choices> Checker::outputs_of(int at) const {
  const auto& table = builder_.table_of(at);
  Choices all{table.name, {}};
  const std::size_t count = builder_.node(at).operand_count;
  for (std::size_t which = 1; which <= count; which += 2) {
    const int output = builder_.operand(at, std::min(which, count - 1));
    const auto* text = builder_.node(output).op == Op::constant
                           ? std::get_if<std::string>(&builder_.constant_of(output).data)
                           : nullptr;
    if (!text) return std::nullopt;
    all.texts.push_back(*text);
  }
  return all;
}

Checked Checker::membership(Checked left, const BinaryTail& written, Span whole) {
  if (const Listing* listing = written_list(written.right)) {
    return among(left, *listing, written.op, whole);
  }
  const Checked right = visit(written.right);
  if (!left || !right) return std::nullopt;
  const Typed item = typed(*left);
  const Typed list = typed(*right);
  if (element_of(list.type) == item.type) {
    if (!check_choice(*left, *right)) return std::nullopt;
    return builder_.emit(operator_of(written.op), Type::truth, whole, {*left, *right});
  }
  Diagnostic found =
      fault("E0211",
            is_list(list.type) ? "this list never holds " + described(item.type)
                               : "'" + std::string(written.op.text) + "' needs a list on its right",
            list.span);
  found.primary.text = "this is " + described(list.type);
  found.secondary.push_back({item.span, "this is " + described(item.type)});
  if (is_list(item.type) && is_list(list.type)) {
    found.help = "write 'any' or 'every' before the first list";
  } else if (list.type == Type::text && item.type == Type::text) {
    found.help = "to find one text in another write: TEXT contains PART";
  }
  return refuse(std::move(found));
}

Checked Checker::among(Checked left, const Listing& listing, const Token& op, Span whole) {
  std::vector<int> operands;
  bool fits = left.has_value();
  if (left) operands.push_back(*left);
  Token same = op;
  same.word = equal;
  for (const Operand& written : listing.items) {
    const Checked item = visit(written);
    if (item) operands.push_back(*item);
    fits = fits && item && compared(same, typed(*left), typed(*item), false, diagnostics_) &&
           check_choice(*left, *item);
  }
  if (!fits) return std::nullopt;
  return builder_.emit(operator_of(op), Type::truth, whole, operands, 0);
}

// ---- conditions on lists ----

std::optional<int> Checker::how_many(const Quantified& quantified) {
  if (!quantified.count) return 0;
  const auto number = parse_number(quantified.count->text);
  const bool whole = number && number->bottom() == 1 && number->top() <= 1'000'000;
  if (whole) return static_cast<int>(number->top());
  refuse(fault("E0223", "this counts elements: write a whole number", quantified.count->span));
  return std::nullopt;
}

Checked Checker::operator()(const Quantified& quantified) {
  const Token& subject = quantified.subject;
  if (builder_.in_body()) {
    return refuse(fault("E0216", "a condition on a list within another", quantified.span,
                        "write it outside and connect the two with 'and'"));
  }
  const int slot = list_slot(schema_, subject.text);
  if (slot < 0) return refuse(unknown_name(subject, schema_, nullptr));
  if (!is_list(declared(slot).type)) {
    Diagnostic found =
        fault("E0211", "'" + std::string(quantified.quantifier.text) + "' needs a list behind it",
              subject.span, "to ask about one value, write the comparison alone");
    found.primary.text = "this is " + described(declared(slot).type);
    return refuse(std::move(found));
  }
  return quantified_body(quantified, slot);
}

Checked Checker::quantified_body(const Quantified& quantified, int slot) {
  const FactDeclaration& subject = declared(slot);
  const auto count = how_many(quantified);
  const int list = builder_.fact(slot, subject.type, quantified.subject.span);
  builder_.open_body();
  subject_ = &subject;
  const Checked test = must_be_truth(element_test(quantified, subject));
  subject_ = nullptr;
  if (!test || !count) {
    builder_.abandon_body();
    return std::nullopt;
  }
  return builder_.close_body(quantifier_of(quantified.quantifier), quantified.span, list, *test,
                             *count);
}

Checked Checker::element_test(const Quantified& quantified, const FactDeclaration& subject) {
  if (const auto* test = boost::get<HasTest>(&quantified.test.get())) {
    if (subject.type == Type::records) return visit(test->test);
    return refuse(
        fault("E0211", "'" + subject.name + "' has no fields", test->has.span,
              "compare its elements directly, for example: any " + subject.name + " in […]"));
  }
  const Tail& written = boost::get<Tail>(quantified.test.get());
  return tail(element(quantified, subject), written,
              lexis::join(quantified.subject.span, span_of(written)));
}

/// The element itself: a number, a text, or a record that has a single field.
Checked Checker::element(const Quantified& quantified, const FactDeclaration& subject) {
  const Span span = quantified.subject.span;
  if (const auto type = element_of(subject.type)) {
    return builder_.emit(Op::element, *type, span, {});
  }
  if (subject.fields.size() == 1) {
    return builder_.emit(Op::field, subject.fields.front().type, span, {}, 0);
  }
  return refuse(fault("E0220", "say which field of '" + subject.name + "' to compare", span,
                      subject.fields.empty() ? ""
                                             : "write: " + std::string(quantified.quantifier.text) +
                                                   " " + std::string(quantified.subject.text) +
                                                   " has " + subject.fields.front().name + " …"));
}

}  // namespace termijn::rules::syntax
