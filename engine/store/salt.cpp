#include "engine/store/detail/salt.hpp"

#include <openssl/rand.h>

#include "engine/journal/store.hpp"

namespace termijn::engine::detail {
namespace {

constexpr std::size_t salt_size = 16;

/// SHA-256("termijn sandbox salt" ‖ region ‖ sequence as 8 bytes, highest first), cut off.
Salt derived(const std::string& region, std::uint64_t sequence) {
  std::string number;
  for (unsigned shift = 64; shift != 0;) {
    shift -= 8;
    number += static_cast<char>((sequence >> shift) & 0xFFU);
  }
  const Digest digest = rules::sha256("termijn sandbox salt", region, number);
  return Salt(digest.begin(), digest.begin() + salt_size);
}

}  // namespace

Salt salt_for(bool sandbox, const std::string& region, std::uint64_t sequence) {
  if (sandbox) return derived(region, sequence);
  unsigned char bytes[salt_size];
  if (RAND_bytes(bytes, sizeof bytes) != 1) {
    throw StoreError("the machine gives no random bytes, so personal data cannot be kept");
  }
  return Salt(bytes, bytes + salt_size);
}

}  // namespace termijn::engine::detail
