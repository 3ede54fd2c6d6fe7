#include "rules/time/detail/posix_rule.hpp"

namespace termijn::rules::detail {

namespace {

namespace chr = std::chrono;

/// Reads a text from left to right. After a failure nothing more is read.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

  bool skip(char letter) {
    if (peek() != letter) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::optional<int> number(int least, int most) {
    int value = 0;
    std::size_t length = 0;
    // Three digits at most: the largest number in a rule is 365.
    while (length < 3 && peek() >= '0' && peek() <= '9') {
      value = value * 10 + (peek() - '0');
      rest_.remove_prefix(1);
      ++length;
    }
    if (length == 0 || value < least || value > most) return std::nullopt;
    return value;
  }

  /// `CET` or `<+0330>`; three letters or more.
  bool name() {
    const bool quoted = skip('<');
    std::size_t length = 0;
    while (length < rest_.size() && is_name_letter(rest_[length], quoted)) ++length;
    rest_.remove_prefix(length);
    return length >= 3 && (!quoted || skip('>'));
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  std::optional<std::int32_t> clock(int most_hours) {
    const bool negative = peek() == '-';
    if (peek() == '-' || peek() == '+') rest_.remove_prefix(1);
    const auto hours = number(0, most_hours);
    if (!hours) return std::nullopt;
    int seconds = *hours * 3600;
    for (const int unit : {60, 1}) {
      if (!skip(':')) break;
      const auto part = number(0, 59);
      if (!part) return std::nullopt;
      seconds += *part * unit;
    }
    return negative ? -seconds : seconds;
  }

 private:
  static bool is_name_letter(char letter, bool quoted) {
    if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) return true;
    return quoted && ((letter >= '0' && letter <= '9') || letter == '+' || letter == '-');
  }

  std::string_view rest_;
};

bool read_month_week_day(Reader& reader, YearlyChange& change) {
  const auto month = reader.number(1, 12);
  if (!month || !reader.skip('.')) return false;
  const auto week = reader.number(1, 5);
  if (!week || !reader.skip('.')) return false;
  const auto weekday = reader.number(0, 6);
  if (!weekday) return false;
  change.form = YearlyChange::Form::month_week_day;
  change.month = static_cast<unsigned>(*month);
  change.week = static_cast<unsigned>(*week);
  change.weekday = static_cast<unsigned>(*weekday);
  return true;
}

bool read_day(Reader& reader, YearlyChange& change) {
  const bool julian = reader.skip('J');
  const auto day = julian ? reader.number(1, 365) : reader.number(0, 365);
  if (!day) return false;
  change.form = julian ? YearlyChange::Form::julian : YearlyChange::Form::day_of_year;
  change.day = *day;
  return true;
}

std::optional<YearlyChange> read_change(Reader& reader) {
  YearlyChange change;
  if (!reader.skip(',')) return std::nullopt;
  const bool read =
      reader.skip('M') ? read_month_week_day(reader, change) : read_day(reader, change);
  if (!read) return std::nullopt;
  if (reader.skip('/')) {
    const auto time = reader.clock(167);
    if (!time) return std::nullopt;
    change.time = *time;
  }
  return change;
}

chr::sys_days day_of(const YearlyChange& change, chr::year year) {
  switch (change.form) {
    case YearlyChange::Form::month_week_day: {
      const auto month = year / chr::month{change.month};
      const chr::weekday weekday{change.weekday};
      if (change.week == 5) return chr::sys_days{month / weekday[chr::last]};
      return chr::sys_days{month / weekday[change.week]};
    }
    case YearlyChange::Form::julian: {
      const bool past_february = change.day >= 60;
      const int leap = year.is_leap() && past_february ? 1 : 0;
      return chr::sys_days{year / chr::January / 1} + chr::days{change.day - 1 + leap};
    }
    case YearlyChange::Form::day_of_year:
      break;
  }
  return chr::sys_days{year / chr::January / 1} + chr::days{change.day};
}

}  // namespace

std::optional<PosixRule> parse_posix_rule(std::string_view text) {
  Reader reader(text);
  PosixRule rule;
  if (!reader.name()) return std::nullopt;
  const auto standard = reader.clock(24);
  if (!standard) return std::nullopt;
  rule.standard = -*standard;  // POSIX counts hours west of Greenwich
  if (reader.done()) return rule;

  rule.has_summer = true;
  rule.summer = rule.standard + 3600;
  if (!reader.name()) return std::nullopt;
  if (reader.peek() != ',') {
    const auto summer = reader.clock(24);
    if (!summer) return std::nullopt;
    rule.summer = -*summer;
  }
  const auto starts = read_change(reader);
  if (!starts) return std::nullopt;
  const auto ends = read_change(reader);
  if (!ends || !reader.done()) return std::nullopt;
  rule.starts = *starts;
  rule.ends = *ends;
  return rule;
}

std::int64_t local_second(const YearlyChange& change, std::chrono::year year) {
  const auto midnight = day_of(change, year).time_since_epoch();
  return chr::duration_cast<chr::seconds>(midnight).count() + change.time;
}

}  // namespace termijn::rules::detail
