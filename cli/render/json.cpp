#include "cli/render/json.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/render/text.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t line_width = 100;

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const rules::Character character = rules::first_character(text);
    if (!character.valid) {
      out += "\\ufffd";
    } else if (character.code == '"' || character.code == '\\') {
      out += '\\';
      out += static_cast<char>(character.code);
    } else if (character.code == '\n') {
      out += "\\n";
    } else if (character.code == '\t') {
      out += "\\t";
    } else if (rules::is_control(character.code)) {
      out += fmt::format("\\u{:04x}", character.code);
    } else {
      out += text.substr(0, character.length);
    }
    text.remove_prefix(character.length);
  }
  out += '"';
}

void append_flat(std::string& out, const json::value& value) {
  std::string_view separator;
  if (const auto* object = value.if_object()) {
    out += '{';
    for (const auto& [key, member] : *object) {
      out += separator;
      append_quoted(out, {key.data(), key.size()});
      out += ": ";
      append_flat(out, member);
      separator = ", ";
    }
    out += '}';
  } else if (const auto* array = value.if_array()) {
    out += '[';
    for (const json::value& element : *array) {
      out += separator;
      append_flat(out, element);
      separator = ", ";
    }
    out += ']';
  } else if (const auto* text = value.if_string()) {
    append_quoted(out, {text->data(), text->size()});
  } else {
    out += json::serialize(value);
  }
}

void append_pretty(std::string& out, const json::value& value, std::size_t indent,
                   std::size_t before) {
  std::string flat;
  append_flat(flat, value);
  if (!value.is_structured() || indent + before + columns(flat) < line_width) {
    out += flat;
    return;
  }
  const std::string blanks(indent + 2, ' ');
  std::string_view separator = "\n";
  if (const auto* object = value.if_object()) {
    out += '{';
    for (const auto& [key, member] : *object) {
      std::string name;
      append_quoted(name, {key.data(), key.size()});
      out += fmt::format("{}{}{}: ", separator, blanks, name);
      append_pretty(out, member, indent + 2, columns(name) + 2);
      separator = ",\n";
    }
    out += '\n' + std::string(indent, ' ') + '}';
    return;
  }
  out += '[';
  for (const json::value& element : value.get_array()) {
    out += fmt::format("{}{}", separator, blanks);
    append_pretty(out, element, indent + 2, 0);
    separator = ",\n";
  }
  out += '\n' + std::string(indent, ' ') + ']';
}

json::value instant(const std::optional<rules::Instant>& at, const rules::Zone& zone) {
  return at ? json::value(text_of(rfc3339(*at, zone))) : json::value(nullptr);
}

std::string_view certainty(rules::Certainty certainty) {
  switch (certainty) {
    case rules::Certainty::firm:
      return "firm";
    case rules::Certainty::reserve:
      return "reserve";
    case rules::Certainty::alternative:
      return "alternative";
  }
  return "firm";
}

std::size_t length_in_characters(const rules::Span& span, const rules::Source& source) {
  return rules::count_characters(source.text().substr(span.begin, span.end - span.begin));
}

/// Where a stretch is: the part that a diagnostic and each of its places have in common.
json::object place_of(const rules::Span& span, const rules::Sources& sources) {
  const rules::Source& source = sources.at(span.source);
  const rules::Place place = source.place(span.begin);
  return {{"file", text_of(source.name())},
          {"line", place.line},
          {"column", place.column},
          {"length", length_in_characters(span, source)}};
}

json::array other_places(const rules::Diagnostic& diagnostic, const rules::Sources& sources) {
  json::array out;
  for (const rules::Label& label : diagnostic.secondary) {
    json::object place = place_of(label.span, sources);
    place["label"] = text_of(label.text);
    out.push_back(std::move(place));
  }
  return out;
}

}  // namespace

std::string pretty(const json::value& value) {
  std::string out;
  append_pretty(out, value, 0, 0);
  return out + '\n';
}

json::string text_of(std::string_view text) {
  return json::string(json::string_view(text.data(), text.size()));
}

json::value json_of(const std::vector<rules::Window>& sessions, const rules::Zone& zone) {
  json::array out;
  for (const rules::Window& window : sessions) {
    out.push_back(json::object{{"from", instant(window.from, zone)},
                               {"until", instant(window.until, zone)},
                               {"until_inclusive", window.until_inclusive},
                               {"certainty", text_of(certainty(window.certainty))}});
  }
  return out;
}

json::value json_of(const std::vector<rules::Step>& steps) {
  json::array out;
  for (const rules::Step& step : steps) {
    out.push_back(json::object{{"date", text_of(rules::to_string(step.date))},
                               {"counted", step.counted},
                               {"why", text_of(step.why)}});
  }
  return out;
}

json::value json_of(const rules::Number& number) {
  if (number.bottom() == 1) return number.top();
  return text_of(rules::to_string(number));
}

json::value json_of(const rules::Diagnostics& diagnostics, const rules::Sources& sources) {
  json::array out;
  for (const rules::Diagnostic& diagnostic : sorted(diagnostics)) {
    json::object told{{"severity", text_of(to_string(diagnostic.severity))},
                      {"code", text_of(diagnostic.code)},
                      {"message", text_of(diagnostic.message)}};
    for (auto& [key, value] : place_of(diagnostic.primary.span, sources)) told[key] = value;
    told["label"] = text_of(diagnostic.primary.text);
    told["others"] = other_places(diagnostic, sources);
    told["help"] = text_of(diagnostic.help);
    out.push_back(std::move(told));
  }
  return out;
}

}  // namespace termijn::cli
