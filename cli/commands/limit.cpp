#include "rules/time/limit.hpp"

#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/lookup.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/json.hpp"
#include "cli/render/text.hpp"

namespace termijn::cli {
namespace {

struct LimitOptions {
  std::string from;
  std::string period;
  std::string regime = "be-civil";
  std::string calendar = "BE";
  std::string zone = "Europe/Brussels";
  bool before = false;
  bool json = false;
};

Exit show(const rules::Limit& limit, const rules::Counting& counting, bool as_json,
          Environment& environment) {
  if (as_json) {
    environment.out << pretty(
        boost::json::object{{"closes", text_of(rfc3339(limit.closes, counting.zone))},
                            {"closes_inclusive", limit.inclusive},
                            {"steps", json_of(limit.steps)}});
  } else {
    environment.out << visible_lines(rules::receipt(limit, counting));
  }
  return Exit::ok;
}

Exit run(const LimitOptions& options, Environment& environment) {
  const rules::Regime* regime = find_regime(options.regime, environment);
  const rules::Calendar* calendar = find_calendar(options.calendar, environment);
  const auto zone = find_zone(options.zone, environment);
  if (regime == nullptr || calendar == nullptr || !zone) return Exit::usage;
  const auto from = read_time(options.from, *zone, "--from", environment);
  if (!from) return Exit::usage;
  const auto period = rules::parse_period(options.period);
  if (!period) {
    return wrong_usage(environment, fmt::format("'{}' is no period", options.period),
                       "write '14 days', '10 working days', '2 weeks', '1 month', '1 year' or "
                       "'48 hours'");
  }
  const auto direction = options.before ? rules::Direction::before : rules::Direction::after;
  const rules::Counting counting{*regime, *calendar, *zone};
  const rules::LimitResult result = rules::count_limit(*from, *period, direction, counting);
  if (const auto* fault = std::get_if<rules::LimitFault>(&result)) {
    return wrong_usage(environment, fault->message);
  }
  return show(std::get<rules::Limit>(result), counting, options.json, environment);
}

}  // namespace

void add_limit(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<LimitOptions>();
  CLI::App* command =
      app.add_subcommand("limit", "Count a time limit, day by day, by the law that governs it.");
  command->add_option("--from", options->from, "When it begins to run")
      ->type_name("LOCAL-TIME")
      ->required();
  command->add_option("--period", options->period, "How long, for example '14 days'")
      ->type_name("PERIOD")
      ->required();
  command->add_option("--regime", options->regime, "The law it is counted by (be-civil)")
      ->type_name("REGIME");
  command->add_option("--calendar", options->calendar, "Whose holidays count (BE)")
      ->type_name("CALENDAR");
  command->add_option("--zone", options->zone, "Whose clock counts (Europe/Brussels)")
      ->type_name("ZONE");
  command->add_flag("--before", options->before, "Count backwards from --from");
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(example_and_exits(
      "termijn limit --from '2023-07-07 10:00' --period '14 days' --regime be-civil --calendar BE",
      "0 counted; 2 wrong usage, or the calendar does not reach so far."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
