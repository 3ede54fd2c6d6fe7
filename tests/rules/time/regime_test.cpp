#include "rules/time/regime.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "rules/time/limit.hpp"

using namespace termijn::rules;
namespace data = boost::unit_test::data;

namespace {

struct Spoiled {
  const char* find;  ///< What of the plain regime's text …
  const char* put;   ///< … becomes what.
  std::uint32_t line;
  const char* says;

  friend std::ostream& operator<<(std::ostream& out, const Spoiled& row) { return out << row.put; }
};

const Spoiled spoiled[] = {
    {"counts = false", "counts = 0", 6, "'counts' must be true or false"},
    {"\"clamp\"", "\"snap\"", 9, "'rule' must be \"clamp\" or \"day-before\""},
    {"over = []", "over = [\"friday\"]", 15, "'friday' is none of saturday, sunday, holidays"},
    {"over = []", "over = [5]", 15, "'over' must be a list of texts"},
    {"[hours]", "[hour]", 11, "unknown key 'hour'"},
    {"law = \"plain calendar arithmetic\"", "law = \"\"", 3, "'law' must be a text"},
};

struct Text {
  const char* text;
  const char* means;

  friend std::ostream& operator<<(std::ostream& out, const Text& row) { return out << row.text; }
};

const Text periods[] = {
    {"14 days", "14 days"},
    {"1 day", "1 day"},
    {"10 working days", "10 working days"},
    {"1 working day", "1 working day"},
    {" 2  weeks ", "2 weeks"},
    {"1 month", "1 month"},
    {"48 hours", "48 hours"},
    {"3 years", "3 years"},
    {"14 dagen", "none"},
    {"days", "none"},
    {"14", "none"},
    {"14days", "none"},
    {"-1 days", "none"},
    {"1.5 days", "none"},
    {"14 days more", "none"},
    {"1234567 days", "none"},
    {"", "none"},
    {"14 Days", "none"},
};

}  // namespace

BOOST_AUTO_TEST_CASE(every_built_in_regime_reads) {
  const auto ids = builtin_regime_ids();
  BOOST_TEST((
      ids == std::vector<std::string>{"plain", "be-civil", "eu-1182-71", "be-judicial", "nl-atw"}));
  for (const std::string& id : ids) {
    std::vector<DataFault> faults;
    const auto read = read_regime(builtin_regime_text(id), faults);
    BOOST_TEST_REQUIRE(read.has_value(), id);
    BOOST_TEST(read->id == id);
    BOOST_TEST(builtin_regime(id)->law == read->law);
  }
  BOOST_TEST(builtin_regime("be-criminal") == nullptr);
  BOOST_TEST(builtin_regime_text("be-criminal").empty());
}

BOOST_AUTO_TEST_CASE(a_rule_cites_its_article_or_else_the_law) {
  BOOST_TEST(builtin_regime("eu-1182-71")->article("least-working-days") == "art. 3(5)");
  BOOST_TEST(builtin_regime("plain")->article("roll") == "plain calendar arithmetic");
}

BOOST_DATA_TEST_CASE(says_where_a_regime_is_wrong, data::make(spoiled)) {
  std::string text(builtin_regime_text("plain"));
  const auto at = text.find(sample.find);
  BOOST_TEST_REQUIRE(at != std::string::npos);
  text.replace(at, std::string_view(sample.find).size(), sample.put);
  std::vector<DataFault> faults;
  BOOST_TEST(!read_regime(text, faults).has_value());
  BOOST_TEST_REQUIRE(!faults.empty());
  BOOST_TEST(faults.front().line == sample.line);
  BOOST_TEST(faults.front().message.starts_with(sample.says), faults.front().message);
}

BOOST_AUTO_TEST_CASE(spoiled_regimes_never_crash) {
  BOOST_TEST(rc::check([] {
    std::string text(builtin_regime_text(*rc::gen::elementOf(builtin_regime_ids())));
    for (int n = *rc::gen::inRange(0, 6); n > 0; --n) {
      text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::arbitrary<char>();
    }
    std::vector<DataFault> faults;
    const bool read = read_regime(text, faults).has_value();
    RC_ASSERT(read == faults.empty());
  }));
}

BOOST_DATA_TEST_CASE(reads_periods, data::make(periods)) {
  const auto period = parse_period(sample.text);
  BOOST_TEST((period ? to_string(*period) : "none") == sample.means);
}

BOOST_AUTO_TEST_CASE(units_have_the_words_of_the_json_contract) {
  BOOST_TEST(to_string(Unit::hour) == "hour");
  BOOST_TEST(to_string(Unit::day) == "day");
  BOOST_TEST(to_string(Unit::working_day) == "working-day");
  BOOST_TEST(to_string(Unit::week) == "week");
  BOOST_TEST(to_string(Unit::month) == "month");
  BOOST_TEST(to_string(Unit::year) == "year");
}

BOOST_AUTO_TEST_CASE(least_working_days_may_hold_for_every_length) {
  std::string text(builtin_regime_text("be-civil"));
  const std::string written = "from-days = 2";
  text.replace(text.find(written), written.size(), "from-days = 0");
  std::vector<DataFault> faults;
  const auto read = read_regime(text, faults);
  BOOST_TEST_REQUIRE(read.has_value());
  BOOST_TEST(read->least_from_days == 0);
}
