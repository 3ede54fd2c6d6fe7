#include <algorithm>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/json.hpp"
#include "cli/render/table.hpp"
#include "cli/render/text.hpp"
#include "engine/agenda/board.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;
using engine::BoardRow;

struct RankOptions {
  std::string region;
  std::string store;
  bool json = false;
};

using Criteria = std::vector<rules::Criterion>;

/// Candidatures born under another rulebook are ranked apart, by that one.
struct Ranking {
  const rules::Rulebook* rulebook = nullptr;
  std::vector<BoardRow> rows;  ///< By rank.
};

std::vector<Ranking> rankings(const std::string& region, OpenStore& open) {
  std::vector<Ranking> all;
  for (auto& row : engine::board(*open.store, open.procedures, region)) {
    if (!row.rank) continue;
    const auto& rulebook =
        open.procedures.at(open.store->candidature(region, row.id)->rulebook).rulebook;
    auto found = std::find_if(all.begin(), all.end(),
                              [&](const auto& ranking) { return ranking.rulebook == &rulebook; });
    if (found == all.end()) found = all.insert(all.end(), Ranking{&rulebook, {}});
    found->rows.push_back(std::move(row));
  }
  for (auto& ranking : all) {
    std::sort(ranking.rows.begin(), ranking.rows.end(),
              [](const auto& a, const auto& b) { return *a.rank < *b.rank; });
  }
  return all;
}

json::object json_of(const BoardRow& row, const Ranking& ranking) {
  json::object criteria;
  for (std::size_t i = 0; i < row.score.criteria.size(); ++i) {
    const auto& score = row.score.criteria[i];
    criteria[ranking.rulebook->scoring.criteria[i].id] =
        score ? cli::json_of(*score) : json::value(nullptr);
  }
  return {{"rank", *row.rank},
          {"id", text_of(row.id)},
          {"organisation", text_of(row.organisation)},
          {"total", cli::json_of(*row.score.total)},
          {"criteria", criteria},
          {"passes", row.score.passes ? json::value(*row.score.passes) : json::value(nullptr)},
          {"decided_by",
           row.decided_by.empty() ? json::value(nullptr) : json::value(text_of(row.decided_by))},
          {"rulebook", text_of(rules::hex(ranking.rulebook->digest))}};
}

std::string in_words(const Ranking& ranking, const Environment& environment) {
  Table table{
      .columns = {{"rank", true}, {"candidature"}, {"organisation", false, true}, {"total", true}},
      .rows = {}};
  for (const auto& criterion : ranking.rulebook->scoring.criteria) {
    table.columns.push_back({criterion.id, true});
  }
  table.columns.push_back({"passes"});
  table.columns.push_back({"decided by", false, true});
  for (const auto& row : ranking.rows) {
    std::vector<Cell> cells{std::to_string(*row.rank), row.id, row.organisation,
                            rules::rounded(*row.score.total, 2) + "%"};
    for (const auto& score : row.score.criteria) {
      cells.emplace_back(score ? rules::rounded(*score, 2) : "");
    }
    const bool fails = row.score.passes == false;
    cells.emplace_back(row.score.passes ? (fails ? "no" : "yes") : "unknown",
                       fails ? Tint::red : Tint::plain);
    cells.emplace_back(row.decided_by);
    table.rows.push_back(std::move(cells));
  }
  return render(table, environment);
}

Exit run(const RankOptions& options, Environment& environment) {
  const auto open = open_store(options.store, environment);
  if (!open || !region_exists(options.region, *open, environment)) return Exit::usage;
  const auto all = rankings(options.region, *open);
  json::array rows;
  std::string text;
  for (const auto& ranking : all) {
    if (all.size() > 1) {
      text += fmt::format("{}under rulebook {}\n", text.empty() ? "" : "\n",
                          rules::hex(ranking.rulebook->digest).substr(0, 12));
    }
    for (const auto& row : ranking.rows) rows.push_back(json_of(row, ranking));
    text += in_words(ranking, environment);
  }
  if (text.empty())
    text = visible(fmt::format("nothing has a score yet in {}", options.region)) + '\n';
  environment.out << (options.json ? pretty(json::object{{"region", text_of(options.region)},
                                                         {"ranking", rows}})
                                   : text);
  return Exit::ok;
}

}  // namespace

void add_rank(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<RankOptions>();
  CLI::App* command =
      app.add_subcommand("rank", "Rank the scored candidatures of a region, and say why so.");
  command->add_option("REGION", options->region, "The region")->type_name("REGION")->required();
  add_store_option(*command, options->store);
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(example_and_exits("termijn rank --store season.db zora-werkt",
                                    "0 shown; 2 no such region; 3 store unavailable."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
