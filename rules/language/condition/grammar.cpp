// The grammar of the rule language, the only file that pays for its templates.
// It knows shape only: what fits what is the business of check.cpp.
#include <algorithm>
#include <vector>

#include <boost/fusion/include/adapt_struct.hpp>

#include "rules/language/condition/detail/parse.hpp"
#include "rules/language/detail/terminals.hpp"

// Spans are no part of what a parser fills; `Stamp` sets them.
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::syntax::Quantity, currency, number, unit)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::syntax::Listing, open, items)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::syntax::Call, function, argument)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::syntax::Prefix, op, operand)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::syntax::BinaryTail, op, right)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::syntax::BetweenTail, op, low, high)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::syntax::HasTest, has, test)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::syntax::Quantified, quantifier, count, subject, test)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::syntax::Comparison, left, tails)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::syntax::Step, op, right)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::syntax::Chain, first, rest)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::syntax::FieldOf, field, list)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::syntax::Exception, keyword, condition, because)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::syntax::Rule, condition, exceptions)

namespace termijn::rules::syntax {
namespace {

using lexis::Terminal;
using lexis::TokenKind;
using lexis::WordScan;

Terminal<WordScan> one_of(std::string name, lexis::Lexicon lexicon, std::vector<int> words) {
  return {std::move(name), TokenKind::word, WordScan{lexicon, std::move(words)}};
}

Terminal<WordScan> word(Word which) {
  return one_of("'" + std::string(lexis::spelled(which, reserved_words())) + "'", reserved_words(),
                {which});
}

// A rule whose node gets a span. Its name is what the user reads after
// "expected", so it is in the words of the manual.
template <typename Node>
struct node_tag : lexis::Stamp {};
template <typename Node>
using NodeRule = x3::rule<node_tag<Node>, Node>;
// The levels of precedence have the same node, and need a tag each.
template <int level>
struct chain_tag : lexis::Stamp {};
template <int level>
using ChainRule = x3::rule<chain_tag<level>, Chain>;

// ---- tokens ----

const auto number = lexis::token("a number", TokenKind::number, lexis::scan_number);
const auto date = lexis::token("a date", TokenKind::date, lexis::scan_date);
const auto text = lexis::token("a text", TokenKind::text, lexis::scan_text);
const auto name = Terminal<lexis::NameScan>("a name", TokenKind::name, {reserved_words()});
const auto unit =
    one_of("a unit", unit_words(), {percent, euro, day, working_day, week, month, year, hour});
const auto currency = one_of("a currency", unit_words(), {euro});
const auto constant = one_of("true or false", reserved_words(), {true_, false_});
const auto sentence =
    one_of("a sentence", reserved_words(), {requirements_hold, requirement_fails, score_passes});
const auto function =
    one_of("a function", other_words(), {count, total, smallest, largest, mean, median});
const auto filler = one_of("'of'", other_words(), {of});
const auto comparing = one_of("a comparison", reserved_words(),
                              {equal, unequal, less, at_most, greater, at_least, by, before, after,
                               in, not_in, contains, starts_with, ends_with, matches});
const auto knowing = one_of("'is known'", reserved_words(), {is_known, is_unknown});
const auto adding = one_of("'+' or '-'", reserved_words(), {plus, minus});
const auto scaling = one_of("'*' or '/'", reserved_words(), {times, over});
const auto some = one_of("a quantifier", reserved_words(), {any, every, none});
const auto excepting = one_of("'except when'", reserved_words(), {except_when});
const auto so_many = one_of("'at least'", reserved_words(), {at_least, at_most});
const auto open_list = lexis::token("'['", TokenKind::raw, [](std::string_view rest) {
  return std::size_t{rest.starts_with('[')};
});

struct open_tag;
struct close_tag;
struct close_list_tag;
const x3::rule<open_tag> open = "'('";
const auto open_def = x3::lit('(');
const x3::rule<close_tag> close = "')'";
const auto close_def = x3::lit(')');
const x3::rule<close_list_tag> close_list = "',' or ']'";
const auto close_list_def = x3::lit(']');
struct between_and_tag;
const x3::rule<between_and_tag> between_and = "'and'";
const auto between_and_def = x3::omit[word(and_)];
struct fill_tag;
const x3::rule<fill_tag> fill = "'of'";
const auto fill_def = x3::omit[-filler];
struct end_tag;
const x3::rule<end_tag> end = "'and', 'or' or the end of the rule";
const auto end_def = x3::eoi;
struct because_tag;
const x3::rule<because_tag> because_word = "'because'";
const auto because_word_def = x3::omit[word(because)];
struct cell_end_tag;
const x3::rule<cell_end_tag> cell_end = "the end of the cell";
const auto cell_end_def = x3::eoi;

// ---- the levels, loosest first ----

const ChainRule<0> disjunction = "a condition";
const ChainRule<1> conjunction = "a condition";
const ChainRule<2> sum = "a value";
const ChainRule<3> product = "a value";
const x3::rule<struct factor_tag, Operand> factor = "a condition";
const NodeRule<Prefix> negation = "a condition";
const x3::rule<struct quantified_tag, Quantified> quantified = "a condition on a list";
struct all_or_some_tag : lexis::Stamp {};
const x3::rule<all_or_some_tag, Quantified> all_or_some = "a condition on a list";
struct counted_tag : lexis::Stamp {};
const x3::rule<counted_tag, Quantified> counted = "a condition on a list";
const NodeRule<Comparison> comparison = "a comparison";
const x3::rule<struct tail_tag, Tail> tail = "a comparison";
const NodeRule<BinaryTail> binary_tail = "a comparison";
const NodeRule<BetweenTail> between_tail = "a comparison";
const x3::rule<struct element_test_tag, ElementTest> element_test = "'has', 'in' or a comparison";
const NodeRule<HasTest> has_test = "'has'";
const x3::rule<struct has_body_tag, Operand> has_body = "a test of one of them";
struct has_negation_tag : lexis::Stamp {};
const x3::rule<has_negation_tag, Prefix> has_negation = "a test of one of them";
const x3::rule<struct term_tag, Operand> term = "a value";
struct opposite_tag : lexis::Stamp {};
const x3::rule<opposite_tag, Prefix> opposite = "a value";
const x3::rule<struct primary_tag, Operand> primary = "a value";
const x3::rule<struct quantity_tag, Quantity> quantity = "a number";
struct prefixed_tag : lexis::Stamp {};
const x3::rule<prefixed_tag, Quantity> prefixed = "an amount of money";
struct suffixed_tag : lexis::Stamp {};
const x3::rule<suffixed_tag, Quantity> suffixed = "a number";
const NodeRule<Listing> listing = "a list";
const NodeRule<Call> call = "a function";
const NodeRule<FieldOf> field_of_all = "a field of a list";
const x3::rule<struct argument_tag, Operand> argument = "a list";
const NodeRule<Exception> exception = "an exception";
const NodeRule<Rule> whole_rule = "a condition";
const x3::rule<struct cell_tag, Cell> cell = "a value or a comparison";
const x3::rule<struct whole_cell_tag, Cell> whole_cell = "a value or a comparison";

const auto disjunction_def = conjunction >> *(word(or_) > conjunction);
const auto conjunction_def = factor >> *(word(and_) > factor);
const auto factor_def = negation | quantified | comparison;
const auto negation_def = word(not_) > factor;

const auto quantified_def = all_or_some | counted;
const auto all_or_some_def = some >> x3::attr(boost::optional<Token>{}) > fill > name
                             > element_test;
const auto counted_def = so_many > number > fill > name > element_test;
const auto element_test_def = has_test | tail;
const auto has_test_def = word(has) > has_body;
// Without brackets `has` reaches over one comparison only, so that nobody has
// to guess where the test of one element ends.
const auto has_body_def = has_negation | comparison;
const auto has_negation_def = word(not_) > has_body;

const auto comparison_def = sum >> *tail;
const auto tail_def = knowing | between_tail | binary_tail;
const auto binary_tail_def = comparing > sum;
const auto between_tail_def = word(between) > sum > between_and > sum;

const auto sum_def = product >> *(adding > product);
const auto product_def = term >> *(scaling > term);
const auto term_def = opposite | primary;
const auto opposite_def = word(minus) > primary;
const auto primary_def = date | quantity | text | constant | sentence | call | listing | name |
                         (open > disjunction > close);
const auto quantity_def = prefixed | suffixed;
const auto prefixed_def = currency >> number >> x3::attr(boost::optional<Token>{});
const auto suffixed_def = x3::attr(boost::optional<Token>{}) >> number >> -unit;
const auto call_def = function >> open > argument > close;
const auto argument_def = field_of_all | disjunction;
const auto field_of_all_def = name >> x3::omit[filler] >> name;
const auto listing_def = open_list >> -(disjunction % ',') > close_list;

const auto exception_def = excepting > disjunction > because_word > text;
const auto whole_rule_def = (disjunction >> *exception) > end;
const auto cell_def = tail | sum;
const auto whole_cell_def = cell > cell_end;

BOOST_SPIRIT_DEFINE(between_and, fill, open, close, close_list, end, disjunction, conjunction, sum,
                    product, factor, negation, quantified, all_or_some, counted, comparison, tail,
                    binary_tail, between_tail, element_test, has_test, has_body, has_negation, term,
                    opposite, primary, quantity, prefixed, suffixed, listing, call, argument,
                    field_of_all, because_word, exception, whole_rule, cell, cell_end, whole_cell)

/// What to write instead of signs of other languages.
std::string advice(std::string_view rest) {
  constexpr std::string_view straight_quotes = "write straight quotes: \"…\"";
  static constexpr std::pair<std::string_view, std::string_view> signs[] = {
      {"==", "write '=' to compare"},
      {"&&", "write 'and'"},
      {"&", "write 'and'"},
      {"||", "write 'or'"},
      {"|", "write 'or'"},
      {"!", "write 'not'"},
      {"<>", "write '!='"},
      {"=>", "write '>='"},
      {"=<", "write '<='"},
      {"\"", "a text needs a closing quote on the same line"},
      {"'", "a text needs a closing quote on the same line"},
      {"=", "write '=' once to compare"},
      {"“", straight_quotes},
      {"”", straight_quotes},
      {"„", straight_quotes},
      {"‘", straight_quotes},
      {"’", straight_quotes},
      {"«", straight_quotes},
      {".", "a decimal number begins with a digit: write 0.5"},
  };
  for (const auto& [sign, help] : signs) {
    if (rest.starts_with(sign)) return std::string(help);
  }
  return "";
}

/// A word of the other language, where the rule is written in one only.
std::string translation(std::string_view found, Language language) {
  if (language == Language::any) return "";
  const lexis::Match match = lexis::match_word(found, reserved_words(), Language::any);
  if (match.length == 0 || match.length < found.size()) return "";
  for (const lexis::Spelling& spelling : reserved_words()) {
    if (spelling.word == match.word && spelling.language == language) {
      return "write '" + std::string(spelling.text) + "': this rule is in another language";
    }
  }
  return "";
}

/// The bracket that is open where reading stopped, when its end was expected there.
std::optional<Label> open_bracket(std::string_view read, const std::string& expected,
                                  std::uint32_t begin, SourceId source) {
  const char bracket = expected == "')'" ? '(' : expected == "',' or ']'" ? '[' : '\0';
  if (bracket == '\0') return {};
  std::vector<std::size_t> opened;
  for (std::size_t at = 0; at < read.size();) {
    const std::size_t quoted = lexis::scan_text(read.substr(at));
    if (quoted == 0 && (read[at] == '(' || read[at] == '[')) opened.push_back(at);
    if (quoted == 0 && (read[at] == ')' || read[at] == ']') && !opened.empty()) opened.pop_back();
    at += std::max<std::size_t>(quoted, 1);
  }
  if (opened.empty() || read[opened.back()] != bracket) return {};
  const auto at = begin + static_cast<std::uint32_t>(opened.back());
  return Label{{source, at, at + 1}, "this bracket is not closed"};
}

Diagnostic fault(const x3::expectation_failure<lexis::Iterator>& failure, const Excerpt& excerpt,
                 const lexis::Session& session) {
  const lexis::Iterator last = excerpt.text().data() + excerpt.text().size();
  Diagnostic found = lexis::expected(failure.which(), failure.where(), last, session, "E0201");
  const std::string_view rest(
      session.origin + found.primary.span.begin,
      static_cast<std::size_t>(last - session.origin) - found.primary.span.begin);
  found.help = advice(rest);
  if (found.help.empty()) found.help = translation(lexis::first_piece(rest), session.language);
  const auto read = static_cast<std::size_t>(failure.where() - excerpt.text().data());
  const auto bracket = open_bracket(excerpt.text().substr(0, read), failure.which(),
                                    excerpt.span.begin, excerpt.span.source);
  if (bracket) found.secondary.push_back(*bracket);
  return found;
}

}  // namespace

namespace {

template <typename Tree, typename Grammar>
std::optional<Tree> parsed(const Excerpt& excerpt, Language language, const Grammar& grammar,
                           Diagnostics& diagnostics) {
  lexis::Session session = lexis::session_of(excerpt, language);
  lexis::Iterator first = excerpt.text().data();
  const lexis::Iterator last = first + excerpt.text().size();
  Tree tree;
  try {
    const auto rule = x3::with<lexis::session_tag>(session)[x3::eps > grammar];
    if (x3::phrase_parse(first, last, rule, x3::ascii::space, tree)) return tree;
  } catch (const x3::expectation_failure<lexis::Iterator>& failure) {
    diagnostics.push_back(fault(failure, excerpt, session));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Rule> parse(const Excerpt& excerpt, Language language, Diagnostics& diagnostics) {
  return parsed<Rule>(excerpt, language, whole_rule, diagnostics);
}

std::optional<Cell> parse_cell(const Excerpt& excerpt, Language language,
                               Diagnostics& diagnostics) {
  return parsed<Cell>(excerpt, language, whole_cell, diagnostics);
}

}  // namespace termijn::rules::syntax
