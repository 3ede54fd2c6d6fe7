#include "cli/commands/lookup.hpp"

#include <charconv>

#include <fmt/format.h>

#include "cli/commands/usage.hpp"
#include "rules/diagnostic.hpp"

namespace termijn::cli {
namespace {

void refuse(Environment& environment, std::string_view kind, const std::string& name,
            const std::vector<std::string>& known) {
  const std::string near = rules::nearest(name, known);
  const std::string hint = near.empty() ? "" : fmt::format("did you mean '{}'? ", near);
  wrong_usage(environment, fmt::format("there is no {} '{}'", kind, name),
              fmt::format("{}there are {}", hint, listed(known)));
}

/// Two digits; -1 for anything else.
int two_digits(std::string_view text) {
  const auto digit = [](char byte) { return byte >= '0' && byte <= '9'; };
  if (text.size() != 2 || !digit(text[0]) || !digit(text[1])) return -1;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

/// `10:00` or `10:00:30`, since midnight.
std::optional<std::chrono::seconds> clock_time(std::string_view text) {
  if (text.size() != 5 && text.size() != 8) return std::nullopt;
  const int hour = two_digits(text.substr(0, 2));
  const int minute = two_digits(text.substr(3, 2));
  const int second = text.size() == 8 ? two_digits(text.substr(6, 2)) : 0;
  const bool colons = text[2] == ':' && (text.size() == 5 || text[5] == ':');
  const bool in_range =
      hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  if (!colons || !in_range) return std::nullopt;
  return std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second};
}

std::optional<rules::LocalTime> local_time(std::string_view text) {
  if (text.size() < 12 || (text[10] != 'T' && text[10] != ' ')) return std::nullopt;
  const auto date = rules::parse_iso_date(text.substr(0, 10));
  const auto since_midnight = clock_time(text.substr(11));
  if (!date || !since_midnight) return std::nullopt;
  return rules::LocalTime{*date, *since_midnight};
}

}  // namespace

const rules::Regime* find_regime(const std::string& id, Environment& environment) {
  const rules::Regime* regime = rules::builtin_regime(id);
  if (regime == nullptr) refuse(environment, "regime", id, rules::builtin_regime_ids());
  return regime;
}

const rules::Calendar* find_calendar(const std::string& id, Environment& environment) {
  const rules::Calendar* calendar = rules::builtin_calendar(id);
  if (calendar == nullptr) refuse(environment, "calendar", id, rules::builtin_calendar_ids());
  return calendar;
}

std::shared_ptr<const rules::Zone> find_zone(const std::string& name, Environment& environment) {
  auto zone = environment.zones(name);
  if (zone) return zone;
  const std::string near = rules::nearest(name, environment.zone_names());
  wrong_usage(environment, fmt::format("there is no zone '{}'", name),
              near.empty() ? "zones bear the names of the IANA database, such as 'Europe/Brussels'"
                           : fmt::format("did you mean '{}'?", near));
  return nullptr;
}

std::optional<rules::Instant> read_time(std::string_view text, const rules::Zone& zone,
                                        std::string_view what, Environment& environment) {
  if (const auto instant = rules::parse_rfc3339(text)) return instant;
  if (const auto date = rules::parse_iso_date(text)) return zone.start_of_day(*date);
  const auto local = local_time(text);
  if (!local) {
    wrong_usage(environment, fmt::format("{} '{}' is no time", what, text),
                "write '2023-07-07T10:00', '2023-07-07' or '2023-07-07T10:00:00+02:00'");
    return std::nullopt;
  }
  const rules::LocalReading reading = zone.read(*local);
  switch (reading.kind) {
    case rules::LocalReading::Kind::unique:
      return reading.first;
    case rules::LocalReading::Kind::missing:
      wrong_usage(environment,
                  fmt::format("{} '{}' does not exist in {}: the clock jumps over it to {}", what,
                              text, zone.name(), rfc3339(reading.first, zone)),
                  "write a time that the clock shows");
      return std::nullopt;
    case rules::LocalReading::Kind::twice:
      wrong_usage(environment,
                  fmt::format("{} '{}' is ambiguous: the clock in {} shows it twice", what, text,
                              zone.name()),
                  fmt::format("write '{}' or '{}'", rfc3339(reading.first, zone),
                              rfc3339(reading.second, zone)));
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace termijn::cli
