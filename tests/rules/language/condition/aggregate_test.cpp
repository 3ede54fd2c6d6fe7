// Counts, aggregates and patterns.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "rules_under_test.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

/// Three annexes; challenges 4, 1, 1, 3; no documents and no region challenges.
Facts some() {
  const auto annex = [](const char* kind, std::int64_t cost, const char* date, int days) {
    return Record{kind, Number(cost), day(date), Period{days, Unit::day}};
  };
  return facts({{"annexes", documents({annex("budget", 100, "2023-03-01", 5),
                                       annex("plan", 25, "2023-01-31", 1),
                                       annex("plan", 50, "2023-02-28", 30)})},
                {"challenges", std::vector<Number>{4, 1, 1, 3}},
                {"region.challenges", std::vector<Number>{}},
                {"documents", documents({})},
                {"organisation", "VZW De Brug – Liër.PDF"},
                {"n", Number(7)},
                {"budget", Number(80)}});
}

const Case cases[] = {
    {"sum(challenges)", "9"},
    {"som(challenges)", "9"},
    {"min(challenges)", "1"},
    {"kleinste(challenges)", "1"},
    {"max(challenges)", "4"},
    {"grootste(uitdagingen)", "4"},
    {"mean(challenges)", "2.25"},
    {"gemiddelde(challenges)", "2.25"},
    {"median(challenges)", "2"},
    {"mediaan(challenges)", "2"},
    // One field of all records, with its unit.
    {"sum(cost of annexes) = 175 euro", "true"},
    {"mean(cost of annexes) = 175 euro / 3", "true"},
    {"mean(cost of annexes) * 3 = 175 euro", "true"},
    {"median(cost of annexes) = 50 euro", "true"},
    {"max(signed of annexes)", "2023-03-01"},
    {"min(signed of annexes) + 1 month", "2023-02-28"},
    {"sum(term of annexes) = 36 days", "true"},
    {"max(term of annexes) > 4 weeks", "true"},
    {"som(cost van annexes) hoogstens 175 euro", "true"},
    {"count(kind of annexes)", "3"},
    {"sum(cost of annexes) - max(cost of annexes) < budget", "true"},
    // Values written out.
    {"max([n, 3, n + 1])", "8"},
    {"min([budget, 50% * budget])", "40"},
    {"median([3, 1, 2])", "2"},
    {"median([n])", "7"},
    {"sum([1 day, 2 weeks]) = 15 days", "true"},
    {"max([m, 3])", "unknown m"},
    // Of nothing.
    {"sum(region.challenges)", "0"},
    {"sum(pages of documents) = 0", "true"},
    {"min(region.challenges)", "unknown: an empty list has no smallest element"},
    {"max(pages of documents)", "unknown: an empty list has no largest element"},
    {"mean(region.challenges)", "unknown: an empty list has no mean"},
    {"median(region.challenges)", "unknown: an empty list has no median"},
    {"count(region.challenges) = 0 or max(region.challenges) < 3", "true"},
    // Each element against the whole.
    {"any annexes has cost = max(cost of annexes)", "true"},
    {"every annexes has cost < mean(cost of annexes)", "false"},
    {"at most 1 annexes has cost > median([mean(cost of annexes), 60 euro, 70 euro])", "true"},
    {"any annexes has max([cost, 60 euro]) = 60 euro", "true"},
    {"sum(notice of annexes) = 1", ""},
};

struct Pattern {
  const char* text;
  const char* pattern;
  bool fits;

  friend std::ostream& operator<<(std::ostream& out, const Pattern& row) {
    return out << row.text << " as " << row.pattern;
  }
};

const Pattern patterns[] = {
    {"plan.pdf", "*.pdf", true},
    {"plan.PDF", "*.pdf", true},
    {"plan.pdf.exe", "*.pdf", false},
    {".pdf", "*.pdf", true},
    {"pdf", "*.pdf", false},
    {"", "", true},
    {"", "*", true},
    {"", "?", false},
    {"a", "", false},
    {"a", "?", true},
    {"ab", "?", false},
    {"ë", "?", true},
    {"e\xCC\x88", "ë", true},
    {"Ë", "ë", true},
    {"–", "?", true},
    {"–x", "?x", true},
    {"aë", "*?ë", true},
    {"abcabd", "*ab?", true},
    {"abcabd", "*abc", false},
    {"abcabd", "a*b*d", true},
    {"abcabd", "a*c*b", false},
    {"abc", "abc", true},
    {"abc", "ab", false},
    {"abc", "abc*", true},
    {"abc", "**a**c**", true},
    {"a*c", "a*c", true},
    {"mississippi", "m*iss*ip*", true},
    {"mississippi", "m*iss*iss*iss*", false},
};

}  // namespace

BOOST_DATA_TEST_CASE(an_aggregate_is_exact_and_keeps_its_unit, data::make(cases)) {
  if (*sample.answer == '\0') {
    BOOST_TEST(!Compiled(sample.rule).condition);
  } else {
    BOOST_TEST(answer(sample.rule, some()) == sample.answer);
  }
}

BOOST_DATA_TEST_CASE(a_pattern_is_of_the_whole_text, data::make(patterns)) {
  const std::string rule = "organisation matches \"" + std::string(sample.pattern) + "\"";
  const std::string expected = sample.fits ? "true" : "false";
  BOOST_TEST(answer(rule, facts({{"organisation", sample.text}})) == expected);
}

BOOST_AUTO_TEST_CASE(a_pattern_is_asked_in_dutch_and_of_every_record) {
  BOOST_TEST(answer("organisation past op 'vzw * li?r.pdf'", some()) == "true");
  BOOST_TEST(answer("niet (organisatie voldoet aan '*.doc')", some()) == "true");
  BOOST_TEST(answer("any annexes has kind matches 'p*'", some()) == "true");
  BOOST_TEST(answer("organisation matches '*'", {}) == "unknown organisation");
}

BOOST_AUTO_TEST_CASE(a_hard_pattern_takes_no_time) {
  const std::string text(100'000, 'a');
  std::string pattern;
  for (int i = 0; i < 400; ++i) pattern += "*a";
  const std::string rule = "organisation matches '" + pattern + "b'";
  BOOST_TEST(answer(rule, facts({{"organisation", text}})) == "false");
}
