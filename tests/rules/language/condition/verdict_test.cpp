// The verdict alone, at the places where it takes another way than the evaluation.
#include <boost/test/unit_test.hpp>

#include "definitions_under_test.hpp"

using namespace termijn::tests;

namespace {

/// The test facts, with a second instant and with records of working days.
Schema wider_schema() {
  Schema schema = test_schema();
  schema.facts.push_back({"published", Type::instant, {}, {}, {}});
  schema.facts.push_back({"stays",
                          Type::records,
                          {{"place", Type::text, {}, {}, {}},
                           {"paid", Type::number, {}, {}, {}},
                           {"leave", Type::working_days, {}, {}, {}}},
                          {},
                          {}});
  return schema;
}

/// The answer of `rule`, which must be that of the verdict alone too.
std::string told(Book& book, const std::string& rule,
                 const std::vector<std::pair<const char*, Value>>& known) {
  const auto condition = book.compile(rule);
  if (!condition) return book.said();
  Facts values(book.schema.facts.size());
  for (const auto& [name, value] : known) {
    values.at(static_cast<std::size_t>(book.schema.slot(name))) = value;
  }
  const Evaluation evaluation = evaluate(*condition, values);
  Scratch scratch;
  const bool agree = truth_of(*condition, values, scratch) == truth(evaluation.value);
  return agree ? to_string(evaluation.value) : "the verdict alone is another";
}

struct Wider : Book {
  Wider() { schema = wider_schema(); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(two_instants_lie_before_and_after_one_another) {
  const auto held = [](const char* word, const char* arrival) {
    Wider book;
    return told(book, std::string("arrival ") + word + " published",
                {{"arrival", moment(arrival)}, {"published", moment("2023-06-09T12:00:00Z")}});
  };
  const char* const earlier = "2023-06-09T11:59:59Z";
  const char* const same = "2023-06-09T12:00:00Z";
  const char* const later = "2023-06-09T12:00:01Z";
  BOOST_TEST(held("before", earlier) == "true");
  BOOST_TEST(held("before", same) == "false");
  BOOST_TEST(held("before", later) == "false");
  BOOST_TEST(held("by", earlier) == "true");
  BOOST_TEST(held("by", same) == "true");
  BOOST_TEST(held("by", later) == "false");
  BOOST_TEST(held("after", earlier) == "false");
  BOOST_TEST(held("after", same) == "false");
  BOOST_TEST(held("after", later) == "true");
}

BOOST_AUTO_TEST_CASE(working_days_of_no_record_come_to_none) {
  Wider book;
  BOOST_TEST(told(book, "sum(leave of stays) = 0 working days", {{"stays", documents({})}}) ==
             "true");
  BOOST_TEST(told(book, "sum(leave of stays) = 3 working days",
                  {{"stays", documents({{"x", Number(1), Period{3, Unit::working_day}}})}}) ==
             "true");
}

BOOST_AUTO_TEST_CASE(what_a_record_does_not_hold_is_unknown) {
  // The field once stood there: a look past the end of the record would find it.
  Record shorter{"x", Number(1)};
  shorter.pop_back();
  BOOST_TEST_REQUIRE(shorter.capacity() > shorter.size());
  Wider book;
  auto records = std::make_shared<std::vector<Record>>();
  records->push_back(std::move(shorter));
  const Value kept = std::shared_ptr<const std::vector<Record>>(records);
  BOOST_TEST(told(book, "any stays has paid is known", {{"stays", kept}}) == "false");
  BOOST_TEST(told(book, "any stays has paid = 1", {{"stays", kept}}) == "unknown");
}

BOOST_AUTO_TEST_CASE(fractions_are_compared_as_fractions) {
  const auto seven = [](std::int64_t bottom) { return *divide(Number(7), Number(bottom)); };
  const auto held = [](const Number& n, const Number& m) {
    Wider book;
    return told(book, "n > m", {{"n", n}, {"m", m}});
  };
  // Three is more than 7/3 and less than 7/2, and 7/2 less than five.
  BOOST_TEST(held(Number(3), seven(3)) == "true");
  BOOST_TEST(held(seven(2), Number(3)) == "true");
  BOOST_TEST(held(seven(2), Number(5)) == "false");
  BOOST_TEST(held(seven(3), Number(3)) == "false");
  BOOST_TEST(held(seven(2), seven(3)) == "true");
}

BOOST_AUTO_TEST_CASE(a_rule_that_cannot_be_worked_out_is_not_waited_for) {
  const auto held = [](const std::vector<std::pair<const char*, Value>>& known) {
    Wider book;
    book.define("odd", "n / m > earlier-candidatures");
    return told(book, "odd is known", known);
  };
  const Value nothing = Number(0);
  const Value one = Number(1);
  BOOST_TEST(held({{"n", one}, {"m", one}, {"earlier-candidatures", one}}) == "true");
  BOOST_TEST(held({{"n", one}, {"m", nothing}, {"earlier-candidatures", one}}) == "true");
  BOOST_TEST(held({{"n", one}, {"m", nothing}}) == "false");
  BOOST_TEST(held({{"m", one}, {"earlier-candidatures", one}}) == "false");
  BOOST_TEST(held({}) == "false");
}
