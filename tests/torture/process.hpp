#pragma once

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <optional>
#include <poll.h>
#include <sstream>
#include <stdexcept>
#include <string>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace termijn::tests {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// A folder of its own that goes when the test ends.
class Folder {
 public:
  Folder() {
    std::string name = fs::temp_directory_path() / "termijn-torture-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~Folder() {
    std::error_code failed;
    fs::remove_all(path_, failed);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

inline std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// A run of the program: what it has said goes to files, so that what it said before it
/// was killed is what another would have read.
class Process {
 public:
  Process(const std::vector<std::string>& arguments, std::string said) : said_(std::move(said)) {
    std::vector<char*> words;
    for (const auto& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    child_ = ::fork();
    if (child_ < 0) throw std::runtime_error("cannot fork");
    if (child_ == 0) {
      const auto to = [&](const std::string& name, int descriptor) {
        const int file = ::open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (file < 0 || ::dup2(file, descriptor) < 0) ::_exit(126);
      };
      to(said_ + ".out", STDOUT_FILENO);
      to(said_ + ".err", STDERR_FILENO);
      ::execv(words[0], words.data());
      ::_exit(127);
    }
    handle_ = static_cast<int>(::syscall(SYS_pidfd_open, child_, 0));
  }
  ~Process() {
    if (!ended_) {
      kill();
      wait();
    }
    ::close(handle_);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// Kills it at the deadline unless it has ended by then; whether it was killed.
  bool kill_at(Clock::time_point deadline) {
    const auto left = std::max(deadline - Clock::now(), Clock::duration::zero());
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
    const timespec timeout{.tv_sec = seconds.count(), .tv_nsec = (left - seconds).count()};
    pollfd waiting{.fd = handle_, .events = POLLIN, .revents = 0};
    if (::ppoll(&waiting, 1, &timeout, nullptr) == 0) kill();
    return wait() == -SIGKILL;
  }
  void kill() const { ::kill(child_, SIGKILL); }
  pid_t id() const { return child_; }

  /// The exit code, or what killed it as a negative number.
  int wait() {
    if (ended_) return *ended_;
    int status = 0;
    while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) continue;
    ended_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return *ended_;
  }
  std::string out() const { return bytes_of(said_ + ".out"); }
  std::string err() const { return bytes_of(said_ + ".err"); }

 private:
  std::string said_;
  pid_t child_ = -1;
  int handle_ = -1;
  std::optional<int> ended_;
};

/// What a run of the program came to.
struct Outcome {
  std::string out;
  std::string err;
  int exit = -1;
};

inline Outcome run_to_its_end(const std::vector<std::string>& arguments, const std::string& said) {
  Process process(arguments, said);
  const int exit = process.wait();
  return {process.out(), process.err(), exit};
}

}  // namespace termijn::tests
