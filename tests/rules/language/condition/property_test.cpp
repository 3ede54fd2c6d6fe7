#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "rules_under_test.hpp"

using namespace termijn::tests;

namespace {

/// A rule over the truths a, b, c, the numbers n, m and the documents.
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
                                                  "n / m > 1"};
  const int kind = depth == 0 ? 0 : *rc::gen::inRange(0, 4);
  if (kind == 0) return *rc::gen::elementOf(leaves);
  if (kind == 1) return "not (" + some_rule(depth - 1) + ")";
  return "(" + some_rule(depth - 1) + ")" + (kind == 2 ? " and " : " or ") + "(" +
         some_rule(depth - 1) + ")";
}

Value some_number() { return Number(*rc::gen::inRange<std::int64_t>(-1, 6)); }

Value maybe(Value value, bool hidden) { return hidden ? Value() : std::move(value); }

}  // namespace

BOOST_AUTO_TEST_CASE(learning_a_fact_never_turns_a_known_answer) {
  BOOST_TEST(rc::check("Kleene's logic is monotone", [] {
    // `is known` is the one question that is about knowledge itself.
    std::string rule = some_rule(3);
    if (rule.find("is known") != std::string::npos) RC_DISCARD();
    const std::vector<std::pair<const char*, Value>> truth{
        {"a", *rc::gen::arbitrary<bool>()},
        {"b", *rc::gen::arbitrary<bool>()},
        {"c", *rc::gen::arbitrary<bool>()},
        {"n", some_number()},
        {"m", some_number()},
        {"documents", documents({{"x", some_number()}, {"y", some_number()}})}};
    auto seen = truth;
    for (auto& [name, value] : seen) value = maybe(value, *rc::gen::arbitrary<bool>());
    const Compiled compiled(rule);
    RC_ASSERT(compiled.condition.has_value());
    const Evaluation early = evaluate(*compiled.condition, facts(seen));
    const Evaluation late = evaluate(*compiled.condition, facts(truth));
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

BOOST_AUTO_TEST_CASE(recording_what_is_missing_gives_an_answer) {
  BOOST_TEST(rc::check("missing is enough", [] {
    const std::string rule = some_rule(3);
    const Compiled compiled(rule);
    Facts values = facts({{"a", *rc::gen::arbitrary<bool>()}, {"n", some_number()}});
    const Facts all = facts({{"a", false},
                             {"b", true},
                             {"c", false},
                             {"n", Number(2)},
                             {"m", Number(3)},
                             {"documents", documents({{"x", Number(4)}})}});
    for (int round = 0; round < 10; ++round) {
      const Evaluation evaluation = evaluate(*compiled.condition, values);
      if (evaluation.missing.empty()) return;
      for (const int slot : evaluation.missing) {
        const auto at = static_cast<std::size_t>(slot);
        RC_ASSERT(!values[at].known());
        values[at] = all[at];
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
  static const std::vector<std::string> words = {"a",          "n",
                                                 "documents",  "document",
                                                 "pages",      "not",
                                                 "and",        "or",
                                                 "any",        "every",
                                                 "at least",   "2",
                                                 "has",        "in",
                                                 "[",          "]",
                                                 "(",          ")",
                                                 ",",          "=",
                                                 "is",         "is known",
                                                 "between",    "+",
                                                 "-",          "*",
                                                 "/",          "'t'",
                                                 "2023-06-09", "14 days",
                                                 "60%",        "1,5",
                                                 "euro",       "by",
                                                 "deadline",   "arrival",
                                                 "count",      "every requirement holds",
                                                 "contains",   "no",
                                                 "of",         "\"",
                                                 "é",          "0"};
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
