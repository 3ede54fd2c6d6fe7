// Bytes as they may stand in a store: an event, and behind a zero byte its salt (16 bytes)
// and personal data. What is read must be written back byte for byte, so that no event has
// two spellings; what is folded must not crash anything that looks at the state.
#include <boost/json/parse.hpp>

#include "desk.hpp"
#include "engine/agenda/limits.hpp"
#include "support.hpp"

using namespace termijn;

namespace {

/// The row that these bytes say they stand in, so that what lies behind is reached.
engine::StoredEvent row_for(const std::string& text) {
  engine::StoredEvent stored{
      .sequence = 1, .candidature = {}, .bytes = {}, .salt = {}, .personal = {}};
  const auto zero = text.find('\0');
  stored.bytes = text.substr(0, zero);
  if (zero != std::string::npos) {
    const auto rest = text.substr(zero + 1);
    stored.salt = rest.substr(0, 16);
    if (rest.size() > 16) stored.personal = rest.substr(16);
  }
  boost::json::error_code failed;
  const auto value = boost::json::parse(stored.bytes, failed);
  if (failed || !value.is_object()) return stored;
  const auto* sequence = value.get_object().if_contains("sequence");
  const auto* candidature = value.get_object().if_contains("candidature");
  if (sequence && sequence->is_int64()) {
    stored.sequence = static_cast<std::uint64_t>(sequence->get_int64());
  }
  if (candidature && candidature->is_string()) stored.candidature = candidature->get_string();
  return stored;
}

void written_back(const engine::StoredEvent& stored, const engine::Event& event) {
  const bool committed = stored.bytes.find("\"personal\":\"") != std::string::npos;
  if (!event.personal.empty()) {
    fuzz::must(engine::encode(event, stored.salt) == stored.bytes, "one spelling, salt included");
    fuzz::must(engine::canonical(event.personal) == stored.personal, "one spelling of the rest");
  } else if (!committed) {
    fuzz::must(engine::encode(event, {}) == stored.bytes, "one spelling");
  }
  auto spaced = stored;
  spaced.bytes.insert(1, " ");
  fuzz::must(std::holds_alternative<std::string>(engine::decode(spaced)), "no second spelling");
}

/// Folds it behind a history, and looks at what stands then.
void fold_behind(engine::State state, const engine::Event& event,
                 const engine::Procedure& procedure) {
  const auto fault = engine::apply(state, event);
  if (fault) {
    fuzz::must(!fault->message.empty(), "a fault says why");
    return;
  }
  fuzz::must(state.exists() && state.last_sequence == event.sequence, "it was folded");
  static_cast<void>(engine::row_of(state));
  static_cast<void>(engine::running_limits(procedure, state));
  static_cast<void>(
      engine::gather_facts(procedure.rulebook, state, [](const engine::State&) { return 0; }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static tests::Desk* desk = [] {
    auto* made = new tests::Desk();
    fuzz::play_a_little(*made);
    return made;
  }();
  static const auto& procedure = desk->procedures().at(desk->store().region("noord")->rulebook);
  const auto stored = row_for(fuzz::text_of(data, size));
  const auto decoded = engine::decode(stored);
  if (const auto* why = std::get_if<std::string>(&decoded)) {
    fuzz::must(!why->empty(), "a refusal says why");
    return 0;
  }
  const auto& event = std::get<engine::Event>(decoded);
  written_back(stored, event);
  fold_behind({}, event, procedure);
  for (const char* id : {"1", "2", "3", "4"}) fold_behind(desk->state(id), event, procedure);
  return 0;
}
