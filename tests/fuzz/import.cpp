// An export of a real store, damaged line by line as the input says, then imported. Either
// the file is refused with a reason, or what came of it verifies, replays, and has the very
// events that went out.
#include "engine/export/import.hpp"

#include <sstream>

#include "desk.hpp"
#include "engine/audit/replay.hpp"
#include "engine/export/jsonl.hpp"
#include "input.hpp"

using namespace termijn;

namespace {

struct Whole {
  std::vector<std::string> lines;
  fuzz::Log log;
};

const Whole& whole() {
  static const Whole made = [] {
    Whole whole;
    tests::Desk desk(tests::small_rules(2));
    fuzz::play_a_little(desk);
    std::ostringstream out;
    engine::write_jsonl(desk.store(), {}, out);
    std::istringstream in(out.str());
    for (std::string line; std::getline(in, line);) whole.lines.push_back(line);
    whole.log = fuzz::log_of(desk.store());
    return whole;
  }();
  return made;
}

void damage(std::vector<std::string>& lines, fuzz::Input& input) {
  if (lines.empty()) return;
  std::string& line = lines[input.byte() % lines.size()];
  const std::size_t other = input.byte() % lines.size();
  const std::size_t at = line.empty() ? 0 : input.number() % line.size();
  switch (input.byte() % 7) {
    case 0:
      if (!line.empty()) line[at] = static_cast<char>(input.byte());
      return;
    case 1:
      line.insert(at, input.text());
      return;
    case 2:
      line.erase(at, 1 + input.byte());
      return;
    case 3:
      line.swap(lines[other]);
      return;
    case 4:
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(other));
      return;
    case 5: {
      const std::string again = line;
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(other), again);
      return;
    }
    default:
      line = input.text();
  }
}

void look_at(engine::Store& store) {
  fuzz::must(engine::verify(store).empty(), "what was imported verifies");
  engine::Procedures procedures(store);
  fuzz::must(engine::replay(store, procedures).findings.empty(), "what was imported replays");
  for (const auto& [region, events] : fuzz::log_of(store)) {
    const auto found = whole().log.find(region);
    fuzz::must(found != whole().log.end() && found->second == events,
               "what was imported is what went out");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto lines = whole().lines;
  fuzz::Input input(data, size);
  for (int times = 0; times < 4 && input.more(); ++times) damage(lines, input);
  std::string text;
  for (const auto& line : lines) text += line + '\n';
  std::istringstream in(text);
  std::unique_ptr<engine::Store> store;
  try {
    const auto imported =
        engine::import_store(in, [&](const engine::StoreInfo& info) -> engine::Store& {
          store = engine::memory_store(info);
          return *store;
        });
    if (const auto* fault = std::get_if<engine::ImportFault>(&imported)) {
      fuzz::must(!fault->what.empty() && fault->what.find('\n') == std::string::npos,
                 "a refusal says why, on one line");
      return 0;
    }
    fuzz::must(store != nullptr, "what was imported is in a store");
    look_at(*store);
  } catch (const engine::StoreError& failed) {
    fuzz::must(failed.what() != std::string(), "a store that fails says why");
  }
  return 0;
}
