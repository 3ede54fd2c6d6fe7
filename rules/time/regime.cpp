#include "rules/time/regime.hpp"

#include <algorithm>
#include <cstdlib>

#include "rules/embedded.hpp"

namespace termijn::rules {

/// Generated from `regimes/*.toml`.
std::span<const EmbeddedFile> embedded_regimes();

namespace {

std::vector<Regime> read_all() {
  std::vector<Regime> regimes;
  for (const EmbeddedFile& file : embedded_regimes()) {
    std::vector<DataFault> faults;
    auto regime = read_regime(file.text, faults);
    // Our own data; that each file reads is tested.
    if (!regime) std::abort();
    regimes.push_back(std::move(*regime));
  }
  return regimes;
}

}  // namespace

std::string_view Regime::article(std::string_view rule) const {
  const auto found = std::find_if(articles.begin(), articles.end(),
                                  [&](const auto& entry) { return entry.first == rule; });
  return found == articles.end() ? std::string_view(law) : std::string_view(found->second);
}

const Regime* builtin_regime(std::string_view id) {
  static const std::vector<Regime> regimes = read_all();
  const auto found = std::find_if(regimes.begin(), regimes.end(),
                                  [&](const Regime& regime) { return regime.id == id; });
  return found == regimes.end() ? nullptr : &*found;
}

std::string_view builtin_regime_text(std::string_view id) {
  for (const EmbeddedFile& file : embedded_regimes()) {
    if (file.name == id) return file.text;
  }
  return {};
}

std::vector<std::string> builtin_regime_ids() {
  std::vector<std::string> ids;
  for (const EmbeddedFile& file : embedded_regimes()) ids.emplace_back(file.name);
  return ids;
}

}  // namespace termijn::rules
