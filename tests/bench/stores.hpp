#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <boost/json/object.hpp>

#include "engine/store/sqlite/sqlite_store.hpp"

namespace termijn::bench {

/// A folder that goes when the object goes.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / "termijn-bench") {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// An event of about 240 bytes.
inline engine::Event sample_event(std::size_t number) {
  const auto id = "noord/" + std::to_string(number / 10);
  const bool first = number % 10 == 0;
  engine::Event event{.region = "noord",
                      .sequence = 0,
                      .candidature = id,
                      .kind = first ? "submitted" : "scored",
                      .happened = engine::Instant{std::chrono::seconds{1'686'000'000 + number}},
                      .recorded = engine::Instant{std::chrono::seconds{1'686'000'000 + number}},
                      .actor = "reviewer-1",
                      .rulebook = "d0",
                      .body = {},
                      .personal = {}};
  if (first) {
    event.body = {{"stage", "received"},
                  {"organisation", "Org"},
                  {"channel", "mail"},
                  {"recipient", "kandidatuur@noord.example"},
                  {"on-time", true},
                  {"documents", boost::json::array{}},
                  {"challenges", boost::json::array{}}};
  } else {
    event.body = {{"reviewer", "reviewer-1"},
                  {"scores", boost::json::object{{"partnership", "7.5"}, {"growth", "8"}}}};
  }
  return event;
}

inline std::unique_ptr<engine::Store> new_store(const std::string& path) {
  std::filesystem::remove(path);
  return engine::create_sqlite_store(
      path, {.format = 2, .sandbox = true, .origin = "bench.example", .created = {}});
}

}  // namespace termijn::bench
