#include "cli/commands/limit_words.hpp"

#include <fmt/format.h>

#include "engine/agenda/limits.hpp"
#include "engine/candidature/act.hpp"

namespace termijn::cli {
namespace {

constexpr std::string_view owed = "owed:";

bool is_owed(const std::string& limit) { return limit.starts_with(owed); }

const rules::Transition* transition_of(const std::string& limit,
                                       const engine::Procedure& procedure) {
  return procedure.workflow.transition(is_owed(limit) ? limit.substr(owed.size()) : limit);
}

}  // namespace

std::string limit_words(const std::string& limit, const engine::Procedure& procedure) {
  const auto* transition = transition_of(limit, procedure);
  if (!transition) return limit;
  if (is_owed(limit)) return "owed: " + engine::owes(*transition);
  return fmt::format("{} closes: to '{}'", transition->after.value_or(limit), transition->to);
}

std::string limit_milestone(const std::string& limit, const engine::Procedure& procedure) {
  const auto* transition = transition_of(limit, procedure);
  if (!transition) return "";
  return (is_owed(limit) ? transition->by : transition->after).value_or("");
}

std::string act_words(const rules::Transition& transition) {
  if (!transition.on) return "";
  return engine::is_applicants(*transition.on)
             ? fmt::format("the applicant may {}", *transition.on)
             : fmt::format("the organiser is to {}", *transition.on);
}

}  // namespace termijn::cli
