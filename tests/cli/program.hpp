#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace termijn::tests {

/// What the program said and how it ended.
struct Ended {
  std::string out;
  std::string err;
  int exit = -1;  ///< -1: it was killed.
};

inline std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Runs the program in the root of the checkout; the arguments are a shell's.
inline Ended run_program(const std::string& arguments) {
  std::string folder = (std::filesystem::temp_directory_path() / "termijn-cli-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder");
  const std::string command = "cd '" TERMIJN_SOURCE_DIR "' && '" TERMIJN_PROGRAM "' " + arguments +
                              " >'" + folder + "/out' 2>'" + folder + "/err' </dev/null";
  const int status = std::system(command.c_str());
  Ended ended{text_of(folder + "/out"), text_of(folder + "/err"),
              WIFEXITED(status) ? WEXITSTATUS(status) : -1};
  std::filesystem::remove_all(folder);
  return ended;
}

}  // namespace termijn::tests
