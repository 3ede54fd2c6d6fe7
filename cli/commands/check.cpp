#include <algorithm>
#include <memory>
#include <ostream>
#include <set>
#include <tuple>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/diagnostics.hpp"
#include "cli/render/json.hpp"
#include "cli/render/table.hpp"
#include "cli/render/text.hpp"
#include "cli/rulebook_files.hpp"
#include "engine/workflow/workflow.hpp"
#include "rules/rulebook/proof.hpp"

namespace termijn::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> paths;
  bool json = false;
  std::string format = "human";
};

struct Checked {
  RulebookFile file;
  rules::Diagnostics diagnostics;
};

struct Counts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
};

/// Which fault it is, wherever it was met: a fault in a layer is met once by each
/// region that extends it.
using Identity = std::tuple<std::string, rules::Span, std::string, std::string>;

Identity identity(const rules::Diagnostic& diagnostic, const rules::Sources& sources) {
  rules::Span span = diagnostic.primary.span;
  const std::string& file = sources.at(span.source).name();
  span.source = 0;
  return {file, span, diagnostic.code, diagnostic.message};
}

/// Those not met before.
rules::Diagnostics unmet(const Checked& checked, std::set<Identity>& met) {
  rules::Diagnostics fresh;
  for (const rules::Diagnostic& diagnostic : rules::sorted(checked.diagnostics)) {
    if (met.insert(identity(diagnostic, *checked.file.shown)).second) fresh.push_back(diagnostic);
  }
  return fresh;
}

Counts count(const rules::Diagnostics& diagnostics) {
  Counts counts;
  for (const rules::Diagnostic& diagnostic : diagnostics) {
    switch (diagnostic.severity) {
      case rules::Severity::error:
        ++counts.errors;
        break;
      case rules::Severity::warning:
        ++counts.warnings;
        break;
      case rules::Severity::note:
        ++counts.notes;
        break;
    }
  }
  return counts;
}

/// What the regions of one call, side by side in one folder, have to do with each other.
void check_across(std::vector<Checked>& all) {
  std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> calls;
  for (std::size_t at = 0; at < all.size(); ++at) {
    const auto& rulebook = all[at].file.loaded.rulebook;
    if (!rulebook) continue;
    const auto slash = all[at].file.path.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : all[at].file.path.substr(0, slash);
    calls[{folder, rulebook->call_id}].push_back(at);
  }
  for (const auto& [call, members] : calls) {
    std::vector<const rules::Rulebook*> rulebooks;
    for (const std::size_t at : members) rulebooks.push_back(&*all[at].file.loaded.rulebook);
    for (rules::CrossFinding& finding : rules::check_together(rulebooks)) {
      all[members[finding.rulebook]].diagnostics.push_back(std::move(finding.diagnostic));
    }
  }
}

std::vector<Checked> check_all(std::vector<RulebookFile> files) {
  std::vector<Checked> all;
  for (RulebookFile& file : files) {
    rules::Diagnostics diagnostics = file.loaded.diagnostics;
    if (file.loaded.rulebook) {
      const auto& rulebook = *file.loaded.rulebook;
      for (auto& more : {rules::prove(rulebook), engine::check_workflow(rulebook)}) {
        diagnostics.insert(diagnostics.end(), more.begin(), more.end());
      }
    }
    all.push_back({std::move(file), std::move(diagnostics)});
  }
  check_across(all);
  return all;
}

std::string region_of(const Checked& checked) {
  return checked.file.loaded.rulebook ? checked.file.loaded.rulebook->region_id : "";
}

std::string digest_of(const Checked& checked) {
  return checked.file.loaded.rulebook ? rules::hex(checked.file.loaded.rulebook->digest) : "";
}

/// A rulebook that did not load has neither a region nor a digest.
boost::json::value text_or_null(const std::string& text) {
  return text.empty() ? boost::json::value(nullptr) : boost::json::value(text_of(text));
}

Counts print_json(const std::vector<Checked>& all, Environment& environment) {
  boost::json::array files;
  std::set<Identity> met;
  rules::Diagnostics distinct;
  for (const Checked& checked : all) {
    files.push_back(
        boost::json::object{{"file", text_of(checked.file.path)},
                            {"region", text_or_null(region_of(checked))},
                            {"digest", text_or_null(digest_of(checked))},
                            {"diagnostics", json_of(checked.diagnostics, *checked.file.shown)}});
    for (auto& found : unmet(checked, met)) distinct.push_back(std::move(found));
  }
  const Counts counts = count(distinct);
  environment.out << pretty(boost::json::object{
      {"files", std::move(files)}, {"errors", counts.errors}, {"warnings", counts.warnings}});
  return counts;
}

std::string plural(std::size_t number, std::string_view what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

Counts print_words(const std::vector<Checked>& all, Environment& environment) {
  std::set<Identity> met;
  rules::Diagnostics distinct;
  Table table{{{"FILE", false, true},
               {"REGION", false, true},
               {"DIGEST"},
               {"ERRORS", true},
               {"WARNINGS", true},
               {"NOTES", true}},
              {}};
  for (const Checked& checked : all) {
    rules::Diagnostics fresh = unmet(checked, met);
    environment.out << render(fresh, *checked.file.shown, environment.colour);
    distinct.insert(distinct.end(), fresh.begin(), fresh.end());
    const Counts own = count(checked.diagnostics);
    const bool loaded = checked.file.loaded.rulebook.has_value();
    table.rows.push_back({checked.file.path,
                          loaded ? region_of(checked) : "-",
                          loaded ? digest_of(checked).substr(0, 12) : "-",
                          {std::to_string(own.errors), own.errors > 0 ? Tint::red : Tint::plain},
                          std::to_string(own.warnings),
                          std::to_string(own.notes)});
  }
  const Counts counts = count(distinct);
  environment.out << render(table, environment)
                  << fmt::format("\n{}: {}, {}, {}.\n", plural(all.size(), "file"),
                                 plural(counts.errors, "error"), plural(counts.warnings, "warning"),
                                 plural(counts.notes, "note"));
  return counts;
}

/// One line a place, for editors; no summary, since every line must be one.
Counts print_gnu(const std::vector<Checked>& all, Environment& environment) {
  std::set<Identity> met;
  rules::Diagnostics distinct;
  for (const Checked& checked : all) {
    rules::Diagnostics fresh = unmet(checked, met);
    environment.out << render_gnu(fresh, *checked.file.shown);
    distinct.insert(distinct.end(), fresh.begin(), fresh.end());
  }
  return count(distinct);
}

Counts print(const std::vector<Checked>& all, const CheckOptions& options,
             Environment& environment) {
  if (options.json || options.format == "json") return print_json(all, environment);
  if (options.format == "gnu") return print_gnu(all, environment);
  return print_words(all, environment);
}

Exit run(const CheckOptions& options, Environment& environment) {
  auto files = load_all(options.paths, environment);
  if (!files) return Exit::usage;
  const std::vector<Checked> all = check_all(std::move(*files));
  const Counts counts = print(all, options, environment);
  return counts.errors > 0 ? Exit::findings : Exit::ok;
}

}  // namespace

void add_check(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command =
      app.add_subcommand("check", "Look for faults in rulebooks before anyone applies.");
  command
      ->add_option("FILE-OR-FOLDER", options->paths,
                   "Region files, or folders of them; a layer is checked through its regions")
      ->required();
  auto* json = command->add_flag("--json", options->json, "The same as --format json");
  command
      ->add_option("--format", options->format,
                   "human; gnu, one line a place for editors; json (docs/json.md)")
      ->check(CLI::IsMember({"human", "gnu", "json"}))
      ->capture_default_str()
      ->excludes(json);
  command->footer(example_and_exits("termijn check examples/lokale-partnerschappen-2023",
                                    "0 no errors; 1 errors; 2 wrong usage, or no such file."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
