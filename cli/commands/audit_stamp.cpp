#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/audit_parts.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/text.hpp"
#include "cli/render/when.hpp"
#include "cli/rulebook_files.hpp"
#include "cli/write_file.hpp"
#include "engine/journal/stamp.hpp"

namespace termijn::cli {
namespace {

struct StampOptions {
  std::string store;
  std::string file;
  std::string region;
  std::string now;
};

/// The region whose checkpoint is to be stamped: the one named, or the only one there is.
std::string chosen_region(const StampOptions& options, OpenStore& open, Environment& environment) {
  if (!options.region.empty()) {
    return region_exists(options.region, open, environment) ? options.region : "";
  }
  const auto rows = open.store->regions();
  if (rows.size() == 1) return rows.front().region;
  wrong_usage(environment, "a stamp is over the checkpoint of one region", "add --region REGION");
  return {};
}

Exit run_request(const StampOptions& options, Environment& environment) {
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto region = chosen_region(options, *open, environment);
  if (region.empty()) return Exit::usage;
  const auto rows = open->store->checkpoints(region);
  if (rows.empty()) {
    return wrong_usage(environment, fmt::format("'{}' has no checkpoint yet", region),
                       "make one with: termijn audit checkpoint");
  }
  const auto& last = rows.back();
  if (!write_file(options.file, engine::stamp_request(last.note), environment)) return Exit::usage;
  environment.out << visible(fmt::format(
                         "wrote '{}', a request to stamp checkpoint {} of '{}', over {}",
                         options.file, last.number, region, counted(last.size, "event")))
                  << '\n';
  return Exit::ok;
}

Exit attach(const std::string& response, const engine::CheckpointRow& row, rules::Instant time,
            rules::Instant now, OpenStore& open, Environment& environment) {
  const auto transaction = open.store->begin();
  const auto number = transaction->put_stamp({0, row.number, response, now});
  transaction->commit();
  environment.out << visible(fmt::format("attached as time stamp {}: checkpoint {} of '{}' was "
                                         "there on {}",
                                         number, row.number, row.region,
                                         spoken(time, open.zone(row.region))))
                  << '\n';
  return Exit::ok;
}

Exit run_attach(const StampOptions& options, Environment& environment) {
  const auto response = read_file(options.file, environment);
  if (!response) return Exit::usage;
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto now = clock_of(options.now, *open, environment);
  if (!now) return Exit::usage;
  std::string problem = "there is no checkpoint yet";
  for (const auto& region : open->store->regions()) {
    for (const auto& row : open->store->checkpoints(region.region)) {
      const auto checked = engine::check_stamp(*response, row.note, {});
      if (const auto* time = std::get_if<rules::Instant>(&checked)) {
        return attach(*response, row, *time, *now, *open, environment);
      }
      problem = std::get<std::string>(checked);
    }
  }
  return wrong_usage(
      environment,
      fmt::format("'{}' stamps no checkpoint of this store: {}", options.file, problem),
      "send what 'termijn audit stamp request' wrote, and attach the response to that");
}

using Run = Exit (*)(const StampOptions&, Environment&);

CLI::App* add_sub(CLI::App& parent, const char* name, const char* about, const char* example,
                  Run run, const std::shared_ptr<StampOptions>& options, Environment& environment) {
  CLI::App* command = parent.add_subcommand(name, about);
  add_store_option(*command, options->store);
  command->footer(
      example_and_exits(example, "0 done; 2 wrong usage or no stamp; 3 store unavailable."));
  command->callback(
      [options, run, &environment] { environment.exit = run(*options, environment); });
  return command;
}

}  // namespace

void add_audit_stamp(CLI::App& audit, Environment& environment) {
  CLI::App* stamp =
      audit.add_subcommand("stamp", "Have a checkpoint stamped by a time-stamping authority.");
  stamp->require_subcommand(1);
  auto asked = std::make_shared<StampOptions>();
  CLI::App* request =
      add_sub(*stamp, "request", "Write a request (RFC 3161) for the last checkpoint of a region.",
              "termijn audit stamp request lier.tsq --region lier --store season.db", run_request,
              asked, environment);
  request->add_option("FILE", asked->file, "Where to write the request")->required();
  request->add_option("--region", asked->region, "Whose checkpoint")->type_name("REGION");
  auto given = std::make_shared<StampOptions>();
  CLI::App* attach = add_sub(*stamp, "attach", "Keep the authority's response with its checkpoint.",
                             "termijn audit stamp attach lier.tsr --store season.db", run_attach,
                             given, environment);
  attach->add_option("FILE", given->file, "The response")->required();
  attach->add_option("--now", given->now, "What the clock says, in a sandbox only")
      ->type_name("INSTANT");
}

}  // namespace termijn::cli
