#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace termijn::engine {

/// An Ed25519 key (RFC 8032): the public one, or the seed of the private one.
using KeyBytes = std::array<std::uint8_t, 32>;

/// What checks signatures: a key and the name that signature lines carry.
struct VerifierKey {
  std::string name;
  KeyBytes bytes{};

  friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};

/// What makes them. Whoever has it can sign; it is never put in a store.
struct SigningKey {
  std::string name;
  KeyBytes seed{};
};

/// Whether a key may be called so (C2SP signed-note): not empty, UTF-8, no blank of any kind, no
/// control character, no '+'. At most 200 bytes.
bool is_key_name(std::string_view name);

/// The first four bytes, highest first, of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key).
std::uint32_t key_id(const VerifierKey& key);

/// `name+hex id+base64(0x01 ‖ public key)`: how C2SP signed-note hands keys round.
std::string verifier_text(const VerifierKey& key);
/// Reads that back; the text says what is wrong with it.
std::variant<VerifierKey, std::string> read_verifier(std::string_view text);

/// A new key from 32 random bytes. Throws StoreError when the machine has none to give.
SigningKey make_key(std::string name);
VerifierKey verifier_of(const SigningKey& key);

/// The Ed25519 signature over `text`: 64 bytes.
std::string sign(const SigningKey& key, std::string_view text);
bool is_signed(const VerifierKey& key, std::string_view text, std::string_view signature);

/// The file a private key is kept in: a line `name: NAME` and the key as PEM (PKCS #8, RFC
/// 8410), which `openssl` reads past that line. Of at most 4 KiB, and nothing else in it.
std::string private_file(const SigningKey& key);
std::variant<SigningKey, std::string> read_private_file(std::string_view text);

/// The file its public key is handed out in: the verifier key on a line, and the same key as
/// PEM (SubjectPublicKeyInfo). The reader takes the line alone, too; it refuses two keys in one
/// file.
std::string public_file(const VerifierKey& key);
std::variant<VerifierKey, std::string> read_public_file(std::string_view text);

}  // namespace termijn::engine
