#include "cli/commands/key_files.hpp"

#include <fmt/format.h>

#include "cli/commands/usage.hpp"
#include "cli/rulebook_files.hpp"

namespace termijn::cli {
namespace {

template <typename Key>
std::optional<Key> read_key(const std::string& path, const char* kind, const char* help,
                            std::variant<Key, std::string> (*read)(std::string_view),
                            Environment& environment) {
  const auto text = read_file(path, environment);
  if (!text) return std::nullopt;
  auto key = read(*text);
  if (const auto* problem = std::get_if<std::string>(&key)) {
    wrong_usage(environment, fmt::format("'{}' is not a {}: {}", path, kind, *problem), help);
    return std::nullopt;
  }
  return std::move(std::get<Key>(key));
}

}  // namespace

FoundKey find_signing_key(const std::string& given, Environment& environment) {
  const std::string path = given.empty() ? environment.variable("TERMIJN_KEY") : given;
  if (path.empty()) return {};
  auto key = read_key(path, "private key", "make one with: termijn key new FILE",
                      engine::read_private_file, environment);
  const bool failed = !key;
  return {std::move(key), failed};
}

std::optional<engine::VerifierKey> read_public_key(const std::string& path,
                                                   Environment& environment) {
  return read_key(path, "public key", "name the file that ends in .pub", engine::read_public_file,
                  environment);
}

}  // namespace termijn::cli
