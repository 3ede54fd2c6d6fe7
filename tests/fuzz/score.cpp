#include "rules/language/score/score.hpp"

#include <array>

#include "support.hpp"

using namespace termijn;

namespace {

std::vector<rules::Criterion> criteria() {
  return {{"partnership", "Samenwerking", 0, 10, {}},
          {"innovation", "Innovatie", 0, 10, {}},
          {"growth", "Duurzame groei", 1, 5, {}}};
}

void check_scores(const rules::Scoring& scoring) {
  const std::array<std::vector<rules::Scorecard>, 3> cases{
      std::vector<rules::Scorecard>{},
      std::vector<rules::Scorecard>{{"one", {7, 8, 3}}, {"two", {6, std::nullopt, 4}}},
      std::vector<rules::Scorecard>{
          {"one", {0, 0, 1}}, {"two", {10, 10, 5}}, {"three", {5, 5, 3}}}};
  std::vector<rules::Contender> contenders;
  const auto together = rules::score_all(scoring, {cases.back(), cases.back()});
  fuzz::must(together.front().total == together.back().total, "equals score the same");
  for (const auto& cards : cases) {
    const rules::Score score = rules::score(scoring, cards);
    fuzz::must(!score.total || (!(*score.total < 0) && !(100 < *score.total)),
               "a total is a percentage");
    contenders.push_back({"id" + std::to_string(contenders.size()), "organisation", {}, score});
  }
  std::size_t scored = 0;
  for (const auto& one : contenders) scored += one.score.total ? 1 : 0;
  fuzz::must(rules::rank(scoring, contenders).size() == scored, "whoever has a total is ranked");
}

}  // namespace

/// The input is up to seven lines: total, per-reviewer, pass, rank, rounding, divergence,
/// normalised; an empty one is not written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rules::Sources sources;
  const std::string text = fuzz::text_of(data, size);
  std::array<std::optional<rules::Excerpt>, 7> lines;
  std::size_t begin = 0;
  for (auto& line : lines) {
    if (begin > text.size()) break;
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) {
      line = rules::whole(sources, sources.add("scoring", text.substr(begin, end - begin)));
    }
    begin = end + 1;
  }
  if (sources.size() == 0) return 0;
  rules::ScoringText scoring_text;
  scoring_text.total = lines[0];
  scoring_text.per_reviewer = lines[1];
  scoring_text.pass = lines[2];
  scoring_text.rank = lines[3];
  scoring_text.rounding = lines[4];
  scoring_text.divergence = lines[5];
  scoring_text.normalised = lines[6];
  scoring_text.least_reviewers = 3;  // as many as a trimmed mean needs
  rules::Diagnostics diagnostics;
  const auto scoring =
      rules::compile_scoring(scoring_text, criteria(), rules::Language::any, diagnostics);
  fuzz::must_be_readable(diagnostics, sources);
  fuzz::must(scoring.has_value() != rules::has_errors(diagnostics), "a refusal says why");
  if (scoring) check_scores(*scoring);
  return 0;
}
