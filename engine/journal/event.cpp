#include "engine/journal/event.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include <boost/json/parse.hpp>

#include "engine/journal/fields.hpp"
#include "rules/time/zone.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;

// Stored for ever, as are the names of the fields below.
constexpr std::uint64_t format_version = 1;

/// Length of the UTF-8 sequence at the start of `text`; 0 when there is none
/// (RFC 3629: no surrogates, no overlong forms, nothing past U+10FFFF).
std::size_t sequence_length(std::string_view text) {
  const auto at = [text](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  const auto continues = [&](std::size_t index, unsigned low, unsigned high) {
    return index < text.size() && at(index) >= low && at(index) <= high;
  };
  const unsigned lead = at(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return continues(1, 0x80, 0xBF) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool second = continues(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
    return second && continues(2, 0x80, 0xBF) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool second = continues(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
    return second && continues(2, 0x80, 0xBF) && continues(3, 0x80, 0xBF) ? 4 : 0;
  }
  return 0;
}

void write_escaped(char byte, std::string& out) {
  static constexpr char digits[] = "0123456789abcdef";
  switch (byte) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\r':
      out += "\\r";
      return;
    default:
      out += "\\u00";
      out += digits[static_cast<unsigned char>(byte) >> 4U];
      out += digits[static_cast<unsigned char>(byte) & 0xFU];
  }
}

void write_text(std::string_view text, std::string& out) {
  if (!is_text(text)) std::abort();
  out += '"';
  for (const char byte : text) {
    if (static_cast<unsigned char>(byte) < 0x20 || byte == '"' || byte == '\\') {
      write_escaped(byte, out);
    } else {
      out += byte;
    }
  }
  out += '"';
}

void write(const json::value& value, std::string& out);

void write(const json::array& list, std::string& out) {
  out += '[';
  for (std::size_t index = 0; index < list.size(); ++index) {
    if (index != 0) out += ',';
    write(list[index], out);
  }
  out += ']';
}

void write(const json::object& object, std::string& out) {
  std::vector<const json::key_value_pair*> members;
  members.reserve(object.size());
  for (const auto& member : object) members.push_back(&member);
  std::sort(members.begin(), members.end(),
            [](const auto* left, const auto* right) { return left->key() < right->key(); });
  out += '{';
  for (std::size_t index = 0; index < members.size(); ++index) {
    if (index != 0) out += ',';
    write_text(members[index]->key(), out);
    out += ':';
    write(members[index]->value(), out);
  }
  out += '}';
}

void write(const json::value& value, std::string& out) {
  switch (value.kind()) {
    case json::kind::null:
      out += "null";
      return;
    case json::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      return;
    case json::kind::int64:
      out += std::to_string(value.get_int64());
      return;
    case json::kind::uint64:
      out += std::to_string(value.get_uint64());
      return;
    case json::kind::string:
      write_text(value.get_string(), out);
      return;
    case json::kind::array:
      write(value.get_array(), out);
      return;
    case json::kind::object:
      write(value.get_object(), out);
      return;
    case json::kind::double_:
      break;
  }
  std::abort();
}

void write_field(std::string_view name, std::string_view text, std::string& out) {
  out += ",\"";
  out += name;
  out += "\":";
  write_text(text, out);
}

/// The fields in the order of their names, so that nothing has to be sorted.
std::string encode_fields(const Event& event, std::string_view commitment_hex) {
  std::string out;
  out.reserve(512);
  out += "{\"actor\":";
  write_text(event.actor, out);
  out += ",\"body\":";
  write(event.body, out);
  write_field("candidature", event.candidature, out);
  out += ",\"format\":" + std::to_string(format_version);
  write_field("happened", rules::rfc3339(event.happened), out);
  write_field("kind", event.kind, out);
  if (!commitment_hex.empty()) write_field("personal", commitment_hex, out);
  write_field("recorded", rules::rfc3339(event.recorded), out);
  write_field("region", event.region, out);
  write_field("rulebook", event.rulebook, out);
  out += ",\"sequence\":" + std::to_string(event.sequence) + '}';
  return out;
}

bool has_fraction(const json::value& value) {
  switch (value.kind()) {
    case json::kind::double_:
      return true;
    case json::kind::array:
      return std::any_of(value.get_array().begin(), value.get_array().end(), has_fraction);
    case json::kind::object:
      return std::any_of(value.get_object().begin(), value.get_object().end(),
                         [](const auto& member) { return has_fraction(member.value()); });
    default:
      return false;
  }
}

/// Reads what `canonical` may write. Bodies come from JSON that was read with
/// Boost's limit of 32 levels and are put a few levels deeper: twice that here.
std::optional<json::object> parsed(std::string_view text) {
  json::parse_options options;
  options.max_depth = 64;
  json::error_code failed;
  json::value value = json::parse(text, failed, {}, options);
  if (failed || !value.is_object() || has_fraction(value)) return std::nullopt;
  return std::move(value.get_object());
}

/// Puts the personal data beside its event, or says why it is not that event's.
std::string attach_personal(const StoredEvent& stored, std::string_view expected, Event& event) {
  if (stored.personal.empty() && stored.salt.empty()) return {};
  if (stored.personal.empty() || stored.salt.empty()) {
    return "personal data and its salt do not come together";
  }
  if (expected.empty()) return "personal data beside an event that has none";
  if (rules::hex(rules::sha256(stored.salt, stored.personal)) != expected) {
    return "the personal data is not what the event committed to";
  }
  const auto object = parsed(stored.personal);
  if (!object || canonical(*object) != stored.personal) {
    return "the personal data is not canonical JSON";
  }
  event.personal = *object;
  return {};
}

}  // namespace

bool is_text(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string canonical(const json::value& value) {
  std::string out;
  write(value, out);
  return out;
}

Digest commitment(const Salt& salt, const json::object& personal) {
  std::string out;
  write(personal, out);
  return rules::sha256(salt, out);
}

std::string encode(const Event& event, const Salt& salt) {
  if (event.personal.empty()) return encode_fields(event, {});
  if (salt.empty()) std::abort();  // without salt a commitment can be guessed
  return encode_fields(event, rules::hex(commitment(salt, event.personal)));
}

std::variant<Event, std::string> decode(const StoredEvent& stored) {
  const auto object = parsed(stored.bytes);
  if (!object) return "not a JSON object of whole numbers and texts";
  Fields fields(*object);
  const std::uint64_t format = fields.whole("format");
  if (!fields.problem().empty()) return fields.problem();
  if (format != format_version) return "an unknown format version";

  Event event;
  event.region = fields.text("region");
  event.sequence = fields.whole("sequence");
  event.candidature = fields.text("candidature");
  event.kind = fields.text("kind");
  event.happened = fields.instant("happened");
  event.recorded = fields.instant("recorded");
  event.actor = fields.text("actor");
  event.rulebook = fields.text("rulebook");
  event.body = fields.object("body");
  const std::string committed = fields.has("personal") ? fields.digest("personal") : std::string();
  if (!fields.problem().empty()) return fields.problem();
  if (fields.any_left()) return "a field that is not of this format";
  if (encode_fields(event, committed) != stored.bytes) return "not canonical JSON";
  if (event.sequence != stored.sequence) return "the sequence is not that of its row";
  if (event.candidature != stored.candidature) return "the candidature is not that of its row";
  if (auto problem = attach_personal(stored, committed, event); !problem.empty()) return problem;
  return event;
}

}  // namespace termijn::engine
