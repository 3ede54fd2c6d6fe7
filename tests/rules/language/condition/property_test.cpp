#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "definitions_under_test.hpp"

using namespace termijn::tests;

namespace {

/// A rule over the truths a, b, c, the numbers n, m, the documents and the named
/// rules and tables of `with_definitions`.
std::string some_rule(int depth) {
  static const std::vector<std::string> leaves = {"a",
                                                  "b",
                                                  "c",
                                                  "true",
                                                  "false",
                                                  "n > 3",
                                                  "n + m = 4",
                                                  "m in [1, n]",
                                                  "n between 1 and m",
                                                  "any document has pages > n",
                                                  "every document has pages > 2",
                                                  "n is known",
                                                  "at least 2 documents has pages = m",
                                                  "n / m > 1",
                                                  "sum(pages of documents) > n",
                                                  "max(pages of documents) = m",
                                                  "median([n, m, 3]) = 3",
                                                  "mean(pages of documents) < m",
                                                  "min(pages of documents) > 0 or n = m",
                                                  "excused",
                                                  "close",
                                                  "one-of-two = n",
                                                  "first-of-three > 1",
                                                  "total = first-of-three",
                                                  "any document has pages = one-of-two"};
  const int kind = depth == 0 ? 0 : *rc::gen::inRange(0, 4);
  if (kind == 0) return *rc::gen::elementOf(leaves);
  if (kind == 1) return "not (" + some_rule(depth - 1) + ")";
  return "(" + some_rule(depth - 1) + ")" + (kind == 2 ? " and " : " or ") + "(" +
         some_rule(depth - 1) + ")";
}

Value some_number() { return Number(*rc::gen::inRange<std::int64_t>(-1, 6)); }

/// An exception, a rule over records, and tables of either policy, with and without
/// `otherwise`, whose outputs may be unknown and whose conditions may overlap.
Book with_definitions() {
  Book book;
  book.define("excused", "a and n > 1 except when b and m > 2 because 'x'");
  book.define("close", "any document has pages between n and m");
  book.define("total", "sum(pages of documents) + n");
  book.add(
      "one-of-two",
      book.table({"n", "a"}, {{"at most 2", "-", "m"}, {"at least 2", "true", "5"}}, "m")->rule);
  book.add(
      "first-of-three",
      book.table({"m", "close", "one-of-two"},
                 {{"1", "-", "-", "1"}, {"-", "true", "at least 3", "n"}, {"> 3", "-", "-", "1"}},
                 "", TablePolicy::first)
          ->rule);
  return book;
}

/// All facts; and as many of them as are known at some time.
struct Knowledge {
  Facts all;
  Facts seen;
};

Value maybe(const Value& value) { return *rc::gen::arbitrary<bool>() ? Value() : value; }

Knowledge some_knowledge() {
  const Value a = *rc::gen::arbitrary<bool>();
  const Value b = *rc::gen::arbitrary<bool>();
  const Value c = *rc::gen::arbitrary<bool>();
  const Value n = some_number();
  const Value m = some_number();
  std::vector<Record> papers;
  std::vector<Record> half_seen;
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    papers.push_back({"x", some_number()});
    half_seen.push_back({"x", maybe(papers.back()[1])});
  }
  return {
      facts({{"a", a}, {"b", b}, {"c", c}, {"n", n}, {"m", m}, {"documents", documents(papers)}}),
      facts({{"a", maybe(a)},
             {"b", maybe(b)},
             {"c", maybe(c)},
             {"n", maybe(n)},
             {"m", maybe(m)},
             {"documents", maybe(documents(half_seen))}})};
}

}  // namespace

BOOST_AUTO_TEST_CASE(learning_a_fact_never_turns_a_known_answer) {
  Book book = with_definitions();
  BOOST_TEST(rc::check("Kleene's logic is monotone", [&book] {
    // `is known` is the one question that is about knowledge itself.
    std::string rule = some_rule(3);
    if (rule.find("is known") != std::string::npos) RC_DISCARD();
    const Knowledge known = some_knowledge();
    const auto condition = book.compile(rule);
    RC_ASSERT(condition.has_value());
    const Evaluation early = evaluate(*condition, known.seen);
    const Evaluation late = evaluate(*condition, known.all);
    if (early.value.known()) {
      RC_ASSERT(early.value == late.value);
      RC_ASSERT(early.missing.empty());
      RC_ASSERT(!early.fault);
    } else {
      RC_ASSERT(!early.missing.empty() || early.fault.has_value());
    }
    RC_ASSERT(late.missing.empty());
    RC_ASSERT(late.value.known() != late.fault.has_value());
  }));
}

BOOST_AUTO_TEST_CASE(only_what_is_missing_can_decide) {
  Book book = with_definitions();
  BOOST_TEST(rc::check("missing is sound", [&book] {
    std::string rule = some_rule(3);
    if (rule.find("is known") != std::string::npos) RC_DISCARD();
    const Knowledge known = some_knowledge();
    const auto condition = book.compile(rule);
    const Evaluation early = evaluate(*condition, known.seen);
    if (early.value.known()) RC_DISCARD();
    // Everything is recorded but what it says is missing.
    Facts others = known.all;
    for (const int slot : early.missing) {
      const auto at = static_cast<std::size_t>(slot);
      others[at] = known.seen[at];
    }
    RC_ASSERT(!evaluate(*condition, others).value.known());
  }));
}

BOOST_AUTO_TEST_CASE(the_verdict_alone_is_that_of_the_evaluation) {
  Book book = with_definitions();
  Scratch scratch;
  BOOST_TEST(rc::check("verdicts agree", [&book, &scratch] {
    const Knowledge known = some_knowledge();
    const auto condition = book.compile(some_rule(3));
    for (const Facts* values : {&known.seen, &known.all}) {
      RC_ASSERT(truth_of(*condition, *values, scratch) ==
                truth(evaluate(*condition, *values).value));
    }
  }));
}

BOOST_AUTO_TEST_CASE(recording_what_is_missing_gives_an_answer) {
  Book book = with_definitions();
  BOOST_TEST(rc::check("missing is enough", [&book] {
    const auto condition = book.compile(some_rule(3));
    Knowledge known = some_knowledge();
    for (int round = 0; round < 10; ++round) {
      const Evaluation evaluation = evaluate(*condition, known.seen);
      if (evaluation.missing.empty()) return;
      for (const int slot : evaluation.missing) {
        const auto at = static_cast<std::size_t>(slot);
        RC_ASSERT(!(known.seen[at] == known.all[at]));
        known.seen[at] = known.all[at];
      }
    }
    RC_FAIL("facts stay missing although they are recorded");
  }));
}

BOOST_AUTO_TEST_CASE(no_bytes_crash_the_reader) {
  BOOST_TEST(rc::check("random bytes", [] {
    const Compiled compiled(*rc::gen::arbitrary<std::string>());
    RC_ASSERT(compiled.condition.has_value() == compiled.diagnostics.empty());
    RC_ASSERT(compiled.said().find("boost") == std::string::npos);
  }));
}

BOOST_AUTO_TEST_CASE(no_row_of_words_crashes_the_reader) {
  static const std::vector<std::string> words = {"a",
                                                 "n",
                                                 "documents",
                                                 "document",
                                                 "pages",
                                                 "not",
                                                 "and",
                                                 "or",
                                                 "any",
                                                 "every",
                                                 "at least",
                                                 "2",
                                                 "has",
                                                 "in",
                                                 "[",
                                                 "]",
                                                 "(",
                                                 ")",
                                                 ",",
                                                 "=",
                                                 "is",
                                                 "is known",
                                                 "between",
                                                 "+",
                                                 "-",
                                                 "*",
                                                 "/",
                                                 "'t'",
                                                 "2023-06-09",
                                                 "14 days",
                                                 "60%",
                                                 "1,5",
                                                 "euro",
                                                 "by",
                                                 "deadline",
                                                 "arrival",
                                                 "count",
                                                 "every requirement holds",
                                                 "contains",
                                                 "no",
                                                 "of",
                                                 "\"",
                                                 "sum",
                                                 "median",
                                                 "except when",
                                                 "because",
                                                 "matches",
                                                 "é",
                                                 "0"};
  BOOST_TEST(rc::check("random words", [] {
    std::string rule;
    for (int i = *rc::gen::inRange(1, 12); i > 0; --i) rule += *rc::gen::elementOf(words) + " ";
    const Compiled compiled(rule);
    RC_ASSERT(compiled.condition.has_value() == compiled.diagnostics.empty());
    const std::string said = compiled.said();
    RC_ASSERT(said.find("boost") == std::string::npos);
    RC_ASSERT(said.find("expected N") == std::string::npos);
    if (compiled.condition) evaluate(*compiled.condition, {});
  }));
}
