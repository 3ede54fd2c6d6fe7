#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include "engine/store/sqlite/sqlite_store.hpp"
#include "store_session.hpp"

using namespace termijn::tests;
using termijn::engine::open_sqlite_store;

namespace {

std::string submission(const std::string& id, const std::string& at) {
  return R"({"at":")" + at + R"(","region":"dorp","candidature":")" + id +
         R"(","act":"submit","actor":"applicant","body":{"organisation":"De Vlinder",)" +
         R"("medium":"e-mail","to":"kandidatuur@dorp.example","documents":[],"challenges":[1]}})";
}

std::string withdrawal(const std::string& at) {
  return R"({"at":")" + at + R"(","region":"dorp","candidature":"dorp/0001",)" +
         R"("act":"withdraw","actor":"applicant","body":{}})";
}

const std::string june_1 = "2023-06-01T10:00:00+02:00";
const std::string june_2 = "2023-06-02T10:00:00+02:00";

}  // namespace

BOOST_AUTO_TEST_CASE(init_makes_a_store_once_and_says_what_a_sandbox_is) {
  const Session session;
  const auto made = session.run({"init", "--sandbox", "--origin", "dorp.example/proef"});
  BOOST_TEST(made.exit == 0);
  BOOST_TEST(says(made.out, "dorp.example/proef"));
  BOOST_TEST(says(made.out, "practice"));
  const auto again = session.run({"init"});
  BOOST_TEST(again.exit == 3);
  BOOST_TEST(open_sqlite_store(session.store())->info().sandbox);
  BOOST_TEST(session.run({"init", "--origin", "two words"}).exit == 2);
}

BOOST_AUTO_TEST_CASE(a_missing_store_ends_with_3_and_says_how_to_make_one) {
  const Session session;
  for (const auto& command : std::vector<std::vector<std::string>>{
           {"status"}, {"nightly"}, {"history", "dorp/0001"}, {"audit", "verify"}}) {
    const auto said = session.run(command);
    BOOST_TEST(said.exit == 3, command.front());
    BOOST_TEST(says(said.err, "termijn init --store"), said.err);
  }
  BOOST_TEST(session.run_bare({"status"}).exit == 2);
}

BOOST_AUTO_TEST_CASE(adopt_keeps_every_part_under_relative_names_and_is_done_once) {
  const Session session;
  session.sandbox();
  const auto again = session.run({"adopt", Session::given("dorp.toml")});
  BOOST_TEST(again.exit == 0);
  BOOST_TEST(says(again.out, "in force already"), again.out);
  const auto store = open_sqlite_store(session.store());
  std::vector<std::string> names;
  for (const auto& digest : store->documents()) {
    const auto document = store->document(digest);
    BOOST_TEST(!document->name.starts_with('/'), document->name);
    if (document->kind == "rulebook") names.push_back(document->name);
  }
  std::sort(names.begin(), names.end());
  const std::vector<std::string> expected{"call.toml", "dorp.toml"};
  BOOST_TEST(names == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(adopt_refuses_all_when_one_has_an_error_and_shows_where) {
  const Session session;
  BOOST_TEST_REQUIRE(session.run({"init"}).exit == 0);
  const auto call = contents("tests/cli/store/call.toml");
  auto spoiled = contents("tests/cli/store/dorp.toml");
  spoiled.replace(spoiled.find("voor 15/07/2023"), 15, "vrijdag 15/07/23");
  session.write("rules/call.toml", call);
  session.write("rules/dorp.toml", contents("tests/cli/store/dorp.toml"));
  session.write("rules/stad.toml", spoiled);
  const auto said = session.run({"adopt", session.path("rules").string()});
  BOOST_TEST(said.exit == 1);
  BOOST_TEST(says(said.err, "error[E"), said.err);
  BOOST_TEST(says(said.err, "stad.toml:14:"), said.err);
  BOOST_TEST(says(said.err, "nothing was adopted"));
  BOOST_TEST(open_sqlite_store(session.store())->regions().empty());
  BOOST_TEST(session.run({"adopt", session.path("none.toml").string()}).exit == 2);
}

BOOST_AUTO_TEST_CASE(adopt_refuses_a_layer_by_a_path_of_this_machine) {
  const Session session;
  BOOST_TEST_REQUIRE(session.run({"init"}).exit == 0);
  auto region = contents("tests/cli/store/dorp.toml");
  region.replace(region.find("\"call.toml\""), 11, '"' + Session::given("call.toml") + '"');
  const auto said = session.run({"adopt", session.write("dorp.toml", region)});
  BOOST_TEST(said.exit != 0);
  BOOST_TEST(open_sqlite_store(session.store())->regions().empty());
}

BOOST_AUTO_TEST_CASE(every_command_explains_itself_with_an_example) {
  const Session session;
  for (const char* command : {"init", "adopt", "record", "nightly", "status", "history", "explain",
                              "rank", "audit", "rehearse"}) {
    const auto help = session.run_bare({command, "--help"});
    BOOST_TEST(help.exit == 0, command);
    BOOST_TEST(says(help.out, std::string("Example:\n  termijn ") + command), help.out);
    BOOST_TEST(says(help.out, "Exit codes:"), command);
  }
}

BOOST_AUTO_TEST_CASE(adopt_refuses_a_flow_that_a_stage_cannot_leave) {
  const Session session;
  BOOST_TEST_REQUIRE(session.run({"init"}).exit == 0);
  auto call = contents("tests/cli/store/call.toml");
  const std::string line = "reassessed      -> final           on communicate ends\n";
  call.erase(call.find(line), line.size());
  call.replace(call.find("any except final, closed"), 24, "any except final, closed, reassessed");
  session.write("call.toml", call);
  const auto said =
      session.run({"adopt", session.write("dorp.toml", contents("tests/cli/store/dorp.toml"))});
  BOOST_TEST(said.exit == 1);
  BOOST_TEST(says(said.err, "error[E07"), said.err);
}

BOOST_AUTO_TEST_CASE(record_refuses_says_why_keeps_the_rest_and_loses_nothing) {
  const Session session;
  session.sandbox();
  const std::string malformed = "{\"at\": oops";
  const std::string unknown =
      R"({"at":"2023-06-02T10:00:00+02:00","region":"dorp","candidature":"dorp/0001",)"
      R"("act":"witdraw","actor":"applicant"})";
  const std::string early = withdrawal("2023-05-31T10:00:00+02:00");
  const auto lines = submission("dorp/0001", june_1) + '\n' + malformed + '\n' + unknown + '\n' +
                     early + '\n' + submission("dorp/0001", june_1) + "\n\n" +
                     submission("dorp/0002", june_2) + '\n';
  const auto said = session.run({"record", "--from", "-"}, lines);
  BOOST_TEST(said.exit == 2);
  check_golden(said.out, "record.expected");

  const auto store = open_sqlite_store(session.store());
  BOOST_TEST(store->candidatures("dorp").size() == 2U);
  const auto refusals = store->refusals();
  BOOST_TEST_REQUIRE(refusals.size() == 3U);
  BOOST_TEST(refusals[0].line == malformed);
  BOOST_TEST(refusals[1].line == unknown);
  BOOST_TEST(refusals[2].line == early);
}

BOOST_AUTO_TEST_CASE(record_tells_scripts_what_came_of_it) {
  const Session session;
  session.sandbox();
  const auto one = submission("dorp/0001", june_1);
  BOOST_TEST(session.run({"record", "--from", "-"}, one).exit == 0);
  BOOST_TEST(session.run({"record", "--from", "-"}, one).exit == 0);
  BOOST_TEST(session.run({"record", "--from", "-"}, withdrawal("2023-05-31T10:00:00+02:00")).exit ==
             1);
  BOOST_TEST(session.run({"record", "--from", "-"}, "no act").exit == 2);
  BOOST_TEST(session.run({"record", "--from", session.path("none").string()}).exit == 2);
  BOOST_TEST(session.run({"record"}).exit == 2);
  const auto said = session.run({"record", "--json", "--from", "-"}, one + "\n{}\n");
  const auto json = boost::json::parse(said.out).as_object();
  BOOST_TEST(json.at("before").as_int64() == 1);
  BOOST_TEST(json.at("malformed").as_int64() == 1);
  BOOST_TEST(json.at("acts").as_array()[0].as_object().at("outcome").as_string() == "before");
}

BOOST_AUTO_TEST_CASE(one_act_is_recorded_from_the_options) {
  const Session session;
  session.spring();
  const auto said =
      session.run({"record", "--act", "withdraw", "--candidature", "dorp/0002", "--actor",
                   "applicant", "--at", "2023-06-05 09:00", "--body", R"({"reason":"te druk"})"});
  BOOST_TEST(said.exit == 0, said.out << said.err);
  BOOST_TEST(says(said.out, "dorp/0002 withdraw: withdrawn, moved, now in 'withdrawn'"), said.out);
  BOOST_TEST(session.run({"record", "--act", "withdraw", "--actor", "x"}).exit == 2);
  BOOST_TEST(session
                 .run({"record", "--act", "withdraw", "--candidature", "dorp/0001", "--actor", "x",
                       "--body", "[]"})
                 .exit == 2);
}

BOOST_AUTO_TEST_CASE(only_a_sandbox_believes_the_clock_it_is_told) {
  const Session session;
  BOOST_TEST_REQUIRE(session.run({"init"}).exit == 0);
  BOOST_TEST_REQUIRE(session.run({"adopt", Session::given("dorp.toml")}).exit == 0);
  for (const auto& command : std::vector<std::vector<std::string>>{
           {"record", "--from", "-"}, {"nightly"}, {"adopt", Session::given("dorp.toml")}}) {
    auto arguments = command;
    arguments.insert(arguments.end(), {"--now", "2023-06-10T02:00:00+02:00"});
    const auto said = session.run(arguments, submission("dorp/0001", june_1));
    BOOST_TEST(said.exit == 2, command.front());
    BOOST_TEST(says(said.err, "sandbox"), said.err);
  }
  const auto rehearsal = session.run(
      {"rehearse", Session::given("spring.jsonl"), "--nights", Session::given("nights.txt")});
  BOOST_TEST(rehearsal.exit == 2);
  BOOST_TEST(open_sqlite_store(session.store())->candidatures("dorp").empty());
  // What is recorded in a real store bears the machine's own time.
  BOOST_TEST(session.run({"record", "--from", "-"}, submission("dorp/0001", june_1)).exit == 0);
  const auto history = session.run({"history", "dorp/0001", "--json"});
  BOOST_TEST(says(history.out, R"("recorded": "2023-08-01T12:00:00+02:00")"), history.out);
}

BOOST_AUTO_TEST_CASE(what_applicants_send_cannot_steer_a_terminal) {
  const Session session;
  session.sandbox();
  auto line = submission("dorp/0001", june_1);
  line.replace(line.find("De Vlinder"), 10, R"(De\u001b[2JVlinder\n\u202e)");
  BOOST_TEST(session.run({"record", "--from", "-"}, line + "\n\x1b]0;owned\x07\n").exit == 2);
  for (const auto& command :
       std::vector<std::vector<std::string>>{{"status"},
                                             {"history", "dorp/0001"},
                                             {"explain", "dorp/0001"},
                                             {"status", "--json"},
                                             {"history", "dorp/0001", "--json"},
                                             {"record", "--from", "-"}}) {
    const auto said = session.run(command, "\x1b]0;owned\x07");
    BOOST_TEST(!says(said.out, "\x1b"), command.front());
    BOOST_TEST(!says(said.out, "\u202e"), command.front());
  }
  BOOST_TEST(says(session.run({"status"}).out, "\\x1b[2JVlinder"));
}
