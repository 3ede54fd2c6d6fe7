#include "engine/workflow/adoption.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include "engine/candidature/kinds.hpp"
#include "engine/journal/event.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;

// Documents of this kind are named after the rulebook's digest and list its parts.
constexpr const char* parts_kind = "rulebook-parts";

json::object keep(Transaction& transaction, const char* kind,
                  const std::map<std::string, std::string>& texts) {
  json::object digests;
  for (const auto& [name, bytes] : texts) {
    digests[name] = transaction.put_document({.kind = kind, .name = name, .bytes = bytes});
  }
  return digests;
}

std::map<std::string, std::string> fetch(const Store& store, const json::object& digests) {
  std::map<std::string, std::string> texts;
  for (const auto& [name, digest] : digests) {
    const auto document = store.document(std::string(digest.as_string()));
    if (!document) {
      throw StoreError(fmt::format("the store lacks '{}' of a rulebook in force; restore a backup",
                                   std::string_view(name)));
    }
    texts[name] = document->bytes;
  }
  return texts;
}

json::object parts_of(const Store& store, const std::string& digest) {
  const auto document = store.document_named(parts_kind, digest);
  if (!document) throw StoreError(fmt::format("the store lacks rulebook {}", digest));
  return json::parse(document->bytes).as_object();
}

}  // namespace

rules::FileSource remembering(rules::FileSource files, RulebookFiles& into) {
  return [files = std::move(files), &into](const std::string& name) {
    auto text = files(name);
    if (text) into.files[name] = *text;
    return text;
  };
}

rules::ZoneSource remembering(rules::ZoneSource zones, RulebookFiles& into) {
  return [zones = std::move(zones), &into](std::string_view name) {
    auto zone = zones(name);
    if (zone && !zone->bytes().empty()) into.zones[std::string(name)] = zone->bytes();
    return zone;
  };
}

bool adopt(Transaction& transaction, const Store& store, const rules::Rulebook& rulebook,
           const RulebookFiles& files, const std::string& actor, Instant now) {
  const auto digest = rules::hex(rulebook.digest);
  const auto present = store.region(rulebook.region_id);
  if (present && present->rulebook == digest) return false;
  json::object parts{
      {"entry", files.entry},
      {"files", keep(transaction, "rulebook", files.files)},
      {"zones", keep(transaction, "zone", files.zones)},
      {"calendar", keep(transaction, "calendar",
                        {{rulebook.calendar.id(),
                          std::string(rules::builtin_calendar_text(rulebook.calendar.id()))}})},
      {"regime",
       keep(transaction, "regime",
            {{rulebook.regime.id, std::string(rules::builtin_regime_text(rulebook.regime.id))}})}};
  transaction.put_document({.kind = parts_kind, .name = digest, .bytes = canonical(parts)});
  Event event{.region = rulebook.region_id,
              .sequence = 0,
              .candidature = "",
              .kind = std::string(kind::rulebook_adopted),
              .happened = now,
              .recorded = now,
              .actor = actor,
              .rulebook = digest,
              .body = {{"parts", parts}, {"name", rulebook.region_name}},
              .personal = {}};
  if (present) event.body["replaces"] = present->rulebook;
  transaction.append(std::move(event));
  transaction.set_rulebook(rulebook.region_id, digest);
  return true;
}

const Procedure& Procedures::at(const std::string& digest) {
  if (const auto found = made_.find(digest); found != made_.end()) return *found->second;
  const auto parts = parts_of(store_, digest);
  const auto files = fetch(store_, parts.at("files").as_object());
  const auto zones = fetch(store_, parts.at("zones").as_object());
  const auto file = [&](const std::string& name) -> std::optional<std::string> {
    const auto found = files.find(name);
    return found == files.end() ? std::nullopt : std::optional(found->second);
  };
  const auto zone = [&](std::string_view name) -> std::shared_ptr<const rules::Zone> {
    const auto found = zones.find(std::string(name));
    if (found == zones.end()) return nullptr;
    auto read = rules::read_zone(found->first, found->second);
    return read ? std::make_shared<const rules::Zone>(std::move(*read)) : nullptr;
  };
  auto loaded = rules::load_rulebook(std::string(parts.at("entry").as_string()), file, zone);
  if (!loaded.rulebook || rules::hex(loaded.rulebook->digest) != digest) {
    throw StoreError(
        fmt::format("rulebook {} can no longer be made from what the store keeps of it", digest));
  }
  auto made = std::make_shared<const Procedure>(std::move(*loaded.rulebook));
  return *made_.emplace(digest, std::move(made)).first->second;
}

}  // namespace termijn::engine
