#pragma once

#include <deque>
#include <stdexcept>
#include <string>

#include "rules/language/score/score.hpp"

namespace termijn::tests {

using namespace termijn::rules;

inline std::vector<Criterion> three_criteria() {
  return {{"partnership", "Samenwerking", 0, 10, {}},
          {"innovation", "Innovatie", 0, 10, {}},
          {"growth", "Duurzame groei", 0, 10, {}}};
}

/// The texts of a `[scoring]`, each in a source of its own; empty: not written.
struct Texts {
  std::string total = "40% partnership + 30% innovation + 30% growth";
  std::string per_reviewer{};
  std::string pass{};
  std::string rank{};
  int least_reviewers = 1;
  std::string normalised{};
  std::string rounding{};
  std::string divergence{};
  int least_scores = 0;
};

struct Compiled {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<Scoring> scoring;

  explicit Compiled(const Texts& texts, std::vector<Criterion> criteria = three_criteria()) {
    ScoringText text;
    text.total = excerpt(texts.total);
    text.per_reviewer = excerpt(texts.per_reviewer);
    text.pass = excerpt(texts.pass);
    text.rank = excerpt(texts.rank);
    text.least_reviewers = texts.least_reviewers;
    text.normalised = excerpt(texts.normalised);
    text.rounding = excerpt(texts.rounding);
    text.divergence = excerpt(texts.divergence);
    text.least_scores = texts.least_scores;
    scoring = compile_scoring(text, std::move(criteria), Language::any, diagnostics);
  }

  /// Code, underlined words and message of each fault.
  std::string said() const {
    std::string text;
    for (const Diagnostic& fault : diagnostics) {
      const Span span = fault.primary.span;
      const auto words =
          sources.size() == 0
              ? std::string_view()
              : sources.at(span.source).text().substr(span.begin, span.end - span.begin);
      text += fault.code + " '" + std::string(words) + "' " + fault.message + "; ";
    }
    return text;
  }

 private:
  std::optional<Excerpt> excerpt(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return whole(sources, sources.add("scoring", text));
  }
};

inline Scoring scoring_of(const Texts& texts, std::vector<Criterion> criteria = three_criteria()) {
  Compiled compiled(texts, std::move(criteria));
  if (!compiled.scoring) throw std::runtime_error(compiled.said());
  return *compiled.scoring;
}

/// One criterion on a scale, which is the whole total.
inline Scoring one_criterion(Texts texts, Number low = 0, Number high = 10) {
  texts.total = "100% quality";
  return scoring_of(texts, {{"quality", "", low, high, {}}});
}

inline Scorecard card(std::vector<std::optional<Number>> scores) {
  return {"reviewer", std::move(scores)};
}

inline std::string shown(const std::optional<Number>& number) {
  return number ? to_string(*number) : "none";
}

inline std::string shown(std::optional<bool> truth) {
  return truth ? (*truth ? "yes" : "no") : "unknown";
}

}  // namespace termijn::tests
