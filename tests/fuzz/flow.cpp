#include "rules/language/flow/flow.hpp"

#include "rules/rulebook/facts.hpp"
#include "support.hpp"

using namespace termijn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const rules::Schema schema = [] {
    rules::Schema made;
    made.facts = rules::candidature_facts();
    for (const char* milestone : {"deadline", "review", "pitch", "decision", "rebuttal"}) {
      made.facts.push_back({milestone, rules::Type::deadline, {}, {}, {}});
    }
    return made;
  }();
  static const rules::FlowVocabulary vocabulary{
      schema, {"deadline", "review", "pitch", "decision", "rebuttal"}, rules::known_acts()};
  rules::Sources sources;
  const auto id = sources.add("flow", fuzz::text_of(data, size));
  rules::Diagnostics diagnostics;
  const auto flow =
      rules::compile_flow(rules::whole(sources, id), vocabulary, rules::Language::any, diagnostics);
  fuzz::must_be_readable(diagnostics, sources);
  fuzz::must(flow.has_value() != rules::has_errors(diagnostics), "a refusal says why");
  if (!flow) return 0;
  for (const rules::Transition& line : flow->transitions) {
    fuzz::must(!line.from.empty(), "a transition starts somewhere");
    fuzz::must(line.on || line.when || line.after, "a transition has a cause");
  }
  return 0;
}
