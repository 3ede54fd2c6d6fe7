#include "rules/rulebook/load.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "rules/rulebook/detail/draft.hpp"
#include "rules/rulebook/detail/layers.hpp"

namespace termijn::rules {

namespace book {

const Node& section(Draft& draft, std::string_view name, bool needed) {
  const Node* table = draft.top.table(draft.top.optional(name));
  if (!table && needed && !draft.root.find(name)) {
    draft.desk.error("E0507", fmt::format("the table [{}] is missing", name),
                     {draft.root.span, ""});
  }
  return table ? *table : no_table();
}

void compile_names(Draft& draft) {
  const Node& call_table = section(draft, "call", true);
  if (draft.root.find("call")) {
    Fields call(call_table, "[call]", draft.desk);
    draft.book.call_id = call.id(call.needed("id")).value_or("");
    draft.book.call_name = call.text(call.needed("name")).value_or("");
    const auto year = call.whole(call.needed("year"), 2000, 2100);
    draft.book.year = static_cast<int>(year.value_or(0));
    const auto language = call.choice(call.optional("language"), {"nl", "en"});
    if (language) draft.book.language = *language == 0 ? Language::nl : Language::en;
    call.finish();
  }
  const Node& region_table = section(draft, "region", true);
  if (!draft.root.find("region")) return;
  Fields region(region_table, "[region]", draft.desk);
  draft.book.region_id = region.id(region.needed("id")).value_or("");
  draft.book.region_name = region.text(region.needed("name")).value_or("");
  draft.book.municipalities = region.texts(region.optional("municipalities"));
  region.texts(region.optional("priorities"));
  region.optional("zone");  // Read with [time].
  region.finish();
}

namespace {

Rulebook compile(Draft& draft) {
  draft.top.optional("schema");  // Checked layer by layer.
  compile_names(draft);
  compile_time(draft);
  compile_anchors(draft);
  compile_timeline(draft);
  compile_schema(draft);
  compile_definitions(draft);
  compile_channels(draft);
  compile_challenges(draft);
  compile_requirements(draft);
  compile_scoring(draft);
  compile_selection(draft);
  compile_workflow(draft);
  compile_roles(draft);
  compile_retention(draft);
  check_definitions(draft);
  check_normalised(draft);
  check_timeline(draft);
  check_examples(draft);
  draft.top.finish();
  return std::move(draft.book);
}

/// A layer by itself lacks what its regions bring: only its absence of a region
/// is worth saying. A file with `[regoin]` is no layer.
bool is_layer(const Node& root) {
  const auto slip = [](const Member& member) {
    return nearest(member.name, {"region"}) == "region";
  };
  return root.find("call") && !root.find("region") &&
         std::none_of(root.members.begin(), root.members.end(), slip);
}

void report_layer(const Node& root, Desk& desk) {
  desk.error("E0507", "the table [region] is missing", {root.span, ""},
             "this file is a layer: check the region files that extend it");
}

}  // namespace
}  // namespace book

Loaded load_rulebook_with(const std::string& file, const FileSource& files, const ZoneSource& zones,
                          const Laws& laws) {
  Loaded loaded{std::make_shared<Sources>(), {}, {}};
  const auto root = book::read_layers(file, files, *loaded.sources, loaded.diagnostics);
  if (!root) return loaded;
  book::Desk desk{*loaded.sources, loaded.diagnostics};
  loaded.layer = book::is_layer(*root);
  if (loaded.layer) {
    book::report_layer(*root, desk);
    return loaded;
  }
  book::Draft draft{*root, book::Fields(*root, "", desk), desk, zones, laws};
  Rulebook rulebook = book::compile(draft);
  loaded.diagnostics = sorted(std::move(loaded.diagnostics));
  if (has_errors(loaded.diagnostics)) return loaded;
  rulebook.sources = loaded.sources;
  rulebook.resolved = book::canonical(*root);
  rulebook.digest = sha256(rulebook.resolved);
  loaded.rulebook = std::move(rulebook);
  return loaded;
}

Loaded load_rulebook(const std::string& file, const FileSource& files, const ZoneSource& zones) {
  return load_rulebook_with(file, files, zones, builtin_laws());
}

}  // namespace termijn::rules
