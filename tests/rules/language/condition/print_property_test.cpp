// Generated conditions survive printing: the same tree, the same program.
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "rules/language/condition/print.hpp"
#include "rules_under_test.hpp"

using namespace termijn::tests;

namespace {

std::string one_of(const std::vector<std::string>& choices) { return *rc::gen::elementOf(choices); }

/// Blanks between words, sometimes more than needed.
std::string gap() { return one_of({" ", " ", "  ", "\n  "}); }

std::string condition(int depth);

std::string number() {
  return one_of({"n", "m", "3", "7.25", "count(documents)", "aantal(challenges)",
                 "SUM(pages of documents)", "kleinste(bladzijden van de document)",
                 "median([n,  2])"});
}

std::string amount(int depth) {
  if (depth == 0 || *rc::gen::inRange(0, 3) == 0) return number();
  const std::string left = amount(depth - 1);
  const std::string right = amount(depth - 1);
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      return "(" + left + ")";
    case 1:
      return "-(" + left + ")";
    case 2:
      return "(" + left + ")" + gap() + one_of({"*", "/", "-", "+"}) + " (" + right + ")";
    default:
      return number() + gap() + one_of({"+", "-", "*", "/"}) + " " + right;
  }
}

std::string order() {
  return one_of({"=", "is", "!=", "is not", "is niet", "<", "less than", "minder dan", "at most",
                 "ten hoogste", "≤", ">", "meer dan", "at least", "is minstens", "ten minste"});
}

std::string comparison(int depth) {
  switch (*rc::gen::inRange(0, 9)) {
    case 0:
      return amount(depth) + gap() + one_of({"between", "tussen"}) + " " + amount(depth) + " " +
             one_of({"and", "en"}) + " " + amount(depth);
    case 1:
      return number() + gap() + one_of({"in", "not in", "niet in", "is een van"}) + " [" +
             amount(1) + ", " + number() + "]";
    case 2:
      return "(" + amount(depth) + ") " + one_of({"is known", "is onbekend", "IS NOT KNOWN"});
    case 3:
      return one_of({"arrival", "aankomst"}) + gap() +
             one_of({"by", "is na", "uiterlijk", "voor"}) + " " +
             one_of({"deadline", "2023-06-09"});
    case 4:
      return one_of({"organisation", "region.name", "regio.naam"}) + gap() +
             one_of({"bevat", "starting with", "past op", "eindigt op", "="}) + " " +
             one_of({"\"x and y\"", "'é \"'", "organisatie"});
    case 5:
      return one_of({"budget", "EUR 12.50", "1 euro"}) + gap() + order() + " " +
             one_of({"budget * 2", "€ 3", "10% * budget"});
    case 6:
      return one_of({"founded + 1 jaar", "launch - 2 weken"}) + gap() + order() + " founded";
    default:
      return amount(depth) + gap() + order() + " " + amount(depth);
  }
}

std::string record_test() {
  const std::string one = one_of({"pages", "bladzijden"}) + " " + order() + " " + number();
  const std::string other = one_of({"name", "naam"}) + " " + one_of({"met", "="}) + " region.name";
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      return one;
    case 1:
      return "not not " + other;
    case 2:
      return "niet (" + one + " en " + other + ")";
    default:
      return "(" + other + " or " + one + ")";
  }
}

std::string quantified() {
  const std::string which =
      one_of({"any", "some", "each", "no", "alle", "elke", "geen", "minstens één", "een van",
              "at least 2", "hoogstens 1", ">= 1 of the", "at most 3 van de"});
  if (*rc::gen::arbitrary<bool>()) {
    return which + gap() + one_of({"documents", "document", "documenten"}) + " " +
           one_of({"has", "heeft", "have"}) + gap() + record_test();
  }
  return which + gap() + one_of({"challenges", "uitdagingen", "uitdaging"}) + " " +
         one_of({"in region.challenges", "> 2", "tussen 1 en n"});
}

std::string condition(int depth) {
  if (depth == 0)
    return one_of({"a", "b", "pitched", "true", "onwaar", "EVERY requirement  holds"});
  switch (*rc::gen::inRange(0, 8)) {
    case 0:
      return one_of({"not", "niet"}) + gap() + "(" + condition(depth - 1) + ")";
    case 1:
      return "not not " + condition(0);
    case 2:
      return quantified();
    case 3:
      return "(" + condition(depth - 1) + ")";
    case 4:
      return comparison(depth - 1);
    case 5:
      return "(" + condition(depth - 1) + ")" + gap() + one_of({"and", "en", "or", "of"}) + " (" +
             condition(depth - 1) + ")";
    default:
      return condition(depth - 1) + gap() + one_of({"and", "en", "or", "of"}) + " " +
             comparison(depth - 1);
  }
}

/// With an exception or two, sometimes.
std::string whole_rule() {
  std::string rule = condition(3);
  for (int more = *rc::gen::inRange(-3, 3); more > 0; --more) {
    rule += gap() + one_of({"except when", "except if", "behalve als"}) + " " + condition(2) +
            gap() + one_of({"because", "omdat"}) + " " + one_of({"\"a (text)\"", "'and'"});
  }
  return rule;
}

Printed printed(const std::string& rule, Language to, Surroundings around) {
  Sources sources;
  const Excerpt text = whole(sources, sources.add("rule", rule));
  Diagnostics diagnostics;
  const auto found = print_condition(text, test_schema(), to, around, diagnostics);
  if (!found) RC_FAIL(render(diagnostics, sources));
  return *found;
}

/// Some value of a type, or none.
Value some_value(Type type) {
  switch (type) {
    case Type::truth:
      return *rc::gen::arbitrary<bool>();
    case Type::number:
    case Type::percentage:
    case Type::money:
      return Number(*rc::gen::inRange<std::int64_t>(-1, 6));
    case Type::text:
      return std::string(one_of({"x and y", "é \"", "selected"}));
    case Type::numbers:
      return std::vector<Number>{Number(*rc::gen::inRange<std::int64_t>(0, 4)), Number(2)};
    case Type::records:
      return documents(
          {{std::string("x"), Number(*rc::gen::inRange<std::int64_t>(0, 4))}, {{}, {}}});
    case Type::date:
      return day(one_of({"2020-02-29", "2023-06-09"}).c_str());
    case Type::instant:
      return moment(one_of({"2023-06-09T10:00:00Z", "2023-06-09T22:00:00Z"}).c_str());
    case Type::deadline:
      return Deadline{moment("2023-06-09T22:00:00Z"), *rc::gen::arbitrary<bool>()};
    default:
      return {};
  }
}

Facts some_facts() {
  Facts values;
  for (const FactDeclaration& fact : test_schema().facts) {
    values.push_back(*rc::gen::inRange(0, 4) == 0 ? Value() : some_value(fact.type));
  }
  return values;
}

void check_same_program(const std::string& rule, const std::string& other) {
  const Compiled one(rule);
  const Compiled two(other);
  RC_ASSERT(one.condition.has_value() == two.condition.has_value());
  if (!one.condition) return;
  const auto& parts = one.condition->parts();
  RC_ASSERT(parts.size() == two.condition->parts().size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    RC_ASSERT(parts[i].type == two.condition->parts()[i].type);
  }
  RC_ASSERT(one.condition->slots() == two.condition->slots());
  for (int round = 0; round < 5; ++round) {
    const Facts values = some_facts();
    const Evaluation first = evaluate(*one.condition, values);
    const Evaluation second = evaluate(*two.condition, values);
    RC_ASSERT(first.parts == second.parts);
    RC_ASSERT(first.missing == second.missing);
    RC_ASSERT(first.fault.has_value() == second.fault.has_value());
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_printed_condition_reads_back_to_the_same_tree) {
  BOOST_TEST(rc::check("print then parse", [] {
    const std::string rule = whole_rule();
    RC_LOG() << rule;
    for (const Surroundings around : {Surroundings::none, Surroundings::flow}) {
      for (const Language to : {Language::any, Language::en, Language::nl}) {
        const Printed once = printed(rule, to, around);
        const Printed twice = printed(joined(once), to, around);
        const Printed lines = printed(joined(once, "\n"), to, around);
        RC_LOG() << joined(once);
        RC_ASSERT(once.shape == printed(rule, Language::any, around).shape);
        RC_ASSERT(once.shape == twice.shape);
        RC_ASSERT(joined(once) == joined(twice));
        RC_ASSERT(once.parts == lines.parts);
      }
    }
  }));
}

BOOST_AUTO_TEST_CASE(a_printed_condition_is_the_same_program) {
  BOOST_TEST(rc::check("print then evaluate", [] {
    const std::string rule = whole_rule();
    RC_LOG() << rule;
    const Language to = *rc::gen::element(Language::any, Language::en, Language::nl);
    check_same_program(rule, joined(printed(rule, to, Surroundings::none)));
  }));
}

BOOST_AUTO_TEST_CASE(most_generated_conditions_are_sound) {
  int sound = 0;
  int all = 0;
  rc::check("types fit", [&] {
    ++all;
    sound += Compiled(condition(3)).condition.has_value() ? 1 : 0;
  });
  BOOST_TEST(sound * 2 > all, sound << " of " << all);
}
