#pragma once

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "engine/agenda/amendment.hpp"
#include "engine/agenda/board.hpp"
#include "engine/agenda/ledger.hpp"
#include "engine/agenda/night.hpp"
#include "engine/agenda/record.hpp"
#include "engine/candidature/decide.hpp"
#include "engine/workflow/adoption.hpp"

namespace termijn::tests {

inline rules::Instant at(const std::string& text) {
  const auto instant = rules::parse_rfc3339(text);
  if (!instant) throw std::runtime_error("not an instant: " + text);
  return *instant;
}

/// A small region whose rules use every mechanism: limits, guards, a score, a pitch, a
/// rebuttal, an adverse automatic move and acts that take moves back.
inline const std::string small_call = R"(schema = 1

[call]
id   = "proef"
name = "Proefoproep"
year = 2023

[time]
zone     = "Europe/Brussels"
calendar = "BE"
regime   = "be-civil"

[anchors]
einddatum = "told"

[region]
id   = "noord"
name = "Noord"

[timeline]
launch   = "28/04/2023"
deadline = "09/06/2023 om 17u"
review   = "week van 12/06/2023"
decision = "voor 15/07/2023"
rebuttal = "einddatum + 14 dagen"

[[channel]]
id   = "mail"
rule = 'e-mail to kandidatuur@noord.example'

[[challenge]]
nr        = 1
personas  = ["Chadia"]
obstacles = ["childcare"]

[[fact]]
id      = "statutes"
type    = "truth"
because = "de statuten zijn nagekeken"

[[requirement]]
id      = "on-time"
rule    = 'arrival by deadline'
because = "te laat"

[[requirement]]
id      = "right-channel"
rule    = 'channel in region.channels'
because = "verkeerd adres"

[[requirement]]
id      = "one-per-organisation"
rule    = 'earlier-candidatures = 0'
because = "al een kandidatuur"
EXTRA
[[criterion]]
id    = "partnership"
name  = "Samenwerking"
scale = "0..10"

[[criterion]]
id    = "growth"
name  = "Groei"
scale = "0..10"

[scoring]
total           = '60% partnership + 40% growth'
per-reviewer    = 'mean'
least-reviewers = 2
pass            = 'total at least 60% and every criterion at least 5'
rank            = 'total, then earliest arrival, then organisation'

[workflow]
flow = '''
received        -> admissible      after deadline when every requirement holds
received        -> inadmissible    after deadline when any requirement fails adverse undone by admit-late
admissible      -> reviewed        when reviewed by review
reviewed        -> pitching        when score passes
reviewed        -> decided         on decide when not score passes by decision
pitching        -> decided         on decide when pitched by decision
decided         -> told            on communicate by decision
told            -> rebuttal-window when rebuttal is known
inadmissible    -> refusal-told    on communicate by decision
rebuttal-window -> rebutted        on rebut by rebuttal
refusal-told    -> rebutted        on rebut by rebuttal
rebuttal-window -> final           after rebuttal ends undone by rebut
refusal-told    -> closed          after rebuttal ends undone by rebut
rebutted        -> reassessed      on reassess
reassessed      -> final           on communicate ends
any except final, closed -> withdrawn on withdraw ends
'''
must-pass = ["reviewed before decided", "decided before rebuttal-window"]
brake = BRAKE
)";

/// The small region's rules with the brake set, and more of the file where it belongs.
inline std::string small_rules(int brake = 0, const std::string& extra = "") {
  std::string text = small_call;
  text.replace(text.find("EXTRA"), 5, extra);
  text.replace(text.find("BRAKE"), 5, std::to_string(brake));
  return text;
}

/// Loads rules from texts; a fault in them is a fault in the test.
inline rules::Rulebook load(const std::map<std::string, std::string>& files,
                            const std::string& entry, engine::RulebookFiles* kept = nullptr) {
  engine::RulebookFiles ignored;
  engine::RulebookFiles& into = kept ? *kept : ignored;
  into.entry = entry;
  const auto source = [&](const std::string& name) -> std::optional<std::string> {
    const auto found = files.find(name);
    return found == files.end() ? std::nullopt : std::optional(found->second);
  };
  auto loaded = rules::load_rulebook(entry, engine::remembering(source, into),
                                     engine::remembering(rules::zones_in_folder(), into));
  if (!loaded.rulebook) {
    throw std::runtime_error(rules::render(loaded.diagnostics, *loaded.sources));
  }
  return std::move(*loaded.rulebook);
}

/// A text with the first of some words in it put otherwise.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("not in the text: " + from);
  return text.replace(at, from.size(), to);
}

/// An empty sandbox store in memory.
inline std::unique_ptr<engine::Store> memory() {
  return engine::memory_store({.format = 2,
                               .sandbox = true,
                               .origin = "test.example",
                               .created = at("2023-04-01T00:00:00Z")});
}

/// An organiser's desk: a store with rules in force, acts and nights.
class Desk {
 public:
  explicit Desk(const std::string& rules = small_rules()) : Desk(memory(), rules) {}

  Desk(std::unique_ptr<engine::Store> store, const std::string& rules)
      : store_(std::move(store)), procedures_(*store_) {
    adopt(rules, at("2023-04-20T09:00:00+02:00"));
  }

  void adopt(const std::string& rules, rules::Instant when) {
    engine::RulebookFiles files;
    const auto rulebook = load({{"noord.toml", rules}}, "noord.toml", &files);
    auto transaction = store_->begin();
    engine::adopt(*transaction, *store_, rulebook, files, "coordinator", when);
    transaction->commit();
  }

  std::variant<engine::Amended, engine::Refusal> amend(const std::string& rules,
                                                       const std::string& now,
                                                       const std::string& effective,
                                                       bool allow_earlier = false,
                                                       const std::string& reason = "rechtzetting") {
    engine::RulebookFiles files;
    const auto rulebook = load({{"noord.toml", rules}}, "noord.toml", &files);
    auto transaction = store_->begin();
    auto amended = engine::amend(*transaction, *store_, procedures_,
                                 {.rulebook = rulebook,
                                  .files = files,
                                  .actor = "coordinator",
                                  .reason = reason,
                                  .effective = at(effective),
                                  .now = at(now),
                                  .allow_earlier = allow_earlier});
    if (std::holds_alternative<engine::Amended>(amended)) transaction->commit();
    return amended;
  }

  /// Records one act at its own instant, or later when `now` says so.
  engine::LineResult act(const std::string& when, const std::string& id, const std::string& kind,
                         const std::string& body = "{}", const std::string& actor = "coordinator",
                         const std::string& now = "") {
    const std::string line =
        "{\"at\":\"" + when + "\",\"region\":\"noord\",\"candidature\":\"noord/" + id +
        "\",\"act\":\"" + kind + "\",\"actor\":\"" + actor + "\",\"body\":" + body + "}";
    return record({line}, now.empty() ? when : now).front();
  }

  std::vector<engine::LineResult> record(const std::vector<std::string>& lines,
                                         const std::string& now) {
    return engine::record(*store_, procedures_, lines, [&](const engine::Act*) { return at(now); });
  }

  engine::LineResult submit(const std::string& when, const std::string& id,
                            const std::string& organisation,
                            const std::string& to = "kandidatuur@noord.example") {
    return act(when, id, "submit",
               "{\"organisation\":\"" + organisation + "\",\"medium\":\"e-mail\",\"to\":\"" + to +
                   "\",\"documents\":[{\"name\":\"dossier.pdf\"}],\"challenges\":[1]}",
               "applicant");
  }

  engine::NightReport night(const std::string& now, engine::NightOptions options = {}) {
    return engine::run_night(*store_, procedures_, at(now), options);
  }

  engine::State state(const std::string& id) const {
    auto loaded = engine::load_state(*store_, "noord", "noord/" + id);
    if (auto* fault = std::get_if<engine::FoldFault>(&loaded)) {
      throw std::runtime_error(fault->message);
    }
    return std::get<engine::State>(std::move(loaded));
  }

  std::size_t events() const {
    std::size_t count = 0;
    store_->scan("noord", 1, [&](const engine::StoredEvent&) { ++count; });
    return count;
  }

  /// Two scorecards that pass, or fail, and a jury's pitch when they pass.
  void review(const std::string& id, const std::string& score = "7") {
    const std::string scores =
        "{\"scores\":{\"partnership\":\"" + score + "\",\"growth\":\"" + score + "\"}}";
    act("2023-06-13T10:00:00+02:00", id, "score", scores, "reviewer-1");
    act("2023-06-13T11:00:00+02:00", id, "score", scores, "reviewer-2");
  }

  engine::Store& store() { return *store_; }
  engine::Procedures& procedures() { return procedures_; }

 private:
  std::unique_ptr<engine::Store> store_;
  engine::Procedures procedures_;
};

/// The refusal's code, or what the act led to.
inline std::string said(const engine::LineResult& line) {
  if (const auto* refusal = std::get_if<engine::Refusal>(&line.result)) return refusal->code;
  return std::get<engine::Recorded>(line.result).stage;
}

}  // namespace termijn::tests
