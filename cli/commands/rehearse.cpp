#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/acts.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/table.hpp"
#include "cli/render/text.hpp"
#include "engine/agenda/night.hpp"

namespace termijn::cli {
namespace {

// A season with a fault in it would print thousands.
constexpr std::size_t most_shown = 20;

struct RehearseOptions {
  std::string acts;
  std::string nights;
  std::string store;
};

/// What happened in one month of the rehearsal.
struct Month {
  std::chrono::year_month name;
  std::size_t nights = 0;
  ActCounts acts;
  std::size_t fired = 0;
  std::size_t held = 0;
  std::size_t overdue = 0;
};

std::optional<std::vector<std::string>> read_lines(const std::string& path,
                                                   Environment& environment) {
  std::ifstream file(path, std::ios::binary);
  if (file && !std::filesystem::is_directory(path)) return lines_in(file);
  wrong_usage(environment, fmt::format("cannot read '{}'", path));
  return std::nullopt;
}

std::string trimmed(const std::string& line) {
  const auto first = line.find_first_not_of(" \t\r");
  if (first == std::string::npos) return "";
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

/// One instant a line; blank lines and comments pass. In order of time.
std::optional<std::vector<rules::Instant>> read_nights(const std::string& path,
                                                       Environment& environment) {
  const auto lines = read_lines(path, environment);
  if (!lines) return std::nullopt;
  std::vector<rules::Instant> nights;
  for (std::size_t i = 0; i < lines->size(); ++i) {
    const auto text = trimmed((*lines)[i]);
    if (text.empty() || text.front() == '#') continue;
    const auto night = rules::parse_rfc3339(text);
    if (!night) {
      wrong_usage(environment, fmt::format("{}:{}: '{}' is no instant", path, i + 1, text),
                  "write one on each line: 2023-06-10T02:00:00+02:00");
      return std::nullopt;
    }
    nights.push_back(*night);
  }
  std::sort(nights.begin(), nights.end());
  return nights;
}

struct DatedLine {
  rules::Instant at;
  std::size_t number = 0;  ///< From 1.
};

/// The acts in order of time; those of one instant, and what is no act, stay behind the
/// line before them.
std::vector<DatedLine> in_order(const std::vector<std::string>& lines) {
  std::vector<DatedLine> dated;
  rules::Instant last{};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (trimmed(lines[i]).empty()) continue;
    const auto parsed = engine::parse_act(lines[i]);
    if (const auto* act = std::get_if<engine::Act>(&parsed)) last = act->at;
    dated.push_back({last, i + 1});
  }
  std::stable_sort(dated.begin(), dated.end(),
                   [](const auto& a, const auto& b) { return a.at < b.at; });
  return dated;
}

class Rehearsal {
 public:
  Rehearsal(OpenStore& open, Environment& environment, const std::vector<std::string>& lines)
      : open_(open), environment_(environment), lines_(lines), acts_(in_order(lines)) {}

  void play(const std::vector<rules::Instant>& nights) {
    for (const auto night : nights) {
      record_until(night);
      fire(night);
    }
    record_until(rules::Instant::max());
  }
  void print() const;

 private:
  Month& month_of(rules::Instant at);
  void record_until(rules::Instant night);
  void fire(rules::Instant night);

  OpenStore& open_;
  Environment& environment_;
  const std::vector<std::string>& lines_;
  std::vector<DatedLine> acts_;
  std::size_t next_ = 0;
  std::vector<Month> months_;
  std::vector<std::string> refused_;
  rules::Instant last_night_{};
  std::size_t still_overdue_ = 0;
};

Month& Rehearsal::month_of(rules::Instant at) {
  const auto date = open_.zone().local(at).date;
  const auto name = date.year() / date.month();
  if (months_.empty() || months_.back().name != name) {
    months_.push_back({});
    months_.back().name = name;
  }
  return months_.back();
}

/// Each act with the clock at its own instant, in one go up to the next night.
void Rehearsal::record_until(rules::Instant night) {
  std::size_t end = next_;
  while (end < acts_.size() && acts_[end].at <= night) ++end;
  if (end == next_) return;
  std::vector<std::string> batch;
  for (std::size_t i = next_; i < end; ++i) batch.push_back(lines_[acts_[i].number - 1]);
  auto results =
      engine::record(*open_.store, open_.procedures, batch, sandbox_clock(acts_[next_].at));
  for (auto& result : results) {
    const auto& dated = acts_[next_ + result.line - 1];
    const auto counts = count(std::span(&result, 1));
    month_of(dated.at).acts += counts;
    result.line = dated.number;
    if (counts.recorded == 0) refused_.push_back(in_words(result, lines_[dated.number - 1]));
  }
  next_ = end;
}

void Rehearsal::fire(rules::Instant night) {
  const auto report = engine::run_night(*open_.store, open_.procedures, night, {});
  auto& month = month_of(night);
  ++month.nights;
  month.fired += report.fired.size();
  month.held = std::max(month.held, report.held.size());
  month.overdue = std::max(month.overdue, report.overdue.size());
  still_overdue_ = report.overdue.size() + report.held.size() + report.parked.size();
}

void Rehearsal::print() const {
  Table table{.columns = {{"month"},
                          {"acts", true},
                          {"refused", true},
                          {"nights", true},
                          {"fired", true},
                          {"most held", true},
                          {"most overdue", true}},
              .rows = {}};
  ActCounts all;
  std::size_t nights = 0;
  std::size_t fired = 0;
  for (const auto& month : months_) {
    const auto refused = month.acts.refused + month.acts.malformed;
    table.rows.push_back({fmt::format("{} {}", rules::month_name(month.name.month()),
                                      static_cast<int>(month.name.year())),
                          std::to_string(month.acts.recorded), std::to_string(refused),
                          std::to_string(month.nights), std::to_string(month.fired),
                          std::to_string(month.held), std::to_string(month.overdue)});
    all += month.acts;
    nights += month.nights;
    fired += month.fired;
  }
  environment_.out << render(table, environment_) << '\n'
                   << in_words(all) << '\n'
                   << fmt::format("{} nights: {} limits fired; after the last, {} for a person\n",
                                  nights, fired, still_overdue_);
  if (refused_.empty()) return;
  environment_.out << "\nwhat was not recorded:\n";
  const auto shown = std::min(refused_.size(), most_shown);
  for (std::size_t i = 0; i < shown; ++i) environment_.out << refused_[i];
  if (refused_.size() > shown) {
    environment_.out << fmt::format("and {} more\n", refused_.size() - shown);
  }
}

Exit run(const RehearseOptions& options, Environment& environment) {
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  if (!open->store->info().sandbox) {
    return wrong_usage(environment, "a rehearsal needs a sandbox: this store is a real one",
                       "make one with: termijn init --sandbox --store FILE");
  }
  const auto nights = read_nights(options.nights, environment);
  const auto lines = nights ? read_lines(options.acts, environment) : std::nullopt;
  if (!lines) return Exit::usage;
  Rehearsal rehearsal(*open, environment, *lines);
  rehearsal.play(*nights);
  rehearsal.print();
  return Exit::ok;
}

}  // namespace

void add_rehearse(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<RehearseOptions>();
  CLI::App* command = app.add_subcommand(
      "rehearse", "Play a whole season of acts and nights in a sandbox, before publishing.");
  command->add_option("ACTS", options->acts, "Acts, one on a line (docs/acts.md)")
      ->type_name("ACTS.jsonl")
      ->required();
  command->add_option("--nights", options->nights, "When the night runs: an instant a line")
      ->type_name("NIGHTS.txt")
      ->required();
  add_store_option(*command, options->store);
  command->footer(example_and_exits(
      "termijn rehearse season.jsonl --nights nights.txt --store sandbox.db",
      "0 played (what was refused is listed); 2 wrong usage; 3 store unavailable."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
