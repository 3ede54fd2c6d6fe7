// Transitions out of one stage: two that can happen at once, or none at all.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "rules/rulebook/facts.hpp"
#include "rules/rulebook/proof/detail/ground.hpp"
#include "rules/rulebook/timeline.hpp"

namespace termijn::rules::proof {
namespace {

bool leads_out_of(const Transition& transition, const std::string& stage) {
  return std::find(transition.from.begin(), transition.from.end(), stage) != transition.from.end();
}

/// Whether two acts that must fall within different milestones can never compete.
bool windows_apart(const Rulebook& book, const Transition& a, const Transition& b) {
  if (!a.within || !b.within || *a.within == *b.within) return false;
  const auto first = milestone_window(book, *a.within, {});
  const auto second = milestone_window(book, *b.within, {});
  if (first.planned || second.planned) return false;
  for (const Window& one : first.sessions) {
    for (const Window& other : second.sessions) {
      const bool before = one.until && other.from && *one.until < *other.from;
      const bool after = other.until && one.from && *other.until < *one.from;
      if (!before && !after) return false;
    }
  }
  return true;
}

/// Whether the same thing sets both off.
bool same_trigger(const Rulebook& book, const Transition& a, const Transition& b) {
  if (a.on || b.on) return a.on == b.on && !windows_apart(book, a, b);
  return a.after == b.after;
}

std::string_view described(const Transition& transition) {
  return transition.on ? "this act" : transition.after ? "this moment" : "this state of affairs";
}

class Transitions {
 public:
  explicit Transitions(Ground& ground) : ground_(ground), flow_(ground.book.flow) {}

  void check() {
    for (const std::string& stage : flow_.stages) {
      std::vector<const Transition*> ways;
      for (const Transition& transition : flow_.transitions) {
        if (leads_out_of(transition, stage)) ways.push_back(&transition);
      }
      for (std::size_t i = 0; i < ways.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) rivals(stage, *ways[j], *ways[i]);
      }
      gap(stage, ways);
    }
  }

 private:
  void rivals(const std::string& stage, const Transition& first, const Transition& second) {
    if (!same_trigger(ground_.book, first, second)) return;
    if (!met_.insert({first.id, second.id}).second) return;
    std::vector<Condition> guards;
    std::vector<std::string> ids;
    for (const Transition* one : {&first, &second}) {
      if (!one->when) continue;
      guards.push_back(*one->when);
      ids.push_back(one->id);
    }
    const std::size_t count = guards.size();
    const auto found = look_for(ground_, question(ground_, std::move(guards)),
                                verdicts_are(std::vector<bool>(count, true)));
    if (found.search == Search::none) return;
    if (found.search == Search::gave_up) return unproved(stage, first, second);
    Diagnostic clash{Severity::error,
                     "E0709",
                     fmt::format("out of stage '{}', '{}' and '{}' can happen at once", stage,
                                 first.id, second.id),
                     {second.span, fmt::format("{} can lead here …", described(second))},
                     {{first.span, "… and here"}},
                     "let their conditions exclude each other"};
    const std::string example =
        ids.empty() ? "" : example_text(ground_.book, "transition", ids, found, "holds");
    if (!example.empty()) clash.help += "; both hold in this case:\n" + example;
    ground_.diagnostics.push_back(std::move(clash));
  }

  void unproved(const std::string& stage, const Transition& first, const Transition& second) {
    ground_.diagnostics.push_back(
        {Severity::warning,
         "W0702",
         fmt::format("it is not proved that '{}' and '{}' exclude each other", first.id, second.id),
         {second.span, ""},
         {{first.span, fmt::format("both lead out of '{}'", stage)}},
         "no case was found, but not every case could be tried: let the conditions ask fewer facts "
         "at once, or multiply none"});
  }

  /// Only conditions lead on, and a case meets none of them. Acts of applicants lead
  /// on as well, but who is silent must get an answer too.
  void gap(const std::string& stage, const std::vector<const Transition*>& ways) {
    std::vector<Condition> guards;
    std::vector<std::string> ids;
    const Transition* first = nullptr;
    for (const Transition* way : ways) {
      if (way->on && is_applicants_act(*way->on)) continue;
      if (way->on || !way->when) return;
      guards.push_back(*way->when);
      ids.push_back(way->id);
      if (!first) first = way;
    }
    if (!first) return;
    const std::size_t count = guards.size();
    const auto found = look_for(ground_, settled_question(ground_, std::move(guards)),
                                verdicts_are(std::vector<bool>(count, false)));
    if (found.search != Search::found) return;
    Diagnostic stuck{Severity::warning,
                     "W0701",
                     fmt::format("a candidature can stay in stage '{}' for ever", stage),
                     {first->span, count == 1 ? "this may never hold" : "neither this …"},
                     {},
                     fmt::format("add a line: {} -> … for all other cases", stage)};
    for (const Transition* way : ways) {
      if (way != first && !way->on) stuck.secondary.push_back({way->span, "… nor this may hold"});
    }
    const std::string example = example_text(ground_.book, "transition", ids, found, "fails");
    if (!example.empty()) stuck.help += ", such as this one:\n" + example;
    ground_.diagnostics.push_back(std::move(stuck));
  }

  Ground& ground_;
  const Flow& flow_;
  std::set<std::pair<std::string, std::string>> met_;  ///< Pairs looked at in another stage.
};

}  // namespace

void check_transitions(Ground& ground) { Transitions(ground).check(); }

}  // namespace termijn::rules::proof
