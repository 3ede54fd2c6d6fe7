#include "rules/time/zone.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <date/tz.h>
#include <rapidcheck.h>

#include "tests/rules/time/zones.hpp"

// Howard Hinnant's date library, which reads the same zone files in its own way,
// says what is right until 2037, where it stops; after that the same yearly rule
// 28 years earlier does.

using namespace termijn::rules;
using termijn::tests::zone;
namespace data = boost::unit_test::data;
namespace chr = std::chrono;

namespace {

const char* names[] = {"Europe/Brussels",   "Europe/London",       "America/New_York",
                       "Pacific/Pago_Pago", "Australia/Lord_Howe", "America/Sao_Paulo",
                       "Africa/Casablanca", "Asia/Kathmandu",      "Pacific/Apia",
                       "America/St_Johns",  "Europe/Dublin",       "UTC"};

/// Zones whose yearly rule has not changed since 2008.
const char* steady[] = {"Europe/Brussels", "Europe/London", "America/New_York",
                        "Australia/Lord_Howe", "Asia/Kathmandu"};

constexpr std::int64_t year_2037 = 2'114'380'800;
constexpr std::int64_t year_2100 = 4'102'444'800;

/// Weekdays fall on the same dates every 28 years until 2100, so a yearly rule
/// does the same then as now.
class Cycle {
 public:
  explicit Cycle(const date::time_zone& zone) : zone_(zone) {}

  template <typename Time>
  auto get_info(Time time) const {
    constexpr chr::seconds length = chr::days{28 * 365 + 7};
    const chr::seconds since = time.time_since_epoch() - chr::seconds{year_2037};
    const chr::seconds back = length * (1 + since / length);
    auto info = zone_.get_info(time - back);
    return moved(info, back);
  }

 private:
  static date::sys_info moved(date::sys_info info, chr::seconds by) {
    info.end += by;
    return info;
  }
  static date::local_info moved(date::local_info info, chr::seconds by) {
    info.first.end += by;
    return info;
  }

  const date::time_zone& zone_;
};

Instant any_instant(std::int64_t from, std::int64_t until) {
  return Instant{chr::seconds{*rc::gen::inRange(from, until)}};
}

/// Half of the instants lie within two hours of a clock change, where the
/// mistakes are.
template <typename Oracle>
Instant telling_instant(const Oracle& oracle, std::int64_t from, std::int64_t until) {
  const Instant instant = any_instant(from, until);
  if (*rc::gen::inRange(0, 2) == 0) return instant;
  const auto info = oracle.get_info(instant);
  if (info.end.time_since_epoch().count() >= until) return instant;
  return info.end + chr::seconds{*rc::gen::inRange(-7200, 7200)};
}

template <typename Oracle>
void check_reading(const Zone& ours, const Oracle& oracle, LocalTime local) {
  const auto expected = oracle.get_info(
      date::local_seconds{(chr::sys_days{local.date} + local.since_midnight).time_since_epoch()});
  const LocalReading reading = ours.read(local);
  const auto wall = chr::sys_days{local.date} + local.since_midnight;
  switch (expected.result) {
    case date::local_info::unique:
      RC_ASSERT((reading.kind == LocalReading::Kind::unique));
      RC_ASSERT((reading.first == wall - expected.first.offset));
      RC_ASSERT((reading.second == reading.first));
      break;
    case date::local_info::ambiguous:
      RC_ASSERT((reading.kind == LocalReading::Kind::twice));
      RC_ASSERT((reading.first == wall - expected.first.offset));
      RC_ASSERT((reading.second == wall - expected.second.offset));
      break;
    default:
      RC_ASSERT((reading.kind == LocalReading::Kind::missing));
      RC_ASSERT((reading.first == expected.first.end));
  }
}

template <typename Oracle>
bool agrees(const Zone& ours, const Oracle& oracle, std::int64_t from, std::int64_t until) {
  return rc::check([&] {
    const Instant instant = telling_instant(oracle, from, until);
    RC_ASSERT((ours.offset_at(instant) == oracle.get_info(instant).offset));
    check_reading(ours, oracle, ours.local(instant));
    // A clock time that nobody's clock need ever have shown.
    const Instant near = instant + chr::minutes{*rc::gen::inRange(-120, 120)};
    const auto midnight = chr::floor<chr::days>(near);
    check_reading(ours, oracle, {Date{midnight}, near + ours.offset_at(instant) - midnight});
  });
}

LocalTime at(const char* day, int hours, int minutes = 0) {
  return {parse_iso_date(day).value(), chr::hours{hours} + chr::minutes{minutes}};
}

}  // namespace

BOOST_DATA_TEST_CASE(agrees_with_the_date_library_until_2037, data::make(names)) {
  BOOST_TEST(agrees(zone(sample), *date::locate_zone(sample), 0, year_2037));
}

BOOST_DATA_TEST_CASE(agrees_with_the_cycle_of_the_rule_until_2100, data::make(steady)) {
  constexpr std::int64_t day = 86'400;
  const Cycle oracle(*date::locate_zone(sample));
  BOOST_TEST(agrees(zone(sample), oracle, year_2037 + day, year_2100 - day));
}

BOOST_AUTO_TEST_CASE(a_skipped_hour_is_missing) {
  const auto reading = zone("Europe/Brussels").read(at("2023-03-26", 2, 30));
  BOOST_TEST((reading.kind == LocalReading::Kind::missing));
  BOOST_TEST(rfc3339(reading.first) == "2023-03-26T01:00:00Z");
}

BOOST_AUTO_TEST_CASE(an_hour_that_comes_twice_has_both_instants) {
  const auto reading = zone("Europe/Brussels").read(at("2024-10-27", 2, 30));
  BOOST_TEST((reading.kind == LocalReading::Kind::twice));
  BOOST_TEST(rfc3339(reading.first) == "2024-10-27T00:30:00Z");
  BOOST_TEST(rfc3339(reading.second) == "2024-10-27T01:30:00Z");
}

BOOST_AUTO_TEST_CASE(a_day_begins_at_its_first_instant) {
  const Zone& brussels = zone("Europe/Brussels");
  const auto start = [](const Zone& there, const char* day) {
    return rfc3339(there.start_of_day(parse_iso_date(day).value()), there);
  };
  BOOST_TEST(start(brussels, "2024-10-27") == "2024-10-27T00:00:00+02:00");
  BOOST_TEST(start(brussels, "2024-10-28") == "2024-10-28T00:00:00+01:00");
  // Brazil's clocks went from 00:00 to 01:00 on this day.
  BOOST_TEST(start(zone("America/Sao_Paulo"), "2018-11-04") == "2018-11-04T01:00:00-02:00");
}

BOOST_DATA_TEST_CASE(days_follow_one_another, data::make(names)) {
  const Zone& there = zone(sample);
  const Date samoa_skipped = chr::year{2011} / 12 / 30;
  for (Date day = chr::year{1970} / 1 / 1; day.year() < chr::year{2101}; day = add_days(day, 1)) {
    const Instant start = there.start_of_day(day);
    const bool skipped = there.name() == "Pacific/Apia" && day == samoa_skipped;
    const auto length = there.start_of_day(add_days(day, 1)) - start;
    BOOST_TEST_REQUIRE((skipped ? length == chr::seconds{0} : length >= chr::hours{22}),
                       to_string(day));
    BOOST_TEST_REQUIRE((skipped || there.local(start).date == day), to_string(day));
  }
}

BOOST_AUTO_TEST_CASE(twenty_four_hundred_is_the_next_midnight) {
  const Zone& brussels = zone("Europe/Brussels");
  BOOST_TEST((brussels.read(at("2023-06-09", 24)).first ==
              brussels.start_of_day(parse_iso_date("2023-06-10").value())));
}

BOOST_AUTO_TEST_CASE(a_fixed_zone_never_changes) {
  const Zone anywhere = Zone::fixed("Anywhere on Earth", -chr::hours{12});
  BOOST_TEST(rfc3339(Instant{}, anywhere) == "1969-12-31T12:00:00-12:00");
  BOOST_TEST((anywhere.read(at("2023-06-09", 12)).kind == LocalReading::Kind::unique));
  BOOST_TEST(anywhere.bytes().empty());
}

BOOST_AUTO_TEST_CASE(a_zone_reads_back_from_its_bytes) {
  const Zone& brussels = zone("Europe/Brussels");
  const auto again = read_zone("Europe/Brussels", brussels.bytes());
  BOOST_TEST_REQUIRE(again.has_value());
  BOOST_TEST(again->name() == "Europe/Brussels");
  BOOST_TEST((again->local(Instant{}) == brussels.local(Instant{})));
}

BOOST_AUTO_TEST_CASE(unknown_zones_are_null) {
  const ZoneSource zones = zones_in_folder();
  BOOST_TEST(zones("Europe/Brussel") == nullptr);
  BOOST_TEST(zones("../zoneinfo/Europe/Brussels") == nullptr);
  BOOST_TEST(zones("/usr/share/zoneinfo/Europe/Brussels") == nullptr);
  BOOST_TEST(zones("") == nullptr);
  BOOST_TEST(zones("Europe") == nullptr);
  BOOST_TEST(zones("localtime") == nullptr);
  BOOST_TEST(zones("posixrules") == nullptr);
  BOOST_TEST(zones("tzdata.zi") == nullptr);
  BOOST_TEST(zones("Europe/Brussels") != nullptr);
  BOOST_TEST(zones("Europe/Brussels") == zones("Europe/Brussels"));
}

BOOST_AUTO_TEST_CASE(spoiled_zone_files_are_refused_or_read_but_never_crash) {
  BOOST_TEST(rc::check([] {
    std::string bytes = zone(*rc::gen::elementOf(std::vector<std::string>{
                                 "Europe/Brussels", "Australia/Lord_Howe", "UTC"}))
                            .bytes();
    if (*rc::gen::arbitrary<bool>()) bytes.resize(*rc::gen::inRange<std::size_t>(0, bytes.size()));
    for (int n = *rc::gen::inRange(0, 8); n > 0 && !bytes.empty(); --n) {
      bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();
    }
    const auto spoiled = read_zone("x", bytes);
    if (!spoiled) return;
    const Instant instant = any_instant(-year_2100, year_2100);
    const LocalTime local = spoiled->local(instant);
    const LocalReading reading = spoiled->read(local);
    RC_ASSERT((reading.kind != LocalReading::Kind::missing));
    RC_ASSERT((reading.first <= instant && instant <= reading.second));
  }));
}
