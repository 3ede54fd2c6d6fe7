#include "engine/journal/fields.hpp"

#include <boost/json/value.hpp>

#include "rules/time/zone.hpp"

namespace termijn::engine {

namespace json = boost::json;

std::string Fields::text(std::string_view name) {
  const json::value* value = take(name);
  if (value == nullptr) return {};
  if (!value->is_string()) return wrong(name, "is not a text"), std::string();
  return std::string(value->get_string());
}

std::uint64_t Fields::whole(std::string_view name) {
  const json::value* value = take(name);
  if (value == nullptr) return 0;
  if (!value->is_int64() || value->get_int64() < 0) {
    return wrong(name, "is not a whole number"), std::uint64_t{0};
  }
  return static_cast<std::uint64_t>(value->get_int64());
}

bool Fields::truth(std::string_view name) {
  const json::value* value = take(name);
  if (value == nullptr) return false;
  if (!value->is_bool()) return wrong(name, "is neither true nor false"), false;
  return value->get_bool();
}

rules::Instant Fields::instant(std::string_view name) {
  const auto read = rules::parse_rfc3339(text(name));
  if (!read) wrong(name, "is not an instant");
  return read.value_or(rules::Instant{});
}

std::string Fields::digest(std::string_view name) {
  std::string read = text(name);
  if (read.size() != 64 || read.find_first_not_of("0123456789abcdef") != std::string::npos) {
    wrong(name, "is not a digest");
  }
  return read;
}

json::object Fields::object(std::string_view name) {
  const json::value* value = take(name);
  if (value == nullptr) return {};
  if (!value->is_object()) return wrong(name, "is not an object"), json::object();
  return value->get_object();
}

const json::value* Fields::take(std::string_view name) {
  const json::value* value = object_.if_contains(name);
  if (value == nullptr) {
    wrong(name, "is missing");
  } else {
    ++taken_;
  }
  return value;
}

void Fields::wrong(std::string_view name, std::string_view what) {
  if (problem_.empty()) problem_ = "field '" + std::string(name) + "' " + std::string(what);
}

}  // namespace termijn::engine
