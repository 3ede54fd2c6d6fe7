#include "rules/rulebook/detail/fields.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace termijn::rules::book {
namespace {

// No call has so many of anything; what compares them pair by pair stays quick.
constexpr std::size_t most_tables = 1'000;
// Enough for any sentence; a text that was meant for another place may be long.
constexpr std::size_t most_of_a_message = 300;

/// What a coordinator writes for a value of this kind.
std::string_view how_to_write(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::table:
      return "give it a table of its own, or write { key = value }";
    case Node::Kind::list:
      return "write it in square brackets: [\"…\", \"…\"]";
    case Node::Kind::text:
      return "write it between quotes";
    case Node::Kind::whole:
      return "write the digits only, without quotes or a decimal point";
    case Node::Kind::truth:
      return "write true or false, without quotes";
    case Node::Kind::date:
      return "write it as 2023-07-21, without quotes";
    default:
      return "";
  }
}

bool is_id(std::string_view text) {
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto rest = [&](char c) { return small(c) || (c >= '0' && c <= '9') || c == '-'; };
  return !text.empty() && small(text[0]) && std::all_of(text.begin(), text.end(), rest) &&
         text.back() != '-';
}

std::string_view raw(const Sources& sources, Span span) {
  return sources.at(span.source).text().substr(span.begin, span.end - span.begin);
}

}  // namespace

std::string one_line(std::string text) {
  // A second byte of U+0080 … U+009F, which terminals obey as well.
  const auto obeyed = [&](std::size_t i) {
    const auto code = static_cast<unsigned char>(text[i]);
    return i > 0 && text[i - 1] == '\xC2' && code >= 0x80U && code <= 0x9FU;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto code = static_cast<unsigned char>(text[i]);
    if (code < 0x20U || code == 0x7FU) text[i] = ' ';
    if (obeyed(i)) text[i - 1] = text[i] = ' ';
  }
  if (text.size() <= most_of_a_message) return text;
  std::size_t end = most_of_a_message;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

void Desk::report(Severity severity, std::string code, std::string message, Label at,
                  std::string help) {
  diagnostics.push_back({severity,
                         std::move(code),
                         one_line(std::move(message)),
                         std::move(at),
                         {},
                         one_line(std::move(help))});
}

void Desk::error(std::string code, std::string message, Label at, std::string help) {
  report(Severity::error, std::move(code), std::move(message), std::move(at), std::move(help));
}

void Desk::warning(std::string code, std::string message, Label at, std::string help) {
  report(Severity::warning, std::move(code), std::move(message), std::move(at), std::move(help));
}

void Desk::note(std::string code, std::string message, Label at, std::string help) {
  report(Severity::note, std::move(code), std::move(message), std::move(at), std::move(help));
}

Fields::Fields(const Node& table, std::string name, Desk& desk)
    : table_(table), name_(std::move(name)), desk_(desk) {}

const Node* Fields::optional(std::string_view key) {
  asked_.emplace_back(key);
  return table_.find(key);
}

const Node* Fields::needed(std::string_view key) {
  const Node* value = optional(key);
  if (!value) {
    desk_.error("E0507",
                name_.empty() ? fmt::format("'{}' is missing", key)
                              : fmt::format("the key '{}' is missing from {}", key, name_),
                {table_.span, ""});
  }
  return value;
}

bool Fields::is(const Node& value, Node::Kind kind) {
  if (value.kind == kind) return true;
  if (value.kind == Node::Kind::fraction && kind == Node::Kind::whole) {
    desk_.error("E0512", "a number with a decimal point is not exact here",
                {value.span, "this must be a whole number"}, std::string(how_to_write(kind)));
    return false;
  }
  desk_.error("E0506", fmt::format("this must be {}", describe(kind)),
              {value.span, fmt::format("this is {}", describe(value.kind))},
              std::string(how_to_write(kind)));
  return false;
}

std::optional<std::string> Fields::text(const Node* value) {
  if (!value || !is(*value, Node::Kind::text)) return {};
  if (!value->text.empty()) return value->text;
  desk_.error("E0513", "this text is empty", {value->span, ""});
  return {};
}

std::optional<std::int64_t> Fields::whole(const Node* value, std::int64_t least,
                                          std::int64_t most) {
  if (!value || !is(*value, Node::Kind::whole)) return {};
  if (value->whole >= least && value->whole <= most) return value->whole;
  desk_.error("E0513", fmt::format("this number must lie from {} to {}", least, most),
              {value->span, ""});
  return {};
}

std::vector<const Node*> Fields::list(const Node* value) {
  std::vector<const Node*> items;
  if (!value || !is(*value, Node::Kind::list)) return items;
  for (const Node& item : value->items) items.push_back(&item);
  return items;
}

std::vector<std::string> Fields::texts(const Node* value) {
  std::vector<std::string> found;
  for (const Node* item : list(value)) {
    if (auto one = text(item)) found.push_back(std::move(*one));
  }
  return found;
}

const Node* Fields::table(const Node* value) {
  return value && is(*value, Node::Kind::table) ? value : nullptr;
}

std::optional<std::size_t> Fields::choice(const Node* value,
                                          const std::vector<std::string>& choices) {
  const auto word = text(value);
  if (!word) return {};
  const auto at = std::find(choices.begin(), choices.end(), *word);
  if (at != choices.end()) return static_cast<std::size_t>(at - choices.begin());
  const std::string near = nearest(*word, choices);
  desk_.error(
      "E0519", fmt::format("'{}' is not one of the words that may stand here", *word),
      {value->span, ""},
      near.empty() ? "write one of " + joined(choices) : fmt::format("did you mean '{}'?", near));
  return {};
}

std::optional<Excerpt> Fields::rule(const Node* value) {
  if (!text(value)) return {};
  const std::string_view written = raw(desk_.sources, value->span);
  const bool many_lines = written.starts_with("'''") || written.starts_with("\"\"\"");
  const std::uint32_t quotes = many_lines ? 3 : 1;
  Span inside = value->span;
  inside.begin += quotes;
  inside.end -= quotes;
  const auto escape = written.find('\\');
  if (written.starts_with('"') && escape != std::string_view::npos) {
    const auto at = value->span.begin + static_cast<std::uint32_t>(escape);
    desk_.error("E0511", "no escape may stand in a rule or a phrase",
                {{inside.source, at, at + 1}, "this begins one"},
                "write it without escapes, between 'single' or '''triple''' quotes");
    return {};
  }
  return Excerpt{desk_.sources.at(inside.source).text(), inside};
}

std::optional<std::string> Fields::id(const Node* value) {
  auto word = text(value);
  if (!word || is_id(*word)) return word;
  desk_.error("E0514", fmt::format("'{}' cannot be an id", *word), {value->span, ""},
              "an id has lower-case letters, digits and hyphens, and begins with a letter");
  return {};
}

void Fields::finish() {
  for (const Member& member : table_.members) {
    if (std::find(asked_.begin(), asked_.end(), member.name) != asked_.end()) continue;
    const std::string near = nearest(member.name, asked_);
    desk_.error(
        "E0505",
        name_.empty() ? fmt::format("'{}' is not known at the top of a rulebook", member.name)
                      : fmt::format("'{}' is no key of {}", member.name, name_),
        {member.node.key, ""},
        near.empty() ? "known here: " + joined(asked_) : fmt::format("did you mean '{}'?", near));
    if (!near.empty() && !table_.find(near)) withdraw_missing(near);
  }
}

/// The slip in its name is told; that the key is missing would say the same again.
void Fields::withdraw_missing(const std::string& key) {
  const std::string as_key = fmt::format("'{}'", key);
  const std::string as_table = fmt::format("[{}]", key);
  std::erase_if(desk_.diagnostics, [&](const Diagnostic& told) {
    const bool names_it = told.message.find(as_key) != std::string::npos ||
                          told.message.find(as_table) != std::string::npos;
    return told.code == "E0507" && told.primary.span == table_.span && names_it;
  });
}

const Node& no_table() {
  static const Node empty{};
  return empty;
}

std::vector<const Node*> tables_of(const Node* list, std::string_view name, Desk& desk) {
  std::vector<const Node*> found;
  if (!list) return found;
  const auto refuse = [&](const Node& value) {
    desk.error("E0506", fmt::format("'{}' must be a list of tables", name),
               {value.span, fmt::format("this is {}", describe(value.kind))},
               fmt::format("write [[{}]] above its keys", name));
  };
  if (list->kind != Node::Kind::list) {
    refuse(*list);
    return found;
  }
  if (list->items.size() > most_tables) {
    desk.error("E0513", fmt::format("there are more than {} of '{}'", most_tables, name),
               {list->items[most_tables].span, ""});
    return found;
  }
  for (const Node& item : list->items) {
    if (item.kind == Node::Kind::table)
      found.push_back(&item);
    else
      refuse(item);
  }
  return found;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

}  // namespace termijn::rules::book
