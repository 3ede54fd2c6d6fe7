#pragma once

#include <set>
#include <string>
#include <vector>

#include "rules/rulebook/rulebook.hpp"

namespace termijn::engine {

/// The stages and transitions of a rulebook as a graph with what the runner asks of
/// it. Refers to the rulebook's flow, which must outlive it.
class Workflow {
 public:
  explicit Workflow(const rules::Flow& flow);

  const std::string& start() const { return flow_->start; }
  /// In the order of the flow's lines.
  const std::vector<const rules::Transition*>& from(const std::string& stage) const;
  const rules::Transition* transition(std::string_view id) const;
  bool is_end(const std::string& stage) const { return ends_.contains(stage); }
  /// Whether some transition waits for this act: then the act is refused where none does.
  bool names_act(std::string_view act) const { return acts_.contains(act); }

 private:
  const rules::Flow* flow_;
  std::map<std::string, std::vector<const rules::Transition*>, std::less<>> from_;
  std::set<std::string, std::less<>> ends_;
  std::set<std::string, std::less<>> acts_;
};

/// What the graph as a whole must keep to, with Boost.Graph: every stage reachable and
/// able to end, a way out of every waiting stage when its limit lapses, no cycle that
/// runs by itself, `must-pass` on every path (with the path that breaks it). Codes
/// E0701 …; see docs/diagnostics/workflow.md.
rules::Diagnostics check_workflow(const rules::Rulebook& rulebook);

}  // namespace termijn::engine
