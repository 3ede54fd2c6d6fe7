#include "rules/language/channel.hpp"
#include "rules/language/detail/channel_ast.hpp"
#include "rules/language/detail/spell.hpp"

namespace termijn::rules {
namespace {

using channel_syntax::Rule;
using channel_syntax::words;

std::string spelled(int word, Language language) {
  return std::string(lexis::spelling(word, words(), language));
}

/// What stands between the medium and the address: one brings something to a
/// mailbox, but hands it over at a place.
std::string preposition(const Rule& rule, Language language) {
  const bool hand = rule.medium.word == channel_syntax::hand;
  if (!hand) return spelled(channel_syntax::to, language);
  return language == Language::nl ? "op" : "at";
}

/// The language of the words round the address, which may have words of its own.
Language language_of(const Excerpt& text, const Rule& rule) {
  const auto stretch = [&](std::uint32_t begin, std::uint32_t end) {
    return std::string(text.file.substr(begin, end - begin));
  };
  const std::string round = stretch(text.span.begin, rule.address.span.begin) + " " +
                            stretch(rule.address.span.end, text.span.end);
  return lexis::mostly_in(round, {words()});
}

}  // namespace

std::optional<Printed> print_channel(const Excerpt& text, Language to, Diagnostics& diagnostics) {
  const auto rule = channel_syntax::parse(text, Language::any, diagnostics);
  if (!rule) return std::nullopt;
  const Language language = to == Language::any ? language_of(text, *rule) : to;
  const std::string address(rule->address.text);
  std::string line =
      spelled(rule->medium.word, language) + " " + preposition(*rule, language) + " " + address;
  std::string shape =
      "(channel " + std::to_string(rule->medium.word) + " " + lexis::shape_of('v', address);
  if (rule->counts) {
    line += ", " + spelled(channel_syntax::counts_by, language) + " " +
            spelled(rule->counts->word, language);
    shape += " " + std::to_string(rule->counts->word);
  }
  return Printed{{std::move(line)}, shape + ")"};
}

}  // namespace termijn::rules
