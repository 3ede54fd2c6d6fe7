#include <algorithm>
#include <iostream>
#include <regex>

#include <boost/test/unit_test.hpp>

#include "tests/rules/language/moment/support.hpp"
#include "tests/support/files.hpp"

using namespace termijn::rules;
using termijn::tests::ask;
using termijn::tests::Asking;

// The table of real phrases (tests/vectors/README.md) as a score: how many rows
// are read right, how many are refused, and that none is misread.
namespace {

struct Row {
  std::string id;
  std::string phrase;
  std::string wanted;  ///< `EXACT, year inferred`, `VAGUE`, …
  std::string meaning;

  bool is(const char* kind) const { return wanted.starts_with(kind); }
};

std::vector<Row> rows() {
  std::vector<Row> all;
  for (const auto& cells : termijn::tests::table("tests/vectors/phrases.tsv")) {
    all.push_back({cells.at(0), cells.at(1), cells.at(2), cells.at(3)});
  }
  return all;
}

/// The half-open intervals written in an interpretation.
std::vector<Window> intervals(const std::string& meaning) {
  static const std::regex written(R"(([\[(])(-inf|\d{4}-[^,]*), ([^,\])]*)([\])]))");
  std::vector<Window> all;
  for (std::sregex_iterator at(meaning.begin(), meaning.end(), written), end; at != end; ++at) {
    Window window;
    window.from = parse_rfc3339((*at)[2].str());
    window.until = parse_rfc3339((*at)[3].str());
    window.until_inclusive = (*at)[4] == "]";
    if (window.from || window.until) all.push_back(window);
  }
  return all;
}

/// The context that the row's source gave: the year where none is written, the
/// asker's zone, whether the phrase was a closing date.
Asking asking_of(const Row& row) {
  Asking asking;
  std::smatch year;
  static const std::regex four_digits(R"(\b(20|19)\d\d\b)");
  const bool has_intervals = !intervals(row.meaning).empty();
  const bool inferred = row.wanted.find("year inferred") != std::string::npos ||
                        (row.is("AMBIGUOUS") && has_intervals);
  if (inferred && std::regex_search(row.meaning, year, four_digits)) {
    asking.year = std::stoi(year.str());
  }
  if (row.meaning.find("(-inf") != std::string::npos) asking.as = ReadAs::deadline;
  if (row.meaning.find("+00:00") != std::string::npos) asking.zone = "Europe/London";
  return asking;
}

/// What a row's words in the last column but one come to, where they are no interval.
std::vector<Window> spelled_out(const Row& row) {
  // The hour of T173 stands elsewhere in its source: the phrase says the day alone.
  static const std::regex day(
      R"(^(\d{4}-\d\d-\d\d)(, zone unstated| 17:00 in the applicant zone))");
  std::smatch found;
  if (!std::regex_search(row.meaning, found, day)) return {};
  const auto zone = termijn::tests::zones()("Europe/Brussels");
  return {{.from = std::nullopt,
           .until = zone->start_of_day(add_days(*parse_iso_date(found[1].str()), 1))}};
}

enum class Mark { right, refused, misread };

Mark mark_exact(const Row& row, const Moment& moment) {
  if (moment.kind != MomentClass::exact) return Mark::refused;
  std::smatch found;
  if (std::regex_search(row.meaning, found, std::regex(R"(^(\d+) closings)"))) {
    const bool all = moment.sessions.size() == static_cast<std::size_t>(std::stoi(found[1].str()));
    return all ? Mark::right : Mark::misread;
  }
  auto wanted = intervals(row.meaning);
  if (wanted.empty()) wanted = spelled_out(row);
  return moment.sessions == wanted ? Mark::right : Mark::misread;
}

bool lists(const Moment& moment, const Window& wanted) {
  return std::any_of(moment.readings.begin(), moment.readings.end(), [&](const Reading& reading) {
    return reading.sessions == std::vector<Window>{wanted};
  });
}

/// `anchor = receipt; +15 calendar days`
bool same_period(const Row& row, const Moment& moment) {
  static const std::regex written(
      R"(([+-]) ?(\d+) (calendar |working )?(hour|day|week|month|year))");
  std::smatch found;
  if (!moment.relative) return false;
  // `anchor = event year Y; until 15 Sept Y-1`: no period is counted, a day of a year is named.
  if (!std::regex_search(row.meaning, found, written)) return !moment.relative->day.empty();
  const std::string unit = found[3] == "working " ? "working-day" : found[4].str();
  return moment.relative->period.amount == std::stoi(found[2].str()) &&
         to_string(moment.relative->period.unit) == unit &&
         (moment.relative->direction == Direction::after) == (found[1] == "+");
}

Mark mark(const Row& row, const Moment& moment) {
  if (row.is("EXACT")) return mark_exact(row, moment);
  if (moment.kind == MomentClass::exact) return Mark::misread;
  bool right = false;
  if (row.is("VAGUE")) right = moment.kind == MomentClass::vague;
  if (row.is("RULE")) right = moment.kind == MomentClass::recurring;
  if (row.is("RELATIVE")) {
    if (moment.kind == MomentClass::relative && !same_period(row, moment)) return Mark::misread;
    right = moment.kind == MomentClass::relative;
  }
  if (row.is("AMBIGUOUS")) {
    const auto wanted = intervals(row.meaning);
    right = moment.kind == MomentClass::ambiguous &&
            std::all_of(wanted.begin(), wanted.end(),
                        [&](const Window& window) { return lists(moment, window); });
  }
  return right ? Mark::right : Mark::refused;
}

void tell(const Row& row, const Moment& moment, Mark given) {
  std::cout << (given == Mark::misread ? "MISREAD " : "refused ") << row.id << " " << row.phrase
            << "\n    wanted " << row.wanted << ": " << row.meaning << "\n    got    "
            << termijn::tests::answer(moment) << "\n";
  for (const Diagnostic& diagnostic : moment.diagnostics) {
    std::cout << "    " << diagnostic.code << " " << diagnostic.message << "\n";
  }
  for (const Reading& reading : moment.readings) {
    std::cout << "    reading " << termijn::tests::shown(reading.sessions) << "\n";
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(reads_real_phrases_and_misreads_none) {
  int right = 0;
  int refused = 0;
  int misread = 0;
  for (const Row& row : rows()) {
    const Moment moment = ask(row.phrase, asking_of(row));
    const Mark given = mark(row, moment);
    if (given == Mark::right) ++right;
    if (given == Mark::refused) ++refused;
    if (given == Mark::misread) ++misread;
    if (given != Mark::right) tell(row, moment, given);
  }
  const int all = right + refused + misread;
  std::cout << "phrases: " << right << " of " << all << " right, " << refused << " refused, "
            << misread << " misread\n";
  BOOST_TEST(misread == 0);
  BOOST_TEST(right >= 102);
}
