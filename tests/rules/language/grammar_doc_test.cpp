// The grammars at the end of docs/language.md are those of the code: what they make is
// read, and what the guide and the examples write in English is made by them.
#include <boost/test/unit_test.hpp>

#include "../../support/files.hpp"
#include "ebnf.hpp"
#include "rules/language/channel.hpp"
#include "rules/language/flow/flow.hpp"
#include "rules/language/moment/moment.hpp"
#include "rules/language/score/score.hpp"
#include "rules/rulebook/facts.hpp"

using namespace termijn::rules;
using namespace termijn::tests;

namespace {

const std::vector<std::string> milestones{"launch", "deadline", "review",
                                          "pitch",  "decision", "rebuttal"};

std::string block(const std::string& kind) {
  const std::string document = contents("docs/language.md");
  const std::string fence = "\n```" + kind + "\n";
  std::string all;
  for (auto at = document.find(fence); at != std::string::npos; at = document.find(fence, at)) {
    at += fence.size();
    all += document.substr(at, document.find("\n```", at) - at) + "\n";
  }
  BOOST_TEST_REQUIRE(!all.empty(), kind);
  return all;
}

std::vector<std::string> lines(const std::string& kind) {
  std::vector<std::string> found;
  std::istringstream text(block(kind));
  for (std::string line; std::getline(text, line);) found.push_back(line);
  return found;
}

const EbnfGrammar& grammar() {
  static const EbnfGrammar read = read_ebnf(block("ebnf"));
  return read;
}

template <typename Is>
std::size_t while_is(std::string_view text, std::size_t begin, Is is) {
  std::size_t end = begin;
  while (end < text.size() && is(text[end])) ++end;
  return end == begin ? std::string_view::npos : end;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool in_name(char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '.'; }

std::size_t number_end(std::string_view text, std::size_t at) {
  return at < text.size() && is_digit(text[at])
             ? while_is(text, at, [](char c) { return is_digit(c) || c == '.'; })
             : std::string_view::npos;
}

std::size_t name_end(std::string_view text, std::size_t at) {
  const std::size_t end = while_is(text, at, in_name);
  if (end == std::string_view::npos || is_digit(text[at]) || text[at] == '-') return text.npos;
  static const std::set<std::string, std::less<>> keywords{
      "and", "or", "not", "any", "every", "no", "has", "in", "is", "on", "when", "ends"};
  return keywords.contains(text.substr(at, end - at)) ? text.npos : end;
}

std::size_t quoted_end(std::string_view text, std::size_t at) {
  if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return text.npos;
  const std::size_t close = text.find(text[at], at + 1);
  return close == text.npos ? close : close + 1;
}

std::size_t date_end(std::string_view text, std::size_t at) {
  const std::size_t end = while_is(text, at, [](char c) { return is_digit(c) || c == '-'; });
  return end != text.npos && end - at == 10 ? end : text.npos;
}

std::size_t unit_end(std::string_view text, std::size_t at) {
  for (const std::string_view unit : {"working days", "days", "weeks", "months", "month", "years",
                                      "year", "euro", "percent", "%"}) {
    if (text.substr(at, unit.size()) == unit) return at + unit.size();
  }
  return text.npos;
}

std::size_t sentence_end(std::string_view text, std::size_t at) {
  for (const std::string_view sentence :
       {"every requirement holds", "any requirement fails", "score passes"}) {
    if (text.substr(at, sentence.size()) == sentence) return at + sentence.size();
  }
  return text.npos;
}

std::size_t address_end(std::string_view text, std::size_t at) {
  return at < text.size() ? std::min(text.find(", counts", at), text.size()) : text.npos;
}

Lexemes lexemes() {
  return {{"number", {{"1", "7.25", "12"}, number_end}},
          {"name", {{"arrival", "documents", "challenges", "deadline", "region.name"}, name_end}},
          {"text", {{"\"mail\"", "'x y'"}, quoted_end}},
          {"date", {{"2023-06-09"}, date_end}},
          {"unit", {{"days", "working days", "%", "euro", "months"}, unit_end}},
          {"sentence", {{"every requirement holds", "score passes"}, sentence_end}},
          {"address", {{"kandidatuur@zora.example"}, address_end}}};
}

/// Makes many sentences of `rule` and compiles each. What they mean is not the grammar's
/// business: only faults of form count, those whose code is among `form`.
template <typename Compile>
void all_are_read(const std::string& rule, const std::set<std::string>& form, const Lexemes& words,
                  Compile compile) {
  for (unsigned seed = 1; seed <= 600; ++seed) {
    const std::string made = SentenceMaker(grammar(), words, seed).make(rule);
    Sources sources;
    const Excerpt excerpt = whole(sources, sources.add(rule, made));
    Diagnostics diagnostics;
    compile(excerpt, diagnostics);
    for (const Diagnostic& one : diagnostics) {
      BOOST_TEST(!form.contains(one.code), render(one, sources));
    }
  }
}

Schema schema() {
  Schema facts;
  facts.facts = candidature_facts();
  for (const std::string& id : milestones) facts.facts.push_back({id, Type::deadline, {}, {}, {}});
  return facts;
}

bool derives(const std::string& rule, const std::string& text) {
  return Recogniser(grammar(), lexemes(), text).derives(rule);
}

/// The guide has Dutch rules too, and the grammars are in English.
bool is_dutch(const std::string& rule) {
  for (const char* word :
       {"minstens", "aankomst", "uiterlijk", "begint", "elk ", "totaal", "dan ", "naar ", "heeft",
        " en ", "tenzij", "behalve", "som(", "niet ", "meer dan ", "getrimd "}) {
    if (rule.find(word) != std::string::npos) return true;
  }
  return false;
}

void all_are_made(const std::string& kind, const std::string& rule) {
  for (const std::string& line : lines(kind)) {
    if (!is_dutch(line)) BOOST_TEST(derives(rule, line), line);
  }
}

std::optional<Scoring> compile_total_and(const Excerpt& text,
                                         std::optional<Excerpt> ScoringText::*part,
                                         Diagnostics& diagnostics) {
  static const std::string total = "50% partnership + 50% growth";
  ScoringText texts;
  texts.total = Excerpt{total, {0, 0, static_cast<std::uint32_t>(total.size())}};
  texts.*part = text;
  return compile_scoring(texts, {{"partnership", "", 0, 10, {}}, {"growth", "", 0, 10, {}}},
                         Language::any, diagnostics);
}

/// Makes many phrases of `rule` and reads each. What their dates mean is not the grammar's
/// business: only faults whose code is not among `meaning` count.
void all_phrases_are_read(const std::string& rule, const Lexemes& words,
                          const std::set<std::string>& meaning) {
  const Zone zone = Zone::fixed("test", std::chrono::hours(2));
  const ZoneSource zones = [](std::string_view) { return std::shared_ptr<const Zone>(); };
  for (unsigned seed = 1; seed <= 600; ++seed) {
    const std::string made = SentenceMaker(grammar(), words, seed).make(rule);
    Sources sources;
    const Excerpt excerpt = whole(sources, sources.add(rule, made));
    const Moment moment = resolve_moment(excerpt, {.zone = zone,
                                                   .zones = zones,
                                                   .regime = builtin_regime("be-civil"),
                                                   .calendar = builtin_calendar("BE")});
    const bool read = moment.kind == MomentClass::exact || moment.kind == MomentClass::relative;
    const bool form = !read && !meaning.contains(moment.diagnostics.front().code);
    BOOST_TEST(!form, made << "\n" << render(moment.diagnostics, sources));
  }
}

std::size_t nowhere(std::string_view, std::size_t) { return std::string_view::npos; }

}  // namespace

BOOST_AUTO_TEST_CASE(the_grammar_of_conditions_is_the_one_that_is_read) {
  const Schema facts = schema();
  all_are_read("condition", {"E0201"}, lexemes(), [&](const Excerpt& text, Diagnostics& faults) {
    return compile_expression(text, facts, Language::any, faults);
  });
  all_are_made("condition", "condition");
}

BOOST_AUTO_TEST_CASE(the_grammars_of_scores_are_the_ones_that_are_read) {
  Lexemes words = lexemes();
  words["name"].samples = {"partnership", "growth", "total", "arrival", "organisation"};
  words["number"].samples = {"50", "25"};
  all_are_read("total", {"E0301"}, words, [](const Excerpt& text, Diagnostics& faults) {
    return compile_total_and(text, &ScoringText::total, faults);
  });
  all_are_read("rank", {"E0301"}, words, [](const Excerpt& text, Diagnostics& faults) {
    return compile_total_and(text, &ScoringText::rank, faults);
  });
  const std::pair<const char*, std::optional<Excerpt> ScoringText::*> settings[] = {
      {"reviewers", &ScoringText::per_reviewer},
      {"normalised", &ScoringText::normalised},
      {"rounding", &ScoringText::rounding},
      {"divergence", &ScoringText::divergence}};
  for (const auto& [rule, part] : settings) {
    all_are_read(rule, {"E0301"}, words, [part = part](const Excerpt& text, Diagnostics& faults) {
      return compile_total_and(text, part, faults);
    });
  }
  all_are_made("total", "total");
  all_are_made("rank", "rank");
  all_are_made("per-reviewer", "reviewers");
  all_are_made("rounding", "rounding");
  all_are_made("divergence", "divergence");
}

BOOST_AUTO_TEST_CASE(the_grammar_of_flows_is_the_one_that_is_read) {
  const Schema facts = schema();
  // A word that begins a clause ends a condition, which the grammar leaves to the text.
  Lexemes words = lexemes();
  words["condition"] = {{"reviewed", "(arrival by deadline)", "every requirement holds"},
                        [](std::string_view text, std::size_t at) {
                          for (const std::string_view one :
                               {"every requirement holds", "any requirement fails", "score passes",
                                "reviewed", "pitched", "rebuttal is known"}) {
                            if (text.substr(at, one.size()) == one) return at + one.size();
                          }
                          return std::string_view::npos;
                        }};
  all_are_read("line", {"E0401"}, words, [&](const Excerpt& text, Diagnostics& faults) {
    return compile_flow(text, {facts, milestones, known_acts()}, Language::any, faults);
  });
  for (const std::string& line : lines("flow")) {
    BOOST_TEST(Recogniser(grammar(), words, line).derives("line"), line);
  }
}

BOOST_AUTO_TEST_CASE(the_grammar_of_channels_is_the_one_that_is_read) {
  all_are_read("channel", {"E0601"}, lexemes(), [](const Excerpt& text, Diagnostics& faults) {
    return compile_channel(text, "one", Language::any, faults);
  });
  all_are_made("channel", "channel");
}

BOOST_AUTO_TEST_CASE(the_grammar_of_dates_is_the_one_that_is_read) {
  const Lexemes words{
      {"date",
       {{"2023-06-09", "1 May 2023", "15/05/2023", "June 14th, 2023", "Friday 9 June 2023"},
        nowhere}},
      {"time", {{"17:00", "12u30", "5 p.m.", "noon"}, nowhere}},
      {"hour", {{"9u", "13:30", "17u00"}, nowhere}}};
  // A stretch or hours that run backwards.
  all_phrases_are_read("moment", words, {"E0110"});
}

BOOST_AUTO_TEST_CASE(the_grammar_of_limits_is_the_one_that_is_read) {
  const Lexemes words{{"date", {{"2023-06-09", "1 May 2023"}, nowhere}},
                      {"event", {{"decision", "the receipt"}, nowhere}},
                      {"period", {{"14 days", "two months", "10 working days"}, nowhere}},
                      {"ordinal", {{"first", "second", "3rd"}, nowhere}},
                      {"weekday", {{"Monday", "Friday"}, nowhere}},
                      {"time", {{"17:00", "12u00"}, nowhere}}};
  // Bounds that cross, a suspension that ends first or is of what counts backwards.
  all_phrases_are_read("limit", words, {"E0110", "E0161", "E0162"});
}

BOOST_AUTO_TEST_CASE(what_is_no_sentence_is_not_made) {
  BOOST_TEST(derives("condition", "arrival by deadline and challenges in [1, 2]"));
  BOOST_TEST(!derives("condition", "arrival by by deadline"));
  BOOST_TEST(!derives("condition", "and arrival"));
  BOOST_TEST(!derives("total", "40% + partnership"));
  BOOST_CHECK_THROW(read_ebnf("a = \"b ;"), std::runtime_error);
}
