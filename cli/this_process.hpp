#pragma once

#include <string>

#include "engine/agenda/night_lock.hpp"

namespace termijn::cli {

/// This process in one word that no other has: host, start of the machine, namespace and
/// number of the process, start of the process (Linux: /proc).
std::string this_process();

/// What has become of the process that gave itself this word.
engine::Holding holding_of(const std::string& process);

/// `process 4711 on oostende.example`, for people.
std::string process_in_words(const std::string& process);

}  // namespace termijn::cli
