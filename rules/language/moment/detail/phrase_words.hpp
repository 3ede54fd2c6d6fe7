#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "rules/language/moment/detail/text.hpp"
#include "rules/language/moment/limit_expression.hpp"

/// The words that put limits together. They are looked for in the words of a phrase
/// before its dates are read, so that each part is read as a phrase of its own.
namespace termijn::rules::moment {

/// A run of letters and digits of the folded text, or a sign that sets words off.
struct Word {
  std::string_view text;
  const char* begin = nullptr;
  const char* end = nullptr;
};

/// Words `[first, last)` of a phrase.
struct Slice {
  std::size_t first = 0;
  std::size_t last = 0;

  bool empty() const { return first >= last; }
};

/// What joins a limit with what follows it, and where that begins.
struct Joint {
  enum class Kind { not_after, not_before, suspended };
  Kind kind;
  std::size_t at = 0;     ///< Its first word.
  std::size_t right = 0;  ///< The first word behind it.
};

/// `of de maandag daarna om 17u als het een weekend is`
struct RollTail {
  std::size_t at = 0;
  std::optional<std::chrono::weekday> to{};  ///< Empty: the next working day.
  Slice clock{};
  Slice when{};  ///< Behind `als`; empty when it is not said.
};

/// `de vroegste van A en B`, `A of B, wat het eerst komt`
struct Pick {
  bool later = false;
  Slice both{};
};

/// `de eerste werkdag na D`
struct NthWorkingDay {
  int amount = 1;
  Direction direction = Direction::after;
  bool last = false;  ///< `de laatste`, which only stands before a date.
  Slice from{};
};

class PhraseWords {
 public:
  PhraseWords(const Text& text, unsigned languages);

  Slice all() const { return {0, words_.size()}; }
  /// Without the signs that only set the slice off.
  Slice trimmed(Slice slice) const;
  const Word& word(std::size_t at) const { return words_[at]; }

  /// The joint that begins at word `at`, when one does.
  std::optional<Joint> joint_at(std::size_t at, Slice slice) const;
  std::optional<RollTail> roll_tail(Slice slice) const;
  std::optional<Pick> pick(Slice slice) const;
  std::optional<NthWorkingDay> nth_working_day(Slice slice) const;
  bool names_a_working_day(Slice slice) const;
  /// Where `A en B` may be divided.
  std::vector<std::size_t> links(Slice slice) const;
  /// The days that `het een weekend of een feestdag is` names; empty when it says
  /// something else, with the word that is not known in `unknown`.
  std::optional<Regime::DaysOff> days_off(Slice when, std::size_t& unknown) const;

 private:
  /// The longest of the groups of words that stands at `at`, by its length; 0: none.
  /// A group that begins with `!` is English, with `^` Dutch.
  std::size_t match(std::size_t at, Slice slice, std::string_view groups) const;
  std::optional<Pick> pick_before(Slice slice) const;
  std::optional<Pick> pick_behind(Slice slice) const;
  std::optional<int> weekday_at(std::size_t at, Slice slice) const;
  std::size_t day_words(std::size_t at, Slice slice, RollTail& tail) const;

  std::vector<Word> words_;
  unsigned languages_;
};

}  // namespace termijn::rules::moment
