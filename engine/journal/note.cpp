#include "engine/journal/note.hpp"

#include <algorithm>

#include "engine/journal/base64.hpp"
#include "engine/journal/event.hpp"

namespace termijn::engine {
namespace {

// A reader must take at least 16 signatures (C2SP signed-note).
constexpr std::size_t most_signatures = 32;
constexpr std::size_t largest_note = 65536;
constexpr std::size_t largest_signature = 8192;
constexpr std::size_t id_size = 4;
constexpr std::string_view dash = "\u2014 ";

std::string id_bytes(std::uint32_t id) {
  std::string bytes;
  for (unsigned shift = 32; shift != 0;) {
    shift -= 8;
    bytes += static_cast<char>((id >> shift) & 0xFFU);
  }
  return bytes;
}

/// One line, without its end.
std::variant<NoteSignature, std::string> read_signature(std::string_view line) {
  if (!line.starts_with(dash)) return "a signature line does not begin with an em dash";
  line.remove_prefix(dash.size());
  const auto blank = line.find(' ');
  if (blank == std::string_view::npos) return "a signature line has no name or no signature";
  NoteSignature signature;
  signature.name = line.substr(0, blank);
  if (!is_key_name(signature.name)) return "a signature line has no proper name";
  const auto bytes = from_base64(line.substr(blank + 1));
  if (!bytes || bytes->size() <= id_size || bytes->size() > id_size + largest_signature) {
    return "a signature is not an id and a signature in base64";
  }
  for (const char byte : bytes->substr(0, id_size)) {
    signature.id = signature.id << 8U | static_cast<unsigned char>(byte);
  }
  signature.bytes = bytes->substr(id_size);
  return signature;
}

}  // namespace

std::string note_text(const Note& note) {
  std::string out = note.text;
  if (!note.signatures.empty()) out += '\n';
  for (const NoteSignature& signature : note.signatures) {
    out += std::string(dash) + signature.name + ' ' +
           base64(id_bytes(signature.id) + signature.bytes) + '\n';
  }
  return out;
}

std::variant<Note, std::string> read_note(std::string_view text) {
  if (text.size() > largest_note) return "it is too large for a note";
  if (!is_text(text)) return "it is not UTF-8";
  const bool plain = std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < ' ' && c != '\n';
  });
  if (!plain) return "it has a control character in it";
  if (text.empty() || text.back() != '\n') return "it does not end with a line end";

  Note note;
  const auto parting = text.rfind("\n\n");
  if (parting == std::string_view::npos) {
    note.text = text;
    return note;
  }
  note.text = text.substr(0, parting + 1);
  std::string_view rest = text.substr(parting + 2);
  if (rest.empty()) return "it has an empty line where signatures should follow";
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    auto read = read_signature(rest.substr(0, end));
    if (auto* problem = std::get_if<std::string>(&read)) return *problem;
    if (note.signatures.size() == most_signatures) return "it has too many signatures";
    note.signatures.push_back(std::move(std::get<NoteSignature>(read)));
    rest.remove_prefix(end + 1);
  }
  return note;
}

void add_signature(Note& note, const SigningKey& key) {
  note.signatures.push_back({key.name, key_id(verifier_of(key)), sign(key, note.text)});
}

Signed signed_by(const Note& note, const VerifierKey& key) {
  const std::uint32_t id = key_id(key);
  Signed found = Signed::no;
  for (const NoteSignature& signature : note.signatures) {
    if (signature.name != key.name || signature.id != id) continue;
    if (!is_signed(key, note.text, signature.bytes)) return Signed::wrong;
    found = Signed::yes;
  }
  return found;
}

}  // namespace termijn::engine
