#include "rules/language/flow/flow.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "../../../support/files.hpp"

using namespace termijn::rules;
namespace data = boost::unit_test::data;

namespace {

const Schema& schema() {
  static const Schema facts{{
                                {"arrival", Type::instant, {}, {}, {}},
                                {"deadline", Type::deadline, {}, {}, {}},
                                {"rebuttal", Type::deadline, {}, {}, {}},
                                {"reviewed", Type::truth, {}, {}, {}},
                                {"pitched", Type::truth, {}, {}, {}},
                                {"organisation", Type::text, {}, {}, {}},
                                {"requirements.hold", Type::truth, {}, {}, {}},
                                {"score.passes", Type::truth, {}, {}, {}},
                            },
                            nullptr};
  return facts;
}

struct Compiled {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<Flow> flow;

  explicit Compiled(const std::string& text, Language language = Language::any) {
    const SourceId id = sources.add("flow", text);
    const FlowVocabulary vocabulary{
        schema(),
        {"deadline", "review", "pitch", "decision", "rebuttal"},
        {"submit", "withdraw", "decide", "communicate", "rebut", "admit-late", "reassess"}};
    flow = compile_flow(whole(sources, id), vocabulary, language, diagnostics);
  }

  std::string words(Span span) const {
    return std::string(sources.at(span.source).text().substr(span.begin, span.end - span.begin));
  }
  std::string said() const { return render(diagnostics, sources); }
};

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ",") + name;
  return text;
}

/// Everything a transition says, in one order.
std::string shown(const Transition& line, const Compiled& compiled) {
  std::string text = joined(line.from) + " -> " + line.to;
  if (line.on) text += " on=" + *line.on;
  if (line.when) text += " when=[" + compiled.words(line.when->span()) + "]";
  if (line.after) text += " after=" + *line.after;
  if (line.by) text += " by=" + *line.by;
  if (line.within) text += " within=" + *line.within;
  if (line.ends) text += " ends";
  if (line.adverse) text += " adverse";
  if (line.undone_by) text += " undone=" + *line.undone_by;
  return text;
}

/// The last line of a flow, or the faults.
std::string last(const std::string& text) {
  const Compiled compiled(text);
  return compiled.flow ? shown(compiled.flow->transitions.back(), compiled) : compiled.said();
}

struct Row {
  const char* text;
  const char* shown;

  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.text; }
};

const Row lines[] = {
    {"a -> b on submit", "a -> b on=submit"},
    {"a->b on submit", "a -> b on=submit"},
    {"a → b op submit", "a -> b on=submit"},
    {"a, b -> c on submit", "a,b -> c on=submit"},
    {"a -> b after deadline when any requirement fails adverse undone by admit-late",
     "a -> b when=[any requirement fails] after=deadline adverse undone=admit-late"},
    {"a -> b undone by admit-late adverse when any requirement fails after deadline",
     "a -> b when=[any requirement fails] after=deadline adverse undone=admit-late"},
    {"a -> b na deadline wanneer minstens één vereiste is niet vervuld nadelig ongedaan door "
     "admit-late",
     "a -> b when=[minstens één vereiste is niet vervuld] after=deadline adverse "
     "undone=admit-late"},
    {"a -> b on rebut within rebuttal", "a -> b on=rebut within=rebuttal"},
    {"a -> b on decide by decision ends", "a -> b on=decide by=decision ends"},
    // `reviewed` is a truth, so `by review` is a clause.
    {"a -> b when reviewed by review", "a -> b when=[reviewed] by=review"},
    {"a -> b when reviewed and score passes by review",
     "a -> b when=[reviewed and score passes] by=review"},
    {"a -> b wanneer reviewed uiterlijk review", "a -> b when=[reviewed] by=review"},
    {"a -> b when rebuttal is known", "a -> b when=[rebuttal is known]"},
    // A comparison in time needs brackets, or `is`.
    {"a -> b when (arrival by deadline) by review", "a -> b when=[arrival by deadline] by=review"},
    {"a -> b when not (arrival after deadline) after deadline",
     "a -> b when=[not (arrival after deadline)] after=deadline"},
    {"a -> b when arrival is by deadline by review",
     "a -> b when=[arrival is by deadline] by=review"},
    {"a -> b when arrival is after deadline adverse",
     "a -> b when=[arrival is after deadline] adverse"},
    {"a -> b when arrival before deadline by review",
     "a -> b when=[arrival before deadline] by=review"},
    // Words within texts and longer words are no clauses.
    {"a -> b when organisation = 'on by # ends' ends",
     "a -> b when=[organisation = 'on by # ends'] ends"},
    {"a -> b when organisation ends with 'vzw' ends",
     "a -> b when=[organisation ends with 'vzw'] ends"},
    {"on-hold -> by-hand on submit", "on-hold -> by-hand on=submit"},
    // Layout.
    {"\n# the start\n  a -> b on submit  # then\r\n\n\tb -> c on withdraw ends\n",
     "b -> c on=withdraw ends"},
    {"a -> b on submit\nany -> c on withdraw", "a,b -> c on=withdraw"},
    {"a -> b on submit\nany except a -> c on withdraw", "b -> c on=withdraw"},
    {"a -> b on submit\nalle behalve a -> c on withdraw", "b -> c on=withdraw"},
    {"a -> b on submit\nb -> d ends on decide\nany except d, a -> c on withdraw",
     "b -> c on=withdraw"},
};

struct Fault {
  const char* text;
  const char* code;
  const char* words;
  const char* message;
  const char* help;

  friend std::ostream& operator<<(std::ostream& out, const Fault& row) { return out << row.text; }
};

const Fault faults[] = {
    {"a b on submit", "E0401", "b", "expected '->', found 'b'", ""},
    {"a -> on submit", "E0401", "on", "expected a stage, found 'on'", ""},
    {"a, -> b on submit", "E0401", "-", "expected a stage, found '-'", ""},
    {"a -> b on", "E0401", "", "expected an act, but the text ends here", ""},
    {"a -> b when", "E0401", "", "expected a condition, but the text ends here", ""},
    {"a -> b when by review", "E0401", "by", "expected a condition, found 'by'", ""},
    {"a -> b on submit please", "E0401", "please",
     "expected 'on', 'when', 'after', 'by', 'within', 'ends', 'adverse', 'undone by' or the end of "
     "the line, found 'please'",
     ""},
    {"a -> b on submti", "E0402", "submti", "there is no act 'submti'", "did you mean 'submit'?"},
    {"a -> b after dedline", "E0403", "dedline", "there is no milestone 'dedline'",
     "did you mean 'deadline'?"},
    {"a -> b on decide by christmas", "E0403", "christmas", "there is no milestone 'christmas'",
     "the milestones are 'deadline'"},
    {"a -> b on submit on decide", "E0404", "on decide", "'on' stands twice in one line", ""},
    {"a -> b ends", "E0405", "a -> b ends", "nothing makes this happen", "'after' which"},
    {"a -> b on submit\na  ->  b on submit", "E0406", "a  ->  b on submit",
     "this line stands here twice", ""},
    {"a -> b on submit\nany except bb -> c on withdraw", "E0407", "bb", "there is no stage 'bb'",
     ""},
    {"# nothing\n\n", "E0408", "", "this flow has no line", "write"},
    {"a, b, a -> c on submit", "E0411", "a", "'a' is named twice", ""},
    {"a -> b when reviewed within review", "E0412", "within review",
     "'within' limits an act, and no act is named", "'on'"},
    {"a -> b on submit\nany except a, b -> c on withdraw", "E0414", "any except a, b",
     "this leaves no stage to come from", ""},
    {"any -> b on submit", "E0415", "any", "the first line says where candidatures start", "stage"},
    {"a -> b when arrival by deadline", "E0208", "arrival", "this must say yes or no",
     "(… by …), or write 'is by'"},
    {"a -> b when revewed", "E0207", "revewed", "there is no fact 'revewed'",
     "did you mean 'reviewed'?"},
};

}  // namespace

BOOST_DATA_TEST_CASE(reads_a_line_with_its_clauses_in_any_order, data::make(lines)) {
  BOOST_TEST(last(sample.text) == sample.shown);
}

BOOST_DATA_TEST_CASE(says_what_is_wrong_with_a_line, data::make(faults)) {
  const Compiled compiled(sample.text);
  BOOST_TEST_REQUIRE(compiled.diagnostics.size() == 1U, compiled.said());
  BOOST_TEST(!compiled.flow);
  const Diagnostic& fault = compiled.diagnostics[0];
  BOOST_TEST(fault.code == sample.code);
  BOOST_TEST(compiled.words(fault.primary.span) == sample.words);
  BOOST_TEST(fault.message == sample.message);
  BOOST_TEST(fault.help.find(sample.help) != std::string::npos, fault.help);
}

BOOST_AUTO_TEST_CASE(a_clause_word_taken_for_a_comparison_is_explained) {
  BOOST_TEST(
      Compiled("a -> b when arrival by deadline").said() ==
      "error[E0208]: this must say yes or no\n"
      " --> flow:1:13\n"
      "  |\n"
      "1 | a -> b when arrival by deadline\n"
      "  |             ^^^^^^^ this is a moment\n"
      "  |\n"
      "1 | a -> b when arrival by deadline\n"
      "  |                     -- in a flow this begins a clause of its own\n"
      "  = help: to compare, put the comparison in brackets: (… by …), or write 'is by'\n\n");
}

BOOST_AUTO_TEST_CASE(each_faulty_line_gives_its_own_fault) {
  const Compiled compiled(
      "a -> b on submt\n"
      "b => c on decide\n"
      "b -> d on decide\n"
      "d -> e when nothing\n"
      "any except zz -> f on withdraw\n");
  std::string codes;
  for (const Diagnostic& fault : sorted(compiled.diagnostics)) {
    codes += fault.code + "@" +
             std::to_string(compiled.sources.at(0).place(fault.primary.span.begin).line) + " ";
  }
  // The line that was not read may have had the stage, so `zz` is not accused.
  BOOST_TEST(codes == "E0402@1 E0401@2 E0207@4 ");
}

BOOST_AUTO_TEST_CASE(lines_with_the_same_ends_have_ids_of_their_own) {
  const Compiled compiled(
      "a -> b on submit\na -> b on decide\na, b -> c on decide\nany -> d on withdraw");
  BOOST_TEST_REQUIRE(compiled.flow.has_value());
  std::string ids;
  for (const Transition& line : compiled.flow->transitions) ids += line.id + " ";
  BOOST_TEST(ids == "a->b a->b#2 a,b->c any->d ");
  BOOST_TEST(compiled.flow->start == "a");
  BOOST_TEST(joined(compiled.flow->stages) == "a,b,c,d");
}

BOOST_AUTO_TEST_CASE(a_line_knows_where_it_stands) {
  const Compiled compiled("# x\n  a, b -> c on submit  # y\n");
  const Transition& line = compiled.flow->transitions[0];
  BOOST_TEST(compiled.words(line.span) == "a, b -> c on submit");
  BOOST_TEST(compiled.words(line.from_span) == "a, b");
  BOOST_TEST(compiled.words(line.to_span) == "c");
  BOOST_TEST(!line.automatic());
  BOOST_TEST(Compiled("a -> b after deadline").flow->transitions[0].automatic());
}

BOOST_AUTO_TEST_CASE(reads_the_flow_of_the_call) {
  const std::string file =
      termijn::tests::contents("examples/lokale-partnerschappen-2023/call.toml");
  const std::size_t begin = file.find("flow = '''") + 10;
  const Compiled compiled(file.substr(begin, file.find("'''", begin) - begin));
  BOOST_TEST_REQUIRE(compiled.flow.has_value(), compiled.said());
  BOOST_TEST(compiled.flow->start == "received");
  const auto& transitions = compiled.flow->transitions;
  BOOST_TEST(shown(transitions[1], compiled) ==
             "received -> inadmissible when=[any requirement fails] after=deadline adverse "
             "undone=admit-late");
  BOOST_TEST(shown(transitions[2], compiled) == "admissible -> reviewed when=[reviewed] by=review");
  for (const Transition& line : transitions) {
    if (line.to != "withdrawn") continue;
    for (const std::string& stage : line.from) {
      BOOST_TEST((stage != "final" && stage != "closed" && stage != "withdrawn"), stage);
    }
    BOOST_TEST(line.from.size() == compiled.flow->stages.size() - 3);
  }
}

BOOST_AUTO_TEST_CASE(a_flow_of_more_than_100000_bytes_is_refused) {
  BOOST_TEST(Compiled(std::string(100'001, '#')).diagnostics.at(0).code == "E0410");
  BOOST_TEST(Compiled("a -> b when " + std::string(50'000, '(')).diagnostics.at(0).code == "E0202");
  BOOST_TEST(Compiled("a -> b when " + std::string(500, '(')).diagnostics.at(0).code == "E0203");
}

BOOST_AUTO_TEST_CASE(no_row_of_words_crashes_the_reader_of_flows) {
  static const std::vector<std::string> words = {
      "a",  "b",      "->",   ",",       "any",       "except", "on",       "when",     "after",
      "by", "within", "ends", "adverse", "undone by", "submit", "deadline", "reviewed", "(",
      ")",  "'",      "#",    "\n",      "arrival",   "is",     "\xC3",     "→"};
  BOOST_TEST(rc::check("random words", [] {
    std::string text;
    for (int i = *rc::gen::inRange(1, 14); i > 0; --i) text += *rc::gen::elementOf(words) + " ";
    const Compiled compiled(text + *rc::gen::arbitrary<std::string>());
    RC_ASSERT(compiled.flow.has_value() == compiled.diagnostics.empty());
    RC_ASSERT(compiled.said().find("boost") == std::string::npos);
  }));
}
