// Why a rule came out as it did, held against trees worked out by hand.
#include "rules/language/condition/explain.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "definitions_under_test.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

/// `ground words {name=value} (note) [part; part]`
std::string tree(const Reason& reason) {
  std::string text = std::string(to_string(reason.ground)) + " <" + reason.words + ">";
  if (reason.element > 0) text += " #" + std::to_string(reason.element);
  for (const auto& [name, value] : reason.facts) text += " {" + name + "=" + value + "}";
  if (!reason.because.empty()) text += " because " + reason.because;
  if (!reason.note.empty()) text += " (" + reason.note + ")";
  for (std::size_t i = 0; i < reason.parts.size(); ++i) {
    text += (i == 0 ? " [" : "; ") + tree(reason.parts[i]);
  }
  return text + (reason.parts.empty() ? "" : "]");
}

std::string explained(const std::string& rule, const Facts& facts) {
  Sources sources;
  const auto source = sources.add("rule", rule);
  Diagnostics diagnostics;
  const Schema schema = test_schema();
  const auto condition =
      compile_condition(whole(sources, source), schema, Language::any, diagnostics);
  BOOST_TEST_REQUIRE(condition.has_value(), render(diagnostics, sources));
  return tree(explain(*condition, facts, schema, sources));
}

Facts known() {
  return facts({{"n", Number(7)},
                {"a", true},
                {"b", false},
                {"budget", Number(1250)},
                {"channel", "mail"},
                {"requirements.hold", false},
                {"challenges", std::vector<Number>{2, 9, 4}},
                {"region.challenges", std::vector<Number>{1, 2, 3, 4}},
                {"documents", documents({{"plan.pdf", Number(12)},
                                         {"bijlage.pdf", Number(30)},
                                         {"brief.pdf", Number(25)}})}});
}

struct Row {
  const char* rule;
  const char* why;

  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.rule; }
};

const Row rows[] = {
    {"n > 5", "held <n > 5> {n=7}"},
    {"n  >\n  8", "failed <n > 8> {n=7}"},
    {"m > 5", "unknown <m > 5> {m=unknown}"},
    // One part, however it is computed; what is computed has a value of its own.
    {"n between 1 and 5", "failed <n between 1 and 5> {n=7}"},
    {"n * 2 + 1 > 20", "failed <n * 2 + 1 > 20> {n=7} {n * 2=14} {n * 2 + 1=15}"},
    {"channel in ['post', 'mail']", "held <channel in ['post', 'mail']> {channel=\"mail\"}"},
    {"any requirement fails", "held <any requirement fails> {requirements.hold=false}"},
    // Each conjunct; one that holds is told, one that is unknown no longer matters.
    {"n > 5 and n > 8", "failed <n > 5 and n > 8> [held <n > 5> {n=7}; failed <n > 8> {n=7}]"},
    {"n > 8 and c", "failed <n > 8 and c> [failed <n > 8> {n=7}; not needed <c> {c=unknown}]"},
    {"n > 5 and c", "unknown <n > 5 and c> [held <n > 5> {n=7}; unknown <c> {c=unknown}]"},
    {"a or n > 8", "held <a or n > 8> [held <a> {a=true}; not needed <n > 8> {n=7}]"},
    {"b or n > 8", "failed <b or n > 8> [failed <b> {b=false}; failed <n > 8> {n=7}]"},
    {"b or c", "unknown <b or c> [failed <b> {b=false}; unknown <c> {c=unknown}]"},
    {"a or (b and c)", "held <a or (b and c)> [held <a> {a=true}; not needed <b and c>]"},
    {"not (a and c)",
     "unknown <not (a and c)> [unknown <a and c> [held <a> {a=true}; unknown <c> "
     "{c=unknown}]]"},
    // An exception with what is said when it applies.
    {"n > 8 except when a because 'a reason'",
     "held <n > 8 except when a because 'a reason'> [not needed <n > 8> {n=7}; held <a> {a=true} "
     "because a reason]"},
    // A condition on a list: how many, and which settled it.
    {"any challenge in region.challenges",
     "held <any challenge in region.challenges> {challenges=[2, 9, 4]} (2 of 3) "
     "[held <challenge in region.challenges> #1 {challenge=2} {region.challenges=[1, 2, 3, 4]}; "
     "held <challenge in region.challenges> #3 {challenge=4} {region.challenges=[1, 2, 3, 4]}]"},
    {"every challenge in region.challenges",
     "failed <every challenge in region.challenges> {challenges=[2, 9, 4]} (2 of 3) "
     "[failed <challenge in region.challenges> #2 {challenge=9} "
     "{region.challenges=[1, 2, 3, 4]}]"},
    {"every challenge at most 9",
     "held <every challenge at most 9> {challenges=[2, 9, 4]} "
     "(3 of 3)"},
    {"no challenge more than 5",
     "failed <no challenge more than 5> {challenges=[2, 9, 4]} (1 of 3) "
     "[held <challenge more than 5> #2 {challenge=9}]"},
    {"at least 2 of challenges more than 5",
     "failed <at least 2 of challenges more than 5> {challenges=[2, 9, 4]} (1 of 3) "
     "[failed <challenges more than 5> #1 {challenges=2}; "
     "failed <challenges more than 5> #3 {challenges=4}]"},
};

}  // namespace

BOOST_DATA_TEST_CASE(says_part_by_part_why, data::make(rows)) {
  BOOST_TEST(explained(sample.rule, known()) == sample.why);
}

BOOST_AUTO_TEST_CASE(shows_the_fields_of_the_element_that_settled_it) {
  const auto why =
      explained("every document has (pages at most 20 and name ends with 'pdf')", known());
  BOOST_TEST(why.find("(1 of 3)") != std::string::npos, why);
  BOOST_TEST(why.find("#2 [failed <pages at most 20> {pages=30}; held <name ends with 'pdf'> "
                      "{name=\"bijlage.pdf\"}]") != std::string::npos,
             why);
  BOOST_TEST(why.find("#1") == std::string::npos, why);
}

BOOST_AUTO_TEST_CASE(says_which_elements_are_unknown) {
  auto facts = known();
  facts[3] = documents({{"plan.pdf", Number(12)}, {"brief.pdf", Value()}});
  BOOST_TEST(explained("every document has pages at most 20", facts) ==
             "unknown <every document has pages at most 20> {documents=" + to_string(facts[3]) +
                 "} (1 of 2, 1 unknown) [unknown <pages at most 20> #2 {pages=unknown}]");
}

BOOST_AUTO_TEST_CASE(says_that_a_list_is_empty) {
  auto facts = known();
  facts[4] = std::vector<Number>{};
  BOOST_TEST(explained("any challenge in region.challenges", facts) ==
             "failed <any challenge in region.challenges> {challenges=[]} (the list is empty)");
}

BOOST_AUTO_TEST_CASE(says_why_arithmetic_has_no_result) {
  const auto why =
      explained("n / m > 1 or b", facts({{"n", Number(7)}, {"m", Number(0)}, {"b", false}}));
  BOOST_TEST(why.starts_with("unknown <n / m > 1 or b> (this divides by zero"), why);
}

BOOST_AUTO_TEST_CASE(at_most_five_elements_are_shown) {
  auto facts = known();
  facts[4] = std::vector<Number>(12, Number(50));
  const auto why = explained("every challenge in region.challenges", facts);
  BOOST_TEST(why.find("(0 of 12)") != std::string::npos, why);
  BOOST_TEST(why.find("#5") != std::string::npos, why);
  BOOST_TEST(why.find("#6") == std::string::npos, why);
}

BOOST_AUTO_TEST_CASE(a_named_rule_is_gone_into_where_it_stands) {
  Book book;
  book.define("small", "n at most 3");
  book.define("double", "n * 2");
  const auto why = [&](const std::string& rule) {
    const auto condition = book.compile(rule);
    BOOST_TEST_REQUIRE(condition.has_value(), book.said());
    return explain(*condition, known(), book.schema, book.sources);
  };
  const auto small = why("small and a");
  BOOST_TEST(
      tree(small) ==
      "failed <small and a> [failed <small> [failed <n at most 3> {n=7}]; held <a> {a=true}]");
  BOOST_TEST(book.words(small.parts[0].parts[0].span) == "n at most 3");
  BOOST_TEST(tree(why("double > 20")) ==
             "failed <double > 20> {double=14} [held <double> [held <n * 2> {n=7} (14)]]");
}

BOOST_AUTO_TEST_CASE(a_table_is_shown_row_by_row) {
  Book book;
  const auto why = [&](TablePolicy policy, const std::string& otherwise) {
    const auto table = book.table({"n"}, {{"at most 3", "10"}, {"more than 6", "20"}, {"-", "30"}},
                                  otherwise, policy);
    BOOST_TEST_REQUIRE(table.has_value(), book.said());
    return tree(explain(table->rule, known(), book.schema, book.sources));
  };
  // The third row always holds, so a table in which the rows exclude one another faults.
  BOOST_TEST(
      why(TablePolicy::first, "")
          .find("[failed <at most 3|10|> (gives 10) [failed <at most 3> {n=7}]; held <more than "
                "6|20|> (gives 20) [held <more than 6> {n=7}]; not needed <-|30|> (gives 30)]") !=
      std::string::npos);
  BOOST_TEST(why(TablePolicy::unique, "").find("both apply") != std::string::npos);
  const auto rest = book.table({"n"}, {{"at most 3", "10"}}, "40");
  BOOST_TEST_REQUIRE(rest.has_value(), book.said());
  BOOST_TEST(tree(explain(rest->rule, known(), book.schema, book.sources))
                 .find("; held <otherwise> (gives 40)]") != std::string::npos);
}
