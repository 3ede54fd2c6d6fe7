// Gives the texts of `[scoring]` their meaning.
#include <algorithm>

#include "rules/language/score/detail/ast.hpp"
#include "rules/language/score/detail/settings.hpp"
#include "rules/language/score/score.hpp"

namespace termijn::rules {
namespace {

using score_syntax::Key;
using score_syntax::Term;
using score_syntax::Token;

Diagnostic fault(std::string code, std::string message, Span span, std::string help = "") {
  return score_fault(std::move(code), std::move(message), span, std::move(help));
}

std::vector<std::string> ids_of(const std::vector<Criterion>& criteria) {
  std::vector<std::string> ids;
  ids.reserve(criteria.size());
  for (const Criterion& criterion : criteria) ids.push_back(criterion.id);
  return ids;
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "'" : ", '") + name + "'";
  return text;
}

class Compiler {
 public:
  Compiler(std::vector<Criterion> criteria, Language language, Diagnostics& diagnostics)
      : language_(language), diagnostics_(diagnostics) {
    scoring_.criteria = std::move(criteria);
  }

  std::optional<Scoring> compile(const ScoringText& text) {
    const auto before = errors();
    check_criteria(text.total.has_value());
    if (text.total) weigh(*text.total);
    compile_settings(text, scoring_, language_, diagnostics_);
    if (text.pass) condition(*text.pass);
    if (text.rank) keys(*text.rank);
    if (errors() != before) return std::nullopt;
    return std::move(scoring_);
  }

 private:
  std::ptrdiff_t errors() const {
    return std::count_if(diagnostics_.begin(), diagnostics_.end(),
                         [](const Diagnostic& found) { return found.severity == Severity::error; });
  }

  void refuse(Diagnostic found) { diagnostics_.push_back(std::move(found)); }

  void check_criteria(bool has_total) {
    for (const Criterion& criterion : scoring_.criteria) {
      const auto taken = std::max(
          lexis::match_word(criterion.id, score_syntax::rank_names(), Language::any).length,
          lexis::match_word(criterion.id, score_syntax::words(), Language::any).length);
      if (taken >= criterion.id.size() || is_reserved_word(criterion.id) ||
          score_schema({}).slot(criterion.id) >= 0) {
        refuse(fault("E0307", "'" + criterion.id + "' means something else in a score",
                     criterion.span, "give the criterion another id"));
      }
      if (criterion.low >= criterion.high) {
        refuse(fault("E0308", "the scale of '" + criterion.id + "' has no length", criterion.span,
                     "write the lowest score first: 0..10"));
      }
    }
    if (scoring_.criteria.empty() || has_total) return;
    refuse(fault("E0309", "there are criteria but no total", scoring_.criteria.front().span,
                 "write for example: total = '100% " + scoring_.criteria.front().id + "'"));
  }

  std::optional<Number> weight(const Term& term) {
    const std::string written(term.weight.text);
    if (!term.percent && written.find(',') == std::string::npos) {
      refuse(
          fault("E0304", "a weight is a percentage", term.weight.span, "write " + written + "%"));
      return std::nullopt;
    }
    return plain_number(term.weight, "E0304", "this weight", "33.3%", diagnostics_);
  }

  void weigh(const Excerpt& text) {
    const auto terms = score_syntax::parse_total(text, language_, diagnostics_);
    if (!terms) return;
    std::vector<std::optional<Span>> weighed(scoring_.criteria.size());
    scoring_.weights.assign(scoring_.criteria.size(), Number(0));
    bool whole = true;
    std::optional<Number> sum = Number(0);
    for (const Term& term : *terms) {
      const auto at = criterion_named(scoring_.criteria, term.criterion, diagnostics_);
      const auto share = weight(term);
      whole = whole && at && share;
      if (sum && share) sum = add(*sum, *share);
      if (!at) continue;
      if (weighed[*at]) {
        Diagnostic found = fault("E0305", "'" + scoring_.criteria[*at].id + "' is weighed twice",
                                 term.span, "add the two weights up");
        found.secondary.push_back({*weighed[*at], "the first time"});
        refuse(std::move(found));
        whole = false;
      }
      weighed[*at] = term.span;
      if (share) scoring_.weights[*at] = *share;
    }
    const Span span = lexis::join(terms->front().span, terms->back().span);
    if (whole) check_weights(weighed, sum, span);
  }

  void check_weights(const std::vector<std::optional<Span>>& weighed,
                     const std::optional<Number>& sum, Span span) {
    std::vector<std::string> left_out;
    for (std::size_t i = 0; i < weighed.size(); ++i) {
      if (!weighed[i]) left_out.push_back(scoring_.criteria[i].id);
    }
    if (!left_out.empty()) {
      refuse(fault("E0306", "the total leaves out " + listed(left_out), span,
                   "weigh each criterion, with 0% when it must not count"));
      return;
    }
    if (sum && *sum == Number(100)) return;
    refuse(fault("E0310",
                 "the weights add up to " + (sum ? to_string(*sum) : "too much") + "%, not to 100%",
                 span, "change the weights until they add up to 100%"));
  }

  void condition(const Excerpt& text) {
    scoring_.pass =
        compile_condition(text, score_schema(scoring_.criteria), language_, diagnostics_);
    if (!scoring_.pass) return;
    for (const int part : conjuncts(*scoring_.pass)) {
      const Span span = scoring_.pass->parts()[static_cast<std::size_t>(part)].span;
      scoring_.pass_clauses.push_back(
          {part, std::string(text.file.substr(span.begin, span.end - span.begin))});
    }
  }

  std::optional<RankKey> key(const Key& written) {
    RankKey key;
    key.span = written.span;
    const int name =
        lexis::match_word(written.name.text, score_syntax::rank_names(), language_).word;
    switch (name) {
      case score_syntax::total:
        key.by = RankKey::By::total;
        break;
      case score_syntax::arrival:
        key.by = RankKey::By::arrival;
        break;
      case score_syntax::organisation:
        key.by = RankKey::By::organisation;
        break;
      case score_syntax::lot:
        key.by = RankKey::By::lot;
        break;
      case score_syntax::id:
        key.by = RankKey::By::id;
        break;
      default: {
        const auto at = criterion_named(scoring_.criteria, written.name, diagnostics_,
                                        ", and one ranks by 'total', 'arrival', 'organisation', "
                                        "'lot' and 'id'");
        if (!at) return std::nullopt;
        key.by = RankKey::By::criterion;
        key.criterion = *at;
      }
    }
    return directed(written, key);
  }

  std::optional<RankKey> directed(const Key& written, RankKey key) {
    const int word = written.direction ? written.direction->word : -1;
    const bool height = word == score_syntax::highest || word == score_syntax::lowest;
    const bool time = word == score_syntax::earliest || word == score_syntax::latest;
    const std::string name(written.name.text);
    if (key.by == RankKey::By::arrival) {
      key.descending = word == score_syntax::latest;
      if (time) return key;
      refuse(fault("E0311", "'" + name + "' does not say which comes first", written.span,
                   "write 'earliest " + name + "' or 'latest " + name + "'"));
      return std::nullopt;
    }
    const bool scored = key.by == RankKey::By::total || key.by == RankKey::By::criterion;
    if (word >= 0 && (time || !scored)) {
      refuse(fault(
          "E0311", "'" + std::string(written.direction->text) + "' does not go with '" + name + "'",
          written.span, scored ? "write 'highest' or 'lowest'" : "write '" + name + "' alone"));
      return std::nullopt;
    }
    key.descending = scored && !(height && word == score_syntax::lowest);
    return key;
  }

  void keys(const Excerpt& text) {
    const auto written = score_syntax::parse_rank(text, language_, diagnostics_);
    if (!written) return;
    bool whole = true;
    for (const Key& one : *written) {
      const auto read = key(one);
      whole = whole && read && fits_behind(*read);
      if (read) scoring_.rank.push_back(*read);
    }
    if (!whole || leaves_no_tie(scoring_.rank.back().by)) return;
    refuse(fault("E0312", "this order can leave two candidatures equal", scoring_.rank.back().span,
                 "end it with ', then organisation', ', then lot' or ', then id'"));
  }

  static bool leaves_no_tie(RankKey::By by) {
    return by == RankKey::By::organisation || by == RankKey::By::lot || by == RankKey::By::id;
  }

  bool fits_behind(const RankKey& key) {
    for (const RankKey& earlier : scoring_.rank) {
      const bool same = earlier.by == key.by && earlier.criterion == key.criterion;
      const bool decided = earlier.by == RankKey::By::lot || earlier.by == RankKey::By::id;
      if (!same && !decided) continue;
      Diagnostic found = fault("E0313", "this is never reached", key.span, "leave it out");
      found.secondary.push_back(
          {earlier.span, same ? "the same was asked here" : "nothing is equal after this"});
      refuse(std::move(found));
      return false;
    }
    return true;
  }

  Language language_;
  Diagnostics& diagnostics_;
  Scoring scoring_;
};

}  // namespace

Diagnostic score_fault(std::string code, std::string message, Span span, std::string help) {
  return {.severity = Severity::error,
          .code = std::move(code),
          .message = std::move(message),
          .primary = {span, ""},
          .help = std::move(help)};
}

std::optional<std::size_t> criterion_named(const std::vector<Criterion>& criteria,
                                           const Token& name, Diagnostics& diagnostics,
                                           const std::string& also) {
  const auto found = std::find_if(criteria.begin(), criteria.end(),
                                  [&](const Criterion& one) { return one.id == name.text; });
  if (found != criteria.end()) return static_cast<std::size_t>(found - criteria.begin());
  const auto ids = ids_of(criteria);
  const std::string near = nearest(name.text, ids);
  diagnostics.push_back(fault(
      "E0303", "there is no criterion '" + std::string(name.text) + "'", name.span,
      near.empty()
          ? (ids.empty() ? "no criterion is declared" : "the criteria are " + listed(ids) + also)
          : "did you mean '" + near + "'?"));
  return std::nullopt;
}

Schema score_schema(const std::vector<Criterion>& criteria) {
  Schema schema;
  schema.facts = {
      {"total", Type::percentage, {}, {"totaal"}, {}},
      {"criteria",
       Type::records,
       {{"score", Type::number, {}, {}, {}}},
       {"criterion", "criterium"},
       {}},
  };
  for (const Criterion& criterion : criteria) {
    schema.facts.push_back({criterion.id, Type::number, {}, {}, {}});
  }
  return schema;
}

std::optional<Scoring> compile_scoring(const ScoringText& text, std::vector<Criterion> criteria,
                                       Language language, Diagnostics& diagnostics) {
  return Compiler(std::move(criteria), language, diagnostics).compile(text);
}

}  // namespace termijn::rules
