#include "author.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/agenda/ledger.hpp"

namespace termijn::simulation {
namespace {

using namespace engine;
namespace chr = std::chrono;

Instant at_clock(Date day, int hours, int minutes = 0) {
  return brussels().read({day, chr::hours{hours} + chr::minutes{minutes}}).first;
}

std::vector<State> alive(Player& player, const std::string& region) {
  std::vector<State> found;
  for (const auto& row : player.store().candidatures(region)) {
    const State* state = row.standing == "withdrawn" ? nullptr : player.states().of(row);
    if (state) found.push_back(*state);
  }
  return found;
}

}  // namespace

std::deque<Call> make_calls(Dice& dice) {
  std::deque<Call> calls;
  const std::vector<std::string> regions{"noord", "zuid"};
  const int first = dice.between(2015, 2035);
  const int years = dice.chance(25) ? dice.between(2, 3) : 1;
  for (int year = first; year < first + years; ++year) {
    for (const auto& region : regions) {
      if (region == "zuid" && dice.chance(60)) continue;
      calls.push_back(make_call(dice, region, year));
    }
  }
  std::stable_sort(calls.begin(), calls.end(),
                   [](const Call& a, const Call& b) { return a.launch < b.launch; });
  return calls;
}

Author::Author(std::uint64_t seed, Store& store)
    : dice_(seed), script_{seed, make_calls(dice_), {}}, player_(store, script_.calls, false) {}

Breach Author::write() {
  const std::size_t calls = script_.calls.size();
  for (std::size_t n = 0; n < calls; ++n) {
    if (auto broken = live(n)) return broken;
  }
  return player_.look_over();
}

Breach Author::play(Step step) {
  step.now = std::max(step.now, last_);
  last_ = step.now;
  script_.steps.push_back(step);
  return player_.play(step);
}

/// From the day before the launch until the rebuttals are over.
Breach Author::live(std::size_t at) {
  const Call call = script_.calls[at];
  Step adopt;
  adopt.kind = Step::Kind::adopt;
  adopt.now = at_clock(rules::add_days(call.launch, -1), 9);
  adopt.rules = call.text;
  if (auto broken = play(adopt)) return broken;
  const Date end = rules::add_days(call.decision, dice_.between(5, 50));
  for (Date day = call.launch; day <= end; day = rules::add_days(day, 1)) {
    if (auto broken = one_day(call, day)) return broken;
    if (auto broken = dice_.chance(1) ? amend(at, day) : Breach()) return broken;
  }
  Step night;
  night.now = at_clock(rules::add_days(end, 40), 2);
  return play(night);
}

/// The rules change for those who are under way, now or some days from now.
Breach Author::amend(std::size_t at, Date day) {
  script_.calls.push_back(amended(dice_, script_.calls[at]));
  Step step;
  step.kind = Step::Kind::amend;
  step.now = at_clock(day, 9);
  step.rules = script_.calls.back().text;
  step.effective =
      dice_.chance(60) ? step.now : at_clock(rules::add_days(day, dice_.between(1, 9)), 0);
  return play(step);
}

Breach Author::one_day(const Call& call, Date day) {
  // A night in the very second of the deadline, or the one before.
  const bool to_the_second = day == call.closes && dice_.chance(40);
  Step exact;
  exact.now = call.too_late - chr::seconds{dice_.between(0, 1)};
  const bool first = exact.now < at_clock(day, 2);
  if (auto broken = to_the_second && first ? play(exact) : Breach()) return broken;
  if (auto broken = run_night(call, day)) return broken;
  if (auto broken = to_the_second && !first ? play(exact) : Breach()) return broken;
  const bool busy = day == call.closes || dice_.chance(25);
  if (auto broken = busy ? people(call, day) : Breach()) return broken;
  return dice_.chance(1) ? player_.look_over() : Breach();
}

Breach Author::run_night(const Call& call, Date day) {
  if (outage_ > 0) {
    --outage_;
    return {};
  }
  if (dice_.chance(3)) outage_ = dice_.between(1, 20);
  // Where nothing can be due, one night in five is enough.
  if (!dice_.chance(day < call.closes ? 20 : 50)) return {};
  Step step;
  step.now = at_clock(day, 2, dice_.chance(90) ? 0 : dice_.between(0, 59));
  const auto next = player_.store().upcoming(last_, 1);
  if (!next.empty() && next.front().due < step.now + chr::hours{22} && dice_.chance(15)) {
    step.now = next.front().due - chr::seconds{dice_.between(0, 1)};
  }
  if (dice_.chance(15)) {
    step.batch = static_cast<std::size_t>(dice_.between(1, 3));
    step.cut_at = dice_.between(1, 5);
  }
  return play(step);
}

Breach Author::people(const Call& call, Date day) {
  now_ = std::max(last_, at_clock(day, dice_.between(8, 20), dice_.between(0, 59)));
  lines_.clear();
  arrivals(call, day);
  for (const State& state : alive(player_, call.region)) {
    if (state.ended && !dice_.chance(3)) continue;
    if (dice_.chance(60)) work_on(call, state);
    if (dice_.chance(20)) free_acts(call, state);
  }
  if (dice_.chance(20)) nonsense(call);
  if (lines_.empty()) return {};
  Step step;
  step.kind = Step::Kind::record;
  step.now = now_;
  step.lines = std::move(lines_);
  for (const auto& line : step.lines) {
    if (dice_.chance(20)) said_.push_back(line);
  }
  if (dice_.chance(15)) {
    step.batch = static_cast<std::size_t>(dice_.between(1, 3));
    step.cut_at = dice_.between(1, static_cast<int>(step.lines.size()));
  }
  return play(step);
}

void Author::say(const Call& call, const std::string& id, const std::string& act,
                 const std::string& body, const std::string& actor) {
  // Most is recorded as it happens, some a while later, a little before it happened.
  Instant at = now_;
  if (dice_.chance(10)) at -= chr::minutes{dice_.between(1, 3 * 24 * 60)};
  if (dice_.chance(1)) at += chr::minutes{dice_.between(1, 600)};
  lines_.push_back(fmt::format(
      R"({{"at":"{}","region":"{}","candidature":"{}","act":"{}","actor":"{}","body":{}}})",
      rules::rfc3339(at, brussels()), call.region, id, act, actor, body));
}

void Author::submit(const Call& call, const std::string& id, Instant at) {
  const std::string to = dice_.chance(85) ? call.mailbox() : "elders@noord.example";
  std::string documents;
  for (int n = dice_.between(0, 4); n > 1; --n) {
    documents += fmt::format(R"({}{{"name":"stuk {}.pdf","pages":{}}})",
                             documents.empty() ? "" : ",", n, dice_.between(1, 30));
  }
  const auto body = fmt::format(
      R"({{"organisation":"Org {}","medium":"e-mail","to":"{}","documents":[{}],"challenges":[{}],"contact":"iemand"}})",
      dice_.chance(85) ? id : "A", to, documents, dice_.chance(80) ? "1" : "7");
  lines_.push_back(fmt::format(
      R"({{"at":"{}","region":"{}","candidature":"{}","act":"submit","actor":"applicant","body":{}}})",
      rules::rfc3339(std::min(at, now_), brussels()), call.region, id, body));
}

/// Round the last second most of all.
void Author::arrivals(const Call& call, Date day) {
  const bool last = day == call.closes;
  if (!last && !dice_.chance(20)) return;
  if (day > rules::add_days(call.closes, 5)) return;
  if (last) now_ = std::max(now_, call.too_late + chr::seconds{10});
  for (int n = last ? dice_.between(1, 5) : 1; n > 0; --n) {
    const auto id = fmt::format("{}/{}", call.region, ++born_);
    const Instant at =
        last ? call.too_late + chr::seconds{dice_.between(-3, 2)} : now_ - chr::seconds{n};
    submit(call, id, at);
  }
}

std::string Author::outcome() {
  static const std::vector<std::string> outcomes{"selected", "selected", "reserve", "rejected"};
  const auto said = dice_.one_of(outcomes);
  const bool reasons = said != "selected" && !dice_.chance(10);
  return fmt::format(R"("outcome":"{}"{})", said,
                     reasons ? R"(,"reasons":{"partnership":"sterk","growth":"zwak"})" : "");
}

std::string Author::a_score() {
  static const std::vector<std::string> scores{"4", "5", "6",  "\"7.5\"",
                                               "8", "9", "10", "\"8.25\""};
  const auto partnership = dice_.one_of(scores);
  if (dice_.chance(8)) return fmt::format(R"({{"scores":{{"partnership":{}}}}})", partnership);
  return fmt::format(R"({{"scores":{{"partnership":{},"growth":{}}}}})", partnership,
                     dice_.one_of(scores));
}

/// What its stage waits for.
void Author::work_on(const Call& call, const State& state) {
  const auto& stage = state.stage;
  const auto& id = state.id;
  if (!state.parked.empty()) return say(call, id, "resume", R"({"reason":"nagekeken"})");
  if (!state.held.empty()) return say(call, id, "confirm", R"({"reason":"nagekeken"})");
  if (stage == "admissible" || stage == "reviewed") {
    say(call, id, "score", a_score(), fmt::format("reviewer-{}", dice_.between(1, 4)));
  }
  if (stage == "pitching" && dice_.chance(60)) say(call, id, "pitch", R"({"jury":["stad"]})");
  if (stage == "pitching" || stage == "reviewed") {
    return say(call, id, "decide", "{" + outcome() + "}");
  }
  if (stage == "decided" || stage == "reassessed") return say(call, id, "communicate", "{}");
  if (stage == "inadmissible") {
    return dice_.chance(25) ? say(call, id, "admit-late", R"({"reason":"storing"})")
                            : say(call, id, "communicate", "{}");
  }
  const bool window = stage == "rebuttal-window" || stage == "refusal-told";
  if ((window || state.ended) && dice_.chance(25)) {
    return say(call, id, "rebut", R"({"text":"de jury telde verkeerd"})", "applicant");
  }
  if (stage == "rebutted") {
    say(call, id, "reassess", fmt::format(R"({{{},"reason":"herbekeken"}})", outcome()));
  }
}

/// What may come at any time.
void Author::free_acts(const Call& call, const State& state) {
  const auto& id = state.id;
  switch (dice_.between(0, 12)) {
    case 0:
      return submit(call, id, now_);
    case 1:
      return say(
          call, id, "record-fact",
          fmt::format(R"({{"fact":"statutes","value":{}}})", dice_.chance(75) ? "true" : "false"));
    case 2: {
      const char* milestone = dice_.chance(60) ? "deadline" : "rebuttal";
      const Date until = rules::add_days(brussels().local(now_).date, dice_.between(-3, 20));
      return say(call, id, "extend",
                 fmt::format(R"({{"milestone":"{}","until":"{}","reason":"waterschade"}})",
                             milestone, rules::to_string(until)));
    }
    case 3:
      return say(call, id, "correct", R"({"challenges":[1],"reason":"bij de invoer vergeten"})");
    case 4:
      return say(call, id, "declare-conflict", R"({"reason":"familie"})",
                 fmt::format("reviewer-{}", dice_.between(1, 4)));
    case 5:
      return dice_.chance(25) ? say(call, id, "withdraw", "{}", "applicant")
                              : say(call, id, "record-fact", R"({"fact":"statutes","value":true})");
    case 6:
      return say(call, id, "communicate", "{}");
    case 7:
      return say(call, id, "admit-late", R"({"reason":"storing"})");
    case 8:
      return say(call, id, "undo", R"({"reason":"van een andere kandidatuur"})");
    case 9:
      return say(call, id, "undo",
                 fmt::format(R"({{"event":{},"reason":"vergissing"}})",
                             state.last_sequence - static_cast<unsigned>(dice_.between(0, 6))));
    case 10:
      return say(call, id, "supersede",
                 fmt::format(R"({{{},"reason":"een scorekaart was niet meegeteld"}})", outcome()));
    case 11:
      return say(call, id, "correct",
                 fmt::format(R"({{"arrival":"{}","reason":"de klok liep voor"}})",
                             rules::rfc3339(call.too_late + chr::seconds{dice_.between(-2, 1)},
                                            brussels())));
    default:
      return say(call, id, "score", a_score(), fmt::format("reviewer-{}", dice_.between(1, 4)));
  }
}

/// What nobody should send, and what was sent before.
void Author::nonsense(const Call& call) {
  const auto id = fmt::format("{}/{}", call.region, dice_.between(1, 60));
  switch (dice_.between(0, 9)) {
    case 0:
      lines_.emplace_back("{\"at\":\"gisteren\"}");
      return;
    case 1:
      lines_.emplace_back("geen JSON \xC3\x28");
      return;
    case 2:
      return say(call, id, "toveren", "{}");
    case 3:
      return say(call, "elders/1", "decide", "{}");
    case 4:
      return say(call, id, "score", R"({"scores":{"partnership":99}})", "reviewer-1");
    case 5:
      return say(call, id, "decide", R"({"outcome":"gekozen"})");
    case 6:
      return say(call, id, "extend", R"({"milestone":"nooit","until":"morgen","reason":""})");
    case 7:
      return say(call, id, "record-fact", R"({"fact":"statutes","value":"misschien"})");
    case 8:
      return say(call, id, "score", "{}", "reviewer-1");
    default:
      if (!said_.empty()) lines_.push_back(dice_.one_of(said_));
  }
}

}  // namespace termijn::simulation
