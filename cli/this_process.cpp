#include "cli/this_process.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include <fmt/format.h>

namespace termijn::cli {
namespace {

struct Identity {
  std::string host;
  std::string boot;  ///< A number that the kernel draws when the machine starts.
  std::string space;
  std::string number;
  std::string start;  ///< Numbers are given out anew; a number and a start are not.
};

std::string first_word(const std::string& path) {
  std::ifstream file(path);
  std::string word;
  file >> word;
  return word.empty() ? "-" : word;
}

/// Processes in another namespace cannot be seen from here, though the machine is the same.
std::string namespace_of_processes() {
  std::error_code failed;
  const auto link = std::filesystem::read_symlink("/proc/self/ns/pid", failed).string();
  return failed ? "-" : link;
}

/// Field 22 of /proc/NUMBER/stat (man 5 proc); the command before it may hold blanks. A dead
/// process that nobody has asked after yet (state Z) has gone. Empty: there is none.
std::string start_of(const std::string& number) {
  std::ifstream file("/proc/" + number + "/stat");
  std::string text;
  std::getline(file, text);
  const auto command = text.rfind(')');
  if (command == std::string::npos) return "";
  std::istringstream rest(text.substr(command + 1));
  std::string word;
  constexpr int place = 20;  // of field 22, counted after the command
  for (int field = 1; field <= place && rest >> word; ++field) {
    if (field == 1 && (word == "Z" || word == "X")) return "";
  }
  return word;
}

Identity mine() {
  std::array<char, 256> host{};
  if (::gethostname(host.data(), host.size() - 1) != 0) host[0] = '-';
  const auto number = std::to_string(::getpid());
  return {host.data(), first_word("/proc/sys/kernel/random/boot_id"), namespace_of_processes(),
          number, start_of(number)};
}

Identity read(const std::string& process) {
  std::istringstream words(process);
  Identity identity;
  words >> identity.host >> identity.boot >> identity.space >> identity.number >> identity.start;
  return identity;
}

}  // namespace

std::string this_process() {
  const auto [host, boot, space, number, start] = mine();
  return fmt::format("{} {} {} {} {}", host, boot, space, number, start);
}

engine::Holding holding_of(const std::string& process) {
  const auto holder = read(process);
  const auto here = mine();
  if (holder.host != here.host || holder.boot == "-") return engine::Holding::elsewhere;
  if (holder.boot != here.boot) return engine::Holding::gone;
  if (holder.space != here.space) return engine::Holding::elsewhere;
  return start_of(holder.number) == holder.start && !holder.start.empty() ? engine::Holding::running
                                                                          : engine::Holding::gone;
}

std::string process_in_words(const std::string& process) {
  const auto holder = read(process);
  if (holder.number.empty()) return process;
  return fmt::format("process {} on {}", holder.number, holder.host);
}

}  // namespace termijn::cli
