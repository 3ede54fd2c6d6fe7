#include "engine/workflow/workflow.hpp"

namespace termijn::engine {

Workflow::Workflow(const rules::Flow& flow) : flow_(&flow) {
  for (const auto& transition : flow.transitions) {
    for (const auto& stage : transition.from) from_[stage].push_back(&transition);
    if (transition.ends) ends_.insert(transition.to);
    if (transition.on) acts_.insert(*transition.on);
  }
}

const std::vector<const rules::Transition*>& Workflow::from(const std::string& stage) const {
  static const std::vector<const rules::Transition*> none;
  const auto found = from_.find(stage);
  return found == from_.end() ? none : found->second;
}

const rules::Transition* Workflow::transition(std::string_view id) const {
  for (const auto& transition : flow_->transitions) {
    if (transition.id == id) return &transition;
  }
  return nullptr;
}

}  // namespace termijn::engine
