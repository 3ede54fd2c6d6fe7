#include <regex>
#include <set>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "rules/time/limit.hpp"
#include "tests/rules/time/zones.hpp"
#include "tests/support/files.hpp"

// The worked time limits of tests/vectors/timelaw.tsv. Each row without a flag
// whose rule set is one of our regimes is counted here, from the row's own words.

using namespace termijn::rules;
using termijn::tests::zone;
namespace data = boost::unit_test::data;
namespace chr = std::chrono;

namespace {

// Rows whose rule is a phrase, not a period; the tests of moments resolve them.
const std::set<std::string> phrase_rows{"V45"};

struct Row {
  std::string id, rule_set, start, rule, last_local, closes_utc;

  friend std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.id << ' ' << row.rule_set << ' ' << row.start << " + " << row.rule;
  }
};

struct Law {
  const Regime& regime;
  Calendar calendar;
};

std::optional<Law> law_of(const std::string& rule_set) {
  const auto law = [](const char* regime, const char* calendar) {
    return Law{*builtin_regime(regime), *builtin_calendar(calendar)};
  };
  if (rule_set == "EU1182") return law("eu-1182-71", "BE");
  if (rule_set == "BW1.7") return law("be-civil", "BE");
  if (rule_set == "GERW") return law("be-judicial", "BE");
  if (rule_set == "PLAIN") return law("plain", "BE");
  if (rule_set == "NL-ATW") return law("nl-atw", "NL");
  if (rule_set == "CAL-FL") return law("be-civil", "BE-VLG");
  if (rule_set != "CAL-26DEC") return std::nullopt;
  Law closed = law("be-civil", "BE");
  for (int year = 2000; year <= 2050; ++year) {
    closed.calendar = closed.calendar.with_closing_day(chr::year{year} / 12 / 26, "closing day");
  }
  return closed;
}

std::vector<Row> rows() {
  std::vector<Row> found;
  for (auto cells : termijn::tests::table("tests/vectors/timelaw.tsv")) {
    cells.resize(8);
    const bool flagged = !cells[7].empty();
    if (flagged || !law_of(cells[1])) continue;
    found.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]});
  }
  return found;
}

/// `Fri 2023-06-09 09:00`; a row without an hour happens at noon.
Instant event_of(const std::string& start) {
  static const std::regex shape(R"((?:(\w{3}) )?(\d{4}-\d\d-\d\d)(?: (\d\d):(\d\d))?)");
  std::smatch match;
  BOOST_TEST_REQUIRE(std::regex_search(start, match, shape), start);
  const Date date = parse_iso_date(match[2].str()).value();
  BOOST_TEST(weekday_name(weekday_of(date)).starts_with(match[1].str()), start);
  const chr::seconds time =
      match[3].matched ? chr::hours{std::stoi(match[3])} + chr::minutes{std::stoi(match[4])}
                       : chr::hours{12};
  return zone().read({date, time}).first;
}

std::optional<Period> period_of(const std::string& rule) {
  static const std::regex shape(
      R"((\d+) (hour|day|dag|working day|werkdag|week|month|maand|year|jaar))");
  static const std::map<std::string, Unit> units{
      {"hour", Unit::hour},          {"day", Unit::day},     {"dag", Unit::day},
      {"week", Unit::week},          {"month", Unit::month}, {"maand", Unit::month},
      {"year", Unit::year},          {"jaar", Unit::year},   {"working day", Unit::working_day},
      {"werkdag", Unit::working_day}};
  std::smatch match;
  if (!std::regex_search(rule, match, shape)) return std::nullopt;
  return Period{std::stoi(match[1]), units.at(match[2])};
}

Direction direction_of(const Row& row) {
  const bool before =
      row.rule.find("before") != std::string::npos || row.start.starts_with("target");
  return before ? Direction::before : Direction::after;
}

/// `Fri 2023-06-23 24:00` is the end of that day; `Sun 2023-06-11
/// 11:00:00+0200` a clock time.
void check_last_local(const Row& row, const Limit& limit) {
  const auto date = parse_iso_date(row.last_local.substr(4, 10));
  BOOST_TEST_REQUIRE(date.has_value(), row.last_local);
  BOOST_TEST(weekday_name(weekday_of(*date)).starts_with(row.last_local.substr(0, 3)));
  if (row.last_local.ends_with("24:00")) {
    BOOST_TEST(!limit.inclusive);
    BOOST_TEST(rfc3339(limit.closes) == rfc3339(zone().start_of_day(add_days(*date, 1))));
    return;
  }
  BOOST_TEST(limit.inclusive);
  const std::string clock = row.last_local.substr(15, 8);
  const std::string offset = row.last_local.substr(23, 3) + ":" + row.last_local.substr(26, 2);
  BOOST_TEST(rfc3339(limit.closes, zone()) == to_string(*date) + "T" + clock + offset);
}

}  // namespace

BOOST_DATA_TEST_CASE(counts_the_worked_limits, data::make(rows())) {
  const auto period = period_of(sample.rule);
  if (phrase_rows.contains(sample.id)) {
    BOOST_TEST(!period.has_value());
    return;
  }
  BOOST_TEST_REQUIRE(period.has_value(), "neither a period nor listed as a phrase");
  const Law law = law_of(sample.rule_set).value();
  const Counting counting{law.regime, law.calendar, zone()};
  const auto result = count_limit(event_of(sample.start), *period, direction_of(sample), counting);
  BOOST_TEST_REQUIRE(std::holds_alternative<Limit>(result));
  const Limit& limit = std::get<Limit>(result);
  BOOST_TEST(rfc3339(limit.closes) == sample.closes_utc);
  check_last_local(sample, limit);
}

BOOST_AUTO_TEST_CASE(the_table_has_such_rows) {
  std::size_t periods = 0;
  for (const Row& row : rows()) periods += phrase_rows.contains(row.id) ? 0 : 1;
  BOOST_TEST(periods >= 22u);
  BOOST_TEST_MESSAGE(periods << " worked limits counted");
}
