// Notes, checkpoints, keys and time stamps as a stranger may hand them over. What is read is
// what is written back, byte for byte; a signature holds for the text it was made over and
// for no other.
#include "engine/journal/checkpoint.hpp"
#include "engine/journal/stamp.hpp"
#include "support.hpp"

using namespace termijn;
using engine::Signed;

namespace {

const engine::SigningKey& key() {
  static const engine::SigningKey made = [] {
    engine::SigningKey key{.name = "fuzz.example", .seed = {}};
    for (std::size_t n = 0; n < key.seed.size(); ++n) {
      key.seed[n] = static_cast<std::uint8_t>(n * 7 + 1);
    }
    return key;
  }();
  return made;
}

/// The one text that this key ever signed here.
const engine::Note& signed_note() {
  static const engine::Note made = [] {
    engine::Note note{engine::checkpoint_text({.origin = "fuzz.example/noord", .size = 7}), {}};
    engine::add_signature(note, key());
    return note;
  }();
  return made;
}

void read_as_note(const std::string& text) {
  const auto read = engine::read_note(text);
  if (const auto* why = std::get_if<std::string>(&read)) {
    fuzz::must(!why->empty(), "a refusal says why");
    return;
  }
  const auto& note = std::get<engine::Note>(read);
  fuzz::must(engine::note_text(note) == text, "a note has one spelling");
  if (engine::signed_by(note, engine::verifier_of(key())) == Signed::yes) {
    fuzz::must(note.text == signed_note().text, "nothing else was signed");
  }
}

void read_as_checkpoint(const std::string& text) {
  const auto read = engine::read_checkpoint(text);
  if (const auto* checkpoint = std::get_if<engine::Checkpoint>(&read)) {
    fuzz::must(engine::checkpoint_text(*checkpoint) == text, "a checkpoint has one spelling");
  }
  const auto both = engine::read_checkpoint_note(text);
  if (const auto* found = std::get_if<engine::CheckpointNote>(&both)) {
    fuzz::must(engine::checkpoint_text(found->checkpoint) == found->note.text, "and in a note");
  }
}

void read_as_key(const std::string& text) {
  const auto read = engine::read_verifier(text);
  if (const auto* found = std::get_if<engine::VerifierKey>(&read)) {
    fuzz::must(engine::verifier_text(*found) == text, "a key has one spelling");
  }
  const auto published = engine::read_public_file(text);
  if (const auto* found = std::get_if<engine::VerifierKey>(&published)) {
    fuzz::must(engine::is_key_name(found->name), "a key has a name");
  }
  const auto own = engine::read_private_file(text);
  if (const auto* found = std::get_if<engine::SigningKey>(&own)) {
    const auto again = engine::read_private_file(engine::private_file(*found));
    fuzz::must(std::holds_alternative<engine::SigningKey>(again), "a key file reads back");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = fuzz::text_of(data, size);
  read_as_note(text);
  read_as_checkpoint(text);
  read_as_key(text);
  fuzz::must(std::holds_alternative<std::string>(engine::check_stamp(text, "a text", "")),
             "no stamp was ever made over this text");
  return 0;
}
