#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "engine/journal/store.hpp"
#include "support.hpp"

namespace termijn::fuzz {

/// Takes what a target needs off the input; zeroes once there is no more.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}

  bool more() const { return at_ < size_; }
  std::size_t byte() { return at_ < size_ ? data_[at_++] : 0; }
  std::size_t number() {
    const auto high = byte();
    return high << 8U | byte();
  }
  std::string text() {
    const auto length = std::min(byte() % 64, size_ - at_);
    std::string text(reinterpret_cast<const char*>(data_ + at_), length);
    at_ += length;
    return text;
  }

 private:
  const std::uint8_t* data_;
  std::size_t size_;
  std::size_t at_ = 0;
};

/// The bytes of every event, by region.
using Log = std::map<std::string, std::vector<std::string>>;

inline Log log_of(const engine::Store& store) {
  Log log;
  for (const auto& region : store.logs()) {
    store.scan(region, 1,
               [&](const engine::StoredEvent& event) { log[region].push_back(event.bytes); });
  }
  return log;
}

}  // namespace termijn::fuzz
