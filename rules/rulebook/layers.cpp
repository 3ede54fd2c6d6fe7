#include "rules/rulebook/detail/layers.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

namespace termijn::rules::book {
namespace {

// A call, its region and perhaps a national layer: no more are known.
constexpr std::size_t most_layers = 16;

/// The name of a layer, taken from the folder of the file that extends it, with
/// `.` and `..` worked out so that a cycle is seen whichever way it is written.
std::string resolved_name(const std::string& from, const std::string& name) {
  const auto slash = from.rfind('/');
  const bool absolute = name.starts_with('/') || slash == std::string::npos;
  const std::string path = absolute ? name : from.substr(0, slash + 1) + name;
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= path.size();) {
    const auto end = std::min(path.find('/', at), path.size());
    const std::string part = path.substr(at, end - at);
    at = end + 1;
    if (part == "." || (part.empty() && end != 0)) continue;
    const bool up = part == ".." && !parts.empty() && parts.back() != ".." && !parts.back().empty();
    if (up)
      parts.pop_back();
    else
      parts.push_back(part);
  }
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) out += (i > 0 ? "/" : "") + parts[i];
  return out;
}

class Reader {
 public:
  Reader(const FileSource& files, Sources& sources, Diagnostics& diagnostics)
      : files_(files), sources_(sources), diagnostics_(diagnostics) {}

  /// The layers from the uppermost down; empty when one cannot be read.
  std::optional<std::vector<Node>> read(const std::string& file);

 private:
  std::optional<Node> read_file(const std::string& name, std::optional<Span> asked_at);
  void check_schema(const Node& root);
  /// What the file extends, taken out of `root`.
  std::optional<Node> take_extends(Node& root);
  /// Puts the calendar of `[time] calendar-file` in its place, so that the layers hold it whole.
  bool take_calendar(Node& root, const std::string& file);
  bool names_a_file(const Node& extends);
  bool closes_a_cycle(const std::string& name, Span span);
  void fault(std::string code, std::string message, Span span, std::string help) {
    diagnostics_.push_back({Severity::error,
                            std::move(code),
                            one_line(std::move(message)),
                            {span, ""},
                            {},
                            std::move(help)});
  }

  const FileSource& files_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  std::vector<std::string> names_;
};

std::optional<Node> Reader::read_file(const std::string& name, std::optional<Span> asked_at) {
  auto text = files_(name);
  if (text) return read_toml(sources_, sources_.add(name, std::move(*text)), diagnostics_);
  if (asked_at) {
    fault("E0503", fmt::format("there is no file '{}'", name), *asked_at,
          "the name is taken from the folder of the file that extends it");
  } else {
    const SourceId id = sources_.add(name, "");
    fault("E0503", fmt::format("there is no file '{}'", name), {id, 0, 0}, "");
  }
  return {};
}

void Reader::check_schema(const Node& root) {
  const std::string help = "write schema = 1, the only one there is";
  const Node* schema = root.find("schema");
  if (!schema) {
    fault("E0507", "the key 'schema' is missing", root.span, help);
  } else if (schema->kind != Node::Kind::whole || schema->whole != 1) {
    fault("E0510", "this schema is not known to this version of termijn", schema->span, help);
  }
}

std::optional<Node> Reader::take_extends(Node& root) {
  const auto at = std::find_if(root.members.begin(), root.members.end(),
                               [](const Member& member) { return member.name == "extends"; });
  if (at == root.members.end()) return {};
  Node extends = std::move(at->node);
  root.members.erase(at);
  return extends;
}

bool Reader::take_calendar(Node& root, const std::string& file) {
  const auto member_of = [](Node& table, std::string_view name) {
    return std::find_if(table.members.begin(), table.members.end(),
                        [name](const Member& member) { return member.name == name; });
  };
  const auto time = member_of(root, "time");
  if (time == root.members.end() || time->node.kind != Node::Kind::table) return true;
  const auto at = member_of(time->node, "calendar-file");
  if (at == time->node.members.end()) return true;
  const Node asked = at->node;
  if (asked.kind != Node::Kind::text || asked.text.empty()) {
    fault("E0506", "'calendar-file' must be the name of a file", asked.span,
          "write calendar-file = \"kalender.toml\"");
    return false;
  }
  if (time->node.find("calendar")) {
    fault("E0167", "a calendar and a calendar file are both given", asked.key,
          "take out one of them; a file begins with another's days by extends = \"BE\"");
    return false;
  }
  const SourceId source = sources_.size();
  auto calendar = read_file(resolved_name(file, asked.text), asked.span);
  if (!calendar) return false;
  calendar->key = asked.key;
  calendar->span = {source, 0, 0};
  *at = Member{"calendar", std::move(*calendar)};
  return true;
}

bool Reader::names_a_file(const Node& extends) {
  if (extends.kind == Node::Kind::text && !extends.text.empty()) return true;
  fault("E0506", "'extends' must be the name of a file", extends.span,
        "write extends = \"call.toml\"");
  return false;
}

bool Reader::closes_a_cycle(const std::string& name, Span span) {
  if (std::find(names_.begin(), names_.end(), name) != names_.end()) {
    fault("E0504", fmt::format("the layers form a circle: '{}' is already below this file", name),
          span, "a layer cannot extend a file that extends it");
    return true;
  }
  if (names_.size() < most_layers) return false;
  fault("E0504", fmt::format("there are more than {} layers", most_layers), span, "");
  return true;
}

std::optional<std::vector<Node>> Reader::read(const std::string& file) {
  std::vector<Node> layers;
  std::string name = file;
  std::optional<Span> asked_at;
  for (;;) {
    auto root = read_file(name, asked_at);
    if (!root) return {};
    names_.push_back(resolved_name("", name));
    check_schema(*root);
    if (!take_calendar(*root, name)) return {};
    const auto next = take_extends(*root);
    layers.push_back(std::move(*root));
    if (!next) return layers;
    if (!names_a_file(*next)) return {};
    name = resolved_name(name, next->text);
    asked_at = next->span;
    if (closes_a_cycle(name, next->span)) return {};
  }
}

std::string identity(const Node& table, std::string_view key) {
  const Node* id = table.find(key);
  if (!id) return {};
  if (id->kind == Node::Kind::whole) return std::to_string(id->whole);
  return id->text;
}

bool take_replace(Node& table) {
  const auto at = std::find_if(table.members.begin(), table.members.end(), [](const Member& m) {
    return m.name == "replace" && m.node.kind == Node::Kind::truth;
  });
  if (at == table.members.end()) return false;
  const bool replaces = at->node.truth;
  table.members.erase(at);
  return replaces;
}

/// Where a duplicate is pointed at: its id.
Span identity_span(const Node& table, std::string_view key) {
  const Node* id = table.find(key);
  return id ? id->span : table.span;
}

/// Adds the tables of one layer to those of the layers below.
class ListMerge {
 public:
  ListMerge(std::string_view list, Node& base, Diagnostics& diagnostics)
      : list_(list),
        key_(identity_key(list)),
        base_(base),
        below_(base.items.size()),
        replaced_(below_, false),
        diagnostics_(diagnostics) {
    for (std::size_t i = 0; i < below_; ++i) places_.emplace(identity(base.items[i], key_), i);
  }

  void add(Node table) {
    const bool replaces = table.kind == Node::Kind::table && take_replace(table);
    const std::string id = identity(table, key_);
    const auto same = id.empty() ? places_.end() : places_.find(id);
    if (same == places_.end()) {
      if (replaces) nothing_to_replace(table, id);
      places_.emplace(id, base_.items.size());
      base_.items.push_back(std::move(table));
      return;
    }
    const std::size_t at = same->second;
    const bool below = at < below_ && !replaced_[at];
    if (!below || !replaces) {
      duplicate(table, base_.items[at], id, below);
      return;
    }
    replaced_[at] = true;
    base_.items[at] = std::move(table);
  }

 private:
  void nothing_to_replace(const Node& table, const std::string& id) {
    diagnostics_.push_back(
        {Severity::error,
         "E0509",
         one_line(fmt::format("there is no {} '{}' in a layer below to replace", list_, id)),
         {identity_span(table, key_), ""},
         {},
         "leave out replace = true, or mend the name"});
  }

  void duplicate(const Node& table, const Node& other, const std::string& id, bool below) {
    diagnostics_.push_back({Severity::error,
                            "E0508",
                            one_line(fmt::format("{} '{}' is given twice", list_, id)),
                            {identity_span(table, key_), "this is the second"},
                            {{identity_span(other, key_), "this is the first"}},
                            below ? "to put it in the place of the other, add replace = true"
                                  : fmt::format("give one of them another '{}'", key_)});
  }

  std::string_view list_;
  std::string_view key_;
  Node& base_;
  std::size_t below_;
  std::vector<bool> replaced_;
  std::map<std::string, std::size_t> places_;  ///< By id.
  Diagnostics& diagnostics_;
};

bool added_to(std::string_view list) {
  return !identity_key(list).empty() || list == "example" || list == "working-days";
}

void merge(Node& base, Node over, Diagnostics& diagnostics);

void merge_member(Node& base, Member over, Diagnostics& diagnostics) {
  const auto at = std::lower_bound(
      base.members.begin(), base.members.end(), over.name,
      [](const Member& member, const std::string& name) { return member.name < name; });
  const bool known = at != base.members.end() && at->name == over.name;
  if (over.node.kind == Node::Kind::list && added_to(over.name)) {
    Node list = known && at->node.kind == Node::Kind::list ? std::move(at->node) : Node{};
    list.kind = Node::Kind::list;
    list.span = over.node.span;
    list.key = over.node.key;
    ListMerge lists(over.name, list, diagnostics);
    for (Node& item : over.node.items) lists.add(std::move(item));
    if (known)
      at->node = std::move(list);
    else
      base.members.insert(at, {over.name, std::move(list)});
  } else if (!known) {
    // Into an empty table, so that the lists inside are looked through as well.
    Node fresh = over.node;
    if (fresh.kind == Node::Kind::table) {
      fresh.members.clear();
      merge(fresh, std::move(over.node), diagnostics);
    }
    base.members.insert(at, {over.name, std::move(fresh)});
  } else if (at->node.kind == Node::Kind::table && over.node.kind == Node::Kind::table &&
             over.name != "calendar") {  // Two calendars do not make one.
    merge(at->node, std::move(over.node), diagnostics);
  } else {
    at->node = std::move(over.node);
  }
}

/// What `over` says takes the place of what `base` says.
void merge(Node& base, Node over, Diagnostics& diagnostics) {
  base.span = over.span;
  base.key = over.key;
  for (Member& member : over.members) merge_member(base, std::move(member), diagnostics);
}

}  // namespace

std::string_view identity_key(std::string_view list) {
  if (list == "challenge") return "nr";
  if (list == "closing-days") return "date";
  const bool by_id = list == "requirement" || list == "criterion" || list == "channel" ||
                     list == "fact" || list == "rule" || list == "table";
  return by_id ? "id" : "";
}

std::optional<Node> read_layers(const std::string& file, const FileSource& files, Sources& sources,
                                Diagnostics& diagnostics) {
  auto layers = Reader(files, sources, diagnostics).read(file);
  if (!layers) return {};
  Node merged;
  std::for_each(layers->rbegin(), layers->rend(),
                [&](Node& layer) { merge(merged, std::move(layer), diagnostics); });
  return merged;
}

}  // namespace termijn::rules::book
