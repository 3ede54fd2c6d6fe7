#include "cli/commands/commands.hpp"

namespace termijn::cli {

void add_store_commands(CLI::App& app, Environment& environment) {
  add_init(app, environment);
  add_adopt(app, environment);
  add_record(app, environment);
  add_nightly(app, environment);
  add_status(app, environment);
  add_history(app, environment);
  add_explain(app, environment);
  add_rank(app, environment);
  add_audit(app, environment);
  add_key(app, environment);
  add_erase(app, environment);
  add_rehearse(app, environment);
  add_export(app, environment);
  add_import(app, environment);
  add_backup(app, environment);
  add_restore(app, environment);
  add_doctor(app, environment);
}

}  // namespace termijn::cli
