#include <algorithm>

#include <fmt/format.h>

#include "engine/journal/detail/notes.hpp"
#include "engine/journal/stamp.hpp"

namespace termijn::engine::detail {

Notes::Notes(const Store& store, const Trust& trust)
    : store_(store),
      trust_(trust),
      info_(store.info()),
      rows_(store.keys()),
      kept_used_(trust.checkpoints.size()) {
  for (std::size_t place = 0; place < rows_.size(); ++place) {
    if (rows_[place].number != place + 1) {
      of_keys_.push_back({{}, 0, fmt::format("key {} is missing", place + 1)});
    }
    const auto read = read_verifier(rows_[place].verifier);
    if (const auto* problem = std::get_if<std::string>(&read)) {
      of_keys_.push_back(
          {{}, 0, fmt::format("key {} cannot be read: {}", rows_[place].number, *problem)});
    } else if (trust_.keys.empty()) {
      known_.push_back({std::get<VerifierKey>(read), rows_[place].number});
    }
  }
  for (const VerifierKey& key : trust_.keys) known_.push_back({key, 0});
}

/// Whether the note is signed as it must be; says why when it had to be and is not.
bool Notes::judge(const std::string& region, const CheckpointRow& row, const Note& note,
                  std::vector<Finding>& findings) {
  const auto report = [&](const std::string& what) {
    findings.push_back({region, 0, fmt::format("checkpoint {} {}", row.number, what)});
    return false;
  };
  const KeyRow* required = required_key(rows_, row.made);
  bool by_anyone = false;
  bool by_required = false;
  for (const Known& known : known_) {
    const Signed found = signed_by(note, known.key);
    if (found == Signed::wrong) {
      return report(fmt::format("has a wrong signature of '{}'", known.key.name));
    }
    by_anyone = by_anyone || found == Signed::yes;
    if (required != nullptr && known.number == required->number) by_required = found == Signed::yes;
  }
  if (!trust_.keys.empty()) {
    const bool expected = signed_before_ || required != nullptr || !note.signatures.empty();
    signed_before_ = signed_before_ || by_anyone;
    if (!by_anyone && expected) return report("is not signed with a key that was given");
    return by_anyone;
  }
  if (required != nullptr) {
    if (by_required) return true;
    return report(fmt::format("is not signed with '{}', as this store requires", required->name));
  }
  if (!by_anyone && !note.signatures.empty()) {
    return report("is signed with a key that this store does not know");
  }
  return by_anyone;
}

void Notes::add_kept(const std::string& region, std::vector<Mark>& marks,
                     std::vector<Finding>& findings) {
  for (std::size_t place = 0; place < trust_.checkpoints.size(); ++place) {
    const auto& [name, kept] = trust_.checkpoints[place];
    if (kept.checkpoint.origin != origin_of(info_, region)) continue;
    kept_used_[place] = true;
    bool vouched = false;
    for (const Known& known : known_) {
      const Signed found = signed_by(kept.note, known.key);
      vouched = vouched || found == Signed::yes;
      if (found != Signed::wrong) continue;
      findings.push_back(
          {region, 0,
           fmt::format("the checkpoint '{}' has a wrong signature of '{}'", name, known.key.name)});
    }
    marks.push_back({kept.checkpoint.size, kept.checkpoint.root,
                     fmt::format("the checkpoint '{}'", name), true, vouched});
  }
}

std::vector<Mark> Notes::marks(const std::string& region, std::vector<Finding>& findings) {
  std::vector<Mark> marks;
  std::uint64_t before = 0;
  signed_before_ = false;
  for (const CheckpointRow& row : store_.checkpoints(region)) {
    const auto report = [&](const std::string& what) {
      findings.push_back({region, 0, fmt::format("checkpoint {} {}", row.number, what)});
    };
    notes_[row.number] = row.note;
    const auto read = read_checkpoint_note(row.note);
    if (const auto* problem = std::get_if<std::string>(&read)) {
      report("cannot be read: " + *problem);
      continue;
    }
    const auto& [note, checkpoint] = std::get<CheckpointNote>(read);
    if (checkpoint.origin != origin_of(info_, region)) {
      report(fmt::format("is of another log: its origin is '{}'", checkpoint.origin));
      continue;
    }
    if (checkpoint.size != row.size) {
      report(fmt::format("is kept as one over {} events but says {}", row.size, checkpoint.size));
    }
    if (checkpoint.size < before) report("is over fewer events than the one before it");
    before = std::max(before, checkpoint.size);
    marks.push_back({checkpoint.size, checkpoint.root, fmt::format("checkpoint {}", row.number),
                     false, judge(region, row, note, findings)});
  }
  add_kept(region, marks, findings);
  std::stable_sort(marks.begin(), marks.end(),
                   [](const Mark& left, const Mark& right) { return left.size < right.size; });
  return marks;
}

void Notes::report_stamps(Verification& verification) const {
  std::uint64_t next = 1;
  for (const StampRow& row : store_.stamps()) {
    const auto report = [&](const std::string& what) {
      verification.findings.push_back({{}, 0, fmt::format("time stamp {} {}", row.number, what)});
    };
    if (row.number != next) report(fmt::format("follows where {} is missing", next));
    next = row.number + 1;
    const auto note = notes_.find(row.checkpoint);
    if (note == notes_.end()) {
      report(fmt::format("is over checkpoint {}, which is not there", row.checkpoint));
      continue;
    }
    const auto checked = check_stamp(row.bytes, note->second, trust_.authorities);
    if (const auto* problem = std::get_if<std::string>(&checked)) {
      report(fmt::format("over checkpoint {}: {}", row.checkpoint, *problem));
    } else {
      verification.stamps.push_back({row.number, row.checkpoint, std::get<Instant>(checked)});
    }
  }
}

void Notes::finish(Verification& verification) const {
  auto& findings = verification.findings;
  findings.insert(findings.end(), of_keys_.begin(), of_keys_.end());
  std::uint64_t next = 1;
  for (const auto& [number, note] : notes_) {
    if (number != next) findings.push_back({{}, 0, fmt::format("checkpoint {} is missing", next)});
    next = number + 1;
  }
  report_stamps(verification);
  for (std::size_t place = 0; place < kept_used_.size(); ++place) {
    const auto& kept = trust_.checkpoints[place];
    if (kept_used_[place]) continue;
    findings.push_back({{},
                        0,
                        fmt::format("the checkpoint '{}' is of a log that is not here: '{}'",
                                    kept.name, kept.note.checkpoint.origin)});
  }
}

}  // namespace termijn::engine::detail
