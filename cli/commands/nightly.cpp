#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/key_files.hpp"
#include "cli/commands/limit_words.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/json.hpp"
#include "cli/render/table.hpp"
#include "cli/render/text.hpp"
#include "cli/render/when.hpp"
#include "cli/this_process.hpp"
#include "engine/agenda/night.hpp"
#include "engine/agenda/night_lock.hpp"
#include "engine/journal/checkpoints.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;
using engine::NightReport;
using engine::Waiting;

struct NightlyOptions {
  std::string store;
  std::string now;
  std::size_t batch = 500;
  std::string key;
  bool dry_run = false;
  bool json = false;
};

json::array json_of(const std::vector<Waiting>& rows, OpenStore& open) {
  json::array out;
  for (const auto& row : rows) {
    out.push_back(json::object{{"region", text_of(row.region)},
                               {"candidature", text_of(row.candidature)},
                               {"limit", text_of(row.limit)},
                               {"due", text_of(rfc3339(row.due, open.zone(row.region)))},
                               {"reason", text_of(row.reason)}});
  }
  return out;
}

/// The one night of this store, from when it is taken until this ends. A dry run takes none.
class Turn {
 public:
  Turn(OpenStore& open, const Environment& environment, bool dry_run)
      : open_(open), self_{environment.process(), environment.now()} {
    if (dry_run) return;
    const auto found = engine::take_night(*open.store, self_, environment.holding);
    if (!found.taken) {
      throw engine::StoreError(fmt::format(
          "a night is running already: {}, since {}; nothing was done: try again when it is done",
          process_in_words(found.before->holder), spoken(found.before->started, open.zone())));
    }
    taken_ = true;
    unfinished_ = found.before;
  }

  /// The night before this one that never came to its end.
  const std::optional<engine::NightHolder>& unfinished() const { return unfinished_; }
  void end() const {
    if (taken_) engine::release_night(*open_.store, self_);
  }

 private:
  OpenStore& open_;
  engine::NightHolder self_;
  bool taken_ = false;
  std::optional<engine::NightHolder> unfinished_;
};

json::value json_of(const std::optional<engine::NightHolder>& unfinished, OpenStore& open) {
  if (!unfinished) return nullptr;
  return json::object{{"holder", text_of(unfinished->holder)},
                      {"started", text_of(rfc3339(unfinished->started, open.zone()))}};
}

std::string in_words(const std::optional<engine::NightHolder>& unfinished, OpenStore& open) {
  if (!unfinished) return "";
  return '\n' +
         visible(fmt::format(
             "The night before it did not finish: {}, since {}. This one took over.",
             process_in_words(unfinished->holder), spoken(unfinished->started, open.zone()))) +
         '\n';
}

json::object json_of(const NightReport& report, const engine::CheckpointsMade& checkpoints,
                     OpenStore& open) {
  json::array fired;
  for (const auto& row : report.fired) {
    const auto& zone = open.zone(row.region);
    fired.push_back(json::object{{"region", text_of(row.region)},
                                 {"candidature", text_of(row.candidature)},
                                 {"limit", text_of(row.limit)},
                                 {"due", text_of(rfc3339(row.due, zone))},
                                 {"fired", text_of(rfc3339(row.fired, zone))},
                                 {"became", text_of(row.became)}});
  }
  json::array amended;
  for (const auto& row : report.amended) {
    const auto& zone = open.zone(row.region);
    amended.push_back(json::object{{"region", text_of(row.region)},
                                   {"digest", text_of(row.rulebook)},
                                   {"due", text_of(rfc3339(row.due, zone))},
                                   {"fired", text_of(rfc3339(row.fired, zone))},
                                   {"candidatures", row.candidatures}});
  }
  json::array made;
  for (const auto& row : checkpoints.made) {
    made.push_back(
        json::object{{"number", row.number}, {"region", text_of(row.region)}, {"size", row.size}});
  }
  json::array unmade;
  for (const auto& why : checkpoints.refused) unmade.push_back(text_of(why));
  json::array upcoming;
  for (const auto& row : report.upcoming) {
    upcoming.push_back(json::object{{"region", text_of(row.region)},
                                    {"candidature", text_of(row.candidature)},
                                    {"limit", text_of(row.limit)},
                                    {"due", text_of(rfc3339(row.due, open.zone(row.region)))}});
  }
  json::array erasure_due;
  for (const auto& row : report.erasure_due) {
    const auto& zone = open.zone(row.region);
    erasure_due.push_back(json::object{{"region", text_of(row.region)},
                                       {"candidature", text_of(row.candidature)},
                                       {"ended", text_of(rfc3339(row.ended, zone))},
                                       {"due", text_of(rfc3339(row.due, zone))}});
  }
  return {{"now", text_of(rfc3339(report.now, open.zone()))},
          {"fired", fired},
          {"held", json_of(report.held, open)},
          {"overdue", json_of(report.overdue, open)},
          {"upcoming", upcoming},
          {"parked", json_of(report.parked, open)},
          {"soon", json_of(report.soon, open)},
          {"amended", amended},
          {"erasure_due", erasure_due},
          {"notices", report.notices},
          {"checkpoints", made},
          {"checkpoints_refused", unmade},
          {"dry_run", report.dry_run}};
}

/// The id of a limit in words, by the rulebook its candidature was born under.
std::string words_of(const std::string& region, const std::string& candidature,
                     const std::string& limit, OpenStore& open) {
  if (candidature.empty()) return "the amended rules take effect";
  const auto row = open.store->candidature(region, candidature);
  return row ? limit_words(limit, open.procedures.at(row->rulebook)) : limit;
}

std::string milestone_of(const std::string& region, const std::string& candidature,
                         const std::string& limit, OpenStore& open) {
  const auto row = open.store->candidature(region, candidature);
  return row ? limit_milestone(limit, open.procedures.at(row->rulebook)) : "";
}

std::string fired_table(const NightReport& report, OpenStore& open,
                        const Environment& environment) {
  Table table{.columns = {{"candidature"}, {"limit", false, true}, {"was due"}, {"now in"}},
              .rows = {}};
  for (const auto& row : report.fired) {
    table.rows.push_back({row.candidature, words_of(row.region, row.candidature, row.limit, open),
                          spoken_end(row.due, open.zone(row.region)), row.became});
  }
  return render(table, environment);
}

std::string waiting_table(const std::vector<Waiting>& rows, std::string_view since, OpenStore& open,
                          Tint tint, const Environment& environment) {
  Table table{
      .columns = {{"candidature"}, {std::string(since)}, {"milestone"}, {"what", false, true}},
      .rows = {}};
  for (const auto& row : rows) {
    table.rows.push_back({Cell(row.candidature, tint), spoken_end(row.due, open.zone(row.region)),
                          milestone_of(row.region, row.candidature, row.limit, open), row.reason});
  }
  return render(table, environment);
}

std::string upcoming_table(const NightReport& report, OpenStore& open,
                           const Environment& environment) {
  Table table{.columns = {{"due"}, {"candidature"}, {"limit", false, true}}, .rows = {}};
  for (const auto& row : report.upcoming) {
    table.rows.push_back({spoken_end(row.due, open.zone(row.region)),
                          row.candidature.empty() ? row.region : row.candidature,
                          words_of(row.region, row.candidature, row.limit, open)});
  }
  return render(table, environment);
}

std::string amended_table(const NightReport& report, OpenStore& open,
                          const Environment& environment) {
  Table table{.columns = {{"region"}, {"rulebook"}, {"from"}, {"candidatures"}}, .rows = {}};
  for (const auto& row : report.amended) {
    table.rows.push_back({row.region, row.rulebook.substr(0, 12),
                          spoken(row.due, open.zone(row.region)),
                          std::to_string(row.candidatures)});
  }
  return render(table, environment);
}

std::string erasure_table(const NightReport& report, OpenStore& open,
                          const Environment& environment) {
  Table table{.columns = {{"candidature"}, {"ended"}, {"kept until"}}, .rows = {}};
  for (const auto& row : report.erasure_due) {
    const auto& zone = open.zone(row.region);
    table.rows.push_back(
        {Cell(row.candidature, Tint::yellow), spoken(row.ended, zone), spoken_end(row.due, zone)});
  }
  return render(table, environment);
}

std::string in_words(const NightReport& report, OpenStore& open, const Environment& environment) {
  const auto night = "the night of " + spoken(report.now, open.zone());
  auto text = report.dry_run ? "What " + night + " would do\n" : "T" + night.substr(1) + '\n';
  const auto section = [&](std::size_t number, std::string_view title, const std::string& table) {
    if (number == 0) return;
    text += '\n' + tinted(fmt::format("{} ({})", title, number), Tint::strong, environment.colour) +
            '\n' + table;
  };
  section(report.amended.size(), report.dry_run ? "Rules that would change" : "Rules that changed",
          amended_table(report, open, environment));
  section(report.fired.size(), report.dry_run ? "Would fire" : "Fired",
          fired_table(report, open, environment));
  section(report.held.size(), "Held for a person: record 'confirm' to let them go on",
          waiting_table(report.held, "since", open, Tint::yellow, environment));
  section(report.overdue.size(), "Overdue",
          waiting_table(report.overdue, "since", open, Tint::red, environment));
  section(report.parked.size(), "Parked: nothing automatic happens until 'resume'",
          waiting_table(report.parked, "since", open, Tint::yellow, environment));
  section(report.erasure_due.size(), "Personal data to erase: termijn erase --due --reason TEXT",
          erasure_table(report, open, environment));
  section(report.soon.size(), "Owed before the next night",
          waiting_table(report.soon, "due", open, Tint::yellow, environment));
  section(report.upcoming.size(), "Comes next", upcoming_table(report, open, environment));
  if (report.fired.empty()) text += "\nnothing fell due\n";
  return text;
}

std::string checkpoint_words(const engine::CheckpointsMade& checkpoints,
                             const std::optional<engine::SigningKey>& key,
                             const Environment& environment) {
  std::string text;
  if (key && !checkpoints.made.empty()) {
    text += std::string("\n") +
            visible(fmt::format("signed with '{}': checkpoints of {} region{}", key->name,
                                checkpoints.made.size(), checkpoints.made.size() == 1 ? "" : "s")) +
            "\n";
  }
  for (const auto& why : checkpoints.refused) {
    text += '\n' + tinted("no checkpoint: ", Tint::red, environment.colour) + visible(why) + '\n';
  }
  return text;
}

Exit run(const NightlyOptions& options, Environment& environment) {
  const auto key = find_signing_key(options.key, environment);
  if (key.failed) return Exit::usage;
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto now = clock_of(options.now, *open, environment);
  if (!now) return Exit::usage;
  engine::NightOptions night;
  night.dry_run = options.dry_run;
  night.batch = options.batch;
  const bool progress = environment.terminal && !options.json;
  if (progress) {
    night.progress = [&environment](std::size_t done, std::size_t left) {
      environment.out << fmt::format("\r{} of {} limits", done, done + left) << std::flush;
    };
  }
  const Turn turn(*open, environment, options.dry_run);
  const auto report = engine::run_night(*open->store, open->procedures, *now, night);
  engine::CheckpointsMade checkpoints;
  if (!options.dry_run) checkpoints = engine::make_checkpoints(*open->store, key.key, *now);
  turn.end();
  if (progress) environment.out << '\r' << std::string(40, ' ') << '\r';
  if (options.json) {
    auto json = json_of(report, checkpoints, *open);
    json["unfinished"] = json_of(turn.unfinished(), *open);
    environment.out << pretty(json);
  } else {
    environment.out << in_words(report, *open, environment)
                    << checkpoint_words(checkpoints, key.key, environment)
                    << in_words(turn.unfinished(), *open);
  }
  const bool calls = !report.held.empty() || !report.overdue.empty() || !report.parked.empty() ||
                     !checkpoints.refused.empty() || !report.erasure_due.empty();
  return calls ? Exit::findings : Exit::ok;
}

}  // namespace

void add_nightly(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<NightlyOptions>();
  CLI::App* command =
      app.add_subcommand("nightly", "Fire what fell due, once, and say what people owe.");
  add_store_option(*command, options->store);
  command->add_flag("--dry-run", options->dry_run, "Show what it would do and write nothing");
  command->add_option("--now", options->now, "What the clock says, in a sandbox only")
      ->type_name("INSTANT");
  add_batch_option(*command, options->batch, "Limits written together, or none of them (500)");
  command->add_option("--key", options->key, "What to sign checkpoints with (or set TERMIJN_KEY)")
      ->type_name("FILE");
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(example_and_exits(
      "termijn nightly --store season.db --dry-run",
      "0 nothing waits for a person; 1 something is overdue, held, parked or to erase, or a\n"
      "checkpoint could not be made as the store requires (the night itself is done);\n"
      "2 wrong usage; 3 store unavailable, or a night is running: run it again, it takes up\n"
      "where it stopped."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
