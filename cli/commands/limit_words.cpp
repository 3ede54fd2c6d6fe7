#include "cli/commands/limit_words.hpp"

#include <fmt/format.h>

#include "engine/agenda/limits.hpp"
#include "engine/candidature/act.hpp"

namespace termijn::cli {
namespace {

constexpr std::string_view owed = "owed:";

}  // namespace

std::string limit_words(const std::string& limit, const engine::Procedure& procedure) {
  const bool is_owed = limit.starts_with(owed);
  const auto* transition =
      procedure.workflow.transition(is_owed ? limit.substr(owed.size()) : limit);
  if (!transition) return limit;
  if (is_owed) return "owed: " + engine::owes(*transition);
  return fmt::format("{} closes: to '{}'", transition->after.value_or(limit), transition->to);
}

std::string act_words(const rules::Transition& transition) {
  if (!transition.on) return "";
  return engine::is_applicants(*transition.on)
             ? fmt::format("the applicant may {}", *transition.on)
             : fmt::format("the organiser is to {}", *transition.on);
}

}  // namespace termijn::cli
