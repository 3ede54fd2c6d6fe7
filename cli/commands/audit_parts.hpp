#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "cli/environment.hpp"
#include "engine/journal/verify.hpp"

namespace CLI {
class App;
}

namespace termijn::cli {

// What the parts of `audit` share. Each part is a file of its own, audit_PART.cpp.

void add_audit_verify(CLI::App& audit, Environment& environment);
void add_audit_checkpoint(CLI::App& audit, Environment& environment);
void add_audit_stamp(CLI::App& audit, Environment& environment);
void add_audit_prove(CLI::App& audit, Environment& environment);
void add_audit_redecide(CLI::App& audit, Environment& environment);
void add_audit_what_if(CLI::App& audit, Environment& environment);

boost::json::array json_of(const std::vector<engine::Finding>& findings);
/// A line each, begun with `label`.
std::string in_words(const std::vector<engine::Finding>& findings, std::string_view label,
                     const Environment& environment);
/// `1 event`, `2 events`
std::string counted(std::size_t number, std::string_view what);

}  // namespace termijn::cli
