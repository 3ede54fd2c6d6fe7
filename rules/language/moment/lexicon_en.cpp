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
    {"january|jan", Sort::month, 1},
    {"february|feb", Sort::month, 2},
    {"march|mar", Sort::month, 3},
    {"april|apr", Sort::month, 4},
    {"may", Sort::month, 5},
    {"june|jun", Sort::month, 6},
    {"july|jul", Sort::month, 7},
    {"august|aug", Sort::month, 8},
    {"september|sep|sept", Sort::month, 9},
    {"october|oct", Sort::month, 10},
    {"november|nov", Sort::month, 11},
    {"december|dec", Sort::month, 12},
    // Weekdays, in full and short.
    {"monday", Sort::weekday, 1},
    {"tuesday", Sort::weekday, 2},
    {"wednesday", Sort::weekday, 3},
    {"thursday", Sort::weekday, 4},
    {"friday", Sort::weekday, 5},
    {"saturday", Sort::weekday, 6},
    {"sunday", Sort::weekday, 7},
    {"mon", Sort::weekday_short, 1},
    {"tue|tues", Sort::weekday_short, 2},
    {"wed", Sort::weekday_short, 3},
    {"thu|thur|thurs", Sort::weekday_short, 4},
    {"fri", Sort::weekday_short, 5},
    {"sat", Sort::weekday_short, 6},
    {"sun", Sort::weekday_short, 7},
    {"st|nd|rd|th", Sort::ordinal},
    {"of|day of", Sort::month_link},
    // Numbers in words.
    {"one", Sort::amount, 1},
    {"two", Sort::amount, 2},
    {"three", Sort::amount, 3},
    {"four", Sort::amount, 4},
    {"five", Sort::amount, 5},
    {"six", Sort::amount, 6},
    {"seven", Sort::amount, 7},
    {"eight", Sort::amount, 8},
    {"nine", Sort::amount, 9},
    {"ten", Sort::amount, 10},
    {"eleven", Sort::amount, 11},
    {"twelve", Sort::amount, 12},
    {"thirteen", Sort::amount, 13},
    {"fourteen", Sort::amount, 14},
    {"fifteen", Sort::amount, 15},
    {"sixteen", Sort::amount, 16},
    {"seventeen", Sort::amount, 17},
    {"eighteen", Sort::amount, 18},
    {"nineteen", Sort::amount, 19},
    {"twenty", Sort::amount, 20},
    {"twenty-one", Sort::amount, 21},
    {"twenty one", Sort::amount, 21},
    {"twenty-two", Sort::amount, 22},
    {"twenty two", Sort::amount, 22},
    {"twenty-three", Sort::amount, 23},
    {"twenty three", Sort::amount, 23},
    {"twenty-four", Sort::amount, 24},
    {"twenty four", Sort::amount, 24},
    {"twenty-five", Sort::amount, 25},
    {"twenty five", Sort::amount, 25},
    {"twenty-six", Sort::amount, 26},
    {"twenty six", Sort::amount, 26},
    {"twenty-seven", Sort::amount, 27},
    {"twenty seven", Sort::amount, 27},
    {"twenty-eight", Sort::amount, 28},
    {"twenty eight", Sort::amount, 28},
    {"twenty-nine", Sort::amount, 29},
    {"twenty nine", Sort::amount, 29},
    {"thirty", Sort::amount, 30},
    {"thirty-one", Sort::amount, 31},
    {"thirty one", Sort::amount, 31},
    {"a", Sort::amount, 1},
    {"forty", Sort::amount, 40},
    {"forty-five|forty five", Sort::amount, 45},
    {"sixty", Sort::amount, 60},
    {"ninety", Sort::amount, 90},
    {"hundred", Sort::amount, 100},
    // Units of a period.
    {"hour|hours|hrs", Sort::unit, of(UnitWord::hour)},
    {"day|days|calendar day|calendar days", Sort::unit, of(UnitWord::day)},
    {"working day|working days|business day|business days|workday|workdays",
     Sort::unit, of(UnitWord::working_day)},
    {"weeks|calendar weeks", Sort::unit, of(UnitWord::week)},
    {"month|months|calendar month|calendar months", Sort::unit, of(UnitWord::month)},
    {"year|years", Sort::unit, of(UnitWord::year)},
    // Clock times.
    {"o'clock", Sort::hour_mark},
    {"in the morning", Sort::day_part, of(DayPart::morning)},
    {"noon|at noon|midday", Sort::day_part, of(DayPart::noon)},
    {"in the afternoon", Sort::day_part, of(DayPart::afternoon)},
    {"in the evening|at night", Sort::day_part, of(DayPart::evening)},
    {"midnight", Sort::day_part, of(DayPart::night)},
    {"noon|midday|12 noon|12:00 noon", Sort::clock_word, of(ClockWord::noon)},
    {"midnight", Sort::clock_word, of(ClockWord::midnight)},
    {"the end of the day|the end of day|end of day|end of the day|eod", Sort::clock_word, of(ClockWord::end_of_day)},
    {"to|until|till", Sort::hours_link},
    // Half-days.
    {"morning|in the morning", Sort::half_day, of(Half::morning)},
    {"afternoon|in the afternoon", Sort::half_day, of(Half::afternoon)},
    {"evening|in the evening", Sort::half_day, of(Half::evening)},
    // What closes and what opens.
    {"before|prior to|ahead of", Sort::bound, of(Bound::before)},
    {"until|till|no later than|not later than|at the latest|at the latest by|"
     "at the latest on|latest by|latest on|latest|on or before|before or on|on or prior to|at or before|by or before|on/before|by no later than|"
     "by not later than|not after",
     Sort::bound, of(Bound::until)},
    {"through|thru|up to and including|until and including", Sort::bound, of(Bound::through)},
    {"by", Sort::bound, of(Bound::until), true},
    {"from|as of|as from|starting|starting from|starting on|effective|no earlier than|"
     "not earlier than|not before|at the earliest|earliest|on or after",
     Sort::bound, of(Bound::from)},
    {"earliest start date:|earliest start:|earliest start date", Sort::bound, of(Bound::from)},
    {"after|following", Sort::bound, of(Bound::after)},
    {"between", Sort::bound, of(Bound::between)},
    {"within", Sort::bound, of(Bound::within)},
    {"to", Sort::bound, of(Bound::to), true},
    // Lists.
    {"and|as well as", Sort::sign, of(Sign::both)},
    {"or", Sort::sign, of(Sign::either)},
    {"respectively", Sort::sign, of(Sign::respectively)},
    {"w/c|w/c.|w/b|week of|the week of|week commencing|week starting|week beginning", Sort::week, 0},
    {"last day of|last day of the month of|final day of", Sort::week, 2},
    {"last week of|last week in|final week of", Sort::week, 1},
    {"the end of|end of", Sort::end_of},
    {"first", Sort::ordinal_word, 1},
    {"second", Sort::ordinal_word, 2},
    {"third", Sort::ordinal_word, 3},
    {"fourth", Sort::ordinal_word, 4},
    {"fifth", Sort::ordinal_word, 5},
    {"last", Sort::ordinal_word, -1},
    {"penultimate|last but one", Sort::ordinal_word, -2},
    {"quarter|quarter of", Sort::quarter, 0},
    {"the whole of|the whole month of|whole of|all of|the entire month of", Sort::whole},
    // Zones.
    {"brussels local time|brussels time|brussels|belgian time|belgian local time|"
     "local time in brussels",
     Sort::zone, 0},
    // Places whose clocks have shown the time of Brussels or of London since before 2000.
    {"paris time|french time|amsterdam time|dutch time|berlin time|german time|"
     "luxembourg time|geneva time",
     Sort::zone, 0},
    {"dublin time|irish time", Sort::zone, 1},
    {"east coast|east coast time", Sort::zone, 2, true},
    {"west coast|west coast time", Sort::zone, 5, true},
    {"uk time|uk local time|london time|british time|time in london", Sort::zone, 1},
    {"eastern time|us eastern time|new york time", Sort::zone, 2},
    {"eastern", Sort::zone, 2, true},
    {"central time|us central time", Sort::zone, 3},
    {"central", Sort::zone, 3, true},
    {"mountain time|us mountain time", Sort::zone, 4},
    {"mountain", Sort::zone, 4, true},
    {"pacific time|us pacific time", Sort::zone, 5},
    {"pacific", Sort::zone, 5, true},
    {"anywhere on earth|anywhere on the earth|anywhere-on-earth", Sort::zone, 8},
    {"coordinated universal time", Sort::zone, 7},
    {"greenwich mean time", Sort::zone, 11},
    {"eastern standard time", Sort::zone, 12},
    {"eastern daylight time", Sort::zone, 13},
    {"central european time", Sort::zone, 9},
    {"central european summer time", Sort::zone, 10},
    // What nobody can pin to a day.
    {"mid|middle|early|late|end|beginning|around|about|approximately|approx|approx.|"
     "roughly|circa|spring|summer|autumn|fall|winter|asap|as soon as possible|"
     "to be determined|to be announced|to be confirmed|to be decided|tbd|tba|tbc|"
     "close of business|cob|eob|cop|close of play|business hours|office hours|soon|expected|"
     "estimated|target|tentative|tentatively|provisional|provisionally|indicative|probably|"
     "possibly|maybe|perhaps|likely|preferably|ideally|hopefully|normally|usually|"
     "typically|if possible|in the course of|in the course|during|throughout|sometime|"
     "some time|half|several|few|couple|just before|just after|"
     "shortly before|shortly after|soon after|right after|immediately after|"
     "immediately before|directly after|well before|long before",
     Sort::vague},
    // Words that could turn the meaning round: a condition, a negation, another day.
    {"not|no|never|nor|unless|except|excluding|exception|without|if|when|whenever|once|"
     "provided|subject to|postponed|moved|moves|shift|shifted|shifts|rescheduled|changed|"
     "changes|revised|new|old|original|originally|previous|previously|prior|former|"
     "formerly|next|preceding|earlier|later|plus|minus|each|every|monthly|weekly|daily|day|"
     "days|night|weekend|holiday|holidays|year|years|month|months|week|weeks|hour|hours|"
     "minute|minutes|past|ago|today|tomorrow|yesterday|now|cancelled|canceled|superseded|"
     "instead|replaced|replaces|more|less|than|least|most|time|local|since|while|but|"
     "however|only|otherwise|rather|closed|eve|delayed|deferred|brought forward|pushed|"
     "amended|updated|adjourned|replacing|reopened|depending|outside|biennial|biannual|two|"
     "three|four|five|six|seven|eight|nine|ten|eleven|twelve|business|working|"
     "expires before|corrected|correction|suspended|then|else|withdrawn|rejected|refused|"
     "and/or|version|w/e|further notice|until further notice|onward|onwards|weekday|weekdays|"
     "summertime|summer time|winter time|ineligible|void|revoked|paused|apart|other|save|can't|won't|"
     "don't|doesn't|isn't|aren't|wasn't|weren't|shan't|shouldn't|mustn't|couldn't|wouldn't|"
     "hasn't|haven't|hadn't|didn't|e.g|e.g.|proposal:|draft:",
     Sort::twist},
    {"the next business day|the next working day|the following business day|"
     "the following working day|next business day|next working day", Sort::next_day},
    {"yearly|annual|annually|every year|each year|of each year|of every year", Sort::recurring},
    // What a date is announced as.
    {"closing:|closing of the call|closing of call|closing of applications|end:|deadlines|end date|end of call|closing date|closing dates|submission deadline|"
     "due date|due|due on|final date|last date|cut-off date|cut-off|cutoff|closes|close|"
     "closes on|ends|ends on|expires|expired|new deadline|new closing date",
     Sort::deadline},
    {"opens|open|opening date|opening|starts|start date|start|begins|launch|launches",
     Sort::opening},
    {"extended|extension|deadline extended", Sort::extension},
    {"postponed to|moved to|rescheduled to|rescheduled for|shifted to|brought forward to|"
     "pushed back to|delayed to|delayed until|postponed until|shifts to|moves to",
     Sort::extension, 1},
    {"reserved dates|reserved|reserve dates|reserve date|in reserve|backup date|backup",
     Sort::reserve},
    {"inclusive|included", Sort::inclusive, 1},
    {"exclusive|not included|excluded|not inclusive", Sort::inclusive, 0},
    {"at least|minimum|a minimum of|minimum of|not less than|no less than|no fewer than",
     Sort::least},
    {"at most|maximum|a maximum of|maximum of|no more than|not more than|up to", Sort::most},
    {"in advance|beforehand", Sort::ahead},
    {"excluding weekends and public holidays|excluding weekends and holidays|"
     "excluding weekends|not counting weekends and public holidays|not counting weekends",
     Sort::off_days},
    // No meaning of their own.
    {"the|a|an|on|at|be|is|are|must|may be|the following dates|following dates|"
     "on the following dates|for",
     Sort::filler},
};
// clang-format on

}  // namespace

std::span<const Entry> english_lexicon() { return entries; }

}  // namespace termijn::rules::moment
