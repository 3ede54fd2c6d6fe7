#include <ostream>

#include "engine/candidature/kinds.hpp"
#include "engine/export/detail/told.hpp"
#include "engine/export/tables.hpp"
#include "rules/time/zone.hpp"

namespace termijn::engine {
namespace {

using detail::Told;
using detail::word;

/// The text of an attribute value. Line ends and tabs as references, or a reader would make
/// blanks of them (XML 1.0, section 3.3.3).
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : detail::printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\t':
        out += "&#9;";
        break;
      case '\n':
        out += "&#10;";
        break;
      case '\r':
        out += "&#13;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

class Log {
 public:
  explicit Log(std::ostream& out) : out_(out) {}

  void begin(const StoreInfo& info) {
    // The version is a decimal number in the schema of the standard.
    out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<log xes.version=\"1849.2016\" xes.features=\"\" "
            "xmlns=\"http://www.xes-standard.org/\">\n";
    extension("Concept", "concept");
    extension("Time", "time");
    extension("Lifecycle", "lifecycle");
    extension("Organizational", "org");
    out_ << "  <global scope=\"trace\">\n";
    attribute(4, "string", "concept:name", "");
    attribute(4, "string", "region", "");
    out_ << "  </global>\n  <global scope=\"event\">\n";
    attribute(4, "string", "concept:name", "");
    attribute(4, "date", "time:timestamp", "1970-01-01T00:00:00Z");
    attribute(4, "string", "lifecycle:transition", "complete");
    attribute(4, "string", "org:resource", "");
    attribute(4, "string", "stage", "");
    out_ << "  </global>\n"
            "  <classifier name=\"Activity\" scope=\"event\" keys=\"concept:name\"/>\n"
            "  <classifier name=\"Resource\" scope=\"event\" keys=\"org:resource\"/>\n";
    attribute(2, "string", "concept:name", info.origin);
    attribute(2, "string", "lifecycle:model", "standard");
    attribute(2, "boolean", "sandbox", info.sandbox ? "true" : "false");
  }
  void end() { out_ << "</log>\n"; }

  void begin_trace(const CandidatureRow& row) {
    out_ << "  <trace>\n";
    attribute(4, "string", "concept:name", row.id);
    attribute(4, "string", "region", row.region);
    attribute(4, "string", "stage", row.stage);
    attribute(4, "string", "standing", row.standing);
    attribute(4, "string", "rulebook", row.rulebook);
  }
  void end_trace() { out_ << "  </trace>\n"; }

  void event(const Told& told) {
    const Event& event = told.event;
    const bool moved = event.kind == kind::moved;
    out_ << "    <event>\n";
    attribute(6, "string", "concept:name",
              moved ? "moved to " + word(event.body, "to") : event.kind);
    attribute(6, "date", "time:timestamp", rules::rfc3339(event.happened, told.zone));
    attribute(6, "string", "lifecycle:transition", "complete");
    attribute(6, "string", "org:resource", event.actor);
    attribute(6, "string", "kind", event.kind);
    attribute(6, "string", "stage", told.after.stage);
    attribute(6, "int", "sequence", std::to_string(event.sequence));
    attribute(6, "date", "recorded", rules::rfc3339(event.recorded, told.zone));
    attribute(6, "string", "rulebook", event.rulebook);
    optional("boolean", "automatic", word(event.body, "automatic"));
    optional("boolean", "adverse", word(event.body, "adverse"));
    optional("string", "rule", detail::rule_of(event.body));
    optional("string", "outcome", word(event.body, "outcome"));
    out_ << "    </event>\n";
  }

 private:
  void extension(const char* name, const char* prefix) {
    out_ << "  <extension name=\"" << name << "\" prefix=\"" << prefix
         << "\" uri=\"http://www.xes-standard.org/" << prefix << ".xesext\"/>\n";
  }
  void attribute(int indent, const char* type, const char* key, std::string_view value) {
    out_ << std::string(static_cast<std::size_t>(indent), ' ') << '<' << type << " key=\"" << key
         << "\" value=\"" << escaped(value) << "\"/>\n";
  }
  void optional(const char* type, const char* key, const std::string& value) {
    if (!value.empty()) attribute(6, type, key, value);
  }

  std::ostream& out_;
};

}  // namespace

void write_xes(const Store& store, Procedures& procedures, const Scope& scope, std::ostream& out) {
  at_one_moment(store, [&] {
    Log log(out);
    log.begin(store.info());
    for (const RegionRow& region : regions_in(store, scope)) {
      for (const auto& row : detail::candidatures_in(store, region.region, scope)) {
        log.begin_trace(row);
        detail::tell(store, procedures, region.region, row.id,
                     [&](const Told& told) { log.event(told); });
        log.end_trace();
      }
    }
    log.end();
  });
}

}  // namespace termijn::engine
