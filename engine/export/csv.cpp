#include <algorithm>
#include <array>
#include <ostream>

#include "engine/candidature/kinds.hpp"
#include "engine/export/detail/told.hpp"
#include "engine/export/tables.hpp"
#include "rules/time/zone.hpp"

namespace termijn::engine {
namespace {

using detail::Told;
using detail::word;

// A contract: docs/exports.md. A new column goes to the end.
constexpr std::array columns{
    "region", "candidature", "sequence",  "event",   "happened", "recorded", "actor",  "from",
    "to",     "rule",        "automatic", "adverse", "stage",    "outcome",  "reason", "rulebook"};
using Row = std::array<std::string, columns.size()>;

/// What spreadsheets take for the beginning of a formula or a command; also the full-width
/// forms, which some of them read as the narrow ones. The apostrophe itself, so that the
/// guard can be taken off again without a doubt.
bool begins_a_formula(std::string_view cell) {
  constexpr std::array starts{"=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠"};
  const std::string_view text = cell.substr(std::min(cell.find_first_not_of(' '), cell.size()));
  return std::any_of(starts.begin(), starts.end(),
                     [&](const char* start) { return text.starts_with(start); });
}

std::string cell_of(const std::string& text) {
  std::string cell = detail::printable(text);
  if (begins_a_formula(cell)) cell.insert(0, 1, '\'');
  if (cell.find_first_of(",\"\r\n'") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

template <typename Cells>
void write_row(const Cells& cells, std::ostream& out) {
  bool first = true;
  for (const auto& cell : cells) {
    out << (first ? "" : ",") << cell_of(cell);
    first = false;
  }
  out << "\r\n";
}

Row row_of_event(const Told& told) {
  const Event& event = told.event;
  return {event.region,
          event.candidature,
          std::to_string(event.sequence),
          event.kind,
          rules::rfc3339(event.happened, told.zone),
          rules::rfc3339(event.recorded, told.zone),
          event.actor,
          word(event.body, "from"),
          word(event.body, "to"),
          detail::rule_of(event.body),
          word(event.body, "automatic"),
          word(event.body, "adverse"),
          told.after.stage,
          word(event.body, "outcome"),
          detail::reason_of(event.body),
          event.rulebook};
}

void write_region(const Store& store, Procedures& procedures, const std::string& region,
                  const Scope& scope, std::ostream& out) {
  const auto write = [&](const Told& told) { write_row(row_of_event(told), out); };
  if (!scope.one_candidature()) detail::tell(store, procedures, region, {}, write);
  for (const auto& row : detail::candidatures_in(store, region, scope)) {
    detail::tell(store, procedures, region, row.id, write);
  }
}

}  // namespace

void write_csv(const Store& store, Procedures& procedures, const Scope& scope, std::ostream& out) {
  at_one_moment(store, [&] {
    write_row(columns, out);
    for (const RegionRow& row : regions_in(store, scope)) {
      write_region(store, procedures, row.region, scope, out);
    }
  });
}

}  // namespace termijn::engine
