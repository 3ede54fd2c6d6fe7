#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "rules/time/zone.hpp"

namespace termijn::engine::body {

/// A body lacks a field or has it of another kind. Caught in the file that reads
/// bodies and turned into a fault there.
struct Malformed {
  std::string message;
};

inline const boost::json::value& at(const boost::json::object& body, std::string_view key) {
  if (const auto* value = body.if_contains(key)) return *value;
  throw Malformed{"'" + std::string(key) + "' is missing"};
}

inline std::string text(const boost::json::object& body, std::string_view key) {
  const auto& value = at(body, key);
  if (!value.is_string()) throw Malformed{"'" + std::string(key) + "' must be text"};
  return std::string(value.get_string());
}

inline std::string text_or(const boost::json::object& body, std::string_view key,
                           std::string_view otherwise) {
  return body.contains(key) ? text(body, key) : std::string(otherwise);
}

inline bool truth(const boost::json::object& body, std::string_view key) {
  const auto& value = at(body, key);
  if (!value.is_bool()) throw Malformed{"'" + std::string(key) + "' must be true or false"};
  return value.get_bool();
}

inline bool truth_or(const boost::json::object& body, std::string_view key, bool otherwise) {
  return body.contains(key) ? truth(body, key) : otherwise;
}

inline std::int64_t whole(const boost::json::value& value, std::string_view key) {
  if (value.is_int64()) return value.get_int64();
  throw Malformed{"'" + std::string(key) + "' must be a whole number"};
}

inline const boost::json::array& list(const boost::json::object& body, std::string_view key) {
  const auto& value = at(body, key);
  if (!value.is_array()) throw Malformed{"'" + std::string(key) + "' must be a list"};
  return value.get_array();
}

inline const boost::json::object& object(const boost::json::object& body, std::string_view key) {
  const auto& value = at(body, key);
  if (!value.is_object()) throw Malformed{"'" + std::string(key) + "' must be an object"};
  return value.get_object();
}

inline rules::Instant instant(const boost::json::object& body, std::string_view key) {
  const auto read = rules::parse_rfc3339(text(body, key));
  if (!read) throw Malformed{"'" + std::string(key) + "' must be an instant with an offset"};
  return *read;
}

inline std::vector<std::int64_t> wholes(const boost::json::object& body, std::string_view key) {
  std::vector<std::int64_t> numbers;
  for (const auto& item : list(body, key)) numbers.push_back(whole(item, key));
  return numbers;
}

}  // namespace termijn::engine::body
