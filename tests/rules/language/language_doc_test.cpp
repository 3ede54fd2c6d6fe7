// The examples of docs/language.md are rules that are accepted.
#include <boost/test/unit_test.hpp>

#include "../../support/files.hpp"
#include "rules/language/channel.hpp"
#include "rules/language/flow/flow.hpp"
#include "rules/language/moment/moment.hpp"
#include "rules/language/score/score.hpp"
#include "rules/rulebook/facts.hpp"
#include "rules/rulebook/rulebook.hpp"

using namespace termijn::rules;

namespace {

const std::vector<std::string> milestones{"launch", "deadline", "review",
                                          "pitch",  "decision", "rebuttal"};

/// What stands between ```kind and ``` in the document: a text a block.
std::vector<std::string> blocks(const std::string& kind) {
  const std::string document = termijn::tests::contents("docs/language.md");
  const std::string fence = "\n```" + kind + "\n";
  std::vector<std::string> found;
  for (auto at = document.find(fence); at != std::string::npos; at = document.find(fence, at)) {
    at += fence.size();
    found.push_back(document.substr(at, document.find("```", at) - at));
  }
  return found;
}

std::vector<std::string> lines(const std::string& kind) {
  std::vector<std::string> found;
  for (const std::string& block : blocks(kind)) {
    std::istringstream text(block);
    for (std::string line; std::getline(text, line);) found.push_back(line);
  }
  BOOST_TEST_REQUIRE(!found.empty(), kind);
  return found;
}

Schema schema() {
  Schema facts;
  facts.facts = candidature_facts();
  for (const std::string& id : milestones) facts.facts.push_back({id, Type::deadline, {}, {}, {}});
  facts.zone = std::make_shared<const Zone>(Zone::fixed("test", std::chrono::hours(2)));
  return facts;
}

/// Compiles each line and reports the faults.
template <typename Compile>
void accept(const std::vector<std::string>& rules, Compile compile) {
  for (const std::string& rule : rules) {
    Sources sources;
    const Excerpt excerpt = whole(sources, sources.add("docs/language.md", rule));
    Diagnostics diagnostics;
    const bool accepted = compile(excerpt, diagnostics);
    BOOST_TEST(accepted, render(diagnostics, sources) + rule);
  }
}

ScoringText scoring_with(std::optional<Excerpt> ScoringText::*rule, const Excerpt& text,
                         const Excerpt& total) {
  ScoringText texts;
  texts.total = total;
  texts.*rule = text;
  texts.least_reviewers = 5;
  return texts;
}

void accept_scoring(const std::string& kind, std::optional<Excerpt> ScoringText::*rule) {
  Sources sources;
  const Excerpt total =
      whole(sources, sources.add("total", "40% partnership + 30% innovation + 30% growth"));
  const std::vector<Criterion> criteria{
      {"partnership", "", 0, 10, {}}, {"innovation", "", 0, 10, {}}, {"growth", "", 0, 10, {}}};
  accept(lines(kind), [&](const Excerpt& text, Diagnostics& diagnostics) {
    return compile_scoring(scoring_with(rule, text, total), criteria, Language::any, diagnostics)
        .has_value();
  });
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_moments_of_the_language_reference_are_accepted) {
  const Zone zone = Zone::fixed("test", std::chrono::hours(2));
  const ZoneSource zones = zones_in_folder();
  accept(lines("moment"), [&](const Excerpt& text, Diagnostics& diagnostics) {
    const Moment moment = resolve_moment(text, {.zone = zone,
                                                .zones = zones,
                                                .year = 2023,
                                                .regime = builtin_regime("be-civil"),
                                                .calendar = builtin_calendar("BE")});
    diagnostics = moment.diagnostics;
    return moment.kind == MomentClass::exact || moment.kind == MomentClass::relative;
  });
}

BOOST_AUTO_TEST_CASE(the_conditions_of_the_language_reference_are_accepted) {
  accept(lines("condition"), [](const Excerpt& text, Diagnostics& diagnostics) {
    return compile_condition(text, schema(), Language::any, diagnostics).has_value();
  });
}

BOOST_AUTO_TEST_CASE(the_named_rules_and_tables_of_the_language_reference_are_accepted) {
  const ZoneSource zones = zones_in_folder();
  std::size_t defined = 0;
  for (const std::string& block : blocks("toml")) {
    if (block.find("[[rule]]") == block.npos && block.find("[[table]]") == block.npos) continue;
    const auto files = [&](const std::string& name) -> std::optional<std::string> {
      if (name == "guide.toml") return "schema = 1\nextends = \"region.toml\"\n" + block;
      return termijn::tests::contents("tests/golden/layers/" + name);
    };
    const Loaded loaded = load_rulebook("guide.toml", files, zones);
    BOOST_TEST_REQUIRE(loaded.rulebook.has_value(),
                       render(loaded.diagnostics, *loaded.sources) + block);
    defined += loaded.rulebook->facts.definitions.size();
  }
  BOOST_TEST(defined >= 2U);
}

BOOST_AUTO_TEST_CASE(the_scores_of_the_language_reference_are_accepted) {
  accept_scoring("total", &ScoringText::total);
  accept_scoring("per-reviewer", &ScoringText::per_reviewer);
  accept_scoring("divergence", &ScoringText::divergence);
  accept_scoring("rounding", &ScoringText::rounding);
  accept_scoring("pass", &ScoringText::pass);
  accept_scoring("rank", &ScoringText::rank);
}

BOOST_AUTO_TEST_CASE(the_selections_of_the_language_reference_are_accepted) {
  const std::string rulebook = termijn::tests::contents("tests/cli/store/call.toml") +
                               termijn::tests::contents("tests/cli/store/dorp.toml");
  const auto selections = blocks("selection");
  BOOST_TEST(selections.size() == 2U);
  for (const std::string& selection : selections) {
    std::string text =
        rulebook + "\n[[fact]]\nid = \"requested\"\ntype = \"money\"\n\n[selection]\n" + selection;
    for (const char* twice : {"schema  = 1\n", "extends = \"call.toml\"\n"}) {
      text.erase(text.find(twice), std::string(twice).size());
    }
    const auto loaded = load_rulebook(
        "one.toml", [&](const std::string&) { return std::optional(text); }, zones_in_folder());
    BOOST_TEST(loaded.rulebook.has_value(), render(loaded.diagnostics, *loaded.sources));
  }
}

BOOST_AUTO_TEST_CASE(the_flow_of_the_language_reference_is_accepted) {
  const Schema facts = schema();
  accept(blocks("flow"), [&](const Excerpt& text, Diagnostics& diagnostics) {
    return compile_flow(text, {facts, milestones, known_acts()}, Language::any, diagnostics)
        .has_value();
  });
  BOOST_TEST(blocks("flow").size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_channels_of_the_language_reference_are_accepted) {
  accept(lines("channel"), [](const Excerpt& text, Diagnostics& diagnostics) {
    return compile_channel(text, "one", Language::any, diagnostics).has_value();
  });
}
