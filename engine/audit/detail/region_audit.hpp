#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/agenda/amendment.hpp"
#include "engine/audit/detail/region_states.hpp"
#include "engine/audit/redecide.hpp"

namespace termijn::engine {

/// Decides the events of one region again, in their order.
class RegionAudit {
 public:
  RegionAudit(const Store& store, Procedures& procedures, std::string region,
              RedecideReport& report)
      : store_(store),
        procedures_(procedures),
        region_(std::move(region)),
        report_(report),
        states_(procedures) {}

  void take(const Event& event);
  void finish();

 private:
  /// What the rules lead to from one act or limit on; or why they lead to nothing.
  using Expected = std::variant<std::vector<Event>, std::string>;

  struct Batch {
    std::string candidature;
    std::vector<Event> expected;
    std::size_t next = 0;
  };

  Context context(const Procedure& procedure, Instant now) const;
  /// The common end of every decision: what `write_down` adds.
  std::vector<Event> completed(Accepted accepted, const Context& context);

  void own(const Event& event);
  void begin(const Event& event);
  void expect(const Event& event, Expected expected);
  void match(const Event& event);
  void apply_to_state(const Event& event);
  void close();
  void drop_prefix();
  bool continues(const Event& event) const;

  Expected again(const Event& event);
  Expected act_again(const Event& event, std::uint64_t before);
  Expected limit_again(const Event& event);
  Expected parked_again(const Event& event);
  Expected change_again(const Event& event);
  Expected fire(const Event& event, const DueRow& row, Refusals refusals);
  std::string born_under(const Event& event) const;
  void name_undone(Act& act, const Event& event, std::uint64_t before) const;

  void night_at(Instant now);
  void end_night();
  void check_passed_over();
  void check_unmoved();

  void find(std::uint64_t sequence, const std::string& candidature, std::string what);
  std::vector<Event> history(const std::string& candidature, std::uint64_t before) const;

  /// A night of the region as its events show it.
  struct Night {
    Instant now;
    Refusals refusals;
    Refusals fired{};         ///< Of those, the ones that fired in it so far.
    bool recount = false;     ///< The rules changed in it since the brakes counted.
    bool intervened = false;  ///< Somebody recorded an act between its events.
    std::uint64_t last = 0;   ///< Sequence of its last event.
    bool ended = false;
  };

  const Store& store_;
  Procedures& procedures_;
  std::string region_;
  RedecideReport& report_;
  RegionStates states_;
  std::vector<Event> rules_;  ///< What put rulebooks into force.
  std::vector<Amendment> amendments_;
  std::optional<Batch> batch_;
  std::optional<Event> prefix_;  ///< A move that was taken back by the act that must follow.
  std::set<DueRow> overdue_;     ///< What was said to be overdue.
  std::optional<Night> night_;
  std::map<DueRow, std::string> passed_over_;  ///< By the last night, with what the rules say.
  std::set<std::string> broken_;               ///< Histories that do not fold.
  std::set<std::string> exempt_;               ///< Whom an amendment could not reach, and said so.
  std::map<std::string, std::uint64_t> last_;  ///< The last event of each candidature.
  std::size_t found_ = 0;
};

}  // namespace termijn::engine
