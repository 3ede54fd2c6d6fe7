#include <algorithm>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "rules_under_test.hpp"

using namespace termijn::tests;
namespace data = boost::unit_test::data;

namespace {

struct Row {
  const char* rule;
  const char* code;
  const char* words;  ///< What is underlined.
  const char* message;
  const char* help;  ///< A part of it; empty: there is none.

  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.rule; }
};

const Row rows[] = {
    // Shape.
    {"n = ", "E0201", "", "expected a value, but the text ends here", ""},
    {"n = 1 and", "E0201", "", "expected a condition, but the text ends here", ""},
    {"(n = 1", "E0201", "", "expected ')', but the text ends here", ""},
    {"n = 1)", "E0201", ")", "expected 'and', 'or' or the end of the rule, found ')'", ""},
    {"a b", "E0201", "b", "expected 'and', 'or' or the end of the rule, found 'b'", ""},
    {"n == 1", "E0201", "=", "expected a value, found '='", "once"},
    {"a && b", "E0201", "&", "expected 'and', 'or' or the end of the rule, found '&'",
     "write 'and'"},
    {"!a", "E0201", "!", "expected a condition, found '!'", "write 'not'"},
    {"organisation = \"x", "E0201", "\"", "expected a value, found '\"'", "closing quote"},
    {"n in [1, 2", "E0201", "", "expected ',' or ']', but the text ends here", ""},
    {"n between 1", "E0201", "", "expected 'and', but the text ends here", ""},
    {"at least documents has pages > 1", "E0201", "documents",
     "expected a number, found 'documents'", ""},
    {"any documents", "E0201", "", "expected 'has', 'in' or a comparison, but the text ends here",
     ""},
    {"n = .5", "E0201", ".", "expected a value, found '.'", "0.5"},
    {"", "E0222", "", "this rule is empty", "true"},
    {" \n ", "E0222", "", "this rule is empty", "true"},
    // Literals.
    {"n = 1,5", "E0205", "1,5", "'1,5' has a decimal comma", "write 1.5"},
    {"n in [1,5]", "E0205", "1,5", "'1,5' has a decimal comma", "1, 5"},
    {"n = 1234567890123456", "E0204", "1234567890123456", "this number has more than 15 digits",
     "15 digits"},
    {"launch = 2023-02-30", "E0206", "2023-02-30", "there is no date 2023-02-30", "2023-06-09"},
    {"budget = 1.000 euro", "E0224", "1.000", "an amount of money has at most two decimals",
     "1000 euro"},
    {"notice > 1.5 days", "E0218", "1.5 days", "a period is a whole number of its unit", ""},
    {"notice > 36 hours", "E0218", "36 hours", "a condition does not count in hours", "days"},
    {"notice > 100001 days", "E0218", "100001 days", "this period is too long", "100,000"},
    // Names.
    {"arival by deadline", "E0207", "arival", "there is no fact 'arival'",
     "did you mean 'arrival'?"},
    {"n-m = 1", "E0207", "n-m", "there is no fact 'n-m'", "to subtract write: n - m"},
    {"n-1 = 1", "E0207", "n-1", "there is no fact 'n-1'", "to subtract write: n - 1"},
    {"xyzzy-plugh", "E0207", "xyzzy-plugh", "there is no fact 'xyzzy-plugh'", "blanks"},
    {"any dokument has pages > 1", "E0207", "dokument", "there is no fact 'dokument'",
     "did you mean 'documents'?"},
    {"any document has page > 1", "E0207", "page",
     "there is no fact 'page', and 'documents' has no field of that name", "did you mean 'pages'?"},
    {"any document has pages > 1 and name = 'x'", "E0207", "name", "there is no fact 'name'",
     "any documents has ("},
    {"outcome = 'selectd'", "E0215", "'selectd'", "'outcome' is never 'selectd'",
     "did you mean 'selected'?"},
    {"outcome in ['selected', 'maybe']", "E0215", "'maybe'", "'outcome' is never 'maybe'", ""},
    {"any annexes has kind = 'plans'", "E0215", "'plans'", "'kind' is never 'plans'",
     "did you mean 'plan'?"},
    {"any annexes has kind in ['plan', 'budgets']", "E0215", "'budgets'",
     "'kind' is never 'budgets'", "did you mean 'budget'?"},
    {"every sectors = 'cure'", "E0215", "'cure'", "'sectors' is never 'cure'",
     "did you mean 'care'?"},
    {"any sectors is one of ['care', 'housng']", "E0215", "'housng'", "'sectors' is never 'housng'",
     "did you mean 'housing'?"},
    {"'hausing' in sectors", "E0215", "'hausing'", "'sectors' is never 'hausing'",
     "did you mean 'housing'?"},
    {"'selectd' != outcome", "E0215", "'selectd'", "'outcome' is never 'selectd'",
     "did you mean 'selected'?"},
    // Aggregates and exceptions.
    {"sum(n) = 1", "E0211", "n", "'sum' needs a list", "sum([…, …])"},
    {"sum(region.channels) = 1", "E0233", "region.channels", "'sum' adds amounts or periods", ""},
    {"max(documents) = 1", "E0233", "documents", "say which field of these records to take",
     "max(FIELD of LIST)"},
    {"max(name of documents) = 'x'", "E0233", "name of documents",
     "'max' needs elements that have an order", ""},
    {"mean(term of annexes) = 3 days", "E0233", "term of annexes",
     "'mean' needs numbers, percentages or amounts of money", ""},
    {"sum(signed of annexes) = 1", "E0233", "signed of annexes", "'sum' adds amounts or periods",
     ""},
    {"sum(page of documents) = 1", "E0207", "page",
     "there is no fact 'page', and 'documents' has no field of that name", "did you mean 'pages'?"},
    {"sum(pages of dokuments) = 1", "E0207", "dokuments", "there is no fact 'dokuments'",
     "did you mean 'documents'?"},
    {"sum(pages of challenges) = 1", "E0211", "challenges", "'challenges' has no fields",
     "leave out 'pages of'"},
    {"min([n, 3 euro]) = 1", "E0209", "3 euro", "cannot compare a number with an amount of money",
     "currency"},
    {"min([]) = 1", "E0233", "[]", "there is nothing in this list", ""},
    {"sum(cost of annexes) > 10", "E0209", "10", "cannot compare an amount of money with a number",
     "euro"},
    {"n = 1 except when m because 'x'", "E0208", "m", "this must say yes or no", "compare"},
    {"n except when a because 'x'", "E0208", "n", "this must say yes or no", "compare"},
    {"a except when b because ' '", "E0226", "' '", "this exception does not say why", "applicant"},
    {"a except when b", "E0201", "", "expected 'because', but the text ends here", ""},
    {"(a except when b because 'x')", "E0201", "except", "expected ')', found 'except'", ""},
    // Types.
    {"n", "E0208", "n", "this must say yes or no", "compare"},
    {"n and a", "E0208", "n", "this must say yes or no", "compare"},
    {"not 'x'", "E0208", "'x'", "this must say yes or no", "compare"},
    {"any document has pages", "E0208", "pages", "this must say yes or no", "compare"},
    {"n = 'x'", "E0209", "'x'", "cannot compare a number with a text", ""},
    {"share at least 60", "E0209", "60", "cannot compare a percentage with a number", "60%"},
    {"budget > 1000", "E0209", "1000", "cannot compare an amount of money with a number", "euro"},
    {"launch - 3 months > 18 months", "E0209", "18 months",
     "cannot compare a date with a period of months", "add the period to a date first"},
    {"notice > 2 months", "E0209", "2 months",
     "cannot compare a period of days with a period of months", "no number of days is a month"},
    {"arrival < deadline", "E0209", "deadline", "cannot compare a moment with a milestone",
     "arrival by deadline"},
    {"channel = region.channels", "E0209", "region.channels",
     "cannot compare a text with a list of texts", "'in'"},
    {"channel < 'm'", "E0209", "'m'", "a text has no order", "'='"},
    {"n between 1 and 60%", "E0209", "60%", "cannot compare a number with a percentage", "60%"},
    {"n + 1 month = m", "E0210", "1 month", "cannot compute a number + a period of months", ""},
    {"notice + 1 month = notice", "E0210", "1 month",
     "cannot compute a period of days + a period of months", "do not mix"},
    {"launch + 5 working days = launch", "E0210", "5 working days",
     "cannot compute a date + a period of working days", "calendar"},
    {"launch + 14 = launch", "E0210", "14", "cannot compute a date + a number", "14 days"},
    {"arrival + 1 day > arrival", "E0210", "1 day", "cannot compute a moment + a period of days",
     "timeline"},
    {"organisation + 1 = n", "E0210", "1", "cannot compute a text + a number", "texts"},
    {"share * 2 = share", "E0210", "2", "cannot compute a percentage * a number", "money only"},
    {"-organisation = 'x'", "E0210", "organisation", "only an amount has an opposite", ""},
    {"n / 0 = 1", "E0219", "0", "this divides by zero", ""},
    {"n in m", "E0211", "m", "'in' needs a list on its right", ""},
    {"n in region.channels", "E0211", "region.channels", "this list never holds a number", ""},
    {"challenges in region.challenges", "E0211", "region.challenges",
     "this list never holds a list of numbers", "'any' or 'every'"},
    {"any organisation has pages > 1", "E0211", "organisation", "'any' needs a list behind it", ""},
    {"any challenges has pages > 1", "E0211", "has", "'challenges' has no fields", "directly"},
    {"count(n) = 1", "E0211", "n", "'count' counts a list", ""},
    {"[1, 2] = n", "E0211", "[1, 2]", "a list that is written out stands only behind 'in'", "in"},
    {"1 < n < 3", "E0212", "< 3", "two comparisons in a row", "between"},
    {"arrival by 9/6/2023", "E0213", "9/6/2023", "'by' does not compare a moment with a number",
     "2023-06-09"},
    {"launch = 2023-6-9", "E0209", "2023-6-9", "cannot compare a date with a number", "2023-06-09"},
    {"organisation by deadline", "E0213", "deadline",
     "'by' does not compare a text with a milestone", "moment"},
    {"launch by deadline", "E0213", "deadline", "'by' does not compare a date with a milestone",
     "moment"},
    {"n matches '*'", "E0214", "'*'", "'matches' compares two texts", ""},
    {"deadline + 2 working days > deadline", "E0210", "2 working days",
     "cannot compute a milestone + a period of working days", "calendar"},
    {"arrival by deadline + 2", "E0210", "2", "cannot compute a milestone + a number", "14 days"},
    {"deadline - deadline = 1 day", "E0210", "deadline", "cannot compute a milestone - a milestone",
     ""},
    {"arrival between deadline and 2023-06-09", "E0213", "deadline",
     "'between' does not begin with a milestone", "'after'"},
    {"arrival between 2023-06-09 and 3", "E0213", "3",
     "'between' does not compare a moment with a number", "2023-06-09"},
    {"n contains 'x'", "E0214", "'x'", "'contains' compares two texts", ""},
    {"region.channels contains 'mail'", "E0214", "'mail'", "'contains' compares two texts",
     "VALUE in LIST"},
    {"any document has (any challenges in region.challenges)", "E0216",
     "any challenges in region.challenges", "a condition on a list within another", "outside"},
    {"any document > 1", "E0220", "document", "say which field of 'documents' to compare",
     "any document has name"},
    {"at least 1.5 documents has pages > 1", "E0223", "1.5",
     "this counts elements: write a whole number", ""},
};

std::string codes_of(const Diagnostics& diagnostics) {
  std::string codes;
  for (const Diagnostic& diagnostic : diagnostics) codes += diagnostic.code + " ";
  return codes;
}

Diagnostics faults_of(Compiled& compiled) {
  compiled.diagnostics.clear();
  compiled.condition = compile_condition(whole(compiled.sources, 0), test_schema(), Language::any,
                                         compiled.diagnostics);
  return compiled.diagnostics;
}

}  // namespace

BOOST_DATA_TEST_CASE(says_what_is_wrong_and_where, data::make(rows)) {
  Compiled compiled(sample.rule);
  const Diagnostics faults = faults_of(compiled);
  BOOST_TEST_REQUIRE(codes_of(faults) == std::string(sample.code) + " ");
  BOOST_TEST(!compiled.condition);
  BOOST_TEST(compiled.words(faults[0].primary.span) == sample.words);
  BOOST_TEST(faults[0].message == sample.message);
  BOOST_TEST(faults[0].help.find(sample.help) != std::string::npos, faults[0].help);
}

BOOST_AUTO_TEST_CASE(a_clash_shows_both_places) {
  BOOST_TEST(Compiled("n >= 20 and launch - 3 months > 18 months").said() ==
             "error[E0209]: cannot compare a date with a period of months\n"
             " --> rule:1:33\n"
             "  |\n"
             "1 | n >= 20 and launch - 3 months > 18 months\n"
             "  |                                 ^^^^^^^^^ this is a period of months\n"
             "  |\n"
             "1 | n >= 20 and launch - 3 months > 18 months\n"
             "  |             ----------------- this is a date\n"
             "  = help: add the period to a date first\n\n");
}

BOOST_AUTO_TEST_CASE(an_unknown_choice_shows_where_the_choices_come_from) {
  BOOST_TEST(Compiled("outcome = 'selectd'").said() ==
             "error[E0215]: 'outcome' is never 'selectd'\n"
             " --> rule:1:11\n"
             "  |\n"
             "1 | outcome = 'selectd'\n"
             "  |           ^^^^^^^^^\n"
             "  |\n"
             "1 | outcome = 'selectd'\n"
             "  | ------- it is one of 'selected', 'reserve', 'rejected'\n"
             "  = help: did you mean 'selected'?\n\n");
}

BOOST_AUTO_TEST_CASE(reports_every_fault_once) {
  const Compiled compiled("arival by deadline and n = 'x' and (not 5 or nope) and a");
  BOOST_TEST(codes_of(sorted(compiled.diagnostics)) == "E0207 E0209 E0208 E0207 ");
}

BOOST_AUTO_TEST_CASE(an_instant_and_a_date_need_a_zone) {
  Schema schema = test_schema();
  schema.zone = nullptr;
  Sources sources;
  const SourceId id = sources.add("rule", "arrival by 2023-06-09");
  Diagnostics diagnostics;
  BOOST_TEST(!compile_condition(whole(sources, id), schema, Language::any, diagnostics));
  BOOST_TEST(codes_of(diagnostics) == "E0213 ");
}

BOOST_AUTO_TEST_CASE(a_milestone_moves_only_in_a_zone) {
  Schema schema = test_schema();
  schema.zone = nullptr;
  Sources sources;
  const SourceId id = sources.add("rule", "arrival by deadline - 2 days");
  Diagnostics diagnostics;
  BOOST_TEST(!compile_condition(whole(sources, id), schema, Language::any, diagnostics));
  BOOST_TEST(codes_of(diagnostics) == "E0210 ");
}

BOOST_AUTO_TEST_CASE(a_schema_without_the_procedure_knows_none_of_its_sentences) {
  Sources sources;
  const SourceId id = sources.add("rule", "score passes and any requirement fails");
  Diagnostics diagnostics;
  BOOST_TEST(!compile_condition(whole(sources, id), Schema{}, Language::any, diagnostics));
  BOOST_TEST(codes_of(diagnostics) == "E0225 E0225 ");
}

BOOST_AUTO_TEST_CASE(a_word_of_the_other_language_gets_its_translation) {
  const Compiled compiled("a and b", Language::nl);
  BOOST_TEST_REQUIRE(compiled.diagnostics.size() == 1U);
  BOOST_TEST(compiled.diagnostics[0].help == "write 'en': this rule is in another language");
}

BOOST_AUTO_TEST_CASE(text_and_nesting_are_bounded_before_parsing) {
  const auto codes = [](const std::string& rule) { return codes_of(Compiled(rule).diagnostics); };
  const auto nested = [](std::size_t levels, const std::string& open, const std::string& close) {
    std::string rule;
    for (std::size_t i = 0; i < levels; ++i) rule += open;
    rule += "a";
    for (std::size_t i = 0; i < levels; ++i) rule += close;
    return rule;
  };
  BOOST_TEST(codes(nested(100, "(", ")")) == "");
  BOOST_TEST(codes(nested(101, "(", ")")) == "E0203 ");
  BOOST_TEST(codes(nested(100, "not ", "")) == "");
  BOOST_TEST(codes(nested(101, "not ", "")) == "E0203 ");
  BOOST_TEST(codes(nested(50, "not (", ")")) == "");
  BOOST_TEST(codes(nested(51, "not (", ")")) == "E0203 ");
  BOOST_TEST(codes(nested(4'900, "(", ")")) == "E0203 ");
  BOOST_TEST(codes(std::string(100'000, '(')) == "E0202 ");
  BOOST_TEST(codes(std::string(100'000, '[')) == "E0202 ");
  BOOST_TEST(codes(nested(100'000, "not ", "")) == "E0202 ");
  BOOST_TEST(codes(nested(1'900, "sum(", ")")) == "E0203 ");
  BOOST_TEST(codes(nested(9'000, "[", "")) == "E0203 ");
  BOOST_TEST(codes("a" + std::string(9'999, ' ')) == "");
  BOOST_TEST(codes("a" + std::string(10'000, ' ')) == "E0202 ");
  std::string long_but_flat = "a";
  while (long_but_flat.size() < 9'900) long_but_flat += " and not a";
  BOOST_TEST(codes(long_but_flat) == "");
  std::string brackets_in_a_text = "organisation = '" + std::string(500, '(') + "'";
  BOOST_TEST(codes(brackets_in_a_text) == "");
}

BOOST_AUTO_TEST_CASE(spans_point_into_the_file_around_the_rule) {
  Sources sources;
  const SourceId id = sources.add("call.toml", "x = 1\nrule = 'arival by deadline'\n");
  const std::string_view text = sources.at(id).text();
  const auto begin = static_cast<std::uint32_t>(text.find("arival"));
  const Excerpt rule{text, {id, begin, begin + 18}};
  Diagnostics diagnostics;
  compile_condition(rule, test_schema(), Language::any, diagnostics);
  BOOST_TEST_REQUIRE(diagnostics.size() == 1U);
  const Place place = sources.at(id).place(diagnostics[0].primary.span.begin);
  BOOST_TEST(place.line == 2U);
  BOOST_TEST(place.column == 9U);
}
