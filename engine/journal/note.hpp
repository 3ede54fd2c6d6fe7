#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/journal/key.hpp"

namespace termijn::engine {

/// One signature line of a note. Of whom nobody knows the key, it says nothing.
struct NoteSignature {
  std::string name;
  std::uint32_t id = 0;
  std::string bytes;  ///< At most 8 KiB; 64 when it is Ed25519.

  friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

/// A text and who signed it (C2SP signed-note). The signatures are over the text with its last
/// line end.
struct Note {
  std::string text;
  std::vector<NoteSignature> signatures;

  friend bool operator==(const Note&, const Note&) = default;
};

/// Text, empty line, and a line `— NAME base64(id ‖ signature)` for each signature. A note that
/// nobody signed is its text alone.
std::string note_text(const Note& note);

/// Reads exactly what `note_text` writes: UTF-8, no control character but line ends, at most 64
/// KiB and 32 signatures. The text says what is wrong.
std::variant<Note, std::string> read_note(std::string_view text);

void add_signature(Note& note, const SigningKey& key);

enum class Signed {
  yes,
  no,    ///< There is no signature with this key's name and id.
  wrong  ///< There is one, and it is not over this text, or not by this key.
};
Signed signed_by(const Note& note, const VerifierKey& key);

}  // namespace termijn::engine
