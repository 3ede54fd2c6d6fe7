#include <algorithm>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/json.hpp"
#include "cli/render/table.hpp"
#include "cli/render/text.hpp"
#include "engine/agenda/ranking.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;
using engine::BoardRow;
using engine::Ranking;

struct RankOptions {
  std::string region;
  std::string store;
  bool json = false;
};

// ---- JSON ----

json::value json_of(const std::optional<rules::Number>& number) {
  return number ? cli::json_of(*number) : json::value(nullptr);
}

json::value text_or_null(const std::string& text) {
  return text.empty() ? json::value(nullptr) : json::value(text_of(text));
}

json::value json_of(const rules::Placing& placing) {
  return json::object{
      {"place", text_of(rules::to_string(placing.choice))},
      {"reserve", placing.reserve > 0 ? json::value(placing.reserve) : json::value(nullptr)},
      {"because", text_or_null(placing.why)}};
}

json::object json_of(const Ranking& ranking, std::size_t at) {
  const BoardRow& row = ranking.rows[at];
  json::object criteria;
  for (std::size_t i = 0; i < row.score.criteria.size(); ++i) {
    criteria[ranking.rulebook->scoring.criteria[i].id] = json_of(row.score.criteria[i]);
  }
  return {{"rank", *row.rank},
          {"id", text_of(row.id)},
          {"organisation", text_of(row.organisation)},
          {"total", cli::json_of(*row.score.total)},
          {"criteria", criteria},
          {"passes", row.score.passes ? json::value(*row.score.passes) : json::value(nullptr)},
          {"decided_by", text_or_null(row.decided_by)},
          {"selection",
           ranking.selected ? json_of(ranking.selected->placings[at]) : json::value(nullptr)},
          {"amount", json_of(row.amount)},
          {"rulebook", text_of(rules::hex(ranking.rulebook->digest))}};
}

json::value cut_of(const Ranking& ranking) {
  const auto& cut = ranking.selected->cut;
  if (!cut) return nullptr;
  return json::object{{"after", *ranking.rows[cut->last].rank},
                      {"last", text_of(ranking.rows[cut->last].id)},
                      {"first_out", text_of(ranking.rows[cut->first_out].id)},
                      {"because", text_of(cut->why)},
                      {"decided_by", text_of(ranking.cut_decided_by)}};
}

json::array waiting_of(const Ranking& ranking) {
  json::array waiting;
  for (const BoardRow& row : ranking.waiting) {
    json::array lacking;
    for (const auto& one : row.score.lacking) lacking.push_back(text_of(one));
    waiting.push_back(json::object{{"id", text_of(row.id)},
                                   {"lacking", std::move(lacking)},
                                   {"fault", text_or_null(row.score.fault.value_or(""))}});
  }
  return waiting;
}

json::object selection_of(const Ranking& ranking) {
  const auto& selection = *ranking.rulebook->selection;
  const bool shares_budget = selection.budget.has_value();
  const bool skips = selection.over_budget == rules::Selection::OverBudget::skip;
  return {
      {"rulebook", text_of(rules::hex(ranking.rulebook->digest))},
      {"places", selection.places ? json::value(*selection.places) : json::value(nullptr)},
      {"reserve", selection.reserve},
      {"budget", json_of(selection.budget)},
      {"over_budget", shares_budget ? json::value(skips ? "skip" : "stop") : json::value(nullptr)},
      {"spent", shares_budget ? cli::json_of(ranking.selected->spent) : json::value(nullptr)},
      {"cut", cut_of(ranking)},
      {"provisional", !ranking.waiting.empty()},
      {"waiting", waiting_of(ranking)}};
}

std::string as_json(const std::string& region, const std::vector<Ranking>& all) {
  json::array rows;
  json::array selections;
  for (const auto& ranking : all) {
    for (std::size_t i = 0; i < ranking.rows.size(); ++i) rows.push_back(json_of(ranking, i));
    if (ranking.selected) selections.push_back(selection_of(ranking));
  }
  return pretty(json::object{
      {"region", text_of(region)}, {"ranking", rows}, {"selections", std::move(selections)}});
}

// ---- words ----

Cell cell_of(const rules::Placing& placing) {
  std::string text(rules::to_string(placing.choice));
  if (placing.reserve > 0) text += fmt::format(" {}", placing.reserve);
  switch (placing.choice) {
    case rules::Choice::selected:
      return {text, Tint::green};
    case rules::Choice::undecided:
      return {text, Tint::yellow};
    default:
      return {text};
  }
}

std::vector<Cell> cells_of(const Ranking& ranking, std::size_t at) {
  const BoardRow& row = ranking.rows[at];
  std::vector<Cell> cells{std::to_string(*row.rank), row.id, row.organisation,
                          rules::rounded(*row.score.total, 2) + "%"};
  for (const auto& score : row.score.criteria) {
    cells.emplace_back(score ? rules::rounded(*score, 2) : "");
  }
  const bool fails = row.score.passes == false;
  cells.emplace_back(row.score.passes ? (fails ? "no" : "yes") : "unknown",
                     fails ? Tint::red : Tint::plain);
  if (ranking.selected) cells.push_back(cell_of(ranking.selected->placings[at]));
  cells.emplace_back(row.decided_by);
  return cells;
}

/// What the table cannot say: where it is cut, who is left out for a reason of its own.
std::string cut_words(const Ranking& ranking) {
  const auto& cut = ranking.selected->cut;
  if (!cut) return "";
  return visible(fmt::format("---- cut line: {}; {} comes after {} by {}", cut->why,
                             ranking.rows[cut->first_out].id, ranking.rows[cut->last].id,
                             ranking.cut_decided_by)) +
         '\n';
}

std::string reasons(const Ranking& ranking) {
  std::string text;
  const auto& cut = ranking.selected->cut;
  for (std::size_t i = 0; i < ranking.rows.size(); ++i) {
    const auto& why = ranking.selected->placings[i].why;
    const bool told =
        why.empty() || ranking.rows[i].score.passes == false || (cut && why == cut->why);
    if (!told) text += visible(fmt::format("{}: {}", ranking.rows[i].id, why)) + '\n';
  }
  if (const auto& budget = ranking.rulebook->selection->budget) {
    text += fmt::format("{} of {} euro is shared out\n", rules::to_string(ranking.selected->spent),
                        rules::to_string(*budget));
  }
  return text;
}

std::string waiting_words(const Ranking& ranking) {
  const bool all_at_once = ranking.rulebook->scoring.normalisation != rules::Normalisation::none;
  if (ranking.waiting.empty() || !(ranking.selected || all_at_once)) return "";
  std::string text =
      ranking.selected ? "no score yet, so the selection may change:\n" : "no score yet:\n";
  for (const BoardRow& row : ranking.waiting) {
    const auto why =
        row.score.fault.value_or(fmt::format("{}", fmt::join(row.score.lacking, "; ")));
    text += "  " + visible(fmt::format("{}: {}", row.id, why)) + '\n';
  }
  return text;
}

Table table_of(const Ranking& ranking) {
  Table table{
      .columns = {{"rank", true}, {"candidature"}, {"organisation", false, true}, {"total", true}},
      .rows = {}};
  for (const auto& criterion : ranking.rulebook->scoring.criteria) {
    table.columns.push_back({criterion.id, true});
  }
  table.columns.push_back({"passes"});
  if (ranking.selected) table.columns.push_back({"selection"});
  table.columns.push_back({"decided by", false, true});
  for (std::size_t i = 0; i < ranking.rows.size(); ++i) table.rows.push_back(cells_of(ranking, i));
  return table;
}

std::string in_words(const Ranking& ranking, const Environment& environment) {
  if (ranking.rows.empty()) return waiting_words(ranking);
  std::string text = render(table_of(ranking), environment);
  if (!ranking.selected) return text + waiting_words(ranking);
  if (const auto& cut = ranking.selected->cut) {
    std::size_t behind = 0;  // a table has a line for its titles and one a row
    for (std::size_t lines = 0; lines < cut->last + 2; ++lines)
      behind = text.find('\n', behind) + 1;
    text.insert(behind, cut_words(ranking));
  }
  return text + reasons(ranking) + waiting_words(ranking);
}

std::string as_words(const std::string& region, const std::vector<Ranking>& all,
                     const Environment& environment) {
  const bool several = std::count_if(all.begin(), all.end(), [](const Ranking& ranking) {
                         return !ranking.rows.empty();
                       }) > 1;
  std::string text;
  for (const auto& ranking : all) {
    if (several && !ranking.rows.empty()) {
      text += fmt::format("{}under rulebook {}\n", text.empty() ? "" : "\n",
                          rules::hex(ranking.rulebook->digest).substr(0, 12));
    }
    text += in_words(ranking, environment);
  }
  const bool scored = std::any_of(all.begin(), all.end(),
                                  [](const Ranking& ranking) { return !ranking.rows.empty(); });
  const auto nothing = visible(fmt::format("nothing has a score yet in {}", region)) + '\n';
  return scored ? text : nothing + text;
}

Exit run(const RankOptions& options, Environment& environment) {
  const auto open = open_store(options.store, environment);
  if (!open || !region_exists(options.region, *open, environment)) return Exit::usage;
  const auto all = engine::rankings(engine::board(*open->store, open->procedures, options.region),
                                    open->procedures);
  environment.out << (options.json ? as_json(options.region, all)
                                   : as_words(options.region, all, environment));
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
