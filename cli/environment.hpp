#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "engine/agenda/night_lock.hpp"
#include "rules/time/date.hpp"
#include "rules/time/zone.hpp"

namespace termijn::cli {

/// What the program tells whoever started it. Part of the contract.
enum class Exit : int {
  ok = 0,        ///< Fine, nothing to report.
  findings = 1,  ///< Check found errors, the night found overdue work, verify found damage.
  usage = 2,     ///< Wrong usage or bad input.
  store = 3,     ///< The store is not available.
  fault = 4,     ///< An internal fault, or the output could not be written.
};

/// Everything that a command may know of the machine it runs on. Commands write
/// to `out` and `err` and ask nothing else of the process.
struct Environment {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool terminal = false;    ///< `out` is one.
  std::size_t width = 0;    ///< Columns that tables must fit; 0: nothing is cut.
  bool colour = false;      ///< `out` takes colour.
  bool err_colour = false;  ///< `err` does.
  std::function<rules::Instant()> now;
  rules::ZoneSource zones;
  /// The names of the zones there are, for "did you mean".
  std::function<std::vector<std::string>()> zone_names;
  /// The value of an environment variable; empty when it is not set.
  std::function<std::string(const std::string& name)> variable;
  /// This process in a word, and what has become of the one of another word: this_process.hpp.
  std::function<std::string()> process = [] { return std::string("unknown"); };
  std::function<engine::Holding(const std::string& process)> holding = [](const std::string&) {
    return engine::Holding::elsewhere;
  };

  Exit exit = Exit::ok;  ///< What the command came to.
};

/// The environment of this process: its streams, terminal, clock and zone
/// folder. `NO_COLOR` (no-color.org) and `TERM=dumb` turn colour off.
Environment process_environment();

}  // namespace termijn::cli
