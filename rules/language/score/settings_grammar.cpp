// The grammars of `per-reviewer`, `normalised`, `rounding` and `divergence`. Shape only.
#include <boost/fusion/include/adapt_struct.hpp>

#include "rules/language/score/detail/run_grammar.hpp"

BOOST_FUSION_ADAPT_STRUCT(termijn::rules::score_syntax::Aggregate, how, without, trimmed, percent)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::score_syntax::RoundingClause, target, direction, decimals)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::score_syntax::DivergenceClause, comparison, bound, unit,
                          on)

namespace termijn::rules::score_syntax {
namespace {

using lexis::Terminal;
using lexis::TokenKind;

Terminal<lexis::WordScan> word(std::string name, std::vector<int> which) {
  return one_of(setting_words(), std::move(name), std::move(which));
}

// Adapted structs get their spans here; the template keeps one tag a node.
template <typename Node>
struct node_tag : lexis::Stamp {};
template <typename Node>
using NodeRule = x3::rule<node_tag<Node>, Node>;

const x3::rule<struct end_of_rule_tag> end_of_rule = "the end of the rule";
const auto end_of_rule_def = x3::eoi;

const auto number = lexis::token("a number", TokenKind::number, lexis::scan_number);

// ---- per-reviewer ----

const auto how =
    one_of(words(), "'median', 'mean' or 'trimmed mean'", {median, mean, trimmed_mean});
const auto without = one_of(words(), "'without the highest and lowest'", {without_extremes});
const auto share = one_of(words(), "'%'", {percent});
const NodeRule<Aggregate> aggregate = "'median', 'mean' or 'trimmed mean'";
const auto aggregate_def = how >> -without >> -number >> -share;
const x3::rule<struct aggregation_tag, Aggregate> aggregation_rule = "how scores become one";
const auto aggregation_rule_def = x3::eps > aggregate > end_of_rule;

// ---- normalised ----

const auto normalisation =
    word("'mean' or 'mean and spread'", {by_mean, by_mean_and_spread, z_score});
const x3::rule<struct normalised_tag, Token> normalised = "'mean' or 'mean and spread'";
const auto normalised_def = normalisation;
const x3::rule<struct normalisation_tag, Token> normalisation_rule = "how scores are normalised";
const auto normalisation_rule_def = x3::eps > normalised > end_of_rule;

// ---- rounding ----

const auto target = word("'total' or 'criteria'", {the_total, the_criteria});
const auto direction =
    word("'half-up', 'half-even', 'down' or 'up'", {half_up, half_even, down, up});
const x3::rule<struct rounded_tag> filler = "'rounded'";
const auto filler_def = x3::omit[-word("'rounded'", {rounded_})];
const x3::rule<struct to_tag> to_word = "'to', as in 'to 1 decimal'";
const auto to_word_def = x3::omit[word("'to'", {to, op})];
const x3::rule<struct unit_tag> decimal_word = "'decimals'";
const auto decimal_word_def = x3::omit[word("'decimals'", {decimals})];
const x3::rule<struct counted_tag, Token> counted = "how many decimals";
const auto counted_def = number > decimal_word;
const x3::rule<struct decimals_tag, Token> places = "how many decimals";
const auto places_def = word("'a whole number'", {whole_number}) | counted;
const x3::rule<struct and_tag> and_word = "the end of the rule";
const auto and_word_def = x3::omit[word("'and'", {and_})];

const NodeRule<RoundingClause> rounding = "what is rounded and how: 'total half-up to 1 decimal'";
const auto rounding_def = -target >> filler >> direction > to_word > places;
const x3::rule<struct rounding_tag, std::vector<RoundingClause>> rounding_rule = "a rounding";
const auto rounding_rule_def = x3::eps > rounding > *(and_word > rounding) > end_of_rule;

// ---- divergence ----

const auto comparison = word("'more than' or 'at least'", {more_than, at_least});
const auto unit = word("'points' or '%'", {points, percent});
const auto any = word("'any criterion'", {any_criterion});
const auto name = Terminal<lexis::NameScan>("a criterion", TokenKind::name, {});
const x3::rule<struct spread_tag> spread_word = "'spread'";
const auto spread_word_def = x3::omit[-word("'spread'", {spread})];
const x3::rule<struct on_tag> on_word = "'on'";
const auto on_word_def = x3::omit[word("'on'", {on, op})];
const x3::rule<struct bound_tag, Token> bound = "a number of points, or a percentage of the scale";
const auto bound_def = number;
const x3::rule<struct where_tag, Token> place = "'any criterion' or a criterion";
const auto place_def = any | name;
const x3::rule<struct or_tag> or_word = "'or'";
const auto or_word_def = x3::omit[word("'or'", {or_})];
const x3::rule<struct ask_tag> ask = "'asks one more reviewer'";
const auto ask_def = x3::omit[-word("'asks one more reviewer'", {asks_one_more})];

const NodeRule<DivergenceClause> clause = "how far apart: 'more than 3 points on any criterion'";
const auto clause_def = spread_word >> comparison > bound > -unit > -(on_word > place);
const x3::rule<struct divergence_tag, std::vector<DivergenceClause>> divergence_rule =
    "a divergence";
const auto divergence_rule_def = x3::eps > clause > *(or_word > clause) > ask > end_of_rule;

BOOST_SPIRIT_DEFINE(end_of_rule, aggregate, aggregation_rule, normalised, normalisation_rule)
BOOST_SPIRIT_DEFINE(filler, to_word, decimal_word, counted, places, and_word, rounding,
                    rounding_rule)
BOOST_SPIRIT_DEFINE(spread_word, on_word, bound, place, or_word, ask, clause, divergence_rule)

}  // namespace

std::optional<Aggregate> parse_aggregation(const Excerpt& text, Language language,
                                           Diagnostics& diagnostics) {
  return run<Aggregate>(aggregation_rule, text, language, diagnostics);
}

std::optional<Token> parse_normalisation(const Excerpt& text, Language language,
                                         Diagnostics& diagnostics) {
  return run<Token>(normalisation_rule, text, language, diagnostics);
}

std::optional<std::vector<RoundingClause>> parse_rounding(const Excerpt& text, Language language,
                                                          Diagnostics& diagnostics) {
  return run<std::vector<RoundingClause>>(rounding_rule, text, language, diagnostics);
}

std::optional<std::vector<DivergenceClause>> parse_divergence(const Excerpt& text,
                                                              Language language,
                                                              Diagnostics& diagnostics) {
  return run<std::vector<DivergenceClause>>(divergence_rule, text, language, diagnostics);
}

}  // namespace termijn::rules::score_syntax
