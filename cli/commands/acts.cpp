#include "cli/commands/acts.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/render/json.hpp"
#include "cli/render/text.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;

// Of engine/agenda/record.hpp and engine/candidature/act.cpp.
constexpr std::string_view no_act = "A0101";
constexpr std::string_view recorded_before = "A0103";

// As much of a line that is no act as tells it from its neighbours.
constexpr std::size_t shown_of_a_line = 60;

std::string whose(const std::string& line) {
  const auto parsed = engine::parse_act(line);
  const auto* act = std::get_if<engine::Act>(&parsed);
  return act ? fmt::format("{} {}", act->candidature, act->kind)
             : shortened(visible(line), shown_of_a_line);
}

std::string accepted_line(std::size_t number, const engine::Recorded& recorded) {
  auto text = fmt::format("{:>5}  {} {}: {}, now in '{}'", number, recorded.candidature,
                          recorded.act, fmt::join(recorded.kinds, ", "), recorded.stage);
  if (!recorded.remark.empty()) text += " (" + recorded.remark + ")";
  return visible(text) + '\n';
}

std::string refused_line(std::size_t number, const engine::Refusal& refusal,
                         const std::string& line) {
  if (refusal.code == recorded_before) {
    return fmt::format("{:>5}  {}: recorded before\n", number, visible(whose(line)));
  }
  auto text = fmt::format("{:>5}  {}: refused {}: {}\n", number, visible(whose(line)), refusal.code,
                          visible(refusal.message));
  if (refusal.rule) {
    text +=
        visible(fmt::format("       rule {}:{}", refusal.rule->file, refusal.rule->line)) + '\n';
  }
  for (const auto& [name, value] : refusal.facts) {
    text += visible(fmt::format("       {} = {}", name, value)) + '\n';
  }
  if (!refusal.help.empty()) text += "       " + visible(refusal.help) + '\n';
  return text;
}

json::object json_of(const engine::Recorded& recorded) {
  json::array kinds;
  for (const auto& kind : recorded.kinds) kinds.push_back(text_of(kind));
  return {{"outcome", "recorded"},
          {"candidature", text_of(recorded.candidature)},
          {"act", text_of(recorded.act)},
          {"events", kinds},
          {"stage", text_of(recorded.stage)},
          {"remark", text_of(recorded.remark)}};
}

json::object json_of(const engine::Refusal& refusal, const std::string& line) {
  const auto parsed = engine::parse_act(line);
  const auto* act = std::get_if<engine::Act>(&parsed);
  const char* outcome = refusal.code == recorded_before ? "before"
                        : refusal.code == no_act        ? "malformed"
                                                        : "refused";
  json::object facts;
  for (const auto& [name, value] : refusal.facts) facts[name] = text_of(value);
  return {{"outcome", outcome},
          {"candidature", act ? json::value(text_of(act->candidature)) : json::value(nullptr)},
          {"act", act ? json::value(text_of(act->kind)) : json::value(nullptr)},
          {"code", text_of(refusal.code)},
          {"message", text_of(refusal.message)},
          {"help", text_of(refusal.help)},
          {"rule", refusal.rule ? json::value(text_of(
                                      fmt::format("{}:{}", refusal.rule->file, refusal.rule->line)))
                                : json::value(nullptr)},
          {"facts", facts}};
}

}  // namespace

ActCounts& ActCounts::operator+=(const ActCounts& more) {
  recorded += more.recorded;
  refused += more.refused;
  malformed += more.malformed;
  before += more.before;
  return *this;
}

std::vector<std::string> lines_in(std::istream& text) {
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

engine::RecordingClock sandbox_clock(rules::Instant start) {
  return [last = start](const engine::Act* act) mutable {
    if (act) last = act->at;
    return last;
  };
}

ActCounts count(std::span<const engine::LineResult> results) {
  ActCounts counts;
  for (const auto& result : results) {
    const auto* refusal = std::get_if<engine::Refusal>(&result.result);
    if (!refusal) {
      ++counts.recorded;
    } else if (refusal->code == recorded_before) {
      ++counts.before;
    } else if (refusal->code == no_act) {
      ++counts.malformed;
    } else {
      ++counts.refused;
    }
  }
  return counts;
}

std::string in_words(const engine::LineResult& result, const std::string& line) {
  const auto* refusal = std::get_if<engine::Refusal>(&result.result);
  return refusal ? refused_line(result.line, *refusal, line)
                 : accepted_line(result.line, std::get<engine::Recorded>(result.result));
}

std::string in_words(const ActCounts& counts) {
  std::vector<std::string> parts{fmt::format("{} recorded", counts.recorded)};
  const auto add = [&](std::size_t number, std::string_view what) {
    if (number > 0) parts.push_back(fmt::format("{} {}", number, what));
  };
  add(counts.refused, "refused");
  add(counts.malformed, "no act");
  add(counts.before, "recorded before");
  return fmt::format("{} {}: {}", counts.all(), counts.all() == 1 ? "act" : "acts",
                     fmt::join(parts, ", "));
}

json::value json_of(std::span<const engine::LineResult> results, std::span<const std::string> lines,
                    const ActCounts& counts) {
  json::array rows;
  for (const auto& result : results) {
    json::object row{{"line", result.line}};
    const auto* refusal = std::get_if<engine::Refusal>(&result.result);
    const auto more = refusal ? json_of(*refusal, lines[result.line - 1])
                              : json_of(std::get<engine::Recorded>(result.result));
    for (const auto& [key, value] : more) row[key] = value;
    rows.push_back(std::move(row));
  }
  return json::object{{"acts", rows},
                      {"recorded", counts.recorded},
                      {"refused", counts.refused},
                      {"malformed", counts.malformed},
                      {"before", counts.before}};
}

}  // namespace termijn::cli
