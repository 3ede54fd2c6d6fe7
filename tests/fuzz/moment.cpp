#include "rules/language/moment/moment.hpp"

#include <array>

#include "support.hpp"

using namespace termijn;

namespace {

const rules::ZoneSource& zones() {
  static const rules::ZoneSource source = rules::zones_in_folder();
  return source;
}

rules::Moment read(const rules::Sources& sources, rules::ReadAs as, std::optional<int> year) {
  static const auto brussels = zones()("Europe/Brussels");
  static const auto regime = *rules::builtin_regime("be-civil");
  static const auto calendar = *rules::builtin_calendar("BE");
  static const rules::Instant told = rules::parse_rfc3339("2023-07-07T10:00:00+02:00").value();
  const rules::MomentContext context{.zone = *brussels,
                                     .zones = zones(),
                                     .year = year,
                                     .as = as,
                                     .language = rules::Language::any,
                                     .half_days = {},
                                     .last_minute_whole = false,
                                     .regime = &regime,
                                     .calendar = &calendar,
                                     .anchors = {{"einddatum", told}, {"decision", told}}};
  return rules::resolve_moment(rules::whole(sources, 0), context);
}

void check_sessions(const rules::Moment& moment) {
  for (const rules::Window& window : moment.sessions) {
    fuzz::must(window.from || window.until, "a session has an end");
    if (window.from && window.until) {
      fuzz::must(*window.from <= *window.until, "a session does not run backwards");
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rules::Sources sources;
  sources.add("phrase", fuzz::text_of(data, size));
  for (const auto as : {rules::ReadAs::window, rules::ReadAs::deadline, rules::ReadAs::start}) {
    for (const auto year : {std::optional<int>(), std::optional<int>(2023)}) {
      const rules::Moment moment = read(sources, as, year);
      fuzz::must_be_readable(moment.diagnostics, sources);
      check_sessions(moment);
      switch (moment.kind) {
        case rules::MomentClass::exact:
          fuzz::must(!moment.sessions.empty(), "an exact phrase has a session");
          fuzz::must(!rules::has_errors(moment.diagnostics), "an exact phrase has no error");
          break;
        case rules::MomentClass::ambiguous:
          fuzz::must(moment.readings.size() > 1, "an ambiguous phrase lists its readings");
          break;
        case rules::MomentClass::vague:
        case rules::MomentClass::error:
          fuzz::must(!moment.diagnostics.empty(), "a refusal says why");
          break;
        case rules::MomentClass::relative:
        case rules::MomentClass::recurring:
          break;
      }
    }
  }
  return 0;
}
