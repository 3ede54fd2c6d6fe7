// Decision tables: cases that two rows claim, that no row has, and rows without any.
#include <algorithm>

#include <fmt/format.h>

#include "rules/rulebook/proof/detail/ground.hpp"

namespace termijn::rules::proof {
namespace {

// For all the searches of one table together: a table of a hundred rows has five
// thousand pairs.
constexpr std::size_t most_tries = 200'000;

class Table {
 public:
  Table(Ground& ground, const DecisionTable& table) : ground_(ground), table_(table) {
    for (const DecisionTable::Row& row : table.rows) conditions_.push_back(row.when);
  }

  void check() {
    for (std::size_t row = 0; row < table_.rows.size(); ++row) reach(row);
    if (table_.policy == TablePolicy::unique) overlaps();
    gap();
    if (gave_up_) unproved();
  }

 private:
  /// Looks for a case with these verdicts.
  FoundCase search(std::vector<Condition> conditions, std::vector<bool> wanted) {
    Question asked = question(ground_, std::move(conditions));
    asked.scope.most_tries = std::min(asked.scope.most_tries, most_tries - spent_);
    FoundCase found = look_for(ground_, asked, verdicts_are(std::move(wanted)));
    spent_ += std::min(found.tries, most_tries - spent_);
    gave_up_ = gave_up_ || found.search == Search::gave_up;
    return found;
  }

  /// Under `first`, a row has only what the rows above it leave.
  void reach(std::size_t row) {
    if (search({conditions_[row]}, {true}).search == Search::none) {
      return warn(row, "can never apply", "no facts meet all its cells; mend one, or leave it out");
    }
    if (table_.policy != TablePolicy::first || row == 0) return;
    auto [conditions, wanted] = row_question(table_, row);
    if (search(std::move(conditions), std::move(wanted)).search != Search::none) return;
    warn(row, "can never apply",
         "the rows above it have all its cases; move it up, or leave it out");
  }

  void warn(std::size_t row, std::string_view what, std::string help) {
    ground_.diagnostics.push_back({Severity::warning,
                                   "W0511",
                                   fmt::format("row {} of '{}' {}", row + 1, table_.name, what),
                                   {table_.rows[row].span, ""},
                                   {},
                                   std::move(help)});
  }

  void overlaps() {
    for (std::size_t second = 0; second < table_.rows.size(); ++second) {
      for (std::size_t first = 0; first < second && spent_ < most_tries; ++first) {
        const auto found = search({conditions_[first], conditions_[second]}, {true, true});
        if (found.search == Search::found) clash(first, second, found);
      }
    }
  }

  void clash(std::size_t first, std::size_t second, const FoundCase& found) {
    Diagnostic overlap{Severity::error,
                       "E0552",
                       fmt::format("rows {} and {} of '{}' both apply to one case", first + 1,
                                   second + 1, table_.name),
                       {table_.rows[second].span, ""},
                       {{table_.rows[first].span, "this row has it too"}},
                       "mend a cell of one of them, or write policy = \"first\"; the case, "
                       "if the upper row is right:"};
    overlap.help += "\n" + table_example(ground_.book, table_, found, first);
    ground_.diagnostics.push_back(std::move(overlap));
  }

  void gap() {
    if (table_.otherwise) return idle_otherwise();
    const auto found = no_row();
    if (found.search != Search::found) return;
    ground_.diagnostics.push_back(
        {Severity::error,
         "E0553",
         fmt::format("no row of '{}' has this case", table_.name),
         {table_.span, ""},
         {},
         "add a row, or 'otherwise'; the case, with a value for you to mend:\n" +
             table_example(ground_.book, table_, found, 0)});
  }

  FoundCase no_row() { return search(conditions_, std::vector<bool>(conditions_.size(), false)); }

  void idle_otherwise() {
    if (no_row().search != Search::none) return;
    ground_.diagnostics.push_back({Severity::warning,
                                   "W0511",
                                   fmt::format("'otherwise' of '{}' can never apply", table_.name),
                                   {table_.otherwise->span(), ""},
                                   {},
                                   "the rows have every case; leave it out"});
  }

  void unproved() {
    ground_.diagnostics.push_back(
        {Severity::warning,
         "W0510",
         fmt::format("it is not proved that the rows of '{}' have every case once", table_.name),
         {table_.span, ""},
         {},
         fmt::format("not every case could be tried ({} tries at most, and no multiplying of "
                     "facts); make several smaller tables",
                     most_tries)});
  }

  Ground& ground_;
  const DecisionTable& table_;
  std::vector<Condition> conditions_;
  std::size_t spent_ = 0;
  bool gave_up_ = false;
};

}  // namespace

Wanted row_question(const DecisionTable& table, std::size_t row) {
  Wanted asked;
  for (std::size_t i = table.policy == TablePolicy::first ? 0 : row; i <= row; ++i) {
    asked.conditions.push_back(table.rows[i].when);
    asked.wanted.push_back(i == row);
  }
  return asked;
}

void check_tables(Ground& ground) {
  for (const DecisionTable& table : ground.book.tables) Table(ground, table).check();
}

}  // namespace termijn::rules::proof
