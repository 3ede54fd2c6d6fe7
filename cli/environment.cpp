#include "cli/environment.hpp"

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/this_process.hpp"

namespace termijn::cli {
namespace {

constexpr const char* zone_folder = "/usr/share/zoneinfo";

std::string variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? "" : value;
}

std::size_t terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

/// The zones that people use: `Area/Place`, without the copies of other kinds.
std::vector<std::string> zone_names() {
  namespace fs = std::filesystem;
  std::vector<std::string> names{"UTC"};
  std::error_code failed;
  for (auto entry = fs::recursive_directory_iterator(zone_folder, failed);
       !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
    if (entry->is_directory()) continue;
    const std::string name = entry->path().lexically_relative(zone_folder).string();
    const bool place = name.find('/') != std::string::npos && name[0] >= 'A' && name[0] <= 'Z';
    if (place) names.push_back(name);
  }
  return names;
}

}  // namespace

Environment process_environment() {
  const bool terminal = isatty(STDOUT_FILENO) == 1;
  const bool wanted = variable("NO_COLOR").empty() && variable("TERM") != "dumb";
  return {
      .in = std::cin,
      .out = std::cout,
      .err = std::cerr,
      .terminal = terminal,
      .width = terminal ? terminal_width() : 0,
      .colour = terminal && wanted,
      .err_colour = wanted && isatty(STDERR_FILENO) == 1,
      .now =
          [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); },
      .zones = rules::zones_in_folder(zone_folder),
      .zone_names = zone_names,
      .variable = variable,
      .process = this_process,
      .holding = holding_of};
}

}  // namespace termijn::cli
