#include "rules/language/number.hpp"

#include <limits>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "rules/language/value.hpp"

using namespace termijn::rules;
namespace data = boost::unit_test::data;

namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

Number number(const char* text) { return parse_number(text).value(); }

struct Written {
  const char* text;
  const char* printed;  ///< `none` when it is no number.

  friend std::ostream& operator<<(std::ostream& out, const Written& row) { return out << row.text; }
};

const Written written[] = {
    {"7", "7"},
    {"-7.25", "-7.25"},
    {"7,25", "7.25"},
    {"22/3", "22/3"},
    {"6/4", "1.5"},
    {"007", "7"},
    {"0.10", "0.1"},
    {"-0", "0"},
    {"1/1024", "0.0009765625"},
    {"999999999999999", "999999999999999"},
    {"1234567890123456", "none"},
    {"1234567890.123456", "none"},
    {"1/0", "none"},
    {"", "none"},
    {"-", "none"},
    {".5", "none"},
    {"5.", "none"},
    {"1.2.3", "none"},
    {"1e3", "none"},
    {" 7", "none"},
    {"+7", "none"},
    {"1/-3", "none"},
    {"nan", "none"},
};

struct Rounding {
  const char* number;
  int decimals;
  const char* text;

  friend std::ostream& operator<<(std::ostream& out, const Rounding& row) {
    return out << row.number << " with " << row.decimals;
  }
};

const Rounding roundings[] = {
    {"22/3", 2, "7.33"},  {"2/3", 0, "1"},        {"0.5", 0, "1"}, {"-0.5", 0, "-1"},
    {"0.125", 2, "0.13"}, {"-0.124", 2, "-0.12"}, {"7", 1, "7.0"}, {"-0.001", 2, "0.00"},
};

/// Small enough that three of them never leave the bounds.
Number some_number() {
  const auto top = *rc::gen::inRange<std::int64_t>(-10'000, 10'000);
  return Number::ratio(top, *rc::gen::inRange<std::int64_t>(1, 1'000)).value();
}

}  // namespace

BOOST_DATA_TEST_CASE(reads_and_prints_numbers_exactly, data::make(written)) {
  const auto read = parse_number(sample.text);
  BOOST_TEST((read ? to_string(*read) : "none") == sample.printed);
}

BOOST_DATA_TEST_CASE(rounds_half_away_from_zero, data::make(roundings)) {
  BOOST_TEST(rounded(number(sample.number), sample.decimals) == sample.text);
}

BOOST_AUTO_TEST_CASE(one_third_times_three_is_one) {
  const Number third = Number::ratio(1, 3).value();
  BOOST_TEST((multiply(third, Number(3)) == Number(1)));
  BOOST_TEST((add(add(third, third).value(), third) == Number(1)));
}

BOOST_AUTO_TEST_CASE(arithmetic_that_leaves_64_bits_has_no_result) {
  BOOST_TEST(!add(Number(largest), Number(1)));
  BOOST_TEST(!multiply(Number(largest), Number(2)));
  BOOST_TEST(!divide(Number::ratio(1, largest).value(), Number(2)));
  BOOST_TEST(!divide(Number(1), Number(0)));
  BOOST_TEST(!Number::ratio(std::numeric_limits<std::int64_t>::min(), 1));
  BOOST_TEST((add(Number(largest), Number(-1)) == Number(largest - 1)));
  // Products past 64 bits on the way are no fault when the result fits.
  BOOST_TEST((multiply(Number::ratio(largest, 2).value(), Number(2)) == Number(largest)));
  BOOST_TEST((Number::ratio(largest, largest - 1).value() > Number(1)));
}

BOOST_AUTO_TEST_CASE(arithmetic_keeps_its_laws) {
  BOOST_TEST(rc::check("laws of exact arithmetic", [] {
    const Number a = some_number();
    const Number b = some_number();
    const Number c = some_number();
    RC_ASSERT(add(a, b) == add(b, a));
    RC_ASSERT(multiply(a, b) == multiply(b, a));
    RC_ASSERT(add(*add(a, b), c) == add(a, *add(b, c)));
    RC_ASSERT(multiply(a, *add(b, c)) == add(*multiply(a, b), *multiply(a, c)));
    RC_ASSERT(subtract(*add(a, b), b) == a);
    if (b != Number(0)) RC_ASSERT(multiply(*divide(a, b), b) == a);
    RC_ASSERT((a < b) == (*subtract(b, a) > Number(0)));
  }));
}

BOOST_AUTO_TEST_CASE(what_is_printed_reads_back) {
  BOOST_TEST(rc::check("print and read", [] {
    const Number a = some_number();
    const std::string text = to_string(a);
    if (text.size() <= 15) RC_ASSERT(parse_number(text) == a);
  }));
}

BOOST_AUTO_TEST_CASE(values_print_as_a_trace_shows_them) {
  const auto records = std::make_shared<const std::vector<Record>>(
      std::vector<Record>{{Value("plan.pdf"), Value(Number(3))}, {Value(), Value(Number(1))}});
  BOOST_TEST(to_string(Value()) == "unknown");
  BOOST_TEST(to_string(Value(true)) == "true");
  BOOST_TEST(to_string(Value(Number(7))) == "7");
  BOOST_TEST(to_string(Value("tekst")) == "\"tekst\"");
  BOOST_TEST(to_string(Value(std::vector<Number>{1, 2})) == "[1, 2]");
  BOOST_TEST(to_string(Value(Period{14, Unit::day})) == "14 days");
  BOOST_TEST(to_string(Value(records)) == "[(\"plan.pdf\", 3), (unknown, 1)]");
}

BOOST_AUTO_TEST_CASE(records_compare_by_what_they_hold) {
  const auto one = [] {
    return Value(std::make_shared<const std::vector<Record>>(std::vector<Record>{{Value(true)}}));
  };
  BOOST_TEST((one() == one()));
  BOOST_TEST(!(one() == Value(std::make_shared<const std::vector<Record>>())));
}
