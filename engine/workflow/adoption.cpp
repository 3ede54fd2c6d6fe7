#include "engine/workflow/adoption.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include "engine/candidature/kinds.hpp"
#include "engine/journal/event.hpp"
#include "rules/rulebook/load.hpp"

namespace termijn::engine {
namespace {

namespace json = boost::json;

// Documents of this kind are named after the rulebook's digest and list its parts.
constexpr const char* parts_kind = "rulebook-parts";

template <typename Texts>
json::object keep(Transaction& transaction, const char* kind, const Texts& texts) {
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

bool lists_digests(const json::value* section) {
  if (section == nullptr || !section->is_object()) return false;
  for (const auto& [name, digest] : section->get_object()) {
    if (!digest.is_string()) return false;
  }
  return true;
}

json::object parts_of(const Store& store, const std::string& digest) {
  const auto document = store.document_named(parts_kind, digest);
  if (!document) throw StoreError(fmt::format("the store lacks rulebook {}", digest));
  json::error_code failed;
  json::value read = json::parse(document->bytes, failed);
  const json::object* parts = failed ? nullptr : read.if_object();
  const json::value* entry = parts ? parts->if_contains("entry") : nullptr;
  bool whole = entry && entry->is_string();
  for (const char* section : {"files", "zones", "calendar", "regime"}) {
    whole = whole && lists_digests(parts->if_contains(section));
  }
  if (whole) return *parts;
  throw StoreError(fmt::format("what the store keeps of rulebook {} is no list of parts", digest));
}

using Texts = std::map<std::string, std::string, std::less<>>;

/// Loads a rulebook from nothing but its parts.
rules::Loaded load_from(const RulebookFiles& parts, const rules::Laws& laws) {
  const auto file = [&](const std::string& name) -> std::optional<std::string> {
    const auto found = parts.files.find(name);
    return found == parts.files.end() ? std::nullopt : std::optional(found->second);
  };
  const auto zone = [&](std::string_view name) -> std::shared_ptr<const rules::Zone> {
    const auto found = parts.zones.find(std::string(name));
    if (found == parts.zones.end()) return nullptr;
    auto read = rules::read_zone(found->first, found->second);
    return read ? std::make_shared<const rules::Zone>(std::move(*read)) : nullptr;
  };
  return rules::load_rulebook_with(parts.entry, file, zone, laws);
}

/// The first versions kept only the calendar that a rulebook names, and none for one of its own,
/// which was written as an empty text. What it extends is taken from this program, provided that
/// what was kept is the same here.
bool may_complete(const Texts& kept, const Texts& builtin) {
  for (const auto& [id, text] : kept) {
    const auto here = builtin.find(id);
    if (here == builtin.end() ? !text.empty() : here->second != text) return false;
  }
  return true;
}

std::string cannot_be_made(const std::string& digest, const rules::LawShelf& shelf) {
  for (const auto& id : shelf.missing()) {
    return fmt::format(
        "rulebook {} counts by '{}', which the store does not keep, and this version of termijn "
        "has "
        "other calendars than the one it was adopted with; open the store with that version",
        digest, id);
  }
  return fmt::format("rulebook {} can no longer be made from what the store keeps of it", digest);
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

json::object keep_parts(Transaction& transaction, const Store& store,
                        const rules::Rulebook& rulebook, const RulebookFiles& files) {
  const auto digest = rules::hex(rulebook.digest);
  if (store.document_named(parts_kind, digest)) return parts_of(store, digest);
  rules::LawShelf shelf(files.laws);
  const auto again = load_from(files, shelf.laws());
  if (!again.rulebook || rules::hex(again.rulebook->digest) != digest) {
    throw StoreError(fmt::format("rulebook {} cannot be made again from its files", digest));
  }
  json::object parts{{"entry", files.entry},
                     {"files", keep(transaction, "rulebook", files.files)},
                     {"zones", keep(transaction, "zone", files.zones)},
                     {"calendar", keep(transaction, "calendar", shelf.used().calendars)},
                     {"regime", keep(transaction, "regime", shelf.used().regimes)}};
  transaction.put_document({.kind = parts_kind, .name = digest, .bytes = canonical(parts)});
  return parts;
}

bool adopt(Transaction& transaction, const Store& store, const rules::Rulebook& rulebook,
           const RulebookFiles& files, const std::string& actor, Instant now) {
  const auto digest = rules::hex(rulebook.digest);
  const auto present = store.region(rulebook.region_id);
  if (present && present->rulebook == digest) return false;
  auto parts = keep_parts(transaction, store, rulebook, files);
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

std::vector<RulebookPart> rulebook_parts(const Store& store, const std::string& rulebook) {
  const json::object parts = parts_of(store, rulebook);
  std::vector<RulebookPart> found{{"parts", rulebook, rules::hex(rules::sha256(canonical(parts)))}};
  for (const char* section : {"files", "zones", "calendar", "regime"}) {
    for (const auto& [name, digest] : parts.at(section).as_object()) {
      found.push_back({section, std::string(name), std::string(digest.as_string())});
    }
  }
  return found;
}

const Procedure& Procedures::with(rules::Rulebook rulebook) {
  auto made = std::make_shared<const Procedure>(std::move(rulebook));
  const auto digest = rules::hex(made->rulebook.digest);
  return *made_.emplace(digest, std::move(made)).first->second;
}

const Procedure& Procedures::at(const std::string& digest) {
  if (const auto found = made_.find(digest); found != made_.end()) return *found->second;
  const auto parts = parts_of(store_, digest);
  const RulebookFiles files{.entry = std::string(parts.at("entry").as_string()),
                            .files = fetch(store_, parts.at("files").as_object()),
                            .zones = fetch(store_, parts.at("zones").as_object()),
                            .laws = {}};
  rules::LawTexts texts;
  for (auto& [id, text] : fetch(store_, parts.at("calendar").as_object())) {
    texts.calendars[id] = text;
  }
  for (auto& [id, text] : fetch(store_, parts.at("regime").as_object())) texts.regimes[id] = text;
  const bool completed = may_complete(texts.calendars, builtin_.calendars);
  std::erase_if(texts.calendars, [](const auto& kept) { return kept.second.empty(); });
  if (completed) texts.calendars.insert(builtin_.calendars.begin(), builtin_.calendars.end());
  rules::LawShelf shelf(std::move(texts));
  auto loaded = load_from(files, shelf.laws());
  if (!loaded.rulebook || rules::hex(loaded.rulebook->digest) != digest) {
    throw StoreError(cannot_be_made(digest, shelf));
  }
  auto made = std::make_shared<const Procedure>(std::move(*loaded.rulebook));
  return *made_.emplace(digest, std::move(made)).first->second;
}

}  // namespace termijn::engine
