#include "engine/candidature/act.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace termijn::engine;

namespace {

const std::string good =
    R"({"at":"2023-06-09T22:10:00+02:00","region":"noord","candidature":"noord/1","act":"pitch","actor":"jury","body":{}})";

std::string with(const std::string& from, const std::string& to) {
  std::string line = good;
  line.replace(line.find(from), from.size(), to);
  return line;
}

}  // namespace

BOOST_AUTO_TEST_CASE(reads_an_act) {
  const auto parsed = parse_act(good);
  BOOST_TEST_REQUIRE(std::holds_alternative<Act>(parsed));
  const auto& act = std::get<Act>(parsed);
  BOOST_TEST(act.candidature == "noord/1");
  BOOST_TEST(termijn::rules::rfc3339(act.at) == "2023-06-09T20:10:00Z");
}

BOOST_AUTO_TEST_CASE(the_same_act_in_another_layout_has_the_same_digest) {
  const auto a = std::get<Act>(parse_act(good));
  const auto b = std::get<Act>(parse_act(
      R"( {"act":"pitch", "at":"2023-06-09T22:10:00+02:00","region":"noord","candidature":"noord/1","body":{},"actor":"jury"} )"));
  BOOST_TEST(a.digest == b.digest);
}

struct Bad {
  std::string line;
  std::string code;
  std::string message;
};
std::ostream& operator<<(std::ostream& out, const Bad& row) { return out << row.line; }

const Bad bad[] = {
    {"", "A0101", "the line is not JSON"},
    {"{", "A0101", "the line is not JSON"},
    {"[]", "A0101", "the line is not a JSON object"},
    {with("\"actor\":\"jury\",", ""), "A0101", "the key 'actor' is missing"},
    {with("actor\":", "aktor\":"), "A0101", "unknown key 'aktor'"},
    {with("\"jury\"", "7"), "A0101", "'actor' must be text"},
    {with("\"jury\"", "\"\""), "A0101", "'actor' is empty"},
    {with("{}", "[]"), "A0101", "'body' must be an object"},
    {with("{}", R"({"score":7.5})"), "A0101", "the number 7.5E0 has a fraction"},
    {with("+02:00", ""), "A0101", "'at' is not an instant: '2023-06-09T22:10:00'"},
    {with("22:10:00", "22:10:00.5"), "A0101",
     "'at' is not an instant: '2023-06-09T22:10:00.5+02:00'"},
    {with("2023-06-09", "2023-02-30"), "A0101",
     "'at' is not an instant: '2023-02-30T22:10:00+02:00'"},
    {with("\"noord/1\"", "\"noord 1\""), "A0101",
     "'candidature' is not a name: letters, digits, '-', '_', '.' and '/'"},
    {with("\"pitch\"", "\"pich\""), "A0102", "unknown act 'pich'"},
    {with("{}", std::string(20, '[') + std::string(20, ']')), "A0101", "the line is not JSON"},
};

BOOST_DATA_TEST_CASE(refuses_a_malformed_act, boost::unit_test::data::make(bad)) {
  const auto parsed = parse_act(sample.line);
  BOOST_TEST_REQUIRE(std::holds_alternative<Refusal>(parsed));
  BOOST_TEST(std::get<Refusal>(parsed).code == sample.code);
  BOOST_TEST(std::get<Refusal>(parsed).message == sample.message);
}

BOOST_AUTO_TEST_CASE(a_line_of_megabytes_is_refused_unread) {
  const auto parsed = parse_act(std::string(2U << 20U, ' '));
  BOOST_TEST(std::get<Refusal>(parsed).message == "the line is longer than 1 MiB");
}
