#pragma once

#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/journal/store.hpp"
#include "engine/workflow/procedure.hpp"
#include "rules/time/laws.hpp"

namespace termijn::engine {

/// What a rulebook was made of, so that it can be made again from the store alone.
struct RulebookFiles {
  std::string entry;                         ///< The region's own file.
  std::map<std::string, std::string> files;  ///< By name, the layers included.
  std::map<std::string, std::string> zones;  ///< TZif bytes by zone name.
  /// The calendars and regimes that it may name. Of those the store keeps the ones that it
  /// does, and those that they extend.
  rules::LawTexts laws = rules::builtin_law_texts();
};

/// A file source that remembers what it handed out.
rules::FileSource remembering(rules::FileSource files, RulebookFiles& into);
rules::ZoneSource remembering(rules::ZoneSource zones, RulebookFiles& into);

/// Keeps everything that a rulebook is made of, each part once, and returns the parts as they are
/// written down: by digest. A rulebook that the store holds already keeps the parts that it
/// was first adopted with. Throws StoreError when `files` do not give it again.
boost::json::object keep_parts(Transaction& transaction, const Store& store,
                               const rules::Rulebook& rulebook, const RulebookFiles& files);

/// Puts a rulebook into force for its region's new candidatures, keeping everything that
/// it was made of. Returns false, and writes nothing, when that very rulebook is in force.
/// Throws StoreError when `files` do not give the rulebook again.
bool adopt(Transaction& transaction, const Store& store, const rules::Rulebook& rulebook,
           const RulebookFiles& files, const std::string& actor, Instant now);

/// One of the documents that a rulebook was made of.
struct RulebookPart {
  std::string section;  ///< `files`, `zones`, `calendar`, `regime`; `parts` is the list of them.
  std::string name;     ///< Of the list: the rulebook's digest.
  std::string digest;   ///< Of the document, hex.
};

/// The documents by which the store keeps a rulebook, the list of them first. Throws
/// StoreError when the store does not know it.
std::vector<RulebookPart> rulebook_parts(const Store& store, const std::string& rulebook);

/// The rulebooks of a store, made again from what it keeps, each once.
class Procedures {
 public:
  /// `builtin` stands in for what stores of the first versions left out: the calendar that a
  /// built-in one extends.
  explicit Procedures(const Store& store, rules::LawTexts builtin = rules::builtin_law_texts())
      : store_(store), builtin_(std::move(builtin)) {}

  /// By hex digest, counting by the calendar, the regime and the zone data that the store
  /// keeps, whatever this version of termijn brings. Throws StoreError when the store does not hold
  /// it whole, or what it holds no longer gives that digest.
  const Procedure& at(const std::string& digest);

  /// Takes in a rulebook that the store need not hold, to ask what it would lead to.
  const Procedure& with(rules::Rulebook rulebook);

 private:
  const Store& store_;
  rules::LawTexts builtin_;
  std::map<std::string, ProcedurePtr> made_;
};

}  // namespace termijn::engine
