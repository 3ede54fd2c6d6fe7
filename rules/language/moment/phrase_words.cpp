#include "rules/language/moment/detail/phrase_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "rules/language/moment/detail/lexicon.hpp"

namespace termijn::rules::moment {
namespace {

bool sets_off(char byte) {
  return byte == ',' || byte == ';' || byte == '(' || byte == ')' || byte == ':';
}

constexpr std::string_view conjunctions = "^maar|^en|^doch|!but|!and|!yet";
constexpr std::string_view stress =
    "^in elk geval|^in ieder geval|^wel|^alleszins|!in any case|!in any event|!always";
constexpr std::string_view not_after =
    "^niet na|^niet later dan|^uiterlijk|^uiterlijk op|^ten laatste|^ten laatste op|^hoogstens tot "
    "en met|!not after|!not later than|!no later than|!by|!at the latest by|!at the latest on";
constexpr std::string_view not_before =
    "^niet voor|^niet vroeger dan|^niet eerder dan|^ten vroegste|^ten vroegste op|^op zijn "
    "vroegst|^op zijn vroegst op|!not before|!not earlier than|!no earlier than|!at the earliest "
    "on|!at the earliest";
constexpr std::string_view suspended =
    "^geschorst|^opgeschort|^en is geschorst|^wordt geschorst|!suspended|!and is suspended|!but "
    "suspended";
constexpr std::string_view articles = "^de|^het|!the";
constexpr std::string_view working_day = "^werkdag|!working day|!business day|!workday";
constexpr std::string_view condition = "^als|^indien|^wanneer|!if|!when|!in case";
constexpr std::string_view lead =
    "^uiterlijk|^uiterlijk op|^ten laatste|^ten laatste op|^op|!by|"
    "!on|!no later than|!not later than|!at the latest on";

constexpr std::array<std::string_view, 7> weekdays{
    "^maandag|!monday", "^dinsdag|!tuesday",   "^woensdag|!wednesday", "^donderdag|!thursday",
    "^vrijdag|!friday", "^zaterdag|!saturday", "^zondag|!sunday"};

constexpr std::array<std::string_view, 10> ordinals{
    "^eerste|^eerstvolgende|^volgende|^1e|^1ste|!first|!next|!following|!1st",
    "^tweede|^2e|^2de|!second|!2nd",
    "^derde|^3e|^3de|!third|!3rd",
    "^vierde|^4e|^4de|!fourth|!4th",
    "^vijfde|^5e|^5de|!fifth|!5th",
    "^zesde|^6e|^6de|!sixth|!6th",
    "^zevende|^7e|^7de|!seventh|!7th",
    "^achtste|^8e|^8ste|!eighth|!8th",
    "^negende|^9e|^9de|!ninth|!9th",
    "^tiende|^10e|^10de|!tenth|!10th"};

}  // namespace

PhraseWords::PhraseWords(const Text& text, unsigned languages) : languages_(languages) {
  for (const char* at = text.begin(); at != text.end();) {
    if (*at == ' ') {
      ++at;
      continue;
    }
    const char* end = at + 1;
    while (!sets_off(*at) && end != text.end() && *end != ' ' && !sets_off(*end)) ++end;
    words_.push_back({{at, static_cast<std::size_t>(end - at)}, at, end});
    at = end;
  }
  while (!words_.empty() && words_.back().text == ".") words_.pop_back();
}

Slice PhraseWords::trimmed(Slice slice) const {
  const auto is = [this](std::size_t at, std::string_view signs) {
    return words_[at].text.size() == 1 && signs.find(words_[at].text) != std::string_view::npos;
  };
  while (!slice.empty() && is(slice.first, ",;(")) ++slice.first;
  while (!slice.empty() && is(slice.last - 1, ",;(")) --slice.last;
  const auto opens = [&] {
    return std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(slice.first),
                       words_.begin() + static_cast<std::ptrdiff_t>(slice.last),
                       [](const Word& word) { return word.text == "("; });
  };
  while (!slice.empty() && is(slice.last - 1, ")") && !opens()) --slice.last;
  return slice;
}

std::size_t PhraseWords::match(std::size_t at, Slice slice, std::string_view groups) const {
  std::size_t longest = 0;
  while (!groups.empty()) {
    std::string_view group = groups.substr(0, groups.find('|'));
    groups.remove_prefix(std::min(groups.size(), group.size() + 1));
    const unsigned language = group.front() == '!' ? english : dutch;
    group.remove_prefix(1);
    std::size_t count = 0;
    bool same = (languages_ & language) != 0;
    while (same && !group.empty()) {
      const std::string_view one = group.substr(0, group.find(' '));
      group.remove_prefix(std::min(group.size(), one.size() + 1));
      same = at + count < slice.last && words_[at + count].text == one;
      ++count;
    }
    if (same) longest = std::max(longest, count);
  }
  return longest;
}

std::optional<Joint> PhraseWords::joint_at(std::size_t at, Slice slice) const {
  std::size_t next = at;
  const std::string_view first = words_[next].text;
  bool apart = first == "," || first == "(" || first == ";";
  if (apart) ++next;
  const std::size_t conjunction = match(next, slice, conjunctions);
  apart = apart || conjunction > 0;
  next += conjunction;
  next += match(next, slice, stress);
  if (const auto count = match(next, slice, suspended)) {
    return Joint{Joint::Kind::suspended, at, next + count};
  }
  if (!apart) return std::nullopt;
  if (const auto count = match(next, slice, not_before)) {
    return Joint{Joint::Kind::not_before, at, next + count};
  }
  if (const auto count = match(next, slice, not_after)) {
    return Joint{Joint::Kind::not_after, at, next + count};
  }
  // `en voor 20 oktober`: the word belongs to the date as well.
  if (conjunction > 0 && match(next, slice, "^voor|!before") > 0) {
    return Joint{Joint::Kind::not_after, at, next};
  }
  return std::nullopt;
}

std::optional<int> PhraseWords::weekday_at(std::size_t at, Slice slice) const {
  for (std::size_t day = 0; day < weekdays.size(); ++day) {
    if (match(at, slice, weekdays[day]) > 0) return static_cast<int>(day) + 1;
  }
  return std::nullopt;
}

/// `maandag daarna`, `eerstvolgende werkdag`: how many words; 0 when it is none.
std::size_t PhraseWords::day_words(std::size_t at, Slice slice, RollTail& tail) const {
  constexpr std::string_view next = "^eerstvolgende|^volgende|!next|!following";
  constexpr std::string_view then = "^daarna|^erna|^nadien|^daaropvolgend|!thereafter|!after that";
  const std::size_t before = match(at, slice, next);
  const auto weekday = weekday_at(at + before, slice);
  const std::size_t day = weekday ? 1 : match(at + before, slice, working_day);
  if (day == 0) return 0;
  const std::size_t behind = match(at + before + day, slice, then);
  if (before == 0 && behind == 0) return 0;
  // `the next working day after decision` is counted from that.
  if (match(at + before + day, slice, "^na|^voor|!after|!before") > 0 && behind == 0) return 0;
  if (weekday) tail.to = std::chrono::weekday{static_cast<unsigned>(*weekday)};
  return before + day + behind;
}

std::optional<RollTail> PhraseWords::roll_tail(Slice slice) const {
  for (std::size_t at = slice.first + 1; at < slice.last; ++at) {
    std::size_t next = match(at, slice, "^of|^of op|^anders|!or|!or on|!otherwise");
    if (next == 0) continue;
    next += at;
    next += match(next, slice, articles);
    RollTail tail{.at = at};
    const std::size_t day = day_words(next, slice, tail);
    if (day == 0) continue;
    next += day;
    std::size_t when = next;
    while (when < slice.last && match(when, slice, condition) == 0) ++when;
    tail.clock = {next, when};
    if (when < slice.last) tail.when = {when + match(when, slice, condition), slice.last};
    return tail;
  }
  return std::nullopt;
}

std::optional<Pick> PhraseWords::pick_before(Slice slice) const {
  std::size_t next = slice.first + match(slice.first, slice, lead);
  next += match(next, slice, articles);
  const std::size_t early = match(next, slice, "^vroegste|^eerste|!earlier|!earliest|!sooner");
  const std::size_t late = match(next, slice, "^laatste|!later|!latest");
  if (early + late == 0) return std::nullopt;
  next += early + late;
  const std::size_t of = match(next, slice, "^van|^van de twee|!of|!of the two");
  if (of == 0) return std::nullopt;
  next += of;
  if (next < slice.last && words_[next].text == ":") ++next;
  return Pick{late > 0, {next, slice.last}};
}

std::optional<Pick> PhraseWords::pick_behind(Slice slice) const {
  constexpr std::string_view early =
      "^wat het eerst komt|^wat het eerst valt|^wat eerst komt|^wat eerder is|^wat het vroegst "
      "valt|!whichever is earlier|!whichever is the earlier|!whichever comes first|!whichever is "
      "sooner|!whichever is first";
  constexpr std::string_view late =
      "^wat het laatst komt|^wat het laatst valt|^wat laatst komt|^wat later is|!whichever is "
      "later|!whichever is the later|!whichever comes last|!whichever is last";
  for (std::size_t at = slice.first + 1; at < slice.last; ++at) {
    const std::size_t first = match(at, slice, early);
    const std::size_t last = match(at, slice, late);
    if (first + last == 0 || trimmed({at + first + last, slice.last}).first < slice.last) continue;
    return Pick{last > 0, {slice.first, at}};
  }
  return std::nullopt;
}

std::optional<Pick> PhraseWords::pick(Slice slice) const {
  const auto before = pick_before(slice);
  const auto found = before ? before : pick_behind(slice);
  if (!found || links(found->both).empty()) return std::nullopt;
  return found;
}

std::vector<std::size_t> PhraseWords::links(Slice slice) const {
  std::vector<std::size_t> found;
  for (std::size_t at = slice.first + 1; at + 1 < slice.last; ++at) {
    if (match(at, slice, "^en|^of|!and|!or") > 0) found.push_back(at);
  }
  return found;
}

std::optional<NthWorkingDay> PhraseWords::nth_working_day(Slice slice) const {
  std::size_t next = slice.first + match(slice.first, slice, lead);
  next += match(next, slice, articles);
  NthWorkingDay day;
  std::size_t said = match(next, slice, "^laatste|!last");
  day.last = said > 0;
  for (std::size_t n = 0; n < ordinals.size() && said == 0; ++n) {
    said = match(next, slice, ordinals[n]);
    day.amount = static_cast<int>(n) + 1;
  }
  if (said == 0) return std::nullopt;
  if (day.last) day.amount = 1;
  next += said;
  const std::size_t unit = match(next, slice, working_day);
  if (unit == 0) return std::nullopt;
  next += unit;
  const std::size_t after = match(next, slice, "^na|^volgend op|^die volgt op|!after|!following");
  const std::size_t before = match(next, slice, "^voor|^voorafgaand aan|!before|!preceding");
  if (after + before == 0) return std::nullopt;
  day.direction = before > 0 ? Direction::before : Direction::after;
  day.from = {next + after + before, slice.last};
  return day;
}

bool PhraseWords::names_a_working_day(Slice slice) const {
  for (std::size_t at = slice.first; at < slice.last; ++at) {
    if (match(at, slice, working_day) > 0) return true;
  }
  return false;
}

std::optional<Regime::DaysOff> PhraseWords::days_off(Slice when, std::size_t& unknown) const {
  constexpr std::string_view harmless =
      "^het|^die|^dag|^dat|^deze|^dit|^een|^op|^in|^of|^is|^valt|^het|^wettelijke|^officiele|^de|"
      "^datum|^einddatum|^termijn|!it|!that|!day|!this|!falls|!fall|!a|!an|!on|!or|!is|!the|"
      "!public|!legal|!date|!in|!deadline";
  Regime::DaysOff off;
  for (std::size_t at = when.first; at < when.last;) {
    const std::size_t weekend = match(at, when, "^weekend|^weekeinde|!weekend");
    const std::size_t saturday = match(at, when, "^zaterdag|!saturday");
    const std::size_t sunday = match(at, when, "^zondag|!sunday");
    const std::size_t holiday = match(at, when, "^feestdag|!holiday");
    const std::size_t other = match(at, when, harmless);
    off.saturday = off.saturday || weekend + saturday > 0;
    off.sunday = off.sunday || weekend + sunday > 0;
    off.holidays = off.holidays || holiday > 0;
    const std::size_t read = std::max({weekend, saturday, sunday, holiday, other});
    const bool sign = words_[at].text == "," || words_[at].text == ")";
    if (read == 0 && !sign) {
      unknown = at;
      return std::nullopt;
    }
    at += std::max<std::size_t>(read, 1);
  }
  unknown = when.first;
  if (!off.saturday && !off.sunday && !off.holidays) return std::nullopt;
  return off;
}

}  // namespace termijn::rules::moment
