#include "rules/rulebook/diff.hpp"

#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "rules/rulebook/detail/diff.hpp"

namespace termijn::rules {
namespace amend {
namespace {

using Lines = std::vector<std::string>;

/// The lines of each table of a resolved rulebook; those before the first under "".
std::map<std::string, Lines> sections_of(const std::string& resolved) {
  std::map<std::string, Lines> sections;
  std::string name;
  std::size_t begin = 0;
  while (begin < resolved.size()) {
    const auto end = std::min(resolved.find('\n', begin), resolved.size());
    const auto line = resolved.substr(begin, end - begin);
    begin = end + 1;
    if (line.starts_with('[')) {
      name = line.substr(0, line.find(']'));
      name.erase(0, name.find_first_not_of('['));
    } else if (!line.empty()) {
      sections[name].push_back(line);
    }
  }
  return sections;
}

/// The lines of `lines` that `others` does not have, as often as it has them.
std::string missing_from(const Lines& others, const Lines& lines) {
  std::multiset<std::string> known(others.begin(), others.end());
  Lines missing;
  for (const auto& line : lines) {
    const auto at = known.find(line);
    if (at == known.end()) missing.push_back(line);
    if (at != known.end()) known.erase(at);
  }
  return missing.empty() ? "nothing" : fmt::format("{}", fmt::join(missing, "; "));
}

}  // namespace

std::map<std::string, std::string> settings_of(const Rulebook& book, const std::string& section) {
  std::map<std::string, std::string> settings;
  auto sections = sections_of(book.resolved);
  for (const auto& line : sections[section]) {
    const auto equals = line.find(" = ");
    if (equals != std::string::npos) settings[line.substr(0, equals)] = line.substr(equals + 3);
  }
  return settings;
}

void compare_rest(Comparison& comparison) {
  auto old = sections_of(comparison.old.resolved);
  auto now = sections_of(comparison.now.resolved);
  std::set<std::string> told{"example", "scoring"};  // of the scoring every key is compared
  for (const auto& difference : comparison.found) told.insert(difference.section);
  std::set<std::string> names;
  for (const auto& [name, lines] : old) names.insert(name);
  for (const auto& [name, lines] : now) names.insert(name);
  for (const auto& name : names) {
    if (told.contains(name) || old[name] == now[name]) continue;
    const auto was = missing_from(now[name], old[name]);
    const auto is = missing_from(old[name], now[name]);
    auto sentence = fmt::format("in [{}], {} stands where there was {}", name, is, was);
    if (was == is) sentence = fmt::format("in [{}], the same stands in another order", name);
    comparison.add({.section = name, .what = {}, .was = {}, .is = {}, .sentence = sentence});
  }
}

std::string words_of(const Rulebook& book, Span span) {
  std::string line;
  for (const char c : book.words(span)) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) line += c;
    if (blank && !line.empty() && line.back() != ' ') line += ' ';
  }
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

std::string change_words(const Comparison& comparison, const RuleChange& change,
                         const Condition& was, const Condition& is) {
  if (change.same_words) return "keeps its wording but not its meaning" + change.note;
  return fmt::format("changes from '{}' to '{}'{}", words_of(comparison.old, was.span()),
                     words_of(comparison.now, is.span()), change.note);
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " and " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace amend

std::vector<Difference> differences(const Rulebook& old, const Rulebook& now) {
  amend::Comparison comparison{old, now};
  if (old.digest == now.digest) return {};
  amend::compare_names(comparison);
  amend::compare_time(comparison);
  amend::compare_timeline(comparison);
  amend::compare_lists(comparison);
  amend::compare_definitions(comparison);
  amend::compare_rules(comparison);
  amend::compare_scoring(comparison);
  amend::compare_workflow(comparison);
  amend::compare_rest(comparison);
  return std::move(comparison.found);
}

std::string_view to_string(Effect effect) {
  switch (effect) {
    case Effect::same:
      return "same";
    case Effect::looser:
      return "looser";
    case Effect::stricter:
      return "stricter";
    case Effect::mixed:
      return "mixed";
    case Effect::other:
      return "other";
  }
  return "other";
}

std::string_view to_string(Difference::Kind kind) {
  switch (kind) {
    case Difference::Kind::added:
      return "added";
    case Difference::Kind::dropped:
      return "dropped";
    case Difference::Kind::changed:
      return "changed";
    case Difference::Kind::reworded:
      return "reworded";
  }
  return "changed";
}

}  // namespace termijn::rules
