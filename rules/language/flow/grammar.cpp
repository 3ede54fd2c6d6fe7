// The grammar of one line of a flow. A condition inside is cut out whole; it has
// a grammar of its own.
#include <boost/fusion/include/adapt_struct.hpp>

#include "rules/language/detail/terminals.hpp"
#include "rules/language/flow/detail/ast.hpp"

BOOST_FUSION_ADAPT_STRUCT(termijn::rules::flow_syntax::Clause, keyword, argument)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::flow_syntax::Line, any, names, to, clauses)

namespace termijn::rules::flow_syntax {
namespace {

namespace x3 = boost::spirit::x3;
using lexis::Terminal;
using lexis::TokenKind;
using lexis::WordScan;

Terminal<WordScan> one_of(std::string name, std::vector<int> which) {
  return {std::move(name), TokenKind::word, WordScan{words(), std::move(which)}};
}

struct ConditionScan {
  lexis::Match operator()(std::string_view text, Language language) const {
    return {-1, condition_length(text, language)};
  }
};

const auto stage = Terminal<lexis::NameScan>("a stage", TokenKind::name, {words()});
const auto act = Terminal<lexis::NameScan>("an act", TokenKind::name, {words()});
const auto milestone = Terminal<lexis::NameScan>("a milestone", TokenKind::name, {words()});
const auto condition = Terminal<ConditionScan>("a condition", TokenKind::raw, {});
const auto every_stage = one_of("'any'", {any});
const auto with_act = one_of("'on' or 'undone by'", {on, undone_by});
const auto with_condition = one_of("'when'", {when});
const auto with_milestone = one_of("'after', 'by' or 'within'", {after, by, within});
const auto alone = one_of("'ends' or 'adverse'", {ends, adverse});

const x3::rule<struct except_tag> left_out = "'except'";
const auto left_out_def = x3::omit[one_of("'except'", {except})];
const x3::rule<struct arrow_tag> leads_to = "'->'";
const auto leads_to_def = x3::omit[one_of("'->'", {arrow})];
const x3::rule<struct comma_tag> comma = "','";
const auto comma_def = x3::lit(',');
const x3::rule<struct end_tag> end =
    "'on', 'when', 'after', 'by', 'within', 'ends', 'adverse', 'undone by' or the end of the line";
const auto end_def = x3::eoi;

const x3::rule<struct stages_tag, std::vector<Token>> stages = "a stage";
const auto stages_def = stage >> *(comma > stage);
const x3::rule<struct exceptions_tag, std::vector<Token>> exceptions = "a stage";
const auto exceptions_def = (left_out > stages) | x3::attr(std::vector<Token>{});

struct clause_tag : lexis::Stamp {};
const x3::rule<clause_tag, Clause> clause = "a clause";
struct act_clause_tag : lexis::Stamp {};
const x3::rule<act_clause_tag, Clause> act_clause = "a clause";
const auto act_clause_def = with_act > act;
struct condition_clause_tag : lexis::Stamp {};
const x3::rule<condition_clause_tag, Clause> condition_clause = "a clause";
const auto condition_clause_def = with_condition > condition;
struct milestone_clause_tag : lexis::Stamp {};
const x3::rule<milestone_clause_tag, Clause> milestone_clause = "a clause";
const auto milestone_clause_def = with_milestone > milestone;
struct lone_clause_tag : lexis::Stamp {};
const x3::rule<lone_clause_tag, Clause> lone_clause = "a clause";
const auto lone_clause_def = alone >> x3::attr(boost::optional<Token>{});
const auto clause_def = act_clause | condition_clause | milestone_clause | lone_clause;

struct from_any_tag : lexis::Stamp {};
const x3::rule<from_any_tag, Line> from_any = "a transition";
const auto from_any_def = every_stage >> exceptions > leads_to > stage > *clause > end;
struct from_stages_tag : lexis::Stamp {};
const x3::rule<from_stages_tag, Line> from_stages = "a transition";
const auto from_stages_def =
    x3::attr(boost::optional<Token>{}) >> stages > leads_to > stage > *clause > end;
const x3::rule<struct line_tag, Line> line = "a stage";
const auto line_def = from_any | from_stages;

BOOST_SPIRIT_DEFINE(left_out, leads_to, comma, end, stages, exceptions, clause, act_clause,
                    condition_clause, milestone_clause, lone_clause, from_any, from_stages, line)

}  // namespace

std::optional<Line> parse(const Excerpt& text, Language language, Diagnostics& diagnostics) {
  lexis::Session session = lexis::session_of(text, language);
  lexis::Iterator first = text.text().data();
  const lexis::Iterator last = first + text.text().size();
  Line tree;
  try {
    const auto rule = x3::with<lexis::session_tag>(session)[x3::eps > line];
    if (x3::phrase_parse(first, last, rule, x3::ascii::space, tree)) return tree;
  } catch (const x3::expectation_failure<lexis::Iterator>& failure) {
    diagnostics.push_back(
        lexis::expected(failure.which(), failure.where(), last, session, "E0401"));
    if (failure.which() == leads_to.name) {
      diagnostics.back().help = "write for example: received -> admissible after deadline";
    }
  }
  return std::nullopt;
}

}  // namespace termijn::rules::flow_syntax
