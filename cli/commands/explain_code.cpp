#include <algorithm>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/code_pages.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/usage.hpp"
#include "cli/render/colour.hpp"
#include "cli/render/json.hpp"
#include "cli/render/table.hpp"
#include "cli/render/text.hpp"
#include "rules/diagnostic.hpp"

namespace termijn::cli {
namespace {

constexpr std::size_t line_width = 80;

struct ExplainCodeOptions {
  std::string code;
  bool json = false;
};

std::string_view kind_of(const CodePage& page) {
  switch (page.code.front()) {
    case 'W':
      return "warning";
    case 'N':
      return "note";
    case 'A':
      return "refused act";
    default:
      return "error";
  }
}

std::string in_capitals(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

/// `[acts](../acts.md)` as `acts`: a terminal has no links.
std::string without_links(std::string_view text) {
  std::string out;
  for (;;) {
    const auto open = text.find('[');
    const auto middle = text.find("](", open);
    const auto close = text.find(')', middle);
    if (open == std::string_view::npos || close == std::string_view::npos) return out.append(text);
    out += text.substr(0, open);
    out += text.substr(open + 1, middle - open - 1);
    text.remove_prefix(close + 1);
  }
}

std::string indented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    out += (line.empty() ? "" : "  ") + std::string(line) + '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

const CodePage* find_page(const std::string& code) {
  const auto& pages = code_pages();
  const auto at = std::find_if(pages.begin(), pages.end(),
                               [&](const CodePage& page) { return page.code == code; });
  return at == pages.end() ? nullptr : &*at;
}

boost::json::object json_of(const CodePage& page) {
  return {{"code", text_of(page.code)},
          {"kind", text_of(kind_of(page))},
          {"what", text_of(page.what)},
          {"why", text_of(page.why)},
          {"mend", text_of(page.mend)}};
}

Exit list_codes(const ExplainCodeOptions& options, Environment& environment) {
  if (options.json) {
    boost::json::array codes;
    for (const CodePage& page : code_pages()) codes.push_back(json_of(page));
    environment.out << pretty(boost::json::object{{"codes", std::move(codes)}});
    return Exit::ok;
  }
  Table table{{{"CODE"}, {"WHAT", false, true}}, {}};
  for (const CodePage& page : code_pages()) {
    table.rows.push_back({page.code, without_links(page.what)});
  }
  environment.out << render(table, environment);
  return Exit::ok;
}

void print_page(const CodePage& page, Environment& environment) {
  const auto paragraph = [&](std::string_view heading, std::string_view text) {
    environment.out << '\n'
                    << tinted(heading, Tint::strong, environment.colour) << '\n'
                    << indented(wrapped(without_links(text), line_width - 2));
  };
  environment.out << tinted(page.code, Tint::strong, environment.colour)
                  << fmt::format(" ({})\n", kind_of(page))
                  << indented(wrapped(without_links(page.what), line_width - 2));
  paragraph("Why", page.why);
  paragraph("How to mend", page.mend);
  const std::string example = code_example(page.code);
  if (example.empty()) return;
  environment.out << '\n'
                  << tinted("Example", Tint::strong, environment.colour) << '\n'
                  << indented(visible_lines(example));
}

Exit refuse_code(const std::string& code, Environment& environment) {
  std::vector<std::string> codes;
  for (const CodePage& page : code_pages()) codes.push_back(page.code);
  const std::string near = rules::nearest(code, codes);
  return wrong_usage(environment, fmt::format("there is no code '{}'", code),
                     near.empty() ? "termijn explain-code lists them all"
                                  : fmt::format("did you mean '{}'?", near));
}

Exit run(const ExplainCodeOptions& options, Environment& environment) {
  if (options.code.empty()) return list_codes(options, environment);
  const std::string code = in_capitals(options.code);
  const CodePage* page = find_page(code);
  if (page == nullptr) return refuse_code(code, environment);
  if (options.json) {
    boost::json::object told = json_of(*page);
    told["example"] = text_of(code_example(code));
    environment.out << pretty(told);
  } else {
    print_page(*page, environment);
  }
  return Exit::ok;
}

}  // namespace

void add_explain_code(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<ExplainCodeOptions>();
  CLI::App* command =
      app.add_subcommand("explain-code", "Say what the code of a fault means and how to mend it.");
  command->add_option("CODE", options->code, "Such as E0207; without one, all codes are listed");
  command->add_flag("--json", options->json, "Print JSON (docs/json.md)");
  command->footer(
      example_and_exits("termijn explain-code E0207", "0 explained; 2 there is no such code."));
  command->callback([options, &environment] { environment.exit = run(*options, environment); });
}

}  // namespace termijn::cli
