#include "cli/commands/whole.hpp"

#include <fmt/format.h>

#include "cli/render/text.hpp"
#include "cli/render/when.hpp"
#include "engine/audit/replay.hpp"
#include "engine/store/sqlite/copy.hpp"

namespace termijn::cli {
namespace {

std::string last_recorded(const std::string& region, std::uint64_t size, OpenStore& open) {
  std::string text;
  open.store->scan(region, size, [&](const engine::StoredEvent& stored) {
    const auto decoded = engine::decode(stored);
    if (const auto* event = std::get_if<engine::Event>(&decoded)) {
      text = ", the last recorded " + spoken(event->recorded, open.zone(region));
    }
  });
  return text;
}

/// What the copy holds. Throws where that does not hold.
std::string contents_if_whole(const std::string& copy) {
  OpenStore open(engine::open_sqlite_store(copy));
  const auto findings = findings_in(open);
  if (findings.empty()) return contents_of(open);
  throw engine::StoreError(
      fmt::format("the store is damaged, so no copy of it was kept: {}; run: termijn doctor",
                  finding_in_words(findings.front())));
}

}  // namespace

std::vector<engine::Finding> findings_in(OpenStore& open) {
  auto findings = engine::verify(*open.store);
  if (findings.empty()) findings = engine::replay(*open.store, open.procedures).findings;
  return findings;
}

std::string finding_in_words(const engine::Finding& finding) {
  std::string where = finding.candidature.empty() ? finding.region : finding.candidature;
  if (where.empty()) where = "the store";
  if (finding.sequence > 0) where += fmt::format(", event {}", finding.sequence);
  return fmt::format("{}: {}", where, finding.what);
}

std::string copied(const std::string& from, const std::string& to) {
  // Read before it bears its name: after that nothing may go wrong any more.
  std::string contents;
  engine::copy_sqlite_store(from, to,
                            [&](const std::string& copy) { contents = contents_if_whole(copy); });
  return visible(fmt::format("copied '{}' to '{}', and verified the copy", from, to)) + '\n' +
         contents;
}

std::string contents_of(OpenStore& open) {
  std::string text;
  for (const auto& row : open.store->regions()) {
    text += visible(fmt::format("  {}: {} event{}{}", row.region, row.tree.size(),
                                row.tree.size() == 1 ? "" : "s",
                                last_recorded(row.region, row.tree.size(), open))) +
            '\n';
  }
  return text.empty() ? "  no events yet\n" : text;
}

}  // namespace termijn::cli
