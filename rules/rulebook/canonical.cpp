#include <algorithm>

#include <fmt/format.h>

#include "rules/rulebook/detail/node.hpp"

namespace termijn::rules::book {
namespace {

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20U && c != '\n' && c != '\t') || c == '\x7F';
  });
}

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string escaped(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (code < 0x20U || code == 0x7FU) {
      out += fmt::format("\\u{:04X}", code);
    } else {
      out += c;
    }
  }
  return out + '"';
}

/// Literal wherever a literal can say it, since a rule must not hold escapes.
std::string quoted(std::string_view text) {
  if (has_control(text)) return escaped(text);
  if (!has(text, "'") && !has(text, "\n")) return fmt::format("'{}'", text);
  if (!has(text, "'''") && !text.ends_with('\'')) return fmt::format("'''\n{}'''", text);
  if (!has(text, "\"\"\"") && !has(text, "\\") && !text.ends_with('"')) {
    return fmt::format("\"\"\"\n{}\"\"\"", text);
  }
  return escaped(text);
}

bool bare(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

std::string key_text(std::string_view key) { return bare(key) ? std::string(key) : escaped(key); }

std::string value_text(const Node& node);

std::string inline_table(const Node& node) {
  std::string out = "{";
  for (const Member& member : node.members) {
    out += fmt::format("{} {} = {}", out.size() > 1 ? "," : "", key_text(member.name),
                       value_text(member.node));
  }
  return out + " }";
}

std::string inline_list(const Node& node) {
  std::string out = "[";
  for (const Node& item : node.items) {
    out += (out.size() > 1 ? ", " : "") + value_text(item);
  }
  return out + "]";
}

std::string value_text(const Node& node) {
  switch (node.kind) {
    case Node::Kind::table:
      return inline_table(node);
    case Node::Kind::list:
      return inline_list(node);
    case Node::Kind::text:
      return quoted(node.text);
    case Node::Kind::whole:
      return std::to_string(node.whole);
    case Node::Kind::truth:
      return node.truth ? "true" : "false";
    case Node::Kind::fraction:
    case Node::Kind::date:
    case Node::Kind::time:
    case Node::Kind::date_time:
      return node.text;
  }
  return {};
}

bool is_list_of_tables(const Node& node) {
  return node.kind == Node::Kind::list && !node.items.empty() &&
         std::all_of(node.items.begin(), node.items.end(),
                     [](const Node& item) { return item.kind == Node::Kind::table; });
}

void append_keys(std::string& out, const Node& table) {
  for (const Member& member : table.members) {
    out += fmt::format("{} = {}\n", key_text(member.name), value_text(member.node));
  }
}

bool has_own_section(const Node& node) {
  return node.kind == Node::Kind::table || is_list_of_tables(node);
}

void append_section(std::string& out, const Member& member) {
  const std::string name = key_text(member.name);
  if (member.node.kind == Node::Kind::table) {
    out += fmt::format("\n[{}]\n", name);
    append_keys(out, member.node);
    return;
  }
  for (const Node& item : member.node.items) {
    out += fmt::format("\n[[{}]]\n", name);
    append_keys(out, item);
  }
}

}  // namespace

std::string quoted_text(const std::string& text) {
  const bool plain = !has_control(text) && !has(text, "\"") && !has(text, "\\") && !has(text, "\n");
  return plain ? fmt::format("\"{}\"", text) : quoted(text);
}

std::string canonical(const Node& table) {
  std::string out;
  for (const Member& member : table.members) {
    if (has_own_section(member.node)) continue;
    out += fmt::format("{} = {}\n", key_text(member.name), value_text(member.node));
  }
  for (const Member& member : table.members) {
    if (has_own_section(member.node)) append_section(out, member);
  }
  return out;
}

}  // namespace termijn::rules::book
