// Rules that change under way, and deciding again, as a coordinator and an auditor run them.
#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include "store_session.hpp"

using namespace termijn::tests;

namespace {

const std::string noon = "2023-06-07T12:00:00+02:00";

/// The rules of `dorp` beside a call whose deadline reads otherwise.
std::string amended(const Session& session, const std::string& from, const std::string& to) {
  auto rules = contents("tests/cli/store/dorp.toml");
  const auto at = rules.find(from);
  BOOST_TEST_REQUIRE(at != std::string::npos, "not in dorp.toml: " << from);
  session.write("new/call.toml", contents("tests/cli/store/call.toml"));
  return session.write("new/dorp.toml", rules.replace(at, from.size(), to));
}

std::vector<std::string> amend(const std::string& file, const std::vector<std::string>& more) {
  std::vector<std::string> arguments{"adopt", "--amend", "--reason", "zo beslist", file};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

const std::string written = "09/06/2023 om 23u59";
const std::string later = "16/06/2023 om 23u59";
const std::string sooner = "08/06/2023 om 23u59";

}  // namespace

BOOST_AUTO_TEST_CASE(adopt_amend_needs_its_reason) {
  const Session session;
  session.sandbox();
  BOOST_TEST(session.run({"adopt", "--amend", Session::given("dorp.toml")}).exit == 2);
  BOOST_TEST(session.run({"adopt", "--dry-run", Session::given("dorp.toml")}).exit == 2);
}

BOOST_AUTO_TEST_CASE(a_dry_run_tells_what_an_amendment_then_does) {
  const Session session;
  session.spring();
  const auto file = amended(session, written, later);
  const auto before = session.bytes();
  const auto dry = session.run(amend(file, {"--now", noon, "--dry-run"}));
  BOOST_TEST(dry.exit == 0, dry.err);
  BOOST_TEST((session.bytes() == before));
  BOOST_TEST(says(dry.out, "would hold for all open candidatures and for new ones"), dry.out);
  BOOST_TEST(says(dry.out,
                  "its deadline goes from the end of Fri 9 June 2023 to the end of Fri 16 "
                  "June 2023"),
             dry.out);
  BOOST_TEST(says(dry.out, "nothing was written"), dry.out);
  const auto real = session.run(amend(file, {"--now", noon, "--json"}));
  BOOST_TEST(real.exit == 0, real.err);
  const auto json = boost::json::parse(real.out).as_object();
  const auto& row = json.at("amendments").as_array().at(0).as_object();
  BOOST_TEST(row.at("amended").as_bool());
  BOOST_TEST(!row.at("waits").as_bool());
  BOOST_TEST(row.at("effective").as_string() == noon);
  BOOST_TEST(row.at("candidatures").as_object().at("open").as_int64() == 4);
  const auto history = session.run({"history", "dorp/0001"});
  BOOST_TEST(says(history.out, "rules-changed by coordinator"), history.out);
  BOOST_TEST(says(history.out, "'deadline' closes"), history.out);
  BOOST_TEST(session.run({"audit", "verify"}).exit == 0);
  const auto again = session.run(amend(file, {"--now", noon}));
  BOOST_TEST(says(again.out, "is in force for everybody already"), again.out);
}

BOOST_AUTO_TEST_CASE(an_amendment_waits_and_the_night_tells_of_it) {
  const Session session;
  session.spring();
  const auto file = amended(session, written, later);
  const auto set = session.run(amend(file, {"--now", noon, "--effective", "2023-06-09"}));
  BOOST_TEST(says(set.out, "from Fri 9 June 2023 00:00 on, rulebook"), set.out);
  const auto other = session.run({"adopt", Session::given("dorp.toml"), "--now", noon});
  BOOST_TEST(other.exit == 2);
  BOOST_TEST(says(other.err, "until then nothing else can be adopted for it"), other.err);
  const auto ahead = session.run({"nightly", "--now", "2023-06-08T02:00:00+02:00"});
  BOOST_TEST(says(ahead.out, "the amended rules take effect"), ahead.out);
  const auto night = session.run({"nightly", "--now", "2023-06-09T02:00:00+02:00"});
  BOOST_TEST(says(night.out, "Rules that changed (1)"), night.out);
  BOOST_TEST(session.run({"status"}).exit == 0);
  BOOST_TEST(session.run({"audit", "replay"}).exit == 0);
  const auto decided = session.run({"audit", "redecide"});
  BOOST_TEST(decided.exit == 0, decided.out);
}

BOOST_AUTO_TEST_CASE(a_limit_that_would_close_earlier_is_refused_with_the_list) {
  const Session session;
  session.spring();
  const auto file = amended(session, written, sooner);
  const auto refused = session.run(amend(file, {"--now", noon}));
  BOOST_TEST(refused.exit == 1);
  BOOST_TEST(says(refused.err, "A0132: limits that run would close earlier: dorp/0001 'deadline'"),
             refused.err);
  const auto allowed = session.run(amend(file, {"--now", noon, "--allow-earlier"}));
  BOOST_TEST(allowed.exit == 0, allowed.err);
  BOOST_TEST(says(allowed.out, "notices to applicants queued"), allowed.out);
}

BOOST_AUTO_TEST_CASE(the_little_season_is_what_the_rules_say) {
  const Session session;
  session.season();
  const auto said = session.run({"audit", "redecide"});
  BOOST_TEST(said.exit == 0, said.out);
  BOOST_TEST(says(said.out, "every recorded decision is what the rules say"), said.out);
  const auto json = boost::json::parse(session.run({"audit", "redecide", "--json"}).out);
  BOOST_TEST(json.at("regions").as_int64() == 1);
  BOOST_TEST(json.at("findings").as_array().empty());
}

BOOST_AUTO_TEST_CASE(what_if_finds_nothing_under_the_rules_that_held) {
  const Session session;
  session.season();
  const auto before = session.bytes();
  const auto same = session.run({"audit", "what-if", "--rules", Session::given("dorp.toml")});
  BOOST_TEST(same.exit == 0, same.out << same.err);
  BOOST_TEST(says(same.out, "0 would come out otherwise"), same.out);
  const auto wrong =
      session.run({"audit", "what-if", "--rules", Session::given("dorp.toml"), "--region", "stad"});
  BOOST_TEST(wrong.exit == 2);
  BOOST_TEST((session.bytes() == before));
}

BOOST_AUTO_TEST_CASE(what_if_says_whose_case_comes_out_otherwise_and_by_which_rule) {
  const Session session;
  session.season();
  const auto file = amended(session, written, "05/06/2023 om 23u59");
  const auto said = session.run({"audit", "what-if", "--rules", file});
  BOOST_TEST(said.exit == 1, said.err);
  BOOST_TEST(says(said.out, "dorp/0003 (Op Tijd)"), said.out);
  BOOST_TEST(says(said.out, "by timeline deadline [dorp.toml:"), said.out);
  const auto json =
      boost::json::parse(session.run({"audit", "what-if", "--rules", file, "--json"}).out);
  bool late = false;
  for (const auto& row : json.at("changed").as_array()) {
    if (row.at("candidature").as_string() != "dorp/0003") continue;
    late = row.at("old").at("on_time").as_bool() && !row.at("new").at("on_time").as_bool();
    BOOST_TEST(row.at("new").at("stage").as_string() != row.at("old").at("stage").as_string());
    BOOST_TEST(!row.at("because").as_array().empty());
  }
  BOOST_TEST(late, said.out);
}
