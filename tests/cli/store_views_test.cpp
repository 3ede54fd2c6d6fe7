#include <boost/test/unit_test.hpp>

#include "store_session.hpp"

using namespace termijn::tests;

BOOST_AUTO_TEST_CASE(status_shows_where_everyone_stands) {
  const Session session;
  session.season();
  const auto said = session.run({"status"});
  BOOST_TEST(said.exit == 0);
  check_golden(said.out, "status.expected");
  check_golden(session.run({"status", "--json"}).out, "status.json.expected");
  BOOST_TEST(session.run({"status", "--region", "dorp"}).out == said.out);
}

BOOST_AUTO_TEST_CASE(history_tells_the_story_with_its_grounds) {
  const Session session;
  session.season();
  check_golden(session.run({"history", "dorp/0001"}).out, "history.expected");
  check_golden(session.run({"history", "dorp/0004", "--json"}).out, "history.json.expected");
}

BOOST_AUTO_TEST_CASE(history_as_of_shows_what_was_recorded_by_then) {
  const Session session;
  session.season();
  const auto before = session.run({"history", "dorp/0001", "--as-of", "2023-06-01T09:59:59+02:00"});
  BOOST_TEST(says(before.out, "nothing was known of it by then"), before.out);
  // The move of midnight was recorded by the night at two.
  const auto midnight = session.run({"history", "dorp/0001", "--as-of", "2023-06-10 01:59"});
  BOOST_TEST(says(midnight.out, "in stage 'received'"), midnight.out);
  const auto morning = session.run({"history", "dorp/0001", "--as-of", "2023-06-10 02:00"});
  BOOST_TEST(says(morning.out, "in stage 'admissible'"), morning.out);
  BOOST_TEST(session.run({"history", "dorp/0001", "--as-of", "soon"}).exit == 2);
}

BOOST_AUTO_TEST_CASE(explain_says_what_holds_what_fails_and_what_comes_next) {
  const Session session;
  session.season();
  check_golden(session.run({"explain", "dorp/0004"}).out, "explain-late.expected");
  check_golden(session.run({"explain", "dorp/0003", "--why-not", "pitching"}).out,
               "explain-why-not.expected");
  check_golden(session.run({"explain", "dorp/0003", "--why-not", "pitching", "--json"}).out,
               "explain.json.expected");
  BOOST_TEST(says(session.run({"explain", "dorp/0003", "--why-not", "reviewed"}).out,
                  "it is in that stage"));
}

BOOST_AUTO_TEST_CASE(explain_looks_back_from_an_end_to_the_stage_that_could_lead_there) {
  const Session session;
  session.season();
  const auto said = session.run({"explain", "dorp/0001", "--why-not", "rebutted"});
  BOOST_TEST(says(said.out, "it was in 'rebuttal-window' before"), said.out);
  BOOST_TEST(says(said.out, "until the end of Mon 24 July 2023 (rebuttal)"), said.out);
  BOOST_TEST(says(said.out, "National Day"), said.out);
}

BOOST_AUTO_TEST_CASE(rank_says_what_decided_each_place) {
  const Session session;
  session.season();
  check_golden(session.run({"rank", "dorp"}).out, "rank.expected");
  check_golden(session.run({"rank", "dorp", "--json"}).out, "rank.json.expected");
}

BOOST_AUTO_TEST_CASE(an_unknown_name_ends_with_2_and_the_nearest_there_is) {
  const Session session;
  session.season();
  const auto region = session.run({"status", "--region", "drop"});
  BOOST_TEST(region.exit == 2);
  BOOST_TEST(says(region.err, "did you mean 'dorp'?"), region.err);
  BOOST_TEST(session.run({"rank", "drop"}).exit == 2);
  const auto candidature = session.run({"history", "dorp/001"});
  BOOST_TEST(candidature.exit == 2);
  BOOST_TEST(says(candidature.err, "did you mean 'dorp/0001'?"), candidature.err);
  BOOST_TEST(session.run({"history", "0001"}).exit == 2);
  BOOST_TEST(session.run({"explain", "stad/0001"}).exit == 2);
  const auto stage = session.run({"explain", "dorp/0001", "--why-not", "reveiwed"});
  BOOST_TEST(stage.exit == 2);
  BOOST_TEST(says(stage.err, "did you mean 'reviewed'?"), stage.err);
}
