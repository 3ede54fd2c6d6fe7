#pragma once

#include <optional>
#include <string>

#include "cli/environment.hpp"
#include "engine/journal/key.hpp"

namespace termijn::cli {

/// The private key in the file that `--key` or the environment variable TERMIJN_KEY names; none
/// when neither does. `failed` when the file is no key, which has then been told.
struct FoundKey {
  std::optional<engine::SigningKey> key;
  bool failed = false;
};
FoundKey find_signing_key(const std::string& given, Environment& environment);

/// The public key in a file; empty, and told on `err`, when it holds none.
std::optional<engine::VerifierKey> read_public_key(const std::string& path,
                                                   Environment& environment);

}  // namespace termijn::cli
