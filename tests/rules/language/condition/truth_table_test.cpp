#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "rules_under_test.hpp"

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

struct Case {
  const char* rule;
  const char* answer;

  friend std::ostream& operator<<(std::ostream& out, const Case& row) { return out << row.rule; }
};

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

}  // namespace

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
