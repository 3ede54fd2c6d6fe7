#pragma once

#include <string>

#include "engine/workflow/procedure.hpp"

namespace termijn::cli {

/// A running limit in words, from its id: `rebuttal closes: to 'final'`, or for what people
/// owe `owed: decide (coordinator)`.
std::string limit_words(const std::string& limit, const engine::Procedure& procedure);

/// The milestone that a running limit comes from; empty when the rulebook has no such limit.
std::string limit_milestone(const std::string& limit, const engine::Procedure& procedure);

/// Who is to do it and what, in plain words: `the applicant may rebut`.
std::string act_words(const rules::Transition& transition);

}  // namespace termijn::cli
