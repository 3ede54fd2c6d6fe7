// Requirements against each other: what nobody can meet, and what says nothing.
#include <algorithm>

#include <fmt/format.h>

#include "rules/rulebook/proof/detail/ground.hpp"

namespace termijn::rules::proof {
namespace {

bool share_a_fact(const Ground& ground, const Condition& a, const Condition& b) {
  return std::any_of(a.slots().begin(), a.slots().end(), [&](int slot) {
    return !ground.scope.fixed[static_cast<std::size_t>(slot)].known() &&
           std::binary_search(b.slots().begin(), b.slots().end(), slot);
  });
}

class Requirements {
 public:
  explicit Requirements(Ground& ground) : ground_(ground), all_(ground.book.requirements) {}

  void check() {
    for (const Requirement& one : all_) alone(one);
    for (std::size_t i = 0; i < sound_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) pair(*sound_[j], *sound_[i]);
    }
    if (!clash_) together();
  }

 private:
  Search search(const std::vector<const Requirement*>& requirements, std::vector<bool> wanted) {
    std::vector<Condition> conditions;
    for (const Requirement* one : requirements) conditions.push_back(one->rule);
    return look_for(ground_, question(ground_, std::move(conditions)),
                    verdicts_are(std::move(wanted)))
        .search;
  }

  void alone(const Requirement& one) {
    if (search({&one}, {true}) == Search::none) {
      clash_ = true;
      ground_.diagnostics.push_back(
          {Severity::error,
           "E0550",
           fmt::format("'{}' can never hold, so nobody can apply", one.id),
           {one.rule.span(), ""},
           {},
           "no facts make this true; mend the rule"});
      return;
    }
    if (search({&one}, {false}) == Search::none) {
      ground_.diagnostics.push_back({Severity::warning,
                                     "W0508",
                                     fmt::format("'{}' always holds, so it asks nothing", one.id),
                                     {one.rule.span(), ""},
                                     {},
                                     "leave it out, or mend the rule"});
      return;
    }
    sound_.push_back(&one);
  }

  void pair(const Requirement& first, const Requirement& second) {
    if (!share_a_fact(ground_, first.rule, second.rule)) return;
    if (search({&first, &second}, {true, true}) == Search::none) {
      contradict({&first, &second});
      return;
    }
    const bool covered = search({&first, &second}, {true, false}) == Search::none;
    const bool covers = search({&first, &second}, {false, true}) == Search::none;
    if (covered) {
      shadowed(second, first);
    } else if (covers) {
      shadowed(first, second);
    }
  }

  /// Two that can each hold beside the other may still be too many at once.
  void together() {
    std::vector<const Requirement*> core = sound_;
    const auto impossible = [&](const std::vector<const Requirement*>& some) {
      return search(some, std::vector<bool>(some.size(), true)) == Search::none;
    };
    if (core.size() < 3 || !impossible(core)) return;
    for (std::size_t i = core.size(); i-- > 0;) {
      std::vector<const Requirement*> fewer = core;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (impossible(fewer)) core = std::move(fewer);
    }
    contradict(core);
  }

  void contradict(const std::vector<const Requirement*>& core) {
    clash_ = true;
    const Requirement& last = *core.back();
    Diagnostic found{Severity::error,
                     "E0551",
                     "",
                     {last.rule.span(), fmt::format("'{}'", last.id)},
                     {},
                     "no facts make them all true; mend one of them"};
    std::string names;
    for (std::size_t i = 0; i + 1 < core.size(); ++i) {
      names += (names.empty() ? "'" : ", '") + core[i]->id + "'";
      found.secondary.push_back({core[i]->rule.span(), fmt::format("'{}'", core[i]->id)});
    }
    found.message =
        fmt::format("{} and '{}' contradict each other, so nobody can apply", names, last.id);
    ground_.diagnostics.push_back(std::move(found));
  }

  void shadowed(const Requirement& idle, const Requirement& by) {
    ground_.diagnostics.push_back(
        {Severity::warning,
         "W0509",
         fmt::format("'{}' asks nothing that '{}' does not ask already", idle.id, by.id),
         {idle.rule.span(), fmt::format("whenever '{}' holds, this holds", by.id)},
         {{by.rule.span(), "this asks more, or the same"}},
         "leave it out, or mend one of the two"});
  }

  Ground& ground_;
  const std::vector<Requirement>& all_;
  std::vector<const Requirement*> sound_;  ///< Neither impossible nor empty.
  bool clash_ = false;
};

}  // namespace

void check_requirements(Ground& ground) { Requirements(ground).check(); }

}  // namespace termijn::rules::proof
