#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/language/value.hpp"

namespace termijn::rules {

/// The slots of the facts that every candidature has, in the order of
/// `candidature_facts`. Facts that a rulebook declares come after them, then one
/// `deadline` a milestone.
enum class Fact : int {
  arrival,               ///< instant: of the version that counts; Dutch `aankomst`
  channel,               ///< text: the id of the channel it came through, `none` when through none
  recipient,             ///< text: the address it was sent to
  organisation,          ///< text
  documents,             ///< records: `name` text, `pages` number
  challenges,            ///< numbers: the challenges it names
  earlier_candidatures,  ///< number: of the organisation in this region, earlier and still standing
  versions,              ///< number: how many were received
  reviewed,              ///< truth: every reviewer needed has scored
  scorecards,            ///< number
  pitched,               ///< truth: a pitch was recorded
  outcome,               ///< text: `selected`, `reserve`, `rejected`; unknown until decided
  region_id,
  region_name,
  region_channels,    ///< texts: the ids of its channels
  region_challenges,  ///< numbers
  requirements_hold,  ///< truth, written `every requirement holds`; its denial `any requirement
                      ///< fails`
  score_passes,       ///< truth, written `score passes`
  score_total,        ///< percentage: `score.total`
  count_of_builtin_facts,
};

/// Their declarations, English names with Dutch aliases: `arrival`, `channel`,
/// `recipient`, `organisation`, `documents`, `challenges`, `earlier-candidatures`,
/// `versions`, `reviewed`, `scorecards`, `pitched`, `outcome`, `region.id`,
/// `region.name`, `region.channels`, `region.challenges`, `requirements.hold`,
/// `score.passes`, `score.total`.
std::vector<FactDeclaration> candidature_facts();

/// An event that a time limit can count from, and the milestone at which it is
/// planned until it happens.
struct KnownEvent {
  std::string name;
  std::string planned_at;
};

/// `submitted`, `pitched`, `decided`, `told`, `rebutted`, `reassessed`.
std::vector<KnownEvent> known_events();

/// The acts that a flow may name.
std::vector<std::string> known_acts();
/// Those and the ones that change what was recorded before, which no flow waits for: `undo`
/// and `supersede`.
std::vector<std::string> recordable_acts();
/// Those that the applicant does and nobody can make happen: `submit`, `withdraw`, …
bool is_applicants_act(std::string_view act);

}  // namespace termijn::rules
