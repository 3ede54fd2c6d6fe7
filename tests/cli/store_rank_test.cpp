// What `termijn rank` says of who is selected.
#include <boost/test/unit_test.hpp>

#include "store_session.hpp"

using namespace termijn::tests;

namespace {

std::string fact(const std::string& id, const std::string& euro) {
  return R"({"at":"2023-06-12T09:00:00+02:00","region":"dorp","candidature":"dorp/)" + id +
         R"(","act":"record-fact","actor":"coordinator","body":{"fact":"requested","value":")" +
         euro + "\"}}\n";
}

/// The season of `dorp` with a budget, or places, to select by.
void play(const Session& session, const std::string& selection) {
  session.write("call.toml", contents("tests/cli/store/call.toml"));
  const auto rules = session.write("dorp.toml", contents("tests/cli/store/dorp.toml") +
                                                    "\n[[fact]]\nid = \"requested\"\n"
                                                    "type = \"money\"\n\n[selection]\n" +
                                                    selection);
  BOOST_TEST_REQUIRE(session.run({"init", "--sandbox"}).exit == 0);
  const auto adopted = session.run({"adopt", rules, "--now", "2023-05-01T10:00:00+02:00"});
  BOOST_TEST_REQUIRE(adopted.exit == 0, adopted.err);
  const auto acts = contents("tests/cli/store/spring.jsonl") + fact("0001", "30000") +
                    fact("0002", "20000.01") + contents("tests/cli/store/summer.jsonl");
  const auto played = session.run(
      {"rehearse", session.write("acts.jsonl", acts), "--nights", Session::given("nights.txt")});
  BOOST_TEST_REQUIRE(played.exit == 0, played.err);
}

}  // namespace

BOOST_AUTO_TEST_CASE(rank_shows_who_is_selected_and_where_it_is_cut) {
  const Session session;
  play(session,
       "budget = '50000 euro'\namount = \"requested\"\nover-budget = \"stop\"\nreserve = 1\n");
  const auto said = session.run({"rank", "dorp"});
  BOOST_TEST(said.exit == 0);
  check_golden(said.out, "rank-selected.expected");
  check_golden(session.run({"rank", "dorp", "--json"}).out, "rank-selected.json.expected");
}

BOOST_AUTO_TEST_CASE(rank_says_whom_the_selection_waits_for) {
  const Session session;
  session.write("call.toml", contents("tests/cli/store/call.toml"));
  const auto rules = session.write(
      "dorp.toml", contents("tests/cli/store/dorp.toml") + "\n[selection]\nplaces = 1\n");
  session.run({"init", "--sandbox"});
  session.run({"adopt", rules, "--now", "2023-05-01T10:00:00+02:00"});
  const auto nights = session.write("nights.txt", "2023-06-10T02:00:00+02:00\n");
  const auto acts =
      contents("tests/cli/store/spring.jsonl") +
      R"({"at":"2023-06-13T09:00:00+02:00","region":"dorp","candidature":"dorp/0001",)"
      R"("act":"score","actor":"reviewer-1","body":{"scores":{"quality":8,"reach":7}}})"
      "\n";
  const auto played =
      session.run({"rehearse", session.write("acts.jsonl", acts), "--nights", nights});
  BOOST_TEST_REQUIRE(played.exit == 0, played.err);
  check_golden(session.run({"rank", "dorp"}).out, "rank-waiting.expected");
}
