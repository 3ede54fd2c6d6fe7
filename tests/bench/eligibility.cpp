#include <array>
#include <random>
#include <stdexcept>
#include <string>

#include "measure.hpp"
#include "rules/language/condition/condition.hpp"

namespace termijn::bench {
namespace {

constexpr std::size_t predicates = 20;
constexpr std::size_t candidatures = 4'096;

/// The base: the same twenty comparisons written by hand over the same numbers in an array, all
/// of them evaluated, the failing ones kept as a bit set.
std::size_t by_hand(const std::vector<std::array<std::int64_t, predicates>>& rows) {
  std::size_t reasons = 0;
  for (const auto& row : rows) {
    std::uint32_t failed = 0;
    for (std::size_t i = 0; i < predicates; ++i) {
      const auto limit = static_cast<std::int64_t>(10 + i);
      failed |= static_cast<std::uint32_t>(row[i] < limit ? 1U : 0U) << i;
    }
    reasons += failed;
  }
  return reasons;
}

}  // namespace

void eligibility() {
  rules::Schema schema;
  for (std::size_t i = 0; i < predicates; ++i) {
    rules::FactDeclaration fact;
    fact.name = "fact-" + std::to_string(i);
    fact.type = rules::Type::number;
    schema.facts.push_back(fact);
  }
  rules::Sources sources;
  std::vector<rules::Condition> rules_;
  for (std::size_t i = 0; i < predicates; ++i) {
    rules::Diagnostics diagnostics;
    const auto id =
        sources.add("rule", "fact-" + std::to_string(i) + " >= " + std::to_string(10 + i));
    auto rule = rules::compile_condition(rules::whole(sources, id), schema, rules::Language::any,
                                         diagnostics);
    if (!rule) throw std::runtime_error(rules::render(diagnostics, sources));
    rules_.push_back(*rule);
  }
  std::mt19937 random(1);  // a fixed seed: the same work in every run
  std::uniform_int_distribution<std::int64_t> value(0, 40);
  std::vector<std::array<std::int64_t, predicates>> rows(candidatures);
  std::vector<rules::Facts> facts(candidatures);
  for (std::size_t row = 0; row < candidatures; ++row) {
    for (auto& cell : rows[row]) {
      cell = value(random);
      facts[row].emplace_back(rules::Number(cell));
    }
  }
  rules::Scratch scratch;
  const auto from_the_language = [&] {
    std::size_t reasons = 0;
    for (const auto& sheet : facts) {
      for (std::size_t i = 0; i < predicates; ++i) {
        const auto answer = rules::truth_of(rules_[i], sheet, scratch);
        reasons += std::size_t{answer == false ? 1U : 0U} << i;
      }
    }
    return reasons;
  };
  if (by_hand(rows) != from_the_language()) throw std::runtime_error("the two do not agree");
  compare(
      {"G1", "20 eligibility rules, all reasons, against C++ on slots", 3.0},
      [&] { return by_hand(rows); }, from_the_language, candidatures);
}

}  // namespace termijn::bench
