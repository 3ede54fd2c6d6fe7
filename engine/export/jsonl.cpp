#include "engine/export/jsonl.hpp"

#include <algorithm>
#include <ostream>
#include <set>

#include <fmt/format.h>

#include "engine/journal/base64.hpp"
#include "engine/workflow/adoption.hpp"
#include "rules/time/zone.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;
using rules::rfc3339;

class Writer {
 public:
  Writer(const Store& store, const Scope& scope, std::ostream& out)
      : store_(store), scope_(scope), out_(out) {}

  void run() {
    header();
    for (const std::string& digest : documents()) document(digest);
    for (const RegionRow& row : regions_in(store_, scope_)) {
      visit_events(store_, row.region, scope_,
                   [&](const StoredEvent& stored, const Event&) { event(row.region, stored); });
      region(row);
    }
    for (const CheckpointRow& row : checkpoints()) write(row);
    for (const StampRow& row : store_.stamps()) write(row);
    for (const KeyRow& row : store_.keys()) write(row);
    for (const Claim& claim : store_.claims()) write(claim);
    for (const Notice& notice : store_.notices()) write(notice);
    if (scope_.whole_store()) {
      for (const RefusedAct& refused : store_.refusals()) write(refused);
    }
    line("end", {{"lines", lines_ + 1}});
  }

 private:
  void line(const char* record, json::object fields) {
    fields["record"] = record;
    out_ << canonical(fields) << '\n';
    ++lines_;
  }

  /// Texts of the store that are no part of an event; `canonical` takes only UTF-8.
  static json::string text(const std::string& text, const char* what) {
    if (is_text(text)) return json::string(text);
    throw StoreError(fmt::format("{} of the store is damaged: it is no text", what));
  }

  void header() {
    const StoreInfo info = store_.info();
    line("store", {{"version", export_version},
                   {"origin", text(info.origin, "the origin")},
                   {"created", rfc3339(info.created)},
                   {"sandbox", info.sandbox},
                   {"complete", scope_.whole_store()},
                   {"region", scope_.region},
                   {"candidature", scope_.candidature}});
  }

  /// Of a part of a store: those that the rulebooks of its events were made of.
  std::vector<std::string> documents() const {
    if (scope_.whole_store()) return store_.documents();
    std::set<std::string> rulebooks;
    std::set<std::string> digests;
    visit_events(store_, scope_.region, scope_, [&](const StoredEvent&, const Event& event) {
      if (!rulebooks.insert(event.rulebook).second) return;
      for (const RulebookPart& part : rulebook_parts(store_, event.rulebook)) {
        digests.insert(part.digest);
      }
    });
    return {digests.begin(), digests.end()};
  }

  void document(const std::string& digest) {
    const auto document = store_.document(digest);
    if (!document) throw StoreError(fmt::format("the store lacks the document {}", digest));
    line("document", {{"digest", digest},
                      {"kind", text(document->kind, "the kind of a document")},
                      {"name", text(document->name, "the name of a document")},
                      {"bytes", base64(document->bytes)}});
  }

  void event(const std::string& region, const StoredEvent& stored) {
    json::object fields{{"region", region},
                        {"sequence", stored.sequence},
                        {"candidature", stored.candidature},
                        {"bytes", stored.bytes}};
    if (!stored.personal.empty()) {
      fields["salt"] = hex_of(stored.salt);
      fields["personal"] = stored.personal;
    }
    line("event", std::move(fields));
  }

  void region(const RegionRow& row) {
    line("region", {{"region", row.region},
                    {"rulebook", row.rulebook},
                    {"size", row.tree.size()},
                    {"root", rules::hex(row.tree.root())}});
  }

  /// They are numbered through all regions, in the order of making.
  std::vector<CheckpointRow> checkpoints() {
    std::vector<CheckpointRow> rows;
    for (const RegionRow& region : regions_in(store_, scope_)) {
      for (CheckpointRow& row : store_.checkpoints(region.region)) rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end(), [](const CheckpointRow& left, const CheckpointRow& right) {
      return left.number < right.number;
    });
    for (const CheckpointRow& row : rows) written_.insert(row.number);
    return rows;
  }

  void write(const CheckpointRow& row) {
    line("checkpoint", {{"number", row.number},
                        {"region", row.region},
                        {"size", row.size},
                        {"note", text(row.note, "a checkpoint")},
                        {"made", rfc3339(row.made)}});
  }

  void write(const StampRow& row) {
    if (!scope_.whole_store() && !written_.contains(row.checkpoint)) return;
    line("stamp", {{"number", row.number},
                   {"checkpoint", row.checkpoint},
                   {"bytes", base64(row.bytes)},
                   {"attached", rfc3339(row.attached)}});
  }

  void write(const KeyRow& row) {
    line("key", {{"number", row.number},
                 {"name", text(row.name, "a key")},
                 {"verifier", text(row.verifier, "a key")},
                 {"added", rfc3339(row.added)},
                 {"required", row.required}});
  }

  bool is_in_scope(const std::string& region, const std::string& candidature) const {
    return scope_.whole_store() || (region == scope_.region && (!scope_.one_candidature() ||
                                                                candidature == scope_.candidature));
  }

  void write(const Claim& claim) {
    if (!is_in_scope(claim.limit.region, claim.limit.candidature)) return;
    line("claim", {{"region", text(claim.limit.region, "a claim")},
                   {"candidature", text(claim.limit.candidature, "a claim")},
                   {"limit", text(claim.limit.limit, "a claim")},
                   {"due", rfc3339(claim.limit.due)},
                   {"fired", rfc3339(claim.fired)}});
  }

  void write(const Notice& notice) {
    if (!is_in_scope(notice.region, notice.candidature)) return;
    line("notice", {{"region", text(notice.region, "a notice")},
                    {"candidature", text(notice.candidature, "a notice")},
                    {"rule", text(notice.rule, "a notice")},
                    {"occurrence", text(notice.occurrence, "a notice")},
                    {"recipient", text(notice.recipient, "a notice")},
                    {"text", text(notice.text, "a notice")},
                    {"created", rfc3339(notice.created)}});
  }

  /// A refused line is kept as it came, and may be anything.
  void write(const RefusedAct& refused) {
    line("refused", {{"recorded", rfc3339(refused.recorded)},
                     {"line", base64(refused.line)},
                     {"code", text(refused.code, "a refused act")},
                     {"reason", text(refused.reason, "a refused act")}});
  }

  const Store& store_;
  const Scope& scope_;
  std::ostream& out_;
  std::set<std::uint64_t> written_;  ///< The numbers of the checkpoints that went out.
  std::uint64_t lines_ = 0;
};

}  // namespace

void write_jsonl(const Store& store, const Scope& scope, std::ostream& out) {
  at_one_moment(store, [&] { Writer(store, scope, out).run(); });
}

}  // namespace termijn::engine
