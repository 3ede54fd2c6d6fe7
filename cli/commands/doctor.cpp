#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/examination.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/colour.hpp"
#include "cli/render/json.hpp"
#include "cli/render/text.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;

struct DoctorOptions {
  std::string store;
  bool json = false;
};

json::object json_of(const Examination& examined) {
  json::array findings;
  for (const auto& symptom : examined.symptoms) {
    findings.push_back(json::object{{"about", text_of(symptom.about)},
                                    {"what", text_of(symptom.what)},
                                    {"next", text_of(symptom.next)}});
  }
  json::array fine;
  for (const auto& what : examined.fine) fine.push_back(text_of(what));
  return {{"opened", examined.opened}, {"findings", findings}, {"fine", fine}};
}

std::string in_words(const Examination& examined, const Environment& environment) {
  std::string text;
  for (const auto& symptom : examined.symptoms) {
    text += tinted(symptom.about + ": ", Tint::red, environment.colour) + visible(symptom.what) +
            "\n  next: " + visible(symptom.next) + '\n';
  }
  for (const auto& what : examined.fine) text += "fine: " + visible(what) + '\n';
  return text;
}

Exit run(const DoctorOptions& options, Environment& environment) {
  const auto path = store_path(options.store, environment);
  if (path.empty()) return Exit::usage;
  const auto examined = examine(path, environment);
  environment.out << (options.json ? pretty(json_of(examined)) : in_words(examined, environment));
  if (!examined.opened) return Exit::store;
  return examined.symptoms.empty() ? Exit::ok : Exit::findings;
}

}  // namespace

void add_doctor(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<DoctorOptions>();
  CLI::App* command =
      app.add_subcommand("doctor", "Tell what is wrong with a store, and what to do about it.");
  add_store_option(*command, options->store);
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(example_and_exits(
      "termijn doctor --store season.db",
      "0 nothing is wrong; 1 something is; 2 wrong usage; 3 the store cannot be opened."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
