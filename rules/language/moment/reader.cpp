#include "rules/language/moment/detail/reader.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace termijn::rules::moment {
namespace {

std::optional<std::chrono::seconds> fixed_offset(const NamedZone& zone) {
  if (!zone.place.empty()) return std::nullopt;
  if (!zone.word) return zone.offset;
  const ZoneWord& word = *zone_word(*zone.word);
  if (!word.fixed) return std::nullopt;
  return std::chrono::hours{word.literal_hours};
}

/// `Brussels time (CET)`, `AoE (UTC-12)`: two names for one zone.
bool agree(const NamedZone& a, const NamedZone& b) {
  const auto place = [](const NamedZone& zone) {
    return zone.word ? zone_word(*zone.word)->place : std::string_view(zone.place);
  };
  const auto first = fixed_offset(a);
  const auto second = fixed_offset(b);
  if (first && second) return *first == *second;
  return !place(a).empty() && place(a) == place(b);
}

}  // namespace

std::optional<Sentence> Reader::read() {
  for (at_ = 0; at_ < tokens_.size() && notes_.clean(); ++at_) {
    if (at_ < comment_end_) continue;
    step(tokens_[at_]);
    settle(tokens_[at_]);
  }
  if (notes_.clean()) finish();
  if (!notes_.clean()) return std::nullopt;
  return std::move(sentence_);
}

void Reader::step(const Token& token) {
  switch (token.kind) {
    case Token::Kind::word:
      return word(token);
    case Token::Kind::sign:
      return notes_.error(token.span, code::odd_sign,
                          fmt::format("'{}' is no part of a date", text_.written(token.span)),
                          "leave the sign out");
    case Token::Kind::term:
      return term(token);
    case Token::Kind::day:
      return day(token);
    case Token::Kind::week:
      return spot(
          {.unit = Spot::Unit::iso_week, .day = token.day, .nth = token.value, .span = token.span});
    case Token::Kind::number:
      return number(token);
    case Token::Kind::year:
      return year(token);
    case Token::Kind::month:
      return month(token);
    case Token::Kind::weekday:
      return weekday(token);
    case Token::Kind::part:
      return part(token);
    case Token::Kind::period:
      return;  // read_relative's business
  }
}

void Reader::term(const Token& token) {
  switch (token.sort) {
    case Sort::sign:
      return sign(token);
    case Sort::bound:
      return bound(token);
    case Sort::zone:
      return zone(token);
    case Sort::deadline:
      return deadline(token);
    case Sort::week:
      week_ = token.value + 1;
      week_span_ = token.span;
      return;
    case Sort::opening:
      if (!sentence_.items.empty()) return unconnected(token.span);
      sentence_.opening = true;
      return;
    case Sort::extension:
      return extension(token);
    case Sort::recurring:
      sentence_.recurring = true;
      return;
    case Sort::reserve:
      reserve_ = token.span;
      certainty_ = Certainty::reserve;
      return;
    case Sort::inclusive:
      sentence_.inclusive = token.value == 1;
      return;
    case Sort::end_of:
      return end_of(token);
    case Sort::filler:
      return filler(token);
    case Sort::ordinal_word:
      if (counted(token)) return;
      return sentence_.items.empty() ? void() : twisted(token);
    case Sort::quarter:
      return token.value == 0 ? twisted(token) : quarter(token.value, token.span, at_);
    case Sort::whole:
      whole_ = token.span;
      return;
    case Sort::coming:
      coming_ = token.span;
      return;
    case Sort::next_day:
      return next_day(token);
    case Sort::vague:
      return labels_an_end() ? word(token) : twisted(token);
    default:
      return twisted(token);
  }
}

/// `uitgesteld naar 15 mei` names the day that holds; behind a date only a remark in
/// brackets or after a dash leaves that date standing: `15 mei (verlengd)`.
void Reader::extension(const Token& token) {
  const bool remark = depth_ > 0 || (at_ > 0 && tokens_[at_ - 1].is(Sign::dash));
  if (!sentence_.items.empty() && (token.value == 1 || !remark)) {
    return notes_.error(
        token.span, code::twist,
        fmt::format("'{}' may replace the date before it", text_.written(token.span)),
        "write the new date alone");
  }
  extension_ = token.span;
}

/// `het einde van 15 mei` closes that day; of anything longer it pins nothing.
void Reader::end_of(const Token& token) {
  const Token* next = after(at_);
  if (next != nullptr && next->kind == Token::Kind::day && !part_) {
    const Clock end{.hour = 24, .end_of_day = true, .span = token.span};
    part_ = PartOfDay{.clock = end, .span = token.span};
    return;
  }
  notes_.vague(token.span, code::vague,
               fmt::format("'{}' cannot be pinned to a day", text_.written(token.span)),
               "write the last day: uiterlijk 31/10/2023");
}

void Reader::sign(const Token& token) {
  switch (static_cast<Sign>(token.value)) {
    case Sign::comma:
      return join(Link::comma);
    case Sign::semicolon:
    case Sign::both:
    case Sign::plus:
    case Sign::respectively:
      return joins_nothing() ? unconnected(token.span) : join(Link::list);
    case Sign::slash:
      return slash(token);
    case Sign::either:
      return either(token);
    case Sign::colon:
      return colon(token);
    case Sign::open:
      return open(token);
    case Sign::close:
      depth_ = std::max(0, depth_ - 1);
      if (link_ == Link::bracket) link_ = Link::none;
      return;
    case Sign::dash:
      return dash(token);
    case Sign::dots:
      words_since_ = false;
      return;
    case Sign::ignored:
      return;
  }
}

void Reader::slash(const Token& token) {
  const Token* next = after(at_);
  if (next == nullptr || next->is(Bound::between)) return join(Link::list);
  if (names_a_time(next) && !sentence_.items.empty()) unconnected(token.span);
}

/// The English `of` stands among words; the Dutch one between two dates.
void Reader::either(const Token& token) {
  // `X of voor 1 juni`: the words before it may take the day in.
  const Token* next = after(at_);
  if (next != nullptr && next->is(Sort::bound)) return unconnected(token.span);
  const bool says_or = !token.soft || speaks(tokens_, dutch);
  if (says_or && joins_nothing()) return unconnected(token.span);
  // `closing of the call`
  if (!says_or && next != nullptr && next->kind == Token::Kind::word) return;
  const bool dutch_or = !sentence_.items.empty();
  if (dutch_or && !names_a_time(next)) return unconnected(token.span);
  join(Link::either);
}

/// `de aanvang en 15 mei`: a date is joined to something that is none.
bool Reader::joins_nothing() const {
  return sentence_.items.empty() && words_ > 0 && names_a_time(after(at_));
}

void Reader::join(Link link) {
  if (!sentence_.items.empty()) link_ = std::max(link_, link);
}

/// `Week van 19/06: maandag …`: what precedes the colon frames what follows.
void Reader::colon(const Token& token) {
  if (depth_ > 0 || sentence_.items.empty()) return;
  const bool more = std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(at_) + 1,
                                tokens_.end(), [this](const Token& t) { return names_a_time(&t); });
  if (!more) return;
  // `startdatum: 1 maart, einddatum: 15 mei`
  if (sentence_.opening && bound_ == Bound::until && tokens_[at_ - 1].is(Sort::deadline)) return;
  const Item& item = sentence_.items.front();
  const bool frames =
      sentence_.items.size() == 1 && !sentence_.header && !words_since_ &&
      item.bound == Bound::none &&
      (item.first.unit == Spot::Unit::week || item.first.unit == Spot::Unit::iso_week);
  if (!frames) return unconnected(token.span);
  sentence_.header = item;
  sentence_.items.clear();
  link_ = Link::none;
}

void Reader::open(const Token&) {
  if (!sentence_.items.empty() && comment_in_brackets(at_)) {
    while (!tokens_[at_].is(Sign::close)) comment_end_ = ++at_;
    return;
  }
  ++depth_;
  join(Link::bracket);
}

void Reader::dash(const Token&) {
  const Token* next = after(at_);
  if (sentence_.items.empty() || !names_a_time(next)) return;
  if (next->kind != Token::Kind::part) link_ = Link::range;
}

const Token* Reader::after(std::size_t at) const {
  for (std::size_t i = at + 1; i < tokens_.size(); ++i) {
    if (!tokens_[i].is(Sort::filler) && !tokens_[i].is(Sign::ignored)) return &tokens_[i];
  }
  return nullptr;
}

bool Reader::names_a_time(const Token* token) const {
  if (token == nullptr) return false;
  switch (token->kind) {
    case Token::Kind::day:
    case Token::Kind::week:
    case Token::Kind::month:
    case Token::Kind::year:
    case Token::Kind::number:
    case Token::Kind::weekday:
    case Token::Kind::part:
    case Token::Kind::period:
      return true;
    case Token::Kind::term:
      return token->is(Sort::week) || token->is(Sort::quarter) || token->is(Sort::ordinal_word) ||
             token->is(Sort::end_of) || (token->is(Sort::bound) && !token->soft);
    default:
      return false;
  }
}

void Reader::zone(const Token& token) {
  if (token.soft && !after_clock()) {
    return notes_.error(
        token.span, code::unknown_zone,
        fmt::format("'{}' is a zone only behind a clock time", text_.written(token.span)),
        "write the zone right behind the hour, or leave the word out");
  }
  if (token.zone->word && zone_word(*token.zone->word) == nullptr) {
    return notes_.error(token.span, code::unknown_zone,
                        fmt::format("'{}' names more than one zone: {}", text_.written(token.span),
                                    zone_meanings(*token.zone->word)),
                        "write the zone in full, or its distance: UTC+2");
  }
  const bool agrees = !sentence_.zone || agree(*sentence_.zone, *token.zone);
  // Of `Brussels time (CET)` the letters say more: they must hold on that day.
  const bool says_more =
      !sentence_.zone || (token.zone->word && zone_word(*token.zone->word)->fixed);
  if (agrees && !says_more) return;
  if (!agrees) {
    return notes_.error(token.span, code::two_zones, "the phrase names two zones",
                        "write the one that holds");
  }
  sentence_.zone = token.zone;
}

void Reader::deadline(const Token& token) {
  if (sentence_.items.empty()) {
    sentence_.deadline = true;
    return;
  }
  // `opent op A en sluit op B`
  if (sentence_.opening && sentence_.items.size() == 1 && !sentence_.items.front().last) {
    bound_ = Bound::until;
    bound_span_ = token.span;
    bound_adjacent_ = true;
    words_since_ = false;
    link_ = Link::none;
    return;
  }
  words_since_ = true;
}

/// `einde projectoproep: 15 mei`
bool Reader::labels_an_end() const {
  return names_an_end(tokens_[at_]) && at_ + 1 < tokens_.size() &&
         tokens_[at_ + 1].kind == Token::Kind::word;
}

void Reader::twisted(const Token& token) {
  notes_.error(token.span, code::twist,
               fmt::format("'{}' may change what the date means", text_.written(token.span)),
               "write the date without it, or write the day that is meant");
}

void Reader::unconnected(Span span) {
  notes_.error(
      span, code::unconnected,
      fmt::format("it is not clear how '{}' belongs to the date before it", text_.written(span)),
      "write 'tot en met' for a stretch, ';' between sessions and 'of' between "
      "alternatives");
}

bool speaks(const Tokens& tokens, unsigned language) {
  return std::any_of(tokens.begin(), tokens.end(), [language](const Token& token) {
    return token.kind != Token::Kind::sign && token.languages == language;
  });
}

std::optional<Sentence> read_sentence(const Tokens& tokens, const Text& text, Notes& notes) {
  return Reader(tokens, text, notes).read();
}

}  // namespace termijn::rules::moment
