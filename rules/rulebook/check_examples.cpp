// Runs the `[[example]]`s: facts, and what a rule must say of them.
#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "rules/rulebook/detail/draft.hpp"
#include "rules/rulebook/detail/example_facts.hpp"
#include "rules/rulebook/facts.hpp"
#include "rules/rulebook/procedure_facts.hpp"
#include "rules/rulebook/timeline.hpp"

namespace termijn::rules::book {
namespace {

const std::vector<std::string>& verdicts() {
  static const std::vector<std::string> words{"holds", "fails", "unknown"};
  return words;
}

std::string_view verdict_of(const Value& value) {
  const auto answer = truth(value);
  if (!answer) return "unknown";
  return *answer ? "holds" : "fails";
}

// What an example can be of; in the order of `Example::Of`.
constexpr std::array<std::string_view, 4> kinds{"requirement", "rule", "table", "transition"};

/// A rule that examples are given of.
struct Subject {
  Example::Of of = Example::Of::requirement;
  std::string id;
  Condition rule;
};

/// Every rule there is, by kind and id.
std::vector<Subject> subjects_of(const Rulebook& book) {
  std::vector<Subject> subjects;
  for (const Requirement& requirement : book.requirements) {
    subjects.push_back({Example::Of::requirement, requirement.id, requirement.rule});
  }
  for (const auto& definition : book.facts.definitions) {
    if (!definition->rule) continue;
    const bool table = std::any_of(book.tables.begin(), book.tables.end(),
                                   [&](const auto& one) { return one.name == definition->name; });
    subjects.push_back(
        {table ? Example::Of::table : Example::Of::rule, definition->name, *definition->rule});
  }
  for (const Transition& transition : book.flow.transitions) {
    if (transition.when) {
      subjects.push_back({Example::Of::transition, transition.id, *transition.when});
    }
  }
  return subjects;
}

/// What an example says must come out: a verdict, or a value.
struct Expected {
  std::string verdict;          ///< Empty when a value is given.
  const Node* gives = nullptr;  ///< The value.
  Span span;
};

class Examples {
 public:
  explicit Examples(Draft& draft)
      : draft_(draft), start_(settled_facts(draft.book)), subjects_(subjects_of(draft.book)) {}

  void run(const Node& table);

 private:
  std::optional<Example::Of> kind(Fields& fields, const Node& table);
  std::vector<const Subject*> named(Fields& fields, Example::Of of, const Node* names);
  const Subject* subject(const Node& name, Example::Of of, const std::string& id);
  void unknown_subject(const Node& name, Example::Of of, const std::string& id);
  void judge(const Subject& subject, const Facts& facts, const Expected& expected);
  std::string expected_of(const Subject& subject, const Expected& expected);
  std::optional<Expected> expected(Fields& fields);

  Draft& draft_;
  Facts start_;
  std::vector<Subject> subjects_;
};

/// Which kind of rule the example is of: one, and only one.
std::optional<Example::Of> Examples::kind(Fields& fields, const Node& table) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (fields.optional(kinds[i])) found.push_back(i);
  }
  if (found.empty()) fields.needed(kinds.front());
  if (found.size() > 1) {
    draft_.desk.error(
        "E0546", "an example is of one kind of rule",
        {table.find(kinds[found[1]])->key, fmt::format("beside '{}'", kinds[found[0]])},
        "write an [[example]] for each");
  }
  if (found.size() != 1) return {};
  return static_cast<Example::Of>(found.front());
}

/// `received -> admissible` as transitions are called, without blanks.
std::string id_as_kept(Example::Of of, std::string id) {
  if (of == Example::Of::transition) {
    id.erase(std::remove(id.begin(), id.end(), ' '), id.end());
  }
  return id;
}

const Subject* Examples::subject(const Node& name, Example::Of of, const std::string& id) {
  const std::string kept = id_as_kept(of, id);
  const auto at = std::find_if(subjects_.begin(), subjects_.end(),
                               [&](const Subject& one) { return one.of == of && one.id == kept; });
  if (at != subjects_.end()) return &*at;
  unknown_subject(name, of, id);
  return nullptr;
}

void Examples::unknown_subject(const Node& name, Example::Of of, const std::string& id) {
  const std::string_view kind = kinds[static_cast<std::size_t>(of)];
  std::vector<std::string> known;
  for (const Subject& one : subjects_) {
    if (one.of == of) known.push_back(one.id);
  }
  if (of == Example::Of::transition) {
    // A flow that is wrong is reported with its lines.
    if (draft_.book.flow.transitions.empty()) return;
  } else {
    // One whose rule is wrong is reported with its rule.
    const Node* tables = draft_.root.find(kind);
    if (tables && tables->kind != Node::Kind::list) return;
    for (const Node& table : tables ? tables->items : std::vector<Node>{}) {
      const Node* one = table.find("id");
      if (one && one->text == id) return;
    }
  }
  const std::string near = nearest(id_as_kept(of, id), known);
  const bool transition = of == Example::Of::transition;
  draft_.desk.error(transition ? "E0547" : "E0544",
                    transition ? fmt::format("there is no transition '{}' with a condition", id)
                               : fmt::format("there is no {} '{}'", kind, id),
                    {name.span, ""}, near.empty() ? "" : fmt::format("did you mean '{}'?", near));
}

std::vector<const Subject*> Examples::named(Fields& fields, Example::Of of, const Node* names) {
  std::vector<const Subject*> found;
  std::vector<const Node*> each;
  if (names && names->kind == Node::Kind::list)
    each = fields.list(names);
  else if (names)
    each = {names};
  for (const Node* name : each) {
    const auto id = fields.text(name);
    const Subject* one = id ? subject(*name, of, *id) : nullptr;
    if (one) found.push_back(one);
  }
  return found;
}

/// What must come out, as the rule says it; empty when it does not fit the rule.
std::string Examples::expected_of(const Subject& subject, const Expected& expected) {
  const Type type = subject.rule.type();
  const bool undecided = expected.verdict == "unknown";
  if (undecided || (type == Type::truth && !expected.gives)) return expected.verdict;
  if (type == Type::truth || !expected.gives) {
    draft_.desk.error(
        "E0548",
        fmt::format("'{}' {}", subject.id,
                    type == Type::truth ? "says yes or no" : "gives a value, not yes or no"),
        {expected.span, ""},
        type == Type::truth ? "write: verdict = \"holds\", or \"fails\"" : "write: gives = …");
    return {};
  }
  const FactDeclaration fact{subject.id, type, {}, {}, {}};
  const auto value = ExampleFacts(draft_).value(*expected.gives, fact);
  return value ? to_string(*value) : "";
}

void Examples::judge(const Subject& subject, const Facts& facts, const Expected& expected) {
  const std::string wanted = expected_of(subject, expected);
  if (wanted.empty()) return;
  const Evaluation answer = evaluate(subject.rule, facts);
  const bool verdict = subject.rule.type() == Type::truth;
  const std::string found =
      verdict ? std::string(verdict_of(answer.value)) : to_string(answer.value);
  if (found == wanted) return;
  std::vector<std::string> missing;
  for (const int slot : answer.missing) {
    missing.push_back(draft_.book.facts.facts[static_cast<std::size_t>(slot)].name);
  }
  Diagnostic fault{Severity::error,
                   "E0545",
                   one_line(fmt::format("this example of '{}' expects '{}', but the rule says '{}'",
                                        subject.id, wanted, found)),
                   {expected.span, ""},
                   {{subject.rule.span(), "by this rule"}},
                   {}};
  if (answer.fault) fault.help = answer.fault->message;
  if (!missing.empty()) fault.help = one_line("the example does not give: " + joined(missing));
  draft_.desk.diagnostics.push_back(std::move(fault));
}

std::optional<Expected> Examples::expected(Fields& fields) {
  if (const Node* gives = fields.optional("gives")) {
    if (const Node* verdict = fields.optional("verdict")) {
      draft_.desk.error("E0548", "an example says one thing: a verdict, or what the rule gives",
                        {verdict->key, "beside 'gives'"}, "leave one of the two out");
    }
    return Expected{"", gives, gives->span};
  }
  const Node* node = fields.needed("verdict");
  const auto verdict = fields.choice(node, verdicts());
  return verdict ? std::optional(Expected{verdicts()[*verdict], nullptr, node->span})
                 : std::nullopt;
}

void Examples::run(const Node& table) {
  Fields fields(table, "[[example]]", draft_.desk);
  const auto of = kind(fields, table);
  std::vector<const Subject*> subjects;
  if (of) subjects = named(fields, *of, table.find(kinds[static_cast<std::size_t>(*of)]));
  const auto wanted = expected(fields);
  const Node* given = fields.table(fields.optional("facts"));
  fields.text(fields.optional("name"));
  fields.finish();
  Facts facts = start_;
  const bool good = !given || ExampleFacts(draft_).fill(*given, "", facts);
  if (of == Example::Of::transition) judge_requirements(draft_.book, facts);
  for (const Subject* subject : subjects) {
    draft_.book.examples.push_back({*of, subject->id, facts, table.span});
    if (good && wanted) judge(*subject, facts, *wanted);
  }
}

}  // namespace

void check_examples(Draft& draft) {
  const auto tables = tables_of(draft.top.optional("example"), "example", draft.desk);
  if (!draft.book.zone) return;
  Examples examples(draft);
  for (const Node* table : tables) examples.run(*table);
}

}  // namespace termijn::rules::book
