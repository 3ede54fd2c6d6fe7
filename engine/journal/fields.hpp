#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "rules/time/date.hpp"

namespace termijn::engine {

/// Takes fields out of a JSON object by name and remembers the first thing wrong with them.
/// Refers to the object, which must outlive it.
class Fields {
 public:
  explicit Fields(const boost::json::object& object) : object_(object) {}

  // Each gives an empty value where the field is missing or of another kind.
  std::string text(std::string_view name);
  std::uint64_t whole(std::string_view name);
  bool truth(std::string_view name);
  rules::Instant instant(std::string_view name);  ///< RFC 3339.
  std::string digest(std::string_view name);      ///< 64 lower-case hexadecimal digits.
  boost::json::object object(std::string_view name);

  bool has(std::string_view name) const { return object_.contains(name); }

  /// Empty while every field was there and of its kind.
  const std::string& problem() const { return problem_; }
  /// Whether the object has fields that nobody asked for.
  bool any_left() const { return taken_ != object_.size(); }

 private:
  const boost::json::value* take(std::string_view name);
  void wrong(std::string_view name, std::string_view what);

  const boost::json::object& object_;
  std::string problem_;
  std::size_t taken_ = 0;
};

}  // namespace termijn::engine
