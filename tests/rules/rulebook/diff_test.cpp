// What an amended rulebook changes, in sentences worked out by hand.
#include "rules/rulebook/diff.hpp"

#include <algorithm>
#include <ostream>
#include <string>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "support.hpp"

namespace {

using namespace termijn::rules;
namespace tests = termijn::tests;
namespace data = boost::unit_test::data;

/// The region of the golden rulebooks in one file.
std::string original() {
  auto base = tests::contents("tests/golden/layers/base.toml");
  auto region = tests::contents("tests/golden/layers/region.toml");
  const std::string head = "schema  = 1\nextends = \"base.toml\"\n";
  region.replace(region.find(head), head.size(), "");
  return base + region;
}

Rulebook rulebook(const std::string& text) {
  auto loaded = tests::load({{"westkust.toml", text}}, "westkust.toml");
  BOOST_TEST_REQUIRE(loaded.rulebook.has_value(), tests::found(loaded));
  return std::move(*loaded.rulebook);
}

std::string amended(const std::string& from, const std::string& to) {
  auto text = original();
  const auto at = text.find(from);
  BOOST_TEST_REQUIRE(at != std::string::npos, "not in the rulebook: " << from);
  return text.replace(at, from.size(), to);
}

/// `kind, effect: sentence`, a line each.
std::string told(const std::vector<Difference>& differences) {
  std::string text;
  for (const auto& one : differences) {
    text += std::string(to_string(one.kind)) + ", " + std::string(to_string(one.effect)) + ": " +
            one.sentence + "\n";
  }
  return text;
}

struct Row {
  const char* from;
  const char* to;
  const char* told;

  friend std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.from << " -> " << row.to;
  }
};

const Row rows[] = {
    // Milestones: by where they close.
    {"09/06/2023 om 23u59", "16/06/2023 om 23u59",
     "changed, looser: the deadline moves from the end of Fri 9 June 2023 to the end of "
     "Fri 16 June 2023: 7 days later\n"},
    {"09/06/2023 om 23u59", "02/06/2023 om 17u",
     "changed, stricter: the deadline moves from the end of Fri 9 June 2023 to "
     "Fri 2 June 2023, 17:00 inclusive: 7 days and 7 hours earlier\n"},
    {"09/06/2023 om 23u59", "uiterlijk vrijdag 9 juni 2023",
     "reworded, same: the wording of the deadline changes from '09/06/2023 om 23u59' to "
     "'uiterlijk vrijdag 9 juni 2023' but means the same\n"},
    {"week van 12/06/2023", "week van 5/06/2023",
     "changed, other: the review moves from Mon 12 June 2023 – Sun 18 June 2023 to "
     "Mon 5 June 2023 – Sun 11 June 2023: 7 days earlier\n"},
    {"19/06/2023 (9u-12u)", "19/06/2023 (9u-12u); 20/06/2023 (9u-12u)",
     "changed, other: the pitch moves from Mon 19 June 2023, 09:00–12:00 to Mon 19 June 2023, "
     "09:00–12:00; Tue 20 June 2023, 09:00–12:00\n"},
    // One that counts from an event: for every day on which that may fall.
    {"einddatum + 14 dagen", "einddatum + 21 dagen",
     "changed, looser: the rebuttal becomes 'einddatum + 21 dagen' instead of 'einddatum + 14 "
     "dagen': it closes later for an event on any day of 2023; an event of Fri 14 July 2023 leads "
     "to the end of Fri 4 August 2023 instead of the end of Fri 28 July 2023\n"},
    // 114 days of 2023 lie 14 days before a Saturday, a Sunday or a legal holiday.
    {"regime    = \"be-civil\"", "regime    = \"plain\"",
     "changed, other: the regime by which limits are counted changes from 'be-civil' to 'plain'\n"
     "changed, stricter: the rebuttal keeps its wording but is counted otherwise: of the days of "
     "2023 on which its event may fall it closes earlier on 114 and at the same instant on 251; an "
     "event of Sat 15 July 2023 leads to the end of Sat 29 July 2023 instead of the end of "
     "Mon 31 July 2023\n"},
    {"einddatum = \"told\"", "einddatum = \"decided\"",
     "changed, other: the word 'einddatum' stands for the event 'decided' instead of 'told'\n"},
    {"name = \"Westkust\"", "name = \"De Westkust\"",
     "changed, other: the name of the region changes from 'Westkust' to 'De Westkust'\n"},
    // Channels and challenges.
    {"kandidatuur@westkust.example", "oproep@westkust.example",
     "changed, mixed: the channel 'mail' changes from 'e-mail to kandidatuur@westkust.example, "
     "counts by receipt' to 'e-mail to oproep@westkust.example, counts by receipt'\n"},
    {"[[challenge]]\nnr        = 1\nobstacles = [\"mobility\"]",
     "[[challenge]]\nnr        = 2\nobstacles = [\"housing\", \"network\"]",
     "dropped, stricter: challenge 1 is dropped (mobility)\n"
     "added, looser: challenge 2 is added (housing and network)\n"},
    // Requirements: by cases.
    {"'arrival by deadline'", "'aankomst uiterlijk deadline'",
     "reworded, same: the requirement 'on-time' changes from 'arrival by deadline' to 'aankomst "
     "uiterlijk deadline': the same in other words\n"},
    {"because = \"de kandidatuur komt te laat\"", "because = \"te laat\"",
     "reworded, same: the reason given for the requirement 'on-time' changes from 'de kandidatuur "
     "komt te laat' to 'te laat'\n"},
    // Scores.
    {"60% quality + 40% reach", "50% quality + 50% reach",
     "changed, other: the weight of 'quality' changes from 60% to 50%\n"
     "changed, other: the weight of 'reach' changes from 40% to 50%\n"},
    {"60% quality + 40% reach", "40% reach + 60% quality",
     "reworded, same: in the scoring, 'total' changes from '60% quality + 40% reach' to '40% reach "
     "+ 60% quality' but means the same\n"},
    {"name  = \"Bereik\"\nscale = \"0..10\"", "name  = \"Bereik\"\nscale = \"0..20\"",
     "changed, other: the scale of 'reach' changes from 0..10 to 0..20\n"},
    {"per-reviewer = 'median'", "per-reviewer = 'mean'",
     "changed, other: in the scoring, 'per-reviewer' changes from 'median' to 'mean'\n"},
    {"per-reviewer = 'median'", "per-reviewer = 'median'\npass = 'total at least 50%'",
     "changed, stricter: not everybody with a total passes any more: 'total at least 50%' is "
     "added\n"},
    {"'total, then earliest arrival, then organisation'", "'total, then quality, then lot'",
     "changed, other: candidatures are ranked by total, then quality, then lot instead of by "
     "total, then earliest arrival, then organisation\n"},
    // The flow, clause by clause.
    {"fails adverse ends undone by admit-late", "fails ends",
     "changed, other: from 'received' to 'inadmissible': the act that takes it back is none "
     "instead of 'admit-late'\n"
     "changed, other: from 'received' to 'inadmissible': it no longer counts as adverse, so that "
     "the brake holds it\n"},
    {"on decide by decision", "on decide",
     "changed, other: from 'admissible' to 'decided': the milestone by which it is due is none "
     "instead of 'decision'\n"},
    {"decided    -> told         on communicate ends",
     "decided    -> told         on communicate ends\nany except told, inadmissible -> withdrawn "
     "on "
     "withdraw ends",
     "added, other: the stage 'withdrawn' is added\n"
     "added, other: a way from 'received', 'admissible', 'decided' to 'withdrawn' is added: 'any "
     "except told, inadmissible -> withdrawn on withdraw ends'\n"},
    {"communicate ends\n'''\n", "communicate ends\n'''\nbrake = 5\n",
     "changed, other: the brake on automatic refusals in one night changes from no limit to 5\n"},
    {"communicate ends\n'''\n",
     "communicate ends\n'''\nmust-pass = [\"admissible before decided\"]\n",
     "added, other: 'admissible before decided' is now made sure of\n"},
    // What has no comparison of its own is told as it is written.
    {"name = \"Westkust\"\n", "name = \"Westkust\"\npriorities = [\"housing\"]\n",
     "changed, other: in [region], priorities = ['housing'] stands where there was nothing\n"},
};

}  // namespace

BOOST_DATA_TEST_CASE(says_in_a_sentence_what_changes, data::make(rows)) {
  BOOST_TEST(told(differences(rulebook(original()), rulebook(amended(sample.from, sample.to)))) ==
             sample.told);
}

BOOST_AUTO_TEST_CASE(a_comment_or_an_example_is_no_difference) {
  BOOST_TEST(differences(rulebook(original()), rulebook(original() + "# so far\n")).empty());
  const auto more = original() + "[[example]]\nrequirement = \"on-time\"\nverdict = \"unknown\"\n";
  BOOST_TEST(told(differences(rulebook(original()), rulebook(more))) == "");
}

BOOST_AUTO_TEST_CASE(a_rule_is_stricter_looser_or_both_and_a_case_shows_it) {
  const auto change = [](const std::string& rule) {
    auto text = amended("'arrival by deadline'", rule);
    // The examples of the old rule are none of the new one.
    for (auto at = text.find("\n[[example]]"); at != std::string::npos;
         at = text.find("\n[[example]]")) {
      text.erase(at, text.find("\n[", at + 1) - at);
    }
    const auto found = differences(rulebook(original()), rulebook(text));
    BOOST_TEST_REQUIRE(found.size() == 1U, told(found));
    return found.front();
  };
  const auto looser = change("'arrival by deadline or versions > 3'");
  BOOST_TEST((looser.effect == Effect::looser), looser.sentence);
  BOOST_TEST(!looser.adverse());
  BOOST_TEST(looser.sentence.find("versions = 4") != std::string::npos, looser.sentence);
  const auto stricter = change("'arrival by deadline and versions at most 3'");
  BOOST_TEST((stricter.effect == Effect::stricter), stricter.sentence);
  BOOST_TEST(stricter.adverse());
  BOOST_TEST(stricter.sentence.find("versions = 4") != std::string::npos, stricter.sentence);
  const auto mixed = change("'versions at most 3'");
  BOOST_TEST((mixed.effect == Effect::mixed), mixed.sentence);
  const auto added = told(differences(
      rulebook(original()),
      rulebook(amended("[[example]]",
                       "[[requirement]]\nid = \"once\"\nrule = 'versions = 1'\nbecause = \"x\"\n"
                       "[[example]]"))));
  BOOST_TEST(added == "added, stricter: the requirement 'once' is added: 'versions = 1'\n");
}

BOOST_AUTO_TEST_CASE(a_named_rule_is_told_and_so_is_what_it_does_to_the_rules_that_use_it) {
  const auto with = [](const std::string& rule, const std::string& row) {
    return rulebook(original() + "[[rule]]\nid = \"few\"\nrule = '" + rule +
                    "'\n[[requirement]]\nid = \"sparing\"\nrule = 'few and versions < cap'\n"
                    "because = \"x\"\n[[table]]\nid = \"cap\"\ninputs = ['versions']\nrows = [" +
                    row + ", ['more than 3', '20']]\n");
  };
  const std::string rule = "versions at most 3";
  const std::string row = "['at most 3', '10']";
  BOOST_TEST(differences(with(rule, row), with(rule, row)).empty());
  BOOST_TEST(told(differences(with(rule, row), with("versions at most 2", row))) ==
             "changed, other: the named rule 'few' changes from 'versions at most 3' to 'versions "
             "at most 2': stricter, such as when versions = 3\n"
             "changed, stricter: the requirement 'sparing' keeps its wording but not its meaning: "
             "stricter, such as when versions = 3 (through 'few')\n");
  BOOST_TEST(told(differences(with(rule, row), with("versions < 4", row))) ==
             "reworded, same: the named rule 'few' changes from 'versions at most 3' to 'versions "
             "< 4': the verdict is the same in every case\n");
  BOOST_TEST(told(differences(with(rule, row), with(rule, "['at most 3', '2']"))) ==
             "dropped, other: the table 'cap' loses the row ['at most 3', '10']\n"
             "added, other: the table 'cap' gets the row ['at most 3', '2']\n"
             "changed, stricter: the requirement 'sparing' keeps its wording but not its meaning: "
             "stricter, such as when versions = 3 (through 'cap')\n");
}

BOOST_AUTO_TEST_CASE(a_difference_says_where_it_stands_in_both) {
  const auto old = rulebook(original());
  const auto now = rulebook("# one line more\n" + amended("09/06/2023", "16/06/2023"));
  const auto found = differences(old, now);
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(old.place(*found[0].was).line + 1 == now.place(*found[0].is).line);
  BOOST_TEST(now.words(*found[0].is) == "16/06/2023 om 23u59");
}

BOOST_AUTO_TEST_CASE(what_one_way_adds_the_other_way_drops) {
  std::vector<Rulebook> regions;
  for (const char* name : {"zora-werkt", "pajotarl", "lier", "oostende", "mechelen-bodukap"}) {
    regions.push_back(
        std::move(*tests::load(tests::season(), std::string(name) + ".toml").rulebook));
  }
  const auto count = [](const std::vector<Difference>& found, Difference::Kind kind) {
    return std::count_if(found.begin(), found.end(),
                         [&](const auto& one) { return one.kind == kind; });
  };
  for (const auto& one : regions) {
    for (const auto& other : regions) {
      const auto there = differences(one, other);
      const auto back = differences(other, one);
      BOOST_TEST(there.empty() == (one.digest == other.digest));
      BOOST_TEST(there.size() == back.size(), one.region_id << " and " << other.region_id);
      BOOST_TEST(count(there, Difference::Kind::added) == count(back, Difference::Kind::dropped));
    }
  }
}
