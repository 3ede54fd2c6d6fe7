#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "rules/language/moment/detail/reader.hpp"
#include "rules/language/moment/detail/vocabulary.hpp"

/// The words of the sentence round a date: which may be passed over, and which
/// may not because they could say something about it.
namespace termijn::rules::moment {
namespace {

// A snippet cut from a sentence, not a sentence on its own: more words than this
// round a date may well say something about it.
constexpr int most_words = 14;

bool capital(std::string_view word) {
  return !word.empty() && word.front() >= 'A' && word.front() <= 'Z';
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// `maandagavond`, `Mondays`, `werkingsjaar`: more than the words round a date.
bool hides_a_date(std::string_view folded) {
  const auto starts = [folded](const Entry& entry) {
    return entry.sort == Sort::weekday && folded.starts_with(entry.words);
  };
  return folded.ends_with("jaar") || std::ranges::any_of(dutch_lexicon(), starts) ||
         std::ranges::any_of(english_lexicon(), starts);
}

/// `gestemd`, `launched`: what was done on a day is no closing of it.
bool participle(std::string_view folded) {
  const bool dutch = folded.size() > 5 && folded.starts_with("ge") &&
                     (folded.ends_with('d') || folded.ends_with('t') || folded.ends_with("en"));
  return dutch || (folded.size() > 4 && folded.ends_with("ed"));
}

/// Words behind which a noun stands, not something said of the date.
bool preposition(const Token& token) {
  return token.soft ||
         one_of(token.folded, {"op", "om", "te", "ten", "ter", "der", "aan", "bij", "met", "in",
                               "on", "at", "for", "via", "door", "per", "naar", "uit", "using"});
}

}  // namespace

bool names_an_end(const Token& token) {
  return token.is(Sort::vague) && one_of(token.folded, {"einde", "eind", "end"});
}

/// Keeps track of whether the next word would say something about the date.
void Reader::settle(const Token& token) {
  if (token.kind == Token::Kind::word) {
    if (flavour(token.folded) == Flavour::auxiliary) exposed_ = true;
    if (preposition(token)) exposed_ = false;
  } else if (token.kind != Token::Kind::term) {
    exposed_ = true;
  } else if (token.is(Sort::zone)) {
    exposed_ = true;
  } else if (token.is(Sort::filler) || token.soft) {
    if (flavour(token.folded) == Flavour::auxiliary) exposed_ = true;
    if (preposition(token)) exposed_ = false;
  } else if (token.is(Sort::sign) && !token.is(Sign::close) && !token.is(Sign::ignored)) {
    exposed_ = false;
  }
}

void Reader::filler(const Token& token) {
  // `17 uur MET`: as capitals behind an hour it is Middle European Time, no Dutch word.
  if (token.folded != "met") return;
  const std::string_view written = text_.written(token.span);
  const bool capitals = written.size() > 1 && capital(written) && capital(written.substr(1));
  if (capitals && at_ > 0 && tokens_[at_ - 1].kind == Token::Kind::part) no_zone(token);
}

void Reader::word(const Token& token) {
  const Flavour said = flavour(token.folded);
  if (said == Flavour::twist || hides_a_date(token.folded)) {
    return notes_.error(
        token.span, code::twist,
        fmt::format("'{}' may change what the date means", text_.written(token.span)),
        "write the date alone: maandag 12/06/2023 om 18u00");
  }
  const bool plain =
      token.kind == Token::Kind::word && said != Flavour::neutral && said != Flavour::auxiliary;
  if (plain && behind_clock()) return no_zone(token);
  if (said == Flavour::unknown && token.kind == Token::Kind::word && exposed_) expose(token);
  const bool other = said == Flavour::other_day || (plain && participle(token.folded));
  if (other && !sentence_.other_day) sentence_.other_day = token.span;
  bound_adjacent_ = false;
  words_since_ = !sentence_.items.empty() || words_since_;
  sentence_.passed_over.push_back(token.span);
  if (++words_ > most_words) {
    notes_.error(token.span, code::too_many_words, "too many words round the date",
                 "write the date and the words that belong to it alone");
  }
}

/// `de datum van 15 mei wordt herbekeken`: a word of unknown effect where something
/// is said of the date. Behind `uiterlijk 15 mei` it can only tell what must be done.
void Reader::expose(const Token& token) {
  if (sentence_.items.empty()) {
    if (!sentence_.predicate) sentence_.predicate = token.span;
    return;
  }
  const Item& item = sentence_.items.back();
  const bool bare = item.bound == Bound::none || item.bound == Bound::out_of;
  if (!bare || item.last) return;
  notes_.error(
      token.span, code::said_of_date,
      fmt::format("'{}' may say something about the date before it", text_.written(token.span)),
      "write such words before the date, or leave them out");
}

void Reader::no_zone(const Token& token) {
  notes_.error(token.span, code::unknown_zone,
               fmt::format("'{}' is no zone that is known here", text_.written(token.span)),
               "write the zone in full: Brussels time, UK time, UTC+2, Anywhere on Earth; or leave "
               "the place out");
}

/// `17:00 (EAT)`, `17u in Helsinki`: a name right behind an hour may be a zone.
bool Reader::behind_clock() const {
  for (std::size_t before = at_; before-- > 0;) {
    const Token& token = tokens_[before];
    const bool link = token.is(Sign::open) || token.is(Sign::comma) || token.is(Sign::dash) ||
                      (token.is(Sort::filler) && one_of(token.folded, {"in", "te", "at"}));
    if (link) continue;
    const bool half = token.kind == Token::Kind::part && token.part.kind == PartOfDay::Kind::half;
    return (token.kind == Token::Kind::part && !half) || token.is(Sort::zone);
  }
  return false;
}

/// Whether a short name such as `ET` or `Z` stands where only a zone can.
bool Reader::after_clock() const {
  for (std::size_t before = at_; before-- > 0;) {
    if (tokens_[before].is(Sign::open)) continue;
    return tokens_[before].kind == Token::Kind::part || tokens_[before].is(Sort::zone);
  }
  return false;
}

/// `(projecten in mei en juni)`: a remark that begins with a word and names
/// neither a day nor a time nor a limit.
bool Reader::comment_in_brackets(std::size_t at) const {
  if (at + 1 >= tokens_.size() || tokens_[at + 1].kind != Token::Kind::word) return false;
  // `17:00 (EAT)` names a zone.
  const bool after_time = at > 0 && tokens_[at - 1].kind == Token::Kind::part;
  if (after_time && flavour(tokens_[at + 1].folded) != Flavour::neutral) return false;
  for (std::size_t i = at + 1; i < tokens_.size(); ++i) {
    const Token& token = tokens_[i];
    if (token.is(Sign::close)) return true;
    const bool twist = flavour(token.folded) == Flavour::twist || hides_a_date(token.folded);
    const bool harmless = token.kind == Token::Kind::word || token.kind == Token::Kind::month ||
                          token.is(Sort::filler) || token.is(Sign::comma) || token.is(Sign::both);
    if (!harmless || twist) return false;
  }
  return false;
}

}  // namespace termijn::rules::moment
