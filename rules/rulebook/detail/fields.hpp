#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rulebook/detail/node.hpp"

namespace termijn::rules::book {

/// Where every part of the loader reads from and reports to.
struct Desk {
  const Sources& sources;
  Diagnostics& diagnostics;

  void error(std::string code, std::string message, Label at, std::string help = {});
  void warning(std::string code, std::string message, Label at, std::string help = {});
  void note(std::string code, std::string message, Label at, std::string help = {});
  void report(Severity severity, std::string code, std::string message, Label at, std::string help);
};

/// The keys of one table, read with their types. Each `…` that is asked for and
/// wrong is reported once and comes back empty. Lists come back with their good
/// elements only.
class Fields {
 public:
  /// `name` as the coordinator writes it: `[time]`, `[[channel]]`; empty for the
  /// top of the file.
  Fields(const Node& table, std::string name, Desk& desk);

  const Node* optional(std::string_view key);
  /// The same, and a fault when it is missing.
  const Node* needed(std::string_view key);

  std::optional<std::string> text(const Node* value);
  std::optional<std::int64_t> whole(const Node* value, std::int64_t least, std::int64_t most);
  std::vector<std::string> texts(const Node* value);
  std::vector<const Node*> list(const Node* value);
  const Node* table(const Node* value);
  /// One of `choices`, by index.
  std::optional<std::size_t> choice(const Node* value, const std::vector<std::string>& choices);
  /// A text that is read as a rule: the stretch inside its quotes.
  std::optional<Excerpt> rule(const Node* value);
  /// An id: lower-case letters, digits and hyphens, beginning with a letter.
  std::optional<std::string> id(const Node* value);

  /// Reports the keys that nothing has asked for. One that is a slip in the name of a
  /// missing key is reported instead of that.
  void finish();

  const Node& node() const { return table_; }

 private:
  bool is(const Node& value, Node::Kind kind);
  void withdraw_missing(const std::string& key);

  const Node& table_;
  std::string name_;
  Desk& desk_;
  std::vector<std::string> asked_;
};

/// An empty table, for one that is not written.
const Node& no_table();

/// The tables of a list of tables; reports the elements that are none.
std::vector<const Node*> tables_of(const Node* list, std::string_view name, Desk& desk);

/// `a, b, c`
std::string joined(const std::vector<std::string>& names);

}  // namespace termijn::rules::book
