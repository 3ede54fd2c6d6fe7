// Zone files built by hand (RFC 9636), each a small step over a bound of the format.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "rules/time/zone.hpp"

using namespace termijn::rules;
namespace data = boost::unit_test::data;

namespace {

std::string big_endian(std::int64_t value, int bytes) {
  std::string text;
  for (int at = bytes - 1; at >= 0; --at) text += static_cast<char>((value >> (8 * at)) & 0xFF);
  return text;
}

/// A zone of one offset, and of one more after each of `changes`.
struct File {
  std::string magic = "TZif";
  char version = '2';
  char version_of_block = '2';
  int leaps = 0;
  int leaps_of_old = -1;  ///< Of the version 1 block; -1: as many.
  int ut_flags = 0;
  int standard_flags = 0;
  std::int64_t first_offset = 3600;
  std::vector<std::pair<std::int64_t, std::int64_t>> changes{};
  int index_of_change = -1;  ///< What its type says; -1: as it should be.
  std::string letters = std::string("X\0", 2);
  std::string footer = "\n\n";
  std::size_t cut = 0;  ///< So many bytes less.

  int leaps_in(bool old) const { return old && leaps_of_old >= 0 ? leaps_of_old : leaps; }

  std::string header(char its_version, bool empty) const {
    const auto times = static_cast<std::int64_t>(empty ? 0 : changes.size());
    std::string text = magic + its_version + std::string(15, '\0');
    text +=
        big_endian(ut_flags, 4) + big_endian(standard_flags, 4) + big_endian(leaps_in(empty), 4);
    text += big_endian(times, 4) + big_endian(times + 1, 4);
    return text + big_endian(static_cast<std::int64_t>(letters.size()), 4);
  }

  std::string types(bool empty) const {
    std::string text = big_endian(first_offset, 4) + std::string(2, '\0');
    for (const auto& change : changes) {
      if (!empty) text += big_endian(change.second, 4) + std::string(2, '\0');
    }
    return text + letters;
  }

  /// What stands behind the letters: leap seconds and flags, which nobody reads here.
  std::string rest(int width) const {
    const int seconds = leaps_in(width == 4) * (width + 4);
    return std::string(static_cast<std::size_t>(seconds + standard_flags + ut_flags), '\0');
  }

  std::string bytes() const {
    std::string text = header(version, true) + types(true) + rest(4);
    text += header(version_of_block, false);
    for (const auto& change : changes) text += big_endian(change.first, 8);
    for (std::size_t n = 0; n < changes.size(); ++n) {
      text += static_cast<char>(index_of_change < 0 ? static_cast<int>(n) + 1 : index_of_change);
    }
    text += types(false) + rest(8) + footer;
    return text.substr(0, text.size() - cut);
  }
};

std::optional<Zone> read(const File& file) { return read_zone("made", file.bytes()); }

std::chrono::seconds offset_at(const Zone& zone, std::int64_t second) {
  return zone.offset_at(Instant{std::chrono::seconds{second}});
}

struct Case {
  const char* what;
  File file;
  bool reads;

  friend std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.what; }
};

const Case cases[] = {
    {"as it should be", {}, true},
    {"of version 3", {.version = '3', .version_of_block = '3'}, true},
    {"of version 1", {.version = '\0'}, false},
    {"a block of version 1", {.version_of_block = '\0'}, false},
    {"another magic word", {.magic = "TZis"}, false},
    {"leap seconds", {.leaps = 1}, false},
    {"leap seconds in the old block alone, which is skipped", {.leaps_of_old = 2}, true},
    {"flags behind the letters", {.ut_flags = 1, .standard_flags = 1}, true},
    {"no letters", {.letters = ""}, false},
    {"an offset just less than 26 hours", {.first_offset = 26 * 3600 - 1}, true},
    {"an offset of 26 hours", {.first_offset = 26 * 3600}, false},
    {"an offset just more than -25 hours", {.first_offset = -25 * 3600 + 1}, true},
    {"an offset of -25 hours", {.first_offset = -25 * 3600}, false},
    {"changes in order", {.changes = {{100, 0}, {101, 3600}}}, true},
    {"two changes at once", {.changes = {{100, 0}, {100, 3600}}}, false},
    {"changes out of order", {.changes = {{100, 0}, {99, 3600}}}, false},
    {"the last type there is", {.changes = {{100, 0}}, .index_of_change = 1}, true},
    {"a type that there is not", {.changes = {{100, 0}}, .index_of_change = 2}, false},
    {"no line end at the end", {.footer = "\n"}, false},
    {"no line end before the rule", {.footer = "x\n"}, false},
    {"a rule that is none", {.footer = "\nnonsense here\n"}, false},
    {"cut in the footer", {.cut = 1}, false},
    {"cut in the block", {.cut = 5}, false},
};

constexpr std::int64_t year_2200 = 7'258'118'400;

}  // namespace

BOOST_DATA_TEST_CASE(a_zone_file_is_read_or_refused_at_its_bounds, data::make(cases)) {
  BOOST_TEST(read(sample.file).has_value() == sample.reads);
}

BOOST_AUTO_TEST_CASE(a_change_holds_from_its_very_second) {
  const auto zone = read({.first_offset = 3600, .changes = {{1000, 7200}}});
  BOOST_TEST_REQUIRE(zone.has_value());
  BOOST_TEST(offset_at(*zone, 999).count() == 3600);
  BOOST_TEST(offset_at(*zone, 1000).count() == 7200);
}

BOOST_AUTO_TEST_CASE(a_rule_is_written_out_behind_the_last_change) {
  // From 1960 on, summer time by the rule of the footer; the rule says nothing of before.
  const auto zone = read({.first_offset = 3600,
                          .changes = {{-315'619'200, 3600}},
                          .footer = "\nCET-1CEST,M3.5.0,M10.5.0/3\n"});
  BOOST_TEST_REQUIRE(zone.has_value());
  BOOST_TEST(offset_at(*zone, -331'000'000).count() == 3600);   // July 1959
  BOOST_TEST(offset_at(*zone, -299'000'000).count() == 7200);   // July 1960
  BOOST_TEST(offset_at(*zone, 4'118'000'000).count() == 7200);  // July 2100
  BOOST_TEST(offset_at(*zone, 4'102'500'000).count() == 3600);  // January 2100
}

BOOST_AUTO_TEST_CASE(a_change_past_the_rule_is_the_last_one) {
  const auto zone = read({.first_offset = 3600,
                          .changes = {{year_2200, 0}},
                          .footer = "\nCET-1CEST,M3.5.0,M10.5.0/3\n"});
  BOOST_TEST_REQUIRE(zone.has_value());
  BOOST_TEST(offset_at(*zone, 4'118'000'000).count() == 3600);
  BOOST_TEST(offset_at(*zone, year_2200).count() == 0);
}

BOOST_AUTO_TEST_CASE(a_rule_that_runs_over_new_year_adds_nothing_behind_a_change_of_2101) {
  // Summer ends 167 hours after the last day of the year began, so that of 2100 in January 2101.
  constexpr std::int64_t year_2101 = 4'133'980'800;
  const auto zone = read({.first_offset = 3600,
                          .changes = {{year_2101, 0}},
                          .footer = "\nCET-1CEST,M3.5.0,J365/167\n"});
  BOOST_TEST_REQUIRE(zone.has_value());
  BOOST_TEST(offset_at(*zone, year_2101 + 20 * 86'400).count() == 0);
}

BOOST_AUTO_TEST_CASE(the_only_change_of_a_zone_skips_its_hour) {
  // In 1960, before the clock of computers began.
  constexpr std::int64_t change = -300'000'000;
  const auto zone = read({.first_offset = 0, .changes = {{change, 3600}}});
  BOOST_TEST_REQUIRE(zone.has_value());
  const auto half_past = zone->local(Instant{std::chrono::seconds{change - 1}});
  const auto reading =
      zone->read({half_past.date, half_past.since_midnight + std::chrono::minutes{30}});
  BOOST_TEST((reading.kind == LocalReading::Kind::missing));
  BOOST_TEST(reading.first.time_since_epoch().count() == change);
}
