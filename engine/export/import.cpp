#include "engine/export/import.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/agenda/amendment.hpp"
#include "engine/agenda/ledger.hpp"
#include "engine/agenda/limits.hpp"
#include "engine/audit/replay.hpp"
#include "engine/candidature/kinds.hpp"
#include "engine/export/detail/line.hpp"
#include "engine/export/jsonl.hpp"
#include "engine/journal/base64.hpp"
#include "engine/journal/verify.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;

// Lines in one transaction: enough that a sync costs little a line.
constexpr std::uint64_t batch = 2000;

/// What the lines of a region have told so far.
struct Region {
  std::uint64_t first_line = 0;  ///< Of its first event; the others follow line by line.
  std::uint64_t events = 0;
  std::string in_force;  ///< The rulebook that its line says is.
  bool closed = false;   ///< Its size and root were read and hold.
};

class Import {
 public:
  Import(std::istream& in, const MakeStore& make) : lines_(in), make_(make) {}

  std::variant<Imported, ImportFault> run() {
    std::string problem = begin();
    while (problem.empty() && !ended_) problem = take();
    if (problem.empty() && lines_.next()) problem = "a line behind the end";
    if (problem.empty()) problem = lines_.problem();
    if (!problem.empty()) return ImportFault{lines_.number(), problem};
    for (const auto& [name, region] : regions_) {
      if (auto fault = derive(name, region)) return *fault;
    }
    // What only the whole tells: checkpoints against the log, their signatures, time stamps.
    const auto findings = verify(*store_);
    if (!findings.empty()) return fault_of(findings.front());
    return done_;
  }

 private:
  /// Reads the first line and has the store made.
  std::string begin() {
    const auto line = lines_.next();
    if (!line) return lines_.problem().empty() ? "the file is empty" : lines_.problem();
    Fields fields(*line);
    if (fields.text("record") != "store") return "not an export of termijn: no line 'store'";
    if (fields.whole("version") != export_version) {
      return "an export of another version of termijn; import it with that one";
    }
    StoreInfo info;
    info.origin = fields.text("origin");
    info.created = fields.instant("created");
    info.sandbox = fields.truth("sandbox");
    const bool complete = fields.truth("complete");
    const std::string region = fields.text("region") + fields.text("candidature");
    if (auto problem = left_over(fields); !problem.empty()) return problem;
    if (!complete || !region.empty()) {
      return "an export of a part: a store is made only from an export of the whole";
    }
    store_ = &make_(info);
    transaction_ = store_->begin();
    return {};
  }

  std::string take() {
    const auto line = lines_.next();
    if (!line) {
      return lines_.problem().empty() ? "the file was cut off: its last line, 'end', is missing"
                                      : lines_.problem();
    }
    if (lines_.number() % batch == 0) {
      transaction_->commit();
      transaction_ = store_->begin();
    }
    Fields fields(*line);
    const std::string record = fields.text("record");
    const auto found = takers().find(record);
    if (found == takers().end()) return fmt::format("a line of unknown kind '{}'", record);
    std::string problem = (this->*found->second)(fields);
    return problem.empty() ? left_over(fields) : problem;
  }

  using Take = std::string (Import::*)(Fields&);
  static const std::map<std::string, Take>& takers() {
    static const std::map<std::string, Take> all{
        {"document", &Import::document}, {"event", &Import::event},
        {"region", &Import::region},     {"claim", &Import::claim},
        {"notice", &Import::notice},     {"refused", &Import::refused},
        {"end", &Import::end},           {"checkpoint", &Import::checkpoint},
        {"stamp", &Import::stamp},       {"key", &Import::key}};
    return all;
  }

  static std::string left_over(const Fields& fields) {
    if (!fields.problem().empty()) return fields.problem();
    return fields.any_left() ? "a field that is not of this form" : "";
  }

  std::string document(Fields& fields) {
    const std::string digest = fields.digest("digest");
    Document document{fields.text("kind"), fields.text("name"), {}};
    const auto bytes = from_base64(fields.text("bytes"));
    if (!fields.problem().empty()) return fields.problem();
    if (!bytes) return "the bytes of the document are not base64";
    document.bytes = *bytes;
    if (rules::hex(rules::sha256(document.bytes)) != digest) {
      return fmt::format("the document '{}' is not the one that its digest names", document.name);
    }
    if (store_->document(digest)) return "a document that came before";
    transaction_->put_document(document);
    ++done_.documents;
    return {};
  }

  std::string event(Fields& fields) {
    const std::string name = fields.text("region");
    StoredEvent stored{
        fields.whole("sequence"), fields.text("candidature"), fields.text("bytes"), {}, {}};
    if (fields.has("salt")) {
      const auto salt = from_hex(fields.text("salt"));
      if (!salt) return "the salt is no hexadecimal number";
      stored.salt = *salt;
    }
    if (fields.has("personal")) stored.personal = fields.text("personal");
    if (!fields.problem().empty()) return fields.problem();
    const auto decoded = decode(stored);
    if (const auto* problem = std::get_if<std::string>(&decoded)) {
      return fmt::format("event {} of region '{}': {}", stored.sequence, name, *problem);
    }
    const Event& read = std::get<Event>(decoded);
    if (read.region != name || name.empty()) return "the region is not that of the event";
    return append(regions_[name], stored, read);
  }

  std::string append(Region& region, const StoredEvent& stored, const Event& event) {
    if (region.closed) return fmt::format("an event behind the end of region '{}'", event.region);
    if (stored.sequence != region.events + 1) {
      return fmt::format("event {} of region '{}' where event {} should be", stored.sequence,
                         event.region, region.events + 1);
    }
    if (region.events++ == 0) region.first_line = lines_.number();
    if (region.first_line + region.events - 1 != lines_.number()) {
      return fmt::format("the events of region '{}' are not together", event.region);
    }
    transaction_->restore(event.region, stored);
    ++done_.events;
    return {};
  }

  std::string region(Fields& fields) {
    const std::string name = fields.text("region");
    const std::string rulebook = fields.text("rulebook");
    const std::uint64_t size = fields.whole("size");
    const std::string root = fields.digest("root");
    if (!fields.problem().empty()) return fields.problem();
    Region& region = regions_[name];
    if (region.closed) return fmt::format("region '{}' a second time", name);
    region.closed = true;
    region.in_force = rulebook;
    transaction_->set_rulebook(name, rulebook);
    const auto row = store_->region(name);
    if (row->tree.size() != size) {
      return fmt::format("region '{}' should have {} events and has {}", name, size,
                         row->tree.size());
    }
    if (rules::hex(row->tree.root()) != root) {
      return fmt::format("the events of region '{}' do not have its root", name);
    }
    ++done_.regions;
    return {};
  }

  std::string claim(Fields& fields) {
    const DueRow limit{fields.instant("due"), fields.text("region"), fields.text("candidature"),
                       fields.text("limit")};
    const Instant fired = fields.instant("fired");
    if (!fields.problem().empty()) return fields.problem();
    return transaction_->claim(limit, fired) ? "" : "a claim that came before";
  }

  std::string notice(Fields& fields) {
    const Notice notice{.region = fields.text("region"),
                        .candidature = fields.text("candidature"),
                        .rule = fields.text("rule"),
                        .occurrence = fields.text("occurrence"),
                        .recipient = fields.text("recipient"),
                        .text = fields.text("text"),
                        .created = fields.instant("created")};
    if (!fields.problem().empty()) return fields.problem();
    return transaction_->put_notice(notice) ? "" : "a notice that came before";
  }

  std::string refused(Fields& fields) {
    RefusedAct refused{.recorded = fields.instant("recorded"),
                       .line = {},
                       .code = fields.text("code"),
                       .reason = fields.text("reason")};
    const auto line = from_base64(fields.text("line"));
    if (!fields.problem().empty()) return fields.problem();
    if (!line) return "the refused line is not base64";
    refused.line = *line;
    ++refusals_;
    if (!refused.line.empty()) return transaction_->put_refusal(refused), std::string();
    // It was erased. Another line stands in for it, so that several stay several; no line that
    // is read has a zero byte.
    refused.line = std::string(1, '\0') + std::to_string(refusals_);
    transaction_->put_refusal(refused);
    transaction_->erase_refusal(refusals_);
    return refused.reason.empty() ? "" : "a reason beside a refused act that was erased";
  }

  std::string checkpoint(Fields& fields) {
    const std::uint64_t number = fields.whole("number");
    CheckpointRow row{0, fields.text("region"), fields.whole("size"), fields.text("note"),
                      fields.instant("made")};
    if (!fields.problem().empty()) return fields.problem();
    const auto region = regions_.find(row.region);
    if (region == regions_.end() || region->second.events < row.size) {
      return fmt::format("a checkpoint of more events than region '{}' has", row.region);
    }
    return numbered(number, checkpoints_ = transaction_->put_checkpoint(row), "checkpoint");
  }

  std::string stamp(Fields& fields) {
    const std::uint64_t number = fields.whole("number");
    StampRow row{0, fields.whole("checkpoint"), {}, fields.instant("attached")};
    const auto bytes = from_base64(fields.text("bytes"));
    if (!fields.problem().empty()) return fields.problem();
    if (!bytes) return "the bytes of the time stamp are not base64";
    if (row.checkpoint == 0 || row.checkpoint > checkpoints_) {
      return "a time stamp of a checkpoint that did not come before";
    }
    row.bytes = *bytes;
    return numbered(number, transaction_->put_stamp(row), "time stamp");
  }

  std::string key(Fields& fields) {
    const std::uint64_t number = fields.whole("number");
    const KeyRow row{0, fields.text("name"), fields.text("verifier"), fields.instant("added"),
                     fields.truth("required")};
    if (!fields.problem().empty()) return fields.problem();
    return numbered(number, transaction_->put_key(row), "key");
  }

  static std::string numbered(std::uint64_t number, std::uint64_t given, const char* what) {
    if (number == given) return {};
    return fmt::format("{} {} where {} {} should be", what, number, what, given);
  }

  std::string end(Fields& fields) {
    if (fields.whole("lines") != lines_.number()) {
      return fmt::format("the file should have {} lines", fields.whole("lines"));
    }
    for (const auto& [name, region] : regions_) {
      if (!region.closed) return fmt::format("the size and root of region '{}' are missing", name);
    }
    ended_ = true;
    transaction_->commit();
    transaction_.reset();
    return {};
  }

  ImportFault fault_of(const Finding& finding) const {
    const auto region = regions_.find(finding.region);
    if (region == regions_.end() || finding.sequence == 0) return {0, finding.what};
    return {region->second.first_line + finding.sequence - 1, finding.what};
  }

  /// Folds the candidatures of a region and puts what follows from their events.
  std::optional<ImportFault> derive(const std::string& name, const Region& region) {
    const FoldedRegion folded = fold_region(*store_, name);
    if (!folded.findings.empty()) {
      const Finding& first = folded.findings.front();
      return fault_of(first);
    }
    const std::uint64_t line = region.first_line + region.events;
    if (auto problem = derive_rules(region, folded); !problem.empty()) {
      return ImportFault{line, problem};
    }
    const auto transaction = store_->begin();
    for (const State& state : folded.states) {
      const auto procedure = procedure_of(state.rulebook);
      if (const auto* problem = std::get_if<std::string>(&procedure)) {
        return ImportFault{region.first_line + state.last_sequence - 1, *problem};
      }
      transaction->put_candidature(row_of(state));
      transaction->put_due(name, state.id, due_rows(*std::get<const Procedure*>(procedure), state));
    }
    transaction->commit();
    done_.candidatures += folded.states.size();
    return std::nullopt;
  }

  /// Puts the amendment that waits, of which there is at most one, back into the night's queue,
  /// and holds the rulebook in force against the events.
  std::string derive_rules(const Region& region, const FoldedRegion& folded) {
    std::string in_force;
    std::optional<Amendment> waiting;
    for (const Event& event : folded.own) {
      if (event.kind == kind::rulebook_adopted) in_force = event.rulebook;
      if (event.kind != kind::rulebook_amended) continue;
      const Amendment amendment = amendment_of(event);
      waiting.reset();
      if (amendment.effective > event.recorded && !fired(amendment.row())) {
        waiting = amendment;
      } else {
        in_force = event.rulebook;
      }
    }
    if (in_force != region.in_force) {
      return "the rulebook of the region is not the one that its events put in force";
    }
    if (waiting) {
      const auto transaction = store_->begin();
      transaction->put_due(waiting->region, "", {waiting->row()});
      transaction->commit();
    }
    const auto procedure = procedure_of(in_force);
    const auto* problem = std::get_if<std::string>(&procedure);
    return problem ? *problem : "";
  }

  bool fired(const DueRow& row) const {
    const auto claims = store_->claims();
    return std::any_of(claims.begin(), claims.end(),
                       [&](const Claim& claim) { return claim.limit == row; });
  }

  /// A rulebook that cannot be made from the file is the file's fault, not the store's.
  std::variant<const Procedure*, std::string> procedure_of(const std::string& rulebook) {
    if (!procedures_) procedures_.emplace(*store_);
    try {
      return &procedures_->at(rulebook);
    } catch (const StoreError& failed) {
      return failed.what();
    }
  }

  detail::Lines lines_;
  const MakeStore& make_;
  Store* store_ = nullptr;
  std::unique_ptr<Transaction> transaction_;
  std::optional<Procedures> procedures_;
  std::map<std::string, Region> regions_;
  std::uint64_t refusals_ = 0;
  std::uint64_t checkpoints_ = 0;
  Imported done_;
  bool ended_ = false;
};

}  // namespace

std::variant<Imported, ImportFault> import_store(std::istream& in, const MakeStore& make) {
  return Import(in, make).run();
}

}  // namespace termijn::engine
