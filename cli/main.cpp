#include <csignal>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "cli/environment.hpp"
#include "cli/program.hpp"
#include "cli/render/text.hpp"
#include "engine/journal/store.hpp"

namespace {

using termijn::cli::Exit;

Exit fail(Exit exit, const std::string& what) {
  std::cerr << "termijn: " << termijn::cli::visible_lines(what) << '\n';
  return exit;
}

Exit run(const std::vector<std::string>& arguments) {
  termijn::cli::Environment environment = termijn::cli::process_environment();
  try {
    return termijn::cli::run_program(arguments, environment);
  } catch (const termijn::engine::StoreError& failed) {
    return fail(Exit::store, failed.what());
  } catch (const std::exception& failed) {
    return fail(Exit::fault, std::string("internal fault: ") + failed.what());
  }
}

}  // namespace

/// The whole policy of exit codes: see `termijn::cli::Exit`.
int main(int argc, char** argv) {
  // A reader that has seen enough (`termijn … | head`) must not kill a write to the store.
  std::signal(SIGPIPE, SIG_IGN);
  // Nor must a limit on the size of files (`ulimit -f`): then a write fails, as on a full disk.
  std::signal(SIGXFSZ, SIG_IGN);
  std::ios::sync_with_stdio(false);
  Exit exit = run(std::vector<std::string>(argv + 1, argv + argc));
  std::cout.flush();
  if (!std::cout) exit = fail(Exit::fault, "the output could not be written");
  return static_cast<int>(exit);
}
