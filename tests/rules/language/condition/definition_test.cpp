#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "definitions_under_test.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

/// `small`, which asks for `n`; `open`, which asks for `small` and `a`; a list test;
/// a value that is no yes or no.
void define_all(Book& book) {
  book.define("small", "n at most 3");
  book.define("open", "small or a");
  book.define("long", "any document has pages > 20");
  book.define("double", "n * 2");
  book.define("excused", "b except when c because 'a reason'");
}

struct Case {
  const char* rule;
  const char* same;  ///< The rule written out.

  friend std::ostream& operator<<(std::ostream& out, const Case& row) { return out << row.rule; }
};

const Case cases[] = {
    {"small", "n at most 3"},
    {"not small", "not (n at most 3)"},
    {"open and b", "(n at most 3 or a) and b"},
    {"small and open and small", "n at most 3 and (n at most 3 or a)"},
    {"open and small", "n at most 3 and (n at most 3 or a)"},
    {"double = m", "n * 2 = m"},
    {"any document has pages > double", "any document has pages > n * 2"},
    {"any document has (long and pages < double)",
     "any document has pages > 20 and any document has pages < n * 2"},
    {"every document has small", "every document has n at most 3"},
    {"small is known", "n is known"},
    {"double / (n - 2) = 4", "(n * 2) / (n - 2) = 4"},
    {"excused", "b or c"},
    {"not excused", "not (b or c)"},
};

const std::vector<Facts>& some_facts() {
  static const std::vector<Facts> all = [] {
    std::vector<Facts> made;
    for (const Value& n : {Value(), Value(Number(2)), Value(Number(12))}) {
      for (const Value& truth : {Value(), Value(true), Value(false)}) {
        for (const Value& papers : {Value(), documents({}), documents({{"x", Number(30)}}),
                                    documents({{"x", Number(5)}, {"y", Value()}})}) {
          made.push_back(facts({{"n", n},
                                {"m", Number(4)},
                                {"a", truth},
                                {"b", truth},
                                {"c", false},
                                {"documents", papers}}));
        }
      }
    }
    return made;
  }();
  return all;
}

}  // namespace

BOOST_DATA_TEST_CASE(a_named_rule_says_what_it_says_written_out, data::make(cases)) {
  Book book;
  define_all(book);
  const auto named = book.compile(sample.rule);
  const auto written = book.compile(sample.same);
  BOOST_TEST_REQUIRE(named.has_value(), book.said());
  BOOST_TEST_REQUIRE(written.has_value(), book.said());
  for (const Facts& values : some_facts()) {
    const Evaluation one = evaluate(*named, values);
    const Evaluation other = evaluate(*written, values);
    BOOST_TEST((one.value == other.value));
    BOOST_TEST(one.missing == other.missing, boost::test_tools::per_element());
    BOOST_TEST(one.fault.has_value() == other.fault.has_value());
  }
}

BOOST_AUTO_TEST_CASE(a_named_rule_is_laid_in_once) {
  Book book;
  define_all(book);
  const auto once = book.compile("open");
  const auto thrice = book.compile("open and small and open");
  // Two names more, and the `and`.
  BOOST_TEST(thrice->parts().size() == once->parts().size() + 3);
  BOOST_TEST(thrice->definitions().size() == 2U);
  const auto other_way = book.compile("small and open and open");
  BOOST_TEST(other_way->parts().size() == thrice->parts().size());
}

BOOST_AUTO_TEST_CASE(parts_of_a_named_rule_point_to_its_own_line) {
  Book book;
  define_all(book);
  const auto rule = book.compile("a and small");
  std::vector<std::string> words;
  for (const auto& part : rule->parts()) words.push_back(book.words(part.span));
  const std::vector<std::string> expected{"a", "n", "3", "n at most 3", "small", "a and small"};
  BOOST_TEST(words == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(rules_in_layers_do_not_double_with_each_layer) {
  Book book;
  book.define("r0", "n > 0");
  book.define("r1", "r0 and m > 0");
  for (int i = 2; i < 200; ++i) {
    book.define("r" + std::to_string(i),
                "r" + std::to_string(i - 1) + " and r" + std::to_string(i - 2));
  }
  const auto rule = book.compile("r199");
  BOOST_TEST_REQUIRE(rule.has_value(), book.said());
  BOOST_TEST(rule->parts().size() < 1'000U);
  BOOST_TEST((evaluate(*rule, facts({{"n", Number(1)}, {"m", Number(1)}})).value == Value(true)));
}

BOOST_AUTO_TEST_CASE(too_many_parts_in_all_are_refused) {
  Book book;
  std::string sum = "n";
  while (sum.size() < 9'990) sum += " + n";
  std::string all = "0 = 0";
  for (int i = 0; i < 30; ++i) {
    book.define("r" + std::to_string(i), sum);
    all += " and r" + std::to_string(i) + " > 0";
  }
  BOOST_TEST(!book.compile(all));
  // Each place that goes past the bound is said, and nothing else.
  BOOST_TEST(!book.diagnostics.empty());
  for (const Diagnostic& found : book.diagnostics) BOOST_TEST(found.code == "E0232");
}

BOOST_AUTO_TEST_CASE(a_wrong_definition_gives_no_second_fault) {
  Book book;
  book.schema.definitions.push_back(std::make_shared<const Definition>(Definition{"wrong", {}}));
  BOOST_TEST(!book.compile("wrong and a"));
  BOOST_TEST(book.diagnostics.empty(), book.said());
}

BOOST_AUTO_TEST_CASE(a_name_near_a_definition_is_suggested) {
  Book book;
  define_all(book);
  BOOST_TEST(!book.compile("smal and a"));
  BOOST_TEST(book.diagnostics.at(0).help == "did you mean 'small'?");
}

BOOST_AUTO_TEST_CASE(a_rule_names_what_it_may_use) {
  const auto names = [](const std::string& rule) {
    std::string all;
    Sources sources;
    for (const auto name : names_in(whole(sources, sources.add("rule", rule)), Language::any)) {
      all += std::string(name) + " ";
    }
    return all;
  };
  BOOST_TEST(names("small and n - 3 > sum(pages of documents)") == "small n pages documents ");
  BOOST_TEST(names("notice > 3 days and days = 2") == "notice days ");
  BOOST_TEST(names("budget > EUR 100 or sum = 1") == "budget sum ");
  BOOST_TEST(names("organisation = 'small' or \"large\" = x") == "organisation x ");
  BOOST_TEST(names("a-b - c.d = 2023-06-09") == "a-b c.d ");
  BOOST_TEST(names("a except when b because 'c'") == "a b ");
  BOOST_TEST(names("") == "");
}

BOOST_AUTO_TEST_CASE(an_exception_makes_the_rule_hold_and_is_listed) {
  Book book;
  const auto rule =
      book.compile("n = 1 except when a because \"first\" behalve wanneer b en c omdat 'second'");
  BOOST_TEST_REQUIRE(rule.has_value(), book.said());
  BOOST_TEST_REQUIRE(rule->exceptions().size() == 2U);
  const auto& second = rule->exceptions()[1];
  BOOST_TEST(second.because == "second");
  BOOST_TEST(book.words(second.span) == "behalve wanneer b en c omdat 'second'");
  const Evaluation answer =
      evaluate(*rule, facts({{"n", Number(2)}, {"a", false}, {"b", true}, {"c", true}}));
  BOOST_TEST((answer.value == Value(true)));
  BOOST_TEST((answer.parts[static_cast<std::size_t>(second.part)] == Value(true)));
  BOOST_TEST(book.words(rule->span()) ==
             "n = 1 except when a because \"first\" behalve wanneer b en c omdat 'second'");
}

BOOST_AUTO_TEST_CASE(the_exceptions_of_a_named_rule_stay_with_it) {
  Book book;
  define_all(book);
  BOOST_TEST(book.compile("excused and a")->exceptions().empty());
  BOOST_TEST(book.schema.definitions.back()->rule->exceptions().size() == 1U);
}
