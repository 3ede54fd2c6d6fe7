#include <algorithm>
#include <iterator>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/diagnostics.hpp"
#include "cli/render/text.hpp"
#include "cli/rulebook_files.hpp"
#include "cli/write_file.hpp"
#include "rules/rulebook/rewrite.hpp"

namespace termijn::cli {
namespace {

constexpr const char* standard_input = "-";

struct FmtOptions {
  std::vector<std::string> files;
  bool check = false;
  bool to_stdout = false;
};

/// Each rule that would change: where it stands, and what it would become.
void print_changes(const rules::Rewritten& rewritten, Environment& environment) {
  for (const rules::RewrittenRule& rule : rewritten.changed) {
    const rules::Source& source = rewritten.sources->at(rule.span.source);
    environment.out << fmt::format("{}:{}: '{}' would become\n", visible(source.name()),
                                   source.place(rule.span.begin).line, rule.key);
    std::istringstream lines(rule.after);
    for (std::string line; std::getline(lines, line);) {
      if (line.ends_with('\r')) line.pop_back();
      if (!line.empty()) environment.out << "  " << visible(line) << '\n';
    }
  }
}

std::optional<std::string> text_of(const std::string& file, Environment& environment) {
  if (file != standard_input) return read_file(file, environment);
  return std::string(std::istreambuf_iterator<char>(environment.in), {});
}

Exit format(const std::string& file, const FmtOptions& options, Environment& environment) {
  const auto text = text_of(file, environment);
  if (!text) return Exit::usage;
  const rules::Rewritten rewritten = rules::rewrite_rules(
      file == standard_input ? "standard input" : file, [&](const std::string&) { return text; },
      rules::Language::any);
  environment.err << render(rewritten.diagnostics, *rewritten.sources, environment.err_colour);
  if (!rewritten.text) return Exit::usage;
  const bool changed = *rewritten.text != *text;
  if (options.check) {
    print_changes(rewritten, environment);
  } else if (options.to_stdout || file == standard_input) {
    environment.out << *rewritten.text;
  } else if (changed) {
    if (!write_file(file, *rewritten.text, environment)) return Exit::usage;
    environment.out << fmt::format("{}: {} rule{} laid out\n", visible(file),
                                   rewritten.changed.size(),
                                   rewritten.changed.size() == 1 ? "" : "s");
  }
  const bool found = !rewritten.diagnostics.empty() || (options.check && changed);
  return found ? Exit::findings : Exit::ok;
}

Exit run(const FmtOptions& options, Environment& environment) {
  const auto& files = options.files;
  const bool from_stdin = std::find(files.begin(), files.end(), standard_input) != files.end();
  if (files.size() > 1 && (options.to_stdout || from_stdin)) {
    return wrong_usage(environment, "only one file can be printed at a time",
                       "give one FILE with --stdout, or '-' by itself");
  }
  Exit worst = Exit::ok;
  for (const std::string& file : files) {
    worst = std::max(worst, format(file, options, environment));
  }
  return worst;
}

}  // namespace

void add_fmt(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<FmtOptions>();
  CLI::App* command = app.add_subcommand("fmt", "Lay out the rules in rulebooks in one way.");
  command->add_option("FILE", options->files, "Rulebooks, changed in place; - for standard input")
      ->required();
  auto* check =
      command->add_flag("--check", options->check, "Change nothing; list what would change");
  command->add_flag("--stdout", options->to_stdout, "Change nothing; print the file as it would be")
      ->excludes(check);
  command->footer(example_and_exits(
      "termijn fmt --check examples/lokale-partnerschappen-2023/call.toml",
      "0 fine; 1 something would change with --check, or a rule cannot be read and\n"
      "was left as it is; 2 wrong usage, or a file that cannot be read or written."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
