#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <system_error>

#include "rules/time/zone.hpp"

namespace termijn::rules {

namespace {

// No name of the database is half as long.
constexpr std::size_t longest_name = 64;

/// Whether a name may be looked up in the folder at all: letters, digits and
/// `_ + - /`, not leading out of it.
bool is_plain(std::string_view name) {
  if (name.empty() || name.size() > longest_name || name.front() == '/') return false;
  // The machine's own choices, which would mean another zone elsewhere.
  if (name == "localtime" || name == "posixrules") return false;
  return std::all_of(name.begin(), name.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_' || letter == '+' || letter == '-' ||
           letter == '/';
  });
}

std::optional<std::string> bytes_of(const std::filesystem::path& path) {
  std::error_code unreadable;
  if (!std::filesystem::is_regular_file(path, unreadable)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return std::move(bytes).str();
}

std::shared_ptr<const Zone> load(const std::string& folder, std::string_view name) {
  if (!is_plain(name)) return nullptr;
  auto bytes = bytes_of(std::filesystem::path(folder) / name);
  if (!bytes) return nullptr;
  auto zone = read_zone(std::string(name), std::move(*bytes));
  if (!zone) return nullptr;
  return std::make_shared<const Zone>(std::move(*zone));
}

}  // namespace

ZoneSource zones_in_folder(std::string folder) {
  using Known = std::map<std::string, std::shared_ptr<const Zone>, std::less<>>;
  return [folder = std::move(folder), known = std::make_shared<Known>()](std::string_view name) {
    if (const auto found = known->find(name); found != known->end()) return found->second;
    auto zone = load(folder, name);
    // Names that are unknown are not kept: they come from outside, without end.
    if (zone) known->emplace(name, zone);
    return zone;
  };
}

}  // namespace termijn::rules
