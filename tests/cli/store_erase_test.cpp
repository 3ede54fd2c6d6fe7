// Erasure: personal data is gone from every byte of the file, and everything still proves.

#include <sys/stat.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "store_session.hpp"

using namespace termijn;
using tests::says;
using tests::Session;

namespace {

namespace json = boost::json;

// With what JSON must escape, and letters of more than one byte.
const std::string spicy = "geheim \"7731\" \\ tab\t regel\n één";

std::string line(const std::string& when, const std::string& id, const std::string& act,
                 const json::object& body, const std::string& actor = "coordinator") {
  return json::serialize(json::object{{"at", when},
                                      {"region", "dorp"},
                                      {"candidature", "dorp/" + id},
                                      {"act", act},
                                      {"actor", actor},
                                      {"body", body}}) +
         "\n";
}

json::object submission(const std::string& name, const std::string& secret) {
  return {{"organisation", name},
          {"medium", "e-mail"},
          {"to", "kandidatuur@dorp.example"},
          {"documents", json::array{json::object{{"name", "dossier.pdf"}}}},
          {"challenges", json::array{1}},
          {"contact", secret},
          {"note", spicy + secret}};
}

/// `text` as it stands in the file: as such, and as JSON holds it.
bool holds(const std::string& bytes, const std::string& text) {
  const auto escaped = json::serialize(json::string(text));
  return says(bytes, text) || says(bytes, escaped.substr(1, escaped.size() - 2));
}

std::string secret_of(int number) {
  return fmt::format("Persoon Nummer {:04} {}", number, std::string(200, 'x'));
}

/// Many candidatures with much personal data, most versions more than one.
void fill(const Session& session, int most) {
  std::string acts;
  for (int number = 1; number <= most; ++number) {
    const auto id = fmt::format("{:04}", number);
    for (const char* day : {"10", "11"}) {
      acts += line(fmt::format("2023-05-{}T10:00:00+02:00", day), id, "submit",
                   submission("Org " + id, secret_of(number)), "applicant");
    }
    acts += line("2023-05-12T10:00:00+02:00", id, "withdraw",
                 {{"reason", "omdat " + secret_of(number)}}, "applicant");
    // Refused: nothing is late. Kept aside, with what was in it.
    acts +=
        line("2023-05-13T10:00:00+02:00", id, "rebut", {{"text", secret_of(number)}}, "applicant");
  }
  const auto recorded =
      session.run({"record", "--quiet", "--from", session.write("a.jsonl", acts)});
  BOOST_TEST_REQUIRE(recorded.exit == 1, recorded.err);
}

void check_proves(const Session& session) {
  const auto verified = session.run({"audit", "verify"});
  BOOST_TEST(verified.exit == 0, verified.out);
  const auto replayed = session.run({"audit", "replay"});
  BOOST_TEST(replayed.exit == 0, replayed.out);
}

tests::Said erase(const Session& session, const std::string& id,
                  std::vector<std::string> more = {}) {
  std::vector<std::string> arguments{
      "erase", "--candidature", id, "--reason", "op verzoek", "--now", "2023-08-01T10:00:00+02:00"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return session.run(arguments);
}

}  // namespace

BOOST_AUTO_TEST_CASE(no_byte_of_the_file_holds_what_was_erased) {
  const Session session;
  session.sandbox();
  fill(session, 60);
  BOOST_TEST_REQUIRE(holds(session.bytes(), secret_of(7)));
  for (const int number : {7, 8, 30, 60}) {
    const auto done = erase(session, fmt::format("dorp/{:04}", number));
    BOOST_TEST(done.exit == 0, done.err);
    BOOST_TEST(says(done.out, "erased the personal data of 3 events and 1 refused line"), done.out);
    const auto bytes = session.bytes();
    BOOST_TEST(!holds(bytes, secret_of(number)));
    BOOST_TEST(!says(bytes, fmt::format("Nummer {:04}", number)));
    BOOST_TEST(!tests::fs::exists(session.store() + "-journal"));
  }
  BOOST_TEST(holds(session.bytes(), secret_of(9)));
  check_proves(session);
}

BOOST_AUTO_TEST_CASE(text_that_json_escapes_is_gone_in_either_form) {
  const Session session;
  session.sandbox();
  fill(session, 1);
  BOOST_TEST_REQUIRE(says(session.bytes(), "7731"));
  erase(session, "dorp/0001");
  BOOST_TEST(!says(session.bytes(), "7731"));
  BOOST_TEST(!holds(session.bytes(), spicy));
}

BOOST_AUTO_TEST_CASE(the_salts_are_gone_with_what_they_hid) {
  const Session session;
  session.sandbox();
  fill(session, 1);
  const auto before = session.run({"history", "dorp/0001", "--json"});
  BOOST_TEST(says(before.out, "\"contact\""));
  erase(session, "dorp/0001");
  const auto after = session.run({"history", "dorp/0001", "--json"});
  BOOST_TEST(!says(after.out, "\"contact\""));
  BOOST_TEST(says(after.out, "personal-erased"));
  BOOST_TEST(says(after.out, "op verzoek"));
}

BOOST_AUTO_TEST_CASE(a_second_erasure_finds_nothing_and_writes_nothing) {
  const Session session;
  session.sandbox();
  fill(session, 1);
  erase(session, "dorp/0001");
  const auto history = session.run({"history", "dorp/0001"}).out;
  const auto again = erase(session, "dorp/0001");
  BOOST_TEST(again.exit == 0);
  BOOST_TEST(says(again.out, "dorp/0001: nothing was left to erase"));
  BOOST_TEST(session.run({"history", "dorp/0001"}).out == history);
}

BOOST_AUTO_TEST_CASE(what_was_erased_does_not_come_back_with_the_same_lines) {
  const Session session;
  session.sandbox();
  fill(session, 2);
  erase(session, "dorp/0001");
  const auto again = session.run({"record", "--from", session.path("a.jsonl").string(), "--quiet"});
  BOOST_TEST(says(again.out, "A0154"), again.out);
  BOOST_TEST(!holds(session.bytes(), secret_of(1)));
  check_proves(session);
}

BOOST_AUTO_TEST_CASE(an_open_candidature_is_erased_only_when_asked_for) {
  const Session session;
  session.spring();
  const auto refused = erase(session, "dorp/0001");
  BOOST_TEST(refused.exit == 1);
  BOOST_TEST(says(refused.err, "A0155"), refused.err);
  const auto stage = session.run({"status", "--json"}).out;
  BOOST_TEST(erase(session, "dorp/0001", {"--even-open"}).exit == 0);
  BOOST_TEST(session.run({"status", "--json"}).out == stage);
  check_proves(session);
}

BOOST_AUTO_TEST_CASE(an_erasure_says_what_it_cannot_reach) {
  const Session session;
  session.sandbox();
  fill(session, 1);
  const auto done = erase(session, "dorp/0001");
  BOOST_TEST(says(done.out, "backups and copies of this file still hold"));
  BOOST_TEST(says(done.out, "sandbox: its salts can be worked out, so they hide nothing"));
}

BOOST_AUTO_TEST_CASE(the_shape_of_an_erasure_for_machines) {
  const Session session;
  session.sandbox();
  fill(session, 1);
  const auto said = json::parse(erase(session, "dorp/0001", {"--json"}).out);
  const auto& row = said.at("erased").at(0);
  BOOST_TEST(row.at("candidature").as_string() == "dorp/0001");
  BOOST_TEST(row.at("sequences").as_array().size() == 3U);
  BOOST_TEST(row.at("refused").to_number<int>() == 1);
  BOOST_TEST(row.at("event").is_number());
  BOOST_TEST(said.at("sandbox").as_bool());
}

BOOST_AUTO_TEST_CASE(an_erasure_needs_a_reason_and_one_that_is_named) {
  const Session session;
  session.sandbox();
  BOOST_TEST(session.run({"erase", "--due"}).exit == 2);
  BOOST_TEST(session.run({"erase", "--reason", "x"}).exit == 2);
  BOOST_TEST(session.run({"erase", "--due", "--candidature", "dorp/1", "--reason", "x"}).exit == 2);
  const auto none = session.run({"erase", "--due", "--reason", "x"});
  BOOST_TEST(none.exit == 0);
  BOOST_TEST(says(none.out, "nothing is due for erasure"));
}

namespace {

/// The little region with a time for which personal data is kept, and roles.
void keep_for_a_month(const Session& session) {
  BOOST_TEST_REQUIRE(session.run({"init", "--sandbox"}).exit == 0);
  session.write("call.toml", tests::contents("tests/cli/store/call.toml"));
  const auto file = session.write(
      "dorp.toml",
      tests::contents("tests/cli/store/dorp.toml") +
          "\n[retention]\npersonal-months = 1\n\n[roles]\napplicant = [\"applicant\"]\n"
          "reviewer = [\"reviewer-*\"]\njury = [\"jury\"]\ncoordinator = [\"coordinator\"]\n");
  const auto adopted = session.run({"adopt", file, "--now", "2023-05-01T10:00:00+02:00"});
  BOOST_TEST_REQUIRE(adopted.exit == 0, adopted.err);
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_night_says_what_is_due_and_erases_nothing) {
  const Session session;
  keep_for_a_month(session);
  fill(session, 2);  // withdrawn on 12 May: kept until the end of 12 June
  const auto before = session.run({"nightly", "--now", "2023-06-12T23:59:59+02:00", "--json"});
  BOOST_TEST(json::parse(before.out).at("erasure_due").as_array().empty(), before.out);
  const auto after = session.run({"nightly", "--now", "2023-06-13T00:00:00+02:00", "--json"});
  BOOST_TEST(after.exit == 1);
  const auto due = json::parse(after.out).at("erasure_due").as_array();
  BOOST_TEST_REQUIRE(due.size() == 2U);
  BOOST_TEST(due[0].at("candidature").as_string() == "dorp/0001");
  BOOST_TEST(due[0].at("ended").as_string() == "2023-05-12T10:00:00+02:00");
  BOOST_TEST(due[0].at("due").as_string() == "2023-06-13T00:00:00+02:00");
  BOOST_TEST(holds(session.bytes(), secret_of(1)));
  const auto words = session.run({"nightly", "--now", "2023-06-13T00:00:00+02:00"});
  BOOST_TEST(says(words.out, "Personal data to erase: termijn erase --due --reason TEXT (2)"));
  BOOST_TEST(says(words.out, "12 June 2023"), words.out);
}

BOOST_AUTO_TEST_CASE(what_is_due_is_erased_at_once_and_no_more_due) {
  const Session session;
  keep_for_a_month(session);
  fill(session, 3);
  const std::vector<std::string> due{"erase",         "--due", "--reason",
                                     "bewaartermijn", "--now", "2023-06-13T00:00:00+02:00"};
  const auto done = session.run(due);
  BOOST_TEST(done.exit == 0, done.err);
  for (const int number : {1, 2, 3}) BOOST_TEST(!holds(session.bytes(), secret_of(number)));
  BOOST_TEST(says(session.run(due).out, "nothing is due for erasure"));
  check_proves(session);
}

BOOST_AUTO_TEST_CASE(who_may_not_erase_or_adopt_is_told_who_may) {
  const Session session;
  keep_for_a_month(session);
  fill(session, 1);
  const auto refused = erase(session, "dorp/0001", {"--actor", "jury"});
  BOOST_TEST(refused.exit == 1);
  BOOST_TEST(says(refused.err, "A0150"), refused.err);
  BOOST_TEST(holds(session.bytes(), secret_of(1)));
  const auto adopt = session.run({"adopt", session.path("dorp.toml").string(), "--actor", "jury",
                                  "--now", "2023-06-01T10:00:00+02:00"});
  BOOST_TEST(adopt.exit == 2);
  BOOST_TEST(says(adopt.err, "coordinator"), adopt.err);
}

BOOST_AUTO_TEST_CASE(only_the_owner_may_read_the_store_and_its_journal) {
  const Session session;
  session.sandbox();
  fill(session, 1);
  struct stat found {};
  BOOST_TEST_REQUIRE(stat(session.store().c_str(), &found) == 0);
  BOOST_TEST((found.st_mode & 0777U) == 0600U);
  erase(session, "dorp/0001");
  BOOST_TEST_REQUIRE(stat(session.store().c_str(), &found) == 0);
  BOOST_TEST((found.st_mode & 0777U) == 0600U);
}
