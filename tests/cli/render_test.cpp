#include <algorithm>
#include <iostream>
#include <sstream>

#include <boost/test/unit_test.hpp>

#include "cli/render/json.hpp"
#include "cli/render/svg/picture.hpp"
#include "cli/render/table.hpp"
#include "cli/render/text.hpp"

using namespace termijn::cli;

namespace {

Environment terminal(std::size_t width) {
  return {.in = std::cin,
          .out = std::cout,
          .err = std::cerr,
          .terminal = true,
          .width = width,
          .now = {},
          .zones = {},
          .zone_names = {},
          .variable = {}};
}

Table two_columns() {
  return {{{"NAME", false, true}, {"SCORE", true}}, {{"Vereniging Één voor allen", "7"}}};
}

}  // namespace

BOOST_AUTO_TEST_CASE(counts_characters_and_not_bytes) {
  BOOST_TEST(columns("Één") == 3U);
  BOOST_TEST(columns("e\xCC\x81") == 1U);  // e and a combining acute accent
  BOOST_TEST(columns("日本") == 4U);
}

BOOST_AUTO_TEST_CASE(cuts_between_characters_and_says_so) {
  BOOST_TEST(shortened("Één voor allen", 4) == "Één…");
  BOOST_TEST(shortened("日本語", 4) == "日…");
  BOOST_TEST(shortened("kort", 4) == "kort");
}

BOOST_AUTO_TEST_CASE(writes_out_what_would_steer_a_terminal) {
  BOOST_TEST(visible("a\x1b[31mb") == "a\\x1b[31mb");
  BOOST_TEST(visible("a\nb\tc") == "a\\nb\\tc");
  BOOST_TEST(visible("\xC2\x9B") == "\\u{009b}");  // a C1 control character
  BOOST_TEST(visible("\xE2\x80\xAE"
                     "x") == "\\u{202e}x");                  // right to left override
  BOOST_TEST(visible("\xC3(") == "\\xc3(");                  // cut UTF-8
  BOOST_TEST(visible("\xC0\x80") == "\\xc0\\x80");           // overlong
  BOOST_TEST(visible("\xED\xA0\x80") == "\\xed\\xa0\\x80");  // a surrogate
  BOOST_TEST(visible_lines("a\nb\r") == "a\nb\\r");
}

BOOST_AUTO_TEST_CASE(a_table_fits_the_terminal) {
  BOOST_TEST(render(two_columns(), terminal(20)) ==
             "NAME           SCORE\n"
             "Vereniging É…      7\n");
}

BOOST_AUTO_TEST_CASE(a_table_is_whole_where_there_is_no_terminal) {
  const std::string text = render(two_columns(), terminal(0));
  BOOST_TEST(text.find("Vereniging Één voor allen") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(json_is_valid_whatever_the_text) {
  const std::string bytes = "\xFF\x1b\"\\\xE2\x80\xAE\x7f";
  const std::string text = pretty(boost::json::object{{"text", text_of(bytes)}});
  BOOST_TEST(text == "{\"text\": \"\\ufffd\\u001b\\\"\\\\\\u202e\\u007f\"}\n");
  BOOST_TEST(boost::json::parse(text).at("text").is_string());
}

BOOST_AUTO_TEST_CASE(json_keeps_the_order_of_keys) {
  BOOST_TEST(pretty(boost::json::object{{"z", 1}, {"a", {1, 2}}, {"m", nullptr}}) ==
             "{\"z\": 1, \"a\": [1, 2], \"m\": null}\n");
}

BOOST_AUTO_TEST_CASE(draws_circles_loops_and_lone_stages) {
  const Picture picture{"a <b> & c",
                        {{"one", true}, {"two"}, {"three", false, true}, {"alone"}},
                        {{0, 1, "go on"}, {1, 0, "go back", true}, {1, 1, "again"}, {1, 2, ""}}};
  const std::string text = svg(picture);
  for (const char* label : {"one", "two", "three", "alone", "go on", "go back", "again"}) {
    BOOST_TEST(text.find(std::string(">") + label + "<") != std::string::npos, label);
  }
  BOOST_TEST(text.find("a &lt;b&gt; &amp; c") != std::string::npos);
  BOOST_TEST(text.find("marker-start=\"url(#red)\"") != std::string::npos);
  BOOST_TEST(svg(picture) == text);
}

BOOST_AUTO_TEST_CASE(draws_an_empty_picture) {
  BOOST_TEST(svg({"nothing", {}, {}}).ends_with("</svg>\n"));
}

BOOST_AUTO_TEST_CASE(quotes_labels_in_dot) {
  BOOST_TEST(dot({"t", {{"a \"b\" \\ c"}}, {}}).find("label=\"a \\\"b\\\" \\\\ c\"") !=
             std::string::npos);
}
