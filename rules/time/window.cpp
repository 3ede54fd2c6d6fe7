#include "rules/time/window.hpp"

namespace termijn::rules {

bool contains(const Window& window, Instant at) {
  if (window.from && at < *window.from) return false;
  if (!window.until) return true;
  return window.until_inclusive ? at <= *window.until : at < *window.until;
}

}  // namespace termijn::rules
