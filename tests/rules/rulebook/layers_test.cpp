// Layers: what a region takes over, adds and replaces.

#include <string>

#include <boost/test/unit_test.hpp>

#include "support.hpp"

namespace {

using namespace termijn::rules;
namespace tests = termijn::tests;
using tests::load_with;
using tests::rulebook_with;

}  // namespace

BOOST_AUTO_TEST_CASE(a_value_of_the_upper_layer_takes_the_place_of_the_same_key_below) {
  const Rulebook book = rulebook_with("[region]\nname = \"Oostkust\"\n");
  BOOST_TEST(book.region_name == "Oostkust");
  BOOST_TEST(book.region_id == "westkust");
  BOOST_TEST(book.call_id == "kust-2023");
}

BOOST_AUTO_TEST_CASE(a_region_adds_to_the_lists_of_the_call) {
  const Rulebook book = rulebook_with("[[challenge]]\nnr = 2\nobstacles = [\"debt\"]\n");
  BOOST_TEST_REQUIRE(book.challenges.size() == 2U);
  BOOST_TEST(book.challenges[0].number == 1);
  BOOST_TEST(book.challenges[1].number == 2);
}

BOOST_AUTO_TEST_CASE(a_replaced_table_keeps_its_place_in_the_list) {
  const Rulebook book = rulebook_with(
      "[[criterion]]\nid = \"quality\"\nreplace = true\nname = \"Sterkte\"\nscale = \"1..5\"\n");
  BOOST_TEST_REQUIRE(book.scoring.criteria.size() == 2U);
  BOOST_TEST(book.scoring.criteria[0].name == "Sterkte");
  BOOST_TEST(to_string(book.scoring.criteria[0].high) == "5");
  BOOST_TEST(book.scoring.criteria[1].id == "reach");
}

BOOST_AUTO_TEST_CASE(closing_days_of_call_and_region_add_up) {
  tests::Files all = tests::layers();
  all["base.toml"] += "\n";
  const auto at = all["base.toml"].find("half-days");
  all["base.toml"].insert(at, "closing-days = [{ date = 2023-08-14, name = \"brug\" }]\n");
  all["own.toml"] =
      "schema = 1\nextends = \"region.toml\"\n[time]\nclosing-days = [{ date = 2023-10-31, name = "
      "\"herfst\" }]\nworking-days = [2023-10-28]\n";
  const Loaded loaded = tests::load(all, "own.toml");
  BOOST_TEST_REQUIRE(loaded.rulebook.has_value(), tests::found(loaded));
  const Calendar& calendar = loaded.rulebook->calendar;
  BOOST_TEST_REQUIRE(calendar.holiday(*parse_iso_date("2023-08-14")));
  BOOST_TEST(*calendar.holiday(*parse_iso_date("2023-08-14")) == "brug");
  BOOST_TEST(*calendar.holiday(*parse_iso_date("2023-10-31")) == "herfst");
  BOOST_TEST(calendar.declared_working(*parse_iso_date("2023-10-28")));
}

BOOST_AUTO_TEST_CASE(a_layer_is_looked_for_in_the_folder_of_the_file_that_extends_it) {
  tests::Files all;
  for (const auto& [name, text] : tests::layers()) all["calls/2023/" + name] = text;
  all["regions/own.toml"] = "schema = 1\nextends = \"../calls/./2023/region.toml\"\n";
  const Loaded loaded = tests::load(all, "regions/own.toml");
  BOOST_TEST(loaded.rulebook.has_value(), tests::found(loaded));
  BOOST_TEST(loaded.sources->at(2).name() == "calls/2023/base.toml");
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_a_fault_of_the_file_itself) {
  const Loaded loaded = tests::load({}, "none.toml");
  BOOST_TEST_REQUIRE(loaded.diagnostics.size() == 1U);
  BOOST_TEST(loaded.diagnostics.front().code == "E0503");
  BOOST_TEST(tests::found(loaded).find("none.toml:1:1") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(several_faults_are_reported_in_one_run_each_at_its_place) {
  const Loaded loaded = load_with(
      "[region]\nnmae = \"x\"\n[time]\nregime = \"be-civiel\"\n[timeline]\ndeadline = 7\n"
      "[[channel]]\nid = \"post\"\n");
  std::string codes;
  for (const Diagnostic& one : loaded.diagnostics) codes += one.code + " ";
  BOOST_TEST(codes == "E0505 E0517 E0506 E0507 ", tests::found(loaded));
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_does_not_shift_the_places) {
  tests::Files all = tests::layers();
  all["own.toml"] = "\xEF\xBB\xBFschema = 2\nextends = \"region.toml\"\n";
  const Loaded loaded = tests::load(all, "own.toml");
  BOOST_TEST_REQUIRE(loaded.diagnostics.size() == 1U, tests::found(loaded));
  const Span span = loaded.diagnostics.front().primary.span;
  BOOST_TEST(loaded.sources->at(0).text().substr(span.begin, span.end - span.begin) == "2");
}

BOOST_AUTO_TEST_CASE(letters_of_several_bytes_do_not_shift_the_places) {
  const Loaded loaded =
      load_with("[region]\nname = \"Één café\" # é\nmunicipalities = [\"é\", 7]\n");
  BOOST_TEST_REQUIRE(loaded.diagnostics.size() == 1U, tests::found(loaded));
  const Span span = loaded.diagnostics.front().primary.span;
  BOOST_TEST(loaded.sources->at(0).text().substr(span.begin, span.end - span.begin) == "7");
}

BOOST_AUTO_TEST_CASE(a_file_out_of_all_proportion_is_refused_before_it_is_parsed) {
  std::string dots = "a";
  for (int i = 0; i < 4'000; ++i) dots += ".a";
  std::string lines;
  for (int i = 0; i < 500'001; ++i) lines += "#\n";
  for (const std::string& text : {lines, std::string(10'001, '#'), dots + " = 1\n"}) {
    const Loaded loaded = tests::load({{"own.toml", text}}, "own.toml");
    BOOST_TEST_REQUIRE(loaded.diagnostics.size() == 1U);
    BOOST_TEST(loaded.diagnostics.front().code == "E0501");
  }
}

BOOST_AUTO_TEST_CASE(more_tables_than_any_call_has_are_refused) {
  std::string own;
  for (int i = 2; i < 1'100; ++i) {
    own += "[[challenge]]\nnr = " + std::to_string(i) + "\nobstacles = [\"debt\"]\n";
  }
  const Loaded loaded = load_with(own);
  BOOST_TEST_REQUIRE(loaded.diagnostics.size() == 1U);
  BOOST_TEST(loaded.diagnostics.front().code == "E0513");
}

BOOST_AUTO_TEST_CASE(brackets_without_end_are_a_fault_and_no_crash) {
  const Loaded loaded = tests::load({{"own.toml", "a = " + std::string(9'000, '[')}}, "own.toml");
  BOOST_TEST_REQUIRE(loaded.diagnostics.size() == 1U);
  BOOST_TEST(loaded.diagnostics.front().code == "E0501");
}

BOOST_AUTO_TEST_CASE(what_somebody_wrote_reaches_no_terminal_unread) {
  const Loaded loaded = load_with("[time]\nregime = \"a\\nb\\u001b[2J\\u009b2J\"\n");
  BOOST_TEST_REQUIRE(loaded.diagnostics.size() == 1U);
  BOOST_TEST(loaded.diagnostics.front().message == "there is no regime 'a b [2J  2J'");
  const Loaded long_one = load_with("[time]\nregime = \"" + std::string(5'000, 'x') + "\"\n");
  BOOST_TEST_REQUIRE(long_one.diagnostics.size() == 1U);
  BOOST_TEST(long_one.diagnostics.front().message.size() < 310U);
}
