#include "engine/audit/proof_folder.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include <fmt/format.h>

#include "engine/journal/base64.hpp"
#include "engine/journal/checkpoint.hpp"
#include "engine/journal/proof.hpp"
#include "engine/workflow/adoption.hpp"
#include "rules/embedded.hpp"

namespace termijn::engine {

std::span<const rules::EmbeddedFile> proof_texts();

namespace {

std::string embedded(std::string_view name) {
  for (const auto& file : proof_texts()) {
    if (file.name == name) return std::string(file.text);
  }
  std::abort();  // the build put it there
}

/// A document's name as a file's: what is neither letter, digit nor `.-` becomes `_`, and the
/// digest's first digits keep two apart.
std::string file_name(const std::string& name, const std::string& digest) {
  std::string plain = digest.substr(0, 12) + '-';
  for (const char c : name) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == '-';
    plain += kept ? c : '_';
  }
  return plain;
}

/// A text of the store on a line of its own.
std::string one_line(const std::string& text) {
  std::string line;
  for (const char c : text) line += static_cast<unsigned char>(c) < 0x20 ? '_' : c;
  return line;
}

class Maker {
 public:
  Maker(const Store& store, const std::string& region, const std::string& candidature,
        const ProofOptions& options)
      : store_(store), region_(region), candidature_(candidature), options_(options) {}

  std::variant<ProofFolder, std::string> run() {
    if (auto problem = read_region(); !problem.empty()) return problem;
    if (auto problem = choose_checkpoint(); !problem.empty()) return problem;
    index_ = fmt::format("termijn proof 1\norigin {}\nregion {}\ncandidature {}\n",
                         checkpoint_.checkpoint.origin, canonical(boost::json::value(region_)),
                         canonical(boost::json::value(candidature_)));
    for (const StoredEvent& event : events_) add(event);
    if (folder_.events == 0) return fmt::format("there are no events of '{}'", candidature_);
    add_documents();
    add_checkpoint();
    add("verify.sh", embedded("verify"));
    add("README.txt", embedded("proof_readme"));
    add("index.txt", index_);
    return std::move(folder_);
  }

 private:
  void add(std::string path, std::string bytes) {
    folder_.files.push_back({std::move(path), std::move(bytes)});
  }

  /// The leaves of the whole region, and the events that go into the folder: those of the
  /// candidature, and those of the region as a whole, which put the rules in force.
  std::string read_region() {
    std::string problem;
    store_.scan(region_, 1, [&](const StoredEvent& stored) {
      leaves_.push_back(leaf_hash(stored.bytes));
      if (stored.candidature != candidature_ && !stored.candidature.empty()) return;
      const auto decoded = decode(stored);
      const auto* event = std::get_if<Event>(&decoded);
      if (!event && problem.empty()) {
        problem =
            fmt::format("event {} is damaged: {}", stored.sequence, std::get<std::string>(decoded));
      }
      if (event) rulebooks_.insert(event->rulebook);
      events_.push_back(stored);
    });
    return problem;
  }

  std::string choose_checkpoint() {
    const auto row = store_.region(region_);
    if (!row || events_.empty()) return fmt::format("there are no events of '{}'", candidature_);
    const std::uint64_t last = events_.back().sequence;
    auto rows = store_.checkpoints(region_);
    const auto newest = std::find_if(rows.rbegin(), rows.rend(),
                                     [&](const CheckpointRow& each) { return each.size >= last; });
    if (newest == rows.rend()) {
      checkpoint_.checkpoint = checkpoint_of(store_.info(), *row);
      checkpoint_.note.text = checkpoint_text(checkpoint_.checkpoint);
    } else {
      auto read = read_checkpoint_note(newest->note);
      if (const auto* why = std::get_if<std::string>(&read)) {
        return fmt::format("checkpoint {} is damaged: {}", newest->number, *why);
      }
      checkpoint_ = std::get<CheckpointNote>(std::move(read));
      number_ = newest->number;
    }
    return compare_root();
  }

  std::string compare_root() {
    const Checkpoint& checkpoint = checkpoint_.checkpoint;
    if (checkpoint.size > leaves_.size()) {
      return fmt::format("the checkpoint is of {} events and the log has {}", checkpoint.size,
                         leaves_.size());
    }
    leaves_.resize(checkpoint.size);
    MerkleTree tree;
    for (const Digest& leaf : leaves_) tree.append(leaf);
    if (tree.root() == checkpoint.root && checkpoint.origin == origin_of(store_.info(), region_)) {
      return {};
    }
    return fmt::format("the log of region '{}' is not the one that its checkpoint is about",
                       region_);
  }

  void add(const StoredEvent& event) {
    const std::string name = proof_name(event.sequence);
    const bool own = event.candidature == candidature_;
    folder_.events += own ? 1 : 0;
    index_ += fmt::format("event {} {}\n", event.sequence, own ? "candidature" : "region");
    add("events/" + name + ".json", event.bytes);
    std::string path;
    for (const Digest& hash : inclusion_proof(leaves_, event.sequence - 1)) {
      path += rules::hex(hash) + '\n';
    }
    add("proofs/" + name + ".txt", path);
    if (event.personal.empty() || !options_.personal) return;
    ++folder_.personal;
    index_ += fmt::format("personal {}\n", event.sequence);
    add("personal/" + name + ".json", event.personal);
    add("personal/" + name + ".salt", hex_of(event.salt) + '\n');
  }

  /// Those of the rulebooks that the events name; each once.
  void add_documents() {
    std::map<std::string, RulebookPart> parts;
    for (const std::string& rulebook : rulebooks_) {
      for (RulebookPart& part : rulebook_parts(store_, rulebook)) {
        if (part.section != "parts") parts.emplace(part.digest, std::move(part));
      }
    }
    for (const auto& [digest, part] : parts) {
      const auto document = store_.document(digest);
      if (!document) throw StoreError(fmt::format("the store lacks the document {}", digest));
      const std::string file = file_name(part.name, digest);
      index_ +=
          fmt::format("document {} {} {} {}\n", digest, file, document->kind, one_line(part.name));
      add("documents/" + file, document->bytes);
      ++folder_.documents;
    }
  }

  void add_checkpoint() {
    folder_.size = checkpoint_.checkpoint.size;
    folder_.root = rules::hex(checkpoint_.checkpoint.root);
    add("checkpoint.note", note_text(checkpoint_.note));
    std::size_t count = 0;
    for (const KeyRow& row : store_.keys()) {
      const auto key = read_verifier(row.verifier);
      const auto* verifier = std::get_if<VerifierKey>(&key);
      if (!verifier || signed_by(checkpoint_.note, *verifier) != Signed::yes) continue;
      const std::string file = fmt::format("{}.pem", ++count);
      index_ += fmt::format("key {} {}\n", file, verifier->name);
      add("keys/" + file, public_file(*verifier));
      folder_.signed_by.push_back(verifier->name);
    }
    for (const StampRow& stamp : store_.stamps()) {
      if (number_ == 0 || stamp.checkpoint != number_) continue;
      index_ += fmt::format("stamp {}.tsr\n", stamp.number);
      add(fmt::format("stamps/{}.tsr", stamp.number), stamp.bytes);
    }
  }

  const Store& store_;
  const std::string& region_;
  const std::string& candidature_;
  const ProofOptions& options_;
  std::vector<Digest> leaves_;
  std::vector<StoredEvent> events_;
  std::set<std::string> rulebooks_;
  CheckpointNote checkpoint_;
  std::uint64_t number_ = 0;  ///< Of the checkpoint in the store; 0: it was made here.
  std::string index_;
  ProofFolder folder_;
};

}  // namespace

std::string proof_name(std::uint64_t sequence) { return fmt::format("{:06}", sequence); }

std::variant<ProofFolder, std::string> make_proof(const Store& store, const std::string& region,
                                                  const std::string& candidature,
                                                  const ProofOptions& options) {
  return Maker(store, region, candidature, options).run();
}

}  // namespace termijn::engine
