#include "engine/candidature/state.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/candidature/detail/body.hpp"
#include "engine/candidature/detail/restored.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::engine {

namespace json = boost::json;

std::vector<SubmittedDocument> documents_of(const json::object& body) {
  std::vector<SubmittedDocument> documents;
  for (const auto& item : body::list(body, "documents")) {
    if (!item.is_object()) throw body::Malformed{"a document must be an object"};
    const auto& fields = item.get_object();
    SubmittedDocument document{body::text(fields, "name"), {}};
    if (fields.contains("pages")) document.pages = body::whole(fields.at("pages"), "pages");
    documents.push_back(std::move(document));
  }
  return documents;
}

std::map<std::string, std::string> texts_of(const json::object& object) {
  std::map<std::string, std::string> texts;
  for (const auto& [key, value] : object) texts[key] = body::text(object, key);
  return texts;
}

namespace {

void submitted(State& state, const Event& event) {
  const auto& body = event.body;
  Version version{
      .number = static_cast<int>(state.versions.size()) + 1,
      .arrival = body.contains("arrival") ? body::instant(body, "arrival") : event.happened,
      .channel = body::text(body, "channel"),
      .recipient = body::text(body, "recipient"),
      .on_time = body::truth(body, "on-time"),
      .documents = documents_of(body),
      .challenges = body::wholes(body, "challenges")};
  if (state.versions.empty()) {
    state.region = event.region;
    state.id = event.candidature;
    state.rulebook = event.rulebook;
    state.stage = body::text(body, "stage");
    state.organisation = body::text(body, "organisation");
  }
  state.versions.push_back(std::move(version));
  if (!state.anchors.contains("submitted")) state.anchors["submitted"] = event.happened;
}

void moved(State& state, const Event& event) {
  const auto& body = event.body;
  Move move{.transition = body::text_or(body, "transition", ""),
            .from = body::text(body, "from"),
            .to = body::text(body, "to"),
            .automatic = body::truth(body, "automatic"),
            .adverse = body::truth(body, "adverse"),
            .happened = event.happened};
  if (move.from != state.stage) {
    throw body::Malformed{fmt::format("a move from '{}' while in '{}'", move.from, state.stage)};
  }
  state.stage = move.to;
  state.ended = body::truth(body, "ends");
  state.held.clear();
  state.last_move = std::move(move);
}

/// Versions are judged again when the limit they are judged by has moved.
void rejudged(State& state, const Event& event) {
  const auto& verdicts = body::list(event.body, "on-time");
  if (verdicts.size() != state.versions.size()) {
    throw body::Malformed{"'on-time' must have a verdict for each version"};
  }
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    if (!verdicts[i].is_bool()) throw body::Malformed{"'on-time' must hold truths"};
    state.versions[i].on_time = verdicts[i].get_bool();
  }
}

void extended(State& state, const Event& event) {
  state.overrides[body::text(event.body, "milestone")] = {
      .closes = body::instant(event.body, "closes"),
      .inclusive = body::truth(event.body, "inclusive"),
      .reason = body::text(event.body, "reason")};
  rejudged(state, event);
}

void admitted_late(State& state, const Event& event) {
  state.admitted_late = true;
  rejudged(state, event);
}

/// An amendment. What was moved or told for this candidature alone outlives it.
void rules_changed(State& state, const Event& event) {
  const auto from = body::text(event.body, "from");
  if (from != state.rulebook) {
    throw body::Malformed{fmt::format("'from' is {}, judged by {}", from, state.rulebook)};
  }
  rejudged(state, event);
  for (const auto& item : body::list(event.body, "keeps")) {
    if (!item.is_object()) throw body::Malformed{"a limit that is kept must be an object"};
    const auto& kept = item.get_object();
    state.overrides.insert_or_assign(body::text(kept, "milestone"),
                                     Override{.closes = body::instant(kept, "closes"),
                                              .inclusive = body::truth(kept, "inclusive"),
                                              .reason = body::text(kept, "reason")});
  }
  for (const auto& item : body::list(event.body, "releases")) {
    if (!item.is_string()) throw body::Malformed{"'releases' must hold transitions"};
    state.held.erase(std::string(item.get_string()));
  }
  state.rulebook = body::text(event.body, "to");
}

void scored(State& state, const Event& event) {
  const auto reviewer = body::text(event.body, "reviewer");
  state.scorecards[reviewer] = texts_of(body::object(event.body, "scores"));
}

void conflict_declared(State& state, const Event& event) {
  const auto reviewer = body::text(event.body, "reviewer");
  state.conflicts.insert(reviewer);
  state.scorecards.erase(reviewer);
}

void decided(State& state, const Event& event) {
  state.outcome = body::text(event.body, "outcome");
  state.reasons = texts_of(body::object(event.body, "reasons"));
  state.anchors["decided"] = event.happened;
}

void reassessed(State& state, const Event& event) {
  state.outcome = body::text(event.body, "outcome");
  state.reassessment = body::text(event.body, "reason");
  state.anchors["reassessed"] = event.happened;
}

void rebutted(State& state, const Event& event) {
  if (!body::truth(event.body, "late")) state.anchors["rebutted"] = event.happened;
}

void corrected(State& state, const Event& event) {
  const auto& body = event.body;
  const auto number = static_cast<std::size_t>(body::whole(body::at(body, "number"), "number"));
  if (number < 1 || number > state.versions.size()) {
    throw body::Malformed{"'number' names no version"};
  }
  Version& version = state.versions[number - 1];
  if (body.contains("documents")) version.documents = documents_of(body);
  if (body.contains("challenges")) version.challenges = body::wholes(body, "challenges");
  if (body.contains("organisation")) state.organisation = body::text(body, "organisation");
}

/// A correction of any part of a version, judged on time again.
void version_corrected(State& state, const Event& event) {
  corrected(state, event);
  const auto& body = event.body;
  Version& version = state.versions[static_cast<std::size_t>(body.at("number").as_int64()) - 1];
  if (body.contains("arrival")) version.arrival = body::instant(body, "arrival");
  if (body.contains("channel")) version.channel = body::text(body, "channel");
  if (body.contains("recipient")) version.recipient = body::text(body, "recipient");
  version.on_time = body::truth(body, "on-time");
}

/// The decision is told anew, and what followed the telling before is past.
void superseded(State& state, const Event& event) {
  decided(state, event);
  state.supersedes = body::text(event.body, "reason");
  state.reassessment.clear();
  for (const char* past : {"told", "rebutted", "reassessed"}) state.anchors.erase(past);
  for (const auto& milestone : body::list(event.body, "drops-overrides")) {
    if (!milestone.is_string()) throw body::Malformed{"'drops-overrides' must hold milestones"};
    state.overrides.erase(std::string(milestone.get_string()));
  }
}

using Applier = void (*)(State&, const Event&);

/// Appliers are never edited once released: a kind whose meaning changes gets a new word.
Applier applier_of(std::string_view kind) {
  static constexpr std::array<std::pair<std::string_view, Applier>, 25> appliers{{
      {kind::submitted, submitted},
      {kind::withdrawn, [](State& state, const Event&) { state.withdrawn = true; }},
      {kind::scored, scored},
      {kind::conflict_declared, conflict_declared},
      {kind::pitched,
       [](State& state, const Event& event) { state.anchors["pitched"] = event.happened; }},
      {kind::decided, decided},
      {kind::told,
       [](State& state, const Event& event) { state.anchors["told"] = event.happened; }},
      {kind::rebutted, rebutted},
      {kind::reassessed, reassessed},
      {kind::extended, extended},
      {kind::admitted_late, admitted_late},
      {kind::fact_recorded,
       [](State& state, const Event& event) {
         state.facts[body::text(event.body, "fact")] = body::text(event.body, "value");
       }},
      {kind::corrected, corrected},
      {kind::confirmed, [](State& state, const Event&) { state.held.clear(); }},
      {kind::resumed, [](State& state, const Event&) { state.parked.clear(); }},
      {kind::scored_after, [](State&, const Event&) {}},
      {kind::version_corrected, version_corrected},
      {kind::undone,
       [](State& state, const Event& event) {
         restore(state, body::object(event.body, "restored"));
       }},
      {kind::superseded, superseded},
      {kind::personal_erased,
       [](State& state, const Event& event) { state.erased = event.happened; }},
      {kind::moved, moved},
      {kind::overdue, [](State&, const Event&) {}},
      {kind::held,
       [](State& state, const Event& event) {
         state.held.insert(body::text(event.body, "transition"));
       }},
      {kind::parked,
       [](State& state, const Event& event) { state.parked = body::text(event.body, "reason"); }},
      {kind::rules_changed, rules_changed},
  }};
  const auto* found = std::find_if(appliers.begin(), appliers.end(),
                                   [&](const auto& entry) { return entry.first == kind; });
  return found == appliers.end() ? nullptr : found->second;
}

/// Of the act as reported: in the body, or where the act had personal data beside that.
std::optional<std::string> act_digest(const Event& event) {
  for (const auto* part : {&event.body, &event.personal}) {
    const auto* digest = part->if_contains("act");
    if (digest && digest->is_string()) return std::string(digest->get_string());
  }
  return std::nullopt;
}

}  // namespace

Standing State::standing() const {
  if (withdrawn) return Standing::withdrawn;
  if (ended) return Standing::ended;
  if (!parked.empty()) return Standing::parked;
  if (!held.empty()) return Standing::held;
  if (last_move && last_move->adverse) return Standing::refused;
  return Standing::open;
}

const Version* State::counting() const {
  const Version* best = nullptr;
  for (const Version& version : versions) {
    const bool better = !best || (version.on_time && !best->on_time) ||
                        (version.on_time == best->on_time && version.arrival >= best->arrival);
    if (better) best = &version;
  }
  return best;
}

std::string_view to_string(Standing standing) {
  switch (standing) {
    case Standing::open:
      return "open";
    case Standing::held:
      return "held";
    case Standing::parked:
      return "parked";
    case Standing::refused:
      return "refused";
    case Standing::withdrawn:
      return "withdrawn";
    case Standing::ended:
      return "ended";
  }
  return "open";
}

bool is_act(const Event& event) { return event.body.contains("act"); }

std::optional<FoldFault> apply(State& state, const Event& event) {
  const Applier applier = applier_of(event.kind);
  if (!applier) return FoldFault{event.sequence, fmt::format("unknown kind '{}'", event.kind)};
  if (!state.exists() && event.kind != kind::submitted) {
    return FoldFault{event.sequence, fmt::format("'{}' before any submission", event.kind)};
  }
  try {
    applier(state, event);
  } catch (const body::Malformed& malformed) {
    return FoldFault{event.sequence, fmt::format("{}: {}", event.kind, malformed.message)};
  }
  if (is_act(event)) {
    if (const auto digest = act_digest(event)) state.acts.insert(*digest);
    state.last_act = event.happened;
  }
  state.last_sequence = event.sequence;
  return std::nullopt;
}

std::variant<State, FoldFault> fold(const std::vector<Event>& events) {
  State state;
  for (const Event& event : events) {
    if (auto fault = apply(state, event)) return *fault;
  }
  return state;
}

std::string folded_name(std::string_view name) {
  std::string folded;
  bool blank = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto byte = static_cast<unsigned char>(name[i]);
    if (byte == ' ' || byte == '\t') {
      blank = !folded.empty();
      continue;
    }
    if (blank) folded += ' ';
    blank = false;
    // U+00C0 … U+00DE are C3 80 … C3 9E in UTF-8; their small letters are 0x20 further.
    const bool accented = i > 0 && static_cast<unsigned char>(name[i - 1]) == 0xC3U;
    const bool capital = (byte >= 'A' && byte <= 'Z') ||
                         (accented && byte >= 0x80U && byte <= 0x9EU && byte != 0x97U);
    folded += static_cast<char>(capital ? byte + 0x20U : byte);
  }
  return folded;
}

}  // namespace termijn::engine
