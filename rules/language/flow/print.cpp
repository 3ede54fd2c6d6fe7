#include "rules/language/flow/print.hpp"

#include <algorithm>

#include "rules/characters.hpp"
#include "rules/language/condition/print.hpp"
#include "rules/language/detail/spell.hpp"
#include "rules/language/flow/detail/ast.hpp"

namespace termijn::rules {
namespace {

using flow_syntax::Clause;
using flow_syntax::Line;
using flow_syntax::Token;
using flow_syntax::words;

/// One line, not laid out yet. Without an arrow it holds a comment, or nothing.
struct Columns {
  std::string from;
  std::string to;
  std::string clauses;
  std::string comment;
  bool several = false;  ///< Stages before the arrow.
};

std::string padded(std::string text, std::size_t to) {
  const std::size_t has = count_characters(text);
  if (has < to) text.append(to - has, ' ');
  return text;
}

std::string listed(const std::vector<Token>& names) {
  std::string text;
  for (const Token& name : names) text += (text.empty() ? "" : ", ") + std::string(name.text);
  return text;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && lexis::is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && lexis::is_blank(text.back())) text.remove_suffix(1);
  return text;
}

class Printer {
 public:
  Printer(const Excerpt& text, const Schema& names, Language to, Diagnostics& diagnostics)
      : text_(text), names_(names), to_(to), diagnostics_(diagnostics) {}

  std::optional<Printed> print();

 private:
  Columns columns(std::string_view line);
  std::string sources(const Line& line);
  std::string clause(const Clause& clause);
  std::string condition(const Token& text);
  std::string laid_out(const Columns& line) const;

  Excerpt excerpt(std::string_view part) const {
    const auto begin = static_cast<std::uint32_t>(part.data() - text_.file.data());
    return {text_.file,
            {text_.span.source, begin, begin + static_cast<std::uint32_t>(part.size())}};
  }

  const Excerpt& text_;
  const Schema& names_;
  Language to_;
  Diagnostics& diagnostics_;
  std::string shape_;
  std::size_t from_width_ = 0;
  std::size_t to_width_ = 0;
};

std::string Printer::sources(const Line& line) {
  if (!line.any) return listed(line.names);
  const Language language = lexis::target(*line.any, words(), to_);
  std::string text(lexis::spelling(line.any->word, words(), language));
  if (line.names.empty()) return text;
  return text + " " + std::string(lexis::spelling(flow_syntax::except, words(), language)) + " " +
         listed(line.names);
}

std::string Printer::condition(const Token& text) {
  auto printed = print_condition(excerpt(text.text), names_, to_, Surroundings::flow, diagnostics_);
  if (!printed) return {};
  shape_ += printed->shape;
  std::string line = joined(*printed);
  // A fact may be called 'einde'; in brackets that begins no clause.
  const bool whole = flow_syntax::condition_length(line, Language::any) == line.size();
  return whole ? line : "(" + line + ")";
}

std::string Printer::clause(const Clause& clause) {
  std::string text(lexis::spelled_in(clause.keyword, words(), to_));
  shape_ += " w" + std::to_string(clause.keyword.word) + " ";
  if (!clause.argument) return text;
  if (clause.keyword.word == flow_syntax::when) return text + " " + condition(*clause.argument);
  shape_ += lexis::shape_of('n', clause.argument->text);
  return text + " " + std::string(clause.argument->text);
}

Columns Printer::columns(std::string_view line) {
  const std::string_view said = flow_syntax::without_comment(line);
  Columns row;
  row.comment = std::string(trimmed(line.substr(said.size())));
  if (trimmed(said).empty()) return row;
  const auto tree = flow_syntax::parse(excerpt(trimmed(said)), Language::any, diagnostics_);
  if (!tree) return row;
  row.several = tree->any || tree->names.size() > 1;
  row.from = sources(*tree);
  row.to = std::string(tree->to.text);
  shape_ += tree->any ? "(line any" : "(line";
  for (const Token& name : tree->names) shape_ += " " + lexis::shape_of('n', name.text);
  shape_ += " > " + lexis::shape_of('n', row.to);
  for (const Clause& one : tree->clauses) {
    row.clauses += (row.clauses.empty() ? "" : " ") + clause(one);
  }
  shape_ += ")";
  return row;
}

std::string Printer::laid_out(const Columns& line) const {
  std::string text;
  if (!line.to.empty()) {
    const bool runs_over = count_characters(line.from) > from_width_;
    text = padded(line.from, runs_over ? 0 : from_width_) + " -> ";
    text += line.clauses.empty() ? line.to
                                 : padded(line.to, runs_over ? 0 : to_width_) + " " + line.clauses;
  }
  if (line.comment.empty()) return text;
  return text + (text.empty() ? "" : "  ") + line.comment;
}

std::optional<Printed> Printer::print() {
  const std::size_t before = diagnostics_.size();
  std::vector<Columns> lines;
  for (std::string_view rest = text_.text(); !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    lines.push_back(columns(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (diagnostics_.size() != before) return std::nullopt;
  const bool single = std::any_of(lines.begin(), lines.end(), [](const Columns& line) {
    return !line.to.empty() && !line.several;
  });
  for (const Columns& line : lines) {
    if (!single || !line.several) from_width_ = std::max(from_width_, count_characters(line.from));
  }
  for (const Columns& line : lines) {
    if (count_characters(line.from) <= from_width_)
      to_width_ = std::max(to_width_, count_characters(line.to));
  }
  Printed printed;
  for (const Columns& line : lines) printed.parts.push_back(laid_out(line));
  printed.shape = std::move(shape_);
  return printed;
}

}  // namespace

std::optional<Printed> print_flow(const Excerpt& text, const Schema& names, Language to,
                                  Diagnostics& diagnostics) {
  return Printer(text, names, to, diagnostics).print();
}

}  // namespace termijn::rules
