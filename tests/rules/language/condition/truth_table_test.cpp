#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "definitions_under_test.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

// T, F and U (unknown), after Kleene's strong logic. `missing` names the facts
// whose recording could decide.
struct Row {
  const char* rule;
  char a;
  char b;
  const char* answer;

  friend std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.rule << " for " << row.a << row.b;
  }
};

const Row rows[] = {
    {"a and b", 'T', 'T', "true"},
    {"a and b", 'T', 'F', "false"},
    {"a and b", 'T', 'U', "unknown b"},
    {"a and b", 'F', 'T', "false"},
    {"a and b", 'F', 'F', "false"},
    {"a and b", 'F', 'U', "false"},
    {"a and b", 'U', 'T', "unknown a"},
    {"a and b", 'U', 'F', "false"},
    {"a and b", 'U', 'U', "unknown a b"},

    {"a or b", 'T', 'T', "true"},
    {"a or b", 'T', 'F', "true"},
    {"a or b", 'T', 'U', "true"},
    {"a or b", 'F', 'T', "true"},
    {"a or b", 'F', 'F', "false"},
    {"a or b", 'F', 'U', "unknown b"},
    {"a or b", 'U', 'T', "true"},
    {"a or b", 'U', 'F', "unknown a"},
    {"a or b", 'U', 'U', "unknown a b"},

    {"not a", 'T', 'U', "false"},
    {"not a", 'F', 'U', "true"},
    {"not a", 'U', 'U', "unknown a"},

    {"a = b", 'T', 'T', "true"},
    {"a = b", 'T', 'F', "false"},
    {"a = b", 'F', 'F', "true"},
    {"a = b", 'U', 'F', "unknown a"},
    {"a = b", 'T', 'U', "unknown b"},
    {"a = b", 'U', 'U', "unknown a b"},
    {"a != b", 'T', 'T', "false"},
    {"a != b", 'T', 'F', "true"},
    {"a != b", 'U', 'T', "unknown a"},
    {"a != b", 'U', 'U', "unknown a b"},

    {"a is known", 'T', 'U', "true"},
    {"a is known", 'F', 'U', "true"},
    {"a is known", 'U', 'U', "false"},
    {"a is unknown", 'U', 'U', "true"},
    {"a is unknown", 'F', 'U', "false"},

    {"a in [b]", 'T', 'T', "true"},
    {"a in [b]", 'T', 'F', "false"},
    {"a in [b]", 'T', 'U', "unknown b"},
    {"a in [b]", 'U', 'T', "unknown a"},
    {"a in [b, true]", 'T', 'U', "true"},
    {"a in [b, false]", 'T', 'U', "unknown b"},
    {"a not in [b]", 'T', 'U', "unknown b"},
    {"a not in [b, true]", 'T', 'U', "false"},
    {"a in []", 'U', 'U', "false"},
};

Value truth_value(char letter) { return letter == 'U' ? Value() : Value(letter == 'T'); }

/// Documents of 10 pages, of unknown pages, and of 30.
Facts half_known() {
  return facts({{"documents", documents({{"a", Number(10)}, {"b", Value()}, {"c", Number(30)}})},
                {"n", Number(10)}});
}

const Case quantified[] = {
    {"any document has pages = 10", "true"},
    {"any document has pages = 20", "unknown documents"},
    {"every document has pages < 20", "false"},
    {"every document has pages < 40", "unknown documents"},
    {"no document has pages = 10", "false"},
    {"no document has pages = 20", "unknown documents"},
    {"at least 2 documents has pages >= 10", "true"},
    {"at least 2 documents has pages = 30", "unknown documents"},
    {"at least 3 documents has pages = 30", "false"},
    {"at most 2 documents has pages = 30", "true"},
    {"at most 1 documents has pages = 30", "unknown documents"},
    {"at most 1 documents has pages >= 10", "false"},
    {"any document has pages = m", "unknown documents m"},
    {"every document has pages = m", "unknown documents m"},
    {"any document has (pages = m or name = 'c')", "true"},
    {"any document has name = region.name", "unknown region.name"},
    {"any challenges in [1, 2]", "unknown challenges"},
    {"count(challenges) > 1", "unknown challenges"},
    {"n in challenges", "unknown challenges"},
    {"any document has pages is unknown", "true"},
};

const Case with_unknown_numbers[] = {
    {"n = 10 and m = 1", "unknown m"},
    {"n = 11 and m = 1", "false"},
    {"n + m > 1", "unknown m"},
    {"m < n", "unknown m"},
    {"m between 1 and 2", "unknown m"},
    {"n between 11 and m", "false"},
    {"n between 1 and m", "unknown m"},
    {"arrival by deadline", "unknown arrival deadline"},
    {"organisation contains 'x'", "unknown organisation"},
    {"founded + 1 day = launch", "unknown founded launch"},
    {"-m = 1", "unknown m"},
    {"m = m", "unknown m"},
    {"any requirement fails", "unknown requirements.hold"},
};

/// What a rule says for two questions that are each true, false or unknown, in the
/// order TT TF TU FT FF FU UT UF UU: T, F, U, X for a fault, or the number itself.
struct Full {
  const char* rule;
  const char* answers;

  friend std::ostream& operator<<(std::ostream& out, const Full& row) { return out << row.rule; }
};

// The questions are the facts a and b. The tables have a row for each of them.
const Full named[] = {
    {"a and b", "TFUFFFUFU"},
    {"a or b", "TTTTFUTUU"},
    {"a except when b because 'x'", "TTTTFUTUU"},
    {"not a except when b because 'x'", "TFUTTTTUU"},
    {"a and b except when not a because 'x' except when not b because 'y'", "TTUTTTUTU"},
    {"both", "TFUFFFUFU"},
    {"either", "TTTTFUTUU"},
    {"not either", "FFFFTUFUU"},
    {"excused", "TTTTFUTUU"},
    {"both or not either", "TFUFTUUUU"},
    // Rows that say 1 and 2, and 3 otherwise.
    {"unique", "X1U2XUUUU"},
    {"unique-else", "X1U23UUUU"},
    {"first", "1112XUUUU"},
    {"first-else", "11123UUUU"},
    // Rows that both say 1, and 1 otherwise: an undecided row changes nothing when
    // it is the only one that may hold.
    {"unique-same", "X1U1XUUUU"},
    {"unique-same-else", "X1U111U1U"},
    {"first-same", "1111XU1UU"},
    {"first-same-else", "111111111"},
    // A table that says yes or no, inside logic.
    {"yes-table and a", "TTTFFFUUU"},
    {"yes-table or b", "TTTTFUTUU"},
};

// The questions are whether the pages of two documents are 1; if not, they are 0.
const Full over_lists[] = {
    {"any document has pages = 1", "TTTTFUTUU"},
    {"every document has pages = 1", "TFUFFFUFU"},
    {"no document has pages = 1", "FFFFTUFUU"},
    {"at least 1 document has pages = 1", "TTTTFUTUU"},
    {"at least 2 documents has pages = 1", "TFUFFFUFU"},
    {"at least 3 documents has pages = 1", "FFFFFFFFF"},
    {"at most 0 documents has pages = 1", "FFFFTUFUU"},
    {"at most 1 documents has pages = 1", "FTUTTTUTU"},
    {"at most 2 documents has pages = 1", "TTTTTTTTT"},
    {"any document has not pages = 1", "FTUTTTUTU"},
    {"sum(pages of documents)", "21U10UUUU"},
    {"min(pages of documents)", "10U00UUUU"},
    {"max(pages of documents)", "11U10UUUU"},
    {"mean(pages of documents) = 1 / 2", "FTUTFUUUU"},
    {"median(pages of documents) = 1 / 2", "FTUTFUUUU"},
    {"any document has pages = max(pages of documents)", "TTUTTUUUU"},
};

/// Named rules and tables over a and b.
void define_rules(Book& book) {
  book.define("both", "a and b");
  book.define("either", "a or b");
  book.define("excused", "a except when b because 'x'");
  const auto add = [&](const char* name, const char* second, const char* otherwise,
                       TablePolicy policy) {
    auto table =
        book.table({"a", "b"}, {{"true", "-", "1"}, {"-", "true", second}}, otherwise, policy);
    book.add(name, table->rule);
  };
  add("unique", "2", "", TablePolicy::unique);
  add("unique-else", "2", "3", TablePolicy::unique);
  add("first", "2", "", TablePolicy::first);
  add("first-else", "2", "3", TablePolicy::first);
  add("unique-same", "1", "", TablePolicy::unique);
  add("unique-same-else", "1", "1", TablePolicy::unique);
  add("first-same", "1", "", TablePolicy::first);
  add("first-same-else", "1", "1", TablePolicy::first);
  const auto yes = book.table({"a"}, {{"true", "true"}}, "false");
  book.add("yes-table", yes->rule);
}

char letter(const Evaluation& evaluation) {
  if (evaluation.fault) return 'X';
  const auto answer = truth(evaluation.value);
  if (answer) return *answer ? 'T' : 'F';
  return evaluation.value.known() ? to_string(evaluation.value)[0] : 'U';
}

/// The answers for the nine pairs. Whoever is unknown must say what is missing.
template <typename MakeFacts>
std::string answers(const std::string& rule, MakeFacts make_facts) {
  Book book;
  define_rules(book);
  const auto condition = book.compile(rule);
  BOOST_TEST_REQUIRE(condition.has_value(), book.said());
  std::string all;
  Scratch scratch;
  for (const char a : {'T', 'F', 'U'}) {
    for (const char b : {'T', 'F', 'U'}) {
      const Evaluation evaluation = evaluate(*condition, make_facts(a, b));
      all += letter(evaluation);
      BOOST_TEST((truth_of(*condition, make_facts(a, b), scratch) == truth(evaluation.value)));
      BOOST_TEST((all.back() == 'U') == !evaluation.missing.empty());
    }
  }
  return all;
}

}  // namespace

BOOST_DATA_TEST_CASE(named_rules_exceptions_and_tables_follow_kleene, data::make(named)) {
  const auto two_truths = [](char a, char b) {
    return facts({{"a", truth_value(a)}, {"b", truth_value(b)}});
  };
  BOOST_TEST(answers(sample.rule, two_truths) == sample.answers);
}

BOOST_DATA_TEST_CASE(quantifiers_and_aggregates_follow_kleene, data::make(over_lists)) {
  const auto pages = [](char letter) {
    return letter == 'U' ? Value() : Value(Number(letter == 'T' ? 1 : 0));
  };
  const auto two_documents = [&](char a, char b) {
    return facts({{"documents", documents({{"x", pages(a)}, {"y", pages(b)}})}});
  };
  BOOST_TEST(answers(sample.rule, two_documents) == sample.answers);
}

BOOST_AUTO_TEST_CASE(an_unknown_output_is_missing_only_where_it_may_be_said) {
  Book book;
  auto table =
      book.table({"a", "b"}, {{"true", "-", "n"}, {"-", "true", "m"}}, "n", TablePolicy::first);
  const auto missing = [&](char a, char b) {
    const auto values = facts({{"a", truth_value(a)}, {"b", truth_value(b)}});
    std::string all;
    for (const int slot : evaluate(table->rule, values).missing) {
      all += test_schema().facts[static_cast<std::size_t>(slot)].name + " ";
    }
    return all;
  };
  BOOST_TEST(missing('T', 'U') == "n ");
  BOOST_TEST(missing('F', 'T') == "m ");
  BOOST_TEST(missing('F', 'U') == "b n m ");
  BOOST_TEST(missing('U', 'T') == "a n m ");
  BOOST_TEST(missing('F', 'F') == "n ");
}

BOOST_DATA_TEST_CASE(logic_follows_kleene, data::make(rows)) {
  const Facts values = facts({{"a", truth_value(sample.a)}, {"b", truth_value(sample.b)}});
  BOOST_TEST(answer(sample.rule, values) == sample.answer);
}

BOOST_DATA_TEST_CASE(quantifiers_follow_kleene, data::make(quantified)) {
  BOOST_TEST(answer(sample.rule, half_known()) == sample.answer);
}

BOOST_DATA_TEST_CASE(comparison_with_unknown_is_unknown, data::make(with_unknown_numbers)) {
  BOOST_TEST(answer(sample.rule, half_known()) == sample.answer);
}
