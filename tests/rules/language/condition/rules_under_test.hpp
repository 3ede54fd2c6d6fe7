#pragma once

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "rules/language/condition/condition.hpp"

namespace termijn::tests {

using namespace termijn::rules;

inline Date day(const char* text) { return parse_iso_date(text).value(); }
inline Instant moment(const char* text) { return parse_rfc3339(text).value(); }

/// Facts like those of a candidature, and some of every type.
inline Schema test_schema() {
  Schema schema;
  schema.facts = {
      {"arrival", Type::instant, {}, {"aankomst"}, {}},
      {"deadline", Type::deadline, {}, {}, {}},
      {"organisation", Type::text, {}, {"organisatie"}, {}},
      {"documents",
       Type::records,
       {{"name", Type::text, {}, {"naam"}, {}}, {"pages", Type::number, {}, {"bladzijden"}, {}}},
       {"documenten"},
       {}},
      {"challenges", Type::numbers, {}, {"uitdagingen"}, {}},
      {"region.challenges", Type::numbers, {}, {"regio.uitdagingen"}, {}},
      {"region.name", Type::text, {}, {"regio.naam"}, {}},
      {"region.channels", Type::texts, {}, {}, {}},
      {"channel", Type::text, {}, {"kanaal"}, {}},
      {"earlier-candidatures", Type::number, {}, {}, {}},
      {"outcome", Type::text, {}, {}, {"selected", "reserve", "rejected"}},
      {"budget", Type::money, {}, {}, {}},
      {"share", Type::percentage, {}, {}, {}},
      {"founded", Type::date, {}, {}, {}},
      {"launch", Type::date, {}, {}, {}},
      {"notice", Type::days, {}, {}, {}},
      {"reviewed", Type::truth, {}, {}, {}},
      {"pitched", Type::truth, {}, {}, {}},
      {"requirements.hold", Type::truth, {}, {}, {}},
      {"score.passes", Type::truth, {}, {}, {}},
      {"a", Type::truth, {}, {}, {}},
      {"b", Type::truth, {}, {}, {}},
      {"c", Type::truth, {}, {}, {}},
      {"n", Type::number, {}, {}, {}},
      {"m", Type::number, {}, {}, {}},
      {"sectors", Type::texts, {}, {}, {"care", "housing"}},
      {"annexes",
       Type::records,
       {{"kind", Type::text, {}, {}, {"budget", "plan"}},
        {"cost", Type::money, {}, {}, {}},
        {"signed", Type::date, {}, {}, {}},
        {"term", Type::days, {}, {}, {}}},
       {},
       {}},
  };
  schema.zone =
      std::make_shared<const Zone>(Zone::fixed("test/two-hours-east", std::chrono::hours(2)));
  return schema;
}

/// Facts by name; all others are unknown.
inline Facts facts(const std::vector<std::pair<const char*, Value>>& known) {
  const Schema schema = test_schema();
  Facts values(schema.facts.size());
  for (const auto& [name, value] : known) {
    values.at(static_cast<std::size_t>(schema.slot(name))) = value;
  }
  return values;
}

inline Value documents(std::vector<Record> records) {
  return std::make_shared<const std::vector<Record>>(std::move(records));
}

/// A rule and the answer worked out by hand.
struct Case {
  const char* rule;
  const char* answer;

  friend std::ostream& operator<<(std::ostream& out, const Case& row) { return out << row.rule; }
};

/// One rule in a file of its own.
struct Compiled {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<Condition> condition;

  explicit Compiled(const std::string& rule, Language language = Language::any) {
    const SourceId id = sources.add("rule", rule);
    condition = compile_expression(whole(sources, id), test_schema(), language, diagnostics);
  }

  std::string words(Span span) const {
    return std::string(sources.at(span.source).text().substr(span.begin, span.end - span.begin));
  }
  std::string said() const { return render(diagnostics, sources); }
};

/// The value, as a trace shows it, then the names of the missing facts.
inline std::string answer(const std::string& rule, const Facts& values) {
  const Compiled compiled(rule);
  if (!compiled.condition) return compiled.said();
  const Evaluation evaluation = evaluate(*compiled.condition, values);
  Scratch scratch;
  if (truth_of(*compiled.condition, values, scratch) != truth(evaluation.value)) {
    return "the verdict alone is another";
  }
  std::string text = to_string(evaluation.value);
  if (evaluation.fault) text += ": " + evaluation.fault->message;
  const Schema schema = test_schema();
  for (const int slot : evaluation.missing) {
    text += " " + schema.facts[static_cast<std::size_t>(slot)].name;
  }
  return text;
}

}  // namespace termijn::tests
