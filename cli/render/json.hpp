#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "rules/diagnostic.hpp"
#include "rules/language/number.hpp"
#include "rules/time/limit.hpp"
#include "rules/time/window.hpp"
#include "rules/time/zone.hpp"

namespace termijn::cli {

/// The value as text with a line end: keys in the order in which they were put
/// in, what fits on a line of 100 columns on one line, two blanks a level. Bytes
/// that are no UTF-8 become U+FFFD; control characters are escaped, also those
/// that JSON would let through.
std::string pretty(const boost::json::value& value);

// The parts of the contract (docs/json.md) that several commands share.

boost::json::value json_of(const std::vector<rules::Window>& sessions, const rules::Zone& zone);
boost::json::value json_of(const std::vector<rules::Step>& steps);
/// A whole number as it is; a fraction as text, so that it stays exact.
boost::json::value json_of(const rules::Number& number);
/// With file, line, column and length; the length in characters, as the column.
boost::json::value json_of(const rules::Diagnostics& diagnostics, const rules::Sources& sources);

/// A string value of any string-like text.
boost::json::string text_of(std::string_view text);

}  // namespace termijn::cli
