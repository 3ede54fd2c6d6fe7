#pragma once

#include <optional>
#include <string>

#include "rules/language/moment/moment.hpp"

namespace termijn::tests {

/// Reads a phrase the way a call does: Brussels time unless told otherwise.
struct Asking {
  std::optional<int> year{};
  rules::ReadAs as = rules::ReadAs::window;
  std::string zone = "Europe/Brussels";
  rules::Language language = rules::Language::any;
  bool last_minute_whole = false;
};

inline const rules::ZoneSource& zones() {
  static const rules::ZoneSource source = rules::zones_in_folder();
  return source;
}

inline rules::Moment ask(const std::string& phrase, const Asking& asking = {}) {
  const auto zone = zones()(asking.zone);
  rules::MomentContext context{.zone = *zone,
                               .zones = zones(),
                               .year = asking.year,
                               .as = asking.as,
                               .language = asking.language,
                               .half_days = {},
                               .last_minute_whole = asking.last_minute_whole,
                               .regime = nullptr,
                               .calendar = nullptr,
                               .anchors = {}};
  const rules::Excerpt excerpt{phrase, {0, 0, static_cast<std::uint32_t>(phrase.size())}};
  return rules::resolve_moment(excerpt, context);
}

/// `[2023-06-09T…, 2023-06-10T…)`, with `reserve` or `alternative` behind it; one
/// a session, `; ` between them.
inline std::string shown(const std::vector<rules::Window>& sessions,
                         const std::string& zone_name = "Europe/Brussels") {
  const auto zone = zones()(zone_name);
  std::string out;
  for (const rules::Window& window : sessions) {
    if (!out.empty()) out += "; ";
    out += window.from ? "[" + rules::rfc3339(*window.from, *zone) : "(-inf";
    out += ", ";
    out += window.until ? rules::rfc3339(*window.until, *zone) : "+inf";
    out += window.until_inclusive ? "]" : ")";
    if (window.certainty != rules::Certainty::firm) {
      out += " " + std::string(rules::to_string(window.certainty));
    }
  }
  return out;
}

/// The class and, where there are any, the sessions.
inline std::string answer(const rules::Moment& moment) {
  std::string out(rules::to_string(moment.kind));
  if (!moment.sessions.empty()) out += " " + shown(moment.sessions);
  return out;
}

}  // namespace termijn::tests
