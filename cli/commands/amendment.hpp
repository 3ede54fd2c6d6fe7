#pragma once

#include <string>
#include <vector>

#include "cli/commands/open_store.hpp"
#include "cli/environment.hpp"
#include "engine/agenda/amendment.hpp"

namespace termijn::cli {

/// A rulebook that can be put into force, with everything it was made of.
struct ReadyRulebook {
  std::string path;
  rules::Rulebook rulebook;
  engine::RulebookFiles files;
};

/// What `adopt --amend` was asked.
struct AmendOptions {
  bool amend = false;
  std::string effective;  ///< Empty: at once.
  std::string reason;
  bool allow_earlier = false;
  bool dry_run = false;
};

/// Amends each region, or none where one of them is refused.
Exit amend_all(const AmendOptions& options, const std::string& actor, bool json,
               const std::vector<ReadyRulebook>& rulebooks, OpenStore& open, rules::Instant now,
               Environment& environment);

/// Tells on `err` when an amendment of one of these regions waits, while which nothing else may
/// be adopted for it. Whether there is one.
bool amendment_waits(const std::vector<ReadyRulebook>& rulebooks, OpenStore& open,
                     Environment& environment);

}  // namespace termijn::cli
