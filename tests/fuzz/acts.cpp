// Lines as they may be sent, recorded one after the other on a store with a history. Every
// line must end up recorded, refused with a reason, or recorded before; what is recorded
// must verify. Nothing is kept: the next input meets the same store.
#include <algorithm>
#include <optional>

#include "desk.hpp"
#include "engine/journal/verify.hpp"
#include "support.hpp"

using namespace termijn;

namespace {

constexpr std::size_t most_lines = 24;

struct Stop {};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; lines.size() < most_lines && std::getline(stream, line);) {
    if (line.find_first_not_of(" \t\r") != std::string::npos) lines.push_back(line);
  }
  return lines;
}

/// Looks at each line once it was dealt with.
class Witness {
 public:
  Witness(const engine::Store& store, const std::vector<std::string>& lines)
      : store_(store), lines_(lines), events_(fuzz::events_in(store)) {}

  /// Called before each line, so with what became of the one before.
  void before_line() {
    if (next_ > 0) look_at(lines_[next_ - 1]);
    events_ = fuzz::events_in(store_);
    const auto act = next_ < lines_.size() ? engine::parse_act(lines_[next_])
                                           : std::variant<engine::Act, engine::Refusal>();
    const auto* parsed = std::get_if<engine::Act>(&act);
    known_ = parsed && next_ < lines_.size() && recorded(*parsed);
    if (next_ == lines_.size()) {
      fuzz::must(engine::verify(store_).empty(), "what was recorded verifies");
      throw Stop{};  // before the commit: nothing of it stays
    }
    ++next_;
  }

 private:
  bool recorded(const engine::Act& act) const {
    const auto state = engine::load_state(store_, act.region, act.candidature);
    const auto* found = std::get_if<engine::State>(&state);
    fuzz::must(found != nullptr, "a history that was recorded folds");
    return found->acts.contains(act.digest);
  }

  void look_at(const std::string& line) const {
    const auto parsed = engine::parse_act(line);
    const auto* refusal = std::get_if<engine::Refusal>(&parsed);
    if (refusal) {
      fuzz::must(refusal->code.size() == 5 && !refusal->message.empty(), "a refusal says why");
    }
    if (fuzz::events_in(store_) > events_) {
      const auto* act = std::get_if<engine::Act>(&parsed);
      fuzz::must(act != nullptr && recorded(*act), "what grew is the act that was sent");
      return;
    }
    const auto all = store_.refusals();
    const bool refused = std::any_of(all.begin(), all.end(), [&](const auto& one) {
      return one.line == line && !one.code.empty() && !one.reason.empty();
    });
    fuzz::must(refused || known_, "every line is recorded, refused or recorded before");
  }

  const engine::Store& store_;
  const std::vector<std::string>& lines_;
  std::size_t events_ = 0;
  std::size_t next_ = 0;
  bool known_ = false;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static tests::Desk* desk = [] {
    auto* made = new tests::Desk(tests::small_rules(2));
    fuzz::play_a_little(*made);
    return made;
  }();
  const auto lines = lines_of(fuzz::text_of(data, size));
  if (lines.empty()) return 0;
  const auto events = fuzz::events_in(desk->store());
  const auto root = desk->store().region("noord")->tree.root();
  Witness witness(desk->store(), lines);
  auto with_end = lines;
  with_end.emplace_back("the end");
  try {
    engine::record(
        desk->store(), desk->procedures(), with_end,
        [&](const engine::Act*) {
          witness.before_line();
          return tests::at("2023-08-01T12:00:00+02:00");
        },
        with_end.size() + 1);
  } catch (const Stop&) {
  }
  fuzz::must(fuzz::events_in(desk->store()) == events, "what is dropped leaves nothing");
  fuzz::must(desk->store().region("noord")->tree.root() == root, "nor another root");
  return 0;
}
