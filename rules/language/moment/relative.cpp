#include <algorithm>

#include <fmt/format.h>

#include "rules/language/moment/detail/combined.hpp"

/// `einddatum + 14 dagen`, `binnen de 3 maanden na indiening`.
namespace termijn::rules::moment {
namespace {

/// Where the period stands; a clock word such as `48 uur` counts when something
/// says that a length is meant.
std::optional<std::size_t> period_at(const Tokens& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == Token::Kind::period) return i;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].hour_word) continue;
    const bool within = std::any_of(tokens.begin(), tokens.begin() + static_cast<int>(i),
                                    [](const Token& t) { return t.is(Bound::within); });
    const bool added = i > 0 && tokens[i - 1].is(Sign::plus);
    const bool followed = i + 1 < tokens.size() &&
                          (tokens[i + 1].is(Bound::after) || tokens[i + 1].is(Bound::before));
    if (within || added || followed) return i;
  }
  return std::nullopt;
}

bool is_time(const Token& token) {
  switch (token.kind) {
    case Token::Kind::day:
    case Token::Kind::month:
    case Token::Kind::year:
    case Token::Kind::weekday:
    case Token::Kind::part:
    case Token::Kind::period:
      return true;
    default:
      return false;
  }
}

class RelativeReader {
 public:
  RelativeReader(const Tokens& tokens, const Text& text, Notes& notes)
      : tokens_(tokens), text_(text), notes_(notes) {}

  std::optional<Relative> read() {
    const std::size_t at = *period_at(tokens_);
    relative_.period = tokens_[at].period;
    relative_.span = tokens_[at].span;
    if (at > 0 && adds(tokens_[at - 1])) {
      relative_.direction = tokens_[at - 1].is(Sign::dash) ? Direction::before : Direction::after;
      anchor(0, at - 1);
      if (at + 1 < tokens_.size()) trailing(at + 1);
    } else {
      for (std::size_t i = 0; i < at; ++i) leading(i);
      following(at + 1);
    }
    check_extremes();
    if (!notes_.clean()) return std::nullopt;
    return std::move(relative_);
  }

  /// The tokens as an event alone.
  std::optional<std::string> read_anchor() {
    relative_.span = tokens_.empty() ? Span{} : tokens_.front().span;
    anchor(0, tokens_.size());
    if (!notes_.clean()) return std::nullopt;
    return relative_.anchor;
  }

 private:
  bool adds(const Token& token) const { return token.is(Sign::plus) || token.is(Sign::dash); }

  void refuse(const Token& token) {
    notes_.error(
        token.span, code::twist,
        fmt::format("'{}' may change what the time limit means", text_.written(token.span)),
        "write the limit alone: 14 dagen na de beslissing");
  }

  /// Words before the period: what only says that it is a limit, and its sort.
  void leading(std::size_t i) {
    const Token& token = tokens_[i];
    const bool harmless = token.is(Sort::filler) || token.is(Bound::within) ||
                          token.is(Bound::until) || token.is(Bound::out_of) ||
                          token.is(Sign::colon) || token.is(Sign::comma) ||
                          token.is(Sign::ignored) || token.is(Sort::deadline);
    if (token.is(Sort::least)) {
      least_ = token.span;
    } else if (token.is(Sort::most)) {
      most_ = token.span;
    } else if (token.kind == Token::Kind::word) {
      ++words_;
    } else if (!harmless) {
      refuse(token);
    }
    constexpr int most_words = 8;
    if (words_ > most_words) refuse(token);
  }

  void trailing(std::size_t from) {
    for (std::size_t i = from; i < tokens_.size(); ++i) {
      const Token& token = tokens_[i];
      if (!token.is(Sign::ignored) && !token.is(Sort::filler)) refuse(token);
    }
  }

  void following(std::size_t i) {
    while (i < tokens_.size() && skipped(tokens_[i])) ++i;
    if (i == tokens_.size()) return;
    const Token& token = tokens_[i];
    if (token.is(Sort::ahead)) {
      relative_.direction = Direction::before;
      return trailing(i + 1);
    }
    const bool of = token.is(Sign::either) && !says_or(token);
    if (token.is(Bound::before))
      relative_.direction = Direction::before;
    else if (!(token.is(Bound::after) || token.is(Bound::from) || token.is(Bound::out_of) || of)) {
      return refuse(token);  // `14 dagen bedenktijd` does not say from when
    }
    if (i + 1 == tokens_.size()) return refuse(token);
    anchor(i + 1, tokens_.size());
  }

  bool skipped(const Token& token) {
    if (token.is(Sort::off_days)) {
      relative_.working_days_unclear = relative_.period.unit == Unit::day;
      return true;
    }
    return token.is(Sign::comma) || token.is(Sign::ignored) || token.is(Sort::filler);
  }

  /// The event: everything from here on, as written, without its article.
  void anchor(std::size_t first, std::size_t end) {
    while (first < end && tokens_[first].is(Sort::filler)) ++first;
    while (end > first && tokens_[end - 1].is(Sign::ignored)) --end;
    if (first == end) {
      return notes_.error(relative_.span, code::unbounded_limit, "the limit names no event",
                          "write the event that it counts from: beslissing + 14 dagen");
    }
    for (std::size_t i = first; i < end; ++i) check_anchor(tokens_[i]);
    const Span span{tokens_[first].span.source, tokens_[first].span.begin,
                    tokens_[end - 1].span.end};
    relative_.span = {span.source, std::min(span.begin, relative_.span.begin),
                      std::max(span.end, relative_.span.end)};
    relative_.anchor = folded(text_.written(span));
  }

  void check_anchor(const Token& token) {
    const bool word =
        token.kind == Token::Kind::word || token.is(Sort::filler) || token.is(Sort::deadline) ||
        token.is(Sort::opening) || token.is(Sort::ordinal_word) || token.is(Sort::end_of) ||
        token.is(Sign::dash) || token.is(Bound::out_of) || token.is(Sign::ignored) ||
        (token.soft && !token.is(Bound::before) && !says_or(token)) || token.is(Sign::open) ||
        token.is(Sign::close) || (token.kind == Token::Kind::number && token.ordinal);
    if (word) return;
    if (is_time(token)) {
      notes_.error(token.span, code::unbounded_limit,
                   "a limit counts from an event, and this is a date",
                   "write the last day itself: uiterlijk 31/10/2023");
    } else {
      refuse(token);
    }
  }

  /// `of` is English in `end of the project` and Dutch in `beslissing of kennisgeving`.
  bool says_or(const Token& token) const {
    return token.is(Sign::either) && (speaks(tokens_, dutch) || !token.soft);
  }

  static std::string folded(std::string_view written) {
    std::string name;
    for (const char byte : written) {
      const bool blank = byte == ' ' || (byte >= '\t' && byte <= '\r');
      if (blank && (name.empty() || name.back() == ' ')) continue;
      const bool capital = byte >= 'A' && byte <= 'Z';
      name += blank ? ' ' : capital ? static_cast<char>(byte + ('a' - 'A')) : byte;
    }
    return name;
  }

  /// `minstens 14 dagen na` opens, it closes nothing; `hoogstens 14 dagen voor` too.
  void check_extremes() {
    const bool after = relative_.direction == Direction::after;
    const std::optional<Span> wrong = after ? least_ : most_;
    if (!wrong) return;
    notes_.error(*wrong, code::unbounded_limit,
                 fmt::format("'{}' says when something may begin, not when it closes",
                             text_.written(*wrong)),
                 "write the last day or the limit: binnen 14 dagen na …");
  }

  const Tokens& tokens_;
  const Text& text_;
  Notes& notes_;
  Relative relative_;
  std::optional<Span> least_;
  std::optional<Span> most_;
  int words_ = 0;
};

}  // namespace

bool tells_a_period(const Tokens& tokens) { return period_at(tokens).has_value(); }

std::optional<Relative> read_relative(const Tokens& tokens, const Text& text, Notes& notes) {
  return RelativeReader(tokens, text, notes).read();
}

std::optional<std::string> read_anchor(const Tokens& tokens, const Text& text, Notes& notes) {
  return RelativeReader(tokens, text, notes).read_anchor();
}

void resolve_relative(const Relative& relative, const MomentContext& context, Notes& notes,
                      Moment& moment) {
  if (relative.working_days_unclear) {
    moment.kind = MomentClass::ambiguous;
    notes.add(relative.span, code::which_days,
              "calendar days that leave out weekends are working days",
              "write 'calendar days' or 'working days'");
    moment.readings = {{"every day counts: write 'calendar days' alone", {}},
                       {"only working days count: write 'working days'", {}}};
    return;
  }
  const CountedLimit counted{
      .anchor = relative.anchor, .period = relative.period, .direction = relative.direction};
  settle_limit(std::make_shared<const LimitExpression>(LimitExpression{counted}), relative.span,
               context, notes, moment);
}

namespace {

Window closing_at(const ResolvedLimit& limit) {
  return {.from = std::nullopt, .until = limit.closes, .until_inclusive = limit.inclusive};
}

/// The window of a limit that hangs on no event, as it is asked for.
Window window_of(const ResolvedLimit& limit, const MomentContext& context) {
  Window window = closing_at(limit);
  if (context.as == ReadAs::deadline) return window;
  const Date day = last_day(limit.closes, limit.inclusive, context.zone);
  window.from = limit.inclusive ? limit.closes : context.zone.start_of_day(day);
  if (context.as == ReadAs::start) window = {.from = window.from, .until = std::nullopt};
  return window;
}

}  // namespace

void settle_limit(LimitNode limit, Span span, const MomentContext& context, Notes& notes,
                  Moment& moment) {
  moment.limit = std::move(limit);
  const auto counts = counted_limits(*moment.limit);
  const auto main = std::find_if(counts.begin(), counts.end(),
                                 [](const CountedLimit* counted) { return !counted->from; });
  const bool relative = main != counts.end();
  moment.kind = relative ? MomentClass::relative : MomentClass::exact;
  if (relative) moment.relative = {(*main)->anchor, (*main)->period, (*main)->direction};
  if (relative && (context.regime == nullptr || context.calendar == nullptr)) return;
  const auto events = [&context](std::string_view anchor, Direction) {
    const auto event = context.anchors.find(anchor);
    return event == context.anchors.end() ? LimitEvent{} : LimitEvent{.at = event->second};
  };
  ResolvedLimit resolved =
      resolve_limit(*moment.limit, {context.regime, context.calendar, context.zone}, events);
  if (!resolved.fault.empty()) {
    notes.error(span, code::uncounted_limit, resolved.fault,
                "write the last day itself: uiterlijk 31/10/2023");
    return;
  }
  if (!resolved.known) return;
  moment.sessions = {relative ? closing_at(resolved) : window_of(resolved, context)};
  moment.steps = std::move(resolved.steps);
}

}  // namespace termijn::rules::moment
