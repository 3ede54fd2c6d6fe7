#pragma once

#include <optional>

#include "rules/language/moment/detail/sentence.hpp"

namespace termijn::rules::moment {

/// Reads tokens from left to right into a sentence. Each kind of token has its
/// own step; a step that meets something it cannot place notes a fault, and the
/// sentence is refused.
class Reader {
 public:
  Reader(const Tokens& tokens, const Text& text, Notes& notes)
      : tokens_(tokens), text_(text), notes_(notes) {}

  std::optional<Sentence> read();

 private:
  /// What stood between the last date and here.
  enum class Link { none, comma, list, either, range, bracket };

  void step(const Token& token);
  void settle(const Token& token);
  void term(const Token& token);
  void filler(const Token& token);
  void twisted(const Token& token);
  void expose(const Token& token);
  void no_zone(const Token& token);
  void next_day(const Token& token);
  void day(const Token& token);
  bool counted(const Token& token);
  void quarter(int number, Span span, std::size_t end);
  std::size_t past_links(std::size_t at) const;
  std::optional<int> year_behind(std::size_t at);
  void end_of(const Token& token);
  void extension(const Token& token);
  void word(const Token& token);
  void sign(const Token& token);
  void slash(const Token& token);
  void either(const Token& token);
  void colon(const Token& token);
  void open(const Token& token);
  void dash(const Token& token);
  void join(Link link);
  void bound(const Token& token);
  void combine(Bound next, Span span);
  void bound_after_spot(const Token& token);
  void zone(const Token& token);
  void weekday(const Token& token);
  void number(const Token& token);
  void year(const Token& token);
  void month(const Token& token);
  void deadline(const Token& token);
  void part(const Token& token);
  void part_after_spot(const PartOfDay& part);
  void bind_part(const PartOfDay& part);

  void spot(Spot spot);
  void first_spot(Spot spot);
  bool by_a_month(const Spot& spot) const;
  void further_spot(Spot spot);
  void end_range(Spot spot);
  void add_item(Spot spot, Bound bound);

  void finish();
  void borrow();
  void check_leftovers();

  /// The next token that says something; null at the end.
  const Token* after(std::size_t at) const;
  bool names_a_time(const Token* token) const;
  bool comment_in_brackets(std::size_t at) const;
  bool after_clock() const;
  bool behind_clock() const;
  bool joins_nothing() const;
  bool labels_an_end() const;
  void check_coming(const std::vector<Spot*>& all);
  bool stands_bare() const;
  Spot& last_spot();
  std::vector<Spot*> spots();
  bool ends_a_range(Bound bound) const;
  void unconnected(Span span);

  const Tokens& tokens_;
  const Text& text_;
  Notes& notes_;
  Sentence sentence_;

  std::size_t at_ = 0;
  Bound bound_ = Bound::none;  ///< Said, but its date is still to come.
  Span bound_span_{};
  bool bound_adjacent_ = true;     ///< No unknown word has stood between.
  std::optional<PartOfDay> part_;  ///< A time that stands before its date.
  std::optional<int> weekday_;
  std::optional<Tie> tie_;  ///< `tussen A`, waiting for its other end.
  Link link_ = Link::none;
  int week_ = 0;  ///< 1: `week van` was said; 2: `laatste week van`; 3: `laatste dag van`.
  Span week_span_{};
  bool words_since_ = false;  ///< Unknown words since the last date.
  int words_ = 0;
  int depth_ = 0;
  std::size_t comment_end_ = 0;  ///< Tokens up to here are a remark.
  std::optional<Span> reserve_;  ///< `reserve` was said, but no date after it yet.
  Certainty certainty_ = Certainty::firm;
  std::optional<Span> extension_;
  std::optional<Span> whole_;   ///< `heel` was said, its month is still to come.
  std::optional<Span> coming_;  ///< `a.s.`
  bool exposed_ = false;        ///< A word here would say something about the date.
};

}  // namespace termijn::rules::moment
