#include "rules/language/condition/detail/words.hpp"

#include "rules/language/condition/condition.hpp"
#include "rules/language/detail/condition_words.hpp"

namespace termijn::rules {
namespace syntax {
namespace {

using lexis::Spelling;
constexpr Language nl = Language::nl;
constexpr Language en = Language::en;
constexpr Language both = Language::any;

// The first English (or common) spelling of a keyword is the one that messages
// show and that a rule printed in English gets; the first Dutch one likewise.
constexpr Spelling reserved[] = {
    {or_, en, "or"},
    {or_, nl, "of"},
    {and_, en, "and"},
    {and_, nl, "en"},
    {not_, en, "not"},
    {not_, nl, "niet"},
    {true_, en, "true"},
    {true_, nl, "waar"},
    {false_, en, "false"},
    {false_, nl, "onwaar"},
    {equal, both, "="},
    {equal, both, "is"},
    {equal, nl, "is gelijk aan"},
    {equal, en, "is equal to"},
    {unequal, both, "!="},
    {unequal, both, "≠"},
    {unequal, en, "is not"},
    {unequal, nl, "is niet"},
    {unequal, nl, "is niet gelijk aan"},
    {unequal, en, "is not equal to"},
    {less, both, "<"},
    {less, en, "less than"},
    {less, en, "is less than"},
    {less, nl, "minder dan"},
    {less, nl, "is minder dan"},
    {at_most, both, "<="},
    {at_most, both, "≤"},
    {at_most, en, "at most"},
    {at_most, en, "is at most"},
    {at_most, nl, "hoogstens"},
    {at_most, nl, "is hoogstens"},
    {at_most, nl, "ten hoogste"},
    {greater, both, ">"},
    {greater, en, "more than"},
    {greater, en, "is more than"},
    {greater, nl, "meer dan"},
    {greater, nl, "is meer dan"},
    {at_least, both, ">="},
    {at_least, both, "≥"},
    {at_least, en, "at least"},
    {at_least, en, "is at least"},
    {at_least, nl, "minstens"},
    {at_least, nl, "is minstens"},
    {at_least, nl, "ten minste"},
    {between, en, "between"},
    {between, en, "is between"},
    {between, nl, "tussen"},
    {between, nl, "ligt tussen"},
    {by, en, "by"},
    {by, en, "is by"},
    {by, nl, "uiterlijk"},
    {by, nl, "is uiterlijk"},
    {before, en, "before"},
    {before, en, "is before"},
    {before, nl, "voor"},
    {before, nl, "vóór"},
    {before, nl, "is voor"},
    {after, en, "after"},
    {after, en, "is after"},
    {after, nl, "na"},
    {after, nl, "is na"},
    {in, both, "in"},
    {in, en, "is in"},
    {in, en, "is one of"},
    {in, nl, "is een van"},
    {not_in, en, "not in"},
    {not_in, en, "is not in"},
    {not_in, nl, "niet in"},
    {not_in, nl, "is niet in"},
    {contains, en, "contains"},
    {contains, en, "containing"},
    {contains, nl, "bevat"},
    {contains, nl, "met"},
    {starts_with, en, "starts with"},
    {starts_with, en, "starting with"},
    {starts_with, nl, "begint met"},
    {ends_with, en, "ends with"},
    {ends_with, en, "ending with"},
    {ends_with, nl, "eindigt op"},
    {matches, en, "matches"},
    {matches, en, "matching"},
    {matches, nl, "voldoet aan"},
    {matches, nl, "past op"},
    {is_known, en, "is known"},
    {is_known, nl, "is bekend"},
    {is_unknown, en, "is unknown"},
    {is_unknown, en, "is not known"},
    {is_unknown, nl, "is onbekend"},
    {is_unknown, nl, "is niet bekend"},
    {plus, both, "+"},
    {minus, both, "-"},
    {times, both, "*"},
    {over, both, "/"},
    {any, en, "any"},
    {any, en, "some"},
    {any, en, "at least one"},
    {any, nl, "minstens één"},
    {any, nl, "minstens een"},
    {any, nl, "een van"},
    {every, en, "every"},
    {every, en, "each"},
    {every, en, "all"},
    {every, nl, "elk"},
    {every, nl, "elke"},
    {every, nl, "ieder"},
    {every, nl, "iedere"},
    {every, nl, "alle"},
    {none, en, "no"},
    {none, nl, "geen"},
    {has, en, "has"},
    {has, en, "have"},
    {has, nl, "heeft"},
    {has, nl, "hebben"},
    {except_when, en, "except when"},
    {except_when, en, "except if"},
    {except_when, nl, "behalve wanneer"},
    {except_when, nl, "behalve als"},
    {because, en, "because"},
    {because, nl, "omdat"},
    {requirements_hold, en, "every requirement holds"},
    {requirements_hold, en, "all requirements hold"},
    {requirements_hold, nl, "elke vereiste is vervuld"},
    {requirements_hold, nl, "alle vereisten zijn vervuld"},
    {requirement_fails, en, "any requirement fails"},
    {requirement_fails, nl, "een vereiste is niet vervuld"},
    {requirement_fails, nl, "minstens één vereiste is niet vervuld"},
    {score_passes, en, "score passes"},
    {score_passes, nl, "score volstaat"},
};

constexpr Spelling units[] = {
    {percent, both, "%"},
    {percent, en, "percent"},
    {percent, nl, "procent"},
    {euro, both, "euro"},
    {euro, both, "eur"},
    {euro, both, "€"},
    {day, en, "day"},
    {day, en, "days"},
    {day, nl, "dag"},
    {day, nl, "dagen"},
    {working_day, en, "working day"},
    {working_day, en, "working days"},
    {working_day, nl, "werkdag"},
    {working_day, nl, "werkdagen"},
    {week, en, "week"},
    {week, en, "weeks"},
    {week, nl, "week"},
    {week, nl, "weken"},
    {month, en, "month"},
    {month, en, "months"},
    {month, nl, "maand"},
    {month, nl, "maanden"},
    {year, en, "year"},
    {year, en, "years"},
    {year, nl, "jaar"},
    {hour, en, "hour"},
    {hour, en, "hours"},
    {hour, nl, "uur"},
    {hour, nl, "uren"},
};

constexpr Spelling others[] = {
    {count, en, "count"},     {count, nl, "aantal"},     {total, en, "sum"},
    {total, nl, "som"},       {smallest, en, "min"},     {smallest, nl, "kleinste"},
    {largest, en, "max"},     {largest, nl, "grootste"}, {mean, en, "mean"},
    {mean, nl, "gemiddelde"}, {median, en, "median"},    {median, nl, "mediaan"},
    {of, en, "of"},           {of, en, "of the"},        {of, nl, "van"},
    {of, nl, "van de"},
};

}  // namespace

lexis::Lexicon reserved_words() { return reserved; }
lexis::Lexicon unit_words() { return units; }
lexis::Lexicon other_words() { return others; }

}  // namespace syntax

std::size_t lexis::condition_word(std::string_view text, Language language) {
  return match_word(text, syntax::reserved_words(), language).length;
}

bool is_reserved_word(std::string_view name) {
  return lexis::match_word(name, syntax::reserved_words(), Language::any).length >= name.size();
}

}  // namespace termijn::rules
