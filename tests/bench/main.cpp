#include "measure.hpp"

int main() {
  std::printf("%-4s %-52s %8s\n", "goal", "what (ratio: ours to the base)", "median");
  termijn::bench::eligibility();
  termijn::bench::region_load();
  termijn::bench::durable_append();
  termijn::bench::audit();
  termijn::bench::start_up();
}
