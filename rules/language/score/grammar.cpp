// The grammars of `[scoring]`: weighted totals and ranks. Shape only.
#include <boost/fusion/include/adapt_struct.hpp>

#include "rules/language/detail/terminals.hpp"
#include "rules/language/score/detail/ast.hpp"

BOOST_FUSION_ADAPT_STRUCT(termijn::rules::score_syntax::Term, weight, percent, criterion)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::score_syntax::Key, direction, name)

namespace termijn::rules::score_syntax {
namespace {

namespace x3 = boost::spirit::x3;
using lexis::Terminal;
using lexis::TokenKind;
using lexis::WordScan;

Terminal<WordScan> one_of(std::string name, std::vector<int> which) {
  return {std::move(name), TokenKind::word, WordScan{words(), std::move(which)}};
}

// Adapted structs get their spans here; the template keeps one tag a node.
template <typename Node>
struct node_tag : lexis::Stamp {};
template <typename Node>
using NodeRule = x3::rule<node_tag<Node>, Node>;

const auto number = lexis::token("a weight", TokenKind::number, lexis::scan_number);
const auto name = Terminal<lexis::NameScan>("a name", TokenKind::name, {words()});
const auto percent_sign = one_of("'%'", {percent});
const auto direction =
    one_of("'highest', 'lowest', 'earliest' or 'latest'", {highest, lowest, earliest, latest});

const x3::rule<struct of_tag> filler = "'of'";
const auto filler_def = x3::omit[-one_of("'of'", {of})];
const x3::rule<struct plus_tag> plus_sign = "'+'";
const auto plus_sign_def = x3::omit[one_of("'+'", {plus})];
const x3::rule<struct then_tag> next_key = "', then'";
const auto next_key_def =
    x3::omit[(x3::lit(',') >> -one_of("'then'", {then})) | one_of("'then'", {then})];
const x3::rule<struct end_tag> end_of_total = "'+' or the end of the rule";
const auto end_of_total_def = x3::eoi;
const x3::rule<struct end_of_rank_tag> end_of_rank = "', then' or the end of the rule";
const auto end_of_rank_def = x3::eoi;

const x3::rule<struct end_of_rule_tag> end_of_rule = "the end of the rule";
const auto end_of_rule_def = x3::eoi;

const NodeRule<Term> term = "a weight, for example 40%";
const auto term_def = number > -percent_sign > filler > name;
const NodeRule<Key> key = "what to rank by";
const auto key_def = -direction >> name;

const x3::rule<struct total_tag, std::vector<Term>> total_rule = "a total";
const auto total_rule_def = x3::eps > term > *(plus_sign > term) > end_of_total;
const x3::rule<struct rank_tag, std::vector<Key>> rank_rule = "a rank";
const auto rank_rule_def = x3::eps > key > *(next_key > key) > end_of_rank;

const auto aggregation = one_of("'median' or 'mean'", {median, mean});
const x3::rule<struct aggregation_tag, Token> aggregation_rule = "'median' or 'mean'";
const auto aggregation_rule_def = x3::eps > aggregation > end_of_rule;

BOOST_SPIRIT_DEFINE(end_of_rule, aggregation_rule, filler, plus_sign, next_key, end_of_total,
                    end_of_rank, term, key, total_rule, rank_rule)

template <typename Tree, typename Rule>
std::optional<Tree> run(const Rule& rule, const Excerpt& text, Language language,
                        Diagnostics& diagnostics) {
  lexis::Session session = lexis::session_of(text, language);
  lexis::Iterator first = text.text().data();
  const lexis::Iterator last = first + text.text().size();
  // No scoring that people wrote is longer than a few lines.
  if (text.text().size() > 10'000) {
    diagnostics.push_back({.severity = Severity::error,
                           .code = "E0302",
                           .message = "this rule is longer than 10,000 bytes",
                           .primary = {session.span(first, first + 1), ""}});
    return std::nullopt;
  }
  Tree tree;
  try {
    const auto parser = x3::with<lexis::session_tag>(session)[rule];
    if (x3::phrase_parse(first, last, parser, x3::ascii::space, tree)) return tree;
  } catch (const x3::expectation_failure<lexis::Iterator>& failure) {
    diagnostics.push_back(
        lexis::expected(failure.which(), failure.where(), last, session, "E0301"));
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<Term>> parse_total(const Excerpt& text, Language language,
                                             Diagnostics& diagnostics) {
  return run<std::vector<Term>>(total_rule, text, language, diagnostics);
}

std::optional<std::vector<Key>> parse_rank(const Excerpt& text, Language language,
                                           Diagnostics& diagnostics) {
  return run<std::vector<Key>>(rank_rule, text, language, diagnostics);
}

std::optional<Token> parse_aggregation(const Excerpt& text, Language language,
                                       Diagnostics& diagnostics) {
  return run<Token>(aggregation_rule, text, language, diagnostics);
}

}  // namespace termijn::rules::score_syntax
