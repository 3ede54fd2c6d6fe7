#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "engine/journal/event.hpp"

using namespace termijn::engine;
namespace json = boost::json;

namespace {

void append_utf8(char32_t point, std::string& out) {
  const auto tail = [&](unsigned shift) {
    out += static_cast<char>(0x80U | ((point >> shift) & 0x3FU));
  };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0U | (point >> 6U));
    tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0U | (point >> 12U));
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0U | (point >> 18U));
    tail(12), tail(6), tail(0);
  }
}

rc::Gen<std::string> texts() {
  const auto points = rc::gen::oneOf(rc::gen::inRange<unsigned>(0, 0x100),
                                     rc::gen::inRange<unsigned>(0x100, 0xD800),
                                     rc::gen::inRange<unsigned>(0xE000, 0x110000));
  return rc::gen::map(rc::gen::container<std::vector<unsigned>>(points),
                      [](const std::vector<unsigned>& chosen) {
                        std::string text;
                        for (const unsigned point : chosen) append_utf8(point, text);
                        return text;
                      });
}

json::object any_object(int depth);

json::value any_value(int depth) {
  switch (*rc::gen::inRange(0, depth > 0 ? 7 : 5)) {
    case 0:
      return nullptr;
    case 1:
      return *rc::gen::arbitrary<bool>();
    case 2:
      return *rc::gen::arbitrary<std::int64_t>();
    case 3:
      return *rc::gen::arbitrary<std::uint64_t>();
    case 4:
      return json::string(*texts());
    case 5: {
      json::array list;
      for (int left = *rc::gen::inRange(0, 4); left > 0; --left) {
        list.push_back(any_value(depth - 1));
      }
      return list;
    }
    default:
      return any_object(depth - 1);
  }
}

json::object any_object(int depth) {
  json::object object;
  for (int left = *rc::gen::inRange(0, 4); left > 0; --left) {
    const std::string key = *texts();
    object[key] = any_value(depth);
  }
  return object;
}

/// From the year 0 to the year 9999, which is what RFC 3339 can write.
Instant any_instant() {
  return Instant(
      std::chrono::seconds(*rc::gen::inRange<std::int64_t>(-62'167'219'200, 253'402'300'800)));
}

Event any_event() {
  Event event;
  event.region = *texts();
  event.sequence = *rc::gen::inRange<std::uint64_t>(1, 1ULL << 62U);
  event.candidature = *texts();
  event.kind = *texts();
  event.happened = any_instant();
  event.recorded = any_instant();
  event.actor = *texts();
  event.rulebook = *texts();
  event.body = any_object(3);
  event.personal = any_object(1);
  return event;
}

const Salt salt = "0123456789abcdef";

StoredEvent stored(const Event& event) {
  StoredEvent row;
  row.sequence = event.sequence;
  row.candidature = event.candidature;
  row.bytes = encode(event, salt);
  if (event.personal.empty()) return row;
  row.salt = salt;
  row.personal = canonical(event.personal);
  return row;
}

/// One byte changed, removed, doubled or put in.
std::string mutated(std::string bytes) {
  const auto place = *rc::gen::inRange<std::size_t>(0, bytes.size());
  const char byte = *rc::gen::arbitrary<char>();
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      bytes[place] = byte;
      break;
    case 1:
      bytes.erase(place, 1);
      break;
    case 2:
      bytes.insert(place, 1, bytes[place]);
      break;
    default:
      bytes.insert(place, 1, byte);
  }
  return bytes;
}

}  // namespace

BOOST_AUTO_TEST_CASE(any_event_comes_back_as_it_went) {
  BOOST_TEST(rc::check("decode(encode(event)) == event", [] {
    const Event event = any_event();
    const auto read = decode(stored(event));
    if (const auto* problem = std::get_if<std::string>(&read)) RC_FAIL(*problem);
    RC_ASSERT(std::get<Event>(read) == event);
  }));
}

BOOST_AUTO_TEST_CASE(changed_bytes_never_pass_for_another_spelling_of_an_event) {
  BOOST_TEST(rc::check("mutated bytes are refused or are canonical themselves", [] {
    const Event event = any_event();
    StoredEvent row = stored(event);
    const std::string before = row.bytes;
    row.bytes = mutated(before);
    const auto read = decode(row);
    const auto* accepted = std::get_if<Event>(&read);
    if (accepted == nullptr) return;
    RC_ASSERT(encode(*accepted, salt) == row.bytes);
    RC_ASSERT((row.bytes == before) == (*accepted == event));
  }));
}
