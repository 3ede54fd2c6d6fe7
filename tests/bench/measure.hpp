#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

namespace termijn::bench {

/// Work whose time is taken; returns something so that it cannot be left out.
using Work = std::function<std::size_t()>;

inline double seconds(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  volatile std::size_t kept = work();
  static_cast<void>(kept);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// One goal of docs/performance.md: our work against a base that is measured beside it.
struct Goal {
  std::string id;
  std::string what;
  double most = 0;  ///< The ratio of times not to exceed.
};

/// Eleven rounds, base and subject in turn, so that a slow moment of the machine hits both.
/// Prints the median ratio, its extremes and the two medians; absolute times are for orientation.
inline void compare(const Goal& goal, const Work& base, const Work& subject,
                    std::size_t operations) {
  std::vector<double> ratios;
  std::vector<double> base_times;
  std::vector<double> subject_times;
  for (int round = 0; round < 11; ++round) {
    base_times.push_back(seconds(base));
    subject_times.push_back(seconds(subject));
    ratios.push_back(subject_times.back() / base_times.back());
  }
  const auto [least, most] = std::minmax_element(ratios.begin(), ratios.end());
  const double ratio = median(ratios);
  const double per = 1e9 / static_cast<double>(operations);
  std::printf("%-4s %-52s %8.2f  (%.2f … %.2f)  goal %.2f %s   base %.0f ns, ours %.0f ns\n",
              goal.id.c_str(), goal.what.c_str(), ratio, *least, *most, goal.most,
              ratio <= goal.most ? "met" : "MISSED", median(base_times) * per,
              median(subject_times) * per);
  std::fflush(stdout);
}

void eligibility();
void region_load();
void durable_append();
void audit();
void start_up();

}  // namespace termijn::bench
