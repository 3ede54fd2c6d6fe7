#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "../support/files.hpp"
#include "cli/environment.hpp"
#include "cli/program.hpp"
#include "engine/journal/store.hpp"

namespace termijn::tests {

namespace fs = std::filesystem;

/// What a command said and came to.
struct Said {
  std::string out;
  std::string err;
  int exit = -1;
};

/// A folder of its own for one test, with a store in it that the commands work on. The
/// machine's clock stands still.
class Session {
 public:
  Session() {
    auto name = (fs::temp_directory_path() / "termijn-store-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
  }
  ~Session() { fs::remove_all(folder_); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  fs::path path(const std::string& name) const { return folder_ / name; }
  std::string store() const { return path("store.db").string(); }

  /// Runs a command; `--store` and the store are added.
  Said run(std::vector<std::string> arguments, const std::string& input = {}) const {
    arguments.insert(arguments.end(), {"--store", store()});
    return run_bare(arguments, input);
  }

  Said run_bare(const std::vector<std::string>& arguments, const std::string& input = {},
                bool terminal = false) const {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    cli::Environment environment{
        .in = in,
        .out = out,
        .err = err,
        .terminal = terminal,
        .now = [] { return *rules::parse_rfc3339("2023-08-01T12:00:00+02:00"); },
        .zones = rules::zones_in_folder(),
        .zone_names = [] { return std::vector<std::string>{"Europe/Brussels"}; },
        .variable = [](const std::string&) { return std::string(); },
        .process = [] { return std::string("session"); },
        // Of the commands of a session each has ended when the next begins.
        .holding =
            [](const std::string& process) {
              return process == "session" ? engine::Holding::gone : engine::Holding::elsewhere;
            }};
    int exit = -1;
    try {
      exit = static_cast<int>(cli::run_program(arguments, environment));
    } catch (const engine::StoreError& failed) {  // as `main` does
      exit = static_cast<int>(cli::Exit::store);
      err << failed.what();
    }
    return {out.str(), err.str(), exit};
  }

  std::string write(const std::string& name, const std::string& text) const {
    fs::create_directories(path(name).parent_path());
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name).string();
  }

  /// A sandbox with the region `dorp`.
  void sandbox() const {
    BOOST_TEST_REQUIRE(run({"init", "--sandbox"}).exit == 0);
    const auto adopted = run({"adopt", given("dorp.toml"), "--now", "2023-05-01T10:00:00+02:00"});
    BOOST_TEST_REQUIRE(adopted.exit == 0, adopted.err);
  }
  /// The four candidatures of spring.jsonl recorded.
  void spring() const {
    sandbox();
    BOOST_TEST_REQUIRE(run({"record", "--from", given("spring.jsonl")}).exit == 0);
  }
  /// The whole of the little season, each night that matters fired.
  void season() const {
    sandbox();
    const auto acts =
        contents("tests/cli/store/spring.jsonl") + contents("tests/cli/store/summer.jsonl");
    const auto played =
        run({"rehearse", write("acts.jsonl", acts), "--nights", given("nights.txt")});
    BOOST_TEST_REQUIRE(played.exit == 0, played.err);
  }

  static std::string given(const std::string& name) {
    return (fs::path(TERMIJN_SOURCE_DIR) / "tests/cli/store" / name).string();
  }
  std::string bytes() const {
    std::ifstream file(store(), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }

 private:
  fs::path folder_;
};

/// Digests change with the layout of what they are taken of; tests/engine holds them.
inline std::string without_digests(const std::string& text) {
  static const std::regex digest("[0-9a-f]{64}");
  return std::regex_replace(text, digest, "DIGEST");
}

/// Holds an output, its digests left out, against tests/cli/store/NAME. TERMIJN_GOLDEN_UPDATE=1
/// writes it anew: read the difference.
inline void check_golden(const std::string& said, const std::string& name) {
  const auto output = without_digests(said);
  const auto file = fs::path("tests/cli/store") / name;
  if (std::getenv("TERMIJN_GOLDEN_UPDATE")) {
    std::ofstream(fs::path(TERMIJN_SOURCE_DIR) / file, std::ios::binary) << output;
  }
  BOOST_TEST(output == contents(file));
}

inline bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace termijn::tests
