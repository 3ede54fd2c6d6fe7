// `[[rule]]` and `[[table]]`: what other rules use by name.
#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "rules/language/condition/table.hpp"
#include "rules/rulebook/detail/draft.hpp"

namespace termijn::rules::book {
namespace {

// No call has so many cases; what compares rows pair by pair stays quick.
constexpr std::size_t most_rows = 1'000;
constexpr std::size_t most_inputs = 100;

/// A definition that is read but not compiled.
struct Pending {
  enum class State { waiting, open, done };

  std::string id;
  Span span;
  std::string because;
  // One of the two; none when it is wrong, which is reported.
  std::optional<Excerpt> rule;
  std::optional<TableText> table;
  State state = State::waiting;
};

std::string cells_of(std::size_t count) {
  return count == 1 ? "1 cell" : fmt::format("{} cells", count);
}

class Definitions {
 public:
  explicit Definitions(Draft& draft) : draft_(draft), desk_(draft.desk) {}

  void compile() {
    each("rule", [&](const Node& table) { read_rule(table); });
    each("table", [&](const Node& table) { read_table(table); });
    for (std::size_t at = 0; at < pending_.size(); ++at) visit(at);
  }

 private:
  template <typename Read>
  void each(std::string_view name, Read read) {
    for (const Node* table : tables_of(draft_.top.optional(name), name, desk_)) read(*table);
  }

  /// Its id, if nothing else goes by that name, and why it is there.
  std::optional<Pending> begin(Fields& fields) {
    const Node* id_node = fields.needed("id");
    const auto id = fields.id(id_node);
    const auto because = fields.text(fields.optional("because"));
    if (!id) return {};
    const std::string taken = owner_of(*id);
    if (taken.empty()) return Pending{*id, id_node->span, because.value_or(""), {}, {}};
    desk_.error("E0540", fmt::format("'{}' is already the name of {}", *id, taken),
                {id_node->span, ""}, "give this one another id");
    return {};
  }

  std::string owner_of(const std::string& id) const {
    for (const FactDeclaration& fact : draft_.book.facts.facts) {
      for (const FactDeclaration& field : fact.fields) {
        const auto& names = field.aliases;
        const bool alias = std::find(names.begin(), names.end(), id) != names.end();
        if (alias || field.name == id) return fmt::format("a field of '{}'", fact.name);
      }
    }
    if (find(id)) return "another rule or table";
    return taken_name(draft_, id);
  }

  std::optional<std::size_t> find(std::string_view id) const {
    const auto at = std::find_if(pending_.begin(), pending_.end(),
                                 [&](const Pending& one) { return one.id == id; });
    if (at == pending_.end()) return {};
    return static_cast<std::size_t>(at - pending_.begin());
  }

  void read_rule(const Node& node) {
    Fields fields(node, "[[rule]]", desk_);
    auto pending = begin(fields);
    auto rule = fields.rule(fields.needed("rule"));
    fields.finish();
    if (!pending) return;
    pending->rule = std::move(rule);
    pending_.push_back(std::move(*pending));
  }

  void read_table(const Node& node) {
    Fields fields(node, "[[table]]", desk_);
    auto pending = begin(fields);
    auto text = table_text(fields);
    fields.finish();
    if (!pending) return;
    if (text) {
      text->name = pending->id;
      text->span = inside(pending->span);
    }
    pending->table = std::move(text);
    pending_.push_back(std::move(*pending));
  }

  /// Without the quotes.
  static Span inside(Span span) {
    if (span.end - span.begin > 2) {
      ++span.begin;
      --span.end;
    }
    return span;
  }

  std::optional<TableText> table_text(Fields& fields) {
    TableText text;
    const Node* inputs = fields.needed("inputs");
    bool good = excerpts(fields, inputs, text.inputs);
    const auto policy = fields.choice(fields.optional("policy"), {"unique", "first"});
    if (policy == 1U) text.policy = TablePolicy::first;
    if (const Node* otherwise = fields.optional("otherwise")) {
      text.otherwise = fields.rule(otherwise);
      good = good && text.otherwise;
    }
    const Node* rows = fields.needed("rows");
    if (!inputs || !rows) return {};
    good = bounded(*inputs, text.inputs.size(), most_inputs, "inputs") && good;
    for (const Node* row : fields.list(rows)) {
      const bool read = good && read_row(fields, *row, *inputs, text);
      good = good && read;
    }
    good = good && bounded(*rows, text.rows.size(), most_rows, "rows");
    if (!good) return {};
    return text;
  }

  bool excerpts(Fields& fields, const Node* list, std::vector<Excerpt>& into) {
    const auto items = fields.list(list);
    for (const Node* item : items) {
      if (const auto text = fields.rule(item)) into.push_back(*text);
    }
    return list && list->kind == Node::Kind::list && into.size() == items.size();
  }

  bool bounded(const Node& list, std::size_t count, std::size_t most, const std::string& what) {
    if (list.kind != Node::Kind::list || (count > 0 && count <= most)) return true;
    desk_.error("E0231",
                count == 0 ? fmt::format("this table has no {}", what)
                           : fmt::format("this table has more than {} {}", most, what),
                {list.span, ""},
                "write: inputs = ['size'], rows = [['at most 3', '10000 euro'], …]");
    return false;
  }

  bool read_row(Fields& fields, const Node& row, const Node& inputs, TableText& text) {
    std::vector<Excerpt> cells;
    if (!excerpts(fields, &row, cells)) return false;
    if (cells.size() != text.inputs.size() + 1) {
      Diagnostic found{
          Severity::error,
          "E0229",
          fmt::format("this row has {}, not {}", cells_of(cells.size()), text.inputs.size() + 1),
          {row.span, ""},
          {{inputs.span, "one for each of these, and the output"}},
          "write '-' for an input that may be anything; the output stands last"};
      desk_.diagnostics.push_back(std::move(found));
      return false;
    }
    const Excerpt output = cells.back();
    cells.pop_back();
    text.rows.push_back({row.span, std::move(cells), output});
    return true;
  }

  /// Compiles the definition after those it uses.
  void visit(std::size_t at) {
    Pending& one = pending_[at];
    if (one.state == Pending::State::done) return;
    if (one.state == Pending::State::open) return refuse_circle(at);
    one.state = Pending::State::open;
    path_.push_back(at);
    for (const std::size_t use : uses_of(one)) visit(use);
    path_.pop_back();
    one.state = Pending::State::done;
    define(one);
  }

  std::vector<std::size_t> uses_of(const Pending& one) const {
    std::vector<Excerpt> texts;
    if (one.rule) texts.push_back(*one.rule);
    if (one.table) {
      texts = one.table->inputs;
      if (one.table->otherwise) texts.push_back(*one.table->otherwise);
      for (const TableText::Row& row : one.table->rows) {
        texts.insert(texts.end(), row.inputs.begin(), row.inputs.end());
        texts.push_back(row.output);
      }
    }
    std::vector<std::size_t> uses;
    for (const Excerpt& text : texts) {
      for (const std::string_view name : names_in(text, Language::any)) {
        const auto used = find(name);
        if (used) uses.push_back(*used);
      }
    }
    return uses;
  }

  void refuse_circle(std::size_t at) {
    const auto first = std::find(path_.begin(), path_.end(), at);
    Diagnostic found{Severity::error,
                     "E0228",
                     "these rules use one another in a circle: ",
                     {pending_[at].span, ""},
                     {},
                     "a rule cannot ask for its own outcome: take one of them out of another"};
    for (auto one = first; one != path_.end(); ++one) {
      Pending& member = pending_[*one];
      found.message += member.id + " -> ";
      if (one != first) found.secondary.push_back({member.span, "in the circle"});
      member.rule.reset();
      member.table.reset();
    }
    found.message = one_line(found.message + pending_[at].id);
    desk_.diagnostics.push_back(std::move(found));
  }

  void define(Pending& one) {
    const Schema& facts = draft_.book.facts;
    std::optional<Condition> rule;
    if (one.rule) rule = compile_expression(*one.rule, facts, Language::any, desk_.diagnostics);
    if (one.table) {
      auto table = compile_table(*one.table, facts, Language::any, desk_.diagnostics);
      if (table) {
        rule = table->rule;
        draft_.book.tables.push_back(std::move(*table));
      }
    }
    draft_.book.facts.definitions.push_back(std::make_shared<const Definition>(
        Definition{one.id, std::move(rule), one.because, one.span}));
  }

  Draft& draft_;
  Desk& desk_;
  std::vector<Pending> pending_;
  std::vector<std::size_t> path_;
};

}  // namespace

void compile_definitions(Draft& draft) { Definitions(draft).compile(); }

void check_definitions(Draft& draft) {
  // What is wrong may be the very rule that would use it.
  if (has_errors(draft.desk.diagnostics)) return;
  std::set<const Definition*> used;
  const auto use = [&](const Condition& rule) {
    for (const auto& definition : rule.definitions()) used.insert(definition.get());
  };
  for (const Requirement& requirement : draft.book.requirements) use(requirement.rule);
  for (const Transition& transition : draft.book.flow.transitions) {
    if (transition.when) use(*transition.when);
  }
  for (const auto& definition : draft.book.facts.definitions) {
    if (used.contains(definition.get())) continue;
    draft.desk.warning("W0201", fmt::format("nothing uses '{}'", definition->name),
                       {definition->span, ""},
                       "use its name in a requirement or in the flow, or leave it out");
  }
}

}  // namespace termijn::rules::book
