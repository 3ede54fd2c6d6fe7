#include "engine/export/detail/line.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include "engine/export/import.hpp"
#include "engine/journal/event.hpp"

namespace termijn::engine::detail {
namespace {

namespace json = boost::json;

bool has_fraction(const json::object& fields) {
  for (const auto& [key, value] : fields) {
    if (value.is_double()) return true;
  }
  return false;
}

}  // namespace

bool Lines::read(std::string& line) {
  line.clear();
  std::streambuf* bytes = in_.rdbuf();
  for (int c = bytes->sbumpc(); c != std::char_traits<char>::eof(); c = bytes->sbumpc()) {
    if (c == '\n') return true;
    if (line.size() == longest_line) {
      problem_ = fmt::format("longer than {} MiB", longest_line / (std::size_t{1024} * 1024));
      return false;
    }
    line += static_cast<char>(c);
  }
  if (!line.empty()) problem_ = "the line does not end: the file was cut off";
  return false;
}

std::optional<json::object> Lines::next() {
  std::string line;
  ++number_;
  if (!read(line)) return std::nullopt;
  json::error_code failed;
  json::parse_options options;
  options.max_depth = 1;  // texts, whole numbers and truths: nothing is nested
  json::value value = json::parse(line, failed, {}, options);
  if (failed || !value.is_object()) {
    problem_ = "not a JSON object of texts and whole numbers";
    return std::nullopt;
  }
  json::object& fields = value.get_object();
  if (has_fraction(fields) || canonical(fields) != line) {
    problem_ = "not written as an export is: keys sorted, each once, no blanks";
    return std::nullopt;
  }
  return std::move(fields);
}

}  // namespace termijn::engine::detail
