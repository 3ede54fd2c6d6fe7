// What the tables of a rulebook do to its timeline, facts and examples.

#include <string>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "rules/rulebook/facts.hpp"
#include "rules/rulebook/timeline.hpp"
#include "support.hpp"

namespace {

using namespace termijn::rules;
namespace tests = termijn::tests;
using tests::load_with;
using tests::rulebook_with;

/// Where a milestone closes, in local time.
std::string closes(const Rulebook& book, const std::string& milestone,
                   const EventTimes& events = {}) {
  const auto window = milestone_window(book, milestone, events);
  if (!window.closes) return window.fault;
  return rfc3339(window.closes->closes, *book.zone) + (window.closes->inclusive ? " too" : "");
}

/// The only finding's code, or all that was found.
std::string only_code(const Loaded& loaded) {
  if (loaded.diagnostics.empty()) return "none";
  return loaded.diagnostics.size() == 1 ? loaded.diagnostics.front().code : tests::found(loaded);
}

struct Timed {
  const char* own;
  const char* milestone;
  const char* closes;
};

std::ostream& operator<<(std::ostream& out, const Timed& row) { return out << row.own; }

const Timed timed[] = {
    {"", "deadline", "2023-06-10T00:00:00+02:00"},
    // A clock time is sharp, unless the rulebook gives the rest of its minute.
    {"[timeline]\ndeadline = \"9 juni 2023 om 17u\"\n", "deadline",
     "2023-06-09T17:00:00+02:00 too"},
    {"[timeline]\ndeadline = \"9 juni 2023 om 17u\"\n[time]\nlast-minute = \"whole\"\n", "deadline",
     "2023-06-09T17:00:59+02:00 too"},
    {"[timeline]\nreview = \"12/06/2023 voormiddag\"\n[time]\nhalf-days = { morning = "
     "\"08:30-11:45\" }\n",
     "review", "2023-06-12T11:45:00+02:00"},
    // The decision is planned at the end of Fri 14 July; day 14 is Fri 28 July.
    {"", "rebuttal", "2023-07-29T00:00:00+02:00"},
    {"[time]\nclosing-days = [{ date = 2023-07-28, name = \"brug\" }]\n", "rebuttal",
     "2023-08-01T00:00:00+02:00"},
    {"[time]\nclosing-days = [{ date = 2023-07-28, name = \"brug\" }]\nworking-days = "
     "[2023-07-29]\n",
     "rebuttal", "2023-07-30T00:00:00+02:00"},
    // Planned from the pitch on Mon 19 June instead: Mon 3 July.
    {"[anchors]\neinddatum = { event = \"told\", planned = \"pitch\" }\n", "rebuttal",
     "2023-07-04T00:00:00+02:00"},
    // From a milestone by its own name: the deadline on Fri 9 June, so Fri 23 June.
    {"[timeline]\nrebuttal = \"slotdag + 14 dagen\"\n[anchors]\nslotdag = \"deadline\"\n",
     "rebuttal", "2023-06-24T00:00:00+02:00"},
    {"[governs]\ndecision = \"voor 1/07/2023\"\n", "decision", "2023-07-01T00:00:00+02:00"},
    // Limits that are put together: the plan comes to 28 July.
    {"[timeline]\nrebuttal = \"einddatum + 14 dagen, maar niet na 20 juli 2023\"\n", "rebuttal",
     "2023-07-21T00:00:00+02:00"},
    {"[timeline]\nrebuttal = \"einddatum + 14 dagen, maar niet na 20 oktober 2023\"\n", "rebuttal",
     "2023-07-29T00:00:00+02:00"},
    {"[timeline]\nrebuttal = \"the later of 14 days after einddatum and 31 July 2023\"\n",
     "rebuttal", "2023-08-01T00:00:00+02:00"},
    // 15-16 July, then 32 suspended days, then the twelve days left: Mon 28 August.
    {"[timeline]\nrebuttal = \"einddatum + 14 dagen, geschorst van 17/07/2023 tot en met "
     "16/08/2023\"\n",
     "rebuttal", "2023-08-29T00:00:00+02:00"},
    {"[timeline]\ndeadline = \"10/06/2023 om 17u, of de maandag daarna om 17u als het een weekend "
     "is\"\n",
     "deadline", "2023-06-12T17:00:00+02:00 too"},
    {"[timeline]\nresult = \"de eerste werkdag na 13/06/2023\"\n", "result",
     "2023-06-15T00:00:00+02:00"},
    {"[timeline]\nresult = \"de eerste werkdag na 13/06/2023\"\n[time]\nclosing-days = [{ date = "
     "2023-06-14, name = \"brug\" }]\n",
     "result", "2023-06-16T00:00:00+02:00"},
    {"[timeline]\ndecision = \"elk jaar voor 15 juli\"\n", "decision", "2023-07-15T00:00:00+02:00"},
};

struct Settled {
  const char* own;
  const char* code;
};

std::ostream& operator<<(std::ostream& out, const Settled& row) { return out << row.own; }

// [governs] settles what would else be refused or asked about.
const Settled settled[] = {
    {"[timeline]\ndeadline = [\"9 juni 2023\", \"8 juni 2023\"]\n", "E0530"},
    {"[timeline]\ndeadline = [\"9 juni 2023\", \"8 juni 2023\"]\n[governs]\ndeadline = \"8 juni "
     "2023\"\n",
     "N0504"},
    {"[timeline]\ndecision = \"tot 15 juli\"\n", "E0131"},
    {"[timeline]\ndecision = \"tot 15 juli\"\n[governs]\ndecision = \"tot en met 14 juli\"\n",
     "N0504"},
    {"[timeline]\ndecision = \"begin juli\"\n[governs]\ndecision = \"voor 7 juli\"\n", "N0504"},
};

const char* const example = "[[example]]\nrequirement = \"on-time\"\n";

// Examples of `arrival by deadline`, whose deadline is the end of 9 June.
const Settled examples[] = {
    {"facts = { arrival = 2023-06-09T23:59:59+02:00 }\nverdict = \"holds\"\n", "none"},
    {"facts = { arrival = 2023-06-09T21:59:59Z }\nverdict = \"holds\"\n", "none"},
    {"facts = { arrival = 2023-06-10T00:00:00+02:00 }\nverdict = \"fails\"\n", "none"},
    {"facts = { arrival = 2023-06-10T00:00:00+02:00 }\nverdict = \"holds\"\n", "E0545"},
    {"verdict = \"unknown\"\n", "none"},
    {"verdict = \"fails\"\n", "E0545"},
    // A milestone with a time closes at that instant, itself included.
    {"facts = { arrival = 2023-06-01T12:00:00Z, deadline = 2023-06-01T12:00:00Z }\nverdict = "
     "\"holds\"\n",
     "none"},
    {"facts = { arrival = 2023-06-01T12:00:01Z, deadline = 2023-06-01T12:00:00Z }\nverdict = "
     "\"fails\"\n",
     "none"},
    {"facts = { arrival = 2023-06-01T12:00:00 }\nverdict = \"holds\"\n", "E0543"},
    {"facts = { arrival = 2023-06-01T12:00:00.5Z }\nverdict = \"holds\"\n", "E0543"},
    {"facts = { region.challenges = [1, \"2\", \"x\"] }\nverdict = \"unknown\"\n", "E0543"},
    {"facts = { documents = [{ name = \"a.pdf\", pages = 2 }] }\nverdict = \"unknown\"\n", "none"},
    {"facts = { documents = [{ nmae = \"a.pdf\" }] }\nverdict = \"unknown\"\n", "E0505"},
    {"facts = { reviewed = \"yes\" }\nverdict = \"unknown\"\n", "E0543"},
    {"facts = { score.total = \"61,5\", score.quality = 7 }\nverdict = \"unknown\"\n", "none"},
};

}  // namespace

namespace data = boost::unit_test::data;

BOOST_DATA_TEST_CASE(a_milestone_closes, data::make(timed)) {
  BOOST_TEST(closes(rulebook_with(sample.own), sample.milestone) == sample.closes);
}

BOOST_DATA_TEST_CASE(governs_settles, data::make(settled)) {
  BOOST_TEST(only_code(load_with(sample.own)) == sample.code);
}

BOOST_DATA_TEST_CASE(an_example_says, data::make(examples)) {
  BOOST_TEST(only_code(load_with(std::string(example) + sample.own)) == sample.code);
}

BOOST_AUTO_TEST_CASE(published_words_stay_when_others_govern) {
  const Rulebook book = rulebook_with("[governs]\ndecision = \"voor 1/07/2023\"\n");
  BOOST_TEST(book.milestone("decision")->phrases.front() == "voor 15/07/2023");
}

BOOST_AUTO_TEST_CASE(a_limit_from_a_fixed_milestone_is_not_planned) {
  const Rulebook book = rulebook_with(
      "[timeline]\nrebuttal = \"slotdag + 14 dagen\"\n[anchors]\nslotdag = \"deadline\"\n");
  BOOST_TEST(!milestone_window(book, "rebuttal", {}).planned);
  BOOST_TEST(milestone_window(rulebook_with(""), "rebuttal", {}).planned);
}

BOOST_AUTO_TEST_CASE(builtin_facts_stand_at_their_slots) {
  const auto facts = candidature_facts();
  BOOST_TEST_REQUIRE(facts.size() == static_cast<std::size_t>(Fact::count_of_builtin_facts));
  const auto name = [&](Fact fact) { return facts[static_cast<std::size_t>(fact)].name; };
  BOOST_TEST(name(Fact::arrival) == "arrival");
  BOOST_TEST(name(Fact::challenges) == "challenges");
  BOOST_TEST(name(Fact::outcome) == "outcome");
  BOOST_TEST(name(Fact::region_challenges) == "region.challenges");
  BOOST_TEST(name(Fact::score_total) == "score.total");
}

BOOST_AUTO_TEST_CASE(declared_facts_follow_the_builtin_ones_then_milestones_then_scores) {
  const Rulebook book = rulebook_with(
      "[[fact]]\nid = \"staff\"\ntype = \"number\"\nbecause = \"aantal\"\n[[fact]]\nid = \"size\"\n"
      "type = \"text\"\nchoices = [\"small\", \"large\"]\n");
  const int first = static_cast<int>(Fact::count_of_builtin_facts);
  BOOST_TEST(book.facts.slot("staff") == first);
  BOOST_TEST(book.facts.slot("size") == first + 1);
  BOOST_TEST(book.facts.slot("launch") == first + 2);
  BOOST_TEST(book.facts.slot("score.reach") == first + 9);
  BOOST_TEST(book.declared.size() == 2U);
  BOOST_TEST(book.declared[0].because == "aantal");
  BOOST_TEST(book.declared[1].declaration.choices.size() == 2U);
}

BOOST_AUTO_TEST_CASE(an_address_is_shared_whatever_its_capitals) {
  const Rulebook one = rulebook_with("");
  const Rulebook other = rulebook_with(
      "[region]\nid = \"oostkust\"\n[timeline]\npitch = \"20/06/2023 (9u-12u)\"\n[[channel]]\nid = "
      "\"mail\"\nreplace = true\nrule = 'e-mail to Kandidatuur@WestKust.example'\n");
  const auto findings = check_together({&one, &other});
  BOOST_TEST_REQUIRE(findings.size() == 2U);
  BOOST_TEST(findings[0].diagnostic.code == "W0504");
  BOOST_TEST(findings[0].rulebook == 0U);
  BOOST_TEST(findings[1].diagnostic.code == "W0504");
  BOOST_TEST(check_together({&one}).empty());
}
