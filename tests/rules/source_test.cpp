#include "rules/source.hpp"

#include <boost/test/unit_test.hpp>

#include "rules/diagnostic.hpp"
#include "rules/digest.hpp"

using namespace termijn::rules;

BOOST_AUTO_TEST_CASE(counts_columns_in_characters_not_bytes) {
  const Source source("x.toml", "a\nvóór 1 mei\n");
  BOOST_TEST(source.place(2).line == 2U);
  const Place place = source.place(2 + 7);  // v ó(2) ó(2) r blank = 7 bytes
  BOOST_TEST(place.column == 6U);
  BOOST_TEST(source.offset(place) == 9U);
  BOOST_TEST(source.line_at(4) == "vóór 1 mei");
}

BOOST_AUTO_TEST_CASE(a_place_past_the_end_is_the_end) {
  const Source source("x.toml", "ab");
  BOOST_TEST(source.place(99).column == 3U);
  BOOST_TEST(source.line_start(7) == 2U);
}

BOOST_AUTO_TEST_CASE(shows_both_places_of_a_fault) {
  Sources sources;
  const SourceId id = sources.add("date_against_period.toml", "[x]\nrule = 'a > b'\n");
  Diagnostic fault{.severity = Severity::error,
                   .code = "E0207",
                   .message = "cannot compare a date with a period",
                   .primary = {{id, 16, 17}, "this is a period"},
                   .secondary = {{{id, 12, 13}, "this is a date"}},
                   .help = "add the period to a date first"};
  BOOST_TEST(render(fault, sources) ==
             "error[E0207]: cannot compare a date with a period\n"
             " --> date_against_period.toml:2:13\n"
             "  |\n"
             "2 | rule = 'a > b'\n"
             "  |             ^ this is a period\n"
             "  |\n"
             "2 | rule = 'a > b'\n"
             "  |         - this is a date\n"
             "  = help: add the period to a date first\n");
}

BOOST_AUTO_TEST_CASE(sorts_by_place_and_says_each_fault_once) {
  const Diagnostic late{.code = "E1", .message = "m", .primary = {{0, 9, 10}, ""}};
  const Diagnostic early{.code = "E1", .message = "m", .primary = {{0, 1, 2}, ""}};
  const auto all = sorted({late, early, late});
  BOOST_TEST_REQUIRE(all.size() == 2U);
  BOOST_TEST(all[0].primary.span.begin == 1U);
}

BOOST_AUTO_TEST_CASE(suggests_only_what_is_near) {
  BOOST_TEST(nearest("deadlnie", {"launch", "deadline"}) == "deadline");
  BOOST_TEST(nearest("xyz", {"launch", "deadline"}).empty());
  // Two letters swapped are one slip.
  BOOST_TEST(nearest("nmae", {"id", "name"}) == "name");
}

// FIPS 180-4, the example of the abbreviation "abc".
BOOST_AUTO_TEST_CASE(sha256_of_the_standard_example) {
  BOOST_TEST(hex(sha256("abc")) ==
             "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  BOOST_TEST(hex(sha256("a", "b", "c")) == hex(sha256("abc")));
}
