#include <boost/test/unit_test.hpp>

#include "store_session.hpp"

using namespace termijn::tests;

namespace {

/// The rules of `dorp` with some words of one of its files replaced; the path of the region's.
std::string amended(const Session& session, const std::string& file, const std::string& from,
                    const std::string& to) {
  for (const std::string name : {"call.toml", "dorp.toml"}) {
    auto text = contents("tests/cli/store/" + name);
    if (name == file) {
      const auto at = text.find(from);
      BOOST_TEST_REQUIRE(at != std::string::npos, "not in " << file << ": " << from);
      text.replace(at, from.size(), to);
    }
    session.write("amended/" + name, text);
  }
  return session.path("amended/dorp.toml").string();
}

/// Without the folder that this run made, and from where the tests stand.
std::string without_paths(std::string text, const Session& session) {
  for (const auto& folder :
       {session.path("").string(), (fs::path(TERMIJN_SOURCE_DIR) / "tests/cli/store/").string()}) {
    for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder)) {
      text.erase(at, folder.size());
    }
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(explain_counts_one_date_day_by_day) {
  const Session session;
  session.season();
  check_golden(session.run({"explain", "dorp/0001", "--date", "rebuttal"}).out,
               "explain-date.expected");
  // Nobody told this one its decision: the planned day stands in.
  const auto planned = session.run({"explain", "dorp/0003", "--date", "rebuttal"});
  BOOST_TEST(says(planned.out, "until the end of Fri 28 July 2023, as planned"), planned.out);
  BOOST_TEST(says(planned.out,
                  "counts from 'told', which has yet to happen: the decision stands "
                  "in for it"),
             planned.out);
  const auto fixed = session.run({"explain", "dorp/0003", "--date", "deadline"});
  BOOST_TEST(says(fixed.out, "until the end of Fri 9 June 2023\n"), fixed.out);
  BOOST_TEST(!says(fixed.out, "counts from"), fixed.out);
  const auto wrong = session.run({"explain", "dorp/0003", "--date", "deadlien"});
  BOOST_TEST(wrong.exit == 2);
  BOOST_TEST(says(wrong.err, "did you mean 'deadline'?"), wrong.err);
}

BOOST_AUTO_TEST_CASE(explain_says_who_moved_a_date_and_why) {
  const Session session;
  session.spring();
  const auto act = [&](const std::string& kind, const std::string& id, const std::string& body) {
    const auto acts = session.write(
        kind + ".jsonl",
        R"({"at":"2023-06-10T09:00:00+02:00","region":"dorp","actor":"coordinator","candidature":")" +
            id + R"(","act":")" + kind + R"(","body":)" + body + "}\n");
    const auto said = session.run({"record", "--from", acts});
    BOOST_TEST_REQUIRE(said.exit == 0, said.out + said.err);
  };
  act("extend", "dorp/0001",
      "{\"milestone\":\"deadline\",\"until\":\"2023-06-14\",\"reason\":\"illness\"}");
  act("admit-late", "dorp/0004", "{\"reason\":\"the mailbox was down\"}");
  const auto extended = session.run({"explain", "dorp/0001", "--date", "deadline"});
  BOOST_TEST(says(extended.out, "until the end of Wed 14 June 2023, moved for this candidature"),
             extended.out);
  BOOST_TEST(says(extended.out,
                  "extended from the end of Fri 9 June 2023 by 'coordinator' on Sat "
                  "10 June 2023 09:00: illness"),
             extended.out);
  const auto admitted = session.run({"explain", "dorp/0004", "--date", "deadline"});
  BOOST_TEST(says(admitted.out,
                  "admitted late by 'coordinator' on Sat 10 June 2023 09:00: the "
                  "mailbox was down"),
             admitted.out);
}

BOOST_AUTO_TEST_CASE(explain_says_what_decided_a_rank) {
  const Session session;
  session.season();
  check_golden(session.run({"explain", "dorp/0002", "--rank"}).out, "explain-rank.expected");
  check_golden(session.run({"explain", "dorp/0002", "--rank", "--date", "rebuttal", "--json"}).out,
               "explain-figures.json.expected");
  const auto none = session.run({"explain", "dorp/0004", "--rank"});
  BOOST_TEST(says(none.out, "it has none"), none.out);
}

BOOST_AUTO_TEST_CASE(explain_says_the_smallest_change_that_leads_there) {
  const Session session;
  session.season();
  // Scored 6 of 10 at 60% and 4.5 of 10 at 40%: 54%; reach at 6 makes it 60%, quality would
  // leave reach below 5.
  const auto score = session.run({"explain", "dorp/0003", "--why-not", "pitching"});
  BOOST_TEST(says(score.out,
                  "it would go to 'pitching' if reach were scored 6 (now 4.5), so that "
                  "the total is 60%"),
             score.out);
  // 27 seconds late: the arrival stays what it was.
  const auto late = session.run({"explain", "dorp/0004", "--why-not", "admissible"});
  BOOST_TEST(says(late.out, "it would go to 'admissible' if the deadline closed at"), late.out);
  BOOST_TEST(says(late.out,
                  "the deadline does not move back by itself: only 'extend' or "
                  "'admit-late' leads there"),
             late.out);
}

BOOST_AUTO_TEST_CASE(explain_says_that_the_time_for_an_act_has_passed) {
  const Session session;
  session.season();
  const auto said = session.run(
      {"explain", "dorp/0001", "--why-not", "rebutted", "--now", "2023-07-25T00:00:00+02:00"});
  BOOST_TEST(says(said.out, "that time has passed: only 'extend' leads there"), said.out);
  const auto before = session.run(
      {"explain", "dorp/0001", "--why-not", "rebutted", "--now", "2023-07-24T23:59:59+02:00"});
  BOOST_TEST(!says(before.out, "that time has passed"), before.out);
}

BOOST_AUTO_TEST_CASE(diff_says_what_changes_and_for_whom) {
  const Session session;
  session.spring();
  const auto now = amended(session, "dorp.toml", "09/06/2023 om 23u59", "05/06/2023 om 23u59");
  const auto said = session.run({"diff", Session::given("dorp.toml"), now});
  BOOST_TEST(said.exit == 1);
  check_golden(without_paths(said.out, session), "diff.expected");
  check_golden(
      without_paths(session.run({"diff", Session::given("dorp.toml"), now, "--json"}).out, session),
      "diff.json.expected");
}

BOOST_AUTO_TEST_CASE(diff_without_a_store_tells_of_the_rules_alone) {
  const Session session;
  const auto now = amended(session, "call.toml", "at least 60%", "at least 55%");
  const auto said = session.run_bare({"diff", Session::given("dorp.toml"), now});
  BOOST_TEST(said.exit == 1, said.err);
  BOOST_TEST(!says(said.out, "candidature"), said.out);
  const auto same =
      session.run_bare({"diff", Session::given("dorp.toml"), Session::given("dorp.toml")});
  BOOST_TEST(same.exit == 0);
  BOOST_TEST(same.out == "no difference\n");
}

BOOST_AUTO_TEST_CASE(diff_needs_two_rulebooks_without_errors) {
  const Session session;
  const auto wrong = amended(session, "dorp.toml", "09/06/2023 om 23u59", "eind juni");
  BOOST_TEST(session.run_bare({"diff", Session::given("dorp.toml"), wrong}).exit == 2);
  BOOST_TEST(session.run_bare({"diff", "nowhere.toml", Session::given("dorp.toml")}).exit == 2);
}
