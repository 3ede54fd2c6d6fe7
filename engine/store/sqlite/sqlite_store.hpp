#pragma once

#include <memory>
#include <string>

#include "engine/journal/store.hpp"

namespace termijn::engine {

/// Makes a new store file, readable by its owner only. Throws StoreError when the
/// file exists or cannot be made.
std::unique_ptr<Store> create_sqlite_store(const std::string& path, const StoreInfo& info);

/// Opens an existing store. Throws StoreError, with what to do about it, when the
/// file is missing, is no store, is of a newer version or of another program.
std::unique_ptr<Store> open_sqlite_store(const std::string& path);

}  // namespace termijn::engine
