#pragma once

#include <string_view>

/// The words of the journal. They are stored: a word once released keeps its
/// meaning for ever, and a changed meaning gets a new word.
namespace termijn::engine::kind {

// Acts of people, as events.
inline constexpr std::string_view submitted = "submitted";
inline constexpr std::string_view withdrawn = "withdrawn";
inline constexpr std::string_view scored = "scored";
inline constexpr std::string_view conflict_declared = "conflict-declared";
inline constexpr std::string_view pitched = "pitched";
inline constexpr std::string_view decided = "decided";
inline constexpr std::string_view told = "told";
inline constexpr std::string_view rebutted = "rebutted";
inline constexpr std::string_view reassessed = "reassessed";
inline constexpr std::string_view extended = "extended";
inline constexpr std::string_view admitted_late = "admitted-late";
inline constexpr std::string_view fact_recorded = "fact-recorded";
inline constexpr std::string_view corrected = "corrected";
inline constexpr std::string_view confirmed = "confirmed";
inline constexpr std::string_view resumed = "resumed";
/// A scorecard that came after the decision: kept, and no score or rank moves.
inline constexpr std::string_view scored_after = "scored-after-decision";
/// A correction that may also touch how and when a version arrived.
inline constexpr std::string_view version_corrected = "version-corrected";
inline constexpr std::string_view undone = "undone";          ///< An act and what it set off.
inline constexpr std::string_view superseded = "superseded";  ///< A decision, by a new one.

// Consequences.
inline constexpr std::string_view moved = "moved";  ///< From one stage to another.
inline constexpr std::string_view overdue =
    "overdue";                                    ///< What somebody owes has not been done in time.
inline constexpr std::string_view held = "held";  ///< An automatic adverse move waits for a person.
inline constexpr std::string_view parked =
    "parked";  ///< Nothing automatic happens until `resumed`.
inline constexpr std::string_view rules_changed =
    "rules-changed";  ///< An amendment took effect: judged by another rulebook from here on.
/// Somebody removed personal data; from here on no act from before it is taken in.
inline constexpr std::string_view personal_erased = "personal-erased";

// Of a whole region.
inline constexpr std::string_view rulebook_adopted = "rulebook-adopted";
inline constexpr std::string_view rulebook_amended =
    "rulebook-amended";  ///< For the open candidatures too, from an instant on.

}  // namespace termijn::engine::kind
