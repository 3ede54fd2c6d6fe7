#pragma once

#include <functional>
#include <optional>

#include "engine/journal/store.hpp"

namespace termijn::engine {

/// What is known of whoever holds the night.
enum class Holding {
  running,    ///< The process is there.
  gone,       ///< It is not: it ended or was killed, or the machine was started anew.
  elsewhere,  ///< Another machine: who can tell?
};

/// After this time the holder on another machine is taken for gone. A night of a hundred
/// thousand limits takes minutes.
constexpr std::chrono::hours longest_night{24};

struct NightTaken {
  bool taken = false;
  /// Who held it: if not `taken` the night that is running, else one that did not finish.
  std::optional<NightHolder> before;
};

/// Takes the night for `self` unless it runs: one night at a time for a store. `holding`
/// tells of a holder what has become of it. Throws StoreError.
NightTaken take_night(Store& store, const NightHolder& self,
                      const std::function<Holding(const std::string&)>& holding);

/// Lets the night go if `self` still holds it. Throws StoreError; a night that is never let
/// go is recognised by the next one.
void release_night(Store& store, const NightHolder& self);

}  // namespace termijn::engine
