#include "rules/rulebook/proof.hpp"
#include "rules/rulebook/proof/detail/ground.hpp"

namespace termijn::rules {

Diagnostics prove(const Rulebook& rulebook) {
  Diagnostics diagnostics;
  proof::Ground ground(rulebook, diagnostics);
  proof::check_timeline(ground);
  proof::check_requirements(ground);
  proof::check_exceptions(ground);
  proof::check_tables(ground);
  proof::check_transitions(ground);
  proof::check_coverage(ground);
  return sorted(std::move(diagnostics));
}

}  // namespace termijn::rules
