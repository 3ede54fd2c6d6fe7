#include "cli/code_pages.hpp"

#include <algorithm>
#include <span>

#include "rules/embedded.hpp"

namespace termijn::cli {

std::span<const rules::EmbeddedFile> embedded_code_pages();
std::span<const rules::EmbeddedFile> embedded_faults();

namespace {

constexpr auto is_digit = [](char c) { return c >= '0' && c <= '9'; };

bool is_code(std::string_view text) {
  return text.size() == 5 && text[0] >= 'A' && text[0] <= 'Z' &&
         std::all_of(text.begin() + 1, text.end(), is_digit);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The pieces between separators; at least one.
std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const auto at = text.find(separator);
    pieces.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return pieces;
    text.remove_prefix(at + separator.size());
  }
}

std::string_view embedded(std::string_view name) {
  for (const auto& file : embedded_faults()) {
    if (file.name == name) return file.text;
  }
  return {};
}

/// `conditions` in `bad/conditions.toml`.
std::string_view stem(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  return path.substr(0, path.rfind('.'));
}

}  // namespace

std::vector<CodePage> read_code_pages(std::string_view area, std::string_view markdown) {
  std::vector<CodePage> pages;
  for (const std::string_view line : split(markdown, "\n")) {
    if (!line.starts_with("| ") || !line.ends_with(" |")) continue;
    auto cells = split(line.substr(1, line.size() - 2), "|");
    if (!is_code(trimmed(cells[0]))) continue;
    cells.resize(std::max<std::size_t>(cells.size(), 4));
    pages.push_back({std::string(trimmed(cells[0])), std::string(area),
                     std::string(trimmed(cells[1])), std::string(trimmed(cells[2])),
                     std::string(trimmed(cells[3]))});
  }
  return pages;
}

const std::vector<CodePage>& code_pages() {
  static const std::vector<CodePage> all = [] {
    std::vector<CodePage> pages;
    for (const auto& file : embedded_code_pages()) {
      for (CodePage& page : read_code_pages(file.name, file.text)) {
        pages.push_back(std::move(page));
      }
    }
    std::stable_sort(pages.begin(), pages.end(),
                     [](const CodePage& a, const CodePage& b) { return a.code < b.code; });
    return pages;
  }();
  return all;
}

std::string code_example(std::string_view code) {
  for (const std::string_view row : split(embedded("faults"), "\n")) {
    const auto cells = split(row, "\t");
    if (cells.size() > 1 && cells[1] == code) return std::string(embedded(stem(cells[0])));
  }
  return {};
}

}  // namespace termijn::cli
