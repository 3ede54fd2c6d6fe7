// What an amendment does to channels, challenges, facts and requirements.
#include <fmt/format.h>

#include "rules/rulebook/detail/diff.hpp"

namespace termijn::rules::amend {
namespace {

using Kind = Difference::Kind;

std::string counts_words(ArrivalCounts counts) {
  return counts == ArrivalCounts::receipt ? "receipt" : "dispatch";
}

std::string words_of(const Channel& channel) {
  return fmt::format("{} to {}, counts by {}", to_string(channel.medium), channel.address,
                     counts_words(channel.counts));
}

std::string words_of(const Challenge& challenge) {
  const auto obstacles = listed(challenge.obstacles);
  return challenge.personas.empty() ? obstacles : listed(challenge.personas) + ": " + obstacles;
}

void compare_channels(Comparison& comparison) {
  const auto add = [&](Kind kind, const Channel* was, const Channel* is, std::string sentence,
                       Effect effect) {
    comparison.add({.kind = kind,
                    .section = "channel",
                    .what = is ? is->id : was->id,
                    .was = was ? std::optional(was->span) : std::nullopt,
                    .is = is ? std::optional(is->span) : std::nullopt,
                    .sentence = std::move(sentence),
                    .effect = effect});
  };
  match(
      comparison.old.channels, comparison.now.channels,
      [](const Channel& channel) { return channel.id; },
      [&](const Channel& gone) {
        add(Kind::dropped, &gone, nullptr,
            fmt::format("the channel '{}' is dropped: {}", gone.id, words_of(gone)),
            Effect::stricter);
      },
      [&](const Channel& come) {
        add(Kind::added, nullptr, &come,
            fmt::format("the channel '{}' is added: {}", come.id, words_of(come)), Effect::looser);
      },
      [&](const Channel& was, const Channel& is) {
        if (words_of(was) == words_of(is)) return;
        // What is sent where it used to be no longer arrives; what counts sooner is looser.
        Effect effect = Effect::mixed;
        if (was.medium == is.medium && was.address == is.address) {
          effect = is.counts == ArrivalCounts::dispatch ? Effect::looser : Effect::stricter;
        }
        add(Kind::changed, &was, &is,
            fmt::format("the channel '{}' changes from '{}' to '{}'", is.id, words_of(was),
                        words_of(is)),
            effect);
      });
}

void compare_challenges(Comparison& comparison) {
  const auto add = [&](Kind kind, int number, std::string sentence, Effect effect) {
    comparison.add({.kind = kind,
                    .section = "challenge",
                    .what = std::to_string(number),
                    .was = {},
                    .is = {},
                    .sentence = std::move(sentence),
                    .effect = effect});
  };
  match(
      comparison.old.challenges, comparison.now.challenges,
      [](const Challenge& challenge) { return challenge.number; },
      [&](const Challenge& gone) {
        add(Kind::dropped, gone.number,
            fmt::format("challenge {} is dropped ({})", gone.number, words_of(gone)),
            Effect::stricter);
      },
      [&](const Challenge& come) {
        add(Kind::added, come.number,
            fmt::format("challenge {} is added ({})", come.number, words_of(come)), Effect::looser);
      },
      [&](const Challenge& was, const Challenge& is) {
        if (was.personas == is.personas && was.obstacles == is.obstacles) return;
        add(Kind::changed, is.number,
            fmt::format("challenge {} changes from '{}' to '{}'", is.number, words_of(was),
                        words_of(is)),
            Effect::other);
      });
}

std::string words_of(const FactDeclaration& fact) {
  std::string words{to_string(fact.type)};
  if (!fact.choices.empty()) words += ": " + listed(fact.choices);
  return words;
}

void compare_facts(Comparison& comparison) {
  const auto add = [&](Kind kind, const std::string& id, std::string sentence) {
    comparison.add({.kind = kind,
                    .section = "fact",
                    .what = id,
                    .was = {},
                    .is = {},
                    .sentence = std::move(sentence),
                    .effect = kind == Kind::reworded ? Effect::same : Effect::other});
  };
  match(
      comparison.old.declared, comparison.now.declared,
      [](const DeclaredFact& fact) { return fact.declaration.name; },
      [&](const DeclaredFact& gone) {
        add(Kind::dropped, gone.declaration.name,
            fmt::format("the fact '{}' is dropped ({})", gone.declaration.name,
                        words_of(gone.declaration)));
      },
      [&](const DeclaredFact& come) {
        add(Kind::added, come.declaration.name,
            fmt::format("the fact '{}' is added ({})", come.declaration.name,
                        words_of(come.declaration)));
      },
      [&](const DeclaredFact& was, const DeclaredFact& is) {
        const auto& id = is.declaration.name;
        if (words_of(was.declaration) != words_of(is.declaration)) {
          add(Kind::changed, id,
              fmt::format("the fact '{}' changes from {} to {}", id, words_of(was.declaration),
                          words_of(is.declaration)));
        }
        if (was.because == is.because) return;
        add(Kind::reworded, id,
            fmt::format("what is said of the fact '{}' changes from '{}' to '{}'", id, was.because,
                        is.because));
      });
}

// ---- requirements ----

class Requirements {
 public:
  explicit Requirements(Comparison& comparison) : comparison_(comparison) {}

  void gone(const Requirement& requirement) {
    add(Kind::dropped, &requirement, nullptr,
        fmt::format("the requirement '{}' is dropped: '{}'", requirement.id,
                    amend::words_of(comparison_.old, requirement.rule.span())),
        Effect::looser);
  }
  void come(const Requirement& requirement) {
    add(Kind::added, nullptr, &requirement,
        fmt::format("the requirement '{}' is added: '{}'", requirement.id,
                    amend::words_of(comparison_.now, requirement.rule.span())),
        Effect::stricter);
  }
  void both(const Requirement& was, const Requirement& is) {
    if (const auto change =
            compare(comparison_, was.rule, comparison_.old.facts, is.rule, comparison_.now.facts)) {
      add(change->kind, &was, &is,
          fmt::format("the requirement '{}' {}", is.id,
                      change_words(comparison_, *change, was.rule, is.rule)),
          change->effect);
      comparison_.found.back().example = change->example;
    }
    if (was.because == is.because) return;
    add(Kind::reworded, &was, &is,
        fmt::format("the reason given for the requirement '{}' changes from '{}' to '{}'", is.id,
                    was.because, is.because),
        Effect::same);
  }

 private:
  void add(Kind kind, const Requirement* was, const Requirement* is, std::string sentence,
           Effect effect) {
    comparison_.add({.kind = kind,
                     .section = "requirement",
                     .what = is ? is->id : was->id,
                     .was = was ? std::optional(was->rule.span()) : std::nullopt,
                     .is = is ? std::optional(is->rule.span()) : std::nullopt,
                     .sentence = std::move(sentence),
                     .effect = effect});
  }

  Comparison& comparison_;
};

}  // namespace

void compare_lists(Comparison& comparison) {
  compare_channels(comparison);
  compare_challenges(comparison);
  compare_facts(comparison);
}

void compare_rules(Comparison& comparison) {
  Requirements requirements(comparison);
  match(
      comparison.old.requirements, comparison.now.requirements,
      [](const Requirement& requirement) { return requirement.id; },
      [&](const Requirement& gone) { requirements.gone(gone); },
      [&](const Requirement& come) { requirements.come(come); },
      [&](const Requirement& was, const Requirement& is) { requirements.both(was, is); });
}

}  // namespace termijn::rules::amend
