// Looking for facts under which conditions come out in a given way. What must be
// found is worked out by hand; a property compares with trying everything.
#include "rules/language/condition/cases.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "rules_under_test.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

Condition compiled(const std::string& rule) {
  const Compiled one(rule);
  BOOST_REQUIRE_MESSAGE(one.condition, one.said());
  return *one.condition;
}

std::optional<bool> both(const Verdicts& verdicts) {
  bool open = false;
  for (const auto& verdict : verdicts) {
    if (verdict == false) return false;
    open = open || !verdict;
  }
  return open ? std::nullopt : std::optional(true);
}

std::string named(const FoundCase& found) {
  const Schema schema = test_schema();
  std::string text;
  for (const int slot : found.chosen) {
    const auto at = static_cast<std::size_t>(slot);
    text += (text.empty() ? "" : ", ") + schema.facts[at].name + " " + to_string(found.facts[at]);
  }
  return text;
}

FoundCase hunt(const std::vector<std::string>& rules, const CaseScope& scope = {}) {
  std::vector<Condition> conditions;
  for (const std::string& rule : rules) conditions.push_back(compiled(rule));
  return find_case(conditions, test_schema(), both, scope);
}

struct Pair {
  const char* one;
  const char* other;
  bool together;  ///< Whether both can hold at once.

  friend std::ostream& operator<<(std::ostream& out, const Pair& row) {
    return out << row.one << " | " << row.other;
  }
};

const Pair pairs[] = {
    {"n at most 3", "n more than 3", false},
    {"n at most 3", "n at least 3", true},
    {"n more than 5", "n less than 6", true},  // five and a half
    {"n at least 3 and n less than 3", "a", false},
    {"n = m", "n less than m", false},
    {"n at least m", "m more than 7", true},
    {"n more than m", "m more than n", false},
    {"n more than m and m more than 10", "n at most 11", true},
    {"n + m more than 10", "n less than 5 and m less than 6", true},
    {"n + m more than 11", "n at most 5 and m at most 6", false},
    {"n - m = 4", "m at least 100 and n less than 104", false},
    {"budget at most 1000 euro", "budget more than 999.99 euro", true},
    {"budget less than 1000 euro", "budget more than 999.99 euro", true},
    {"share at least 60%", "share less than 60%", false},
    {"arrival by deadline", "arrival after deadline", false},
    {"arrival after 2023-06-09", "arrival by 2023-06-10", true},
    {"arrival before 2023-06-09", "arrival after 2023-06-08", false},
    {"arrival after deadline", "arrival by 2023-06-09", true},
    {"founded before 2020-01-01", "founded after 2019-12-30", true},
    {"founded before 2020-01-01", "founded after 2019-12-31", false},
    {"launch - founded more than 30 days", "launch before 2020-03-01 and founded after 2020-01-30",
     false},
    {"launch - founded at least 30 days", "launch before 2020-03-01 and founded after 2020-01-29",
     true},
    {"notice at least 14 days", "notice at most 13 days", false},
    {"organisation = 'De Brug'", "organisation is not 'De Brug'", false},
    {"organisation contains 'brug'", "organisation contains 'vzw'", true},
    {"organisation starts with 'vzw'", "organisation is not 'vzw'", true},
    {"outcome is not 'selected' and outcome is not 'reserve'", "outcome is not 'rejected'", false},
    {"outcome is not 'selected'", "outcome is not 'rejected'", true},
    {"channel in ['mail', 'post']", "channel is not 'mail'", true},
    {"a", "not a", false},
    {"a or b", "not a and not b", false},
    {"every requirement holds", "any requirement fails", false},
    {"count(documents) at least 3", "count(documents) at most 3", true},
    {"count(documents) at least 3", "count(documents) less than 3", false},
    {"any document has pages more than 20", "every document has pages at most 20", false},
    {"any document has pages more than 20", "any document has pages at most 20", true},
    {"any document has pages more than 20", "count(documents) = 1", true},
    {"at least 2 challenges in [1, 2, 3]", "at most 1 challenges in [1, 2]", true},
    {"at least 2 challenges in [1, 2, 3]", "at most 1 challenges in [1, 2, 3]", false},
    {"any challenges in region.challenges", "no challenges in region.challenges", false},
    {"any challenges in region.challenges", "every challenges in [7, 8]", true},
    {"launch is unknown", "launch is known", false},
    {"launch is unknown", "a", true},
    {"launch is known and launch after 2023-01-01", "launch before 2023-01-03", true},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(cases)

BOOST_DATA_TEST_CASE(tells_whether_two_rules_can_hold_at_once, data::make(pairs)) {
  const FoundCase found = hunt({sample.one, sample.other});
  BOOST_TEST((found.search == Search::found) == sample.together, named(found));
  if (!sample.together) BOOST_TEST((found.search == Search::none));
}

BOOST_DATA_TEST_CASE(what_is_found_is_so_by_plain_evaluation, data::make(pairs)) {
  const FoundCase found = hunt({sample.one, sample.other});
  if (found.search != Search::found) return;
  BOOST_TEST(answer(sample.one, found.facts) == "true");
  BOOST_TEST(answer(sample.other, found.facts) == "true");
}

BOOST_AUTO_TEST_CASE(leaves_out_what_does_not_matter) {
  BOOST_TEST(named(hunt({"n at least 3 or a", "b"})) == "a true, b true");
  BOOST_TEST(named(hunt({"n at least 3", "n at most 3"})) == "n 3");
}

BOOST_AUTO_TEST_CASE(keeps_to_what_is_fixed_and_to_what_can_be) {
  CaseScope scope;
  scope.fixed = facts({{"region.challenges", std::vector<Number>{1, 2}}});
  const auto slot = [](const char* name) { return test_schema().slot(name); };
  BOOST_TEST(named(hunt({"any challenges in region.challenges"}, scope)) == "challenges [1]");
  scope.only[slot("channel")] = {Value("mail"), Value("none")};
  BOOST_TEST(
      (hunt({"channel is not 'mail'", "channel is not 'none'"}, scope).search == Search::none));
  scope.ranges[slot("n")] = {Number(0), {}, true};
  BOOST_TEST((hunt({"n more than 5", "n less than 6"}, scope).search == Search::none));
  BOOST_TEST((hunt({"n less than 0"}, scope).search == Search::none));
}

BOOST_AUTO_TEST_CASE(works_out_what_follows_from_other_facts) {
  CaseScope scope;
  const Condition behind = compiled("n at least 3");
  const auto slot = [](const char* name) { return test_schema().slot(name); };
  scope.derived.push_back({slot("requirements.hold"), behind.slots(),
                           [&](const Facts& facts) { return evaluate(behind, facts).value; }});
  const FoundCase found = hunt({"every requirement holds", "n at most 3"}, scope);
  BOOST_TEST(named(found) == "n 3");
  // A bound of the rule behind is found when that rule is among the conditions.
  BOOST_TEST(
      (hunt({"every requirement holds", "n less than 3", "n at least 3 or true"}, scope).search ==
       Search::none));
}

BOOST_AUTO_TEST_CASE(says_when_nothing_found_proves_nothing) {
  // No whole number has this square, and no search over bounds can tell.
  BOOST_TEST((hunt({"n * n = 2"}).search == Search::gave_up));
  CaseScope scope;
  scope.most_tries = 3;
  BOOST_TEST((hunt({"a and b and c", "not a"}, scope).search != Search::found));
  BOOST_TEST(
      (hunt({"n = 1 or n = 2 or n = 3", "n = 4 or n = 5"}, scope).search == Search::gave_up));
}

BOOST_AUTO_TEST_CASE(the_values_of_a_bound_lie_on_it_and_on_either_side) {
  const auto slot = test_schema().slot("n");
  const auto values = representative_values({compiled("n at least 7")}, test_schema());
  const std::vector<Value> expected{Number(7), Number(8), Number(6)};
  BOOST_TEST((values.values.at(slot) == expected));
  BOOST_TEST(values.exhaustive);
}

// ---- the smallest change ----

struct Flip {
  const char* rule;
  const char* changes;  ///< What must change for the rule to hold.

  friend std::ostream& operator<<(std::ostream& out, const Flip& row) { return out << row.rule; }
};

const Flip flips[] = {
    {"n = 7", ""},
    {"n at least 10", "n 7 -> 10"},
    {"n less than 7", "n 7 -> 6"},
    {"budget more than 2000 euro", "budget 1250 -> 2000.01"},
    {"arrival by 2023-06-08", "arrival 2023-06-09T20:10:00Z -> 2023-06-08T21:59:59Z"},
    {"arrival by deadline and n = 8", "n 7 -> 8"},
    {"launch - founded at least 2000 days", "founded 2020-01-31 -> 2017-11-05"},
    {"channel = 'post'", "channel \"mail\" -> \"post\""},
    {"outcome = 'rejected'", "outcome \"selected\" -> \"rejected\""},
    {"every challenges in region.challenges", "challenges [2, 9] -> [2]"},
    {"score passes and reviewed", "reviewed unknown -> true"},
    {"n = 8 and share at least 70%", "share 60 -> 70, n 7 -> 8"},
    {"n = 8 and share at least 70% or budget = 0 euro", "budget 1250 -> 0"},
    {"n = 7 and n = 8", "none"},
};

BOOST_DATA_TEST_CASE(finds_the_fewest_and_nearest_changes, data::make(flips)) {
  const Facts now = facts({
      {"arrival", moment("2023-06-09T22:10:00+02:00")},
      {"deadline", Deadline{moment("2023-06-10T00:00:00+02:00"), false}},
      {"challenges", std::vector<Number>{2, 9}},
      {"region.challenges", std::vector<Number>{1, 2, 3}},
      {"channel", "mail"},
      {"outcome", "selected"},
      {"budget", Number(1250)},
      {"share", Number(60)},
      {"founded", day("2020-01-31")},
      {"launch", day("2023-04-28")},
      {"score.passes", true},
      {"n", Number(7)},
  });
  CaseScope scope;
  scope.fixed = facts({{"region.challenges", std::vector<Number>{1, 2, 3}},
                       {"launch", day("2023-04-28")},
                       {"deadline", Deadline{moment("2023-06-10T00:00:00+02:00"), false}}});
  const Schema schema = test_schema();
  const auto change = smallest_change(compiled(sample.rule), now, schema, true, scope);
  std::string told;
  for (const FactChange& one : change.changes) {
    told += (told.empty() ? "" : ", ") + schema.facts[static_cast<std::size_t>(one.slot)].name +
            " " + to_string(one.from) + " -> " + to_string(one.to);
  }
  if (change.search != Search::found) told = "none";
  BOOST_TEST(told == sample.changes);
}

// ---- against trying everything ----

namespace {

/// A random rule over n, m and a, with bounds from 0 to 3.
std::string random_rule(int depth) {
  const auto pick = [](int most) { return *rc::gen::inRange(0, most + 1); };
  if (depth == 0 || pick(2) == 0) {
    static const std::vector<std::string> comparisons{"<", "<=", "=", "!=", ">=", ">"};
    const std::string op = " " + comparisons[static_cast<std::size_t>(pick(5))] + " ";
    const std::string bound = std::to_string(pick(3));
    switch (pick(4)) {
      case 0:
        return "n" + op + bound;
      case 1:
        return "m" + op + bound;
      case 2:
        return "n" + op + "m";
      case 3:
        return "n" + op + "m + " + bound;
      default:
        return "a";
    }
  }
  const std::string left = random_rule(depth - 1);
  const std::string right = random_rule(depth - 1);
  switch (pick(2)) {
    case 0:
      return "(" + left + " and " + right + ")";
    case 1:
      return "(" + left + " or " + right + ")";
    default:
      return "not (" + left + ")";
  }
}

/// Whether any of many cases makes the rule true: quarters from -9 to 9.
bool some_case(const Condition& rule) {
  Facts facts(test_schema().facts.size());
  const auto at = [](const char* name) {
    return static_cast<std::size_t>(test_schema().slot(name));
  };
  const auto n = at("n"), m = at("m"), a = at("a");
  for (int i = -36; i <= 36; ++i) {
    facts[n] = *Number::ratio(i, 4);
    for (int j = -36; j <= 36; ++j) {
      facts[m] = *Number::ratio(j, 4);
      for (const bool truth_of_a : {false, true}) {
        facts[a] = truth_of_a;
        if (truth(evaluate(rule, facts).value) == true) return true;
      }
    }
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_CASE(finds_a_case_just_when_there_is_one) {
  const bool good = rc::check("found exactly when there is one", [] {
    const std::string rule = random_rule(3);
    RC_LOG(rule);
    const Compiled one(rule);
    RC_ASSERT(one.condition.has_value());
    const FoundCase found = find_case({*one.condition}, test_schema(), both);
    RC_ASSERT((found.search == Search::found) == some_case(*one.condition));
    if (found.search == Search::found) RC_ASSERT(answer(rule, found.facts) == "true");
  });
  BOOST_TEST(good);
}

BOOST_AUTO_TEST_SUITE_END()
