#include "rules/language/score/selection.hpp"

#include <fmt/format.h>

namespace termijn::rules {
namespace {

/// Walks down a ranking once.
class Selector {
 public:
  Selector(const Selection& selection, const std::vector<Applicant>& ranking)
      : selection_(selection), ranking_(ranking) {}

  Selected run() {
    for (const Applicant& applicant : ranking_) result_.placings.push_back(place(applicant));
    cut();
    return std::move(result_);
  }

 private:
  Placing place(const Applicant& applicant) {
    if (applicant.passes == false) return {Choice::not_selected, 0, "does not pass"};
    if (blocked_.empty() && !applicant.passes) blocked_ = unknown(applicant, "whether it passes");
    if (!blocked_.empty()) return {Choice::undecided, 0, blocked_};
    std::string why = why_not(applicant);
    if (!blocked_.empty()) return {Choice::undecided, 0, blocked_};
    if (why.empty()) {
      ++taken_;
      return {Choice::selected, 0, ""};
    }
    if (in_reserve_ < selection_.reserve) return {Choice::reserve, ++in_reserve_, std::move(why)};
    return {Choice::not_selected, 0, std::move(why)};
  }

  static std::string unknown(const Applicant& applicant, const std::string& what) {
    return fmt::format("{} is not known of {}", what, applicant.id);
  }

  /// Empty: it is selected, and its amount is spent.
  std::string why_not(const Applicant& applicant) {
    if (!closed_.empty()) return closed_;
    if (selection_.places && taken_ >= *selection_.places) {
      closed_ = *selection_.places == 1
                    ? "the place is taken"
                    : fmt::format("the {} places are taken", *selection_.places);
      return closed_;
    }
    return selection_.budget ? spend(applicant) : "";
  }

  std::string spend(const Applicant& applicant) {
    if (!applicant.amount || *applicant.amount < Number(0)) {
      blocked_ = unknown(applicant, fmt::format("'{}'", selection_.amount));
      return "";
    }
    const auto spent = add(result_.spent, *applicant.amount);
    if (spent && *spent <= *selection_.budget) {
      result_.spent = *spent;
      return "";
    }
    const auto left = subtract(*selection_.budget, result_.spent);
    auto why = fmt::format("{} asks {} euro, {} euro is left", applicant.id,
                           to_string(*applicant.amount), left ? to_string(*left) : "less");
    if (selection_.over_budget == Selection::OverBudget::stop) closed_ = why;
    return why;
  }

  void cut() {
    const auto& placings = result_.placings;
    std::size_t last = placings.size();
    for (std::size_t i = 0; i < placings.size(); ++i) {
      if (placings[i].choice == Choice::selected) last = i;
    }
    for (std::size_t i = last + 1; i < placings.size(); ++i) {
      if (ranking_[i].passes == false) continue;
      result_.cut = {last, i, placings[i].why};
      return;
    }
  }

  const Selection& selection_;
  const std::vector<Applicant>& ranking_;
  Selected result_;
  int taken_ = 0;
  int in_reserve_ = 0;
  std::string closed_;   ///< Why nobody more is selected; empty: some may be.
  std::string blocked_;  ///< Why nothing more is decided; empty: it is.
};

}  // namespace

std::string_view to_string(Choice choice) {
  switch (choice) {
    case Choice::selected:
      return "selected";
    case Choice::reserve:
      return "reserve";
    case Choice::not_selected:
      return "not selected";
    case Choice::undecided:
      return "undecided";
  }
  return "undecided";
}

Selected select(const Selection& selection, const std::vector<Applicant>& ranking) {
  return Selector(selection, ranking).run();
}

}  // namespace termijn::rules
