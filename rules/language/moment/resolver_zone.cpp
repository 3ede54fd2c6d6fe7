#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "rules/language/moment/detail/resolver.hpp"

/// From what a clock on the wall shows to an instant.
namespace termijn::rules::moment {
namespace {

/// `UTC+2`, as a phrase may name a zone.
std::string distance(std::chrono::seconds offset) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(offset).count();
  const auto whole = std::abs(minutes) / 60;
  const auto rest = std::abs(minutes) % 60;
  return fmt::format("UTC{}{}{}", minutes < 0 ? '-' : '+', whole,
                     rest == 0 ? "" : fmt::format(":{:02}", rest));
}

}  // namespace

Resolver::Resolver(const Sentence& sentence, const MomentContext& context, const Text& text,
                   int choice, Notes& notes)
    : sentence_(sentence), context_(context), text_(text), choice_(choice), notes_(notes) {}

void Resolver::choose_zone() {
  if (!sentence_.zone) return;
  const NamedZone& named = *sentence_.zone;
  const std::string name(text_.written(named.span));
  if (!named.place.empty()) return choose_place(named);
  if (!named.word) {
    literal_ = Zone::fixed(name, named.offset);
    return;
  }
  const ZoneWord& word = *zone_word(*named.word);
  american_ = word.american;
  if (word.fixed) literal_ = Zone::fixed(name, std::chrono::hours{word.literal_hours});
  if (word.place.empty()) return;
  place_ = context_.zones ? context_.zones(word.place) : nullptr;
  if (place_ == nullptr) {
    notes_.error(named.span, code::unknown_zone,
                 fmt::format("the zone data for '{}' ({}) is missing", name, word.place),
                 "install the zone data, or write the distance from UTC: UTC+2");
  }
}

/// `Europe/Helsinki`, in whatever letters.
void Resolver::choose_place(const NamedZone& named) {
  std::string name;
  for (const char letter : named.place) {
    const bool inside =
        !name.empty() && name.back() != '/' && name.back() != '_' && name.back() != '-';
    const bool small = letter >= 'a' && letter <= 'z';
    const bool large = letter >= 'A' && letter <= 'Z';
    name += inside && large    ? static_cast<char>(letter + 32)
            : !inside && small ? static_cast<char>(letter - 32)
                               : letter;
  }
  if (context_.zones) place_ = context_.zones(named.place);
  if (place_ == nullptr && context_.zones) place_ = context_.zones(name);
  if (place_ != nullptr) return;
  notes_.error(named.span, code::unknown_zone,
               fmt::format("'{}' is no zone that is known here", text_.written(named.span)),
               "write a zone of the IANA database, such as Europe/Brussels, or the distance from "
               "UTC: UTC+2");
}

const Zone& Resolver::zone() const {
  if (place_ != nullptr && !(literal_ && choice_ == 1)) return *place_;
  return literal_ ? *literal_ : context_.zone;
}

/// `EST` in summer: Eastern time as people mean it, or the hour behind that the
/// letters stand for?
void Resolver::check_abbreviation(Instant instant) {
  if (place_ == nullptr || !literal_) return;
  const ZoneWord& word = *zone_word(*sentence_.zone->word);
  if (place_->offset_at(instant) == literal_->offset_at(instant)) {
    if (!word.also.empty()) warn_letters(word);
    return;
  }
  const std::string name(text_.written(sentence_.zone->span));
  doubt(sentence_.zone->span, code::zone_abbreviation,
        fmt::format("on that day the clocks of the place do not show '{}'", name),
        fmt::format("what the clocks there show: write 'Eastern time', 'Brussels time' or the "
                    "like instead of '{}'",
                    name),
        fmt::format("the fixed offset of '{}': write it as UTC and a number of hours", name));
}

void Resolver::warn_letters(const ZoneWord& word) {
  if (choice_ == 1 || std::exchange(warned_, true)) return;
  const Span span = sentence_.zone->span;
  notes_.warn(span, code::zone_letters,
              fmt::format("'{}' is read as the time of {}; it is also {}", text_.written(span),
                          word.place, word.also),
              "write the zone in full, or its distance from UTC: UTC+1");
}

Instant Resolver::start_of(Date date) {
  const Instant start = zone().start_of_day(date);
  check_abbreviation(start);
  return start;
}

Instant Resolver::at(Date date, std::chrono::seconds since_midnight, Span span) {
  if (since_midnight >= std::chrono::hours{24}) return start_of(add_days(date, 1));
  const LocalReading reading = zone().read({date, since_midnight});
  check_abbreviation(reading.first);
  if (reading.kind == LocalReading::Kind::missing) {
    notes_.error(span, code::skipped_hour,
                 fmt::format("the clocks skip this hour on {}", spelled(date)),
                 "write a time before or after the hour that the summer time takes away");
  }
  if (reading.kind == LocalReading::Kind::twice) {
    doubt(span, code::hour_twice, fmt::format("this hour comes twice on {}", spelled(date)),
          fmt::format("the first time: write '{}' behind the hour",
                      distance(zone().offset_at(reading.first))),
          fmt::format("the second time: write '{}' behind the hour",
                      distance(zone().offset_at(reading.second))));
    return choice_ == 0 ? reading.first : reading.second;
  }
  return reading.first;
}

void Resolver::doubt(Span span, const char* code, std::string message, std::string first,
                     std::string second) {
  for (const Doubt& known : resolved_.doubts) {
    if (known.span == span && known.code == code) return;
  }
  resolved_.doubts.push_back(
      {span, code, std::move(message), {std::move(first), std::move(second)}});
}

}  // namespace termijn::rules::moment
