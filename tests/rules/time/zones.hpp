#pragma once

#include <stdexcept>
#include <string>

#include "rules/time/zone.hpp"

namespace termijn::tests {

/// A zone of the machine's IANA database; throws when there is none.
inline const rules::Zone& zone(const std::string& name = "Europe/Brussels") {
  static const rules::ZoneSource zones = rules::zones_in_folder();
  const auto found = zones(name);
  if (!found) throw std::runtime_error("no zone " + name + " on this machine; install tzdata");
  return *found;  // the source keeps it
}

}  // namespace termijn::tests
