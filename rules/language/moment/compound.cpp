#include "rules/language/moment/detail/compound.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace termijn::rules::moment {
namespace {

/// What binds a day and a month to the year of an event, folded as `Text` folds.
struct YearLink {
  std::string_view words;
  int years;
  bool names_event = true;  ///< The event follows; else it is named elsewhere.
};

constexpr std::array links = {
    YearLink{" van het jaar dat voorafgaat aan ", -1},
    YearLink{" van het jaar voorafgaand aan ", -1},
    YearLink{" van het jaar voorafgaande aan ", -1},
    YearLink{" in het jaar voorafgaand aan ", -1},
    YearLink{" van het jaar voor ", -1},
    YearLink{" in het jaar voor ", -1},
    YearLink{" van het jaar volgend op ", 1},
    YearLink{" van het jaar dat volgt op ", 1},
    YearLink{" in het jaar volgend op ", 1},
    YearLink{" van het jaar na ", 1},
    YearLink{" in het jaar na ", 1},
    YearLink{" of the year before ", -1},
    YearLink{" in the year before ", -1},
    YearLink{" of the year preceding ", -1},
    YearLink{" of the year prior to ", -1},
    YearLink{" of the year after ", 1},
    YearLink{" of the year following ", 1},
    YearLink{" in the year after ", 1},
    YearLink{" in the year following ", 1},
    YearLink{" van het voorafgaand jaar", -1, false},
    YearLink{" van het voorafgaande jaar", -1, false},
    YearLink{" van het voorgaande jaar", -1, false},
    YearLink{" van het daaropvolgende jaar", 1, false},
    YearLink{" of the preceding year", -1, false},
    YearLink{" of the following year", 1, false},
};

std::string_view trimmed(std::string_view words) {
  for (const std::string_view article : {"de ", "het ", "een ", "the ", "a "}) {
    if (words.starts_with(article)) words.remove_prefix(article.size());
  }
  while (!words.empty() && (words.back() == ' ' || words.back() == '.')) words.remove_suffix(1);
  return words;
}

bool letters_only(std::string_view words) {
  return std::all_of(words.begin(), words.end(), [](char byte) {
    return (byte >= 'a' && byte <= 'z') || byte == ' ' || byte == '-' ||
           byte == Text::foreign_letter;
  });
}

Excerpt part_of(const Excerpt& phrase, std::uint32_t end) {
  return {phrase.file, {phrase.span.source, phrase.span.begin, end}};
}

/// A single day that says neither its year nor its weekday.
bool wants_a_year(const Moment& without, const Moment& with) {
  return without.kind == MomentClass::recurring && with.kind == MomentClass::exact &&
         with.year_inferred && with.sessions.size() == 1;
}

bool is_date(const Token& token) {
  return token.kind == Token::Kind::day || token.kind == Token::Kind::month ||
         token.kind == Token::Kind::number;
}

/// The year that the words name, where the event has happened.
std::optional<int> year_named(const YearLink& link, std::string_view event,
                              const MomentContext& context) {
  const auto known = context.anchors.find(event);
  if (known == context.anchors.end()) return std::nullopt;
  return static_cast<int>(context.zone.local(known->second).date.year()) + link.years;
}

/// A rulebook refuses it for its fault; what reads the limit all the same finds the event.
void count_in_years(const YearLink& link, std::string_view event, std::string_view day,
                    Moment& moment) {
  moment.kind = MomentClass::relative;
  moment.relative =
      RelativeMoment{.anchor = std::string(event),
                     .period = {1, Unit::year},
                     .direction = link.years < 0 ? Direction::before : Direction::after,
                     .day = std::string(day.substr(0, day.find_last_not_of(' ') + 1))};
  moment.limit = std::make_shared<const LimitExpression>(
      LimitExpression{CountedLimit{.anchor = moment.relative->anchor,
                                   .period = moment.relative->period,
                                   .direction = moment.relative->direction}});
}

}  // namespace

bool read_year_of_event(const Excerpt& phrase, const Text& text, const MomentContext& context,
                        Notes& notes, Moment& moment) {
  const std::string_view folded = text.folded();
  for (const YearLink& link : links) {
    const auto at = folded.find(link.words);
    if (at == std::string_view::npos) continue;
    const std::string_view event = trimmed(folded.substr(at + link.words.size()));
    if (event.empty() == link.names_event || !letters_only(event)) continue;
    const Span tail = text.span(text.begin() + at + 1, text.end());
    MomentContext unbound = context;
    unbound.year.reset();
    unbound.language = context.language;
    const Excerpt head = part_of(phrase, tail.begin);
    const Moment without = resolve_moment(head, unbound);
    constexpr int leap_year = 2000;
    const auto year = year_named(link, event, context);
    unbound.year = year.value_or(leap_year);
    Moment with = resolve_moment(head, unbound);
    if (!wants_a_year(without, with)) continue;
    count_in_years(link, event, head.text(), moment);
    if (year) {
      moment.sessions = std::move(with.sessions);
      moment.working = std::move(with.working);
      return true;
    }
    notes.add(tail, code::year_of_event, "the year is that of an event, which is not known here",
              "write the year with the date: uiterlijk 01/10/2023");
    return true;
  }
  return false;
}

bool read_open_alternative(const Excerpt& phrase, const Tokens& tokens,
                           const MomentContext& context, Notes& notes, Moment& moment) {
  const auto either = std::find_if(tokens.begin(), tokens.end(),
                                   [](const Token& token) { return token.is(Sign::either); });
  if (either == tokens.end() || either == tokens.begin()) return false;
  const auto vague =
      std::find_if(either, tokens.end(), [](const Token& token) { return token.is(Sort::vague); });
  const bool open = vague != tokens.end() && std::none_of(either, tokens.end(), is_date) &&
                    std::any_of(tokens.begin(), either, is_date);
  if (!open) return false;
  Moment written = resolve_moment(part_of(phrase, either->span.begin), context);
  const bool sure = written.kind == MomentClass::exact || written.kind == MomentClass::recurring;
  if (!sure) return false;
  moment.kind = MomentClass::ambiguous;
  moment.readings = {{"one of the days that are written: write it alone", written.sessions},
                     {"another day, which is not fixed yet: write it when it is", {}}};
  notes.add({either->span.source, either->span.begin, vague->span.end}, code::open_alternative,
            "one of the alternatives has no day yet",
            "write the days that are certain, and the last one when it is fixed");
  return true;
}

bool read_length_and_end(const Tokens& tokens, const Text& text, Notes& notes, Moment& moment) {
  if (tokens.size() < 3 || tokens.front().kind != Token::Kind::period) return false;
  const bool divided = tokens[1].is(Sign::dash) || tokens[1].is(Sign::comma) ||
                       tokens[1].is(Sign::open) || tokens[1].is(Sign::colon);
  const auto date = std::find_if(tokens.begin() + 2, tokens.end(), is_date);
  const bool plain = std::all_of(tokens.begin() + 2, date, [](const Token& token) {
    return token.is(Sort::bound) || token.is(Sort::end_of) || token.is(Sort::filler);
  });
  if (!divided || date == tokens.end() || !plain) return false;
  const Span length = tokens.front().span;
  const Span end{length.source, tokens[2].span.begin, tokens.back().span.end};
  moment.kind = MomentClass::ambiguous;
  moment.readings = {
      {fmt::format("'{}' holds: write the event that it counts from", text.written(length)), {}},
      {fmt::format("'{}' holds: write that day alone", text.written(end)), {}}};
  notes.add({length.source, length.begin, end.end}, code::length_and_end,
            "a length and an end are written, and they may come to different days",
            "write the last day alone");
  return true;
}

}  // namespace termijn::rules::moment
