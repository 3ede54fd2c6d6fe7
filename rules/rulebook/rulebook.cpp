#include "rules/rulebook/rulebook.hpp"

#include <algorithm>

namespace termijn::rules {

const Milestone* Rulebook::milestone(std::string_view id) const {
  const auto at = std::find_if(timeline.begin(), timeline.end(),
                               [&](const Milestone& milestone) { return milestone.id == id; });
  return at == timeline.end() ? nullptr : &*at;
}

RulePlace Rulebook::place(Span span) const {
  const Source& source = sources->at(span.source);
  return {source.name(), source.place(span.begin).line};
}

std::string_view Rulebook::words(Span span) const {
  return sources->at(span.source).text().substr(span.begin, span.end - span.begin);
}

}  // namespace termijn::rules
