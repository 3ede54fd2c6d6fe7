// A case as the `[[example]]` that a coordinator can copy into the rulebook.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "rules/rulebook/detail/node.hpp"
#include "rules/rulebook/facts.hpp"
#include "rules/rulebook/proof/detail/ground.hpp"

namespace termijn::rules::proof {
namespace {

std::string quoted(const std::string& text) { return book::quoted_text(text); }

std::string number_text(const Number& number) {
  const std::string text = to_string(number);
  return number.bottom() == 1 ? text : fmt::format("\"{}\"", text);
}

template <typename List, typename Print>
std::string list_text(const List& list, Print print) {
  std::vector<std::string> items;
  for (const auto& item : list) items.push_back(print(item));
  return fmt::format("[{}]", fmt::join(items, ", "));
}

struct Printed {
  const FactDeclaration& fact;
  const Zone& zone;

  std::string operator()(Unknown) const { return {}; }
  std::string operator()(bool truth) const { return truth ? "true" : "false"; }
  std::string operator()(const Number& number) const { return number_text(number); }
  std::string operator()(const std::string& text) const { return quoted(text); }
  std::string operator()(Date date) const { return to_string(date); }
  std::string operator()(Instant instant) const { return rfc3339(instant, zone); }
  std::string operator()(const Deadline& deadline) const {
    // An instant in an example closes with itself, so what closes without it
    // closes the second before.
    const auto last = deadline.closes - std::chrono::seconds{deadline.inclusive ? 0 : 1};
    return rfc3339(last, zone);
  }
  std::string operator()(Period period) const { return std::to_string(period.amount); }
  std::string operator()(const std::vector<Number>& numbers) const {
    return list_text(numbers, number_text);
  }
  std::string operator()(const std::vector<std::string>& texts) const {
    return list_text(texts, quoted);
  }
  std::string operator()(const std::shared_ptr<const std::vector<Record>>& records) const {
    return list_text(*records, [&](const Record& record) {
      std::vector<std::string> members;
      for (std::size_t i = 0; i < std::min(record.size(), fact.fields.size()); ++i) {
        if (!record[i].known()) continue;
        members.push_back(
            fmt::format("{} = {}", fact.fields[i].name, toml_of(record[i], fact.fields[i], zone)));
      }
      return fmt::format("{{ {} }}", fmt::join(members, ", "));
    });
  }
};

/// What the case says, and what follows from it unless an example works that out.
std::vector<int> to_be_given(const FoundCase& found) {
  std::vector<int> slots = found.chosen;
  for (const Fact fact : {Fact::reviewed, Fact::score_passes}) {
    const int slot = static_cast<int>(fact);
    if (found.facts[static_cast<std::size_t>(slot)].known()) slots.push_back(slot);
  }
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  return slots;
}

}  // namespace

std::string toml_of(const Value& value, const FactDeclaration& fact, const Zone& zone) {
  return std::visit(Printed{fact, zone}, value.data);
}

namespace {

/// `[[example]]`, its subject and its facts; empty when they cannot be written.
std::string begun(const Rulebook& book, const std::string& subject, const FoundCase& found) {
  std::vector<std::string> facts;
  for (const int slot : to_be_given(found)) {
    const auto at = static_cast<std::size_t>(slot);
    const FactDeclaration& fact = book.facts.facts[at];
    // A planned milestone that has not come is not to be written: the plan stands in.
    if (!found.facts[at].known() && book.milestone(fact.name)) return {};
    if (!found.facts[at].known()) continue;
    facts.push_back(fmt::format("{} = {}", fact.name, toml_of(found.facts[at], fact, *book.zone)));
  }
  std::string text = "[[example]]\n" + subject;
  if (!facts.empty()) text += fmt::format("\nfacts = {{ {} }}", fmt::join(facts, ", "));
  return text;
}

}  // namespace

std::string example_text(const Rulebook& book, const std::string& kind,
                         const std::vector<std::string>& ids, const FoundCase& found,
                         const std::string& verdict) {
  const auto name = [](const std::string& id) { return fmt::format("\"{}\"", id); };
  const std::string subject =
      fmt::format("{} = {}", kind, ids.size() == 1 ? name(ids.front()) : list_text(ids, name));
  const std::string text = begun(book, subject, found);
  return text.empty() ? text : text + fmt::format("\nverdict = \"{}\"", verdict);
}

std::string table_example(const Rulebook& book, const DecisionTable& table, const FoundCase& found,
                          std::size_t row) {
  const std::string text = begun(book, fmt::format("table = \"{}\"", table.name), found);
  if (text.empty()) return text;
  const Condition& output = table.rows[row].output;
  const Value value = evaluate(output, found.facts).value;
  if (!value.known()) return text + "\nverdict = \"unknown\"";
  if (const bool* truth = std::get_if<bool>(&value.data)) {
    return text + fmt::format("\nverdict = \"{}\"", *truth ? "holds" : "fails");
  }
  const FactDeclaration gives{table.name, output.type(), {}, {}, {}};
  return text + "\ngives = " + toml_of(value, gives, *book.zone);
}

}  // namespace termijn::rules::proof
