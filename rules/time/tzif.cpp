#include <algorithm>
#include <array>

#include "rules/time/detail/posix_rule.hpp"
#include "rules/time/zone.hpp"

// TZif as in RFC 9636: a version 1 block, which is skipped, then a block with
// 64-bit times and a footer with the rule for the years that follow.

namespace termijn::rules {

namespace {

namespace chr = std::chrono;

constexpr std::size_t header_size = 44;
constexpr chr::year last_written_year{2100};
// The years that a rule is written out for where no change precedes it: before
// 1900 no zone of the database has a rule without changes.
constexpr chr::year first_written_year{1900};

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

/// The six counts of a header, in the order of the file.
struct Counts {
  std::uint64_t ut_flags = 0;
  std::uint64_t standard_flags = 0;
  std::uint64_t leaps = 0;
  std::uint64_t times = 0;
  std::uint64_t types = 0;
  std::uint64_t letters = 0;
};

struct Header {
  char version = 0;
  Counts counts;
};

std::optional<Header> read_header(std::string_view bytes) {
  if (bytes.size() < header_size || bytes.substr(0, 4) != "TZif") return std::nullopt;
  const auto count = [&](std::size_t n) { return big_endian(bytes.substr(20 + 4 * n, 4)); };
  const Counts counts{count(0), count(1), count(2), count(3), count(4), count(5)};
  if (counts.types == 0 || counts.types > 256 || counts.letters == 0) return std::nullopt;
  return Header{bytes[4], counts};
}

/// The bytes of a data block whose times are `width` bytes wide. Counts have 32
/// bits each, so the sum cannot overflow.
std::uint64_t block_size(const Counts& counts, std::uint64_t width) {
  return counts.times * (width + 1) + counts.types * 6 + counts.letters +
         counts.leaps * (width + 4) + counts.standard_flags + counts.ut_flags;
}

struct Parts {
  Counts counts;
  std::string_view data;    ///< The block with 64-bit times.
  std::string_view footer;  ///< Without its line ends.
};

std::optional<Parts> split(std::string_view bytes) {
  const auto old = read_header(bytes);
  if (!old || old->version < '2') return std::nullopt;
  const std::uint64_t old_size = header_size + block_size(old->counts, 4);
  if (old_size > bytes.size()) return std::nullopt;
  bytes.remove_prefix(old_size);

  const auto header = read_header(bytes);
  if (!header || header->version < '2' || header->counts.leaps != 0) return std::nullopt;
  const std::uint64_t size = block_size(header->counts, 8);
  bytes.remove_prefix(header_size);
  if (size + 2 > bytes.size()) return std::nullopt;
  const std::string_view footer = bytes.substr(size);
  if (footer.front() != '\n' || footer.back() != '\n') return std::nullopt;
  return Parts{header->counts, bytes.substr(0, size), footer.substr(1, footer.size() - 2)};
}

std::optional<std::int32_t> read_offset(const Parts& parts, std::uint64_t type) {
  if (type >= parts.counts.types) return std::nullopt;
  const auto at = parts.counts.times * 9 + type * 6;
  const auto offset =
      static_cast<std::int32_t>(static_cast<std::uint32_t>(big_endian(parts.data.substr(at, 4))));
  // RFC 9636 §3.2: more than -25 and less than 26 hours.
  if (offset <= -25 * 3600 || offset >= 26 * 3600) return std::nullopt;
  return offset;
}

using TimedOffset = std::pair<std::int64_t, std::int32_t>;

std::optional<std::vector<TimedOffset>> read_changes(const Parts& parts) {
  std::vector<TimedOffset> changes;
  const auto indices = parts.data.substr(parts.counts.times * 8, parts.counts.times);
  for (std::uint64_t n = 0; n < parts.counts.times; ++n) {
    const auto at = static_cast<std::int64_t>(big_endian(parts.data.substr(n * 8, 8)));
    if (!changes.empty() && at <= changes.back().first) return std::nullopt;
    const auto offset = read_offset(parts, static_cast<unsigned char>(indices[n]));
    if (!offset) return std::nullopt;
    changes.emplace_back(at, *offset);
  }
  return changes;
}

chr::year year_of(std::int64_t second) {
  const chr::sys_seconds at{chr::seconds{second}};
  return Date{chr::floor<chr::days>(at)}.year();
}

/// The years that the footer still has to say; none when the last change lies
/// past them.
chr::year first_year_of_rule(const std::vector<TimedOffset>& changes) {
  // Anything before 1900 is `first_written_year`; such times may lie outside
  // the years that a date can hold (zic writes -2^59 for the Big Bang).
  constexpr std::int64_t start_of_1900 = -2'208'988'800;
  constexpr std::int64_t start_of_2101 = 4'133'980'800;
  if (changes.empty() || changes.back().first < start_of_1900) return first_written_year;
  if (changes.back().first >= start_of_2101) return last_written_year + chr::years{1};
  return year_of(changes.back().first);
}

void write_out(const detail::PosixRule& rule, std::vector<TimedOffset>& changes) {
  std::vector<TimedOffset> written;
  for (auto year = first_year_of_rule(changes); year <= last_written_year; ++year) {
    written.emplace_back(local_second(rule.starts, year) - rule.standard, rule.summer);
    written.emplace_back(local_second(rule.ends, year) - rule.summer, rule.standard);
  }
  std::stable_sort(written.begin(), written.end(),
                   [](const TimedOffset& a, const TimedOffset& b) { return a.first < b.first; });
  for (const TimedOffset& change : written) {
    if (changes.empty() || change.first > changes.back().first) {
      changes.push_back(change);
    } else if (change.first == changes.back().first) {
      changes.back().second = change.second;
    }
  }
}

/// Adds what the footer says; false when it cannot be read. An empty one says
/// nothing.
bool add_footer(std::string_view footer, std::vector<TimedOffset>& changes) {
  if (footer.empty()) return true;
  const auto rule = detail::parse_posix_rule(footer);
  if (!rule) return false;
  if (rule->has_summer) write_out(*rule, changes);
  return true;
}

}  // namespace

std::optional<Zone> read_zone(std::string name, std::string bytes) {
  const auto parts = split(bytes);
  if (!parts) return std::nullopt;
  const auto first_offset = read_offset(*parts, 0);
  auto changes = read_changes(*parts);
  if (!first_offset || !changes || !add_footer(parts->footer, *changes)) return std::nullopt;

  Zone zone;
  zone.first_offset_ = *first_offset;
  for (const auto& [at, offset] : *changes) {
    const auto before = zone.changes_.empty() ? *first_offset : zone.changes_.back().offset;
    // A change of name only, or of what counts as summer, leaves the clock alone.
    if (offset != before) zone.changes_.push_back({at, offset});
  }
  zone.name_ = std::move(name);
  zone.bytes_ = std::move(bytes);
  return zone;
}

}  // namespace termijn::rules
