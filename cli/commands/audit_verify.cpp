#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/audit_parts.hpp"
#include "cli/commands/key_files.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/json.hpp"
#include "cli/render/text.hpp"
#include "cli/render/when.hpp"
#include "cli/rulebook_files.hpp"
#include "engine/audit/replay.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"

namespace termijn::cli {
namespace {

namespace json = boost::json;
using engine::Finding;

struct VerifyOptions {
  std::string store;
  std::vector<std::string> keys;
  std::vector<std::string> checkpoints;
  std::string against;
  std::string authorities;
  bool json = false;
};

/// What the auditor brings; empty when a file of it is not what it should be, which has been told.
std::optional<engine::Trust> trust_of(const VerifyOptions& options, Environment& environment) {
  engine::Trust trust;
  for (const std::string& path : options.keys) {
    auto key = read_public_key(path, environment);
    if (!key) return std::nullopt;
    trust.keys.push_back(std::move(*key));
  }
  for (const std::string& path : options.checkpoints) {
    const auto text = read_file(path, environment);
    if (!text) return std::nullopt;
    auto note = engine::read_checkpoint_note(*text);
    if (const auto* problem = std::get_if<std::string>(&note)) {
      wrong_usage(environment, fmt::format("'{}' is not a checkpoint: {}", path, *problem),
                  "termijn audit checkpoint --region REGION prints one");
      return std::nullopt;
    }
    trust.checkpoints.push_back({path, std::move(std::get<engine::CheckpointNote>(note))});
  }
  if (!options.authorities.empty()) {
    const auto text = read_file(options.authorities, environment);
    if (!text) return std::nullopt;
    trust.authorities = *text;
  }
  return trust;
}

struct Verified {
  engine::Verification of_bytes;
  std::vector<Finding> findings;
  std::vector<Finding> uncovered;
};

Verified verified(const VerifyOptions& options, const engine::Trust& trust, OpenStore& open) {
  Verified out{engine::verify(*open.store, trust), {}, {}};
  out.findings = out.of_bytes.findings;
  if (!options.against.empty()) {
    const auto other = engine::open_sqlite_store(options.against);
    const auto differing = engine::differences(*open.store, *other);
    out.findings.insert(out.findings.end(), differing.begin(), differing.end());
  }
  // Derived tables are compared only where the bytes that they derive from hold.
  if (out.findings.empty()) out.findings = engine::replay(*open.store, open.procedures).findings;
  out.uncovered = engine::uncovered(*open.store, trust, out.of_bytes);
  return out;
}

std::string coverage_words(const engine::Coverage& region) {
  if (region.checkpoints == 0) return {};
  return fmt::format("  {}, over {} of its {}; signed over {}\n",
                     counted(region.checkpoints, "checkpoint"), region.covered,
                     counted(region.size, "event"), region.vouched);
}

std::string stamp_words(const engine::StampedCheckpoint& stamp, bool checked,
                        const rules::Zone& zone) {
  return fmt::format("time stamp {} over checkpoint {}: {}{}\n", stamp.stamp, stamp.checkpoint,
                     spoken(stamp.time, zone),
                     checked ? "" : "; whose it is was not checked: give --ca FILE");
}

std::string in_words(const Verified& verified, bool stamps_checked, OpenStore& open,
                     const Environment& environment) {
  std::string text;
  std::size_t checkpoints = 0;
  for (const auto& row : open.store->regions()) {
    text += visible(fmt::format("{}: {}, root {}", row.region, counted(row.tree.size(), "event"),
                                rules::hex(row.tree.root()))) +
            '\n';
    for (const auto& region : verified.of_bytes.regions) {
      if (region.region != row.region) continue;
      text += coverage_words(region);
      checkpoints += region.checkpoints;
    }
  }
  for (const auto& stamp : verified.of_bytes.stamps) {
    text += stamp_words(stamp, stamps_checked, open.zone());
  }
  text += verified.findings.empty()
              ? fmt::format("everything holds: bytes, trees, documents, derived tables{}\n",
                            checkpoints == 0 ? "" : ", checkpoints")
              : in_words(verified.findings, "damage: ", environment);
  text += in_words(verified.uncovered, "not vouched for: ", environment);
  if (open.store->info().sandbox) {
    text += "this is a sandbox: its clock was told, it proves no times\n";
  }
  return text;
}

json::object verification_json(const Verified& verified, bool stamps_checked, OpenStore& open) {
  json::array regions;
  for (const auto& row : open.store->regions()) {
    json::object region{{"region", text_of(row.region)},
                        {"size", row.tree.size()},
                        {"root", text_of(rules::hex(row.tree.root()))}};
    for (const auto& coverage : verified.of_bytes.regions) {
      if (coverage.region != row.region) continue;
      region["checkpoints"] = coverage.checkpoints;
      region["covered"] = coverage.covered;
      region["vouched"] = coverage.vouched;
    }
    regions.push_back(std::move(region));
  }
  json::array stamps;
  for (const auto& stamp : verified.of_bytes.stamps) {
    stamps.push_back(json::object{{"stamp", stamp.stamp},
                                  {"checkpoint", stamp.checkpoint},
                                  {"time", text_of(rfc3339(stamp.time, open.zone()))},
                                  {"checked", stamps_checked}});
  }
  return {{"regions", regions},
          {"findings", json_of(verified.findings)},
          {"uncovered", json_of(verified.uncovered)},
          {"stamps", stamps},
          {"sandbox", open.store->info().sandbox}};
}

Exit run(const VerifyOptions& options, Environment& environment) {
  const auto trust = trust_of(options, environment);
  if (!trust) return Exit::usage;
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto result = verified(options, *trust, *open);
  const bool stamps_checked = !trust->authorities.empty();
  environment.out << (options.json ? pretty(verification_json(result, stamps_checked, *open))
                                   : in_words(result, stamps_checked, *open, environment));
  return result.findings.empty() && result.uncovered.empty() ? Exit::ok : Exit::findings;
}

}  // namespace

void add_audit_verify(CLI::App& audit, Environment& environment) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* command =
      audit.add_subcommand("verify", "Recompute everything from the stored bytes and compare.");
  add_store_option(*command, options->store);
  command->add_option("--key", options->keys, "A public key that checkpoints must be signed with")
      ->type_name("FILE.pub");
  command
      ->add_option("--checkpoint", options->checkpoints,
                   "A checkpoint kept elsewhere, which the store must still begin with")
      ->type_name("FILE");
  command
      ->add_option("--against", options->against,
                   "Another copy of the store: names the first event that differs")
      ->type_name("FILE");
  command
      ->add_option("--ca", options->authorities,
                   "Who issued the certificates of time stamps, in PEM")
      ->type_name("FILE");
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(example_and_exits(
      "termijn audit verify --store season.db --key season.key.pub",
      "0 nothing found; 1 damage found, or events that no signed checkpoint covers;\n"
      "2 wrong usage; 3 store unavailable."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
