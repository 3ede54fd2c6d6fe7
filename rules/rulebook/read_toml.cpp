#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "rules/rulebook/detail/node.hpp"
#include "rules/rulebook/detail/toml_slip.hpp"

namespace termijn::rules::book {
namespace {

// A rulebook of a region is some 10 KB; what is a hundred times that is none.
constexpr std::size_t most_bytes = 1'000'000;
// Places on a line are counted from its beginning; rules are no longer than this.
constexpr std::size_t most_on_a_line = 10'000;
// The TOML library recurses once a dotted part; no key of a rulebook has three.
constexpr int most_dots = 64;

/// Translates the library's places (line and column in code points) to bytes.
class Places {
 public:
  Places(const Source& source, SourceId id) : source_(source), id_(id) {}

  Span span(const toml::source_region& region) const {
    const auto begin = offset(region.begin);
    return {id_, begin, std::max(begin, offset(region.end))};
  }

 private:
  std::uint32_t offset(const toml::source_position& position) const {
    return source_.offset({position.line, position.column});
  }

  const Source& source_;
  SourceId id_;
};

std::string written(const toml::date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string written(const toml::time& time) {
  std::string text = fmt::format("{:02}:{:02}:{:02}", time.hour, time.minute, time.second);
  if (time.nanosecond != 0) text += fmt::format(".{:09}", time.nanosecond);
  return text;
}

std::string written(const toml::date_time& moment) {
  std::string text = written(moment.date) + "T" + written(moment.time);
  if (!moment.offset) return text;
  const int minutes = moment.offset->minutes;
  if (minutes == 0) return text + "Z";
  return text + fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                            std::abs(minutes) % 60);
}

Node converted(const toml::node& from, const Places& places, const Source& source);

void fill(Node& node, const toml::table& table, const Places& places, const Source& source) {
  node.kind = Node::Kind::table;
  for (const auto& [key, value] : table) {
    Member member{std::string(key.str()), converted(value, places, source)};
    member.node.key = places.span(key.source());
    node.members.push_back(std::move(member));
  }
  std::sort(node.members.begin(), node.members.end(),
            [](const Member& a, const Member& b) { return a.name < b.name; });
}

void fill(Node& node, const toml::array& list, const Places& places, const Source& source) {
  node.kind = Node::Kind::list;
  for (const toml::node& item : list) node.items.push_back(converted(item, places, source));
}

void fill_text(Node& node, Node::Kind kind, std::string text) {
  node.kind = kind;
  node.text = std::move(text);
}

/// The same text whether the file's lines end as in Unix or as in Windows.
std::string with_unix_lines(std::string text) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    text[kept++] = text[i];
  }
  text.resize(kept);
  return text;
}

Node converted(const toml::node& from, const Places& places, const Source& source) {
  Node node;
  node.span = places.span(from.source());
  node.key = node.span;
  if (const auto* table = from.as_table()) fill(node, *table, places, source);
  if (const auto* list = from.as_array()) fill(node, *list, places, source);
  if (const auto* text = from.as_string()) {
    fill_text(node, Node::Kind::text, with_unix_lines(text->get()));
  }
  if (const auto* whole = from.as_integer()) {
    node.kind = Node::Kind::whole;
    node.whole = whole->get();
  }
  if (from.is_floating_point()) {
    const auto raw = source.text().substr(node.span.begin, node.span.end - node.span.begin);
    fill_text(node, Node::Kind::fraction, std::string(raw));
  }
  if (const auto* truth = from.as_boolean()) {
    node.kind = Node::Kind::truth;
    node.truth = truth->get();
  }
  if (const auto* date = from.as_date()) fill_text(node, Node::Kind::date, written(date->get()));
  if (const auto* time = from.as_time()) fill_text(node, Node::Kind::time, written(time->get()));
  if (const auto* both = from.as_date_time()) {
    fill_text(node, Node::Kind::date_time, written(both->get()));
  }
  return node;
}

std::string quoted_name(std::string_view text) {
  const auto first = text.find('\'');
  const auto last = text.rfind('\'');
  return first == last ? "it" : std::string(text.substr(first, last - first + 1));
}

/// The key or header of the line: the library points somewhere behind it.
Span key_of_line(const Source& source, Span span) {
  const std::uint32_t start = source.line_start(source.place(span.begin).line);
  const std::string_view line = source.line_at(span.begin);
  const auto first = line.find_first_not_of(" \t[");
  const auto last = line.find_last_not_of(" \t]", line.find('=') - 1);
  if (first == std::string_view::npos || last == std::string_view::npos || last < first)
    return span;
  span.begin = start + static_cast<std::uint32_t>(first);
  span.end = start + static_cast<std::uint32_t>(last) + 1;
  return span;
}

/// What the library could not read. Its own words are looked at for one thing only: that
/// a name is there twice, which is no fault of form.
Diagnostic syntax_fault(const toml::parse_error& error, const Source& source,
                        const Places& places) {
  const Span span = places.span(error.source());
  const std::string words(error.description());
  if (words.find("cannot redefine") == std::string::npos) {
    return toml_slip(source, span.source, span.begin);
  }
  return {Severity::error,
          "E0502",
          one_line(fmt::format("{} is written twice", quoted_name(words))),
          {key_of_line(source, span), ""},
          {},
          "keep one of the two; a table that may come more than once has double brackets"};
}

/// The line on which more dots stand outside quotes than any key needs.
std::optional<std::uint32_t> too_deep(std::string_view text) {
  int dots = 0;
  char quote = 0;
  bool comment = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      dots = 0;
      quote = 0;
      comment = false;
    } else if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#') {
      comment = true;
    } else if (c == '.' && !comment && ++dots > most_dots) {
      return static_cast<std::uint32_t>(i);
    }
  }
  return {};
}

/// Where a line is too long to be one of a rulebook.
std::optional<std::uint32_t> too_long(std::string_view text) {
  for (std::size_t start = 0; start < text.size();) {
    const auto end = std::min(text.find('\n', start), text.size());
    if (end - start > most_on_a_line) return static_cast<std::uint32_t>(start);
    start = end + 1;
  }
  return {};
}

/// What must not even reach the library.
std::optional<Diagnostic> out_of_bounds(const Source& source, SourceId id) {
  if (source.text().size() > most_bytes) {
    return Diagnostic{Severity::error,  "E0501", "this file is too large for a rulebook",
                      {{id, 0, 0}, ""}, {},      "a rulebook has at most 1,000,000 bytes"};
  }
  if (const auto at = too_long(source.text())) {
    return Diagnostic{Severity::error,      "E0501", "this line is too long",
                      {{id, *at, *at}, ""}, {},      "a line has at most 10,000 bytes"};
  }
  if (const auto at = too_deep(source.text())) {
    return Diagnostic{Severity::error,          "E0501", "these keys are nested too deeply",
                      {{id, *at, *at + 1}, ""}, {},      "no key of a rulebook has so many parts"};
  }
  return unreadable_byte(source, id);
}

}  // namespace

const Node* Node::find(std::string_view name) const {
  const auto at = std::lower_bound(
      members.begin(), members.end(), name,
      [](const Member& member, std::string_view wanted) { return member.name < wanted; });
  return at != members.end() && at->name == name ? &at->node : nullptr;
}

std::string_view describe(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::table:
      return "a table";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::text:
      return "a text";
    case Node::Kind::whole:
      return "a whole number";
    case Node::Kind::fraction:
      return "a number with a decimal point";
    case Node::Kind::truth:
      return "true or false";
    case Node::Kind::date:
      return "a date";
    case Node::Kind::time:
      return "a time";
    case Node::Kind::date_time:
      return "a date with a time";
  }
  return "a value";
}

std::optional<Node> read_toml(const Sources& sources, SourceId id, Diagnostics& diagnostics) {
  const Source& source = sources.at(id);
  if (auto fault = out_of_bounds(source, id)) {
    diagnostics.push_back(std::move(*fault));
    return {};
  }
  const Places places(source, id);
  try {
    const toml::table table = toml::parse(source.text());
    Node root = converted(table, places, source);
    // What is missing from the whole file is reported at its first byte.
    root.span = root.key = {id, 0, 0};
    return root;
  } catch (const toml::parse_error& error) {
    diagnostics.push_back(syntax_fault(error, source, places));
    return {};
  }
}

}  // namespace termijn::rules::book
