#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/limit_words.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/json.hpp"
#include "cli/render/table.hpp"
#include "cli/render/text.hpp"
#include "cli/render/when.hpp"
#include "engine/agenda/board.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;
using engine::BoardRow;

struct StatusOptions {
  std::string store;
  std::string region;
  bool json = false;
};

std::string score_of(const BoardRow& row) {
  return row.score.total ? rules::rounded(*row.score.total, 2) : "";
}

/// The row with the rulebook it is judged by, for its zone and its limits.
const engine::Procedure& procedure_of(const BoardRow& row, OpenStore& open) {
  return open.procedures.at(open.store->candidature(row.region, row.id)->rulebook);
}

json::object json_of(const BoardRow& row, OpenStore& open) {
  const auto& zone = *procedure_of(row, open).rulebook.zone;
  json::value next = nullptr;
  if (row.next) {
    next = json::object{{"what", text_of(row.next->limit)},
                        {"due", text_of(rfc3339(row.next->due, zone))}};
  }
  const auto optional_text = [](bool given, const std::string& text) {
    return given ? json::value(text_of(text)) : json::value(nullptr);
  };
  return {{"region", text_of(row.region)},
          {"id", text_of(row.id)},
          {"stage", text_of(row.stage)},
          {"arrived", row.arrived ? json::value(text_of(rfc3339(*row.arrived, zone))) : nullptr},
          {"score", row.score.total ? cli::json_of(*row.score.total) : json::value(nullptr)},
          {"rank", row.rank ? json::value(*row.rank) : nullptr},
          {"next", next},
          {"organisation", text_of(row.organisation)},
          {"standing", text_of(row.standing)},
          {"outcome", optional_text(!row.outcome.empty(), row.outcome)},
          {"decided_by", optional_text(!row.decided_by.empty(), row.decided_by)}};
}

Tint tint_of(const std::string& standing) {
  if (standing == "parked" || standing == "held") return Tint::yellow;
  if (standing == "refused") return Tint::red;
  return standing == "open" ? Tint::plain : Tint::dim;
}

std::vector<Cell> cells(const BoardRow& row, OpenStore& open) {
  const auto& procedure = procedure_of(row, open);
  const auto& zone = *procedure.rulebook.zone;
  return {row.id,
          row.organisation,
          Cell(row.stage, tint_of(row.standing)),
          Cell(row.standing, tint_of(row.standing)),
          row.arrived ? spoken(*row.arrived, zone) : "",
          score_of(row),
          row.rank ? std::to_string(*row.rank) : "",
          row.outcome,
          row.next ? spoken_end(row.next->due, zone) : "",
          row.next ? limit_words(row.next->limit, procedure) : ""};
}

std::string in_words(const std::string& region, const std::vector<BoardRow>& rows, OpenStore& open,
                     const Environment& environment) {
  const auto* rulebook = open.rulebook(region);
  const auto title =
      visible(fmt::format("{} ({}): {} {}", rulebook ? rulebook->region_name : region, region,
                          rows.size(), rows.size() == 1 ? "candidature" : "candidatures"));
  auto text = tinted(title, Tint::strong, environment.colour) + '\n';
  if (rows.empty()) return text;
  Table table{.columns = {{"candidature"},
                          {"organisation", false, true},
                          {"stage"},
                          {"standing"},
                          {"arrived", false, true},
                          {"score", true},
                          {"rank", true},
                          {"outcome"},
                          {"next by"},
                          {"what", false, true}},
              .rows = {}};
  for (const auto& row : rows) table.rows.push_back(cells(row, open));
  return text + render(table, environment);
}

Exit run(const StatusOptions& options, Environment& environment) {
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  if (!options.region.empty() && !region_exists(options.region, *open, environment)) {
    return Exit::usage;
  }
  json::array all;
  std::string text;
  for (const auto& row : open->store->regions()) {
    if (!options.region.empty() && row.region != options.region) continue;
    const auto rows = engine::board(*open->store, open->procedures, row.region);
    for (const auto& shown : rows) {
      if (options.json) all.push_back(json_of(shown, *open));
    }
    if (!options.json) {
      text += (text.empty() ? "" : "\n") + in_words(row.region, rows, *open, environment);
    }
  }
  if (!options.json && text.empty()) text = "no region yet: termijn adopt FILE\n";
  environment.out << (options.json ? pretty(json::object{{"candidatures", all}}) : text);
  return Exit::ok;
}

}  // namespace

void add_status(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<StatusOptions>();
  CLI::App* command = app.add_subcommand("status", "Show where every candidature stands.");
  add_store_option(*command, options->store);
  command->add_option("--region", options->region, "Only this region")->type_name("REGION");
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(example_and_exits("termijn status --store season.db --region zora-werkt",
                                    "0 shown; 2 no such region; 3 store unavailable."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
