#include "call.hpp"

#include <stdexcept>
#include <vector>

#include <fmt/format.h>

namespace termijn::simulation {
namespace {

namespace chr = std::chrono;

std::string written(Date date) {
  return fmt::format("{:02}/{:02}/{}", static_cast<unsigned>(date.day()),
                     static_cast<unsigned>(date.month()), static_cast<int>(date.year()));
}

Instant at_clock(Date date, int hours, int minutes) {
  return brussels().read({date, chr::hours{hours} + chr::minutes{minutes}}).first;
}

/// A way to write a deadline, and from when on it is too late by that.
std::string deadline_phrase(Dice& dice, Date day, Instant& too_late) {
  const Instant midnight = brussels().start_of_day(rules::add_days(day, 1));
  switch (dice.between(0, 4)) {
    case 0:
      too_late = midnight;
      return written(day);
    case 1:
      too_late = brussels().start_of_day(day);
      return "voor " + written(day);
    case 2:
      too_late = midnight;  // the last minute of a day is meant to its end
      return written(day) + " om 23u59";
    case 3:
      too_late = at_clock(day, 12, 0) + chr::seconds{1};
      return written(day) + " om 12u";
    default:
      too_late = at_clock(day, 17, 0) + chr::seconds{1};
      return written(day) + " om 17u";
  }
}

std::string rebuttal_phrase(Dice& dice, Call& call, bool plain) {
  const int days = dice.between(3, 20);
  switch (dice.between(0, 3)) {
    case 0:
      return fmt::format("einddatum + {} werkdagen", days);
    case 1:
      return fmt::format("einddatum + {} weken", 1 + days / 7);
    case 2:
      return fmt::format("einddatum + {} dagen, maar niet na {}", days,
                         written(rules::add_days(call.decision, 30)));
    default:
      if (plain) call.plain_rebuttal = days;
      return fmt::format("einddatum + {} dagen", days);
  }
}

void add_requirement(std::string& text, const char* id, const char* rule) {
  text += fmt::format("[[requirement]]\nid = \"{0}\"\nrule = '{1}'\nbecause = \"eis {0}\"\n\n", id,
                      rule);
}

std::string requirements(Dice& dice, Call& call) {
  std::string text;
  add_requirement(text, "on-time", "arrival by deadline");
  add_requirement(text, "right-channel", "channel in region.channels");
  call.asks_challenge = dice.chance(30);
  call.asks_documents = dice.chance(30);
  call.asks_statutes = dice.chance(40);
  call.one_per_organisation = dice.chance(70);
  if (call.asks_challenge) {
    add_requirement(text, "known-challenge", "any challenges in region.challenges");
  }
  if (call.asks_documents) add_requirement(text, "documents", "count(documents) at least 1");
  if (call.asks_statutes) add_requirement(text, "statutes", "statutes");
  if (call.one_per_organisation) {
    add_requirement(text, "one-per-organisation", "earlier-candidatures = 0");
  }
  return text;
}

std::string scoring(Dice& dice, Call& call) {
  call.least_reviewers = dice.between(1, 3);
  const char* per_reviewer = dice.chance(50) ? "mean" : "median";
  std::string text = fmt::format(R"([[criterion]]
id    = "partnership"
name  = "Samenwerking"
scale = "0..10"

[[criterion]]
id    = "growth"
name  = "Groei"
scale = "0..10"

[scoring]
total           = '60% partnership + 40% growth'
per-reviewer    = '{}'
least-reviewers = {}
pass            = 'total at least 60% and every criterion at least 5'
rank            = 'total, then earliest arrival, then organisation'

)",
                                 per_reviewer, call.least_reviewers);
  if (dice.chance(50)) text += fmt::format("[selection]\nplaces = {}\n\n", dice.between(1, 4));
  return text;
}

std::string flow(Dice& dice, Call& call) {
  call.pitch = dice.chance(60);
  call.brake = dice.chance(50) ? 0 : dice.between(1, 3);
  const char* undone = dice.chance(70) ? " undone by admit-late" : "";
  const char* jury = call.pitch ? R"(reviewed        -> pitching        when score passes
reviewed        -> decided         on decide when not score passes by decision
pitching        -> decided         on decide when pitched by decision
)"
                                : "reviewed        -> decided         on decide by decision\n";
  std::string runs_on;
  if (dice.chance(30)) {
    call.first_stage = "complete";
    runs_on = "complete        -> admissible      when channel is known\n";
  }
  return fmt::format(R"([workflow]
flow = '''
received        -> {:<15} after deadline when every requirement holds
received        -> inadmissible    after deadline when any requirement fails adverse{}
{}admissible      -> reviewed        when reviewed by review
{}decided         -> told            on communicate by decision
told            -> rebuttal-window when rebuttal is known
inadmissible    -> refusal-told    on communicate by decision
rebuttal-window -> rebutted        on rebut by rebuttal
refusal-told    -> rebutted        on rebut by rebuttal
rebuttal-window -> final           after rebuttal ends undone by rebut
refusal-told    -> closed          after rebuttal ends undone by rebut
rebutted        -> reassessed      on reassess when reviewed or not outcome = "selected"
reassessed      -> final           on communicate ends
any except final, closed -> withdrawn on withdraw ends
'''
must-pass = ["reviewed before decided", "decided before rebuttal-window"]
brake = {}
)",
                     call.first_stage, undone, runs_on, jury, call.brake);
}

}  // namespace

const rules::Zone& brussels() {
  static const std::shared_ptr<const rules::Zone> zone =
      rules::zones_in_folder()("Europe/Brussels");
  if (!zone) throw std::runtime_error("no Europe/Brussels on this machine; install tzdata");
  return *zone;
}

Call amended(Dice& dice, const Call& call) {
  Call changed = call;
  const auto put = [&](const std::string& key, const std::string& value) {
    const auto at = changed.text.find("\n" + key) + 1;
    changed.text.replace(at, changed.text.find('\n', at) - at, key + value);
  };
  if (dice.chance(30)) {
    changed.brake = dice.between(0, 3);
    put("brake = ", std::to_string(changed.brake));
  } else {
    changed.closes = rules::add_days(call.closes, dice.chance(80) ? dice.between(1, 4) : -3);
    changed.too_late = brussels().start_of_day(rules::add_days(changed.closes, 1));
    put("deadline = ", "\"" + written(changed.closes) + "\"");
  }
  return changed;
}

Call make_call(Dice& dice, const std::string& region, int year) {
  Call call;
  call.region = region;
  call.launch = rules::add_days(chr::year{year} / 1 / 2, dice.between(0, 200));
  // The last Sundays of March and October have 23 and 25 hours.
  const Date spring = Date{chr::sys_days{chr::year{year} / chr::March / chr::Sunday[chr::last]}};
  call.closes = dice.chance(15) && call.launch < rules::add_days(spring, -20)
                    ? spring
                    : rules::add_days(call.launch, dice.between(25, 45));
  const Date monday{chr::sys_days{call.closes} + chr::days{7} -
                    (rules::weekday_of(call.closes) - chr::Monday)};
  call.decision = rules::add_days(monday, dice.between(20, 40));
  const std::vector<std::string> regimes{"be-civil", "be-judicial", "plain", "eu-1182-71"};
  const std::string regime = dice.one_of(regimes);
  const std::string deadline = deadline_phrase(dice, call.closes, call.too_late);
  const std::string rebuttal = rebuttal_phrase(dice, call, regime == "plain");
  call.text = fmt::format(R"(schema = 1

[call]
id   = "proef-{0}"
name = "Proefoproep {0}"
year = {0}

[time]
zone     = "Europe/Brussels"
calendar = "BE"
regime   = "{1}"

[anchors]
einddatum = "told"

[region]
id   = "{2}"
name = "{2}"

[timeline]
launch   = "{3}"
deadline = "{4}"
review   = "week van {5}"
decision = "voor {6}"
rebuttal = "{7}"

[[channel]]
id   = "mail"
rule = 'e-mail to {8}'

[[challenge]]
nr        = 1
personas  = ["Chadia"]
obstacles = ["childcare"]

[[fact]]
id      = "statutes"
type    = "truth"
because = "de statuten zijn nagekeken"

)",
                          year, regime, region, written(call.launch), deadline, written(monday),
                          written(call.decision), rebuttal, call.mailbox());
  call.text += requirements(dice, call);
  call.text += scoring(dice, call);
  call.text += flow(dice, call);
  return call;
}

}  // namespace termijn::simulation
