#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rules/time/calendar.hpp"
#include "rules/time/regime.hpp"

namespace termijn::rules {

/// The calendars and regimes that a rulebook may name or extend, by id. What is handed out
/// lives as long as whoever made this; null: there is none of that name.
struct Laws {
  std::function<const Calendar*(std::string_view id)> calendar;
  std::function<const Regime*(std::string_view id)> regime;
  std::vector<std::string> calendar_ids;
  std::vector<std::string> regime_ids;
};

/// `read_calendar` where the calendars that it may extend are handed in.
std::optional<Calendar> read_calendar(std::string_view toml, std::vector<DataFault>& faults,
                                      const Laws& laws);

/// Those that come with termijn.
const Laws& builtin_laws();

/// The TOML texts of calendars and regimes, by id.
struct LawTexts {
  std::map<std::string, std::string, std::less<>> calendars;
  std::map<std::string, std::string, std::less<>> regimes;

  friend bool operator==(const LawTexts&, const LawTexts&) = default;
};

/// The texts of those that come with termijn.
LawTexts builtin_law_texts();

/// Calendars and regimes read from texts, each when it is first asked for, and a note of which
/// were: those are what a rulebook was made of, the calendars that others extend included.
/// One that cannot be read, or that extends itself, is as one that is not there.
class LawShelf {
 public:
  explicit LawShelf(LawTexts texts);
  LawShelf(const LawShelf&) = delete;
  LawShelf& operator=(const LawShelf&) = delete;

  /// Refers to this shelf.
  Laws laws();
  /// The texts that were asked for and found so far.
  const LawTexts& used() const { return used_; }
  /// The ids that were asked for and are not there.
  const std::set<std::string>& missing() const { return missing_; }

 private:
  const Calendar* calendar(std::string_view id);
  const Regime* regime(std::string_view id);

  LawTexts texts_;
  LawTexts used_;
  std::set<std::string> missing_;
  std::map<std::string, Calendar, std::less<>> calendars_;
  std::map<std::string, Regime, std::less<>> regimes_;
};

}  // namespace termijn::rules
