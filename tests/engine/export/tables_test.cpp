#include "engine/export/tables.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include "../season/play.hpp"
#include "xml.hpp"

using namespace termijn;
using tests::Element;

namespace {

tests::Season& season() {
  static tests::Season played = tests::play();
  return played;
}

std::string csv_of(const engine::Store& store, engine::Procedures& procedures,
                   const engine::Scope& scope = {}) {
  std::ostringstream out;
  engine::write_csv(store, procedures, scope, out);
  return out.str();
}

std::string xes_of(const engine::Store& store, engine::Procedures& procedures,
                   const engine::Scope& scope = {}) {
  std::ostringstream out;
  engine::write_xes(store, procedures, scope, out);
  return out.str();
}

/// Reads RFC 4180: every row, every cell.
std::vector<std::vector<std::string>> cells_of(const std::string& text) {
  std::vector<std::vector<std::string>> rows{{""}};
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted && c == '"' && text.substr(at + 1).starts_with("\"")) {
      rows.back().back() += text[++at];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && text.substr(at).starts_with("\r\n")) {
      rows.push_back({""});
      ++at;
    } else {
      rows.back().back() += c;
    }
  }
  BOOST_TEST_REQUIRE(!quoted);
  BOOST_TEST_REQUIRE((rows.back() == std::vector<std::string>{""}), "no line end at the end");
  rows.pop_back();
  return rows;
}

/// A store of one candidature whose reason for being admitted late is given.
tests::Desk desk_with_reason(const std::string& reason) {
  tests::Desk desk;
  desk.submit("2023-06-09T20:00:00+02:00", "1", "Org A");
  desk.act("2023-06-12T10:00:00+02:00", "1", "admit-late",
           "{\"reason\":" + boost::json::serialize(boost::json::value(reason)) + "}");
  return desk;
}

// What the schema of IEEE 1849-2016 says of an attribute: its type by the element's name.
const std::map<std::string, std::regex> value_forms{
    {"string", std::regex("[^]*")},
    {"date", std::regex(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))")},
    {"int", std::regex("-?[0-9]+")},
    {"float", std::regex("-?[0-9]+(\\.[0-9]+)?")},
    {"boolean", std::regex("true|false")},
    {"id", std::regex("[^]*")}};
const std::regex xml_name("[A-Za-z_:][A-Za-z0-9._:-]*");
const std::regex no_colon_name("[A-Za-z_][A-Za-z0-9._-]*");

void check_attributes(const Element& element, const std::set<std::string>& required,
                      const std::set<std::string>& optional = {}) {
  for (const auto& [name, value] : element.attributes) {
    BOOST_TEST((required.contains(name) || optional.contains(name)), element.name << ' ' << name);
  }
  for (const auto& name : required) BOOST_TEST(element.attributes.contains(name), name);
}

/// An attribute of a log, trace or event; the prefixes of keys must be declared.
void check_attribute(const Element& element, const std::set<std::string>& prefixes) {
  check_attributes(element, {"key", "value"});
  const std::string key = element.attributes.at("key");
  BOOST_TEST(std::regex_match(key, xml_name), key);
  const auto colon = key.find(':');
  if (colon != std::string::npos) BOOST_TEST(prefixes.contains(key.substr(0, colon)), key);
  BOOST_TEST(std::regex_match(element.attributes.at("value"), value_forms.at(element.name)),
             key << " = " << element.attributes.at("value"));
  BOOST_TEST(element.children.empty());
}

/// Attributes first, then elements of one name; gives where those begin.
std::size_t check_group(const Element& element, std::size_t from,
                        const std::set<std::string>& prefixes) {
  std::set<std::string> keys;
  std::size_t at = from;
  for (; at < element.children.size() && value_forms.contains(element.children[at].name); ++at) {
    check_attribute(element.children[at], prefixes);
    const auto& key = element.children[at].attributes.at("key");
    BOOST_TEST(keys.insert(key).second, "twice " << key);
  }
  return at;
}

std::set<std::string> keys_of(const Element& element) {
  std::set<std::string> keys;
  for (const auto& child : element.children) {
    if (child.attributes.contains("key")) keys.insert(child.attributes.at("key"));
  }
  return keys;
}

std::string value_of(const Element& element, const std::string& key) {
  for (const auto& child : element.children) {
    const auto found = child.attributes.find("key");
    if (found != child.attributes.end() && found->second == key)
      return child.attributes.at("value");
  }
  return {};
}

/// What a log declares before its traces.
struct Declared {
  std::set<std::string> prefixes;
  std::map<std::string, std::set<std::string>> globals;  ///< Keys by scope.
};

void check_head(const Element& child, Declared& declared) {
  if (child.name == "extension") {
    check_attributes(child, {"name", "prefix", "uri"});
    declared.prefixes.insert(child.attributes.at("prefix"));
  } else if (child.name == "global") {
    check_attributes(child, {"scope"});
    BOOST_TEST(check_group(child, 0, declared.prefixes) == child.children.size());
    declared.globals[child.attributes.at("scope")] = keys_of(child);
  } else {
    check_attributes(child, {"name", "keys"}, {"scope"});
    BOOST_TEST(std::regex_match(child.attributes.at("name"), no_colon_name));
    BOOST_TEST(declared.globals["event"].contains(child.attributes.at("keys")));
  }
}

void check_globals(const Element& element, const std::set<std::string>& globals) {
  const auto keys = keys_of(element);
  BOOST_TEST(std::includes(keys.begin(), keys.end(), globals.begin(), globals.end()),
             "a global attribute is missing");
}

void check_trace(const Element& trace, Declared& declared) {
  BOOST_TEST(trace.name == "trace");
  check_globals(trace, declared.globals["trace"]);
  for (auto at = check_group(trace, 0, declared.prefixes); at < trace.children.size(); ++at) {
    const Element& event = trace.children[at];
    BOOST_TEST(event.name == "event");
    BOOST_TEST(check_group(event, 0, declared.prefixes) == event.children.size());
    check_globals(event, declared.globals["event"]);
  }
}

/// Holds a log against the schema of IEEE 1849-2016: which elements in which order, their
/// attributes and the form of these, declared prefixes and globals.
Element checked_log(const std::string& text) {
  const Element log = tests::XmlReader(text).document();
  BOOST_TEST(log.name == "log");
  check_attributes(log, {"xes.version"}, {"xes.features", "xmlns"});
  BOOST_TEST(std::regex_match(log.attributes.at("xes.version"), std::regex("[0-9]+\\.[0-9]+")));
  BOOST_TEST(log.attributes.at("xmlns") == "http://www.xes-standard.org/");
  Declared declared;
  std::size_t at = 0;
  for (const char* name : {"extension", "global", "classifier"}) {
    for (; at < log.children.size() && log.children[at].name == name; ++at) {
      check_head(log.children[at], declared);
    }
  }
  for (at = check_group(log, at, declared.prefixes); at < log.children.size(); ++at) {
    check_trace(log.children[at], declared);
  }
  return log;
}

std::vector<Element> named(const Element& element, const std::string& name) {
  std::vector<Element> found;
  for (const auto& child : element.children) {
    if (child.name == name) found.push_back(child);
  }
  return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(csv_has_one_row_for_each_event_of_the_season) {
  const auto rows = cells_of(csv_of(*season().store, *season().procedures));
  BOOST_TEST(rows.size() == season().events() + 1);
  for (const auto& row : rows) BOOST_TEST(row.size() == 16U);
  BOOST_TEST(rows[0][0] == "region");
  const auto one =
      cells_of(csv_of(*season().store, *season().procedures, {"zora-werkt", "zora-werkt/0007"}));
  // The guide for the auditor shows this history: late by the clock, admitted by a person.
  const auto history = season().store->history("zora-werkt", "zora-werkt/0007");
  BOOST_TEST_REQUIRE(one.size() == history.size() + 1);
  const std::vector<std::string> refused{"zora-werkt",
                                         "zora-werkt/0007",
                                         "29",
                                         "moved",
                                         "2023-06-10T00:00:00+02:00",
                                         "2023-06-10T02:00:00+02:00",
                                         "clock",
                                         "received",
                                         "inadmissible",
                                         "call.toml:120",
                                         "true",
                                         "true",
                                         "inadmissible",
                                         ""};
  const auto found =
      std::find_if(one.begin(), one.end(), [](const auto& row) { return row[3] == "moved"; });
  BOOST_TEST_REQUIRE((found != one.end()));
  BOOST_TEST(std::vector<std::string>(found->begin(), found->begin() + 14) == refused,
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(csv_of_a_region_has_its_own_events_first) {
  const auto rows = cells_of(csv_of(*season().store, *season().procedures, {"lier", ""}));
  BOOST_TEST(rows.size() == season().store->region("lier")->tree.size() + 1);
  BOOST_TEST(rows[1][1] == "");
  BOOST_TEST(rows[1][3] == "rulebook-adopted");
  for (std::size_t at = 1; at < rows.size(); ++at) BOOST_TEST(rows[at][0] == "lier");
}

BOOST_AUTO_TEST_CASE(tables_leave_personal_data_out) {
  const auto personal = [](const std::string& table) {
    return table.find("info@zorgweefsel") != std::string::npos ||
           table.find("Zorgweefsel") != std::string::npos;
  };
  BOOST_TEST(!personal(csv_of(*season().store, *season().procedures)));
  BOOST_TEST(!personal(xes_of(*season().store, *season().procedures)));
}

BOOST_AUTO_TEST_CASE(csv_gives_a_spreadsheet_no_formula) {
  for (const std::string start : {"=", "+", "-", "@", "\t", "\r", "\n", " =", "＝", "＠", "'"}) {
    auto desk = desk_with_reason(start + "cmd|' /C calc'!A0, \"x\"");
    const auto rows = cells_of(csv_of(desk.store(), desk.procedures()));
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [](const auto& row) { return row[3] == "admitted-late"; });
    BOOST_TEST_REQUIRE((found != rows.end()));
    BOOST_TEST((*found)[14] == "'" + start + "cmd|' /C calc'!A0, \"x\"");
  }
  auto desk = desk_with_reason("gewoon = tekst");
  BOOST_TEST(csv_of(desk.store(), desk.procedures()).find(",gewoon = tekst,") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(tables_show_control_characters_written_out) {
  auto desk = desk_with_reason("a\x1b[2Jb\u202e");
  const auto csv = csv_of(desk.store(), desk.procedures());
  BOOST_TEST(csv.find("a\\u{1b}[2Jb\\u{202e}") != std::string::npos, csv);
  BOOST_TEST(csv.find('\x1b') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(xes_keeps_to_the_schema_of_the_standard) {
  const Element log = checked_log(xes_of(*season().store, *season().procedures));
  std::size_t candidatures = 0;
  std::size_t events = 0;
  for (const auto& row : season().store->regions()) {
    for (const auto& candidature : season().store->candidatures(row.region)) {
      ++candidatures;
      events += season().store->history(row.region, candidature.id).size();
    }
  }
  const auto traces = named(log, "trace");
  BOOST_TEST(traces.size() == candidatures);
  std::size_t told = 0;
  for (const auto& trace : traces) told += named(trace, "event").size();
  BOOST_TEST(told == events);
}

BOOST_AUTO_TEST_CASE(xes_tells_a_trace_as_its_history) {
  const Element log =
      checked_log(xes_of(*season().store, *season().procedures, {"zora-werkt", "zora-werkt/0007"}));
  const auto traces = named(log, "trace");
  BOOST_TEST_REQUIRE(traces.size() == 1U);
  BOOST_TEST(value_of(traces[0], "concept:name") == "zora-werkt/0007");
  BOOST_TEST(value_of(traces[0], "region") == "zora-werkt");
  const auto events = named(traces[0], "event");
  BOOST_TEST(value_of(events[0], "concept:name") == "submitted");
  BOOST_TEST(value_of(events[0], "org:resource") == "applicant");
  BOOST_TEST(value_of(events[0], "time:timestamp") == "2023-06-10T00:04:40+02:00");
  BOOST_TEST(value_of(events[1], "concept:name") == "moved to inadmissible");
  BOOST_TEST(value_of(events[1], "org:resource") == "clock");
  BOOST_TEST(value_of(events[1], "lifecycle:transition") == "complete");
  BOOST_TEST(value_of(events[1], "recorded") == "2023-06-10T02:00:00+02:00");
}

BOOST_AUTO_TEST_CASE(xes_escapes_what_xml_cannot_hold) {
  tests::Desk desk;
  desk.submit("2023-06-01T10:00:00+02:00", "1", "Org A");
  desk.act("2023-06-02T10:00:00+02:00", "1", "extend",
           R"({"milestone":"deadline","until":"2023-06-12","reason":"ja"})",
           R"(a<b>&\"c\"\n\u0001\ufffe)");
  const Element log = checked_log(xes_of(desk.store(), desk.procedures()));
  const auto events = named(named(log, "trace").at(0), "event");
  BOOST_TEST(value_of(events.back(), "org:resource") == "a<b>&\"c\"\n\\u{1}\\u{fffe}");
}
