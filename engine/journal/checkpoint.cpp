#include "engine/journal/checkpoint.hpp"

#include <algorithm>
#include <charconv>

#include "engine/journal/base64.hpp"

namespace termijn::engine {
namespace {

/// Takes a line off the front, without its end; empty when there is none.
std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return {};
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<std::uint64_t> whole(std::string_view digits) {
  std::uint64_t number = 0;
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  if (std::to_string(number) != digits) return std::nullopt;  // a leading zero
  return number;
}

}  // namespace

std::string origin_of(const StoreInfo& info, const std::string& region) {
  return info.origin + '/' + region;
}

Checkpoint checkpoint_of(const StoreInfo& info, const RegionRow& row) {
  return {origin_of(info, row.region), row.tree.size(), row.tree.root()};
}

std::string checkpoint_text(const Checkpoint& checkpoint) {
  return checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' +
         base64(std::string(checkpoint.root.begin(), checkpoint.root.end())) + '\n';
}

std::variant<Checkpoint, std::string> read_checkpoint(std::string_view text) {
  Checkpoint checkpoint;
  checkpoint.origin = take_line(text);
  if (checkpoint.origin.empty()) return "its first line is not an origin";
  const auto size = whole(take_line(text));
  if (!size) return "its second line is not a number of events";
  checkpoint.size = *size;
  const auto root = from_base64(take_line(text));
  if (!root || root->size() != checkpoint.root.size()) return "its third line is not a root";
  std::copy(root->begin(), root->end(), checkpoint.root.begin());
  if (!text.empty()) return "it has more lines than origin, size and root";
  return checkpoint;
}

std::variant<CheckpointNote, std::string> read_checkpoint_note(std::string_view text) {
  auto note = read_note(text);
  if (auto* problem = std::get_if<std::string>(&note)) return *problem;
  auto checkpoint = read_checkpoint(std::get<Note>(note).text);
  if (auto* problem = std::get_if<std::string>(&checkpoint)) return *problem;
  return CheckpointNote{std::move(std::get<Note>(note)),
                        std::move(std::get<Checkpoint>(checkpoint))};
}

const KeyRow* required_key(const std::vector<KeyRow>& keys, Instant made) {
  const KeyRow* found = nullptr;
  for (const KeyRow& key : keys) {
    if (key.required && key.added <= made) found = &key;
  }
  return found;
}

}  // namespace termijn::engine
