#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace termijn::cli {

/// What is told about one code: a row of the tables in docs/diagnostics/, which
/// are built into the program. The texts are Markdown of one line.
struct CodePage {
  std::string code;
  std::string area;  ///< The page it stands on: `conditions`.
  std::string what;
  std::string why;
  std::string mend;
};

/// All codes, by their letters and numbers.
const std::vector<CodePage>& code_pages();

/// The rows of one page. A row that has not four cells gets empty ones.
std::vector<CodePage> read_code_pages(std::string_view area, std::string_view markdown);

/// How termijn reports a fault with this code, with the line it is about: the
/// first of tests/golden/faults.tsv that shows it. Empty where none does.
std::string code_example(std::string_view code);

}  // namespace termijn::cli
