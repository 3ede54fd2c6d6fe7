// Gives `per-reviewer`, `normalised`, `rounding` and `divergence` their meaning.
#include "rules/language/score/detail/settings.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace termijn::rules {
namespace {

using score_syntax::Aggregate;
using score_syntax::DivergenceClause;
using score_syntax::RoundingClause;
using score_syntax::Token;

// More than a score on any scale that people use can show; 10^6 also keeps
// rounded numbers far from the bounds of exact ones.
constexpr int most_decimals = 6;
// As many as there can be reviewers.
constexpr int most_trimmed = 1'000;

class Settings {
 public:
  Settings(const ScoringText& text, Scoring& scoring, Language language, Diagnostics& diagnostics)
      : text_(text), scoring_(scoring), language_(language), diagnostics_(diagnostics) {}

  void compile() {
    scoring_.least_reviewers = text_.least_reviewers;
    scoring_.least_scores = std::max(text_.least_scores, 1);
    if (text_.per_reviewer) aggregate(*text_.per_reviewer);
    check_least_scores();
    if (text_.rounding) round(*text_.rounding);
    if (text_.normalised) normalise(*text_.normalised);
    if (text_.divergence) diverge(*text_.divergence);
  }

 private:
  void refuse(Diagnostic found) { diagnostics_.push_back(std::move(found)); }

  /// Points at the number of reviewers as well, where it is written.
  void refuse_with_reviewers(Diagnostic found) {
    if (text_.least_reviewers_at) {
      found.secondary.push_back({*text_.least_reviewers_at, "at least so many reviewers"});
    }
    refuse(std::move(found));
  }

  // ---- per-reviewer ----

  void aggregate(const Excerpt& text) {
    const auto read = score_syntax::parse_aggregation(text, language_, diagnostics_);
    if (!read) return;
    const bool trims = read->without || read->trimmed || read->percent;
    if (read->how.word != score_syntax::trimmed_mean) {
      scoring_.aggregation =
          read->how.word == score_syntax::mean ? Aggregation::mean : Aggregation::median;
      if (trims) {
        refuse(score_fault("E0314",
                           fmt::format("'{}' leaves out no scores", std::string(read->how.text)),
                           read->span, "write 'trimmed mean 1' to leave some out"));
      }
      return;
    }
    scoring_.aggregation = Aggregation::trimmed_mean;
    if (!trims || (read->percent && !read->trimmed) || (read->without && read->trimmed)) {
      refuse(score_fault("E0314", "this does not say how many scores are left out at each end",
                         read->span, "write 'trimmed mean 1' or 'trimmed mean 20%'"));
      return;
    }
    trim(*read);
  }

  void trim(const Aggregate& read) {
    if (read.without) {
      scoring_.trim.scores = 1;
    } else {
      const auto number =
          plain_number(*read.trimmed, "E0316", "this number", "trimmed mean 1", diagnostics_);
      if (!number) return;
      if (read.percent) return trim_share(*number, read.span);
      if (number->bottom() != 1 || *number < Number(1) || *number > Number(most_trimmed)) {
        refuse(score_fault("E0316", "a trimmed mean leaves out a whole number of scores",
                           read.trimmed->span, "write 'trimmed mean 1' or 'trimmed mean 20%'"));
        return;
      }
      scoring_.trim.scores = static_cast<int>(number->top());
    }
    need_scores(2 * scoring_.trim.scores + 1, read.span);
  }

  /// One score at least must be left between those that are left out.
  void need_scores(int needed, Span span) {
    const bool few_reviewers = text_.least_reviewers < needed;
    const bool few_scores = text_.least_scores != 0 && text_.least_scores < needed;
    if (!few_reviewers && !few_scores) {
      scoring_.least_scores = std::max(scoring_.least_scores, needed);
      return;
    }
    auto found =
        score_fault("E0315",
                    fmt::format("{} at each end leaves no score of {}", scoring_.trim.scores,
                                few_reviewers ? text_.least_reviewers : text_.least_scores),
                    span,
                    fmt::format("set {} to {} or more, or leave out fewer",
                                few_reviewers ? "least-reviewers" : "least-scores", needed));
    if (few_reviewers) return refuse_with_reviewers(std::move(found));
    if (text_.least_scores_at) {
      found.secondary.push_back({*text_.least_scores_at, "at least so many scores"});
    }
    refuse(std::move(found));
  }

  void trim_share(const Number& share, Span span) {
    if (share <= Number(0) || share >= Number(50)) {
      refuse(score_fault("E0316", "a trimmed mean leaves out more than 0% and less than 50%", span,
                         "write for example 'trimmed mean 20%'"));
      return;
    }
    scoring_.trim.percentage = share;
    const auto left_out = multiply(share, Number(scoring_.least_reviewers));
    if (!left_out || *left_out >= Number(100)) return;
    Diagnostic found =
        score_fault("W0301",
                    fmt::format("{}% of {} scores is less than one: none is left out",
                                to_string(share), scoring_.least_reviewers),
                    span, "ask more reviewers, or write how many to leave out: 'trimmed mean 1'");
    found.severity = Severity::warning;
    refuse_with_reviewers(std::move(found));
  }

  void check_least_scores() {
    if (text_.least_scores <= text_.least_reviewers) return;
    refuse_with_reviewers(score_fault(
        "E0325",
        fmt::format("{} scores on each criterion are more than {} can give", text_.least_scores,
                    text_.least_reviewers == 1
                        ? "1 reviewer"
                        : fmt::format("{} reviewers", text_.least_reviewers)),
        text_.least_scores_at.value_or(Span{}), "set least-reviewers to as many or more"));
  }

  // ---- rounding ----

  void round(const Excerpt& text) {
    const auto clauses = score_syntax::parse_rounding(text, language_, diagnostics_);
    if (!clauses) return;
    if (clauses->size() > 1) {
      auto found = score_fault("E0318", "scores are rounded once", (*clauses)[1].span,
                               "round the total or the criteria, not both");
      found.secondary.push_back({clauses->front().span, "rounded here"});
      refuse(std::move(found));
      return;
    }
    scoring_.rounding = rounding(clauses->front());
  }

  std::optional<ScoreRounding> rounding(const RoundingClause& clause) {
    const std::string written(
        text_.rounding->file.substr(clause.span.begin, clause.span.end - clause.span.begin));
    if (!clause.target) {
      refuse(score_fault("E0317", "this does not say what is rounded", clause.span,
                         fmt::format("write 'total {0}' or 'criteria {0}'", written)));
      return std::nullopt;
    }
    ScoreRounding read;
    read.target = clause.target->word == score_syntax::the_total ? ScoreRounding::Target::total
                                                                 : ScoreRounding::Target::criteria;
    read.direction = direction(clause.direction);
    if (clause.decimals.word == score_syntax::whole_number) return read;
    const auto number = parse_number(clause.decimals.text);
    if (!number || number->bottom() != 1 || *number > Number(most_decimals)) {
      refuse(score_fault("E0319", "one rounds to 0 … 6 decimals", clause.decimals.span,
                         "write for example 'total half-up to 1 decimal'"));
      return std::nullopt;
    }
    read.decimals = static_cast<int>(number->top());
    return read;
  }

  static ScoreRounding::Direction direction(const Token& token) {
    switch (token.word) {
      case score_syntax::half_even:
        return ScoreRounding::Direction::half_even;
      case score_syntax::down:
        return ScoreRounding::Direction::down;
      case score_syntax::up:
        return ScoreRounding::Direction::up;
      default:
        return ScoreRounding::Direction::half_up;
    }
  }

  // ---- normalised ----

  void normalise(const Excerpt& text) {
    const auto word = score_syntax::parse_normalisation(text, language_, diagnostics_);
    if (!word) return;
    if (word->word == score_syntax::z_score) {
      refuse(score_fault("E0321", "a z-score divides by a root, which no exact number holds",
                         word->span,
                         "write 'mean and spread', which divides by the mean distance"));
      return;
    }
    scoring_.normalisation =
        word->word == score_syntax::by_mean ? Normalisation::mean : Normalisation::mean_and_spread;
    const bool wrong_rounding = text_.rounding && !scoring_.rounding;  // reported already
    if (wrong_rounding ||
        (scoring_.rounding && scoring_.rounding->target == ScoreRounding::Target::criteria)) {
      return;
    }
    auto found = score_fault("E0320", "normalised scores have fractions too long to be published",
                             word->span, "round them: rounding = 'criteria half-up to 2 decimals'");
    if (text_.rounding) found.secondary.push_back({text_.rounding->span, "this rounds the total"});
    refuse(std::move(found));
  }

  // ---- divergence ----

  void diverge(const Excerpt& text) {
    const auto clauses = score_syntax::parse_divergence(text, language_, diagnostics_);
    if (!clauses) return;
    if (scoring_.least_reviewers < 2) {
      const Span span = lexis::join(clauses->front().span, clauses->back().span);
      refuse_with_reviewers(score_fault("E0323", "one reviewer differs from nobody", span,
                                        "set least-reviewers to 2 or more"));
      return;
    }
    for (const DivergenceClause& clause : *clauses) {
      if (auto read = divergence(clause)) scoring_.divergence.push_back(*read);
    }
  }

  std::optional<Divergence> divergence(const DivergenceClause& clause) {
    Divergence read;
    read.span = clause.span;
    read.at_bound = clause.comparison.word == score_syntax::at_least;
    read.percentage = clause.unit && clause.unit->word == score_syntax::percent;
    const auto bound =
        plain_number(clause.bound, "E0324", "this number", "more than 3 points", diagnostics_);
    if (!bound) return std::nullopt;
    read.bound = *bound;
    if (clause.on && clause.on->word != score_syntax::any_criterion) {
      read.criterion = criterion_named(scoring_.criteria, *clause.on, diagnostics_,
                                       "; or write 'any criterion'");
      if (!read.criterion) return std::nullopt;
    }
    if (read.at_bound && read.bound == Number(0)) {
      refuse(score_fault("E0324", "reviewers always differ by at least 0", clause.span,
                         "write 'more than 0' when they must agree"));
      return std::nullopt;
    }
    warn_if_out_of_reach(read);
    return read;
  }

  /// Whether scores at both ends of the criterion's scale differ enough.
  static bool reachable(const Divergence& rule, const Criterion& criterion) {
    const auto length = subtract(criterion.high, criterion.low);
    const Number widest = rule.percentage ? Number(100) : length.value_or(Number(0));
    return rule.bound < widest || (rule.at_bound && rule.bound == widest);
  }

  void warn_if_out_of_reach(const Divergence& rule) {
    const auto& criteria = scoring_.criteria;
    const bool any = rule.criterion
                         ? reachable(rule, criteria[*rule.criterion])
                         : std::any_of(criteria.begin(), criteria.end(),
                                       [&](const Criterion& one) { return reachable(rule, one); });
    if (any || criteria.empty()) return;
    Diagnostic found = score_fault("W0302", "no two scores on their scale differ so much",
                                   rule.span, "write a number that the scale can reach");
    found.severity = Severity::warning;
    const Criterion& shown = criteria[rule.criterion.value_or(0)];
    found.secondary.push_back({shown.span, fmt::format("scored from {} to {}", to_string(shown.low),
                                                       to_string(shown.high))});
    refuse(std::move(found));
  }

  const ScoringText& text_;
  Scoring& scoring_;
  Language language_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<Number> plain_number(const Token& token, const std::string& code,
                                   const std::string& what, const std::string& example,
                                   Diagnostics& diagnostics) {
  const std::string written(token.text);
  if (const auto comma = written.find(','); comma != std::string::npos) {
    std::string pointed = written;
    pointed[comma] = '.';
    diagnostics.push_back(
        score_fault(code, "'" + written + "' has a decimal comma", token.span, "write " + pointed));
    return std::nullopt;
  }
  auto read = parse_number(written);
  if (!read) {
    diagnostics.push_back(score_fault(code, what + " has more than 15 digits", token.span,
                                      "write for example '" + example + "'"));
  }
  return read;
}

void compile_settings(const ScoringText& text, Scoring& scoring, Language language,
                      Diagnostics& diagnostics) {
  Settings(text, scoring, language, diagnostics).compile();
}

}  // namespace termijn::rules
