#pragma once

#include <string>
#include <utility>

#include "rules/diagnostic.hpp"
#include "rules/language/moment/moment.hpp"

namespace termijn::rules::moment {

/// What is the matter with a phrase. The codes are stable for ever; what each
/// means stands in docs/diagnostics/moments.md.
namespace code {
inline constexpr auto too_long = "E0101";
inline constexpr auto no_date = "E0102";
inline constexpr auto twist = "E0103";
inline constexpr auto stray_number = "E0104";
inline constexpr auto no_such_date = "E0105";
inline constexpr auto wrong_weekday = "E0106";
inline constexpr auto no_year = "E0107";
inline constexpr auto no_such_time = "E0108";
inline constexpr auto skipped_hour = "E0109";
inline constexpr auto inverted = "E0110";
inline constexpr auto clashing_words = "E0111";
inline constexpr auto seconds = "E0112";
inline constexpr auto unknown_zone = "E0113";
inline constexpr auto two_zones = "E0114";
inline constexpr auto too_many_words = "E0115";
inline constexpr auto unconnected = "E0116";
inline constexpr auto outside_header = "E0117";
inline constexpr auto unbounded_limit = "E0118";
inline constexpr auto uncounted_limit = "E0119";
inline constexpr auto other_language = "E0120";
inline constexpr auto time_without_day = "E0121";
inline constexpr auto odd_sign = "E0122";
inline constexpr auto loose_word = "E0123";
inline constexpr auto opening_as_deadline = "E0124";
inline constexpr auto other_day = "E0125";
inline constexpr auto said_of_date = "E0126";
inline constexpr auto coming = "E0127";
inline constexpr auto no_such_week = "E0128";
inline constexpr auto bare_till = "E0131";
inline constexpr auto between = "E0132";
inline constexpr auto midnight = "E0133";
inline constexpr auto hour_twice = "E0134";
inline constexpr auto zone_abbreviation = "E0135";
inline constexpr auto last_week = "E0136";
inline constexpr auto bare_hour = "E0137";
inline constexpr auto twelve = "E0138";
inline constexpr auto day_or_month = "E0139";
inline constexpr auto which_days = "E0140";
inline constexpr auto whose_time = "E0141";
inline constexpr auto opening_or_day = "E0142";
inline constexpr auto year_of_event = "E0129";
inline constexpr auto year_first = "E0143";
inline constexpr auto open_alternative = "E0144";
inline constexpr auto length_and_end = "E0145";
inline constexpr auto vague = "E0151";
inline constexpr auto vague_month = "E0152";
inline constexpr auto bounds_cross = "E0161";
inline constexpr auto cannot_suspend = "E0162";
inline constexpr auto part_unclear = "E0163";
inline constexpr auto two_limits = "E0164";
inline constexpr auto unclear_tail = "E0165";
inline constexpr auto year_of_a_yearly_date = "E0166";
inline constexpr auto every_year = "W0101";
inline constexpr auto whole_month = "W0102";
inline constexpr auto zone_letters = "W0103";
inline constexpr auto dropped_seconds = "W0104";
inline constexpr auto no_leap_day = "W0111";
}  // namespace code

/// Collects what is wrong and how badly.
class Notes {
 public:
  void error(Span span, const char* code, std::string message, std::string help = {}) {
    add(span, code, std::move(message), std::move(help));
    failed_ = true;
  }
  void vague(Span span, const char* code, std::string message, std::string help) {
    add(span, code, std::move(message), std::move(help));
    vague_ = true;
  }
  void warn(Span span, const char* code, std::string message, std::string help) {
    add(span, code, std::move(message), std::move(help));
    diagnostics_.back().severity = Severity::warning;
  }
  void add(Span span, const char* code, std::string message, std::string help) {
    diagnostics_.push_back({.severity = Severity::error,
                            .code = code,
                            .message = std::move(message),
                            .primary = {span, ""},
                            .help = std::move(help)});
  }

  bool failed() const { return failed_; }
  bool is_vague() const { return vague_; }
  bool clean() const { return !failed_ && !vague_; }
  Diagnostics take() { return sorted(std::move(diagnostics_)); }

 private:
  Diagnostics diagnostics_;
  bool failed_ = false;
  bool vague_ = false;
};

}  // namespace termijn::rules::moment
