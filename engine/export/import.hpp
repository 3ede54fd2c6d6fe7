#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <variant>

#include "engine/journal/store.hpp"

namespace termijn::engine {

/// What an import took over.
struct Imported {
  std::size_t regions = 0;
  std::size_t candidatures = 0;
  std::size_t events = 0;
  std::size_t documents = 0;
};

/// Why a file is refused. A value: the store that was begun is of no use.
struct ImportFault {
  std::uint64_t line = 0;  ///< From 1; 0 where it is of no single line.
  std::string what;        ///< One line, lower case, no full stop.
};

/// Makes the empty store that an import fills, once its first line was read.
using MakeStore = std::function<Store&(const StoreInfo&)>;

/// Lines longer than this are refused: an act is at most 1 MiB, and documents are read whole.
constexpr std::size_t longest_line = std::size_t{32} * 1024 * 1024;

/// Makes a store from what `write_jsonl` wrote of a whole one: the same events byte for byte,
/// the same trees, documents, claims, notices and refused acts; where candidatures stand and
/// which limits run is folded again from the events. Everything is checked: the file's form and
/// end, digests, events, roots, commitments, that every history folds under its rulebook, and
/// what `verify` asks of checkpoints, signatures and time stamps.
///
/// Reads line by line; memory grows with the number of candidatures, not of events. What the
/// file says is believed no further than it is proved: claims, notices and refused acts are
/// in no tree. Throws StoreError when the new store fails, and what `make` throws.
std::variant<Imported, ImportFault> import_store(std::istream& in, const MakeStore& make);

}  // namespace termijn::engine
