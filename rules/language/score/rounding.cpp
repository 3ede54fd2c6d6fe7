#include <limits>

#include "rules/language/score/detail/aggregate.hpp"

namespace termijn::rules {

// A 64-bit number times 10^6 fits.
__extension__ using Wide = __int128;

std::optional<Number> round_to(const Number& number, const ScoreRounding& rounding) {
  std::int64_t scale = 1;
  for (int i = 0; i < rounding.decimals; ++i) scale *= 10;
  const Wide whole =
      rounded_quotient<Wide>(Wide{number.top()} * scale, Wide{number.bottom()}, rounding.direction);
  constexpr Wide most = std::numeric_limits<std::int64_t>::max();
  if (whole > most || whole < -most) return std::nullopt;
  return Number::ratio(static_cast<std::int64_t>(whole), scale);
}

std::optional<Number> on_scale(const std::optional<Number>& rounded, const Criterion& criterion) {
  if (!rounded) return rounded;
  return std::min(std::max(*rounded, criterion.low), criterion.high);
}

std::size_t left_out(const Trim& trim, std::size_t count) {
  auto each = static_cast<std::size_t>(trim.scores);
  if (trim.scores == 0) {
    const Wide share = Wide{trim.percentage.top()} * static_cast<Wide>(count);
    each = static_cast<std::size_t>(share / (Wide{trim.percentage.bottom()} * 100));
  }
  return std::min(each, (count - 1) / 2);
}

}  // namespace termijn::rules
