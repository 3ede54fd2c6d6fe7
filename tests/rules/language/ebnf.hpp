#pragma once

#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace termijn::tests {

/// A part of a grammar in EBNF (ISO/IEC 14977): `a, b`, `a | b`, `[ a ]`, `{ a }`,
/// `( a )`, `"word"`, `name`.
struct Ebnf {
  enum class Kind { row, choice, maybe, repeated, word, rule };
  Kind kind = Kind::row;
  std::string text;  ///< Of a word or a rule.
  std::vector<Ebnf> parts;
};

using EbnfGrammar = std::map<std::string, Ebnf, std::less<>>;

/// Reads `name = … ;` one after another. Throws std::runtime_error where it is no EBNF.
EbnfGrammar read_ebnf(std::string_view text);

/// What the grammar leaves to words around it: a number, a name, a date. How such a thing
/// looks, and how far it reaches in a text from a place (npos: not at all).
struct Lexeme {
  std::vector<std::string> samples;
  std::size_t (*end)(std::string_view text, std::size_t begin);
};
using Lexemes = std::map<std::string, Lexeme, std::less<>>;

/// Makes sentences of a grammar.
class SentenceMaker {
 public:
  SentenceMaker(const EbnfGrammar& grammar, const Lexemes& lexemes, unsigned seed);

  std::string make(const std::string& rule);

 private:
  void make(const Ebnf& part, int depth);
  void make_rule(const std::string& name, int depth);
  /// How many rules deep the shallowest sentence of a part is.
  int depth_of(const Ebnf& part) const;
  std::size_t below(std::size_t limit) { return random_() % limit; }

  const EbnfGrammar& grammar_;
  const Lexemes& lexemes_;
  std::mt19937 random_;
  std::map<std::string, int, std::less<>> depths_;
  std::string made_;
};

/// Whether a grammar derives a text. Blanks between words do not matter, nor do capitals.
class Recogniser {
 public:
  Recogniser(const EbnfGrammar& grammar, const Lexemes& lexemes, std::string text)
      : grammar_(grammar), lexemes_(lexemes), text_(std::move(text)) {}

  bool derives(const std::string& rule);

 private:
  using Ends = std::set<std::size_t>;
  Ends ends(const Ebnf& part, std::size_t begin);
  Ends ends_of_rule(const std::string& name, std::size_t begin);
  Ends ends_of_word(const std::string& word, std::size_t begin) const;
  Ends ends_of_row(const Ebnf& row, std::size_t begin);
  Ends ends_of_repeated(const Ebnf& part, std::size_t begin);
  std::size_t past_blanks(std::size_t at) const;

  const EbnfGrammar& grammar_;
  const Lexemes& lexemes_;
  std::string text_;
  std::map<std::pair<std::string, std::size_t>, Ends> known_;
};

}  // namespace termijn::tests
