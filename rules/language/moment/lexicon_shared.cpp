#include <array>

#include "rules/language/moment/detail/lexicon.hpp"

namespace termijn::rules::moment {
namespace {

constexpr int of(Sign sign) { return static_cast<int>(sign); }
constexpr int of(Bound bound) { return static_cast<int>(bound); }

enum Zones {
  brussels,
  london,
  eastern,
  central,
  mountain,
  pacific,
  samoa,
  utc,
  aoe,
  cet,
  cest,
  gmt,
  est,
  edt,
  pst,
  pdt,
  bst,
  lisbon,
  helsinki,
  athens,
  zones_end
};

constexpr std::array<ZoneWord, zones_end> zone_table = {{
    {"Europe/Brussels"},
    {"Europe/London"},
    {.place = "America/New_York", .american = true},
    {.place = "America/Chicago", .american = true},
    {.place = "America/Denver", .american = true},
    {.place = "America/Los_Angeles", .american = true},
    {"Pacific/Pago_Pago"},
    {.place = "", .fixed = true, .literal_hours = 0},
    {.place = "", .fixed = true, .literal_hours = -12},
    {.place = "Europe/Brussels", .fixed = true, .literal_hours = 1},
    {.place = "Europe/Brussels", .fixed = true, .literal_hours = 2},
    {.place = "Europe/London", .fixed = true, .literal_hours = 0},
    {.place = "America/New_York", .fixed = true, .literal_hours = -5, .american = true},
    {.place = "America/New_York", .fixed = true, .literal_hours = -4, .american = true},
    {.place = "America/Los_Angeles", .fixed = true, .literal_hours = -8, .american = true},
    {.place = "America/Los_Angeles", .fixed = true, .literal_hours = -7, .american = true},
    // In calls it is Britain's; Bangladesh has the same letters, and says so seldom.
    {.place = "Europe/London",
     .fixed = true,
     .literal_hours = 1,
     .also = "Bangladesh Standard Time (UTC+6)"},
    {"Europe/Lisbon"},
    {"Europe/Helsinki"},
    {"Europe/Athens"},
}};

// Letters that several places use, none of them so much more than the others.
enum Letters { cst = zones_end, ist, ast, mst, sst, ect, gst, amt };
constexpr std::array<std::string_view, 8> meanings = {
    "US Central (UTC-6), China (UTC+8), Cuba (UTC-5)",
    "India (UTC+5:30), Ireland (UTC+1), Israel (UTC+2)",
    "Atlantic (UTC-4), Arabia (UTC+3)",
    "US Mountain (UTC-7), Malaysia (UTC+8), Myanmar (UTC+6:30)",
    "Samoa (UTC-11), Singapore (UTC+8)",
    "Ecuador (UTC-5), Eastern Caribbean (UTC-4)",
    "Gulf (UTC+4), South Georgia (UTC-2)",
    "Amazon (UTC-4), Armenia (UTC+4)",
};

constexpr Entry entries[] = {
    {",", Sort::sign, of(Sign::comma)},
    {";", Sort::sign, of(Sign::semicolon)},
    {":", Sort::sign, of(Sign::colon)},
    {"(", Sort::sign, of(Sign::open)},
    {"[", Sort::sign, of(Sign::open)},
    {")", Sort::sign, of(Sign::close)},
    {"]", Sort::sign, of(Sign::close)},
    {"-", Sort::sign, of(Sign::dash)},
    {"--", Sort::sign, of(Sign::dash)},
    {"/", Sort::sign, of(Sign::slash)},
    {"+", Sort::sign, of(Sign::plus)},
    {"&", Sort::sign, of(Sign::both)},
    {"...", Sort::sign, of(Sign::dots)},
    {"*", Sort::sign, of(Sign::ignored)},
    {"(*)", Sort::sign, of(Sign::ignored)},
    {".", Sort::sign, of(Sign::ignored)},
    {"\"", Sort::sign, of(Sign::ignored)},
    {"'", Sort::sign, of(Sign::ignored)},
    {"!", Sort::sign, of(Sign::ignored)},
    {"of", Sort::sign, of(Sign::either), true},
    {"t/m", Sort::bound, of(Bound::through)},
    {"in", Sort::filler},
    {"deadline", Sort::deadline},
    {"-", Sort::hours_link},
    {"h", Sort::hour_mark},
    {"hr", Sort::hour_mark},
    {"am", Sort::meridiem, 0},
    {"a.m", Sort::meridiem, 0},
    {"a.m.", Sort::meridiem, 0},
    {"pm", Sort::meridiem, 1},
    {"p.m", Sort::meridiem, 1},
    {"p.m.", Sort::meridiem, 1},
    {"week", Sort::unit, static_cast<int>(UnitWord::week)},
    {"reserve", Sort::reserve},
    {"europe/brussels", Sort::zone, brussels},
    {"europe/london", Sort::zone, london},
    {"pacific/samoa", Sort::zone, samoa},
    {"pacific/pago_pago", Sort::zone, samoa},
    {"america/new_york", Sort::zone, eastern},
    {"utc", Sort::zone, utc},
    {"z", Sort::zone, utc, true},
    {"aoe", Sort::zone, aoe},
    {"cet", Sort::zone, cet},
    {"cest", Sort::zone, cest},
    {"cet/cest", Sort::zone, brussels},
    {"gmt", Sort::zone, gmt},
    {"est", Sort::zone, est},
    {"edt", Sort::zone, edt},
    {"pst", Sort::zone, pst},
    {"pdt", Sort::zone, pdt},
    {"et", Sort::zone, eastern, true},
    {"ct", Sort::zone, central, true},
    {"mt", Sort::zone, mountain, true},
    {"pt", Sort::zone, pacific, true},
    {"cst", Sort::zone, cst},
    {"ist", Sort::zone, ist},
    {"ast", Sort::zone, ast},
    {"mst", Sort::zone, mst},
    {"sst", Sort::zone, sst},
    {"ect", Sort::zone, ect},
    {"gst", Sort::zone, gst},
    {"amt", Sort::zone, amt},
    {"bst", Sort::zone, bst},
    {"british summer time", Sort::zone, bst},
    {"lisbon time", Sort::zone, lisbon},
    {"helsinki time", Sort::zone, helsinki},
    {"finnish time", Sort::zone, helsinki},
    {"athens time", Sort::zone, athens},
    {"greek time", Sort::zone, athens},
    {"q1", Sort::quarter, 1},
    {"q2", Sort::quarter, 2},
    {"q3", Sort::quarter, 3},
    {"q4", Sort::quarter, 4},
};

}  // namespace

std::span<const Entry> shared_lexicon() { return entries; }

const ZoneWord* zone_word(int index) {
  const auto at = static_cast<std::size_t>(index);
  return at < zone_table.size() ? &zone_table[at] : nullptr;
}

std::string_view zone_meanings(int index) {
  const auto at = static_cast<std::size_t>(index - zones_end);
  return at < meanings.size() ? meanings[at] : meanings.back();
}

}  // namespace termijn::rules::moment
