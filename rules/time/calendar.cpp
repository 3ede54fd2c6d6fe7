#include "rules/time/calendar.hpp"

#include <algorithm>

namespace termijn::rules {

Calendar::Calendar(std::string id, std::string law, std::chrono::year first, std::chrono::year last,
                   std::map<Date, std::string> holidays)
    : id_(std::move(id)),
      law_(std::move(law)),
      first_(first),
      last_(last),
      holidays_(std::move(holidays)) {}

const std::string* Calendar::holiday(Date date) const {
  const auto found = holidays_.find(date);
  return found == holidays_.end() ? nullptr : &found->second;
}

bool Calendar::declared_working(Date date) const {
  return std::binary_search(working_.begin(), working_.end(), date);
}

Calendar Calendar::with_closing_day(Date date, std::string name) const {
  Calendar changed = *this;
  changed.holidays_.insert_or_assign(date, std::move(name));
  std::erase(changed.working_, date);
  return changed;
}

Calendar Calendar::with_working_day(Date date) const {
  Calendar changed = *this;
  changed.holidays_.erase(date);
  auto& working = changed.working_;
  const auto place = std::lower_bound(working.begin(), working.end(), date);
  if (place == working.end() || *place != date) working.insert(place, date);
  return changed;
}

}  // namespace termijn::rules
