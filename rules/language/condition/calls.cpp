// Counts and aggregates.
#include <boost/variant/get.hpp>

#include "rules/language/condition/detail/checker.hpp"

namespace termijn::rules::syntax {
namespace {

Op aggregate_of(const Token& function) {
  switch (function.word) {
    case total:
      return Op::total;
    case smallest:
      return Op::smallest;
    case largest:
      return Op::largest;
    case mean:
      return Op::mean;
    default:
      return Op::median;
  }
}

/// Why a function does not take such elements; empty: it does.
std::string objection(int function, Type type) {
  switch (function) {
    case total:
      return is_amount(type) || is_period(type) ? "" : "adds amounts or periods";
    case smallest:
    case largest:
      return has_order(type) ? "" : "needs elements that have an order";
    default:
      // The mean of 1 day and 2 days is no whole number of days.
      return is_amount(type) ? "" : "needs numbers, percentages or amounts of money";
  }
}

}  // namespace

Checked Checker::operator()(const Call& call) {
  if (const auto* field = boost::get<FieldOf>(&call.argument.get())) return of_field(call, *field);
  const Listing* items = written_list(call.argument);
  if (items && call.function.word != count) return of_items(call, *items);
  const Checked argument = visit(call.argument);
  return argument ? of_list(call, *argument) : std::nullopt;
}

Checked Checker::operator()(const FieldOf& field) {
  return refuse(fault("E0233", "a field of a whole list stands only behind a function", field.span,
                      "write, for example: sum(" + std::string(field.field.text) + " of " +
                          std::string(field.list.text) + ")"));
}

/// Whether the function takes such elements; if not, says so.
bool Checker::aggregates(const Call& call, const Typed& element) {
  const std::string why = objection(call.function.word, element.type);
  if (why.empty()) return true;
  Diagnostic found =
      fault("E0233", "'" + std::string(call.function.text) + "' " + why, element.span);
  found.primary.text = "this is " + described(element.type);
  refuse(std::move(found));
  return false;
}

Checked Checker::of_list(const Call& call, int argument) {
  const Typed list = typed(argument);
  const std::string function(call.function.text);
  if (!is_list(list.type)) {
    const std::string what = call.function.word == count ? "' counts a list" : "' needs a list";
    Diagnostic found = fault("E0211", "'" + function + what, list.span);
    found.primary.text = "this is " + described(list.type);
    if (call.function.word != count) {
      found.help = "of several values write: " + function + "([…, …])";
    }
    return refuse(std::move(found));
  }
  if (call.function.word == count) {
    return builder_.emit(Op::count, Type::number, call.span, {argument});
  }
  const auto element = element_of(list.type);
  if (!element) {
    return refuse(fault("E0233", "say which field of these records to take", list.span,
                        "write, for example: " + function + "(FIELD of LIST)"));
  }
  if (!aggregates(call, {*element, list.span})) return std::nullopt;
  return builder_.emit(aggregate_of(call.function), *element, call.span, {argument});
}

Checked Checker::of_field(const Call& call, const FieldOf& field) {
  const int slot = list_slot(schema_, field.list.text);
  if (slot < 0) return refuse(unknown_name(field.list, schema_, nullptr));
  const FactDeclaration& records = declared(slot);
  if (records.type != Type::records) {
    Diagnostic found = fault("E0211", "'" + records.name + "' has no fields", field.list.span,
                             "leave out '" + std::string(field.field.text) + " of'");
    found.primary.text = "this is " + described(records.type);
    return refuse(std::move(found));
  }
  const int place = field_of(records, field.field.text);
  if (place < 0) return refuse(unknown_name(field.field, schema_, &records));
  const int list = builder_.fact(slot, Type::records, field.list.span);
  if (call.function.word == count) {
    return builder_.emit(Op::count, Type::number, call.span, {list});
  }
  const Type type = records.fields[static_cast<std::size_t>(place)].type;
  if (!aggregates(call, {type, field.span})) return std::nullopt;
  return builder_.emit(aggregate_of(call.function), type, call.span, {list}, place);
}

Checked Checker::of_items(const Call& call, const Listing& items) {
  std::vector<int> operands;
  for (const Operand& written : items.items) {
    if (const Checked item = visit(written)) operands.push_back(*item);
  }
  if (operands.size() != items.items.size()) return std::nullopt;
  if (operands.empty()) {
    return refuse(fault("E0233", "there is nothing in this list", items.span));
  }
  const Typed first = typed(operands.front());
  if (!aggregates(call, first)) return std::nullopt;
  Token same = call.function;
  same.word = equal;
  for (const int item : operands) {
    if (!compared(same, first, typed(item), false, diagnostics_)) return std::nullopt;
  }
  return builder_.emit(aggregate_of(call.function), first.type, call.span, operands);
}

}  // namespace termijn::rules::syntax
