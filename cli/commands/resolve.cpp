#include <algorithm>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/lookup.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/colour.hpp"
#include "cli/render/diagnostics.hpp"
#include "cli/render/json.hpp"
#include "cli/render/text.hpp"
#include "cli/render/words.hpp"
#include "rules/language/moment/moment.hpp"
#include "rules/time/spoken.hpp"

namespace termijn::cli {
namespace {

struct ResolveOptions {
  std::string phrase;
  std::optional<int> year;
  std::string zone = "Europe/Brussels";
  std::string as = "window";
  std::string regime = "be-civil";
  std::string calendar = "BE";
  std::vector<std::string> anchors;
  std::string language;
  bool json = false;
};

using Anchors = std::map<std::string, rules::Instant, std::less<>>;

std::optional<Anchors> read_anchors(const std::vector<std::string>& texts, const rules::Zone& zone,
                                    Environment& environment) {
  Anchors anchors;
  for (const std::string& text : texts) {
    const auto equals = text.find('=');
    if (equals == 0 || equals == std::string::npos) {
      wrong_usage(environment, fmt::format("--anchor '{}' names no event and its time", text),
                  "write --anchor einddatum=2023-07-07T10:00");
      return {};
    }
    std::string name = text.substr(0, equals);
    std::transform(name.begin(), name.end(), name.begin(), [](char byte) {
      return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    });
    const auto instant = read_time(text.substr(equals + 1), zone, "--anchor", environment);
    if (!instant) return {};
    anchors[name] = *instant;
  }
  return anchors;
}

rules::ReadAs read_as(const std::string& word) {
  if (word == "deadline") return rules::ReadAs::deadline;
  return word == "start" ? rules::ReadAs::start : rules::ReadAs::window;
}

rules::Language language_of(const std::string& word) {
  if (word == "nl") return rules::Language::nl;
  return word == "en" ? rules::Language::en : rules::Language::any;
}

boost::json::value json_of_relative(const std::optional<rules::RelativeMoment>& relative) {
  if (!relative) return nullptr;
  const bool after = relative->direction == rules::Direction::after;
  boost::json::object out{{"anchor", text_of(relative->anchor)},
                          {"amount", relative->period.amount},
                          {"unit", text_of(to_string(relative->period.unit))},
                          {"direction", after ? "after" : "before"}};
  if (!relative->day.empty()) out["day"] = text_of(relative->day);
  return out;
}

boost::json::value json_of_readings(const std::vector<rules::Reading>& readings,
                                    const rules::Zone& zone) {
  boost::json::array out;
  for (const rules::Reading& reading : readings) {
    out.push_back(boost::json::object{{"means", text_of(reading.means)},
                                      {"sessions", json_of(reading.sessions, zone)}});
  }
  return out;
}

boost::json::array json_of_working(const std::vector<std::string>& working) {
  boost::json::array out;
  for (const std::string& sentence : working) out.push_back(text_of(sentence));
  return out;
}

void print_json(const std::string& phrase, const rules::Moment& moment, const rules::Zone& zone,
                const rules::Sources& sources, Environment& environment) {
  environment.out << pretty(
      boost::json::object{{"phrase", text_of(phrase)},
                          {"class", text_of(to_string(moment.kind))},
                          {"year_inferred", moment.year_inferred},
                          {"sessions", json_of(moment.sessions, zone)},
                          {"relative", json_of_relative(moment.relative)},
                          {"readings", json_of_readings(moment.readings, zone)},
                          {"steps", json_of(moment.steps)},
                          {"working", json_of_working(moment.working)},
                          {"diagnostics", json_of(moment.diagnostics, sources)}});
}

void print_sessions(const std::vector<rules::Window>& sessions, const rules::Zone& zone,
                    std::string_view indent, std::ostream& out) {
  for (const rules::Window& window : sessions) {
    out << indent << rules::spoken(window, zone) << '\n';
  }
}

void print_readings(const rules::Moment& moment, const rules::Zone& zone, std::ostream& out) {
  int number = 0;
  for (const rules::Reading& reading : moment.readings) {
    out << fmt::format("  {}. {}\n", ++number, visible(reading.means));
    print_sessions(reading.sessions, zone, "     ", out);
  }
}

void print_words(const std::string& phrase, const rules::Moment& moment, const rules::Zone& zone,
                 const rules::Sources& sources, Environment& environment) {
  std::ostream& out = environment.out;
  const bool fine = moment.diagnostics.empty() && moment.readings.empty();
  out << fmt::format(
      "'{}': {}\n", visible(phrase),
      tinted(to_string(moment.kind), fine ? Tint::green : Tint::yellow, environment.colour));
  if (moment.relative) {
    const std::string& day = moment.relative->day;
    if (!day.empty()) out << fmt::format("  '{}' of the year that lies\n", visible(day));
    out << "  "
        << visible(words_of(moment.relative->period, moment.relative->direction,
                            moment.relative->anchor))
        << '\n';
  }
  if (moment.relative && moment.sessions.empty() && !moment.relative->anchor.empty()) {
    out << fmt::format("To have it counted: --anchor {}=2023-07-07T10:00\n",
                       visible(moment.relative->anchor));
  }
  out << words_of(moment.steps);
  print_sessions(moment.sessions, zone, "  ", out);
  print_readings(moment, zone, out);
  for (const std::string& sentence : moment.working) out << "  - " << visible(sentence) << '\n';
  if (moment.year_inferred) out << "The year is not in the phrase: it comes from --year.\n";
  if (moment.half_days) out << "The hours of the half-days are not in the phrase.\n";
  if (!moment.sessions.empty() || !moment.readings.empty()) {
    out << fmt::format("Times are those of {}.\n", visible(zone.name()));
  }
  if (!moment.diagnostics.empty()) {
    out << '\n' << render(moment.diagnostics, sources, environment.colour);
  }
}

bool settled(rules::MomentClass kind) {
  return kind == rules::MomentClass::exact || kind == rules::MomentClass::relative ||
         kind == rules::MomentClass::recurring;
}

Exit run(const ResolveOptions& options, Environment& environment) {
  const auto zone = find_zone(options.zone, environment);
  const rules::Regime* regime = find_regime(options.regime, environment);
  const rules::Calendar* calendar = find_calendar(options.calendar, environment);
  if (!zone || regime == nullptr || calendar == nullptr) return Exit::usage;
  const auto anchors = read_anchors(options.anchors, *zone, environment);
  if (!anchors) return Exit::usage;

  const rules::MomentContext context{.zone = *zone,
                                     .zones = environment.zones,
                                     .year = options.year,
                                     .as = read_as(options.as),
                                     .language = language_of(options.language),
                                     .half_days = {},
                                     .last_minute_whole = false,
                                     .regime = regime,
                                     .calendar = calendar,
                                     .anchors = *anchors};
  rules::Sources sources;
  const auto source = sources.add("phrase", options.phrase);
  const rules::Moment moment = rules::resolve_moment(rules::whole(sources, source), context);
  if (options.json) {
    print_json(options.phrase, moment, *zone, sources, environment);
  } else {
    print_words(options.phrase, moment, *zone, sources, environment);
  }
  return settled(moment.kind) ? Exit::ok : Exit::findings;
}

void add_options(CLI::App& command, const std::shared_ptr<ResolveOptions>& options) {
  command.add_option("PHRASE", options->phrase, "When, as the addendum writes it")->required();
  command.add_option("--year", options->year, "The call's year, for dates without one")
      ->type_name("YEAR")
      ->check(CLI::Range(1900, 2100));
  command.add_option("--zone", options->zone, "Whose clock counts (Europe/Brussels)")
      ->type_name("ZONE");
  command.add_option("--as", options->as, "window, deadline or start (window)")
      ->type_name("WHAT")
      ->check(CLI::IsMember({"window", "deadline", "start"}));
  command.add_option("--regime", options->regime, "The law of time limits (be-civil)")
      ->type_name("REGIME");
  command.add_option("--calendar", options->calendar, "Whose holidays count (BE)")
      ->type_name("CALENDAR");
  command.add_option("--anchor", options->anchors, "When an event happened; may be repeated")
      ->type_name("NAME=INSTANT");
  command.add_option("--lang", options->language, "nl or en (both)")
      ->type_name("LANGUAGE")
      ->check(CLI::IsMember({"nl", "en"}));
  command.add_flag("--json", options->json, "Print JSON (docs/json.md)");
}

}  // namespace

void add_resolve(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<ResolveOptions>();
  CLI::App* command = app.add_subcommand("resolve", "Say what a phrase that says when means.");
  add_options(*command, options);
  command->footer(example_and_exits(
      "termijn resolve 'week van 12/06/2023'\n"
      "  termijn resolve 'einddatum + 14 dagen' --as deadline --anchor einddatum=2023-07-07T10:00",
      "0 exact, relative or recurring; 1 ambiguous, vague or not read; 2 wrong\nusage."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
