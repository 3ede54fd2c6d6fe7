#include <fmt/format.h>

#include "rules/time/zone.hpp"

namespace termijn::rules {

namespace {

namespace chr = std::chrono;

std::string written(Instant on_the_wall) {
  const auto day = chr::floor<chr::days>(on_the_wall);
  const chr::hh_mm_ss time{on_the_wall - day};
  return fmt::format("{}T{:02}:{:02}:{:02}", to_string(Date{day}), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

/// Two digits at `at`, at most `most`.
std::optional<int> two_digits(std::string_view text, std::size_t at, int most) {
  if (at + 2 > text.size()) return std::nullopt;
  const char tens = text[at];
  const char ones = text[at + 1];
  if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return std::nullopt;
  const int value = (tens - '0') * 10 + (ones - '0');
  return value <= most ? std::optional(value) : std::nullopt;
}

/// `Z`, `+02:00`, `-05:30` in seconds.
std::optional<chr::seconds> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return chr::seconds{0};
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = two_digits(text, 1, 23);
  const auto minutes = two_digits(text, 4, 59);
  if (!hours || !minutes) return std::nullopt;
  const chr::seconds offset = chr::hours{*hours} + chr::minutes{*minutes};
  return text[0] == '-' ? -offset : offset;
}

/// `22:00:00`; 24:00:00 and a leap second are no instants here.
std::optional<chr::seconds> parse_clock(std::string_view text) {
  if (text.size() != 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
  const auto hours = two_digits(text, 0, 23);
  const auto minutes = two_digits(text, 3, 59);
  const auto seconds = two_digits(text, 6, 59);
  if (!hours || !minutes || !seconds) return std::nullopt;
  return chr::hours{*hours} + chr::minutes{*minutes} + chr::seconds{*seconds};
}

}  // namespace

std::string rfc3339(Instant instant, const Zone& zone) {
  // RFC 3339 has no seconds in an offset, which local mean times before 1940
  // have: the nearest whole minute is written, and the clock time to go with it.
  const auto offset = chr::round<chr::minutes>(zone.offset_at(instant));
  const auto size = chr::abs(offset);
  return fmt::format("{}{}{:02}:{:02}", written(instant + offset),
                     offset < chr::minutes{0} ? '-' : '+', size.count() / 60, size.count() % 60);
}

std::string rfc3339(Instant instant) { return written(instant) + 'Z'; }

std::optional<Instant> parse_rfc3339(std::string_view text) {
  constexpr std::size_t shortest = 20;  // 2023-06-09T20:00:00Z
  if (text.size() < shortest || (text[10] != 'T' && text[10] != 't')) return std::nullopt;
  const auto date = parse_iso_date(text.substr(0, 10));
  const auto clock = parse_clock(text.substr(11, 8));
  const auto offset = parse_offset(text.substr(19));
  if (!date || !clock || !offset) return std::nullopt;
  return chr::sys_days{*date} + *clock - *offset;
}

}  // namespace termijn::rules
