#include <map>
#include <tuple>

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
      {"deadline: {}", "deadline: {}"},
      {"verlengd tot en met {}", "extended until {}"},
      {"{} om 17u Brussels time", "{} at 5 p.m. (Brussels time)"},
      {"uiterlijk {} om 24.00 uur", "by the end of the day on {}"},
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

BOOST_AUTO_TEST_CASE(before_and_by_from_and_after_differ_by_exactly_the_unit) {
  const auto zone = termijn::tests::zones()("Europe/Brussels");
  BOOST_TEST(rc::check([&zone] {
    const Date date = any_date();
    const auto edge = [&](const char* word, const std::string& unit) {
      const Moment moment = ask(std::string(word) + " " + unit);
      RC_ASSERT(moment.kind == MomentClass::exact);
      const Window& window = moment.sessions.at(0);
      return zone->local(window.until ? *window.until : *window.from).date;
    };
    const Date month = std::chrono::year_month_day{date.year(), date.month(), std::chrono::day{1}};
    const auto [unit, first,
                last] = *rc::gen::elementOf(std::vector<std::tuple<std::string, Date, Date>>{
        {in_dutch(date), date, add_days(date, 1)},
        {"de week van " + in_dutch(date), iso_week_start(date), add_days(iso_week_start(date), 7)},
        {fmt::format("{} {}", month_name(date.month()), static_cast<int>(date.year())), month,
         add_months(month, 1)},
    });
    RC_ASSERT(edge("before", unit) == first);
    RC_ASSERT(edge("uiterlijk", unit) == last);
    RC_ASSERT(edge("from", unit) == first);
    RC_ASSERT(edge("after", unit) == last);
  }));
}

namespace {

/// Every style in which a whole date with its year can be written.
std::vector<std::string> styles(Date date) {
  constexpr const char* short_dutch[] = {"jan.", "feb.", "mrt.",  "apr.", "mei",  "juni",
                                         "juli", "aug.", "sept.", "okt.", "nov.", "dec."};
  const auto day = static_cast<unsigned>(date.day());
  const auto month = static_cast<unsigned>(date.month());
  const auto year = static_cast<int>(date.year());
  const std::string english(month_name(date.month()));
  const char* const suffix = day % 10 == 1 && day != 11   ? "st"
                             : day % 10 == 2 && day != 12 ? "nd"
                             : day % 10 == 3 && day != 13 ? "rd"
                                                          : "th";
  return {
      in_dutch(date),
      in_english(date),
      to_string(date),
      fmt::format("{:02}/{:02}/{}", day, month, year),
      fmt::format("{}/{}/{}", day, month, year),
      fmt::format("{:02}-{:02}-{}", day, month, year),
      fmt::format("{:02}.{:02}.{}", day, month, year),
      fmt::format("{:02}/{:02}/{:02}", day, month, year % 100),
      fmt::format("{} {} {}", day, short_dutch[month - 1], year),
      fmt::format("{}e {} {}", day, dutch_months[month - 1], year),
      fmt::format("{}{} {} {}", day, suffix, english, year),
      fmt::format("{}{} of {}, {}", day, suffix, english, year),
      fmt::format("{} {}, {}", english, day, year),
      fmt::format("{}. {}{}, {}", english.substr(0, 3), day, suffix, year),
      fmt::format("{}, {} {} {}", weekday_name(weekday_of(date)), day, english, year),
      fmt::format("{} {} '{:02}", day, dutch_months[month - 1], year % 100),
  };
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_date_is_read_in_every_style_it_is_written_in) {
  BOOST_TEST(rc::check([] {
    const Date date = any_date();
    const auto zone = termijn::tests::zones()("Europe/Brussels");
    for (const std::string& written : styles(date)) {
      const Moment moment = ask(written);
      RC_LOG(written);
      RC_ASSERT(moment.kind == MomentClass::exact);
      RC_ASSERT(moment.sessions.size() == 1U);
      RC_ASSERT(moment.sessions[0].from == zone->start_of_day(date));
      RC_ASSERT(moment.sessions[0].until == zone->start_of_day(add_days(date, 1)));
    }
  }));
}

BOOST_AUTO_TEST_CASE(every_sure_answer_shows_its_working) {
  BOOST_TEST(rc::check([] {
    const auto& [dutch, english] = *rc::gen::elementOf(frames());
    const Moment moment = ask(filled(dutch, in_dutch(any_date())), {.as = ReadAs::deadline});
    RC_PRE(moment.kind == MomentClass::exact);
    RC_ASSERT(!moment.working.empty());
  }));
}

BOOST_AUTO_TEST_CASE(a_phrase_of_a_thousand_bytes_is_bounded) {
  BOOST_TEST(rc::check([] {
    const auto more = static_cast<std::size_t>(*rc::gen::inRange(0, 40));
    const std::string phrase = "15 mei 2023" + std::string(980 + more, ' ');
    RC_ASSERT((ask(phrase).kind == MomentClass::exact) == (phrase.size() <= 1000));
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

BOOST_AUTO_TEST_CASE(random_characters_never_do_harm) {
  BOOST_TEST(rc::check([] {
    std::string phrase = "15 mei 2023 ";
    for (const int code : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0x80, 0x800))) {
      phrase += static_cast<char>(0xC0 | (code >> 6));
      phrase += static_cast<char>(0x80 | (code & 0x3F));
    }
    RC_ASSERT(sound(ask(phrase)));
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
