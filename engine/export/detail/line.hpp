#pragma once

#include <istream>
#include <optional>
#include <string>

#include <boost/json/object.hpp>

#include "engine/journal/fields.hpp"

namespace termijn::engine::detail {

/// The lines of an export, one at a time.
class Lines {
 public:
  explicit Lines(std::istream& in) : in_(in) {}

  /// The next line's object; empty at the end of the file and when `problem` says something.
  /// Only the one spelling that an export has is taken.
  std::optional<boost::json::object> next();

  std::uint64_t number() const { return number_; }  ///< Of the line read last, from 1.
  const std::string& problem() const { return problem_; }

 private:
  bool read(std::string& line);

  std::istream& in_;
  std::uint64_t number_ = 0;
  std::string problem_;
};

}  // namespace termijn::engine::detail
