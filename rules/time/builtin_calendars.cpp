#include <algorithm>
#include <cstdlib>
#include <deque>

#include "rules/embedded.hpp"
#include "rules/time/detail/calendar_files.hpp"

namespace termijn::rules {

/// Generated from `calendars/*.toml`, a base before what extends it.
std::span<const EmbeddedFile> embedded_calendars();

namespace {

const Calendar* find(const std::deque<Calendar>& calendars, std::string_view id) {
  const auto found = std::find_if(calendars.begin(), calendars.end(),
                                  [&](const Calendar& calendar) { return calendar.id() == id; });
  return found == calendars.end() ? nullptr : &*found;
}

std::deque<Calendar> read_all() {
  std::deque<Calendar> calendars;
  const auto known = [&](std::string_view id) { return find(calendars, id); };
  for (const EmbeddedFile& file : embedded_calendars()) {
    std::vector<DataFault> faults;
    auto calendar = detail::read_calendar_with(file.text, faults, known);
    // Our own data; that each file reads is tested.
    if (!calendar) std::abort();
    calendars.push_back(std::move(*calendar));
  }
  return calendars;
}

}  // namespace

const Calendar* builtin_calendar(std::string_view id) {
  static const std::deque<Calendar> calendars = read_all();
  return find(calendars, id);
}

std::string_view builtin_calendar_text(std::string_view id) {
  for (const EmbeddedFile& file : embedded_calendars()) {
    if (file.name == id) return file.text;
  }
  return {};
}

std::vector<std::string> builtin_calendar_ids() {
  std::vector<std::string> ids;
  for (const EmbeddedFile& file : embedded_calendars()) ids.emplace_back(file.name);
  return ids;
}

}  // namespace termijn::rules
