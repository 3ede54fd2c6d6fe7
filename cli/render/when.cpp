#include "cli/render/when.hpp"

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

std::string working(const std::vector<rules::Step>& steps, const std::string& indent) {
  std::string text;
  for (const auto& step : steps) {
    text += fmt::format("{}{:<21}  {}  {}\n", indent, rules::spelled(step.date),
                        step.counted ? '+' : '-', step.why);
  }
  return text;
}

}  // namespace termijn::cli
