#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "rules/time/zone.hpp"
#include "tests/rules/time/zones.hpp"

using namespace termijn::rules;
using termijn::tests::zone;
namespace data = boost::unit_test::data;

namespace {

struct Text {
  const char* text;
  const char* utc;

  friend std::ostream& operator<<(std::ostream& out, const Text& text) { return out << text.text; }
};

const Text good[] = {
    {"2023-06-09T22:00:00+02:00", "2023-06-09T20:00:00Z"},
    {"2023-06-09T20:00:00Z", "2023-06-09T20:00:00Z"},
    {"2023-06-09t20:00:00z", "2023-06-09T20:00:00Z"},
    {"2023-06-09T20:00:00-00:00", "2023-06-09T20:00:00Z"},
    {"2024-02-29T23:59:59-11:30", "2024-03-01T11:29:59Z"},
    {"1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"},
};

const char* bad[] = {
    "",
    "2023-06-09",
    "2023-06-09T20:00Z",
    "2023-06-0:T20:00:00Z",
    "2023-06-09T1::00:00Z",
    "2023-06-0/T20:00:00Z",
    "2023-:6-09T20:00:00Z",
    "2023-06-09T/0:00:00Z",
    "2023-06-09T20:00:00",
    "2023-06-09 20:00:00Z",
    "2023-06-09T20:00:00.5Z",
    "2023-06-09T24:00:00Z",
    "2016-12-31T23:59:60Z",
    "2023-02-29T20:00:00Z",
    "2023-06-09T20:60:00Z",
    "2023-06-09T20:00:00+24:00",
    "2023-06-09T20:00:00+0200",
    "2023-06-09T20:00:00+02:60",
    "2023-06-09T20:00:00Z ",
    "2023-06-09T20:00:00ZZ",
    "20230609T200000Z",
};

}  // namespace

BOOST_DATA_TEST_CASE(reads_rfc_3339, data::make(good)) {
  const auto instant = parse_rfc3339(sample.text);
  BOOST_TEST_REQUIRE(instant.has_value());
  BOOST_TEST(rfc3339(*instant) == sample.utc);
}

BOOST_DATA_TEST_CASE(refuses_what_is_not_rfc_3339, data::make(bad)) {
  BOOST_TEST(!parse_rfc3339(sample).has_value());
}

BOOST_AUTO_TEST_CASE(prints_the_offset_of_the_moment) {
  const Instant summer = parse_rfc3339("2023-06-09T20:00:00Z").value();
  const Instant winter = parse_rfc3339("2023-12-09T20:00:00Z").value();
  BOOST_TEST(rfc3339(summer, zone()) == "2023-06-09T22:00:00+02:00");
  BOOST_TEST(rfc3339(winter, zone()) == "2023-12-09T21:00:00+01:00");
  BOOST_TEST(rfc3339(winter, zone("America/St_Johns")) == "2023-12-09T16:30:00-03:30");
}

BOOST_AUTO_TEST_CASE(printed_instants_read_back) {
  BOOST_TEST(rc::check([] {
    // Year 1 to 9999, a day from either end for the offsets.
    const Instant instant{
        std::chrono::seconds{*rc::gen::inRange<std::int64_t>(-62'135'000'000, 253'402'000'000)}};
    RC_ASSERT((parse_rfc3339(rfc3339(instant)) == instant));
    RC_ASSERT((parse_rfc3339(rfc3339(instant, zone())) == instant));
    RC_ASSERT((parse_rfc3339(rfc3339(instant, zone("America/New_York"))) == instant));
  }));
}

BOOST_AUTO_TEST_CASE(spoiled_instants_never_crash) {
  BOOST_TEST(rc::check([] {
    std::string text = "2023-06-09T22:00:00+02:00";
    for (int n = *rc::gen::inRange(0, 4); n > 0; --n) {
      text[*rc::gen::inRange<std::size_t>(0, text.size())] =
          *rc::gen::element('0', '9', '-', '+', 'T', 'Z', ':', ' ', '\0', '\xff');
    }
    text.resize(*rc::gen::inRange<std::size_t>(0, text.size() + 1));
    if (const auto instant = parse_rfc3339(text)) {
      RC_ASSERT((parse_rfc3339(rfc3339(*instant)) == instant));
    }
    parse_rfc3339(*rc::gen::arbitrary<std::string>());
  }));
}
