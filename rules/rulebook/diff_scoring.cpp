// What an amendment does to what is scored, and how.
#include <set>

#include <fmt/format.h>

#include "rules/rulebook/detail/diff.hpp"

namespace termijn::rules::amend {
namespace {

using Kind = Difference::Kind;

/// A criterion with its weight.
struct Weighed {
  const Criterion* criterion = nullptr;
  Number weight;
};

std::vector<Weighed> weighed(const Scoring& scoring) {
  std::vector<Weighed> all;
  for (std::size_t i = 0; i < scoring.criteria.size(); ++i) {
    all.push_back(
        {&scoring.criteria[i], i < scoring.weights.size() ? scoring.weights[i] : Number(0)});
  }
  return all;
}

std::string scale(const Criterion& criterion) {
  return fmt::format("{}..{}", to_string(criterion.low), to_string(criterion.high));
}

std::string percentage(const Number& number) { return to_string(number) + "%"; }

class Criteria {
 public:
  explicit Criteria(Comparison& comparison) : comparison_(comparison) {}

  void gone(const Weighed& one) {
    add(Kind::dropped, one.criterion, nullptr,
        fmt::format("the criterion '{}' is dropped: it weighed {} on {}", one.criterion->id,
                    percentage(one.weight), scale(*one.criterion)));
  }
  void come(const Weighed& one) {
    add(Kind::added, nullptr, one.criterion,
        fmt::format("the criterion '{}' is added: it weighs {} on {}", one.criterion->id,
                    percentage(one.weight), scale(*one.criterion)));
  }
  void both(const Weighed& was, const Weighed& is) {
    const auto* before = was.criterion;
    const auto* after = is.criterion;
    if (was.weight != is.weight) {
      add(Kind::changed, before, after,
          fmt::format("the weight of '{}' changes from {} to {}", after->id, percentage(was.weight),
                      percentage(is.weight)));
    }
    if (scale(*before) != scale(*after)) {
      add(Kind::changed, before, after,
          fmt::format("the scale of '{}' changes from {} to {}", after->id, scale(*before),
                      scale(*after)));
    }
    if (before->name == after->name) return;
    add(Kind::reworded, before, after,
        fmt::format("the name of the criterion '{}' changes from '{}' to '{}'", after->id,
                    before->name, after->name));
  }

 private:
  void add(Kind kind, const Criterion* was, const Criterion* is, std::string sentence) {
    comparison_.add({.kind = kind,
                     .section = "criterion",
                     .what = is ? is->id : was->id,
                     .was = was ? std::optional(was->span) : std::nullopt,
                     .is = is ? std::optional(is->span) : std::nullopt,
                     .sentence = std::move(sentence),
                     .effect = kind == Kind::reworded ? Effect::same : Effect::other});
  }

  Comparison& comparison_;
};

void add(Comparison& comparison, const std::string& what, std::string sentence,
         Effect effect = Effect::other) {
  comparison.add({.section = "scoring",
                  .what = what,
                  .was = {},
                  .is = {},
                  .sentence = std::move(sentence),
                  .effect = effect});
}

void compare_pass(Comparison& comparison) {
  const auto& was = comparison.old.scoring.pass;
  const auto& is = comparison.now.scoring.pass;
  if (was && is) {
    const auto change = compare(comparison, *was, score_schema(comparison.old.scoring.criteria),
                                *is, score_schema(comparison.now.scoring.criteria));
    if (!change) return;
    comparison.add({.kind = change->kind,
                    .section = "scoring",
                    .what = "pass",
                    .was = was->span(),
                    .is = is->span(),
                    .sentence = "what passes " + change_words(comparison, *change, *was, *is),
                    .effect = change->effect,
                    .example = change->example});
  } else if (was) {
    add(comparison, "pass",
        fmt::format("whoever has a total passes now: '{}' is dropped",
                    words_of(comparison.old, was->span())),
        Effect::looser);
  } else if (is) {
    add(comparison, "pass",
        fmt::format("not everybody with a total passes any more: '{}' is added",
                    words_of(comparison.now, is->span())),
        Effect::stricter);
  }
}

std::string rank_words(const Scoring& scoring) {
  std::string words;
  for (const auto& key : scoring.rank) {
    words += (words.empty() ? "" : ", then ") + in_words(scoring, key);
  }
  return words;
}

/// The keys of `[scoring]` that say one thing each; what `total`, `pass` and `rank` mean is
/// compared above, and here only how they are written.
void compare_settings(Comparison& comparison) {
  auto old = settings_of(comparison.old, "scoring");
  auto now = settings_of(comparison.now, "scoring");
  std::set<std::string> told{"pass", "least-reviewers"};
  for (const auto& difference : comparison.found) {
    if (difference.section == "scoring") told.insert(difference.what);
    if (difference.section == "criterion" && difference.kind != Kind::reworded) {
      told.insert("total");
    }
  }
  auto keys = old;
  keys.insert(now.begin(), now.end());
  for (const auto& [key, value] : keys) {
    if (told.contains(key) || old[key] == now[key]) continue;
    const bool wording = key == "total" || key == "rank";
    const auto was = old[key].empty() ? "nothing" : old[key];
    const auto is = now[key].empty() ? "nothing" : now[key];
    comparison.add({.kind = wording ? Kind::reworded : Kind::changed,
                    .section = "scoring",
                    .what = key,
                    .was = {},
                    .is = {},
                    .sentence = fmt::format("in the scoring, '{}' changes from {} to {}{}", key,
                                            was, is, wording ? " but means the same" : ""),
                    .effect = wording ? Effect::same : Effect::other});
  }
}

}  // namespace

void compare_scoring(Comparison& comparison) {
  const auto& old = comparison.old.scoring;
  const auto& now = comparison.now.scoring;
  Criteria criteria(comparison);
  match(
      weighed(old), weighed(now), [](const Weighed& one) { return one.criterion->id; },
      [&](const Weighed& gone) { criteria.gone(gone); },
      [&](const Weighed& come) { criteria.come(come); },
      [&](const Weighed& was, const Weighed& is) { criteria.both(was, is); });
  if (old.least_reviewers != now.least_reviewers) {
    add(comparison, "least-reviewers",
        fmt::format("a score now needs {} reviewers instead of {}", now.least_reviewers,
                    old.least_reviewers));
  }
  compare_pass(comparison);
  if (rank_words(old) != rank_words(now)) {
    add(comparison, "rank",
        fmt::format("candidatures are ranked by {} instead of by {}", rank_words(now),
                    rank_words(old)));
  }
  compare_settings(comparison);
}

}  // namespace termijn::rules::amend
