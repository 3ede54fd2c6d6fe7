#include "minimise.hpp"

#include <algorithm>

namespace termijn::simulation {
namespace {

class Minimiser {
 public:
  Minimiser(Script script, const Broken& broken, const Breaks& breaks, int tries)
      : script_(std::move(script)), promise_(broken.promise), breaks_(breaks), left_(tries) {}

  Script run() {
    for (std::size_t width = std::max<std::size_t>(1, script_.steps.size() / 2);; width /= 2) {
      leave_out_steps(width);
      if (width <= 1) break;
    }
    for (std::size_t n = 0; n < script_.steps.size(); ++n) leave_out_lines(n);
    leave_out_steps(1);
    return std::move(script_);
  }

 private:
  bool still(const Script& tried) {
    if (left_-- <= 0) return false;
    const auto broken = breaks_(tried);
    return broken && broken->promise == promise_;
  }

  void leave_out_steps(std::size_t width) {
    for (std::size_t at = script_.steps.size(); at > 0;) {
      const std::size_t begin = at > width ? at - width : 0;
      Script tried = script_;
      tried.steps.erase(tried.steps.begin() + static_cast<std::ptrdiff_t>(begin),
                        tried.steps.begin() + static_cast<std::ptrdiff_t>(at));
      if (still(tried)) script_ = std::move(tried);
      at = begin;
    }
  }

  void leave_out_lines(std::size_t step) {
    for (std::size_t at = script_.steps[step].lines.size(); at > 0; --at) {
      if (script_.steps[step].lines.size() == 1) return;
      Script tried = script_;
      Step& changed = tried.steps[step];
      changed.lines.erase(changed.lines.begin() + static_cast<std::ptrdiff_t>(at - 1));
      changed.cut_at = std::min(changed.cut_at, static_cast<int>(changed.lines.size()));
      if (still(tried)) script_ = std::move(tried);
    }
  }

  Script script_;
  std::string promise_;
  const Breaks& breaks_;
  int left_;
};

}  // namespace

Breach play_anew(const Script& script, bool cuts, std::string* roots_after) {
  const auto store = engine::memory_store(
      {.format = 2, .sandbox = true, .origin = "simulation.example", .created = Instant{}});
  Player player(*store, script.calls, cuts);
  for (const Step& step : script.steps) {
    if (auto broken = player.play(step)) return broken;
  }
  if (roots_after) *roots_after = roots(*store);
  return player.look_over();
}

Script minimal(Script script, const Broken& broken, const Breaks& breaks, int tries) {
  return Minimiser(std::move(script), broken, breaks, tries).run();
}

}  // namespace termijn::simulation
