#include "rules/rulebook/rewrite.hpp"

#include <algorithm>
#include <stdexcept>

#include "rules/rulebook/detail/layers.hpp"
#include "rules/rulebook/detail/rule_texts.hpp"

namespace termijn::rules {
namespace book {
namespace {

bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

/// What stands between the quotes: the blanks before the rule, the rule, and the
/// blanks behind it.
struct Stretch {
  std::string_view lead;
  std::string_view rule;
  std::string_view trail;

  explicit Stretch(std::string_view text) {
    const auto word = [](char byte) { return !is_blank(byte); };
    const auto first = std::find_if(text.begin(), text.end(), word);
    const auto last = std::find_if(text.rbegin(), text.rend(), word).base();
    const auto begin = static_cast<std::size_t>(first - text.begin());
    const auto end = std::max(begin, static_cast<std::size_t>(last - text.begin()));
    lead = text.substr(0, begin);
    rule = text.substr(begin, end - begin);
    trail = text.substr(end);
  }

  bool on_lines() const { return rule.find('\n') != std::string_view::npos; }
};

/// The rule as it stands in the file: on lines where it stood on lines, and with
/// the line ends and the indentation it had.
std::string laid_out(const Stretch& before, const Printed& rule, bool flow) {
  const bool own_line = before.lead.find('\n') != std::string_view::npos;
  std::string line_end =
      std::string(before.lead).append(before.rule).find("\r\n") != std::string::npos ? "\r\n"
                                                                                     : "\n";
  std::string indent = flow ? "" : "  ";
  if (own_line) indent = before.lead.substr(before.lead.rfind('\n') + 1);
  std::string text(own_line ? before.lead : "");
  for (std::size_t i = 0; i < rule.parts.size(); ++i) {
    const bool line = flow || before.on_lines();
    if (i > 0) text += line ? line_end + (rule.parts[i].empty() ? "" : indent) : " ";
    text += rule.parts[i];
  }
  const auto end = before.trail.find_first_of("\r\n");
  if (end != std::string_view::npos) text += before.trail.substr(end);
  return text;
}

/// A quote of the rule's own must not run together with the three round it.
std::string apart_from_quotes(std::string text, std::string_view quote) {
  if (quote.size() < 3 || text.empty()) return text;
  if (text.front() == quote.front()) text.insert(0, " ");
  if (text.back() == quote.front()) text += ' ';
  return text;
}

class Rewriter {
 public:
  Rewriter(Rewritten& result, SourceId file, Language to)
      : result_(result), file_(file), to_(to), desk_{*result.sources, result.diagnostics} {}

  void rewrite(Node root, const RuleNames& names);

 private:
  void rewrite_rule(const RuleText& rule, const RuleNames& names);
  std::optional<std::string> written(const RuleText& rule, const Excerpt& text,
                                     const RuleNames& names);
  std::string applied() const;
  std::string fingerprint(Node root, const Sources& sources, const RuleNames& names) const;
  void prove(Node before, const RuleNames& names) const;

  Rewritten& result_;
  SourceId file_;
  Language to_;
  Desk desk_;
};

/// The stretch between the quotes of a rule.
std::optional<Excerpt> inside(const RuleText& rule, Desk& desk) {
  return Fields(no_table(), rule.key, desk).rule(rule.node);
}

std::optional<Printed> printed(const RuleText& rule, const Excerpt& text, const RuleNames& names,
                               Language to, Diagnostics& diagnostics) {
  const Stretch stretch(text.text());
  const auto begin = text.span.begin + static_cast<std::uint32_t>(stretch.lead.size());
  const auto size = static_cast<std::uint32_t>(stretch.rule.size());
  return print_rule(rule.kind, {text.file, {text.span.source, begin, begin + size}}, names, to,
                    diagnostics);
}

std::optional<std::string> Rewriter::written(const RuleText& rule, const Excerpt& text,
                                             const RuleNames& names) {
  const auto once = printed(rule, text, names, to_, result_.diagnostics);
  if (!once) return {};
  const std::string_view quote =
      text.file.substr(rule.node->span.begin, text.span.begin - rule.node->span.begin);
  std::string after =
      apart_from_quotes(laid_out(Stretch(text.text()), *once, rule.kind == "flow"), quote);
  Sources again;
  Diagnostics faults;
  const auto twice = printed(rule, whole(again, again.add("", after)), names, to_, faults);
  if (twice && twice->shape == once->shape) return after;
  desk_.warning("W0590", "this rule is left as it is: written anew, it would say something else",
                {text.span, ""}, "rename what bears the name of a word");
  return {};
}

void Rewriter::rewrite_rule(const RuleText& rule, const RuleNames& names) {
  const auto text = inside(rule, desk_);
  if (!text) return;
  auto after = written(rule, *text, names);
  if (!after || *after == text->text()) return;
  result_.changed.push_back({rule.key, text->span, std::move(*after)});
}

std::string Rewriter::applied() const {
  const std::string_view before = result_.sources->at(file_).text();
  std::string text;
  std::size_t at = 0;
  for (const RewrittenRule& rule : result_.changed) {
    text += before.substr(at, rule.span.begin - at);
    text += rule.after;
    at = rule.span.end;
  }
  return text + std::string(before.substr(at));
}

/// The content of a file with each rule that can be read as its shape.
std::string Rewriter::fingerprint(Node root, const Sources& sources, const RuleNames& names) const {
  Diagnostics ignored;
  Desk desk{sources, ignored};
  for (const RuleText& rule : rule_texts(root)) {
    const auto text = inside(rule, desk);
    const auto read = text ? printed(rule, *text, names, Language::any, ignored) : std::nullopt;
    if (read) rule.node->text = read->shape;
  }
  return canonical(root);
}

void Rewriter::prove(Node before, const RuleNames& names) const {
  Sources sources;
  Diagnostics faults;
  auto after = read_toml(sources, sources.add("", *result_.text), faults);
  const bool same = after && fingerprint(std::move(before), *result_.sources, names) ==
                                 fingerprint(std::move(*after), sources, names);
  if (!same) throw std::logic_error("the rules written anew are not those that were read");
}

void Rewriter::rewrite(Node root, const RuleNames& names) {
  for (const RuleText& rule : rule_texts(root)) rewrite_rule(rule, names);
  std::sort(result_.changed.begin(), result_.changed.end(),
            [](const auto& a, const auto& b) { return a.span < b.span; });
  result_.diagnostics = sorted(std::move(result_.diagnostics));
  result_.text = applied();
  prove(std::move(root), names);
}

/// The names of a file with those of the layers below it.
std::optional<RuleNames> layered_names(const std::string& file, const FileSource& files,
                                       Rewritten& result) {
  auto sources = std::make_shared<Sources>();
  const auto merged = read_layers(file, files, *sources, result.diagnostics);
  if (merged) return names_of(*merged);
  result.sources = std::move(sources);  // The faults point into them.
  return {};
}

}  // namespace
}  // namespace book

Rewritten rewrite_rules(const std::string& file, const FileSource& files, Language to) {
  Rewritten result{std::make_shared<Sources>(), {}, {}, {}};
  std::optional<book::RuleNames> names;
  if (to != Language::any) {
    names = book::layered_names(file, files, result);
    if (!names) return result;
    result.diagnostics.clear();  // What is wrong between the layers is not asked here.
  }
  const auto text = files(file);
  const SourceId id = result.sources->add(file, text.value_or(""));
  if (!text) return result;
  auto root = book::read_toml(*result.sources, id, result.diagnostics);
  if (!root) return result;
  if (!names) names = book::names_of(*root);
  book::Rewriter(result, id, to).rewrite(std::move(*root), *names);
  return result;
}

}  // namespace termijn::rules
