#include "rules/time/laws.hpp"

#include <optional>
#include <utility>

#include "rules/time/detail/calendar_files.hpp"

namespace termijn::rules {
namespace {

std::vector<std::string> ids_of(const std::map<std::string, std::string, std::less<>>& texts) {
  std::vector<std::string> ids;
  ids.reserve(texts.size());
  for (const auto& [id, text] : texts) ids.push_back(id);
  return ids;
}

}  // namespace

std::optional<Calendar> read_calendar(std::string_view toml, std::vector<DataFault>& faults,
                                      const Laws& laws) {
  return detail::read_calendar_with(toml, faults, laws.calendar);
}

const Laws& builtin_laws() {
  static const Laws laws{.calendar = builtin_calendar,
                         .regime = builtin_regime,
                         .calendar_ids = builtin_calendar_ids(),
                         .regime_ids = builtin_regime_ids()};
  return laws;
}

LawTexts builtin_law_texts() {
  LawTexts texts;
  for (const auto& id : builtin_calendar_ids()) texts.calendars[id] = builtin_calendar_text(id);
  for (const auto& id : builtin_regime_ids()) texts.regimes[id] = builtin_regime_text(id);
  return texts;
}

LawShelf::LawShelf(LawTexts texts) : texts_(std::move(texts)) {}

Laws LawShelf::laws() {
  return {.calendar = [this](std::string_view id) { return calendar(id); },
          .regime = [this](std::string_view id) { return regime(id); },
          .calendar_ids = ids_of(texts_.calendars),
          .regime_ids = ids_of(texts_.regimes)};
}

const Calendar* LawShelf::calendar(std::string_view id) {
  if (const auto read = calendars_.find(id); read != calendars_.end()) return &read->second;
  // Taken out while it is read, so that a circle of calendars comes to an end.
  const auto kept = texts_.calendars.find(id);
  if (kept == texts_.calendars.end()) {
    missing_.emplace(id);
    return nullptr;
  }
  auto text = texts_.calendars.extract(kept);
  std::vector<DataFault> faults;
  auto calendar = detail::read_calendar_with(
      text.mapped(), faults, [this](std::string_view base) { return this->calendar(base); });
  if (!calendar) return nullptr;
  used_.calendars[text.key()] = text.mapped();
  return &calendars_.emplace(text.key(), std::move(*calendar)).first->second;
}

const Regime* LawShelf::regime(std::string_view id) {
  if (const auto read = regimes_.find(id); read != regimes_.end()) return &read->second;
  const auto text = texts_.regimes.find(id);
  if (text == texts_.regimes.end()) {
    missing_.emplace(id);
    return nullptr;
  }
  std::vector<DataFault> faults;
  auto regime = read_regime(text->second, faults);
  if (!regime) return nullptr;
  used_.regimes[text->first] = text->second;
  return &regimes_.emplace(text->first, std::move(*regime)).first->second;
}

}  // namespace termijn::rules
