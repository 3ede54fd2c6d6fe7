#include "cli/commands/story.hpp"

#include <functional>
#include <map>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "cli/render/text.hpp"
#include "cli/render/when.hpp"
#include "cli/render/words.hpp"
#include "engine/candidature/effective.hpp"
#include "engine/candidature/kinds.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;
namespace kind = engine::kind;
using engine::Event;
using engine::Procedure;

constexpr std::string_view indent = "       ";

/// Reads bodies leniently: history must show what is there, also what it does not expect.
std::string text_at(const json::object& body, std::string_view key) {
  const auto* value = body.if_contains(key);
  if (!value) return "";
  return value->is_string() ? std::string(value->get_string()) : json::serialize(*value);
}

bool true_at(const json::object& body, std::string_view key) {
  const auto* value = body.if_contains(key);
  return value && value->is_bool() && value->get_bool();
}

const json::object& object_at(const json::object& body, std::string_view key) {
  static const json::object none;
  const auto* value = body.if_contains(key);
  return value && value->is_object() ? value->get_object() : none;
}

const json::array& array_at(const json::object& body, std::string_view key) {
  static const json::array none;
  const auto* value = body.if_contains(key);
  return value && value->is_array() ? value->get_array() : none;
}

/// The particulars of one event, a line each.
class Page {
 public:
  explicit Page(const rules::Zone& zone) : zone_(zone) {}

  void line(const std::string& text) { text_ += fmt::format("{}{}\n", indent, visible(text)); }
  void line_if(const json::object& body, std::string_view key, std::string_view title) {
    if (const auto text = text_at(body, key); !text.empty()) {
      line(fmt::format("{}: {}", title, text));
    }
  }
  /// An object's members, a line each.
  void members(const json::object& object, std::string_view title) {
    for (const auto& [key, value] : object) {
      line(fmt::format("{} {}: {}", title, std::string_view(key), text_at(object, key)));
    }
  }
  void fact(std::string_view name, const std::string& value) {
    line(fmt::format("fact {}: {}", name, with_spoken_times(value, zone_)));
  }
  void lines(const std::string& already_laid_out) { text_ += already_laid_out; }
  std::string limit(const json::object& body, std::string_view closes, std::string_view inclusive) {
    const auto instant = rules::parse_rfc3339(text_at(body, closes));
    if (!instant) return text_at(body, closes);
    return spoken(rules::Deadline{*instant, true_at(body, inclusive)}, zone_);
  }
  std::string instant(const json::object& body, std::string_view key) {
    const auto found = rules::parse_rfc3339(text_at(body, key));
    return found ? spoken(*found, zone_) : text_at(body, key);
  }
  const std::string& text() const { return text_; }

 private:
  const rules::Zone& zone_;
  std::string text_;
};

std::string listed(const json::array& values) {
  std::string text;
  for (const auto& value : values) {
    text += text.empty() ? "" : ", ";
    text += value.is_string() ? std::string(value.get_string()) : json::serialize(value);
  }
  return text.empty() ? "none" : text;
}

std::string documents(const json::array& values) {
  std::string text;
  for (const auto& value : values) {
    if (!value.is_object()) continue;
    text += (text.empty() ? "" : ", ") + text_at(value.get_object(), "name");
    const auto pages = text_at(value.get_object(), "pages");
    if (!pages.empty()) text += fmt::format(" ({} p.)", pages);
  }
  return text.empty() ? "none" : text;
}

void tell_submission(Page& page, const json::object& body) {
  const auto channel = text_at(body, "channel");
  page.line(fmt::format("version {} of {}, {} to {} ({})", text_at(body, "number"),
                        text_at(body, "organisation"), text_at(body, "medium"),
                        text_at(body, "recipient"),
                        channel == "none" ? "no channel of the region" : "channel " + channel));
  page.line("documents: " + documents(array_at(body, "documents")));
  page.line("challenges: " + listed(array_at(body, "challenges")));
  if (body.contains("arrival")) page.line("counts as arrived: " + page.instant(body, "arrival"));
  if (!body.contains("closes")) return;
  const auto closed = page.limit(body, "closes", "closes-inclusive");
  page.line(true_at(body, "on-time")
                ? "on time: the limit was " + closed
                : fmt::format("late by {}: the limit was {}", text_at(body, "late-by"), closed));
}

/// What the applicant was told of each requirement that failed, by its id.
std::map<std::string, std::string> reasons_of(const json::object& body) {
  std::map<std::string, std::string> reasons;
  for (const auto& reason : array_at(body, "reasons")) {
    if (!reason.is_object()) continue;
    const auto& parts = reason.get_object();
    reasons[text_at(parts, "requirement")] = text_at(parts, "because");
  }
  return reasons;
}

/// The requirements that a move looked at; of events from before those were recorded, the
/// ones that failed.
void tell_requirements(Page& page, const json::object& body) {
  const auto reasons = reasons_of(body);
  const bool all = body.contains("requirements");
  for (const auto& each : array_at(body, all ? "requirements" : "reasons")) {
    if (!each.is_object()) continue;
    const auto& parts = each.get_object();
    const auto id = text_at(parts, "requirement");
    const auto why = reasons.find(id);
    page.line(fmt::format("{} {}{} [{}:{}]", all ? text_at(parts, "verdict") : "fails", id,
                          why == reasons.end() ? "" : ": " + why->second, text_at(parts, "file"),
                          text_at(parts, "line")));
    for (const auto& [name, value] : object_at(parts, "facts")) {
      page.fact(name, value.is_string() ? std::string(value.get_string()) : json::serialize(value));
    }
  }
}

void tell_move(Page& page, const json::object& body) {
  const auto& rule = object_at(body, "rule");
  if (!rule.empty()) page.line("rule: " + text_at(rule, "text"));
  if (body.contains("undoes")) page.line("takes back: " + text_at(body, "undoes"));
  page.line_if(body, "why", "why");
  if (body.contains("due")) page.line("fell due: " + page.instant(body, "due"));
  for (const auto& [name, value] : object_at(body, "facts")) {
    page.fact(name, value.is_string() ? std::string(value.get_string()) : json::serialize(value));
  }
  tell_requirements(page, body);
}

void tell_score(Page& page, const json::object& body) {
  std::string scores;
  for (const auto& [criterion, score] : object_at(body, "scores")) {
    scores +=
        fmt::format("{}{} {}", scores.empty() ? "" : ", ", std::string_view(criterion),
                    score.is_string() ? std::string(score.get_string()) : json::serialize(score));
  }
  page.line(fmt::format("{}: {}", text_at(body, "reviewer"), scores));
}

void tell_decision(Page& page, const json::object& body) {
  page.line("outcome: " + text_at(body, "outcome"));
  page.line_if(body, "total", "total");
  page.line_if(body, "reason", "reason");
  page.members(object_at(body, "reasons"), "reason");
  page.line_if(body, "reassessment", "after the rebuttal");
  page.line_if(body, "supersedes", "in place of an earlier decision");
}

void tell_telling(Page& page, const json::object& body) {
  tell_decision(page, object_at(body, "decision"));
  const auto& rebuttal = object_at(body, "rebuttal");
  if (rebuttal.empty()) return;
  page.line(fmt::format("a rebuttal may come to {} until {}", text_at(rebuttal, "where"),
                        page.limit(rebuttal, "closes", "inclusive")));
  std::vector<rules::Step> steps;
  for (const auto& line : array_at(rebuttal, "working")) {
    if (!line.is_object()) continue;
    const auto& parts = line.get_object();
    const auto date = rules::parse_iso_date(text_at(parts, "date"));
    if (date) steps.push_back({*date, true_at(parts, "counted"), text_at(parts, "why")});
  }
  page.lines(indented(words_of(steps), indent.size()));
}

void tell_pitch(Page& page, const json::object& body) {
  if (body.contains("jury")) page.line("jury: " + listed(array_at(body, "jury")));
}

void tell_extension(Page& page, const json::object& body) {
  page.line(fmt::format("'{}' now closes for this candidature: {}; it was {}",
                        text_at(body, "milestone"), page.limit(body, "closes", "inclusive"),
                        page.limit(body, "before", "before-inclusive")));
  page.line_if(body, "reason", "reason");
}

void tell_rebuttal(Page& page, const json::object& body) {
  page.line(true_at(body, "late") ? "too late: it is kept and changes nothing" : "in time");
}

void tell_overdue(Page& page, const json::object& body) {
  page.line(
      fmt::format("owed by then: {} ('{}')", text_at(body, "owed"), text_at(body, "milestone")));
}

void tell_undo(Page& page, const json::object& body) {
  page.line(fmt::format("takes back '{}': events {}", text_at(body, "undoes"),
                        listed(array_at(body, "sequences"))));
  page.line_if(body, "reason", "why");
}

void tell_superseding(Page& page, const json::object& body) {
  const auto& replaced = object_at(body, "replaces");
  page.line(fmt::format("in place of event {}: {}{}", text_at(replaced, "event"),
                        text_at(replaced, "outcome"),
                        true_at(replaced, "told") ? ", which was told" : ""));
  page.line_if(body, "reason", "why");
  page.line("outcome: " + text_at(body, "outcome"));
  page.line_if(body, "total", "total");
  page.members(object_at(body, "reasons"), "reason");
}

void tell_correction(Page& page, const json::object& body) {
  const auto& before = object_at(body, "before");
  page.line("version " + text_at(body, "number"));
  if (body.contains("arrival")) {
    page.line(fmt::format("counts as arrived: {}; it was {}", page.instant(body, "arrival"),
                          page.instant(before, "arrival")));
  }
  if (body.contains("channel")) {
    page.line(fmt::format("came to {} (channel {}); it was {} (channel {})",
                          text_at(body, "recipient"), text_at(body, "channel"),
                          text_at(before, "recipient"), text_at(before, "channel")));
  }
  if (body.contains("documents")) page.line("documents: " + documents(array_at(body, "documents")));
  if (body.contains("challenges")) page.line("challenges: " + listed(array_at(body, "challenges")));
  page.line_if(body, "organisation", "organisation");
  page.line(fmt::format("{}; it was {}", true_at(body, "on-time") ? "on time" : "late",
                        true_at(before, "on-time") ? "on time" : "late"));
  page.line_if(body, "reason", "why");
}

std::string closing(Page& page, const json::object& limit, const char* side) {
  const auto& closes = object_at(limit, side);
  return closes.empty() ? "nothing" : page.limit(closes, "closes", "inclusive");
}

void tell_rules_changed(Page& page, const json::object& body) {
  page.line_if(body, "reason", "reason");
  page.line(fmt::format("judged by rulebook {}, before by {}", text_at(body, "to").substr(0, 12),
                        text_at(body, "from").substr(0, 12)));
  for (const auto& item : array_at(body, "limits")) {
    if (!item.is_object()) continue;
    const auto& limit = item.get_object();
    page.line(fmt::format("'{}' closes {}; it was {}", text_at(limit, "milestone"),
                          closing(page, limit, "is"), closing(page, limit, "was")));
  }
  for (const auto& item : array_at(body, "keeps")) {
    if (!item.is_object()) continue;
    const auto& limit = item.get_object();
    page.line(fmt::format("'{}' stays {}: {}", text_at(limit, "milestone"),
                          page.limit(limit, "closes", "inclusive"), text_at(limit, "reason")));
  }
  for (const auto& item : array_at(body, "requirements")) {
    if (!item.is_object()) continue;
    const auto& requirement = item.get_object();
    page.line(fmt::format("requirement '{}': {}; it was {}", text_at(requirement, "requirement"),
                          text_at(requirement, "is"), text_at(requirement, "was")));
  }
  const auto& score = object_at(body, "score");
  if (score.empty()) return;
  page.line(fmt::format("total: {}; it was {}", text_at(object_at(score, "is"), "total"),
                        text_at(object_at(score, "was"), "total")));
}

void tell_rest(Page& page, const json::object& body) {
  for (const auto& [key, value] : body) {
    if (key == "act") continue;  // the digest by which the same act is known again
    page.line_if(body, key, key);
  }
}

using Teller = void (*)(Page&, const json::object&);

Teller teller_of(const std::string& event_kind) {
  static const std::map<std::string_view, Teller> tellers{
      {kind::submitted, tell_submission},
      {kind::moved, tell_move},
      {kind::scored, tell_score},
      {kind::decided, tell_decision},
      {kind::reassessed, tell_decision},
      {kind::told, tell_telling},
      {kind::extended, tell_extension},
      {kind::rebutted, tell_rebuttal},
      {kind::overdue, tell_overdue},
      {kind::pitched, tell_pitch},
      {kind::scored_after, tell_score},
      {kind::undone, tell_undo},
      {kind::superseded, tell_superseding},
      {kind::version_corrected, tell_correction},
      {kind::rules_changed, tell_rules_changed}};
  const auto found = tellers.find(event_kind);
  return found == tellers.end() ? tell_rest : found->second;
}

std::optional<rules::RulePlace> place_of_milestone(const rules::Rulebook& rulebook,
                                                   const std::string& id) {
  const auto* milestone = rulebook.milestone(id);
  if (!milestone || milestone->spans.empty()) return std::nullopt;
  return rulebook.place(milestone->spans.front());
}

std::optional<rules::RulePlace> place_of_transition(const Procedure& procedure, std::string id) {
  if (id.starts_with("owed:")) id.erase(0, 5);
  const auto* transition = procedure.workflow.transition(id);
  return transition ? std::optional(procedure.rulebook.place(transition->span)) : std::nullopt;
}

/// The limit for rebuttals: the `by` of the first transition that waits for one.
std::optional<rules::RulePlace> place_of_rebuttal(const rules::Rulebook& rulebook) {
  for (const auto& transition : rulebook.flow.transitions) {
    if (transition.on == "rebut" && transition.by) {
      return place_of_milestone(rulebook, *transition.by);
    }
  }
  return std::nullopt;
}

std::string headline(const Event& event) {
  if (event.kind == kind::moved) {
    return fmt::format("moved from '{}' to '{}'", text_at(event.body, "from"),
                       text_at(event.body, "to"));
  }
  return event.kind;
}

}  // namespace

std::optional<rules::RulePlace> ground_of(const Event& event, const Procedure& procedure) {
  const auto& rulebook = procedure.rulebook;
  if (event.kind == kind::moved) {
    const auto& rule = object_at(event.body, "rule");
    if (rule.empty()) return place_of_transition(procedure, text_at(event.body, "undoes"));
    const auto* line = rule.if_contains("line");
    return rules::RulePlace{
        text_at(rule, "file"),
        line && line->is_int64() ? static_cast<std::uint32_t>(line->get_int64()) : 0};
  }
  if (event.kind == kind::submitted) {
    return place_of_milestone(rulebook, std::string(engine::submission_deadline));
  }
  if (event.kind == kind::extended) {
    return place_of_milestone(rulebook, text_at(event.body, "milestone"));
  }
  if (event.kind == kind::told && event.body.contains("rebuttal"))
    return place_of_rebuttal(rulebook);
  if (event.kind == kind::rebutted) return place_of_rebuttal(rulebook);
  if (event.kind == kind::held || event.kind == kind::confirmed) {
    return place_of_transition(procedure, text_at(event.body, "transition"));
  }
  if (event.kind == kind::overdue) {
    return place_of_transition(procedure, text_at(event.body, "limit"));
  }
  return std::nullopt;
}

std::string story(const Event& event, const Procedure& procedure) {
  const auto& zone = *procedure.rulebook.zone;
  auto first =
      fmt::format("{}  {} by {}", spoken(event.happened, zone), headline(event), event.actor);
  if (const auto place = ground_of(event, procedure)) {
    first += fmt::format("  [{}:{}]", place->file, place->line);
  }
  Page page(zone);
  if (event.recorded != event.happened) page.line("recorded: " + spoken(event.recorded, zone));
  teller_of(event.kind)(page, event.body);
  auto personal = event.personal;
  personal.erase("act");  // likewise
  page.members(personal, "personal");
  return fmt::format("{:>5}  {}\n{}", event.sequence, visible(first), page.text());
}

}  // namespace termijn::cli
