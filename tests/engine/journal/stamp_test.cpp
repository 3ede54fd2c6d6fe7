#include "engine/journal/stamp.hpp"

#include <boost/test/unit_test.hpp>

#include "stamp_authority.hpp"
#include "stores.hpp"

using namespace termijn::tests;

namespace {

std::time_t seconds(const char* text) { return at(text).time_since_epoch().count(); }

const StampAuthority& authority() {
  static const StampAuthority made(seconds("2023-01-01T00:00:00Z"),
                                   seconds("2024-01-01T00:00:00Z"));
  return made;
}

using Checked = std::variant<Instant, std::string>;

std::string problem(const Checked& checked) {
  const auto* text = std::get_if<std::string>(&checked);
  return text == nullptr ? "none" : *text;
}

const std::string note = "termijn.example/season/lier\n7\nroot\n";
const std::time_t moment = seconds("2023-06-10T12:00:00Z");

}  // namespace

BOOST_AUTO_TEST_CASE(a_stamp_says_when_and_holds_after_its_certificate_ended) {
  const auto response = authority().respond(stamp_request(note), moment);
  for (const std::string& authorities : {std::string(), authority().root()}) {
    const auto checked = check_stamp(response, note, authorities);
    BOOST_TEST_REQUIRE(problem(checked) == "none");
    BOOST_TEST((std::get<Instant>(checked) == at("2023-06-10T12:00:00Z")));
  }
}

BOOST_AUTO_TEST_CASE(a_stamp_given_when_the_certificate_was_not_valid_is_refused) {
  const auto late = authority().respond(stamp_request(note), seconds("2024-06-10T12:00:00Z"));
  BOOST_TEST(problem(check_stamp(late, note, authority().root()))
                 .starts_with("the stamp is not signed by an authority that was given"));
  BOOST_TEST(problem(check_stamp(late, note, "")) == "none");
}

BOOST_AUTO_TEST_CASE(a_stamp_of_another_authority_is_refused) {
  const StampAuthority other(seconds("2023-01-01T00:00:00Z"), seconds("2024-01-01T00:00:00Z"),
                             "another root");
  const auto response = authority().respond(stamp_request(note), moment);
  BOOST_TEST(problem(check_stamp(response, note, other.root()))
                 .starts_with("the stamp is not signed by an authority that was given"));
  BOOST_TEST(problem(check_stamp(response, note, other.root() + authority().root())) == "none");
  BOOST_TEST(problem(check_stamp(response, note, "no certificate")) ==
             "the authorities given are not certificates in PEM");
}

BOOST_AUTO_TEST_CASE(a_stamp_over_another_text_is_refused) {
  const auto response = authority().respond(stamp_request(note), moment);
  BOOST_TEST(problem(check_stamp(response, note + "x", "")) == "the stamp is over another text");
}

BOOST_AUTO_TEST_CASE(what_is_no_response_is_refused) {
  BOOST_TEST(problem(check_stamp("", note, "")) ==
             "it is not a response of a time-stamping authority");
  BOOST_TEST(problem(check_stamp(stamp_request(note), note, "")) ==
             "it is not a response of a time-stamping authority");
  const auto response = authority().respond(stamp_request(note), moment);
  BOOST_TEST(problem(check_stamp(response + "x", note, "")) ==
             "it is not a response of a time-stamping authority");
  BOOST_TEST(problem(check_stamp(std::string(300'000, '0'), note, "")) ==
             "it is not a response of a time-stamping authority");
}

BOOST_AUTO_TEST_CASE(no_changed_byte_of_a_response_makes_it_another_time) {
  const auto response = authority().respond(stamp_request(note), moment);
  int refused = 0;
  for (std::size_t place = 0; place < response.size(); place += 7) {
    auto changed = response;
    changed[place] = static_cast<char>(changed[place] ^ 0x10);
    const auto checked = check_stamp(changed, note, authority().root());
    if (problem(checked) != "none") {
      ++refused;
    } else {
      BOOST_TEST((std::get<Instant>(checked) == at("2023-06-10T12:00:00Z")));
    }
  }
  BOOST_TEST(refused > 0);
}

BOOST_AUTO_TEST_CASE(a_request_is_the_same_for_the_same_text) {
  BOOST_TEST((stamp_request(note) == stamp_request(note)));
  BOOST_TEST((stamp_request(note) != stamp_request(note + "x")));
}
