#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rules/diagnostic.hpp"
#include "rules/digest.hpp"
#include "rules/language/channel.hpp"
#include "rules/language/condition/table.hpp"
#include "rules/language/flow/flow.hpp"
#include "rules/language/moment/moment.hpp"
#include "rules/language/score/score.hpp"
#include "rules/language/score/selection.hpp"

namespace termijn::rules {

/// A named step of the timeline.
struct Milestone {
  std::string id;
  /// The addendum's own words; several that should agree may be given.
  std::vector<std::string> phrases;
  std::vector<Span> spans;
  /// How its phrase is read: `deadline` for `deadline`, `decision`, `rebuttal` and
  /// ids that end in `-deadline`, otherwise `window`.
  ReadAs as = ReadAs::window;
  /// Of the phrase that holds: the one in `[governs]`, or else the first. Relative
  /// ones have no sessions of their own: see `milestone_window`.
  Moment moment;
};

/// One eligibility rule.
struct Requirement {
  std::string id;
  Condition rule;
  std::string because;  ///< What an applicant reads when it fails.
};

/// A persona-based need of the region.
struct Challenge {
  int number = 0;
  std::vector<std::string> personas;
  std::vector<std::string> obstacles;
};

/// Where a rule stands, for people: `zora-werkt.toml:31`.
struct RulePlace {
  std::string file;
  std::uint32_t line = 0;
};

/// `reviewed before decided`: no way to the second stage may avoid the first.
struct MustPass {
  std::string text;
  Span span;
};

/// A fact that a rulebook declares beside those of `candidature_facts`: it is
/// recorded by an act of the same kind, `record-fact`.
struct DeclaredFact {
  FactDeclaration declaration;
  std::string because;
};

/// Facts that somebody wrote down with what a rule must say of them: one rule of an
/// `[[example]]`. It was run when the rulebook was loaded.
struct Example {
  enum class Of { requirement, rule, table, transition };
  Of of = Of::requirement;
  std::string id;  ///< Of the rule.
  Facts facts;     ///< Those of the region and its plan included.
  Span span;
};

/// The part that somebody plays in a call. `clock` is none: nobody may claim it.
enum class Role { applicant, reviewer, jury, coordinator, auditor };

/// Who plays a part: an actor by name, or with `*` at the end every actor whose name begins so.
struct RoleHolder {
  Role role = Role::coordinator;
  std::string actor;
  Span span;
};

/// How long a call must be open, from the day of its launch.
struct LeastOpen {
  Period period;  ///< Days or months.
  Span span;
};

/// A region's rules after layering call and region: everything checked and
/// compiled, ready to decide with. A value; the sources its spans point into
/// travel with it.
struct Rulebook {
  std::string call_id;
  std::string call_name;
  std::string region_id;
  std::string region_name;
  std::vector<std::string> municipalities;
  int year = 0;
  Language language = Language::any;

  std::shared_ptr<const Zone> zone;
  Calendar calendar;  ///< With the rulebook's own closing and working days.
  Regime regime;
  HalfDays half_days;
  bool last_minute_whole = false;
  std::optional<LeastOpen> least_open;

  std::vector<Milestone> timeline;  ///< In the order of the procedure.
  /// A phrase's anchor word to an event: `einddatum` to `told`.
  std::map<std::string, std::string, std::less<>> anchors;
  /// An event to the milestone it is planned at until it happens: `told` to `decision`.
  std::map<std::string, std::string, std::less<>> planned_at;
  std::vector<Channel> channels;
  std::vector<Requirement> requirements;
  std::vector<Challenge> challenges;
  /// What conditions may ask, by slot; and the `[[rule]]`s and `[[table]]`s that
  /// they may use, as definitions.
  Schema facts;
  std::vector<DeclaredFact> declared;  ///< The facts of `[[fact]]`, also in `facts`.
  std::vector<DecisionTable> tables;   ///< The `[[table]]`s, row by row.
  Scoring scoring;
  std::optional<Selection> selection;  ///< None: nothing says how many are selected.
  Flow flow;
  std::vector<MustPass> must_pass;
  std::vector<Example> examples;
  std::vector<RoleHolder> roles;  ///< Empty: the rulebook does not say who may do what.
  /// For how many months after its end a candidature's personal data is kept; none: unsaid.
  std::optional<int> retention_months;
  int brake = 0;  ///< Most automatic adverse transitions in one night; 0: no brake.

  std::shared_ptr<const Sources> sources;
  /// The layered content as TOML in one fixed layout. It is itself a rulebook
  /// without layers below: loading it gives the same content and the same digest.
  std::string resolved;
  Digest digest;  ///< SHA-256 of `resolved`.

  const Milestone* milestone(std::string_view id) const;
  RulePlace place(Span span) const;
  /// The rule's own words.
  std::string_view words(Span span) const;
};

/// Reads a file for the loader: its text, or empty when there is none. Names are
/// those in `extends`, taken from the folder of the file that extends.
using FileSource = std::function<std::optional<std::string>(const std::string& name)>;

/// What came of loading: a rulebook only when there is no error.
struct Loaded {
  std::shared_ptr<Sources> sources;
  std::optional<Rulebook> rulebook;
  Diagnostics diagnostics;
  /// The file is a layer that regions extend and no region's own: it has no
  /// `[region]`. It is checked through the regions that extend it.
  bool layer = false;
};

/// Reads a region's file and the layers below it, checks them whole, and
/// compiles every rule. Reports every fault it finds, each once. Pure but for
/// what the two sources hand in.
Loaded load_rulebook(const std::string& file, const FileSource& files, const ZoneSource& zones);

/// The checks that need several rulebooks of one call: shared mailboxes, juries
/// booked twice. Notes and warnings; spans point into each rulebook's own
/// sources, so each diagnostic comes with the rulebook (by index) it belongs to.
struct CrossFinding {
  std::size_t rulebook = 0;
  Diagnostic diagnostic;
};
std::vector<CrossFinding> check_together(const std::vector<const Rulebook*>& rulebooks);

}  // namespace termijn::rules
