#pragma once

#include "../engine/support/desk.hpp"

/// A region with candidatures in every stage, for the targets that look at what is kept.
namespace termijn::fuzz {

inline void play_a_little(tests::Desk& desk) {
  for (const char* id : {"1", "2", "3", "4", "5"}) {
    const std::string to = *id == '2' ? "elders@noord.example" : "kandidatuur@noord.example";
    desk.submit("2023-06-01T10:00:00+02:00", id, std::string("Org ") + id, to);
  }
  desk.act("2023-06-02T10:00:00+02:00", "5", "toveren");
  desk.night("2023-06-10T02:00:00+02:00");
  for (const char* id : {"3", "4"}) {
    desk.review(id);
    desk.act("2023-06-20T10:00:00+02:00", id, "pitch");
  }
  desk.act("2023-06-26T10:00:00+02:00", "4", "decide", R"({"outcome":"selected"})");
  desk.act("2023-06-27T10:00:00+02:00", "4", "communicate");
  desk.submit("2023-06-30T10:00:00+02:00", "6", "Org 6");
  desk.act("2023-06-30T11:00:00+02:00", "5", "withdraw", R"({"reason":"ziek"})", "applicant");
}

inline std::size_t events_in(const engine::Store& store) {
  std::size_t count = 0;
  for (const auto& row : store.regions()) count += row.tree.size();
  return count;
}

}  // namespace termijn::fuzz
