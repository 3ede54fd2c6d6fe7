#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "rules/rulebook/detail/draft.hpp"
#include "rules/rulebook/timeline.hpp"

namespace termijn::rules::book {
namespace {

// The procedure of a call. Milestones of a rulebook's own come after these.
constexpr std::array<std::string_view, 7> procedure{"launch", "deadline", "review",  "result",
                                                    "pitch",  "decision", "rebuttal"};

// A call has ten at the most.
constexpr std::size_t most_milestones = 200;

std::size_t step_of(std::string_view id) {
  const auto at = std::find(procedure.begin(), procedure.end(), id);
  return static_cast<std::size_t>(at - procedure.begin());
}

ReadAs reading_of(std::string_view id) {
  const bool closes =
      id == "deadline" || id == "decision" || id == "rebuttal" || id.ends_with("-deadline");
  return closes ? ReadAs::deadline : ReadAs::window;
}

/// One way in which a milestone is written, and what it means.
struct Wording {
  Span span;
  std::string text;
  Moment moment;
};

std::string_view class_fault(MomentClass kind) {
  switch (kind) {
    case MomentClass::ambiguous:
      return "this can be read in more than one way";
    case MomentClass::vague:
      return "nobody can pin this to a day";
    case MomentClass::recurring:
      return "this comes back every year, and a milestone comes once";
    default:
      return "this does not say when";
  }
}

/// A date of every year is pinned by the year of the call.
bool pinned(const Moment& moment) {
  return moment.kind == MomentClass::exact || moment.kind == MomentClass::relative ||
         (moment.kind == MomentClass::recurring && !moment.sessions.empty());
}

bool same_meaning(const Moment& a, const Moment& b) {
  if (a.relative && b.relative) return *a.limit == *b.limit;
  return !a.relative && !b.relative && a.sessions == b.sessions;
}

class Timeline {
 public:
  explicit Timeline(Draft& draft) : draft_(draft), desk_(draft.desk) {}

  void compile(const Node& timeline, const Node& governs);

 private:
  std::optional<Wording> wording(Fields& fields, const Node* value, ReadAs as);
  std::vector<Wording> wordings(Fields& fields, const Node& value, ReadAs as);
  void compile_milestone(Fields& fields, const Member& member, Fields& governing);
  void report(const Wording& wording, ReadAs as);
  void compare(const std::string& id, const Wording& first, const Wording& other);
  void settle(const std::string& id, const Wording& holds, const std::vector<Wording>& written);
  void warn_of_alternatives(const std::string& id, const Wording& wording);

  Draft& draft_;
  Desk& desk_;
};

std::optional<Wording> Timeline::wording(Fields& fields, const Node* value, ReadAs as) {
  const auto excerpt = fields.rule(value);
  if (!excerpt || !draft_.book.zone) return {};
  const Rulebook& book = draft_.book;
  const MomentContext context{
      .zone = *book.zone,
      .zones = draft_.zones,
      .year = book.year == 0 ? std::nullopt : std::optional(book.year),
      .as = as,
      .language = Language::any,
      .half_days = book.half_days,
      .last_minute_whole = book.last_minute_whole,
      .regime = draft_.has_regime ? &book.regime : nullptr,
      .calendar = draft_.has_calendar ? &book.calendar : nullptr,
      .anchors = {},
  };
  return Wording{excerpt->span, value->text, resolve_moment(*excerpt, context)};
}

std::vector<Wording> Timeline::wordings(Fields& fields, const Node& value, ReadAs as) {
  std::vector<Wording> found;
  if (value.kind != Node::Kind::list) {
    if (auto one = wording(fields, &value, as)) found.push_back(std::move(*one));
    return found;
  }
  if (value.items.empty()) desk_.error("E0513", "this list is empty", {value.span, ""});
  for (const Node& item : value.items) {
    if (auto one = wording(fields, &item, as)) found.push_back(std::move(*one));
  }
  return found;
}

/// An opening (`vanaf 1 september`) where something must close.
bool never_closes(const Moment& moment, ReadAs as) {
  return as == ReadAs::deadline && moment.kind == MomentClass::exact && !moment.sessions.empty() &&
         !moment.sessions.back().until;
}

/// What is the matter with a phrase by itself.
void Timeline::report(const Wording& wording, ReadAs as) {
  const Moment& moment = wording.moment;
  desk_.diagnostics.insert(desk_.diagnostics.end(), moment.diagnostics.begin(),
                           moment.diagnostics.end());
  if (never_closes(moment, as)) {
    return desk_.error("E0531", "this says when it begins, not when it closes", {wording.span, ""},
                       "write the last day: uiterlijk 31/10/2023");
  }
  if (pinned(moment) || has_errors(moment.diagnostics)) return;
  desk_.error("E0531", std::string(class_fault(moment.kind)), {wording.span, ""},
              "write a date, or say in [governs] what holds");
}

void Timeline::compare(const std::string& id, const Wording& first, const Wording& other) {
  if (!pinned(first.moment) || !pinned(other.moment)) return;
  const bool same = same_meaning(first.moment, other.moment);
  Diagnostic finding{same ? Severity::note : Severity::error,
                     same ? "N0501" : "E0530",
                     same ? fmt::format("these two wordings of '{}' agree", id)
                          : fmt::format("these two wordings of '{}' do not agree", id),
                     {other.span, same ? "" : "this says something else"},
                     {{first.span, same ? "" : "than this"}},
                     same ? "" : fmt::format("say which one holds: [governs] {} = \"…\"", id)};
  desk_.diagnostics.push_back(std::move(finding));
}

void Timeline::settle(const std::string& id, const Wording& holds,
                      const std::vector<Wording>& written) {
  draft_.settled.insert(id);
  Diagnostic note{Severity::note,
                  "N0504",
                  fmt::format("for '{}' these words hold, not those of [timeline]", id),
                  {holds.span, ""},
                  {},
                  ""};
  for (const Wording& one : written) note.secondary.push_back({one.span, "as published"});
  desk_.diagnostics.push_back(std::move(note));
}

void Timeline::warn_of_alternatives(const std::string& id, const Wording& wording) {
  const auto open = [](const Window& window) { return window.certainty == Certainty::alternative; };
  const auto& sessions = wording.moment.sessions;
  if (std::none_of(sessions.begin(), sessions.end(), open)) return;
  desk_.warning("W0501", fmt::format("'{}' still leaves a choice", id), {wording.span, ""},
                fmt::format("once it is made, write it down: [governs] {} = \"…\"", id));
}

void Timeline::compile_milestone(Fields& fields, const Member& member, Fields& governing) {
  Node name = member.node;
  name.kind = Node::Kind::text;
  name.text = member.name;
  name.span = member.node.key;
  if (!fields.id(&name)) return;
  Milestone milestone{member.name, {}, {}, reading_of(member.name), {}};
  std::vector<Wording> written = wordings(fields, member.node, milestone.as);
  for (const Wording& one : written) {
    milestone.phrases.push_back(one.text);
    milestone.spans.push_back(one.span);
  }
  const Node* said = governing.optional(member.name);
  auto holds = wording(governing, said, milestone.as);
  if (holds) {
    settle(member.name, *holds, written);
  } else if (!said) {
    for (const Wording& one : written) report(one, milestone.as);
    for (std::size_t i = 1; i < written.size(); ++i) compare(member.name, written[0], written[i]);
    if (!written.empty()) holds = std::move(written.front());
  }
  if (holds) {
    if (draft_.settled.contains(member.name)) report(*holds, milestone.as);
    warn_of_alternatives(member.name, *holds);
    milestone.moment = std::move(holds->moment);
  }
  draft_.book.timeline.push_back(std::move(milestone));
}

void Timeline::compile(const Node& timeline, const Node& governs) {
  Fields fields(timeline, "[timeline]", desk_);
  Fields governing(governs, "[governs]", desk_);
  if (draft_.root.find("timeline")) fields.needed("deadline");
  if (timeline.members.size() > most_milestones) {
    desk_.error("E0513", fmt::format("there are more than {} milestones", most_milestones),
                {timeline.span, ""});
    return;
  }
  for (const Member& member : timeline.members) compile_milestone(fields, member, governing);
  governing.finish();
  auto& milestones = draft_.book.timeline;
  std::stable_sort(milestones.begin(), milestones.end(),
                   [](const auto& a, const auto& b) { return step_of(a.id) < step_of(b.id); });
}

bool known_event(const Draft& draft, const std::string& event) {
  return draft.book.planned_at.contains(event) || draft.book.milestone(event);
}

/// The milestone that the event is planned at was not read; that is reported.
bool stands_on_a_fault(const Draft& draft, const std::string& event) {
  const auto at = draft.book.planned_at.find(event);
  const Milestone* planned =
      draft.book.milestone(at == draft.book.planned_at.end() ? event : at->second);
  return planned && !planned->moment.relative && planned->moment.sessions.empty();
}

/// Whether something says what `anchor` stands for; reports when nothing does.
bool known_anchor(Draft& draft, const std::string& anchor, Span span) {
  const auto at = draft.book.anchors.find(anchor);
  if (at != draft.book.anchors.end() || known_event(draft, anchor)) return true;
  draft.desk.error("E0532",
                   anchor.empty() ? "this limit does not say from what it counts"
                                  : fmt::format("nothing says what '{}' stands for", anchor),
                   {span, ""},
                   anchor.empty() ? "name it, as in \"14 dagen na de beslissing\""
                                  : fmt::format("write under [anchors]: {} = \"told\"", anchor));
  return false;
}

/// What a relative milestone counts from must be known, and countable.
void check_relative(Draft& draft, const Milestone& milestone) {
  const Span span = milestone.spans.empty() ? draft.root.span : milestone.spans.front();
  bool countable = draft.has_calendar && draft.has_regime && draft.book.zone != nullptr;
  for (const CountedLimit* counted : counted_limits(*milestone.moment.limit)) {
    if (counted->from) continue;
    if (!known_anchor(draft, counted->anchor, span)) return;
    const auto at = draft.book.anchors.find(counted->anchor);
    const std::string& event = at == draft.book.anchors.end() ? counted->anchor : at->second;
    countable = countable && known_event(draft, event) && !stands_on_a_fault(draft, event);
  }
  if (!countable) return;
  const MilestoneWindow window = milestone_window(draft.book, milestone.id, {});
  if (window.fault.empty()) return check_bounds(draft, milestone, span);
  draft.desk.error("E0534", "this limit cannot be counted: " + window.fault, {span, ""});
}

}  // namespace

void compile_timeline(Draft& draft) {
  const Node& timeline = section(draft, "timeline", true);
  const Node& governs = section(draft, "governs", false);
  Timeline(draft).compile(timeline, governs);
  for (const Milestone& milestone : draft.book.timeline) {
    if (milestone.moment.relative) check_relative(draft, milestone);
  }
}

}  // namespace termijn::rules::book
