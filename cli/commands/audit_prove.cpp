#include <filesystem>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands/audit_parts.hpp"
#include "cli/commands/open_store.hpp"
#include "cli/commands/story.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/json.hpp"
#include "cli/render/text.hpp"
#include "cli/write_file.hpp"
#include "engine/audit/proof_folder.hpp"

namespace termijn::cli {
namespace {

namespace fs = std::filesystem;

struct ProveOptions {
  std::string id;
  std::string store;
  std::string folder;
  bool without_personal = false;
  bool json = false;
};

/// `lier/0007` gives `proof-lier-0007`.
std::string folder_of(const ProveOptions& options) {
  if (!options.folder.empty()) return options.folder;
  std::string name = "proof-";
  for (const char c : options.id) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    name += plain ? c : '-';
  }
  return name;
}

/// The history as `termijn history` tells it, without colours.
std::string account_of(const engine::State& state, const ProveOptions& options, OpenStore& open) {
  const auto& rulebook = open.procedures.at(state.rulebook).rulebook;
  auto text =
      visible(fmt::format("{}, {}, {}", state.id, state.organisation, rulebook.region_name)) + '\n';
  for (const auto& stored : open.store->history(state.region, state.id)) {
    auto decoded = engine::decode(stored);
    auto* event = std::get_if<engine::Event>(&decoded);
    if (!event) continue;  // the history has just been folded
    if (options.without_personal) event->personal.clear();
    text += '\n' + story(*event, open.procedures.at(event->rulebook));
  }
  return text + '\n' +
         visible(fmt::format("in stage '{}' ({})", state.stage, to_string(state.standing()))) +
         '\n';
}

/// A folder under another name beside the one it is to become, so that half a proof is never
/// taken for one. It is gone unless it was moved there.
class Draft {
 public:
  explicit Draft(const std::string& target) : target_(target), path_(target + ".making") {}
  ~Draft() {
    std::error_code ignored;
    if (made_) fs::remove_all(path_, ignored);
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  /// False, and told on `err`, when a file cannot be written.
  bool fill(const std::vector<engine::ProofFile>& files, Environment& environment) {
    std::error_code failed;
    made_ = fs::create_directory(path_, failed);
    if (!made_)
      return told(failed ? failed.message() : path_.string() + " is in the way", environment);
    fs::permissions(path_, fs::perms::owner_all, failed);
    for (const auto& [name, bytes] : files) {
      fs::create_directories((path_ / fs::path(name)).parent_path(), failed);
      const auto write = [&bytes = bytes](std::ostream& out) { out << bytes; };
      if (!write_file((path_ / fs::path(name)).string(), write, Readers::owner, environment)) {
        return false;
      }
    }
    fs::rename(path_, target_, failed);
    return !failed || told(failed.message(), environment);
  }

 private:
  bool told(const std::string& why, Environment& environment) {
    wrong_usage(environment, fmt::format("the folder '{}' cannot be made: {}", target_, why));
    return false;
  }

  std::string target_;
  fs::path path_;
  bool made_ = false;
};

std::string in_words(const engine::ProofFolder& proof, const std::string& folder) {
  std::string text =
      fmt::format("made '{}': {} and their proofs, {}, personal data of {}\n", folder,
                  counted(proof.events, "event"), counted(proof.documents, "document"),
                  counted(proof.personal, "event"));
  text += proof.signed_by.empty()
              ? fmt::format(
                    "the checkpoint of {} is signed by nobody; for a signed one: termijn "
                    "audit checkpoint\n",
                    counted(proof.size, "event"))
              : fmt::format("the checkpoint of {} is signed by {}\n", counted(proof.size, "event"),
                            listed(proof.signed_by));
  return text + fmt::format("check it without termijn: sh {}/verify.sh\n", folder);
}

std::string as_json(const engine::ProofFolder& proof, const std::string& folder) {
  boost::json::array names;
  for (const auto& name : proof.signed_by) names.push_back(text_of(name));
  return pretty(boost::json::object{{"folder", text_of(folder)},
                                    {"size", proof.size},
                                    {"root", text_of(proof.root)},
                                    {"signed_by", std::move(names)},
                                    {"events", proof.events},
                                    {"documents", proof.documents},
                                    {"personal", proof.personal}});
}

Exit run(const ProveOptions& options, Environment& environment) {
  const auto open = open_store(options.store, environment);
  if (!open) return Exit::usage;
  const auto state = find_candidature(options.id, *open, environment);
  if (!state) return Exit::usage;
  const auto folder = folder_of(options);
  std::error_code unknown;
  if (fs::exists(folder, unknown)) {
    return wrong_usage(environment, fmt::format("'{}' exists already; it is left as it is", folder),
                       "name another folder with --out");
  }
  auto made = engine::make_proof(*open->store, state->region, state->id,
                                 {.personal = !options.without_personal});
  if (const auto* why = std::get_if<std::string>(&made)) {
    environment.err << visible("nothing can be proved: " + *why + "; run: termijn audit verify")
                    << '\n';
    return Exit::findings;
  }
  auto& proof = std::get<engine::ProofFolder>(made);
  proof.files.push_back({"account.txt", account_of(*state, options, *open)});
  Draft draft(folder);
  if (!draft.fill(proof.files, environment)) return Exit::usage;
  environment.out << (options.json ? as_json(proof, folder)
                                   : visible_lines(in_words(proof, folder)));
  return Exit::ok;
}

}  // namespace

void add_audit_prove(CLI::App& audit, Environment& environment) {
  auto options = std::make_shared<ProveOptions>();
  CLI::App* command = audit.add_subcommand(
      "prove", "Make a folder with which an outsider checks a candidature without termijn.");
  command->add_option("ID", options->id, "The candidature")->type_name("ID")->required();
  add_store_option(*command, options->store);
  command->add_option("--out", options->folder, "The folder to make (proof-ID)")
      ->type_name("FOLDER");
  command->add_flag("--without-personal", options->without_personal,
                    "Leave out the personal data and its salts");
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(
      example_and_exits("termijn audit prove zora-werkt/0007 --store season.db",
                        "0 made; 1 the store is damaged; 2 wrong usage; 3 store unavailable."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
