#include <iostream>
#include <sstream>

#include <boost/test/unit_test.hpp>

#include "tests/rules/language/moment/support.hpp"
#include "tests/support/files.hpp"

using namespace termijn::rules;
using termijn::tests::ask;
using termijn::tests::Asking;

// Wordings imitated from calls in Flanders, the Netherlands, the Union, the
// United Kingdom and the United States, each with the answer worked out by hand.
// Almost half of them are traps: a careless reader would take their date.
namespace {

/// `2023-05-15` or `2023-05-15 17:00`, as a clock in Brussels shows it.
std::optional<Instant> instant_of(std::string text, const Zone& zone) {
  while (text.ends_with(' ')) text.pop_back();
  if (text.empty()) return std::nullopt;
  const Date date = *parse_iso_date(text.substr(0, 10));
  if (text.size() == 10) return zone.start_of_day(date);
  const auto number = [&text](std::size_t at) {
    return at < text.size() ? std::stoi(text.substr(at, 2)) : 0;
  };
  const std::chrono::seconds since = std::chrono::hours{number(11)} +
                                     std::chrono::minutes{number(14)} +
                                     std::chrono::seconds{number(17)};
  return zone.read({date, since}).first;
}

/// `A..B`, half-open; `]` closes at B itself, `?` is an alternative, `~` in reserve.
Window window_of(std::string text, const Zone& zone) {
  Window window;
  if (text.ends_with(" ?")) window.certainty = Certainty::alternative;
  if (text.ends_with(" ~")) window.certainty = Certainty::reserve;
  if (window.certainty != Certainty::firm) text.resize(text.size() - 2);
  window.until_inclusive = text.ends_with(']');
  if (window.until_inclusive) text.pop_back();
  const auto dots = text.find("..");
  window.from = instant_of(text.substr(0, dots), zone);
  window.until = instant_of(text.substr(dots + 2), zone);
  return window;
}

std::vector<Window> windows_of(const std::string& cell) {
  const auto zone = termijn::tests::zones()("Europe/Brussels");
  std::vector<Window> windows;
  std::istringstream parts(cell.substr(2));
  for (std::string part; std::getline(parts, part, ';');) {
    windows.push_back(window_of(part.substr(part.find_first_not_of(' ')), *zone));
  }
  return windows;
}

/// `relative +10 working-day`
std::string shown(const RelativeMoment& relative) {
  return std::string("relative ") + (relative.direction == Direction::after ? '+' : '-') +
         std::to_string(relative.period.amount) + " " +
         std::string(to_string(relative.period.unit));
}

bool sure(const Moment& moment) {
  return moment.kind == MomentClass::exact || moment.kind == MomentClass::relative ||
         moment.kind == MomentClass::recurring;
}

bool right(const Moment& moment, const std::string& wanted) {
  if (wanted.starts_with("= ")) {
    return moment.kind == MomentClass::exact && moment.sessions == windows_of(wanted);
  }
  if (wanted == "refused") return !sure(moment);
  if (wanted.starts_with("relative")) return moment.relative && shown(*moment.relative) == wanted;
  return to_string(moment.kind) == wanted;
}

Asking asking_of(const std::vector<std::string>& cells) {
  Asking asking;
  if (!cells.at(3).empty()) asking.year = std::stoi(cells.at(3));
  if (cells.at(2) == "deadline") asking.as = ReadAs::deadline;
  if (cells.at(2) == "start") asking.as = ReadAs::start;
  return asking;
}

void tell(const std::vector<std::string>& cells, const Moment& moment) {
  std::cout << (sure(moment) ? "MISREAD " : "refused ") << cells.at(0) << " " << cells.at(1)
            << "\n    wanted " << cells.at(4) << "\n    got    " << termijn::tests::answer(moment)
            << "\n";
  for (const Diagnostic& diagnostic : moment.diagnostics) {
    std::cout << "    " << diagnostic.code << " " << diagnostic.message << "\n";
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(reads_imitated_wordings_and_misreads_none) {
  int all = 0;
  int good = 0;
  int misread = 0;
  for (const auto& cells : termijn::tests::table("tests/vectors/moments.tsv")) {
    const Moment moment = ask(cells.at(1), asking_of(cells));
    ++all;
    if (right(moment, cells.at(4))) {
      ++good;
      continue;
    }
    if (sure(moment)) ++misread;
    tell(cells, moment);
  }
  std::cout << "wordings: " << good << " of " << all << " right, " << all - good - misread
            << " refused, " << misread << " misread\n";
  BOOST_TEST(misread == 0);
  BOOST_TEST(good * 100 >= all * 95);
}
