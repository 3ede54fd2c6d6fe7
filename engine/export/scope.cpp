#include "engine/export/scope.hpp"

#include <fmt/format.h>

namespace termijn::engine {

std::vector<RegionRow> regions_in(const Store& store, const Scope& scope) {
  std::vector<RegionRow> rows = store.regions();
  std::erase_if(rows, [&](const RegionRow& row) {
    return !scope.whole_store() && row.region != scope.region;
  });
  return rows;
}

void visit_events(const Store& store, const std::string& region, const Scope& scope,
                  const std::function<void(const StoredEvent&, const Event&)>& visit) {
  const auto check = [&](const StoredEvent& stored) {
    const auto decoded = decode(stored);
    const auto* event = std::get_if<Event>(&decoded);
    const char* what = "it is not of that region";
    if (event && event->region == region) return visit(stored, *event);
    throw StoreError(
        fmt::format("event {} of region '{}' is damaged: {}; run: termijn audit verify",
                    stored.sequence, region, event ? what : std::get<std::string>(decoded)));
  };
  if (scope.one_candidature()) {
    for (const StoredEvent& stored : store.history(region, scope.candidature)) check(stored);
  } else {
    store.scan(region, 1, check);
  }
}

void at_one_moment(const Store& store, const std::function<void()>& write) {
  const auto before = store.regions();
  write();
  if (store.regions() != before) {
    throw StoreError("the store was written to while it was read; do it again");
  }
}

}  // namespace termijn::engine
