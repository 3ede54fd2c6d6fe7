#pragma once

#include <string>
#include <vector>

#include "cli/commands/open_store.hpp"
#include "engine/journal/verify.hpp"

namespace termijn::cli {

/// What `audit verify` would find: bytes, trees and documents, and where these hold, what
/// was derived from them.
std::vector<engine::Finding> findings_in(OpenStore& open);

/// `dorp, event 3: …`
std::string finding_in_words(const engine::Finding& finding);

/// Copies a store under a new name, after everything in the copy has been verified, and
/// tells what it holds. Throws StoreError, and leaves no copy, where it does not hold.
std::string copied(const std::string& from, const std::string& to);

/// A line a region: how many events it has and when the last was recorded.
std::string contents_of(OpenStore& open);

}  // namespace termijn::cli
