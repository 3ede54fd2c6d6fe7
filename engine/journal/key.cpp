#include "engine/journal/key.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <new>
#include <optional>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include "engine/journal/base64.hpp"
#include "engine/journal/event.hpp"
#include "engine/journal/store.hpp"

namespace termijn::engine {
namespace {

constexpr std::size_t longest_name = 200;
constexpr std::size_t largest_file = 4096;
constexpr std::size_t signature_size = 64;
constexpr char ed25519 = 0x01;  // the signature type of C2SP signed-note

// DER of what comes before the 32 bytes of a key: RFC 8410 sections 7 and 4.
constexpr char private_prefix[] = "302e020100300506032b657004220420";
constexpr char public_prefix[] = "302a300506032b6570032100";
constexpr char private_label[] = "PRIVATE KEY";
constexpr char public_label[] = "PUBLIC KEY";

/// The blanks of Unicode beyond ASCII.
constexpr std::string_view blanks[] = {"\u0085", "\u00A0", "\u1680", "\u2000", "\u2001",
                                       "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
                                       "\u2007", "\u2008", "\u2009", "\u200A", "\u2028",
                                       "\u2029", "\u202F", "\u205F", "\u3000"};

std::string_view view(const KeyBytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

KeyBytes key_of(std::string_view bytes) {
  KeyBytes key{};
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

Key private_key(const SigningKey& key) {
  Key made(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, key.seed.data(), key.seed.size()));
  if (!made) throw std::bad_alloc();  // any 32 bytes are a seed
  return made;
}

std::string pem(const char* label, const char* prefix, const KeyBytes& key) {
  const std::string der = from_hex(prefix).value() + std::string(view(key));
  return std::string("-----BEGIN ") + label + "-----\n" + base64(der) + "\n-----END " + label +
         "-----\n";
}

/// Reads what `pem` writes. Both kinds of key fit on one line of base64.
std::optional<KeyBytes> from_pem(std::string_view text, const char* label, const char* prefix) {
  const std::string begin = std::string("-----BEGIN ") + label + "-----\n";
  const std::string end = std::string("\n-----END ") + label + "-----\n";
  if (!text.starts_with(begin) || !text.ends_with(end)) return std::nullopt;
  if (text.size() < begin.size() + end.size()) return std::nullopt;
  text.remove_prefix(begin.size());
  text.remove_suffix(end.size());
  const auto der = from_base64(text);
  const std::string start = from_hex(prefix).value();
  if (!der || !der->starts_with(start)) return std::nullopt;
  if (der->size() != start.size() + sizeof(KeyBytes)) return std::nullopt;
  return key_of(std::string_view(*der).substr(start.size()));
}

std::string hex_id(const VerifierKey& key) {
  char text[9];
  std::snprintf(text, sizeof text, "%08x", key_id(key));
  return text;
}

}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty() || name.size() > longest_name || !is_text(name)) return false;
  const bool plain = std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '\x7f' || c == '+';
  });
  return plain && std::none_of(std::begin(blanks), std::end(blanks), [&](std::string_view blank) {
           return name.find(blank) != std::string_view::npos;
         });
}

std::uint32_t key_id(const VerifierKey& key) {
  const auto digest = rules::sha256(key.name, std::string_view("\n\x01", 2), view(key.bytes));
  std::uint32_t id = 0;
  for (std::size_t place = 0; place < 4; ++place) id = id << 8U | digest[place];
  return id;
}

std::string verifier_text(const VerifierKey& key) {
  return key.name + '+' + hex_id(key) + '+' + base64(ed25519 + std::string(view(key.bytes)));
}

std::variant<VerifierKey, std::string> read_verifier(std::string_view text) {
  const auto first = text.find('+');
  const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos) return "it is not a name, an id and a key with '+' between";
  VerifierKey key;
  key.name = text.substr(0, first);
  if (!is_key_name(key.name)) return "its name is empty, too long, or has a blank in it";
  const auto bytes = from_base64(text.substr(second + 1));
  if (!bytes || bytes->size() != 1 + sizeof(KeyBytes)) return "its key is not 33 bytes in base64";
  if (bytes->front() != ed25519) return "its key is not of the kind Ed25519";
  key.bytes = key_of(std::string_view(*bytes).substr(1));
  if (text.substr(first + 1, second - first - 1) != hex_id(key)) {
    return "its id is not that of its name and key";
  }
  return key;
}

SigningKey make_key(std::string name) {
  SigningKey key{std::move(name), {}};
  if (RAND_bytes(key.seed.data(), static_cast<int>(key.seed.size())) != 1) {
    throw StoreError("the machine gives no random bytes, so no key can be made");
  }
  return key;
}

VerifierKey verifier_of(const SigningKey& key) {
  const Key made = private_key(key);
  VerifierKey out{key.name, {}};
  std::size_t size = out.bytes.size();
  if (EVP_PKEY_get_raw_public_key(made.get(), out.bytes.data(), &size) != 1) throw std::bad_alloc();
  return out;
}

std::string sign(const SigningKey& key, std::string_view text) {
  const Key made = private_key(key);
  const Context context(EVP_MD_CTX_new());
  unsigned char signature[signature_size];
  std::size_t size = sizeof signature;
  const bool done = context &&
                    EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, made.get()) == 1 &&
                    EVP_DigestSign(context.get(), signature, &size, raw(text), text.size()) == 1;
  if (!done) throw std::bad_alloc();  // signing in memory fails for no other cause
  return std::string(signature, signature + size);
}

bool is_signed(const VerifierKey& key, std::string_view text, std::string_view signature) {
  if (signature.size() != signature_size) return false;
  const Key made(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.bytes.data(), key.bytes.size()));
  const Context context(EVP_MD_CTX_new());
  return made && context &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, made.get()) == 1 &&
         EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(text),
                          text.size()) == 1;
}

std::string private_file(const SigningKey& key) {
  return "name: " + key.name + '\n' + pem(private_label, private_prefix, key.seed);
}

std::variant<SigningKey, std::string> read_private_file(std::string_view text) {
  constexpr std::string_view start = "name: ";
  const auto end = text.find('\n');
  if (text.size() > largest_file || !text.starts_with(start) || end == std::string_view::npos) {
    return "it does not begin with a line 'name: NAME'";
  }
  const auto name = text.substr(start.size(), end - start.size());
  if (!is_key_name(name)) return "its name is empty, too long, or has a blank in it";
  const auto seed = from_pem(text.substr(end + 1), private_label, private_prefix);
  if (!seed) return "its second part is not a private Ed25519 key in PEM";
  return SigningKey{std::string(name), *seed};
}

std::string public_file(const VerifierKey& key) {
  return verifier_text(key) + '\n' + pem(public_label, public_prefix, key.bytes);
}

std::variant<VerifierKey, std::string> read_public_file(std::string_view text) {
  if (text.size() > largest_file) return "it is too large for a key";
  const auto end = std::min(text.find('\n'), text.size());
  auto read = read_verifier(text.substr(0, end));
  const auto rest = text.substr(std::min(end + 1, text.size()));
  if (rest.empty() || std::holds_alternative<std::string>(read)) return read;
  const auto same = from_pem(rest, public_label, public_prefix);
  if (!same) return "its second part is not a public Ed25519 key in PEM";
  if (*same != std::get<VerifierKey>(read).bytes) return "its two parts are not one key";
  return read;
}

}  // namespace termijn::engine
