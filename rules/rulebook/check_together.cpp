#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "rules/rulebook/facts.hpp"
#include "rules/rulebook/rulebook.hpp"
#include "rules/rulebook/timeline.hpp"

namespace termijn::rules {
namespace {

using std::chrono::seconds;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

/// The stretch that both windows hold.
std::optional<Window> overlap(const Window& a, const Window& b) {
  if (!a.from || !a.until || !b.from || !b.until) return {};
  Window both;
  both.from = std::max(*a.from, *b.from);
  both.until = std::min(*a.until, *b.until);
  if (*both.from >= *both.until) return {};
  const bool firm = a.certainty == Certainty::firm && b.certainty == Certainty::firm;
  both.certainty = firm ? Certainty::firm : Certainty::reserve;
  return both;
}

std::string clock_of(seconds since_midnight) {
  const auto minutes = since_midnight.count() / 60;
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

/// `Mon 19 June 2023, 09:00 to 12:00`, or the days when there are more.
std::string in_words(const Window& window, const Zone& zone) {
  const LocalTime from = zone.local(*window.from);
  const LocalTime last = zone.local(*window.until - seconds{1});
  if (from.date != last.date) return spelled(from.date) + " to " + spelled(last.date);
  const LocalTime until = zone.local(*window.until);
  const seconds end = until.date == from.date ? until.since_midnight : seconds{86'400};
  return fmt::format("{}, {} to {}", spelled(from.date), clock_of(from.since_midnight),
                     clock_of(end));
}

/// What the sessions of two regions have in common: first the firm ones.
std::vector<Window> overlaps(const std::vector<Window>& a, const std::vector<Window>& b) {
  std::vector<Window> found;
  for (const Window& one : a) {
    for (const Window& other : b) {
      if (const auto both = overlap(one, other)) found.push_back(*both);
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Window& x, const Window& y) {
    return std::pair(x.certainty, *x.from) < std::pair(y.certainty, *y.from);
  });
  return found;
}

class Together {
 public:
  explicit Together(const std::vector<const Rulebook*>& rulebooks) : rulebooks_(rulebooks) {}

  std::vector<CrossFinding> check() {
    for (std::size_t one = 0; one < rulebooks_.size(); ++one) {
      for (std::size_t other = 0; other < rulebooks_.size(); ++other) {
        if (one == other) continue;
        mailboxes(one, other);
        pitches(one, other);
        same_region(one, other);
        same_call(one, other);
        document_names(one, other);
      }
    }
    municipalities();
    return std::move(findings_);
  }

 private:
  void mailboxes(std::size_t one, std::size_t other);
  void pitches(std::size_t one, std::size_t other);
  void same_region(std::size_t one, std::size_t other);
  void same_call(std::size_t one, std::size_t other);
  void document_names(std::size_t one, std::size_t other);
  void municipalities();
  void add(std::size_t one, Severity severity, std::string code, std::string message, Span span,
           std::string help);

  const std::vector<const Rulebook*>& rulebooks_;
  std::vector<CrossFinding> findings_;
};

void Together::mailboxes(std::size_t one, std::size_t other) {
  for (const Channel& mine : rulebooks_[one]->channels) {
    for (const Channel& theirs : rulebooks_[other]->channels) {
      const bool same = mine.medium == theirs.medium && !mine.address.empty() &&
                        lower(mine.address) == lower(theirs.address);
      if (!same) continue;
      findings_.push_back({one,
                           {Severity::warning,
                            "W0504",
                            fmt::format("'{}' is also an address of region '{}'", mine.address,
                                        rulebooks_[other]->region_id),
                            {mine.span, ""},
                            {},
                            "which region a message is for must be told from the message itself"}});
    }
  }
}

void Together::pitches(std::size_t one, std::size_t other) {
  const Milestone* mine = rulebooks_[one]->milestone("pitch");
  const Milestone* theirs = rulebooks_[other]->milestone("pitch");
  if (!mine || !theirs || mine->spans.empty()) return;
  const auto both = overlaps(mine->moment.sessions, theirs->moment.sessions);
  if (both.empty()) return;
  const bool firm = both.front().certainty == Certainty::firm;
  std::string when = in_words(both.front(), *rulebooks_[one]->zone);
  if (both.size() > 1) when += fmt::format(" and {} more", both.size() - 1);
  findings_.push_back(
      {one,
       {firm ? Severity::warning : Severity::note,
        firm ? "W0505" : "N0505",
        fmt::format("the pitches {} with those of region '{}': {}",
                    firm ? "coincide" : "may coincide", rulebooks_[other]->region_id, when),
        {mine->spans.front(), ""},
        {},
        "an organisation may stand in both, and a jury member sit in both"}});
}

void Together::add(std::size_t one, Severity severity, std::string code, std::string message,
                   Span span, std::string help) {
  findings_.push_back(
      {one, {severity, std::move(code), std::move(message), {span, ""}, {}, std::move(help)}});
}

/// Where the region's own file says something; its table `[region]` when nowhere.
Span span_of(const Rulebook& book, std::string_view words) {
  const std::string_view text = book.sources->at(0).text();
  for (const std::string_view wanted : {words, std::string_view("[region]")}) {
    const auto at = text.find(wanted);
    if (at == std::string_view::npos) continue;
    const auto begin = static_cast<std::uint32_t>(at);
    return {0, begin, begin + static_cast<std::uint32_t>(wanted.size())};
  }
  return {};
}

void Together::same_region(std::size_t one, std::size_t other) {
  const Rulebook& mine = *rulebooks_[one];
  if (mine.region_id != rulebooks_[other]->region_id || one < other) return;
  add(one, Severity::error, "E0555",
      fmt::format("there is another file of region '{}'", mine.region_id),
      span_of(mine, "[region]"), "give one of the two another id");
}

void Together::same_call(std::size_t one, std::size_t other) {
  const Rulebook& mine = *rulebooks_[one];
  const Rulebook& theirs = *rulebooks_[other];
  if (mine.year == theirs.year || one < other) return;
  add(one, Severity::warning, "W0516",
      fmt::format("the call is of {} here, and of {} for region '{}'", mine.year, theirs.year,
                  theirs.region_id),
      span_of(mine, "[call]"), "one call is of one year: extend the same layer");
}

/// `any document has name containing region.name` cannot tell `Lier` from `Lierde`.
void Together::document_names(std::size_t one, std::size_t other) {
  const Rulebook& mine = *rulebooks_[one];
  const Rulebook& theirs = *rulebooks_[other];
  const bool inside = lower(theirs.region_name).find(lower(mine.region_name)) != std::string::npos;
  if (!inside || mine.region_id == theirs.region_id) return;
  const int name = static_cast<int>(Fact::region_name);
  for (const Requirement& requirement : mine.requirements) {
    const auto& slots = requirement.rule.slots();
    if (!std::binary_search(slots.begin(), slots.end(), name)) continue;
    add(one, Severity::warning, "W0517",
        fmt::format("what names region '{}' names '{}' as well", theirs.region_name,
                    mine.region_name),
        requirement.rule.span(), "ask for something that only this region's documents have");
    return;
  }
}

void Together::municipalities() {
  std::map<std::string, std::size_t> first;
  for (std::size_t one = 0; one < rulebooks_.size(); ++one) {
    for (const std::string& town : rulebooks_[one]->municipalities) {
      const auto [at, fresh] = first.emplace(lower(town), one);
      if (fresh || at->second == one) continue;
      add(one, Severity::warning, "W0518",
          fmt::format("'{}' also lies in region '{}'", town, rulebooks_[at->second]->region_id),
          span_of(*rulebooks_[one], fmt::format("\"{}\"", town)),
          "a municipality lies in one region, so that everyone knows where to apply");
    }
  }
}

}  // namespace

std::vector<CrossFinding> check_together(const std::vector<const Rulebook*>& rulebooks) {
  return Together(rulebooks).check();
}

}  // namespace termijn::rules
