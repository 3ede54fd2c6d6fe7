// Named rules and decision tables of a rulebook.

#include <string>

#include <boost/test/unit_test.hpp>

#include "support.hpp"

namespace {

using namespace termijn::rules;
namespace tests = termijn::tests;
using tests::load_with;
using tests::rulebook_with;

std::string codes(const Loaded& loaded) {
  std::string all;
  for (const Diagnostic& found : loaded.diagnostics) {
    all += found.code + " ";
  }
  return all;
}

std::string rule(const std::string& id, const std::string& text) {
  return "[[rule]]\nid = \"" + id + "\"\nrule = '" + text + "'\n";
}

std::string requirement(const std::string& text) {
  return "[[requirement]]\nid = \"it\"\nrule = '" + text + "'\nbecause = \"zo is het\"\n";
}

const std::string table =
    "[[table]]\n"
    "id = \"most-pages\"\n"
    "inputs = ['versions', 'pitched']\n"
    "rows = [\n"
    "  ['at most 2', '-', '10'],\n"
    "  ['at least 2', 'true', '20'],\n"
    "]\n";

}  // namespace

BOOST_AUTO_TEST_CASE(a_rule_may_use_those_before_and_after_it) {
  const std::string chain = rule("c", "b and versions < 9") + rule("b", "a or pitched") +
                            rule("a", "versions = 1") + requirement("c");
  const Rulebook book = rulebook_with(chain);
  const Requirement& it = book.requirements.back();
  BOOST_TEST(it.rule.definitions().size() == 3U);
  BOOST_TEST(book.place(it.rule.span()).line == 14U);
  std::string lines;
  for (const auto& part : it.rule.parts()) {
    lines += std::to_string(book.place(part.span).line) + " ";
  }
  // versions, 1, versions = 1; a, pitched, a or pitched; b, versions, 9, <, and; c.
  BOOST_TEST(lines == "11 11 11 8 8 8 5 5 5 5 5 14 ");
}

BOOST_AUTO_TEST_CASE(a_circle_is_named_once_and_spoils_nothing_else) {
  const Loaded loaded = load_with(rule("a", "b or pitched") + rule("b", "c") + rule("c", "not a") +
                                  rule("d", "a and pitched") + requirement("d or c"));
  BOOST_TEST(codes(loaded) == "E0228 ");
  BOOST_TEST(tests::found(loaded).find("in a circle: a -> b -> c -> a") != std::string::npos);
  BOOST_TEST(codes(load_with(rule("a", "a or pitched"))) == "E0228 ");
  BOOST_TEST(codes(load_with(rule("a", "grant = 1") +
                             "[[table]]\nid = \"grant\"\ninputs = ['versions']\n"
                             "rows = [['1', '1'], ['-', '2']]\notherwise = 'count(a)'\n")) ==
             "E0228 ");
}

BOOST_AUTO_TEST_CASE(a_wrong_rule_is_reported_where_it_stands_and_only_there) {
  const Loaded loaded =
      load_with(rule("a", "versons = 1") + rule("b", "a") + requirement("a or b"));
  BOOST_TEST(codes(loaded) == "E0207 ");
  BOOST_TEST(tests::found(loaded).find("own.toml:5:9") != std::string::npos);
  BOOST_TEST(codes(load_with("[[rule]]\nid = \"a\"\n" + requirement("a"))) == "E0507 ");
}

BOOST_AUTO_TEST_CASE(a_name_is_taken_only_once) {
  BOOST_TEST(codes(load_with(rule("pitched", "true"))) == "E0540 ");
  BOOST_TEST(codes(load_with(rule("deadline", "true"))) == "E0540 ");
  BOOST_TEST(codes(load_with(rule("bladzijden", "true"))) == "E0540 ");
  BOOST_TEST(codes(load_with(rule("because", "true"))) == "E0540 ");
  BOOST_TEST(codes(load_with(rule("most-pages", "true") + table)) == "E0540 ");
  BOOST_TEST(codes(load_with(rule("a", "true") + rule("a", "false"))) == "E0508 ");
}

BOOST_AUTO_TEST_CASE(a_rule_that_is_used_somewhere_is_used) {
  BOOST_TEST(codes(load_with(rule("a", "versions = 1"))) == "W0201 ");
  BOOST_TEST(codes(load_with(rule("a", "versions = 1") + rule("b", "a"))) == "W0201 W0201 ");
  BOOST_TEST(codes(load_with(rule("a", "versions = 1") + rule("b", "a") + requirement("b"))) == "");
  // What is wrong may be the rule that would use it.
  BOOST_TEST(codes(load_with(rule("a", "versions = 1") + requirement("a and nope"))) == "E0207 ");
  const std::string flow =
      "[workflow]\nflow = '''\n"
      "received -> admissible after deadline when small except when pitched because \"x\"\n"
      "received -> refused after deadline when not small adverse ends undone by admit-late\n"
      "admissible -> told on communicate ends\n'''\n";
  BOOST_TEST(codes(load_with(rule("small", "versions = 1") + flow)) == "");
}

BOOST_AUTO_TEST_CASE(a_table_keeps_its_rows_for_proofs) {
  const Rulebook book = rulebook_with(table + requirement("sum(pages of documents) <= most-pages"));
  BOOST_TEST_REQUIRE(book.tables.size() == 1U);
  const DecisionTable& most = book.tables.front();
  BOOST_TEST(most.name == "most-pages");
  BOOST_TEST_REQUIRE(most.rows.size() == 2U);
  BOOST_TEST(book.words(most.rows[1].span) == "['at least 2', 'true', '20']");
  BOOST_TEST(book.words(most.rows[1].cells[1]) == "true");
  Facts facts(book.facts.facts.size());
  const auto set = [&](const char* name, Value value) {
    facts[static_cast<std::size_t>(book.facts.slot(name))] = std::move(value);
  };
  set("versions", Number(2));
  set("pitched", true);
  set("documents", std::make_shared<const std::vector<Record>>());
  BOOST_TEST((truth(evaluate(most.rows[0].when, facts).value) == true));
  BOOST_TEST((truth(evaluate(most.rows[1].when, facts).value) == true));
  const Evaluation answer = evaluate(book.requirements.back().rule, facts);
  BOOST_TEST_REQUIRE(answer.fault.has_value());
  BOOST_TEST(answer.fault->message ==
             "rows 1 (line 7) and 2 (line 8) of table 'most-pages' both apply");
  set("pitched", false);
  BOOST_TEST((truth(evaluate(book.requirements.back().rule, facts).value) == true));
}

BOOST_AUTO_TEST_CASE(a_layer_above_replaces_a_table) {
  const std::string mine =
      "[[table]]\nid = \"most-pages\"\nreplace = true\ninputs = ['versions']\n"
      "rows = [['-', '30']]\n";
  const auto files = [&](const std::string& name) -> std::optional<std::string> {
    if (name == "top.toml") return "schema = 1\nextends = \"own.toml\"\n" + mine;
    if (name != "own.toml") return tests::contents("tests/golden/layers/" + name);
    return "schema = 1\nextends = \"region.toml\"\n" + table + requirement("most-pages > 20");
  };
  const Loaded loaded = load_rulebook("top.toml", files, tests::zones());
  BOOST_TEST_REQUIRE(loaded.rulebook.has_value(), tests::found(loaded));
  BOOST_TEST((truth(evaluate(loaded.rulebook->requirements.back().rule, {}).value) == true));
}

BOOST_AUTO_TEST_CASE(the_resolved_text_has_the_same_tables) {
  const Rulebook book = rulebook_with(
      table + rule("long", "most-pages > 10 or channel is \"mail\"") + requirement("long"));
  const auto again = load_rulebook(
      "resolved.toml",
      [&](const std::string& name) {
        return name == "resolved.toml" ? std::optional(book.resolved) : std::nullopt;
      },
      tests::zones());
  BOOST_TEST_REQUIRE(again.rulebook.has_value(), tests::found(again));
  BOOST_TEST((again.rulebook->digest == book.digest));
  BOOST_TEST(again.rulebook->tables.size() == 1U);
}
