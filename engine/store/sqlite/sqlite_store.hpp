#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "engine/journal/store.hpp"

namespace termijn::engine {

/// How long a reader or a writer waits for its turn before it gives up.
constexpr std::chrono::milliseconds default_wait{5000};

/// Makes a new store file, readable by its owner only. Throws StoreError when the
/// file exists or cannot be made; then nothing is left behind.
std::unique_ptr<Store> create_sqlite_store(const std::string& path, const StoreInfo& info,
                                           std::chrono::milliseconds wait = default_wait);

/// Opens an existing store. A file that may only be read opens too; `begin` then
/// throws. Throws StoreError, with what to do about it, when the file is missing,
/// is no store, is of a newer version or of another program.
std::unique_ptr<Store> open_sqlite_store(const std::string& path,
                                         std::chrono::milliseconds wait = default_wait);

}  // namespace termijn::engine
