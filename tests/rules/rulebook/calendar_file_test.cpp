// A rulebook that brings its own calendar; the example is the one in docs/calendars.md.
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "rules/rulebook/timeline.hpp"
#include "support.hpp"

namespace {

using namespace termijn::rules;
namespace tests = termijn::tests;

/// The TOML blocks of one chapter of the document.
std::vector<std::string> example() {
  const std::string document = tests::contents("docs/calendars.md");
  const auto chapter = document.find("## A calendar of a rulebook's own");
  BOOST_TEST_REQUIRE(chapter != std::string::npos);
  const auto end = document.find("\n## ", chapter + 3);
  const std::string fence = "```toml\n";
  std::vector<std::string> blocks;
  for (auto at = document.find(fence, chapter); at < end; at = document.find(fence, at)) {
    at += fence.size();
    blocks.push_back(document.substr(at, document.find("```", at) - at));
  }
  return blocks;
}

/// A region above the call whose `[time]` names the calendar `BE`.
Loaded load_with(const std::string& calendar, const std::string& time) {
  std::string base = tests::contents("tests/golden/layers/base.toml");
  const std::string named = "calendar  = \"BE\"\n";
  const auto at = base.find(named);
  BOOST_TEST_REQUIRE(at != std::string::npos);
  return tests::load({{"kust/base.toml", base},
                      {"kust/region.toml", tests::contents("tests/golden/layers/region.toml")},
                      {"kust/stad-kust.toml", calendar},
                      {"kust/own.toml", "schema = 1\nextends = \"region.toml\"\n\n" + time}},
                     "kust/own.toml");
}

std::string end_of_rebuttal(const Rulebook& book) {
  const auto window =
      milestone_window(book, "rebuttal", {{"told", *parse_rfc3339("2023-07-07T10:00:00+02:00")}});
  BOOST_TEST_REQUIRE(window.closes.has_value(), window.fault);
  return to_string(last_day(window.closes->closes, window.closes->inclusive, *book.zone));
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_example_of_the_guide_counts_as_it_says) {
  const auto blocks = example();
  BOOST_TEST_REQUIRE(blocks.size() == 2U);
  const Loaded loaded = load_with(blocks[0], blocks[1]);
  BOOST_TEST_REQUIRE(loaded.rulebook.has_value(), tests::found(loaded));
  BOOST_TEST(loaded.rulebook->calendar.id() == "stad-kust");
  BOOST_TEST(end_of_rebuttal(*loaded.rulebook) == "2023-07-25");
  const Loaded plain = load_with(blocks[0], "");
  BOOST_TEST(end_of_rebuttal(*plain.rulebook) == "2023-07-24");
}

BOOST_AUTO_TEST_CASE(the_calendar_is_a_part_of_the_rulebook_and_its_digest) {
  const auto blocks = example();
  const Loaded loaded = load_with(blocks[0], blocks[1]);
  const Loaded again = tests::load({{"whole.toml", loaded.rulebook->resolved}}, "whole.toml");
  BOOST_TEST_REQUIRE(again.rulebook.has_value(), tests::found(again));
  BOOST_TEST((again.rulebook->digest == loaded.rulebook->digest));
  BOOST_TEST((again.rulebook->calendar.holidays() == loaded.rulebook->calendar.holidays()));
  std::string other = blocks[0];
  other.replace(other.find("2023-07-24"), 10, "2023-07-25");
  BOOST_TEST((load_with(other, blocks[1]).rulebook->digest != loaded.rulebook->digest));
}

BOOST_AUTO_TEST_CASE(a_fault_in_the_file_is_shown_in_the_file) {
  const auto blocks = example();
  std::string spoiled = blocks[0];
  spoiled.replace(spoiled.find("\"07-11\""), 7, "\"07-32\"");
  const Loaded loaded = load_with(spoiled, blocks[1]);
  BOOST_TEST_REQUIRE(loaded.diagnostics.size() == 1U, tests::found(loaded));
  const Diagnostic& found = loaded.diagnostics.front();
  BOOST_TEST(found.code == "E0167");
  const Source& source = loaded.sources->at(found.primary.span.source);
  BOOST_TEST(source.name() == "kust/stad-kust.toml");
  BOOST_TEST(source.place(found.primary.span.begin).line == 8U);
}

BOOST_AUTO_TEST_CASE(refuses_a_calendar_that_is_not_there_or_not_its_own) {
  const auto blocks = example();
  const auto code_of = [](const Loaded& loaded) {
    return loaded.diagnostics.size() == 1U ? loaded.diagnostics.front().code : tests::found(loaded);
  };
  BOOST_TEST(code_of(load_with(blocks[0], "[time]\ncalendar-file = \"weg.toml\"\n")) == "E0503");
  BOOST_TEST(code_of(load_with(blocks[0], "[time]\ncalendar-file = 3\n")) == "E0506");
  BOOST_TEST(code_of(load_with(blocks[0], blocks[1] + "calendar = \"NL\"\n")) == "E0167");
  std::string taken = blocks[0];
  taken.replace(taken.find("stad-kust"), 9, "NL");
  BOOST_TEST(code_of(load_with(taken, blocks[1])) == "E0167");
}
