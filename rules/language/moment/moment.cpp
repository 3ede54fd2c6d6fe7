#include "rules/language/moment/moment.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "rules/language/moment/detail/grammar.hpp"
#include "rules/language/moment/detail/resolver.hpp"

namespace termijn::rules {
namespace moment {
namespace {

constexpr std::size_t most_bytes = 1000;

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

void note_vague(const Tokens& tokens, const Text& text, Notes& notes) {
  for (const Token& token : tokens) {
    if (!token.is(Sort::vague)) continue;
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

void resolve_sentence(const Sentence& sentence, const MomentContext& context, const Text& text,
                      Notes& notes, Moment& moment) {
  std::array<Resolved, 2> both{Resolver(sentence, context, text, 0, notes).resolve(), {}};
  if (!notes.clean()) return;
  take_over(moment, both[0]);
  if (!both[0].doubts.empty()) {
    both[1] = Resolver(sentence, context, text, 1, notes).resolve();
    if (notes.clean()) add_readings(moment, both, notes);
    return;
  }
  if (sentence.recurring || both[0].year_missing) {
    moment.kind = MomentClass::recurring;
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

void resolve(const Text& text, const MomentContext& context, Notes& notes, Moment& moment) {
  const auto tokens = make_tokens(parse_pieces(text), text, languages_of(context.language), notes);
  if (!tokens) return;
  note_vague(*tokens, text, notes);
  if (!notes.clean()) return;
  if (tells_a_period(*tokens)) {
    if (const auto relative = read_relative(*tokens, text, notes)) {
      resolve_relative(*relative, context, notes, moment);
    }
    return;
  }
  const auto sentence = read_sentence(*tokens, text, notes);
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
    moment::resolve(text, context, notes, moment);
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
