#include "rules/language/condition/explain.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "rules/language/condition/detail/operations.hpp"
#include "rules/language/condition/detail/program.hpp"

namespace termijn::rules {
namespace {

// More elements of a list than these say nothing new to a reader.
constexpr std::size_t most_elements = 5;

using Records = std::shared_ptr<const std::vector<Record>>;

Ground ground_of(std::optional<bool> holds) {
  if (!holds) return Ground::unknown;
  return *holds ? Ground::held : Ground::failed;
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) line += c;
    if (blank && !line.empty() && line.back() != ' ') line += ' ';
  }
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

/// The list that holds nothing but one element of `list`.
Value alone(const Value& list, std::size_t at) {
  if (const auto* records = std::get_if<Records>(&list.data)) {
    return std::make_shared<const std::vector<Record>>(std::vector<Record>{(**records)[at]});
  }
  if (const auto* texts = std::get_if<std::vector<std::string>>(&list.data)) {
    return std::vector<std::string>{(*texts)[at]};
  }
  return std::vector<Number>{std::get<std::vector<Number>>(list.data)[at]};
}

bool is_quantifier(Op op) {
  return op == Op::any || op == Op::every || op == Op::none || op == Op::so_many_at_least ||
         op == Op::so_many_at_most;
}

/// Which answer of an element settles a quantifier that came out as `holds`; nothing where
/// no element by itself does.
std::optional<bool> settling(Op op, bool holds) {
  if (op == Op::any || op == Op::so_many_at_least) return holds;
  if (holds) return std::nullopt;
  return op != Op::every;
}

class Explainer {
 public:
  Explainer(const Condition& condition, const Facts& facts, const Schema& schema,
            const Sources& sources)
      : condition_(condition),
        program_(condition.program()),
        facts_(facts),
        schema_(schema),
        sources_(sources),
        whole_(evaluate(condition, facts)) {}

  Reason whole() const {
    Reason root = part(condition_.parts().size() - 1, whole_);
    if (whole_.fault) root.note = whole_.fault->message;
    return root;
  }

 private:
  std::size_t operand(std::size_t i, std::size_t at) const {
    return static_cast<std::size_t>(program_.operands[program_.nodes[i].first_operand + at]);
  }

  std::string words(std::size_t i) const {
    const Span span = program_.parts[i].span;
    const auto text = sources_.at(span.source).text();
    return one_line(text.substr(span.begin, span.end - span.begin));
  }

  Reason part(std::size_t i, const Evaluation& evaluation) const {
    const auto holds = truth(evaluation.parts[i]);
    Reason reason{.span = program_.parts[i].span,
                  .words = words(i),
                  .ground = ground_of(holds),
                  .holds = holds,
                  .facts = {},
                  .note = {},
                  .because = {},
                  .element = 0,
                  .parts = {}};
    const Op op = program_.nodes[i].op;
    if (program_.parts[i].type != Type::truth && evaluation.parts[i].known()) {
      reason.ground = Ground::held;
      reason.note = to_string(evaluation.parts[i]);
    }
    if (is_quantifier(op)) {
      add_elements(reason, i, evaluation);
    } else if (op == Op::unique_table || op == Op::first_table) {
      add_rows(reason, i, evaluation);
    } else if (op == Op::defined) {
      reason.note.clear();  // what it gives is told of the rule behind the name
      reason.parts.push_back(part(operand(i, 0), evaluation));
    } else if (connects(i)) {
      add_operands(reason, i, evaluation);
    } else {
      add_facts(reason, i, evaluation);
    }
    return reason;
  }

  /// Whether it joins parts that were written apart: `between LOW and HIGH` is one part.
  bool connects(std::size_t i) const {
    const Node& node = program_.nodes[i];
    if (node.op != Op::and_ && node.op != Op::or_ && node.op != Op::not_) return false;
    for (std::size_t at = 0; at < node.operand_count; ++at) {
      const auto inner = operand(i, at);
      if (program_.parts[inner].span == program_.parts[i].span) return false;
    }
    return true;
  }

  void add_operands(Reason& reason, std::size_t i, const Evaluation& evaluation) const {
    const Node& node = program_.nodes[i];
    for (std::size_t at = 0; at < node.operand_count; ++at) {
      Reason inner = part(operand(i, at), evaluation);
      const bool settled_and = node.op == Op::and_ && reason.holds == false && !inner.holds;
      const bool settled_or = node.op == Op::or_ && reason.holds == true && inner.holds != true;
      if (settled_and || settled_or) drop(inner);
      if (i + 1 == program_.nodes.size()) inner.because = exception_at(operand(i, at));
      reason.parts.push_back(std::move(inner));
    }
  }

  /// What is said when the part is an exception that applies; else nothing.
  std::string exception_at(std::size_t i) const {
    for (const auto& exception : condition_.exceptions()) {
      if (static_cast<std::size_t>(exception.part) == i) return exception.because;
    }
    return {};
  }

  /// What the answer does not depend on is named and not gone into.
  static void drop(Reason& reason) {
    reason.ground = Ground::not_needed;
    reason.parts.clear();
  }

  // ---- tables ----

  void add_rows(Reason& reason, std::size_t i, const Evaluation& evaluation) const {
    const auto& table = program_.tables[static_cast<std::size_t>(program_.nodes[i].index)];
    const bool first = program_.nodes[i].op == Op::first_table;
    const std::size_t rows = table.lines.size();
    bool spoken = false;
    bool open = false;
    for (std::size_t row = 0; row < rows; ++row) {
      Reason asked = part(operand(i, 2 * row), evaluation);
      asked.note = "gives " + words(operand(i, 2 * row + 1));
      if (first && spoken) drop(asked);
      spoken = spoken || asked.ground == Ground::held;
      open = open || asked.ground == Ground::unknown;
      reason.parts.push_back(std::move(asked));
    }
    if (!table.otherwise) return;
    Reason rest = part(operand(i, 2 * rows), evaluation);
    rest.note = "gives " + rest.words;
    rest.words = "otherwise";
    rest.ground = spoken ? Ground::not_needed : open ? Ground::unknown : Ground::held;
    reason.parts.push_back(std::move(rest));
  }

  // ---- what a part looked at ----

  void add_facts(Reason& reason, std::size_t i, const Evaluation& evaluation) const {
    std::set<std::string> seen;
    add_facts(reason, i, evaluation, seen, true);
  }

  void add_facts(Reason& reason, std::size_t i, const Evaluation& evaluation,
                 std::set<std::string>& seen, bool outermost) const {
    const Node& node = program_.nodes[i];
    const auto add = [&](std::string name) {
      if (!seen.insert(name).second) return;
      reason.facts.emplace_back(std::move(name), to_string(evaluation.parts[i]));
    };
    if (node.op == Op::fact) return add(schema_.facts[static_cast<std::size_t>(node.index)].name);
    if (node.op == Op::field || node.op == Op::element) return add(words(i));
    if (node.op == Op::defined) {
      // A named value: it is told here, and why it is so in a part of its own.
      if (!seen.contains(words(i))) reason.parts.push_back(part(i, evaluation));
      return add(words(i));
    }
    for (std::size_t at = 0; at < node.operand_count; ++at) {
      add_facts(reason, operand(i, at), evaluation, seen, false);
    }
    const bool computed = node.operand_count > 0 && program_.parts[i].type != Type::truth;
    if (computed && !outermost) add(words(i));
  }

  // ---- conditions on lists ----

  void add_elements(Reason& reason, std::size_t i, const Evaluation& evaluation) const {
    const auto list = operand(i, 0);
    const Value& elements = evaluation.parts[list];
    add_facts(reason, list, evaluation);
    if (!elements.known()) return;
    const auto size = size_of(elements);
    if (size == 0) {
      reason.note = "the list is empty";
    } else if (looks_elsewhere(i, list)) {
      reason.parts.push_back(part(operand(i, 1), evaluation));
    } else {
      add_each(reason, i, elements, size);
    }
  }

  /// Whether the test on an element looks at the whole of its list too.
  bool looks_elsewhere(std::size_t i, std::size_t list) const {
    const int slot = program_.nodes[list].index;
    if (program_.nodes[list].op != Op::fact) return true;
    const auto begin = static_cast<std::size_t>(program_.nodes[i].body_begin);
    for (std::size_t at = begin; at < i; ++at) {
      if (program_.nodes[at].op == Op::fact && program_.nodes[at].index == slot) return true;
    }
    return false;
  }

  void add_each(Reason& reason, std::size_t i, const Value& elements, std::size_t size) const {
    const auto slot = static_cast<std::size_t>(program_.nodes[operand(i, 0)].index);
    const auto wanted =
        reason.holds ? settling(program_.nodes[i].op, *reason.holds) : std::optional<bool>();
    Facts facts = facts_;
    std::size_t yes = 0;
    std::size_t open = 0;
    for (std::size_t at = 0; at < size; ++at) {
      facts[slot] = alone(elements, at);
      const auto tested = evaluate(condition_, facts);
      const auto answer = truth(tested.parts[operand(i, 1)]);
      if (answer == true) ++yes;
      if (!answer) ++open;
      const bool settles = reason.holds ? wanted && answer == wanted : !answer;
      if (!settles || reason.parts.size() == most_elements) continue;
      reason.parts.push_back(part(operand(i, 1), tested));
      reason.parts.back().element = static_cast<int>(at) + 1;
    }
    reason.note = fmt::format("{} of {}", yes, size);
    if (open > 0) reason.note += fmt::format(", {} unknown", open);
  }

  const Condition& condition_;
  const Condition::Program& program_;
  const Facts& facts_;
  const Schema& schema_;
  const Sources& sources_;
  const Evaluation whole_;
};

}  // namespace

Reason explain(const Condition& condition, const Facts& facts, const Schema& schema,
               const Sources& sources) {
  return Explainer(condition, facts, schema, sources).whole();
}

std::string_view to_string(Ground ground) {
  switch (ground) {
    case Ground::held:
      return "held";
    case Ground::failed:
      return "failed";
    case Ground::unknown:
      return "unknown";
    case Ground::not_needed:
      return "not needed";
  }
  return "unknown";
}

}  // namespace termijn::rules
