#include <algorithm>

#include <fmt/format.h>

#include "rules/rulebook/detail/draft.hpp"
#include "rules/rulebook/facts.hpp"

namespace termijn::rules::book {
namespace {

// More than these no call has; a slip of the keyboard has.
constexpr std::int64_t most_challenges = 10'000;
constexpr std::int64_t most_held = 1'000'000;

/// `0..10`
bool read_scale(std::string_view text, Criterion& criterion) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return false;
  const auto low = parse_number(text.substr(0, dots));
  const auto high = parse_number(text.substr(dots + 2));
  if (!low || !high || !(*low < *high)) return false;
  criterion.low = *low;
  criterion.high = *high;
  return true;
}

std::optional<Criterion> compile_criterion(Draft& draft, const Node& table) {
  Fields fields(table, "[[criterion]]", draft.desk);
  Criterion criterion;
  const Node* id_node = fields.needed("id");
  const auto id = fields.id(id_node);
  const auto name = fields.text(fields.needed("name"));
  const Node* scale_node = fields.needed("scale");
  const auto scale = fields.text(scale_node);
  fields.finish();
  const bool scaled = scale && read_scale(*scale, criterion);
  if (scale && !scaled) {
    draft.desk.error("E0515", fmt::format("'{}' is no scale", *scale), {scale_node->span, ""},
                     "write the lowest and the highest score, such as \"0..10\"");
  }
  if (!id) return {};
  // A wrong scale is reported; any other one stands in, so that the score's own
  // checks do not report it again.
  if (!scaled) criterion.high = 10;
  criterion.id = *id;
  criterion.name = name.value_or(*id);
  criterion.span = id_node->span;
  return criterion;
}

const std::vector<std::pair<std::string, Type>>& fact_types() {
  static const std::vector<std::pair<std::string, Type>> types{
      {"truth", Type::truth},     {"number", Type::number},   {"percentage", Type::percentage},
      {"money", Type::money},     {"text", Type::text},       {"date", Type::date},
      {"instant", Type::instant}, {"days", Type::days},       {"working-days", Type::working_days},
      {"months", Type::months},   {"numbers", Type::numbers}, {"texts", Type::texts},
  };
  return types;
}

std::optional<Type> fact_type(Fields& fields) {
  std::vector<std::string> names;
  for (const auto& [name, type] : fact_types()) names.push_back(name);
  const auto index = fields.choice(fields.needed("type"), names);
  return index ? std::optional(fact_types()[*index].second) : std::nullopt;
}

void compile_fact(Draft& draft, const Node& table) {
  Fields fields(table, "[[fact]]", draft.desk);
  FactDeclaration fact;
  const Node* id_node = fields.needed("id");
  const auto id = fields.id(id_node);
  const auto type = fact_type(fields);
  const Node* choices = fields.optional("choices");
  if (choices) fact.choices = fields.texts(choices);
  const auto because = fields.text(fields.optional("because"));
  fields.finish();
  if (choices && type && *type != Type::text && *type != Type::texts) {
    draft.desk.error("E0541", "only a fact of type \"text\" or \"texts\" has choices",
                     {choices->key, ""});
  }
  if (!id) return;
  const std::string taken = taken_name(draft, *id);
  if (!taken.empty()) {
    draft.desk.error("E0540", fmt::format("'{}' is already the name of {}", *id, taken),
                     {id_node->span, ""}, "give this fact another id");
    return;
  }
  fact.name = *id;
  // A fact whose type is wrong is known all the same, so that no rule about it
  // gives a second fault.
  fact.type = type.value_or(Type::truth);
  draft.book.declared.push_back({fact, because.value_or("")});
  draft.book.facts.facts.push_back(std::move(fact));
}

template <typename Handle>
void each_table(Draft& draft, std::string_view name, Handle handle) {
  for (const Node* table : tables_of(draft.top.optional(name), name, draft.desk)) handle(*table);
}

void compile_challenge(Draft& draft, const Node& table) {
  Fields fields(table, "[[challenge]]", draft.desk);
  Challenge challenge;
  const auto number = fields.whole(fields.needed("nr"), 1, most_challenges);
  challenge.personas = fields.texts(fields.optional("personas"));
  const Node* obstacles = fields.needed("obstacles");
  if (obstacles) {
    for (const Node* item : fields.list(obstacles)) {
      if (auto id = fields.id(item)) challenge.obstacles.push_back(std::move(*id));
    }
  }
  fields.finish();
  if (!number) return;
  challenge.number = static_cast<int>(*number);
  draft.book.challenges.push_back(std::move(challenge));
}

/// Whether every requirement holds is what the requirements together say.
bool asks_for_itself(const Draft& draft, const Condition& rule) {
  const int outcome = draft.book.facts.slot("requirements.hold");
  return std::binary_search(rule.slots().begin(), rule.slots().end(), outcome);
}

void compile_requirement(Draft& draft, const Node& table) {
  Fields fields(table, "[[requirement]]", draft.desk);
  const auto id = fields.id(fields.needed("id"));
  const auto rule = fields.rule(fields.needed("rule"));
  const auto because = fields.text(fields.needed("because"));
  fields.finish();
  if (!rule) return;
  auto condition =
      compile_condition(*rule, draft.book.facts, Language::any, draft.desk.diagnostics);
  if (condition && asks_for_itself(draft, *condition)) {
    return draft.desk.error("E0225", "a requirement cannot ask whether the requirements hold",
                            {condition->span(), ""},
                            "write what must be so of the candidature itself");
  }
  if (!id || !condition || !because) return;
  draft.book.requirements.push_back({*id, std::move(*condition), *because});
}

void compile_channel_table(Draft& draft, const Node& table) {
  Fields fields(table, "[[channel]]", draft.desk);
  const auto id = fields.id(fields.needed("id"));
  const auto rule = fields.rule(fields.needed("rule"));
  fields.finish();
  if (!rule) return;
  auto channel = compile_channel(*rule, id.value_or(""), Language::any, draft.desk.diagnostics);
  if (channel && id) draft.book.channels.push_back(std::move(*channel));
}

}  // namespace

std::string taken_name(const Draft& draft, std::string_view name) {
  if (is_reserved_word(name)) return "a word of the rule language";
  if (draft.book.milestone(name)) return "a milestone";
  if (draft.book.facts.slot(name) >= 0) return "a fact that every candidature has";
  return {};
}

void compile_schema(Draft& draft) {
  auto& facts = draft.book.facts.facts;
  facts = candidature_facts();
  draft.book.facts.zone = draft.book.zone;  // a date is compared with an arrival in it
  for (const Milestone& milestone : draft.book.timeline) {
    const bool reserved = is_reserved_word(milestone.id);
    if (!reserved && draft.book.facts.slot(milestone.id) < 0) continue;
    draft.desk.error(
        "E0540",
        fmt::format("'{}' is already the name of {}", milestone.id,
                    reserved ? "a word of the rule language" : "a fact that every candidature has"),
        {milestone.spans.empty() ? draft.root.span : milestone.spans.front(), ""},
        "give this milestone another name");
  }
  each_table(draft, "fact", [&](const Node& table) { compile_fact(draft, table); });
  for (const Milestone& milestone : draft.book.timeline) {
    facts.push_back({milestone.id, Type::deadline, {}, {}, {}});
  }
  each_table(draft, "criterion", [&](const Node& table) {
    auto criterion = compile_criterion(draft, table);
    if (!criterion) return;
    facts.push_back({"score." + criterion->id, Type::number, {}, {}, {}});
    draft.book.scoring.criteria.push_back(std::move(*criterion));
  });
}

void compile_channels(Draft& draft) {
  if (!draft.root.find("channel")) {
    draft.desk.error("E0507", "there is no [[channel]]", {draft.root.span, ""},
                     "say how a candidature arrives: rule = 'e-mail to …'");
  }
  each_table(draft, "channel", [&](const Node& table) { compile_channel_table(draft, table); });
}

void compile_challenges(Draft& draft) {
  each_table(draft, "challenge", [&](const Node& table) { compile_challenge(draft, table); });
}

void compile_requirements(Draft& draft) {
  each_table(draft, "requirement", [&](const Node& table) { compile_requirement(draft, table); });
}

void compile_workflow(Draft& draft) {
  const Node& table = section(draft, "workflow", true);
  if (!draft.root.find("workflow")) return;
  Fields fields(table, "[workflow]", draft.desk);
  const auto flow = fields.rule(fields.needed("flow"));
  for (const Node* item :
       fields.list(fields.optional("must-pass") ? table.find("must-pass") : nullptr)) {
    if (const auto text = fields.text(item)) draft.book.must_pass.push_back({*text, item->span});
  }
  const auto brake = fields.whole(fields.optional("brake"), 0, most_held);
  draft.book.brake = static_cast<int>(brake.value_or(0));
  fields.finish();
  if (!flow) return;
  FlowVocabulary vocabulary{draft.book.facts, {}, known_acts()};
  for (const Milestone& milestone : draft.book.timeline) {
    vocabulary.milestones.push_back(milestone.id);
  }
  auto compiled = compile_flow(*flow, vocabulary, Language::any, draft.desk.diagnostics);
  if (compiled) draft.book.flow = std::move(*compiled);
}

}  // namespace termijn::rules::book
