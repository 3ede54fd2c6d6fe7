#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "rules/time/date.hpp"

namespace termijn::engine {

/// A request for a time stamp over `text` (RFC 3161, DER): by SHA-256, with the authority's
/// certificate, without a nonce, so that the same text gives the same request.
std::string stamp_request(std::string_view text);

/// When the authority says that it saw `text`, by its response as it came (DER, at most 256
/// KiB); or what is wrong: refused, of another text, not signed by whom it should be.
///
/// `authorities` are certificates in PEM, one of which must have issued that of the authority,
/// valid at the moment of the stamp. Without any, whose signature it is goes unasked.
std::variant<rules::Instant, std::string> check_stamp(std::string_view response,
                                                      std::string_view text,
                                                      std::string_view authorities);

}  // namespace termijn::engine
