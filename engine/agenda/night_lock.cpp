#include "engine/agenda/night_lock.hpp"

namespace termijn::engine {
namespace {

bool runs(const NightHolder& holder, Instant now, Holding holding) {
  if (holding == Holding::elsewhere) return now - holder.started < longest_night;
  return holding == Holding::running;
}

}  // namespace

NightTaken take_night(Store& store, const NightHolder& self,
                      const std::function<Holding(const std::string&)>& holding) {
  const auto transaction = store.begin();
  const auto before = store.night();
  if (before && runs(*before, self.started, holding(before->holder))) {
    return {.taken = false, .before = before};
  }
  transaction->take_night(self);
  transaction->commit();
  return {.taken = true, .before = before};
}

void release_night(Store& store, const NightHolder& self) {
  const auto transaction = store.begin();
  if (store.night() != self) return;
  transaction->release_night();
  transaction->commit();
}

}  // namespace termijn::engine
