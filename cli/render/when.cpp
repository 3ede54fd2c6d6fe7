#include "cli/render/when.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace termijn::cli {
namespace {

namespace chr = std::chrono;

std::string clock(chr::seconds since_midnight) {
  const chr::hh_mm_ss time{since_midnight};
  auto text = fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
  if (time.seconds().count() != 0) text += fmt::format(":{:02}", time.seconds().count());
  return text;
}

constexpr std::size_t length_of_instant = std::string_view("2023-06-09T22:00:00Z").size();

template <typename Show>
std::string with_times(std::string_view value, const Show& show) {
  if (value.find('"') != std::string_view::npos) return std::string(value);
  std::string text;
  while (!value.empty()) {
    const auto instant = rules::parse_rfc3339(value.substr(0, length_of_instant));
    text += instant ? show(*instant) : std::string(value.substr(0, 1));
    value.remove_prefix(instant ? length_of_instant : 1);
  }
  return text;
}

}  // namespace

std::string spoken(rules::Instant instant, const rules::Zone& zone) {
  const rules::LocalTime local = zone.local(instant);
  return fmt::format("{} {}", rules::spelled(local.date), clock(local.since_midnight));
}

std::string spoken(const rules::Deadline& closes, const rules::Zone& zone) {
  const bool midnight = zone.local(closes.closes).since_midnight == chr::seconds{0};
  if (!closes.inclusive && midnight) {
    return "the end of " + rules::spelled(zone.local(closes.closes - chr::seconds{1}).date);
  }
  return (closes.inclusive ? "" : "before ") + spoken(closes.closes, zone);
}

std::string spoken_end(rules::Instant lapses, const rules::Zone& zone) {
  const auto last = lapses - chr::seconds{1};
  const bool midnight = zone.local(lapses).since_midnight == chr::seconds{0};
  return midnight ? "end of " + rules::spelled(zone.local(last).date) : spoken(last, zone);
}

std::string with_spoken_times(std::string_view value, const rules::Zone& zone) {
  constexpr std::string_view until = "until ";
  if (value.starts_with(until)) {
    const auto closes = rules::parse_rfc3339(value.substr(until.size()));
    if (closes) return "until " + spoken(rules::Deadline{*closes, false}, zone);
  }
  return with_times(value, [&](rules::Instant instant) { return spoken(instant, zone); });
}

std::string with_local_times(std::string_view value, const rules::Zone& zone) {
  return with_times(value, [&](rules::Instant instant) { return rfc3339(instant, zone); });
}

std::string indented(std::string_view lines, std::size_t by) {
  std::string text;
  while (!lines.empty()) {
    const auto end = std::min(lines.find('\n'), lines.size() - 1) + 1;
    text += std::string(by, ' ') + std::string(lines.substr(0, end));
    lines.remove_prefix(end);
  }
  return text;
}

}  // namespace termijn::cli
