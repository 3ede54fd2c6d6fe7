#include "rules/language/moment/detail/grammar.hpp"

#include <array>
#include <string>

#include <boost/fusion/include/adapt_struct.hpp>
#include <boost/spirit/home/x3.hpp>

BOOST_FUSION_ADAPT_STRUCT(termijn::rules::moment::ast::Number, value, ordinal)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::moment::ast::NumericDate, weekday, day, month, year)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::moment::ast::IsoDate, weekday, year, month, day)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::moment::ast::NamedDate, weekday, day, month, year)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::moment::ast::MonthFirstDate, weekday, month, day, year)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::moment::ast::WeekdayNumber, weekday, day)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::moment::ast::MonthOf, month, year)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::moment::ast::WeekOf, week, year)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::moment::ast::IsoWeek, year, week)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::moment::ast::Clock, hour, mark, minute, second, meridiem,
                          part)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::moment::ast::Hours, from, link, until)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::moment::ast::Period, amount, unit)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::moment::ast::Offset, sign, hours, minutes)
BOOST_FUSION_ADAPT_STRUCT(termijn::rules::moment::ast::Timestamp, date, clock, offset)

namespace termijn::rules::moment {
namespace {

namespace x3 = boost::spirit::x3;
using Iterator = const char*;
using Symbols = x3::symbols<ast::Term>;

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || byte == Text::foreign_letter; }
bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// The words of the lexicon by where the grammar may meet them.
enum class Group {
  alone,
  month,
  weekday,
  weekday_short,
  ordinal,
  month_link,
  unit,
  amount,
  hour_mark,
  meridiem,
  day_part,
  hours_link,
  count
};

Group group_of(Sort sort) {
  switch (sort) {
    case Sort::month:
      return Group::month;
    case Sort::weekday:
      return Group::weekday;
    case Sort::weekday_short:
      return Group::weekday_short;
    case Sort::ordinal:
      return Group::ordinal;
    case Sort::month_link:
      return Group::month_link;
    case Sort::unit:
      return Group::unit;
    case Sort::amount:
      return Group::amount;
    case Sort::hour_mark:
      return Group::hour_mark;
    case Sort::meridiem:
      return Group::meridiem;
    case Sort::day_part:
      return Group::day_part;
    case Sort::hours_link:
      return Group::hours_link;
    default:
      return Group::alone;
  }
}

using Tables = std::array<Symbols, static_cast<std::size_t>(Group::count)>;

void add(Tables& tables, std::span<const Entry> lexicon, unsigned languages) {
  for (const Entry& entry : lexicon) {
    Symbols& table = tables[static_cast<std::size_t>(group_of(entry.sort))];
    std::string_view words = entry.words;
    while (!words.empty()) {
      const std::string word(words.substr(0, words.find('|')));
      words.remove_prefix(std::min(words.size(), word.size() + 1));
      // The first language to bring a word decides what it means.
      if (ast::Term* known = table.find(word)) {
        known->languages |= languages;
      } else {
        table.add(word, ast::Term{{}, entry.sort, entry.value, entry.soft, languages});
      }
    }
  }
}

const Symbols& table(Group group) {
  static const Tables tables = [] {
    Tables made;
    add(made, shared_lexicon(), both_languages);
    add(made, dutch_lexicon(), dutch);
    add(made, english_lexicon(), english);
    return made;
  }();
  return tables[static_cast<std::size_t>(group)];
}

/// The longest word of a group that ends where a word ends.
struct Keyword : x3::parser<Keyword> {
  using attribute_type = ast::Term;
  static constexpr bool has_attribute = true;

  explicit constexpr Keyword(Group of) : group(of) {}

  template <typename Context, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, x3::unused_type,
             Attribute& attribute) const {
    Iterator begin = first;
    x3::skip_over(begin, last, context);
    for (Iterator limit = last; limit != begin;) {
      Iterator end = begin;
      ast::Term term;
      if (!table(group).parse(end, limit, x3::unused, x3::unused, term)) return false;
      if (end == last || !is_letter(*end) || !is_letter(end[-1])) {
        term.begin = begin;
        term.end = end;
        x3::traits::move_to(std::move(term), attribute);
        first = end;
        return true;
      }
      limit = end - 1;
    }
    return false;
  }

  Group group;
};

/// Stamps a node with the bytes it was read from.
struct Stamp {
  template <typename Context>
  void on_success(Iterator first, Iterator last, ast::Located& node, const Context&) {
    node.begin = first;
    node.end = last;
  }
};

template <typename Node, int variant>
struct Tag : Stamp {};

/// A rule whose node gets its place; `variant` tells ways to write one thing apart.
template <typename Node, int variant = 0>
using Rule = x3::rule<Tag<Node, variant>, Node>;

/// A run of letters, or a single sign: whatever nothing else reads.
struct Leftover : x3::parser<Leftover> {
  using attribute_type = ast::Unknown;
  static constexpr bool has_attribute = true;

  template <typename Context, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, x3::unused_type,
             Attribute& attribute) const {
    x3::skip_over(first, last, context);
    if (first == last) return false;
    ast::Unknown unknown;
    unknown.begin = first;
    unknown.first = *first;
    const auto goes_on = [](char byte) {
      return is_letter(byte) || is_digit(byte) || byte == '@' || byte == '_';
    };
    const bool word = is_letter(*first);
    do ++first;
    while (word && first != last && goes_on(*first));
    unknown.end = first;
    x3::traits::move_to(std::move(unknown), attribute);
    return true;
  }
};

/// `Area/City`, as the zone database names it; whether there is such a place is not asked here.
struct Place : x3::parser<Place> {
  using attribute_type = ast::PlaceName;
  static constexpr bool has_attribute = true;

  template <typename Context, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, x3::unused_type,
             Attribute& attribute) const {
    constexpr std::array<std::string_view, 10> areas{
        "africa/",   "america/",   "antarctica/", "arctic/", "asia/",
        "atlantic/", "australia/", "europe/",     "indian/", "pacific/"};
    Iterator begin = first;
    x3::skip_over(begin, last, context);
    const std::string_view rest(begin, static_cast<std::size_t>(last - begin));
    const auto area = std::find_if(areas.begin(), areas.end(), [rest](std::string_view name) {
      return rest.starts_with(name);
    });
    if (area == areas.end()) return false;
    Iterator end = begin + area->size();
    const auto goes_on = [](char byte) { return is_letter(byte) || byte == '_' || byte == '/'; };
    while (end != last && (goes_on(*end) || (*end == '-' && end + 1 != last && is_letter(end[1]))))
      ++end;
    ast::PlaceName place;
    place.begin = begin;
    place.end = end;
    x3::traits::move_to(std::move(place), attribute);
    first = end;
    return true;
  }
};

const Keyword weekday_full{Group::weekday};
const Keyword weekday_brief{Group::weekday_short};
const Keyword month{Group::month};
const Keyword month_link{Group::month_link};
const Keyword ordinal{Group::ordinal};
const Keyword unit{Group::unit};
const Keyword amount_word{Group::amount};
const Keyword hour_mark{Group::hour_mark};
const Keyword meridiem{Group::meridiem};
const Keyword day_part{Group::day_part};
const Keyword hours_link{Group::hours_link};
const Keyword alone{Group::alone};

const x3::uint_parser<unsigned, 10, 1, 2> two{};
const x3::uint_parser<unsigned, 10, 2, 2> pair{};
const x3::uint_parser<unsigned, 10, 4, 4> four{};
// Nine digits fit an unsigned; a longer number falls apart and is refused.
const x3::uint_parser<unsigned, 10, 1, 9> any_number{};

const ast::Number one = [] {
  ast::Number number;
  number.value = 1;
  return number;
}();

const auto digit = x3::char_('0', '9');
const auto letter = x3::char_('a', 'z') | x3::char_(Text::foreign_letter);
const auto word_end = !(digit | letter);
const auto no_number = x3::attr(boost::optional<unsigned>{});
const auto no_term = x3::attr(boost::optional<ast::Term>{});

// The dot of an abbreviation, not the dots of a cut-out.
const auto dot = x3::omit[-(x3::lit('.') >> !x3::lit('.'))];
const auto comma = x3::omit[-x3::lit(',')];
const auto year = x3::lexeme[four >> word_end] | x3::lexeme['\'' >> pair >> word_end];
const auto later_year = -(comma >> year);

const auto weekday = Rule<ast::Term>{"a weekday"} = (weekday_full | weekday_brief);
const auto weekday_before = -(weekday >> dot >> comma);
const auto day_number = Rule<ast::Number>{"a day"} =
    x3::lexeme[two >> !digit >> -ordinal >> !letter];
const auto number = Rule<ast::Number, 1>{"a number"} = x3::lexeme[any_number >> -ordinal];
const auto plain_number = Rule<ast::Number, 2>{"a number"} =
    x3::lexeme[any_number >> no_term >> word_end];

const auto slashed = Rule<ast::NumericDate>{"a date"} =
    weekday_before >>
    x3::lexeme[two >> '/' >> two >> -('/' >> (four | pair)) >> !x3::lit('/') >> word_end];
const auto dashed = Rule<ast::NumericDate, 1>{"a date"} =
    weekday_before >>
    x3::lexeme[two >> '-' >> two >> '-' >> (four | pair) >> !x3::lit('-') >> word_end];
const auto dotted = Rule<ast::NumericDate, 2>{"a date"} =
    weekday_before >> x3::lexeme[two >> '.' >> two >> '.' >> (four | pair) >> word_end];
const auto short_dotted = Rule<ast::NumericDate, 3>{"a date"} =
    weekday_before >> x3::lexeme[two >> '.' >> pair >> no_number >> x3::omit[-x3::lit('.')] >>
                                 !(x3::lit('-') >> digit) >> word_end];
const auto iso = Rule<ast::IsoDate>{"a date"} =
    weekday_before >> x3::lexeme[four >> '-' >> pair >> '-' >> pair >> !x3::lit('-') >>
                                 ((x3::lit('t') >> &digit) | word_end)];
const auto named = Rule<ast::NamedDate>{"a date"} =
    weekday_before >> day_number >> x3::omit[-month_link] >> comma >> month >> dot >> later_year;

const auto named_dashed = Rule<ast::NamedDate, 1>{"a date"} =
    weekday_before >> day_number >> '-' >> month >> dot >> '-' >> year;

// In `May 5 p.m.` and `mei 2 weken` the number is no day.
const auto no_day = x3::lexeme[(x3::lit(':') | '.' | '/') >> digit] | hour_mark | meridiem | unit;
const auto month_first = Rule<ast::MonthFirstDate>{"a date"} =
    weekday_before >> month >> dot >> day_number >> !no_day >> later_year;
const auto weekday_number = Rule<ast::WeekdayNumber>{"a day"} =
    weekday >> dot >> comma >> day_number >> !no_day;
const auto month_of = Rule<ast::MonthOf>{"a month"} = month >> dot >> later_year;

// `week 20`, never `week 20/05` or `week 20 mei`.
const auto week_word = x3::lexeme[(x3::lit("weeknummer") | "weeknr." | "week nr." | "week nummer" |
                                   "week" | "wk." | "wk") >>
                                  x3::omit[-x3::lit(' ')]];
const auto year_link = x3::lexeme[(x3::lit("van") | "of" | "in") >> x3::lit(' ')] | x3::lit(',');
const auto week_of = Rule<ast::WeekOf>{"a week"} =
    x3::lexeme[week_word >> two >> !(x3::char_(":./-") >> digit) >> word_end] >> !month >>
    !no_day >> -(x3::omit[-year_link] >> year);
const auto iso_week = Rule<ast::IsoWeek>{"a week"} =
    x3::lexeme[four >> x3::lit("-w") >> pair >> word_end];

// `hours` behind a number alone is a length: `48 hours`.
const auto hours_word = x3::lexeme[(x3::lit("hours") | "hrs") >> word_end];
const auto colon_clock = Rule<ast::Clock>{"a time"} =
    x3::lexeme[two >> no_term >> ':' >> pair >> -(':' >> pair) >> !digit] >>
    x3::omit[-(hours_word | hour_mark)] >> -meridiem >> -day_part;
const auto marked_clock = Rule<ast::Clock, 1>{"a time"} =
    x3::lexeme[two >> x3::omit[-x3::lit(' ')] >> hour_mark >> -pair >> no_number >> !digit] >>
    no_term >> -day_part;
const auto dotted_clock = Rule<ast::Clock, 2>{"a time"} =
    x3::lexeme[two >> no_term >> '.' >> pair >> no_number >> !digit] >>
    (hours_word | x3::omit[hour_mark] | &meridiem | &day_part) >> -meridiem >> -day_part;
// `om 17.00`, `at 17.00`: the word before it says that it is a time.
const auto at_clock = Rule<ast::Clock, 8>{"a time"} =
    x3::lexeme[x3::omit[(x3::lit("om") | "at") >> x3::lit(' ')] >> two >> no_term >> '.' >> pair >>
               no_number >> !digit >> !(x3::lit('.') >> digit)] >>
    x3::omit[-(hours_word | hour_mark)] >> -meridiem >> -day_part;
const auto hour_clock = Rule<ast::Clock, 3>{"a time"} =
    x3::lexeme[two >> no_term >> no_number >> no_number >> !digit] >> meridiem >> -day_part;
const auto part_clock = Rule<ast::Clock, 4>{"a time"} =
    x3::lexeme[two >> no_term >> no_number >> no_number >> word_end] >> no_term >> day_part;
const auto loose_clock = Rule<ast::Clock, 5>{"a time"} =
    x3::lexeme[two >> no_term >> -((x3::lit('.') | ':') >> pair) >> no_number >> word_end] >>
    no_term >> no_term;
const auto clock = Rule<ast::Clock, 6>{"a time"} =
    colon_clock | marked_clock | dotted_clock | at_clock | hour_clock | part_clock;
const auto from_clock = Rule<ast::Clock, 7>{"a time"} = clock | loose_clock;
const auto hours = Rule<ast::Hours>{"hours"} = from_clock >> hours_link >> clock;
// `tussen 14 en 16 uur`
const auto between_hours = Rule<ast::Hours, 1>{"hours"} =
    x3::omit[x3::lexeme[(x3::lit("tussen") | "between") >> x3::lit(' ')]] >> from_clock >>
    x3::attr(ast::Term{}) >> x3::omit[x3::lexeme[(x3::lit("en") | "and") >> x3::lit(' ')]] >> clock;

const auto period = Rule<ast::Period>{"a period"} = (plain_number | amount_word) >> unit;
// `binnen de maand`: one month.
const auto within_one = Rule<ast::Period, 1>{"a period"} =
    x3::omit[x3::lexeme[x3::lit("binnen de ") >> &((x3::lit("maand") | "week") >> word_end)]] >>
    x3::attr(one) >> unit;
const auto offset = Rule<ast::Offset>{"an offset"} =
    x3::lexeme[(x3::lit("utc") | "gmt") >> x3::omit[-x3::lit(' ')] >> x3::char_("+-") >> two >>
               -(x3::omit[-x3::lit(':')] >> pair) >> word_end];

const auto stamp_date = Rule<ast::IsoDate, 1>{"a date"} =
    x3::attr(boost::optional<ast::Term>{}) >> four >> '-' >> pair >> '-' >> pair;
const auto stamp_clock = Rule<ast::Clock, 9>{"a time"} = pair >> no_term >> ':' >> pair >>
                                                         -(':' >> pair) >> no_term >> no_term;
const auto stamp_offset = Rule<ast::Offset, 1>{"an offset"} =
    (x3::lit('z') >> x3::attr('+') >> x3::attr(0U) >> no_number) |
    (x3::char_("+-") >> pair >> -(x3::omit[-x3::lit(':')] >> pair));
const auto timestamp = Rule<ast::Timestamp>{"a time"} =
    x3::lexeme[stamp_date >> (x3::lit('t') | ' ') >> stamp_clock >> x3::omit[-x3::lit(' ')] >>
               stamp_offset >> word_end];

const auto piece = x3::rule<struct piece_tag, ast::Piece>{"a piece"} =
    within_one | between_hours | hours | timestamp | iso_week | iso | slashed | dashed | dotted |
    named_dashed | named | month_first | clock | short_dotted | week_of | period | weekday_number |
    offset | alone | Place{} | month_of | weekday_full | number | Leftover{};

}  // namespace

ast::Pieces parse_pieces(const Text& text) {
  ast::Pieces pieces;
  Iterator first = text.begin();
  x3::phrase_parse(first, text.end(), *piece, x3::space, pieces);
  return pieces;
}

}  // namespace termijn::rules::moment
