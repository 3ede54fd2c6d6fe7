#include <map>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <rapidcheck.h>

#include "rules/language/moment/detail/lexicon.hpp"
#include "tests/rules/language/moment/support.hpp"

using namespace termijn::rules;
using termijn::tests::answer;
using termijn::tests::ask;

namespace {

constexpr const char* dutch_months[] = {"januari",   "februari", "maart",    "april",
                                        "mei",       "juni",     "juli",     "augustus",
                                        "september", "oktober",  "november", "december"};

Date any_date() {
  const int day = *rc::gen::inRange(0, 365 * 30);
  return add_days(*parse_iso_date("2005-01-01"), day);
}

std::string in_dutch(Date date) {
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                     dutch_months[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()));
}

std::string in_english(Date date) {
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()), month_name(date.month()),
                     static_cast<int>(date.year()));
}

const std::map<std::string, std::string>& frames() {
  static const std::map<std::string, std::string> pairs = {
      {"voor {}", "before {}"},
      {"uiterlijk {}", "at the latest {}"},
      {"vanaf {}", "from {}"},
      {"na {}", "after {}"},
      {"{}", "{}"},
      {"week van {}", "week of {}"},
      {"{} om 12u00", "{} at 12:00"},
      {"{} (voormiddag)", "{} (morning)"},
      {"tot {}", "from 1 January 2001 to {}"},
  };
  return pairs;
}

std::string filled(std::string frame, const std::string& date) {
  frame.replace(frame.find("{}"), 2, date);
  return frame;
}

std::string mangled(const std::string& phrase) {
  std::string out;
  for (const char letter : phrase) {
    if (letter == ' ')
      out += std::string(static_cast<std::size_t>(*rc::gen::inRange(1, 4)), ' ');
    else if (*rc::gen::arbitrary<bool>() && letter >= 'a' && letter <= 'z')
      out += static_cast<char>(letter - 32);
    else
      out += letter;
  }
  return " " + out + "\t";
}

bool sound(const Moment& moment) {
  if (moment.kind != MomentClass::exact)
    return moment.kind == MomentClass::relative || moment.sessions.empty();
  for (const Window& window : moment.sessions) {
    if (!window.from && !window.until) return false;
    if (!window.from || !window.until) continue;
    if (*window.from > *window.until) return false;
    if (*window.from == *window.until && !window.until_inclusive) return false;
  }
  return !moment.sessions.empty();
}

std::vector<std::string> words_of_the_lexicon() {
  std::vector<std::string> words;
  for (const auto lexicon :
       {moment::dutch_lexicon(), moment::english_lexicon(), moment::shared_lexicon()}) {
    for (const moment::Entry& entry : lexicon) {
      std::string_view rest = entry.words;
      while (!rest.empty()) {
        const auto word = rest.substr(0, rest.find('|'));
        words.emplace_back(word);
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
      }
    }
  }
  for (const char* more : {"12u", "23:59", "1", "15", "2023", "12/06/2023", "9/06", "5 mei",
                           "May 4", "14 dagen", "project", "maandag 12", "13u-17u"}) {
    words.emplace_back(more);
  }
  return words;
}

}  // namespace

BOOST_AUTO_TEST_CASE(blanks_and_capitals_change_nothing) {
  BOOST_TEST(rc::check([] {
    const auto& [dutch, english] = *rc::gen::elementOf(frames());
    const std::string phrase =
        filled(*rc::gen::arbitrary<bool>() ? dutch : english, in_dutch(any_date()));
    RC_ASSERT(answer(ask(mangled(phrase))) == answer(ask(phrase)));
  }));
}

BOOST_AUTO_TEST_CASE(dutch_and_english_say_the_same) {
  BOOST_TEST(rc::check([] {
    const Date date = any_date();
    const auto& [dutch, english] = *rc::gen::elementOf(frames());
    RC_PRE(!dutch.starts_with("tot"));
    RC_ASSERT(answer(ask(filled(dutch, in_dutch(date)))) ==
              answer(ask(filled(english, in_english(date)))));
  }));
}

BOOST_AUTO_TEST_CASE(before_and_until_the_end_differ_by_exactly_the_day) {
  BOOST_TEST(rc::check([] {
    const Date date = any_date();
    const auto zone = termijn::tests::zones()("Europe/Brussels");
    const Moment before = ask("voor " + in_dutch(date));
    const Moment until = ask("until the end of " + in_english(date));
    RC_ASSERT(before.sessions.size() == 1U && until.sessions.size() == 1U);
    RC_ASSERT(before.sessions[0].until == zone->start_of_day(date));
    RC_ASSERT(until.sessions[0].until == zone->start_of_day(add_days(date, 1)));
  }));
}

BOOST_AUTO_TEST_CASE(a_weekday_is_accepted_exactly_when_it_is_right) {
  BOOST_TEST(rc::check([] {
    const Date date = any_date();
    const std::chrono::weekday written{static_cast<unsigned>(*rc::gen::inRange(0, 7))};
    const Moment moment = ask(std::string(weekday_name(written)) + " " + in_english(date));
    RC_ASSERT((moment.kind == MomentClass::exact) == (written == weekday_of(date)));
  }));
}

BOOST_AUTO_TEST_CASE(random_bytes_never_do_harm) {
  BOOST_TEST(rc::check([] {
    const auto phrase = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    RC_ASSERT(sound(ask(phrase, {.year = 2023})));
  }));
}

BOOST_AUTO_TEST_CASE(word_salads_never_give_a_window_that_ends_before_it_begins) {
  static const std::vector<std::string> words = words_of_the_lexicon();
  BOOST_TEST(rc::check([] {
    const auto salad = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(words));
    std::string phrase;
    for (const std::string& word : salad) phrase += word + " ";
    RC_ASSERT(sound(ask(phrase, {.year = 2023})));
    RC_ASSERT(sound(ask(phrase, {.as = ReadAs::deadline})));
  }));
}
