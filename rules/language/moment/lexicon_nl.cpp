#include "rules/language/moment/detail/lexicon.hpp"

namespace termijn::rules::moment {
namespace {

constexpr int of(Bound bound) { return static_cast<int>(bound); }
constexpr int of(Sign sign) { return static_cast<int>(sign); }
constexpr int of(ClockWord word) { return static_cast<int>(word); }
constexpr int of(Half half) { return static_cast<int>(half); }
constexpr int of(DayPart part) { return static_cast<int>(part); }
constexpr int of(UnitWord unit) { return static_cast<int>(unit); }

// clang-format off
constexpr Entry entries[] = {
    // Months.
    {"januari|jan", Sort::month, 1},
    {"februari|feb|febr", Sort::month, 2},
    {"maart|mrt|maa", Sort::month, 3},
    {"april|apr", Sort::month, 4},
    {"mei", Sort::month, 5},
    {"juni|jun", Sort::month, 6},
    {"juli|jul", Sort::month, 7},
    {"augustus|aug", Sort::month, 8},
    {"september|sep|sept", Sort::month, 9},
    {"oktober|okt", Sort::month, 10},
    {"november|nov", Sort::month, 11},
    {"december|dec", Sort::month, 12},
    // Weekdays, in full and short.
    {"maandag", Sort::weekday, 1},
    {"dinsdag", Sort::weekday, 2},
    {"woensdag", Sort::weekday, 3},
    {"donderdag", Sort::weekday, 4},
    {"vrijdag", Sort::weekday, 5},
    {"zaterdag", Sort::weekday, 6},
    {"zondag", Sort::weekday, 7},
    {"ma|maan", Sort::weekday_short, 1},
    {"di|din|dins", Sort::weekday_short, 2},
    {"wo|woe|woens", Sort::weekday_short, 3},
    {"do|don|dond", Sort::weekday_short, 4},
    {"vr|vrij|vrijd", Sort::weekday_short, 5},
    {"za|zat|zate", Sort::weekday_short, 6},
    {"zo|zon|zond", Sort::weekday_short, 7},
    {"e|de|ste|ste.", Sort::ordinal},
    // Numbers in words.
    {"een", Sort::amount, 1},
    {"twee", Sort::amount, 2},
    {"drie", Sort::amount, 3},
    {"vier", Sort::amount, 4},
    {"vijf", Sort::amount, 5},
    {"zes", Sort::amount, 6},
    {"zeven", Sort::amount, 7},
    {"acht", Sort::amount, 8},
    {"negen", Sort::amount, 9},
    {"tien", Sort::amount, 10},
    {"elf", Sort::amount, 11},
    {"twaalf", Sort::amount, 12},
    {"dertien", Sort::amount, 13},
    {"veertien", Sort::amount, 14},
    {"vijftien", Sort::amount, 15},
    {"zestien", Sort::amount, 16},
    {"zeventien", Sort::amount, 17},
    {"achttien", Sort::amount, 18},
    {"negentien", Sort::amount, 19},
    {"twintig", Sort::amount, 20},
    {"eenentwintig", Sort::amount, 21},
    {"tweeentwintig", Sort::amount, 22},
    {"drieentwintig", Sort::amount, 23},
    {"vierentwintig", Sort::amount, 24},
    {"vijfentwintig", Sort::amount, 25},
    {"zesentwintig", Sort::amount, 26},
    {"zevenentwintig", Sort::amount, 27},
    {"achtentwintig", Sort::amount, 28},
    {"negenentwintig", Sort::amount, 29},
    {"dertig", Sort::amount, 30},
    {"eenendertig", Sort::amount, 31},
    {"veertig", Sort::amount, 40},
    {"vijfenveertig", Sort::amount, 45},
    {"zestig", Sort::amount, 60},
    {"negentig", Sort::amount, 90},
    {"honderd", Sort::amount, 100},
    // Units of a period.
    {"uur|uren", Sort::unit, of(UnitWord::hour)},
    {"dag|dagen|kalenderdag|kalenderdagen", Sort::unit, of(UnitWord::day)},
    {"werkdag|werkdagen", Sort::unit, of(UnitWord::working_day)},
    {"weken|kalenderweken", Sort::unit, of(UnitWord::week)},
    {"maand|maanden|kalendermaanden", Sort::unit, of(UnitWord::month)},
    {"jaar|jaren", Sort::unit, of(UnitWord::year)},
    // Clock times.
    {"u|u.|uur", Sort::hour_mark},
    {"'s morgens|'s ochtends|'s voormiddags|s morgens|s ochtends|in de voormiddag|"
     "in de ochtend|voormiddag",
     Sort::day_part, of(DayPart::morning)},
    {"'s middags|s middags|in de middag|middag|op de middag", Sort::day_part, of(DayPart::noon)},
    {"'s namiddags|s namiddags|in de namiddag|namiddag", Sort::day_part, of(DayPart::afternoon)},
    {"'s avonds|s avonds|in de avond", Sort::day_part, of(DayPart::evening)},
    {"'s nachts|s nachts|middernacht", Sort::day_part, of(DayPart::night)},
    {"middernacht", Sort::clock_word, of(ClockWord::midnight)},
    {"het einde van de dag|einde van de dag|einde dag|eind van de dag", Sort::clock_word, of(ClockWord::end_of_day)},
    {"tot|tot en met|t/m|tem", Sort::hours_link},
    // Half-days.
    {"voormiddag|ochtend|in de voormiddag|in de ochtend|vm|vm.|'s morgens|'s ochtends|"
     "'s voormiddags|s morgens|s ochtends",
     Sort::half_day, of(Half::morning)},
    {"namiddag|in de namiddag|nm|nm.|'s namiddags|s namiddags", Sort::half_day, of(Half::afternoon)},
    {"avond|in de avond|'s avonds|s avonds", Sort::half_day, of(Half::evening)},
    // What closes and what opens. The bare "tot" does not say whether its day is included.
    {"voor", Sort::bound, of(Bound::before), true},
    {"voorafgaand aan|voorafgaande aan", Sort::bound, of(Bound::before)},
    {"uiterlijk|ten laatste|tenlaatste|op zijn laatst|op z'n laatst|laatstens|tot uiterlijk|"
     "niet later dan|niet na|tegen|op uiterlijk|op of voor|voor of op|"
     "uiterlijk op of voor|ten laatste op of voor",
     Sort::bound, of(Bound::until)},
    {"tot en met|tem|tem.|t.e.m|t.e.m.", Sort::bound, of(Bound::through)},
    {"tot", Sort::bound, of(Bound::till)},
    {"op of na|vanaf|van af|ten vroegste|ten vroegste op|op zijn vroegst|op z'n vroegst|niet eerder dan|"
     "niet vroeger dan|niet voor|met ingang van|ingaand op|te rekenen vanaf|gaat in op|"
     "gaat in vanaf|treedt in werking op|treedt in werking vanaf|in werking vanaf",
     Sort::bound, of(Bound::from)},
    {"vroegste startdatum:|vroegste start:|vroegste startdatum", Sort::bound, of(Bound::from)},
    {"van", Sort::bound, of(Bound::out_of), true},
    {"na|volgend op|volgende op", Sort::bound, of(Bound::after)},
    {"tussen", Sort::bound, of(Bound::between)},
    {"binnen", Sort::bound, of(Bound::within)},
    // Lists.
    {"en|alsook|en ook", Sort::sign, of(Sign::both)},
    {"ofwel", Sort::sign, of(Sign::either)},
    {"plus", Sort::sign, of(Sign::plus)},
    {"resp|resp.|respectievelijk", Sort::sign, of(Sign::respectively)},
    {"week van|de week van|week vanaf", Sort::week, 0},
    {"laatste week van", Sort::week, 1},
    {"laatste dag van|laatste dag van de maand", Sort::week, 2},
    {"het einde van|einde van", Sort::end_of},
    {"eerste", Sort::ordinal_word, 1},
    {"tweede", Sort::ordinal_word, 2},
    {"derde", Sort::ordinal_word, 3},
    {"vierde", Sort::ordinal_word, 4},
    {"vijfde", Sort::ordinal_word, 5},
    {"laatste", Sort::ordinal_word, -1},
    {"voorlaatste", Sort::ordinal_word, -2},
    {"kwartaal|kwartaal van|kwartaal van het jaar", Sort::quarter, 0},
    {"heel|gans|de hele maand|heel de maand|de volledige maand|de ganse maand|hele maand|"
     "volledige maand|gedurende heel|gedurende de hele maand", Sort::whole},
    {"nederlandse tijd|brusselse tijd|belgische tijd|tijd in brussel|brussel", Sort::zone, 0},
    // What nobody can pin to a day.
    {"eind|einde|midden|medio|half|halfweg|begin|in het begin van|rond|omstreeks|circa|ca|"
     "ca.|ongeveer|in de loop van|in de loop der|in principe|voorlopig|voorlopige|normaal|"
     "normaliter|wellicht|vermoedelijk|waarschijnlijk|misschien|indicatief|indicatieve|"
     "richtdatum|streefdatum|onder voorbehoud|bij voorkeur|liefst|hopelijk|eventueel|"
     "mogelijks|zo mogelijk|indien mogelijk|meestal|doorgaans|gewoonlijk|in de regel|"
     "idealiter|nader|nog te bepalen|nog te bevestigen|nog onbekend|n.t.b|n.t.b.|ntb|lente|"
     "voorjaar|zomer|najaar|herfst|winter|zomervakantie|zomermaanden|paasvakantie|"
     "kerstvakantie|herfstvakantie|krokusvakantie|grote vakantie|binnenkort|weldra|"
     "eerstdaags|zo snel mogelijk|zo spoedig mogelijk|kantooruren|sluitingstijd|verwacht|"
     "verwachte|kwart|trimester|semester|verlof|anderhalf|anderhalve|enkele|paar|"
     "aantal|tal|richting|vroeg|laat|zowat|minstens tot|weekend|helft|net voor|net na|"
     "plusminus|grosso modo|bij benadering|tentatief|tentatieve|vlak voor|vlak na|kort voor|kort na|ruim voor|ruim na|lang voor|meteen na|"
     "onmiddellijk na|direct na|dadelijk na|zeker voor",
     Sort::vague},
    // Words that could turn the meaning round: a condition, a negation, another day.
    {"niet|geen|nooit|noch|tenzij|behalve|uitgezonderd|uitzondering|zonder|mits|indien|als|"
     "wanneer|zodra|waarna|nadat|voordat|vooraleer|alvorens|zolang|totdat|uitgesteld|"
     "uitstel|verschoven|verplaatst|verzet|gewijzigd|wijziging|aangepast|vervangen|"
     "vervangt|oorspronkelijk|oorspronkelijke|initieel|initiele|oude|vorige|vorig|"
     "voorgaand|voorgaande|voorafgaand|voorafgaande|voorbije|volgend|volgende|komend|"
     "komende|aanstaand|eerstvolgende|eerder|eerdere|later|latere|vroeger|"
     "vroegere|vroegste|daarna|daarvoor|ervoor|erna|nadien|vervolgens|min|meer|minder|dan|"
     "telkens|om de|elke|elk|ieder|iedere|per|vooravond|daags|afgelopen|verleden|verdaagd|"
     "opgeschoven|vervroegd|ingekort|bijgesteld|herzien|herziene|heropend|buiten|behoudens|"
     "afhankelijk|tweejaarlijks|tweemaandelijks|driejaarlijks|halfjaarlijks|week|"
     "maandelijks|wekelijks|dagelijks|dag|dagen|nacht|weekeinde|feestdag|feestdagen|"
     "werkdag|werkdagen|schooljaar|academiejaar|kalenderjaar|werkjaar|jaar|jaren|maand|"
     "maanden|weken|uur|uren|minuten|minuut|over|geleden|vandaag|morgen|gisteren|"
     "overmorgen|vanavond|nu|straks|heden|geannuleerd|afgelast|geschrapt|vervallen|vervalt|"
     "opgeschort|opschorting|tijd|s middags|'s middags|'s nachts|sinds|sedert|gedurende|tijdens|twee|drie|vier|vijf|zes|zeven|"
     "acht|negen|tien|elf|twaalf|excl|incl|ander|andere|anders|fout|foutief|correctie|lees|"
     "i.p.v|i.p.v.|ipv|in plaats van|ofschoon|maar|echter|doch|toch|alleen|enkel|slechts|"
     "pas|gesloten|ingetrokken|stopgezet|afgeschaft|geweigerd|geweigerde|onontvankelijk|"
     "laattijdig|laattijdige|verworpen|uitgesloten|wijzigt|verschuift|schuift|verandert|"
     "veranderd|nietig|ongeldig|en/of|middaguur|zomertijd|wintertijd|update|versie|vroegst|vroegste|e.v.|e.v|ev|en verder|"
     "weekdag|weekdagen|m.u.v|m.u.v.|muv|jl.|j.l|j.l.|ll.|l.l|l.l.|bv.|b.v|b.v.|bijv.|vb.|o.a|o.a.|"
     "voorstel:|ontwerp:",
     Sort::twist},
    {"a.s|a.s.|e.k|e.k.|aanstaande", Sort::coming},
    {"de volgende werkdag|de eerstvolgende werkdag|volgende werkdag|eerstvolgende werkdag",
     Sort::next_day},
    {"jaarlijks|jaarlijkse|telkenjare|elk jaar|ieder jaar|elk kalenderjaar|ieder kalenderjaar|"
     "van elk jaar|van ieder jaar",
     Sort::recurring},
    // What a date is announced as.
    {"uiterste datum|uiterste indieningsdatum|uiterste indiendatum|"
     "uiterste inschrijvingsdatum|uiterste inschrijfdatum|uiterste inzenddatum|"
     "uiterste termijn|sluiting|indiendatum|indieningsdatum|einddatum|sluitingsdatum|afsluitdatum|"
     "afsluitingsdatum|laatste dag|laatste kans|einde indiening|einde inschrijving|"
     "einde inschrijvingen|einde oproep|einde van de oproep|sluit|sluiten|sluit af|"
     "einde:|eind:|afsluiten op|wordt afgesloten|worden afgesloten|afgesloten|loopt af|lopen af|aflopen|verstrijkt|verstrijken|eindigt|eindigen",
     Sort::deadline},
    {"opent|openen|opengesteld|open|gaat open|start|starten|startdatum|begint|beginnen|"
     "van start|opening|openingsdatum|ingang|ingangsdatum|inwerkingtreding",
     Sort::opening},
    {"verlengd|verlenging|wordt verlengd", Sort::extension},
    {"uitgesteld naar|verplaatst naar|verschoven naar|verzet naar|verdaagd naar|"
     "vervroegd naar|opgeschoven naar|verschuift naar|schuift op naar",
     Sort::extension, 1},
    {"gereserveerde data|gereserveerd|gereserveerde|reservedatum|reservedata|in reserve|"
     "reservedag|reservedagen|als reserve",
     Sort::reserve},
    {"inclusief|inbegrepen|ingesloten|incl.", Sort::inclusive, 1},
    {"exclusief|niet inbegrepen|niet inclusief|excl.", Sort::inclusive, 0},
    {"minstens|tenminste|ten minste|minimaal|minimum|op zijn minst", Sort::least},
    {"maximaal|hoogstens|ten hoogste|maximum|max|max.", Sort::most},
    {"vooraf|op voorhand|van tevoren|voordien", Sort::ahead},
    {"weekends en feestdagen niet meegerekend|weekends en feestdagen niet inbegrepen|"
     "zonder weekends en feestdagen|exclusief weekends en feestdagen|"
     "uitgezonderd weekends en feestdagen|behalve weekends en feestdagen|zonder weekends",
     Sort::off_days},
    // No meaning of their own.
    {"de|het|een|op|om|te|ten|der|den|dit|deze|die|dat|aan|bij|met|is|zijn|wordt|worden|"
     "volgende data|volgende datum|de volgende data|op volgende data|dus|"
     "telkens op de volgende data|in de|na van|om te|is mogelijk|loopt|lopen",
     Sort::filler},
};
// clang-format on

}  // namespace

std::span<const Entry> dutch_lexicon() { return entries; }

}  // namespace termijn::rules::moment
