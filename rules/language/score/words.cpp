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

}  // namespace

lexis::Lexicon words() { return spellings; }
lexis::Lexicon rank_names() { return names; }

}  // namespace termijn::rules::score_syntax
