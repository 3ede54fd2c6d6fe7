#include "rules/rulebook/facts.hpp"

namespace termijn::rules {
namespace {

FactDeclaration fact(std::string name, Type type, std::vector<std::string> aliases = {},
                     std::vector<std::string> choices = {}) {
  return {std::move(name), type, {}, std::move(aliases), std::move(choices)};
}

FactDeclaration documents() {
  return {"documents",
          Type::records,
          {fact("name", Type::text, {"naam"}), fact("pages", Type::number, {"bladzijden"})},
          {"documenten"},
          {}};
}

}  // namespace

// In the order of `Fact`.
std::vector<FactDeclaration> candidature_facts() {
  return {
      fact("arrival", Type::instant, {"aankomst"}),
      fact("channel", Type::text, {"kanaal"}),
      fact("recipient", Type::text, {"bestemmeling"}),
      fact("organisation", Type::text, {"organisatie"}),
      documents(),
      fact("challenges", Type::numbers, {"uitdagingen"}),
      fact("earlier-candidatures", Type::number, {"eerdere-kandidaturen"}),
      fact("versions", Type::number, {"versies"}),
      fact("reviewed", Type::truth, {"beoordeeld"}),
      fact("scorecards", Type::number, {"scoreformulieren"}),
      fact("pitched", Type::truth, {"gepitcht"}),
      fact("outcome", Type::text, {"uitkomst"}, {"selected", "reserve", "rejected"}),
      fact("region.id", Type::text, {"regio.id"}),
      fact("region.name", Type::text, {"regio.naam"}),
      fact("region.channels", Type::texts, {"regio.kanalen"}),
      fact("region.challenges", Type::numbers, {"regio.uitdagingen"}),
      fact("requirements.hold", Type::truth, {"vereisten.vervuld"}),
      fact("score.passes", Type::truth, {"score.volstaat"}),
      fact("score.total", Type::percentage, {"score.totaal"}),
  };
}

std::vector<KnownEvent> known_events() {
  return {{"submitted", "deadline"}, {"pitched", "pitch"},     {"decided", "decision"},
          {"told", "decision"},      {"rebutted", "rebuttal"}, {"reassessed", "rebuttal"}};
}

std::vector<std::string> known_acts() {
  return {"submit",     "withdraw",    "score",   "declare-conflict", "pitch",
          "decide",     "communicate", "rebut",   "reassess",         "extend",
          "admit-late", "record-fact", "confirm", "resume",           "correct"};
}

std::vector<std::string> recordable_acts() {
  auto acts = known_acts();
  acts.insert(acts.end(), {"undo", "supersede"});
  return acts;
}

bool is_applicants_act(std::string_view act) {
  return act == "submit" || act == "withdraw" || act == "rebut";
}

}  // namespace termijn::rules
