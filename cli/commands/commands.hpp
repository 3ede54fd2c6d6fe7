#pragma once

#include "cli/environment.hpp"

namespace CLI {
class App;
}

namespace termijn::cli {

// One function a command: it adds the command to the program. When the command
// is the one that was asked for, it runs while the arguments are read and leaves
// what it came to in `environment.exit`. `environment` must outlive `app`.

void add_resolve(CLI::App& app, Environment& environment);
void add_limit(CLI::App& app, Environment& environment);
void add_check(CLI::App& app, Environment& environment);
void add_diff(CLI::App& app, Environment& environment);
void add_timeline(CLI::App& app, Environment& environment);
void add_eval(CLI::App& app, Environment& environment);
void add_graph(CLI::App& app, Environment& environment);
void add_fmt(CLI::App& app, Environment& environment);
void add_translate(CLI::App& app, Environment& environment);
void add_schema(CLI::App& app, Environment& environment);
void add_explain_code(CLI::App& app, Environment& environment);

// What works on a store.
void add_init(CLI::App& app, Environment& environment);
void add_adopt(CLI::App& app, Environment& environment);
void add_record(CLI::App& app, Environment& environment);
void add_nightly(CLI::App& app, Environment& environment);
void add_status(CLI::App& app, Environment& environment);
void add_history(CLI::App& app, Environment& environment);
void add_explain(CLI::App& app, Environment& environment);
void add_rank(CLI::App& app, Environment& environment);
void add_audit(CLI::App& app, Environment& environment);
void add_key(CLI::App& app, Environment& environment);
void add_erase(CLI::App& app, Environment& environment);
void add_rehearse(CLI::App& app, Environment& environment);
void add_export(CLI::App& app, Environment& environment);
void add_import(CLI::App& app, Environment& environment);
void add_backup(CLI::App& app, Environment& environment);
void add_restore(CLI::App& app, Environment& environment);
void add_doctor(CLI::App& app, Environment& environment);
/// All of those, in the order in which a season meets them.
void add_store_commands(CLI::App& app, Environment& environment);

}  // namespace termijn::cli
