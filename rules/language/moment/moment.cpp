#include "rules/language/moment/moment.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "rules/language/moment/detail/combined.hpp"
#include "rules/language/moment/detail/compound.hpp"
#include "rules/language/moment/detail/grammar.hpp"
#include "rules/language/moment/detail/resolver.hpp"

namespace termijn::rules {
namespace moment {
namespace {

constexpr std::size_t most_bytes = 1000;

}  // namespace

unsigned languages_of(Language language) {
  switch (language) {
    case Language::nl:
      return dutch;
    case Language::en:
      return english;
    case Language::any:
      return both_languages;
  }
  return both_languages;
}

namespace {

/// `einde projectoproep: 15 mei`: the end of something whose day is written.
bool heads_a_label(const Tokens& tokens, const Token& token) {
  const auto next = static_cast<std::size_t>(&token - tokens.data()) + 1;
  return names_an_end(token) && next < tokens.size() && tokens[next].kind == Token::Kind::word;
}

void note_vague(const Tokens& tokens, const Text& text, Notes& notes) {
  for (const Token& token : tokens) {
    if (!token.is(Sort::vague) || heads_a_label(tokens, token)) continue;
    notes.vague(token.span, code::vague,
                fmt::format("'{}' cannot be pinned to a day", text.written(token.span)),
                "write the last day: uiterlijk 31/10/2023");
  }
}

/// What was refused for its wording is vague as well when it names a month and
/// no day: `na de vergadering van november 2020`.
void note_month_alone(const Tokens& tokens, Notes& notes) {
  const Token* month = nullptr;
  for (const Token& token : tokens) {
    const bool day = token.kind == Token::Kind::day || token.kind == Token::Kind::number ||
                     token.kind == Token::Kind::period;
    const bool other = token.is(Sort::twist) || token.kind == Token::Kind::weekday;
    if (day || other) return;
    if (token.kind == Token::Kind::month && month == nullptr) month = &token;
  }
  if (month == nullptr) return;
  notes.vague(month->span, code::vague_month, "a whole month is not a day",
              "write the last day: uiterlijk 31/10/2023");
}

void take_over(Moment& moment, const Resolved& resolved) {
  moment.year_inferred = resolved.year_inferred;
  moment.half_days = resolved.half_days;
  moment.working = resolved.working;
}

void add_readings(Moment& moment, const std::array<Resolved, 2>& both, Notes& notes) {
  moment.kind = MomentClass::ambiguous;
  for (const Doubt& doubt : both[0].doubts) {
    notes.add(doubt.span, doubt.code, doubt.message, doubt.means[0] + "; " + doubt.means[1]);
  }
  for (std::size_t choice = 0; choice < both.size(); ++choice) {
    std::string means;
    for (const Doubt& doubt : both[0].doubts) {
      means += (means.empty() ? "" : "; ") + doubt.means[choice];
    }
    // Without a year the readings have no instants to show.
    const bool shown = !both[choice].year_missing;
    moment.readings.push_back({means, shown ? both[choice].sessions : std::vector<Window>{}});
  }
}

/// A date of every year has no year of its own, and 29 February is the last day of the
/// month in the years that have none.
void settle_years(Sentence& sentence, const MomentContext& context, const Text& text,
                  Notes& notes) {
  constexpr int february = 2;
  constexpr int leap_day = 29;
  const auto settle = [&](Spot& spot) {
    if (spot.day.year) {
      notes.error(spot.span, code::year_of_a_yearly_date,
                  fmt::format("'{}' is of one year, and this comes back every year",
                              text.written(spot.span)),
                  "leave out the year, or the word that says every year");
    }
    const bool leap = context.year && std::chrono::year{*context.year}.is_leap();
    if (spot.day.month != february || spot.day.day != leap_day || !context.year || leap) return;
    spot.day.day = leap_day - 1;
    notes.warn(spot.span, code::no_leap_day,
               fmt::format("{} has no 29 February: it is 28 February", *context.year),
               "write 28 februari or 1 maart if that is what is meant");
  };
  for (Item& item : sentence.items) {
    settle(item.first);
    if (item.last) settle(*item.last);
  }
}

void resolve_sentence(const Sentence& sentence, const MomentContext& context, const Text& text,
                      Notes& notes, Moment& moment) {
  std::array<Resolved, 2> both{Resolver(sentence, context, text, 0, notes).resolve(), {}};
  if (!notes.clean()) return;
  take_over(moment, both[0]);
  if (!both[0].doubts.empty()) {
    moment.working.clear();  // of one reading only
    both[1] = Resolver(sentence, context, text, 1, notes).resolve();
    if (notes.clean()) add_readings(moment, both, notes);
    return;
  }
  if (sentence.recurring || both[0].year_missing) {
    moment.kind = MomentClass::recurring;
    // The year of the call gives the date of that year as well.
    if (context.year && sentence.recurring) moment.sessions = both[0].sessions;
    if (!sentence.recurring) {
      notes.warn(sentence.span, code::every_year,
                 "no year is written and none is known: this comes back every year",
                 "write the year with the date, or give the year of the call");
    }
    return;
  }
  moment.kind = MomentClass::exact;
  moment.sessions = both[0].sessions;
}

/// What is in doubt in a part of a limit leaves the whole in doubt.
void resolve_combined(const Combined& combined, Span span, const MomentContext& context,
                      Notes& notes, Moment& moment) {
  moment.year_inferred = combined.year_inferred;
  if (combined.doubts.empty()) return settle_limit(combined.limit, span, context, notes, moment);
  moment.kind = MomentClass::ambiguous;
  std::array<std::string, 2> means;
  for (const Doubt& doubt : combined.doubts) {
    notes.add(doubt.span, doubt.code, doubt.message, doubt.means[0] + "; " + doubt.means[1]);
    for (std::size_t choice = 0; choice < means.size(); ++choice) {
      means[choice] += (means[choice].empty() ? "" : "; ") + doubt.means[choice];
    }
  }
  moment.readings = {{means[0], {}}, {means[1], {}}};
}

void resolve(const Excerpt& phrase, const Text& text, const MomentContext& context, Notes& notes,
             Moment& moment) {
  const auto combined = read_combined(phrase, text, context, notes);
  if (combined) return resolve_combined(*combined, phrase.span, context, notes, moment);
  if (!notes.clean()) return;
  if (read_year_of_event(phrase, text, context, notes, moment)) return;
  const auto tokens = make_tokens(parse_pieces(text), text, languages_of(context.language), notes);
  if (!tokens || read_open_alternative(phrase, *tokens, context, notes, moment)) return;
  if (read_length_and_end(*tokens, text, notes, moment)) return;
  note_vague(*tokens, text, notes);
  if (!notes.clean()) return;
  if (tells_a_period(*tokens)) {
    if (const auto relative = read_relative(*tokens, text, notes)) {
      resolve_relative(*relative, context, notes, moment);
    }
    return;
  }
  auto sentence = read_sentence(*tokens, text, notes);
  if (sentence && sentence->recurring) settle_years(*sentence, context, text, notes);
  if (!notes.clean() && sentence) return;
  if (sentence)
    resolve_sentence(*sentence, context, text, notes, moment);
  else
    note_month_alone(*tokens, notes);
}

}  // namespace
}  // namespace moment

Moment resolve_moment(const Excerpt& phrase, const MomentContext& context) {
  Moment moment;
  moment::Notes notes;
  if (phrase.text().size() > moment::most_bytes) {
    notes.error(phrase.span, moment::code::too_long, "the phrase is longer than 1,000 bytes",
                "write the date and the words that belong to it alone");
  } else {
    const moment::Text text(phrase);
    moment::resolve(phrase, text, context, notes, moment);
  }
  if (!notes.clean()) {
    moment = {};
    moment.kind = notes.is_vague() ? MomentClass::vague : MomentClass::error;
  }
  moment.diagnostics = notes.take();
  return moment;
}

std::string_view to_string(MomentClass kind) {
  switch (kind) {
    case MomentClass::exact:
      return "exact";
    case MomentClass::relative:
      return "relative";
    case MomentClass::ambiguous:
      return "ambiguous";
    case MomentClass::vague:
      return "vague";
    case MomentClass::recurring:
      return "recurring";
    case MomentClass::error:
      return "error";
  }
  return "error";
}

std::string_view to_string(Certainty certainty) {
  switch (certainty) {
    case Certainty::firm:
      return "firm";
    case Certainty::reserve:
      return "reserve";
    case Certainty::alternative:
      return "alternative";
  }
  return "firm";
}

}  // namespace termijn::rules
