#pragma once

#include <string_view>

/// The words of the sentence round a date, which the grammar does not know one by
/// one: what they may do to the date.
namespace termijn::rules::moment {

enum class Flavour {
  unknown,    ///< Nothing is known: a name, a noun, a verb of some other business.
  neutral,    ///< Of the business of calls, and harmless: `ingediend`, `bereiken`.
  auxiliary,  ///< A verb follows that may say something about the date: `wordt`.
  other_day,  ///< Announces another day than a closing date: `gepubliceerd`.
  twist,      ///< May turn the meaning round: `geannuleerd`, `bijvoorbeeld`.
};

/// Of a word folded as `Text` folds; the longest stem that fits decides.
Flavour flavour(std::string_view folded);

}  // namespace termijn::rules::moment
