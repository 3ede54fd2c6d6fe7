#include "rules/rulebook/rulebook.hpp"

#include "../support/files.hpp"
#include "rules/rulebook/timeline.hpp"
#include "support.hpp"

using namespace termijn;

namespace {

rules::Loaded load(const std::string& text) {
  static const rules::ZoneSource zones = rules::zones_in_folder();
  static const std::string call = tests::contents("examples/lokale-partnerschappen-2023/call.toml");
  return rules::load_rulebook(
      "region.toml",
      [&](const std::string& name) -> std::optional<std::string> {
        if (name == "region.toml") return text;
        if (name == "call.toml") return call;
        return std::nullopt;
      },
      zones);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const rules::Loaded loaded = load(fuzz::text_of(data, size));
  fuzz::must_be_readable(loaded.diagnostics, *loaded.sources);
  fuzz::must(!loaded.rulebook || !rules::has_errors(loaded.diagnostics),
             "a rulebook with an error is none");
  if (!loaded.rulebook) {
    fuzz::must(loaded.layer || !loaded.diagnostics.empty(), "a refusal says why");
    return 0;
  }
  static_cast<void>(rules::planned_timeline(*loaded.rulebook));
  const rules::Loaded again = load(loaded.rulebook->resolved);
  fuzz::must(again.rulebook.has_value(), "the resolved text is a rulebook");
  fuzz::must(again.rulebook->digest == loaded.rulebook->digest, "and the same one");
  return 0;
}
