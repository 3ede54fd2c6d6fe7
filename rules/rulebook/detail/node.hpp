#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/diagnostic.hpp"
#include "rules/source.hpp"

namespace termijn::rules::book {

struct Member;

/// One value of a rulebook's TOML, with the place in the file it was written in.
/// The tree of one file, and the tree that layering makes of several, have the
/// same shape.
struct Node {
  enum class Kind { table, list, text, whole, fraction, truth, date, time, date_time };

  Kind kind = Kind::table;
  Span span;         ///< The value as written, quotes included; of a table its header.
  Span key;          ///< Its key; of an element of a list the value itself.
  std::string text;  ///< Of a text its value; of dates and times their canonical form.
  std::int64_t whole = 0;
  bool truth = false;
  std::vector<Member> members;  ///< Of a table, sorted by name.
  std::vector<Node> items{};    ///< Of a list.

  const Node* find(std::string_view name) const;
};

struct Member {
  std::string name;
  Node node;
};

/// A text that quotes what somebody wrote, fit for a message: one line, nothing
/// that a terminal would obey, at most 300 bytes.
std::string one_line(std::string text);

/// `a table`, `a text`, … for messages.
std::string_view describe(Node::Kind kind);

/// Reads one TOML file. Empty when it is not TOML; the fault is added.
std::optional<Node> read_toml(const Sources& sources, SourceId id, Diagnostics& diagnostics);

/// A text between quotes that say it as it is; double ones where they can.
std::string quoted_text(const std::string& text);

/// The content as TOML in one fixed layout: keys sorted, one a line, no
/// comments, the order of lists kept. Reading it again gives the same content.
std::string canonical(const Node& table);

}  // namespace termijn::rules::book
