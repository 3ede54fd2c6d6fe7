#!/usr/bin/env python3
"""Breaks the arithmetic of time limits and the evaluator of conditions, one small slip at a
time, and counts how many slips the tests notice: ./run mutate [--most N] [--only TEXT].

A slip ("mutant") is one change of one line: a comparison that takes its bound or leaves it, a
day more or less, a rule of a regime turned round, a holiday moved by a day, an unknown answer
taken for a no. It is made in a copy of the tree; the tests that could notice it are built and
run, the likeliest first, until one fails. A slip that does not compile counts for nothing.
A slip that no test could ever notice, because it changes nothing, is named with the reason in
equivalent.tsv (with the line above it, where the line alone could be another); such slips are
counted apart.
"""

import argparse
import collections
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "mutate"
TREE = WORK / "tree"

TIME_TESTS = ["limit", "calendar", "regime", "date", "zone", "moment_combined", "rulebook",
              "moment_phrases"]
RULE_TESTS = ["condition", "rulebook", "score"]

# Where slips are made, and the tests that could notice them, the likeliest first.
PLACES = [
    ("rules/time/*.cpp", TIME_TESTS),
    ("rules/time/detail/*.cpp", TIME_TESTS),
    ("rules/time/regimes/*.toml", ["limit", "regime"]),
    ("rules/time/calendars/*.toml", ["calendar", "limit"]),
    ("rules/language/condition/evaluate*.cpp", RULE_TESTS),
    ("rules/language/condition/operations.cpp", RULE_TESTS),
    ("rules/language/condition/aggregate*.cpp", RULE_TESTS),
    ("rules/language/condition/table*.cpp", RULE_TESTS),
    ("rules/language/condition/verdict.cpp", RULE_TESTS),
    ("rules/language/condition/steps.cpp", RULE_TESTS),
    ("rules/language/moment/limit_expression.cpp", ["moment_combined", "rulebook"]),
]
FIRST = {  # what a file's name says about the test to try first
    "calendar": "calendar", "date": "date", "regime": "regime", "tzif": "zone", "zone": "zone",
    "posix": "zone", "rfc3339": "zone", "receipt": "limit", "laws": "workflow",
}

CPP_SLIPS = [
    (r" < (?!<)", " <= "), (r" <= ", " < "), (r" > (?!>)", " >= "), (r" >= ", " > "),
    (r" == ", " != "), (r" != ", " == "), (r" && ", " || "), (r" \|\| ", " && "),
    (r" \+ ", " - "), (r" - ", " + "), (r" \+= ", " -= "), (r" -= ", " += "),
    (r"\b1\b(?!\.)", "2"), (r"\b0\b(?!\.)", "1"), (r"-1\b", "1"),
    (r"if \(!", "if ("), (r"return !", "return "),
    (r"\btrue\b", "false"), (r"\bfalse\b", "true"),
    (r"std::min\b", "std::max"), (r"std::max\b", "std::min"),
    (r"\+\+(?=\w)", "--"), (r"return \{\};", "return false;"), (r"Unknown\{\}", "false"),
    (r"return Value\(\);", "return Value(false);"), (r"return Value\{\};", "return Value(false);"),
    (r"return std::nullopt;", "return false;"),
    (r"\blast_day\b", "first_day"), (r"first_year", "last_year"),
    (r"chr::Saturday", "chr::Friday"), (r"chr::Sunday", "chr::Monday"),
]
TOML_SLIPS = [
    (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r'"clamp"', '"day-before"'),
    (r'"day-before"', '"clamp"'), (r'"saturday", ', ""), (r'"sunday", ', ""), (r', "holidays"', ""),
    (r', "sunday"', ""), (r'"elapsed"', '"whole"'), (r'"whole"', '"elapsed"'),
]
NUMBER = re.compile(r"(?<![\w.\"#-])-?\d+(?![\w.\"])")


def code_of(line):
    """The line without its comment; empty where it holds no code."""
    text = line.split("//")[0]
    if text.strip().startswith(("#include", "#pragma", "*", "namespace", "using")):
        return ""
    # Words for people are not what is tested here.
    return re.sub(r'"(\\.|[^"\\])*"', lambda m: '"' + "~" * (len(m.group()) - 2) + '"', text)


def cpp_mutants(lines):
    for number, line in enumerate(lines):
        code = code_of(line)
        if not code or "template" in code or "static_assert" in code:
            continue
        for pattern, instead in CPP_SLIPS:
            for match in re.finditer(pattern, code):
                yield number, line[: match.start()] + instead + line[match.end():]


def toml_mutants(lines):
    for number, line in enumerate(lines):
        body = line.split("#")[0]
        if not body.strip() or re.match(r"\s*(id|law|article|name|source)\s*=", body):
            continue
        for pattern, instead in TOML_SLIPS:
            for match in re.finditer(pattern, body):
                yield number, line[: match.start()] + instead + line[match.end():]
        for match in NUMBER.finditer(re.sub(r'"[^"]*"', lambda m: "~" * len(m.group()), body)):
            for step in (1, -1):
                changed = str(int(match.group()) + step)
                yield number, line[: match.start()] + changed + line[match.end():]


Mutant = collections.namedtuple("Mutant", "file line above before after tests")


def all_mutants():
    found = []
    for pattern, tests in PLACES:
        for path in sorted(ROOT.glob(pattern)):
            lines = path.read_text(encoding="utf-8").splitlines()
            make = toml_mutants if path.suffix == ".toml" else cpp_mutants
            first = [test for part, test in FIRST.items() if part in path.stem]
            order = list(dict.fromkeys(first + tests))
            name = str(path.relative_to(ROOT))
            for number, after in dict.fromkeys(make(lines)):
                if after != lines[number]:
                    above = lines[number - 1].strip() if number else ""
                    found.append(Mutant(name, number + 1, above, lines[number], after, order))
    return found


def chosen(mutants, most, seed):
    """At most so many, as many of each file as its share, the same ones for the same seed."""
    if most <= 0 or len(mutants) <= most:
        return mutants
    picked = random.Random(seed).sample(range(len(mutants)), most)
    return [mutants[i] for i in sorted(picked)]


def survivors_of(log, mutants):
    """The slips that an earlier run let pass, by what it printed."""
    again = set(re.findall(r"^\d+/\d+ survived\s+(\S+?:\d+) (.*)$", log, re.MULTILINE))
    return [m for m in mutants if (f"{m.file}:{m.line}", m.after.strip()) in again]


def equivalents():
    table = {}
    for line in (ROOT / "tests/mutate/equivalent.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        if line.strip():
            file, above, before, after, reason = line.split("\t")
            table[(file, above.strip(), before.strip(), after.strip())] = reason
    return table


def reason_of(mutant, same):
    """Why the slip changes nothing; empty when it should."""
    slip = (mutant.before.strip(), mutant.after.strip())
    return same.get((mutant.file, mutant.above, *slip)) or same.get((mutant.file, "", *slip))


def run(command, seconds, folder=TREE):
    try:
        done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, timeout=seconds, check=False)
        return done.returncode == 0
    except subprocess.TimeoutExpired:
        return False


def copy_tree():
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True,
                           check=True).stdout.splitlines()
    for name in names:
        source, target = ROOT / name, TREE / name
        if not source.is_file():
            continue
        if target.is_file() and target.read_bytes() == source.read_bytes():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
        os.utime(target)


def tests_there_are():
    """Every test program, by name, with its path."""
    listing = subprocess.run(["ninja", "-C", "build/dev", "-t", "targets", "all"], cwd=TREE,
                             capture_output=True, text=True, check=True).stdout
    return {m.group(2): m.group(1) for m in
            re.finditer(r"^(tests/\S*/test_(\w+)): ", listing, re.MULTILINE)}


def build(test):
    return run(["cmake", "--build", "--preset", "dev", "-j2", "--target", f"test_{test}"], 600)


def passes(test, programs):
    return run([f"build/dev/{programs[test]}", "--catch_system_errors=no"], 60)


def outcome(mutant, programs):
    path = TREE / mutant.file
    original = path.read_text(encoding="utf-8")
    lines = original.splitlines(keepends=True)
    ending = lines[mutant.line - 1][len(mutant.before):]
    lines[mutant.line - 1] = mutant.after + ending
    path.write_text("".join(lines), encoding="utf-8")
    try:
        for position, test in enumerate([t for t in mutant.tests if t in programs]):
            if not build(test):
                return ("stillborn" if position == 0 else "killed", "does not compile")
            if not passes(test, programs):
                return ("killed", test)
        return ("survived", "")
    finally:
        path.write_text(original, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--most", type=int, default=200, help="slips to try (0: all of them)")
    parser.add_argument("--seed", type=int, default=2023)
    parser.add_argument("--only", default="", help="only files whose name holds this")
    parser.add_argument("--again", metavar="LOG", help="only what survived in an earlier run")
    parser.add_argument("--list", action="store_true", help="show the slips, try none")
    options = parser.parse_args()

    mutants = [m for m in all_mutants() if options.only in m.file]
    trial = chosen(mutants, options.most, options.seed)
    if options.again:
        trial = survivors_of(pathlib.Path(options.again).read_text(encoding="utf-8"), mutants)
    if options.list:
        for m in trial:
            print(f"{m.file}:{m.line}\n  {m.before.strip()}\n  {m.after.strip()}")
        return 0

    copy_tree()
    if not run(["cmake", "--preset", "dev", "-DCMAKE_CXX_FLAGS=-w"], 300):
        sys.exit("mutate: the copy does not configure")
    programs = tests_there_are()
    for test in {t for m in trial for t in m.tests if t in programs}:
        if not build(test) or not passes(test, programs):
            sys.exit(f"mutate: the test {test} fails without any slip")

    same = equivalents()
    count = collections.Counter()
    survivors = []
    started = time.monotonic()
    for done, mutant in enumerate(trial, 1):
        reason = reason_of(mutant, same)
        how, by = ("equivalent", reason) if reason else outcome(mutant, programs)
        count[how] += 1
        if how == "survived":
            survivors.append(mutant)
        print(f"{done}/{len(trial)} {how:10} {mutant.file}:{mutant.line} {mutant.after.strip()}"
              f"{' (' + by + ')' if by else ''}", flush=True)
    judged = count["killed"] + count["survived"]
    rate = 100 * count["killed"] / judged if judged else 100
    print(f"\n{len(mutants)} slips possible, {len(trial)} tried in {time.monotonic() - started:.0f} s: "
          f"{count['killed']} killed, {count['survived']} survived, {count['stillborn']} do not "
          f"compile, {count['equivalent']} change nothing\nkill rate {rate:.1f}%")
    for mutant in survivors:
        print(f"survived {mutant.file}:{mutant.line}\n  was: {mutant.before.strip()}\n"
              f"  now: {mutant.after.strip()}")
    return 0 if rate >= 90 else 1


if __name__ == "__main__":
    sys.exit(main())
