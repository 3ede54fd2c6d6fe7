#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "definitions_under_test.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string answer_of(const Condition& rule, const Facts& values) {
  const Evaluation evaluation = evaluate(rule, values);
  std::string text = to_string(evaluation.value);
  if (evaluation.fault) text += ": " + evaluation.fault->message;
  for (const int slot : evaluation.missing) {
    text += " " + test_schema().facts[static_cast<std::size_t>(slot)].name;
  }
  return text;
}

std::string codes_of(const Diagnostics& diagnostics) {
  std::string codes;
  for (const Diagnostic& diagnostic : diagnostics) codes += diagnostic.code + " ";
  return codes;
}

struct Wrong {
  std::vector<std::string> inputs;
  Rows rows;
  std::string otherwise;
  const char* codes;
  const char* words;
  const char* help;

  friend std::ostream& operator<<(std::ostream& out, const Wrong& row) {
    return out << row.codes << row.words;
  }
};

const Wrong wrong[] = {
    {{"n"}, {{"= ", "1"}}, "", "E0201 ", "", ""},
    {{"n"}, {{"3 or 4", "1"}}, "", "E0201 ", "or", ""},
    {{"n"}, {{"at most 3", ""}}, "", "E0222 ", "", ""},
    {{"n"}, {{"'x'", "1"}}, "", "E0209 ", "'x'", ""},
    {{"n"}, {{"at most 60%", "1"}}, "", "E0209 ", "60%", "60%"},
    {{"nn"}, {{"1", "1"}, {"2", "1"}}, "", "E0207 ", "nn", ""},
    {{"outcome"}, {{"'selectd'", "1"}}, "", "E0215 ", "'selectd'", "did you mean 'selected'?"},
    {{"outcome"},
     {{"is one of ['selected', 'reserv']", "1"}},
     "",
     "E0215 ",
     "'reserv'",
     "did you mean 'reserve'?"},
    {{"n"}, {{"1", "1"}, {"2", "2 euro"}}, "", "E0230 ", "2 euro", ""},
    {{"n"}, {{"1", "1"}}, "'x'", "E0230 ", "'x'", ""},
    {{"n"}, {{"1", "a except when b because 'c'"}}, "", "E0227 ", "except when b because 'c'", ""},
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_cell_is_a_value_or_a_comparison_or_anything) {
  Book book;
  const auto table = book.table({"n", "outcome"},
                                {{"1", "-", "'one'"},
                                 {"between 2 and 5", "is one of ['selected', 'reserve']", "'few'"},
                                 {"between 2 and 5", "is not in ['selected', 'reserve']", "'none'"},
                                 {" more than n - n + 5 ", " - ", "'many'"}},
                                "'less'");
  BOOST_TEST_REQUIRE(table.has_value(), book.said());
  const auto at = [&](int n, const char* outcome) {
    return answer_of(table->rule, facts({{"n", Number(n)}, {"outcome", outcome}}));
  };
  BOOST_TEST(at(1, "rejected") == "\"one\"");
  BOOST_TEST(at(2, "reserve") == "\"few\"");
  BOOST_TEST(at(5, "rejected") == "\"none\"");
  BOOST_TEST(at(6, "rejected") == "\"many\"");
  BOOST_TEST(at(0, "rejected") == "\"less\"");
  BOOST_TEST(answer_of(table->rule, facts({{"n", Number(6)}})) == "\"many\"");
  BOOST_TEST(answer_of(table->rule, facts({{"n", Number(4)}})) == "unknown outcome");
}

BOOST_AUTO_TEST_CASE(a_table_shows_its_rows_one_by_one) {
  Book book;
  const auto table = book.table({"n", "a"}, {{"at most 3", "true", "1 euro"}, {"-", "-", "2 euro"}},
                                "n * 1 euro", TablePolicy::first);
  BOOST_TEST_REQUIRE(table.has_value(), book.said());
  BOOST_TEST(table->inputs.size() == 2U);
  BOOST_TEST(table->inputs[1].slots() == std::vector<int>{book.schema.slot("a")},
             boost::test_tools::per_element());
  BOOST_TEST_REQUIRE(table->rows.size() == 2U);
  const auto& row = table->rows[0];
  BOOST_TEST(book.words(row.cells[0]) == "at most 3");
  const Facts values = facts({{"n", Number(3)}, {"a", true}});
  BOOST_TEST((evaluate(row.when, values).value == Value(true)));
  BOOST_TEST((evaluate(table->rows[1].when, {}).value == Value(true)));
  BOOST_TEST((evaluate(row.output, {}).value == Value(Number(1))));
  BOOST_TEST((row.output.type() == Type::money));
  BOOST_TEST((evaluate(*table->otherwise, values).value == Value(Number(3))));
  BOOST_TEST((table->rule.type() == Type::money));
}

BOOST_AUTO_TEST_CASE(two_rows_that_apply_are_named_with_their_lines) {
  Book book;
  const auto table = book.table({"n"}, {{"at most 3", "1"}, {"9", "2"}, {"at least 3", "3"}});
  BOOST_TEST(answer_of(table->rule, facts({{"n", Number(3)}})) ==
             "unknown: rows 1 (line 2) and 3 (line 2) of table 't' both apply");
  BOOST_TEST(answer_of(table->rule, facts({{"n", Number(2)}})) == "1");
}

BOOST_AUTO_TEST_CASE(a_table_is_used_by_name_like_a_fact) {
  Book book;
  auto table = book.table({"outcome"}, {{"'selected'", "'yes'"}, {"'reserve'", "'later'"}}, "'no'");
  book.add("verdict", table->rule);
  const auto rule = book.compile("verdict is 'later' and a");
  BOOST_TEST_REQUIRE(rule.has_value(), book.said());
  BOOST_TEST(answer_of(*rule, facts({{"outcome", "reserve"}, {"a", true}})) == "true");
  BOOST_TEST(answer_of(*rule, facts({{"a", true}})) == "unknown outcome");
  BOOST_TEST(answer_of(*rule, facts({{"a", false}})) == "false");
  BOOST_TEST(!book.compile("verdict is 'latr'"));
  BOOST_TEST(book.diagnostics.at(0).message == "'t' is never 'latr'");
  BOOST_TEST(book.diagnostics.at(0).help == "did you mean 'later'?");
}

BOOST_DATA_TEST_CASE(says_what_is_wrong_with_a_table, data::make(wrong)) {
  Book book;
  BOOST_TEST(!book.table(sample.inputs, sample.rows, sample.otherwise));
  BOOST_TEST_REQUIRE(codes_of(book.diagnostics) == sample.codes, book.said());
  BOOST_TEST(book.words(book.diagnostics[0].primary.span) == sample.words);
  BOOST_TEST(book.diagnostics[0].help.find(sample.help) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(rows_of_two_kinds_show_both_places) {
  Book book;
  BOOST_TEST(!book.table({"n"}, {{"1", "10 euro"}, {"2", "20"}}));
  BOOST_TEST_REQUIRE(book.diagnostics.size() == 1U);
  BOOST_TEST(book.words(book.diagnostics[0].secondary.at(0).span) == "10 euro");
  BOOST_TEST(book.diagnostics[0].secondary[0].text == "this is an amount of money");
}

BOOST_AUTO_TEST_CASE(a_table_that_grows_too_large_is_refused_once) {
  Book book;
  std::string sum = "n";
  while (sum.size() < 9'000) sum += " + n";
  book.define("long", sum);
  const Rows rows(1'000, {"at most 3", "1"});
  BOOST_TEST(!book.table({"long"}, rows));
  BOOST_TEST(codes_of(book.diagnostics) == "E0232 ");
}

BOOST_AUTO_TEST_CASE(a_table_in_a_condition_on_a_list_is_looked_up_once) {
  Book book;
  const auto table = book.table({"n"}, {{"1", "10"}}, "20");
  book.add("most", table->rule);
  const auto rule = book.compile("every document has pages at most most");
  BOOST_TEST_REQUIRE(rule.has_value(), book.said());
  const Value papers = documents({{"x", Number(15)}, {"y", Number(3)}});
  BOOST_TEST(answer_of(*rule, facts({{"n", Number(1)}, {"documents", papers}})) == "false");
  BOOST_TEST(answer_of(*rule, facts({{"n", Number(2)}, {"documents", papers}})) == "true");
  BOOST_TEST(answer_of(*rule, facts({{"documents", papers}})) == "unknown n");
}
