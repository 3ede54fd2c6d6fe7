#include "ebnf.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace termijn::tests {
namespace {

/// Past this depth the shortest way out is taken.
constexpr int deep = 9;
constexpr int endless = 1000;

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }
bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }
char small(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

class EbnfReader {
 public:
  explicit EbnfReader(std::string_view text) : text_(text) {}

  EbnfGrammar read() {
    EbnfGrammar grammar;
    for (skip(); at_ < text_.size(); skip()) {
      const std::string name = name_here();
      expect('=');
      grammar[name] = choice();
      expect(';');
    }
    return grammar;
  }

 private:
  Ebnf choice() {
    Ebnf made{Ebnf::Kind::choice, "", {row()}};
    while (take('|')) made.parts.push_back(row());
    return made.parts.size() == 1 ? made.parts.front() : made;
  }

  Ebnf row() {
    Ebnf made{Ebnf::Kind::row, "", {one()}};
    while (take(',')) made.parts.push_back(one());
    return made.parts.size() == 1 ? made.parts.front() : made;
  }

  Ebnf one() {
    if (take('[')) return closed(Ebnf::Kind::maybe, ']');
    if (take('{')) return closed(Ebnf::Kind::repeated, '}');
    if (take('(')) return closed(Ebnf::Kind::row, ')');
    if (take('"')) {
      const std::size_t end = text_.find('"', at_);
      if (end == std::string_view::npos) throw std::runtime_error("EBNF: a quote is not closed");
      Ebnf word{Ebnf::Kind::word, std::string(text_.substr(at_, end - at_)), {}};
      at_ = end + 1;
      return word;
    }
    return {Ebnf::Kind::rule, name_here(), {}};
  }

  Ebnf closed(Ebnf::Kind kind, char close) {
    Ebnf made{kind, "", {choice()}};
    expect(close);
    return made;
  }

  /// Names may hold blanks: `element test`.
  std::string name_here() {
    skip();
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_letter(text_[at_]) || text_[at_] == ' ')) ++at_;
    std::string name(text_.substr(begin, at_ - begin));
    while (!name.empty() && name.back() == ' ') name.pop_back();
    if (name.empty()) throw std::runtime_error("EBNF: a name belongs at " + rest());
    return name;
  }

  void skip() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }

  bool take(char wanted) {
    skip();
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  void expect(char wanted) {
    if (!take(wanted))
      throw std::runtime_error(std::string("EBNF: ") + wanted + " before " + rest());
  }

  std::string rest() const { return std::string(text_.substr(at_, 30)); }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

EbnfGrammar read_ebnf(std::string_view text) { return EbnfReader(text).read(); }

SentenceMaker::SentenceMaker(const EbnfGrammar& grammar, const Lexemes& lexemes, unsigned seed)
    : grammar_(grammar), lexemes_(lexemes), random_(seed) {
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [name, part] : grammar_) {
      const int depth = std::min(endless, depth_of(part) + 1);
      const auto known = depths_.try_emplace(name, endless).first;
      changed = changed || depth < known->second;
      known->second = std::min(known->second, depth);
    }
  }
}

int SentenceMaker::depth_of(const Ebnf& part) const {
  if (part.kind == Ebnf::Kind::rule) {
    if (lexemes_.contains(part.text)) return 0;
    const auto known = depths_.find(part.text);
    return known == depths_.end() ? endless : known->second;
  }
  if (part.kind == Ebnf::Kind::choice) {
    int least = endless;
    for (const Ebnf& one : part.parts) least = std::min(least, depth_of(one));
    return least;
  }
  if (part.kind != Ebnf::Kind::row) return 0;
  int most = 0;
  for (const Ebnf& one : part.parts) most = std::max(most, depth_of(one));
  return most;
}

std::string SentenceMaker::make(const std::string& rule) {
  made_.clear();
  make_rule(rule, 0);
  return made_;
}

void SentenceMaker::make(const Ebnf& part, int depth) {
  switch (part.kind) {
    case Ebnf::Kind::row:
      for (const Ebnf& one : part.parts) make(one, depth);
      break;
    case Ebnf::Kind::choice:
      make(depth > deep ? *std::min_element(part.parts.begin(), part.parts.end(),
                                            [&](const Ebnf& a, const Ebnf& b) {
                                              return depth_of(a) < depth_of(b);
                                            })
                        : part.parts[below(part.parts.size())],
           depth);
      break;
    case Ebnf::Kind::maybe:
      if (depth <= deep && below(3) == 0) make(part.parts.front(), depth);
      break;
    case Ebnf::Kind::repeated:
      while (depth <= deep && below(4) == 0) make(part.parts.front(), depth);
      break;
    case Ebnf::Kind::word:
      made_ += (made_.empty() ? "" : " ") + part.text;
      break;
    case Ebnf::Kind::rule:
      make_rule(part.text, depth + 1);
      break;
  }
}

void SentenceMaker::make_rule(const std::string& name, int depth) {
  if (const auto lexeme = lexemes_.find(name); lexeme != lexemes_.end()) {
    const auto& samples = lexeme->second.samples;
    made_ += (made_.empty() ? "" : " ") + samples[below(samples.size())];
    return;
  }
  const auto rule = grammar_.find(name);
  if (rule == grammar_.end()) throw std::runtime_error("EBNF: nothing says what is: " + name);
  make(rule->second, depth);
}

bool Recogniser::derives(const std::string& rule) {
  const Ends found = ends_of_rule(rule, 0);
  return std::any_of(found.begin(), found.end(),
                     [&](std::size_t end) { return past_blanks(end) == text_.size(); });
}

Recogniser::Ends Recogniser::ends(const Ebnf& part, std::size_t begin) {
  switch (part.kind) {
    case Ebnf::Kind::row:
      return ends_of_row(part, begin);
    case Ebnf::Kind::choice: {
      Ends all;
      for (const Ebnf& one : part.parts) all.merge(ends(one, begin));
      return all;
    }
    case Ebnf::Kind::maybe: {
      Ends all = ends(part.parts.front(), begin);
      all.insert(begin);
      return all;
    }
    case Ebnf::Kind::repeated:
      return ends_of_repeated(part, begin);
    case Ebnf::Kind::word:
      return ends_of_word(part.text, begin);
    case Ebnf::Kind::rule:
      return ends_of_rule(part.text, begin);
  }
  return {};
}

Recogniser::Ends Recogniser::ends_of_row(const Ebnf& row, std::size_t begin) {
  Ends here{begin};
  for (const Ebnf& one : row.parts) {
    Ends next;
    for (const std::size_t at : here) next.merge(ends(one, at));
    here = std::move(next);
  }
  return here;
}

Recogniser::Ends Recogniser::ends_of_repeated(const Ebnf& part, std::size_t begin) {
  Ends all{begin};
  Ends edge{begin};
  while (!edge.empty()) {
    Ends next;
    for (const std::size_t at : edge) {
      for (const std::size_t end : ends(part.parts.front(), at)) {
        if (all.insert(end).second) next.insert(end);
      }
    }
    edge = std::move(next);
  }
  return all;
}

Recogniser::Ends Recogniser::ends_of_word(const std::string& word, std::size_t begin) const {
  std::size_t at = past_blanks(begin);
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] == ' ') {
      const std::size_t next = past_blanks(at);
      if (next == at) return {};
      at = next;
      continue;
    }
    if (at >= text_.size() || small(text_[at]) != small(word[i])) return {};
    ++at;
  }
  const bool cut = is_letter(word.back()) && at < text_.size() && is_letter(text_[at]);
  return cut ? Ends{} : Ends{at};
}

Recogniser::Ends Recogniser::ends_of_rule(const std::string& name, std::size_t begin) {
  if (const auto lexeme = lexemes_.find(name); lexeme != lexemes_.end()) {
    const std::size_t end = lexeme->second.end(text_, past_blanks(begin));
    return end == std::string::npos ? Ends{} : Ends{end};
  }
  const auto key = std::pair(name, begin);
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  known_[key] = {};
  const auto rule = grammar_.find(name);
  if (rule == grammar_.end()) throw std::runtime_error("EBNF: nothing says what is: " + name);
  return known_[key] = ends(rule->second, begin);
}

std::size_t Recogniser::past_blanks(std::size_t at) const {
  while (at < text_.size() && is_blank(text_[at])) ++at;
  return at;
}

}  // namespace termijn::tests
