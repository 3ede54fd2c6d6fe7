// The grammars of `[scoring]`: weighted totals and ranks. Shape only.
#include <boost/fusion/include/adapt_struct.hpp>

#include "rules/language/score/detail/run_grammar.hpp"

BOOST_FUSION_ADAPT_STRUCT(termijn::rules::score_syntax::Term, weight, percent, criterion)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::score_syntax::Key, direction, name)

namespace termijn::rules::score_syntax {
namespace {

using lexis::Terminal;
using lexis::TokenKind;

Terminal<lexis::WordScan> word(std::string name, std::vector<int> which) {
  return one_of(words(), std::move(name), std::move(which));
}

// Adapted structs get their spans here; the template keeps one tag a node.
template <typename Node>
struct node_tag : lexis::Stamp {};
template <typename Node>
using NodeRule = x3::rule<node_tag<Node>, Node>;

const auto number = lexis::token("a weight", TokenKind::number, lexis::scan_number);
const auto name = Terminal<lexis::NameScan>("a name", TokenKind::name, {words()});
const auto percent_sign = word("'%'", {percent});
const auto direction =
    word("'highest', 'lowest', 'earliest' or 'latest'", {highest, lowest, earliest, latest});

const x3::rule<struct of_tag> filler = "'of'";
const auto filler_def = x3::omit[-word("'of'", {of})];
const x3::rule<struct plus_tag> plus_sign = "'+'";
const auto plus_sign_def = x3::omit[word("'+'", {plus})];
const x3::rule<struct then_tag> next_key = "', then'";
const auto next_key_def =
    x3::omit[(x3::lit(',') >> -word("'then'", {then})) | word("'then'", {then})];
const x3::rule<struct end_tag> end_of_total = "'+' or the end of the rule";
const auto end_of_total_def = x3::eoi;
const x3::rule<struct end_of_rank_tag> end_of_rank = "', then' or the end of the rule";
const auto end_of_rank_def = x3::eoi;

const NodeRule<Term> term = "a weight, for example 40%";
const auto term_def = number > -percent_sign > filler > name;
const NodeRule<Key> key = "what to rank by";
const auto key_def = -direction >> name;

const x3::rule<struct total_tag, std::vector<Term>> total_rule = "a total";
const auto total_rule_def = x3::eps > term > *(plus_sign > term) > end_of_total;
const x3::rule<struct rank_tag, std::vector<Key>> rank_rule = "a rank";
const auto rank_rule_def = x3::eps > key > *(next_key > key) > end_of_rank;

BOOST_SPIRIT_DEFINE(filler, plus_sign, next_key, end_of_total, end_of_rank, term, key, total_rule,
                    rank_rule)

}  // namespace

std::optional<std::vector<Term>> parse_total(const Excerpt& text, Language language,
                                             Diagnostics& diagnostics) {
  return run<std::vector<Term>>(total_rule, text, language, diagnostics);
}

std::optional<std::vector<Key>> parse_rank(const Excerpt& text, Language language,
                                           Diagnostics& diagnostics) {
  return run<std::vector<Key>>(rank_rule, text, language, diagnostics);
}

}  // namespace termijn::rules::score_syntax
