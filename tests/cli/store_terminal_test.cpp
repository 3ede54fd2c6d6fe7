// What somebody sent is shown, never obeyed: no command lets a control character or a character
// that turns the direction of writing through to the terminal.

#include <boost/json/serialize.hpp>
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "store_session.hpp"

using namespace termijn;
using tests::Session;

namespace {

namespace json = boost::json;

// ESC, BEL, CSI in one byte and in two, backspace, carriage return, line end, delete, U+202E and
// its companions, a null.
const std::string hostile = std::string("a\x1b[2J\x1b]0;titel\x07\x08\r\nb\x7f") +
                            "\xc2\x9b"
                            "31m"
                            "\xe2\x80\xae"
                            "fdp.exe"
                            "\xe2\x81\xa6"
                            "\xe2\x80\x8f" +
                            "$(touch pwned)`id`;" + std::string("\0c", 2);

std::string line(const std::string& when, const std::string& act, const json::object& body,
                 const std::string& actor = "coordinator") {
  return json::serialize(json::object{{"at", when},
                                      {"region", "dorp"},
                                      {"candidature", "dorp/0666"},
                                      {"act", act},
                                      {"actor", actor},
                                      {"body", body}}) +
         "\n";
}

std::string hostile_acts() {
  const json::object submission{{"organisation", hostile},
                                {"medium", hostile},
                                {"to", hostile},
                                {"documents", json::array{json::object{{"name", hostile}}}},
                                {"challenges", json::array{1}},
                                {"from", hostile},
                                {"contact", hostile},
                                {"note", hostile}};
  json::object elsewhere = submission;
  elsewhere["organisation"] = "other" + hostile;
  std::string acts = line("2023-05-20T10:00:00+02:00", "submit", submission, hostile);
  acts += line("2023-05-20T11:00:00+02:00", "submit", elsewhere, hostile);  // refused, quoted
  acts += line("2023-05-21T10:00:00+02:00", "declare-conflict",
               {{"reason", hostile}, {"reviewer", hostile}});
  acts += line("2023-05-21T11:00:00+02:00", "score", {{"scores", {{hostile, hostile}}}});
  acts += line("2023-05-21T12:00:00+02:00", "correct", {{"reason", hostile}, {"challenges", {1}}});
  acts += line("2023-05-21T13:00:00+02:00", "record-fact", {{"fact", hostile}, {"value", hostile}});
  acts += line("2023-05-21T14:00:00+02:00", "extend",
               {{"milestone", "deadline"}, {"until", hostile}, {"reason", hostile}});
  acts += line("2023-05-21T14:30:00+02:00", "undo", {{"reason", hostile}});
  acts += line("2023-05-21T15:00:00+02:00", hostile, {{"reason", hostile}});
  acts += "{\"at\":\"" + hostile.substr(0, hostile.find('\r')) + "\"\n";  // no JSON at all
  return acts;
}

/// The first character that a terminal would obey; empty: there is none.
std::string obeyed(const std::string& text) {
  static const std::vector<std::string> turning{"\xc2\x9b",     "\xe2\x80\x8e", "\xe2\x80\x8f",
                                                "\xe2\x80\xaa", "\xe2\x80\xab", "\xe2\x80\xac",
                                                "\xe2\x80\xad", "\xe2\x80\xae", "\xe2\x81\xa6",
                                                "\xe2\x81\xa7", "\xe2\x81\xa8", "\xe2\x81\xa9"};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte < 0x20U && byte != '\n') || byte == 0x7FU) {
      return "byte " + std::to_string(byte) + " in: " + text.substr(i > 40 ? i - 40 : 0, 80);
    }
  }
  for (const auto& mark : turning) {
    const auto at = text.find(mark);
    if (at != std::string::npos) return "a turn in: " + text.substr(at > 40 ? at - 40 : 0, 80);
  }
  return "";
}

void check_tame(const tests::Said& said) {
  BOOST_TEST(obeyed(said.out) == "");
  BOOST_TEST(obeyed(said.err) == "");
}

using Arguments = std::vector<std::string>;

const Arguments commands[] = {
    {"status"},
    {"status", "--json"},
    {"history", "dorp/0666"},
    {"history", "dorp/0666", "--json"},
    {"explain", "dorp/0666"},
    {"explain", "dorp/0666", "--json"},
    {"explain", "dorp/0666", "--date", "deadline"},
    {"explain", hostile},
    {"history", hostile},
    {"rank", "dorp"},
    {"rank", "dorp", "--json"},
    {"rank", hostile},
    {"nightly", "--now", "2023-07-20T02:00:00+02:00"},
    {"nightly", "--now", "2023-07-20T02:00:00+02:00", "--json"},
    {"audit", "verify"},
    {"audit", "verify", "--json"},
    {"audit", "replay"},
    {"audit", "replay", "--json"},
    {"erase", "--candidature", "dorp/0666", "--even-open", "--reason", hostile, "--now",
     "2023-07-20T02:00:00+02:00"},
    {"erase", "--candidature", hostile, "--reason", hostile},
};

}  // namespace

BOOST_AUTO_TEST_CASE(recording_shows_what_was_sent_and_obeys_none_of_it) {
  const Session session;
  session.sandbox();
  const auto file = session.write("acts.jsonl", hostile_acts());
  check_tame(session.run({"record", "--from", file}));
  const Session other;
  other.sandbox();
  check_tame(other.run({"record", "--from", file, "--json"}));
}

BOOST_AUTO_TEST_CASE(no_command_lets_through_what_a_terminal_obeys) {
  for (const auto& command : commands) {
    const Session session;
    session.spring();
    BOOST_TEST_REQUIRE(
        session.run({"record", "--from", session.write("acts.jsonl", hostile_acts())}).exit != 3);
    BOOST_TEST_CONTEXT(command[0] << ' ' << (command.size() > 1 ? command[1].substr(0, 9) : "")) {
      const auto said = session.run(command);
      BOOST_TEST((said.out + said.err).size() > 10U);
      check_tame(said);
    }
  }
}
