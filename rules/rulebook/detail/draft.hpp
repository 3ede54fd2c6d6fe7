#pragma once

#include <set>
#include <string>

#include "rules/rulebook/detail/fields.hpp"
#include "rules/rulebook/detail/node.hpp"
#include "rules/rulebook/rulebook.hpp"
#include "rules/time/laws.hpp"

namespace termijn::rules::book {

/// A rulebook in the making: each step reads its part of `root`, reports what is
/// wrong with it and fills in `book` as far as it is right.
struct Draft {
  const Node& root;
  Fields top;
  Desk& desk;
  const ZoneSource& zones;
  const Laws& laws;
  Rulebook book{};
  bool has_calendar = false;
  bool has_regime = false;
  bool has_half_day_hours = false;
  std::set<std::string> settled{};  ///< Milestones whose wording `[governs]` settles.

  Excerpt excerpt(Span span) const { return {desk.sources.at(span.source).text(), span}; }
};

/// The table `[name]`; a missing one that is needed is reported.
const Node& section(Draft& draft, std::string_view name, bool needed);

void compile_names(Draft& draft);        ///< `[call]`, `[region]`
void compile_time(Draft& draft);         ///< `[time]`
void compile_anchors(Draft& draft);      ///< `[anchors]`
void compile_timeline(Draft& draft);     ///< `[timeline]`, `[governs]`
void compile_schema(Draft& draft);       ///< `[[criterion]]`, `[[fact]]`: what conditions may ask
void compile_definitions(Draft& draft);  ///< `[[rule]]`, `[[table]]`: what other rules use by name
void compile_channels(Draft& draft);
void compile_challenges(Draft& draft);
void compile_requirements(Draft& draft);
void compile_scoring(Draft& draft);
void compile_selection(Draft& draft);  ///< `[selection]`
void compile_workflow(Draft& draft);
void compile_roles(Draft& draft);      ///< `[roles]`, against the acts that the flow waits for
void compile_retention(Draft& draft);  ///< `[retention]`

/// A score that is normalised over a region can be no ground for a requirement or a line of the
/// flow.
void check_normalised(Draft& draft);
/// What the bounds of a relative milestone leave of it, as far as the plan can prove it.
void check_bounds(Draft& draft, const Milestone& milestone, Span span);
/// Runs the `[[example]]`s against the requirements.
void check_examples(Draft& draft);
/// Warns of definitions that nothing uses.
void check_definitions(Draft& draft);
/// The checks across the whole timeline.
void check_timeline(Draft& draft);

/// A fact or criterion that already goes by this name, in words; empty: none.
std::string taken_name(const Draft& draft, std::string_view name);

}  // namespace termijn::rules::book
