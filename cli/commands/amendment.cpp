#include "cli/commands/amendment.hpp"

#include <ostream>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "cli/commands/impact_view.hpp"
#include "cli/commands/lookup.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/json.hpp"
#include "cli/render/text.hpp"
#include "cli/render/when.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;
using engine::Amended;

json::object closing_json(const rules::Deadline& closes, const rules::Zone& zone) {
  return {{"until", text_of(rfc3339(closes.closes, zone))}, {"until_inclusive", closes.inclusive}};
}

json::object json_of(const Amended& amended, const rules::Rulebook& rulebook) {
  const auto& zone = *rulebook.zone;
  json::array earlier;
  for (const auto& limit : amended.earlier) {
    earlier.push_back(json::object{{"candidature", text_of(limit.candidature)},
                                   {"milestone", text_of(limit.milestone)},
                                   {"old", closing_json(limit.was, zone)},
                                   {"new", closing_json(limit.is, zone)}});
  }
  return {{"region", text_of(rulebook.region_id)},
          {"digest", text_of(rules::hex(rulebook.digest))},
          {"amended", amended.done},
          {"waits", amended.waits},
          {"effective", text_of(rfc3339(amended.effective, zone))},
          {"candidatures", cli::json_of(amended.impact, zone)},
          {"earlier", earlier},
          {"notices", amended.notices}};
}

std::string in_words(const Amended& amended, const rules::Rulebook& rulebook, bool dry_run) {
  const auto digest = rules::hex(rulebook.digest).substr(0, 12);
  if (!amended.done) {
    return fmt::format("{}: rulebook {} {} already\n", rulebook.region_id, digest,
                       amended.waits ? "waits for that instant" : "is in force for everybody");
  }
  const auto when = amended.waits ? "from " + spoken(amended.effective, *rulebook.zone) + " on"
                                  : std::string("from now on");
  auto text = fmt::format("{}: {}, rulebook {} {} for all open candidatures and for new ones\n",
                          rulebook.region_id, when, digest, dry_run ? "would hold" : "holds");
  text += impact_words(amended.impact, rulebook);
  for (const auto& limit : amended.earlier) {
    text += fmt::format("  closes earlier: {} '{}', at {}, no longer at {}\n", limit.candidature,
                        limit.milestone, spoken(limit.is, *rulebook.zone),
                        spoken(limit.was, *rulebook.zone));
  }
  if (amended.notices > 0) {
    text += fmt::format("{} notice{} to applicants {}\n", amended.notices,
                        amended.notices == 1 ? "" : "s", dry_run ? "would be queued" : "queued");
  }
  return visible_lines(text);
}

void tell(const engine::Refusal& refusal, const std::string& region, Environment& environment) {
  environment.err << visible(fmt::format("{}: {}: {}", region, refusal.code, refusal.message))
                  << '\n';
  if (!refusal.help.empty()) environment.err << "  " << visible(refusal.help) << '\n';
  environment.err << "termijn: nothing was amended\n";
}

}  // namespace

Exit amend_all(const AmendOptions& options, const std::string& actor, bool json,
               const std::vector<ReadyRulebook>& rulebooks, OpenStore& open, rules::Instant now,
               Environment& environment) {
  json::array rows;
  std::string text;
  auto transaction = open.store->begin();
  for (const auto& [path, rulebook, files] : rulebooks) {
    auto effective = std::optional(now);
    if (!options.effective.empty()) {
      effective = read_time(options.effective, *rulebook.zone, "--effective", environment);
    }
    if (!effective) return Exit::usage;
    const auto result = engine::amend(*transaction, *open.store, open.procedures,
                                      {.rulebook = rulebook,
                                       .files = files,
                                       .actor = actor,
                                       .reason = options.reason,
                                       .effective = *effective,
                                       .now = now,
                                       .allow_earlier = options.allow_earlier});
    if (const auto* refusal = std::get_if<engine::Refusal>(&result)) {
      tell(*refusal, rulebook.region_id, environment);
      return Exit::findings;
    }
    const auto& amended = std::get<Amended>(result);
    rows.push_back(json_of(amended, rulebook));
    text += in_words(amended, rulebook, options.dry_run);
  }
  if (!options.dry_run) transaction->commit();
  if (options.dry_run) text += "nothing was written\n";
  environment.out << (json
                          ? pretty(json::object{{"amendments", rows}, {"dry_run", options.dry_run}})
                          : text);
  return Exit::ok;
}

bool amendment_waits(const std::vector<ReadyRulebook>& rulebooks, OpenStore& open,
                     Environment& environment) {
  for (const auto& ready : rulebooks) {
    const auto& rulebook = ready.rulebook;
    const auto waiting = engine::waiting_amendment(*open.store, rulebook.region_id);
    if (!waiting) continue;
    wrong_usage(environment,
                fmt::format("region '{}' is amended from {} on: until then nothing else can be "
                            "adopted for it",
                            rulebook.region_id, spoken(waiting->effective, *rulebook.zone)),
                "let it take effect first, by the nightly run of that day");
    return true;
  }
  return false;
}

}  // namespace termijn::cli
