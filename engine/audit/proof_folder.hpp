#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/journal/store.hpp"

namespace termijn::engine {

/// One file of a folder, by its path in it.
struct ProofFile {
  std::string path;
  std::string bytes;
};

struct ProofOptions {
  bool personal = true;  ///< With the personal data that is still there, and its salts.
};

/// What an outsider needs to see that the events of one candidature are in the log that a
/// checkpoint is about, with `sha256sum`, `openssl` and a POSIX shell alone. docs/auditor.md
/// describes the files; the readable account is the caller's to add.
struct ProofFolder {
  std::vector<ProofFile> files;
  std::uint64_t size = 0;  ///< Of the checkpoint.
  std::string root;        ///< Of the checkpoint, hex.
  std::vector<std::string> signed_by;
  std::size_t events = 0;  ///< Of the candidature itself.
  std::size_t documents = 0;
  std::size_t personal = 0;  ///< Events whose personal data is in the folder.
};

/// The newest checkpoint that takes in every event of the candidature and of its region as a
/// whole; where there is none, one of the region as it stands, signed by nobody. The text says
/// why nothing can be proved: the store is damaged, or its events are not those of its
/// checkpoint. Reads the region once and holds a hash of 32 bytes for each of its events.
/// Throws StoreError.
std::variant<ProofFolder, std::string> make_proof(const Store& store, const std::string& region,
                                                  const std::string& candidature,
                                                  const ProofOptions& options);

/// The name of the event's files: six digits, more where there are more.
std::string proof_name(std::uint64_t sequence);

}  // namespace termijn::engine
