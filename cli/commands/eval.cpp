#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/lookup.hpp"
#include "cli/commands/usage.hpp"
#include "cli/facts_file.hpp"
#include "cli/render/diagnostics.hpp"
#include "cli/render/json.hpp"
#include "cli/render/table.hpp"
#include "cli/render/text.hpp"
#include "cli/rulebook_files.hpp"
#include "rules/language/condition/condition.hpp"
#include "rules/rulebook/facts.hpp"
#include "rules/rulebook/timeline.hpp"

namespace termijn::cli {
namespace {

struct EvalOptions {
  std::string expression;
  std::string facts;
  std::string rules;
  std::string zone = "Europe/Brussels";
  bool json = false;
};

/// What the expression may ask, on whose clock, and what is known before any fact is
/// read. The sources are those that the named rules of `schema` stand in.
struct Ground {
  rules::Schema schema;
  std::shared_ptr<const rules::Zone> zone;
  rules::Facts settled{};
  std::shared_ptr<rules::Sources> sources = std::make_shared<rules::Sources>();
};

/// What came of evaluating, with what it was made of.
struct Answer {
  const rules::Condition& condition;
  const rules::Evaluation& evaluation;
  const rules::Sources& sources;
  const Ground& ground;

  std::string_view words(const rules::Span& span) const {
    return sources.at(span.source).text().substr(span.begin, span.end - span.begin);
  }
};

std::optional<Ground> find_ground(const EvalOptions& options, Environment& environment) {
  if (!options.rules.empty()) {
    const auto file = open_rulebook(options.rules, environment);
    if (!file) return {};
    const rules::Rulebook& rulebook = *file->loaded.rulebook;
    return Ground{rulebook.facts, rulebook.zone, settled_facts(rulebook), file->loaded.sources};
  }
  auto zone = find_zone(options.zone, environment);
  if (!zone) return {};
  return Ground{{rules::candidature_facts(), zone}, zone};
}

/// A value as JSON: fractions as texts, so that they stay exact.
struct ToJson {
  const rules::Zone& zone;

  using Json = boost::json::value;

  Json operator()(rules::Unknown) const { return text_of("unknown"); }
  Json operator()(bool value) const { return value; }
  Json operator()(const rules::Number& number) const { return json_of(number); }
  Json operator()(const std::string& text) const { return text_of(text); }
  Json operator()(rules::Date date) const { return text_of(rules::to_string(date)); }
  Json operator()(rules::Instant instant) const { return text_of(rfc3339(instant, zone)); }
  Json operator()(const rules::Deadline& deadline) const {
    return boost::json::object{{"closes", text_of(rfc3339(deadline.closes, zone))},
                               {"closes_inclusive", deadline.inclusive}};
  }
  Json operator()(rules::Period period) const { return text_of(rules::to_string(period)); }
  Json operator()(const std::vector<rules::Number>& numbers) const { return list(numbers); }
  Json operator()(const std::vector<std::string>& texts) const { return list(texts); }
  Json operator()(const std::shared_ptr<const std::vector<rules::Record>>& records) const {
    boost::json::array out;
    for (const rules::Record& record : *records) {
      boost::json::array fields;
      for (const rules::Value& field : record) fields.push_back(std::visit(*this, field.data));
      out.push_back(std::move(fields));
    }
    return out;
  }

  template <typename T>
  Json list(const std::vector<T>& items) const {
    boost::json::array out;
    for (const T& item : items) out.push_back((*this)(item));
    return out;
  }
};

void print_json(const Answer& answer, Environment& environment) {
  const ToJson to_json{*answer.ground.zone};
  boost::json::array missing;
  for (const int slot : answer.evaluation.missing) {
    missing.push_back(text_of(answer.ground.schema.facts[static_cast<std::size_t>(slot)].name));
  }
  boost::json::array trace;
  const auto& parts = answer.condition.parts();
  for (std::size_t at = 0; at < parts.size(); ++at) {
    trace.push_back(
        boost::json::object{{"expression", text_of(answer.words(parts[at].span))},
                            {"type", text_of(to_string(parts[at].type))},
                            {"value", std::visit(to_json, answer.evaluation.parts[at].data)}});
  }
  environment.out << pretty(
      boost::json::object{{"value", std::visit(to_json, answer.evaluation.value.data)},
                          {"type", text_of(to_string(answer.condition.type()))},
                          {"missing", std::move(missing)},
                          {"trace", std::move(trace)}});
}

void print_words(const Answer& answer, Environment& environment) {
  environment.out << fmt::format("{} ({})\n", visible(to_string(answer.evaluation.value)),
                                 to_string(answer.condition.type()));
  if (!answer.evaluation.missing.empty()) {
    environment.out << "These facts are missing:";
    for (const int slot : answer.evaluation.missing) {
      const auto& fact = answer.ground.schema.facts[static_cast<std::size_t>(slot)];
      environment.out << fmt::format(" '{}'", visible(fact.name));
    }
    environment.out << '\n';
  }
  Table table{{{"PART", false, true}, {"TYPE"}, {"VALUE", false, true}}, {}};
  const auto& parts = answer.condition.parts();
  for (std::size_t at = 0; at < parts.size(); ++at) {
    table.rows.push_back({std::string(answer.words(parts[at].span)),
                          std::string(to_string(parts[at].type)),
                          to_string(answer.evaluation.parts[at])});
  }
  environment.out << '\n' << render(table, environment);
}

Exit answer(const EvalOptions& options, const rules::Condition& condition,
            const rules::Facts& facts, const rules::Sources& sources, const Ground& ground,
            Environment& environment) {
  const rules::Evaluation evaluation = rules::evaluate(condition, facts);
  const Answer found{condition, evaluation, sources, ground};
  if (options.json) {
    print_json(found, environment);
  } else {
    print_words(found, environment);
  }
  if (!evaluation.fault) return Exit::ok;
  environment.err << fmt::format("termijn: '{}' has no value: {}\n",
                                 visible(found.words(evaluation.fault->span)),
                                 visible(evaluation.fault->message));
  return Exit::findings;
}

Exit run(const EvalOptions& options, Environment& environment) {
  const auto ground = find_ground(options, environment);
  if (!ground) return Exit::usage;
  rules::Sources& sources = *ground->sources;
  rules::Diagnostics diagnostics;
  const auto source = sources.add("expression", options.expression);
  const auto condition = rules::compile_expression(rules::whole(sources, source), ground->schema,
                                                   rules::Language::any, diagnostics);
  if (!condition) {
    environment.err << render(diagnostics, sources, environment.err_colour);
    return Exit::usage;
  }
  const auto text = read_file(options.facts, environment);
  if (!text) return Exit::usage;
  FactsRead read = read_facts(*text, ground->schema, *ground->zone);
  for (const std::string& fault : read.faults) {
    wrong_usage(environment, fmt::format("{}: {}", options.facts, fault));
  }
  if (!read.faults.empty()) return Exit::usage;
  for (std::size_t slot = 0; slot < ground->settled.size(); ++slot) {
    rules::Value& fact = read.facts.at(slot);
    if (!fact.known()) fact = ground->settled[slot];
  }
  return answer(options, *condition, read.facts, sources, *ground, environment);
}

}  // namespace

void add_eval(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<EvalOptions>();
  CLI::App* command =
      app.add_subcommand("eval", "Evaluate an expression of the rule language over facts.");
  command->add_option("EXPRESSION", options->expression, "The expression")->required();
  command->add_option("--facts", options->facts, "Facts by name, in JSON (docs/json.md)")
      ->type_name("FILE")
      ->required();
  command
      ->add_option("--rules", options->rules,
                   "A rulebook whose facts, named rules and milestones may be asked as well")
      ->type_name("FILE");
  command->add_option("--zone", options->zone, "Whose days count without --rules (Europe/Brussels)")
      ->type_name("ZONE");
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(
      example_and_exits("termijn eval 'any challenges in [1, 2, 3]' --facts facts.json",
                        "0 evaluated, also to unknown; 1 a fault such as a division by zero;\n"
                        "2 wrong usage, or an expression or facts that cannot be read."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
