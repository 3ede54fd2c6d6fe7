// A score, a date, a rank and a change, in words.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands/explanation_lines.hpp"
#include "cli/render/text.hpp"
#include "cli/render/when.hpp"
#include "cli/render/words.hpp"

namespace termijn::cli {
namespace {

// ---- scores ----

std::string card_words(const ExplainedScorecard& card, const rules::Scoring& scoring) {
  std::vector<std::string> scores;
  for (std::size_t i = 0; i < scoring.criteria.size(); ++i) {
    scores.push_back(
        fmt::format("{} {}", scoring.criteria[i].id, card.scores[i].value_or("abstained")));
  }
  return fmt::format("{}: {}{}", card.reviewer, fmt::join(scores, ", "),
                     card.counts ? "" : " (does not count: a conflict of interest)");
}

std::string criterion_words(std::size_t i, const ExplainedScore& explained,
                            const rules::Scoring& scoring) {
  const auto& criterion = scoring.criteria[i];
  const auto& found = explained.score.criteria[i];
  const auto& brings = explained.contributions[i];
  return fmt::format("{}: {} on {}..{}, weight {}%{}", criterion.id,
                     found ? rules::to_string(*found) : "no score yet",
                     rules::to_string(criterion.low), rules::to_string(criterion.high),
                     rules::to_string(scoring.weights[i]),
                     brings ? fmt::format(", brings {}%", rules::to_string(*brings)) : "");
}

// ---- dates ----

std::string moved_words(const MovedLimit& moved, const rules::Zone& zone) {
  if (moved.kind == "rules-changed") {
    return fmt::format("kept when the rules were amended by '{}' on {}: {}", moved.actor,
                       spoken(moved.happened, zone), moved.reason);
  }
  if (moved.kind != "extended") {
    return fmt::format("admitted late by '{}' on {}: {}", moved.actor, spoken(moved.happened, zone),
                       moved.reason);
  }
  const auto before = moved.before ? fmt::format(" from {}", spoken(*moved.before, zone)) : "";
  return fmt::format("extended{} by '{}' on {}: {}", before, moved.actor,
                     spoken(moved.happened, zone), moved.reason);
}

std::string anchor_words(const ExplainedDate& date, const rules::Zone& zone) {
  if (date.anchor.empty()) return "";
  if (date.happened) {
    return line(2, fmt::format("counts from '{}', which happened on {}", date.anchor,
                               spoken(*date.happened, zone)));
  }
  const auto stands_in =
      date.planned_at.empty() ? "" : fmt::format(": the {} stands in for it", date.planned_at);
  return line(2,
              fmt::format("counts from '{}', which has yet to happen{}", date.anchor, stands_in));
}

// ---- changes ----

using Records = std::shared_ptr<const std::vector<rules::Record>>;

/// `one with name "a.pdf", pages 3 and one with …`
std::string records_words(const std::vector<rules::Record>& records,
                          const std::vector<rules::FactDeclaration>& fields) {
  std::vector<std::string> each;
  for (const auto& record : records) {
    std::vector<std::string> values;
    for (std::size_t i = 0; i < record.size() && i < fields.size(); ++i) {
      if (!record[i].known()) continue;
      values.push_back(fmt::format("{} {}", fields[i].name, rules::to_string(record[i])));
    }
    each.push_back(fmt::format("one with {}", fmt::join(values, ", ")));
  }
  return fmt::format("{}", fmt::join(each, " and "));
}

std::string value_words(const rules::Value& value, const rules::FactDeclaration& declaration,
                        const rules::Zone& zone) {
  if (const auto* closes = std::get_if<rules::Deadline>(&value.data)) return spoken(*closes, zone);
  auto text = rules::to_string(value);
  if (text == "[]") return "none";
  if (const auto* records = std::get_if<Records>(&value.data)) {
    return records_words(**records, declaration.fields);
  }
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  return with_spoken_times(text, zone);
}

/// `challenges named 1 (now none)`
std::string fact_words(const engine::NeededFact& fact, const rules::Rulebook& rulebook) {
  const auto slot = static_cast<std::size_t>(rulebook.facts.slot(fact.name));
  const auto& declaration = rulebook.facts.facts[slot];
  const auto to = value_words(fact.to, declaration, *rulebook.zone);
  if (!fact.from.known()) return fmt::format("'{}' were recorded as {}", fact.name, to);
  const auto from = value_words(fact.from, declaration, *rulebook.zone);
  if (fact.milestone) return fmt::format("the {} closed at {} (now {})", fact.name, to, from);
  const bool list = rules::to_string(fact.from).starts_with('[');
  const bool records = declaration.type == rules::Type::records;
  return fmt::format("{} {} {} (now {})", fact.name,
                     records ? "held"
                     : list  ? "named"
                             : "were",
                     to, from);
}

std::string raise_words(const ExplainedScore& explained, const engine::NeededChange& change) {
  if (change.raise) {
    const auto& raise = *change.raise;
    return fmt::format("{} were scored {} (now {}), so that the total is {}%", raise.criterion,
                       rules::to_string(raise.to), rules::to_string(raise.from),
                       rules::to_string(raise.total));
  }
  if (!explained.score.total) return "the review were complete and its score passed";
  return fmt::format("its score passed: no one criterion by itself suffices, since it lacks {}",
                     fmt::join(explained.score.failed, " and "));
}

std::vector<std::string> remarks(const engine::NeededChange& change) {
  std::vector<std::string> remarks;
  for (const auto& fact : change.facts) {
    if (fact.milestone) {
      remarks.push_back(
          fmt::format("the {} does not move back by itself: only 'extend'{} leads "
                      "there",
                      fact.name, fact.name == "deadline" ? " or 'admit-late'" : ""));
    }
    if (!fact.from.known()) remarks.push_back(fmt::format("record '{}'", fact.name));
  }
  return remarks;
}

}  // namespace

std::string score_words(const Explanation& explanation) {
  const auto& rulebook = explanation.procedure.rulebook;
  const auto& scoring = rulebook.scoring;
  const auto& explained = explanation.score;
  if (scoring.criteria.empty()) return "";
  std::string text = "\nScore\n";
  const auto& score = explained.score;
  text +=
      line(2, fmt::format("scorecards that count: {}, needed: {}", score.reviewers, score.needed));
  if (score.reviewers >= scoring.least_reviewers) {
    for (const auto& lacking : score.lacking) text += line(4, "still to come: " + lacking);
  }
  if (scoring.normalisation != rules::Normalisation::none) {
    text += line(2, "its score is normalised over the region: 'termijn rank' shows it");
  }
  for (const auto& card : explained.scorecards) text += line(4, card_words(card, scoring));
  for (std::size_t i = 0; i < explained.score.criteria.size(); ++i) {
    text += line(2, criterion_words(i, explained, scoring));
  }
  const auto& total = explained.score.total;
  if (total) text += line(2, fmt::format("total: {}%", rules::to_string(*total)));
  if (explained.score.fault) text += line(2, "it cannot be computed: " + *explained.score.fault);
  if (!explained.score.passes) return text + line(2, "whether it passes is not known yet");
  const bool passes = *explained.score.passes;
  if (!explained.pass) return text + line(2, "it passes: it has a total");
  text += line(
      2, fmt::format("it {}: {}  {}", passes ? "passes" : "does not pass", explained.pass->words,
                     place_words(rulebook.place(explained.pass->span))));
  return text + reason_words(4, *explained.pass, rulebook);
}

std::string date_words(const ExplainedDate& date, const rules::Rulebook& rulebook) {
  const auto& zone = *rulebook.zone;
  auto text = fmt::format("\nDate '{}'\n", visible(date.milestone->id));
  if (date.limit) {
    const auto& limit = *date.limit;
    text += line(2, fmt::format("until {}{}", spoken(limit.closes, zone),
                                limit.overridden ? ", moved for this candidature"
                                : limit.planned  ? ", as planned"
                                                 : ""));
  } else {
    text += line(2, "it cannot be computed: " + date.fault);
  }
  for (std::size_t i = 0; i < date.milestone->phrases.size(); ++i) {
    text += line(2, fmt::format("written '{}'  {}", date.milestone->phrases[i],
                                place_words(rulebook.place(date.milestone->spans[i]))));
  }
  text += anchor_words(date, zone);
  if (date.limit) text += indented(words_of(date.limit->steps), 2);
  for (const auto& moved : date.moved) text += line(2, moved_words(moved, zone));
  return text;
}

std::string rank_words(const ExplainedRank& rank, const rules::Zone& zone) {
  std::string text = "\nRank\n";
  if (!rank.row) return text + line(2, "it has none: only a candidature with a total has");
  text += line(2, fmt::format("{} of {}, by the keys of {}", *rank.row->rank, rank.ranked,
                              place_words(rank.place)));
  if (rank.above) {
    text += line(2, fmt::format("below {} ({}), decided by: {}", rank.above->id,
                                rank.above->organisation, rank.row->decided_by));
  }
  if (rank.below) {
    text += line(2, fmt::format("above {} ({}), decided by: {}", rank.below->id,
                                rank.below->organisation, rank.below->decided_by));
  }
  for (const auto& key : rank.keys) {
    auto words = fmt::format("{}: {}", key.key, key.value);
    if (rank.above) words += fmt::format("; above {}", key.above);
    if (rank.below) words += fmt::format("; below {}", key.below);
    text += line(4, with_spoken_times(words, zone));
  }
  return text;
}

std::string change_words(const ExplainedTransition& step, const Explanation& explanation) {
  const bool binds = step.transition->by || step.transition->within;
  const bool over = binds && step.limit && engine::lapses_at(step.limit->closes) <= explanation.now;
  auto text = over ? line(4, "that time has passed: only 'extend' leads there") : std::string();
  if (!step.change) return text;
  const auto& change = *step.change;
  if (change.search != rules::Search::found) {
    return text + line(4, change.search == rules::Search::none
                              ? "no change of facts leads there: what happened stays as it is"
                              : "no change of three facts or fewer was found that leads there");
  }
  const auto& rulebook = explanation.procedure.rulebook;
  std::vector<std::string> needed;
  for (const auto& fact : change.facts) needed.push_back(fact_words(fact, rulebook));
  if (change.score) needed.push_back(raise_words(explanation.score, change));
  text += line(
      4, fmt::format("it would go to '{}' if {}", step.transition->to, fmt::join(needed, " and ")));
  for (const auto& remark : remarks(change)) text += line(4, remark);
  return text;
}

}  // namespace termijn::cli
