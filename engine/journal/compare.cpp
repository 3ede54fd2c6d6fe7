#include "engine/journal/compare.hpp"

#include <algorithm>
#include <set>

namespace termijn::engine {
namespace {

std::vector<Digest> leaves_of(const Store& store, const std::string& region) {
  std::vector<Digest> leaves;
  store.scan(region, 1,
             [&](const StoredEvent& event) { leaves.push_back(leaf_hash(event.bytes)); });
  return leaves;
}

}  // namespace

std::vector<LogComparison> compare(const Store& here, const Store& there) {
  std::set<std::string> regions;
  for (const Store* store : {&here, &there}) {
    for (const auto& name : store->logs()) regions.insert(name);
  }
  std::vector<LogComparison> logs;
  for (const auto& region : regions) {
    const auto left = leaves_of(here, region);
    const auto right = leaves_of(there, region);
    const auto differ = std::mismatch(left.begin(), left.end(), right.begin(), right.end()).first;
    logs.push_back(
        {region, left.size(), right.size(), static_cast<std::uint64_t>(differ - left.begin())});
  }
  return logs;
}

}  // namespace termijn::engine
