#include "rules/language/condition/condition.hpp"

#include "rules/rulebook/facts.hpp"
#include "support.hpp"

using namespace termijn;

namespace {

const rules::Schema& schema() {
  static const rules::Schema facts = [] {
    rules::Schema made;
    made.facts = rules::candidature_facts();
    made.facts.push_back({"deadline", rules::Type::deadline, {}, {}, {}});
    made.facts.push_back({"budget", rules::Type::money, {}, {}, {}});
    made.facts.push_back({"share", rules::Type::percentage, {}, {}, {}});
    made.facts.push_back({"founded", rules::Type::date, {}, {}, {}});
    made.facts.push_back({"size", rules::Type::text, {}, {}, {"small", "middle", "large"}});
    made.zone = rules::zones_in_folder()("Europe/Brussels");
    return made;
  }();
  return facts;
}

rules::Value some_value(rules::Type type, bool other) {
  static const auto instant = rules::parse_rfc3339("2023-06-09T23:59:59+02:00").value();
  switch (type) {
    case rules::Type::truth:
      return other;
    case rules::Type::number:
    case rules::Type::percentage:
    case rules::Type::money:
      return rules::Number(other ? 0 : 7);
    case rules::Type::text:
      return std::string(other ? "" : "small");
    case rules::Type::date:
      return rules::parse_iso_date(other ? "2024-02-29" : "2023-01-31").value();
    case rules::Type::instant:
      return instant;
    case rules::Type::deadline:
      return rules::Deadline{instant, other};
    case rules::Type::numbers:
      return other ? std::vector<rules::Number>{} : std::vector<rules::Number>{1, 2};
    case rules::Type::texts:
      return other ? std::vector<std::string>{} : std::vector<std::string>{"mail"};
    default:
      return {};
  }
}

rules::Facts some_facts(bool other) {
  rules::Facts facts;
  for (const rules::FactDeclaration& one : schema().facts) {
    if (one.type != rules::Type::records) {
      facts.push_back(some_value(one.type, other));
      continue;
    }
    rules::Record record;
    for (const auto& field : one.fields) record.push_back(some_value(field.type, other));
    facts.emplace_back(std::make_shared<const std::vector<rules::Record>>(
        other ? std::vector<rules::Record>{} : std::vector<rules::Record>{record, record}));
  }
  return facts;
}

void evaluate_on(const rules::Condition& condition, const rules::Facts& facts) {
  const rules::Evaluation found = rules::evaluate(condition, facts);
  fuzz::must(found.parts.size() == condition.parts().size(), "every part has a value");
  if (found.value.known()) {
    fuzz::must(found.missing.empty(), "a known answer misses nothing");
  } else {
    fuzz::must(!found.missing.empty() || found.fault, "an unknown answer says why");
  }
  rules::Scratch scratch;
  fuzz::must(rules::truth_of(condition, facts, scratch) == rules::truth(found.value),
             "the verdict alone is that of the whole");
  for (const int slot : found.missing) {
    const auto at = static_cast<std::size_t>(slot);
    fuzz::must(at >= facts.size() || !facts[at].known(), "what is missing is not recorded");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rules::Sources sources;
  const auto id = sources.add("rule", fuzz::text_of(data, size));
  rules::Diagnostics diagnostics;
  const auto condition = rules::compile_expression(rules::whole(sources, id), schema(),
                                                   rules::Language::any, diagnostics);
  fuzz::must_be_readable(diagnostics, sources);
  fuzz::must(condition.has_value() != rules::has_errors(diagnostics), "a refusal says why");
  if (!condition) return 0;
  evaluate_on(*condition, {});
  evaluate_on(*condition, some_facts(false));
  evaluate_on(*condition, some_facts(true));
  return 0;
}
