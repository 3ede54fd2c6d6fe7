#include "cli/rulebook_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>

#include <fmt/format.h>

#include "cli/commands/usage.hpp"
#include "cli/render/diagnostics.hpp"

namespace termijn::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t most_bytes = 10'000'000;

/// Devices and pipes are no files: reading one might never end.
std::optional<std::string> text_of_file(const fs::path& path) {
  std::error_code failed;
  if (!fs::is_regular_file(path, failed) || fs::file_size(path, failed) > most_bytes) return {};
  std::ifstream file(path, std::ios::binary);
  if (!file) return {};
  std::ostringstream text;
  text << file.rdbuf();
  return file.bad() ? std::nullopt : std::optional(text.str());
}

/// `folder` as typed, ready to have a file's name put behind it.
std::string prefix_of(const fs::path& path) {
  const std::string folder = path.parent_path().string();
  return folder.empty() || folder.ends_with('/') ? folder : folder + '/';
}

std::shared_ptr<const rules::Sources> renamed(const rules::Sources& sources,
                                              const std::string& prefix) {
  auto shown = std::make_shared<rules::Sources>();
  for (rules::SourceId id = 0; id < sources.size(); ++id) {
    const rules::Source& source = sources.at(id);
    const std::string& name = source.name();
    std::string path = name.starts_with('/') ? name : prefix + name;
    // `regions/../call.toml` is the file that was typed as `call.toml` elsewhere.
    if (name.starts_with("../")) path = fs::path(path).lexically_normal().string();
    shown->add(std::move(path), std::string(source.text()));
  }
  return shown;
}

/// The `*.toml` in a folder and its folders, by path; hidden ones left out.
std::vector<std::string> toml_files(const std::string& folder) {
  std::vector<std::string> found;
  std::error_code failed;
  for (auto entry = fs::recursive_directory_iterator(folder, failed);
       !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
    const bool hidden = entry->path().filename().string().starts_with('.');
    if (hidden && entry->is_directory(failed)) entry.disable_recursion_pending();
    if (!hidden && entry->path().extension() == ".toml") found.push_back(entry->path().string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

bool add_folder(const std::string& folder, std::vector<RulebookFile>& files,
                Environment& environment) {
  const std::size_t before = files.size();
  for (const std::string& path : toml_files(folder)) {
    RulebookFile file = load_file(path, environment);
    if (!file.loaded.layer) files.push_back(std::move(file));
  }
  if (files.size() > before) return true;
  wrong_usage(environment, fmt::format("there is no region's file in '{}'", folder),
              "a region's file ends in .toml and has a table [region]");
  return false;
}

}  // namespace

std::optional<std::string> read_file(const std::string& path, Environment& environment) {
  auto text = text_of_file(path);
  if (text) return text;
  std::error_code failed;
  const auto status = fs::status(path, failed);
  const char* why = !fs::exists(status)            ? "there is no file '{}'"
                    : !fs::is_regular_file(status) ? "'{}' is no file"
                    : fs::file_size(path, failed) > most_bytes
                        ? "the file '{}' is larger than 10 MB"
                        : "the file '{}' cannot be read";
  wrong_usage(environment, fmt::format(fmt::runtime(why), path));
  return {};
}

rules::FileSource files_beside(const std::string& path) {
  return [prefix = prefix_of(path)](const std::string& name) {
    return text_of_file(name.starts_with('/') ? name : prefix + name);
  };
}

RulebookFile load_file(const std::string& path, const rules::FileSource& files,
                       const rules::ZoneSource& zones) {
  RulebookFile file{path, {}, {}};
  file.loaded = rules::load_rulebook(fs::path(path).filename().string(), files, zones);
  file.shown = renamed(*file.loaded.sources, prefix_of(path));
  return file;
}

RulebookFile load_file(const std::string& path, const Environment& environment) {
  return load_file(path, files_beside(path), environment.zones);
}

std::optional<RulebookFile> open_rulebook(const std::string& path, Environment& environment) {
  if (!read_file(path, environment)) return {};
  RulebookFile file = load_file(path, environment);
  if (file.loaded.rulebook) return file;
  environment.err << render(file.loaded.diagnostics, *file.shown, environment.err_colour);
  wrong_usage(environment, fmt::format("the rulebook '{}' cannot be used", path),
              "termijn check shows what to mend");
  return {};
}

std::optional<std::vector<RulebookFile>> load_all(const std::vector<std::string>& paths,
                                                  Environment& environment) {
  std::vector<RulebookFile> files;
  for (const std::string& path : paths) {
    std::error_code failed;
    if (fs::is_directory(path, failed)) {
      if (!add_folder(path, files, environment)) return {};
    } else {
      if (!read_file(path, environment)) return {};
      files.push_back(load_file(path, environment));
    }
  }
  return files;
}

}  // namespace termijn::cli
