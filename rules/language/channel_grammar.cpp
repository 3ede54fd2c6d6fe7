#include <boost/fusion/include/adapt_struct.hpp>

#include "rules/language/detail/channel_ast.hpp"
#include "rules/language/detail/terminals.hpp"

BOOST_FUSION_ADAPT_STRUCT(termijn::rules::channel_syntax::Rule, medium, address, counts)

namespace termijn::rules::channel_syntax {
namespace {

namespace x3 = boost::spirit::x3;
using lexis::Terminal;
using lexis::TokenKind;
using lexis::WordScan;

Terminal<WordScan> one_of(std::string name, std::vector<int> which) {
  return {std::move(name), TokenKind::word, WordScan{words(), std::move(which)}};
}

/// All that stands before the end, or before a comma that `counts by` follows:
/// postal addresses have commas of their own.
struct AddressScan {
  lexis::Match operator()(std::string_view text, Language language) const {
    std::size_t end = text.size();
    for (std::size_t comma = text.find(','); comma != std::string_view::npos;
         comma = text.find(',', comma + 1)) {
      const std::size_t next = text.find_first_not_of(" \t\r\n", comma + 1);
      if (next == std::string_view::npos) continue;
      if (lexis::match_word(text.substr(next), words(), language).word != counts_by) continue;
      end = comma;
      break;
    }
    while (end > 0 && lexis::is_blank(text[end - 1])) --end;
    return {-1, end};
  }
};

const auto medium = one_of("'e-mail', 'post', 'web' or 'hand'", {email, post, hand, web});
const auto moment_of_arrival = one_of("'receipt' or 'dispatch'", {receipt, dispatch});
const auto address = Terminal<AddressScan>("an address", TokenKind::address, {});

const x3::rule<struct to_tag> preposition = "'to'";
const auto preposition_def = x3::omit[one_of("'to'", {to})];
const x3::rule<struct counts_tag> counts = "', counts by'";
const auto counts_def = x3::lit(',') >> x3::omit[one_of("'counts by'", {counts_by})];
const x3::rule<struct end_tag> end = "the end of the rule";
const auto end_def = x3::eoi;

struct rule_tag : lexis::Stamp {};
const x3::rule<rule_tag, Rule> channel_rule = "a channel";
const auto channel_rule_def = medium > preposition > address > -(counts > moment_of_arrival) > end;

BOOST_SPIRIT_DEFINE(preposition, counts, end, channel_rule)

}  // namespace

std::optional<Rule> parse(const Excerpt& text, Language language, Diagnostics& diagnostics) {
  lexis::Session session = lexis::session_of(text, language);
  lexis::Iterator first = text.text().data();
  const lexis::Iterator last = first + text.text().size();
  Rule tree;
  try {
    const auto rule = x3::with<lexis::session_tag>(session)[channel_rule];
    if (x3::phrase_parse(first, last, rule, x3::ascii::space, tree)) return tree;
    diagnostics.push_back(lexis::expected(medium.name, first, last, session, "E0601"));
    diagnostics.back().help = "write for example: e-mail to kandidatuur@regio.example";
  } catch (const x3::expectation_failure<lexis::Iterator>& failure) {
    diagnostics.push_back(
        lexis::expected(failure.which(), failure.where(), last, session, "E0601"));
  }
  return std::nullopt;
}

}  // namespace termijn::rules::channel_syntax
