#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <toml++/toml.h>

#include "measure.hpp"
#include "rules/rulebook/rulebook.hpp"

namespace termijn::bench {
namespace {

std::optional<std::string> read(const std::string& name) {
  std::ifstream file(std::filesystem::path(TERMIJN_SOURCE_DIR) /
                     "examples/lokale-partnerschappen-2023" / name);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

void region_load() {
  constexpr std::size_t times = 20;
  const auto zones = rules::zones_in_folder();
  const auto toml_alone = [] {
    std::size_t keys = 0;
    for (std::size_t i = 0; i < times; ++i) {
      keys += toml::parse(*read("zora-werkt.toml")).size();
      keys += toml::parse(*read("call.toml")).size();
    }
    return keys;
  };
  const auto whole = [&] {
    std::size_t rules_ = 0;
    for (std::size_t i = 0; i < times; ++i) {
      const auto loaded = rules::load_rulebook("zora-werkt.toml", read, zones);
      if (!loaded.rulebook) throw std::runtime_error("the example does not load");
      rules_ += loaded.rulebook->requirements.size();
    }
    return rules_;
  };
  compare({"G3", "region load, every check, against toml++ alone", 1.35}, toml_alone, whole, times);
}

}  // namespace termijn::bench
