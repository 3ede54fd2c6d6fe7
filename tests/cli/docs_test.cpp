// The commands that README and the guides show are typed here as they stand, in an empty
// folder with the examples, and must say what the page says.
//
// A block of commands has lines with `$ ` and below each what it prints; a block without
// them is a part of what the commands before it print. `…` stands for lines left out.

#include <algorithm>
#include <map>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "../support/files.hpp"
#include "program.hpp"

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

struct Block {
  std::size_t line;  ///< Of the page, from 1.
  Lines lines;
};

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    line.erase(line.find_last_not_of(" \r") + 1);
    lines.push_back(line);
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

/// What is indented by four blanks, as README has it.
std::vector<Block> indented_blocks(const Lines& page) {
  std::vector<Block> blocks;
  bool inside = false;
  for (std::size_t at = 0; at < page.size(); ++at) {
    const bool code = page[at].starts_with("    ");
    if (code && !inside) blocks.push_back({at + 1, {}});
    if (code) blocks.back().lines.push_back(page[at].substr(4));
    if (inside && page[at].empty()) blocks.back().lines.push_back("");
    inside = code || (inside && page[at].empty());
  }
  return blocks;
}

/// What stands between ```console and ```.
std::vector<Block> fenced_blocks(const Lines& page) {
  std::vector<Block> blocks;
  bool inside = false;
  for (std::size_t at = 0; at < page.size(); ++at) {
    if (inside && page[at] != "```") blocks.back().lines.push_back(page[at]);
    if (!inside && page[at] == "```console") blocks.push_back({at + 2, {}});
    inside = inside ? page[at] != "```" : page[at] == "```console";
  }
  return blocks;
}

bool is_command(const std::string& line) { return line.starts_with("$ "); }

/// Acts that a page shows are those of its file `acts.jsonl`.
bool is_act(const std::string& line) { return line.starts_with("{\"at\":"); }

/// Whether `shown` is what was said, `…` being any lines; a part of it also when it
/// neither begins nor ends where the output does.
bool matches(const Lines& shown, std::size_t at, const Lines& said, std::size_t from, bool part) {
  if (at == shown.size()) return part || from == said.size();
  if (shown[at] == "…") {
    for (std::size_t next = from; next <= said.size(); ++next) {
      if (matches(shown, at + 1, said, next, part)) return true;
    }
    return false;
  }
  return from < said.size() && said[from] == shown[at] &&
         matches(shown, at + 1, said, from + 1, part);
}

bool is_part(const Lines& shown, const Lines& said) {
  for (std::size_t from = 0; from < said.size(); ++from) {
    if (matches(shown, 0, said, from, true)) return true;
  }
  return false;
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += "  " + line + '\n';
  return text;
}

/// What must be there before a command of a page means something: the season that the
/// page speaks of, played to its end or to the night that is shown.
const std::map<std::string, std::string> prepared = {
    {"termijn audit verify --store season.db", "play all season.db"},
    {"termijn diff lier.toml lier-amended.toml --store season.db",
     "cp $call/*.toml .; sed 's=02/06/2023=26/05/2023=' lier.toml >lier-amended.toml"},
    {"termijn record --store season.db --from today.jsonl",
     "rm season.db; play all season.db; tail -n 1 $call/season.jsonl >today.jsonl"},
    {"termijn diff lier.toml lier-amended.toml --store season.db",
     "cp $call/call.toml $call/lier.toml .; "
     "sed 's#02/06/2023 om 23u59#26/05/2023 om 23u59#' lier.toml >lier-amended.toml"},
    {"termijn nightly --store season.db", "play 2023-06-10T02:00:00+02:00 june.db"},
};

/// The night that a page shows is one of the season's, not this one.
const std::map<std::string, std::string> typed_instead = {
    {"termijn nightly --store season.db",
     "termijn nightly --store june.db --now 2023-06-10T02:00:00+02:00"},
};

constexpr const char* prelude = R"(set -u
unset TERMIJN_STORE
call=examples/lokale-partnerschappen-2023
play() {  # until when, into which store
  termijn init --sandbox --store "$2"
  termijn adopt --store "$2" --now 2023-04-20T09:00:00+02:00 $call
  cp $call/season.jsonl acts; cp $call/nights.txt nights
  if [ "$1" != all ]; then
    awk -v until="$1" 'substr($0, 8, 25) < until' $call/season.jsonl >acts
    awk -v until="$1" '$0 < until' $call/nights.txt >nights
  fi
  termijn rehearse acts --nights nights --store "$2"
}
)";

/// One shell that types all commands of a page, in a folder of its own.
class Session {
 public:
  Session() {
    folder_ = (fs::temp_directory_path() / "termijn-docs-XXXXXX").string();
    if (mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no temporary folder");
    fs::create_directory_symlink(fs::path(TERMIJN_SOURCE_DIR) / "examples", path("examples"));
    script_ = prelude;
  }
  ~Session() { fs::remove_all(folder_); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void keep(const std::string& file, const Lines& lines) {
    std::ofstream out(path(file), std::ios::binary);
    for (const std::string& line : lines) out << line << '\n';
  }
  std::size_t type(const std::string& command) {
    if (const auto before = prepared.find(command); before != prepared.end()) {
      script_ += "{ " + before->second + "; } >prepared 2>&1\n";
    }
    const auto instead = typed_instead.find(command);
    const auto number = std::to_string(commands_);
    script_ += "{ " + (instead == typed_instead.end() ? command : instead->second) + "\n} >out." +
               number + " 2>&1; echo $? >exit." + number + '\n';
    return commands_++;
  }
  void run() {
    keep("script", {script_});
    const auto program = fs::path(TERMIJN_PROGRAM).parent_path().string();
    const std::string command =
        "cd '" + folder_ + "' && PATH='" + program + "':\"$PATH\" sh script </dev/null";
    BOOST_TEST_REQUIRE(std::system(command.c_str()) == 0);
  }
  Lines said(std::size_t command) const {
    return lines_of(termijn::tests::text_of(path("out." + std::to_string(command))));
  }
  std::string exit(std::size_t command) const {
    return lines_of(termijn::tests::text_of(path("exit." + std::to_string(command)))).at(0);
  }

 private:
  fs::path path(const std::string& file) const { return fs::path(folder_) / file; }

  std::string folder_;
  std::string script_;
  std::size_t commands_ = 0;
};

struct Shown {
  std::size_t line;
  std::string command;  ///< Empty: a part of what the commands of the block before say.
  Lines output;
  std::vector<std::size_t> commands;  ///< Whose output it is.
};

/// Types the commands of a page and tells what it shows of each.
std::vector<Shown> typed(const std::vector<Block>& blocks, Session& session) {
  std::vector<Shown> shown;
  std::vector<std::size_t> last;
  for (const Block& block : blocks) {
    const bool commands = std::any_of(block.lines.begin(), block.lines.end(), is_command);
    if (commands) last.clear();
    if (!commands) shown.push_back({block.line, "", {}, last});
    Lines acts;
    for (std::size_t at = 0; at < block.lines.size(); ++at) {
      const std::string& line = block.lines[at];
      if (is_act(line)) {
        acts.push_back(line);
      } else if (is_command(line)) {
        last.push_back(session.type(line.substr(2)));
        shown.push_back({block.line + at, line.substr(2), {}, {last.back()}});
      } else if (!shown.empty() && !(commands && last.empty())) {
        shown.back().output.push_back(line);
      }
    }
    if (!acts.empty()) session.keep("acts.jsonl", acts);
  }
  for (Shown& one : shown) {
    while (!one.output.empty() && one.output.back().empty()) one.output.pop_back();
  }
  return shown;
}

void check_page(const std::string& page, const std::vector<Block>& blocks) {
  Session session;
  const auto all = typed(blocks, session);
  session.run();
  for (const Shown& one : all) {
    const std::string place = page + ":" + std::to_string(one.line);
    bool found = one.output.empty() || one.commands.empty();
    std::string said;
    for (const std::size_t command : one.commands) {
      const Lines output = session.said(command);
      found = found || (one.command.empty() ? is_part(one.output, output)
                                            : matches(one.output, 0, output, 0, false));
      said += joined(output);
    }
    BOOST_TEST(found, place << " shows\n" << joined(one.output) << "and it says\n" << said);
    if (one.command.empty()) continue;
    const std::string exit = session.exit(one.commands.front());
    BOOST_TEST((exit == "0" || exit == "1"), place << " ends with " << exit << "\n" << said);
  }
}

const char* guides[] = {"docs/auditor.md", "docs/coordinator.md", "docs/operator.md"};

}  // namespace

BOOST_AUTO_TEST_CASE(readme_shows_what_the_program_does) {
  const auto blocks = indented_blocks(lines_of(termijn::tests::contents("README.md")));
  BOOST_TEST(blocks.size() > 5U);
  check_page("README.md", blocks);
}

BOOST_DATA_TEST_CASE(guides_show_what_the_program_does, boost::unit_test::data::make(guides)) {
  const auto blocks = fenced_blocks(lines_of(termijn::tests::contents(sample)));
  BOOST_TEST(!blocks.empty());
  check_page(sample, blocks);
}

BOOST_AUTO_TEST_CASE(no_guide_with_commands_is_left_out) {
  for (const auto& entry : fs::directory_iterator(fs::path(TERMIJN_SOURCE_DIR) / "docs")) {
    if (entry.path().extension() != ".md") continue;
    const std::string page = "docs/" + entry.path().filename().string();
    const bool commands =
        termijn::tests::contents(page).find("```console\n$ ") != std::string::npos;
    const bool typed = std::find(std::begin(guides), std::end(guides), page) != std::end(guides);
    BOOST_TEST(commands == typed, page);
  }
}

BOOST_AUTO_TEST_CASE(a_page_that_shows_something_else_is_seen_to) {
  const Lines said = {"a", "b", "c"};
  BOOST_TEST(matches({"a", "…"}, 0, said, 0, false));
  BOOST_TEST(matches({"…", "c"}, 0, said, 0, false));
  BOOST_TEST(!matches({"a", "b"}, 0, said, 0, false));
  BOOST_TEST(!matches({"a", "c"}, 0, said, 0, false));
  BOOST_TEST(is_part({"b"}, said));
  BOOST_TEST(!is_part({"a", "c"}, said));
}
