#include <fstream>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include "store_session.hpp"

using namespace termijn::tests;

namespace {

const std::string after_the_deadline = "2023-06-10T02:00:00+02:00";

}  // namespace

BOOST_AUTO_TEST_CASE(nightly_fires_what_fell_due_once) {
  const Session session;
  session.spring();
  const auto night = session.run({"nightly", "--now", after_the_deadline});
  BOOST_TEST(night.exit == 0);
  check_golden(night.out, "nightly.expected");
  const auto again = session.run({"nightly", "--now", after_the_deadline, "--json"});
  BOOST_TEST(again.exit == 0);
  const auto json = boost::json::parse(again.out).as_object();
  BOOST_TEST(json.at("fired").as_array().empty());
  BOOST_TEST(json.at("notices").as_int64() == 0);
}

BOOST_AUTO_TEST_CASE(a_second_night_leaves_the_file_as_it_was) {
  const Session session;
  session.spring();
  session.run({"nightly", "--now", after_the_deadline});
  const auto before = session.run({"audit", "verify"}).out;
  session.run({"nightly", "--now", after_the_deadline});
  BOOST_TEST(session.run({"audit", "verify"}).out == before);
}

BOOST_AUTO_TEST_CASE(a_dry_run_tells_the_same_and_writes_nothing) {
  const Session session;
  session.spring();
  const auto before = session.bytes();
  const auto dry = session.run({"nightly", "--now", after_the_deadline, "--dry-run", "--json"});
  BOOST_TEST((session.bytes() == before));
  const auto real = session.run({"nightly", "--now", after_the_deadline, "--json"});
  BOOST_TEST((session.bytes() != before));
  auto told = boost::json::parse(dry.out).as_object();
  const auto done = boost::json::parse(real.out).as_object();
  BOOST_TEST(boost::json::serialize(told.at("fired")) == boost::json::serialize(done.at("fired")));
  BOOST_TEST(told.at("dry_run").as_bool());
}

BOOST_AUTO_TEST_CASE(progress_is_shown_on_a_terminal_only) {
  const Session session;
  session.spring();
  // Two limits after the deadline for each of the four: one to either stage.
  const std::vector<std::string> dry{"nightly",          "--dry-run", "--now",
                                     after_the_deadline, "--store",   session.store()};
  const auto shown = session.run_bare(dry, "", true);
  BOOST_TEST(says(shown.out, "\r1 of 8 limits"), shown.out);
  BOOST_TEST(says(shown.out, "\r8 of 8 limits"), shown.out);
  BOOST_TEST(!says(session.run_bare(dry).out, "\r"));
}

BOOST_AUTO_TEST_CASE(a_night_after_an_outage_says_when_each_was_due_and_what_is_owed) {
  const Session session;
  session.spring();
  const auto night = session.run({"nightly", "--now", "2023-06-20T02:00:00+02:00", "--json"});
  BOOST_TEST(night.exit == 1);
  check_golden(night.out, "nightly.json.expected");
}

BOOST_AUTO_TEST_CASE(more_refusals_than_the_brake_allows_are_held_and_call_for_a_person) {
  const Session session;
  session.spring();
  auto late = contents("tests/cli/store/spring.jsonl");
  late = late.substr(late.find(R"({"at":"2023-06-10)"));
  late.replace(late.find("dorp/0004"), 9, "dorp/0005");
  late.replace(late.find("Te Laat"), 7, "Nog Later");
  BOOST_TEST_REQUIRE(session.run({"record", "--from", "-"}, late).exit == 0);
  const auto night = session.run({"nightly", "--now", after_the_deadline});
  BOOST_TEST(night.exit == 1);
  BOOST_TEST(says(night.out, "Held for a person: record 'confirm' to let them go on (2)"),
             night.out);
  BOOST_TEST(says(session.run({"explain", "dorp/0004"}).out, "held for a person"));
}

BOOST_AUTO_TEST_CASE(audit_finds_nothing_in_a_sound_store) {
  const Session session;
  session.season();
  const auto verified = session.run({"audit", "verify"});
  BOOST_TEST(verified.exit == 0);
  check_golden(verified.out, "verify.expected");
  const auto replayed = session.run({"audit", "replay"});
  BOOST_TEST(replayed.exit == 0);
  check_golden(replayed.out, "replay.expected");
}

BOOST_AUTO_TEST_CASE(audit_finds_a_byte_that_was_changed) {
  const Session session;
  session.season();
  auto bytes = session.bytes();
  const std::string name = R"("organisation":"De Vlinder")";
  const auto at = bytes.find(name);
  BOOST_TEST_REQUIRE(at != std::string::npos);
  bytes[at + name.size() - 2] = 's';
  std::ofstream(session.store(), std::ios::binary) << bytes;
  const auto verified = session.run({"audit", "verify"});
  BOOST_TEST(verified.exit == 1);
  BOOST_TEST(says(verified.out, "damage: dorp, event"), verified.out);
  const auto json = boost::json::parse(session.run({"audit", "verify", "--json"}).out).as_object();
  BOOST_TEST(!json.at("findings").as_array().empty());
}

BOOST_AUTO_TEST_CASE(rehearse_plays_acts_and_nights_in_one_order_of_time) {
  const Session session;
  session.sandbox();
  const auto acts = contents("tests/cli/store/summer.jsonl") + "no act\n" +
                    contents("tests/cli/store/spring.jsonl");
  const auto said = session.run(
      {"rehearse", session.write("acts.jsonl", acts), "--nights", Session::given("nights.txt")});
  BOOST_TEST(said.exit == 0);
  check_golden(said.out, "rehearse.expected");
  const auto spoiled = session.write("nights.txt", "2023-06-10T02:00:00+02:00\ntomorrow\n");
  const auto refused =
      session.run({"rehearse", Session::given("spring.jsonl"), "--nights", spoiled});
  BOOST_TEST(refused.exit == 2);
  BOOST_TEST(says(refused.err, "nights.txt:2: 'tomorrow' is no instant"), refused.err);
}
