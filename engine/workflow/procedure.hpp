#pragma once

#include <memory>

#include "engine/workflow/workflow.hpp"
#include "rules/rulebook/rulebook.hpp"

namespace termijn::engine {

/// A rulebook with the workflow that runs it. Neither moves: the workflow refers to
/// the rulebook.
struct Procedure {
  const rules::Rulebook rulebook;
  const Workflow workflow;

  explicit Procedure(rules::Rulebook book) : rulebook(std::move(book)), workflow(rulebook.flow) {}
  Procedure(const Procedure&) = delete;
  Procedure& operator=(const Procedure&) = delete;
};

using ProcedurePtr = std::shared_ptr<const Procedure>;

}  // namespace termijn::engine
