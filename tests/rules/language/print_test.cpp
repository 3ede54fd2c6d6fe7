// What is printed reads back to the same rule, in either language.
#include "rules/language/condition/print.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "../../support/files.hpp"
#include "rules/language/channel.hpp"
#include "rules/language/flow/print.hpp"
#include "rules/language/score/print.hpp"
#include "rules/language/score/score.hpp"
#include "rules/rulebook/facts.hpp"

using namespace termijn::rules;

namespace {

namespace data = boost::unit_test::data;

struct Row {
  const char* rule;
  const char* any;
  const char* en;
  const char* nl;
};

std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.rule; }

Schema schema() {
  Schema facts;
  facts.facts = candidature_facts();
  for (const auto& fact : score_schema({}).facts) facts.facts.push_back(fact);
  facts.facts.push_back({"partners", Type::number, {}, {}, {}});
  facts.facts.push_back({"known", Type::truth, {}, {}, {}});
  facts.facts.push_back({"einde", Type::number, {}, {}, {}});
  return facts;
}

template <typename Print>
Printed printed(const std::string& rule, Print print) {
  Sources sources;
  const Excerpt text = whole(sources, sources.add("rule", rule));
  Diagnostics diagnostics;
  const auto found = print(text, diagnostics);
  BOOST_TEST_REQUIRE(found.has_value(), render(diagnostics, sources) + rule);
  return *found;
}

Printed condition(const std::string& rule, Language to, Surroundings around = Surroundings::none) {
  const Schema names = schema();
  return printed(rule, [&](const Excerpt& text, Diagnostics& diagnostics) {
    return print_condition(text, names, to, around, diagnostics);
  });
}

Printed score(ScoreRule which, const std::string& rule, Language to) {
  return printed(rule, [&](const Excerpt& text, Diagnostics& diagnostics) {
    return print_score(which, text, to, diagnostics);
  });
}

Printed flow(const std::string& rule, Language to) {
  const Schema names = schema();
  return printed(rule, [&](const Excerpt& text, Diagnostics& diagnostics) {
    return print_flow(text, names, to, diagnostics);
  });
}

Printed channel(const std::string& rule, Language to) {
  return printed(rule, [&](const Excerpt& text, Diagnostics& diagnostics) {
    return print_channel(text, to, diagnostics);
  });
}

/// In every language: the same tree, the same text the second time, and back in
/// the first language the same text as at first.
template <typename Print>
void check_round_trip(const std::string& rule, const std::string& between, Print print) {
  const Printed first = print(rule, Language::any);
  for (const Language to : {Language::any, Language::en, Language::nl}) {
    const Printed once = print(rule, to);
    const Printed twice = print(joined(once, between), to);
    BOOST_TEST(once.shape == first.shape, rule);
    BOOST_TEST(twice.shape == first.shape, rule << " became " << joined(once));
    BOOST_TEST(joined(twice, between) == joined(once, between));
    for (const Language other : {Language::en, Language::nl}) {
      const Printed there = print(joined(once, between), other);
      BOOST_TEST(there.shape == first.shape);
    }
  }
}

const Row conditions[] = {
    {"arrival   BY  deadline", "arrival by deadline", "arrival by deadline",
     "aankomst uiterlijk deadline"},
    {"total ≥ 60 percent", "total >= 60%", "total >= 60%", "totaal >= 60%"},
    {"totaal ten minste 60%", "totaal minstens 60%", "total at least 60%", "totaal minstens 60%"},
    {"every criterion at least 5", "every criterion at least 5", "every criterion at least 5",
     "elk criterium minstens 5"},
    {"elke uitdaging in [1 ,2 ,  3]", "elke uitdaging in [1, 2, 3]", "every challenge in [1, 2, 3]",
     "elke uitdaging in [1, 2, 3]"},
    {"all challenges at most 5", "all challenges at most 5", "all challenges at most 5",
     "alle uitdagingen hoogstens 5"},
    {"any document has name containing region.name", "any document has name containing region.name",
     "any document has name containing region.name",
     "minstens één document heeft naam met regio.naam"},
    {"at least 2 of the documents have (pages > 1 and naam is 'x')",
     "at least 2 documents have (pages > 1 and naam is 'x')",
     "at least 2 documents have (pages > 1 and name is 'x')",
     "minstens 2 documenten hebben (bladzijden > 1 en naam is 'x')"},
    {"((versions = 1)) or (versions = 2 and pitched)", "versions = 1 or versions = 2 and pitched",
     "versions = 1 or versions = 2 and pitched", "versies = 1 of versies = 2 en gepitcht"},
    {"(versions = 1 or pitched) and not (reviewed or pitched)",
     "(versions = 1 or pitched) and not (reviewed or pitched)",
     "(versions = 1 or pitched) and not (reviewed or pitched)",
     "(versies = 1 of gepitcht) en niet (beoordeeld of gepitcht)"},
    {"versions - (scorecards - 1) > (2 + 3) * -partners",
     "versions - (scorecards - 1) > (2 + 3) * -partners",
     "versions - (scorecards - 1) > (2 + 3) * -partners",
     "versies - (scoreformulieren - 1) > (2 + 3) * -partners"},
    {"versions between 2 and 5", "versions between 2 and 5", "versions between 2 and 5",
     "versies tussen 2 en 5"},
    {"EUR 12.50 * 2 < 1000 euro", "12.50 euro * 2 < 1000 euro", "12.50 euro * 2 < 1000 euro",
     "12.50 euro * 2 < 1000 euro"},
    {"2023-01-31 + 1 maand < 2023-06-01 - 14 days", "2023-01-31 + 1 maand < 2023-06-01 - 14 days",
     "2023-01-31 + 1 month < 2023-06-01 - 14 days", "2023-01-31 + 1 maand < 2023-06-01 - 14 dagen"},
    {"pitched is equal to known", "pitched = known", "pitched = known", "gepitcht = known"},
    {"not (pitched is not known)", "not pitched is unknown", "not pitched is unknown",
     "niet gepitcht is onbekend"},
    {"count(documenten) meer dan 0 en waar", "count(documenten) meer dan 0 en waar",
     "count(documents) more than 0 and true", "aantal(documenten) meer dan 0 en waar"},
    {"pitched except  if versions = 1 because \"x  'y'\" except when (reviewed) because 'z'",
     "pitched except when versions = 1 because \"x  'y'\" except when reviewed because 'z'",
     "pitched except when versions = 1 because \"x  'y'\" except when reviewed because 'z'",
     "gepitcht behalve wanneer versies = 1 omdat \"x  'y'\" behalve wanneer beoordeeld omdat 'z'"},
    {"SUM( pages of the documents )+max([1,  2]) < 3 or mean(bladzijden van documenten) > 2",
     "sum(pages of documents) + max([1, 2]) < 3 or mean(bladzijden of documenten) > 2",
     "sum(pages of documents) + max([1, 2]) < 3 or mean(pages of documents) > 2",
     "som(bladzijden van documenten) + grootste([1, 2]) < 3 of gemiddelde(bladzijden van "
     "documenten) "
     "> 2"},
    {"organisation matching 'vzw*'", "organisation matches 'vzw*'", "organisation matches 'vzw*'",
     "organisatie voldoet aan 'vzw*'"},
    {"outcome IS ONE OF [\"selected\"]", "outcome in [\"selected\"]", "outcome in [\"selected\"]",
     "uitkomst in [\"selected\"]"},
};

const Row within_a_flow[] = {
    {"(arrival by deadline)", "arrival is by deadline", "arrival is by deadline",
     "aankomst is uiterlijk deadline"},
    {"not (arrival after deadline)", "not arrival is after deadline",
     "not arrival is after deadline", "niet aankomst is na deadline"},
    {"(arrival by deadline or pitched) and reviewed",
     "(arrival by deadline or pitched) and reviewed",
     "(arrival by deadline or pitched) and reviewed",
     "(aankomst uiterlijk deadline of gepitcht) en beoordeeld"},
};

const Row cells[] = {
    {" - ", "-", "-", "-"},
    {"at  most (3)", "at most 3", "at most 3", "hoogstens 3"},
    {"'small'", "'small'", "'small'", "'small'"},
    {"is een van [1,  2]", "in [1, 2]", "in [1, 2]", "in [1, 2]"},
    {"ligt tussen 1 en versions", "tussen 1 en versions", "between 1 and versions",
     "tussen 1 en versies"},
    {"(pitched or reviewed)", "(pitched or reviewed)", "(pitched or reviewed)",
     "(gepitcht of beoordeeld)"},
    {"-3", "-3", "-3", "-3"},
    {"is bekend", "is bekend", "is known", "is bekend"},
};

const Row totals[] = {
    {"40 % of partnership+30 percent innovation", "40% partnership + 30% innovation",
     "40% partnership + 30% innovation", "40% partnership + 30% innovation"},
};

const Row ranks[] = {
    {"total,lowest growth then earliest arrival , lot",
     "total, then lowest growth, then earliest arrival, then lot",
     "total, then lowest growth, then earliest arrival, then lot",
     "totaal, dan laagste growth, dan vroegste aankomst, dan loting"},
    {"totaal, daarna organisatie", "totaal, dan organisatie", "total, then organisation",
     "totaal, dan organisatie"},
};

const Row roundings[] = {
    {"the total rounded half up  to 1 decimals and every criterion down to a whole number",
     "total half-up to 1 decimal and criteria down to a whole number",
     "total half-up to 1 decimal and criteria down to a whole number",
     "totaal half naar boven op 1 decimaal en criteria naar beneden op een geheel getal"},
    {"totaal half naar even tot op 2 decimaal", "totaal half naar even op 2 decimalen",
     "total half-even to 2 decimals", "totaal half naar even op 2 decimalen"},
};

const Row divergences[] = {
    {"spread MORE than 3 point on any criterion or at least 20 percent on growth asks one more "
     "reviewer",
     "more than 3 points on any criterion or at least 20% on growth",
     "more than 3 points on any criterion or at least 20% on growth",
     "meer dan 3 punten op enig criterium of minstens 20% op growth"},
};

const Row aggregations[] = {
    {"Median", "median", "median", "mediaan"},
    {"gemiddelde", "gemiddelde", "mean", "gemiddelde"},
    {"trimmed  mean 20 %", "trimmed mean 20%", "trimmed mean 20%", "getrimd gemiddelde 20%"},
    {"trimmed mean without the highest and the lowest",
     "trimmed mean without the highest and lowest", "trimmed mean without the highest and lowest",
     "getrimd gemiddelde zonder de hoogste en laagste"},
};

const Row normalisations[] = {
    {"gemiddelde  en spreiding", "gemiddelde en spreiding", "mean and spread",
     "gemiddelde en spreiding"},
    {"mean", "mean", "mean", "gemiddelde"},
};

const Row channels[] = {
    {"MAIL at a@b.example ,counts by receipt", "e-mail to a@b.example, counts by receipt",
     "e-mail to a@b.example, counts by receipt", "e-mail naar a@b.example, telt bij ontvangst"},
    {"post aan  Dorpsstraat 1, 2500 Lier", "post naar Dorpsstraat 1, 2500 Lier",
     "post to Dorpsstraat 1, 2500 Lier", "post naar Dorpsstraat 1, 2500 Lier"},
    {"hand to the town hall", "hand at the town hall", "hand at the town hall",
     "afgifte op the town hall"},
};

void check(const Row& row, const std::function<Printed(const std::string&, Language)>& print) {
  BOOST_TEST(joined(print(row.rule, Language::any)) == row.any);
  BOOST_TEST(joined(print(row.rule, Language::en)) == row.en);
  BOOST_TEST(joined(print(row.rule, Language::nl)) == row.nl);
  check_round_trip(row.rule, " ", print);
}

std::function<Printed(const std::string&, Language)> printer(ScoreRule which) {
  return [which](const std::string& rule, Language to) { return score(which, rule, to); };
}

std::string lines(std::initializer_list<const char*> rows) {
  std::string text;
  for (const char* row : rows) text += (text.empty() ? "" : "\n") + std::string(row);
  return text;
}

/// What stands between ```kind and ``` in the language reference, a text a line.
std::vector<std::string> documented(const std::string& kind) {
  const std::string document = termijn::tests::contents("docs/language.md");
  const std::string fence = "\n```" + kind + "\n";
  std::vector<std::string> found;
  for (auto at = document.find(fence); at != std::string::npos; at = document.find(fence, at)) {
    at += fence.size();
    std::istringstream block(document.substr(at, document.find("```", at) - at));
    for (std::string line; std::getline(block, line);) found.push_back(line);
  }
  BOOST_TEST_REQUIRE(!found.empty(), kind);
  return found;
}

}  // namespace

BOOST_DATA_TEST_CASE(prints_a_condition, data::make(conditions)) {
  check(sample, [](const std::string& rule, Language to) { return condition(rule, to); });
}

BOOST_DATA_TEST_CASE(prints_a_condition_of_a_flow, data::make(within_a_flow)) {
  check(sample, [](const std::string& rule, Language to) {
    return condition(rule, to, Surroundings::flow);
  });
}

BOOST_DATA_TEST_CASE(prints_a_cell, data::make(cells)) {
  check(sample, [](const std::string& rule, Language to) {
    return printed(rule, [&](const Excerpt& text, Diagnostics& diagnostics) {
      return print_cell(text, schema(), to, diagnostics);
    });
  });
}

BOOST_DATA_TEST_CASE(prints_a_total, data::make(totals)) {
  check(sample, printer(ScoreRule::total));
}
BOOST_DATA_TEST_CASE(prints_a_rank, data::make(ranks)) { check(sample, printer(ScoreRule::rank)); }
BOOST_DATA_TEST_CASE(prints_how_scores_become_one, data::make(aggregations)) {
  check(sample, printer(ScoreRule::per_reviewer));
}
BOOST_DATA_TEST_CASE(prints_a_normalisation, data::make(normalisations)) {
  check(sample, printer(ScoreRule::normalised));
}
BOOST_DATA_TEST_CASE(prints_a_rounding, data::make(roundings)) {
  check(sample, printer(ScoreRule::rounding));
}
BOOST_DATA_TEST_CASE(prints_a_divergence, data::make(divergences)) {
  check(sample, printer(ScoreRule::divergence));
}
BOOST_DATA_TEST_CASE(prints_a_channel, data::make(channels)) { check(sample, channel); }

BOOST_AUTO_TEST_CASE(prints_a_flow_in_columns) {
  const std::string written = lines({
      "# the start",
      "received->admissible after deadline when every requirement holds",
      "",
      "  received  →  inadmissible   after deadline when (arrival after deadline)   # too late",
      "any  except final,closed -> withdrawn on withdraw ends",
      "admissible -> final when (einde > 3)",
  });
  const std::string english = lines({
      "# the start",
      "received   -> admissible   after deadline when every requirement holds",
      "",
      "received   -> inadmissible after deadline when arrival is after deadline  # too late",
      "any except final, closed -> withdrawn on withdraw ends",
      "admissible -> final        when (einde > 3)",
  });
  const std::string dutch = lines({
      "# the start",
      "received   -> admissible   na deadline wanneer elke vereiste is vervuld",
      "",
      "received   -> inadmissible na deadline wanneer aankomst is na deadline  # too late",
      "elke behalve final, closed -> withdrawn op withdraw einde",
      "admissible -> final        wanneer (einde > 3)",
  });
  BOOST_TEST(joined(flow(written, Language::any), "\n") == english);
  BOOST_TEST(joined(flow(written, Language::en), "\n") == english);
  BOOST_TEST(joined(flow(written, Language::nl), "\n") == dutch);
  check_round_trip(written, "\n", flow);
}

BOOST_AUTO_TEST_CASE(a_flow_of_lists_only_is_aligned_as_well) {
  BOOST_TEST(joined(flow("a, b -> c on pitch\nany -> d on withdraw", Language::any), "\n") ==
             "a, b -> c on pitch\nany  -> d on withdraw");
}

BOOST_AUTO_TEST_CASE(a_rule_of_several_operands_may_stand_on_several_lines) {
  const Printed rule = condition("pitched and (reviewed or known) and versions = 1", Language::nl);
  BOOST_TEST(joined(rule, "\n") == "gepitcht\nen (beoordeeld of known)\nen versies = 1");
}

BOOST_AUTO_TEST_CASE(the_rules_of_the_language_reference_survive_printing) {
  const auto by_language = [](auto print) {
    return [print](const std::string& rule, Language to) { return print(rule, to); };
  };
  const auto any_condition =
      by_language([](const auto& rule, Language to) { return condition(rule, to); });
  for (const auto& rule : documented("condition")) check_round_trip(rule, " ", any_condition);
  for (const auto& rule : documented("condition")) check_round_trip(rule, "\n", any_condition);
  for (const auto& rule : documented("pass")) check_round_trip(rule, " ", any_condition);
  for (const auto& rule : documented("total"))
    check_round_trip(rule, " ", printer(ScoreRule::total));
  for (const auto& rule : documented("rank")) check_round_trip(rule, " ", printer(ScoreRule::rank));
  for (const auto& rule : documented("channel")) check_round_trip(rule, " ", channel);
  for (const auto& rule : documented("flow")) check_round_trip(rule, "\n", flow);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_not_printed) {
  for (const char* rule : {"", "1 +", "a and and b", "(a", "a = 'x"}) {
    Sources sources;
    const Excerpt text = whole(sources, sources.add("rule", rule));
    Diagnostics diagnostics;
    BOOST_TEST(!print_condition(text, schema(), Language::en, Surroundings::none, diagnostics));
    BOOST_TEST(diagnostics.size() == 1U);
    BOOST_TEST(!print_flow(text, schema(), Language::en, diagnostics).has_value() == (*rule != 0));
  }
}
