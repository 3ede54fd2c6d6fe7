#!/bin/sh
# Plays the season of the five regions in a sandbox store: sh examples/demo.sh PROGRAM
set -eu
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/lokale-partnerschappen-2023"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM
TERMIJN_STORE="$folder/season.db"
export TERMIJN_STORE

say() { printf '\n== %s\n' "$*"; }
read_this() { sed 's/^/   /'; echo; }

say "1. One region's dates, in the addendum's own words, spelled out"
"$program" timeline zora-werkt.toml

say "2. What 'check' notices in the five rulebooks before anyone applies"
read_this <<TEXT
No errors, so they may come into force; the warnings and notes are for the organisers: a
shared mailbox, juries that coincide, alternatives still open, half-days without hours.
TEXT
"$program" check . | tail -n 9

say "3. The rulebooks come into force in a sandbox store"
"$program" init --sandbox >/dev/null
"$program" adopt --now 2023-04-20T09:00:00+02:00 .

say "4. The season: every act at its own moment, every night of April to October 2023"
read_this <<TEXT
The nights of 25, 26 and 27 July are skipped, as in an outage; the next one catches up. In
June eight automatic refusals in Mechelen fall due in one night: the brake holds them for a person.
TEXT
"$program" rehearse season.jsonl --nights nights.txt

say "5. The board"
"$program" status

say "6. A ranking, with the key that put each candidature after the one above"
"$program" rank zora-werkt

say "7. One history, explained"
read_this <<TEXT
Told on Friday 7 July. Day 14 is the national holiday, then comes a weekend: the rebuttal may come
until the end of Monday 24 July, and the working says so day by day.
TEXT
"$program" history lier/0011

say "8. Why a candidature was not admitted"
"$program" explain pajotarl/0004

say "9. What an auditor does with the one file"
"$program" audit verify
"$program" audit replay
