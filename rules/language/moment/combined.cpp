#include <utility>

#include <fmt/format.h>

#include "rules/language/moment/detail/combined_reader.hpp"

/// `14 dagen na beslissing, maar niet na 20 oktober 2023`: each part is cut out and
/// read as a phrase of its own.
namespace termijn::rules::moment {
namespace {

using Which = PickedLimit::Which;
/// Takes the remarks of `from` over into `into`.
void gather(Combined& into, const Combined& from) {
  into.year_inferred = into.year_inferred || from.year_inferred;
  into.doubts.insert(into.doubts.end(), from.doubts.begin(), from.doubts.end());
}

/// The fixed bound of the other sort that `limit` already has.
const FixedLimit* bound_of(const LimitExpression& limit, Which which) {
  const auto* picked = std::get_if<PickedLimit>(&limit.form);
  if (picked == nullptr) return nullptr;
  if (picked->which != which) return bound_of(*picked->first, which);
  return std::get_if<FixedLimit>(&picked->second->form);
}

/// `limit` with every count in it suspended; null when one of them cannot be.
LimitNode suspend(const LimitNode& limit, const Suspension& days) {
  if (const auto* picked = std::get_if<PickedLimit>(&limit->form)) {
    PickedLimit copy = *picked;
    copy.first = suspend(picked->first, days);
    copy.second = suspend(picked->second, days);
    return copy.first && copy.second ? make_limit({copy}) : nullptr;
  }
  if (const auto* rolled = std::get_if<RolledLimit>(&limit->form)) {
    RolledLimit copy = *rolled;
    copy.limit = suspend(rolled->limit, days);
    return copy.limit ? make_limit({copy}) : nullptr;
  }
  const auto* counted = std::get_if<CountedLimit>(&limit->form);
  if (counted == nullptr) return limit;
  if (counted->period.unit == Unit::hour || counted->direction == Direction::before) return nullptr;
  CountedLimit copy = *counted;
  copy.suspended.push_back(days);
  return make_limit({copy});
}

}  // namespace

/// Whether a period or a working day is named: only then does anything run.
bool CombinedReader::tells_a_limit(Slice slice) const {
  slice = words_.trimmed(slice);
  if (slice.empty()) return false;
  if (words_.names_a_working_day(slice)) return true;
  const Text text(excerpt(slice));
  Notes ignored;
  const auto read = tokens(text, ignored);
  return read && tells_a_period(*read);
}

std::optional<Joint> CombinedReader::last_joint(Slice slice) const {
  for (std::size_t at = slice.last; at-- > slice.first + 1;) {
    const auto joint = words_.joint_at(at, slice);
    if (joint && tells_a_limit({slice.first, joint->at})) return joint;
  }
  return std::nullopt;
}

bool CombinedReader::combines(Slice slice) const {
  if (words_.nth_working_day(slice) || words_.roll_tail(slice)) return true;
  if (const auto pick = words_.pick(slice)) return tells_a_limit(pick->both);
  return last_joint(slice).has_value();
}

Part CombinedReader::limit(Slice slice, Notes& notes) const {
  slice = words_.trimmed(slice);
  if (const auto tail = words_.roll_tail(slice)) return rolled(slice, *tail, notes);
  if (const auto joint = last_joint(slice)) return joined(slice, *joint, notes);
  const auto pick = words_.pick(slice);
  if (pick && tells_a_limit(pick->both)) return picked(slice, *pick, notes);
  return operand(slice, notes);
}

Part CombinedReader::rolled(Slice slice, const RollTail& tail, Notes& notes) const {
  std::size_t unknown = tail.at;
  const auto over = words_.days_off(tail.when, unknown);
  if (!over) {
    const bool unsaid = tail.when.empty() || unknown == tail.when.first;
    const Slice where = unsaid ? Slice{tail.at, slice.last} : Slice{unknown, unknown + 1};
    notes.error(span(where), code::unclear_tail,
                unsaid
                    ? "it is not said on which days the date moves"
                    : fmt::format("'{}' does not say on which days the date moves", written(where)),
                "write: als het een weekend of een feestdag is; if it falls on a weekend");
    return std::nullopt;
  }
  RolledLimit roll{.limit = {}, .over = *over, .to = tail.to};
  if (!read_clock(tail.clock, roll, notes)) return std::nullopt;
  Part inner = limit({slice.first, tail.at}, notes);
  if (!inner) return std::nullopt;
  roll.limit = inner->limit;
  inner->limit = make_limit({roll});
  return inner;
}

Part CombinedReader::joined(Slice slice, const Joint& joint, Notes& notes) const {
  Part left = limit({slice.first, joint.at}, notes);
  if (!left) return std::nullopt;
  // `geschorst van …` keeps its `van`.
  const Slice right = words_.trimmed({joint.right, slice.last});
  if (right.empty()) {
    notes.error(span({joint.at, slice.last}), code::part_unclear, "nothing follows these words",
                "write the date: maar niet na 20 oktober 2023");
    return std::nullopt;
  }
  if (joint.kind == Joint::Kind::suspended) return suspended(std::move(*left), right, notes);
  return bounded(std::move(*left), joint, right, notes);
}

Part CombinedReader::bounded(Combined left, const Joint& joint, Slice right, Notes& notes) const {
  const Part bound = operand(right, notes);
  if (!bound) return std::nullopt;
  const bool latest = joint.kind == Joint::Kind::not_after;
  const auto* one = std::get_if<FixedLimit>(&bound->limit->form);
  const auto* other = bound_of(*left.limit, latest ? Which::not_before : Which::not_after);
  if (one != nullptr && other != nullptr) {
    const Instant cap = latest ? one->closes : other->closes;
    const Instant floor = latest ? other->closes : one->closes;
    if (floor > cap) {
      notes.error(span(right), code::bounds_cross,
                  "the limit would end no earlier than it must have ended",
                  "one of the two dates is wrong: the last must not lie before the first");
      return std::nullopt;
    }
  }
  gather(left, *bound);
  left.limit = make_limit(
      {PickedLimit{latest ? Which::not_after : Which::not_before, left.limit, bound->limit}});
  return left;
}

Part CombinedReader::suspended(Combined left, Slice right, Notes& notes) const {
  const auto days = suspension(right, left, notes);
  if (!days) return std::nullopt;
  left.limit = suspend(left.limit, *days);
  if (left.limit) return left;
  notes.error(span(right), code::cannot_suspend,
              "a limit in hours or counted backwards cannot be suspended",
              "suspend a limit that counts days from an event");
  return std::nullopt;
}

Part CombinedReader::picked_at(const Pick& pick, std::size_t link, Notes& notes) const {
  Part first = operand({pick.both.first, link}, notes);
  if (!first) return std::nullopt;
  const Part second = operand({link + 1, pick.both.last}, notes);
  if (!second) return std::nullopt;
  gather(*first, *second);
  first->limit = make_limit(
      {PickedLimit{pick.later ? Which::later : Which::earlier, first->limit, second->limit}});
  return first;
}

Part CombinedReader::picked(Slice slice, const Pick& pick, Notes& notes) const {
  const auto links = words_.links(pick.both);
  if (links.size() == 1) return picked_at(pick, links.front(), notes);
  std::vector<std::size_t> good;
  for (const std::size_t link : links) {
    Notes ignored;
    if (picked_at(pick, link, ignored)) good.push_back(link);
  }
  if (good.size() == 1) return picked_at(pick, good.front(), notes);
  notes.error(span(slice), code::two_limits, "it is not clear which two limits are compared",
              "write two, with one 'en' between them: de vroegste van A + 14 dagen en 20/10/2023");
  return std::nullopt;
}

std::optional<Combined> read_combined(const Excerpt& phrase, const Text& text,
                                      const MomentContext& context, Notes& notes) {
  const CombinedReader reader(phrase, text, context);
  if (!reader.combines()) return std::nullopt;
  return reader.read(notes);
}

}  // namespace termijn::rules::moment
