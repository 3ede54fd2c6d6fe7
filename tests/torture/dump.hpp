#pragma once

#include <string>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "process.hpp"

namespace termijn::tests {

/// Every row of every table of a store in words, without what it says of itself (when it was
/// made, which night runs).
/// Two stores with the same dump give the same reads and the same roots.
inline std::string dump(const std::string& path) {
  SQLite::Database file(path, SQLite::OPEN_READWRITE, 5000);
  std::string text;
  SQLite::Statement tables(file,
                           "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE "
                           "'sqlite_%' AND name NOT IN ('night', 'store') ORDER BY name");
  while (tables.executeStep()) {
    const std::string name = tables.getColumn(0).getString();
    text += "== " + name + '\n';
    // The first columns of each table are its key.
    SQLite::Statement rows(file, "SELECT * FROM \"" + name + "\" ORDER BY 1, 2, 3, 4");
    while (rows.executeStep()) {
      for (int column = 0; column < rows.getColumnCount(); ++column) {
        const auto cell = rows.getColumn(column);
        text += cell.isBlob() || cell.isText() ? cell.getString() + '|'
                                               : std::to_string(cell.getInt64()) + '|';
      }
      text += '\n';
    }
  }
  return text;
}

/// The first line in which two dumps differ, for a message.
inline std::string difference(const std::string& left, const std::string& right) {
  std::istringstream one(left);
  std::istringstream other(right);
  std::string table;
  for (std::string a, b;;) {
    const bool more = static_cast<bool>(std::getline(one, a));
    const bool others = static_cast<bool>(std::getline(other, b));
    if (!more && !others) return "";
    if (a.starts_with("== ")) table = a;
    if (!more || !others || a != b) {
      return table + ": '" + (more ? a : "") + "' against '" + (others ? b : "") + "'";
    }
  }
}

}  // namespace termijn::tests
