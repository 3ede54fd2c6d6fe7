#include <filesystem>
#include <memory>
#include <ostream>
#include <stdexcept>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/diagnostics.hpp"
#include "cli/rulebook_files.hpp"
#include "cli/write_file.hpp"
#include "rules/rulebook/rewrite.hpp"

namespace termijn::cli {
namespace {

namespace fs = std::filesystem;

struct TranslateOptions {
  std::string file;
  std::string to;
  std::string output;
  bool to_stdout = false;
};

/// The file to write when it may be written: a new one, or the one that is read.
bool may_write(const TranslateOptions& options, Environment& environment) {
  std::error_code failed;
  if (options.output.empty() || !fs::exists(options.output, failed)) return true;
  if (fs::equivalent(options.output, options.file, failed)) return true;
  wrong_usage(environment, fmt::format("there is already a file '{}'", options.output),
              "give a name that is free, or the FILE itself to translate it in place");
  return false;
}

/// The translation, loaded as the file `path` with its layers beside it.
rules::Loaded load_as(const std::string& path, const std::string& text,
                      const Environment& environment) {
  const std::string name = fs::path(path).filename().string();
  const auto beside = files_beside(path);
  return rules::load_rulebook(
      name,
      [&](const std::string& wanted) {
        return wanted == name ? std::optional(text) : beside(wanted);
      },
      environment.zones);
}

/// A region's rulebook must decide as it did. Of a layer the rules were compared
/// one by one when they were written.
bool decides_alike(const RulebookFile& before, const TranslateOptions& options,
                   const std::string& text, Environment& environment) {
  if (before.loaded.layer) return true;
  const std::string& path = options.output.empty() ? options.file : options.output;
  const rules::Loaded after = load_as(path, text, environment);
  if (!after.rulebook) {
    environment.err << render(after.diagnostics, *after.sources, environment.err_colour);
    wrong_usage(environment, fmt::format("'{}' would not load there", path),
                "write it in the folder of the file that it translates");
    return false;
  }
  if (rules::same_rules(*before.loaded.rulebook, *after.rulebook)) return true;
  throw std::logic_error("the translation does not decide as the rulebook does");
}

Exit write(const TranslateOptions& options, const std::string& text, Environment& environment) {
  if (options.output.empty()) {
    environment.out << text;
    return Exit::ok;
  }
  return write_file(options.output, text, environment) ? Exit::ok : Exit::usage;
}

Exit run(const TranslateOptions& options, Environment& environment) {
  if (!read_file(options.file, environment) || !may_write(options, environment)) return Exit::usage;
  const RulebookFile before = load_file(options.file, environment);
  if (!before.loaded.layer && !before.loaded.rulebook) {
    open_rulebook(options.file, environment);  // Says what is wrong.
    return Exit::usage;
  }
  const auto to = options.to == "nl" ? rules::Language::nl : rules::Language::en;
  const rules::Rewritten rewritten = rules::rewrite_rules(options.file, files_beside(""), to);
  environment.err << render(rewritten.diagnostics, *rewritten.sources, environment.err_colour);
  if (!rewritten.text || rules::has_errors(rewritten.diagnostics)) return Exit::usage;
  if (!decides_alike(before, options, *rewritten.text, environment)) return Exit::usage;
  const Exit written = write(options, *rewritten.text, environment);
  return written == Exit::ok && !rewritten.diagnostics.empty() ? Exit::findings : written;
}

}  // namespace

void add_translate(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<TranslateOptions>();
  CLI::App* command =
      app.add_subcommand("translate", "Write the rules of a rulebook in the other language.");
  command->add_option("FILE", options->file, "The rulebook, or a layer")->required();
  command->add_option("--to", options->to, "en or nl")
      ->type_name("LANGUAGE")
      ->check(CLI::IsMember({"en", "nl"}))
      ->required();
  auto* output = command->add_option("--output", options->output, "A new file, or FILE itself")
                     ->type_name("FILE");
  command->add_flag("--stdout", options->to_stdout, "Print it; so it does without --output")
      ->excludes(output);
  command->footer(example_and_exits(
      "termijn translate --to nl examples/lokale-partnerschappen-2023/call.toml",
      "0 fine; 1 a rule could not be written in that language and was left as it is;\n"
      "2 wrong usage, or a rulebook that cannot be used."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
