#include "rules/language/score/detail/ast.hpp"

namespace termijn::rules::score_syntax {
namespace {

constexpr Language nl = Language::nl;
constexpr Language en = Language::en;
constexpr Language both = Language::any;

constexpr lexis::Spelling spellings[] = {
    {percent, both, "%"},
    {percent, en, "percent"},
    {percent, nl, "procent"},
    {of, en, "of"},
    {of, nl, "van"},
    {of, both, "*"},
    {plus, both, "+"},
    {median, en, "median"},
    {median, nl, "mediaan"},
    {mean, en, "mean"},
    {mean, nl, "gemiddelde"},
    {trimmed_mean, en, "trimmed mean"},
    {trimmed_mean, nl, "getrimd gemiddelde"},
    {without_extremes, en, "without the highest and lowest"},
    {without_extremes, en, "without the highest and the lowest"},
    {without_extremes, nl, "zonder de hoogste en laagste"},
    {without_extremes, nl, "zonder de hoogste en de laagste"},
    {then, en, "then"},
    {then, nl, "dan"},
    {then, nl, "daarna"},
    {then, nl, "vervolgens"},
    {highest, en, "highest"},
    {highest, nl, "hoogste"},
    {lowest, en, "lowest"},
    {lowest, nl, "laagste"},
    {earliest, en, "earliest"},
    {earliest, nl, "vroegste"},
    {latest, en, "latest"},
    {latest, nl, "laatste"},
};

constexpr lexis::Spelling names[] = {
    {total, en, "total"},
    {total, nl, "totaal"},
    {arrival, en, "arrival"},
    {arrival, nl, "aankomst"},
    {organisation, en, "organisation"},
    {organisation, nl, "organisatie"},
    {lot, en, "lot"},
    {lot, nl, "loting"},
    {id, both, "id"},
};

constexpr lexis::Spelling settings[] = {
    {percent, both, "%"},
    {percent, en, "percent"},
    {percent, nl, "procent"},
    {the_total, en, "total"},
    {the_total, en, "the total"},
    {the_total, nl, "totaal"},
    {the_total, nl, "het totaal"},
    {the_criteria, both, "criteria"},
    {the_criteria, en, "the criteria"},
    {the_criteria, en, "every criterion"},
    {the_criteria, nl, "de criteria"},
    {the_criteria, nl, "elk criterium"},
    {half_up, en, "half-up"},
    {half_up, en, "half up"},
    {half_up, nl, "half naar boven"},
    {half_up, nl, "half omhoog"},
    {half_even, en, "half-even"},
    {half_even, en, "half even"},
    {half_even, nl, "half naar even"},
    {down, en, "down"},
    {down, nl, "naar beneden"},
    {down, nl, "omlaag"},
    {up, en, "up"},
    {up, nl, "naar boven"},
    {up, nl, "omhoog"},
    {rounded_, en, "rounded"},
    {rounded_, nl, "afgerond"},
    {to, en, "to"},
    {op, nl, "op"},
    {to, nl, "tot op"},
    {decimals, en, "decimals"},
    {decimals, en, "decimal"},
    {decimals, nl, "decimalen"},
    {decimals, nl, "decimaal"},
    {whole_number, en, "a whole number"},
    {whole_number, nl, "een geheel getal"},
    {and_, both, ","},
    {and_, en, "and"},
    {and_, nl, "en"},
    {or_, en, "or"},
    {or_, nl, "of"},
    {spread, en, "spread"},
    {spread, nl, "spreiding"},
    {more_than, en, "more than"},
    {more_than, nl, "meer dan"},
    {at_least, en, "at least"},
    {at_least, nl, "minstens"},
    {points, en, "points"},
    {points, en, "point"},
    {points, nl, "punten"},
    {points, nl, "punt"},
    {on, en, "on"},
    {any_criterion, en, "any criterion"},
    {any_criterion, nl, "enig criterium"},
    {any_criterion, nl, "een criterium"},
    {asks_one_more, en, "asks one more reviewer"},
    {asks_one_more, nl, "vraagt een beoordelaar meer"},
    {asks_one_more, nl, "vraagt één beoordelaar meer"},
    {by_mean, en, "mean"},
    {by_mean, nl, "gemiddelde"},
    {by_mean_and_spread, en, "mean and spread"},
    {by_mean_and_spread, nl, "gemiddelde en spreiding"},
    {z_score, both, "z-score"},
};

}  // namespace

lexis::Lexicon words() { return spellings; }
lexis::Lexicon rank_names() { return names; }
lexis::Lexicon setting_words() { return settings; }

}  // namespace termijn::rules::score_syntax
