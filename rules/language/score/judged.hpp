#pragma once

#include "rules/language/score/score.hpp"

namespace termijn::rules {

/// The score that these criteria give: total, verdict and what fails worked out anew. What
/// reviewers owe stays as it is. For asking what if.
Score judged(const Scoring& scoring, Score score);

}  // namespace termijn::rules
