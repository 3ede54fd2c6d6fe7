#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.hpp"
#include "stores.hpp"

namespace termijn::bench {
namespace {

std::size_t start(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", 1, 0);
  pid_t child = 0;
  if (posix_spawnp(&child, arguments[0], &quiet, nullptr, arguments.data(), environ) != 0) {
    throw std::runtime_error("cannot start " + words[0]);
  }
  int status = 0;
  waitpid(child, &status, 0);
  posix_spawn_file_actions_destroy(&quiet);
  return static_cast<std::size_t>(status) + 1;
}

}  // namespace

void start_up() {
  constexpr std::size_t times = 50;
  const Folder folder;
  const auto path = folder.file("start.db");
  new_store(path).reset();
  const auto repeat = [](const std::vector<std::string>& words) {
    return [words] {
      std::size_t sum = 0;
      for (std::size_t i = 0; i < times; ++i) sum += start(words);
      return sum;
    };
  };
  compare(
      {"G8", "a night with nothing due, against the sqlite3 shell", 1.5},
      repeat({"sqlite3", path, "SELECT count(*) FROM due WHERE due <= 0"}),
      repeat({TERMIJN_PROGRAM, "nightly", "--store", path, "--now", "2023-04-01T02:00:00+02:00"}),
      times);
  compare({"G8", "--version, against a C++ hello", 1.5}, repeat({TERMIJN_HELLO}),
          repeat({TERMIJN_PROGRAM, "--version"}), times);
}

}  // namespace termijn::bench
