// Gives the lines of a flow their meaning: names, clauses, conditions.
#include <algorithm>
#include <map>

#include "rules/language/flow/detail/ast.hpp"
#include "rules/language/flow/flow.hpp"

namespace termijn::rules {
namespace {

using flow_syntax::Clause;
using flow_syntax::Line;
using flow_syntax::Token;

Diagnostic fault(std::string code, std::string message, Span span, std::string help = "") {
  return {.severity = Severity::error,
          .code = std::move(code),
          .message = std::move(message),
          .primary = {span, ""},
          .help = std::move(help)};
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "'" : ", '") + name + "'";
  return text;
}

/// The lines that say something, without comments and blanks round them.
std::vector<Excerpt> lines_of(const Excerpt& text) {
  std::vector<Excerpt> lines;
  const std::string_view whole = text.text();
  for (std::size_t begin = 0; begin < whole.size();) {
    const std::size_t end = std::min(whole.find('\n', begin), whole.size());
    std::string_view line = flow_syntax::without_comment(whole.substr(begin, end - begin));
    std::size_t from = begin;
    while (!line.empty() && lexis::is_blank(line.front())) {
      line.remove_prefix(1);
      ++from;
    }
    while (!line.empty() && lexis::is_blank(line.back())) line.remove_suffix(1);
    if (!line.empty()) {
      const auto at = static_cast<std::uint32_t>(text.span.begin + from);
      const Span span{text.span.source, at, at + static_cast<std::uint32_t>(line.size())};
      lines.push_back({text.file, span});
    }
    begin = end + 1;
  }
  return lines;
}

class Compiler {
 public:
  Compiler(const Excerpt& text, const FlowVocabulary& vocabulary, Language language,
           Diagnostics& diagnostics)
      : text_(text), vocabulary_(vocabulary), language_(language), diagnostics_(diagnostics) {}

  std::optional<Flow> compile() {
    const std::size_t before = diagnostics_.size();
    read_lines();
    for (const Line& line : lines_) transition(line);
    name_them();
    if (diagnostics_.size() != before) return std::nullopt;
    flow_.start = flow_.transitions.front().from.front();
    return std::move(flow_);
  }

 private:
  void refuse(Diagnostic found) { diagnostics_.push_back(std::move(found)); }

  void read_lines() {
    const auto excerpts = lines_of(text_);
    if (excerpts.empty()) {
      refuse(fault("E0408", "this flow has no line",
                   {text_.span.source, text_.span.begin, text_.span.begin},
                   "write for example: received -> admissible when every requirement holds"));
    }
    for (const Excerpt& excerpt : excerpts) {
      auto line = flow_syntax::parse(excerpt, language_, diagnostics_);
      all_read_ = all_read_ && line;
      if (!line) continue;
      line->span = excerpt.span;
      if (!line->any) mention(line->names);
      mention({line->to});
      lines_.push_back(std::move(*line));
    }
    if (!all_read_ || lines_.empty() || !lines_.front().any) return;
    refuse(fault("E0415", "the first line says where candidatures start", lines_.front().any->span,
                 "write the stage that a new candidature is in"));
  }

  void mention(const std::vector<Token>& names) {
    for (const Token& name : names) {
      if (!holds(flow_.stages, name.text)) flow_.stages.emplace_back(name.text);
    }
  }

  void transition(const Line& line) {
    Transition made;
    made.to = std::string(line.to.text);
    made.to_span = line.to.span;
    made.span = line.span;
    sources(line, made);
    clauses(line, made);
    if (!made.on && !made.when && !made.after && !written(line, flow_syntax::on) &&
        !written(line, flow_syntax::when) && !written(line, flow_syntax::after)) {
      refuse(fault("E0405", "nothing makes this happen", line.span,
                   "say 'on' which act, 'when' which condition holds, or 'after' which milestone"));
    }
    if (const Clause* within = written(line, flow_syntax::within);
        within && !written(line, flow_syntax::on)) {
      refuse(fault("E0412",
                   "'" + std::string(within->keyword.text) + "' limits an act, and no act is named",
                   within->span, "add 'on' and the act"));
    }
    refuse_repetition(line);
    flow_.transitions.push_back(std::move(made));
  }

  void sources(const Line& line, Transition& made) {
    made.from_span = line.any ? line.any->span : line.names.front().span;
    std::map<std::string_view, Span> seen;
    for (const Token& name : line.names) {
      made.from_span = lexis::join(made.from_span, name.span);
      const auto [first, fresh] = seen.emplace(name.text, name.span);
      if (!fresh) {
        Diagnostic found = fault("E0411", "'" + std::string(name.text) + "' is named twice",
                                 name.span, "leave one out");
        found.secondary.push_back({first->second, "the first time"});
        refuse(std::move(found));
      }
      if (line.any) known_stage(name);
      if (!line.any && fresh) made.from.emplace_back(name.text);
    }
    if (!line.any) return;
    for (const std::string& stage : flow_.stages) {
      // A stage does not lead to itself because `any` does.
      if (seen.count(stage) == 0 && stage != made.to) made.from.push_back(stage);
    }
    if (!made.from.empty() || !all_read_ || lines_.front().any) return;
    refuse(fault("E0414", "this leaves no stage to come from", made.from_span,
                 "leave fewer stages out"));
  }

  void known_stage(const Token& name) {
    // A line that was not read may be the one that has the stage.
    if (!all_read_ || holds(flow_.stages, name.text)) return;
    const std::string near = nearest(name.text, flow_.stages);
    refuse(fault(
        "E0407", "there is no stage '" + std::string(name.text) + "'", name.span,
        near.empty() ? "the stages are " + listed(flow_.stages) : "did you mean '" + near + "'?"));
  }

  static const Clause* written(const Line& line, int keyword) {
    const auto found = std::find_if(line.clauses.begin(), line.clauses.end(),
                                    [&](const auto& one) { return one.keyword.word == keyword; });
    return found == line.clauses.end() ? nullptr : &*found;
  }

  void clauses(const Line& line, Transition& made) {
    for (const Clause& clause : line.clauses) {
      const Clause* first = written(line, clause.keyword.word);
      if (first == &clause) {
        fill(line, clause, made);
        continue;
      }
      Diagnostic found =
          fault("E0404", "'" + std::string(clause.keyword.text) + "' stands twice in one line",
                clause.span, "leave one out, or write a second line");
      found.secondary.push_back({first->span, "the first"});
      refuse(std::move(found));
    }
  }

  void fill(const Line& line, const Clause& clause, Transition& made) {
    switch (clause.keyword.word) {
      case flow_syntax::on:
        made.on = act(*clause.argument);
        break;
      case flow_syntax::undone_by:
        made.undone_by = act(*clause.argument);
        break;
      case flow_syntax::after:
        made.after = milestone(*clause.argument);
        break;
      case flow_syntax::by:
        made.by = milestone(*clause.argument);
        break;
      case flow_syntax::within:
        made.within = milestone(*clause.argument);
        break;
      case flow_syntax::when:
        made.when = condition(line, clause);
        break;
      case flow_syntax::ends:
        made.ends = true;
        break;
      default:
        made.adverse = true;
        break;
    }
  }

  std::optional<std::string> known(const Token& name, const std::vector<std::string>& names,
                                   const char* code, const std::string& what) {
    if (holds(names, name.text)) return std::string(name.text);
    const std::string near = nearest(name.text, names);
    refuse(fault(
        code, "there is no " + what + " '" + std::string(name.text) + "'", name.span,
        near.empty() ? "the " + what + "s are " + listed(names) : "did you mean '" + near + "'?"));
    return std::nullopt;
  }

  std::optional<std::string> act(const Token& name) {
    return known(name, vocabulary_.acts, "E0402", "act");
  }
  std::optional<std::string> milestone(const Token& name) {
    return known(name, vocabulary_.milestones, "E0403", "milestone");
  }

  std::optional<Condition> condition(const Line& line, const Clause& clause) {
    const std::size_t before = diagnostics_.size();
    const Excerpt text{text_.file, clause.argument->span};
    auto compiled = compile_condition(text, vocabulary_.schema, language_, diagnostics_);
    const Clause* next = &clause + 1;
    const bool cut =
        next != line.clauses.data() + line.clauses.size() &&
        (next->keyword.word == flow_syntax::by || next->keyword.word == flow_syntax::after);
    if (!compiled && cut) explain_cut(before, *clause.argument, next->keyword);
    return compiled;
  }

  /// `when arrival by deadline`: `by` began a clause, which the author did not mean.
  void explain_cut(std::size_t before, const Token& condition, const Token& keyword) {
    for (std::size_t i = before; i < diagnostics_.size(); ++i) {
      Diagnostic& found = diagnostics_[i];
      if (found.code != "E0208" || found.primary.span.end != condition.span.end) continue;
      const std::string word(keyword.text);
      found.secondary.push_back({keyword.span, "in a flow this begins a clause of its own"});
      found.help = "to compare, put the comparison in brackets: (… " + word + " …), or write 'is " +
                   word + "'";
    }
  }

  /// What a line says, without how it is laid out.
  std::string meaning(const Line& line) const {
    std::vector<std::string> parts;
    for (const Clause& clause : line.clauses) {
      std::string part = std::to_string(clause.keyword.word) + " ";
      for (const char byte : clause.argument ? clause.argument->text : std::string_view()) {
        if (!lexis::is_blank(byte)) part += byte;
      }
      parts.push_back(std::move(part));
    }
    std::sort(parts.begin(), parts.end());
    for (const Token& name : line.names) parts.emplace_back(name.text);
    std::string whole = (line.any ? "any>" : ">") + std::string(line.to.text);
    for (const std::string& part : parts) whole += "\n" + part;
    return whole;
  }

  void refuse_repetition(const Line& line) {
    const auto [first, fresh] = seen_.emplace(meaning(line), line.span);
    if (fresh) return;
    Diagnostic found = fault("E0406", "this line stands here twice", line.span, "leave one out");
    found.secondary.push_back({first->second, "the first time"});
    refuse(std::move(found));
  }

  void name_them() {
    std::map<std::string, int> times;
    for (std::size_t i = 0; i < flow_.transitions.size(); ++i) {
      std::string id = lines_[i].any ? "any" : "";
      for (const Token& name : lines_[i].names) {
        if (!lines_[i].any) id += (id.empty() ? "" : ",") + std::string(name.text);
      }
      id += "->" + flow_.transitions[i].to;
      const int time = ++times[id];
      flow_.transitions[i].id = time == 1 ? id : id + "#" + std::to_string(time);
    }
  }

  const Excerpt& text_;
  const FlowVocabulary& vocabulary_;
  Language language_;
  Diagnostics& diagnostics_;
  std::vector<Line> lines_;
  std::map<std::string, Span> seen_;
  Flow flow_;
  bool all_read_ = true;
};

}  // namespace

std::optional<Flow> compile_flow(const Excerpt& text, const FlowVocabulary& vocabulary,
                                 Language language, Diagnostics& diagnostics) {
  // Twenty lines make a procedure; a thousand are no procedure any more.
  constexpr std::size_t most_bytes = 100'000;
  if (text.text().size() > most_bytes) {
    diagnostics.push_back(fault("E0410", "this flow is longer than 100,000 bytes",
                                {text.span.source, text.span.begin, text.span.begin + 1}));
    return std::nullopt;
  }
  return Compiler(text, vocabulary, language, diagnostics).compile();
}

}  // namespace termijn::rules
