#pragma once

#include "rules/language/moment/detail/combined.hpp"
#include "rules/language/moment/detail/grammar.hpp"
#include "rules/language/moment/detail/phrase_words.hpp"

namespace termijn::rules::moment {

using Part = std::optional<Combined>;

inline LimitNode make_limit(LimitExpression limit) {
  return std::make_shared<const LimitExpression>(std::move(limit));
}

/// Cuts a phrase at the words that put limits together and reads each part as a
/// phrase of its own. A part that is not read notes why and comes back empty.
class CombinedReader {
 public:
  CombinedReader(const Excerpt& phrase, const Text& text, const MomentContext& context)
      : phrase_(phrase),
        text_(text),
        context_(context),
        words_(text, languages_of(context.language)) {}

  bool combines() const { return combines(words_.trimmed(words_.all())); }
  Part read(Notes& notes) const { return limit(words_.trimmed(words_.all()), notes); }

 private:
  bool combines(Slice slice) const;
  bool tells_a_limit(Slice slice) const;
  std::optional<Joint> last_joint(Slice slice) const;

  Part limit(Slice slice, Notes& notes) const;
  Part rolled(Slice slice, const RollTail& tail, Notes& notes) const;
  Part joined(Slice slice, const Joint& joint, Notes& notes) const;
  Part bounded(Combined left, const Joint& joint, Slice right, Notes& notes) const;
  Part suspended(Combined left, Slice right, Notes& notes) const;
  Part picked(Slice slice, const Pick& pick, Notes& notes) const;
  Part picked_at(const Pick& pick, std::size_t link, Notes& notes) const;
  Part operand(Slice slice, Notes& notes) const;
  Part counted(const Tokens& tokens, const Text& text, Notes& notes) const;
  Part working_day(Slice slice, const NthWorkingDay& day, Notes& notes) const;
  Part fixed(Slice slice, Notes& notes) const;

  /// A date or stretch of dates, and what is in doubt about it.
  std::optional<Window> date(Slice slice, ReadAs as, Combined& part, Notes& notes) const;
  std::optional<Suspension> suspension(Slice slice, Combined& part, Notes& notes) const;
  bool read_clock(Slice slice, RolledLimit& roll, Notes& notes) const;
  std::optional<Tokens> tokens(const Text& text, Notes& notes) const {
    return make_tokens(parse_pieces(text), text, languages_of(context_.language), notes);
  }

  Span span(Slice slice) const {
    slice = words_.trimmed(slice);
    if (slice.empty()) return phrase_.span;
    return text_.span(words_.word(slice.first).begin, words_.word(slice.last - 1).end);
  }
  Excerpt excerpt(Slice slice) const { return {phrase_.file, span(slice)}; }
  std::string_view written(Slice slice) const { return excerpt(slice).text(); }

  Excerpt phrase_;
  const Text& text_;
  const MomentContext& context_;
  PhraseWords words_;
};

}  // namespace termijn::rules::moment
