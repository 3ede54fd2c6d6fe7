// Laying a named rule into the rule that uses it.
#include <algorithm>

#include "rules/language/condition/detail/builder.hpp"

namespace termijn::rules::syntax {

using Laid = Condition::Program::Laid;

/// Copies the nodes of one program behind those of another. Named rules that are
/// there already are not copied again, or rules that use each other in layers would
/// double in size with each layer.
class Builder::Import {
 public:
  Import(Builder& to, const Condition::Program& from)
      : to_(to),
        from_(from),
        place_(from.nodes.size()),
        constants_(to.program_.constants.size()),
        tables_(to.program_.tables.size()),
        scopes_(to.scopes_) {}

  /// Where the last node of `from` came to stand.
  int run() {
    for (std::size_t i = 0; i < from_.nodes.size();) {
      place_[i] = size();
      const Laid* known = known_from(i);
      if (!known) copy(i);
      i = known ? skip(*known) : i + 1;
    }
    auto& target = to_.program_;
    target.constants.insert(target.constants.end(), from_.constants.begin(), from_.constants.end());
    target.tables.insert(target.tables.end(), from_.tables.begin(), from_.tables.end());
    target.slots.insert(target.slots.end(), from_.slots.begin(), from_.slots.end());
    for (const Laid& inner : from_.laid) remember(inner);
    return place_.back();
  }

 private:
  int size() const { return static_cast<int>(to_.program_.nodes.size()); }

  /// The widest named rule that begins at `i` and that the target has.
  const Laid* known_from(std::size_t i) const {
    const Laid* widest = nullptr;
    for (const Laid& inner : from_.laid) {
      const bool here = inner.begin == static_cast<std::int32_t>(i) && inner.end > inner.begin;
      if (!here || !to_.laid(inner.definition.get())) continue;
      if (!widest || inner.end > widest->end) widest = &inner;
    }
    return widest;
  }

  /// Points whatever stands in `known` to where the target has it.
  std::size_t skip(const Laid& known) {
    for (const Laid& inner : from_.laid) {
      if (inner.result < known.begin || inner.result >= known.end) continue;
      place_[static_cast<std::size_t>(inner.result)] = to_.laid(inner.definition.get())->result;
    }
    return static_cast<std::size_t>(known.end);
  }

  void copy(std::size_t i) {
    auto& target = to_.program_;
    Node node = from_.nodes[i];
    const auto first = node.first_operand;
    node.first_operand = static_cast<std::uint32_t>(target.operands.size());
    for (std::uint32_t at = 0; at < node.operand_count; ++at) {
      target.operands.push_back(place_[static_cast<std::size_t>(from_.operands[first + at])]);
    }
    if (node.op == Op::constant) node.index += static_cast<std::int32_t>(constants_);
    if (node.op == Op::unique_table || node.op == Op::first_table) {
      node.index += static_cast<std::int32_t>(tables_);
    }
    node.scope = shifted(node.scope);
    node.body_scope = shifted(node.body_scope);
    if (node.body_begin >= 0) node.body_begin = place_[static_cast<std::size_t>(node.body_begin)];
    target.nodes.push_back(node);
    target.parts.push_back(from_.parts[i]);
  }

  std::int32_t shifted(std::int32_t scope) {
    if (scope == 0) return 0;
    to_.scopes_ = std::max(to_.scopes_, scopes_ + scope);
    return scopes_ + scope;
  }

  void remember(const Laid& inner) {
    if (to_.laid(inner.definition.get())) return;
    const int begin = place_[static_cast<std::size_t>(inner.begin)];
    const auto last = static_cast<std::size_t>(inner.end);
    const int end = last < place_.size() ? place_[last] : size();
    const int result = place_[static_cast<std::size_t>(inner.result)];
    to_.program_.laid.push_back({inner.definition, begin, end, result});
  }

  Builder& to_;
  const Condition::Program& from_;
  std::vector<int> place_;  ///< Of each node of `from_`, in the target.
  std::size_t constants_;
  std::size_t tables_;
  int scopes_;
};

const Laid* Builder::laid(const Definition* definition) const {
  const auto& all = program_.laid;
  const auto at = std::find_if(all.begin(), all.end(),
                               [&](const Laid& one) { return one.definition.get() == definition; });
  return at == all.end() ? nullptr : &*at;
}

int Builder::lay(const std::shared_ptr<const Definition>& definition) {
  if (const Laid* known = laid(definition.get())) return known->result;
  const Condition::Program& from = definition->rule->program();
  if (program_.nodes.size() + from.nodes.size() > most_parts) return -1;
  const auto begin = static_cast<std::int32_t>(program_.nodes.size());
  const int result = Import(*this, from).run();
  const auto end = static_cast<std::int32_t>(program_.nodes.size());
  program_.laid.push_back({definition, begin, end, result});
  return result;
}

}  // namespace termijn::rules::syntax
